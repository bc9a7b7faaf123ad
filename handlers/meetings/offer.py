"""Points of the pool that point at a new meeting, offered to the support officers in one message each."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from bot import items as rules
from bot.errors import N_, Refusal
from bot.items import Item
from bot.meetings import Meeting
from bot.people import BRUSSELS, May, Person, Role
from handlers import kit
from handlers.agenda import keep
from handlers.desk import Desk
from handlers.items import speech
from handlers.payload import Action
from handlers.reply import Reply
from handlers.words import Words
from storage import bodies, outbox
from storage import items as stored
from storage import meetings as stored_meetings
from storage import people as stored_people
from storage.database import Session
from storage.outbox import Letter
from storage.people import Member

IN_A_GROUP = 10
"""Slack takes ten tick boxes in one field."""

GROUPS = 3
"""Fields of tick boxes in one message; what does not fit is offered when these are on the agenda."""


def tell(db: Session, meetings: Sequence[Meeting], *, by: Person, now: datetime) -> None:
    """Offer what waits for one of these meetings of one body, at the first of them it can be on."""
    if not meetings:
        return
    body = meetings[0].body
    pool = stored.pool(db, body)
    first = {item.id: meeting for item in pool if (meeting := _first_for(item, meetings)) is not None}
    if not first:
        return
    for officer in _officers(db, body, now=now):
        for meeting in {meeting.id: meeting for meeting in first.values()}.values():
            outbox.tell(
                db,
                "meetings/offer",
                workspace=by.workspace,
                to=outbox.user(str(officer.slack_user)),
                key=_key(meeting, officer),
                about={"meeting": meeting.id},
                body=body,
            )


def _first_for(item: Item, meetings: Iterable[Meeting]) -> Meeting | None:
    soonest = sorted(meetings, key=lambda meeting: meeting.earliest)
    return next((meeting for meeting in soonest if rules.points_at(item, meeting)), None)


def _officers(db: Session, body: int, *, now: datetime) -> list[Member]:
    today = now.astimezone(BRUSSELS).date()
    found = stored_people.with_roles(db, body, Role.SUPPORT_OFFICER, today=today)
    return [officer for officer in found if officer.slack_user]


def _key(meeting: Meeting, officer: Member) -> str:
    """One offer per date of a meeting: one that is dated or moved may get other points."""
    return f"meetings/offer:{meeting.id}:{meeting.earliest}:{officer.id}"


def facts(db: Session, letter: Letter, words: Words) -> dict[str, Any] | None:
    """What still waits for the meeting; nothing when there is nothing to offer and nothing was offered."""
    meeting = stored_meetings.load(db, letter.about["meeting"], workspace=letter.workspace)
    waiting = [item for item in stored.pool(db, meeting.body) if rules.points_at(item, meeting)]
    if letter.ts is None and not waiting:
        return None
    known = stored_meetings.by_ids(db, [item.aim.meeting for item in waiting], body=meeting.body)
    choices = [
        kit.Choice(item.id, item.title, speech.aim(words, item.aim, known)) for item in waiting[: GROUPS * IN_A_GROUP]
    ]
    return {
        "meeting": meeting.id,
        "name": speech.meeting(words, meeting),
        "groups": [choices[start : start + IN_A_GROUP] for start in range(0, len(choices), IN_A_GROUP)],
        "more": max(0, len(waiting) - len(choices)),
    }


def take(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Op de agenda zetten**: what was ticked; a point that is on an agenda meanwhile is left alone."""
    ticked = {id_ for group in range(GROUPS) for id_ in action.form.choices(f"points_{group}")}
    if not ticked:
        raise Refusal(N_("Vink eerst aan wat op de agenda moet."))
    with desk.sessions.begin() as db:
        meeting = stored_meetings.get(db, action.id, within=me)
        me.must_be_allowed(May.ORDER_AGENDA, in_=meeting.body)
        bodies.hold(db, meeting.body)
        taken = [item for item in stored.pool(db, meeting.body) if str(item.id) in ticked]
        for item in taken:
            keep.from_pool(db, item, meeting, by=me, now=desk.now())
        _refresh(db, meeting, by=me, now=desk.now())
    reply.show(
        "meetings/taken",
        id=meeting.id,
        name=speech.meeting(reply.words, meeting),
        titles=[item.title for item in taken],
        gone=len(ticked) - len(taken),
    )


def _refresh(db: Session, meeting: Meeting, *, by: Person, now: datetime) -> None:
    """Have every officer's offer show what is left."""
    for officer in _officers(db, meeting.body, now=now):
        outbox.refresh(db, _key(meeting, officer), workspace=by.workspace)
