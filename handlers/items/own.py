"""One's own points: the list, editing and withdrawing."""

from bot import items
from bot.people import May, Person, Seat
from handlers.desk import Desk
from handlers.items import form, speech
from handlers.items.board import board
from handlers.items.keep import keep
from handlers.payload import Action, Submission
from handlers.reply import Reply
from storage import items as stored

MOST_SHOWN = 15
"""Points on one list: each takes two blocks of the fifty a message has."""


def mine(me: Person, seat: Seat, desk: Desk, reply: Reply) -> None:
    """`/agendapunt mijn`: one's own points with state and, while allowed, the buttons."""
    me.must_be_allowed(May.READ, in_=seat.body)
    with desk.sessions.read() as db:
        here = board(db, seat.body, within=me, now=desk.now())
        found = stored.mine(db, seat.body, seat.member, most=MOST_SHOWN + 1)
    reply.show(
        "items/mine",
        body=seat.body,
        body_name=seat.body_name,
        points=[
            {
                "id": item.id,
                "title": item.title,
                "state": reply.words.say(speech.STATES[item.state]),
                "place": speech.place(reply.words, item, here.by_id),
                "reason": item.reason,
                "editable": item.state in items.EDITABLE,
            }
            for item in found[:MOST_SHOWN]
        ],
        more=len(found) > MOST_SHOWN,
    )


def ask_edit(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Wijzig**: the form with what the point holds."""
    with desk.sessions.read() as db:
        item = stored.get(db, action.id, within=me)
        here = board(db, item.body, within=me, now=desk.now())
    items.must_be_editable_by(me, item=item)
    facts = form.of_item(form.empty(here, me=me, words=reply.words), item)
    reply.open("items/edit", **facts.as_facts())


def edit(submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """The form was sent: a point that was sent back is submitted again."""
    with desk.sessions.begin() as db:
        item = stored.get(db, submission.id("item"), within=me)
        here = board(db, item.body, within=me, now=desk.now())
        kept = [attachment for attachment in item.attachments if attachment.file]
        wanted = form.read(submission, here, now=desk.now(), kept=kept)
        edited = items.edit(
            item, wanted, by=me, today=here.today, rules=here.body.rules, meeting=here.aimed_at(wanted.aim)
        )
        keep(db, edited, was=item, deed="items.edit", by=me, now=desk.now())


def withdraw(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Intrekken**."""
    with desk.sessions.begin() as db:
        item = stored.get(db, action.id, within=me)
        gone = items.withdraw(item, by=me)
        keep(db, gone, was=item, deed="items.withdraw", by=me, now=desk.now())
    reply.say("«{title}» is ingetrokken.", title=item.title)
