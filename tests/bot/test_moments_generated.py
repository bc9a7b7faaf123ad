"""Dates and hours made by the thousand: in every pattern of Babel for Flanders, and in random words."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from babel import Locale
from babel.dates import format_date, format_datetime, format_interval, format_time
from hypothesis import given
from hypothesis import strategies as st

from bot import moments
from bot.moments import (
    LONGEST_PHRASE,
    Dates,
    DateTimeRange,
    From,
    NotADate,
    Point,
    Prefer,
    Range,
    Reading,
    Recurrence,
    Time,
    TimeRange,
    Until,
    Why,
)
from bot.moments.vocabulary import LEXICON

BRUSSELS = ZoneInfo("Europe/Brussels")
FLANDERS = Locale("nl", "BE")
NOW = datetime(2026, 3, 4, 10, tzinfo=BRUSSELS)
TODAY = NOW.date()

near = st.dates(date(2017, 1, 1), date(2035, 12, 31))
coming = st.dates(TODAY, date(2027, 2, 27)).filter(lambda day: (day.month, day.day) != (2, 29))
hours = st.times(time(7), time(23, 59)).map(lambda at: at.replace(second=0, microsecond=0))
ends = st.times(time(8), time(23, 59)).map(lambda at: at.replace(second=0, microsecond=0))

SKELETONS = {name: pattern.pattern for name, pattern in FLANDERS.datetime_skeletons.items()}
WITH_YEAR = [p for n, p in SKELETONS.items() if n in {"yMd", "yMEd", "yMMMd", "yMMMEd"}] + [
    *(pattern.pattern for pattern in FLANDERS.date_formats.values()),
    *("d MMMM y", "EEEE d MMMM y", "EEE d/M/y", "d-M-y", "d.M.y", "dd-MM-y", "dd.MM.yy", "y-MM-dd", "d MMM ''yy"),
]
WITHOUT_YEAR = [p for n, p in SKELETONS.items() if n in {"Md", "MEd", "MMMd", "MMMEd", "MMMMd"}] + [
    "EEEE d MMMM",
]
MONTHS = [p for n, p in SKELETONS.items() if n in {"yM", "yMMM", "yMMMM"}]
HOURS = ["H'u'mm", "H.mm'u'", "H.mm 'uur'", "H'h'mm", "HH:mm", "H 'uur' mm", "HH'u'mm"]
BETWEEN = ["-", " - ", " – ", " tot ", " t/m ", " t.e.m. "]
IDIOMS = {"24/7"}


def read(phrase: str) -> Reading:
    return moments.read(phrase, now=NOW, zone=BRUSSELS)


@given(pattern=st.sampled_from(WITH_YEAR), day=near)
def test_every_pattern_of_babel_with_a_year_reads_back(pattern: str, day: date) -> None:
    assert read(format_date(day, pattern, locale=FLANDERS)) == Point(day=day)


@given(pattern=st.sampled_from(WITHOUT_YEAR), day=coming)
def test_every_pattern_of_babel_without_a_year_is_the_next_one(pattern: str, day: date) -> None:
    text = format_date(day, pattern, locale=FLANDERS)
    assert read(text) == Point(day=day) or text in IDIOMS


@given(pattern=st.sampled_from(WITHOUT_YEAR), day=st.dates(TODAY - timedelta(days=364), TODAY))
def test_every_pattern_of_babel_without_a_year_is_the_last_one_in_a_report(pattern: str, day: date) -> None:
    text = format_date(day, pattern, locale=FLANDERS)
    reading = moments.read(text, now=NOW, zone=BRUSSELS, prefer=Prefer.PAST)
    assert reading == Point(day=day) or text in IDIOMS


@given(pattern=st.sampled_from(MONTHS), day=near)
def test_every_month_of_babel_is_the_whole_month(pattern: str, day: date) -> None:
    reading = read(format_date(day, pattern, locale=FLANDERS))
    assert isinstance(reading, Range)
    assert (reading.first, (reading.last + timedelta(days=1)).day) == (day.replace(day=1), 1)


@given(pattern=st.sampled_from(["QQQ y", "QQQQ y"]), day=near)
def test_every_quarter_of_babel_has_its_day_in_it(pattern: str, day: date) -> None:
    reading = read(format_date(day, pattern, locale=FLANDERS))
    assert isinstance(reading, Range)
    assert reading.first <= day <= reading.last < reading.first + timedelta(days=93)


@given(day=st.dates(date(2017, 1, 4), date(2035, 12, 28)))
def test_every_week_of_babel_has_its_day_in_it(day: date) -> None:
    reading = read(format_date(day, SKELETONS["yw"], locale=FLANDERS))
    assert isinstance(reading, Range)
    assert reading.first <= day <= reading.last == reading.first + timedelta(days=6)


@given(size=st.sampled_from(["full", "long", "medium", "short"]), day=near, at=hours)
def test_a_date_with_its_hour_as_babel_writes_it_reads_back(size: str, day: date, at: time) -> None:
    text = FLANDERS.datetime_formats[size].format(
        format_time(at, "short", locale=FLANDERS), format_date(day, size, locale=FLANDERS)
    )
    assert read(text) == Point(day=day, time=at)


@given(pattern=st.sampled_from(HOURS), at=hours)
def test_every_way_to_write_an_hour_reads_back(pattern: str, at: time) -> None:
    assert read(format_time(at, pattern, locale=FLANDERS)) == Time(time=at)


@given(pattern=st.sampled_from(HOURS), between=st.sampled_from(BETWEEN), start=hours, end=ends)
def test_every_way_to_write_a_range_of_hours_reads_back_or_is_backwards(
    pattern: str, between: str, start: time, end: time
) -> None:
    text = between.join(format_time(at, pattern, locale=FLANDERS) for at in (start, end))
    reading = read(text)
    if start < end:
        assert reading == TimeRange(start=start, end=end)
    else:
        assert isinstance(reading, NotADate)
        assert reading.why is Why.BACKWARDS


@given(skeleton=st.sampled_from(["yMd", "yMEd", "yMMMd", "yMMMEd"]), first=near, length=st.integers(1, 300))
def test_every_interval_of_babel_reads_back(skeleton: str, first: date, length: int) -> None:
    last = first + timedelta(days=length)
    reading = read(format_interval(first, last, skeleton, locale=FLANDERS))
    assert reading == Range(first=first, last=last)


@given(day=near, at=hours)
def test_an_iso_moment_reads_back(day: date, at: time) -> None:
    assert read(f"{day}T{at:%H:%M}") == Point(day=day, time=at)


@given(
    reading=st.one_of(
        st.builds(Point, day=near, time=st.none() | hours),
        st.builds(Until, last=near, time=st.none() | hours),
        st.builds(From, first=near, time=st.none() | hours),
        st.builds(lambda day, days: Range(first=day, last=day + timedelta(days=days)), near, st.integers(1, 300)),
        st.builds(
            lambda day, start, end: DateTimeRange(first=day, start=min(start, end), last=day, end=max(start, end)),
            near,
            hours,
            hours,
        ).filter(lambda moment: moment.start < moment.end),
        st.builds(
            lambda day, gaps: Dates(days=(day, *(day + timedelta(days=sum(gaps[: i + 1])) for i in range(len(gaps))))),
            near,
            st.lists(st.integers(1, 60), min_size=1, max_size=3),
        ),
    )
)
def test_what_is_said_back_means_the_same(reading: Reading) -> None:
    assert read(moments.spoken(reading)) == reading


words = st.sampled_from(
    [
        *LEXICON,
        "24",
        "4",
        "31",
        "2026",
        "2031",
        "24/4",
        "9u30",
        "12u",
        "2u",
        "-",
        ",",
        "/",
        ".",
        "'",
        "24.4",
        "9.30",
        "13-25",
        "1e",
    ]
)


@given(st.lists(words, max_size=14), st.sampled_from(Prefer), st.dates(date(2000, 1, 1), date(2060, 12, 31)))
def test_random_words_are_read_within_ten_years_or_refused(mix: list[str], prefer: Prefer, today: date) -> None:
    now = datetime.combine(today, time(10), BRUSSELS)
    reading = moments.read(" ".join(mix), now=now, zone=BRUSSELS, prefer=prefer)
    assert moments.spoken(reading)
    assert moments.as_expected(reading)["kind"]
    assert all(abs(year - today.year) <= 10 for year in years(reading))


def years(reading: object) -> set[int]:
    """Every year that a reading names, wherever it keeps it."""
    match reading:
        case date():
            return {reading.year}
        case tuple():
            return set().union(*map(years, reading))
        case Reading():
            return set().union(*(years(getattr(reading, name)) for name in fields(reading)))
        case _:
            return set()


def fields(reading: Reading) -> list[str]:
    return [name for kind in type(reading).__mro__ for name in getattr(kind, "__slots__", ())]


@given(st.text(max_size=LONGEST_PHRASE + 40))
def test_any_text_is_read_or_refused_in_a_sentence(text: str) -> None:
    assert moments.spoken(read(text))


@pytest.mark.parametrize(
    "piece", ["24 april ", "dag na ", "24/4, ", "van 1 tot 2 ", "elke dag tot 1 ", "9u-", "'", "a.", "½"]
)
def test_a_very_long_text_is_refused_unread(piece: str) -> None:
    reading = read(piece * 100_000)
    assert isinstance(reading, NotADate)
    assert reading.why is Why.TOO_LONG


@pytest.mark.parametrize("piece", ["dag na ", "1 dag na ", "week van ", "IROJ van ", "eind van ", "in ", "ergens "])
def test_a_phrase_within_a_phrase_within_a_phrase_ends_somewhere(piece: str) -> None:
    assert isinstance(read((piece * 40)[: LONGEST_PHRASE - 10] + "24 april"), NotADate)


@given(near, st.integers(0, 23), st.integers(0, 59))
def test_an_hour_that_was_read_exists_once_on_its_day(day: date, hour: int, minute: int) -> None:
    reading = read(f"{day} {hour:02}:{minute:02}")
    wall = datetime.combine(day, time(hour, minute), BRUSSELS)
    once = wall.replace(fold=0).utcoffset() == wall.replace(fold=1).utcoffset()
    if once:
        assert isinstance(reading, Point)
        assert reading.instant(BRUSSELS) == wall.astimezone(UTC)
    else:
        assert isinstance(reading, NotADate)


def test_babel_writes_what_these_tests_feed_to_the_reader() -> None:
    moment = datetime(2026, 4, 24, 9, 30, tzinfo=BRUSSELS)
    assert format_datetime(moment, "EEEE d MMMM y HH:mm", locale=FLANDERS, tzinfo=BRUSSELS) == (
        "vrijdag 24 april 2026 09:30"
    )


def test_a_series_is_bounded_by_what_was_typed() -> None:
    reading = read("elke dinsdag van 1 september tot 30 november")
    assert isinstance(reading, Recurrence)
    assert years(reading) == {2026}
