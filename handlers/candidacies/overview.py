"""`/kandidaat`: the calls with what this person can do there, and who stands for one of them."""

from typing import Any

from bot import calls
from bot import candidacies as rules
from bot.calls import Call
from bot.candidacies import Candidacy, State
from bot.errors import N_, Refusal
from bot.people import May, Person, Seat
from handlers.candidacies import speech
from handlers.candidacies.slate import Slate, may_see_names, several, slate
from handlers.desk import Desk
from handlers.payload import Action
from handlers.people import circle as circles
from handlers.reply import Reply
from handlers.words import Words
from storage import calls as stored_calls
from storage import candidacies as stored
from storage.database import Session

MOST_CALLS = 10
"""Calls on one list: each takes four of the fifty blocks of a message."""

MOST_CANDIDATES = 15
"""Candidates on one list: each takes three."""

WAITING = frozenset({State.NOMINATED, State.SUBMITTED, State.ADMITTED, State.IN_VOTE, State.PROPOSED})
"""Where something is still to be done or decided."""


def command(me: Person, seat: Seat, desk: Desk, reply: Reply) -> None:
    """`/kandidaat`: the open calls, those where one stands, and for who runs votes those still to be decided."""
    show(seat.body, me=me, desk=desk, reply=reply)


def open_list(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """The button **Oproepen** of a body."""
    show(action.id, me=me, desk=desk, reply=reply)


def show(body: int, *, me: Person, desk: Desk, reply: Reply) -> None:
    """The list of calls of a body."""
    me.must_be_allowed(May.READ, in_=body)
    with desk.sessions.read() as db:
        here = circles.circle(db, body, within=me, now=desk.now())
        found = several(db, _calls(db, body, here=here, me=me), here)
    names = may_see_names(here, me)
    reply.show(
        "candidacies/list",
        body=body,
        body_name=here.body.name,
        calls=[about(reply.words, each, me=me, names=names) for each in found[:MOST_CALLS]],
        more=len(found) > MOST_CALLS,
        may_call=me.may(May.CALL_CANDIDATES, in_=body),
    )


def candidates(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Kandidaten**: who stands, for those who prepare the vote or vote in it."""
    with desk.sessions.read() as db:
        here = slate(db, action.id, within=me, now=desk.now())
    if not here.may_see_names(me):
        raise Refusal(N_("Wie kandidaat is, ziet alleen wie erover stemt, met de voorzitter en de ondersteuner."))
    runs = me.may(May.RUN_VOTES, in_=here.body.id)
    shown = [each for each in here.living if runs or each.state is not State.NOMINATED]
    reply.show(
        "candidacies/candidates",
        title=here.call.title,
        candidates=[_candidate(reply.words, here, each, me=me) for each in shown[:MOST_CANDIDATES]],
        more=max(0, len(shown) - MOST_CANDIDATES),
    )


def about(words: Words, here: Slate, *, me: Person, names: bool) -> dict[str, Any]:
    """What the list says of one call, and which of its buttons this person has."""
    call, own = here.call, here.of(me.member_in(here.body.id))
    is_open = calls.is_open(call, today=here.today)
    acts = me.may(May.ACT_FOR_OTHERS, in_=here.body.id)
    may_stand = me.may(May.STAND, in_=here.body.id) and (is_open or acts)
    return {
        "id": call.id,
        "title": call.title,
        "places": speech.places(words, call),
        "closes": call.closes_on,
        "open": is_open,
        "own": own.id if own is not None else None,
        "state": words.say(speech.STATES[own.state]) if own is not None else None,
        "nominated": own is not None and own.state is State.NOMINATED,
        "own_is_free": own is not None and own.state in rules.BEFORE_THE_VOTE - {State.NOMINATED},
        "may_stand": may_stand and (own is None or acts),
        "may_nominate": me.may(May.NOMINATE, in_=here.body.id) and (is_open or acts),
        "names": names,
        "may_call": me.may(May.CALL_CANDIDATES, in_=here.body.id),
    }


def _calls(db: Session, body: int, *, here: circles.Circle, me: Person) -> list[Call]:
    """Open calls, those where this person stands, and for who runs votes those where something waits."""
    found = {call.id: call for call in stored_calls.going(db, body, since=here.today, most=MOST_CALLS + 1)}
    waiting = stored.of_member(db, body, me.member_in(body), WAITING)
    if me.may(May.RUN_VOTES, in_=body):
        waiting += stored.in_states(db, body, WAITING)
    return list((stored_calls.by_ids(db, {each.call for each in waiting}, body=body) | found).values())


def _candidate(words: Words, here: Slate, candidacy: Candidacy, *, me: Person) -> dict[str, Any]:
    is_free = candidacy.state in rules.BEFORE_THE_VOTE
    acts = me.may(May.ACT_FOR_OTHERS, in_=here.body.id) and here.member(candidacy.member).slack_user is None
    is_own = me.member_in(here.body.id) == candidacy.member
    nominator = here.member(candidacy.nominated_by) if candidacy.nominated_by is not None else None
    return {
        "id": candidacy.id,
        "name": here.member(candidacy.member).name,
        "state": words.say(speech.STATES[candidacy.state]),
        "late": candidacy.late,
        "nominator": nominator.name if nominator is not None else None,
        "may_admit": candidacy.state is State.SUBMITTED
        and me.may(May.ADMIT_CANDIDACY, in_=here.body.id)
        and not is_own,
        "may_read": bool(candidacy.motivation) and here.may_read(candidacy, me),
        "may_answer": acts and candidacy.state is State.NOMINATED,
        "may_withdraw": is_free and (acts or is_own),
    }
