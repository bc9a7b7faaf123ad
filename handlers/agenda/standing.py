"""**Vaste punten**: what comes back on every agenda of a body, and applying it to agendas that exist already."""

from collections.abc import Sequence

from bot import agenda
from bot.agenda import StandingPoint, writing
from bot.errors import N_, Refusal
from bot.meetings import Kind
from bot.people import May, Person
from handlers import kit
from handlers.agenda import speech
from handlers.agenda.sheet import to_order
from handlers.desk import Desk
from handlers.items.board import Board, board
from handlers.payload import Action, Submission
from handlers.reply import Reply
from storage import agenda as stored
from storage import audit
from storage import items as stored_items
from storage.database import Session

MOST_MEETINGS = 20
"""Coming meetings offered to apply the standing points to."""


def ask(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Vaste punten** of a body."""
    me.must_be_allowed(May.EDIT_STANDING_POINTS, in_=action.id)
    with desk.sessions.read() as db:
        here = board(db, action.id, within=me, now=desk.now())
        points = stored.standing_points(db, here.body.id)
    reply.open(
        "agenda/standing",
        body=here.body.id,
        body_name=here.body.name,
        opening=writing.written(point for point in points if not point.closing),
        closing=writing.written(point for point in points if point.closing),
        example=writing.written(agenda.STANDING_POINTS[:1]),
        meetings=[
            kit.Choice(meeting, label)
            for meeting, label in (
                (each.id, speech.meeting(reply.words, each)) for each in here.coming if each.kind is Kind.PLENARY
            )
        ][:MOST_MEETINGS],
    )


def submit(submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """The new standing points are kept, and put on the agendas that were chosen."""
    read = [
        *writing.read(submission.text("opening"), closing=False, about="opening"),
        *writing.read(submission.text("closing"), closing=True, about="closing"),
    ]
    chosen = [int(meeting) for meeting in submission.choices("meetings")]
    with desk.sessions.begin() as db:
        here = board(db, submission.id("body"), within=me, now=desk.now())
        points = agenda.change_standing(read, body=here.body.id, by=me)
        stored.keep_standing_points(db, here.body.id, points)
        audit.note(db, "agenda.standing", by=me, body=here.body.id, noun="body", id_=here.body.id, now=desk.now())
        for meeting in sorted(chosen):
            _apply(db, points, meeting, here, me=me, desk=desk)
    reply.done(
        reply.words.count(
            "De vaste punten zijn bewaard en staan nu ook op {n} agenda.",
            "De vaste punten zijn bewaard en staan nu ook op {n} agenda’s.",
            len(chosen),
        )
        if chosen
        else reply.words.say("De vaste punten zijn bewaard. Ze komen op elke vergadering die je vanaf nu plant.")
    )


def _apply(db: Session, points: Sequence[StandingPoint], meeting: int, here: Board, *, me: Person, desk: Desk) -> None:
    found = to_order(db, meeting, by=me, now=desk.now())
    if found.body.id != here.body.id:
        raise Refusal(N_("Die vergadering is van een ander overlegorgaan."), about="meetings")
    done = agenda.apply(points, found.items, on=found.meeting, by=me, now=desk.now())
    stored_items.place(db, done.stay)
    for line in done.changed:
        stored_items.save(db, line, was=line.state)
    stored_items.add_lines(db, done.new)
    for line in done.gone:
        stored_items.remove(db, line)
    audit.note(db, "agenda.apply_standing", by=me, body=here.body.id, noun="meeting", id_=meeting, now=desk.now())
