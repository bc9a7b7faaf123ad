"""A year of a body, day by day: what people are reminded of is what a naive second reckoning says, exactly once."""

import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import update
from structlog.testing import capture_logs

from bot import followups
from bot.bodies import Body
from bot.followups import Circle, Due, DueKind, FollowUp, Owner, Wanted, Whose
from bot.meetings import Kind, State
from bot.meetings import Meeting as BotMeeting
from bot.people import Person, Role
from handlers import assemble
from handlers.desk import Desk
from handlers.followups import keep
from handlers.followups.ground import for_clock
from handlers.reminders import day as looking
from handlers.ticker import Pace, Ticker
from sandbox.slackers import Slacker
from sandbox.team import Team
from storage import bodies, meetings, people
from storage import followups as stored
from storage.database import Database
from storage.mandates import MandateRow
from tests.engine import naive
from tests.engine.stage import client_of

BRUSSELS = ZoneInfo("Europe/Brussels")
FIRST, LAST = date(2026, 1, 5), date(2026, 12, 31)
MEMBERS, WITHOUT_SLACK, OFFICERS, FOLLOW_UPS = 30, 5, 2, 200
AWAY = (date(2026, 6, 3), date(2026, 6, 10))
"""The bot is down from the evening before the first of these days, and back on the last one."""
POINT = re.compile(r"Punt \d{3}")


