"""When people without news are asked whether they come: ten and three days ahead, on working days, by day."""

from datetime import date, timedelta

from bot import moments
from bot.meetings import TAKES_POINTS, Meeting

DAYS_AHEAD = (10, 3)
"""Calendar days before the meeting; a weekend or holiday moves the question back to the working day before."""

LAST_CALL = min(DAYS_AHEAD)


def days(meeting: Meeting) -> list[date]:
    """The days on which the people of a dated meeting are asked, the first one first."""
    if meeting.day is None or meeting.state not in TAKES_POINTS:
        return []
    return sorted({_working(meeting.day - timedelta(days=ahead)) for ahead in DAYS_AHEAD})


def is_last(day: date, meeting: Meeting) -> bool:
    """Whether the question of `day` is the last one, after which there is only the forecast."""
    found = days(meeting)
    return bool(found) and day == found[-1]


def _working(day: date) -> date:
    return day if moments.is_working_day(day) else moments.working_days_before(day, 1)
