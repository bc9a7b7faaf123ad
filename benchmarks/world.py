"""Databases for the bench: a body with a meeting of 25 points, empty around it or with years of history; and votes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import insert

from benchmarks.slack import TEAM
from bot.bodies import Body, Electorate, MajorityBase, Method, Tie
from bot.items import Aim, Item, State, When
from bot.mandates import Mandate
from bot.meetings import Kind, Meeting
from bot.meetings import State as MeetingState
from bot.people import Role
from bot.votes import Line, Poll, Roll, Seat
from bot.votes import State as PollState
from handlers.votes import tell
from handlers.votes.around import around
from storage import bodies, items, mandates, meetings, migrations, people
from storage.audit import AuditRow
from storage.database import Database, Session
from storage.items import ItemRow
from storage.meetings import MeetingRow
from storage.votes import polls as stored_polls

MEMBERS, MEETINGS, POINTS, TRAIL = 10_000, 1_000, 100_000, 1_000_000
BATCH = 5_000


def furnish(url: str, *, history: bool) -> None:
    """Migrate the database at `url` and fill it."""
    migrations.upgrade(url)
    now = datetime.now(UTC)
    with Database(url) as database:
        with database.begin() as db:
            workspace = bodies.open_workspace(db, TEAM, now=now)
            new = Body(
                id=0,
                workspace=workspace,
                name="IROJ Bench",
                plenary_channel="C0PLENARY",
                committee_channel="G0COMMITTEE",
            )
            body = bodies.add(db, new, now=now)
            member = people.add_member(db, body=body, name="Lena", slack_user="U0MEMBER", now=now)
            people.add_mandate(db, body=body, member=member, role=Role.EFFECTIVE_MEMBER, has_vote=True)
            meeting = meetings.add(db, _meeting(body, date.today() + timedelta(days=40)), now=now)  # noqa: DTZ011 - any day.
            for place in range(1, 26):
                items.add(db, _point(body, member, meeting, place, now=now))
        if history:
            _fill(database, workspace=workspace, body=body, member=member, now=now)


def furnish_votes(url: str, *, voters: int, polls: int) -> list[Poll]:
    """Migrate the database at `url`, and fill it with open named votes, each with `voters` seats and one more.

    The one more never votes, so that the vote stays open and its root shows the count. Voter n is Slack user V<n>.
    """
    migrations.upgrade(url)
    now = datetime.now(UTC)
    with Database(url) as database, database.begin() as db:
        workspace = bodies.open_workspace(db, TEAM, now=now)
        new = Body(
            id=0, workspace=workspace, name="IROJ Bench", plenary_channel="C0PLENARY", committee_channel="G0COMMITTEE"
        )
        body = bodies.add(db, new, now=now)
        seats = []
        for number in range(voters + 1):
            member = people.add_member(db, body=body, name=f"Lid {number}", slack_user=f"V{number:06}", now=now)
            mandate = Mandate(id=0, body=body, member=member, role=Role.COMMITTEE_MEMBER, has_vote=True)
            seats.append(Seat(mandate=mandates.add(db, mandate), member=member))
        opened = [_opened(db, body, seats, number, now=now) for number in range(polls)]
        for poll in opened:
            tell.opened(db, around(db, poll, workspace=workspace), channel="G0COMMITTEE")
    return opened


def _opened(db: Session, body: int, seats: Sequence[Seat], number: int, *, now: datetime) -> Poll:
    draft = Poll(
        id=0,
        body=body,
        title=f"Steun voor de netwerkdag {number}",
        lines=(Line(id=0, text="Steun voor de netwerkdag"),),
        method=Method.NAMED,
        places=1,
        state=PollState.DRAFT,
        closes_at=now + timedelta(days=7),
        opened_by=seats[0].member,
        electorate=Electorate.COMMITTEE,
        base=MajorityBase.CAST_WITHOUT_ABSTENTIONS,
        tie=Tie.TO_MEETING,
        quorum=None,
        candidate_votes=False,
        decides=True,
    )
    kept = stored_polls.add(db, draft, channel="G0COMMITTEE")
    opened = replace(kept, state=PollState.OPEN, entitled=len(seats), opened_at=now)
    stored_polls.open_up(db, opened, Roll(seats=tuple(seats)), was=kept)
    return opened


def _meeting(body: int, day: date) -> Meeting:
    return Meeting(
        id=0,
        body=body,
        kind=Kind.PLENARY,
        state=MeetingState.AGENDA_OPEN,
        month=day.replace(day=1),
        day=day,
        starts=time(9, 30),
        ends=time(12),
    )


def _point(body: int, member: int, meeting: int, place: int, *, now: datetime) -> Item:
    return Item(
        id=0,
        body=body,
        title=f"Gezinshuizen: stand van zaken {place}",
        state=State.ACCEPTED,
        aim=Aim(when=When.MEETING, meeting=meeting),
        proposer=member,
        entered_by=member,
        created_at=now,
        meeting=meeting,
        position=place,
        minutes=5,
    )


def _fill(database: Database, *, workspace: int, body: int, member: int, now: datetime) -> None:
    """Ten thousand members, a thousand held meetings with a hundred points each, a million deeds."""
    past = MeetingState.CLOSED
    with database.begin() as db:
        for number in range(MEMBERS):
            somebody = people.add_member(db, body=body, name=f"Lid {number}", slack_user=f"U{number:08}", now=now)
            people.add_mandate(db, body=body, member=somebody, role=Role.EFFECTIVE_MEMBER, has_vote=True)
    rows = [
        items._values(_point(body, member, 0, place, now=now)) | {"state": State.ACCEPTED.value} for place in range(100)
    ]
    for number in range(MEETINGS):
        day = date(2000, 1, 1) + timedelta(days=9 * number)
        with database.begin() as db:
            old = meetings._values(_meeting(body, day)) | {"state": past.value, "created_at": now}
            id_ = db.execute(insert(MeetingRow).values(**old).returning(MeetingRow.id)).scalar_one()
            db.execute(insert(ItemRow), [row | {"meeting_id": id_, "aim_meeting": id_} for row in rows])
    deed = {
        "workspace_id": workspace,
        "body_id": body,
        "at": now,
        "actor": member,
        "by_clock": False,
        "deed": "items.propose",
        "noun": "item",
        "detail": {},
    }
    for first in range(0, TRAIL, BATCH):
        with database.begin() as db:
            db.execute(insert(AuditRow), [deed | {"noun_id": number} for number in range(first, first + BATCH)])
