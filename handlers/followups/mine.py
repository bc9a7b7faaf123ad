"""What one person still has to follow up in a body, in short: for the home tab."""

from typing import Any

from bot.followups import lists
from bot.people import Person, Seat
from handlers.desk import Desk
from handlers.followups import speech
from handlers.followups.ground import ground
from handlers.followups.pages import MINE
from handlers.words import Words
from storage import followups as stored
from storage.database import Session

MOST_SHOWN = 5


def in_short(db: Session, seat: Seat, me: Person, desk: Desk, words: Words) -> dict[str, Any] | None:
    """The first few of mine with their terms, and how many there are; None for none."""
    live = stored.live(db, seat.body)
    if not live:
        return None
    here = ground(db, seat.body, within=me, now=desk.now(), follow_ups=live)
    mine = [each for each in live if lists.is_of(each, seat.member, circle=here.circle)]
    if not mine:
        return None
    first = lists.in_turn(mine, calendar=here.calendar)[:MOST_SHOWN]
    return {
        "number": len(mine),
        "late": sum(here.calendar.is_late(each) for each in mine),
        "rows": [words.say("{text} · {due}", text=each.text, due=speech.due(words, each.due, here)) for each in first],
        "value": f"{seat.body}:{MINE}:0",
    }
