"""App Home: what somebody finds on the home tab."""

from dataclasses import replace

from bot.people import Role
from sandbox.slackers import Slacker
from storage import bodies, people
from tests.talks.pool import fill_pool
from tests.talks.scene import APRIL, Scene


def test_the_next_meeting_stands_with_place_and_deadlines(lena: Slacker, scene: Scene) -> None:
    scene.meeting(APRIL)
    text = lena.home().text
    for said in ("vrijdag 24 april 2026", "Kasteelhoeve", "zaterdag 11 april 2026", "donderdag 16 april 2026"):
        assert said in text


def test_my_points_stand_with_their_state(lena: Slacker, scene: Scene) -> None:
    scene.meeting(APRIL)
    lena.command("/agendapunt Gezinshuizen | 20 min | 24 april")
    assert "Gezinshuizen Ingediend, het comité beslist nog" in lena.home().text


def test_the_agenda_so_far_stands_with_its_times(lena: Slacker, officer: Slacker) -> None:
    officer.command("/vergadering 24 april 2026 9u30-12u | Brugge")
    text = lena.home().text
    assert "De agenda tot nu toe" in text
    assert "9u30 · 1" in text


def test_the_comite_sees_what_waits_for_it_and_a_member_does_not(lena: Slacker, katrijn: Slacker, scene: Scene) -> None:
    scene.meeting(APRIL)
    lena.command("/agendapunt Gezinshuizen | 20 min | 24 april")
    assert "«Gezinshuizen» van Lena ’t Kindt" in katrijn.home().text
    assert "Wacht op het comité" not in lena.home().text


def test_the_officer_sees_what_did_not_arrive_and_has_it_tried_again(
    officer: Slacker, lena: Slacker, scene: Scene
) -> None:
    scene.meeting(APRIL)
    scene.team.archive("#comite")
    lena.command("/agendapunt Gezinshuizen | 20 min | 24 april")
    scene.team.ground.settle()
    home = officer.home()
    assert "gearchiveerd" in home.text
    scene.team.unarchive("#comite")
    officer.click(home, "Opnieuw proberen")
    assert "Gezinshuizen" in officer.read("#comite")[-1].all_text
    assert "gearchiveerd" not in officer.home().text


def test_the_officer_sees_how_many_points_wait_without_a_meeting(officer: Slacker, lena: Slacker, scene: Scene) -> None:
    fill_pool(scene, 3)
    home = officer.home()
    assert "3 punten wachten in de reserve" in home.text.replace("*", "")
    officer.click(home, "Reserve")
    assert officer.modal is not None
    assert "Punt 1 over de regionale werking" in officer.modal.text
    assert "reserve" not in lena.home().text


def test_a_member_proposes_from_the_home_tab(lena: Slacker) -> None:
    lena.click(lena.home(), "Agendapunt voorstellen")
    assert lena.modal is not None
    assert lena.modal.title == "Agendapunt voorstellen"


def test_an_observer_reads_and_proposes_nothing(scene: Scene) -> None:
    watcher = scene.team.add_person("Jef Peeters")
    scene.join(watcher, Role.OBSERVER)
    assert "Agendapunt voorstellen" not in watcher.home().text


def test_somebody_of_no_body_hears_what_to_do(scene: Scene) -> None:
    text = scene.team.add_person("Jef Peeters").home().text
    assert "nog geen lid" in text
    assert "IROJ Leiedal" not in text


def test_every_body_of_a_person_has_its_own_part(scene: Scene, lena: Slacker) -> None:
    with scene.database.begin() as db:
        other = bodies.load(db, scene.body, workspace=scene.workspace)
        id_ = bodies.add(
            db,
            replace(other, id=0, name="IROJ Kust", plenary_channel="C9", committee_channel="G9"),
            now=scene.now(),
        )
        member = people.add_member(db, body=id_, name=lena.name, slack_user=lena.id, now=scene.now())
        people.add_mandate(db, body=id_, member=member, role=Role.OBSERVER, has_vote=False)
    text = lena.home().text
    assert text.index("IROJ Kust") < text.index("IROJ Leiedal")
