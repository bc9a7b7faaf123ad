"""What is said back always has weekday and year; what is refused says why, with two examples."""

import re
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot import moments
from bot.moments import NotADate, Why
from bot.moments.speech import refusal

BRUSSELS = ZoneInfo("Europe/Brussels")
NOW = datetime(2026, 3, 4, 10, tzinfo=BRUSSELS)


def said(phrase: str) -> str:
    return moments.spoken(moments.read(phrase, now=NOW, zone=BRUSSELS))


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("24 april", "vrijdag 24 april 2026"),
        ("24 april om 9u30", "vrijdag 24 april 2026 om 9u30"),
        ("24 april 14u", "vrijdag 24 april 2026 om 14u"),
        ("24 april 0u05", "vrijdag 24 april 2026 om 0u05"),
        ("24 april voormiddag", "vrijdag 24 april 2026 (voormiddag)"),
        ("24 april 9u30-12u", "vrijdag 24 april 2026 van 9u30 tot 12u"),
        ("24/4 9u - 25/4 17u", "van vrijdag 24 april 2026 om 9u tot zaterdag 25 april 2026 om 17u"),
        ("13-25 oktober 2025", "van maandag 13 oktober 2025 tot en met zaterdag 25 oktober 2025"),
        ("28/12 - 3/1", "van maandag 28 december 2026 tot en met zondag 3 januari 2027"),
        ("24 en 25 april", "vrijdag 24 april 2026 en zaterdag 25 april 2026"),
        (
            "24, 25 en 27 april om 9u",
            "vrijdag 24 april 2026, zaterdag 25 april 2026 en maandag 27 april 2026 om 9u",
        ),
        ("ten laatste op 20 april", "tot en met maandag 20 april 2026"),
        ("tegen morgen 12u", "uiterlijk donderdag 5 maart 2026 om 12u"),
        ("vanaf 2 april", "vanaf donderdag 2 april 2026"),
        ("vanaf 2 april 9u", "vanaf donderdag 2 april 2026 om 9u"),
        ("volgende vrijdag", "vrijdag 6 maart 2026 of vrijdag 13 maart 2026"),
        ("juni", "juni 2026"),
        ("Q3", "het derde kwartaal van 2026"),
        ("2027", "2027"),
        ("najaar 2026", "najaar 2026 (september–november)"),
        ("komende winter", "winter 2026-2027 (december 2026–februari 2027)"),
        ("eind mei", "eind mei 2026 (van donderdag 21 mei 2026 tot en met zondag 31 mei 2026)"),
        ("begin 2027", "begin 2027 (januari–februari)"),
        ("eind Q2", "eind van het tweede kwartaal van 2026 (juni)"),
        ("week 17", "week 17 van 2026 (van maandag 20 april 2026 tot en met zondag 26 april 2026)"),
        ("paasvakantie", "paasvakantie 2026 (van maandag 6 april 2026 tot en met zondag 19 april 2026)"),
        ("9u30", "9u30"),
        ("9u30-12u", "van 9u30 tot 12u"),
        ("tot 21 uur", "tot 21u"),
        ("elke maandag en donderdag om 9u30", "elke maandag en donderdag om 9u30"),
        ("elke eerste en derde dinsdag", "elke eerste en derde dinsdag van de maand"),
        ("om de twee weken op donderdag", "om de 2 weken op donderdag"),
        ("tweemaandelijks op de laatste vrijdag", "om de 2 maanden op de laatste vrijdag"),
        ("maandelijks", "elke maand"),
        ("maandelijks op de 15e", "elke maand op de 15e"),
        ("elke werkdag", "elke weekdag"),
        ("dagelijks", "elke dag"),
        ("jaarlijks in juni", "elk jaar in juni"),
        ("jaarlijks op 1 mei", "elk jaar op 1 mei"),
        ("elke maandag behalve in juli en augustus", "elke maandag (behalve in juli en augustus)"),
        (
            "elke eerste dinsdag 10u-12u van september tot december",
            "elke eerste dinsdag van de maand van 10u tot 12u, "
            "van dinsdag 1 september 2026 tot en met donderdag 31 december 2026",
        ),
        ("elke maandag vanaf 1 september", "elke maandag, vanaf dinsdag 1 september 2026"),
        ("elke maandag tot en met 30 juni", "elke maandag, tot en met dinsdag 30 juni 2026"),
    ],
)
def test_a_reading_is_said_with_weekday_and_year(phrase: str, expected: str) -> None:
    assert said(phrase) == expected


