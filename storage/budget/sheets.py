"""Action sheets: kept, found, and written back only by who saw their last turn."""

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, delete, insert, select, update

from bot.alarms import Subject, Watched
from bot.budget import OPEN, UNDECIDED, Ask, Cofunding, Sheet, State, Support, Terms
from bot.errors import N_, Refusal
from bot.items import Attachment
from bot.items import State as ItemState
from bot.meetings import TAKES_POINTS
from bot.names import fold
from bot.people import Person
from storage.bodies import BodyRow
from storage.budget.rows import BudgetSheetRow, BudgetSupportRow
from storage.database import Session, table_of
from storage.items import ItemRow
from storage.meetings import MeetingRow

MOST = 500
"""Sheets of one body in one year that are looked at; a body has some dozens."""

_COLUMNS = tuple(BudgetSheetRow.__table__.c)
_BY_ID = (
    select(*_COLUMNS)
    .join(BodyRow, BodyRow.id == BudgetSheetRow.body_id)
    .where(BudgetSheetRow.id == bindparam("sheet"), BodyRow.workspace_id == bindparam("workspace"))
)
_BY_ID_HELD = _BY_ID.with_for_update(of=BudgetSheetRow)
_SUPPORT = (
    select(
        BudgetSupportRow.id,
        BudgetSupportRow.sheet_id,
        BudgetSupportRow.text,
        BudgetSupportRow.follow_up,
    )
    .where(BudgetSupportRow.sheet_id.in_(bindparam("sheets", expanding=True)))
    .order_by(BudgetSupportRow.sheet_id, BudgetSupportRow.place)
)
_ADD = insert(table_of(BudgetSheetRow)).returning(BudgetSheetRow.id)


def get(db: Session, sheet: int, *, within: Person, hold: bool = False) -> Sheet:
    """The sheet, if the person has a seat in its body. With `hold` nobody else who holds it goes on before we end."""
    found = load(db, sheet, workspace=within.workspace, hold=hold)
    within.member_in(found.body)
    return found


def load(db: Session, sheet: int, *, workspace: int, hold: bool = False) -> Sheet:
    """The sheet by id within a workspace, for the ticker. Raises `Refusal` when there is none."""
    found = _sheets(db, db.execute(_BY_ID_HELD if hold else _BY_ID, {"sheet": sheet, "workspace": workspace}))
    if not found:
        raise Refusal(N_("Deze fiche ken ik niet (meer)."))
    return found[0]


def of_year(db: Session, body: int, year: int) -> list[Sheet]:
    """The sheets of a year, oldest first, also those that left it."""
    return _where(db, BudgetSheetRow.body_id == body, BudgetSheetRow.plan_year == year)


def still_open(db: Session, body: int) -> list[Sheet]:
    """Every sheet of the body about which something is still to be done, in whatever year."""
    return _where(db, BudgetSheetRow.body_id == body, BudgetSheetRow.state.in_(sorted(OPEN)))


def titled(db: Session, body: int, titles: Iterable[str]) -> list[Sheet]:
    """The sheets of the body with one of these titles, in whatever year."""
    keys = sorted({fold(title) for title in titles})
    return _where(db, BudgetSheetRow.body_id == body, BudgetSheetRow.key.in_(keys)) if keys else []


def of_items(db: Session, items: Sequence[int]) -> dict[int, Sheet]:
    """The sheets of agenda points, by point."""
    if not items:
        return {}
    return {sheet.item: sheet for sheet in _where(db, BudgetSheetRow.item_id.in_(items)) if sheet.item is not None}


def moved_from(db: Session, sheet: int) -> Sheet | None:
    """The sheet of another year that this one became."""
    found = _where(db, BudgetSheetRow.origin == sheet)
    return found[0] if found else None


def add(db: Session, sheet: Sheet) -> Sheet:
    """Store a new sheet; gives it with its id. Raises `Refusal` when what it was moved from has been moved before."""
    if sheet.origin is not None and moved_from(db, sheet.origin) is not None:
        raise Refusal(N_("Iemand was je net voor: kijk opnieuw."))
    id_: int = db.execute(_ADD, _values(sheet)).scalar_one()
    _keep_support(db, id_, sheet.support)
    return load_support(db, replace(sheet, id=id_))


def save(db: Session, sheet: Sheet, *, was: Sheet) -> Sheet:
    """Write the sheet back, unless somebody did something with it since `was` was read (`Refusal`)."""
    mine = (BudgetSheetRow.id == was.id, BudgetSheetRow.turn == was.turn, BudgetSheetRow.state == was.state)
    if not db.scalar(update(BudgetSheetRow).where(*mine).values(_values(sheet)).returning(BudgetSheetRow.id)):
        raise Refusal(N_("Iemand was je net voor: kijk opnieuw."))
    if [each.text for each in sheet.support] != [each.text for each in was.support]:
        known = {each.text: each.follow_up for each in was.support}
        kept = [replace(each, follow_up=known.get(each.text)) for each in sheet.support]
        db.execute(delete(BudgetSupportRow).where(BudgetSupportRow.sheet_id == sheet.id))
        _keep_support(db, sheet.id, kept)
    return load_support(db, sheet)


def load_support(db: Session, sheet: Sheet) -> Sheet:
    """The sheet with what it asks beside money, as it stands now."""
    rows = db.execute(_SUPPORT, {"sheets": [sheet.id]})
    return replace(sheet, support=tuple(Support(id=row.id, text=row.text, follow_up=row.follow_up) for row in rows))


