"""**Ordenen**, **Punt toevoegen** and **Pauze toevoegen**, as the support officer uses them."""

from datetime import time

import pytest

from bot.items import Sort
from bot.people import Role
from sandbox.slackers import Slacker
from sandbox.team import together
from tests.talks.agendas import fill, put, rows, titles
from tests.talks.scene import APRIL, JUNE, Scene


@pytest.fixture
def april(scene: Scene) -> int:
    """The meeting of 24 April, with three points on its agenda and a closing one."""
    meeting = scene.meeting(APRIL)
    put(scene, meeting, "Verwelkoming", minutes=10)
    put(scene, meeting, "Gezinshuizen", minutes=45)
    put(scene, meeting, "Overkop", minutes=20)
    put(scene, meeting, "Varia", minutes=10, sort=Sort.STANDING, closing=True)
    return meeting


@pytest.fixture
def ordering(april: int, officer: Slacker) -> int:
    """The same, with the support officer's modal open."""
    officer.command("/agenda")
    officer.click("Ordenen")
    return april


@pytest.fixture
def second(scene: Scene) -> Slacker:
    """Another support officer."""
    who = scene.team.add_person("Nele Wouters")
    scene.join(who, Role.SUPPORT_OFFICER)
    return who


def on(scene: Scene, meeting: int) -> list[str]:
    return titles(scene.database, meeting)


def test_the_modal_shows_every_line_with_its_time(ordering: int, officer: Slacker) -> None:
    assert rows(officer.modal) == [
        "*9u30 · 1*  Verwelkoming  (Ter bespreking · 10 min)",
        "*9u40 · 2*  Gezinshuizen  (Ter bespreking · 45 min)",
        "*10u25 · 3*  Overkop  (Ter bespreking · 20 min)",
        "*10u45 · 4*  Varia  (Ter bespreking · 10 min)",
    ]


def test_a_line_goes_up_at_once_and_the_times_follow(scene: Scene, ordering: int, officer: Slacker) -> None:
    officer.choose("Omhoog", beside="Overkop")
    assert on(scene, ordering) == ["Verwelkoming", "Overkop", "Gezinshuizen", "Varia"]
    assert "*9u40 · 2*  Overkop  (Ter bespreking · 20 min)" in rows(officer.modal)


def test_a_line_goes_down_and_up_again(scene: Scene, ordering: int, officer: Slacker) -> None:
    officer.choose("Omlaag", beside="Verwelkoming")
    officer.choose("Omlaag", beside="Verwelkoming")
    officer.choose("Omhoog", beside="Verwelkoming")
    assert on(scene, ordering) == ["Gezinshuizen", "Verwelkoming", "Overkop", "Varia"]


def test_at_the_top_it_says_so_and_nothing_moves(scene: Scene, ordering: int, officer: Slacker) -> None:
    officer.choose("Omhoog", beside="Verwelkoming")
    assert "«Verwelkoming» staat al bovenaan." in officer.modal.all_text
    assert on(scene, ordering) == ["Verwelkoming", "Gezinshuizen", "Overkop", "Varia"]


def test_a_menu_pressed_twice_moves_once(scene: Scene, ordering: int, officer: Slacker) -> None:
    officer.choose("Omhoog", beside="Varia")
    officer.resend()
    assert on(scene, ordering) == ["Verwelkoming", "Gezinshuizen", "Varia", "Overkop"]


def test_a_line_goes_to_a_place_by_its_number(scene: Scene, ordering: int, officer: Slacker) -> None:
    officer.choose("Naar plaats…", beside="Overkop")
    assert officer.submit(Plaats=1) == {}
    assert on(scene, ordering) == ["Overkop", "Verwelkoming", "Gezinshuizen", "Varia"]
    assert officer.modal.title == "Ordenen"


def test_a_place_that_is_not_there_is_refused_at_the_field(scene: Scene, ordering: int, officer: Slacker) -> None:
    officer.choose("Naar plaats…", beside="Overkop")
    assert officer.submit(Plaats=5) == {"Plaats": "Kies een plaats van 1 tot 4."}


