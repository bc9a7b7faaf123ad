"""Public and school holidays against the package `holidays`, and the working days that remain."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import moments
from bot.moments import holidays

KNOWN = json.loads((Path(__file__).parent.parent / "data" / "holidays-be.json").read_text())
YEARS = range(2015, 2051)


@pytest.mark.parametrize("year", YEARS)
def test_the_public_holidays_of_a_year_are_those_of_belgium(year: int) -> None:
    assert sorted(map(str, holidays.public_holidays(year))) == KNOWN["public"][str(year)]


@pytest.mark.parametrize("year", YEARS)
def test_the_school_holidays_that_start_in_a_year_are_those_of_flanders(year: int) -> None:
    breaks = {name: list(map(str, holidays.school_break(name, year))) for name in holidays.BREAKS}
    assert breaks == KNOWN["school"][str(year)]


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 4, 6), "paasmaandag"),
        (date(2026, 5, 14), "Hemelvaart"),
        (date(2026, 7, 21), "nationale feestdag"),
        (date(2026, 12, 25), "Kerstmis"),
        (date(2026, 4, 3), None),
        (date(2026, 7, 11), None),
        (date(2026, 12, 26), None),
    ],
)
def test_a_public_holiday_has_its_name(day: date, name: str | None) -> None:
    assert moments.public_holiday(day) == name


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 4, 5), None),
        (date(2026, 4, 6), "paasvakantie"),
        (date(2026, 4, 19), "paasvakantie"),
        (date(2026, 4, 20), None),
        (date(2026, 11, 1), None),
        (date(2026, 11, 2), "herfstvakantie"),
        (date(2026, 12, 31), "kerstvakantie"),
        (date(2027, 1, 3), "kerstvakantie"),
        (date(2027, 1, 4), None),
        (date(2026, 8, 31), "zomervakantie"),
        (date(2025, 4, 21), "paasvakantie"),
    ],
)
def test_a_school_holiday_has_its_name_from_its_first_to_its_last_day(day: date, name: str | None) -> None:
    assert moments.school_holiday(day) == name


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 4, 24), True),
        (date(2026, 4, 25), False),
        (date(2026, 4, 26), False),
        (date(2026, 4, 6), False),
        (date(2026, 4, 3), True),
        (date(2026, 7, 10), True),
        (date(2026, 11, 2), True),
    ],
)
def test_people_work_on_weekdays_that_are_no_public_holiday(day: date, works: bool) -> None:
    assert moments.is_working_day(day) is works


def test_working_days_are_counted_over_a_weekend_and_easter_monday() -> None:
    assert moments.working_days_after(date(2026, 4, 3), 1) == date(2026, 4, 7)
    assert moments.working_days_before(date(2026, 4, 7), 1) == date(2026, 4, 3)


@given(st.dates(date(2015, 1, 1), date(2050, 1, 1)), st.integers(1, 40))
def test_counting_forth_and_back_over_working_days_ends_where_it_began(day: date, count: int) -> None:
    start = moments.working_days_after(day, 1)
    assert moments.working_days_before(moments.working_days_after(start, count), count) == start


@given(st.dates(date(2015, 1, 1), date(2050, 1, 1)), st.integers(1, 40))
def test_as_many_working_days_lie_between_as_were_counted(day: date, count: int) -> None:
    end = moments.working_days_after(day, count)
    between = (day + timedelta(days=i) for i in range(1, (end - day).days + 1))
    assert sum(map(moments.is_working_day, between)) == count


@pytest.mark.parametrize("count", [0, -1])
def test_working_days_are_counted_from_one(count: int) -> None:
    with pytest.raises(ValueError, match="from 1"):
        moments.working_days_after(date(2026, 4, 24), count)
