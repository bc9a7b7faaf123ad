"""`/vergadering`: the coming and the last meetings of a body, page by page."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from bot.errors import N_, Refusal
from bot.meetings import Meeting
from bot.people import May, Person
from handlers.desk import Desk
from handlers.meetings import speech
from handlers.payload import Action
from handlers.reply import Reply
from storage import bodies
from storage import meetings as stored

FIRST_COMING = 6
FIRST_PAST = 2
PAGE = 10
"""Meetings on one page: each takes two blocks of the fifty a message has."""


class Part(StrEnum):
    """Which meetings a page shows."""

    COMING = "coming"
    PAST = "past"


_QUERIES: dict[Part, Callable[..., list[Meeting]]] = {Part.COMING: stored.coming, Part.PAST: stored.past}


def show(*, body: int, me: Person, desk: Desk, reply: Reply) -> None:
    """The first page: what comes, and the last ones that were."""
    me.must_be_allowed(May.READ, in_=body)
    with desk.sessions.read() as db:
        here = bodies.get(db, body, within=me)
        today = desk.now().astimezone(here.zone).date()
        coming = stored.coming(db, body, today=today, most=FIRST_COMING + 1)
        past = stored.past(db, body, today=today, most=FIRST_PAST + 1)

    def cards(found: list[Meeting], most: int) -> list[dict[str, Any]]:
        return [speech.facts(reply.words, meeting, body=here, me=me, today=today) for meeting in found[:most]]

    reply.show(
        "meetings/list",
        body=body,
        body_name=here.name,
        may_plan=me.may(May.PLAN_MEETINGS, in_=body),
        coming=cards(coming, FIRST_COMING),
        past=cards(past, FIRST_PAST),
        later=_value(body, Part.COMING, FIRST_COMING) if len(coming) > FIRST_COMING else None,
        earlier=_value(body, Part.PAST, FIRST_PAST) if len(past) > FIRST_PAST else None,
    )


def page(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Latere vergaderingen** and **Vroegere vergaderingen**: the next page of that part."""
    body, part, skip = _asked(action.value)
    me.must_be_allowed(May.READ, in_=body)
    with desk.sessions.read() as db:
        here = bodies.get(db, body, within=me)
        today = desk.now().astimezone(here.zone).date()
        found = _QUERIES[part](db, body, today=today, skip=skip, most=PAGE + 1)
    cards = [speech.facts(reply.words, meeting, body=here, me=me, today=today) for meeting in found[:PAGE]]
    more = _value(body, part, skip + PAGE) if len(found) > PAGE else None
    reply.show(
        "meetings/list",
        body=body,
        body_name=here.name,
        may_plan=False,
        coming=cards if part is Part.COMING else [],
        past=cards if part is Part.PAST else [],
        later=more if part is Part.COMING else None,
        earlier=more if part is Part.PAST else None,
    )


def _value(body: int, part: Part, skip: int) -> str:
    return f"{body}:{part}:{skip}"


def _asked(value: str) -> tuple[int, Part, int]:
    try:
        body, part, skip = value.split(":")
        return int(body), Part(part), int(skip)
    except ValueError:
        raise Refusal(N_("Dit is verouderd. Open het opnieuw met /vergadering.")) from None
