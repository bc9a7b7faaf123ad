"""Planning meetings: by form, in one line, or as a series that is shown before it is planned."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from bot import meetings, schedules
from bot.errors import Refusal
from bot.meetings import Kind, Meeting, Wanted
from bot.people import May, Person, Seat
from bot.schedules import Doubt, Line, Series
from handlers import kit
from handlers.desk import Desk
from handlers.items.board import Board, board
from handlers.meetings import form, keep, overview, speech, wish
from handlers.meetings.wish import Wish
from handlers.payload import Action, Submission
from handlers.people import choose
from handlers.reply import Reply
from handlers.words import Words
from storage import bodies, mandates
from storage import meetings as stored
from storage import people as stored_people
from storage.database import Session

LONGEST_LINE = 1900
"""Characters of a line that is shown again when it could not be read."""


def command(text: str, me: Person, seat: Seat, desk: Desk, reply: Reply) -> None:
    """`/vergadering`: the list; with a date the form, with `|` planned at once, with a series its preview."""
    if text:
        _in_one_line(text, body=seat.body, me=me, desk=desk, reply=reply)
    else:
        overview.show(body=seat.body, me=me, desk=desk, reply=reply)


def new(me: Person, seat: Seat, desk: Desk, reply: Reply) -> None:
    """`/vergadering nieuw`: the empty form."""
    _open(Line(phrase=""), Wanted(), body=seat.body, me=me, desk=desk, reply=reply)


def open_form(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """The button **Vergadering plannen** of a body."""
    _open(Line(phrase=""), Wanted(), body=action.id, me=me, desk=desk, reply=reply)


def mirrors(query: str, submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """The members for *Spiegel*, narrowed down by what was typed."""
    body = submission.id("body")
    me.must_be_allowed(May.PLAN_MEETINGS, in_=body)
    with desk.sessions.read() as db:
        reply.options(choose.known(db, query, body=body))


def submit(submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """The form was sent."""
    with desk.sessions.begin() as db:
        here = board(db, submission.id("body"), within=me, now=desk.now())
        wanted = form.read(submission, mandates.groups(db, here.body.id))
        kind = Kind(submission.choice("kind") or Kind.PLENARY)
        planned = _plan(db, here, wanted, kind=kind, me=me, desk=desk)
    _show(planned, here, me=me, reply=reply)


def confirm(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Bevestig**: the days that were shown, each planned once however often it is pressed."""
    wished = wish.read(action.value)
    with desk.sessions.begin() as db:
        me.must_be_allowed(May.PLAN_MEETINGS, in_=wished.body)
        bodies.hold(db, wished.body)
        here = board(db, wished.body, within=me, now=desk.now())
        groups = mandates.groups(db, wished.body)
        new = schedules.plan(
            wished.series,
            body=wished.body,
            kind=wished.kind,
            by=me,
            today=here.today,
            place=wished.place,
            known=stored.on_days(db, wished.body, wished.series.days),
            group=form.known(groups, wished.group) if wished.group is not None else None,
            groups=groups,
        )
        planned = keep.add(db, new, by=me, now=desk.now())
    reply.show(
        "meetings/confirmed",
        instead=True,
        planned=[speech.meeting(reply.words, meeting) for meeting in planned],
        already=len(wished.series.days) - len(planned),
        body=wished.body,
    )


def _in_one_line(text: str, *, body: int, me: Person, desk: Desk, reply: Reply) -> None:
    me.must_be_allowed(May.PLAN_MEETINGS, in_=body)
    try:
        with desk.sessions.read() as db:
            here = board(db, body, within=me, now=desk.now())
            groups = mandates.groups(db, body)
        line = schedules.line(text, groups=groups)
        wanted = schedules.read(line.phrase, now=desk.now(), zone=here.body.zone, known=here.meetings)
        if isinstance(wanted, Series):
            line = replace(line, group=meetings.whose(line.kind, line.group, groups))
            _preview(line, wanted, here, desk=desk, reply=reply)
        elif line.at_once:
            _at_once(line, wanted, body=body, me=me, desk=desk, reply=reply)
        else:
            _open(line, replace(wanted, group=line.group), body=body, me=me, desk=desk, reply=reply)
    except Doubt as doubt:
        _ask_which(line, doubt, body=body, reply=reply)
    except Refusal as refusal:
        why = reply.words.say(refusal.sentence, **refusal.facts)
        reply.show("meetings/unread", why=why, line=text if len(text) <= LONGEST_LINE else "", body=body)


