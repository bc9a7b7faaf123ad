"""Asking budget: by form, in one line, or in somebody's name."""

from datetime import datetime

from bot import budget, moments, names
from bot.budget import Draft, Sheet, lines
from bot.errors import N_, Refusal
from bot.people import May, Person, Seat
from handlers import kit
from handlers.budget import books, form, keep, tell
from handlers.desk import Desk
from handlers.items.board import Board, board
from handlers.items.propose import LONGEST_LINE, MOST_NAMED
from handlers.payload import Action, Submission, mentions
from handlers.people import choose
from handlers.reply import Reply
from storage import people as stored_people
from storage.database import Session


def command(text: str, me: Person, seat: Seat, desk: Desk, reply: Reply) -> None:
    """`/budget vraag`: the form, prefilled with the text; with `|` the work is done at once."""
    if "|" in text:
        in_one_line(text, body=seat.body, me=me, desk=desk, reply=reply)
    else:
        _open(lines.Line(title=text), body=seat.body, me=me, desk=desk, reply=reply)


def open_form(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """The button **Actiefiche** of a body."""
    _open(lines.Line(title=""), body=action.id, me=me, desk=desk, reply=reply)


def say_line(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """One of the two days of a doubtful line was chosen: the line again, with that day in it."""
    body, line = _line_of(action)
    in_one_line(line, body=body, me=me, desk=desk, reply=reply)


def open_line(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Verbeter in het formulier**: the form with all that could be read of the line."""
    body, text = _line_of(action)
    me.must_be_allowed(May.ASK_BUDGET, in_=body)
    with desk.sessions.read() as db:
        here = board(db, body, within=me, now=desk.now())
        line, trouble = lines.sort_out(_with_names(db, text, body), now=desk.now(), zone=here.body.zone)
    why = reply.words.say(trouble.sentence, **trouble.facts) if trouble else None
    facts = form.of_line(form.empty(here, words=reply.words), line, here, trouble=why)
    reply.open("budget/ask", **facts.as_facts())


def requesters(query: str, submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """The people for *Aanvrager*, narrowed down by what was typed, and whoever was typed."""
    body = submission.id("body")
    me.must_be_allowed(May.ASK_BUDGET, in_=body)
    with desk.sessions.read() as db:
        found = choose.known(db, query, body=body)
    reply.options(form.requesters(query, found, me=me, body=body, words=reply.words))


def submit(submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """The form was sent: noted, and told to the requester where it lasts."""
    with desk.sessions.begin() as db:
        here = board(db, submission.id("body"), within=me, now=desk.now())
        sheet = _ask(db, here, form.read(submission), me=me, now=desk.now())
        tell.noted_to_requester(db, sheet, by=me)


def in_one_line(text: str, *, body: int, me: Person, desk: Desk, reply: Reply) -> None:
    """`/budget vraag Studiedag | € 1.250 | 22 oktober 2026`: noted at once, answered with what was understood.

    A line that cannot be read loses nothing: it comes back with the reason and a way on.
    """
    text = " ".join(text.split())
    try:
        with desk.sessions.begin() as db:
            here = board(db, body, within=me, now=desk.now())
            line = lines.read(_with_names(db, text, body), now=desk.now(), zone=here.body.zone)
            sheet = _ask(db, here, _draft(db, line, here), me=me, now=desk.now())
            if sheet.requester not in (None, sheet.entered_by):
                tell.noted_to_requester(db, sheet, by=me)
            noted = tell.noted_facts(reply.words, books.folder(db, sheet.id, within=me, now=desk.now()))
    except Refusal as refusal:
        _unread(refusal, text, body=body, reply=reply)
        return
    reply.show("budget/noted", **noted)


def _open(line: lines.Line, *, body: int, me: Person, desk: Desk, reply: Reply) -> None:
    me.must_be_allowed(May.ASK_BUDGET, in_=body)
    with desk.sessions.read() as db:
        here = board(db, body, within=me, now=desk.now())
    reply.open("budget/ask", **form.of_line(form.empty(here, words=reply.words), line, here).as_facts())


def _ask(db: Session, here: Board, wanted: Draft, *, me: Person, now: datetime) -> Sheet:
    if wanted.requester is not None:
        # The form's choice is checked again: it may be anything.
        stored_people.get(db, wanted.requester, body=here.body.id)
    sheet = budget.propose(wanted, body=here.body.id, by=me, now=now)
    return keep.new(db, budget.first(sheet, by=me), here=here, by=me, now=now)


def _draft(db: Session, line: lines.Line, here: Board) -> Draft:
    member, outside = _named(db, line.requester, here.body.id)
    return budget.draft(
        title=line.title,
        plan_year=lines.plan_year(line, today=here.today),
        ask=budget.asked(line.amount, line.sort),
        requester=member,
        requester_name=outside,
        event=line.event,
        fee=line.fee,
        heads=line.heads,
        support=(budget.Support(text=line.support),) if line.support else (),
    )


def _unread(refusal: Refusal, text: str, *, body: int, reply: Reply) -> None:
    """The line back with why, and what to do about it."""
    fits = len(text) <= LONGEST_LINE
    doubt = refusal if fits and isinstance(refusal, moments.Doubt) else None
    again = {day: text.replace(doubt.facts["phrase"], day.isoformat()) for day in doubt.candidates} if doubt else {}
    reply.show(
        "budget/unread",
        why=reply.words.say(refusal.sentence, **refusal.facts),
        line=text if fits else None,
        form=f"{body}|{text}" if fits else None,
        days=[kit.button("budget.line", reply.words.when(day), f"{body}|{line}") for day, line in again.items()],
    )


def _line_of(action: Action) -> tuple[int, str]:
    """The body and the line that a button carried: its writer's own words, read anew."""
    body, _, text = action.value.partition("|")
    if not body.isdigit():
        raise Refusal(N_("Dit is verouderd. Typ je vraag opnieuw met /budget vraag."))
    return int(body), text


def _with_names(db: Session, text: str, body: int) -> str:
    """The line with each mention replaced by the member's name. Raises `Refusal` for somebody else."""
    for user in mentions(text):
        member = stored_people.by_slack_user(db, user, body=body)
        if member is None:
            raise Refusal(N_("Wie je vermeldt is geen lid van dit overlegorgaan. Typ de naam zonder @."))
        text = text.replace(f"<@{user}>", member.name)
    return text


def _named(db: Session, name: str, body: int) -> tuple[int | None, str]:
    """The member of this name, or else somebody from outside. Raises `Refusal` for more than one member."""
    if not name:
        return None, ""
    known = stored_people.search(db, body, name, most=MOST_NAMED)
    found = [member for member in known if names.same(member.name, name)]
    if len(found) > 1:
        raise Refusal(N_("Er zijn meer leden met de naam «{name}». Kies het lid in het formulier."), name=name)
    return (found[0].id, "") if found else (None, name)
