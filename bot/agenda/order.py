"""Ordering an agenda: what the support officer does with its lines."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from hashlib import sha256

from bot import texts
from bot.agenda.timetable import in_order
from bot.errors import N_, Refusal
from bot.items import LONGEST_MINUTES, PRESENTER_LENGTH, Aim, Item, Kind, Sort, State, When, unschedule
from bot.meetings import TAKES_POINTS, Meeting
from bot.people import May, Person

BREAK_TITLE = N_("Pauze")


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What taking a line off an agenda does: the line as it is now, and the lines that stay in new places.

    `item` is None when the line only existed on this agenda: a break or a standing point.
    """

    item: Item | None
    stay: tuple[Item, ...]


def fingerprint(meeting: Meeting, items: Iterable[Item]) -> str:
    """16 hexadecimal digits that change with anything a reader sees: whether somebody saw this very agenda."""
    seen = [
        (
            *(item.id, item.parent, item.title, item.kind.value, item.minutes, item.presenter, item.guest),
            *(item.fixed_at, item.closing, [attachment.url for attachment in item.attachments]),
        )
        for item in in_order(items)
    ]
    told = (meeting.day, meeting.starts, meeting.ends, meeting.place, seen)
    return sha256(repr(told).encode()).hexdigest()[:16]


def move(meeting: Meeting, items: Sequence[Item], item: int, *, to: int, by: Person) -> list[Item]:
    """The line at place `to` (1 is first) among its equals, which are given back with new positions.

    A sub-point moves among the sub-points of its point. Raises `Refusal` about `position`.
    """
    mine, equals = _among_equals(meeting, items, item, by=by)
    if not 1 <= to <= len(equals):
        raise Refusal(N_("Kies een plaats van 1 tot {last}."), about="position", last=len(equals))
    equals.remove(mine)
    equals.insert(to - 1, mine)
    return _placed(equals)


def shift(meeting: Meeting, items: Sequence[Item], item: int, *, places: int, by: Person) -> list[Item]:
    """The line so many places further down (up when negative) among its equals. Raises `Refusal` at the edge."""
    mine, equals = _among_equals(meeting, items, item, by=by)
    to = equals.index(mine) + 1 + places
    if to < 1:
        raise Refusal(N_("«{title}» staat al bovenaan."), title=mine.title)
    if to > len(equals):
        raise Refusal(N_("«{title}» staat al onderaan."), title=mine.title)
    return move(meeting, items, item, to=to, by=by)


def nest(meeting: Meeting, items: Sequence[Item], item: int, *, under: int, by: Person) -> list[Item]:
    """The line as the last sub-point of `under`; one level deep. Raises `Refusal` about `under`."""
    mine, equals = _among_equals(meeting, items, item, by=by)
    head = _line(items, under)
    if mine.sort is Sort.BREAK or head.sort is Sort.BREAK:
        raise Refusal(N_("Een pauze heeft geen subpunten en is er ook geen."), about="under")
    if head.id == mine.id or head.parent is not None:
        raise Refusal(N_("Kies een punt dat zelf geen subpunt is."), about="under")
    if under_point(items, mine.id):
        raise Refusal(N_("Dit punt heeft zelf subpunten. Maak daar eerst eigen punten van."), about="under")
    if mine.parent == head.id:
        return []
    equals.remove(mine)
    return [*_placed(equals), *_placed([*under_point(items, under), replace(mine, parent=under)])]


def lift(meeting: Meeting, items: Sequence[Item], item: int, *, by: Person) -> list[Item]:
    """The sub-point as a point of its own, right behind the point it stood under."""
    mine, siblings = _among_equals(meeting, items, item, by=by)
    if mine.parent is None:
        return []
    tops = _tops(items)
    head = next(place for place, line in enumerate(tops) if line.id == mine.parent)
    tops.insert(head + 1, replace(mine, parent=None))
    siblings.remove(mine)
    return [*_placed(tops), *_placed(siblings)]


def adjust(
    item: Item,
    *,
    by: Person,
    meeting: Meeting,
    title: str,
    kind: Kind,
    minutes: int | None,
    presenter: str,
    guest: bool,
    fixed_at: time | None,
) -> Item:
    """The line with other words, minutes or a fixed time. Raises `Refusal` about the field."""
    _must_order(by, meeting)
    timed = replace(item, fixed_at=None) if fixed_at is None else fix(item, at=fixed_at, by=by, meeting=meeting)
    return replace(
        timed,
        title=texts.title(title),
        kind=kind,
        minutes=_minutes(minutes),
        presenter=texts.short_enough(texts.line(presenter), most=PRESENTER_LENGTH, about="presenter"),
        guest=guest,
    )


