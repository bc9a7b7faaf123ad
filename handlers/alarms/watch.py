"""Looking which alarms of a body are due, and when to look again: an errand of the ticker."""

from datetime import date, datetime

from slack_sdk import WebClient

from bot import alarms
from bot.alarms import Finding
from bot.bodies import Body
from bot.meetings import next_for_points
from bot.people import Role
from bot.reminders import hours
from handlers.alarms.sources import ALL
from handlers.deadlines import CHECK
from handlers.desk import Desk
from handlers.dossiers import nudge
from handlers.items.board import Board, for_clock
from storage import alarms as stored
from storage import outbox, people
from storage.database import Session
from storage.outbox import Letter


def check(desk: Desk, client: WebClient, letter: Letter) -> None:
    """Raise the alarms that are due today, each once, and look again on the day when the next one is.

    The reminders about steps of dossiers are planned with it: they too move when a meeting does.
    """
    with desk.sessions.begin() as db:
        now = desk.now()
        here = for_clock(db, letter.about["body"], workspace=letter.workspace, now=now)
        found = _findings(db, here)
        for finding in found:
            if finding.due <= here.today:
                _raise(db, finding, here=here, now=now)
        later = [finding.due for finding in found if finding.due > here.today]
        reminded = nudge.plan(db, here)
        if reminded is not None:
            later.append(reminded)
        if later:
            _look_again(db, min(later), body=here.body)


def _findings(db: Session, here: Board) -> list[Finding]:
    """Everything with a deadline ahead for which no way out was chosen, judged by the meetings as they are."""
    body, next_one = here.body, next_for_points(here.meetings, here.body.rules, today=here.today)
    answered = stored.answered(db, body.id, today=here.today)
    judged = (
        alarms.judge(watched, meetings=here.meetings, rules=body.rules, today=here.today)
        for all_ in ALL.values()
        for watched in all_(db, body.id, today=here.today, next_meeting=next_one.id if next_one else None)
        if (watched.subject, watched.id, watched.deadline) not in answered
    )
    return [finding for finding in judged if finding is not None]


def _raise(db: Session, finding: Finding, *, here: Board, now: datetime) -> None:
    """Tell support officers and chair, unless they heard it before."""
    alarm = stored.raise_(db, finding, body=here.body.id, now=now)
    if alarm is None:
        return
    for member in people.with_roles(db, here.body.id, Role.SUPPORT_OFFICER, Role.CHAIR, today=here.today):
        if member.slack_user and not member.deactivated:
            outbox.tell(
                db,
                "alarms/alarm",
                workspace=here.body.workspace,
                to=outbox.user(member.slack_user),
                key=key(alarm, member.id),
                about={"alarm": alarm},
                body=here.body.id,
            )


def key(alarm: int, member: int) -> str:
    """The key of one person's copy of an alarm in the outbox."""
    return f"alarms/alarm:{alarm}:{member}"


def _look_again(db: Session, day: date, *, body: Body) -> None:
    """On that morning; looking once too often raises nothing twice."""
    outbox.tell(
        db,
        CHECK,
        workspace=body.workspace,
        to=outbox.errand(CHECK),
        key=f"{CHECK}:{body.id}:{day.isoformat()}",
        about={"body": body.id},
        body=body.id,
        at=hours.morning(day, body.rules),
    )
