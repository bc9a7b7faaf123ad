"""The history and its lines: only ever added, and added up by the database."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import bindparam, func, insert, select, update

from bot.budget import Account, Balances, Entry, Line, State, Year, balances
from bot.errors import N_, Refusal
from storage.budget.rows import BudgetEntryRow, BudgetLineRow, BudgetYearRow
from storage.budget.sheets import as_json, as_terms
from storage.database import Session, insert_once, table_of

_HELD_YEAR = (
    select(BudgetYearRow.turn)
    .where(BudgetYearRow.body_id == bindparam("body"), BudgetYearRow.year == bindparam("year"))
    .with_for_update()
)
_ENTER = insert(table_of(BudgetEntryRow)).returning(BudgetEntryRow.id)
_LINES = insert(table_of(BudgetLineRow))
_ENTRIES = tuple(BudgetEntryRow.__table__.c)
_OF_SHEET = select(*_ENTRIES).where(BudgetEntryRow.sheet_id == bindparam("sheet")).order_by(BudgetEntryRow.turn)
_OF_YEAR = (
    select(*_ENTRIES)
    .where(BudgetEntryRow.body_id == bindparam("body"), BudgetEntryRow.year == bindparam("year"))
    .order_by(BudgetEntryRow.id)
)
_LINES_OF = (
    select(
        BudgetLineRow.entry_id,
        BudgetLineRow.year,
        BudgetLineRow.sheet_id,
        BudgetLineRow.source,
        BudgetLineRow.target,
        BudgetLineRow.cents,
    )
    .where(BudgetLineRow.entry_id.in_(bindparam("entries", expanding=True)))
    .order_by(BudgetLineRow.entry_id, BudgetLineRow.place)
)
_SUM = func.sum(BudgetLineRow.cents).label("cents")
_YEARS = (
    select(BudgetLineRow.year, BudgetLineRow.source, BudgetLineRow.target, _SUM)
    .where(BudgetLineRow.body_id == bindparam("body"), BudgetLineRow.year.in_(bindparam("years", expanding=True)))
    .group_by(BudgetLineRow.year, BudgetLineRow.source, BudgetLineRow.target)
)
_SHEETS = (
    select(BudgetLineRow.sheet_id, BudgetLineRow.source, BudgetLineRow.target, _SUM)
    .where(BudgetLineRow.sheet_id.in_(bindparam("sheets", expanding=True)))
    .group_by(BudgetLineRow.sheet_id, BudgetLineRow.source, BudgetLineRow.target)
)


def hold_year(db: Session, body: int, year: int) -> Year:
    """The year, and nobody else who holds it decides on its money before this unit of work ends.

    Hold years in ascending order, so that two people never wait for each other.
    """
    db.execute(insert_once(db, BudgetYearRow), {"body_id": body, "year": year, "turn": 0})
    turn = db.execute(_HELD_YEAR, {"body": body, "year": year}).scalar_one()
    return Year(body=body, year=year, turn=turn)


def turn_year(db: Session, year: Year) -> None:
    """Count one change of the year's amount. Raises `Refusal` when somebody else changed it since it was read."""
    mine = (BudgetYearRow.body_id == year.body, BudgetYearRow.year == year.year, BudgetYearRow.turn == year.turn)
    if not db.scalar(update(BudgetYearRow).where(*mine).values(turn=year.turn + 1).returning(BudgetYearRow.id)):
        raise Refusal(N_("Iemand was je net voor: kijk opnieuw."))


def years(db: Session, body: int) -> list[Year]:
    """The years of which anything was ever decided, earliest first."""
    rows = db.execute(
        select(BudgetYearRow.year, BudgetYearRow.turn).where(BudgetYearRow.body_id == body).order_by(BudgetYearRow.year)
    )
    return [Year(body=body, year=row.year, turn=row.turn) for row in rows]


