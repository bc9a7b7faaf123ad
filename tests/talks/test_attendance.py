"""Before and at the meeting: the list, the rounds, the roles of the day, and who was there."""

from datetime import date, datetime
from io import BytesIO

import pytest
from docx import Document

from bot.attendance import DayRoles
from bot.mandates import Replacement
from bot.people import Role
from sandbox.slackers import Slacker
from storage import attendance as stored
from storage import people
from tests.talks.agendas import put
from tests.talks.attendances import add_person, change_seat, lists, member_of, stand_in
from tests.talks.scene import APRIL, BRUSSELS, JUNE, Scene
from tests.talks.test_agenda_publish import files
from tests.talks.test_statements import statements

LIST = "/verontschuldigd lijst"


def excuse(who: Slacker, line: str) -> None:
    """Excuse oneself in one line."""
    who.click(who.command(f"/verontschuldigd {line}").messages[-1], "Bevestig")


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=BRUSSELS)


# The list.


@pytest.fixture
def meeting(scene: Scene) -> int:
    """The next meeting, straight in the database: without rounds."""
    return scene.meeting(APRIL)


def test_every_member_sees_who_is_expected(lena: Slacker, meeting: int) -> None:
    text = lena.command(LIST).all_text
    for heading in ("*Aanwezig verwacht* (1)", "*Verontschuldigd* (0)", "*Vervangen* (0)", "*Geen bericht* (3)"):
        assert heading in text
    assert "Per sector" not in text


def test_officer_and_chair_also_see_it_by_sector_with_the_forecast(
    scene: Scene, officer: Slacker, chair: Slacker, lena: Slacker, meeting: int
) -> None:
    change_seat(scene, lena, sector="CLB")
    excuse(lena, "24 april")
    for leader in (officer, chair):
        text = leader.command(LIST).all_text
        assert "CLB: 0 van 1 stemmen zeker, 0 mogelijk" in text
        assert "Sector CLB heeft geen stem" in text
        assert "Nog geen plaatsvervanger voor Lena ’t Kindt" in text


def test_the_list_of_another_day_is_asked_by_its_date(scene: Scene, lena: Slacker, meeting: int) -> None:
    scene.meeting(JUNE)
    assert "vrijdag 19 juni 2026" in lena.command(f"{LIST} 19 juni").text


def test_the_list_of_a_meeting_that_was_is_found_by_its_date(scene: Scene, lena: Slacker, meeting: int) -> None:
    scene.move_to(at(date(2026, 5, 4), 9))
    assert "vrijdag 24 april 2026" in lena.command(f"{LIST} 24 april").text
    assert "geen vergadering" in lena.command(f"{LIST} 25 april").all_text


def test_without_a_meeting_the_list_says_so(lena: Slacker) -> None:
    assert "geen vergadering" in lena.command(LIST).all_text


def test_a_long_list_has_pages(scene: Scene, lena: Slacker, meeting: int) -> None:
    many_members(scene, 100)
    first = lena.command(LIST).messages[-1]
    assert "Lid 99" not in first.all_text
    lena.click(first, "Meer")
    assert "Meer" in lena.ephemerals()[-1].buttons
    lena.click(lena.ephemerals()[-1], "Meer")
    assert "Lid 99" in lena.ephemerals()[-1].all_text


def many_members(scene: Scene, many: int) -> None:
    """So many members more with a seat, without Slack."""
    with scene.database.begin() as db:
        for number in range(many):
            member = people.add_member(db, body=scene.body, name=f"Lid {number:02}", slack_user=None, now=scene.now())
            people.add_mandate(db, body=scene.body, member=member, role=Role.EFFECTIVE_MEMBER, has_vote=True)


def test_the_list_costs_the_same_whatever_the_number_of_members_and_answers(
    scene: Scene, lena: Slacker, officer: Slacker, meeting: int
) -> None:
    counts = []
    for many in (0, 60):
        many_members(scene, many)
        scene.team.ground.settle()
        with statements() as asked:
            officer.command(LIST)
            lena.home()
        counts.append(len(asked))
    assert counts[0] == counts[1]


# The rounds.


@pytest.fixture
def planned(officer: Slacker) -> None:
    """A meeting that was planned in Slack, so that its rounds come."""
    officer.command("/vergadering 24 april 2026 9u30-12u | Kasteelhoeve")


def test_who_has_no_news_is_asked_ten_days_ahead(scene: Scene, lena: Slacker, planned: None) -> None:
    scene.move_to(at(date(2026, 4, 14), 8, 59))
    assert lena.dm() == []
    scene.move_to(at(date(2026, 4, 14), 9, 1))
    assert lena.dm()[-1].buttons == ["Ik kom", "Ik kom niet"]


