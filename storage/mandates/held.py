"""Mandates and who takes one over for a while."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, Index, String, and_, bindparam, insert, or_, select, update
from sqlalchemy.orm import Mapped, mapped_column

from bot.errors import N_, Refusal
from bot.mandates import Mandate, Replacement
from bot.people import Role
from storage.database import Base, Session


class MandateRow(Base):
    """Joins a member to its body for a role; dates are inclusive wall days and may lie in the future."""

    __tablename__ = "mandates"
    __table_args__ = (
        Index("ix_mandates_member", "member_id"),
        Index("ix_mandates_body", "body_id", "role"),
        Index("ix_mandates_succeeds", "succeeds"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("bodies.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    role: Mapped[str] = mapped_column(String(30))
    has_vote: Mapped[bool]
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    sector_id: Mapped[int | None] = mapped_column(ForeignKey("sectors.id"))
    group_id: Mapped[int | None] = mapped_column(ForeignKey("working_groups.id"))
    valid_from: Mapped[date | None]
    valid_until: Mapped[date | None]
    substitute: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    tandem: Mapped[int | None] = mapped_column(ForeignKey("mandates.id"))
    succeeds: Mapped[int | None] = mapped_column(ForeignKey("mandates.id"))
    awaits_successor: Mapped[bool] = mapped_column(default=False)


class ReplacementRow(Base):
    """Somebody, perhaps still to be named, takes a mandate over for a while."""

    __tablename__ = "replacements"
    __table_args__ = (Index("ix_replacements_mandate", "mandate_id"), Index("ix_replacements_member", "member_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    mandate_id: Mapped[int] = mapped_column(ForeignKey("mandates.id"))
    member_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]


RUNNING = and_(
    or_(MandateRow.valid_from.is_(None), MandateRow.valid_from <= bindparam("today")),
    or_(MandateRow.valid_until.is_(None), MandateRow.valid_until >= bindparam("today")),
)
"""A mandate holds on the day `today`."""

STANDING_IN = and_(
    ReplacementRow.valid_from <= bindparam("today"),
    or_(ReplacementRow.valid_until.is_(None), ReplacementRow.valid_until >= bindparam("today")),
)
"""A replacement holds on the day `today`."""

_COLUMNS = (
    MandateRow.id,
    MandateRow.body_id,
    MandateRow.member_id,
    MandateRow.role,
    MandateRow.has_vote,
    MandateRow.organisation_id,
    MandateRow.sector_id,
    MandateRow.group_id,
    MandateRow.valid_from,
    MandateRow.valid_until,
    MandateRow.substitute,
    MandateRow.tandem,
    MandateRow.succeeds,
    MandateRow.awaits_successor,
)
_REPLACEMENT_COLUMNS = (
    ReplacementRow.id,
    ReplacementRow.mandate_id,
    ReplacementRow.member_id,
    ReplacementRow.valid_from,
    ReplacementRow.valid_until,
)
_NOT_OVER = or_(
    MandateRow.valid_until.is_(None), MandateRow.valid_until >= bindparam("since"), MandateRow.awaits_successor
)
_OF_BODY = select(*_COLUMNS).where(MandateRow.body_id == bindparam("body"), _NOT_OVER).order_by(MandateRow.id)
_OF_MEMBERS = (
    select(*_COLUMNS)
    .where(MandateRow.body_id == bindparam("body"), MandateRow.member_id.in_(bindparam("members", expanding=True)))
    .order_by(MandateRow.id)
)
_BY_ID = select(*_COLUMNS).where(MandateRow.body_id == bindparam("body"), MandateRow.id == bindparam("mandate"))
_REPLACEMENTS_OF_BODY = (
    select(*_REPLACEMENT_COLUMNS)
    .join(MandateRow, MandateRow.id == ReplacementRow.mandate_id)
    .where(
        MandateRow.body_id == bindparam("body"),
        or_(ReplacementRow.valid_until.is_(None), ReplacementRow.valid_until >= bindparam("since")),
    )
    .order_by(ReplacementRow.id)
)


def of_body(db: Session, body: int, *, since: date) -> list[Mandate]:
    """The mandates that hold on `since` or later, or still wait for a successor, by id."""
    return [_mandate(row) for row in db.execute(_OF_BODY, {"body": body, "since": since})]


def all_of_body(db: Session, body: int) -> list[Mandate]:
    """All mandates that there ever were or will be in the body, by id."""
    rows = db.execute(select(*_COLUMNS).where(MandateRow.body_id == body).order_by(MandateRow.id))
    return [_mandate(row) for row in rows]


def replacements(db: Session, body: int, *, since: date) -> list[Replacement]:
    """The replacements that hold on `since` or later, by id."""
    return [_replacement(row) for row in db.execute(_REPLACEMENTS_OF_BODY, {"body": body, "since": since})]


def of_members(db: Session, members: Collection[int], *, body: int) -> list[Mandate]:
    """All mandates that these members ever had or will have in the body, by id."""
    return [_mandate(row) for row in db.execute(_OF_MEMBERS, {"body": body, "members": list(members)})]


def get(db: Session, mandate: int, *, body: int) -> Mandate:
    """One mandate of the body. Raises `Refusal` when there is none."""
    row = db.execute(_BY_ID, {"body": body, "mandate": mandate}).one_or_none()
    if row is None:
        raise Refusal(N_("Dit mandaat ken ik niet (meer). Open de ledenlijst opnieuw."))
    return _mandate(row)


def body_of(db: Session, mandate: int) -> int | None:
    """The body of a mandate, None for an unknown one. Whoever asks must have a seat there: check it."""
    return db.scalar(select(MandateRow.body_id).where(MandateRow.id == mandate))


def successors(db: Session, mandate: int, *, body: int) -> list[Mandate]:
    """The mandates that take this one over."""
    rows = db.execute(select(*_COLUMNS).where(MandateRow.body_id == body, MandateRow.succeeds == mandate))
    return [_mandate(row) for row in rows]


def add(db: Session, mandate: Mandate) -> int:
    """Store a new mandate and give its id."""
    return db.execute(insert(MandateRow).values(_values(mandate)).returning(MandateRow.id)).scalar_one()


def add_all(db: Session, mandates: Sequence[Mandate]) -> None:
    """Store many new mandates at once."""
    if mandates:
        db.execute(insert(MandateRow), [_values(mandate) for mandate in mandates])


def save(db: Session, mandate: Mandate) -> None:
    """Write a mandate back. Whoever decides on mandates holds the body first (`bodies.hold`)."""
    mine = (MandateRow.id == mandate.id, MandateRow.body_id == mandate.body)
    db.execute(update(MandateRow).where(*mine).values(_values(mandate)))


def put(db: Session, mandates: Iterable[Mandate]) -> list[int]:
    """Store the new ones (id 0) and write the others back; their ids in order."""
    ids = []
    for mandate in mandates:
        if mandate.id == 0:
            ids.append(add(db, mandate))
        else:
            save(db, mandate)
            ids.append(mandate.id)
    return ids


def replacements_of(db: Session, mandate: int) -> list[Replacement]:
    """Everybody who took or takes a mandate over for a while, earliest first."""
    rows = db.execute(
        select(*_REPLACEMENT_COLUMNS)
        .where(ReplacementRow.mandate_id == mandate)
        .order_by(ReplacementRow.valid_from, ReplacementRow.id)
    )
    return [_replacement(row) for row in rows]


def put_replacements(db: Session, wanted: Iterable[Replacement]) -> None:
    """Store the new ones (id 0) and write the others back."""
    for each in wanted:
        values = {
            "mandate_id": each.mandate,
            "member_id": each.member,
            "valid_from": each.valid_from,
            "valid_until": each.valid_until,
        }
        if each.id == 0:
            db.execute(insert(ReplacementRow).values(values))
        else:
            db.execute(update(ReplacementRow).where(ReplacementRow.id == each.id).values(values))


def _values(mandate: Mandate) -> dict[str, Any]:
    return {
        "body_id": mandate.body,
        "member_id": mandate.member,
        "role": mandate.role.value,
        "has_vote": mandate.has_vote,
        "organisation_id": mandate.organisation,
        "sector_id": mandate.sector,
        "group_id": mandate.group,
        "valid_from": mandate.valid_from,
        "valid_until": mandate.valid_until,
        "substitute": mandate.substitute,
        "tandem": mandate.tandem,
        "succeeds": mandate.succeeds,
        "awaits_successor": mandate.awaits_successor,
    }


def _mandate(row: Any) -> Mandate:
    return Mandate(
        id=row.id,
        body=row.body_id,
        member=row.member_id,
        role=Role(row.role),
        has_vote=row.has_vote,
        organisation=row.organisation_id,
        sector=row.sector_id,
        group=row.group_id,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        substitute=row.substitute,
        tandem=row.tandem,
        succeeds=row.succeeds,
        awaits_successor=row.awaits_successor,
    )


def _replacement(row: Any) -> Replacement:
    return Replacement(
        id=row.id,
        mandate=row.mandate_id,
        member=row.member_id,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
    )
