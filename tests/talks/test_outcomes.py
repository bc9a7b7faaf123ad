"""What a meeting decided, as the support officer notes it and everybody reads it."""

import json
from datetime import datetime

import pytest

from sandbox.response_urls import USES
from sandbox.seen import Message
from sandbox.slackers import Slacker
from tests.talks.scene import APRIL, BRUSSELS, JUNE, Scene


@pytest.fixture(autouse=True)
def meeting(scene: Scene, officer: Slacker, lena: Slacker) -> int:
    """A meeting with two points, on its own day; and one after it."""
    id_ = scene.meeting(APRIL)
    scene.meeting(JUNE)
    for title in ("Gezinshuizen", "Netwerkdag"):
        lena.command(f"/agendapunt {title} | 24 april")
        officer.click(officer.read("#comite")[-1], "Aanvaarden")
    scene.move_to(datetime(2026, 4, 24, 12, 30, tzinfo=BRUSSELS))
    return id_


def cards(who: Slacker) -> Message:
    return who.command("/vergadering").messages[-1]


def hold(officer: Slacker) -> Message:
    """Press **Vergadering gehouden**; the outcomes that are shown then."""
    officer.click(cards(officer), "Vergadering gehouden")
    return officer.ephemerals()[-1]


def outcomes(officer: Slacker) -> Message:
    officer.click(cards(officer), "Uitkomsten")
    return officer.ephemerals()[-1]


def decide(officer: Slacker, title: str, **fields: object) -> dict[str, str]:
    officer.click(outcomes(officer), "Uitkomst", beside=title)
    return officer.submit(fields)


def test_a_held_meeting_shows_the_points_without_an_outcome(officer: Slacker) -> None:
    shown = hold(officer)
    assert "Gezinshuizen\nnog geen uitkomst" in shown.all_text.replace("*", "")
    assert "2 punten hebben nog geen uitkomst" in shown.all_text


def test_a_held_meeting_is_not_asked_about_any_more(officer: Slacker, lena: Slacker) -> None:
    assert "24 april 2026*: kom je?" in lena.home().all_text
    hold(officer)
    assert "24 april 2026*: kom je?" not in lena.home().all_text
    lena.command("/verontschuldigd")
    assert lena.modal is not None
    assert lena.modal.options_of("Vergadering(en)") == ["vrijdag 19 juni 2026"]


def test_an_outcome_is_noted_with_its_strength_and_text(officer: Slacker, lena: Slacker) -> None:
    hold(officer)
    assert decide(officer, "Gezinshuizen", Uitkomst=["Akkoord", "Principieel akkoord"], Besluit="Mits offerte.") == {}
    officer.close_all()
    text = outcomes(lena).all_text
    assert "Akkoord en Principieel akkoord" in text
    assert "Mits offerte." in text


def test_the_list_on_screen_shows_the_new_outcome_so_that_the_next_point_can_follow(officer: Slacker) -> None:
    hold(officer)
    outcomes(officer)
    before = len(officer.ephemerals())
    for title, left in (("Gezinshuizen", "1 punt heeft nog geen uitkomst"), ("Netwerkdag", "Afsluiten")):
        officer.click(officer.ephemerals()[-1], "Uitkomst", beside=title)
        officer.submit({"Uitkomst": ["Akkoord"]})
        officer.close_all()
        shown = officer.ephemerals()[-1]
        assert f"{title}\nAkkoord" in shown.all_text.replace("*", "")
        assert left in shown.all_text + " ".join(shown.buttons)
    assert len(officer.ephemerals()) == before


