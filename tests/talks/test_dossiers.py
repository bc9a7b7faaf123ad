"""Conversations about dossiers: made from pasted steps, worked on, decided in time."""

from datetime import date, datetime
from typing import Any

import pytest

from bot.dossiers import Dossier, State, Step
from bot.signals import Addressee, Signal
from sandbox.seen import Message
from sandbox.slackers import Slacker
from storage import dossiers, people, signals
from tests.talks.scene import APRIL, BRUSSELS, JUNE, Scene
from tests.talks.test_statements import statements

STEPS = """• 20/3: verspreiding oproep
• 13/4 tot 16/4: een schrijfgroep werkt een voorstel uit
• 24/4: IROJ adviseert de ingediende voorstellen
• 15/5: indienen bij de Vlaamse overheid"""
TITLE = "Uitbreiding 1 gezin – 1 plan"


def make(officer: Slacker, **given: object) -> None:
    officer.command("/opvolging dossier")
    asked = {"Titel": TITLE, "Agentschap": "Opgroeien", "Uiterste datum": date(2026, 5, 15), "Stappen": STEPS} | given
    assert officer.submit({label: value for label, value in asked.items() if value is not None}) == {}


def kept(officer: Slacker, **given: object) -> None:
    make(officer, **given)
    officer.submit()


def opened(who: Slacker) -> Message:
    """The dossier, opened from the list."""
    who.command("/opvolging dossiers")
    who.click("Bekijk")
    return who.ephemerals()[-1]


def alarms(who: Slacker) -> list[Message]:
    return [message for message in who.dm() if f"«{TITLE}» moet behandeld zijn" in message.text]


def test_pasted_steps_are_shown_with_weekday_and_year_before_anything_is_kept(scene: Scene, officer: Slacker) -> None:
    make(officer)
    assert officer.modal is not None
    shown = officer.modal.all_text
    assert "vrijdag 20 maart 2026: verspreiding oproep" in shown
    assert "van maandag 13 april 2026 tot en met donderdag 16 april 2026" in shown
    assert "Uiterste datum: vrijdag 15 mei 2026" in shown
    assert "Er zijn nog geen dossiers" in officer.command("/opvolging dossiers").all_text
    officer.submit()
    assert officer.modal is None
    listed = officer.command("/opvolging dossiers").all_text
    assert TITLE in listed
    assert "Volgende stap: vrijdag 20 maart 2026: verspreiding oproep" in listed


def test_back_from_the_preview_everything_typed_is_still_there(officer: Slacker) -> None:
    make(officer)
    officer.close()
    assert officer.modal is not None
    assert officer.submit({"Stappen": "20/3: verspreiding"}) == {}
    officer.submit()
    assert officer.command("/opvolging dossiers").all_text.count(TITLE) == 1


def test_the_year_is_asked_when_nothing_says_it(officer: Slacker) -> None:
    officer.command("/opvolging dossier")
    errors = officer.submit({"Titel": TITLE, "Stappen": STEPS})
    assert "Van welk jaar" in errors["Jaar"]
    assert officer.submit({"Jaar": "2026"}) == {}
    assert officer.modal is not None
    assert "vrijdag 20 maart 2026" in officer.modal.all_text


def test_a_line_that_cannot_be_read_is_named(officer: Slacker) -> None:
    officer.command("/opvolging dossier")
    errors = officer.submit({"Titel": TITLE, "Jaar": "2026", "Stappen": "20/3: oproep\n31/4: advies"})
    assert "bestaat niet" in errors["Stappen"]


def test_the_timeline_comes_as_one_message_with_picture_and_text(officer: Slacker) -> None:
    kept(officer)
    (message,) = [m for m in officer.dm() if m.files]
    assert message.text.startswith(f"Tijdlijn van «{TITLE}»")
    assert "van maandag 13 april 2026 tot en met donderdag 16 april 2026: een schrijfgroep" in message.text
    assert "Uiterste datum: vrijdag 15 mei 2026" in message.text
    (file,) = message.files
    assert officer.download(file).startswith(b"\x89PNG")


def test_a_member_asks_for_the_timeline_too_but_changes_nothing(officer: Slacker, lena: Slacker) -> None:
    kept(officer)
    assert opened(lena).buttons == ["Tijdlijn"]
    lena.click("Tijdlijn")
    assert [m for m in lena.dm() if m.files]
    assert "Dossiers van IROJ Leiedal" in lena.command("/opvolging dossier").text


