"""A second, naive answer to the question who is reminded of what on a day: it knows no rule of the bot's own.

It keeps follow-ups as plain records, walks from day to day, and counts working days one by one.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

ONE = timedelta(days=1)
FREE = {
    date(2026, month, day)
    for month, day in (
        *((1, 1), (4, 5), (4, 6), (5, 1), (5, 14), (5, 24), (5, 25), (7, 21)),
        *((8, 15), (11, 1), (11, 11), (12, 25)),
    )
} | {date(2027, 1, 1)}
"""The public holidays of Belgium in 2026, from the almanac."""


def works(day: date) -> bool:
    return day.weekday() < 5 and day not in FREE


def earlier(day: date) -> date:
    while not works(day):
        day -= ONE
    return day


def later(day: date) -> date:
    while not works(day):
        day += ONE
    return day


def after(day: date, count: int) -> date:
    while count:
        day += ONE
        if works(day):
            count -= 1
    return day


@dataclass
class Meeting:
    """A meeting and the day it is on now; None while only the month is known or when it was cancelled."""

    day: date | None


@dataclass
class Record:
    """One follow-up as the test knows it; `owners` are numbers of people, "all", or nothing."""

    text: str
    made: date
    kind: str
    first: date | None = None
    last: date | None = None
    meeting: Meeting | None = None
    owners: set[int] | None = None
    open: bool = True
    sleeps: dict[int, date] = field(default_factory=dict)


@dataclass
class People:
    """Who sits, who of them has Slack, and who supports."""

    sitting: set[int]
    with_slack: set[int]
    officers: set[int]


def last_of(record: Record) -> date | None:
    return record.meeting.day if record.meeting is not None else record.last


def owner_days(record: Record, *, until: date) -> set[date]:
    """The days on which an owner hears of it."""
    days: set[date] = set()
    last, opens = last_of(record), None
    if record.kind in ("period", "not_before"):
        assert record.first is not None
        opens = later(record.first)
        if last is not None and opens > last:
            opens = earlier(record.first)
        days.add(opens)
    if last is None:
        return days
    for ahead in (14, 7, 1, 0):
        day = earlier(last - ahead * ONE)
        if opens is None or day > opens:
            days.add(day)
    weekly = last
    while weekly <= until:
        weekly += 7 * ONE
        days.add(later(weekly))
    return days


def officer_days(record: Record) -> set[date]:
    last = last_of(record)
    return set() if last is None else {after(last, 2), after(last, 5)}


def expected(records: list[Record], people: People, *, missed: list[date]) -> set[tuple[int, str]]:
    """Who hears of what, when these days are looked at together: usually one, more after the bot was away."""
    told: set[tuple[int, str]] = set()
    for record in records:
        if not record.open:
            continue
        owners = people.sitting if record.owners is None else record.owners & people.sitting
        for day in missed:
            readers: dict[int, set[date]] = {}
            mine = {each for each in owner_days(record, until=day) if each > record.made}
            for person in owners & people.with_slack:
                readers[person] = mine
            if not owners or owners - people.with_slack:
                for officer in people.officers:
                    readers.setdefault(officer, mine)
            hears = set()
            for person, days in readers.items():
                sleeps = record.sleeps.get(person)
                if sleeps is not None and day == later(sleeps):
                    hears.add(person)
                if day in days and (sleeps is None or day >= sleeps):
                    hears.add(person)
            for officer in people.officers:
                sleeps = record.sleeps.get(officer)
                if day in officer_days(record) and day > record.made and (sleeps is None or day >= sleeps):
                    hears.add(officer)
            told |= {(person, record.text) for person in hears}
    return told
