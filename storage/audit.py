"""The audit trail: who did what when, on what. Written in the same transaction as the deed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from bot.people import Person, Role
from storage.database import Base, Json, Moment, Session, table_of
from storage.ready import Ready


class AuditRow(Base):
    """One deed. `actor` is a member id; the clock (`by_clock`), the workspace admin and the bot's machine have none."""

    __tablename__ = "audit"
    __table_args__ = (Index("ix_audit_subject", "body_id", "noun", "noun_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspaces.id"))
    body_id: Mapped[int] = mapped_column(ForeignKey("bodies.id"))
    at: Mapped[datetime] = mapped_column(Moment)
    actor: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    by_clock: Mapped[bool]
    deed: Mapped[str] = mapped_column(String(50))
    noun: Mapped[str] = mapped_column(String(30))
    noun_id: Mapped[int]
    detail: Mapped[dict[str, Any]] = mapped_column(Json)


_NOTE = Ready(insert(table_of(AuditRow)).inline())


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One line of the trail; `at` is aware UTC."""

    at: datetime
    actor: int | None
    deed: str
    detail: Mapping[str, Any]


def note(db: Session, deed: str, *, by: Person, body: int, noun: str, id_: int, now: datetime, **detail: Any) -> None:
    """Write down that `by` did `deed` ("items.accept") on a noun.

    `detail` holds ids and states; never why somebody is absent, never a ballot.
    """
    seat = by.seat_in(body)
    by_clock = seat is not None and Role.CLOCK in seat.roles
    _NOTE.later(
        db,
        workspace_id=by.workspace,
        body_id=body,
        at=now,
        actor=seat.member or None if seat is not None else None,
        by_clock=by_clock,
        deed=deed,
        noun=noun,
        noun_id=id_,
        detail=detail,
    )


def of(db: Session, noun: str, id_: int, *, body: int, within: Person) -> list[Deed]:
    """All deeds on one noun, oldest first."""
    within.member_in(body)
    rows = db.execute(
        select(AuditRow.at, AuditRow.actor, AuditRow.deed, AuditRow.detail)
        .where(
            AuditRow.workspace_id == within.workspace,
            AuditRow.body_id == body,
            AuditRow.noun == noun,
            AuditRow.noun_id == id_,
        )
        .order_by(AuditRow.id)
    )
    return [Deed(at=row.at, actor=row.actor, deed=row.deed, detail=row.detail) for row in rows]
