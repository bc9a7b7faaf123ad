"""**Punt toevoegen** and **Pauze toevoegen**: a line straight onto an agenda."""

from dataclasses import replace

from bot import agenda, items
from bot.items import Aim, When
from bot.people import May, Person
from handlers import kit
from handlers.agenda import keep, order, speech
from handlers.agenda.sheet import board_of, sheet, to_order
from handlers.desk import Desk
from handlers.items import form, tell
from handlers.items.speech import KINDS
from handlers.payload import Action, Submission
from handlers.reply import Reply
from handlers.words import Sentence
from storage import people

BREAK_MINUTES = 15


def ask_point(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Punt toevoegen** opens the form of a point, without *Wanneer*: that is known."""
    with desk.sessions.read() as db:
        shown = sheet(db, action.id, within=me, now=desk.now())
    me.must_be_allowed(May.ORDER_AGENDA, in_=shown.body.id)
    reply.open(
        "agenda/add",
        meeting=shown.meeting.id,
        body=shown.body.id,
        of=speech.meeting(reply.words, shown.meeting),
        kinds=[kit.Choice(kind.value, reply.words.say(label)) for kind, label in KINDS.items()],
        has_lines=bool(shown.items),
    )


def point(submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """The point is proposed and accepted in one go, and stands on the agenda."""
    behalf = submission.choice("on_behalf_of")
    with desk.sessions.begin() as db:
        found = to_order(db, submission.id("meeting"), by=me, now=desk.now())
        here = board_of(db, found)
        aim = Aim(when=When.MEETING, meeting=found.meeting.id)
        wanted = replace(form.read(submission, here, now=desk.now()), aim=aim)
        proposed = items.propose(
            wanted,
            body=found.body.id,
            by=me,
            now=desk.now(),
            today=found.today,
            rules=found.body.rules,
            meeting=found.meeting,
            on_behalf_of=people.get(db, int(behalf), body=found.body.id).id if behalf else None,
        )
        accepted = items.accept(proposed, by=me, now=desk.now(), meeting=found.meeting)
        if fixed_at := submission.hour("fixed_at"):
            accepted = agenda.fix(accepted, at=fixed_at, by=me, meeting=found.meeting)
        new = keep.add(db, found, accepted, behind=_behind(submission), deed="agenda.add", by=me, now=desk.now())
        if new.proposer != new.entered_by:
            tell.judged_to_proposer(db, new, by=me, now=desk.now())
    _show(submission, me, desk, reply, reply.words.say("«{title}» staat op de agenda.", title=new.title))


def ask_break(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Pauze toevoegen** asks how long, and behind which line."""
    with desk.sessions.read() as db:
        shown = sheet(db, action.id, within=me, now=desk.now())
    me.must_be_allowed(May.ORDER_AGENDA, in_=shown.body.id)
    reply.open(
        "agenda/pause",
        meeting=shown.meeting.id,
        of=speech.meeting(reply.words, shown.meeting),
        title=agenda.BREAK_TITLE,
        minutes=BREAK_MINUTES,
        has_lines=bool(shown.items),
    )


def pause(submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """The break stands on the agenda."""
    with desk.sessions.begin() as db:
        found = to_order(db, submission.id("meeting"), by=me, now=desk.now())
        new = agenda.add_break(
            found.meeting,
            title=submission.text("title"),
            minutes=submission.number("minutes"),
            by=me,
            now=desk.now(),
        )
        keep.add(db, found, new, behind=_behind(submission), deed="agenda.pause", by=me, now=desk.now())
    _show(submission, me, desk, reply, reply.words.say("De pauze staat op de agenda."))


def _behind(submission: Submission) -> int | None:
    chosen = submission.choice("behind")
    return int(chosen) if chosen else None


def _show(submission: Submission, me: Person, desk: Desk, reply: Reply, notice: Sentence) -> None:
    """The order with the new line in it, so that it can be moved on from there."""
    with desk.sessions.read() as db:
        after = sheet(db, submission.id("meeting"), within=me, now=desk.now())
    reply.update("agenda/order", **order.facts(after, words=reply.words, notice=notice))
