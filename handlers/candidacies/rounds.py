"""Looking after a call until it closes: reminders, "nobody stands yet" in time, and what follows its last day."""

from datetime import date

from slack_sdk import WebClient

from bot import calls
from bot.candidacies import State
from bot.reminders import hours
from handlers.candidacies import mine, tell
from handlers.candidacies.slate import Slate, for_clock
from handlers.desk import Desk
from handlers.reminders.due import due
from storage import meetings as stored_meetings
from storage.database import Session
from storage.outbox import Letter

MOST_MEETINGS = 20
"""Coming meetings among which the last one that can decide is looked for."""


def go(desk: Desk, client: WebClient, letter: Letter) -> None:
    """One look at a call. What was due on days that the bot missed is said once, on the first day it is back."""
    with desk.sessions.begin() as db:
        here = for_clock(db, letter.about["call"], workspace=letter.workspace, now=desk.now())
        if here.call.called_off:
            return
        if calls.is_open(here.call, today=here.today):
            _remind(db, here, since=hours.local_day(letter.planned_at, here.body.rules), desk=desk)
            _worry(db, here, desk=desk)
            tell.next_look(db, here.call, body=here.body, now=desk.now())
        else:
            tell.call_changed(db, here.call, workspace=letter.workspace)
            tell.closed(db, here, now=desk.now())


def _remind(db: Session, here: Slate, *, since: date, desk: Desk) -> None:
    """Remind the plenary of the call, and nominees of their answer, when a day for that fell between two looks."""
    days = [day for day in calls.reminders(here.call) if since <= day <= here.today]
    if not days:
        return
    tell.remind(db, here, days[-1], now=desk.now())
    for each in here.living:
        nominee = here.member(each.member)
        if each.state is State.NOMINATED and nominee.slack_user and not nominee.deactivated:
            due(db, mine.PART, user=nominee.slack_user, body=here.body, since=days[0])


def _worry(db: Session, here: Slate, *, desk: Desk) -> None:
    """Warn the support officers when nobody stands yet and the last day to do something about it has come."""
    if any(each.state is not State.NOMINATED for each in here.living):
        return
    coming = stored_meetings.coming(db, here.body.id, today=here.today, most=MOST_MEETINGS)
    if calls.warn_on(here.call, coming, here.body.rules) <= here.today:
        tell.nobody(db, here, now=desk.now())
