"""When each line of an agenda starts, and which number it has."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import time

from bot.agenda.versions import Version
from bot.items import Item, Sort
from bot.meetings import Meeting

GUESS_MINUTES = 10
"""What a line without minutes is counted as, so that later start times are not absurdly early."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One line with its number and time.

    `starts` is wall time: None while the meeting's start is not known, and for a sub-point that is treated within
    the minutes of its point. `waits` are minutes left open before a guest's fixed time, `delayed` by how many
    minutes the lines before it run past that time. `guessed` when nobody said how long it takes.
    """

    item: Item
    number: str
    starts: time | None
    waits: int = 0
    delayed: int = 0
    guessed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Timetable:
    """All lines in order. `minutes` is their sum, `used` counts the waits for guests too.

    `overrun` is by how many minutes that passes the meeting's end.
    """

    slots: tuple[Slot, ...]
    minutes: int
    used: int
    overrun: int

    @property
    def guessed(self) -> int:
        """How many lines nobody gave minutes."""
        return sum(slot.guessed for slot in self.slots)

    @property
    def delayed(self) -> tuple[Slot, ...]:
        """The guests that will have to wait: what stands before them runs past their time."""
        return tuple(slot for slot in self.slots if slot.delayed)


def in_order(items: Iterable[Item]) -> list[Item]:
    """The lines of one meeting in the order they are treated; sub-points right behind their point.

    A sub-point whose point left this agenda stands by itself, so that no line is ever lost.
    """
    lines = sorted(items, key=lambda item: (item.position, item.id))
    tops = {item.id for item in lines if item.parent is None}
    under: dict[int, list[Item]] = {}
    for item in lines:
        if item.parent in tops:
            under.setdefault(item.parent, []).append(item)
    alone = [item if item.parent is None else replace(item, parent=None) for item in lines if item.parent not in tops]
    return [line for top in alone for line in (top, *under.get(top.id, ()))]


def timetable(items: Iterable[Item], meeting: Meeting, *, last: Version | None = None) -> Timetable:
    """Start times follow from minutes; a guest's fixed time waits for the clock; an overrun is only a warning.

    Lines without a number show the one they would get when published after `last`.
    """
    ordered = in_order(items)
    numbers = number(ordered, last=last)
    minutes, guessed = _minutes(ordered)
    begin = at = _minutes_of(meeting.starts)
    slots: list[Slot] = []
    for item in ordered:
        fixed = _minutes_of(item.fixed_at)
        waits = max(0, fixed - at) if fixed is not None and at is not None else 0
        delayed = max(0, at - fixed) if fixed is not None and at is not None else 0
        at = None if at is None else at + waits
        within = item.parent is not None and not minutes[item.id]
        slots.append(
            Slot(
                item=item,
                number=numbers[item.id],
                starts=None if within else _time_of(at),
                waits=waits,
                delayed=delayed,
                guessed=item.id in guessed,
            )
        )
        at = None if at is None else at + minutes[item.id]
    total = sum(minutes.values())
    used = total if at is None or begin is None else at - begin
    overrun = max(0, used - meeting.minutes) if meeting.minutes is not None else 0
    return Timetable(slots=tuple(slots), minutes=total, used=used, overrun=overrun)


def _minutes(ordered: Sequence[Item]) -> tuple[dict[int, int], set[int]]:
    """How long each line takes by itself, and which of those are a guess.

    A point with sub-points takes nothing but its own minutes; a sub-point without minutes is treated within those
    of its point.
    """
    own = {item.id: item.minutes for item in ordered}
    heads = {item.parent for item in ordered}
    taken: dict[int, int] = {}
    guessed: set[int] = set()
    for item in ordered:
        if item.minutes is not None:
            taken[item.id] = item.minutes
        elif item.id in heads or (item.parent is not None and own[item.parent] is not None):
            taken[item.id] = 0
        else:
            taken[item.id] = GUESS_MINUTES
            guessed.add(item.id)
    return taken, guessed


def _minutes_of(at: time | None) -> int | None:
    return None if at is None else at.hour * 60 + at.minute


def _time_of(minutes: int | None) -> time | None:
    """Wall time; an agenda that runs past midnight shows no time rather than a wrong one."""
    if minutes is None or minutes >= 24 * 60:
        return None
    return time(minutes // 60, minutes % 60)


def number(ordered: Sequence[Item], *, last: Version | None) -> Mapping[int, str]:
    """A number for every line but breaks: the one it has or had, else the next one never used (domain.md 3)."""
    had = {line.item: line.number for line in last.lines} if last else {}
    kept = {item.id: item.number or had.get(item.id, "") for item in ordered if item.sort is not Sort.BREAK}
    used = {number for number in kept.values() if number} | (last.used if last else frozenset())
    numbers: dict[int, str] = {}
    for item in ordered:
        if item.sort is Sort.BREAK:
            numbers[item.id] = ""
            continue
        head = numbers.get(item.parent, "") if item.parent is not None else ""
        numbers[item.id] = kept[item.id] or _next(used, head)
        used.add(numbers[item.id])
    return numbers


def _next(used: Iterable[str], head: str) -> str:
    """The number behind the highest one used: "5" at the top, "4.3" under "4"."""
    start = f"{head}." if head else ""
    taken = (number.removeprefix(start) for number in used if number.startswith(start))
    return f"{start}{max((int(rest) for rest in taken if rest.isdigit()), default=0) + 1}"
