"""What must not be missed, in the daily reminder and the digest; every morning the ticker looks who has something."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from slack_sdk import WebClient

from bot import budget
from bot.bodies import Body
from bot.budget import Deadline, Sheet, State
from bot.budget.deadlines import Sort
from bot.moments import working_days_after
from bot.people import May, Person, Role, Seat
from bot.reminders import hours
from handlers.budget import speech
from handlers.desk import Desk
from handlers.items import board
from handlers.items.board import Board
from handlers.reminders.due import due as remind
from handlers.reminders.parts import MOST_LINES, Part, Press
from handlers.words import Words
from storage import budget as stored
from storage import outbox
from storage import people as stored_people
from storage.database import Session
from storage.outbox import Letter
from storage.people import Member

PART = "budget"
WATCH = "budget/watch"

MOST_TOLD = 8
"""Lines in one reminder; the others are behind the button."""

LONGEST_GAP = 14
"""Days that are made up for, when the bot was away longer than that."""

OVERDUE_WORKING_DAYS = 2
"""From so many working days after the concrete ask was due the support officer hears it too (decisions.md 14)."""

REQUESTERS = frozenset({Sort.CONCRETE, Sort.SHARPEN, Sort.NEW_YEAR, Sort.SETTLE})
CONCRETE = frozenset({Sort.CONCRETE, Sort.SHARPEN, Sort.NEW_YEAR})
"""What the form of the concrete ask settles: the amount, and the day of the event."""

OFFICERS = frozenset({Sort.DECIDE, Sort.SETTLE, Sort.YEAR_END, Sort.NEW_YEAR, Sort.LAPSED})


def begin(db: Session, *, body: Body, now: datetime) -> None:
    """Have the sheets of a body looked through every working day from the next one on, as long as any is open."""
    _look_on(db, working_days_after(hours.local_day(now, body.rules), 1), body=body)


def _look_on(db: Session, day: date, *, body: Body) -> None:
    outbox.tell(
        db,
        WATCH,
        workspace=body.workspace,
        to=outbox.errand(WATCH),
        key=f"{WATCH}:{body.id}:{day}",
        about={"body": body.id},
        body=body.id,
        at=hours.looks_at(day, body.rules),
    )


def look(desk: Desk, client: WebClient, letter: Letter) -> None:
    """Remind whoever has something to be reminded of today, or since the bot was away; and look again tomorrow."""
    with desk.sessions.begin() as db:
        here = board.for_clock(db, letter.about["body"], workspace=letter.workspace, now=desk.now())
        sheets = stored.still_open(db, here.body.id)
        if not sheets:
            return
        planned = hours.local_day(letter.planned_at, here.body.rules)
        since = max(planned, here.today - timedelta(days=LONGEST_GAP))
        readers: dict[str, date] = {}
        officers = _officers(db, here)
        names = _readers(db, sheets, body=here.body.id)
        for each, day in _told(here, sheets, since=since, until=here.today):
            for member in _to(each, here, names=names, officers=officers):
                if member.slack_user and not member.deactivated:
                    readers[member.slack_user] = min(day, readers.get(member.slack_user, day))
        for user, first in readers.items():
            remind(db, PART, user=user, body=here.body, since=first)
        _look_on(db, working_days_after(here.today, 1), body=here.body)


def reminder(
    db: Session, person: Person, seat: Seat, now: datetime, words: Words, *, since: date, until: date
) -> dict[str, Any] | None:
    """What one person is reminded of in one body; nothing when it was settled meanwhile."""
    here = board.for_clock(db, seat.body, workspace=person.workspace, now=now)
    sheets = stored.still_open(db, seat.body)
    names = _readers(db, sheets, body=seat.body)
    officers = _officers(db, here)
    mine = [
        each
        for each, _ in _told(here, sheets, since=since, until=until)
        if seat.member in {member.id for member in _to(each, here, names=names, officers=officers)}
    ]
    if not mine:
        return None
    mine.sort(key=lambda each: (each.day, each.sheet.id))
    return {
        "title": words.count(
            "Regiobudget: {n} fiche vraagt iets", "Regiobudget: {n} fiches vragen iets", len({e.sheet.id for e in mine})
        ),
        "body": seat.body,
        "body_name": seat.body_name,
        "rows": [
            {
                "id": each.sheet.id,
                "title": each.sheet.title,
                "told": speech.deadline(words, each, today_left=each.left(here.today)),
                "concrete": each.sort in CONCRETE and _waits_for(each.sheet, seat.member),
            }
            for each in mine[:MOST_TOLD]
        ],
        "rest": max(0, len(mine) - MOST_TOLD),
    }


def digest(db: Session, person: Person, seat: Seat, now: datetime, words: Words) -> Part | None:
    """What is due around now, for who decides on money."""
    if not person.may(May.DECIDE_BUDGET, in_=seat.body):
        return None
    sheets = stored.still_open(db, seat.body)
    if not sheets:
        return None
    here = board.for_clock(db, seat.body, workspace=person.workspace, now=now)
    rules, today = here.body.rules, here.today
    near = [each for each in _all(here, sheets) if budget.is_shown(each, rules=rules, today=today)]
    if not near:
        return None
    near.sort(key=lambda each: (each.day, each.sheet.id))
    return Part(
        title=words.count("*{n} termijn van het regiobudget*", "*{n} termijnen van het regiobudget*", len(near)),
        lines=[speech.deadline(words, each, today_left=each.left(today)) for each in near[:MOST_LINES]],
        press=Press(action="budget.year", label=words.say("Budget"), value=seat.body),
    )


def _all(here: Board, sheets: Iterable[Sheet]) -> list[Deadline]:
    rules, today = here.body.rules, here.today
    return [each for sheet in sheets for each in budget.due(sheet, meetings=here.meetings, rules=rules, today=today)]


def _told(here: Board, sheets: Iterable[Sheet], *, since: date, until: date) -> list[tuple[Deadline, date]]:
    """What is brought up on one of these days, both included, as it stands now; with the first of those days."""
    days = [since + timedelta(days=n) for n in range((until - since).days + 1)]
    rules = here.body.rules
    first = (
        (each, [day for day in days if budget.is_told_on(each, rules=rules, today=day)]) for each in _all(here, sheets)
    )
    return [(each, told[0]) for each, told in first if told]


def _to(each: Deadline, here: Board, *, names: dict[int, Member], officers: list[Member]) -> list[Member]:
    """Who is reminded: the requester of what they must do, the support officers of the rest and of what is late."""
    found: list[Member] = []
    own = names.get(each.sheet.requester or 0) or names.get(each.sheet.entered_by or 0)
    if each.sort in REQUESTERS and own is not None:
        found.append(own)
    is_late = here.today >= working_days_after(each.day, OVERDUE_WORKING_DAYS)
    if each.sort in OFFICERS or own is None or own.slack_user is None or (each.sort is Sort.CONCRETE and is_late):
        found += [member for member in officers if member not in found]
    return found


def _waits_for(sheet: Sheet, member: int) -> bool:
    """Whether this member can still give the concrete ask."""
    return sheet.state is State.AGREED_IN_PRINCIPLE and member in {sheet.requester, sheet.entered_by}


def _officers(db: Session, here: Board) -> list[Member]:
    return stored_people.with_roles(db, here.body.id, Role.SUPPORT_OFFICER, today=here.today)


def _readers(db: Session, sheets: Iterable[Sheet], *, body: int) -> dict[int, Member]:
    ids = [member for sheet in sheets for member in (sheet.requester, sheet.entered_by)]
    return stored_people.names(db, ids, body=body)
