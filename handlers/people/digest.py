"""What the digest says of the members: whose substitute, successor or end of mandate needs somebody."""

from datetime import datetime

from bot.people import Person, Seat
from handlers.people import speech
from handlers.people.circle import circle
from handlers.reminders.parts import MOST_LINES, Part, Press
from handlers.words import Words
from storage.database import Session


def digest(db: Session, person: Person, seat: Seat, now: datetime, words: Words) -> Part | None:
    """What is missing among the members, the most urgent first."""
    here = circle(db, seat.body, within=person, now=now)
    if not here.gaps:
        return None
    return Part(
        title=words.count("*{n} ding ontbreekt bij de leden*", "*{n} dingen ontbreken bij de leden*", len(here.gaps)),
        lines=[speech.missing(words, gap, here) for gap in here.gaps[:MOST_LINES]],
        press=Press(action="people.gaps", label=words.say("Wat ontbreekt"), value=f"{seat.body}:0:"),
    )
