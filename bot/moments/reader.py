"""Reading a Dutch phrase: tokens first, then the hour apart from the day, then the rules, all or nothing."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from bot.moments import several
from bot.moments.borders import Border, borders
from bot.moments.compounds import spans
from bot.moments.hours import Hours, taken_out, wall_time
from bot.moments.readings import (
    YEARS_AROUND,
    Ambiguous,
    AtNextMeeting,
    Dates,
    DateTimeRange,
    From,
    Meeting,
    NotADate,
    Point,
    Prefer,
    Range,
    Reading,
    Recurrence,
    Time,
    TimeRange,
    TimeUntil,
    UnreadableError,
    Until,
    Why,
    instant,
)
from bot.moments.series import is_series, series
from bot.moments.spans import Here, Span
from bot.moments.tokens import tokens

MOST_CANDIDATES = 4
_LABEL = re.compile(r"(?:LABEL )+")
_FREQUENCIES = frozenset({"keer", "omde"})
_YEARS_ON = {"vorige": -1, "deze": 0, "volgende": 1}
_YEAR_IN_WORDS = re.compile(r"(?<!begin )(?<!midden )(?<!half )(?<!eind )(?<!eind van )\b(vorige|deze|volgende) jaar\b")
_TWO_MOMENTS = re.compile(
    r"(?:van )?(?P<first>[^T]+) (?:om )?T(?P<start>[0-9]{4}) (?:tot|tem|-) (?P<last>[^T]+) (?:om )?T(?P<end>[0-9]{4})"
)


def read(
    phrase: str,
    *,
    now: datetime,
    zone: ZoneInfo,
    prefer: Prefer = Prefer.FUTURE,
    meetings: Sequence[Meeting] = (),
) -> Reading:
    """What a phrase means to somebody who says it at `now` in `zone`; `NotADate` when it is not sure.

    `now` is aware. `prefer` decides about dates without a year. `meetings` are those of the body that phrases
    may point at ("volgende vergadering"), so without the cancelled ones; without any such phrases are not read.
    """
    if now.tzinfo is None:
        raise ValueError("A reading needs an aware `now`.")
    today = now.astimezone(zone).date()
    here = Here(today=today, pivot=today, prefer=prefer, meetings=tuple(meetings))
    try:
        found = _distinct(_readings(tokens(phrase), here))
        _check(found, here, zone)
    except UnreadableError as unreadable:
        return NotADate(phrase=phrase, why=unreadable.why, facts=unreadable.facts)
    candidates = tuple(replace(reading, phrase=phrase) for reading in found)
    return candidates[0] if len(candidates) == 1 else Ambiguous(phrase=phrase, candidates=candidates)


def _distinct(readings: Iterator[Reading]) -> list[Reading]:
    found: list[Reading] = []
    for reading in readings:
        if reading not in found:
            found.append(reading)
    if not found:
        raise UnreadableError(Why.NOT_A_DATE)
    if len(found) > MOST_CANDIDATES:
        raise UnreadableError(Why.VAGUE)
    return found


def _readings(text: str, here: Here) -> Iterator[Reading]:
    text = _LABEL.sub("", text)
    if text.isdigit():
        raise UnreadableError(Why.BARE_NUMBER, given=text)
    if _FREQUENCIES & set(text.split()):
        raise UnreadableError(Why.FREQUENCY)
    if found := _TWO_MOMENTS.fullmatch(text):
        yield from _two_moments(found, here)
        return
    hours, rest = taken_out(_with_typed_year(text, here))
    if not rest:
        yield _without_a_day(hours)
    elif is_series(rest):
        yield from _series(rest, hours, here)
    else:
        yield from _on_days(rest, hours, here)


def _with_typed_year(text: str, here: Here) -> str:
    """ "juni volgend jaar" is juni with a year; only "eind dit jaar" is less than "eind 2026" (the last ten days)."""
    return _YEAR_IN_WORDS.sub(lambda found: f"Y{here.today.year + _YEARS_ON[found[1]]}", text)


def _two_moments(found: re.Match[str], here: Here) -> Iterator[Reading]:
    for span in several.stretch(f"{found['first']} tot {found['last']}", here):
        start, end = wall_time(found["start"]), wall_time(found["end"])
        if span.first == span.last and end <= start:
            raise UnreadableError(Why.BACKWARDS)
        yield DateTimeRange(first=span.first, start=start, last=span.last, end=end)


def _without_a_day(hours: Hours) -> Reading:
    if hours.start is None:
        raise UnreadableError(Why.NOT_A_DATE)
    if hours.end is not None:
        return TimeRange(start=hours.start, end=hours.end)
    return TimeUntil(time=hours.start) if hours.limit else Time(time=hours.start)


def _series(text: str, hours: Hours, here: Here) -> Iterator[Recurrence]:
    if hours.limit or hours.part:
        raise UnreadableError(Why.VAGUE)
    found = series(text, here)
    if not found:
        raise UnreadableError(Why.FREQUENCY)
    yield from (replace(one, time=hours.start, end=hours.end) for one in found)


def _on_days(text: str, hours: Hours, here: Here) -> Iterator[Reading]:
    """One day or period first, then lists, ranges and borders; the first that fits is the one."""
    if found := spans(text, here) or several.choice(text, here):
        yield from (_reading(span, hours) for span in found)
    elif listed := several.days(text, here):
        yield _dates(listed, hours)
    elif found := several.stretch(text, here):
        yield from (_range(span, hours) for span in found)
    else:
        yield from (_edge(edge, hours) for edge in borders(text, here, timed=bool(hours)))


def _reading(span: Span, hours: Hours) -> Reading:
    if span.meeting is not None and span.moves:
        if hours:
            raise UnreadableError(Why.VAGUE)
        return AtNextMeeting(meeting=span.meeting)
    if not span.is_day:
        return _range(span, hours)
    if hours.start is None:
        return Point(day=span.first, part=hours.part, meeting=span.meeting)
    if hours.end is not None:
        return DateTimeRange(first=span.first, start=hours.start, last=span.first, end=hours.end)
    if hours.limit:
        return Until(last=span.first, time=hours.start)
    return Point(day=span.first, time=hours.start, meeting=span.meeting)


def _range(span: Span, hours: Hours) -> Range:
    """A period has no hours: "in mei om 9u" fixes nothing."""
    if hours:
        raise UnreadableError(Why.VAGUE)
    return Range(first=span.first, last=span.last, fuzzy=span.fuzzy, name=span.name, meeting=span.meeting)


def _dates(days: tuple[date, ...], hours: Hours) -> Dates:
    if hours.part or hours.limit:
        raise UnreadableError(Why.VAGUE)
    return Dates(days=days, time=hours.start, end=hours.end)


def _edge(edge: Border, hours: Hours) -> Reading:
    if hours.part or hours.end or hours.limit:
        raise UnreadableError(Why.VAGUE)
    if edge.next_meeting is not None and not hours:
        return AtNextMeeting(meeting=edge.next_meeting)
    if edge.is_start:
        return From(first=edge.day, time=hours.start)
    return Until(last=edge.day, time=hours.start)


def _check(readings: list[Reading], here: Here, zone: ZoneInfo) -> None:
    """No day more than ten years away, and no hour that the clocks skip or repeat."""
    for reading in readings:
        for day, at in _moments(reading):
            if abs(day.year - here.today.year) > YEARS_AROUND:
                raise UnreadableError(Why.TOO_FAR, given=str(day.year))
            if at is not None:
                instant(day, at, zone)


def _moments(reading: Reading) -> list[tuple[date, time | None]]:
    """Every day that a reading names, with its hour."""
    match reading:
        case Point(day=day, time=at) | Until(last=day, time=at) | From(first=day, time=at):
            return [(day, at)]
        case Range(first=first, last=last):
            return [(first, None), (last, None)]
        case Dates(days=days, time=at, end=end):
            return [(day, hour) for day in days for hour in (at, end)]
        case DateTimeRange(first=first, start=start, last=last, end=end):
            return [(first, start), (last, end)]
        case Recurrence(first=first, last=last):
            return [(day, None) for day in (first, last) if day is not None]
        case _:
            return []
