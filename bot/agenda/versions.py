"""What was published: versions of an agenda as readers saw them, and what differs between two."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from bot.items import Attachment, Kind, Sort


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line as it was published. Times are wall times; `under` is the item it is a sub-point of."""

    item: int
    number: str
    title: str
    kind: Kind
    sort: Sort
    minutes: int | None
    presenter: str
    starts: time | None
    fixed_at: time | None = None
    guest: bool = False
    late: bool = False
    under: int | None = None
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """When and where the meeting was to be, as published: wall day and times in the body's zone."""

    day: date
    starts: time | None
    ends: time | None
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One published version, "A", "B", ... with its lines; `used` are all numbers ever given on this agenda."""

    meeting: int
    letter: str
    published_at: datetime
    published_by: int
    occasion: Occasion
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

    A line moved when it changed places among the lines that stayed, or stands under another point; start times
    that only slide along with another change are not told one by one.
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
        if _content(was) != _content(line) or set(was.attachments) - set(line.attachments):
            found.append(Difference(change=Change.CHANGED, line=line))
        if set(line.attachments) - set(was.attachments):
            found.append(Difference(change=Change.ATTACHED, line=line))
        if line.item in moved or was.under != line.under:
            found.append(Difference(change=Change.MOVED, line=line))
    found += [Difference(change=Change.DROPPED, line=line) for line in before if line.item not in new]
    return tuple(found)


def _content(line: Line) -> tuple[str, Kind, int | None, str, bool, time | None]:
    return (line.title, line.kind, line.minutes, line.presenter, line.guest, line.fixed_at)


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
