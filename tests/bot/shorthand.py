"""Readings in a few characters, so that a table of phrases stays readable.

2026-04-24 a day · 2026-04-24T09:30 with an hour · 2026-04-24 namiddag · A..B a range · ~A..B a fuzzy one · <=A until ·
>=A from · A + B separate days · A | B two meanings · an rrule with its bounds and hours · refuse: why
"""

from datetime import date, time

from bot.moments import (
    Ambiguous,
    AtNextMeeting,
    Dates,
    DateTimeRange,
    From,
    NotADate,
    Point,
    Range,
    Reading,
    Recurrence,
    Time,
    TimeRange,
    TimeUntil,
    Until,
)


def shorthand(reading: Reading) -> str:
    """A reading as the tables of phrases write it."""
    match reading:
        case Ambiguous(candidates=candidates):
            return " | ".join(shorthand(candidate) for candidate in candidates)
        case NotADate(why=why):
            return f"refuse: {why.value}"
        case Point(day=day, time=at, part=part):
            return _moment(day, at) + (f" {part}" if part else "")
        case Range(first=first, last=last, fuzzy=fuzzy):
            return f"{'~' if fuzzy else ''}{first}..{last}"
        case DateTimeRange(first=first, start=start, last=last, end=end):
            return f"{_moment(first, start)}..{_moment(last, end)}"
        case Until(last=last, time=at):
            return f"<={_moment(last, at)}"
        case From(first=first, time=at):
            return f">={_moment(first, at)}"
        case Dates(days=days, time=at, end=end):
            return " + ".join(map(str, days)) + _hours(at, end)
        case Recurrence(first=first, last=last):
            bounds = f" {first or ''}..{last or ''}" if first or last else ""
            return f"{reading.rrule}{bounds}{_hours(reading.time, reading.end)}"
        case AtNextMeeting(meeting=meeting):
            return f"next meeting {meeting.day or meeting.month}"
        case _:
            return _hour_only(reading)


def _hour_only(reading: Reading) -> str:
    match reading:
        case Time(time=at):
            return f"{at:%H:%M}"
        case TimeRange(start=start, end=end):
            return f"{start:%H:%M}..{end:%H:%M}"
        case TimeUntil(time=at):
            return f"<={at:%H:%M}"
        case _:
            raise TypeError(type(reading).__name__)


def _moment(day: date, at: time | None) -> str:
    return day.isoformat() if at is None else f"{day}T{at:%H:%M}"


def _hours(at: time | None, end: time | None) -> str:
    return "".join(f" {hour:%H:%M}" for hour in (at, end) if hour is not None)
