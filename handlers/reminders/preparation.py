"""What a support officer has to prepare around the meetings: a part of the daily reminder, and of the digest."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from bot.bodies import Body
from bot.items import Item, Sort
from bot.people import Person, Role, Seat
from bot.reminders import hours, preparing
from bot.reminders.preparing import Chore, Task
from handlers.items import speech as speech_items
from handlers.reminders.parts import MOST_LINES, Part
from handlers.words import Sentence, Words
from storage import bodies, items, meetings
from storage.database import Session

PART = "preparation"
"""The part of the daily reminder, and of the digest."""

BACK = timedelta(days=124)
"""Meetings of the last months still matter: their report is to be sent, and after them there may be none."""

MOST_TOLD = 6
MOST_MEETINGS = 60
WEEK = timedelta(days=6)


def first_day(db: Session, body: Body, *, today: date, since: date, until: date) -> date | None:
    """The first of these days on which a support officer is reminded of something to prepare; None for none."""
    return min((each.day for each in _chores(db, body, today=today, since=since, until=until)), default=None)


def reminder(
    db: Session, person: Person, seat: Seat, now: datetime, words: Words, *, since: date, until: date
) -> dict[str, Any] | None:
    """What a support officer has to prepare, as it stands now."""
    if Role.SUPPORT_OFFICER not in seat.roles:
        return None
    body = bodies.load(db, seat.body, workspace=person.workspace)
    chores = _chores(db, body, today=hours.local_day(now, body.rules), since=since, until=until)[:MOST_TOLD]
    if not chores:
        return None
    without = _without_documents(db, chores)
    return {
        "title": words.say("Voor te bereiden voor {body_name}", body_name=body.name),
        "body": body.id,
        "rows": [
            {
                "task": chore.task.value,
                "meeting": chore.meeting.id,
                "says": _says(words, chore),
                "points": without.get(chore.meeting.id, ()) if chore.task is Task.DOCUMENTS else (),
            }
            for chore in chores
        ],
    }


def digest(db: Session, person: Person, seat: Seat, now: datetime, words: Words) -> Part | None:
    """What there is to prepare this week."""
    body = bodies.load(db, seat.body, workspace=person.workspace)
    today = hours.local_day(now, body.rules)
    chores = _chores(db, body, today=today, since=today, until=today + WEEK)
    if not chores:
        return None
    return Part(
        title=words.say("*Deze week voor te bereiden*"), lines=[_says(words, each) for each in chores[:MOST_LINES]]
    )


def _chores(db: Session, body: Body, *, today: date, since: date, until: date) -> list[Chore]:
    known = meetings.from_month(db, body.id, min(today, since) - BACK, most=MOST_MEETINGS)
    chores = preparing.chores(known, body.rules, today=today, since=since, until=until)
    return sorted(chores, key=lambda each: (each.by or date.max, each.meeting.earliest, each.task))


def _without_documents(db: Session, chores: list[Chore]) -> Mapping[int, list[str]]:
    """By meeting the titles of the points that have no document yet."""
    asked = {each.meeting.id for each in chores if each.task is Task.DOCUMENTS}
    return {
        meeting: [item.title for item in items.of_meeting(db, meeting) if _lacks_documents(item)][:MOST_LINES]
        for meeting in sorted(asked)
    }


def _lacks_documents(item: Item) -> bool:
    return item.sort is Sort.POINT and not item.attachments


def _says(words: Words, chore: Chore) -> Sentence:
    meeting = speech_items.meeting(words, chore.meeting)
    by = chore.by or chore.meeting.earliest
    match chore.task:
        case Task.DOCUMENTS:
            return words.say(
                "*Stukken opvragen* voor {meeting}: de agenda gaat uit tegen {by}.", meeting=meeting, by=by
            )
        case Task.AGENDA:
            return words.say("*Agenda versturen* voor {meeting}: tegen {by}.", meeting=meeting, by=by)
        case Task.REPORT:
            return words.say("*Verslag versturen* van {meeting}: tegen {by}.", meeting=meeting, by=by)
        case Task.DAY:
            return words.say("*Dag kiezen* voor de vergadering van {meeting}.", meeting=meeting)
    return words.say("*Volgende data vastleggen*: na {meeting} is er nog niets gepland.", meeting=meeting)
