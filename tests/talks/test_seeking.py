"""Not known yet who comes instead: the organisation's other people are asked, or else the support officer."""

from datetime import datetime

import pytest

from sandbox.slackers import Slacker
from tests.talks.attendances import change_seat
from tests.talks.scene import APRIL, BRUSSELS, Scene

NEXT_DAY = datetime(2026, 3, 5, 9, 5, tzinfo=BRUSSELS)


@pytest.fixture(autouse=True)
def meeting(scene: Scene) -> int:
    """One meeting ahead; Lena and Katrijn sit for one organisation."""
    for who in (scene.lena, scene.katrijn):
        change_seat(scene, who, organisation="Huize Ter Wilgen", sector="VAPH")
    return scene.meeting(APRIL)


def excuse(who: Slacker) -> None:
    who.click(who.command("/verontschuldigd 24 april").messages[-1], "Bevestig")


def asked(who: Slacker) -> list[str]:
    return [each.text for each in who.dm() if "nog niet gekend" in each.text and "kan er niet bij zijn" in each.text]


def test_a_colleague_is_asked_on_the_next_working_day(scene: Scene, lena: Slacker, katrijn: Slacker) -> None:
    excuse(lena)
    assert asked(katrijn) == []
    scene.move_to(NEXT_DAY)
    [question] = asked(katrijn)
    assert "Lena ’t Kindt kan er niet bij zijn" in question
    assert katrijn.dm()[-1].buttons == ["Naam doorgeven"]


def test_with_a_colleague_the_officer_is_not_asked(scene: Scene, lena: Slacker, officer: Slacker) -> None:
    excuse(lena)
    scene.move_to(NEXT_DAY)
    assert asked(officer) == []


def test_nobody_is_asked_when_somebody_is_found_before(scene: Scene, lena: Slacker, katrijn: Slacker) -> None:
    excuse(lena)
    lena.click(lena.dm()[-1], "Ik kom toch")
    scene.move_to(NEXT_DAY)
    assert asked(katrijn) == []


def test_what_a_colleague_names_is_confirmed_by_the_officer(
    scene: Scene, lena: Slacker, katrijn: Slacker, officer: Slacker
) -> None:
    jo = scene.team.add_person("Jo Claes")
    excuse(lena)
    scene.move_to(NEXT_DAY)
    katrijn.click(katrijn.dm()[-1], "Naam doorgeven")
    assert katrijn.submit({"Of een Slackgebruiker": jo}) == {}
    told = officer.dm()[-1]
    assert "Katrijn Van den Bulcke geeft @Jo Claes door in de plaats van Lena ’t Kindt" in told.text
    officer.click(told, "Overnemen")
    officer.click("Bevestig")
    jo.click(jo.dm()[-1], "Ik neem dit op")
    assert "vervangen door Jo Claes" in lena.command("/verontschuldigd lijst 24 april").all_text


def test_a_name_outside_slack_is_put_forward_too(
    scene: Scene, lena: Slacker, katrijn: Slacker, officer: Slacker
) -> None:
    excuse(lena)
    scene.move_to(NEXT_DAY)
    katrijn.click(katrijn.dm()[-1], "Naam doorgeven")
    assert "Wie" in katrijn.submit({})
    katrijn.submit({"Naam en e-mail": "Els Claeys els@voorbeeld.be"})
    officer.click(officer.dm()[-1], "Overnemen")
    assert "vervangen door Els Claeys" in officer.ephemerals()[-1].all_text


def test_without_a_colleague_in_slack_the_officer_is_asked(scene: Scene, lena: Slacker, officer: Slacker) -> None:
    change_seat(scene, lena, organisation="CLB Anker")
    excuse(lena)
    scene.move_to(NEXT_DAY)
    assert len(asked(officer)) == 1
    officer.click(officer.dm()[-1], "Plaatsvervanger aanduiden")
    assert officer.modal is not None
    assert officer.modal.value_of("Namens") == "Lena ’t Kindt"


def test_on_the_day_before_the_question_comes_at_once(scene: Scene, lena: Slacker, katrijn: Slacker) -> None:
    scene.move_to(datetime(2026, 4, 23, 10, tzinfo=BRUSSELS))
    excuse(lena)
    assert len(asked(katrijn)) == 1


def test_a_question_that_was_settled_is_refused_kindly(scene: Scene, lena: Slacker, katrijn: Slacker) -> None:
    excuse(lena)
    scene.move_to(NEXT_DAY)
    question = katrijn.dm()[-1]
    lena.click(next(each for each in lena.dm() if "Ik kom toch" in each.buttons), "Ik kom toch")
    assert "intussen geregeld" in (katrijn.click(question, "Naam doorgeven") or katrijn.ephemerals()[-1].text)
