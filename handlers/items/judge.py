"""The comité decides on a proposal: four buttons on its card, any one of them presses."""

from collections.abc import Callable

from bot import agenda, aims, items
from bot.items import Item
from bot.people import Person
from handlers.desk import Desk
from handlers.items import tell
from handlers.items.board import Board, board
from handlers.items.keep import keep
from handlers.payload import Action, Submission
from handlers.reply import Reply
from storage import items as stored


def accept(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Aanvaarden**: onto the meeting it aims at, before the closing points; else into the pool."""
    with desk.sessions.begin() as db:
        item = stored.get(db, action.id, within=me)
        here = board(db, item.body, within=me, now=desk.now())
        meeting = here.aimed_at(item.aim)
        position = 0
        if meeting is not None:
            position = agenda.place_for_new(stored.of_meeting(db, meeting.id))
        accepted = items.accept(item, by=me, now=desk.now(), meeting=meeting, position=position)
        if meeting is not None:
            stored.make_room(db, meeting.id, position)
        keep(db, accepted, was=item, deed="items.accept", by=me, now=desk.now())
        tell.judged_to_proposer(db, accepted, by=me, now=desk.now())


def ask_send_back(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Terugsturen** asks *Reden*."""
    _ask("items/send_back", action, me=me, desk=desk, reply=reply)


def ask_postpone(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Uitstellen** asks *Naar* and *Reden*."""
    _ask("items/postpone", action, me=me, desk=desk, reply=reply)


def ask_refuse(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Weigeren** asks *Reden*."""
    _ask("items/refuse", action, me=me, desk=desk, reply=reply)


def send_back(submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """Back to the proposer, with the reason."""
    reason = submission.text("reason")

    def back(item: Item, _: Board) -> Item:
        return items.send_back(item, by=me, now=desk.now(), reason=reason)

    _decide(submission, back, deed="items.send_back", me=me, desk=desk)


def refuse(submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """Refused, with the reason."""
    reason = submission.text("reason")

    def refused(item: Item, _: Board) -> Item:
        return items.refuse(item, by=me, now=desk.now(), reason=reason)

    _decide(submission, refused, deed="items.refuse", me=me, desk=desk)


def postpone(submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """Into the pool, for the period that was typed."""

    def later(item: Item, here: Board) -> Item:
        to = aims.aim(submission.text("to"), now=desk.now(), zone=here.body.zone, meetings=here.meetings, about="to")
        return items.postpone(item, by=me, now=desk.now(), reason=submission.text("reason"), aim=to)

    _decide(submission, later, deed="items.postpone", me=me, desk=desk)


def _ask(template: str, action: Action, *, me: Person, desk: Desk, reply: Reply) -> None:
    with desk.sessions.read() as db:
        item = stored.get(db, action.id, within=me)
    items.must_be_judged_by(me, item=item)
    reply.open(template, item=item.id, title=item.title)


def _decide(
    submission: Submission, decide: Callable[[Item, Board], Item], *, deed: str, me: Person, desk: Desk
) -> None:
    with desk.sessions.begin() as db:
        item = stored.get(db, submission.id("item"), within=me)
        here = board(db, item.body, within=me, now=desk.now())
        decided = decide(item, here)
        keep(db, decided, was=item, deed=deed, by=me, now=desk.now())
        tell.judged_to_proposer(db, decided, by=me, now=desk.now())