def test_a_form_left_with_the_button_changes_nothing(scene: Scene, ordering: int, officer: Slacker) -> None:
    officer.choose("Naar plaats…", beside="Overkop")
    officer.click("Terug naar de volgorde")
    assert officer.modal.title == "Ordenen"
    assert on(scene, ordering) == ["Verwelkoming", "Gezinshuizen", "Overkop", "Varia"]


def test_a_point_becomes_a_sub_point_and_a_point_of_its_own_again(
    scene: Scene, ordering: int, officer: Slacker
) -> None:
    officer.choose("Naar plaats…", beside="Overkop")
    officer.submit({"Subpunt van": "2 Gezinshuizen"})
    assert on(scene, ordering) == ["Verwelkoming", "Gezinshuizen", "-- Overkop", "Varia"]
    assert "↳  *10u25 · 2.1*  Overkop  (Ter bespreking · 20 min)" in rows(officer.modal)
    officer.choose("Naar plaats…", beside="Overkop")
    officer.submit({"Subpunt van": "Geen: een eigen punt"})
    assert on(scene, ordering) == ["Verwelkoming", "Gezinshuizen", "Overkop", "Varia"]


def test_a_point_becomes_a_sub_point_at_a_place(scene: Scene, ordering: int, officer: Slacker) -> None:
    for title in ("Overkop", "Verwelkoming"):
        officer.choose("Naar plaats…", beside=title)
        number = {"Overkop": "2 Gezinshuizen", "Verwelkoming": "2 Gezinshuizen"}[title]
        officer.submit({"Subpunt van": number, "Plaats": 1})
    assert on(scene, ordering) == ["Gezinshuizen", "-- Verwelkoming", "-- Overkop", "Varia"]


def test_a_point_is_not_offered_as_a_sub_point_of_itself(ordering: int, officer: Slacker) -> None:
    officer.choose("Naar plaats…", beside="Overkop")
    assert officer.suggest("Subpunt van", "") == ["Geen: een eigen punt", "1 Verwelkoming", "2 Gezinshuizen", "4 Varia"]
    assert officer.suggest("Subpunt van", "gezins") == ["Geen: een eigen punt", "2 Gezinshuizen"]


def test_minutes_and_words_of_a_line_are_changed(scene: Scene, ordering: int, officer: Slacker) -> None:
    officer.choose("Wijzig…", beside="Overkop")
    officer.submit({"Titel": "Overkophuizen", "Minuten": 35, "Soort": "Advies", "Toelichting door": "Els Maes"})
    assert "*10u25 · 3*  Overkophuizen  (Advies · 35 min · door Els Maes)" in rows(officer.modal)


def test_a_guest_gets_a_fixed_time_and_the_agenda_waits(ordering: int, officer: Slacker) -> None:
    officer.choose("Wijzig…", beside="Overkop")
    officer.submit({"Vast uur": time(11), "Externe gast": ["Externe gast"]})
    assert "*11u · 3*  Overkop  (Ter bespreking · 20 min · externe gast, om 11u)" in rows(officer.modal)
    assert "Vóór «Overkop» (vast om 11u) blijven 35 minuten open." in officer.modal.all_text


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"Titel": ":tada:"}, "Titel"), ({"Vast uur": "08:00"}, "Vast uur"), ({"Vast uur": "12:00"}, "Vast uur")],
)
def test_what_a_line_cannot_be_is_refused_at_its_field(
    ordering: int, officer: Slacker, wrong: dict[str, str], field: str
) -> None:
    officer.choose("Wijzig…", beside="Overkop")
    assert list(officer.submit(wrong)) == [field]


def test_a_break_has_no_kind_and_no_presenter(ordering: int, officer: Slacker, scene: Scene) -> None:
    put(scene, ordering, "Pauze", minutes=15, sort=Sort.BREAK)
    officer.close_all()
    officer.click("Ordenen")
    officer.choose("Wijzig…", beside="Pauze")
    assert officer.modal.labels == ["Titel", "Minuten", "Vast uur"]
    officer.submit(Minuten=20)
    assert "*10u55*  Pauze  (20 min)" in rows(officer.modal)


