"""Which part of a meeting somebody misses, as it stands in a line: "vanaf 10u30", "tot 11u", "later", "vroeger weg"."""

import re
from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from bot import moments
from bot.attendance.gathering import Part
from bot.names import fold

_LATE = re.compile(r"\b(?:wat |iets )?(?:later|te laat)\b", re.IGNORECASE)
_EARLY = re.compile(r"\b(?:vroeger|eerder)(?: weg| door)?\b", re.IGNORECASE)

_ROUND = frozenset(("vanaf", "om", "rond", "omstreeks", "tegen", "na", "pas", "tot"))
"""Words before an hour, when it is plain which part is missed."""

_COMING = frozenset(("aanwezig", "kom", "komt", "pas", "erbij"))
"""Words that turn an hour around: present from then on, and not excused from then on."""

_MARKS = ".,;:()!?|"
LONGEST_HOUR = 3
"""Words in an hour: "kwart voor elf"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """The part that is missed, and the wall time if it was said; `is_plain`: in words, not by the hour alone."""

    part: Part = Part.WHOLE
    hour: time | None = None
    is_plain: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hour:
    """An hour in a row of words: from `start`, its word before it included, up to `end`."""

    at: time
    before: str
    start: int
    end: int


def spoken(words: list[str], *, now: datetime, zone: ZoneInfo) -> tuple[Spoken, list[str]]:
    """The part of a meeting that is missed, and the words that are left.

    Somebody is excused from an hour on, or until it: the former leaves early and the latter comes late, unless the
    line says the opposite ("aanwezig vanaf 10u30"). A stretch in the middle is no part that can be missed.
    """
    for pattern, part in ((_EARLY, Part.EARLY), (_LATE, Part.LATE)):
        text = " ".join(words)
        found = pattern.search(text)
        if found is not None:
            before, after = text[: found.start()].split(), text[found.end() :].split()
            rest = before + after
            hour = _hour(rest, straight_at=len(before), now=now, zone=zone)
            left = rest if hour is None else rest[: hour.start] + rest[hour.end :]
            return Spoken(part=part, hour=hour.at if hour is not None else None, is_plain=True), left
    hour = _hour(words, straight_at=None, now=now, zone=zone)
    missed = _missed(hour, words) if hour is not None else None
    if hour is None or missed is None:
        return Spoken(), words
    return Spoken(part=missed, hour=hour.at), words[: hour.start] + words[hour.end :]


def _missed(hour: _Hour, words: list[str]) -> Part | None:
    """What an hour means by the word before it; None when it may as well be the hour at which the meeting starts."""
    if any(_bare(word) in _COMING for word in words):
        return Part.EARLY if hour.before == "tot" else Part.LATE
    return {"vanaf": Part.EARLY, "na": Part.EARLY, "tot": Part.LATE}.get(hour.before)


def _hour(words: list[str], *, straight_at: int | None, now: datetime, zone: ZoneInfo) -> _Hour | None:
    """The first hour behind one of its words, or straight at a place; none when it is one end of a stretch."""
    if straight_at is not None:
        # A comma that stands alone says nothing between "later" and its hour.
        while straight_at < len(words) and not _bare(words[straight_at]):
            straight_at += 1
    for start, word in enumerate(words):
        before = _bare(word) if _bare(word) in _ROUND else ""
        if not before and start != straight_at:
            continue
        first = start + bool(before)
        for end in range(min(first + LONGEST_HOUR, len(words)), first, -1):
            at = _read(words[first:end], now=now, zone=zone)
            if at is None or _is_day(words[end - 1 : end + 1], now=now, zone=zone):
                continue
            is_stretch = before == "tot" and _read(words[max(0, start - 1) : start], now=now, zone=zone) is not None
            goes_on = [_bare(each) for each in words[end : end + 1]] == ["tot"]
            return None if is_stretch or goes_on else _Hour(at=at, before=before, start=start, end=end)
    return None


def _read(run: list[str], *, now: datetime, zone: ZoneInfo) -> time | None:
    reading = moments.read(" ".join(run).strip(_MARKS), now=now, zone=zone)
    return reading.time if isinstance(reading, moments.Time) else None


def _is_day(run: list[str], *, now: datetime, zone: ZoneInfo) -> bool:
    """Whether the hour would run into a date: "11u 24 april"."""
    reading = moments.read(" ".join(run).strip(_MARKS), now=now, zone=zone)
    return len(run) > 1 and isinstance(reading, moments.Point) and reading.time is None


def _bare(word: str) -> str:
    return fold(word.strip(_MARKS))
