"""`/verontschuldigd` in one line: read in every body it can be about, and never repeated or kept."""

from collections.abc import Sequence
from dataclasses import replace

from bot import attendance
from bot.attendance import Instead, Line
from bot.errors import Refusal
from bot.people import May, Person, Seat
from handlers import kit, seats
from handlers.attendance import excuse, request, speech
from handlers.attendance.request import MOST_MEETINGS, Request
from handlers.desk import Desk
from handlers.items.board import Board, board
from handlers.payload import mentions
from handlers.reply import Reply
from storage import people as stored_people
from storage.database import Session

MOST_BODIES = 25
"""Buttons in one row."""


def command(text: str, channel: str, me: Person, desk: Desk, reply: Reply) -> None:
    """The form; with text the preview of what was understood of it, and nothing else of it goes anywhere."""
    seat = seats.here(me, channel=channel)
    if seat is not None and not text:
        wanted = Request(body=seat.body, member=seat.member, meetings=())
        return excuse.show_form(wanted, me=me, desk=desk, reply=reply)
    if seat is None and not text:
        return reply.show("attendance/where", bodies=[(each.body_name, each.body) for each in me.seats[:MOST_BODIES]])
    return _read(text, [seat] if seat is not None else list(me.seats), me=me, desk=desk, reply=reply)


def _read(text: str, where: Sequence[Seat], *, me: Person, desk: Desk, reply: Reply) -> None:
    """The line in each body: one reading is shown, several are offered, none is refused as the first one was."""
    understood: list[tuple[Board, Line, Request]] = []
    refused: Refusal | None = None
    with desk.sessions.read() as db:
        for seat in where[:MOST_BODIES]:
            try:
                understood.append(_in_body(db, text, seat, me=me, desk=desk))
            except Refusal as refusal:
                refused = refused or refusal
    if len(understood) > 1:
        return _offer(understood, reply=reply)
    if refused is not None and not understood:
        return _unread(refused, where, reply=reply)
    here, line, wanted = understood[0]
    if line.unclear:
        return _ask_back(here, line, wanted, reply=reply)
    try:
        return excuse.show_preview(wanted, me=me, desk=desk, reply=reply, dropped=line.dropped)
    except Refusal as refusal:
        # What cannot be is mostly the substitute: the form opens with the day, and without that name.
        kept = replace(wanted, instead=None, substitute=None, user="", outsider=None)
        return reply.show(
            "attendance/unread",
            why=reply.words.say(refusal.sentence, **refusal.facts),
            request=request.written(kept),
            body=None,
        )


def _in_body(db: Session, text: str, seat: Seat, *, me: Person, desk: Desk) -> tuple[Board, Line, Request]:
    me.must_be_allowed(May.EXCUSE_ONESELF, in_=seat.body)
    here = board(db, seat.body, within=me, now=desk.now())
    people = stored_people.members(db, seat.body)
    line = attendance.read(text, now=desk.now(), zone=here.body.zone, meetings=here.meetings, people=people)
    users = mentions(text)
    named = bool(users) or line.member is not None or line.outsider is not None
    return (
        here,
        line,
        Request(
            body=seat.body,
            member=line.behalf or seat.member,
            meetings=line.meetings[:MOST_MEETINGS],
            part=line.part,
            hour=line.hour,
            instead=Instead.OTHER if named else None,
            substitute=None if users else line.member,
            user=users[0] if users else "",
            outsider=None if users else line.outsider,
            warned=False,
        ),
    )


def _offer(understood: Sequence[tuple[Board, Line, Request]], *, reply: Reply) -> None:
    """A button for each body in which the line means something."""
    reply.show(
        "attendance/which",
        choices=[
            kit.button(
                "attendance.preview",
                kit.short(here.body.name),
                request.written(wanted),
            )
            for here, _, wanted in understood
        ],
        dropped=reply.words.say(excuse.DROPPED) if any(line.dropped for _, line, _ in understood) else None,
    )


def _ask_back(here: Board, line: Line, wanted: Request, *, reply: Reply) -> None:
    """Until when, is the question: these meetings, or other ones?"""
    named = [here.by_id[meeting] for meeting in wanted.meetings]
    reply.show(
        "attendance/until",
        meetings=[speech.meeting(reply.words, meeting) for meeting in named],
        request=request.written(wanted),
        dropped=reply.words.say(excuse.DROPPED) if line.dropped else None,
    )


def _unread(refused: Refusal, where: Sequence[Seat], *, reply: Reply) -> None:
    """Why not, without what was typed, and the way to the form."""
    reply.show(
        "attendance/unread",
        why=reply.words.say(refused.sentence, **refused.facts),
        request=None,
        body=where[0].body if len(where) == 1 else None,
    )
