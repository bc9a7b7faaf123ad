"""Phrases that point at a meeting of the body."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot import moments
from bot.moments import AtNextMeeting, NotADate, Point, Prefer, Range, Why
from tests.bot.shorthand import shorthand

BRUSSELS = ZoneInfo("Europe/Brussels")
NOW = datetime(2026, 3, 4, 10, tzinfo=BRUSSELS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    kind: str
    month: date
    day: date | None = None


def on(kind: str, day: str) -> Meeting:
    return Meeting(kind=kind, month=date.fromisoformat(day).replace(day=1), day=date.fromisoformat(day))


JANUARY = on("plenary", "2026-01-30")
APRIL = on("plenary", "2026-04-24")
JUNE = Meeting(kind="plenary", month=date(2026, 6, 1))
COMMITTEE = on("committee", "2026-03-17")
COMMITTEE_LATER = on("committee", "2026-05-05")
WORKING_GROUP = on("working_group", "2026-03-10")
MEETINGS = (APRIL, COMMITTEE, JANUARY, JUNE, COMMITTEE_LATER, WORKING_GROUP)


def read(phrase: str, *, meetings: tuple[Meeting, ...] = MEETINGS, prefer: Prefer = Prefer.FUTURE) -> moments.Reading:
    return moments.read(phrase, now=NOW, zone=BRUSSELS, meetings=meetings, prefer=prefer)


@pytest.mark.parametrize(
    ("phrase", "meeting"),
    [
        ("volgende vergadering", APRIL),
        ("op de eerstvolgende vergadering", APRIL),
        ("volgend IROJ", APRIL),
        ("het volgende overleg", APRIL),
        ("de komende plenaire vergadering", APRIL),
        ("volgend comité", COMMITTEE),
        ("de volgende comitévergadering", COMMITTEE),
        ("volgende werkgroep", WORKING_GROUP),
        ("tegen de volgende vergadering", APRIL),
        ("tegen het volgende comité", COMMITTEE),
        ("voor de volgende vergadering", APRIL),
        ("uiterlijk op de volgende vergadering", APRIL),
        ("tegen de vergadering", APRIL),
    ],
)
def test_the_next_meeting_moves_along(phrase: str, meeting: Meeting) -> None:
    assert read(phrase) == AtNextMeeting(meeting=meeting)


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("IROJ van april", "2026-04-24"),
        ("het IROJ van 24 april", "2026-04-24"),
        ("de vergadering van vrijdag 24 april", "2026-04-24"),
        ("IROJ 24/4", "2026-04-24"),
        ("comité van mei", "2026-05-05"),
        ("het comité van 17 maart", "2026-03-17"),
        ("het IROJ van januari", "2026-01-30"),
        ("het IROJ van 30 januari", "2026-01-30"),
        ("vorige vergadering", "2026-01-30"),
        ("het vorige IROJ", "2026-01-30"),
        ("een week voor de vergadering van 24 april", "2026-04-17"),
        ("5 werkdagen voor de vergadering van 24 april", "2026-04-17"),
        ("een week voor de vergadering", "2026-04-17"),
        ("8 dagen voor de volgende vergadering", "2026-04-16"),
        ("twee weken na het IROJ van april", "2026-05-08"),
        ("de dag na de volgende vergadering", "2026-04-25"),
        ("de vrijdag voor het IROJ van april", "2026-04-17"),
        ("na de volgende vergadering", ">=2026-04-25"),
        ("vanaf de volgende vergadering", ">=2026-04-24"),
        ("tegen het IROJ van april", "<=2026-04-24"),
        ("voor het IROJ van april", "<=2026-04-23"),
        ("ten laatste een week voor de vergadering van 24 april", "<=2026-04-17"),
        ("het comité van maart of april", "refuse: not a date"),
    ],
)
def test_a_phrase_about_a_known_meeting_is_looked_up(phrase: str, expected: str) -> None:
    assert shorthand(read(phrase)) == expected


def test_the_day_of_a_looked_up_meeting_knows_its_meeting() -> None:
    assert read("IROJ van april") == Point(day=date(2026, 4, 24), meeting=APRIL)


def test_a_meeting_of_which_only_the_month_is_known_is_a_month() -> None:
    assert read("IROJ van juni") == Range(first=date(2026, 6, 1), last=date(2026, 6, 30), meeting=JUNE)


def test_two_meetings_in_one_month_are_two_meanings() -> None:
    twice = (APRIL, on("plenary", "2026-04-10"))
    assert shorthand(read("IROJ van april", meetings=twice)) == "2026-04-10 | 2026-04-24"


def test_a_meeting_without_more_is_any_meeting_in_a_body_without_a_plenary() -> None:
    assert read("volgende vergadering", meetings=(COMMITTEE,)) == AtNextMeeting(meeting=COMMITTEE)


def test_a_meeting_of_today_is_the_next_one() -> None:
    today = on("plenary", "2026-03-04")
    assert read("volgende vergadering", meetings=(APRIL, today)) == AtNextMeeting(meeting=today)


def test_a_meeting_of_yesterday_is_the_previous_one() -> None:
    yesterday = on("plenary", "2026-03-03")
    assert shorthand(read("vorige vergadering", meetings=(yesterday, JANUARY))) == "2026-03-03"


def test_a_report_looks_back_for_the_meeting() -> None:
    years = (on("plenary", "2025-04-25"), APRIL)
    assert shorthand(read("IROJ van april", meetings=years, prefer=Prefer.PAST)) == "2025-04-25"


@pytest.mark.parametrize(
    "phrase", ["IROJ van mei", "het IROJ van 23 april", "de vergadering van 5 mei", "IROJ van april 2027"]
)
def test_a_meeting_that_is_not_planned_is_not_invented(phrase: str) -> None:
    reading = read(phrase)
    assert isinstance(reading, NotADate)
    assert reading.why is Why.NO_MEETING


def test_before_the_first_meeting_there_is_no_previous_one() -> None:
    reading = read("vorige vergadering", meetings=(APRIL,))
    assert isinstance(reading, NotADate)
    assert reading.why is Why.NO_MEETING


@pytest.mark.parametrize(("meeting", "day"), [(APRIL, "2026-04-24"), (JUNE, "2026-06-01")])
def test_the_next_meeting_has_its_shape(meeting: Meeting, day: str) -> None:
    shape = moments.as_expected(read("volgende vergadering", meetings=(meeting,)))
    assert shape == {"kind": "next_meeting", "date": day}


@pytest.mark.parametrize("phrase", ["volgende vergadering", "volgende werkgroep"])
def test_when_all_meetings_are_over_there_is_no_next_one(phrase: str) -> None:
    reading = read(phrase, meetings=(JANUARY,))
    assert isinstance(reading, NotADate)
    assert reading.why is Why.NO_MEETING


@pytest.mark.parametrize(
    "phrase",
    [
        *("volgende vergadering", "vorige vergadering", "het IROJ van 24 april", "tegen de volgende vergadering"),
        *("een week voor de vergadering van 24 april", "een week voor de vergadering", "comité van 5 mei"),
    ],
)
def test_without_meetings_to_look_in_a_phrase_about_one_is_not_read(phrase: str) -> None:
    reading = read(phrase, meetings=())
    assert isinstance(reading, NotADate)
    assert reading.why is Why.NEEDS_MEETINGS


def test_without_meetings_the_iroj_of_a_month_is_that_month() -> None:
    assert shorthand(read("het IROJ van februari", meetings=())) == "2027-02-01..2027-02-28"


def test_the_next_meeting_has_no_hour_of_the_speaker() -> None:
    assert isinstance(read("volgende vergadering om 9u"), NotADate)


@pytest.mark.parametrize(
    ("meetings", "said"),
    [
        ((APRIL,), "op de volgende vergadering (vrijdag 24 april 2026)"),
        ((JUNE,), "op de volgende vergadering (juni 2026)"),
    ],
)
def test_the_next_meeting_is_said_with_its_day_or_month(meetings: tuple[Meeting, ...], said: str) -> None:
    assert moments.spoken(read("volgende vergadering", meetings=meetings)) == said