def fix(item: Item, *, at: time, by: Person, meeting: Meeting) -> Item:
    """The line at a fixed wall time, for a guest. Raises `Refusal` about `fixed_at`."""
    _must_order(by, meeting)
    if meeting.starts is None:
        raise Refusal(N_("Leg eerst vast wanneer de vergadering begint."), about="fixed_at")
    if at < meeting.starts or (meeting.ends is not None and at >= meeting.ends):
        raise Refusal(
            N_("Kies een uur tijdens de vergadering, die begint om {starts}."), about="fixed_at", starts=meeting.starts
        )
    return replace(item, fixed_at=at)


def add_break(meeting: Meeting, *, title: str, minutes: int | None, by: Person, now: datetime) -> Item:
    """A break, not stored or placed yet (id 0). Raises `Refusal` about `title` or `minutes`."""
    _must_order(by, meeting)
    if minutes is None:
        raise Refusal(N_("Hoelang duurt de pauze? Vul het aantal minuten in."), about="minutes")
    me = by.member_in(meeting.body)
    return Item(
        id=0,
        body=meeting.body,
        title=texts.title(title or BREAK_TITLE),
        state=State.ACCEPTED,
        aim=Aim(when=When.MEETING, meeting=meeting.id),
        proposer=None,
        entered_by=me,
        created_at=now,
        sort=Sort.BREAK,
        kind=Kind.INFORMATION,
        meeting=meeting.id,
        minutes=_minutes(minutes),
    )


def take_off(meeting: Meeting, items: Sequence[Item], item: int, *, aim: Aim, by: Person, reason: str = "") -> Changes:
    """The line off its agenda: a point goes to the pool with `aim`, a break or standing point is gone.

    Its sub-points stay on the agenda as points of their own, in its place. Raises `Refusal` about `reason`.
    """
    mine, equals = _among_equals(meeting, items, item, by=by)
    place = equals.index(mine)
    freed = [replace(line, parent=None) for line in under_point(items, mine.id)]
    stay = _placed([*equals[:place], *freed, *equals[place + 1 :]])
    if mine.sort is not Sort.POINT:
        return Changes(item=None, stay=tuple(stay))
    why = texts.reason(reason) if reason.strip() else ""
    gone = replace(unschedule(mine, by=by, aim=aim), reason=why)
    return Changes(item=gone, stay=tuple(stay))


def place_for_new(items: Iterable[Item]) -> int:
    """Where an accepted point lands: behind the last line, but before the standing points that close a meeting."""
    tops = _tops(items)
    place = max((item.position for item in tops), default=0) + 1
    for item in reversed(tops):
        if not item.closing:
            break
        place = item.position
    return place


def room_behind(meeting: Meeting, items: Sequence[Item], item: int | None, *, by: Person) -> tuple[int, list[Item]]:
    """A free position behind line `item` (None: where new points land), and the lines that make room for it.

    Behind a sub-point means behind the point it stands under.
    """
    _must_order(by, meeting)
    tops = _tops(items)
    if item is None:
        before = len(tops)
        while before and tops[before - 1].closing:
            before -= 1
    else:
        line = _line(items, item)
        head = line.id if line.parent is None else line.parent
        before = next(place for place, top in enumerate(tops, start=1) if top.id == head)
    moved = [replace(top, position=place + (place > before)) for place, top in enumerate(tops, start=1)]
    return before + 1, moved


def under_point(items: Iterable[Item], head: int) -> list[Item]:
    """The sub-points of a line, in order."""
    return [line for line in in_order(items) if line.parent == head]


def _tops(items: Iterable[Item]) -> list[Item]:
    return [line for line in in_order(items) if line.parent is None]


def _placed(lines: Iterable[Item]) -> list[Item]:
    return [replace(line, position=place) for place, line in enumerate(lines, start=1)]


def _line(items: Iterable[Item], item: int) -> Item:
    found = next((line for line in in_order(items) if line.id == item), None)
    if found is None:
        raise Refusal(N_("Dit punt staat niet meer op deze agenda."))
    return found


def _among_equals(meeting: Meeting, items: Sequence[Item], item: int, *, by: Person) -> tuple[Item, list[Item]]:
    """The line, and all lines at its level under the same point (itself included), in order."""
    _must_order(by, meeting)
    mine = _line(items, item)
    return mine, [line for line in in_order(items) if line.parent == mine.parent]


def _must_order(by: Person, meeting: Meeting) -> None:
    by.must_be_allowed(May.ORDER_AGENDA, in_=meeting.body)
    if meeting.state not in TAKES_POINTS:
        raise Refusal(N_("Deze vergadering is voorbij of geannuleerd: haar agenda wijzigt niet meer."))


def _minutes(minutes: int | None) -> int | None:
    if minutes is not None and not 1 <= minutes <= LONGEST_MINUTES:
        raise Refusal(
            N_("Schat de duur in minuten, van 1 tot {most}. Bijvoorbeeld 20."), about="minutes", most=LONGEST_MINUTES
        )
    return minutes