class Year:
    """One body and its bot; every deed is done to the bot, and written down for the naive reckoning."""

    def __init__(self, url: str, team: Team, luck: random.Random) -> None:
        self.url, self.team, self.luck = url, team, luck
        self.moment = at(FIRST, 6)
        self.machine = 0.0
        self.seen = max((entry.n for entry in team.ground.traffic.after()), default=0)
        self.records: dict[int, naive.Record] = {}
        self.meetings: list[tuple[int, naive.Meeting]] = []
        self.slackers: dict[int, Slacker] = {}
        self.begin()
        self.people = self.furnish()

    def begin(self) -> None:
        """Start the bot anew, as after a restart."""
        self.database = Database(self.url, now=lambda: self.moment)
        self.desk = Desk(sessions=self.database, now=lambda: self.moment)
        table, client = assemble.table(), client_of(self.team)
        self.ticker = Ticker(self.desk, table, lambda _: client, pace=Pace(), machine=lambda: self.machine)

    def furnish(self) -> naive.People:
        """The body, its people, and its meetings."""
        with self.database.begin() as db:
            self.workspace = bodies.open_workspace(db, self.team.id, now=self.moment)
            new = Body(id=0, workspace=self.workspace, name="IROJ", plenary_channel="C1", committee_channel="C2")
            self.body = bodies.add(db, new, now=self.moment)
            members = []
            for number in range(MEMBERS):
                who = self.team.add_person(f"Lid {number}") if number >= WITHOUT_SLACK else None
                user = who.id if who else None
                member = people.add_member(db, body=self.body, name=f"Lid {number}", slack_user=user, now=self.moment)
                is_officer = number >= MEMBERS - OFFICERS
                role = Role.SUPPORT_OFFICER if is_officer else Role.EFFECTIVE_MEMBER
                people.add_mandate(db, body=self.body, member=member, role=role, has_vote=not is_officer)
                members.append(member)
                if who is not None:
                    self.slackers[member] = who
            for month in (2, 4, 6, 9, 11, 12):
                day = None if month == 9 else date(2026, month, 18)
                self.add_meeting(db, month, day)
            looking.sweep(db)
        return naive.People(
            sitting=set(members), with_slack=set(members[WITHOUT_SLACK:]), officers=set(members[-OFFICERS:])
        )

    def add_meeting(self, db: Any, month: int, day: date | None) -> None:
        new = BotMeeting(
            id=0,
            body=self.body,
            kind=Kind.PLENARY,
            state=State.AGENDA_OPEN if day else State.PLANNED,
            month=date(2026, month, 1),
            day=day,
        )
        self.meetings.append((meetings.add(db, new, now=self.moment), naive.Meeting(day)))

    @property
    def today(self) -> date:
        return self.moment.astimezone(BRUSSELS).date()

    # What is said.

    def say(self, *, dies: bool = False) -> Counter[tuple[int, str]]:
        """Have the bot say all that is due; when it dies it is started anew after some of it."""
        left = self.luck.randrange(1, 12) if dies else -1
        while self.ticker.tick():
            self.machine += 5.0
            left -= 1
            if left == 0:
                self.database.close()
                self.begin()
        return self.heard()

    def heard(self) -> Counter[tuple[int, str]]:
        """Who was told of which follow-up since the last time; nobody gets two daily messages a day."""
        by_channel = {who.client.im.id: member for member, who in self.slackers.items()}
        told: Counter[tuple[int, str]] = Counter()
        messages: Counter[int] = Counter()
        for entry in self.team.ground.traffic.after(self.seen):
            self.seen = entry.n
            if entry.what != "chat.postMessage" or entry.body["text"].startswith("Weekoverzicht"):
                continue
            member = by_channel[entry.body["channel"]]
            messages[member] += 1
            told.update((member, text) for text in set(POINT.findall(json.dumps(entry.body["blocks"]))))
        assert max(messages.values(), default=0) <= 1
        return told

    # What people do.

    def live_a_day(self) -> None:
        """Some deeds at noon, on a few of the follow-ups that are open."""
        if len(self.records) < FOLLOW_UPS:
            for _ in range(self.luck.choice((0, 1, 1, 2))):
                self.make()
        open_ones = [id_ for id_, record in self.records.items() if record.open]
        for id_ in self.luck.sample(open_ones, min(len(open_ones), self.luck.choice((0, 1, 1, 2, 2)))):
            self.luck.choice([*[self.finish] * 5, self.snooze, self.snooze, self.defer, self.edit])(id_)
        if self.luck.random() < 0.03:
            self.move_a_meeting()
        if self.luck.random() < 0.015:
            self.leave()

    def make(self) -> None:
        number = len(self.records)
        owners, due, more = self.some_owners(), *self.some_due()
        record = naive.Record(text=f"Punt {number:03}", made=self.today, owners=owners, **more)
        wanted = Wanted(text=record.text, owners=as_owners(owners), due=due)
        with self.database.begin() as db:
            made = keep.make(db, wanted, body=self.body, by=self.officer, now=self.moment)
        self.records[made.id] = record

    def finish(self, id_: int) -> None:
        self.do(id_, lambda it, circle: followups.finish(it, by=self.officer, circle=circle, now=self.moment))
        self.records[id_].open = False
        self.records[id_].sleeps = {}

    def snooze(self, id_: int) -> None:
        record, until = self.records[id_], self.today + timedelta(days=self.luck.randrange(1, 40))
        owners = (self.people.sitting if record.owners is None else record.owners) & self.people.sitting
        able = sorted((owners | self.people.officers) & self.people.with_slack)
        member = self.luck.choice(able)
        by = self.person(member)
        self.do(
            id_,
            lambda it, circle: followups.snooze(it, until, by=by, circle=circle, now=self.moment, today=self.today),
        )
        record.sleeps[member] = until

    def defer(self, id_: int) -> None:
        due, more = self.some_due()
        self.do(id_, lambda it, circle: followups.defer(it, due, "", by=self.officer, circle=circle, now=self.moment))
        self.change(id_, sleeps={}, **more)

    def edit(self, id_: int) -> None:
        owners, due, more = self.some_owners(), *self.some_due()
        wanted = Wanted(text=self.records[id_].text, owners=as_owners(owners), due=due)
        self.do(id_, lambda it, circle: followups.edit(it, wanted, by=self.officer, circle=circle, now=self.moment))
        self.change(id_, owners=owners, **more)

    def change(self, id_: int, **more: Any) -> None:
        for name, value in {"first": None, "last": None, "meeting": None, **more}.items():
            setattr(self.records[id_], name, value)

    def move_a_meeting(self) -> None:
        ahead = [(id_, it) for id_, it in self.meetings if it.day is None or it.day > self.today + timedelta(days=2)]
        if not ahead:
            return
        id_, it = self.luck.choice(ahead)
        it.day = (it.day or date(2026, 9, 14)) + timedelta(days=self.luck.randrange(-10, 25))
        it.day = max(it.day, self.today + timedelta(days=1))
        with self.database.begin() as db:
            known = meetings.load(db, id_, workspace=self.workspace)
            moved = replace(known, day=it.day, month=it.day.replace(day=1), state=State.AGENDA_OPEN)
            meetings.save(db, moved, was=known.state)

    def leave(self) -> None:
        """Somebody's mandate ended yesterday."""
        member = self.luck.choice(sorted(self.people.sitting - self.people.officers))
        with self.database.begin() as db:
            ended = self.today - timedelta(days=1)
            db.execute(update(MandateRow).where(MandateRow.member_id == member).values(valid_until=ended))
        self.people.sitting.discard(member)

    def do(self, id_: int, deed: Any) -> None:
        with self.database.begin() as db:
            known: FollowUp = stored.load(db, id_, workspace=self.workspace)
            circle: Circle = for_clock(db, self.body, workspace=self.workspace, now=self.moment).circle
            keep.keep(db, deed(known, circle), was=known, by=self.officer, now=self.moment)

    @property
    def officer(self) -> Person:
        return self.person(min(self.people.officers))

    def person(self, member: int) -> Person:
        return self.desk.who(team=self.team.id, user=self.slackers[member].id)

    def some_owners(self) -> set[int] | None:
        """One or a few people, everybody now and then, and sometimes nobody."""
        kind = self.luck.random()
        if kind < 0.006:
            return None
        if kind < 0.12:
            return set()
        return set(self.luck.sample(sorted(self.people.sitting), self.luck.choice((1, 1, 1, 2, 3))))

    def some_due(self) -> tuple[Due, dict[str, Any]]:
        """A term of any kind from now on, for the bot and for the reckoning."""
        first = self.today + timedelta(days=self.luck.randrange(0, 60))
        last = first + timedelta(days=self.luck.randrange(0, 45))
        match self.luck.choice(("day", "day", "before", "period", "period", "meeting", "not_before", "event", "none")):
            case "day":
                return Due(kind=DueKind.DAY, last=last), {"kind": "day", "last": last}
            case "before":
                return Due(kind=DueKind.BEFORE, last=last), {"kind": "before", "last": last}
            case "period":
                return Due(kind=DueKind.PERIOD, first=first, last=last), {
                    "kind": "period",
                    "first": first,
                    "last": last,
                }
            case "not_before":
                return Due(kind=DueKind.NOT_BEFORE, first=first), {"kind": "not_before", "first": first}
            case "meeting":
                id_, meeting = self.luck.choice(self.meetings)
                return Due(kind=DueKind.MEETING, meeting=id_), {"kind": "meeting", "meeting": meeting}
            case "event":
                return Due(kind=DueKind.EVENT, phrase="zodra het kan"), {"kind": "event"}
        return Due(), {"kind": "none"}


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), BRUSSELS)


