"""One line of an agenda changed by its form: its place, its words and minutes, or taken off."""

from collections.abc import Callable, Sequence

from bot import agenda
from bot.errors import N_, Refusal
from bot.items import Item, Kind, Sort
from bot.people import May, Person
from handlers import kit
from handlers.agenda import forms, keep, order
from handlers.agenda.sheet import STALE, Sheet, board_of, sheet, to_order
from handlers.desk import Desk
from handlers.payload import Submission
from handlers.reply import Reply
from handlers.words import Sentence
from storage import audit
from storage import items as stored

Step = Callable[[Sequence[Item]], list[Item]]


def place(submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """*Plaats* and *Subpunt van*: first the right level, then the place."""
    with desk.sessions.begin() as db:
        found = to_order(db, submission.id("meeting"), by=me, now=desk.now())
        _must_be_fresh(submission, found, about="position")
        lines = {line.id: line for line in found.items}
        under = submission.choice("under")
        to = submission.number("position")
        for step in _steps(found, submission.id("item"), under=int(under or 0), to=to, by=me):
            lines |= {line.id: line for line in step([*lines.values()])}
        moved = [line for line in lines.values() if line not in found.items]
        keep.order(db, found, moved, by=me, now=desk.now())
    _back(submission, me, desk, reply)


def change(submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """Title, kind, minutes, presenter, guest and fixed time of a line."""
    with desk.sessions.begin() as db:
        found = to_order(db, submission.id("meeting"), by=me, now=desk.now())
        line = found.line(submission.id("item"))
        if submission.metadata.get("seen") != agenda.fingerprint(found.meeting, [line]):
            raise Refusal(N_("Iemand anders wijzigde dit punt intussen. Sluit dit en kijk opnieuw."), about="title")
        changed = agenda.adjust(
            line,
            by=me,
            meeting=found.meeting,
            title=submission.text("title"),
            kind=Kind(submission.choice("kind") or line.kind),
            minutes=submission.number("minutes"),
            presenter=submission.text("presenter"),
            guest="guest" in submission.choices("guest"),
            fixed_at=submission.hour("fixed_at"),
        )
        stored.save(db, changed, was=line.state)
        audit.note(db, "agenda.change", by=me, body=line.body, noun="item", id_=line.id, now=desk.now())
    _back(submission, me, desk, reply)


def take_off(submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """Off this agenda: a point to another meeting or the pool, a break or standing point for good."""
    with desk.sessions.begin() as db:
        found = to_order(db, submission.id("meeting"), by=me, now=desk.now())
        line = found.line(submission.id("item"))
        _must_be_fresh(submission, found, about="to")
        here = board_of(db, found)
        aim = forms.destination(submission, here, now=desk.now()) if line.sort is Sort.POINT else line.aim
        done = agenda.take_off(found.meeting, found.items, line.id, aim=aim, reason=submission.text("reason"), by=me)
        to = here.aimed_at(aim) if line.sort is Sort.POINT else None
        keep.take_off(db, found, line, done, to=to, by=me, now=desk.now())
    _back(submission, me, desk, reply, reply.words.say("«{title}» is van de agenda gehaald.", title=line.title))


def heads(query: str, submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """The points for *Subpunt van*: not the line itself, no breaks, no sub-points; and none at all."""
    found = _numbered(query, submission, me, desk)
    points = [
        kit.Choice(line.id, label)
        for line, label in found
        if line.parent is None and line.sort is not Sort.BREAK and line.id != submission.metadata.get("item")
    ]
    reply.options([kit.Choice(0, reply.words.say("Geen: een eigen punt")), *points])


def lines(query: str, submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """The lines for *Na*: behind which a new one comes."""
    found = _numbered(query, submission, me, desk)
    reply.options(kit.Choice(line.id, label) for line, label in found if line.parent is None)


def _numbered(query: str, submission: Submission, me: Person, desk: Desk) -> list[tuple[Item, str]]:
    with desk.sessions.read() as db:
        shown = sheet(db, submission.id("meeting"), within=me, now=desk.now())
    me.must_be_allowed(May.ORDER_AGENDA, in_=shown.body.id)
    labels = [(slot.item, f"{slot.number} {slot.item.title}".strip()) for slot in shown.standing.table.slots]
    return [(line, label) for line, label in labels if query.casefold() in label.casefold()]


def _steps(found: Sheet, item: int, *, under: int, to: int | None, by: Person) -> list[Step]:
    meeting, line = found.meeting, found.line(item)
    steps: list[Step] = []
    if line.parent is not None and under != line.parent:
        steps.append(lambda lines: agenda.lift(meeting, lines, item, by=by))
    if under and under != line.parent:
        steps.append(lambda lines: agenda.nest(meeting, lines, item, under=under, by=by))
    if to is not None:
        steps.append(lambda lines: agenda.move(meeting, lines, item, to=to, by=by))
    return steps


def _must_be_fresh(submission: Submission, found: Sheet, *, about: str) -> None:
    if submission.metadata.get("seen") != found.seen:
        raise Refusal(STALE, about=about)


def _back(submission: Submission, me: Person, desk: Desk, reply: Reply, notice: Sentence | None = None) -> None:
    """The modal with the order again."""
    with desk.sessions.read() as db:
        after = sheet(db, submission.id("meeting"), within=me, now=desk.now())
    reply.update("agenda/order", **order.facts(after, words=reply.words, start=submission.id("start"), notice=notice))