def test_a_point_off_the_agenda_waits_in_the_pool(scene: Scene, ordering: int, officer: Slacker) -> None:
    officer.choose("Van de agenda halen…", beside="Overkop")
    officer.submit({"Naar": "Later: maand of periode", "Periode": "najaar 2026"})
    assert on(scene, ordering) == ["Verwelkoming", "Gezinshuizen", "Varia"]
    officer.close_all()
    assert "najaar 2026\nOverkop" in officer.command("/agenda reserve").all_text.replace("*", "")


def test_a_point_goes_straight_to_another_meeting(scene: Scene, april: int, officer: Slacker) -> None:
    june = scene.meeting(JUNE)
    put(scene, june, "Slotwoord", sort=Sort.STANDING, closing=True)
    officer.command("/agenda")
    officer.click("Ordenen")
    officer.choose("Van de agenda halen…", beside="Overkop")
    officer.submit({"Naar": "vrijdag 19 juni 2026"})
    assert on(scene, june) == ["Overkop", "Slotwoord"]


def test_a_period_must_be_typed_when_it_goes_to_later(ordering: int, officer: Slacker) -> None:
    officer.choose("Van de agenda halen…", beside="Overkop")
    assert list(officer.submit({"Naar": "Later: maand of periode"})) == ["Periode"]


def test_the_proposer_and_the_presenter_hear_where_a_point_went_and_why(
    scene: Scene, april: int, officer: Slacker, lena: Slacker, katrijn: Slacker
) -> None:
    scene.meeting(JUNE)
    lena.command("/agendapunt Netwerkdag | 24 april | door Katrijn Van den Bulcke")
    katrijn.click("Aanvaarden")
    officer.command("/agenda")
    officer.click("Ordenen")
    officer.choose("Van de agenda halen…", beside="Netwerkdag")
    officer.submit({"Naar": "vrijdag 19 juni 2026", "Reden": "De gast kan dan pas."})
    for who in (lena, katrijn):
        told = who.dm()[-1].all_text
        assert "«Netwerkdag» is verplaatst van de vergadering van vrijdag 24 april 2026 naar die van" in told
        assert "De gast kan dan pas." in told


def test_who_moves_a_point_of_their_own_is_not_told_about_it(scene: Scene, april: int, officer: Slacker) -> None:
    scene.meeting(JUNE)
    officer.command("/agendapunt Netwerkdag | 24 april")
    officer.click("Aanvaarden")
    before = len(officer.dm())
    officer.command("/agenda")
    officer.click("Ordenen")
    officer.choose("Van de agenda halen…", beside="Netwerkdag")
    officer.submit({"Naar": "vrijdag 19 juni 2026"})
    assert len(officer.dm()) == before


def test_a_standing_point_off_the_agenda_is_gone_from_this_agenda(
    scene: Scene, ordering: int, officer: Slacker
) -> None:
    officer.choose("Van de agenda halen…", beside="Varia")
    assert officer.modal.labels == []
    officer.submit()
    assert on(scene, ordering) == ["Verwelkoming", "Gezinshuizen", "Overkop"]


def test_sub_points_stay_when_their_point_goes(scene: Scene, ordering: int, officer: Slacker) -> None:
    officer.choose("Naar plaats…", beside="Overkop")
    officer.submit({"Subpunt van": "2 Gezinshuizen"})
    officer.choose("Van de agenda halen…", beside="Gezinshuizen")
    assert "Zijn subpunt blijft op de agenda als eigen punt." in officer.modal.all_text
    officer.submit({"Naar": "Zonder datum"})
    assert on(scene, ordering) == ["Verwelkoming", "Overkop", "Varia"]


# Two at once.


