"""What the digest says of attendance: who is excused for a coming meeting while nobody comes instead yet."""

from datetime import datetime

from bot.people import Person, Seat
from handlers.attendance import speech
from handlers.attendance.roll import Roll, ahead
from handlers.reminders.parts import MOST_LINES, Part, Press
from handlers.words import Words
from storage import bodies
from storage.database import Session

MOST_MEETINGS = 3


def digest(db: Session, person: Person, seat: Seat, now: datetime, words: Words) -> Part | None:
    """The places of the coming meetings for which a substitute is still looked for."""
    body = bodies.load(db, seat.body, workspace=person.workspace)
    missing = [(here, name) for here in ahead(db, body, now=now, most=MOST_MEETINGS) for name in _seeking(here)]
    if not missing:
        return None
    return Part(
        title=words.count("*{n} plaatsvervanger ontbreekt*", "*{n} plaatsvervangers ontbreken*", len(missing)),
        lines=[
            words.say("{name}, {meeting}", name=name, meeting=speech.meeting(words, here.meeting))
            for here, name in missing[:MOST_LINES]
        ],
        press=Press(action="attendance.list", label=words.say("Aanwezigheid"), value=missing[0][0].meeting.id),
    )


def _seeking(here: Roll) -> list[str]:
    return [here.name(each.member) for each in here.gathering.invitees if each.seeks]
