"""`/opvolging dossier`: title, agency, deadline and pasted steps; first what was understood, then **Bevestig**."""

from bot import dossiers
from bot.dossiers import Wanted
from bot.people import Person, Seat
from handlers import deadlines
from handlers.desk import Desk
from handlers.dossiers import pages, post, speech
from handlers.items.board import board
from handlers.payload import Action, Submission
from handlers.reply import Reply
from storage import audit
from storage import dossiers as stored


def command(text: str, me: Person, seat: Seat, desk: Desk, reply: Reply) -> None:
    """The form, with the text as title; whoever does not keep dossiers sees the list."""
    if not me.may(dossiers.KEEPS, in_=seat.body):
        pages.show(body=seat.body, me=me, desk=desk, reply=reply)
    else:
        _open(seat.body, title=text, reply=reply)


def open_form(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """The button **Nieuw dossier** of a body."""
    me.must_be_allowed(dossiers.KEEPS, in_=action.id)
    _open(action.id, title="", reply=reply)


def _open(body: int, *, title: str, reply: Reply) -> None:
    reply.open("dossiers/make", body=body, title=title[:150])


def submit(submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """The form was sent: what was understood comes on top, to confirm or to go back from."""
    wanted = Wanted(
        title=submission.text("title"),
        agency=submission.text("agency"),
        deadline=submission.day("deadline"),
        steps=submission.text("steps"),
        year=submission.number("year"),
    )
    with desk.sessions.begin() as db:
        here = board(db, submission.id("body"), within=me, now=desk.now())
        draft = dossiers.draft(
            wanted, body=here.body.id, by=me, now=desk.now(), zone=here.body.zone, meetings=here.meetings
        )
        kept = stored.add(db, draft)
    reply.open(
        "dossiers/check",
        dossier=kept.id,
        title=kept.title,
        agency=kept.agency,
        deadline=kept.deadline,
        steps=[speech.line(reply.words, step, here.meetings) for step in kept.steps],
        passed=sum(step.is_done for step in kept.steps),
    )


def confirm(submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """**Bevestig**: kept, watched over, and its timeline comes in a direct message."""
    with desk.sessions.begin() as db:
        draft = stored.hold(db, submission.id("dossier"), within=me)
        kept = dossiers.confirm(draft, by=me)
        stored.save(db, kept, was=draft.state)
        audit.note(db, "dossiers.make", by=me, body=kept.body, noun="dossier", id_=kept.id, now=desk.now())
        deadlines.changed(db, kept.body, workspace=me.workspace)
        post.timeline_to(db, kept, me=me, now=desk.now())
    reply.clear()
