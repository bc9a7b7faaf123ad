"""When people without news are asked whether they come: ten and three days ahead, on working days, by day."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot import moments
from bot.bodies import RuleSheet
from bot.meetings import TAKES_POINTS, Meeting

DAYS_AHEAD = (10, 3)
"""Calendar days before the meeting; a weekend or holiday moves the question back to the working day before."""

ASKED_AT = time(9)
"""The wall time of a question, or the end of the quiet hours when that is later."""

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


def at(day: date, rules: RuleSheet) -> datetime:
    """The moment in UTC to ask on a day."""
    wake = rules.quiet_until if rules.quiet_until < rules.quiet_from else time.min
    return datetime.combine(day, max(ASKED_AT, wake), ZoneInfo(rules.zone)).astimezone(UTC)


def loud_at(now: datetime, rules: RuleSheet) -> datetime:
    """`now`, or the end of the quiet hours in which it falls (UTC). Equal bounds: no quiet hours."""
    zone = ZoneInfo(rules.zone)
    here = now.astimezone(zone)
    quiet_from, until, hour = rules.quiet_from, rules.quiet_until, here.time()
    if quiet_from == until:
        return now
    overnight = quiet_from > until
    is_quiet = (hour >= quiet_from or hour < until) if overnight else quiet_from <= hour < until
    if not is_quiet:
        return now
    day = here.date() + timedelta(days=1) if overnight and hour >= quiet_from else here.date()
    return datetime.combine(day, until, zone).astimezone(UTC)


def _working(day: date) -> date:
    return day if moments.is_working_day(day) else moments.working_days_before(day, 1)
