"""The agenda of one meeting: its order, start times, publication in versions, and what changed between two."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from enum import StrEnum

from bot.errors import N_, Refusal
from bot.items import Aim, Item, Kind, Sort, State, When
from bot.meetings import Kind as MeetingKind
from bot.meetings import Meeting
from bot.meetings import State as MeetingState
from bot.people import May, Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One line with its time. `starts` is wall time, None while the meeting's start is not known."""

    item: Item
    starts: time | None
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Timetable:
    """All lines in order. `overrun` is by how many minutes the lines pass the meeting's end, 0 when they fit."""

    slots: tuple[Slot, ...]
    minutes: int
    overrun: int
    guessed: int


GUESS_MINUTES = 10
"""What a line without minutes is counted as, so that later start times are not absurdly early."""


def in_order(items: Iterable[Item]) -> list[Item]:
    """The lines of one meeting in the order they are treated; sub-points right behind their point."""
    lines = sorted(items, key=lambda item: (item.position, item.id))
    children: dict[int, list[Item]] = {}
    for item in lines:
        if item.parent is not None:
            children.setdefault(item.parent, []).append(item)
    tops = [item for item in lines if item.parent is None]
    return [line for top in tops for line in (top, *children.get(top.id, ()))]


def timetable(items: Iterable[Item], meeting: Meeting) -> Timetable:
    """Start times follow from minutes; a guest's fixed time waits for the clock; an overrun is only a warning.

    Lines without a number yet show the one they would get.
    """
    ordered = in_order(items)
    numbers = _numbers(ordered, used=frozenset(item.number for item in ordered if item.number))
    at = _minutes_of(meeting.starts)
    begin = at
    slots: list[Slot] = []
    guessed = 0
    for item in ordered:
        if at is not None and item.fixed_at is not None:
            at = max(at, _minutes_of(item.fixed_at) or at)
        slots.append(Slot(item=item, starts=_time_of(at), number=numbers[item.id]))
        guessed += item.minutes is None
        if at is not None:
            at += GUESS_MINUTES if item.minutes is None else item.minutes
    total = sum(GUESS_MINUTES if item.minutes is None else item.minutes for item in ordered)
    used = (at - begin) if at is not None and begin is not None else total
    overrun = max(0, used - meeting.minutes) if meeting.minutes is not None else 0
    return Timetable(slots=tuple(slots), minutes=total, overrun=overrun, guessed=guessed)


def _minutes_of(at: time | None) -> int | None:
    return None if at is None else at.hour * 60 + at.minute


