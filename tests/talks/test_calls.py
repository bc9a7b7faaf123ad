"""Calls for candidates: made, announced, looked after until they close, prolonged and taken back."""

from datetime import date

import pytest

from bot.candidacies import State
from bot.people import Role
from sandbox.slackers import Slacker
from sandbox.team import together
from tests.talks.candidates import CLOSES, TITLE, WHY, announcement, at, call, everyone, going, modal, nominate, stand
from tests.talks.scene import APRIL, Scene


def test_a_call_is_announced_in_the_plenary_channel_with_its_range_and_last_day(
    officer: Slacker, lena: Slacker
) -> None:
    assert call(officer, Toelichting="Het comité zoekt versterking.") == {}
    post = announcement(lena)
    assert f"Oproep tot kandidaten: {TITLE}" in post.text
    for told in ("1 tot 2 plaatsen", "dinsdag 31 maart 2026", "Comitélid", "Het comité zoekt versterking."):
        assert told in post.all_text
    assert post.buttons == ["Ik stel mij kandidaat", "Ik draag iemand voor"]


def test_the_answer_repeats_the_weekday_and_which_mandate_it_gives(chair: Slacker) -> None:
    chair.command("/kandidaat oproep Voorzitter")
    chair.submit({"Aantal plaatsen": "1", "Kandidaten tot": CLOSES})
    assert "dinsdag 31 maart 2026" in modal(chair)
    assert "krijgt het mandaat Voorzitter" in modal(chair)


def test_a_place_elsewhere_gives_no_mandate(officer: Slacker, scene: Scene) -> None:
    call(officer, "Vertegenwoordiger IRPC")
    assert [(each.role, each.group) for each in going(scene)] == [(None, None)]
    assert "mandaat:" not in announcement(officer).all_text


def test_what_the_call_gives_can_be_chosen(officer: Slacker, scene: Scene) -> None:
    call(officer, "Versterking gezocht", **{"Wie verkozen wordt, krijgt": "Comitélid"})
    assert [each.role for each in going(scene)] == [Role.COMMITTEE_MEMBER]


@pytest.mark.parametrize(
    ("field", "wrong"),
    [("Aantal plaatsen", "veel"), ("Aantal plaatsen", "2-1"), ("Kandidaten tot", date(2026, 3, 3)), ("Mandaat", " ")],
)
def test_what_cannot_be_meant_is_said_at_its_field(officer: Slacker, field: str, wrong: object) -> None:
    officer.command("/kandidaat oproep")
    good = {"Mandaat": TITLE, "Aantal plaatsen": "1-2", "Kandidaten tot": CLOSES}
    assert list(officer.submit(good | {field: wrong})) == [field]


def test_a_member_does_not_call_for_candidates(lena: Slacker) -> None:
    answer = lena.command("/kandidaat oproep")
    assert "geen rechten" in answer.all_text
    assert lena.modal is None


def test_a_double_press_makes_one_call(officer: Slacker, scene: Scene) -> None:
    officer.command("/kandidaat oproep")
    officer.submit({"Mandaat": TITLE, "Aantal plaatsen": "1", "Kandidaten tot": CLOSES})
    officer.resend()
    assert len(going(scene)) == 1
    assert sum("Oproep" in each.text for each in officer.read("#iroj-plenair")) == 1


# Who sees what in the list.


def test_the_list_shows_a_member_what_can_be_done(officer: Slacker, lena: Slacker) -> None:
    call(officer)
    shown = lena.command("/kandidaat")
    assert TITLE in shown.all_text
    assert shown.messages[-1].buttons == ["Ik stel mij kandidaat", "Ik draag iemand voor"]


def test_the_list_is_empty_without_calls_and_offers_the_officer_to_make_one(officer: Slacker, lena: Slacker) -> None:
    assert "geen oproep" in lena.command("/kandidaat").all_text
    assert officer.command("/kandidaat").messages[-1].buttons == ["Oproep tot kandidaten"]


def test_an_observer_reads_the_calls_and_presses_nothing(scene: Scene, officer: Slacker) -> None:
    watcher = scene.team.add_person("Wim Waarnemer")
    scene.join(watcher, Role.OBSERVER)
    scene.team.invite("#iroj-plenair", watcher)
    call(officer)
    assert watcher.command("/kandidaat").messages[-1].buttons == []
    watcher.click(announcement(watcher), "Ik stel mij kandidaat")
    assert watcher.modal is None
    assert everyone(scene) == []


def test_somebody_from_elsewhere_in_the_channel_reaches_nothing(scene: Scene, officer: Slacker) -> None:
    stranger = scene.team.add_person("Vera Vreemd", stranger=True)
    scene.team.invite("#iroj-plenair", stranger)
    call(officer)
    for button in ("Ik stel mij kandidaat", "Ik draag iemand voor"):
        stranger.click(announcement(stranger), button)
        assert stranger.modal is None
    assert everyone(scene) == []


