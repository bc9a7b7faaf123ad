"""Who comes instead: the substitute's own answer, what follows from it, and two people acting at the same moment."""

from datetime import date

import pytest

from bot.mandates import Replacement
from bot.people import Role
from sandbox.slackers import Slacker
from sandbox.team import together
from storage import people
from tests.talks.attendances import add_person, change_seat, lists, member_of, stand_in
from tests.talks.scene import APRIL, JUNE, Scene

LINE = "/verontschuldigd 24 april"


@pytest.fixture(autouse=True)
def meeting(scene: Scene) -> int:
    """One meeting ahead."""
    return scene.meeting(APRIL)


@pytest.fixture
def jo(scene: Scene) -> Slacker:
    """Lena's fixed substitute: a colleague in Slack who is no member."""
    jo = scene.team.add_person("Jo Claes")
    change_seat(scene, scene.lena, substitute=add_person(scene, "Jo Claes", slack=jo))
    return jo


def excuse(who: Slacker, line: str = LINE) -> None:
    """Excuse oneself in one line."""
    who.click(who.command(line).messages[-1], "Bevestig")


def listed(who: Slacker) -> str:
    return who.command("/verontschuldigd lijst 24 april").all_text


# The answer.


def test_the_substitute_is_asked_and_takes_it_on(lena: Slacker, jo: Slacker) -> None:
    excuse(lena)
    assert "Jo Claes is gevraagd" in listed(lena)
    jo.click(jo.dm()[-1], "Ik neem dit op")
    assert "vervangen door Jo Claes" in listed(lena)
    assert "Jo Claes komt in je plaats" in lena.dm()[-1].text
    assert "Jij komt in de plaats van" in jo.dm()[0].text


def test_a_decline_is_the_next_question_to_the_member(lena: Slacker, jo: Slacker) -> None:
    excuse(lena)
    jo.click(jo.dm()[-1], "Ik kan niet")
    question = lena.dm()[-1]
    assert "Jo Claes kan niet komen" in question.text
    assert question.buttons == ["Iemand anders", "Nog niet gekend", "Niemand", "Ik kom toch"]


def test_after_a_decline_somebody_else_is_named(scene: Scene, lena: Slacker, jo: Slacker) -> None:
    els = scene.team.add_person("Els Vermeire")
    add_person(scene, "Els Vermeire", slack=els)
    excuse(lena)
    jo.click(jo.dm()[-1], "Ik kan niet")
    lena.click(lena.dm()[-1], "Iemand anders")
    lena.submit({"Plaatsvervanger": "Iemand anders", "Wie": "Els Vermeire"})
    lena.submit()
    els.click(els.dm()[-1], "Ik neem dit op")
    assert "vervangen door Els Vermeire" in listed(lena)


@pytest.mark.parametrize(("button", "shown"), [("Nog niet gekend", "vervanger nog niet gekend"), ("Niemand", "Lena")])
def test_after_a_decline_nobody_is_an_answer_too(lena: Slacker, jo: Slacker, button: str, shown: str) -> None:
    excuse(lena)
    jo.click(jo.dm()[-1], "Ik kan niet")
    lena.click(lena.dm()[-1], button)
    assert shown in listed(lena)


def test_what_was_told_shows_how_it_stands_now(lena: Slacker, jo: Slacker) -> None:
    excuse(lena)
    noted, asked = lena.dm()[-1].ts, jo.dm()[-1]
    assert "is gevraagd" in said(lena, noted)
    jo.click(asked, "Ik kan niet")
    assert "nog niet gekend" in said(lena, noted)
    question = lena.dm()[-1].ts
    lena.click(lena.dm()[-1], "Niemand")
    assert "intussen geregeld" in said(lena, question)
    assert "Niemand vervangt" in said(lena, noted)


def test_after_i_come_after_all_the_note_says_so(lena: Slacker, jo: Slacker) -> None:
    excuse(lena)
    noted = lena.dm()[-1].ts
    lena.click(lena.dm()[-1], "Ik kom toch")
    assert "komt toch" in said(lena, noted)


def said(who: Slacker, ts: str) -> str:
    """What one direct message of the bot says now."""
    return next(each.all_text for each in who.dm() if each.ts == ts)


