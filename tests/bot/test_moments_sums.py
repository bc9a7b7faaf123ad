"""Phrases that are sums of days, against the same sum made in another way."""

import calendar
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import moments
from bot.moments import Ambiguous, Dates, From, NotADate, Point, Range, Reading, Until, Why
from bot.moments.vocabulary import MONTHS, WEEKDAYS

BRUSSELS = ZoneInfo("Europe/Brussels")
NOW = datetime(2026, 3, 4, 10, tzinfo=BRUSSELS)
TODAY = NOW.date()
RANKS = ("eerste", "tweede", "derde", "vierde", "vijfde")

days = st.dates(date(2018, 1, 1), date(2034, 12, 31))
years = st.integers(2018, 2034)
months = st.integers(1, 12)
weekdays = st.integers(1, 7)


def read(phrase: str, now: datetime = NOW) -> Reading:
    return moments.read(phrase, now=now, zone=BRUSSELS)


def written(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


@given(day=days, count=st.integers(0, 365))
def test_days_before_and_after_a_day_are_counted(day: date, count: int) -> None:
    assert read(f"{count} dagen na {written(day)}") == Point(day=day + timedelta(days=count))
    assert read(f"{count} dagen voor {written(day)}") == Point(day=day - timedelta(days=count))


@given(day=days, count=st.integers(1, 52))
def test_weeks_after_a_day_fall_on_its_weekday(day: date, count: int) -> None:
    assert read(f"{count} weken na {written(day)}") == Point(day=day + timedelta(weeks=count))


@given(day=days, count=st.integers(1, 24))
def test_months_after_a_day_keep_its_number_or_end_the_month(day: date, count: int) -> None:
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    last = calendar.monthrange(year, month + 1)[1]
    assert read(f"{count} maanden na {written(day)}") == Point(day=date(year, month + 1, min(day.day, last)))


@given(count=st.integers(1, 300), today=st.dates(date(2015, 1, 1), date(2040, 1, 1)))
def test_days_from_now_are_counted_from_today(count: int, today: date) -> None:
    now = datetime(today.year, today.month, today.day, 23, 30, tzinfo=BRUSSELS)
    assert read(f"over {count} dagen", now) == Point(day=today + timedelta(days=count))
    assert read(f"binnen {count} dagen", now) == Until(last=today + timedelta(days=count))
    assert read(f"{count} dagen geleden", now) == Point(day=today - timedelta(days=count))


@given(year=years, month=months, weekday=weekdays, rank=st.integers(1, 5))
def test_a_ranked_weekday_of_a_month_is_that_of_the_calendar(year: int, month: int, weekday: int, rank: int) -> None:
    column = [week[weekday - 1] for week in calendar.monthcalendar(year, month) if week[weekday - 1]]
    reading = read(f"{RANKS[rank - 1]} {WEEKDAYS[weekday - 1]} van {MONTHS[month - 1]} {year}")
    if rank <= len(column):
        assert reading == Point(day=date(year, month, column[rank - 1]))
    else:
        assert isinstance(reading, NotADate)
        assert reading.why is Why.NO_SUCH_DAY


@given(year=years, month=months, weekday=weekdays)
def test_the_last_weekday_of_a_month_is_that_of_the_calendar(year: int, month: int, weekday: int) -> None:
    column = [week[weekday - 1] for week in calendar.monthcalendar(year, month) if week[weekday - 1]]
    reading = read(f"laatste {WEEKDAYS[weekday - 1]} van {MONTHS[month - 1]} {year}")
    assert reading == Point(day=date(year, month, column[-1]))


@given(day=days)
def test_the_right_weekday_confirms_a_date_and_a_wrong_one_refuses_it(day: date) -> None:
    for number, name in enumerate(WEEKDAYS):
        reading = read(f"{name} {written(day)}")
        if number == day.weekday():
            assert reading == Point(day=day)
        else:
            assert isinstance(reading, NotADate)
            assert reading.why is Why.WEEKDAY


@given(today=st.dates(date(2015, 1, 1), date(2040, 1, 1)), weekday=weekdays)
def test_a_bare_weekday_is_the_coming_one_unless_it_is_today(today: date, weekday: int) -> None:
    reading = read(WEEKDAYS[weekday - 1], datetime(today.year, today.month, today.day, 10, tzinfo=BRUSSELS))
    coming = next(day for i in range(1, 8) if (day := today + timedelta(days=i)).isoweekday() == weekday)
    if today.isoweekday() == weekday:
        assert reading == Ambiguous(candidates=(Point(day=today), Point(day=coming)))
    else:
        assert reading == Point(day=coming)


@given(day=days)
def test_the_week_of_a_day_goes_from_its_monday_to_its_sunday(day: date) -> None:
    reading = read(f"de week van {written(day)}")
    assert isinstance(reading, Range)
    assert (reading.first.isoweekday(), reading.last - reading.first) == (1, timedelta(days=6))
    assert reading.first <= day <= reading.last


@given(day=days)
def test_a_weekday_of_a_numbered_week_is_that_of_iso(day: date) -> None:
    year, week, weekday = day.isocalendar()
    assert read(f"{WEEKDAYS[weekday - 1]} van week {week} {year}") == Point(day=day)


@pytest.mark.parametrize("border", ["tegen", "uiterlijk", "ten laatste op", "tot en met", "t.e.m.", "tot"])
@given(day=days)
def test_a_border_that_includes_its_day_ends_with_it(border: str, day: date) -> None:
    assert read(f"{border} {written(day)}") == Until(last=day)


@given(day=days)
def test_borders_that_leave_their_day_out_end_before_and_begin_after_it(day: date) -> None:
    assert read(f"voor {written(day)}") == Until(last=day - timedelta(days=1))
    assert read(f"na {written(day)}") == From(first=day + timedelta(days=1))
    assert read(f"vanaf {written(day)}") == From(first=day)


@pytest.mark.parametrize("form", ["{} tot {}", "van {} tot en met {}", "{} - {}", "tussen {} en {}", "{} t/m {}"])
@given(first=days, length=st.integers(1, 320), numeric=st.booleans())
def test_a_range_goes_from_its_first_to_its_last_day(form: str, first: date, length: int, numeric: bool) -> None:
    last = first + timedelta(days=length)
    ends = [f"{day:%d/%m/%Y}" if numeric else written(day) for day in (first, last)]
    assert read(form.format(*ends)) == Range(first=first, last=last)


@given(first=days, length=st.integers(1, 320))
def test_a_range_with_one_year_at_its_end_lies_before_that_end(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    reading = read(f"{first.day}/{first.month} tot {written(last)}")
    leap_day = (first.month, first.day) == (2, 29)
    assert reading == Range(first=first, last=last) or leap_day


@given(first=st.dates(TODAY, date(2026, 12, 1)), length=st.integers(1, 29))
def test_a_range_without_a_year_is_the_coming_one(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    assert read(f"{first.day}/{first.month}-{last.day}/{last.month}") == Range(first=first, last=last)


@given(st.lists(st.dates(TODAY, date(2026, 12, 31)), min_size=2, max_size=5, unique=True))
def test_a_list_of_days_keeps_their_order(listed: list[date]) -> None:
    *others, last = (f"{day.day}/{day.month}" for day in listed)
    assert read(f"{', '.join(others)} en {last}") == Dates(days=tuple(listed))