def _time_of(minutes: int | None) -> time | None:
    """Wall time; an agenda that runs past midnight shows no time rather than a wrong one."""
    if minutes is None or minutes >= 24 * 60:
        return None
    return time(minutes // 60, minutes % 60)


def _numbers(ordered: Sequence[Item], *, used: frozenset[str]) -> dict[int, str]:
    """A number for every line but breaks: kept when given, else the next one never used (domain.md 3)."""
    tops = [int(number) for number in used if number.isdigit()]
    next_top = max(tops, default=0) + 1
    numbers: dict[int, str] = {}
    next_sub: dict[int, int] = {}
    for item in ordered:
        if item.sort is Sort.BREAK:
            numbers[item.id] = ""
        elif item.number:
            numbers[item.id] = item.number
        elif item.parent is None or not numbers.get(item.parent):
            numbers[item.id] = str(next_top)
            next_top += 1
        else:
            parent = numbers[item.parent]
            taken = [int(n.rpartition(".")[2]) for n in used if n.startswith(f"{parent}.")]
            sub = next_sub.get(item.parent, max(taken, default=0) + 1)
            numbers[item.id] = f"{parent}.{sub}"
            next_sub[item.parent] = sub + 1
    return numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line as it was published: what readers saw. Times are "HH:MM" wall time or ""."""

    item: int
    number: str
    title: str
    kind: str
    sort: str
    minutes: int | None
    presenter: str
    starts: str
    attachments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One published version, "A", "B", ... with its lines; `used` are all numbers ever given."""

    meeting: int
    letter: str
    published_at: datetime
    published_by: int
    lines: tuple[Line, ...]
    used: frozenset[str] = frozenset()


class Change(StrEnum):
    """Why a line stands in a difference message."""

    NEW = "new"
    CHANGED = "changed"
    DROPPED = "dropped"
    MOVED = "moved"
    ATTACHED = "attached"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One line that differs between two versions; `line` is the newest state, or the last one when dropped."""

    change: Change
    line: Line


def publish(
    meeting: Meeting, items: Iterable[Item], *, by: Person, now: datetime, last: Version | None
) -> tuple[Meeting, Version, tuple[Difference, ...]]:
    """The meeting with its new version, and what differs from `last` (empty for version A).

    Raises `Refusal` while there is no day, nothing on it, or nothing changed since `last`.
    """
    by.must_be_allowed(May.PUBLISH_AGENDA, in_=meeting.body)
    if meeting.day is None:
        raise Refusal(N_("Leg eerst de dag van de vergadering vast, dan kun je de agenda publiceren."))
    if meeting.state not in {MeetingState.AGENDA_OPEN, MeetingState.AGENDA_PUBLISHED}:
        raise Refusal(N_("De agenda van deze vergadering kan niet meer gepubliceerd worden."))
    ordered = in_order(items)
    if not any(item.sort is not Sort.BREAK for item in ordered):
        raise Refusal(N_("Er staat nog niets op de agenda. Aanvaard een punt of voeg er een toe."))
    used = (last.used if last else frozenset()) | {item.number for item in ordered if item.number}
    numbers = _numbers(ordered, used=used)
    numbered = [replace(item, number=numbers[item.id]) for item in ordered]
    lines = tuple(_line(slot) for slot in timetable(numbered, meeting).slots)
    differences = difference(last.lines, lines) if last else ()
    if last is not None and not differences:
        raise Refusal(N_("Er is niets gewijzigd sinds versie {letter}."), letter=last.letter)
    letter = next_letter(last.letter if last else "")
    version = Version(
        meeting=meeting.id,
        letter=letter,
        published_at=now,
        published_by=by.member_in(meeting.body),
        lines=lines,
        used=used | {number for number in numbers.values() if number},
    )
    return replace(meeting, state=MeetingState.AGENDA_PUBLISHED, version=letter), version, differences


def _line(slot: Slot) -> Line:
    item = slot.item
    return Line(
        item=item.id,
        number=item.number,
        title=item.title,
        kind=item.kind.value,
        sort=item.sort.value,
        minutes=item.minutes,
        presenter=item.presenter,
        starts=slot.starts.isoformat("minutes") if slot.starts else "",
        attachments=tuple(attachment.url for attachment in item.attachments),
    )


def next_letter(letter: str) -> str:
    """The letter behind `letter`: "" → "A", "A" → "B", "Z" → "AA"."""
    head, tail = letter[:-1], letter[-1:]
    if not tail:
        return "A"
    if tail == "Z":
        return next_letter(head) + "A"
    return head + chr(ord(tail) + 1)


def difference(before: Sequence[Line], after: Sequence[Line]) -> tuple[Difference, ...]:
    """What a reader of `before` must know to have `after`, in the order of `after`, dropped lines last.

    A line moved when it changed places among the lines that stayed; start times that only slide along with
    another change are not told one by one.
    """
    old = {line.item: line for line in before}
    new = {line.item: line for line in after}
    moved = _moved(
        [line.item for line in before if line.item in new], [line.item for line in after if line.item in old]
    )
    found: list[Difference] = []
    for line in after:
        was = old.get(line.item)
        if was is None:
            found.append(Difference(change=Change.NEW, line=line))
            continue
        if _content(was) != _content(line):
            found.append(Difference(change=Change.CHANGED, line=line))
        if set(line.attachments) - set(was.attachments):
            found.append(Difference(change=Change.ATTACHED, line=line))
        if line.item in moved:
            found.append(Difference(change=Change.MOVED, line=line))
    found += [Difference(change=Change.DROPPED, line=line) for line in before if line.item not in new]
    return tuple(found)


def _content(line: Line) -> tuple[str, str, int | None, str]:
    return (line.title, line.kind, line.minutes, line.presenter)


def _moved(before: Sequence[int], after: Sequence[int]) -> set[int]:
    """The fewest lines that explain the new order: all but a longest common subsequence of both."""
    place = {item: index for index, item in enumerate(before)}
    chains: list[list[int]] = []
    for rank in (place[item] for item in after):
        fitting = [chain for chain in chains if chain[-1] < rank]
        chains.append([*_longest(fitting), rank])
    stay = set(_longest(chains))
    return {item for item in after if place[item] not in stay}


def _longest(chains: list[list[int]]) -> list[int]:
    """The longest chain; among equals the last, so that what came forward (a guest's point) is told as moved."""
    return max(reversed(chains), key=len) if chains else []


def move(items: Sequence[Item], item: int, *, to: int, by: Person) -> list[Item]:
    """The lines with `item` at place `to` (1 is first) among its equals; positions are renumbered.

    A sub-point moves among the sub-points of its point. Raises `Refusal` about `position`.
    """
    ordered = in_order(items)
    mine = next((line for line in ordered if line.id == item), None)
    if mine is None:
        raise Refusal(N_("Dit punt staat niet meer op deze agenda."))
    by.must_be_allowed(May.ORDER_AGENDA, in_=mine.body)
    equals = [line for line in ordered if line.parent == mine.parent]
    if not 1 <= to <= len(equals):
        raise Refusal(N_("Kies een plaats van 1 tot {last}."), about="position", last=len(equals))
    equals.remove(mine)
    equals.insert(to - 1, mine)
    return [replace(line, position=place) for place, line in enumerate(equals, start=1)]


def place_for_new(items: Iterable[Item]) -> int:
    """Where an accepted point lands: behind the last line, but before the standing points that close a meeting."""
    tops = [item for item in in_order(items) if item.parent is None]
    place = max((item.position for item in tops), default=0) + 1
    for item in reversed(tops):
        if not item.closing:
            break
        place = item.position
    return place


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingPoint:
    """A point that comes back on every agenda of the body; `closing` ones stand behind the proposed points."""

    title: str
    kind: Kind = Kind.INFORMATION
    minutes: int | None = None
    closing: bool = False


STANDING_POINTS: tuple[StandingPoint, ...] = (
    StandingPoint(title="Verwelkoming en verontschuldigingen", minutes=5),
    StandingPoint(title="Goedkeuring en opvolging vorig verslag", kind=Kind.APPROVAL, minutes=15),
    StandingPoint(title="Signalen van de cliëntvertegenwoordigers", kind=Kind.DISCUSSION, minutes=15, closing=True),
    StandingPoint(title="Stand van zaken in de regio", minutes=15, closing=True),
    StandingPoint(title="Korte berichten en varia", minutes=10, closing=True),
    StandingPoint(title="Reflecties vanuit de spiegel", minutes=5, closing=True),
)
"""What a new body starts with (domain.md 3); the body changes it under Vaste punten."""


def stand(points: Sequence[StandingPoint], *, on: Meeting, now: datetime) -> list[Item]:
    """The standing points as the first lines of a new meeting's agenda, not stored yet; a plenary one only."""
    if on.kind is not MeetingKind.PLENARY:
        return []
    return [
        Item(
            id=0,
            body=on.body,
            title=point.title,
            state=State.ACCEPTED,
            aim=Aim(when=When.MEETING, meeting=on.id),
            proposer=None,
            entered_by=None,
            created_at=now,
            sort=Sort.STANDING,
            kind=point.kind,
            meeting=on.id,
            position=place,
            minutes=point.minutes,
            closing=point.closing,
        )
        for place, point in enumerate(points, start=1)
    ]
