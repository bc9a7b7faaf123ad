"""The list of signals, and the part of the digest about those that wait for an answer."""

from datetime import datetime
from typing import Any

from bot import signals
from bot.errors import N_, Refusal
from bot.people import May, Person, Seat
from bot.signals import Signal, State
from handlers import kit
from handlers.desk import Desk
from handlers.payload import Action
from handlers.reminders.parts import MOST_LINES, Part, Press
from handlers.reply import Reply
from handlers.signals.speech import waiting
from handlers.words import Sentence, Words
from storage import bodies
from storage import signals as stored
from storage.database import Session

PART = "signals"

PAGE = 5
"""Signals on one page: each may have fifteen answers of three hundred characters."""

STATES = {
    State.OPEN: N_("Wacht op antwoord"),
    State.ANSWERED: N_("Iedereen heeft geantwoord"),
    State.CLOSED: N_("Afgesloten"),
}


def listed(me: Person, seat: Seat, desk: Desk, reply: Reply) -> None:
    """`/opvolging signalen`: the list."""
    show(body=seat.body, me=me, desk=desk, reply=reply)


def open_list(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Signalen** of a body, or **Meer** of them: the value is "body" or "body:start"."""
    body, _, start = action.value.partition(":")
    if not body.isdigit() or not (start or "0").isdigit():
        raise Refusal(N_("Dit is verouderd. Open het opnieuw met /opvolging signalen."))
    show(body=int(body), start=int(start or 0), me=me, desk=desk, reply=reply)


def show(*, body: int, me: Person, desk: Desk, reply: Reply, start: int = 0) -> None:
    """One page of the signals of a body: those that wait for an answer first."""
    me.must_be_allowed(May.READ, in_=body)
    with desk.sessions.read() as db:
        here = bodies.get(db, body, within=me)
        found = stored.of_body(db, body, skip=start, most=PAGE + 1)
    may_keep = me.may(signals.KEEPS, in_=body)
    reply.show(
        "signals/list",
        body=body,
        body_name=here.name,
        rows=[_row(reply.words, each, may_keep=may_keep) for each in found[:PAGE]],
        more=f"{body}:{start + PAGE}" if len(found) > PAGE else None,
        may_keep=may_keep,
    )


def _row(words: Words, signal: Signal, *, may_keep: bool) -> dict[str, Any]:
    return {
        "id": signal.id,
        "title": [kit.link(signal.link, signal.title) if signal.link else kit.bold(signal.title)],
        "name": signal.title,
        "sent_on": signal.sent_on,
        "state": words.say(STATES[signal.state]),
        "reason": signal.reason,
        "addressees": [_addressee(words, each) for each in signal.addressees],
        "may_answer": may_keep and signal.state is not State.CLOSED,
        "may_close": may_keep and signal.state is State.OPEN,
    }


def _addressee(words: Words, each: signals.Addressee) -> Sentence:
    if each.answered_on is None:
        return words.say("{name}: nog geen antwoord", name=each.name)
    if not each.answer:
        return words.say("{name}: antwoordde op {day}", name=each.name, day=each.answered_on)
    return words.say("{name}: antwoordde op {day}: {answer}", name=each.name, day=each.answered_on, answer=each.answer)


def digest(db: Session, person: Person, seat: Seat, now: datetime, words: Words) -> Part | None:
    """The signals that wait for an answer, the oldest first; None when there are none."""
    found = stored.open_ones(db, seat.body)
    if not found:
        return None
    return Part(
        title=words.count("{n} signaal wacht op antwoord", "{n} signalen wachten op antwoord", len(found)),
        lines=[
            words.say(
                "«{title}», verstuurd op {day}: {waiting}",
                title=each.title,
                day=each.sent_on,
                waiting=waiting(words, each),
            )
            for each in found[:MOST_LINES]
        ],
        press=Press(action="signals.list", label=words.say("Signalen"), value=seat.body),
    )
