"""Readings as values: the instants behind wall times, and the days of a series."""

from datetime import UTC, date, datetime, time
from itertools import islice
from zoneinfo import ZoneInfo

import pytest

from bot import moments
from bot.moments import DateTimeRange, NotADate, Point, Recurrence, Until, Why

BRUSSELS = ZoneInfo("Europe/Brussels")
NOW = datetime(2026, 3, 4, 10, tzinfo=BRUSSELS)


def series(phrase: str) -> Recurrence:
    reading = moments.read(phrase, now=NOW, zone=BRUSSELS)
    assert isinstance(reading, Recurrence)
    return reading


def days(phrase: str, *, after: date = date(2026, 3, 4), until: date = date(2027, 12, 31), count: int = 4) -> list[str]:
    return [str(day) for day in islice(series(phrase).dates(after=after, until=until), count)]


def test_a_reading_of_no_kind_has_no_shape_and_no_words() -> None:
    with pytest.raises(TypeError, match="Reading"):
        moments.as_expected(moments.Reading())
    with pytest.raises(TypeError, match="Reading"):
        moments.spoken(moments.Reading())


def test_a_day_without_an_hour_is_no_instant() -> None:
    assert Point(day=date(2026, 4, 24)).instant(BRUSSELS) is None


@pytest.mark.parametrize(
    ("day", "hour"),
    [(date(2026, 4, 24), 7), (date(2026, 1, 30), 8)],
)
def test_the_instant_of_a_day_and_hour_follows_summer_and_winter_time(day: date, hour: int) -> None:
    instant = Point(day=day, time=time(9, 30)).instant(BRUSSELS)
    assert instant == datetime(day.year, day.month, day.day, hour, 30, tzinfo=UTC)


def test_a_deadline_without_an_hour_ends_with_its_day() -> None:
    assert Until(last=date(2026, 4, 20)).instant(BRUSSELS) == datetime(2026, 4, 20, 22, tzinfo=UTC)


def test_a_deadline_on_the_night_that_the_clock_goes_back_ends_with_its_long_day() -> None:
    assert Until(last=date(2026, 10, 25)).instant(BRUSSELS) == datetime(2026, 10, 25, 23, tzinfo=UTC)


def test_a_deadline_with_an_hour_ends_at_that_hour() -> None:
    assert Until(last=date(2026, 4, 20), time=time(12)).instant(BRUSSELS) == datetime(2026, 4, 20, 10, tzinfo=UTC)


def test_a_meeting_over_the_change_of_the_clock_has_both_its_instants() -> None:
    night = DateTimeRange(first=date(2026, 3, 28), start=time(20), last=date(2026, 3, 29), end=time(8))
    assert night.instants(BRUSSELS) == (
        datetime(2026, 3, 28, 19, tzinfo=UTC),
        datetime(2026, 3, 29, 6, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    ("phrase", "why"),
    [
        ("29 maart 2026 02:30", Why.SKIPPED_HOUR),
        ("29 maart 2026 01:30-02:30", Why.SKIPPED_HOUR),
        ("tegen 29 maart 2026 02:30", Why.SKIPPED_HOUR),
        ("28 en 29 maart om 02:30", Why.SKIPPED_HOUR),
        ("25 oktober 2026 02:30", Why.DOUBLED_HOUR),
        ("vanaf 25 oktober 2026 02:00", Why.DOUBLED_HOUR),
        ("zondag 29 maart 2026 om 2u30 's nachts", Why.SKIPPED_HOUR),
    ],
)
def test_an_hour_that_the_clocks_skip_or_repeat_is_refused(phrase: str, why: Why) -> None:
    reading = moments.read(phrase, now=NOW, zone=BRUSSELS)
    assert isinstance(reading, NotADate)
    assert reading.why is why


@pytest.mark.parametrize("phrase", ["29 maart 2026 01:59", "29 maart 2026 03:00", "25 oktober 2026 03:00"])
def test_the_hours_beside_the_change_of_the_clock_are_read(phrase: str) -> None:
    assert isinstance(moments.read(phrase, now=NOW, zone=BRUSSELS), Point)


def test_the_skipped_hour_is_that_of_the_zone() -> None:
    reading = moments.read("29 maart 2026 02:30", now=NOW, zone=ZoneInfo("Africa/Kinshasa"))
    assert isinstance(reading, Point)


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("elke dinsdag", ["2026-03-10", "2026-03-17", "2026-03-24", "2026-03-31"]),
        ("elke woensdag", ["2026-03-04", "2026-03-11", "2026-03-18", "2026-03-25"]),
        ("om de twee weken op maandag", ["2026-03-09", "2026-03-23", "2026-04-06", "2026-04-20"]),
        ("elke eerste dinsdag van de maand", ["2026-04-07", "2026-05-05", "2026-06-02", "2026-07-07"]),
        ("elke laatste vrijdag van de maand", ["2026-03-27", "2026-04-24", "2026-05-29", "2026-06-26"]),
        ("elke vijfde vrijdag van de maand", ["2026-05-29", "2026-07-31", "2026-10-30", "2027-01-29"]),
        ("elke twee maanden op de eerste dinsdag", ["2026-04-07", "2026-06-02", "2026-08-04", "2026-10-06"]),
        ("elke 15e van de maand", ["2026-03-15", "2026-04-15", "2026-05-15", "2026-06-15"]),
        ("jaarlijks op 1 mei", ["2026-05-01", "2027-05-01"]),
        ("elke werkdag", ["2026-03-04", "2026-03-05", "2026-03-06", "2026-03-09"]),
        (
            "elke eerste dinsdag van september tot december",
            ["2026-09-01", "2026-10-06", "2026-11-03", "2026-12-01"],
        ),
        (
            "elke eerste dinsdag van juni tot december behalve in juli en augustus",
            ["2026-06-02", "2026-09-01", "2026-10-06", "2026-11-03"],
        ),
        ("elke maandag in mei", ["2026-05-04", "2026-05-11", "2026-05-18", "2026-05-25"]),
    ],
)
def test_a_series_names_its_days(phrase: str, expected: list[str]) -> None:
    assert days(phrase) == expected


def test_a_series_ends_with_its_last_day() -> None:
    assert days("elke maandag tot en met 16 maart", count=10) == ["2026-03-09", "2026-03-16"]


def test_a_series_asked_for_later_keeps_its_step_from_its_start() -> None:
    later = days("om de twee weken op dinsdag vanaf 1 september", after=date(2026, 9, 8), count=2)
    assert later == ["2026-09-15", "2026-09-29"]


def test_a_series_without_days_in_its_bounds_is_empty() -> None:
    assert days("elke vijfde maandag van de maand van 1 april tot 30 april") == []
