"""`/stemming`: the open votes and what one still owes; and what support officer and chair can do with each."""

from datetime import datetime
from typing import Any

from bot.people import May, Person
from bot.people import Seat as Place
from bot.votes import Poll, State
from handlers.desk import Desk
from handlers.payload import Action
from handlers.reply import Reply
from handlers.votes import closing, keep, rows, sequels, speech
from handlers.votes.around import around
from handlers.words import Words
from storage.database import Session
from storage.votes import polls

MOST_CLOSED = 4
"""Closed votes in one list: each takes two of the fifty blocks of a message."""

LIVE = (State.DRAFT, State.OPEN)


def command(me: Person, seat: Place, desk: Desk, reply: Reply) -> None:
    """`/stemming`."""
    show(seat.body, me=me, desk=desk, reply=reply)


def again(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Stemmingen** of a body."""
    show(action.id, me=me, desk=desk, reply=reply)


def show(body: int, *, me: Person, desk: Desk, reply: Reply) -> None:
    """The votes of this person, open and closed lately; all of them for those who lead. What is over is closed now."""
    me.must_be_allowed(May.READ, in_=body)
    leads = me.may(May.RUN_VOTES, in_=body)
    now = desk.now()
    with desk.sessions.begin() as db:
        live = _settled(db, body, me=me, now=now)
        shown = rows.of(db, live, me=me, leads=leads, words=reply.words)
        closed = polls.of_body(db, body, states=[State.CLOSED], workspace=me.workspace, most=MOST_CLOSED)
        seats = polls.seats_of(db, [poll.id for poll in closed], me.user)
        mine = [poll for poll in closed if leads or poll.id in seats]
        past = [_closed_row(db, poll, me=me, leads=leads, words=reply.words) for poll in mine]
    seat = me.seat_in(body)
    reply.show(
        "votes/list",
        body=body,
        body_name=seat.body_name if seat else "",
        rows=shown,
        owed=sum(row["owed"] for row in shown),
        closed=past,
        leads=leads,
    )


def _settled(db: Session, body: int, *, me: Person, now: datetime) -> list[Poll]:
    """The votes that are still to come or open; those whose time has come are closed first."""
    live = polls.of_body(db, body, states=LIVE, workspace=me.workspace, most=rows.MOST_OPEN)
    over = [poll for poll in live if poll.state is State.OPEN and not poll.is_open(now)]
    for poll in sorted(over, key=lambda each: each.id):
        held = polls.load(db, poll.id, workspace=me.workspace, hold=True)
        closing.settle(db, held, workspace=me.workspace, now=now)
    return [poll for poll in live if poll not in over]


def _closed_row(db: Session, poll: Poll, *, me: Person, leads: bool, words: Words) -> dict[str, Any]:
    here, result = around(db, poll, workspace=me.workspace), keep.result_of(db, poll)
    return {
        "id": poll.id,
        "title": poll.title,
        "heading": speech.heading(words, here, result),
        "deeds": sequels.deeds(db, poll, result, words=words) if leads else [],
    }
