"""`/agenda reserve` and **Vaste punten**."""

from datetime import date

import pytest

from bot.agenda import STANDING_POINTS
from bot.items import Aim, When
from bot.people import Role
from sandbox.slackers import Slacker
from sandbox.team import together
from storage import agenda as stored
from tests.talks.agendas import put, titles
from tests.talks.scene import APRIL, JUNE, Scene


@pytest.fixture
def april(scene: Scene) -> int:
    return scene.meeting(APRIL)


def waiting(scene: Scene, title: str, aim: Aim) -> int:
    return put(scene, None, title, aim=aim, minutes=20)


PAST = Aim(when=When.PERIOD, phrase="januari 2026", start=date(2026, 1, 1), end=date(2026, 1, 31))
AUTUMN = Aim(when=When.PERIOD, phrase="najaar 2026", start=date(2026, 9, 1), end=date(2026, 11, 30))
MAY = Aim(when=When.PERIOD, phrase="mei", start=date(2026, 5, 1), end=date(2026, 5, 31))


def test_the_pool_is_shown_by_period_the_overdue_ones_first(scene: Scene, april: int, lena: Slacker) -> None:
    waiting(scene, "Zonder datum", Aim(when=When.UNDATED))
    waiting(scene, "In het najaar", AUTUMN)
    waiting(scene, "Te laat", PAST)
    waiting(scene, "In mei", MAY)
    waiting(scene, "Zo snel mogelijk", Aim(when=When.NEXT))
    said = lena.command("/agenda reserve").all_text
    places = [said.index(title) for title in ("Te laat", "Zo snel mogelijk", "In mei", "In het najaar")]
    assert places == sorted(places)
    assert said.rindex("Zonder datum") > places[-1]
    assert "januari 2026*: deze periode is voorbij" in said


def test_an_empty_pool_says_so(lena: Slacker) -> None:
    assert "Er wacht niets." in lena.command("/agenda reserve").all_text


def test_only_the_support_officer_can_put_a_point_on_an_agenda(
    scene: Scene, april: int, officer: Slacker, lena: Slacker, chair: Slacker
) -> None:
    waiting(scene, "In mei", MAY)
    assert officer.command("/agenda reserve").buttons == ["Op agenda zetten"]
    assert lena.command("/agenda reserve").buttons == []
    assert chair.command("/agenda reserve").buttons == []


def test_a_point_of_the_pool_goes_on_the_chosen_agenda(scene: Scene, april: int, officer: Slacker) -> None:
    june = scene.meeting(JUNE)
    waiting(scene, "In mei", MAY)
    officer.command("/agenda reserve")
    officer.click("Op agenda zetten")
    officer.submit(Vergadering="vrijdag 19 juni 2026")
    assert titles(scene.database, june) == ["In mei"]
    assert "Er wacht niets." in officer.command("/agenda reserve").all_text


def test_the_proposer_hears_that_a_point_of_the_pool_got_its_meeting(
    scene: Scene, april: int, officer: Slacker, lena: Slacker
) -> None:
    lena.command("/agendapunt Netwerkdag | najaar 2026")
    officer.click("Aanvaarden")
    officer.command("/agenda reserve")
    officer.click("Op agenda zetten")
    officer.submit(Vergadering="vrijdag 24 april 2026")
    assert "Je agendapunt «Netwerkdag» is aanvaard voor vrijdag 24 april 2026." in lena.dm()[-1].all_text


def test_two_who_schedule_the_same_point_put_it_on_one_agenda(scene: Scene, april: int, officer: Slacker) -> None:
    second = scene.team.add_person("Nele Wouters")
    scene.join(second, Role.SUPPORT_OFFICER)
    june = scene.meeting(JUNE)
    waiting(scene, "In mei", MAY)
    for who in (officer, second):
        who.command("/agenda reserve")
        who.click("Op agenda zetten")
    together(
        lambda: officer.submit(Vergadering="vrijdag 24 april 2026"),
        lambda: second.submit(Vergadering="vrijdag 19 juni 2026"),
    )
    assert len(titles(scene.database, april)) + len(titles(scene.database, june)) == 1


def test_without_a_meeting_the_support_officer_hears_what_to_do(scene: Scene, officer: Slacker) -> None:
    waiting(scene, "In mei", MAY)
    officer.command("/agenda reserve")
    officer.click("Op agenda zetten")
    assert "/vergadering nieuw" in officer.ephemerals()[-1].all_text


def test_a_pool_of_fifty_points_comes_in_pages(scene: Scene, april: int, officer: Slacker) -> None:
    for n in range(50):
        waiting(scene, f"Wachtend punt {n:02}", MAY)
    first = officer.command("/agenda reserve").all_text
    assert "50 punten wachten" in first
    assert "Wachtend punt 19" in first
    assert "Wachtend punt 20" not in first
    officer.click("Meer")
    officer.click("Meer")
    assert "Wachtend punt 49" in officer.ephemerals()[-1].all_text


# Standing points.


def opened(officer: Slacker) -> None:
    officer.command("/agenda")
    officer.click("Vaste punten")


def test_the_form_shows_the_standing_points_one_a_line(april: int, officer: Slacker) -> None:
    opened(officer)
    assert officer.modal.value_of("Aan het begin") == (
        "Verwelkoming en verontschuldigingen | informatie | 5 min\n"
        "Goedkeuring en opvolging vorig verslag | goedkeuring | 15 min"
    )


def test_new_standing_points_hold_for_meetings_planned_later(scene: Scene, april: int, officer: Slacker) -> None:
    opened(officer)
    officer.submit({"Aan het begin": "Welkom | 5 min", "Aan het einde": "Varia\nRondvraag | bespreking"})
    assert titles(scene.database, april) == []
    officer.close_all()
    officer.command("/vergadering 19 juni 2026 9u30-12u | Brugge")
    assert "Welkom" in officer.command("/agenda 19 juni").all_text
    assert "Rondvraag" in officer.ephemerals()[-1].all_text


def test_new_standing_points_can_be_applied_at_once(scene: Scene, april: int, officer: Slacker) -> None:
    put(scene, april, "Gezinshuizen")
    opened(officer)
    officer.submit(
        {
            "Aan het begin": "Welkom",
            "Aan het einde": "Varia",
            "Ook nu al toepassen op": ["vrijdag 24 april 2026"],
        }
    )
    assert titles(scene.database, april) == ["Welkom", "Gezinshuizen", "Varia"]
    assert "staan nu ook op 1 agenda" in officer.modal.all_text


def test_a_line_that_cannot_be_read_is_refused_at_its_field_and_nothing_is_kept(
    scene: Scene, april: int, officer: Slacker
) -> None:
    opened(officer)
    errors = officer.submit({"Aan het einde": "Varia | straks"})
    assert list(errors) == ["Aan het einde"]
    assert "straks" in errors["Aan het einde"]
    with scene.database.read() as db:
        assert stored.standing_points(db, scene.body) == list(STANDING_POINTS)


def test_all_standing_points_can_go(scene: Scene, april: int, officer: Slacker) -> None:
    opened(officer)
    assert officer.submit({"Aan het begin": "", "Aan het einde": ""}) == {}
    with scene.database.read() as db:
        assert stored.standing_points(db, scene.body) == []
