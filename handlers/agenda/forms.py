"""The forms of one line of an agenda: where it stands, what it says, and taking it off."""

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeAlias

from bot import agenda, aims
from bot.errors import N_, Refusal
from bot.items import Aim, Item, Sort, When
from bot.meetings import Meeting
from handlers import kit
from handlers.agenda.sheet import Sheet, board_of
from handlers.items import speech
from handlers.items.board import Board
from handlers.payload import Submission
from handlers.words import Words
from storage.database import Session

MOST_MEETINGS = 20
"""Meetings offered in *Naar*; a later one is typed under *Periode*."""


class Deed(StrEnum):
    """What the menu of a line offers; the last three have a form of the same name."""

    UP = "up"
    DOWN = "down"
    PLACE = "place"
    CHANGE = "change"
    TAKE_OFF = "take_off"


Filled: TypeAlias = Callable[[Session, Sheet, Item, Words], dict[str, Any]]


def _place(db: Session, shown: Sheet, line: Item, words: Words) -> dict[str, Any]:
    equals = [each.id for each in agenda.in_order(shown.items) if each.parent == line.parent]
    head = shown.line(line.parent) if line.parent is not None else None
    return {
        "seen": shown.seen,
        "position": equals.index(line.id) + 1,
        "last": len(equals),
        "under": kit.Choice(head.id, head.title) if head else None,
    }


def _change(db: Session, shown: Sheet, line: Item, words: Words) -> dict[str, Any]:
    return {
        "seen": agenda.fingerprint(shown.meeting, [line]),
        "kind": line.kind.value,
        "kinds": [kit.Choice(kind.value, words.say(label)) for kind, label in speech.KINDS.items()],
        "minutes": line.minutes,
        "presenter": line.presenter,
        "guest": line.guest,
        "fixed_at": line.fixed_at,
        "is_break": line.sort is Sort.BREAK,
    }


def _take_off(db: Session, shown: Sheet, line: Item, words: Words) -> dict[str, Any]:
    return {
        "seen": shown.seen,
        "is_point": line.sort is Sort.POINT,
        "sub_points": len(agenda.under_point(shown.items, line.id)),
        "destinations": destinations(words, board_of(db, shown), but=shown.meeting),
    }


def destinations(words: Words, here: Board, *, but: Meeting | None) -> list[kit.Choice]:
    """*Naar*: the coming meetings but one, a period, or nothing yet; the next meeting only while none is planned."""
    ahead = [meeting for meeting in here.coming if but is None or meeting.id != but.id][:MOST_MEETINGS]
    planned = [kit.Choice(f"{When.MEETING}:{meeting.id}", speech.meeting(words, meeting)) for meeting in ahead]
    return [
        *(planned or [kit.Choice(When.NEXT, words.say("Volgende vergadering, zodra die gepland is"))]),
        kit.Choice(When.PERIOD, words.say("Later: maand of periode")),
        kit.Choice(When.UNDATED, words.say("Zonder datum")),
    ]


def destination(submission: Submission, here: Board, *, now: datetime) -> Aim:
    """What was filled in under *Naar* and *Periode*. Raises `Refusal` about `to` or `period`."""
    when, _, meeting = (submission.choice("to") or "").partition(":")
    if when == When.MEETING:
        if not any(str(each.id) == meeting for each in here.coming):
            raise Refusal(N_("Die vergadering is voorbij of geannuleerd. Kies een andere."), about="to")
        return Aim(when=When.MEETING, meeting=int(meeting))
    if when == When.PERIOD:
        period = submission.text("period")
        if not period:
            raise Refusal(N_("Typ een maand of periode, bijvoorbeeld «juni» of «najaar 2026»."), about="period")
        return aims.aim(period, now=now, zone=here.body.zone, meetings=here.meetings, about="period")
    return Aim(when=When(when)) if when else Aim(when=When.UNDATED)


FORMS: dict[Deed, Filled] = {Deed.PLACE: _place, Deed.CHANGE: _change, Deed.TAKE_OFF: _take_off}
"""What each form shows."""
