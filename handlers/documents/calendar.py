"""A meeting as a calendar file that calendars keep up to date: one identity, a higher SEQUENCE for every change."""

from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

from handlers.documents.word import clean

MADE_BY = "-//irojbot//agenda//NL"


def event(
    *,
    uid: str,
    sequence: int,
    now: datetime,
    title: str,
    day: date,
    starts: datetime | None,
    ends: datetime | None,
    place: str,
    cancelled: bool,
) -> bytes:
    """The file for one meeting. `now`, `starts` and `ends` are instants in UTC; without `starts` it takes the day."""
    calendar = Calendar()
    calendar.add("prodid", MADE_BY)
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if cancelled else "PUBLISH")
    made = Event()
    made.add("uid", uid)
    made.add("sequence", sequence)
    made.add("dtstamp", now)
    made.add("last-modified", now)
    made.add("summary", clean(title))
    if starts is None:
        made.add("dtstart", day)
        made.add("dtend", day + timedelta(days=1))
    else:
        made.add("dtstart", starts)
        if ends is not None:
            made.add("dtend", ends)
    if place:
        made.add("location", clean(place))
    made.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    made.add("transp", "TRANSPARENT" if cancelled or starts is None else "OPAQUE")
    calendar.add_component(made)
    return bytes(calendar.to_ical())
