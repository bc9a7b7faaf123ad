"""Somebody has something to be reminded of: in the one message a day that a person gets, whatever it is about."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from slack_sdk import WebClient

from bot import moments
from bot.bodies import Body
from bot.reminders import hours
from handlers.desk import Desk
from storage import bodies, outbox
from storage import reminders as stored
from storage.database import Session, now_in
from storage.outbox import Letter
from storage.reminders import Called, Put

CALL = "reminders.call"
BEGIN = "reminders.begin"


def begin(db: Session, body: Body) -> None:
    """A body was founded: from tomorrow on its people are reminded. Part of the decision."""
    key = f"{BEGIN}:{body.id}"
    outbox.tell(db, BEGIN, workspace=body.workspace, to=outbox.errand(BEGIN), key=key, about={}, body=body.id)


def due(
    db: Session,
    part: str,
    *,
    user: str,
    body: Body,
    at: datetime | None = None,
    since: date | None = None,
) -> None:
    """Remind a Slack user of `part` (a name of `on.reminder`) about a body at `at`, or now: part of the decision.

    It is said in the one message of that day, or of the next on which people may be disturbed: a working day, from
    nine o'clock on, out of the quiet hours. Whoever got the message of that day already gets it on the next. Asking
    twice is harmless. `since` is the first day of which this is the reminder, when some were missed.
    """
    now = now_in(db)
    chance = hours.next_chance(max(at or now, now), body.rules)
    day = hours.local_day(chance, body.rules)
    if at is not None and at > now and day > hours.local_day(now, body.rules):
        _plan(db, part, user=user, body=body, day=day)
        return
    today = hours.local_day(now, body.rules)
    called = Called(
        part=part, body=body.id, since=since or today, until=today, late=since is not None and since < today
    )
    _put(db, called, user=user, body=body, at=chance)


def _plan(db: Session, part: str, *, user: str, body: Body, day: date) -> None:
    """Not today: it is asked for again on that day, so that a person never has two messages waiting."""
    outbox.tell(
        db,
        CALL,
        workspace=body.workspace,
        to=outbox.errand(CALL),
        key=f"{CALL}:{part}:{body.id}:{user}:{day}",
        about={"part": part, "user": user},
        body=body.id,
        at=hours.looks_at(day, body.rules),
    )


def call(desk: Desk, client: WebClient, letter: Letter) -> None:
    """The day has come on which somebody must be reminded."""
    with desk.sessions.begin() as db:
        body = bodies.load(db, letter.body or 0, workspace=letter.workspace)
        since = hours.local_day(letter.planned_at, body.rules)
        due(db, letter.about["part"], user=letter.about["user"], body=body, since=since)


def _put(db: Session, called: Called, *, user: str, body: Body, at: datetime) -> None:
    put = Put.SAID_BEFORE
    while put is Put.SAID_BEFORE:
        day = hours.local_day(at, body.rules)
        midnight = datetime.combine(day, time.min, ZoneInfo(body.rules.zone))
        put = stored.put(db, called, workspace=body.workspace, user=user, at=at, midnight=midnight, day=day)
        at = hours.morning(moments.working_days_after(day, 1), body.rules)
