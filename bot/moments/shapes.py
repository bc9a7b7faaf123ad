"""Readings as plain JSON, in the shapes of the corpus of phrases: what `irojbot moments` prints."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from bot.moments.reader import read
from bot.moments.readings import (
    Ambiguous,
    AtNextMeeting,
    Dates,
    DateTimeRange,
    From,
    NotADate,
    Point,
    Prefer,
    Range,
    Reading,
    Recurrence,
    Time,
    TimeRange,
    TimeUntil,
    Until,
)

_BRUSSELS = ZoneInfo("Europe/Brussels")


def as_expected(reading: Reading) -> dict[str, Any]:
    """A reading in the shape of "expected": days and wall times as ISO text, never instants."""
    match reading:
        case Point(day=day, time=None, part=part):
            return {"kind": "date", "date": day.isoformat()} | ({"daypart": part} if part else {})
        case Point(day=day, time=at):
            return {"kind": "datetime", "datetime": _moment(day, at)}
        case Range(first=first, last=last, fuzzy=fuzzy):
            edges = {"kind": "range", "start": first.isoformat(), "end": last.isoformat()}
            return edges | ({"fuzzy": True} if fuzzy else {})
        case Until(last=last, time=at):
            return {"kind": "until", "end": _moment(last, at)}
        case From(first=first, time=at):
            return {"kind": "from", "start": _moment(first, at)}
        case Dates(days=days):
            return {"kind": "dates", "dates": [day.isoformat() for day in days]} | _hours(reading.time, reading.end)
        case Time(time=at):
            return {"kind": "time", "time": _hour(at)}
        case TimeRange(start=start, end=end):
            return {"kind": "timerange", "start": _hour(start), "end": _hour(end)}
        case TimeUntil(time=at):
            return {"kind": "time_until", "time": _hour(at)}
        case DateTimeRange(first=first, start=start, last=last, end=end):
            return {"kind": "datetimerange", "start": _moment(first, start), "end": _moment(last, end)}
        case Recurrence():
            return {
                "kind": "recurrence",
                "rrule": reading.rrule,
                **_hours(reading.time, reading.end),
                **_bounds(reading),
            }
        case AtNextMeeting(meeting=meeting):
            return {"kind": "next_meeting", "date": (meeting.day or meeting.month).isoformat()}
        case Ambiguous(candidates=candidates):
            return {"kind": "ambiguous", "candidates": [_short(one) for one in candidates]}
        case NotADate(why=why):
            return {"kind": "refuse", "reason": why.value}
        case _:
            raise TypeError(f"No shape for {type(reading).__name__}.")


def _moment(day: date, at: time | None) -> str:
    return day.isoformat() if at is None else f"{day.isoformat()}T{_hour(at)}"


def _hour(at: time) -> str:
    return at.isoformat("minutes")


def _hours(at: time | None, end: time | None) -> dict[str, str]:
    return {name: _hour(hour) for name, hour in (("time", at), ("end_time", end)) if hour is not None}


def _bounds(series: Recurrence) -> dict[str, str]:
    bounds = (("start", series.first), ("end", series.last))
    return {name: day.isoformat() for name, day in bounds if day is not None}


def _short(candidate: Reading) -> str:
    """A candidate as one text: its day, its edges with a slash between (ISO 8601), or its rule."""
    shape = as_expected(candidate)
    shape.pop("kind")
    return "/".join(value for value in shape.values() if isinstance(value, str))


def answer(asked: Mapping[str, str]) -> dict[str, Any]:
    """The reading of one question `{"phrase", "reference", "prefer"}`, in the shape of "expected".

    `reference` is a wall time in Brussels, or has an offset of its own; `prefer` is "future" when it is left out.
    Raises `KeyError` for a missing part, `TypeError` and `ValueError` for parts of another form.
    """
    reference = datetime.fromisoformat(asked["reference"])
    now = reference if reference.tzinfo else reference.replace(tzinfo=_BRUSSELS)
    prefer = Prefer(asked.get("prefer", Prefer.FUTURE))
    return as_expected(read(asked["phrase"], now=now, zone=_BRUSSELS, prefer=prefer))
