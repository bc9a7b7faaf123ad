"""The regional budget: asking, deciding with the money that moves, and everybody reading the same numbers."""

from datetime import date, datetime

import pytest

from sandbox.slackers import Slacker
from tests.talks.budgets import decide, done, give, hold_meeting, sheet_of, year_of
from tests.talks.scene import APRIL, BRUSSELS, JUNE, Scene

LINE = "/budget vraag Studiedag jonge kind | € 1.250 | 22 oktober 2026"


@pytest.fixture(autouse=True)
def budget(scene: Scene, officer: Slacker) -> None:
    """A meeting today at noon, one in June, and a budget of five thousand euro."""
    hold_meeting(scene, APRIL)
    scene.meeting(JUNE)
    give(officer, "€ 5.000")
    officer.close_all()


def test_a_line_is_noted_at_once_and_says_what_was_understood(lena: Slacker, officer: Slacker) -> None:
    noted = lena.command(LINE).all_text
    assert "Studiedag jonge kind" in noted
    assert "€ 1.250,00" in noted
    assert "donderdag 22 oktober 2026" in noted
    assert "planjaar 2026" in noted
    assert "Studiedag jonge kind" in officer.read("#comite")[-1].text


def test_from_ask_to_settlement(lena: Slacker, officer: Slacker) -> None:
    lena.command(LINE)
    assert decide(officer, "Studiedag", "Principieel akkoord") == {}
    assert "€ 1.250,00 gereserveerd" in done(officer)
    assert "Principieel akkoord" in lena.dm()[-1].text
    assert decide(officer, "Studiedag", "Goedgekeurd", Bedrag="1000 euro", Voorwaarde="mits affiche") == {}
    assert "In 2026 is er nog € 4.000,00 vrij" in done(officer)
    assert "mits affiche" in lena.dm()[-1].all_text
    decide(officer, "Studiedag", "Afgerekend", **{"Werkelijke kost": "€ 950,50"})
    assert "Afgerekend: € 950,50" in done(officer)
    assert "€ 4.049,50 vrij van € 5.000,00" in year_of(lena).all_text


def test_a_member_sees_no_buttons_to_decide(lena: Slacker, officer: Slacker, chair: Slacker) -> None:
    lena.command(LINE)
    assert "Goedgekeurd" not in sheet_of(lena, "Studiedag").buttons
    assert "Goedgekeurd" in sheet_of(chair, "Studiedag").buttons
    assert "Jaarbudget" not in year_of(lena).buttons