def enter(db: Session, entry: Entry, *, body: int, sheet: int | None) -> Entry:
    """Add one entry with its lines; those of a sheet that had no id yet get it now."""
    id_: int = db.execute(_ENTER, _values(entry, body=body, sheet=sheet)).scalar_one()
    lines = tuple(line if line.sheet is None else replace(line, sheet=sheet) for line in entry.lines)
    if lines:
        db.execute(
            _LINES,
            [
                {
                    "body_id": body,
                    "entry_id": id_,
                    "place": place,
                    "year": line.year,
                    "sheet_id": line.sheet,
                    "source": line.source,
                    "target": line.target,
                    "cents": line.cents,
                }
                for place, line in enumerate(lines)
            ],
        )
    return replace(entry, id=id_, sheet=sheet, lines=lines)


def history(db: Session, sheet: int) -> list[Entry]:
    """All that happened to a sheet, oldest first."""
    return _with_lines(db, db.execute(_OF_SHEET, {"sheet": sheet}))


def of_year(db: Session, body: int, year: int) -> list[Entry]:
    """All that happened in the books of a year, oldest first."""
    return _with_lines(db, db.execute(_OF_YEAR, {"body": body, "year": year}))


def balances_of(db: Session, body: int, *in_years: int) -> dict[int, Balances]:
    """The balances of these years, as the sums of their lines; every year that was asked for is in it."""
    rows = db.execute(_YEARS, {"body": body, "years": list(in_years)}).all()
    return {year: balances(_summed(row, year, None) for row in rows if row.year == year) for year in in_years}


def held_by(db: Session, sheets: Sequence[int]) -> dict[int, Balances]:
    """The money that each sheet holds, as the sums of its lines."""
    rows = db.execute(_SHEETS, {"sheets": list(sheets)}).all() if sheets else []
    return {sheet: balances(_summed(row, 0, sheet) for row in rows if row.sheet_id == sheet) for sheet in sheets}


def _summed(row: Any, year: int, sheet: int | None) -> Line:
    # PostgreSQL adds whole numbers up to a decimal one.
    return Line(year=year, sheet=sheet, source=Account(row.source), target=Account(row.target), cents=int(row.cents))


def _with_lines(db: Session, found: Iterable[Any]) -> list[Entry]:
    rows = list(found)
    lines: dict[int, list[Line]] = {}
    for row in db.execute(_LINES_OF, {"entries": [row.id for row in rows]}) if rows else ():
        line = Line(year=row.year, sheet=row.sheet_id, source=row.source, target=row.target, cents=row.cents)
        lines.setdefault(row.entry_id, []).append(line)
    return [_entry(row, tuple(lines.get(row.id, ()))) for row in rows]


def _values(entry: Entry, *, body: int, sheet: int | None) -> dict[str, Any]:
    return {
        "body_id": body,
        "year": entry.year,
        "sheet_id": sheet,
        "turn": entry.turn,
        "deed": entry.deed,
        "was": entry.was,
        "became": entry.became,
        "by": entry.by,
        "at": entry.at,
        "meeting_id": entry.meeting,
        "item_id": entry.item,
        "cents": entry.cents,
        "cost": entry.cost,
        "heads": entry.heads,
        "before": as_json(entry.before),
        "terms": as_json(entry.terms),
        "reason": entry.reason,
        "shortage": entry.shortage,
        "undoes": entry.undoes,
        "changed": list(entry.changed),
    }


def _entry(row: Any, lines: tuple[Line, ...]) -> Entry:
    return Entry(
        id=row.id,
        deed=row.deed,
        turn=row.turn,
        year=row.year,
        sheet=row.sheet_id,
        was=row.was and State(row.was),
        became=row.became and State(row.became),
        by=row.by,
        at=row.at,
        meeting=row.meeting_id,
        item=row.item_id,
        cents=row.cents,
        cost=row.cost,
        heads=row.heads,
        before=as_terms(row.before),
        terms=as_terms(row.terms),
        reason=row.reason,
        shortage=row.shortage,
        undoes=row.undoes,
        changed=tuple(row.changed),
        lines=lines,
    )
