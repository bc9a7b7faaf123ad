"""`/agenda reserve`: the points that wait for a meeting, by period, the overdue ones first."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from bot import items
from bot.bodies import Body
from bot.errors import N_, Refusal
from bot.items import Item, When
from bot.meetings import Meeting
from bot.people import May, Person, Seat
from handlers import kit
from handlers.agenda import keep, rows, speech
from handlers.desk import Desk
from handlers.items.board import board
from handlers.payload import Action, Submission
from handlers.reply import Reply
from handlers.words import Words
from storage import items as stored
from storage import meetings as stored_meetings

PAGE = 20
"""Points on one page: each takes two blocks of the fifty a message has."""
MOST_MEETINGS = 50
"""Coming meetings to choose from."""
MOST = 500
"""Points that are read at all; a pool that long is not a pool any more."""


def command(me: Person, seat: Seat, desk: Desk, reply: Reply) -> None:
    """`/agenda reserve`."""
    _show(seat.body, 0, me=me, desk=desk, reply=reply)


def turn(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Meer** of the pool: the value is "body:start"."""
    body, _, start = action.value.partition(":")
    if not (body.isdigit() and start.isdigit()):
        raise Refusal(N_("Dit is verouderd. Open het opnieuw met /agenda reserve."))
    _show(int(body), int(start), me=me, desk=desk, reply=reply)


def ask(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Op agenda zetten** asks which meeting."""
    with desk.sessions.read() as db:
        item = stored.get(db, action.id, within=me)
        here = board(db, item.body, within=me, now=desk.now())
    me.must_be_allowed(May.ORDER_AGENDA, in_=item.body)
    if not here.coming:
        raise Refusal(N_("Er is nog geen vergadering gepland. Plan er eerst een met /vergadering nieuw."))
    aimed = here.aimed_at(item.aim)
    offered = here.coming[:MOST_MEETINGS]
    reply.open(
        "agenda/schedule",
        item=item.id,
        title=item.title,
        aim=speech.aim(reply.words, item.aim, here.by_id),
        meetings=[kit.Choice(meeting.id, speech.meeting(reply.words, meeting)) for meeting in offered],
        chosen=aimed.id if aimed in offered else offered[0].id,
    )


def schedule(submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """The point goes on the chosen meeting's agenda."""
    with desk.sessions.begin() as db:
        item = stored.get(db, submission.id("item"), within=me)
        meeting = stored_meetings.hold(db, int(submission.choice("meeting") or 0), within=me)
        if meeting.body != item.body:
            raise Refusal(N_("Die vergadering is van een ander overlegorgaan."), about="meeting")
        keep.from_pool(db, item, meeting, by=me, now=desk.now())
    reply.done("«{title}» staat op de agenda van {of}.", title=item.title, of=speech.meeting(reply.words, meeting))


def _show(body: int, start: int, *, me: Person, desk: Desk, reply: Reply) -> None:
    me.must_be_allowed(May.READ, in_=body)
    with desk.sessions.read() as db:
        here = board(db, body, within=me, now=desk.now())
        waiting = stored.pool(db, body, most=MOST)
    told = facts(reply.words, here.body, waiting, here.by_id, today=here.today, me=me, start=start)
    reply.show("agenda/pool", **told)


def facts(
    words: Words,
    body: Body,
    waiting: Sequence[Item],
    meetings: Mapping[int, Meeting],
    *,
    today: date,
    me: Person,
    start: int = 0,
) -> dict[str, Any]:
    """One page of the pool, grouped by period."""
    page = in_turn(waiting, today=today)[start : start + PAGE]
    more = start + PAGE
    return {
        "body_name": body.name,
        "total": len(waiting),
        "groups": _groups(words, page, meetings, today=today),
        "more": f"{body.id}:{more}" if more < len(waiting) else None,
        "may_order": me.may(May.ORDER_AGENDA, in_=body.id),
    }


def in_turn(waiting: Sequence[Item], *, today: date) -> list[Item]:
    """Overdue periods, then what waits for the next meeting, then by the start of its period, undated last."""
    return sorted(waiting, key=lambda item: (_rank(item, today), item.aim.start or date.max, item.id))


def _rank(item: Item, today: date) -> int:
    if items.is_overdue(item, today=today):
        return 0
    return {When.NEXT: 1, When.MEETING: 1, When.PERIOD: 2, When.UNDATED: 3}[item.aim.when]


def _groups(
    words: Words, page: Sequence[Item], meetings: Mapping[int, Meeting], *, today: date
) -> list[dict[str, Any]]:
    """The points under the name of their period, in the order given."""
    groups: list[dict[str, Any]] = []
    for item in page:
        aim, overdue = speech.aim(words, item.aim, meetings), items.is_overdue(item, today=today)
        if not groups or (groups[-1]["aim"], groups[-1]["overdue"]) != (aim, overdue):
            groups.append({"aim": aim, "overdue": overdue, "points": []})
        groups[-1]["points"].append(_point(words, item))
    return groups


def _point(words: Words, item: Item) -> dict[str, Any]:
    details = [words.say(speech.KINDS[item.kind])]
    if item.minutes:
        details.append(words.say("{minutes} min", minutes=item.minutes))
    if item.presenter:
        details.append(words.say("door {presenter}", presenter=item.presenter))
    if item.before:
        details.append(words.say("te behandelen vóór {before}", before=item.before))
    return {
        "id": item.id,
        "title": item.title,
        "sentence": words.say("{title}\n{details}", title=item.title, details=rows.dotted(details)),
    }
