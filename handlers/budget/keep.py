"""Writing down what happened to a sheet, with all that follows: the ledger, the trail, the messages, the deadlines."""

from datetime import datetime

from bot.budget import Moved, Sheet, Step
from bot.people import Person
from handlers import deadlines
from handlers.budget import remind, tell
from handlers.items.board import Board
from storage import audit
from storage import budget as stored
from storage.database import Session


def new(db: Session, made: Step, *, here: Board, by: Person, now: datetime) -> Sheet:
    """A sheet that was just asked for."""
    sheet = _add(db, made, here=here, by=by, now=now)
    tell.card_to_committee(db, sheet, here=here)
    deadlines.changed(db, sheet.body, workspace=by.workspace)
    return sheet


def step(db: Session, made: Step, *, was: Sheet, here: Board, by: Person, now: datetime, told: bool = True) -> Sheet:
    """One step further; `told` is for what the requester should hear of. Raises `Refusal` for an old view."""
    sheet = stored.save(db, made.sheet, was=was)
    remind.begin(db, body=here.body, now=now)
    stored.enter(db, made.entry, body=sheet.body, sheet=sheet.id)
    _note(db, made, sheet, by=by, now=now)
    tell.card_changed(db, sheet, workspace=by.workspace)
    if told:
        tell.decided_to_requester(db, sheet, made.entry.turn, by=by)
    deadlines.changed(db, sheet.body, workspace=by.workspace)
    return sheet


def move(db: Session, made: Moved, *, was: Sheet, here: Board, by: Person, now: datetime) -> Sheet:
    """A sheet that left one year and entered another; gives the one in the new year."""
    arrived = _add(db, made.arrived, here=here, by=by, now=now)
    step(db, made.left, was=was, here=here, by=by, now=now)
    tell.card_to_committee(db, arrived, here=here)
    return arrived


def _add(db: Session, made: Step, *, here: Board, by: Person, now: datetime) -> Sheet:
    sheet = stored.add(db, made.sheet)
    remind.begin(db, body=here.body, now=now)
    stored.enter(db, made.entry, body=here.body.id, sheet=sheet.id)
    _note(db, made, sheet, by=by, now=now)
    return sheet


def _note(db: Session, made: Step, sheet: Sheet, *, by: Person, now: datetime) -> None:
    deed = f"budget.{made.entry.deed.value}"
    audit.note(db, deed, by=by, body=sheet.body, noun="budget_sheet", id_=sheet.id, now=now, turn=made.entry.turn)