# Until it closes.


def test_members_are_reminded_a_week_and_a_day_ahead(scene: Scene, officer: Slacker, lena: Slacker) -> None:
    call(officer)
    scene.move_to(at(date(2026, 3, 20)))
    assert len(lena.read("#iroj-plenair")) == 1
    for day, posts in ((date(2026, 3, 24), 2), (date(2026, 3, 25), 2), (date(2026, 3, 30), 3)):
        scene.move_to(at(day))
        assert len(lena.read("#iroj-plenair")) == posts
    assert "loopt nog tot en met dinsdag 31 maart 2026" in lena.read("#iroj-plenair")[-1].text


def test_days_that_the_bot_missed_make_one_reminder(scene: Scene, officer: Slacker, lena: Slacker) -> None:
    call(officer)
    scene.move_to(at(date(2026, 3, 30)))
    assert len(lena.read("#iroj-plenair")) == 2


def test_after_the_last_day_the_announcement_says_closed_and_a_press_is_refused_kindly(
    scene: Scene, officer: Slacker, lena: Slacker
) -> None:
    call(officer)
    old = announcement(lena)
    scene.move_to(at(date(2026, 4, 1), 0))
    assert "afgesloten op dinsdag 31 maart 2026" in announcement(lena).all_text
    assert announcement(lena).buttons == []
    lena.click(old, "Ik stel mij kandidaat")
    assert "tot en met dinsdag 31 maart 2026" in lena.ephemerals("#iroj-plenair")[-1].all_text


def test_who_leads_hears_that_the_call_closed_and_what_is_left_to_do(
    scene: Scene, officer: Slacker, chair: Slacker, lena: Slacker
) -> None:
    call(officer)
    stand(lena)
    scene.move_to(at(date(2026, 4, 1)))
    for leader in (officer, chair):
        told = next(each for each in leader.dm() if "is afgesloten: 1 kandidaat" in each.text)
        assert "nog niet toegelaten" in told.all_text
    assert "afgesloten" not in "".join(each.text for each in lena.dm())


def test_the_officer_hears_in_time_that_nobody_stands_yet(scene: Scene, officer: Slacker, chair: Slacker) -> None:
    call(officer)
    scene.move_to(at(date(2026, 3, 25)))
    assert not any("Nog geen kandidaten" in each.text for each in officer.dm())
    scene.move_to(at(date(2026, 3, 26)))
    told = next(each for each in officer.dm() if "Nog geen kandidaten" in each.text)
    assert "Verleng" in told.buttons
    scene.move_to(at(date(2026, 3, 27)))
    assert sum("Nog geen kandidaten" in each.text for each in officer.dm()) == 1
    assert not any("Nog geen kandidaten" in each.text for each in chair.dm())


def test_the_officer_hears_it_earlier_when_the_last_meeting_before_the_mandate_ends_asks_so(
    scene: Scene, officer: Slacker
) -> None:
    # The 24th of April takes points until the 11th; the call itself closes only on the 30th.
    scene.meeting(APRIL)
    call(officer, Kandidaten_tot=date(2026, 4, 30), Einde_van_het_huidige_mandaat=date(2026, 5, 31))
    scene.move_to(at(date(2026, 4, 7)))
    assert not any("Nog geen kandidaten" in each.text for each in officer.dm())
    scene.move_to(at(date(2026, 4, 8)))
    told = next(each for each in officer.dm() if "Nog geen kandidaten" in each.text)
    assert "het huidige mandaat eindigt op zondag 31 mei 2026" in told.all_text


def test_a_meeting_that_moves_forward_moves_the_warning_along(scene: Scene, officer: Slacker) -> None:
    scene.meeting(APRIL)
    call(officer, Kandidaten_tot=date(2026, 4, 30), Einde_van_het_huidige_mandaat=date(2026, 5, 31))
    officer.click(officer.command("/vergadering").messages[-1], "Wijzig")
    assert officer.submit({"Datum": date(2026, 4, 3)}) == {}
    scene.move_to(at(date(2026, 3, 18)))
    assert any("Nog geen kandidaten" in each.text for each in officer.dm())


def test_nobody_is_warned_when_somebody_stands(scene: Scene, officer: Slacker, lena: Slacker) -> None:
    call(officer)
    stand(lena)
    scene.move_to(at(date(2026, 3, 31)))
    assert not any("Nog geen kandidaten" in each.text for each in officer.dm())


# Prolonged, and taken back.


