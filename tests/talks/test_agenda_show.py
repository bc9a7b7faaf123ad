"""`/agenda`: what people see of an agenda, and who gets which buttons."""

from datetime import date, datetime, time

import pytest

from bot.items import Attachment, Sort
from bot.meetings import Kind
from bot.people import Role
from sandbox.slackers import Slacker
from tests.talks.agendas import fill, put
from tests.talks.scene import APRIL, BRUSSELS, JUNE, Scene

OFFICER_BUTTONS = ["Ordenen", "Punt toevoegen", "Pauze toevoegen", "Vaste punten", "Publiceer agenda"]


@pytest.fixture
def april(scene: Scene) -> int:
    """The meeting of 24 April, with three points and a break on its agenda."""
    meeting = scene.meeting(APRIL)
    put(scene, meeting, "Verwelkoming", minutes=10)
    put(scene, meeting, "Gezinshuizen: stand van zaken", minutes=45, presenter="Wim Haegeman", late=True)
    put(scene, meeting, "Pauze", minutes=15, sort=Sort.BREAK)
    put(scene, meeting, "Overkop", minutes=20, guest=True, fixed_at=time(11))
    return meeting


def test_the_next_agenda_is_shown_with_times_and_numbers(april: int, lena: Slacker) -> None:
    said = lena.command("/agenda").all_text
    assert "Agenda van vrijdag 24 april 2026" in said
    assert "9u30–12u, Kasteelhoeve" in said
    assert "9u30 · 1  Verwelkoming" in said
    assert "10u25  Pauze  (15 min)" in said
    assert "11u · 3  Overkop" in said


def test_a_line_says_its_kind_length_presenter_and_that_it_came_late(april: int, lena: Slacker) -> None:
    said = lena.command("/agenda").all_text
    assert "Gezinshuizen: stand van zaken  (Ter bespreking · 45 min · door Wim Haegeman · laattijdig)" in said
    assert "Overkop  (Ter bespreking · 20 min · externe gast, om 11u)" in said


def test_a_draft_is_called_a_draft(april: int, lena: Slacker) -> None:
    assert "Ontwerp: nog niet gepubliceerd." in lena.command("/agenda").all_text


def test_minutes_that_stay_open_before_a_guest_are_warned_about(april: int, officer: Slacker) -> None:
    assert "Vóór «Overkop» (vast om 11u) blijven 20 minuten open." in officer.command("/agenda").all_text


def test_an_agenda_that_is_too_long_is_warned_about(scene: Scene, april: int, officer: Slacker) -> None:
    put(scene, april, "Regioplan", minutes=60)
    said = officer.command("/agenda").all_text
    assert "De agenda duurt 20 minuten langer dan de vergadering: hij loopt tot 12u20." in said


def test_a_point_without_minutes_is_warned_about(scene: Scene, april: int, officer: Slacker) -> None:
    put(scene, april, "Varia")
    assert "1 punt heeft nog geen duur; daarvoor reken ik 10 minuten." in officer.command("/agenda").all_text


def test_attachments_are_links_and_never_an_address_that_slack_does_not_take(scene: Scene, lena: Slacker) -> None:
    links = (
        Attachment(url="https://voorbeeld.be/nota.pdf"),
        Attachment(url="F123", title="cijfers.xlsx"),
    )
    put(scene, scene.meeting(APRIL), "Regioplan", attachments=links)
    answer = lena.command("/agenda")
    assert "bijlage 1" in answer.all_text
    assert "cijfers.xlsx" in answer.all_text
    leaves = [
        leaf for block in answer.blocks if block["type"] == "rich_text" for leaf in block["elements"][0]["elements"]
    ]
    assert [leaf["url"] for leaf in leaves if leaf["type"] == "link"] == ["https://voorbeeld.be/nota.pdf"]


def test_the_support_officer_gets_the_buttons_to_change_it(april: int, officer: Slacker) -> None:
    assert officer.command("/agenda").buttons == OFFICER_BUTTONS


def test_the_chair_may_only_publish(april: int, chair: Slacker) -> None:
    assert chair.command("/agenda").buttons == ["Publiceer agenda", "Agendapunt voorstellen"]


def test_a_member_may_propose(april: int, lena: Slacker) -> None:
    assert lena.command("/agenda").buttons == ["Agendapunt voorstellen"]


