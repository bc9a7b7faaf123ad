"""What the home tab, the daily reminder and the digest say of calls and candidacies."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from bot.candidacies import GONE, Candidacy, State
from bot.people import May, Person, Seat
from handlers.candidacies import speech
from handlers.reminders.parts import MOST_LINES, Part, Press
from handlers.words import Sentence, Words
from storage import bodies
from storage import calls as stored_calls
from storage import candidacies as stored
from storage import people as stored_people
from storage.database import Session

PART = "candidacies"
"""The part of the daily reminder and of the digest."""

MOST_ASKED = 3
"""Nominations shown at once."""

MOST_CALLS = 3
"""Calls named on one line; the others are behind its button."""


def asked(db: Session, me: Person) -> list[dict[str, Any]]:
    """The nominations that this person still has to answer, in any body."""
    shown: list[dict[str, Any]] = []
    for seat in me.seats:
        if len(shown) < MOST_ASKED and me.may(May.STAND, in_=seat.body):
            shown += _asked(db, seat)
    return shown[:MOST_ASKED]


def going(db: Session, seat: Seat, words: Words, *, today: date) -> Sentence | None:
    """The open calls of a body on one line, those that close first; None without any."""
    found = stored_calls.going(db, seat.body, since=today, most=MOST_CALLS + 1)
    named = [
        words.say("«{title}» tot en met {closes}", title=call.title, closes=call.closes_on)
        for call in found[:MOST_CALLS]
    ]
    if len(found) > MOST_CALLS:
        named.append(words.say("nog andere"))
    return words.join(named) if named else None


def reminder(db: Session, person: Person, seat: Seat, now: datetime, words: Words) -> dict[str, Any] | None:
    """The nominations somebody did not answer yet; nothing when they did meanwhile."""
    rows = _asked(db, seat)
    if not rows or not person.may(May.STAND, in_=seat.body):
        return None
    return {
        "title": words.count(
            "{n} voordracht wacht op je antwoord", "{n} voordrachten wachten op je antwoord", len(rows)
        ),
        "rows": rows[:MOST_ASKED],
    }


def digest(db: Session, person: Person, seat: Seat, now: datetime, words: Words) -> Part | None:
    """What waits around candidates: admitting, answers of nominees, and calls that nobody stands for."""
    body = bodies.load(db, seat.body, workspace=person.workspace)
    open_calls = stored_calls.going(db, body.id, since=now.astimezone(body.zone).date())
    waiting = stored.in_states(db, body.id, [State.SUBMITTED, State.NOMINATED])
    known = stored.of_calls(db, [call.id for call in open_calls], body=body.id)
    stood_for = {each.call for each in known if each.state not in GONE | {State.NOMINATED}}
    named = stored_calls.by_ids(db, {each.call for each in waiting}, body=body.id)
    titles = {id_: call.title for id_, call in named.items()}
    lines = [
        *(_to_admit(words, n, titles[call]) for call, n in _number(waiting, State.SUBMITTED)),
        *(_unanswered(words, n, titles[call]) for call, n in _number(waiting, State.NOMINATED)),
        *(
            words.say("«{title}»: nog geen kandidaten, tot en met {closes}", title=call.title, closes=call.closes_on)
            for call in open_calls
            if call.id not in stood_for
        ),
    ]
    if not lines:
        return None
    return Part(
        title=words.say("*Kandidaten* ({n})", n=len(lines)),
        lines=lines[:MOST_LINES],
        press=Press(action="candidacies.list", label=words.say("Oproepen"), value=body.id),
    )


def _to_admit(words: Words, n: int, title: str) -> Sentence:
    return words.count(
        "«{title}»: {n} kandidaat is nog niet toegelaten",
        "«{title}»: {n} kandidaten zijn nog niet toegelaten",
        n,
        title=title,
    )


def _unanswered(words: Words, n: int, title: str) -> Sentence:
    return words.count(
        "«{title}»: {n} voordracht wacht op antwoord",
        "«{title}»: {n} voordrachten wachten op antwoord",
        n,
        title=title,
    )


def _number(waiting: Sequence[Candidacy], state: State) -> list[tuple[int, int]]:
    """How many are in a state, by call."""
    return sorted(Counter(each.call for each in waiting if each.state is state).items())


def _asked(db: Session, seat: Seat) -> list[dict[str, Any]]:
    """The nominations of one member that wait for an answer, those of calls that close first in front."""
    waiting = stored.of_member(db, seat.body, seat.member, [State.NOMINATED])
    found = stored_calls.by_ids(db, {each.call for each in waiting}, body=seat.body)
    known = stored_people.names(db, [each.nominated_by for each in waiting], body=seat.body)
    by_call = {each.call: each for each in waiting}
    return [
        {
            "id": by_call[call.id].id,
            "title": call.title,
            "body_name": seat.body_name,
            "closes": call.closes_on,
            "nominator": speech.who(known[by_call[call.id].nominated_by or 0]),
        }
        for call in found.values()
    ]
