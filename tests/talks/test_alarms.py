"""Conversations about the key alarm: the last meeting before an external deadline, and the ways out."""

from datetime import date, datetime

import pytest

from sandbox.seen import Message
from sandbox.slackers import Slacker
from tests.talks.scene import APRIL, BRUSSELS, JUNE, Scene

MARCH = date(2026, 3, 20)
ADVICE = "Advies uitbreiding"
WAYS = ["Mandaat aan werkgroep", "Schriftelijke ronde", "Extra vergadering", "Gezien"]


def to_the_pool(lena: Slacker, chair: Slacker, before: str, title: str = ADVICE) -> None:
    """A point with an external deadline, accepted without a meeting."""
    lena.command(f"/agendapunt {title} | zonder datum | voor {before}")
    chair.click(chair.read("#comite")[-1], "Aanvaarden")


def alarms(who: Slacker, title: str = ADVICE) -> list[Message]:
    return [message for message in who.dm() if f"«{title}» moet behandeld zijn" in message.text]


def test_the_real_case_raises_the_alarm_before_the_last_useful_meeting(
    scene: Scene, lena: Slacker, chair: Slacker, officer: Slacker, katrijn: Slacker
) -> None:
    scene.meeting(date(2026, 3, 6))
    scene.meeting(APRIL)
    to_the_pool(lena, chair, "20 april")
    for who in (officer, chair):
        (alarm,) = alarms(who)
        assert "Laatste kans" in alarm.text
        assert "vóór maandag 20 april 2026" in alarm.text
        assert "vrijdag 6 maart 2026" in alarm.text
        assert "pas op vrijdag 24 april 2026" in alarm.all_text
        assert [button for button in alarm.buttons if button in WAYS] == WAYS
    assert alarms(katrijn) == []


def test_while_an_earlier_meeting_remains_nobody_is_disturbed_until_it_is_over(
    scene: Scene, lena: Slacker, chair: Slacker, officer: Slacker
) -> None:
    for day in (MARCH, APRIL, JUNE):
        scene.meeting(day)
    to_the_pool(lena, chair, "1 juni")
    assert alarms(officer) == []
    scene.move_to(datetime(2026, 3, 22, 18, tzinfo=BRUSSELS))
    assert alarms(officer) == []
    scene.move_to(datetime(2026, 3, 23, 9, 1, tzinfo=BRUSSELS))
    (alarm,) = alarms(officer)
    assert "Na de vergadering van vrijdag 24 april 2026" in alarm.text
    assert "te laat" not in alarm.all_text


def test_when_the_last_chance_passes_it_is_told_once_more(
    scene: Scene, lena: Slacker, chair: Slacker, officer: Slacker
) -> None:
    scene.meeting(date(2026, 3, 6))
    scene.meeting(APRIL)
    to_the_pool(lena, chair, "20 april")
    officer.command("/vergadering")
    scene.move_to(datetime(2026, 3, 6, 13, tzinfo=BRUSSELS))
    officer.command("/vergadering")
    officer.click("Vergadering gehouden")
    assert len(alarms(officer)) == 2
    assert "de eerste vergadering waarop dat kan is vrijdag 24 april 2026" in alarms(officer)[-1].text


def test_what_stands_on_an_agenda_in_time_raises_no_alarm(
    scene: Scene, lena: Slacker, chair: Slacker, officer: Slacker
) -> None:
    scene.meeting(APRIL)
    lena.command(f"/agendapunt {ADVICE} | 24 april | voor 1 juni")
    chair.click(chair.read("#comite")[-1], "Aanvaarden")
    scene.move_to(datetime(2026, 4, 23, 12, tzinfo=BRUSSELS))
    assert alarms(officer) == []


def test_a_proposal_that_nobody_judged_is_an_alarm_when_the_points_must_be_in(
    scene: Scene, lena: Slacker, officer: Slacker
) -> None:
    scene.meeting(APRIL)
    lena.command(f"/agendapunt {ADVICE} | 24 april | voor 1 juni")
    scene.move_to(datetime(2026, 4, 9, 23, tzinfo=BRUSSELS))
    assert alarms(officer) == []
    scene.move_to(datetime(2026, 4, 10, 9, 1, tzinfo=BRUSSELS))
    assert "Laatste kans" in alarms(officer)[-1].text


def test_taken_off_its_agenda_a_point_raises_the_alarm(
    scene: Scene, lena: Slacker, chair: Slacker, officer: Slacker
) -> None:
    scene.meeting(APRIL)
    lena.command(f"/agendapunt {ADVICE} | 24 april | voor 1 juni")
    chair.click(chair.read("#comite")[-1], "Aanvaarden")
    officer.command("/agenda 24 april")
    officer.click("Ordenen")
    officer.choose("Van de agenda halen…", beside=ADVICE)
    officer.submit({"Naar": "Later: maand of periode", "Periode": "najaar 2026"})
    assert len(alarms(officer)) == 1


def test_a_longer_sending_time_raises_the_alarm(scene: Scene, lena: Slacker, chair: Slacker, officer: Slacker) -> None:
    scene.meeting(MARCH)
    scene.meeting(date(2026, 4, 10))
    to_the_pool(lena, chair, "20 april")
    assert alarms(officer) == []
    officer.command("/iroj regels")
    officer.click("Wijzig")
    officer.fill({"Agenda versturen: dagen vóór de vergadering": "14"})
    officer.submit()
    (alarm,) = alarms(officer)
    assert "vrijdag 20 maart 2026" in alarm.text
    assert "minder dan 14 dagen" in alarm.all_text


