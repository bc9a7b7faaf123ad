"""One meeting's agenda with all that stands around it, loaded in a fixed number of queries."""

from dataclasses import dataclass
from datetime import date, datetime, time

from bot import agenda
from bot.agenda import Standing
from bot.bodies import Body
from bot.errors import N_, Refusal
from bot.items import Item
from bot.meetings import TAKES_POINTS, Meeting
from bot.people import May, Person
from handlers.items.board import Board
from storage import agenda as stored
from storage import bodies, items, meetings
from storage.database import Session

STALE = N_("Iemand anders wijzigde de agenda intussen. Dit is hoe hij nu is; jouw wijziging is niet uitgevoerd.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """An agenda as it is now; `today` is the wall day in the body's zone."""

    body: Body
    meeting: Meeting
    items: tuple[Item, ...]
    standing: Standing
    today: date

    @property
    def seen(self) -> str:
        """The fingerprint that a form carries, to know whether it shows this very agenda."""
        return agenda.fingerprint(self.meeting, self.items)

    @property
    def is_open(self) -> bool:
        """Whether the agenda can still change."""
        return self.meeting.state in TAKES_POINTS

    @property
    def ends(self) -> time | None:
        """When the last line ends, wall time; None while the start is not known."""
        starts, table = self.meeting.starts, self.standing.table
        if starts is None:
            return None
        minutes = starts.hour * 60 + starts.minute + table.used
        return time(minutes // 60, minutes % 60) if minutes < 24 * 60 else None

    def line(self, item: int) -> Item:
        """One line. Raises `Refusal` when it left the agenda."""
        found = next((line for line in self.items if line.id == item), None)
        if found is None:
            raise Refusal(N_("Dit punt staat niet meer op deze agenda."))
        return found


def sheet(db: Session, meeting: int, *, within: Person, now: datetime, hold: bool = False) -> Sheet:
    """The agenda of a meeting of the person's own body. With `hold` nobody else changes it until the end of `db`."""
    get = meetings.hold if hold else meetings.get
    return _sheet(db, get(db, meeting, within=within), workspace=within.workspace, now=now)


def on_board(db: Session, here: Board, meeting: Meeting) -> Sheet:
    """The agenda of a meeting on a board that is loaded already."""
    return _made(db, here.body, meeting, today=here.today)


def for_clock(db: Session, meeting: int, *, workspace: int, now: datetime) -> Sheet:
    """The agenda of a meeting, for the ticker."""
    return _sheet(db, meetings.load(db, meeting, workspace=workspace), workspace=workspace, now=now)


def to_order(db: Session, meeting: int, *, by: Person, now: datetime) -> Sheet:
    """The agenda for somebody who may order it; nobody else changes it until the end of `db`."""
    found = sheet(db, meeting, within=by, now=now, hold=True)
    by.must_be_allowed(May.ORDER_AGENDA, in_=found.body.id)
    return found


def board_of(db: Session, shown: Sheet) -> Board:
    """The body's coming meetings around an agenda that is loaded already."""
    known = meetings.from_month(db, shown.body.id, shown.today)
    return Board(body=shown.body, meetings=tuple(known), today=shown.today)


def _sheet(db: Session, meeting: Meeting, *, workspace: int, now: datetime) -> Sheet:
    body = bodies.load(db, meeting.body, workspace=workspace)
    return _made(db, body, meeting, today=now.astimezone(body.zone).date())


def _made(db: Session, body: Body, meeting: Meeting, *, today: date) -> Sheet:
    lines = tuple(items.of_meeting(db, meeting.id))
    return Sheet(
        body=body,
        meeting=meeting,
        items=lines,
        standing=agenda.as_it_stands(meeting, lines, last=stored.last_version(db, meeting.id)),
        today=today,
    )
