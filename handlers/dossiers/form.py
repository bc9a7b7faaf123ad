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


def ask_change(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Wijzig**: the form with what the dossier holds; a very long list of steps stays as it is."""
    with desk.sessions.read() as db:
        dossier = stored.get(db, action.id, within=me)
        here = board(db, dossier.body, within=me, now=desk.now())
    me.must_be_allowed(dossiers.KEEPS, in_=dossier.body)
    steps = dossiers.written([dossiers.current(step, here.meetings) for step in dossier.steps])
    reply.open(
        "dossiers/change",
        dossier=dossier.id,
        title=dossier.title,
        agency=dossier.agency,
        deadline=dossier.deadline,
        steps=steps if len(steps) <= dossiers.LONGEST_PASTE else None,
    )


def change(submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """The form was sent: changed at once, and shown as it was understood."""
    with desk.sessions.begin() as db:
        was = stored.hold(db, submission.id("dossier"), within=me)
        here = board(db, was.body, within=me, now=desk.now())
        wanted = Wanted(
            title=submission.text("title"),
            agency=submission.text("agency"),
            deadline=submission.day("deadline"),
            steps=submission.text("steps"),
        )
        now = dossiers.change(was, wanted, by=me, now=desk.now(), zone=here.body.zone, meetings=here.meetings)
        stored.save(db, now, was=was.state)
        stored.list_steps(db, now)
        audit.note(db, "dossiers.change", by=me, body=now.body, noun="dossier", id_=now.id, now=desk.now())
        deadlines.changed(db, now.body, workspace=me.workspace)
    reply.update(
        "dossiers/changed",
        title=now.title,
        agency=now.agency,
        deadline=now.deadline,
        steps=[speech.line(reply.words, step, here.meetings) for step in now.steps],
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
