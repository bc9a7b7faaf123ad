"""**Publiceer agenda**: versions, the one post, the differences, and the files in its thread."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from io import BytesIO
from zipfile import ZipFile

import pytest
from icalendar import Calendar

from bot.items import Attachment, Sort
from bot.meetings import Kind
from bot.people import Role
from sandbox.seen import Message
from sandbox.slackers import Slacker
from sandbox.team import together
from storage import agenda as stored
from storage import audit, people
from tests.talks.agendas import fill, letter, put
from tests.talks.scene import APRIL, JUNE, Scene


@pytest.fixture
def april(scene: Scene) -> int:
    """The meeting of 24 April, with two points and a closing one."""
    meeting = scene.meeting(APRIL)
    put(scene, meeting, "Gezinshuizen", minutes=45, attachments=(Attachment(url="https://voorbeeld.be/nota.pdf"),))
    put(scene, meeting, "Overkop", minutes=20, late=True)
    put(scene, meeting, "Varia", minutes=10, sort=Sort.STANDING, closing=True)
    return meeting


Publish = Callable[[], dict[str, str]]


@pytest.fixture
def publish(officer: Slacker) -> Publish:
    """The support officer publishes the next agenda."""

    def do() -> dict[str, str]:
        officer.close_all()
        officer.command("/agenda")
        officer.click("Publiceer agenda")
        return officer.submit()

    return do


def posts(lena: Slacker) -> list[Message]:
    return lena.read("#iroj-plenair")


def thread(lena: Slacker) -> list[Message]:
    return lena.thread(posts(lena)[0])


def change(officer: Slacker, title: str, **filled: object) -> None:
    """The support officer changes a line."""
    officer.close_all()
    officer.command("/agenda")
    officer.click("Ordenen")
    officer.choose("Wijzig…", beside=title)
    officer.submit(filled)


def test_the_confirmation_says_what_will_happen(april: int, officer: Slacker) -> None:
    officer.command("/agenda")
    officer.click("Publiceer agenda")
    said = officer.modal.all_text
    assert "*Versie A* van de agenda van vrijdag 24 april 2026, met 3 lijnen, komt in #iroj-plenair." in said
    assert "1 punt kwam laattijdig binnen:" in said


def test_the_agenda_is_posted_for_everybody_with_times_and_numbers(april: int, publish: Publish, lena: Slacker) -> None:
    assert publish() == {}
    said = posts(lena)[0].all_text
    assert "Agenda van vrijdag 24 april 2026, versie A" in said
    assert "9u30 · 1  Gezinshuizen  (Ter bespreking · 45 min)  bijlage 1" in said
    assert "10u15 · 2  Overkop  (Ter bespreking · 20 min · laattijdig)" in said
    assert "Versie A, gepubliceerd op woensdag 4 maart 2026 om 10u" in said


def test_the_chair_publishes_too(april: int, chair: Slacker, lena: Slacker) -> None:
    chair.command("/agenda")
    chair.click("Publiceer agenda")
    chair.submit()
    assert "versie A" in posts(lena)[0].text


def test_it_can_be_published_from_the_list_of_meetings(april: int, officer: Slacker, lena: Slacker) -> None:
    officer.command("/vergadering")
    officer.click("Publiceer agenda")
    officer.submit()
    assert "versie A" in posts(lena)[0].text


def test_the_agenda_of_the_committee_stays_with_the_committee(scene: Scene, officer: Slacker, lena: Slacker) -> None:
    meeting = scene.meeting(APRIL, kind=Kind.COMMITTEE)
    put(scene, meeting, "Voorbereiding")
    officer.command("/agenda")
    officer.click("Publiceer agenda")
    officer.submit()
    assert posts(lena) == []
    assert "Voorbereiding" in officer.read("#comite")[-1].all_text


def test_the_same_agenda_is_not_published_twice(april: int, publish: Publish, officer: Slacker, lena: Slacker) -> None:
    publish()
    officer.close_all()
    officer.command("/agenda")
    officer.click("Publiceer agenda")
    assert "Er is niets gewijzigd sinds versie A." in officer.ephemerals()[-1].all_text
    assert len(posts(lena)) == 1


def test_a_later_version_edits_the_post_and_tells_only_the_difference(
    april: int, publish: Publish, officer: Slacker, lena: Slacker
) -> None:
    publish()
    change(officer, "Overkop", Titel="Overkophuizen", Minuten=30)
    publish()
    root, broadcast = posts(lena)
    assert "versie B" in root.text
    assert "Overkophuizen" in root.all_text
    assert "dit wijzigt met versie B" in broadcast.text
    assert (
        "Gewijzigd: 10u15 · 2  Overkophuizen  (Ter bespreking · 30 min · laattijdig)  was: «Overkop»"
        in broadcast.all_text
    )
    assert "Gezinshuizen" not in broadcast.all_text


def test_what_will_be_told_is_shown_before(april: int, publish: Publish, officer: Slacker) -> None:
    publish()
    change(officer, "Overkop", Minuten=30)
    officer.close_all()
    officer.command("/agenda")
    assert "Ontwerp na versie A: 1 wijziging is nog niet gepubliceerd." in officer.ephemerals()[-1].all_text
    officer.click("Publiceer agenda")
    assert "*Versie B*" in officer.modal.all_text
    assert "Gewijzigd: 10u15 · 2  Overkop" in officer.modal.all_text
    assert "was: Ter bespreking · 20 min · laattijdig" in officer.modal.all_text


def test_new_dropped_moved_and_attached_are_told(scene: Scene, april: int, publish: Publish, officer: Slacker) -> None:
    publish()
    put(scene, april, "Netwerkdag", position=2)
    officer.close_all()
    officer.command("/agenda")
    officer.click("Ordenen")
    officer.choose("Omhoog", beside="Varia")
    officer.choose("Omhoog", beside="Varia")
    officer.choose("Omhoog", beside="Varia")
    officer.choose("Van de agenda halen…", beside="Overkop")
    officer.submit({"Naar": "Zonder datum"})
    publish()
    said = posts(officer)[-1].all_text
    assert "Verplaatst: 9u30 · 3  Varia" in said
    assert "Nieuw: 10u25 · 4  Netwerkdag" in said
    assert "Geschrapt: 10u15 · 2  Overkop" in said


def test_numbers_stay_with_their_point_for_ever(scene: Scene, april: int, publish: Publish, officer: Slacker) -> None:
    publish()
    officer.close_all()
    officer.command("/agenda")
    officer.click("Ordenen")
    officer.choose("Naar plaats…", beside="Overkop")
    officer.submit(Plaats=1)
    publish()
    said = posts(officer)[0].all_text
    assert said.index("9u30 · 2  Overkop") < said.index("9u50 · 1  Gezinshuizen")


def test_a_submission_sent_twice_publishes_once(
    scene: Scene, april: int, publish: Publish, officer: Slacker, lena: Slacker
) -> None:
    publish()
    officer.resend()
    assert letter(scene.database, april, workspace=scene.workspace) == "A"
    assert len(posts(lena)) == 1


def test_two_who_publish_at_the_same_moment_make_one_version(
    scene: Scene, april: int, officer: Slacker, chair: Slacker, lena: Slacker
) -> None:
    for who in (officer, chair):
        who.command("/agenda")
        who.click("Publiceer agenda")
    together(officer.submit, chair.submit)
    assert letter(scene.database, april, workspace=scene.workspace) == "A"
    assert len(posts(lena)) == 1
    for who in (officer, chair):
        assert "ersie A" in who.modal.all_text


def test_who_confirms_what_changed_meanwhile_sees_it_first(
    scene: Scene, april: int, officer: Slacker, lena: Slacker
) -> None:
    officer.command("/agenda")
    officer.click("Publiceer agenda")
    put(scene, april, "Nagekomen punt")
    officer.submit()
    assert "Iemand anders wijzigde de agenda intussen." in officer.modal.all_text
    assert "met 4 lijnen" in officer.modal.all_text
    assert posts(lena) == []
    officer.submit()
    assert "Nagekomen punt" in posts(lena)[0].all_text


def test_an_empty_agenda_cannot_go_out(scene: Scene, officer: Slacker) -> None:
    scene.meeting(APRIL)
    officer.command("/agenda")
    officer.click("Publiceer agenda")
    assert "Aanvaard een punt of voeg er een toe." in officer.ephemerals()[-1].all_text


def test_a_meeting_without_a_day_cannot_be_published(scene: Scene, officer: Slacker) -> None:
    put(scene, scene.meeting(month=date(2026, 9, 1)), "Najaarsplan")
    officer.command("/agenda")
    officer.click("Publiceer agenda")
    assert "Leg eerst de dag van de vergadering vast" in officer.ephemerals()[-1].all_text


def test_a_chair_whose_mandate_ended_cannot_confirm(scene: Scene, april: int, chair: Slacker, lena: Slacker) -> None:
    chair.command("/agenda")
    chair.click("Publiceer agenda")
    with scene.database.begin() as db:
        people.end_mandates(db, body=scene.body, role=Role.CHAIR, today=date(2026, 3, 4), keep=[0])
    chair.submit()
    assert posts(lena) == []


def test_the_deed_is_in_the_audit_trail(scene: Scene, april: int, publish: Publish, officer: Slacker) -> None:
    publish()
    with scene.database.read() as db:
        me = people.person(db, team=scene.team.id, user=officer.id, today=date(2026, 3, 4))
        deeds = audit.of(db, "meeting", april, body=scene.body, within=me)
    assert [(deed.deed, deed.detail) for deed in deeds] == [("agenda.publish", {"letter": "A"})]


def test_a_member_reads_the_agenda_of_now_with_the_button(
    scene: Scene, april: int, publish: Publish, lena: Slacker
) -> None:
    publish()
    put(scene, april, "Nagekomen punt")
    lena.click("Agenda nu")
    assert "Nagekomen punt" in lena.ephemerals("#iroj-plenair")[-1].all_text


def test_somebody_in_the_channel_without_a_seat_gets_nothing_from_the_button(
    scene: Scene, april: int, publish: Publish
) -> None:
    publish()
    guest = scene.team.add_person("Gast Vermeire")
    scene.team.invite(scene.plenary, guest)
    guest.click("Agenda nu")
    said = guest.ephemerals("#iroj-plenair")[-1].all_text
    assert "geen lid" in said
    assert "Gezinshuizen" not in said


def test_an_agenda_of_sixty_points_is_posted_with_the_rest_in_the_file(
    scene: Scene, publish: Publish, lena: Slacker
) -> None:
    fill(scene, scene.meeting(APRIL), 60)
    publish()
    said = posts(lena)[0].all_text
    assert "Punt 35 over" in said
    assert "Punt 36 over" not in said
    assert "en nog 25 lijnen" in said


# The files.


def files(lena: Slacker, ending: str) -> list[bytes]:
    return [lena.download(file) for message in thread(lena) for file in message.files if file["name"].endswith(ending)]


def events(lena: Slacker) -> list[dict[str, object]]:
    found = []
    for content in files(lena, ".ics"):
        calendar = Calendar.from_ical(content)
        (event,) = calendar.walk("VEVENT")
        found.append({"method": str(calendar["METHOD"])} | {name: event.get(name) for name in event})
    return found


def test_the_word_file_and_the_calendar_file_are_in_the_thread(april: int, publish: Publish, lena: Slacker) -> None:
    publish()
    assert [file["name"] for message in thread(lena) for file in message.files] == [
        "agenda-2026-04-24-A.docx",
        "vergadering-2026-04-24.ics",
    ]


def test_the_word_file_holds_the_agenda(april: int, publish: Publish, lena: Slacker) -> None:
    publish()
    (content,) = files(lena, ".docx")
    text = ZipFile(BytesIO(content)).read("word/document.xml").decode()
    for words in ("IROJ Leiedal", "vrijdag 24 april 2026", "Gezinshuizen", "10u15", "Bart D’Hoore", "Kasteelhoeve"):
        assert words in text


def test_the_calendar_file_is_in_utc_with_place_and_title(april: int, publish: Publish, lena: Slacker) -> None:
    publish()
    (event,) = events(lena)
    assert event["DTSTART"].dt == datetime(2026, 4, 24, 7, 30, tzinfo=UTC)
    assert event["DTEND"].dt == datetime(2026, 4, 24, 10, 0, tzinfo=UTC)
    assert (event["LOCATION"], event["SUMMARY"], event["method"]) == ("Kasteelhoeve", "IROJ Leiedal", "PUBLISH")


def test_a_later_version_counts_the_calendar_file_on_under_the_same_identity(
    april: int, publish: Publish, officer: Slacker, lena: Slacker
) -> None:
    publish()
    change(officer, "Overkop", Minuten=30)
    publish()
    first, second = events(lena)
    assert first["UID"] == second["UID"]
    assert (first["SEQUENCE"], second["SEQUENCE"]) == (0, 1)


def test_a_meeting_that_moves_after_publication_moves_in_calendars(
    april: int, publish: Publish, officer: Slacker, lena: Slacker
) -> None:
    publish()
    officer.close_all()
    officer.command("/vergadering")
    officer.click("Wijzig")
    officer.submit(Datum=JUNE, Van=time(13, 30), Tot=time(16))
    _, second = events(lena)
    assert second["DTSTART"].dt == datetime(2026, 6, 19, 11, 30, tzinfo=UTC)
    assert second["SEQUENCE"] == 1


def test_a_cancelled_meeting_leaves_calendars_and_the_post_says_so(
    scene: Scene, april: int, publish: Publish, officer: Slacker, lena: Slacker
) -> None:
    publish()
    officer.close_all()
    officer.command("/agenda")
    officer.click("Ordenen")
    for title in ("Gezinshuizen", "Overkop"):
        officer.choose("Van de agenda halen…", beside=title)
        officer.submit({"Naar": "Zonder datum"})
    officer.close_all()
    officer.command("/vergadering")
    officer.click("Annuleer")
    _, last = events(lena)
    assert (last["method"], last["STATUS"], last["SEQUENCE"]) == ("CANCEL", "CANCELLED", 1)
    assert "gaat niet door" in posts(lena)[0].text


def test_a_version_published_after_a_move_says_that_the_meeting_moved(
    april: int, publish: Publish, officer: Slacker, lena: Slacker
) -> None:
    publish()
    officer.close_all()
    officer.command("/vergadering")
    officer.click("Wijzig")
    officer.submit(Plaats="Online")
    publish()
    assert "De vergadering zelf is verplaatst" in posts(lena)[-1].all_text


def test_files_that_slack_took_without_saying_so_are_not_sent_twice(
    scene: Scene, april: int, publish: Publish, lena: Slacker
) -> None:
    scene.team.fail("files.completeUploadExternal", with_="timeout_after")
    publish()
    assert len(files(lena, ".docx")) == 1
    assert len(files(lena, ".ics")) == 1


@pytest.mark.parametrize("method", ["files.getUploadURLExternal", "files.completeUploadExternal"])
def test_an_upload_that_fails_is_tried_again(
    scene: Scene, april: int, publish: Publish, lena: Slacker, method: str
) -> None:
    scene.team.fail(method, with_="internal_error", times=2)
    publish()
    assert len(files(lena, ".docx")) == 1


def test_versions_are_kept_as_they_were_published(scene: Scene, april: int, publish: Publish, officer: Slacker) -> None:
    publish()
    change(officer, "Overkop", Titel="Overkophuizen")
    publish()
    with scene.database.read() as db:
        now, before = stored.version(db, april, "B")
    assert before is not None
    assert [line.title for line in before.lines] == ["Gezinshuizen", "Overkop", "Varia"]
    assert [line.title for line in now.lines] == ["Gezinshuizen", "Overkophuizen", "Varia"]