def test_a_stale_modal_moves_nothing_and_shows_the_newest_order(scene: Scene, ordering: int, officer: Slacker) -> None:
    put(scene, ordering, "Nagekomen punt")
    officer.choose("Omhoog", beside="Overkop")
    assert "Iemand anders wijzigde de agenda intussen." in officer.modal.all_text
    assert on(scene, ordering)[:4] == ["Verwelkoming", "Gezinshuizen", "Overkop", "Varia"]
    assert any("Nagekomen punt" in row for row in rows(officer.modal))


def test_after_the_newest_order_was_shown_it_moves_again(scene: Scene, ordering: int, officer: Slacker) -> None:
    put(scene, ordering, "Nagekomen punt")
    officer.choose("Omhoog", beside="Overkop")
    officer.choose("Omhoog", beside="Overkop")
    assert on(scene, ordering)[:2] == ["Verwelkoming", "Overkop"]


@pytest.mark.parametrize("menu", ["Naar plaats…", "Van de agenda halen…"])
def test_a_stale_form_is_refused(scene: Scene, ordering: int, officer: Slacker, menu: str) -> None:
    officer.choose(menu, beside="Overkop")
    put(scene, ordering, "Nagekomen punt")
    filled = {"Plaats": 1} if menu == "Naar plaats…" else {"Naar": "Zonder datum"}
    assert "Iemand anders wijzigde de agenda" in "".join(officer.submit(filled).values())
    assert "Overkop" in on(scene, ordering)


def test_two_officers_who_order_at_the_same_moment_lose_no_line(
    scene: Scene, april: int, officer: Slacker, second: Slacker
) -> None:
    for who in (officer, second):
        who.command("/agenda")
        who.click("Ordenen")
    together(
        lambda: officer.choose("Omhoog", beside="Overkop"),
        lambda: second.choose("Omlaag", beside="Verwelkoming"),
    )
    assert sorted(on(scene, april)) == ["Gezinshuizen", "Overkop", "Varia", "Verwelkoming"]
    notices = [who.modal.all_text.count("Iemand anders wijzigde de agenda") for who in (officer, second)]
    assert sum(notices) == 1


def test_a_line_that_left_meanwhile_cannot_be_changed(
    scene: Scene, ordering: int, officer: Slacker, second: Slacker
) -> None:
    officer.choose("Wijzig…", beside="Overkop")
    second.command("/agenda")
    second.click("Ordenen")
    second.choose("Van de agenda halen…", beside="Overkop")
    second.submit({"Naar": "Zonder datum"})
    assert officer.submit(Minuten=5) == {"Titel": "Dit punt staat niet meer op deze agenda."}


def test_a_line_that_somebody_else_changed_meanwhile_is_not_overwritten(
    scene: Scene, ordering: int, officer: Slacker, second: Slacker
) -> None:
    second.command("/agenda")
    second.click("Ordenen")
    for who in (officer, second):
        who.choose("Wijzig…", beside="Overkop")
    second.submit(Minuten=35)
    assert "Iemand anders wijzigde dit punt intussen." in officer.submit(Minuten=5)["Titel"]
    officer.click("Terug naar de volgorde")
    assert "*10u25 · 3*  Overkop  (Ter bespreking · 35 min)" in rows(officer.modal)


# Forty points.


def test_forty_points_are_on_one_page(scene: Scene, officer: Slacker) -> None:
    fill(scene, scene.meeting(APRIL), 40)
    officer.command("/agenda")
    officer.click("Ordenen")
    assert len(rows(officer.modal)) == 40
    assert "Volgende" not in officer.modal.buttons


def test_more_than_forty_points_come_in_pages_and_a_line_moves_on_its_page(scene: Scene, officer: Slacker) -> None:
    meeting = scene.meeting(APRIL)
    fill(scene, meeting, 90)
    officer.command("/agenda")
    officer.click("Ordenen")
    officer.click("Volgende")
    officer.click("Volgende")
    assert rows(officer.modal)[0].startswith("*13u30 · 81")
    officer.choose("Omlaag", beside="Punt 81 over")
    assert on(scene, meeting)[80:82] == ["Punt 82 over de regionale werking", "Punt 81 over de regionale werking"]
    assert len(rows(officer.modal)) == 10
    officer.click("Vorige")
    assert len(rows(officer.modal)) == 40


