"""The budget through a year: reminders, the last useful meeting, what is shifted and what has perhaps lapsed."""

from datetime import date, datetime

import pytest

from sandbox.slackers import Slacker
from tests.talks.budgets import decide, done, give, hold_meeting, sheet_of, year_of
from tests.talks.scene import BRUSSELS, Scene

JUNE, SEPTEMBER, OCTOBER, DECEMBER = date(2026, 6, 19), date(2026, 9, 18), date(2026, 10, 16), date(2026, 12, 11)
LINE = "/budget vraag Netwerkdag onderwijs | 5 december 2026"


@pytest.fixture(autouse=True)
def year(scene: Scene, officer: Slacker, lena: Slacker) -> None:
    """The network day of 5 December, agreed in principle in June; meetings in September, October and after it."""
    hold_meeting(scene, JUNE)
    for day in (SEPTEMBER, OCTOBER, DECEMBER):
        scene.meeting(day)
    give(officer, "€ 5.000")
    officer.close_all()
    lena.command(LINE)
    decide(officer, "Netwerkdag", "Principieel akkoord", **{"Concrete vraag tegen": "in de loop van september/oktober"})
    officer.close_all()


def morning(scene: Scene, month: int, day: int, year: int = 2026, hour: int = 9) -> None:
    scene.move_to(datetime(year, month, day, hour, 0, tzinfo=BRUSSELS))


def days_from(scene: Scene, first: date, last: date) -> None:
    """Every day between, one after the other, as time passes."""
    for ordinal in range(first.toordinal(), last.toordinal() + 1):
        day = date.fromordinal(ordinal)
        scene.move_to(datetime(day.year, day.month, day.day, 9, 5, tzinfo=BRUSSELS))
        scene.team.ground.settle()


def told(who: Slacker) -> str:
    return "\n".join(message.all_text for message in who.dm())


def test_the_last_useful_meeting_is_said_from_the_start(lena: Slacker) -> None:
    assert "vergadering van vrijdag 16 oktober 2026 is de laatste nuttige vóór de activiteit" in told(lena)
    # The agenda of 16 October goes out on the 8th; points are submitted five days before that.
    assert "concrete vraag tegen zaterdag 3 oktober 2026" in told(lena)


def test_the_requester_is_asked_to_sharpen_the_vague_period_at_its_start(scene: Scene, lena: Slacker) -> None:
    days_from(scene, date(2026, 8, 30), date(2026, 9, 1))
    assert "zou komen «in de loop van september/oktober». Welke dag wordt het?" in told(lena)


def test_the_requester_is_reminded_and_gives_the_concrete_ask_from_there(
    scene: Scene, lena: Slacker, officer: Slacker
) -> None:
    days_from(scene, date(2026, 9, 17), date(2026, 9, 18))
    reminder = lena.dm()[-1]
    assert "concrete vraag tegen zaterdag 3 oktober 2026" in reminder.all_text
    lena.click(reminder, "Concrete vraag")
    assert lena.submit(Bedrag="€ 1.440") == {}
    days_from(scene, date(2026, 9, 25), date(2026, 10, 5))
    assert told(lena).count("concrete vraag tegen zaterdag") <= 2
    assert "€ 1.440,00" in sheet_of(officer, "Netwerkdag").all_text


def test_the_alarm_says_that_the_next_meeting_is_the_last_chance(scene: Scene, officer: Slacker) -> None:
    days_from(scene, date(2026, 9, 18), date(2026, 9, 21))
    assert "Laatste kans: «Netwerkdag onderwijs» moet behandeld zijn vóór zaterdag 5 december 2026" in told(officer)


def test_approved_with_a_condition_and_settled(scene: Scene, lena: Slacker, officer: Slacker) -> None:
    lena.click(sheet_of(lena, "Netwerkdag"), "Concrete vraag")
    lena.submit({"Bedrag": "€ 1.440", "Soort bedrag": "Exact"})
    hold = datetime(2026, 10, 16, 12, 30, tzinfo=BRUSSELS)
    scene.move_to(hold)
    fields = {"Voorwaarde": "mits 10 euro per deelnemer", "Bijdrage per deelnemer": "10 euro", "Bedrag": "€ 1.440"}
    decide(officer, "Netwerkdag", "Goedgekeurd", **fields)
    assert "€ 3.560,00 vrij" in done(officer)
    days_from(scene, date(2026, 12, 21), date(2026, 12, 21))
    assert "«Netwerkdag onderwijs» is voorbij: reken af tegen maandag 4 januari 2027." in told(lena)
    assert "Aantal deelnemers" in decide(officer, "Netwerkdag", "Afgerekend", **{"Werkelijke kost": "€ 2.100"})
    officer.submit({"Aantal deelnemers": "80"})
    assert "Afgerekend: € 1.300,00" in done(officer)
    assert "€ 3.700,00 vrij van € 5.000,00" in year_of(lena).all_text


def test_shifted_to_next_year_it_comes_up_there(scene: Scene, lena: Slacker, officer: Slacker) -> None:
    days_from(scene, date(2026, 11, 30), date(2026, 12, 1))
    decide(officer, "Netwerkdag", "Verschuiven naar jaar")
    officer.close_all()
    days_from(scene, date(2026, 12, 29), date(2027, 1, 4))
    assert "«Netwerkdag onderwijs» is verschoven naar 2027: wanneer gaat het door?" in told(lena)
    assert "«Netwerkdag onderwijs» is verschoven naar 2027: wanneer gaat het door?" in told(officer)
    lena.click(lena.dm()[-1], "Concrete vraag")
    assert lena.submit({"Bedrag": "€ 900", "Datum activiteit": date(2027, 5, 12)}) == {}
    assert "woensdag 12 mei 2027" in sheet_of(officer, "Netwerkdag", 2027).all_text


def test_without_a_concrete_ask_it_has_perhaps_lapsed_and_nothing_is_dropped(
    scene: Scene, lena: Slacker, officer: Slacker
) -> None:
    days_from(scene, date(2026, 12, 4), date(2026, 12, 7))
    assert "«Netwerkdag onderwijs» vervallen?" in told(officer)
    assert "vervallen?" in year_of(lena).all_text
    assert "Principieel akkoord" in sheet_of(lena, "Netwerkdag").all_text


def test_what_was_released_is_not_nagged_about(scene: Scene, lena: Slacker, officer: Slacker) -> None:
    decide(officer, "Netwerkdag", "Vrijgegeven", Reden="Gaat niet door.")
    officer.close_all()
    before = len(lena.dm())
    days_from(scene, date(2026, 9, 1), date(2026, 9, 3))
    assert len(lena.dm()) == before


def test_mornings_without_the_bot_are_made_up_for_once(scene: Scene, lena: Slacker) -> None:
    morning(scene, 9, 21)
    scene.team.ground.settle()
    assert told(lena).count("«Netwerkdag onderwijs»: concrete vraag tegen") == 2
