"""Fields that need one day, or the hours of a meeting."""

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot import moments
from bot.errors import Refusal
from bot.moments import Doubt

BRUSSELS = ZoneInfo("Europe/Brussels")
NOW = datetime(2026, 3, 4, 10, tzinfo=BRUSSELS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    kind: str = "plenary"
    month: date = date(2026, 4, 1)
    day: date | None = date(2026, 4, 24)


def day(text: str, *meetings: Meeting) -> date:
    return moments.date_of(text, now=NOW, zone=BRUSSELS, meetings=meetings, about="day")


@pytest.mark.parametrize("text", ["24 april", "vrijdag 24/4/2026", "24 april om 9u30", "24 april voormiddag"])
def test_a_day_is_taken_from_its_phrase(text: str) -> None:
    assert day(text) == date(2026, 4, 24)


def test_the_next_meeting_is_its_day_once_it_has_one() -> None:
    assert day("volgende vergadering", Meeting()) == date(2026, 4, 24)


def test_two_meanings_leave_the_choice_to_the_speaker() -> None:
    with pytest.raises(Doubt) as doubt:
        day("volgende vrijdag")
    assert doubt.value.candidates == (date(2026, 3, 6), date(2026, 3, 13))
    assert doubt.value.about == "day"
    assert str(doubt.value) == (
        "“volgende vrijdag” kan vrijdag 6 maart 2026 of vrijdag 13 maart 2026 zijn. Kies welke dag je bedoelt."
    )


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("eind mei", "eind mei 2026 (van donderdag 21 mei 2026 tot en met zondag 31 mei 2026)"),
        ("tegen 20 april", "tot en met maandag 20 april 2026"),
        ("24 en 25 april", "vrijdag 24 april 2026 en zaterdag 25 april 2026"),
        ("elke maandag", "elke maandag"),
        ("9u30", "9u30"),
        ("mei of juni", "mei 2026 of juni 2026"),
    ],
)
def test_what_is_not_one_day_is_refused_with_its_meaning(text: str, meaning: str) -> None:
    with pytest.raises(Refusal) as refused:
        day(text)
    assert not isinstance(refused.value, Doubt)
    assert refused.value.about == "day"
    assert f"“{text}” is {meaning}." in str(refused.value)


def test_a_meeting_without_a_day_is_not_one_day() -> None:
    with pytest.raises(Refusal, match="Hier is één dag nodig"):
        day("volgende vergadering", Meeting(day=None))


def test_what_is_not_read_is_refused_about_the_field() -> None:
    with pytest.raises(Refusal, match="Die dag bestaat niet") as refused:
        day("31 april")
    assert refused.value.about == "day"


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("9u30-12u", (time(9, 30), time(12))),
        ("van 9u30 tot 12u", (time(9, 30), time(12))),
        ("13 tot 16 uur", (time(13), time(16))),
        ("9u30", (time(9, 30), None)),
    ],
)
def test_the_hours_of_a_meeting_are_taken_from_their_phrase(text: str, hours: tuple[time, time | None]) -> None:
    assert moments.meeting_times(text) == hours


@pytest.mark.parametrize("text", ["24 april", "24 april 9u30-12u", "tot 12u", "elke maandag 9u", "volgende vrijdag"])
def test_other_things_than_hours_are_refused(text: str) -> None:
    with pytest.raises(Refusal, match="Hier zijn alleen uren nodig") as refused:
        moments.meeting_times(text, about="hours")
    assert refused.value.about == "hours"


def test_hours_that_are_not_read_are_refused_about_the_field() -> None:
    with pytest.raises(Refusal, match="ligt voor het begin") as refused:
        moments.meeting_times("12u-9u", about="hours")
    assert refused.value.about == "hours"
