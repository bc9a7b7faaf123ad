"""`/agenda`: the agenda of a meeting as it stands, with start times."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from bot.errors import N_, Refusal
from bot.meetings import Meeting
from bot.people import May, Person, Seat
from handlers import kit
from handlers.agenda import find, rows, speech
from handlers.agenda.sheet import Sheet, on_board, sheet
from handlers.desk import Desk
from handlers.followups import on_agenda
from handlers.followups.on_agenda import Asked
from handlers.items.board import Board, board
from handlers.payload import Action
from handlers.reply import Reply
from handlers.words import Sentence, Words
from storage import meetings as stored_meetings
from storage.database import Session

MOST_OFFERED = 10
"""Meetings offered as buttons when it is not clear which one is meant."""
LONGEST_TEXT = 160
"""Characters behind the command that are repeated in the answer."""
REMEMBERED = timedelta(days=366)
"""How far back a meeting is looked for by what was typed."""


def command(text: str, me: Person, seat: Seat, desk: Desk, reply: Reply) -> None:
    """`/agenda` shows the next meeting's, `/agenda 24 april` that of the day; an unclear day is asked."""
    me.must_be_allowed(May.READ, in_=seat.body)
    with desk.sessions.read() as db:
        here = board(db, seat.body, within=me, now=desk.now())
        if text:
            known = stored_meetings.from_month(db, seat.body, here.today - REMEMBERED, most=200)
            found = find.meant(text, here, now=desk.now(), known=known)
        else:
            found = find.next_one(here)
        shown = on_board(db, here, found[0]) if len(found) == 1 else None
        asked = _asked_about(db, shown, me=me, desk=desk, words=reply.words) if shown is not None else on_agenda.NOTHING
    if shown is not None:
        reply.show("agenda/show", **facts(shown, me=me, words=reply.words, asked=asked))
    else:
        _offer(text, found, here, me=me, reply=reply)


def show(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Agenda** of a meeting, or **Meer** of its lines: the value is "meeting" or "meeting:start"."""
    meeting, start = _asked(action.value)
    with desk.sessions.read() as db:
        shown = sheet(db, meeting, within=me, now=desk.now())
        asked = _asked_about(db, shown, me=me, desk=desk, words=reply.words)
    me.must_be_allowed(May.READ, in_=shown.body.id)
    reply.show("agenda/show", **facts(shown, me=me, words=reply.words, start=start, asked=asked))


def facts(
    sheet: Sheet, *, me: Person, words: Words, start: int = 0, asked: Asked = on_agenda.NOTHING
) -> dict[str, Any]:
    """What the message says of the lines from place `start` on, with the buttons this person may press.

    What the meeting asks about stands behind the last line.
    """
    lines, more = rows.page(sheet.standing.lines, start=start)
    follow_ups, rest = (asked if more is None else on_agenda.NOTHING).in_short(words)
    return {
        "meeting": sheet.meeting.id,
        "body": sheet.body.id,
        "of": speech.meeting(words, sheet.meeting),
        "occasion": speech.occasion(words, sheet),
        "status": speech.status(words, sheet),
        "warnings": speech.warnings(words, sheet) if start == 0 else [],
        "rows": rows.rows(words, lines),
        "follow_ups": follow_ups,
        "follow_ups_rest": rest,
        "more": f"{sheet.meeting.id}:{more}" if more is not None else None,
        "may_order": speech.may_order(sheet, me),
        "may_publish": speech.may_publish(sheet, me),
        "may_propose": me.may(May.PROPOSE_POINT, in_=sheet.body.id) and sheet.is_open,
    }


def _asked_about(db: Session, shown: Sheet, *, me: Person, desk: Desk, words: Words) -> Asked:
    return on_agenda.of(db, shown.meeting, workspace=me.workspace, now=desk.now(), words=words)


def _offer(text: str, found: Sequence[Meeting], here: Board, *, me: Person, reply: Reply) -> None:
    """A sentence, and the meetings to choose from as buttons."""
    offered = found or here.coming
    reply.show(
        "agenda/choose",
        why=_why(reply.words, text, found, here),
        body=here.body.id,
        meetings=[kit.Choice(meeting.id, speech.meeting(reply.words, meeting)) for meeting in offered[:MOST_OFFERED]],
        may_plan=me.may(May.PLAN_MEETINGS, in_=here.body.id),
    )


def _why(words: Words, text: str, found: Sequence[Meeting], here: Board) -> Sentence:
    if found:
        return words.say("Meer dan één vergadering past bij «{text}». Welke bedoel je?", text=text)
    if not here.coming:
        return words.say("Er is nog geen vergadering gepland.")
    if len(text) > LONGEST_TEXT:
        return words.say("Dat is te lang om een datum te zijn. Dit zijn de volgende vergaderingen:")
    return words.say("Ik vind geen vergadering voor «{text}». Dit zijn de volgende:", text=text)


def _asked(value: str) -> tuple[int, int]:
    meeting, _, start = value.partition(":")
    try:
        return int(meeting), int(start or 0)
    except ValueError:
        raise Refusal(N_("Dit is verouderd. Open het opnieuw met /agenda.")) from None
