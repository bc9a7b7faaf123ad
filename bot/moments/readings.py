"""What a Dutch phrase about time can mean: one type per kind of reading, never a bare datetime."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from itertools import takewhile
from typing import Protocol, TypeAlias
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

WallTime: TypeAlias = time
"""A time on the clock of a zone that is named elsewhere."""

LONGEST_PHRASE = 160
"""Characters of one phrase. Longer text is refused unread, so that the work of a reading is bounded."""

YEARS_AROUND = 10
"""A date further away than this, in years, is taken for a typing error ("24/4/2062")."""

WEEKDAY_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class Prefer(StrEnum):
    """Where a date without a year lies: plans look forward, reports look back."""

    FUTURE = "future"
    PAST = "past"


class Meeting(Protocol):
    """What a phrase may point at. `bot.meetings.Meeting` is one; `day` is None while only the month is known."""

    @property
    def kind(self) -> str: ...

    @property
    def month(self) -> date: ...

    @property
    def day(self) -> date | None: ...


class Why(StrEnum):
    """Why a phrase is not read. Every reason has its sentence in `bot.moments.speech`."""

    EMPTY = "empty"
    TOO_LONG = "too long"
    NOT_A_DATE = "not a date"
    VAGUE = "vague"
    BARE_NUMBER = "bare number"
    IDIOM = "idiom"
    TIME_OR_DATE = "time or date"
    NO_SUCH_DAY = "invalid date"
    NO_SUCH_MONTH = "invalid month"
    NO_SUCH_TIME = "invalid time"
    NO_SUCH_WEEK = "invalid week"
    LEAP_DAY = "no leap day this year"
    WEEKDAY = "weekday mismatch"
    TOO_FAR = "too far away"
    BACKWARDS = "end before start"
    PART_OF_DAY = "hour without part of day"
    SKIPPED_HOUR = "nonexistent local time"
    DOUBLED_HOUR = "doubled local time"
    FREQUENCY = "frequency without dates"
    NEEDS_MEETINGS = "needs lookup of a meeting"
    NO_MEETING = "no such meeting"


class UnreadableError(Exception):
    """A phrase has the form of a date but cannot be one: raised by a rule, caught by `read`."""

    def __init__(self, why: Why, **facts: str) -> None:
        super().__init__(why)
        self.why = why
        self.facts = facts


def instant(day: date, at: WallTime, zone: ZoneInfo) -> datetime:
    """The instant in UTC of a wall time. Raises `UnreadableError` when the clocks skip or repeat that hour."""
    first, second = (datetime.combine(day, at.replace(fold=fold), zone).astimezone(UTC) for fold in (0, 1))
    if first < second:
        raise UnreadableError(Why.DOUBLED_HOUR)
    if first > second:
        raise UnreadableError(Why.SKIPPED_HOUR)
    return first


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What all readings share: the phrase as it was typed, kept beside what was understood."""

    phrase: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Point(Reading):
    """One day, perhaps with a wall time or a part of the day ("voormiddag"), perhaps that of a meeting."""

    day: date
    time: WallTime | None = None
    part: str | None = None
    meeting: Meeting | None = None

    def instant(self, zone: ZoneInfo) -> datetime | None:
        """The moment in UTC; None without a time. `read` has made sure that the hour exists once."""
        return None if self.time is None else instant(self.day, self.time, zone)


@dataclass(frozen=True, slots=True, kw_only=True)
class Range(Reading):
    """First to last day, both included. `fuzzy`: the speaker did not mean these days exactly ("eind mei").

    `name` is how the period is called ("najaar 2026"), empty for a plain range of days. `meeting`: it stands
    for one of which only the month is known.
    """

    first: date
    last: date
    fuzzy: bool = False
    name: str = ""
    meeting: Meeting | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Until(Reading):
    """A deadline: the last day that is still in time, and perhaps the hour on that day."""

    last: date
    time: WallTime | None = None

    def instant(self, zone: ZoneInfo) -> datetime:
        """The first moment in UTC that is too late: the hour, or the end of the last day."""
        if self.time is not None:
            return instant(self.last, self.time, zone)
        return datetime.combine(self.last + timedelta(days=1), time.min, zone).astimezone(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class From(Reading):
    """Not before this day, and perhaps not before this hour of it."""

    first: date
    time: WallTime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates(Reading):
    """Several separate days in the order typed, perhaps all at the same hours."""

    days: tuple[date, ...]
    time: WallTime | None = None
    end: WallTime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Time(Reading):
    """A wall time without a day."""

    time: WallTime


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeRange(Reading):
    """Two wall times of one day, without that day."""

    start: WallTime
    end: WallTime


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeUntil(Reading):
    """A wall time as a limit, without a day ("tot 21 uur")."""

    time: WallTime


@dataclass(frozen=True, slots=True, kw_only=True)
class DateTimeRange(Reading):
    """From a wall time on one day to a wall time on the same or a later day."""

    first: date
    start: WallTime
    last: date
    end: WallTime

    def instants(self, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """Start and end in UTC."""
        return instant(self.first, self.start, zone), instant(self.last, self.end, zone)


class Every(StrEnum):
    """The step of a series, in the words of RFC 5545."""

    DAY = "DAILY"
    WEEK = "WEEKLY"
    MONTH = "MONTHLY"
    YEAR = "YEARLY"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurrence(Reading):
    """A series of days: every so many weeks, months ... on some weekdays or days of the month.

    `weekdays` are pairs of a rank (0 for every, -1 for last) and an ISO weekday; `first` and `last` bound the
    series, both included; `time` and `end` are wall times.
    """

    every: Every
    interval: int = 1
    weekdays: tuple[tuple[int, int], ...] = ()
    months: tuple[int, ...] = ()
    days: tuple[int, ...] = ()
    time: WallTime | None = None
    end: WallTime | None = None
    first: date | None = None
    last: date | None = None

    @property
    def rrule(self) -> str:
        """The rule as RFC 5545 writes it, without start and end."""
        by_day = ",".join(f"{rank or ''}{WEEKDAY_CODES[weekday - 1]}" for rank, weekday in self.weekdays)
        parts = {
            "FREQ": self.every.value,
            "INTERVAL": str(self.interval) if self.interval > 1 else "",
            "BYDAY": by_day,
            "BYMONTH": ",".join(map(str, self.months)),
            "BYMONTHDAY": ",".join(map(str, self.days)),
        }
        return ";".join(f"{name}={value}" for name, value in parts.items() if value)

    def dates(self, *, after: date, until: date) -> Iterator[date]:
        """The days of the series from `after` to `until`, both included and within the series' own bounds.

        A series that skips weeks or months counts from its first possible day on or after its start.
        """
        start = self.first if self.first is not None else after
        end = until if self.last is None else min(until, self.last)
        every_step = self.rrule.replace(f";INTERVAL={self.interval}", "")
        first = next(iter(rrulestr(every_step, dtstart=datetime.combine(start, time.min))))
        found = (when.date() for when in rrulestr(self.rrule, dtstart=first))
        yield from (day for day in takewhile(lambda day: day <= end, found) if day >= after)


@dataclass(frozen=True, slots=True, kw_only=True)
class AtNextMeeting(Reading):
    """On the body's next meeting, whichever that is: it moves along. `meeting` is the one it is now."""

    meeting: Meeting


@dataclass(frozen=True, slots=True, kw_only=True)
class Ambiguous(Reading):
    """Two or three honest readings. Ask; never choose."""

    candidates: tuple[Reading, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NotADate(Reading):
    """Nothing was read. `why`, with the facts that its sentence needs."""

    why: Why
    facts: Mapping[str, str] = field(default_factory=dict)
