"""Storing meetings with all that follows: standing points, the trail, the offer of waiting points, the rounds."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot import agenda
from bot.meetings import Meeting
from bot.people import Person
from handlers import deadlines
from handlers.attendance import rounds
from handlers.meetings import offer
from storage import agenda as stored_agenda
from storage import audit, bodies
from storage import items as stored_items
from storage import meetings as stored
from storage.database import Session


def add(db: Session, new: Sequence[Meeting], *, by: Person, now: datetime) -> list[Meeting]:
    """Store new meetings of one body; gives them with their ids."""
    if not new:
        return []
    body = new[0].body
    here = bodies.load(db, body, workspace=by.workspace)
    template = stored_agenda.standing_points(db, body)
    kept = [replace(meeting, id=stored.add(db, meeting, now=now)) for meeting in new]
    stored_items.add_lines(db, [line for meeting in kept for line in agenda.stand(template, on=meeting, now=now)])
    for meeting in kept:
        audit.note(db, "meetings.plan", by=by, body=body, noun="meeting", id_=meeting.id, now=now)
        rounds.plan(db, meeting, body=here, now=now)
        rounds.mirror_given(db, meeting, body=here, now=now)
    offer.tell(db, kept, by=by, now=now)
    deadlines.changed(db, body, workspace=by.workspace)
    return kept
