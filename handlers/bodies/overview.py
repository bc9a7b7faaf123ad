"""`/iroj`: what somebody can do here, who they are here, and whom to ask."""

from typing import Any

from bot.people import BRUSSELS, May, Person, Seat
from handlers.bodies import speech
from handlers.desk import Desk
from handlers.reply import Reply
from handlers.words import ChannelLink, Mention, Words
from storage import bodies, people

MOST_SEATS = 15
"""Bodies of one person that are shown: each takes two of the fifty blocks of a message."""

MOST_KNOWN = 30
LONGEST_WORD = 50


def command(text: str, me: Person, desk: Desk, reply: Reply) -> None:
    """`/iroj`; a word it does not know is said so, above the help."""
    word = text.partition(" ")[0]
    _show(me, desk, reply, unknown=word if len(word) <= LONGEST_WORD else "…")


def show(me: Person, desk: Desk, reply: Reply) -> None:
    """`/iroj help`."""
    _show(me, desk, reply, unknown="")


def _show(me: Person, desk: Desk, reply: Reply, *, unknown: str) -> None:
    reply.show(
        "bodies/overview",
        unknown=unknown,
        seats=[_seat(reply.words, me, seat) for seat in me.seats[:MOST_SEATS]],
        more=max(0, len(me.seats) - MOST_SEATS),
        may_plan=any(me.may(May.PLAN_MEETINGS, in_=seat.body) for seat in me.seats),
        known=[] if me.seats else _known(me, desk, reply.words),
    )


def _seat(words: Words, me: Person, seat: Seat) -> dict[str, Any]:
    return {
        "body": seat.body,
        "name": seat.body_name,
        "roles": speech.roles(words, seat.roles),
        "plenary": ChannelLink(seat.plenary_channel),
        "may_arrange": me.may(May.SET_UP_BODY, in_=seat.body),
    }


def _known(me: Person, desk: Desk, words: Words) -> list[Any]:
    """The bodies of this workspace with whom to ask, for somebody who is in none."""
    today = desk.now().astimezone(BRUSSELS).date()
    with desk.sessions.read() as db:
        found = bodies.of_workspace(db, me.workspace)
        officers = people.officers(db, me.workspace, today=today)
    return [
        words.say(
            "{body}: vraag het aan {officers}",
            body=body.name,
            officers=words.join(Mention(str(member.slack_user), member.name) for member in officers[body.id]),
        )
        for body in found[:MOST_KNOWN]
        if officers.get(body.id)
    ]
