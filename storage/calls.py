"""Calls for candidates."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, bindparam, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from bot.calls import Call
from bot.errors import N_, Refusal
from bot.people import Person, Role
from storage.bodies import BodyRow
from storage.database import Base, Moment, Session, table_of


class CallRow(Base):
    """One call; `closes_on` and `ends_on` are wall days in the zone of the body."""

    __tablename__ = "calls"
    __table_args__ = (Index("ix_calls_body", "body_id", "called_off", "closes_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("bodies.id"))
    title: Mapped[str] = mapped_column(String(150))
    least: Mapped[int]
    most: Mapped[int]
    closes_on: Mapped[date]
    opened_by: Mapped[int] = mapped_column(ForeignKey("members.id"))
    opened_at: Mapped[datetime] = mapped_column(Moment)
    role: Mapped[str | None] = mapped_column(String(30))
    group_id: Mapped[int | None] = mapped_column(ForeignKey("working_groups.id"))
    explanation: Mapped[str] = mapped_column(Text)
    ends_on: Mapped[date | None]
    called_off: Mapped[bool]


_COLUMNS = tuple(CallRow.__table__.c)
_BY_ID = (
    select(*_COLUMNS)
    .join(BodyRow, BodyRow.id == CallRow.body_id)
    .where(CallRow.id == bindparam("call"), BodyRow.workspace_id == bindparam("workspace"))
)
_BY_IDS = (
    select(*_COLUMNS)
    .where(CallRow.body_id == bindparam("body"), CallRow.id.in_(bindparam("calls", expanding=True)))
    .order_by(CallRow.closes_on, CallRow.id)
)
_GOING = (
    select(*_COLUMNS)
    .where(
        CallRow.body_id == bindparam("body"),
        CallRow.called_off.is_(False),
        CallRow.closes_on >= bindparam("since"),
    )
    .order_by(CallRow.closes_on, CallRow.id)
    .limit(bindparam("most"))
)
_ADD = insert(table_of(CallRow)).returning(CallRow.id)


def get(db: Session, call: int, *, within: Person) -> Call:
    """The call, if the person has a seat in its body. Raises `Refusal` otherwise."""
    found = load(db, call, workspace=within.workspace)
    within.member_in(found.body)
    return found


def load(db: Session, call: int, *, workspace: int) -> Call:
    """The call by id within a workspace, for the ticker. Raises `Refusal` when there is none."""
    row = db.execute(_BY_ID, {"call": call, "workspace": workspace}).one_or_none()
    if row is None:
        raise Refusal(N_("Deze oproep bestaat niet (meer)."))
    return _call(row)


def by_ids(db: Session, calls: Collection[int], *, body: int) -> dict[int, Call]:
    """The calls of the body with these ids, those that close first in front; strangers are left out."""
    if not calls:
        return {}
    return {row.id: _call(row) for row in db.execute(_BY_IDS, {"body": body, "calls": sorted(set(calls))})}


def going(db: Session, body: int, *, since: date, most: int = 50) -> list[Call]:
    """The calls that were not taken back and close on `since` or later, the soonest first."""
    return [_call(row) for row in db.execute(_GOING, {"body": body, "since": since, "most": most})]


def add(db: Session, call: Call) -> Call:
    """Store a new call; gives it with its id."""
    return replace(call, id=db.execute(_ADD, _values(call)).scalar_one())


def save(db: Session, call: Call, *, was: Call) -> None:
    """Write the call back, unless somebody prolonged it or took it back in the meantime (`Refusal`)."""
    mine = (
        CallRow.id == call.id,
        CallRow.body_id == call.body,
        CallRow.closes_on == was.closes_on,
        CallRow.called_off == was.called_off,
    )
    if not db.scalar(update(CallRow).where(*mine).values(_values(call)).returning(CallRow.id)):
        raise Refusal(N_("Iemand was je net voor: kijk opnieuw."))


def hold(db: Session, call: int) -> None:
    """Let nobody else who holds the call go on before this unit of work ends.

    For decisions on more than one row, such as "nobody is in a vote"; SQLite has one writer at a time anyway.
    """
    db.execute(select(CallRow.id).where(CallRow.id == call).with_for_update())


def _values(call: Call) -> dict[str, Any]:
    return {
        "body_id": call.body,
        "title": call.title,
        "least": call.least,
        "most": call.most,
        "closes_on": call.closes_on,
        "opened_by": call.opened_by,
        "opened_at": call.opened_at,
        "role": call.role.value if call.role else None,
        "group_id": call.group,
        "explanation": call.explanation,
        "ends_on": call.ends_on,
        "called_off": call.called_off,
    }


def _call(row: Any) -> Call:
    return Call(
        id=row.id,
        body=row.body_id,
        title=row.title,
        least=row.least,
        most=row.most,
        closes_on=row.closes_on,
        opened_by=row.opened_by,
        opened_at=row.opened_at,
        role=Role(row.role) if row.role else None,
        group=row.group_id,
        explanation=row.explanation,
        ends_on=row.ends_on,
        called_off=row.called_off,
    )