def take_up(db: Session, support: int, *, sheet: int, follow_up: int) -> None:
    """Note that one thing became a follow-up. Raises `Refusal` when it had become one before."""
    mine = (
        BudgetSupportRow.id == support,
        BudgetSupportRow.sheet_id == sheet,
        BudgetSupportRow.follow_up.is_(None),
    )
    done = update(BudgetSupportRow).where(*mine).values(follow_up=follow_up).returning(BudgetSupportRow.id)
    if not db.scalar(done):
        raise Refusal(N_("Hiervan is al een opvolgpunt gemaakt."))


def _keep_support(db: Session, sheet: int, support: Sequence[Support]) -> None:
    if support:
        db.execute(
            insert(table_of(BudgetSupportRow)),
            [
                {"sheet_id": sheet, "place": place, "text": each.text, "follow_up": each.follow_up}
                for place, each in enumerate(support)
            ],
        )


def _where(db: Session, *conditions: ColumnElement[bool]) -> list[Sheet]:
    return _sheets(db, db.execute(select(*_COLUMNS).where(*conditions).order_by(BudgetSheetRow.id).limit(MOST)))


def _sheets(db: Session, found: Iterable[Any]) -> list[Sheet]:
    """The rows with what they ask beside money: two queries whatever their number."""
    rows = list(found)
    if not rows:
        return []
    support: dict[int, list[Support]] = {}
    for row in db.execute(_SUPPORT, {"sheets": [row.id for row in rows]}):
        support.setdefault(row.sheet_id, []).append(Support(id=row.id, text=row.text, follow_up=row.follow_up))
    return [_sheet(row, tuple(support.get(row.id, ()))) for row in rows]


def as_json(terms: Terms) -> dict[str, Any]:
    """Terms as they are kept."""
    values = {field.name: getattr(terms, field.name) for field in fields(terms)}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}


def as_terms(kept: dict[str, Any]) -> Terms:
    """Terms as they were kept."""
    days = {name: kept[name] and date.fromisoformat(kept[name]) for name in ("due", "due_from")}
    return Terms(**kept | days)


def _values(sheet: Sheet) -> dict[str, Any]:
    return {
        "body_id": sheet.body,
        "state": sheet.state,
        "turn": sheet.turn,
        "title": sheet.title,
        "key": fold(sheet.title)[:150],
        "plan_year": sheet.plan_year,
        "sort": sheet.ask.sort,
        "cents": sheet.ask.cents,
        "per_head": sheet.ask.per_head,
        "requester": sheet.requester,
        "requester_name": sheet.requester_name,
        "organisation": sheet.organisation,
        "event": sheet.event,
        "fee": sheet.fee,
        "heads": sheet.heads,
        "cofunding": {"from": [{"cents": each.cents, "source": each.source} for each in sheet.cofunding]},
        "explanation": sheet.explanation,
        "attachments": {
            "kept": [{"url": each.url, "title": each.title, "file": each.file} for each in sheet.attachments]
        },
        "terms": as_json(sheet.terms),
        "entered_by": sheet.entered_by,
        "created_at": sheet.created_at,
        "origin": sheet.origin,
        "item_id": sheet.item,
        "concrete_at": sheet.concrete_at,
        "sure": list(sheet.sure),
    }


def _sheet(row: Any, support: tuple[Support, ...]) -> Sheet:
    return Sheet(
        id=row.id,
        body=row.body_id,
        state=State(row.state),
        turn=row.turn,
        title=row.title,
        plan_year=row.plan_year,
        ask=Ask(sort=row.sort, cents=row.cents, per_head=row.per_head),
        requester=row.requester,
        requester_name=row.requester_name,
        organisation=row.organisation,
        event=row.event,
        fee=row.fee,
        heads=row.heads,
        cofunding=tuple(Cofunding(**each) for each in row.cofunding["from"]),
        support=support,
        explanation=row.explanation,
        attachments=tuple(Attachment(**each) for each in row.attachments["kept"]),
        terms=as_terms(row.terms),
        entered_by=row.entered_by,
        created_at=row.created_at,
        origin=row.origin,
        item=row.item_id,
        concrete_at=row.concrete_at,
        sure=tuple(row.sure),
    )


_WATCHED = (
    select(BudgetSheetRow.id, BudgetSheetRow.title, BudgetSheetRow.event, MeetingRow.id.label("on"))
    .outerjoin(ItemRow, and_(ItemRow.id == BudgetSheetRow.item_id, ItemRow.state == ItemState.ACCEPTED))
    .outerjoin(MeetingRow, and_(MeetingRow.id == ItemRow.meeting_id, MeetingRow.state.in_(sorted(TAKES_POINTS))))
    .where(BudgetSheetRow.state.in_(sorted(UNDECIDED | {State.AGREED_IN_PRINCIPLE})))
)
_WATCHED_OF = _WATCHED.where(BudgetSheetRow.body_id == bindparam("body"), BudgetSheetRow.event > bindparam("today"))
_WATCHED_ONE = _WATCHED.where(BudgetSheetRow.id == bindparam("sheet"), BudgetSheetRow.event.is_not(None))


def watched(db: Session, body: int, *, today: date, next_meeting: int | None) -> list[Watched]:
    """The sheets that must be decided before their event, for the key alarm. They aim at no meeting by themselves."""
    rows = db.execute(_WATCHED_OF.order_by(BudgetSheetRow.event, BudgetSheetRow.id), {"body": body, "today": today})
    return [_as_watched(row) for row in rows]


def watched_one(db: Session, sheet: int, next_meeting: int | None) -> Watched | None:
    """One sheet, while it still must be decided before its event."""
    row = db.execute(_WATCHED_ONE, {"sheet": sheet}).first()
    return _as_watched(row) if row else None


def _as_watched(row: Any) -> Watched:
    return Watched(subject=Subject.BUDGET, id=row.id, title=row.title, deadline=row.event, on=row.on)