def test_who_answered_is_not_asked(scene: Scene, lena: Slacker, katrijn: Slacker, planned: None) -> None:
    lena.click(lena.command(LIST).messages[-1], "Ik kom")
    scene.move_to(at(date(2026, 4, 14), 9, 1))
    assert lena.dm() == []
    assert "Kom je?" in katrijn.dm()[-1].text


def test_who_still_has_no_news_is_asked_once_more_three_days_ahead(scene: Scene, lena: Slacker, planned: None) -> None:
    for day in (14, 21):
        scene.move_to(at(date(2026, 4, day), 9, 1))
        lena.dm()
    scene.move_to(at(date(2026, 4, 23), 9, 1))
    assert len(lena.dm()) == 2


def test_i_come_and_i_do_not_come_are_one_press(scene: Scene, lena: Slacker, katrijn: Slacker, planned: None) -> None:
    scene.move_to(at(date(2026, 4, 14), 9, 1))
    lena.click(lena.dm()[-1], "Ik kom")
    katrijn.click(katrijn.dm()[-1], "Ik kom niet")
    katrijn.submit({"Plaatsvervanger": "Niemand"})
    katrijn.submit()
    assert "Lena" in lists(lena)["Aanwezig verwacht"]
    assert "Katrijn" in lists(lena)["Verontschuldigd"]


def test_two_meetings_make_one_message_a_day(scene: Scene, officer: Slacker, lena: Slacker, planned: None) -> None:
    officer.command("/vergadering 17 april 2026 9u30-12u | online")
    scene.move_to(at(date(2026, 4, 14), 9, 1))
    asked = [message for message in lena.dm() if "Kom je?" in message.text]
    assert "24 april" in asked[-1].all_text
    assert "17 april" in asked[-1].all_text
    assert len([message for message in asked if "24 april" in message.all_text]) == 1


def test_who_is_excused_without_a_substitute_is_asked_about_that(scene: Scene, lena: Slacker, planned: None) -> None:
    excuse(lena, "24 april")
    scene.move_to(at(date(2026, 4, 14), 9, 1))
    assert "Wie vervangt je?" in lena.dm()[-1].all_text


def test_who_asked_somebody_outside_slack_tells_whether_that_person_comes(
    scene: Scene, lena: Slacker, officer: Slacker, planned: None
) -> None:
    excuse(lena, "24 april Els Vermeire")
    assert "Nog geen antwoord van Els Vermeire." in officer.command(LIST).all_text
    scene.move_to(at(date(2026, 4, 14), 9, 5))
    reminder = lena.dm()[-1]
    assert "Komt Els Vermeire in je plaats?" in reminder.all_text
    lena.click(reminder, "Plaatsvervanger komt")
    assert "vervangen door Els Vermeire" in officer.command(LIST).all_text


def test_three_days_ahead_officer_and_chair_get_the_forecast_in_one_message(
    scene: Scene, officer: Slacker, chair: Slacker, lena: Slacker, planned: None
) -> None:
    change_seat(scene, lena, sector="CLB")
    excuse(lena, "24 april")
    scene.move_to(at(date(2026, 4, 21), 9, 1))
    for leader in (officer, chair):
        assert "Vooruitblik" in leader.dm()[-1].all_text
        assert "Sector CLB heeft geen stem" in leader.dm()[-1].all_text
        today = [message for message in leader.dm() if "Vooruitblik" in message.all_text or "Kom je?" in message.text]
        assert len(today) == 1


def test_what_was_due_while_the_bot_was_away_comes_once_and_not_in_the_weekend(
    scene: Scene, lena: Slacker, planned: None
) -> None:
    scene.bot.ticker.stop()
    scene.slack.idle, scene.slack.waken = (lambda: True), (lambda: None)
    scene.move_to(at(date(2026, 4, 18), 12))
    while scene.bot.ticker.tick():
        pass
    assert [message for message in lena.dm() if "Kom je?" in message.text] == []
    scene.move_to(at(date(2026, 4, 20), 9, 1))
    while scene.bot.ticker.tick():
        pass
    assert len([message for message in lena.dm() if "Kom je?" in message.text]) == 1


