"""Dutch phrases about time, read by rules: a typed reading or an honest refusal, and the calendar of Flanders.

`read("24 april om 9u30", now=..., zone=...)` gives one of the readings of `bot.moments.readings`; `date_of` the
one day that a field needs; `spoken` says it back with weekday and year. Nothing is guessed: what has two meanings
is `Ambiguous`, what is left over is `NotADate`.
"""

from bot.moments.fields import Doubt, date_of, meeting_times
from bot.moments.holidays import (
    is_working_day,
    public_holiday,
    school_holiday,
    working_days_after,
    working_days_before,
)
from bot.moments.reader import read
from bot.moments.readings import (
    LONGEST_PHRASE,
    Ambiguous,
    AtNextMeeting,
    Dates,
    DateTimeRange,
    Every,
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
    Until,
    Why,
)
from bot.moments.shapes import answer, as_expected
from bot.moments.speech import hour, refusal, spoken

__all__ = [
    "LONGEST_PHRASE",
    "Ambiguous",
    "AtNextMeeting",
    "DateTimeRange",
    "Dates",
    "Doubt",
    "Every",
    "From",
    "Meeting",
    "NotADate",
    "Point",
    "Prefer",
    "Range",
    "Reading",
    "Recurrence",
    "Time",
    "TimeRange",
    "TimeUntil",
    "Until",
    "Why",
    "answer",
    "as_expected",
    "date_of",
    "hour",
    "is_working_day",
    "meeting_times",
    "public_holiday",
    "read",
    "refusal",
    "school_holiday",
    "spoken",
    "working_days_after",
    "working_days_before",
]
