"""App Home: per body the next meeting, one's own points, the agenda so far, and what waits for this person."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from bot import attendance
from bot.meetings import Meeting
from bot.people import May, Person, Seat
from handlers import kit, trouble
from handlers.agenda import rows
from handlers.agenda.sheet import sheet
from handlers.attendance import mine
from handlers.bodies import speech as speech_bodies
from handlers.budget import mine as budget
from handlers.candidacies import mine as candidates
from handlers.desk import Desk
from handlers.followups import mine as follow_ups
from handlers.items import speech
from handlers.items.board import Board, board
from handlers.meetings import speech as speech_meetings
from handlers.people import speech as speech_people
from handlers.people.circle import circle
from handlers.reminders import digest
from handlers.reply import Reply
from handlers.table import Table
from handlers.votes import rows as votes
from handlers.words import Sentence, Words
from storage import items as stored
from storage import outbox
from storage import people as stored_people
from storage.database import Session

MOST_BODIES = 3
"""Bodies shown in full: each takes at most twenty-six of the hundred blocks of a home tab."""

MOST_BRIEFLY = 20
"""Bodies shown at all; with more than three each has four blocks."""

MOST_LINES = 20
MOST_POINTS = 10
MOST_TROUBLE = 3
MOST_GAPS = 3


def listen(on: Table) -> None:
    """The home tab is made anew whenever somebody opens it."""
    on.event("app_home_opened", partial(opened, on))


def opened(on: Table, event: Mapping[str, Any], me: Person, desk: Desk, reply: Reply) -> None:
    """Somebody opened the app; on the tab with messages there is nothing to show."""
    if event.get("tab") != "home":
        return
    full = len(me.seats) <= MOST_BODIES
    with desk.sessions.read() as db:
        parts = [_part(on, db, seat, me, desk, reply.words, full=full) for seat in me.seats[:MOST_BRIEFLY]]
        asked = mine.asked(db, me, desk, reply.words)
        nominations = candidates.asked(db, me)
    reply.update(
        "home/tab",
        parts=parts,
        full=full,
        rest=max(0, len(me.seats) - MOST_BRIEFLY),
        asked=asked,
        nominations=nominations,
    )


def _part(on: Table, db: Session, seat: Seat, me: Person, desk: Desk, words: Words, *, full: bool) -> dict[str, Any]:
    """What the tab says of one body."""
    here = board(db, seat.body, within=me, now=desk.now())
    meeting = next((each for each in here.coming if attendance.may_concern(each, seat.roles)), None)
    part = {
        "body": seat.body,
        "name": seat.body_name,
        "roles": speech_bodies.roles(words, seat.roles),
        "next": speech_meetings.facts(words, meeting, body=here.body, me=me, today=here.today) if meeting else None,
        "may_propose": me.may(May.PROPOSE_POINT, in_=seat.body),
        "may_plan": me.may(May.PLAN_MEETINGS, in_=seat.body),
    }
    if not full:
        return part
    return part | {
        "status": mine.status(db, here, seat, me, desk, words),
        "digest": [part.title for part in digest.parts(on, db, me, seat, desk.now(), words)],
        "calls": candidates.going(db, seat, words, today=here.today),
        "lines": _lines(db, words, meeting, me, desk) if meeting else [],
        "mine": _mine(db, words, here, seat),
        "follow_ups": follow_ups.in_short(db, seat, me, desk, words),
        "waiting": _waiting(db, words, seat) if me.may(May.JUDGE_PROPOSALS, in_=seat.body) else [],
        "committee": seat.committee_channel,
        "trouble": _trouble(db, words, seat) if me.may(May.SEE_TROUBLE, in_=seat.body) else [],
        "missing": _missing(db, words, seat, me, desk) if me.may(May.MANAGE_MEMBERS, in_=seat.body) else None,
        "votes": votes.at_home(db, seat.body, me, now=desk.now(), words=words),
        "budget": budget.at_home(db, here, me, words),
        "pool": stored.count_pool(db, seat.body) if me.may(May.ORDER_AGENDA, in_=seat.body) else 0,
    }


def _lines(db: Session, words: Words, meeting: Meeting, me: Person, desk: Desk) -> list[list[Any]]:
    """The agenda so far, without the attachments."""
    lines = sheet(db, meeting.id, within=me, now=desk.now()).standing.lines[:MOST_LINES]
    return [rows.row(words, replace(line, attachments=())).parts for line in lines]


def _mine(db: Session, words: Words, here: Board, seat: Seat) -> list[list[Any]]:
    """One's own points, newest first, with how they stand."""
    return [
        [
            kit.bold(item.title),
            words.say(
                " {state}, {place}",
                state=words.say(speech.STATES[item.state]),
                place=speech.place(words, item, here.by_id),
            ),
        ]
        for item in stored.mine(db, seat.body, seat.member, most=MOST_POINTS)
    ]


def _waiting(db: Session, words: Words, seat: Seat) -> list[Sentence]:
    """The proposals the comité still judges, oldest first."""
    found = stored.waiting(db, seat.body, most=MOST_POINTS)
    names = stored_people.names(db, [item.proposer for item in found], body=seat.body)
    return [
        words.say("«{title}» van {proposer}", title=item.title, proposer=names[item.proposer].name)
        for item in found
        if item.proposer is not None
    ]


def _missing(db: Session, words: Words, seat: Seat, me: Person, desk: Desk) -> dict[str, Any] | None:
    """What is missing among the members: how much, and the most urgent of it."""
    here = circle(db, seat.body, within=me, now=desk.now())
    found = here.gaps
    if not found:
        return None
    first = [speech_people.missing(words, gap, here) for gap in found[:MOST_GAPS]]
    return {"number": len(found), "first": words.join(first)}


def _trouble(db: Session, words: Words, seat: Seat) -> list[dict[str, Any]]:
    """What Slack would not take."""
    return [trouble.facts(words, dead) for dead in outbox.dead(db, seat.body, most=MOST_TROUBLE)]
