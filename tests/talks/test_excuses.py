"""Excusing oneself in Slack: by form or in one line, with a preview, and without a reason anywhere."""

import logging
from datetime import date, datetime

import pytest

from bot.people import Role
from sandbox.slackers import Slacker
from tests.talks.attendances import add_person, change_seat, everything_stored, lists, member_of
from tests.talks.scene import APRIL, BRUSSELS, JUNE, Scene


@pytest.fixture(autouse=True)
def meetings(scene: Scene) -> None:
    """Two dated meetings ahead."""
    scene.meeting(APRIL)
    scene.meeting(JUNE)


@pytest.fixture
def jo(scene: Scene) -> Slacker:
    """A colleague in Slack who is no member, and Lena's fixed substitute."""
    jo = scene.team.add_person("Jo Claes")
    change_seat(scene, scene.lena, substitute=add_person(scene, "Jo Claes", slack=jo), sector="CLB")
    return jo


def listed(who: Slacker, day: str = "24 april") -> str:
    return who.command(f"/verontschuldigd lijst {day}").all_text


# One line.


def test_a_line_shows_what_was_understood_and_writes_nothing(lena: Slacker) -> None:
    answer = lena.command("/verontschuldigd 24 april")
    assert "vrijdag 24 april 2026" in answer.all_text
    assert answer.buttons == ["Bevestig", "Aanpassen"]
    assert "Lena" in lists(lena, "24 april")["Geen bericht"]


def test_after_the_press_the_member_is_excused_and_has_a_note_that_lasts(lena: Slacker) -> None:
    lena.click(lena.command("/verontschuldigd 24 april").messages[-1], "Bevestig")
    assert "Lena" in lists(lena, "24 april")["Verontschuldigd"]
    assert "verontschuldiging is genoteerd" in lena.dm()[-1].text
    assert "Ik kom toch" in lena.dm()[-1].buttons


def test_the_fixed_substitute_comes_first(lena: Slacker, jo: Slacker) -> None:
    answer = lena.command("/verontschuldigd 24 april")
    assert "Jo Claes" in answer.all_text
    assert "Heb je die verwittigd?" in answer.all_text


@pytest.mark.parametrize("line", ["24 april {mention}", "24 april Jo Claes"])
def test_a_line_names_the_substitute_by_mention_or_by_name(
    scene: Scene, lena: Slacker, officer: Slacker, line: str
) -> None:
    jo = scene.team.add_person("Jo Claes")
    add_person(scene, "Jo Claes", slack=jo)
    lena.click(lena.command(f"/verontschuldigd {line.format(mention=jo)}").messages[-1], "Bevestig")
    assert "Lena ’t Kindt" in jo.dm()[-1].text
    assert jo.dm()[-1].buttons == ["Ik neem dit op", "Ik kan niet"]


def test_a_mentioned_user_who_is_nobody_here_yet_is_asked_and_gets_a_name(scene: Scene, lena: Slacker) -> None:
    jo = scene.team.add_person("Jo Claes")
    lena.click(lena.command(f"/verontschuldigd 24 april {jo}").messages[-1], "Bevestig")
    assert "in de plaats" in jo.dm()[-1].text
    jo.click(jo.dm()[-1], "Ik neem dit op")
    assert "vervangen door Jo Claes" in listed(lena)


def test_somebody_outside_slack_is_named_and_there_is_a_text_to_forward(lena: Slacker) -> None:
    lena.click(lena.command("/verontschuldigd 24 april Els Vermeire").messages[-1], "Bevestig")
    note = lena.dm()[-1]
    assert "Dag Els Vermeire" in note.all_text
    lena.click(note, "Plaatsvervanger komt")
    assert "vervangen door Els Vermeire" in listed(lena)


def test_a_period_takes_every_meeting_in_it(lena: Slacker) -> None:
    answer = lena.command("/verontschuldigd van 1 april tot 30 juni")
    assert "24 april 2026" in answer.all_text
    assert "19 juni 2026" in answer.all_text


def test_a_period_without_a_clear_end_is_asked_back(lena: Slacker) -> None:
    answer = lena.command("/verontschuldigd vanaf 1 april tot na de zomer")
    assert "Tot wanneer precies?" in answer.text
    lena.click(answer.messages[-1], "Ja, deze")
    assert "Bevestig" in lena.ephemerals()[-1].buttons


def test_a_line_that_is_not_read_leads_to_the_form(lena: Slacker) -> None:
    answer = lena.command("/verontschuldigd zeker")
    assert answer.buttons == ["Open het formulier"]


