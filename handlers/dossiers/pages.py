"""The list of dossiers, and one dossier with what can be done."""

from typing import Any

from bot import dossiers
from bot.dossiers import Dossier, State
from bot.people import May, Person, Seat
from handlers import kit
from handlers.desk import Desk
from handlers.dossiers import post, speech
from handlers.items.board import Board, board
from handlers.items.speech import meeting as said
from handlers.payload import Action
from handlers.reply import Reply
from handlers.words import Words
from storage import dossiers as stored
from storage import items as stored_items

MOST = 20
"""Dossiers on the list: each takes one block of the fifty a message has."""

_RUNNING = frozenset({State.OPEN, State.DECIDED})


def listed(me: Person, seat: Seat, desk: Desk, reply: Reply) -> None:
    """`/opvolging dossiers`: the list."""
    show(body=seat.body, me=me, desk=desk, reply=reply)


def open_list(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Dossiers** of a body."""
    show(body=action.id, me=me, desk=desk, reply=reply)


def show(*, body: int, me: Person, desk: Desk, reply: Reply) -> None:
    """The dossiers of a body: the running ones by deadline first."""
    me.must_be_allowed(May.READ, in_=body)
    with desk.sessions.read() as db:
        here = board(db, body, within=me, now=desk.now())
        found = stored.of_body(db, body, most=MOST + 1)
    reply.show(
        "dossiers/list",
        body=body,
        body_name=here.body.name,
        rows=[_row(reply.words, each, here) for each in found[:MOST]],
        more=len(found) > MOST,
        may_keep=me.may(dossiers.KEEPS, in_=body),
    )


def open_one(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Bekijk**."""
    show_one(action.id, me=me, desk=desk, reply=reply)


def show_one(id_: int, *, me: Person, desk: Desk, reply: Reply) -> None:
    """One dossier with its steps, applications and buttons."""
    with desk.sessions.read() as db:
        dossier = stored.get(db, id_, within=me)
        me.must_be_allowed(May.READ, in_=dossier.body)
        here = board(db, dossier.body, within=me, now=desk.now())
        item = stored_items.get(db, dossier.item, within=me) if dossier.item is not None else None
    on = here.by_id.get(item.meeting or 0) if item is not None else None
    reply.show("dossiers/show", **facts(reply.words, dossier, here, me=me), on=said(reply.words, on) if on else None)


def timeline(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Tijdlijn**: the picture with its text comes in the direct message."""
    with desk.sessions.begin() as db:
        dossier = stored.get(db, action.id, within=me)
        me.must_be_allowed(May.READ, in_=dossier.body)
        post.timeline_to(db, dossier, me=me, now=desk.now())
    reply.say("De tijdlijn van «{title}» komt in je privéberichten.", title=dossier.title)


def facts(words: Words, dossier: Dossier, here: Board, *, me: Person) -> dict[str, Any]:
    """What a message shows of one dossier."""
    may_keep = me.may(dossiers.KEEPS, in_=dossier.body) and dossier.state in _RUNNING
    steps = [dossiers.current(step, here.meetings) for step in dossier.steps]
    return {
        "id": dossier.id,
        "title": dossier.title,
        "agency": dossier.agency,
        "state": words.say(speech.STATES[dossier.state]),
        "deadline": dossier.deadline,
        "steps": [speech.line(words, step, here.meetings) for step in dossier.steps],
        "open_steps": [
            kit.Choice(
                f"{step.id}:{dossier.id}", words.say("{when}: {text}", when=words.when(step.last), text=step.text)
            )
            for step in steps
            if not step.is_done
        ],
        "applications": [speech.application(words, each) for each in dossier.applications],
        "is_ordered": dossier.is_ordered,
        "sums": speech.sums(words, dossier),
        "outcome": dossier.outcome,
        "sent_on": dossier.sent_on,
        "may_keep": may_keep,
        "may_agendize": may_keep and dossier.item is None and dossier.state is State.OPEN,
        "may_send": may_keep and dossier.state is State.DECIDED,
    }


def _row(words: Words, dossier: Dossier, here: Board) -> dict[str, Any]:
    steps = [dossiers.current(step, here.meetings) for step in dossier.steps]
    coming = sorted((step for step in steps if not step.is_done and step.last >= here.today), key=lambda s: s.last)
    return {
        "id": dossier.id,
        "title": dossier.title,
        "agency": dossier.agency,
        "state": words.say(speech.STATES[dossier.state]),
        "deadline": dossier.deadline,
        "next": words.say("{when}: {text}", when=speech.when(words, coming[0]), text=coming[0].text)
        if coming and dossier.state in _RUNNING
        else None,
    }
