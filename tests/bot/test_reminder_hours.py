"""At which moments people may be reminded."""

from datetime import UTC, date, datetime, time

import pytest

from bot.bodies import RuleSheet
from bot.reminders import hours

APRIL = date(2026, 4, 24)
BOTH_CHANGES = [
    (date(2026, 3, 27), 8),
    (date(2026, 3, 30), 7),
    (date(2026, 10, 23), 7),
    (date(2026, 10, 26), 8),
    (date(2027, 3, 26), 8),
    (date(2027, 3, 30), 7),
    (date(2027, 10, 29), 7),
    (date(2027, 11, 2), 8),
]
"""The working days around the days on which the clocks change, and the hour in UTC that is nine o'clock there."""


def test_the_question_comes_at_nine_or_after_the_quiet_hours() -> None:
    assert hours.morning(APRIL, RuleSheet()) == datetime(2026, 4, 24, 7, tzinfo=UTC)
    assert hours.morning(APRIL, RuleSheet(quiet_until=time(10))) == datetime(2026, 4, 24, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "loud"),
    [
        (datetime(2026, 4, 24, 12, tzinfo=UTC), datetime(2026, 4, 24, 12, tzinfo=UTC)),
        (datetime(2026, 4, 24, 19, tzinfo=UTC), datetime(2026, 4, 25, 6, tzinfo=UTC)),
        (datetime(2026, 4, 24, 2, tzinfo=UTC), datetime(2026, 4, 24, 6, tzinfo=UTC)),
    ],
)
def test_what_comes_in_quiet_hours_waits_for_their_end(now: datetime, loud: datetime) -> None:
    assert hours.loud_at(now, RuleSheet()) == loud


def test_without_quiet_hours_nothing_waits() -> None:
    night = datetime(2026, 4, 24, 2, tzinfo=UTC)
    assert hours.loud_at(night, RuleSheet(quiet_from=time(0), quiet_until=time(0))) == night


@pytest.mark.parametrize(("day", "hour"), BOTH_CHANGES)
def test_nine_o_clock_stays_nine_o_clock_when_the_clocks_change(day: date, hour: int) -> None:
    assert hours.morning(day, RuleSheet()) == datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


@pytest.mark.parametrize("sunday", [date(2026, 3, 29), date(2026, 10, 25), date(2027, 3, 28), date(2027, 10, 31)])
@pytest.mark.parametrize("hour", range(24))
def test_on_the_day_of_the_change_everything_waits_for_monday(sunday: date, hour: int) -> None:
    chance = hours.next_chance(datetime(sunday.year, sunday.month, sunday.day, hour, tzinfo=UTC), RuleSheet())
    monday = next(day for day, _ in BOTH_CHANGES if day > sunday)
    assert chance == hours.morning(monday, RuleSheet())


@pytest.mark.parametrize("sunday", [date(2026, 3, 29), date(2026, 10, 25), date(2027, 3, 28), date(2027, 10, 31)])
def test_quiet_hours_that_end_in_the_skipped_or_the_doubled_hour_end(sunday: date) -> None:
    rules = RuleSheet(quiet_from=time(0), quiet_until=time(2, 30))
    midnight = datetime(sunday.year, sunday.month, sunday.day, tzinfo=UTC)
    assert hours.loud_at(hours.loud_at(midnight, rules), rules) == hours.loud_at(midnight, rules)


@pytest.mark.parametrize(
    ("now", "chance"),
    [
        (datetime(2026, 4, 24, 5, tzinfo=UTC), datetime(2026, 4, 24, 7, tzinfo=UTC)),  # Seven o'clock: at nine.
        (datetime(2026, 4, 24, 6, 30, tzinfo=UTC), datetime(2026, 4, 24, 7, tzinfo=UTC)),  # Loud, but too early.
        (datetime(2026, 4, 24, 12, tzinfo=UTC), datetime(2026, 4, 24, 12, tzinfo=UTC)),
        (datetime(2026, 4, 24, 18, tzinfo=UTC), datetime(2026, 4, 27, 7, tzinfo=UTC)),  # Friday evening: on Monday.
        (datetime(2026, 4, 25, 12, tzinfo=UTC), datetime(2026, 4, 27, 7, tzinfo=UTC)),
        (datetime(2026, 12, 24, 20, tzinfo=UTC), datetime(2026, 12, 28, 8, tzinfo=UTC)),  # Christmas is a Friday.
    ],
)
def test_people_are_reminded_on_working_days_from_nine_o_clock(now: datetime, chance: datetime) -> None:
    assert hours.next_chance(now, RuleSheet()) == chance


def test_it_is_looked_up_just_before_who_must_be_reminded() -> None:
    assert hours.looks_at(APRIL, RuleSheet()) == datetime(2026, 4, 24, 6, 55, tzinfo=UTC)