def test_a_meeting_that_moves_asks_who_was_excused_anew_and_releases_the_substitute(
    scene: Scene, officer: Slacker, lena: Slacker, planned: None
) -> None:
    jo = scene.team.add_person("Jo Claes")
    add_person(scene, "Jo Claes", slack=jo)
    excuse(lena, f"24 april {jo}")
    officer.click(officer.command("/vergadering").messages[-1], "Wijzig")
    officer.submit({"Datum": date(2026, 5, 8)})
    assert "is verplaatst" in lena.dm()[-1].text
    assert "niet meer te vervangen" in jo.dm()[-1].text
    lena.click(lena.dm()[-1], "Ik kom")
    assert "Lena" in lists(lena)["Aanwezig verwacht"]


# Roles of the day.


def test_the_mirror_is_proposed_to_who_did_not_have_it_longest(
    scene: Scene, officer: Slacker, lena: Slacker, katrijn: Slacker, meeting: int
) -> None:
    before, mirror = scene.meeting(date(2026, 2, 20)), member_of(scene, katrijn)
    with scene.database.begin() as db:
        stored.keep_roles(db, before, DayRoles(mirror=mirror))
    officer.click(officer.command(LIST).messages[-1], "Rollen van de dag")
    assert officer.modal is not None
    assert officer.modal.value_of("Spiegel") == "Lena ’t Kindt"
    assert "Katrijn Van den Bulcke, laatst op vrijdag 20 februari 2026" in officer.modal.all_text


def test_who_gets_a_role_hears_it_and_is_reminded(scene: Scene, officer: Slacker, lena: Slacker, planned: None) -> None:
    give_roles(officer, Spiegel="Lena ’t Kindt", Verslaggever="Katrijn Van den Bulcke")
    assert "Jij bent spiegel" in lena.dm()[-1].text
    lena.click(lena.command(LIST).messages[-1], "Ik kom")
    scene.move_to(at(date(2026, 4, 21), 9, 1))
    assert "Jij bent spiegel" in lena.dm()[-1].all_text
    assert "Verslaggever: Katrijn" in lena.command(LIST).all_text


def give_roles(officer: Slacker, **roles: str) -> None:
    officer.click(officer.command(LIST).messages[-1], "Rollen van de dag")
    assert officer.submit(roles) == {}


def test_the_mirror_that_is_chosen_with_the_meeting_hears_it_too(officer: Slacker, lena: Slacker) -> None:
    officer.command("/vergadering nieuw")
    assert officer.submit({"Datum": APRIL, "Spiegel": "Lena ’t Kindt"}) == {}
    assert "Jij bent spiegel" in lena.dm()[-1].text


def test_one_does_not_preside_and_hold_the_mirror(officer: Slacker, meeting: int) -> None:
    officer.click(officer.command(LIST).messages[-1], "Rollen van de dag")
    assert "Spiegel" in officer.submit(Voorzitter="Lena ’t Kindt", Spiegel="Lena ’t Kindt")


def test_when_the_mirror_drops_out_the_leaders_hear_what_is_open(
    scene: Scene, officer: Slacker, lena: Slacker, meeting: int
) -> None:
    give_roles(officer, Spiegel="Lena ’t Kindt")
    excuse(lena, "24 april")
    assert "Daardoor is dit open: spiegel" in officer.dm()[-1].all_text


# At the meeting.


@pytest.fixture
def today(scene: Scene, meeting: int) -> None:
    """It is the day of the meeting."""
    scene.move_to(at(APRIL, 9, 30))


def note(officer: Slacker) -> None:
    officer.click(officer.command(LIST).messages[-1], "Aanwezigheid noteren")


def test_presence_is_one_form_by_sector_ticked_as_expected(
    scene: Scene, officer: Slacker, lena: Slacker, katrijn: Slacker, meeting: int
) -> None:
    change_seat(scene, lena, sector="CLB")
    excuse(lena, "24 april Els Vermeire")
    lena.click(lena.dm()[-1], "Plaatsvervanger komt")
    scene.move_to(at(APRIL, 9, 30))
    note(officer)
    assert officer.modal is not None
    assert {"CLB", "Zonder sector", "Later gekomen", "Vroeger weg", "Gasten"} <= set(officer.modal.labels)
    assert officer.modal.value_of("CLB") == ["Els Vermeire"]


def test_presence_is_kept_with_late_arrivals_early_leavers_and_guests(
    scene: Scene, officer: Slacker, meeting: int, today: None
) -> None:
    note(officer)
    assert (
        officer.submit(
            {
                "Zonder sector": ["Lena ’t Kindt", "Veerle Ostyn", "Katrijn Van den Bulcke"],
                "Later gekomen": "Lena ’t Kindt 10u15",
                "Vroeger weg": "Veerle Ostyn",
                "Gasten": "Hanne Peeters, Opgroeien",
            }
        )
        == {}
    )
    note(officer)
    assert officer.modal is not None
    assert officer.modal.value_of("Zonder sector") == ["Katrijn Van den Bulcke", "Lena ’t Kindt", "Veerle Ostyn"]
    assert officer.modal.value_of("Later gekomen") == "Lena ’t Kindt 10u15"
    assert officer.modal.value_of("Gasten") == "Hanne Peeters, Opgroeien"


