"""`/opvolging` and `/opvolging alle`: mine, or the body's by filter, page by page; as a message and in a window."""

from typing import Any

from bot.errors import N_, Refusal
from bot.followups import FollowUp, lists
from bot.followups.lists import Filter
from bot.people import May, Person, Seat
from handlers import kit
from handlers.desk import Desk
from handlers.followups import speech
from handlers.followups.ground import Ground, ground
from handlers.payload import Action
from handlers.reply import Reply
from handlers.words import Words
from storage import followups as stored
from storage.database import Session

PAGE = 8
"""Follow-ups on one page: each takes four blocks of the fifty a message has."""

MINE = "mine"


def mine(me: Person, seat: Seat, desk: Desk, reply: Reply) -> None:
    """`/opvolging`: what is mine to do."""
    show(seat.body, MINE, 0, me=me, desk=desk, reply=reply)


def everything(me: Person, seat: Seat, desk: Desk, reply: Reply) -> None:
    """`/opvolging alle`."""
    show(seat.body, Filter.ALL, 0, me=me, desk=desk, reply=reply)


def typed(text: str) -> Filter | None:
    """The filter in "alle te laat"; None for any other text."""
    first, _, rest = text.casefold().partition(" ")
    named = {label.casefold(): filter_ for filter_, label in speech.FILTERS.items()}
    return named.get(rest.strip()) if first == "alle" else None


def turn(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """A filter or another page: the value is "body:filter:start". The list changes where it stands."""
    body, wanted, start = read(action.value)
    with desk.sessions.read() as db:
        told = facts(db, body, wanted, start, me=me, desk=desk, words=reply.words)
    reply.show("followups/list", instead=True, **told)


def window(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """The list in a window of its own, from the home tab."""
    body, wanted, start = read(action.value)
    with desk.sessions.read() as db:
        told = facts(db, body, wanted, start, me=me, desk=desk, words=reply.words)
    reply.open("followups/window", **told)


def turn_window(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """A filter or another page, in the window."""
    body, wanted, start = read(action.value)
    with desk.sessions.read() as db:
        told = facts(db, body, wanted, start, me=me, desk=desk, words=reply.words)
    reply.update("followups/window", **told)


def show(body: int, wanted: str, start: int, *, me: Person, desk: Desk, reply: Reply) -> None:
    """One page of a list, as a message."""
    with desk.sessions.read() as db:
        told = facts(db, body, wanted, start, me=me, desk=desk, words=reply.words)
    reply.show("followups/list", **told)


def read(value: str) -> tuple[int, str, int]:
    """What a button of a list carries. Raises `Refusal` for anything else."""
    body, _, rest = value.partition(":")
    wanted, _, start = rest.partition(":")
    known = wanted == MINE or wanted in set(Filter)
    if not (body.isdigit() and known and (start or "0").isdigit()):
        raise Refusal(N_("Dit is verouderd. Open het opnieuw met /opvolging."))
    return int(body), wanted, int(start or 0)


def facts(db: Session, body: int, wanted: str, start: int, *, me: Person, desk: Desk, words: Words) -> dict[str, Any]:
    """One page: the same number of queries for three follow-ups and for three hundred."""
    me.must_be_allowed(May.READ, in_=body)
    if wanted == Filter.CLOSED:
        # There may be years of them: the database turns these pages.
        found = stored.closed(db, body, skip=start, most=PAGE + 1)
        here = ground(db, body, within=me, now=desk.now(), follow_ups=found)
        shown, more, total = found[:PAGE], len(found) > PAGE, None
    else:
        live = stored.live(db, body)
        here = ground(db, body, within=me, now=desk.now(), follow_ups=live)
        fitting = _fitting(live, wanted, here, me)
        start = min(start, max(0, len(fitting) - 1) // PAGE * PAGE)
        shown, more, total = fitting[start : start + PAGE], len(fitting) > start + PAGE, len(fitting)
    return {
        "body": body,
        "body_name": here.body.name,
        "mine": wanted == MINE,
        "filters": _filters(words, body),
        "filter": f"{body}:{wanted}",
        "total": total,
        "first": start + 1,
        "last": start + len(shown),
        "rows": _rows(db, words, shown, here, me),
        "before": f"{body}:{wanted}:{max(0, start - PAGE)}" if start else None,
        "after": f"{body}:{wanted}:{start + PAGE}" if more else None,
        "may_make": me.may(May.CREATE_FOLLOW_UP, in_=body),
    }


def _fitting(live: list[FollowUp], wanted: str, here: Ground, me: Person) -> list[FollowUp]:
    if wanted == MINE:
        member = me.member_in(here.body.id)
        fitting = [each for each in live if lists.is_of(each, member, circle=here.circle)]
    else:
        filter_ = Filter(wanted)
        fitting = [each for each in live if lists.fits(each, filter_, calendar=here.calendar, circle=here.circle)]
    return lists.in_turn(fitting, calendar=here.calendar)


def _filters(words: Words, body: int) -> list[kit.Choice]:
    return [
        kit.Choice(f"{body}:{MINE}", words.say("Van mij")),
        *(kit.Choice(f"{body}:{each}", words.say(label)) for each, label in speech.FILTERS.items()),
    ]


def _rows(db: Session, words: Words, shown: list[FollowUp], here: Ground, me: Person) -> list[dict[str, Any]]:
    updates = stored.last_updates(db, [each.id for each in shown])
    points = stored.points(db, [each.source.item for each in shown], body=here.body.id)
    return [
        speech.facts(
            words, each, here, me=me, point=points.get(each.source.item or 0, ""), stands=updates.get(each.id, "")
        )
        for each in shown
    ]
