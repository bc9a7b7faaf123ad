"""What every deed with a point needs beside it: the body, its coming meetings, and today there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.bodies import Body
from bot.items import Aim, Item, When
from bot.meetings import Meeting, coming, next_for_points
from bot.people import Person
from storage import bodies, meetings
from storage.database import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """One body as it stands now; `today` is the wall day in its zone."""

    body: Body
    meetings: tuple[Meeting, ...]
    today: date

    @property
    def coming(self) -> list[Meeting]:
        """The meetings that can still take points, soonest first."""
        return coming(self.meetings, today=self.today)

    @property
    def by_id(self) -> Mapping[int, Meeting]:
        """The meetings by id."""
        return {meeting.id: meeting for meeting in self.meetings}

    def aimed_at(self, aim: Aim) -> Meeting | None:
        """The meeting an aim names now; None for the pool."""
        if aim.when is When.MEETING and aim.meeting is not None:
            return self.by_id.get(aim.meeting)
        if aim.when is When.NEXT:
            return next_for_points(self.meetings, self.body.rules, today=self.today)
        return None

    def first_chance(self, item: Item) -> Meeting | None:
        """The first meeting at which the point can be treated: its own, the one it aims at, or else the next one."""
        if item.meeting is not None:
            return self.by_id.get(item.meeting)
        return self.aimed_at(item.aim) or next_for_points(self.meetings, self.body.rules, today=self.today)


def board(db: Session, body: int, *, within: Person, now: datetime) -> Board:
    """The board of a body in which the person has a seat. Raises `Refusal` otherwise."""
    return _board(db, bodies.get(db, body, within=within), now=now)


def for_clock(db: Session, body: int, *, workspace: int, now: datetime) -> Board:
    """The board of a body, for the ticker."""
    return _board(db, bodies.load(db, body, workspace=workspace), now=now)


def _board(db: Session, body: Body, *, now: datetime) -> Board:
    today = now.astimezone(body.zone).date()
    known = meetings.from_month(db, body.id, today - timedelta(days=31))
    return Board(body=body, meetings=tuple(known), today=today)
