"""The one message a day: every part that was called for, with the facts of this moment."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from bot.people import Person
from bot.reminders import hours
from handlers.delivery import MOST_BLOCKS, Later
from handlers.render import render
from handlers.table import Table
from handlers.words import Sentence, Words
from storage import bodies
from storage import people as stored_people
from storage import reminders as stored
from storage.database import Session, now_in
from storage.outbox import Letter
from storage.reminders import Days

TEMPLATE = "reminders/daily"

ROOM = MOST_BLOCKS - 2
"""Blocks that the parts may take together: the line that says that it is late needs one too."""

NAMED = 3
"""Parts that the notification names."""


def daily(on: Table, db: Session, letter: Letter, words: Words) -> dict[str, Any] | Later | None:
    """What one person is reminded of today, in all bodies; nothing when all of it was settled meanwhile."""
    now = now_in(db)
    person = stored_people.person(
        db, team=bodies.team(db, letter.workspace), user=letter.about["user"], today=now.date()
    )
    called_for = stored.days_of(letter.about)
    ids = {body for days in called_for.values() for body in days}
    chances = [hours.next_chance(now, bodies.load(db, body, workspace=letter.workspace).rules) for body in sorted(ids)]
    if max(chances) > now and letter.ts is None:
        return Later(until=max(chances))
    told = _told(on, db, person, called_for, now, words)
    late = [days.since for each in called_for.values() for days in each.values() if days.late]
    return fitting(told, words=words, since=min(late, default=None)) if told else None


def fitting(told: Sequence[Mapping[str, Any]], *, words: Words, since: date | None) -> dict[str, Any]:
    """The facts of the message: as many parts in full as there is room for, and of the others what they are about."""
    for full in range(len(told), -1, -1):
        facts = {
            "title": _title([part["facts"]["title"] for part in told], words),
            "parts": [{"template": part["template"], **part["facts"]} for part in told[:full]],
            "briefly": [part["facts"]["title"] for part in told[full:]],
            "since": since,
        }
        if len(render(TEMPLATE, words=words, **facts)["blocks"]) <= ROOM:
            break
    return facts


def _told(
    on: Table,
    db: Session,
    person: Person,
    called_for: Mapping[str, Mapping[int, Days]],
    now: datetime,
    words: Words,
) -> list[dict[str, Any]]:
    """The parts that have something to say, in the order of the table, and of each the bodies by name."""
    told = []
    for name, teller in on.reminders.items():
        for seat in person.seats:
            days = called_for.get(name, {}).get(seat.body)
            if days is None:
                continue
            window = {"since": days.since, "until": days.until} if teller.in_window else {}
            facts = teller.function(db, person, seat, now, words, **window)
            if facts is not None:
                told.append({"template": f"reminders/_{name}.json.j2", "facts": facts})
    return told


def _title(titles: Sequence[Sentence], words: Words) -> Sentence:
    """What a notification says: what the first parts are about, and how many more there are."""
    named = [*titles[:NAMED]]
    if len(titles) > NAMED:
        named.append(words.say("en nog {n}", n=len(titles) - NAMED))
    return Sentence(plain=" · ".join(each.plain for each in named), marked=" · ".join(each.marked for each in named))