def test_a_cancelled_meeting_raises_the_alarm(scene: Scene, lena: Slacker, chair: Slacker, officer: Slacker) -> None:
    scene.meeting(APRIL)
    to_the_pool(lena, chair, "1 juni")
    assert len(alarms(officer)) == 1
    officer.command("/vergadering")
    officer.click("Annuleer")
    assert "er is geen vergadering gepland" in alarms(officer)[-1].text


def test_a_meeting_without_a_day_is_not_relied_upon(
    scene: Scene, lena: Slacker, chair: Slacker, officer: Slacker
) -> None:
    scene.meeting(month=date(2026, 4, 1))
    to_the_pool(lena, chair, "20 mei")
    (alarm,) = alarms(officer)
    assert "april 2026 heeft nog geen dag" in alarm.all_text
    assert "Mandaat aan werkgroep" not in alarm.buttons


# The ways out.


@pytest.fixture
def last_chance(scene: Scene, lena: Slacker, chair: Slacker) -> None:
    """A point in the pool for which 24 April is the last chance."""
    scene.meeting(APRIL)
    scene.meeting(JUNE)
    to_the_pool(lena, chair, "1 juni")


def test_seen_is_seen_by_both_and_leaves_the_ways_open(last_chance: None, chair: Slacker, officer: Slacker) -> None:
    chair.click(alarms(chair)[-1], "Gezien")
    (alarm,) = alarms(officer)
    assert "Gezien door Bart D’Hoore." in alarm.all_text
    assert [button for button in alarm.buttons if button in WAYS] == WAYS[:3]


def test_a_mandate_becomes_a_decision_point_on_the_meeting_before(
    last_chance: None, chair: Slacker, officer: Slacker
) -> None:
    chair.click(alarms(chair)[-1], "Mandaat aan werkgroep")
    shown = officer.command("/agenda 24 april").all_text
    assert f"Mandaat aan werkgroep: {ADVICE}" in shown
    assert "Ter beslissing" in shown
    (alarm,) = alarms(officer)
    assert "Bart D’Hoore koos voor een mandaat" in alarm.all_text
    assert alarm.buttons == []


def test_a_way_out_is_taken_once(last_chance: None, chair: Slacker, officer: Slacker) -> None:
    before = alarms(officer)[-1]
    chair.press_twice(alarms(chair)[-1], "Mandaat aan werkgroep")
    officer.click(before, "Mandaat aan werkgroep")
    assert "al een weg gekozen" in officer.ephemerals()[-1].all_text
    assert officer.command("/agenda 24 april").all_text.count("Mandaat aan werkgroep") == 1


def test_after_a_mandate_the_deadline_is_quiet(
    last_chance: None, scene: Scene, chair: Slacker, officer: Slacker
) -> None:
    chair.click(alarms(chair)[-1], "Mandaat aan werkgroep")
    scene.move_to(datetime(2026, 4, 28, 12, tzinfo=BRUSSELS))
    assert len(alarms(officer)) == 1


def test_an_extra_meeting_is_proposed_on_a_working_day_and_takes_the_point(
    last_chance: None, lena: Slacker, officer: Slacker
) -> None:
    officer.click(alarms(officer)[-1], "Extra vergadering")
    assert officer.modal is not None
    assert officer.modal.title == "Vergadering plannen"
    assert "buiten de vakanties" in officer.modal.all_text
    assert officer.submit() == {}
    listed = officer.command("/vergadering").all_text
    assert "donderdag 12 maart 2026" in listed
    assert ADVICE in officer.command("/agenda 12 maart").all_text
    assert "plande een extra vergadering" in alarms(officer)[-1].all_text


def test_an_extra_meeting_after_the_deadline_helps_nobody(last_chance: None, officer: Slacker) -> None:
    officer.click(alarms(officer)[-1], "Extra vergadering")
    errors = officer.submit(Datum=date(2026, 6, 2))
    assert "vóór maandag 1 juni 2026" in errors["Datum"]
    assert officer.modal is not None


def test_the_chair_leaves_planning_to_the_support_officer(last_chance: None, chair: Slacker) -> None:
    chair.click(alarms(chair)[-1], "Extra vergadering")
    assert "ondersteuner" in chair.ephemerals()[-1].all_text
    assert chair.modal is None


def test_a_written_round_is_a_consent_vote_that_closes_before_the_deadline(
    last_chance: None, chair: Slacker, katrijn: Slacker, officer: Slacker
) -> None:
    chair.click(alarms(chair)[-1], "Schriftelijke ronde")
    assert chair.modal is not None
    assert chair.modal.title == "Stemming openen"
    assert chair.submit() == {}
    root = katrijn.read("#comite")[-1]
    assert f"Akkoord met: {ADVICE}" in root.all_text
    assert "Bezwaar" in [button for reply in katrijn.thread(root) for button in reply.buttons]
    assert "schriftelijke ronde" in alarms(officer)[-1].all_text


def test_a_written_round_after_the_deadline_helps_nobody(last_chance: None, chair: Slacker) -> None:
    chair.click(alarms(chair)[-1], "Schriftelijke ronde")
    errors = chair.submit({"Sluit op": datetime(2026, 6, 1, 9, tzinfo=BRUSSELS)})
    assert "vóór maandag 1 juni 2026" in errors["Sluit op"]
