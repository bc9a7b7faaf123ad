"""What the home tab says of attendance: my status for the coming meetings, and what waits for me as a substitute."""

from typing import Any

from bot import attendance
from bot.attendance import Expected
from bot.people import May, Person, Seat
from handlers.attendance import speech
from handlers.attendance.roll import ahead, for_anybody
from handlers.desk import Desk
from handlers.items.board import Board
from handlers.words import Words
from storage import attendance as stored
from storage.database import Session

MOST_MEETINGS = 3
MOST_AHEAD = 12
"""Coming meetings looked at: a member of a group may be invited to few of them."""

MOST_ASKED = 3

STATUS = {
    Expected.COMING: "coming",
    Expected.EXCUSED: "excused",
    Expected.REPLACED: "excused",
    Expected.NO_NEWS: "no_news",
}


def status(db: Session, here: Board, seat: Seat, me: Person, desk: Desk, words: Words) -> list[dict[str, Any]]:
    """How this person stands for the coming meetings they are expected at, the soonest first."""
    if not me.may(May.EXCUSE_ONESELF, in_=seat.body):
        return []
    shown: list[dict[str, Any]] = []
    for roll in ahead(db, here.body, now=desk.now(), most=MOST_AHEAD):
        principal = roll.gathering.principal(seat.member)
        if principal is None or len(shown) == MOST_MEETINGS or attendance.is_over(roll.meeting, today=roll.today):
            continue
        is_away = principal.answer is not None and principal.answer.is_away
        answer = principal.answer
        partly = answer is not None and answer.says is attendance.Says.EXCUSED and not is_away
        shown.append(
            {
                "of": speech.meeting(words, roll.meeting),
                "status": STATUS[principal.expected],
                "part": speech.partly(words, answer.part, answer.hour) if partly and answer else None,
                "substitute": speech.substitute(words, roll, principal) if is_away else None,
                "value": roll.value_of(seat.member),
            }
        )
    return shown


def asked(db: Session, me: Person, desk: Desk, words: Words) -> list[dict[str, Any]]:
    """What this person was asked as a substitute, or promised, in any body; a seat is not needed."""
    today = desk.now().date()
    found = stored.of_user(db, me.user, workspace=me.workspace, today=today, most=MOST_ASKED)
    shown = []
    for substitution in found:
        here = for_anybody(db, substitution.meeting, workspace=me.workspace, now=desk.now())
        if here.gathering.under(substitution.id) is not None and not substitution.needs_consent:
            shown.append(
                {
                    "id": substitution.id,
                    "absent": here.who(substitution.absent),
                    "body_name": here.body.name,
                    "occasion": speech.occasion(words, here),
                    "accepted": substitution.state is attendance.State.ACCEPTED,
                }
            )
    return shown
