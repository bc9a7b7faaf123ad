"""Looking through a body on every working day: who is to be reminded that day, and the digest of the week.

Each look plans the next one. What was missed, because the bot was away, is looked through with the first day on which
it is back. Should a look ever be lost, the hourly sweep puts the body back in its place.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from slack_sdk import WebClient

from bot import moments
from bot.bodies import Body
from bot.people import Role
from bot.reminders import hours, nudges
from handlers.desk import Desk
from handlers.reminders import digest, nudged, preparation
from handlers.reminders.due import due
from handlers.reminders.nudged import Scan
from storage import bodies, outbox
from storage import people as stored_people
from storage import reminders as stored
from storage.database import Session, now_in
from storage.outbox import Letter

LOOK = "reminders.look"

MOST_AT_ONCE = 500
"""Bodies that one sweep puts back in their place."""


def sweep(db: Session) -> None:
    """Have every body looked through: the new ones, and any of which the next look got lost. Twice is harmless."""
    now = now_in(db)
    for body, workspace, next_day in stored.behind(db, day=now.date(), most=MOST_AT_ONCE):
        here = bodies.load(db, body, workspace=workspace)
        today = hours.local_day(now, here.rules)
        if next_day is None:
            first, following = today + nudges.DAY, nudges.forward(today + nudges.DAY)
            stored.begin(db, body, day=first)
            # The digest of a day goes out before that day is looked through: the day before plans it.
            _digests(db, here, since=first, until=following, now=now)
            _plan(db, here, following)
        else:
            _plan(db, here, nudges.forward(max(today, next_day)))


def begin(desk: Desk, client: WebClient, letter: Letter) -> None:
    """A body was founded: it gets its place at once, and not with the next sweep."""
    with desk.sessions.begin() as db:
        sweep(db)


def look(desk: Desk, client: WebClient, letter: Letter) -> None:
    """Look through one body: from the day after the last look on, until today."""
    with desk.sessions.begin() as db:
        body = bodies.load(db, letter.body or 0, workspace=letter.workspace)
        today = hours.local_day(desk.now(), body.rules)
        since = stored.next_day(db, body.id)
        if since is None or since > today:
            return
        found = nudged.scan(db, body.id, workspace=body.workspace, now=desk.now())
        _remind(db, found, body, since=since, today=today)
        following = moments.working_days_after(today, 1)
        _digests(db, body, since=since, until=following, now=desk.now())
        stored.turn_to(db, body.id, day=today + nudges.DAY)
        _plan(db, body, following)


def _plan(db: Session, body: Body, day: date) -> None:
    outbox.tell(
        db,
        LOOK,
        workspace=body.workspace,
        to=outbox.errand(LOOK),
        key=f"{LOOK}:{body.id}:{day}",
        about={},
        body=body.id,
        at=hours.looks_at(day, body.rules),
    )


def _remind(db: Session, found: Scan, body: Body, *, since: date, today: date) -> None:
    """Everybody who has something of their own to do, and the officers who have something to prepare."""
    at = hours.morning(today, body.rules)
    # Each from the day that is theirs, which is a working day: after a weekend nothing is late.
    first: dict[int, date] = {}
    for nudge in found.nudges(since=since, until=today):
        first[nudge.member] = min(first.get(nudge.member, today), nudge.day)
    for member, day in sorted(first.items()):
        due(db, nudged.PART, user=_user(found, member), body=body, at=at, since=day)
    chores = preparation.first_day(db, body, today=today, since=since, until=today)
    if chores is not None:
        for member in found.readers.officers:
            due(db, preparation.PART, user=_user(found, member), body=body, at=at, since=chores)


def _user(found: Scan, member: int) -> str:
    return str(found.here.members[member].slack_user)


def _digests(db: Session, body: Body, *, since: date, until: date, now: datetime) -> None:
    """The last digest of these days, to every support officer: of several that were missed only one is said."""
    days = hours.digest_days(body.rules, since=since, until=until)
    if not days:
        return
    at = datetime.combine(days[-1], body.rules.digest_at, ZoneInfo(body.rules.zone))
    for officer in stored_people.with_roles(db, body.id, Role.SUPPORT_OFFICER, today=hours.local_day(now, body.rules)):
        if officer.slack_user and not officer.deactivated:
            digest.tell(db, body, user=officer.slack_user, day=days[-1], at=at)