def test_a_call_is_prolonged_also_after_it_closed(scene: Scene, officer: Slacker, lena: Slacker) -> None:
    call(officer)
    scene.move_to(at(date(2026, 4, 1)))
    officer.click(next(each for each in officer.dm() if "is afgesloten" in each.text), "Verleng")
    assert officer.submit({"Kandidaten tot": date(2026, 4, 15)}) == {}
    assert "tot en met woensdag 15 april 2026" in announcement(lena).all_text
    assert stand(lena) == {}
    scene.move_to(at(date(2026, 4, 16)))
    assert any("is afgesloten: 1 kandidaat" in each.text for each in officer.dm())


def test_a_call_is_not_shortened(officer: Slacker) -> None:
    call(officer)
    officer.click(officer.command("/kandidaat").messages[-1], "Verleng")
    assert list(officer.submit({"Kandidaten tot": date(2026, 3, 20)})) == ["Kandidaten tot"]


def test_a_call_that_is_taken_back_takes_its_candidates_and_their_motivations_along(
    scene: Scene, officer: Slacker, lena: Slacker
) -> None:
    call(officer)
    stand(lena)
    officer.click(officer.command("/kandidaat").messages[-1], "Oproep intrekken")
    assert "ingetrokken" in announcement(lena).text
    assert announcement(lena).buttons == []
    assert "Je kandidatuur vervalt" in lena.dm()[-1].text
    assert WHY not in "".join(each.all_text for each in lena.dm())
    assert going(scene) == []
    assert "geen oproep" in lena.command("/kandidaat").all_text


def test_a_nominee_of_a_call_that_is_taken_back_sees_it_where_it_was_asked(
    officer: Slacker, lena: Slacker, katrijn: Slacker
) -> None:
    call(officer)
    nominate(katrijn, "Lena ’t Kindt")
    officer.click(officer.command("/kandidaat").messages[-1], "Oproep intrekken")
    [asked] = lena.dm()
    assert "ingetrokken" in asked.text
    assert asked.buttons == []


def test_who_stands_while_the_call_is_taken_back_hears_which_came_first(
    scene: Scene, officer: Slacker, lena: Slacker
) -> None:
    call(officer)
    lena.click(announcement(lena), "Ik stel mij kandidaat")
    shown = officer.command("/kandidaat").messages[-1]
    together(lambda: officer.click(shown, "Oproep intrekken"), lambda: lena.submit({"Motivatie": WHY}))
    assert "ingetrokken" in announcement(lena).text
    assert {each.state for each in everyone(scene)} <= {State.WITHDRAWN}


def test_two_who_prolong_at_the_same_moment_do_not_undo_each_other(
    scene: Scene, officer: Slacker, chair: Slacker
) -> None:
    call(officer)
    for who in (officer, chair):
        who.click(who.command("/kandidaat").messages[-1], "Verleng")
    together(
        lambda: officer.submit({"Kandidaten tot": date(2026, 4, 15)}),
        lambda: chair.submit({"Kandidaten tot": date(2026, 4, 20)}),
    )
    assert going(scene)[0].closes_on == date(2026, 4, 20)


def test_an_archived_plenary_channel_becomes_a_dead_letter_for_the_officer(scene: Scene, officer: Slacker) -> None:
    scene.team.archive("#iroj-plenair")
    call(officer)
    assert "gearchiveerd" in officer.dm()[-1].all_text


# The home tab, the daily reminder and the digest.


def test_open_calls_stand_on_the_home_tab_with_the_way_to_them(officer: Slacker, lena: Slacker) -> None:
    assert "Kandidaten gezocht" not in lena.home().all_text
    call(officer)
    home = lena.home()
    assert f"«{TITLE}» tot en met dinsdag 31 maart 2026" in home.all_text
    lena.click(home, "Oproepen")
    assert "Oproepen van IROJ Leiedal" in modal(lena)


def test_a_nomination_waits_on_the_home_tab_and_is_answered_there(
    officer: Slacker, lena: Slacker, katrijn: Slacker
) -> None:
    call(officer)
    nominate(katrijn, "Lena ’t Kindt")
    home = lena.home()
    assert "draagt je voor" in home.all_text
    lena.click(home, "Ik aanvaard")
    assert "draagt je voor" not in lena.home().all_text
    assert "aanvaardt je voordracht" in katrijn.dm()[-1].text


def test_a_nominee_who_does_not_answer_is_reminded_before_the_call_closes(
    scene: Scene, officer: Slacker, lena: Slacker, katrijn: Slacker
) -> None:
    call(officer)
    nominate(katrijn, "Lena ’t Kindt")
    scene.move_to(at(date(2026, 3, 24)))
    assert "wacht op je antwoord" in lena.dm()[-1].text
    scene.move_to(at(date(2026, 3, 26)))
    assert len(lena.dm()) == 2
    lena.click(lena.dm()[-1], "Ik bedank")
    scene.move_to(at(date(2026, 3, 31)))
    assert len(lena.dm()) == 2
