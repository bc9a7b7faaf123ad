"""The steps of dossiers in the support officer's daily reminder, some days before each ends; and in the digest."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from bot import dossiers, moments
from bot.dossiers import Dossier, State, Step
from bot.people import Person, Role, Seat
from bot.reminders import hours
from handlers.dossiers import speech
from handlers.items.board import Board, for_clock
from handlers.reminders.due import due
from handlers.reminders.parts import MOST_LINES, Part, Press
from handlers.words import Sentence, Words
from storage import dossiers as stored
from storage import people
from storage.database import Session

PART = "dossiers"

_WEEK = 7


def plan(db: Session, here: Board) -> date | None:
    """Have the next reminder about steps made, and give its day; None when nothing is coming."""
    days = [day for each in _coming(db, here) for day in _reminded_on(each[1], here) if day > here.today]
    if not days:
        return None
    day = min(days)
    for officer in people.with_roles(db, here.body.id, Role.SUPPORT_OFFICER, today=here.today):
        if officer.slack_user and not officer.deactivated:
            due(db, PART, user=officer.slack_user, body=here.body, at=hours.morning(day, here.body.rules))
    return day


def _reminded_on(step: Step, here: Board) -> set[date]:
    """The days before a step ends on which it is reminded of, back over weekends and holidays (decisions 14)."""
    days = (step.last - timedelta(days=ahead) for ahead in here.body.rules.reminder_days)
    return {day if moments.is_working_day(day) else moments.working_days_before(day, 1) for day in days}


def _coming(db: Session, here: Board) -> list[tuple[Dossier, Step]]:
    """The steps of running dossiers that are not done and not over, the soonest first."""
    steps = _open_steps(stored.running(db, here.body.id), here)
    return [pair for pair in steps if pair[1].last >= here.today]


def _open_steps(running: Sequence[Dossier], here: Board) -> list[tuple[Dossier, Step]]:
    """The steps that are not done, on the days where they are now, the soonest first."""
    found = [
        (dossier, dossiers.current(step, here.meetings))
        for dossier in running
        for step in dossier.steps
        if not step.is_done
    ]
    return sorted(found, key=lambda pair: (pair[1].last, pair[1].id))


def reminder(db: Session, person: Person, seat: Seat, now: datetime, words: Words) -> dict[str, Any] | None:
    """The steps that end within the longest reminder time; None when there are none (any more)."""
    if Role.SUPPORT_OFFICER not in seat.roles:
        return None
    here = for_clock(db, seat.body, workspace=person.workspace, now=now)
    until = here.today + timedelta(days=max(here.body.rules.reminder_days, default=0))
    near = [_line(words, *pair) for pair in _coming(db, here) if pair[1].last <= until]
    if not near:
        return None
    return {
        "title": words.count("{n} stap van een dossier komt eraan", "{n} stappen van dossiers komen eraan", len(near)),
        "body_name": here.body.name,
        "body": here.body.id,
        "lines": near[:MOST_LINES],
    }


def digest(db: Session, person: Person, seat: Seat, now: datetime, words: Words) -> Part | None:
    """What dossiers ask this week: steps that are late, advice that is decided but not sent, and the steps to come."""
    here = for_clock(db, seat.body, workspace=person.workspace, now=now)
    until = here.today + timedelta(days=_WEEK)
    running = stored.running(db, seat.body)
    steps = _open_steps(running, here)
    lines = [words.say("*te laat:* {line}", line=_line(words, *pair)) for pair in steps if pair[1].last < here.today]
    lines += [
        words.say("«{title}» is beslist maar nog niet verstuurd.", title=dossier.title)
        for dossier in running
        if dossier.state is State.DECIDED
    ]
    lines += [_line(words, *pair) for pair in steps if here.today <= pair[1].last <= until]
    if not lines:
        return None
    return Part(
        title=words.count("{n} ding te doen in een dossier", "{n} dingen te doen in dossiers", len(lines)),
        lines=lines[:MOST_LINES],
        press=Press(action="dossiers.list", label=words.say("Dossiers"), value=seat.body),
    )


def _line(words: Words, dossier: Dossier, step: Step) -> Sentence:
    when = speech.when(words, step)
    return words.say("{when}: {text} («{title}»)", when=when, text=step.text, title=dossier.title)