def test_an_observer_only_reads(scene: Scene, april: int) -> None:
    observer = scene.team.add_person("Rik Waegeman")
    scene.join(observer, Role.OBSERVER)
    answer = observer.command("/agenda")
    assert "Verwelkoming" in answer.all_text
    assert answer.buttons == []


def test_somebody_without_a_seat_reads_nothing(scene: Scene, april: int) -> None:
    stranger = scene.team.add_person("Vreemde Vogel")
    answer = stranger.command("/agenda")
    assert "nog geen lid" in answer.all_text
    assert "Verwelkoming" not in answer.all_text


@pytest.mark.parametrize("typed", ["24 april", "vrijdag 24/4", "april", "volgende vergadering", "24 april 2026"])
def test_a_meeting_is_found_by_what_people_type(scene: Scene, april: int, lena: Slacker, typed: str) -> None:
    scene.meeting(JUNE)
    assert "Agenda van vrijdag 24 april 2026" in lena.command(f"/agenda {typed}").all_text


def test_a_later_meeting_is_found_by_its_day(scene: Scene, april: int, lena: Slacker) -> None:
    put(scene, scene.meeting(JUNE), "Begroting")
    assert "Begroting" in lena.command("/agenda 19 juni").all_text


def test_a_meeting_known_by_month_only_has_no_day(scene: Scene, lena: Slacker) -> None:
    put(scene, scene.meeting(month=date(2026, 9, 1)), "Najaarsplan")
    assert "Agenda van september 2026" in lena.command("/agenda september").all_text


def test_a_day_without_a_year_is_also_looked_for_in_the_past(scene: Scene, april: int, lena: Slacker) -> None:
    put(scene, scene.meeting(date(2026, 1, 23)), "Nieuwjaar")
    assert "Nieuwjaar" in lena.command("/agenda 23 januari").all_text


def test_an_unknown_day_gets_the_coming_meetings_as_buttons(scene: Scene, april: int, lena: Slacker) -> None:
    scene.meeting(JUNE)
    answer = lena.command("/agenda 25 april")
    assert "Ik vind geen vergadering voor «25 april»" in answer.all_text
    assert answer.buttons == ["vrijdag 24 april 2026", "vrijdag 19 juni 2026"]
    lena.click("vrijdag 24 april 2026")
    assert "9u30 · 1  Verwelkoming" in lena.ephemerals()[-1].all_text


@pytest.mark.parametrize("typed", ["<@U1> & *vet* {naam} %s", "x" * 2000, "😀", "24/7", "32 april", "reserves"])
def test_nonsense_is_answered_with_the_coming_meetings(april: int, lena: Slacker, typed: str) -> None:
    assert "vrijdag 24 april 2026" in lena.command(f"/agenda {typed}").buttons


def test_two_meetings_on_one_day_are_asked_about(scene: Scene, april: int, lena: Slacker) -> None:
    scene.meeting(APRIL, kind=Kind.COMMITTEE)
    assert lena.command("/agenda 24 april").buttons == ["vrijdag 24 april 2026", "vrijdag 24 april 2026 (Comité)"]


def test_without_any_meeting_the_support_officer_can_plan_one(officer: Slacker, lena: Slacker) -> None:
    assert "Er is nog geen vergadering gepland." in lena.command("/agenda").all_text
    assert officer.command("/agenda").buttons == ["Vergadering plannen"]


def test_the_plenary_comes_before_an_earlier_meeting_of_the_committee(scene: Scene, april: int, lena: Slacker) -> None:
    scene.meeting(date(2026, 4, 2), kind=Kind.COMMITTEE)
    assert "Agenda van vrijdag 24 april 2026" in lena.command("/agenda").all_text


def test_a_long_agenda_comes_in_pages(scene: Scene, lena: Slacker) -> None:
    fill(scene, scene.meeting(APRIL), 45)
    first = lena.command("/agenda")
    assert "Punt 35 over" in first.all_text
    assert "Punt 36 over" not in first.all_text
    lena.click("Meer")
    assert "Punt 36 over" in lena.ephemerals()[-1].all_text
    assert "Punt 45 over" in lena.ephemerals()[-1].all_text


def test_the_agenda_of_a_meeting_that_is_over_is_only_read(scene: Scene, april: int, officer: Slacker) -> None:
    scene.move_to(datetime(2026, 4, 25, 10, tzinfo=BRUSSELS))
    assert "Verwelkoming" in officer.command("/agenda 24 april").all_text