def test_a_step_that_is_done_is_ticked_off(officer: Slacker) -> None:
    kept(officer)
    opened(officer)
    officer.choose("Stap klaar…", "vrijdag 20 maart 2026: verspreiding oproep")
    assert "verspreiding oproep (klaar)" in officer.ephemerals()[-1].all_text
    assert "Volgende stap: van maandag 13 april" in officer.command("/opvolging dossiers").all_text


def test_applications_are_weighed_against_the_points_there_are(officer: Slacker) -> None:
    kept(officer)
    opened(officer)
    officer.click("Aanvragen")
    officer.submit(
        {
            "Aanvragen": "CAR De Vlier | 800 | 500\nHuize Ter Wilgen | 74 | 40",
            "Beschikbare punten": "537",
            "Volgorde": "In volgorde van prioriteit",
        }
    )
    officer.close_all()
    shown = opened(officer).all_text
    assert "in volgorde van prioriteit" in shown
    assert "CAR De Vlier: 800 punten gevraagd, 500 voorgesteld" in shown
    assert "Samen 874 punten gevraagd, 537 beschikbaar." in shown
    assert "337 punten te veel" in shown
    assert "3 punten meer voorgesteld" in shown


def test_the_key_alarm_watches_dossiers(scene: Scene, officer: Slacker, chair: Slacker) -> None:
    scene.meeting(APRIL)
    scene.meeting(JUNE)
    kept(officer)
    for who in (officer, chair):
        (alarm,) = alarms(who)
        assert "Na de vergadering van vrijdag 24 april 2026" in alarm.text


def test_on_an_agenda_in_time_the_dossier_is_quiet_and_says_where_it_stands(scene: Scene, officer: Slacker) -> None:
    scene.meeting(date(2026, 3, 20))
    scene.meeting(APRIL)
    kept(officer)
    assert alarms(officer) == []
    opened(officer)
    officer.click("Op de agenda")
    assert officer.submit() == {}
    officer.close_all()
    assert TITLE in officer.command("/agenda 24 april").all_text
    assert "op de agenda van vrijdag 24 april 2026" in opened(officer).all_text
    scene.move_to(datetime(2026, 4, 20, 12, tzinfo=BRUSSELS))
    assert alarms(officer) == []


def test_a_mandate_for_a_dossier_names_it(scene: Scene, officer: Slacker, chair: Slacker) -> None:
    scene.meeting(APRIL)
    kept(officer)
    chair.click(alarms(chair)[-1], "Mandaat aan werkgroep")
    assert f"Mandaat aan werkgroep: {TITLE}" in officer.command("/agenda 24 april").all_text


def test_a_step_on_a_meeting_moves_along_with_it(scene: Scene, officer: Slacker) -> None:
    scene.meeting(APRIL)
    kept(officer)
    assert "vrijdag 24 april 2026: IROJ adviseert" in opened(officer).all_text
    officer.command("/vergadering")
    officer.click("Wijzig")
    officer.submit(Datum=date(2026, 5, 8))
    officer.close_all()
    shown = opened(officer).all_text
    assert "vrijdag 8 mei 2026: IROJ adviseert" in shown
    assert "schuift mee" in shown


def test_a_deadline_that_comes_forward_raises_the_alarm_and_ticked_steps_stay_ticked(
    scene: Scene, officer: Slacker, chair: Slacker
) -> None:
    scene.meeting(date(2026, 3, 20))
    scene.meeting(APRIL)
    kept(officer)
    opened(officer)
    officer.choose("Stap klaar…", "vrijdag 20 maart 2026: verspreiding oproep")
    officer.click(officer.ephemerals()[-1], "Wijzig")
    assert officer.submit({"Uiterste datum": date(2026, 4, 24)}) == {}
    assert officer.modal is not None
    assert "verspreiding oproep (klaar)" in officer.modal.all_text
    officer.close_all()
    (alarm,) = alarms(chair)
    assert "Na de vergadering van vrijdag 20 maart 2026" in alarm.text


def test_decided_and_sent_it_is_over(scene: Scene, officer: Slacker) -> None:
    kept(officer)
    opened(officer)
    officer.click("Beslissing")
    officer.submit({"Beslissing": "Positief advies voor beide aanvragen."})
    officer.close_all()
    assert "Beslist, nog te versturen" in opened(officer).all_text
    officer.click("Verstuurd")
    shown = officer.ephemerals()[-1]
    assert "verstuurd op woensdag 4 maart 2026" in shown.all_text
    assert shown.buttons == ["Tijdlijn"]


