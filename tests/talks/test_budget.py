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


def test_principle_with_a_vague_deadline_and_no_amount(lena: Slacker, officer: Slacker) -> None:
    lena.command("/budget vraag Netwerkdag onderwijs | 5 december 2026")
    assert decide(officer, "Netwerkdag", "Principieel akkoord") == {
        "Concrete vraag tegen": "Er is nog geen bedrag: vul in tegen wanneer de concrete vraag komt."
    }
    assert officer.submit({"Concrete vraag tegen": "in de loop van september/oktober"}) == {}
    assert "nog geen bedrag gereserveerd" in done(officer)
    told = lena.dm()[-1]
    assert "Concrete vraag" in told.buttons
    lena.click(told, "Concrete vraag")
    assert lena.submit({"Bedrag": "€ 1.440"}) == {}
    assert "vraag: € 1.440,00" in sheet_of(officer, "Netwerkdag").all_text


def test_overspending_is_confirmed_before_it_is_decided(lena: Slacker, officer: Slacker) -> None:
    lena.command(LINE)
    decide(officer, "Studiedag", "Goedgekeurd", Bedrag="€ 6.000")
    modal = officer.modal
    assert modal is not None
    assert "Tekort: € 1.000,00" in modal.all_text
    assert "€ 5.000,00 vrij" in year_of(lena).all_text
    officer.submit({"Tekort": ["Ik weet het, toch doen"]})
    done(officer)
    assert "€ 1.000,00 te kort" in year_of(lena).all_text
    assert "tekort van € 1.000,00 bevestigd" in sheet_of(officer, "Studiedag").all_text


def test_a_year_without_a_budget_is_said_and_asked_about(lena: Slacker, officer: Slacker) -> None:
    lena.command("/budget vraag Belevingsvorming | raming 300 euro | 2027")
    assert "nog niet ingevuld" in year_of(lena, 2027).all_text
    decide(officer, "Belevingsvorming", "Goedgekeurd", year=2027)
    modal = officer.modal
    assert modal is not None
    assert "Het jaarbudget van 2027 is nog niet ingevuld" in modal.all_text


def test_moving_a_year_leaves_one_year_and_enters_another(lena: Slacker, officer: Slacker) -> None:
    give(officer, "€ 3.000", 2027)
    officer.close_all()
    lena.command(LINE)
    decide(officer, "Studiedag", "Principieel akkoord")
    officer.close_all()
    assert decide(officer, "Studiedag", "Verschuiven naar jaar", Reden="Zaal niet vrij.") == {}
    assert "2027" in done(officer)
    assert "Verschoven naar een ander jaar" in year_of(lena).all_text
    assert "€ 5.000,00 vrij" in year_of(lena).all_text
    there = year_of(lena, 2027).all_text
    assert "€ 1.500,00" not in there
    assert "€ 1.250,00 gereserveerd" in there
    assert "Verschoven uit 2026" in sheet_of(lena, "Studiedag", 2027).all_text
    assert any("is verschoven naar 2027" in message.text for message in lena.dm())


def test_a_correction_says_why_and_gives_the_money_back(lena: Slacker, officer: Slacker) -> None:
    lena.command(LINE)
    decide(officer, "Studiedag", "Goedgekeurd")
    officer.close_all()
    assert "Reden" in decide(officer, "Studiedag", "Corrigeer", Reden="!")
    officer.submit(Reden="Het was een principieel akkoord.")
    done(officer)
    assert "€ 5.000,00 vrij" in year_of(lena).all_text
    assert "Het was een principieel akkoord." in sheet_of(lena, "Studiedag").all_text


def test_two_officers_at_once_decide_once(lena: Slacker, officer: Slacker, chair: Slacker) -> None:
    lena.command(LINE)
    for who in (officer, chair):
        who.click(sheet_of(who, "Studiedag"), "Goedgekeurd")
    assert chair.submit(Bedrag="1000 euro") == {}
    assert list(officer.submit(Bedrag="900 euro").values()) == [
        "Iemand heeft deze fiche intussen gewijzigd. Sluit dit venster en open het opnieuw."
    ]
    assert "Goedgekeurd: € 1.000,00" in sheet_of(lena, "Studiedag").all_text


def test_a_double_press_books_once(lena: Slacker, officer: Slacker) -> None:
    lena.command(LINE)
    decide(officer, "Studiedag", "Goedgekeurd")
    officer.resend()
    officer.close_all()
    assert "€ 3.750,00 vrij" in year_of(lena).all_text


