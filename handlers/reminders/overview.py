"""What the digest says of follow-ups: late, this week, before the next meeting, without owner or date, waiting."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.followups import FollowUp
from bot.followups.lists import Filter, fits, in_turn
from bot.people import Person, Seat
from bot.reminders import nudges
from handlers.followups import speech
from handlers.followups.ground import Ground
from handlers.reminders import nudged
from handlers.reminders.parts import MOST_LINES, Part, Press
from handlers.words import Sentence, Words
from storage.database import Session

PART = "followups"
"""The part of the digest."""

WEEK = timedelta(days=6)

LISTS = {
    "late": Filter.LATE,
    "week": Filter.THIS_MONTH,
    "meeting": Filter.NEXT_MEETING,
    "nobody": Filter.NOBODY,
    "undated": Filter.ALL,
    "waiting": Filter.WAITING,
}


def digest(db: Session, person: Person, seat: Seat, now: datetime, words: Words) -> list[Part]:
    """The parts about follow-ups; what this officer snoozed is left out, unless it has a day that counts."""
    found = nudged.scan(db, seat.body, workspace=person.workspace, now=now)
    here = found.here
    awake = [each for each in found.live if not _sleeps(each, seat.member, here)]
    told = {name: in_turn(follow_ups, calendar=here.calendar) for name, follow_ups in _lists(awake, here).items()}
    return [_part(words, name, follow_ups, here) for name, follow_ups in told.items() if follow_ups]


def _sleeps(follow_up: FollowUp, member: int, here: Ground) -> bool:
    ends = follow_up.snoozed_until(member)
    return ends is not None and here.today < ends and not nudges.is_hard(follow_up)


def _lists(follow_ups: Iterable[FollowUp], here: Ground) -> dict[str, list[FollowUp]]:
    """Every follow-up in the first list of time that it fits in, and besides under nobody and waiting."""
    found: dict[str, list[FollowUp]] = {name: [] for name in LISTS}
    for each in follow_ups:
        term = nudges.term(each, here.calendar)
        ends = here.today + WEEK
        if fits(each, Filter.LATE, calendar=here.calendar, circle=here.circle):
            found["late"].append(each)
        elif any(day is not None and here.today <= day <= ends for day in (term.first, term.last)):
            found["week"].append(each)
        elif fits(each, Filter.NEXT_MEETING, calendar=here.calendar, circle=here.circle):
            found["meeting"].append(each)
        elif term.first is None and term.last is None:
            found["undated"].append(each)
        for name in ("nobody", "waiting"):
            if fits(each, LISTS[name], calendar=here.calendar, circle=here.circle):
                found[name].append(each)
    return found


def _part(words: Words, name: str, follow_ups: list[FollowUp], here: Ground) -> Part:
    return Part(
        title=title(words, name, len(follow_ups)),
        lines=[_line(words, each, here) for each in follow_ups[:MOST_LINES]],
        press=Press(action="followups.window", label=words.say("Toon ze"), value=f"{here.body.id}:{LISTS[name].value}"),
    )


def title(words: Words, name: str, n: int) -> Sentence:
    """What a list is called, with how many there are on it."""
    match name:
        case "late":
            return words.count("*{n} opvolgpunt is te laat*", "*{n} opvolgpunten zijn te laat*", n)
        case "week":
            return words.count("*{n} opvolgpunt voor deze week*", "*{n} opvolgpunten voor deze week*", n)
        case "meeting":
            return words.count(
                "*{n} opvolgpunt voor de volgende vergadering*", "*{n} opvolgpunten voor de volgende vergadering*", n
            )
        case "nobody":
            return words.count("*{n} opvolgpunt zonder eigenaar*", "*{n} opvolgpunten zonder eigenaar*", n)
        case "undated":
            return words.count("*{n} opvolgpunt zonder datum*", "*{n} opvolgpunten zonder datum*", n)
    return words.count("*{n} opvolgpunt wacht op antwoord*", "*{n} opvolgpunten wachten op antwoord*", n)


def _line(words: Words, follow_up: FollowUp, here: Ground) -> Sentence:
    return words.say(
        "{text} · {owners} · {due}",
        text=follow_up.text,
        owners=speech.owners(words, follow_up, here),
        due=speech.due(words, follow_up.due, here),
    )