def test_a_day_is_said_with_weekday_and_year() -> None:
    assert moments.spoken(date(2026, 4, 24)) == "vrijdag 24 april 2026"


def test_an_instant_is_said_as_wall_time_of_the_zone() -> None:
    assert moments.spoken(datetime(2026, 4, 24, 7, 30, tzinfo=UTC), zone=BRUSSELS) == "vrijdag 24 april 2026 om 9u30"


def test_an_instant_without_a_zone_is_not_said() -> None:
    with pytest.raises(ValueError, match="zone"):
        moments.spoken(datetime(2026, 4, 24, 7, 30, tzinfo=UTC))


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("vrijdag 23 april", "“donderdag 23 april 2026”, of “vrijdag 24 april 2026” als je die bedoelt"),
        ("31/4", "Die dag bestaat niet: 31 april."),
        ("4/24", "Maand 24 bestaat niet: de dag komt eerst"),
        ("29 februari", "“29 februari 2028” of “28 februari”"),
        ("24/4/2062", "2062 ligt meer dan tien jaar weg"),
        ("24 april om 2 uur", "“14u” of “2u ’s nachts”"),
        ("24 april om half drie", "“14u30” of “2u30 ’s nachts”"),
        ("9.30", "“9u30” of “24 april”"),
        ("25u", "Dat uur bestaat niet: 25u00"),
        ("week 54", "Week 54 bestaat niet in 2026"),
        ("24/7", "“24 juli” of “24/07”"),
        ("12", "“12” is alleen een getal"),
        ("zo snel mogelijk", "“zo snel mogelijk” is te vaag"),
        ("12u-9u", "Het einde van “12u-9u” ligt voor het begin"),
        ("29 maart 02:30", "de klok springt vooruit"),
        ("25 oktober 02:30", "de klok gaat terug"),
        ("6 keer per jaar", "“6 keer per jaar” zegt niet welke dagen"),
        ("volgend IROJ", "“volgend IROJ” kan ik hier niet opzoeken"),
        ("iets anders", "“iets anders” begrijp ik niet als datum"),
        ("", "Er staat geen datum"),
        ("24 april " * 50, "Dat is te lang voor een datum"),
    ],
)
def test_a_refusal_says_why(phrase: str, expected: str) -> None:
    assert expected in said(phrase)


@pytest.mark.parametrize("why", Why)
def test_every_refusal_gives_two_examples(why: Why) -> None:
    names = ("given", "hour", "later", "year", "leap_year", "date", "weekday", "other")
    facts = {name: f"24 april {name}" for name in names}
    sentence = str(refusal(NotADate(phrase="iets", why=why, facts=facts)))
    examples = set(re.findall("“([^”]+)”", sentence)) - {"iets", "altijd"}
    assert len(examples) >= 2
    assert "{" not in sentence


def test_the_two_examples_of_a_refusal_are_read() -> None:
    examples = {
        example
        for why in Why
        for example in re.findall("“([^”{]+)”", refusal(NotADate(phrase="", why=why)).sentence)
        if example not in {"altijd"}
    }
    refused = {one for one in examples if isinstance(moments.read(one, now=NOW, zone=BRUSSELS), NotADate)}
    assert refused == set()


def test_a_long_phrase_is_quoted_shortened_and_on_one_line() -> None:
    reading = NotADate(phrase="heel\n" + "lang " * 30, why=Why.NOT_A_DATE)
    quoted = refusal(reading).facts["phrase"]
    assert quoted.startswith("heel lang lang")
    assert len(quoted) == 60


def test_a_refusal_of_a_field_names_the_field() -> None:
    assert refusal(NotADate(phrase="x", why=Why.NOT_A_DATE), about="day").about == "day"
