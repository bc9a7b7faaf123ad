"""Meetings of a working group: planned for one group, and its members alone are invited and excuse themselves."""

import pytest

from sandbox.slackers import Slacker
from tests.talks.attendances import add_group, add_person, lists
from tests.talks.scene import Scene


@pytest.fixture
def noor(scene: Scene) -> Slacker:
    """Somebody with Slack and without a seat in the plenary, who is in the group Crisis with Lena."""
    noor = scene.team.add_person("Noor D’Haene")
    add_person(scene, noor.name, slack=noor)
    add_group(scene, "Crisis", noor, scene.lena)
    return noor


def test_the_only_group_meets_by_itself(noor: Slacker, officer: Slacker) -> None:
    answer = officer.command("/vergadering 24 april 2026 9u30-12u | werkgroep | online")
    assert "vrijdag 24 april 2026 (Crisis)" in answer.all_text


def test_with_one_group_the_form_asks_for_none(noor: Slacker, officer: Slacker) -> None:
    officer.command("/vergadering nieuw")
    assert officer.modal is not None
    assert "Werkgroep" not in officer.modal.labels


def test_with_several_groups_the_form_asks_which(noor: Slacker, scene: Scene, officer: Slacker) -> None:
    add_group(scene, "Jongeren", scene.katrijn)
    officer.command("/vergadering nieuw")
    errors = officer.submit(Soort="Werkgroep", Datum="2026-04-24")
    assert "meer dan één werkgroep" in errors["Werkgroep"]
    assert officer.submit(Werkgroep="Jongeren") == {}
    assert "Katrijn" in lists(officer, "24 april")["Geen bericht"]


def test_a_group_with_another_kind_is_refused_at_its_field(noor: Slacker, scene: Scene, officer: Slacker) -> None:
    add_group(scene, "Jongeren")
    officer.command("/vergadering nieuw")
    assert "alleen bij de soort" in officer.submit(Datum="2026-04-24", Werkgroep="Crisis")["Werkgroep"]


def test_a_line_names_the_group(noor: Slacker, scene: Scene, officer: Slacker) -> None:
    add_group(scene, "Jongeren")
    assert "meer dan één werkgroep" in officer.command("/vergadering 24 april 2026 | werkgroep").all_text
    assert "(Crisis)" in officer.command("/vergadering 24 april 2026 | crisis").all_text


def test_a_series_of_a_group_is_planned_once_for_it(noor: Slacker, scene: Scene, officer: Slacker) -> None:
    add_group(scene, "Jongeren")
    for group in ("crisis", "jongeren"):
        officer.command(f"/vergadering elke eerste dinsdag 10u-12u van mei tot juni | {group}")
        officer.click("Bevestig")
    said = officer.command("/vergadering").all_text
    assert said.count("(Crisis)") == said.count("(Jongeren)") == 2


def test_only_the_members_of_the_group_are_expected(noor: Slacker, officer: Slacker) -> None:
    officer.command("/vergadering 24 april 2026 | crisis")
    expected = lists(officer, "24 april")
    assert "Noor D’Haene" in expected["Geen bericht"]
    assert "Lena" in expected["Geen bericht"]
    assert "Katrijn" not in "".join(expected.values())


def test_a_member_of_the_group_excuses_themselves_for_its_meeting(noor: Slacker, officer: Slacker) -> None:
    officer.command("/vergadering 24 april 2026 | crisis")
    noor.command("/verontschuldigd 24 april")
    noor.click("Bevestig")
    assert "Noor D’Haene" in lists(officer, "24 april")["Verontschuldigd"]


def test_the_form_offers_a_member_of_the_group_its_meetings_only(noor: Slacker, officer: Slacker) -> None:
    officer.command("/vergadering 20 maart 2026 | Brugge")
    assert "geen vergadering gepland waarop jij" in noor.command("/verontschuldigd").text
    officer.command("/vergadering 24 april 2026 | crisis")
    noor.command("/verontschuldigd")
    assert noor.modal is not None
    assert noor.modal.options_of("Vergadering(en)") == ["vrijdag 24 april 2026 (Crisis)"]


def test_the_home_tab_shows_a_member_of_the_group_its_meeting(noor: Slacker, officer: Slacker) -> None:
    officer.command("/vergadering 20 maart 2026 | Brugge")
    officer.command("/vergadering 24 april 2026 | crisis")
    assert "24 april 2026 (Crisis)*: kom je?" in noor.home().all_text
    assert "20 maart 2026*: kom je?" not in noor.home().all_text


def test_the_next_meeting_on_the_home_tab_is_one_that_may_concern_the_reader(
    noor: Slacker, officer: Slacker, katrijn: Slacker
) -> None:
    officer.command("/vergadering 20 maart 2026 | crisis")
    officer.command("/vergadering 24 april 2026 | Brugge")
    assert "*Volgende vergadering:* vrijdag 24 april 2026" in katrijn.home().all_text
    assert "*Volgende vergadering:* vrijdag 20 maart 2026 (Crisis)" in noor.home().all_text


def test_the_list_without_a_date_is_of_ones_own_next_meeting(noor: Slacker, officer: Slacker, chair: Slacker) -> None:
    officer.command("/vergadering 20 maart 2026 | crisis")
    officer.command("/vergadering 24 april 2026 | Brugge")
    assert "20 maart" in noor.command("/verontschuldigd lijst").all_text
    assert "24 april" in chair.command("/verontschuldigd lijst").all_text


def test_another_group_for_a_meeting_lets_substitutes_of_the_first_go(
    noor: Slacker, scene: Scene, officer: Slacker
) -> None:
    jo = scene.team.add_person("Jo Claes")
    add_group(scene, "Jongeren", scene.katrijn)
    officer.command("/vergadering 24 april 2026 | crisis")
    noor.command(f"/verontschuldigd 24 april <@{jo.id}>")
    noor.click("Bevestig")
    jo.click("Ik neem dit op")
    officer.command("/vergadering")
    officer.click("Wijzig", nth=0)
    assert officer.submit(Werkgroep="Jongeren") == {}
    assert "hoeft" in jo.dm()[-1].text
    assert "Katrijn" in lists(officer, "24 april")["Geen bericht"]
