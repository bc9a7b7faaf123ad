"""The books of one year, or of one sheet, with all that stands around them: a fixed number of queries."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot import budget
from bot.budget import NOTHING, Balances, Deadline, Entry, Oddity, Overview, Sheet
from bot.items import Item
from bot.items import State as ItemState
from bot.meetings import Meeting
from bot.people import Person
from handlers.items import board
from handlers.items.board import Board
from storage import budget as stored
from storage import items as stored_items
from storage import meetings as stored_meetings
from storage import people as stored_people
from storage.database import Session
from storage.people import Member


@dataclass(frozen=True, slots=True, kw_only=True)
class Books:
    """One year: its sheets in order, the money each holds, and the overview of it and of the year before.

    `others` are sheets of the same titles in any year, to see what may be the shifted one.
    """

    here: Board
    year: int
    sheets: tuple[Sheet, ...]
    held: Mapping[int, Balances]
    overview: Overview
    last: Overview
    others: tuple[Sheet, ...]
    names: Mapping[int, Member]

    def oddities(self, sheet: Sheet) -> list[Oddity]:
        """What is odd about one of the sheets."""
        return budget.oddities(sheet, self.others)

    def due(self, sheet: Sheet) -> list[Deadline]:
        """What one of the sheets must not miss."""
        return budget.due(sheet, meetings=self.here.meetings, rules=self.here.body.rules, today=self.here.today)


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """One sheet with its history; `moved_to` is what it became in another year, `came_from` what it was before."""

    here: Board
    sheet: Sheet
    held: Balances
    year: Balances
    history: tuple[Entry, ...]
    twin: Sheet | None
    came_from: Sheet | None
    moved_to: Sheet | None
    names: Mapping[int, Member]
    meetings: Mapping[int, Meeting]
    item: Item | None

    @property
    def is_scheduled(self) -> bool:
        """Whether it waits on an agenda, or in the pool, for a decision."""
        if self.item is None or self.item.state in {ItemState.REFUSED, ItemState.WITHDRAWN}:
            return False
        return self.item.meeting is None or self.item.meeting in {meeting.id for meeting in self.here.coming}

    @property
    def oddities(self) -> list[Oddity]:
        """What is odd about it."""
        return budget.oddities(self.sheet, [self.twin] if self.twin else [])

    @property
    def due(self) -> list[Deadline]:
        """What it must not miss."""
        return budget.due(self.sheet, meetings=self.here.meetings, rules=self.here.body.rules, today=self.here.today)


def of_year(db: Session, here: Board, year: int) -> Books:
    """The books of a year of the body of `here`."""
    body = here.body.id
    both = [*stored.sheets_of(db, body, year), *stored.sheets_of(db, body, year - 1)]
    held = stored.held_by(db, [sheet.id for sheet in both])
    balances = stored.balances_of(db, body, year, year - 1)
    sheets = budget.in_order(sheet for sheet in both if sheet.plan_year == year)
    before = [sheet for sheet in both if sheet.plan_year == year - 1]
    return Books(
        here=here,
        year=year,
        sheets=tuple(sheets),
        held=held,
        overview=budget.overview(year, sheets, balances=balances[year], held=held),
        last=budget.overview(year - 1, before, balances=balances[year - 1], held=held),
        others=tuple(stored.titled(db, body, [sheet.title for sheet in sheets])),
        names=stored_people.names(db, [sheet.requester for sheet in sheets], body=body),
    )


def overview(db: Session, here: Board, year: int) -> Overview:
    """The overview of a year alone."""
    sheets = stored.sheets_of(db, here.body.id, year)
    held = stored.held_by(db, [sheet.id for sheet in sheets])
    return budget.overview(year, sheets, balances=stored.balances_of(db, here.body.id, year)[year], held=held)


def folder(db: Session, sheet: int, *, within: Person, now: datetime) -> Folder:
    """One sheet of a body in which the person has a seat. Raises `Refusal` otherwise."""
    found = stored.get(db, sheet, within=within)
    return _folder(db, found, board.board(db, found.body, within=within, now=now))


def for_clock(db: Session, sheet: int, *, workspace: int, now: datetime) -> Folder:
    """One sheet, for the ticker."""
    found = stored.load(db, sheet, workspace=workspace)
    return _folder(db, found, board.for_clock(db, found.body, workspace=workspace, now=now))


def _folder(db: Session, sheet: Sheet, here: Board) -> Folder:
    body = here.body.id
    history = stored.history(db, sheet.id)
    return Folder(
        here=here,
        sheet=sheet,
        held=stored.held_by(db, [sheet.id]).get(sheet.id, NOTHING),
        year=stored.balances_of(db, body, sheet.plan_year)[sheet.plan_year],
        history=tuple(history),
        twin=budget.twin(sheet, stored.titled(db, body, [sheet.title])),
        came_from=stored.load(db, sheet.origin, workspace=here.body.workspace) if sheet.origin else None,
        moved_to=stored.moved_from(db, sheet.id),
        names=stored_people.names(db, [sheet.requester, sheet.entered_by, *(entry.by for entry in history)], body=body),
        meetings=stored_meetings.by_ids(db, [entry.meeting for entry in history], body=body),
        item=stored_items.load(db, sheet.item, workspace=here.body.workspace) if sheet.item else None,
    )