def test_a_dropped_dossier_raises_no_alarm(scene: Scene, officer: Slacker, chair: Slacker) -> None:
    scene.meeting(date(2026, 3, 20))
    scene.meeting(APRIL)
    kept(officer)
    opened(officer)
    officer.click("Stopzetten")
    scene.move_to(datetime(2026, 3, 22, 12, tzinfo=BRUSSELS))
    assert alarms(chair) == []


@pytest.mark.parametrize("button", ["Aanvragen", "Beslissing"])
def test_an_old_button_of_a_finished_dossier_changes_nothing(officer: Slacker, button: str) -> None:
    kept(officer)
    old = opened(officer)
    officer.click("Stopzetten")
    officer.click(old, button)
    if button == "Beslissing":
        errors = officer.submit({"Beslissing": "Toch positief."})
    else:
        errors = officer.submit({"Aanvragen": "A | 1"})
    assert "al verstuurd of stopgezet" in " ".join(errors.values())


def reminders(who: Slacker) -> list[Message]:
    return [message for message in who.dm() if "van een dossier komt eraan" in message.text]


def test_the_support_officer_is_reminded_of_a_step_before_it_ends(
    scene: Scene, officer: Slacker, lena: Slacker
) -> None:
    kept(officer)
    for day, reminded in ((5, 0), (6, 1), (9, 1), (13, 2), (19, 3), (20, 4)):
        scene.move_to(datetime(2026, 3, day, 9, 30, tzinfo=BRUSSELS))
        assert len(reminders(officer)) == reminded
    assert "vrijdag 20 maart 2026: verspreiding oproep" in reminders(officer)[0].all_text
    assert lena.dm() == []


def test_the_digest_names_a_step_that_is_late_and_what_is_to_be_sent(scene: Scene, officer: Slacker) -> None:
    kept(officer, Stappen="3/3: verspreiding\n5/3: schrijfgroep\n13/3: ontwerp\n20/4: indienen")
    opened(officer)
    officer.click("Beslissing")
    officer.submit({"Beslissing": "Positief advies."})
    officer.close_all()
    scene.move_to(datetime(2026, 3, 9, 8, 31, tzinfo=BRUSSELS))
    said = "\n".join(message.all_text for message in officer.dm())
    assert "3 dingen te doen in dossiers" in said
    assert "te laat: donderdag 5 maart 2026: schrijfgroep" in said.replace("*", "")
    assert f"«{TITLE}» is beslist maar nog niet verstuurd." in said
    assert "vrijdag 13 maart 2026: ontwerp" in said


def test_a_step_that_is_done_is_not_reminded_of(scene: Scene, officer: Slacker) -> None:
    kept(officer, Stappen="20/3: verspreiding oproep")
    opened(officer)
    officer.choose("Stap klaar…", "vrijdag 20 maart 2026: verspreiding oproep")
    scene.move_to(datetime(2026, 3, 20, 9, 30, tzinfo=BRUSSELS))
    assert reminders(officer) == []


def fill(scene: Scene, many: int) -> None:
    """So many dossiers and signals more, straight in the database: nobody waits for their pictures."""
    step = Step(phrase="20/3", first=date(2026, 3, 20), last=date(2026, 3, 20), text="verspreiding oproep")
    with scene.database.begin() as db:
        member = people.by_slack_user(db, scene.officer.id, body=scene.body)
        assert member is not None
        for number in range(many):
            made: dict[str, Any] = {"id": 0, "body": scene.body, "made_by": member.id, "made_at": scene.now()}
            dossiers.add(
                db, Dossier(title=f"{TITLE} {number}", agency="VAPH", state=State.OPEN, steps=(step, step), **made)
            )
            addressees = (Addressee(name="VAPH"), Addressee(name="Opgroeien"))
            signals.add(db, Signal(title=f"Brief {number}", sent_on=step.first, addressees=addressees, **made))


@pytest.mark.parametrize("command", ["/opvolging dossiers", "/opvolging signalen", "/agenda 24 april"])
def test_a_list_asks_as_much_with_many_dossiers_and_signals_as_with_one(
    scene: Scene, officer: Slacker, command: str
) -> None:
    scene.meeting(APRIL)
    counts = []
    for many in (1, 200):
        fill(scene, many)
        with statements() as asked:
            officer.command(command)
        counts.append(len(asked))
    assert counts[0] == counts[1]