def test_a_replaced_member_who_is_present_is_a_guest_beside_who_comes_instead(
    scene: Scene, officer: Slacker, lena: Slacker, meeting: int
) -> None:
    els = add_person(scene, "Els Vermeire")
    stand_in(scene, lena, Replacement(id=0, mandate=0, member=els, valid_from=date(2026, 4, 1)))
    scene.move_to(at(APRIL, 9, 30))
    note(officer)
    assert officer.modal is not None
    assert "tijdelijk vervangen door Els Vermeire" in officer.modal.text
    assert "Lena ’t Kindt" not in officer.modal.value_of("Zonder sector")
    officer.submit({"Zonder sector": ["Lena ’t Kindt", "Els Vermeire"]})
    assert officer.modal is not None
    assert "1 aanwezige" in officer.modal.text
    assert "Als gast, omdat iemand anders de plaats had: Lena ’t Kindt." in officer.modal.text
    officer.close_all()
    note(officer)
    assert officer.modal is not None
    assert officer.modal.value_of("Zonder sector") == ["Els Vermeire", "Lena ’t Kindt"]


def test_a_name_that_is_not_among_those_present_is_refused_at_the_field(officer: Slacker, today: None) -> None:
    note(officer)
    errors = officer.submit({"Zonder sector": ["Lena ’t Kindt"], "Later gekomen": "Piet 10u, was ziek"})
    assert "Later gekomen" in errors


def test_forty_people_fit_in_the_form(scene: Scene, officer: Slacker, today: None) -> None:
    many_members(scene, 40)
    note(officer)
    assert officer.modal is not None
    assert officer.submit({"Gasten": ""}) == {}


@pytest.mark.parametrize("who", ["lena", "chair"])
def test_only_the_officer_notes_presence(scene: Scene, today: None, who: str) -> None:
    assert "Aanwezigheid noteren" not in getattr(scene, who).command(LIST).buttons


def test_before_the_day_there_is_nothing_to_note(officer: Slacker, meeting: int) -> None:
    assert "Aanwezigheid noteren" not in officer.command(LIST).buttons


def test_a_late_excuse_after_the_meeting_is_noted_by_the_officer(
    scene: Scene, officer: Slacker, lena: Slacker, meeting: int
) -> None:
    scene.move_to(at(date(2026, 4, 25), 9))
    assert "Bevestig" not in lena.command("/verontschuldigd 24 april").buttons
    officer.click(officer.command("/vergadering").messages[-1], "Aanwezigheid")
    officer.click(officer.ephemerals()[-1], "Verontschuldiging noteren")
    assert officer.submit({"Namens": "Lena ’t Kindt", "Plaatsvervanger": "Niemand"}) == {}
    assert officer.submit() == {}
    officer.close_all()
    officer.click(officer.command("/vergadering").messages[-1], "Aanwezigheid")
    shown = officer.ephemerals()[-1].all_text
    assert shown.index("*Verontschuldigd* (1)") < shown.index("Lena ’t Kindt") < shown.index("*Vervangen*")


# On paper.


def test_who_is_excused_stands_in_the_word_file_of_the_agenda(
    scene: Scene, officer: Slacker, lena: Slacker, katrijn: Slacker, meeting: int
) -> None:
    put(scene, meeting, "Overkop")
    add_person(scene, "Wannes Claus")
    change_seat(scene, lena, sector="CLB")
    excuse(lena, "24 april Els Vermeire")
    lena.click(lena.dm()[-1], "Plaatsvervanger komt")
    give_roles(officer, Voorzitter="Wannes Claus")
    katrijn.command("/verontschuldigd")
    katrijn.submit({"Vergadering(en)": ["vrijdag 24 april 2026"], "Plaatsvervanger": "Niemand"})
    katrijn.submit()
    officer.click(officer.command("/vergadering").messages[-1], "Publiceer agenda")
    officer.submit()
    (content,) = files(lena, ".docx")
    written = [row.text for row in Document(BytesIO(content)).paragraphs]
    assert "Lena ’t Kindt (CLB), vervangen door Els Vermeire" in written
    assert "Katrijn Van den Bulcke" in written
    assert "Voorzitter\tWannes Claus" in written
