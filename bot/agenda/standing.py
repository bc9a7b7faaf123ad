"""The standing points of a body: what comes back on every agenda."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.agenda.order import take_off
from bot.agenda.timetable import in_order
from bot.errors import N_, Refusal
from bot.items import Aim, Item, Kind, Sort, State, When
from bot.meetings import Kind as MeetingKind
from bot.meetings import Meeting
from bot.people import May, Person

MOST_STANDING = 15
"""Standing points at each end of the agenda: the longest ones still fit the 3000 characters of a field."""


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


def change_standing(points: Sequence[StandingPoint], *, body: int, by: Person) -> list[StandingPoint]:
    """The body's new standing points, for meetings planned from now on. Raises `Refusal` about `closing`."""
    by.must_be_allowed(May.EDIT_STANDING_POINTS, in_=body)
    seen: set[str] = set()
    for point in points:
        if point.title.casefold() in seen:
            raise Refusal(N_("«{title}» staat er twee keer."), about="closing", title=point.title)
        seen.add(point.title.casefold())
    return list(points)


def stand(points: Sequence[StandingPoint], *, on: Meeting, now: datetime) -> list[Item]:
    """The standing points as the first lines of a new meeting's agenda, not stored yet; a plenary one only."""
    if on.kind is not MeetingKind.PLENARY:
        return []
    return [_as_line(point, on=on, position=place, now=now) for place, point in enumerate(points, start=1)]


def _as_line(point: StandingPoint, *, on: Meeting, position: int, now: datetime) -> Item:
    return Item(
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
        position=position,
        minutes=point.minutes,
        closing=point.closing,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """What applying the standing points does to an agenda.

    `stay` are all lines that stay, in their new places; `changed` those among them that say something else now.
    """

    new: tuple[Item, ...]
    stay: tuple[Item, ...]
    changed: tuple[Item, ...]
    gone: tuple[Item, ...]


def apply(points: Sequence[StandingPoint], items: Sequence[Item], *, on: Meeting, by: Person, now: datetime) -> Applied:
    """The standing points on an agenda that exists already.

    A standing line with the same title stays where it is and takes kind and minutes over; missing ones come behind
    the opening ones, or at the end; the others go, and their sub-points stay as points of their own.
    """
    by.must_be_allowed(May.EDIT_STANDING_POINTS, in_=on.body)
    wanted = {point.title.casefold(): point for point in points}
    there = {item.title.casefold() for item in items if item.sort is Sort.STANDING}
    lines, gone = _without_dropped(items, wanted, on=on, by=by)
    lines = [_updated(line, wanted) for line in in_order(lines)]
    missing = [point for key, point in wanted.items() if key not in there]
    opening = [point for point in missing if not point.closing]
    tops = [line for line in lines if line.parent is None]
    behind = _behind_opening(tops)
    placed: list[Item | StandingPoint] = [
        *tops[:behind],
        *opening,
        *tops[behind:],
        *(point for point in missing if point.closing),
    ]
    new: list[Item] = []
    stay = [line for line in lines if line.parent is not None]
    for position, each in enumerate(placed, start=1):
        if isinstance(each, StandingPoint):
            new.append(_as_line(each, on=on, position=position, now=now))
        else:
            stay.append(replace(each, position=position))
    before = {item.id: (item.kind, item.minutes, item.closing) for item in items}
    changed = tuple(line for line in stay if before[line.id] != (line.kind, line.minutes, line.closing))
    return Applied(new=tuple(new), stay=tuple(stay), changed=changed, gone=gone)


def _without_dropped(
    items: Sequence[Item], wanted: dict[str, StandingPoint], *, on: Meeting, by: Person
) -> tuple[list[Item], tuple[Item, ...]]:
    """The lines without the standing ones nobody wants any more, and those."""
    lines = in_order(items)
    gone = tuple(line for line in lines if line.sort is Sort.STANDING and line.title.casefold() not in wanted)
    for line in gone:
        stay = take_off(on, lines, line.id, aim=line.aim, by=by).stay
        kept = {each.id: each for each in stay}
        lines = [kept.get(each.id, each) for each in lines if each.id != line.id]
    return lines, gone


def _updated(line: Item, wanted: dict[str, StandingPoint]) -> Item:
    point = wanted.get(line.title.casefold()) if line.sort is Sort.STANDING else None
    if point is None:
        return line
    return replace(line, kind=point.kind, minutes=point.minutes, closing=point.closing)


def _behind_opening(tops: Sequence[Item]) -> int:
    """How many lines stand before the place where a new opening point comes: behind the standing ones up front."""
    behind = 0
    while behind < len(tops) and tops[behind].sort is Sort.STANDING and not tops[behind].closing:
        behind += 1
    return behind