def test_the_requester_hears_that_it_must_be_worked_out_and_asks_again(lena: Slacker, officer: Slacker) -> None:
    lena.command(LINE)
    decide(officer, "Studiedag", "Verder uit te werken", Reden="Hoeveel deelnemers komen er?")
    officer.close_all()
    told = lena.dm()[-1]
    assert "Hoeveel deelnemers komen er?" in told.all_text
    lena.click(told, "Wijzig")
    assert lena.submit({"Aantal deelnemers": 40}) == {}
    assert "Gevraagd: € 1.250,00" in sheet_of(officer, "Studiedag").all_text


def test_asking_by_form_for_somebody_outside_with_everything(lena: Slacker, officer: Slacker) -> None:
    lena.command("/budget vraag Inspiratiebeurs")
    errors = lena.submit(
        {
            "Aanvrager": "Jan Aerts",
            "Organisatie": "Bruggen",
            "Bedrag": "1500 euro",
            "Soort bedrag": "Maximum",
            "Planjaar": "2026",
            "Datum activiteit": date(2027, 3, 5),
            "Bijdrage per deelnemer": "10 euro",
            "Andere middelen": "€ 500 | Stad Leiedal",
            "Andere ondersteuning": "Zalen reserveren\nUitnodigingen versturen",
            "Toelichting": "Over dak- en thuisloosheid.",
            "Bijlagen": "https://voorbeeld.be/nota",
        }
    )
    assert errors == {}
    noted = lena.dm()[-1].all_text
    assert "Jan Aerts (Bruggen)" in noted
    assert "vrijdag 5 maart 2027, maar staat in planjaar 2026" in noted
    assert "Hoeveel worden er verwacht?" in noted
    shown = sheet_of(officer, "Inspiratiebeurs")
    assert "hoogstens € 1.500,00" in shown.all_text
    assert "€ 500,00 van Stad Leiedal" in shown.all_text
    officer.click(shown, "Klopt zo", nth=0)
    assert "maar staat in planjaar" not in officer.ephemerals()[-1].all_text
    officer.click(officer.ephemerals()[-1], "Maak opvolgpunt", beside="Zalen")
    assert "Zalen reserveren (opvolgpunt gemaakt)" in officer.ephemerals()[-1].all_text
    assert "Zalen reserveren (voor «Inspiratiebeurs»)" in officer.command("/opvolging alle").all_text


def test_a_member_asks_in_nobody_elses_name(lena: Slacker, officer: Slacker) -> None:
    lena.command("/budget vraag Studiedag")
    assert lena.suggest("Aanvrager", "Katrijn") == ["Katrijn"]
    lena.close_all()
    officer.command("/budget vraag Studiedag")
    assert officer.suggest("Aanvrager", "Katrijn") == ["Katrijn Van den Bulcke", "Katrijn"]


def test_a_line_that_is_not_understood_comes_back_with_a_form(lena: Slacker) -> None:
    answer = lena.command("/budget vraag Studiedag | blabla | € 500")
    assert "Ik begrijp «blabla» niet" in answer.all_text
    lena.click(answer.messages[-1], "Verbeter in het formulier")
    modal = lena.modal
    assert modal is not None
    assert "Ik begrijp «blabla» niet" in modal.all_text
    assert lena.submit() == {}
    assert "€ 500,00" in lena.dm()[-1].all_text


def test_withdrawing_frees_what_was_reserved(lena: Slacker, officer: Slacker) -> None:
    lena.command(LINE)
    decide(officer, "Studiedag", "Principieel akkoord")
    officer.close_all()
    lena.click(sheet_of(lena, "Studiedag"), "Intrekken")
    assert "€ 5.000,00 vrij" in year_of(lena).all_text


def test_the_sheet_goes_on_the_agenda_under_the_regional_plan_with_a_word_file(lena: Slacker, officer: Slacker) -> None:
    lena.command(LINE)
    officer.click(sheet_of(officer, "Studiedag"), "Agendeer")
    assert officer.submit(Vergadering="vrijdag 19 juni 2026") == {}
    done(officer)
    agenda = officer.command("/agenda 19 juni").all_text
    assert agenda.index("Regioplan") < agenda.index("Studiedag jonge kind")
    lena.command("/budget vraag Inspiratiebeurs | € 500")
    officer.click(sheet_of(officer, "Inspiratiebeurs"), "Agendeer")
    officer.submit(Vergadering="vrijdag 19 juni 2026")
    officer.close_all()
    assert officer.command("/agenda 19 juni").all_text.count("Regioplan") == 1
    card = next(each for each in officer.read("#comite") if "Actiefiche Studiedag" in each.text)
    annexes = [file for reply in officer.thread(card) for file in reply.raw["files"]]
    assert [file["name"] for file in annexes] == ["actiefiche-1.docx"]
    assert officer.download(annexes[0]).startswith(b"PK")
    assert "Agendeer" not in sheet_of(officer, "Studiedag").buttons