# Adding.


def test_a_point_is_added_before_the_closing_points(scene: Scene, april: int, officer: Slacker) -> None:
    officer.command("/agenda")
    officer.click("Punt toevoegen")
    assert officer.submit({"Titel": "Regioplan", "Minuten": 25, "Soort": "Ter beslissing"}) == {}
    assert on(scene, april) == ["Verwelkoming", "Gezinshuizen", "Overkop", "Regioplan", "Varia"]
    assert "*10u45 · 4*  Regioplan  (Ter beslissing · 25 min)" in rows(officer.modal)
    assert "«Regioplan» staat op de agenda." in officer.modal.all_text


def test_a_point_is_added_behind_another(scene: Scene, april: int, officer: Slacker) -> None:
    officer.command("/agenda")
    officer.click("Punt toevoegen")
    officer.submit({"Titel": "Regioplan", "Na": "1 Verwelkoming"})
    assert on(scene, april) == ["Verwelkoming", "Regioplan", "Gezinshuizen", "Overkop", "Varia"]


def test_a_point_is_added_with_everything_a_point_can_have(scene: Scene, april: int, officer: Slacker) -> None:
    officer.command("/agenda")
    officer.click("Punt toevoegen")
    filled = {
        "Titel": "Regioplan",
        "Toelichting door": "Els Maes",
        "Externe gast": ["Externe gast"],
        "Vast uur": "11:15",
        "Bijlagen": "https://voorbeeld.be/plan.pdf",
        "Namens": "Lena ’t Kindt",
    }
    assert officer.submit(filled) == {}
    officer.close_all()
    said = officer.command("/agenda").all_text
    assert "11u15 · 4  Regioplan  (Ter bespreking · door Els Maes · externe gast, om 11u15)  bijlage 1" in said


def test_the_member_in_whose_name_a_point_was_added_hears_it(
    scene: Scene, april: int, officer: Slacker, lena: Slacker
) -> None:
    officer.command("/agenda")
    officer.click("Punt toevoegen")
    officer.submit({"Titel": "Regioplan", "Namens": "Lena ’t Kindt"})
    assert "Je agendapunt «Regioplan» is aanvaard voor vrijdag 24 april 2026." in lena.dm()[-1].all_text


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"Titel": "   "}, "Titel"), ({"Titel": "Plan", "Vast uur": "08:00"}, "Vast uur")],
)
def test_a_point_that_cannot_be_added_is_refused_at_the_field(
    scene: Scene, april: int, officer: Slacker, wrong: dict[str, str], field: str
) -> None:
    officer.command("/agenda")
    officer.click("Punt toevoegen")
    assert list(officer.submit(wrong)) == [field]
    assert on(scene, april) == ["Verwelkoming", "Gezinshuizen", "Overkop", "Varia"]


def test_a_point_sent_twice_is_added_once(scene: Scene, april: int, officer: Slacker) -> None:
    officer.command("/agenda")
    officer.click("Punt toevoegen")
    officer.submit({"Titel": "Regioplan"})
    officer.resend()
    assert on(scene, april).count("Regioplan") == 1


def test_a_break_is_added_behind_a_line(scene: Scene, april: int, officer: Slacker) -> None:
    officer.command("/agenda")
    officer.click("Pauze toevoegen")
    assert officer.submit({"Na": "2 Gezinshuizen"}) == {}
    assert on(scene, april) == ["Verwelkoming", "Gezinshuizen", "Pauze", "Overkop", "Varia"]
    assert "*10u25*  Pauze  (15 min)" in rows(officer.modal)


def test_a_point_on_an_empty_agenda_asks_no_place(scene: Scene, officer: Slacker) -> None:
    scene.meeting(APRIL)
    officer.command("/agenda")
    officer.click("Punt toevoegen")
    assert "Na" not in officer.modal.labels
