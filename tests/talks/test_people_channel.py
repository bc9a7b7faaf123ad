"""Who comes into or leaves the plenary channel, or Slack itself."""

from datetime import datetime, timedelta

import pytest

from sandbox.slackers import Slacker
from tests.talks.scene import BRUSSELS, Scene

PLENARY = "#iroj-plenair"


@pytest.fixture
def nadia(scene: Scene) -> Slacker:
    """Somebody of the workspace who is no member yet."""
    return scene.team.add_person("Nadia Bruyneel")


def later(scene: Scene, minutes: int = 6) -> None:
    scene.move_to(scene.now() + timedelta(minutes=minutes))


def test_who_joins_the_channel_is_proposed_and_not_added(scene: Scene, officer: Slacker, nadia: Slacker) -> None:
    scene.team.invite(PLENARY, nadia)
    told = officer.dm()[-1]
    assert "Nadia Bruyneel" in told.all_text
    assert "nog geen lid" in nadia.command("/iroj leden").all_text
    officer.click(told, "Lid toevoegen")
    assert officer.modal is not None
    assert officer.modal.value_of("Naam") == "Nadia Bruyneel"
    officer.submit()
    assert "Leden van" in nadia.command("/iroj leden").all_text


def test_a_member_who_joins_the_channel_is_no_news(scene: Scene, officer: Slacker) -> None:
    scene.team.leave(PLENARY, scene.lena)
    scene.team.invite(PLENARY, scene.lena)
    later(scene)
    assert officer.dm() == []


def test_somebody_of_elsewhere_is_not_proposed(scene: Scene, officer: Slacker) -> None:
    scene.team.invite(PLENARY, scene.team.add_person("Gast Van Elders", stranger=True))
    scene.team.invite("#comite", scene.team.add_person("Wout Maes"))
    assert officer.dm() == []


def test_who_leaves_the_channel_keeps_the_seat_and_is_reported(scene: Scene, officer: Slacker) -> None:
    scene.team.leave(PLENARY, scene.lena)
    assert officer.dm() == []
    later(scene)
    told = officer.dm()[-1]
    assert "Lena ’t Kindt" in told.text
    assert told.buttons == ["Wijzig", "Vervanging", "Opvolging", "Einde mandaat"]
    assert "Leden van" in scene.lena.command("/iroj leden").all_text


def test_a_closed_account_keeps_the_seat_and_is_reported_once(scene: Scene, officer: Slacker) -> None:
    scene.team.deactivate(scene.lena)
    later(scene)
    [told] = officer.dm()
    assert "Slackaccount van Lena ’t Kindt is afgesloten" in told.text
    assert "het Slackaccount is afgesloten" in officer.command("/iroj leden kindt").all_text


def test_who_is_told_of_the_support_officers_own_leaving(scene: Scene, officer: Slacker) -> None:
    scene.team.leave(PLENARY, officer)
    scene.move_to(datetime(2026, 3, 4, 11, tzinfo=BRUSSELS))
    assert "Veerle Ostyn" in officer.dm()[-1].text