def test_coming_after_all_releases_the_substitute_and_tells_them(lena: Slacker, jo: Slacker) -> None:
    excuse(lena)
    jo.click(jo.dm()[-1], "Ik neem dit op")
    lena.click(lena.dm()[-1], "Ik kom toch")
    assert "Je hoeft niet meer te vervangen" in jo.dm()[-1].text
    assert jo.dm()[0].buttons == []
    assert "Lena ’t Kindt" in lists(lena)["Aanwezig verwacht"]


def test_a_substitute_who_falls_ill_in_turn_says_so_with_the_same_button(lena: Slacker, jo: Slacker) -> None:
    excuse(lena)
    jo.click(jo.dm()[-1], "Ik neem dit op")
    jo.click(jo.dm()[0], "Ik kan niet")
    assert "Jo Claes kan niet komen" in lena.dm()[-1].text


def test_what_was_asked_stands_on_the_home_tab_of_somebody_without_a_seat(lena: Slacker, jo: Slacker) -> None:
    excuse(lena)
    home = jo.home()
    assert "in de plaats komt" in home.all_text
    jo.click(home, "Ik neem dit op")
    assert "vervangen door Jo Claes" in listed(lena)


def test_my_status_stands_on_the_home_tab(lena: Slacker, jo: Slacker) -> None:
    assert "kom je?" in lena.home().all_text
    excuse(lena)
    assert "je bent verontschuldigd. @Jo Claes is gevraagd" in lena.home().all_text
    lena.click(lena.home(), "Ik kom toch")
    assert "je komt." in lena.home().all_text


# In somebody's name.


def test_the_officer_names_a_substitute_and_hears_what_a_member_without_slack_would(
    scene: Scene, officer: Slacker, jo: Slacker
) -> None:
    godelieve = add_person(scene, "Godelieve Dhondt")
    with scene.database.begin() as db:
        people.add_mandate(db, body=scene.body, member=godelieve, role=Role.EFFECTIVE_MEMBER, has_vote=True)
    excuse(officer, f"{LINE} {jo} namens Godelieve Dhondt")
    jo.click(jo.dm()[-1], "Ik kan niet")
    assert "Wie vervangt Godelieve Dhondt?" in officer.dm()[-1].all_text


# Another sector.


@pytest.fixture
def els(scene: Scene) -> Slacker:
    """The supporter of another sector, without a vote."""
    els = scene.team.add_person("Els Vermeire")
    scene.join(els, Role.CLIENT_SUPPORTER)
    change_seat(scene, els, sector="Cliënten")
    change_seat(scene, scene.lena, sector="CLB")
    return els


def test_somebody_of_another_sector_waits_for_the_officer(officer: Slacker, lena: Slacker, els: Slacker) -> None:
    excuse(lena, f"{LINE} {els}")
    assert els.dm() == []
    question = officer.dm()[-1]
    assert "uit een andere sector" in question.text
    officer.click(question, "Akkoord")
    els.click(els.dm()[-1], "Ik neem dit op")
    assert "vervangen door Els Vermeire" in listed(lena)
    assert officer.dm()[-1].buttons == []


def test_without_the_officers_consent_the_member_looks_further(officer: Slacker, lena: Slacker, els: Slacker) -> None:
    excuse(lena, f"{LINE} {els}")
    officer.click(officer.dm()[-1], "Niet akkoord")
    assert "iemand uit dezelfde sector" in lena.dm()[-1].text
    assert els.dm() == []


# The odd cases of real reports.


def test_a_substitute_is_named_by_the_organisation_later(officer: Slacker, lena: Slacker) -> None:
    excuse(lena)
    assert "vervanger nog niet gekend" in listed(officer)
    officer.click(officer.command(f"{LINE} Els Vermeire namens Lena ’t Kindt").messages[-1], "Bevestig")
    assert "Els Vermeire" in listed(officer)


def test_who_is_replaced_from_a_date_was_excused_already_and_the_new_one_answers(
    scene: Scene, officer: Slacker, lena: Slacker, jo: Slacker
) -> None:
    excuse(lena)
    asked = jo.dm()[-1]
    joris = scene.team.add_person("Joris Baert")
    member = add_person(scene, "Joris Baert", slack=joris)
    stand_in(scene, lena, Replacement(id=0, mandate=0, member=member, valid_from=date(2026, 4, 1), valid_until=None))
    assert "Joris Baert" in lists(officer)["Geen bericht"]
    jo.click(asked, "Ik neem dit op")
    assert "niet meer nodig" in jo.ephemerals()[-1].all_text


