"""The files that follow a published agenda into its thread: the Word file and the calendar file, made by the ticker."""

from datetime import datetime
from typing import Any

from slack_sdk import WebClient

from bot.agenda import Version
from bot.bodies import Body
from bot.meetings import Meeting, State
from bot.people import Role
from handlers.agenda import paper
from handlers.agenda.speech import meeting as said
from handlers.attendance import absences
from handlers.desk import Desk
from handlers.documents import calendar
from handlers.documents.upload import File, share
from handlers.followups import on_agenda
from handlers.words import Words, words_of
from storage import agenda as stored
from storage import bodies, documents, meetings, people
from storage.database import Session
from storage.outbox import Letter


def publication(desk: Desk, client: WebClient, letter: Letter) -> None:
    """The Word file of one version, with the meeting for people's calendars."""
    with desk.sessions.read() as db:
        meeting, body, words = _around(db, letter)
        version, _ = stored.version(db, meeting.id, letter.about["letter"])
        filled = _filled(db, words, version, meeting=meeting, body=body, now=desk.now())
        own = documents.in_use(db, body.id)
        event = _event(db, words, letter, meeting=meeting, body=body, now=desk.now())
    word = File(
        name=f"agenda-{version.occasion.day}-{version.letter}.docx",
        title=words.say("Agenda van {of}, versie {letter}", of=said(words, meeting), letter=version.letter).plain,
        content=paper.fill(own, filled),
    )
    comment = words.say("De agenda, versie {letter}, als Word-bestand en voor je kalender.", letter=version.letter)
    share(desk, client, letter, [word, event], comment=comment.marked)


def appointment(desk: Desk, client: WebClient, letter: Letter) -> None:
    """The calendar file alone, for a meeting that was moved or cancelled after its agenda went out."""
    with desk.sessions.read() as db:
        meeting, body, words = _around(db, letter)
        event = _event(db, words, letter, meeting=meeting, body=body, now=desk.now())
    comment = (
        words.say("De vergadering gaat niet door: met dit bestand verdwijnt ze uit je kalender.")
        if _is_off(meeting)
        else words.say("De vergadering is verplaatst: met dit bestand verschuift ze in je kalender.")
    )
    share(desk, client, letter, [event], comment=comment.marked)


def _around(db: Session, letter: Letter) -> tuple[Meeting, Body, Words]:
    meeting = meetings.load(db, letter.about["meeting"], workspace=letter.workspace)
    body = bodies.load(db, meeting.body, workspace=letter.workspace)
    return meeting, body, words_of(body.rules.language, body.zone)


def _filled(
    db: Session, words: Words, version: Version, *, meeting: Meeting, body: Body, now: datetime
) -> dict[str, Any]:
    away = absences.of(db, meeting.id, workspace=body.workspace, now=now)
    chairs = people.with_roles(db, body.id, Role.CHAIR, today=now.astimezone(body.zone).date())
    mirror = people.names(db, [meeting.mirror], body=body.id).get(meeting.mirror or 0)
    asked = on_agenda.of(db, meeting, workspace=body.workspace, now=now, words=words)
    return paper.facts(
        words,
        version,
        meeting=meeting,
        body=body,
        chair=away.chair or words.join([each.name for each in chairs]).plain,
        mirror=mirror.name if mirror else "",
        excused=away.excused,
        asked=asked,
    )


def _is_off(meeting: Meeting) -> bool:
    """Whether the meeting leaves people's calendars: it was cancelled, or nobody knows its day any more."""
    return meeting.state is State.CANCELLED or meeting.day is None


def _event(db: Session, words: Words, letter: Letter, *, meeting: Meeting, body: Body, now: datetime) -> File:
    title = words.say("{body}: {of}", body=body.name, of=said(words, meeting)).plain
    last = stored.last_version(db, meeting.id)
    day = meeting.day or (last.occasion.day if last else meeting.month)
    content = calendar.event(
        uid=documents.calendar_uid(db, meeting.id),
        sequence=letter.about["sequence"],
        now=now,
        title=body.name,
        day=day,
        starts=meeting.starts_at(body.zone),
        ends=meeting.ends_at(body.zone),
        place=meeting.place,
        cancelled=_is_off(meeting),
    )
    return File(name=f"vergadering-{day}.ics", title=title, content=content)
