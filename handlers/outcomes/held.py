"""**Vergadering gehouden**, **Verslag goedgekeurd** and **Afsluiten**."""

from collections.abc import Callable
from datetime import date

from bot import outcomes
from bot.followups import Origin
from bot.meetings import Meeting
from bot.people import Person
from handlers import deadlines
from handlers.desk import Desk
from handlers.followups import keep as followups
from handlers.items import speech
from handlers.outcomes import note
from handlers.payload import Action
from handlers.reply import Reply
from storage import audit, bodies
from storage import items as stored_items
from storage import meetings as stored_meetings
from storage import outcomes as stored
from storage.database import Session


def hold(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Vergadering gehouden**: its points can get an outcome from now on."""

    def held(db: Session, meeting: Meeting, today: date) -> Meeting:
        after = outcomes.hold(meeting, by=me, today=today)
        followups.settle_at(db, meeting, Origin.EXCUSE, by=me, now=desk.now())
        return after

    _move(action.id, held, "hold", me=me, desk=desk)
    note.show_page(action.id, 0, me=me, desk=desk, reply=reply)


def approve(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Verslag goedgekeurd**: the attendance is fixed from now on."""
    meeting = _move(
        action.id, lambda _, meeting, today: outcomes.approve_report(meeting, by=me), "approve", me=me, desk=desk
    )
    reply.say(
        "Het verslag van {of} is goedgekeurd. De aanwezigheid ligt nu vast.", of=speech.meeting(reply.words, meeting)
    )


def close(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Afsluiten**: only when every point has an outcome."""

    def closed(db: Session, meeting: Meeting, today: date) -> Meeting:
        missing = outcomes.without(stored_items.of_meeting(db, meeting.id), stored.of_meeting(db, meeting.id))
        return outcomes.close(meeting, by=me, open_points=missing)

    meeting = _move(action.id, closed, "close", me=me, desk=desk)
    reply.say("De vergadering van {of} is afgesloten.", of=speech.meeting(reply.words, meeting))


def _move(
    id_: int, change: Callable[[Session, Meeting, date], Meeting], deed: str, *, me: Person, desk: Desk
) -> Meeting:
    """One step of a meeting, while nobody else decides on it."""
    with desk.sessions.begin() as db:
        before = stored_meetings.hold(db, id_, within=me)
        body = bodies.get(db, before.body, within=me)
        after = change(db, before, desk.now().astimezone(body.zone).date())
        stored_meetings.save(db, after, was=before.state)
        audit.note(
            db, f"outcomes.{deed}", by=me, body=body.id, noun="meeting", id_=id_, now=desk.now(), was=before.state.value
        )
        deadlines.changed(db, body.id, workspace=me.workspace)
    return after