def test_the_picture_and_the_workbook_come_in_the_direct_messages(lena: Slacker, officer: Slacker) -> None:
    lena.command(LINE)
    year_of(lena)
    year_of(lena)
    pictures = [file for message in lena.dm() for file in message.raw.get("files", ())]
    assert [file["name"] for file in pictures] == ["regiobudget-2026.png"]
    assert lena.download(pictures[0]).startswith(b"\x89PNG")
    assert "gevraagd: € 1.250,00" in lena.dm()[-1].text
    lena.command("/budget export")
    books = [file for file in lena.dm()[-1].raw["files"]]
    assert [file["name"] for file in books] == ["regiobudget-2026.xlsx"]
    assert lena.download(books[0]).startswith(b"PK")


def test_another_year_is_compared_with_the_one_before(officer: Slacker) -> None:
    give(officer, "€ 4.000", 2027)
    officer.close_all()
    assert "Vorig jaar (2026): budget € 5.000,00" in year_of(officer, 2027).all_text


def test_what_is_no_year_is_explained(lena: Slacker) -> None:
    assert "/budget export" in lena.command("/budget volgend jaar").all_text
    assert "/budget vraag" in lena.command("/budget help").all_text


def test_a_smaller_budget_than_what_was_spent_is_confirmed(lena: Slacker, officer: Slacker) -> None:
    lena.command(LINE)
    decide(officer, "Studiedag", "Goedgekeurd")
    officer.close_all()
    give(officer, "€ 1.000")
    modal = officer.modal
    assert modal is not None
    assert "Tekort: € 250,00" in modal.all_text
    officer.submit({"Tekort": ["Ik weet het, toch doen"]})
    assert "€ 1.000,00" in done(officer)


def test_a_decision_outside_a_meeting_says_how(lena: Slacker, officer: Slacker) -> None:
    lena.command(LINE)
    errors = decide(officer, "Studiedag", "Goedgekeurd", Vergadering="Buiten een vergadering")
    assert "Vergadering" in errors
    assert officer.submit({"Hoe is het beslist?": "Schriftelijke ronde van 20 april."}) == {}
    done(officer)
    assert "Schriftelijke ronde van 20 april." in sheet_of(lena, "Studiedag").all_text


def test_the_decision_shows_its_meeting_and_the_outcome_there(lena: Slacker, officer: Slacker, scene: Scene) -> None:
    lena.command(LINE)
    officer.click(sheet_of(officer, "Studiedag"), "Agendeer")
    officer.submit(Vergadering="vrijdag 19 juni 2026")
    officer.close_all()
    scene.move_to(datetime(2026, 6, 19, 12, 30, tzinfo=BRUSSELS))
    officer.click(officer.command("/vergadering").messages[-1], "Vergadering gehouden", nth=0)
    officer.click(officer.ephemerals()[-1], "Uitkomst", beside="Studiedag")
    officer.submit(Uitkomst=["Principieel akkoord"])
    officer.close_all()
    officer.click(sheet_of(officer, "Studiedag"), "Goedgekeurd")
    modal = officer.modal
    assert modal is not None
    assert "uitkomst op de vergadering: Principieel akkoord" in modal.all_text
    officer.submit()
    officer.close_all()
    assert "vergadering van vrijdag 19 juni 2026" in sheet_of(lena, "Studiedag").all_text


def test_the_published_agenda_carries_the_sheet_as_annex(lena: Slacker, officer: Slacker) -> None:
    lena.command(LINE)
    officer.click(sheet_of(officer, "Studiedag"), "Agendeer")
    officer.submit(Vergadering="vrijdag 19 juni 2026")
    officer.close_all()
    officer.click(officer.command("/agenda 19 juni").messages[-1], "Publiceer agenda")
    officer.submit()
    officer.close_all()
    post = lena.read("#iroj-plenair")[-1]
    files = [file["name"] for reply in lena.thread(post) for file in reply.raw.get("files", ())]
    assert "actiefiche-1.docx" in files


def test_the_home_tab_says_how_the_year_stands(lena: Slacker, officer: Slacker) -> None:
    lena.command(LINE)
    decide(officer, "Studiedag", "Goedgekeurd")
    officer.close_all()
    assert "Regiobudget 2026: € 3.750,00 vrij van € 5.000,00." in lena.home().all_text
    lena.click("Budget")
    assert "Studiedag jonge kind" in lena.ephemerals()[-1].all_text if lena.modal is None else lena.modal.all_text