def _at_once(line: Line, wanted: Wanted, *, body: int, me: Person, desk: Desk, reply: Reply) -> None:
    with desk.sessions.begin() as db:
        here = board(db, body, within=me, now=desk.now())
        placed = replace(wanted, place=line.place, group=line.group)
        planned = _plan(db, here, placed, kind=line.kind, me=me, desk=desk)
    _show(planned, here, me=me, reply=reply)


def _plan(db: Session, here: Board, wanted: Wanted, *, kind: Kind, me: Person, desk: Desk) -> Meeting:
    if wanted.mirror is not None:
        stored_people.get(db, wanted.mirror, body=here.body.id)
    groups = mandates.groups(db, here.body.id)
    meeting = meetings.plan(wanted, body=here.body.id, kind=kind, by=me, today=here.today, groups=groups)
    return keep.add(db, [meeting], by=me, now=desk.now())[0]


def _open(line: Line, wanted: Wanted, *, body: int, me: Person, desk: Desk, reply: Reply) -> None:
    me.must_be_allowed(May.PLAN_MEETINGS, in_=body)
    with desk.sessions.read() as db:
        here = board(db, body, within=me, now=desk.now())
        groups = mandates.groups(db, body)
    filled = form.fill(reply.words, here, wanted, groups=groups, kind=line.kind)
    reply.open("meetings/plan", **filled.as_facts())


def _show(meeting: Meeting, here: Board, *, me: Person, reply: Reply) -> None:
    """The card of what was planned, with weekday and year, and what to watch out for."""
    found = schedules.concerns(meeting.day, known=here.meetings, but=meeting.id) if meeting.day else ()
    reply.show(
        "meetings/planned",
        meeting=speech.facts(reply.words, meeting, body=here.body, me=me, today=here.today),
        concerns=speech.concerns(reply.words, found),
    )


def _preview(line: Line, series: Series, here: Board, *, desk: Desk, reply: Reply) -> None:
    """The days of a series, before anything is planned."""
    with desk.sessions.read() as db:
        known = stored.on_days(db, here.body.id, series.days)
    reply.show(
        "meetings/series",
        body_name=here.body.name,
        days=[_day(reply.words, day, known) for day in series.days],
        hours=speech.hours(reply.words, series.starts, series.ends),
        place=line.place,
        kind=line.group.name if line.group else reply.words.say(speech.KINDS[line.kind]),
        value=wish.written(_wish(line, series, body=here.body.id)),
    )


def _day(words: Words, day: date, known: Sequence[Meeting]) -> list[Any]:
    """One line of a preview: the day with weekday and year, and what to watch out for."""
    found = speech.concerns(words, schedules.concerns(day, known=known))
    return [kit.bold(words.when(day)), *(words.say(" ⚠ {concern}", concern=concern) for concern in found)]


def _ask_which(line: Line, doubt: Doubt, *, body: int, reply: Reply) -> None:
    """A button for each day the phrase can mean; pressing one plans it."""
    choices = []
    for wanted in doubt.candidates:
        if wanted.day is not None:
            series = Series(days=(wanted.day,), starts=wanted.starts, ends=wanted.ends)
            choices.append((wanted.day, wish.written(_wish(line, series, body=body))))
    why = reply.words.say(doubt.sentence, **doubt.facts)
    reply.show("meetings/which", why=why, choices=choices, body=body)


def _wish(line: Line, series: Series, *, body: int) -> Wish:
    """A line as it is carried by the button that plans it."""
    return Wish(body=body, series=series, kind=line.kind, place=line.place, group=line.group.id if line.group else None)
