"""Conversations about signals: a letter to several addressees, asked about until all of them answered."""

from datetime import date, datetime

import pytest

from sandbox.slackers import Slacker
from tests.talks.scene import APRIL, BRUSSELS, Scene

TITLE = "Signaal aan de minister over de conceptnota"


@pytest.fixture
def letter(officer: Slacker) -> None:
    """A letter to two addressees, sent in December."""
    officer.command(f"/opvolging signaal {TITLE}")
    errors = officer.submit({"Geadresseerden": "Kabinet Welzijn\nOpgroeien", "Verstuurd op": date(2025, 12, 15)})
    assert errors == {}
    officer.close_all()


def answered(officer: Slacker, who: str, what: str = "") -> None:
    officer.command("/opvolging signalen")
    officer.click("Antwoord noteren")
    assert officer.submit({"Geadresseerde": who, "Antwoord": what}) == {}
    officer.close_all()


def test_a_letter_is_listed_with_who_did_not_answer(letter: None, lena: Slacker) -> None:
    shown = lena.command("/opvolging signalen")
    assert TITLE in shown.all_text
    assert "verstuurd op maandag 15 december 2025" in shown.all_text
    assert "Kabinet Welzijn: nog geen antwoord" in shown.all_text
    assert shown.messages[-1].buttons == []


def test_each_answer_has_its_own_day_and_the_last_one_ends_it(letter: None, officer: Slacker) -> None:
    answered(officer, "Opgroeien", "We nemen het mee in het overleg van mei.")
    shown = officer.command("/opvolging signalen").all_text
    assert "Opgroeien: antwoordde op woensdag 4 maart 2026: We nemen het mee" in shown
    assert "Wacht op antwoord" in shown
    answered(officer, "Kabinet Welzijn")
    assert "Iedereen heeft geantwoord" in officer.command("/opvolging signalen").all_text


def test_every_agenda_asks_about_it_until_it_is_answered(
    letter: None, scene: Scene, officer: Slacker, lena: Slacker
) -> None:
    scene.meeting(APRIL)
    shown = lena.command("/agenda 24 april").all_text
    assert f"Signaal: {TITLE}" in shown
    assert "nog geen antwoord van Kabinet Welzijn en Opgroeien" in shown
    answered(officer, "Opgroeien")
    assert "nog geen antwoord van Kabinet Welzijn" in lena.command("/agenda 24 april").all_text
    answered(officer, "Kabinet Welzijn")
    assert TITLE not in lena.command("/agenda 24 april").all_text


def test_closed_no_meeting_asks_about_it(letter: None, scene: Scene, officer: Slacker) -> None:
    scene.meeting(APRIL)
    officer.command("/opvolging signalen")
    officer.click("Afsluiten")
    assert officer.submit({"Reden": "Intussen achterhaald."}) == {}
    officer.close_all()
    assert TITLE not in officer.command("/agenda 24 april").all_text
    assert "Intussen achterhaald." in officer.command("/opvolging signalen").all_text


def test_a_member_sees_the_list_where_the_officer_gets_the_form(lena: Slacker) -> None:
    assert "Er zijn nog geen signalen" in lena.command("/opvolging signaal Brief").all_text
    assert lena.modal is None


def test_a_wrong_field_is_named(officer: Slacker, scene: Scene) -> None:
    officer.command("/opvolging signaal")
    errors = officer.submit({"Titel": TITLE, "Geadresseerden": "VAPH", "Verstuurd op": date(2026, 3, 5)})
    assert "moet nog komen" in errors["Verstuurd op"]


def test_the_digest_of_monday_names_the_letters_that_wait(letter: None, scene: Scene, officer: Slacker) -> None:
    scene.move_to(datetime(2026, 3, 9, 8, 31, tzinfo=BRUSSELS))
    said = "\n".join(message.all_text for message in officer.dm())
    assert "1 signaal wacht op antwoord" in said
    assert "nog geen antwoord van Kabinet Welzijn en Opgroeien" in said
