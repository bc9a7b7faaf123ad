"""One open vote as one person sees it in a list: what they owe, their *stembewijs*, and what they can press."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.bodies import Method
from bot.people import May, Person
from bot.votes import Choice, Poll, Seat, State
from handlers.votes import speech
from handlers.words import Sentence, Words
from storage.database import Session
from storage.votes import boxes, polls

MOST_AT_HOME = 3
"""Votes named in one line of App Home, beside the one to vote on first; the others are behind its button."""

MOST_OPEN = 10
"""Open votes in one list: each takes three of the fifty blocks of a message."""


def of(db: Session, live: Sequence[Poll], *, me: Person, leads: bool, words: Words) -> list[dict[str, Any]]:
    """The rows of these votes, in three queries: those with a seat for this person, or all for those who lead votes.

    Drafts are for those who lead; somebody who neither votes nor leads has no business with a vote of the comité.
    """
    seats = polls.seats_of(db, [poll.id for poll in live], me.user)
    given = boxes.mine_in(db, list(seats), {seat.member for seat in seats.values()})
    shown = [poll for poll in live if leads or (poll.state is State.OPEN and poll.id in seats)]
    return [_row(poll, seats.get(poll.id), given.get(poll.id, {}), leads=leads, me=me, words=words) for poll in shown]


def _row(
    poll: Poll, seat: Seat | None, given: dict[int, Choice], *, leads: bool, me: Person, words: Words
) -> dict[str, Any]:
    is_open = poll.state is State.OPEN
    may_vote = seat is not None and is_open
    done = seat is not None and seat.has_voted
    secret = poll.method is Method.SECRET
    return {
        "id": poll.id,
        "title": poll.title,
        "shared": poll.is_shared,
        "method": poll.method.value,
        "how": words.say(speech.HOW[poll.method]),
        "closes": poll.closes_at,
        "open": is_open,
        "may_vote": may_vote,
        "owed": may_vote and not done and poll.method is not Method.CONSENT,
        "can_press": may_vote and not (secret and done),
        "proof": speech.choices(words, poll, given) if given else None,
        "in_box": secret and done,
        "leads": leads,
        "for_others": is_open and not secret and me.may(May.ACT_FOR_OTHERS, in_=poll.body),
        "extended": poll.extended,
    }


def mine(db: Session, body: int, me: Person, *, now: datetime, words: Words) -> list[dict[str, Any]]:
    """The open votes in which this person has a seat, for App Home: what is owed first, then the *stembewijs*."""
    live = polls.of_body(db, body, states=[State.OPEN], workspace=me.workspace, most=MOST_OPEN)
    rows = of(db, [poll for poll in live if poll.is_open(now)], me=me, leads=False, words=words)
    return sorted((row for row in rows if row["may_vote"]), key=lambda row: not row["owed"])


def at_home(db: Session, body: int, me: Person, *, now: datetime, words: Words) -> dict[str, Any] | None:
    """What App Home says of votes in one body: the one to vote on first with its button, and how the others stand."""
    found = mine(db, body, me, now=now, words=words)
    first = found[0] if found and found[0]["owed"] else None
    others = [_briefly(words, row) for row in (found[1:] if first else found)[:MOST_AT_HOME]]
    return {"first": first, "others": words.join(others) if others else None} if found else None


def _briefly(words: Words, row: dict[str, Any]) -> Sentence:
    if row["proof"] and not row["shared"]:
        return words.say("«{title}»: {choices} zit in de stembus", title=row["title"], choices=row["proof"])
    if row["in_box"] or row["proof"]:
        return words.say("«{title}»: je stem zit in de stembus", title=row["title"])
    if row["owed"]:
        return words.say("«{title}»: nog te stemmen tot {closes}", title=row["title"], closes=row["closes"])
    return words.say("«{title}»: consent tot {closes}", title=row["title"], closes=row["closes"])
