"""`/iroj leden`: who sits here, page by page, and what is missing."""

from typing import Any

from bot import names
from bot.errors import N_, Refusal
from bot.gaps import Gap, Kind
from bot.people import May, Person, Seat
from handlers.desk import Desk
from handlers.payload import Action
from handlers.people import ask, speech
from handlers.people.circle import Circle, circle
from handlers.reply import Reply
from handlers.words import Words

PAGE = 15
"""Mandates on one page: each takes two blocks of the fifty a message has."""

LONGEST_QUERY = 60


def command(text: str, me: Person, seat: Seat, desk: Desk, reply: Reply) -> None:
    """`/iroj leden`, and `/iroj leden peeters` for the people of that name."""
    _show(seat.body, 0, text[:LONGEST_QUERY], me, desk, reply)


def open_list(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """The button **Leden** of a body."""
    _show(action.id, 0, "", me, desk, reply)


def page(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Meer leden**: the next page."""
    body, skip, query = _asked(action.value)
    _show(body, skip, query, me, desk, reply)


def show_gaps(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Wat ontbreekt**: the gaps, the most urgent first, with what can be done about each."""
    body, skip, _ = _asked(action.value)
    me.must_be_allowed(May.MANAGE_MEMBERS, in_=body)
    with desk.sessions.read() as db:
        here = circle(db, body, within=me, now=desk.now())
    found = here.gaps
    reply.show(
        "people/gaps",
        body=body,
        body_name=here.body.name,
        gaps=[gap_facts(reply.words, gap, here) for gap in found[skip : skip + PAGE]],
        more=_value(body, skip + PAGE) if len(found) > skip + PAGE else None,
    )


def gap_facts(words: Words, gap: Gap, here: Circle) -> dict[str, Any]:
    """One gap with its buttons."""
    return {
        "mandate": gap.mandate.id,
        "told": speech.missing(words, gap, here),
        "name": here.name(gap.mandate.member),
        "may_change": gap.kind in (Kind.SUBSTITUTE, Kind.ENDING, Kind.CHAIR_TERM),
        "may_replace": gap.kind is Kind.REPLACEMENT,
        "may_succeed": gap.kind in (Kind.SUCCESSOR, Kind.ENDING, Kind.CHAIR_TERM),
        "may_close": gap.kind is Kind.SUCCESSOR,
        "ask": ask.value(gap) if ask.readers(gap, here) else None,
    }


def _show(body: int, skip: int, query: str, me: Person, desk: Desk, reply: Reply) -> None:
    me.must_be_allowed(May.READ, in_=body)
    with desk.sessions.read() as db:
        here = circle(db, body, within=me, now=desk.now())
    found = [each for each in here.in_order if not query or names.fits(query, here.members[each.member])]
    may_manage = me.may(May.MANAGE_MEMBERS, in_=body)
    missing = here.gaps
    reply.show(
        "people/list",
        body=body,
        body_name=here.body.name,
        query=query,
        total=len(found),
        rows=[speech.row(reply.words, each, here, me=me, gaps=missing) for each in found[skip : skip + PAGE]],
        more=_value(body, skip + PAGE, query) if len(found) > skip + PAGE else None,
        may_manage=may_manage,
        missing=len(missing) if may_manage else 0,
        first_gaps=_value(body, 0),
    )


def _value(body: int, skip: int, query: str = "") -> str:
    return f"{body}:{skip}:{query}"


def _asked(value: str) -> tuple[int, int, str]:
    body, skip, query = (*value.split(":", 2), "", "")[:3]
    if not (body.isdigit() and skip.isdigit()):
        raise Refusal(N_("Dit is verouderd. Open de ledenlijst opnieuw met /iroj leden."))
    return int(body), int(skip), query
