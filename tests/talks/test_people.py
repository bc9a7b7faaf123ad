"""Members, mandates and what is missing, as the support officer and the members see it in Slack."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from bot.mandates import Mandate
from bot.people import Role
from sandbox.slackers import Slacker
from sandbox.team import together
from storage import mandates, people
from tests.talks.scene import APRIL, BRUSSELS, Scene
from tests.talks.test_statements import statements

LIST = "/iroj leden"


@pytest.fixture
def nadia(scene: Scene) -> Slacker:
    """Somebody of the workspace who is no member yet."""
    return scene.team.add_person("Nadia Bruyneel")


def add(officer: Slacker, **values: object) -> dict[str, str]:
    """Open the empty form and send it."""
    officer.click(officer.command(LIST).messages[-1], "Lid toevoegen")
    return officer.submit({"Naam": "Joris D’Haene", "Rol": "Effectief lid", **values})


def press(who: Slacker, button: str, name: str) -> None:
    """Press a button beside somebody in a fresh list."""
    who.click(who.command(f"{LIST} {name}").messages[-1], button, nth=0)


def held(scene: Scene) -> list[Mandate]:
    """All mandates of the body that are not over."""
    with scene.database.read() as db:
        return mandates.of_body(db, scene.body, since=scene.now().astimezone(BRUSSELS).date())


def seat_of(scene: Scene, name: str) -> Mandate:
    """The last mandate of somebody."""
    with scene.database.read() as db:
        [member] = people.search(db, scene.body, name, most=5)
        return mandates.of_members(db, [member.id], body=scene.body)[-1]


def listed(who: Slacker, name: str = "") -> str:
    return who.command(f"{LIST} {name}").all_text


# The list.


def test_everybody_sees_who_sits_here(lena: Slacker) -> None:
    seen = lena.command(LIST)
    assert "Lena ’t Kindt" in seen.all_text
    assert "Voorzitter" in seen.all_text
    assert seen.buttons == []


def test_the_support_officer_gets_the_buttons(officer: Slacker) -> None:
    assert officer.command(f"{LIST} kindt").buttons == [
        "Wijzig",
        "Vervanging",
        "Opvolging",
        "Einde mandaat",
        "Lid toevoegen",
        "Werkgroepen",
    ]


def test_a_list_is_searched_by_name_whatever_the_apostrophe(lena: Slacker) -> None:
    assert "Bart D’Hoore" in listed(lena, "d'hoore")
    assert "Lena" not in listed(lena, "d'hoore")
    assert "vind niemand" in listed(lena, "zzz")


def test_a_long_list_has_pages(scene: Scene, officer: Slacker) -> None:
    with scene.database.begin() as db:
        for number in range(200):
            member = people.add_member(db, body=scene.body, name=f"Lid {number:03}", slack_user=None, now=scene.now())
            people.add_mandate(db, body=scene.body, member=member, role=Role.EFFECTIVE_MEMBER, has_vote=True)
    first = officer.command(LIST)
    assert "Bart D’Hoore" in first.all_text
    officer.click(first.messages[-1], "Meer leden")
    assert "Lid 012" in officer.ephemerals()[-1].all_text


def test_a_stranger_sees_nothing(scene: Scene, nadia: Slacker) -> None:
    assert "nog geen lid" in listed(nadia)


# Adding.


def test_the_form_has_every_field_of_the_contract(officer: Slacker) -> None:
    officer.click(officer.command(LIST).messages[-1], "Lid toevoegen")
    assert officer.modal is not None
    assert officer.modal.title == "Lid"
    assert officer.modal.labels == [
        *("Naam", "Slackgebruiker", "E-mail", "Organisatie", "Sector", "Rol", "Stemrecht", "Vanaf", "Tot"),
        "Vaste plaatsvervanger",
    ]


def test_a_member_without_slack_is_added_with_all_that_is_known(scene: Scene, officer: Slacker) -> None:
    errors = add(
        officer,
        **{
            "E-mail": "joris@voorbeeld.be",
            "Organisatie": "CLB De Kaai",
            "Sector": "CLB",
            "Vanaf": date(2026, 1, 1),
            "Vaste plaatsvervanger": "Fatma Yildiz",
        },
    )
    assert errors == {}
    assert officer.modal is not None
    for said in (
        "Joris D’Haene",
        "CLB De Kaai",
        "sector CLB",
        "met stemrecht",
        "donderdag 1 januari 2026",
        "vaste plaatsvervanger: Fatma Yildiz",
    ):
        assert said in officer.modal.text


def test_a_slack_user_becomes_a_member_who_can_act(officer: Slacker, nadia: Slacker) -> None:
    add(officer, Naam="Nadia Bruyneel", Slackgebruiker=nadia)
    assert "Leden van IROJ Leiedal" in listed(nadia)


def test_somebody_known_gets_a_second_hat(scene: Scene, officer: Slacker, lena: Slacker) -> None:
    add(officer, Naam="Lena ’t Kindt", Slackgebruiker=lena, Rol="Comitélid")
    with scene.database.read() as db:
        found = people.search(db, scene.body, "kindt", most=5)
    assert len(found) == 1
    assert "Comitélid" in listed(lena, "kindt")


def test_two_of_one_name_are_told_apart_by_organisation(scene: Scene, officer: Slacker) -> None:
    add(officer, Naam="Jan Peeters", Organisatie="CAW De Leie")
    add(officer, Naam="Jan Peeters", Organisatie="GGZ Kust")
    with scene.database.read() as db:
        assert len(people.search(db, scene.body, "jan peeters", most=5)) == 2
    press(officer, "Vervanging", "kindt")
    assert officer.suggest("Wie", "peeters")[:2] == ["Jan Peeters (CAW De Leie)", "Jan Peeters (GGZ Kust)"]


def test_the_same_mandate_twice_is_refused_at_the_field(officer: Slacker) -> None:
    assert "Rol" in add(officer, Naam="Lena ’t Kindt")


def test_a_second_one_of_an_organisation_is_noticed_not_refused(officer: Slacker) -> None:
    add(officer, Organisatie="CAW De Leie")
    assert add(officer, Naam="Fatma Yildiz", Organisatie="CAW De Leie") == {}
    assert officer.modal is not None
    assert ": Joris D’Haene. Dat mag." in officer.modal.text


def test_an_observer_has_no_vote(officer: Slacker) -> None:
    assert "Stemrecht" in add(officer, Rol="Waarnemer", Stemrecht="Ja")


def test_a_last_day_before_the_first_is_refused_at_the_field(officer: Slacker) -> None:
    assert "Tot" in add(officer, Vanaf=date(2026, 4, 1), Tot=date(2026, 3, 1))


def test_a_member_cannot_send_the_form_of_the_support_officer(scene: Scene, officer: Slacker, lena: Slacker) -> None:
    officer.click(officer.command(LIST).messages[-1], "Lid toevoegen")
    with scene.database.begin() as db:
        found = people.by_slack_user(db, officer.id, body=scene.body)
        assert found is not None
        people.end_mandates(db, body=scene.body, role=Role.SUPPORT_OFFICER, today=scene.now().date(), keep=[])
        people.add_mandate(db, body=scene.body, member=found.id, role=Role.EFFECTIVE_MEMBER, has_vote=True)
    assert "Naam" in officer.submit(Naam="Joris D’Haene")


def test_sending_the_form_twice_adds_once(scene: Scene, officer: Slacker) -> None:
    add(officer)
    officer.resend()
    assert len([each for each in held(scene) if each.role is Role.EFFECTIVE_MEMBER]) == 3


# Changing.


def test_a_correction_shows_at_once(officer: Slacker) -> None:
    press(officer, "Wijzig", "kindt")
    officer.submit({"Naam": "Lena ’t Kindt-Maes", "Organisatie": "CLB De Kaai"})
    assert "CLB De Kaai" in listed(officer, "kindt-maes")


def test_what_changes_from_a_day_on_leaves_what_was(scene: Scene, officer: Slacker) -> None:
    press(officer, "Wijzig", "kindt")
    officer.submit(Organisatie="CLB De Kaai")
    press(officer, "Wijzig", "kindt")
    officer.submit({"Organisatie": "CLB Anker", "Vanaf": date(2026, 9, 1)})
    seen = listed(officer, "kindt")
    assert "CLB De Kaai" in seen
    assert "tot en met maandag 31 augustus 2026" in seen
    assert "vanaf dinsdag 1 september 2026" in seen


def test_two_who_change_one_member_at_a_time_do_not_overwrite_each_other(scene: Scene, officer: Slacker) -> None:
    press(officer, "Wijzig", "kindt")
    with scene.database.begin() as db:
        mandates.save(db, replace(seat_of(scene, "kindt"), has_vote=False))
    assert "intussen gewijzigd" in officer.submit(Stemrecht="Ja")["Naam"]


# Replaced for a while.


def test_a_replacement_acts_in_the_place_of_the_member_until_the_return(
    scene: Scene, officer: Slacker, nadia: Slacker
) -> None:
    add(officer, Naam="Nadia Bruyneel", Slackgebruiker=nadia, Rol="Waarnemer")
    press(officer, "Vervanging", "kindt")
    errors = officer.submit({"Wie": "Nadia Bruyneel", "Vanaf": date(2026, 4, 1), "Tot": date(2026, 8, 31)})
    assert errors == {}
    assert officer.modal is not None
    assert "tijdelijk vervangen vanaf woensdag 1 april 2026 door Nadia Bruyneel" in officer.modal.text
    assert "terug op dinsdag 1 september 2026" in officer.modal.text
    assert "meelezen" in nadia.command("/agendapunt Overkop | 10 min").all_text
    scene.move_to(datetime(2026, 4, 1, 10, tzinfo=BRUSSELS))
    assert "genoteerd" in nadia.command("/agendapunt Overkop | 10 min").all_text
    scene.move_to(datetime(2026, 9, 1, 10, tzinfo=BRUSSELS))
    assert "meelezen" in nadia.command("/agendapunt Gezinshuizen | 10 min").all_text


def test_somebody_who_returns_early_sits_again_that_day(scene: Scene, officer: Slacker) -> None:
    press(officer, "Vervanging", "kindt")
    officer.submit({"Wie": "Joris D’Haene", "Vanaf": date(2026, 3, 4)})
    press(officer, "Terug", "kindt")
    officer.submit({"Terug vanaf": date(2026, 3, 20)})
    assert officer.modal is not None
    assert "zetelt opnieuw vanaf vrijdag 20 maart 2026" in officer.modal.text


def test_a_replacement_without_a_name_is_a_gap_until_it_has_one(officer: Slacker) -> None:
    press(officer, "Vervanging", "kindt")
    officer.submit(Vanaf=date(2026, 4, 1))
    assert "nog geen vervanger" in listed(officer, "kindt")
    press(officer, "Vervanging", "kindt")
    officer.submit(Wie="Joris D’Haene")
    assert "nog geen vervanger" not in listed(officer, "kindt")


def test_who_has_a_vote_does_not_stand_in_for_another(officer: Slacker) -> None:
    press(officer, "Vervanging", "kindt")
    assert "zelf al een stem" in officer.submit(Wie="Katrijn Van den Bulcke")["Wie"]


def test_no_reason_is_asked_for_a_replacement(officer: Slacker) -> None:
    press(officer, "Vervanging", "kindt")
    assert officer.modal is not None
    assert officer.modal.labels == ["Wie", "Vanaf", "Tot"]


# Succeeded and ended.


def test_a_known_successor_sits_from_the_day(scene: Scene, officer: Slacker, nadia: Slacker) -> None:
    press(officer, "Opvolging", "kindt")
    errors = officer.submit({"Wie": "Sam De Laet", "Vanaf": date(2026, 9, 1)})
    assert errors == {}
    assert "opvolger: Sam De Laet" in listed(officer, "kindt")
    scene.move_to(datetime(2026, 9, 1, 10, tzinfo=BRUSSELS))
    assert "Sam De Laet" in listed(officer)
    assert "vind niemand" in listed(officer, "kindt")


def test_a_place_without_successor_stays_in_the_list_until_it_is_filled(scene: Scene, officer: Slacker) -> None:
    press(officer, "Opvolging", "kindt")
    officer.submit(Vanaf=date(2026, 3, 10))
    scene.move_to(datetime(2026, 6, 1, 10, tzinfo=BRUSSELS))
    assert "nog geen opvolger" in listed(officer, "kindt")
    press(officer, "Opvolging", "kindt")
    officer.submit(Wie="Sam De Laet")
    assert "vind niemand" in listed(officer, "kindt")


def test_an_end_keeps_its_last_day(scene: Scene, officer: Slacker, lena: Slacker) -> None:
    press(officer, "Einde mandaat", "kindt")
    officer.submit({"Laatste dag": date(2026, 3, 20)})
    scene.move_to(datetime(2026, 3, 20, 22, tzinfo=BRUSSELS))
    assert "Leden van" in listed(lena)
    scene.move_to(datetime(2026, 3, 21, 8, tzinfo=BRUSSELS))
    assert "nog geen lid" in listed(lena)


def test_two_who_succeed_one_member_at_once_end_with_one_successor(scene: Scene, officer: Slacker) -> None:
    other = scene.team.add_person("Veerle Twee")
    scene.join(other, Role.SUPPORT_OFFICER)
    for who in (officer, other):
        press(who, "Opvolging", "kindt")
    together(
        lambda: officer.submit(Wie="Sam De Laet"),
        lambda: other.submit(Wie="Fatma Yildiz"),
    )
    assert len([each for each in held(scene) if each.succeeds is not None]) == 1


def test_the_last_support_officer_does_not_end_their_own_mandate(officer: Slacker) -> None:
    press(officer, "Einde mandaat", "ostyn")
    assert "geen ondersteuner meer" in officer.submit({"Laatste dag": date(2026, 3, 20)})["Laatste dag"]


# Tandems.


def test_a_tandem_has_one_voice(scene: Scene, officer: Slacker) -> None:
    for name in ("Fatma Yildiz", "Joris D’Haene"):
        add(officer, Naam=name, Rol="Cliëntvertegenwoordiger")
    press(officer, "Tandem", "joris")
    officer.submit({"Tandem met": "Fatma Yildiz"})
    assert "in tandem" in listed(officer, "joris")
    assert seat_of(scene, "joris").tandem == seat_of(scene, "fatma").id


# What is missing.


def test_what_is_missing_is_listed_with_what_can_be_done(officer: Slacker) -> None:
    officer.click(officer.command(LIST).messages[-1], "Wat ontbreekt")
    seen = officer.ephemerals()[-1]
    assert "nog geen vaste plaatsvervanger voor Lena ’t Kindt" in seen.all_text
    assert {"Wijzig", "Vraag na", "Vraag alles na"} <= set(seen.buttons)


def test_a_gap_is_gone_when_it_is_filled(officer: Slacker) -> None:
    assert "nog geen vaste plaatsvervanger" in listed(officer, "kindt")
    press(officer, "Wijzig", "kindt")
    officer.submit({"Vaste plaatsvervanger": "Joris D’Haene"})
    assert "nog geen vaste plaatsvervanger" not in listed(officer, "kindt")


def test_the_right_party_is_asked_once_and_its_answer_taken_over(officer: Slacker, lena: Slacker) -> None:
    for _ in range(2):
        officer.click(officer.command(LIST).messages[-1], "Wat ontbreekt")
        officer.click(officer.ephemerals()[-1], "Vraag na", beside="Lena ’t Kindt")
    [question] = [message for message in lena.dm() if "vaste plaatsvervanger" in message.text]
    lena.click(question, "Naam doorgeven")
    lena.submit({"Naam": "Joris D’Haene", "E-mail": "joris@voorbeeld.be"})
    told = officer.dm()[-1]
    assert "Lena ’t Kindt geeft Joris D’Haene door" in told.text
    officer.click(told, "Overnemen")
    assert "vaste plaatsvervanger: Joris D’Haene" in listed(officer, "kindt")


def test_a_new_gap_is_asked_about_on_the_next_working_day(scene: Scene, officer: Slacker, nadia: Slacker) -> None:
    add(officer, Naam="Nadia Bruyneel", Slackgebruiker=nadia)
    assert nadia.dm() == []
    scene.move_to(datetime(2026, 3, 5, 9, 1, tzinfo=BRUSSELS))
    assert "vaste plaatsvervanger" in nadia.dm()[-1].text


def test_what_was_filled_meanwhile_is_not_asked(scene: Scene, officer: Slacker, nadia: Slacker) -> None:
    add(officer, Naam="Nadia Bruyneel", Slackgebruiker=nadia)
    press(officer, "Wijzig", "nadia")
    officer.submit({"Vaste plaatsvervanger": "Joris D’Haene"})
    scene.move_to(datetime(2026, 3, 5, 9, 1, tzinfo=BRUSSELS))
    assert nadia.dm() == []


def test_an_end_before_the_next_meeting_is_asked_about_when_it_comes_near(
    scene: Scene, officer: Slacker, nadia: Slacker
) -> None:
    scene.meeting(APRIL)
    add(officer, Naam="Nadia Bruyneel", Slackgebruiker=nadia, Rol="Comitélid", Tot=date(2026, 6, 10))
    scene.move_to(datetime(2026, 4, 20, 10, tzinfo=BRUSSELS))
    assert nadia.dm() == []
    scene.move_to(datetime(2026, 4, 27, 10, tzinfo=BRUSSELS))
    scene.meeting(date(2026, 6, 19))
    scene.move_to(datetime(2026, 5, 6, 10, tzinfo=BRUSSELS))
    assert "eindigt op woensdag 10 juni 2026" in nadia.dm()[-1].text


def test_the_chairs_term_is_asked_about_two_months_ahead(scene: Scene, officer: Slacker, chair: Slacker) -> None:
    press(officer, "Wijzig", "hoore")
    officer.submit(Vanaf=date(2024, 1, 1))
    scene.move_to(datetime(2026, 11, 3, 10, tzinfo=BRUSSELS))
    assert "termijn van voorzitter" in chair.dm()[-1].text
    assert "termijn van voorzitter" in officer.dm()[-1].text


# Working groups.


def open_groups(who: Slacker) -> str:
    who.click(who.command(LIST).messages[-1], "Werkgroepen")
    return who.ephemerals()[-1].all_text


def add_group(officer: Slacker, **values: object) -> dict[str, str]:
    open_groups(officer)
    officer.click(officer.ephemerals()[-1], "Groep toevoegen")
    return officer.submit({"Naam": "Crisis", "Soort": "Stuurgroep", **values})


def test_a_group_has_members_of_the_body_and_others(officer: Slacker) -> None:
    assert add_group(officer, Leden=["Lena ’t Kindt", "Nele Van Hove"]) == {}
    seen = open_groups(officer)
    assert "*Crisis* · Stuurgroep" in seen
    assert "Lena ’t Kindt en Nele Van Hove" in seen
    assert "Lid van een werkgroep · Crisis" in listed(officer, "van hove")


def test_who_leaves_a_group_has_no_place_any_more(officer: Slacker) -> None:
    add_group(officer, Leden=["Lena ’t Kindt"])
    open_groups(officer)
    officer.click(officer.ephemerals()[-1], "Wijzig")
    officer.submit({"Naam": "Crisis en time-out", "Leden": []})
    seen = open_groups(officer)
    assert "Crisis en time-out" in seen
    assert "Nog niemand" in seen


def test_two_groups_of_one_name_are_refused_at_the_field(officer: Slacker) -> None:
    add_group(officer)
    assert "al een groep" in add_group(officer)["Naam"]


# The work of a command.


@pytest.mark.parametrize("button", [None, "Wat ontbreekt", "Lid toevoegen"], ids=["list", "gaps", "form"])
def test_the_list_asks_as_much_with_a_long_history_as_without(
    scene: Scene, officer: Slacker, button: str | None
) -> None:
    counts = []
    for many in (1, 200):
        with scene.database.begin() as db:
            for number in range(many):
                name = f"Oud {many} {number}"
                old = people.add_member(db, body=scene.body, name=name, slack_user=None, now=scene.now())
                past = date(2025, 1, 1)
                seat = Mandate(id=0, body=scene.body, member=old, role=Role.EFFECTIVE_MEMBER, has_vote=True)
                mandates.add(db, replace(seat, valid_until=past))
                mandates.add(db, replace(seat, valid_from=date(2026, 1, 1)))
        with statements() as asked:
            answer = officer.command(LIST)
            if button:
                officer.click(answer.messages[-1], button)
        counts.append(len(asked))
    assert counts[0] == counts[1]