def as_owners(owners: set[int] | None) -> tuple[Owner, ...]:
    if owners is None:
        return (Owner(whose=Whose.EVERYBODY),)
    return tuple(Owner(whose=Whose.MEMBER, id=member) for member in sorted(owners))


@pytest.fixture
def year(sqlite_url: str, team: Team) -> Iterator[Year]:
    with capture_logs():
        year = Year(sqlite_url, team, random.Random(20260105))
        yield year
        year.database.close()


@pytest.mark.slow
@pytest.mark.timeout(480)
def test_a_year_of_reminders_is_what_a_naive_reckoning_says(year: Year) -> None:
    day, looked_until, told = FIRST, FIRST, Counter[str]()
    while day < LAST:
        day += timedelta(days=1)
        is_back = day == AWAY[1]
        if AWAY[0] <= day < AWAY[1]:
            continue
        year.moment = at(day, 10 if is_back else 9, 30 if is_back else 1)
        said = year.say(dies=year.luck.random() < 0.2)
        missed = [looked_until + timedelta(days=ahead + 1) for ahead in range((day - looked_until).days)]
        due: set[tuple[int, str]] = set()
        if naive.works(day):
            due = naive.expected(list(year.records.values()), year.people, missed=missed)
            looked_until = day
        assert (day, said) == (day, Counter(due))
        told["reminders"] += len(said)
        told["days"] += bool(said)
        year.moment = at(day, 12)
        year.live_a_day()
    assert len(year.records) == FOLLOW_UPS
    assert told["reminders"] > 500, told
