"""At which moments people may be reminded: on working days, from nine o'clock on, out of the quiet hours.

Wall time first, zone last: every moment is made of a day and an hour in the body's zone, so that it is the same hour
on both days on which the clocks change.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot import moments
from bot.bodies import RuleSheet

SPOKEN_AT = time(9)
"""The wall time of a reminder, or the end of the quiet hours when that is later."""

LONGEST_BREAK = timedelta(days=7)
"""More than there are ever without a working day."""

LOOKS_AHEAD = timedelta(minutes=5)
"""So long before it is said, it is looked up who has to be reminded that day: all of it makes one message."""


def morning(day: date, rules: RuleSheet) -> datetime:
    """The moment in UTC at which people are reminded on a day."""
    wakes = rules.quiet_until if rules.quiet_until < rules.quiet_from else time.min
    return datetime.combine(day, max(SPOKEN_AT, wakes), ZoneInfo(rules.zone)).astimezone(UTC)


def looks_at(day: date, rules: RuleSheet) -> datetime:
    """The moment in UTC at which it is looked up who has to be reminded on a day."""
    return morning(day, rules) - LOOKS_AHEAD


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


def next_chance(now: datetime, rules: RuleSheet) -> datetime:
    """The first moment from `now` on (UTC) at which people may be reminded."""
    loud = loud_at(now, rules)
    day = local_day(loud, rules)
    if not moments.is_working_day(day):
        return morning(moments.working_days_after(day, 1), rules)
    return max(loud, morning(day, rules))


def digest_days(rules: RuleSheet, *, since: date, until: date) -> list[date]:
    """The days from `since` to `until` on which the digest is said: its weekday, or the next working day."""
    week = [since - timedelta(days=ahead) for ahead in range(LONGEST_BREAK.days, 0, -1)]
    all_days = week + [since + timedelta(days=ahead) for ahead in range((until - since).days + 1)]
    said = [
        day if moments.is_working_day(day) else moments.working_days_after(day, 1)
        for day in all_days
        if day.weekday() == rules.digest_weekday
    ]
    return [day for day in said if since <= day <= until]


def local_day(moment: datetime, rules: RuleSheet) -> date:
    """The wall day of a moment in the body's zone."""
    return moment.astimezone(ZoneInfo(rules.zone)).date()