def test_an_outcome_is_kept_when_its_list_cannot_be_changed_any_more(scene: Scene, officer: Slacker) -> None:
    hold(officer)
    officer.click(officer.ephemerals()[-1], "Uitkomst", beside="Gezinshuizen")
    assert officer.modal is not None
    address = json.loads(officer.modal.view.payload["private_metadata"])["back"]
    with scene.team.ground.lock:
        for _ in range(USES):
            scene.team.screens.response_urls.use(address.rpartition("/")[2])
    assert officer.submit({"Uitkomst": ["Akkoord"]}) == {}
    assert officer.modal is not None
    assert "«Gezinshuizen»: Akkoord." in officer.modal.all_text
    assert "Akkoord" in outcomes(officer).all_text


def test_a_member_reads_outcomes_and_notes_none(officer: Slacker, lena: Slacker) -> None:
    hold(officer)
    assert outcomes(lena).buttons == []


def test_a_condition_without_its_text_is_refused_at_the_field(officer: Slacker) -> None:
    hold(officer)
    assert "Besluit" in decide(officer, "Gezinshuizen", Uitkomst=["Voorwaardelijk advies"])


def test_a_postponed_point_comes_back_in_the_pool_and_its_proposer_hears_it(officer: Slacker, lena: Slacker) -> None:
    hold(officer)
    decide(officer, "Gezinshuizen", Uitkomst=["Uitgesteld"], Naar="september")
    officer.close_all()
    assert "uitgesteld naar september" in lena.dm()[-1].text
    assert "Gezinshuizen" in officer.command("/agenda reserve").all_text
    assert "Komt terug als een nieuw punt" in outcomes(officer).all_text


def test_a_postponement_that_was_a_slip_leaves_no_second_point(officer: Slacker) -> None:
    hold(officer)
    for outcome in ("Uitgesteld", "Akkoord"):
        decide(officer, "Gezinshuizen", Uitkomst=[outcome])
        officer.close_all()
    assert "Gezinshuizen" not in officer.command("/agenda reserve").all_text


def test_postponing_twice_makes_one_new_point(officer: Slacker) -> None:
    hold(officer)
    for period in ("september", "oktober"):
        decide(officer, "Gezinshuizen", Uitkomst=["Uitgesteld"], Naar=period)
        officer.close_all()
    reserve = officer.command("/agenda reserve").all_text
    assert reserve.count("Gezinshuizen") == 1
    assert "oktober" in reserve


def test_a_meeting_closes_only_when_every_point_has_an_outcome(officer: Slacker) -> None:
    hold(officer)
    officer.click(cards(officer), "Afsluiten")
    assert "nog geen uitkomst: «Gezinshuizen», «Netwerkdag»" in officer.ephemerals()[-1].all_text
    for title in ("Gezinshuizen", "Netwerkdag"):
        decide(officer, title, Uitkomst=["Ter kennis genomen"])
        officer.close_all()
    officer.click(outcomes(officer), "Afsluiten")
    assert "afgesloten" in officer.ephemerals()[-1].all_text
    assert "Afgesloten" in cards(officer).all_text


def test_an_approved_report_locks_the_attendance(officer: Slacker) -> None:
    officer.command("/verontschuldigd lijst 24 april")
    officer.click("Aanwezigheid noteren")
    officer.close_all()
    hold(officer)
    officer.click(cards(officer), "Verslag goedgekeurd")
    assert "ligt nu vast" in officer.ephemerals()[-1].all_text
    officer.click(cards(officer), "Aanwezigheid", nth=1)
    assert "Aanwezigheid noteren" not in officer.ephemerals()[-1].buttons


def test_only_a_meeting_whose_day_has_come_can_be_held(officer: Slacker) -> None:
    assert cards(officer).buttons.count("Vergadering gehouden") == 1


def test_the_chair_does_not_note_outcomes(chair: Slacker) -> None:
    assert "Vergadering gehouden" not in cards(chair).buttons


def test_holding_twice_is_said_kindly(officer: Slacker) -> None:
    shown = cards(officer)
    officer.click(shown, "Vergadering gehouden")
    officer.click(shown, "Vergadering gehouden")
    assert "stond al als gehouden" in officer.ephemerals()[-1].all_text
