"""Storing what changed on an agenda, with all that follows: the trail, and who must hear of it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot import agenda, items
from bot.agenda import Changes
from bot.items import Item
from bot.meetings import Meeting
from bot.people import Person
from handlers import deadlines
from handlers.agenda import tell
from handlers.agenda.sheet import Sheet
from handlers.items import tell as tell_items
from handlers.items.keep import keep
from storage import audit
from storage import items as stored
from storage.database import Session


def order(db: Session, found: Sheet, moved: Sequence[Item], *, by: Person, now: datetime) -> None:
    """Write new places back."""
    if moved:
        stored.place(db, moved)
        audit.note(db, "agenda.order", by=by, body=found.body.id, noun="meeting", id_=found.meeting.id, now=now)


def add(db: Session, found: Sheet, new: Item, *, behind: int | None, deed: str, by: Person, now: datetime) -> Item:
    """Store a new line behind another one, or where new points land; gives it with its id."""
    position, moved = agenda.room_behind(found.meeting, found.items, behind, by=by)
    stored.place(db, moved)
    kept = stored.add(db, replace(new, meeting=found.meeting.id, position=position))
    audit.note(db, deed, by=by, body=found.body.id, noun="item", id_=kept.id, now=now)
    if kept.before is not None:
        deadlines.changed(db, kept.body, workspace=by.workspace)
    return kept


def take_off(
    db: Session, found: Sheet, line: Item, done: Changes, *, to: Meeting | None, by: Person, now: datetime
) -> None:
    """Write back an agenda without `line`; a point goes to the pool or at once to meeting `to`, and its people hear."""
    stored.place(db, done.stay)
    if done.item is None:
        stored.remove(db, line)
        audit.note(db, "agenda.remove", by=by, body=line.body, noun="item", id_=line.id, now=now)
        return
    moved = done.item if to is None else schedule(db, done.item, to, by=by)
    keep(db, moved, was=line, deed="agenda.take_off", by=by, now=now)
    tell.moved_to_its_people(db, moved, was=found.meeting, by=by, now=now)


def schedule(db: Session, item: Item, meeting: Meeting, *, by: Person) -> Item:
    """The point on another meeting's agenda, where new points land; not written back yet."""
    position = agenda.place_for_new(stored.of_meeting(db, meeting.id))
    stored.make_room(db, meeting.id, position)
    return items.schedule(item, by=by, meeting=meeting, position=position)


def from_pool(db: Session, item: Item, meeting: Meeting, *, by: Person, now: datetime) -> None:
    """A point of the pool put on an agenda; its proposer hears it."""
    scheduled = schedule(db, item, meeting, by=by)
    keep(db, scheduled, was=item, deed="items.schedule", by=by, now=now)
    tell_items.judged_to_proposer(db, scheduled, by=by, now=now)