def test_the_officer_excuses_somebody_in_one_line(officer: Slacker, lena: Slacker) -> None:
    officer.click(officer.command("/verontschuldigd 24 april namens Lena ’t Kindt").messages[-1], "Bevestig")
    assert "Lena" in lists(officer, "24 april")["Verontschuldigd"]
    assert "Veerle Ostyn noteerde je verontschuldiging" in lena.dm()[-1].text


def test_the_usual_substitute_comes_first_in_somebodys_name_too(officer: Slacker, lena: Slacker, jo: Slacker) -> None:
    officer.command("/verontschuldigd")
    officer.fill({"Vergadering(en)": ["vrijdag 24 april 2026"], "Namens": "Lena ’t Kindt"})
    assert officer.submit() == {}
    assert officer.modal is not None
    assert "vervangen door @Jo Claes" in officer.modal.text
    assert "stemt Lena ’t Kindt zelf" in officer.modal.text


def test_a_member_does_not_excuse_another(lena: Slacker) -> None:
    answer = lena.command("/verontschuldigd 24 april namens Bart D’Hoore")
    assert "Bevestig" not in answer.buttons


# No reason, anywhere.

REASON = "hernia-operatie-in-Jan-Yperman"


@pytest.mark.parametrize(
    "line",
    [
        f"24 april {REASON}",
        f"24 april Jo Claes {REASON}",
        f"{REASON}",
        f"vanaf 1 april tot na de zomer {REASON}",
        f"24 april {{mention}} wegens {REASON}",
    ],
)
def test_a_reason_that_is_typed_is_kept_nowhere_and_the_answer_says_so(
    scene: Scene, lena: Slacker, jo: Slacker, line: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    answer = lena.command(f"/verontschuldigd {line.format(mention=jo)}")
    assert "bewaard" in answer.all_text
    assert REASON not in answer.all_text
    for button in ("Ja, deze", "Bevestig"):
        if button in answer.buttons:
            lena.click(button)
            lena.dm()
    assert [value for value in everything_stored(scene) if REASON in value] == []
    assert REASON not in caplog.text
    assert all(REASON not in message.all_text for message in (*lena.dm(), *jo.dm(), *scene.officer.dm()))


def test_in_two_bodies_the_question_which_one_does_not_carry_the_reason(scene: Scene, lena: Slacker) -> None:
    in_another_body(scene, lena)
    answer = lena.command(f"/verontschuldigd 24 april {REASON}")
    assert answer.buttons == ["IROJ Leiedal", "IROJ Westhoek"]
    assert REASON not in str(answer.messages[-1].raw)
    lena.click(answer.messages[-1], "IROJ Westhoek")
    lena.click("Bevestig")
    assert "genoteerd" in lena.dm()[-1].text


def in_another_body(scene: Scene, who: Slacker) -> None:
    """Make somebody a member of a second body, with a meeting on the same day."""
    from bot.bodies import Body
    from bot.meetings import Kind, Meeting, State
    from storage import bodies, meetings, people

    now = scene.now()
    with scene.database.begin() as db:
        new = Body(
            id=0, workspace=scene.workspace, name="IROJ Westhoek", plenary_channel="C0WEST", committee_channel="G0WEST"
        )
        body = bodies.add(db, new, now=now)
        member = people.add_member(db, body=body, name=who.name, slack_user=who.id, now=now)
        people.add_mandate(db, body=body, member=member, role=Role.EFFECTIVE_MEMBER, has_vote=True)
        first = APRIL.replace(day=1)
        plain = Meeting(id=0, body=body, kind=Kind.PLENARY, state=State.AGENDA_OPEN, month=first, day=APRIL)
        meetings.add(db, plain, now=now)


# The form.


def test_the_form_has_every_field_of_the_contract(officer: Slacker) -> None:
    officer.command("/verontschuldigd")
    assert officer.modal is not None
    assert officer.modal.title == "Verontschuldigen"
    wanted = {
        "Vergadering(en)",
        "Hele vergadering of deel",
        "Plaatsvervanger",
        "Wie",
        "Naam en e-mail",
        "Heb je die verwittigd?",
        "Namens",
    }
    assert wanted <= set(officer.modal.labels)


def test_the_form_has_no_field_for_a_reason_and_none_for_acting_for_others(lena: Slacker) -> None:
    lena.command("/verontschuldigd")
    assert lena.modal is not None
    assert not {"Namens", "Reden", "Toelichting"} & set(lena.modal.labels)


def test_several_meetings_at_once_are_shown_before_they_are_confirmed(lena: Slacker) -> None:
    lena.command("/verontschuldigd")
    meetings = ["vrijdag 24 april 2026", "vrijdag 19 juni 2026"]
    assert lena.submit({"Vergadering(en)": meetings, "Plaatsvervanger": "Niemand"}) == {}
    assert lena.modal is not None
    assert "niemand vervangt" in lena.modal.all_text
    assert lena.submit() == {}
    assert "Lena" in lists(lena, "24 april")["Verontschuldigd"]
    assert "Lena" in lists(lena, "19 juni")["Verontschuldigd"]


def test_who_comes_later_stays_expected(lena: Slacker) -> None:
    lena.command("/verontschuldigd")
    lena.submit({"Vergadering(en)": ["vrijdag 24 april 2026"], "Hele vergadering of deel": "Later"})
    lena.submit()
    assert "komt later" in lists(lena, "24 april")["Aanwezig verwacht"]


@pytest.mark.parametrize(
    ("typed", "understood", "listed_as"),
    [
        ("vanaf 10u30", "vroeger weg, om 10u30", "gaat weg om 10u30"),
        ("tot 11u", "later aanwezig, vanaf 11u", "komt om 11u"),
        ("later, vanaf 10u30", "later aanwezig, vanaf 10u30", "komt om 10u30"),
        ("vroeger weg om 11u", "vroeger weg, om 11u", "gaat weg om 11u"),
    ],
)
def test_a_line_with_an_hour_is_about_a_part_of_the_meeting(
    lena: Slacker, typed: str, understood: str, listed_as: str
) -> None:
    answer = lena.command(f"/verontschuldigd 24 april {typed}")
    assert f"{understood}. De plaats blijft bezet." in answer.all_text
    lena.click(answer.messages[-1], "Bevestig")
    assert understood in lena.ephemerals()[-1].all_text
    assert understood in lena.dm()[-1].all_text
    assert understood in lena.home().all_text
    assert listed_as in lists(lena, "24 april")["Aanwezig verwacht"]


def test_nothing_but_the_hour_is_kept_of_a_part(scene: Scene, lena: Slacker) -> None:
    answer = lena.command("/verontschuldigd 24 april vanaf 10u30 wegens tandarts")
    assert "Ik bewaar alleen de datum" in answer.all_text
    lena.click(answer.messages[-1], "Bevestig")
    assert not any("tandarts" in value for value in everything_stored(scene))


def test_the_form_keeps_the_hour_of_a_line_and_lets_it_be_changed(lena: Slacker) -> None:
    lena.click(lena.command("/verontschuldigd 24 april vanaf 10u30").messages[-1], "Aanpassen")
    assert lena.modal is not None
    assert (lena.modal.value_of("Hele vergadering of deel"), lena.modal.value_of("Uur")) == ("Vroeger weg", "10:30")
    lena.submit({"Hele vergadering of deel": "Later", "Uur": "11:00"})
    lena.submit()
    assert "komt om 11u" in lists(lena, "24 april")["Aanwezig verwacht"]


def test_an_hour_beside_the_whole_meeting_says_nothing(lena: Slacker) -> None:
    lena.command("/verontschuldigd")
    lena.submit({"Vergadering(en)": ["vrijdag 24 april 2026"], "Plaatsvervanger": "Niemand", "Uur": "11:00"})
    lena.submit()
    assert "Lena" in lists(lena, "24 april")["Verontschuldigd"]


def test_a_line_with_a_substitute_who_cannot_come_leads_to_the_form_with_its_day(lena: Slacker) -> None:
    answer = lena.command("/verontschuldigd 24 april Katrijn Van den Bulcke")
    assert "zelf al een stem" in answer.text
    lena.click(answer.messages[-1], "Open het formulier")
    assert lena.modal is not None
    assert lena.modal.value_of("Vergadering(en)") == ["vrijdag 24 april 2026"]
    assert lena.modal.value_of("Wie") is None


def test_an_own_point_that_the_comite_did_not_judge_yet_is_mentioned_too(lena: Slacker) -> None:
    lena.command("/agendapunt Gezinshuizen | 24 april")
    assert "toe te lichten: Gezinshuizen" in lena.command("/verontschuldigd 24 april").all_text


def test_for_somebody_outside_slack_it_is_said_that_the_member_forwards_the_text(lena: Slacker) -> None:
    answer = lena.command("/verontschuldigd 24 april Els Claeys")
    assert "Via Slack bereik ik Els Claeys niet" in answer.all_text
    lena.click(answer.messages[-1], "Bevestig")
    assert "Els Claeys bevestigde nog niet, en heeft geen Slack." in lena.dm()[-1].all_text


def test_the_form_offers_the_fixed_substitute_by_name(lena: Slacker, jo: Slacker) -> None:
    lena.command("/verontschuldigd")
    assert lena.modal is not None
    assert lena.modal.value_of("Plaatsvervanger") == "Vaste plaatsvervanger: Jo Claes"


def test_somebody_else_outside_slack_who_was_told_comes(lena: Slacker) -> None:
    lena.command("/verontschuldigd")
    errors = lena.submit(
        {
            "Vergadering(en)": ["vrijdag 24 april 2026"],
            "Plaatsvervanger": "Iemand anders",
            "Naam en e-mail": "Els Vermeire els@voorbeeld.be",
            "Heb je die verwittigd?": "Ja",
        }
    )
    assert errors == {}
    lena.submit()
    assert "vervangen door Els Vermeire" in lists(lena, "24 april")["Vervangen"]


@pytest.mark.parametrize(
    ("fields", "about"),
    [
        ({"Plaatsvervanger": "Iemand anders"}, "Wie"),
        ({"Naam en e-mail": "jo@voorbeeld.be"}, "Naam en e-mail"),
        ({"Wie": "Bart D’Hoore", "Naam en e-mail": "Els Vermeire"}, "Wie"),
        ({"Wie": "Lena ’t Kindt"}, "Wie"),
        ({"Wie": "Katrijn Van den Bulcke"}, "Wie"),
    ],
)
def test_a_substitute_who_cannot_be_is_refused_under_the_field(
    lena: Slacker, fields: dict[str, str], about: str
) -> None:
    lena.command("/verontschuldigd")
    assert about in lena.submit({"Vergadering(en)": ["vrijdag 24 april 2026"], **fields})


def test_the_officer_excuses_somebody_without_slack(scene: Scene, officer: Slacker) -> None:
    add_person(scene, "Godelieve Dhondt")
    give_seat(scene, "Godelieve Dhondt")
    officer.command("/verontschuldigd")
    officer.submit(
        {"Vergadering(en)": ["vrijdag 24 april 2026"], "Namens": "Godelieve Dhondt", "Plaatsvervanger": "Niemand"}
    )
    officer.submit()
    assert "Godelieve" in lists(officer, "24 april")["Verontschuldigd"]


def give_seat(scene: Scene, name: str) -> None:
    from storage import people

    member = member_of(scene, name)
    with scene.database.begin() as db:
        people.add_mandate(db, body=scene.body, member=member, role=Role.EFFECTIVE_MEMBER, has_vote=True)


def test_the_preview_says_what_the_excuse_does(scene: Scene, lena: Slacker, officer: Slacker) -> None:
    change_seat(scene, lena, sector="CLB")
    lena.command("/agendapunt Netwerkdag | 24 april")
    officer.click(officer.read("#comite")[-1], "Aanvaarden")
    answer = lena.command("/verontschuldigd 24 april")
    assert "niemand om dit toe te lichten: Netwerkdag" in answer.all_text
    assert "geen stem: CLB" in answer.all_text
    assert "stemmingen" in answer.all_text


# When.


def test_an_excuse_on_the_day_itself_reaches_officer_and_chair_at_once(
    scene: Scene, lena: Slacker, officer: Slacker, chair: Slacker
) -> None:
    scene.move_to(datetime(2026, 4, 24, 8, 0, tzinfo=BRUSSELS))
    lena.click(lena.command("/verontschuldigd vandaag").messages[-1], "Bevestig")
    for leader in (officer, chair):
        assert "Lena ’t Kindt is verontschuldigd" in leader.dm()[-1].text


def test_an_ordinary_excuse_disturbs_nobody(lena: Slacker, officer: Slacker) -> None:
    lena.click(lena.command("/verontschuldigd 24 april").messages[-1], "Bevestig")
    assert officer.dm() == []


def test_pressing_twice_excuses_once(lena: Slacker) -> None:
    answer = lena.command("/verontschuldigd 24 april").messages[-1]
    lena.press_twice(answer, "Bevestig")
    assert len([each for each in lena.dm() if "genoteerd" in each.text]) == 1


def test_an_observer_is_told_why_not(scene: Scene) -> None:
    observer = scene.team.add_person("Wannes Claus")
    scene.join(observer, Role.OBSERVER)
    assert "Bevestig" not in observer.command("/verontschuldigd 24 april").buttons


def test_without_meetings_there_is_nothing_to_be_excused_for(scene: Scene, lena: Slacker) -> None:
    scene.move_to(datetime(2026, 12, 24, 8, 0, tzinfo=BRUSSELS))
    assert "geen vergadering" in lena.command("/verontschuldigd").all_text


def test_a_month_can_be_excused_for_too(scene: Scene, lena: Slacker) -> None:
    scene.meeting(month=date(2026, 9, 1))
    lena.click(lena.command("/verontschuldigd september").messages[-1], "Bevestig")
    assert "Lena" in lists(lena, "september")["Verontschuldigd"]