def test_who_was_to_come_instead_hears_that_the_member_is_replaced_for_longer(
    scene: Scene, officer: Slacker, lena: Slacker, jo: Slacker
) -> None:
    excuse(lena)
    jo.click(jo.dm()[-1], "Ik neem dit op")
    officer.click(officer.command("/iroj leden Lena").messages[-1], "Vervanging", nth=0)
    assert officer.submit({"Wie": "Joris Baert", "Vanaf": date(2026, 4, 1)}) == {}
    assert "niet meer te vervangen" in jo.dm()[-1].text


def test_after_the_return_from_leave_the_member_is_expected_again(scene: Scene, lena: Slacker) -> None:
    scene.meeting(JUNE)
    member = add_person(scene, "Joris Baert")
    away = Replacement(id=0, mandate=0, member=member, valid_from=date(2026, 4, 1), valid_until=date(2026, 5, 31))
    stand_in(scene, lena, away)
    assert "Joris Baert" in listed(lena)
    assert "Lena ’t Kindt" in lena.command("/verontschuldigd lijst 19 juni").all_text


def test_two_representatives_of_one_partner_each_have_their_own_substitute(
    scene: Scene, lena: Slacker, katrijn: Slacker
) -> None:
    for who in (lena, katrijn):
        change_seat(scene, who, organisation="CAW Leiedal")
    excuse(lena, f"{LINE} Els Vermeire")
    excuse(katrijn, f"{LINE} Piet Hallaert")
    assert "Els Vermeire bevestigde nog niet" in listed(lena)
    assert "Piet Hallaert bevestigde nog niet" in listed(lena)


def test_one_person_does_not_substitute_two_at_one_meeting(scene: Scene, lena: Slacker, katrijn: Slacker) -> None:
    excuse(lena, f"{LINE} Els Vermeire")
    answer = katrijn.command(f"{LINE} Els Vermeire")
    assert "vervangt op deze vergadering al iemand" in answer.all_text


def test_one_person_substitutes_two_where_the_rule_sheet_says_so(
    scene: Scene, officer: Slacker, lena: Slacker, katrijn: Slacker, jo: Slacker
) -> None:
    officer.click(officer.command("/iroj regels").messages[-1], "Wijzig")
    assert officer.submit({"Mag één plaatsvervanger op een vergadering twee leden vervangen": "Ja"}) == {}
    for who in (lena, katrijn):
        excuse(who, f"{LINE} {jo.mention}")
    for asked in [each for each in jo.dm() if "Ik neem dit op" in each.buttons]:
        jo.click(asked, "Ik neem dit op")
    assert listed(officer).count("vervangen door Jo Claes") == 2


def test_with_a_known_successor_the_one_who_retires_is_not_expected(scene: Scene, lena: Slacker) -> None:
    september = scene.meeting(date(2026, 9, 18))
    assert september
    change_seat(scene, lena, valid_until=date(2026, 8, 31))
    successor = add_person(scene, "Sam Declerck")
    with scene.database.begin() as db:
        people.add_mandate(
            db,
            body=scene.body,
            member=successor,
            role=Role.EFFECTIVE_MEMBER,
            has_vote=True,
            valid_from=date(2026, 9, 1),
        )
    shown = lena.command("/verontschuldigd lijst 18 september").all_text
    assert "Sam Declerck" in shown
    assert "Lena" not in shown


# Two people at the same moment.


def test_a_withdrawal_and_an_acceptance_at_the_same_moment_end_in_one_state_that_both_know(
    scene: Scene, lena: Slacker, jo: Slacker
) -> None:
    excuse(lena)
    asked, note = jo.dm()[-1], lena.dm()[-1]
    together(lambda: jo.click(asked, "Ik neem dit op"), lambda: lena.click(note, "Ik kom toch"))
    assert "Lena ’t Kindt" in lists(lena)["Aanwezig verwacht"]
    assert "Je hoeft niet meer te vervangen" in jo.dm()[-1].text
    assert jo.dm()[0].buttons == []


def test_two_members_who_name_the_same_substitute_at_the_same_moment_do_not_both_get_them(
    scene: Scene, lena: Slacker, katrijn: Slacker
) -> None:
    els = add_person(scene, "Els Vermeire")
    checks = {who: who.command(f"{LINE} Els Vermeire").messages[-1] for who in (lena, katrijn)}
    together(*(lambda who=who: who.click(checks[who], "Bevestig") for who in checks))
    assert listed(lena).count("Els Vermeire bevestigde nog niet") == 1
    assert member_of(scene, "Els Vermeire") == els
