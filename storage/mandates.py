"""Mandates with what they are for: organisations, sectors and groups; and who takes one over for a while."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, and_, bindparam, insert, or_, select, update
from sqlalchemy.orm import Mapped, mapped_column

from bot.errors import N_, Refusal
from bot.groups import Group, Kind
from bot.mandates import Mandate, Replacement
from bot.names import fold
from bot.people import Role
from storage.database import Base, Session, insert_once

KEY_LENGTH = 200
_TAKEN = N_("Er is al een groep met die naam.")


class OrganisationRow(Base):
    """A partner of the body. `key` is its folded name: one organisation however it is typed."""

    __tablename__ = "organisations"
    __table_args__ = (UniqueConstraint("body_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("bodies.id"))
    name: Mapped[str] = mapped_column(String(100))
    key: Mapped[str] = mapped_column(String(KEY_LENGTH))


class SectorRow(Base):
    """A sector that people sit for."""

    __tablename__ = "sectors"
    __table_args__ = (UniqueConstraint("body_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("bodies.id"))
    name: Mapped[str] = mapped_column(String(100))
    key: Mapped[str] = mapped_column(String(KEY_LENGTH))


class GroupRow(Base):
    """A working group, steering group or core group."""

    __tablename__ = "working_groups"
    __table_args__ = (UniqueConstraint("body_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("bodies.id"))
    kind: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(100))
    key: Mapped[str] = mapped_column(String(KEY_LENGTH))


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """An organisation or a sector by name."""

    id: int
    name: str


_Row = TypeVar("_Row", OrganisationRow, SectorRow)


def organisations(db: Session, body: int) -> dict[int, Label]:
    """The organisations of the body by id, in the order of their names."""
    return _labels(db, OrganisationRow, body)


def sectors(db: Session, body: int) -> dict[int, Label]:
    """The sectors of the body by id, in the order of their names."""
    return _labels(db, SectorRow, body)


def organisation(db: Session, name: str, *, body: int) -> int:
    """The id of an organisation by name, however it is typed; made when it is new."""
    return _label(db, OrganisationRow, name, body)


def sector(db: Session, name: str, *, body: int) -> int:
    """The id of a sector by name, however it is typed; made when it is new."""
    return _label(db, SectorRow, name, body)


def groups(db: Session, body: int) -> list[Group]:
    """The working groups of the body by name."""
    rows = db.execute(
        select(GroupRow.id, GroupRow.body_id, GroupRow.kind, GroupRow.name)
        .where(GroupRow.body_id == body)
        .order_by(GroupRow.key)
    )
    return [Group(id=row.id, body=row.body_id, kind=Kind(row.kind), name=row.name) for row in rows]


def add_group(db: Session, group: Group) -> int:
    """Store a new group and give its id. Raises `Refusal` about `name` when there is one of that name."""
    id_: int | None = db.scalar(
        insert_once(db, GroupRow)
        .values(body_id=group.body, kind=group.kind.value, name=group.name, key=_key(group.name))
        .returning(GroupRow.id)
    )
    if id_ is None:
        raise Refusal(_TAKEN, about="name")
    return id_


def group(db: Session, id_: int, *, body: int) -> Group:
    """One group of the body. Raises `Refusal` when there is none."""
    found = next((each for each in groups(db, body) if each.id == id_), None)
    if found is None:
        raise Refusal(N_("Deze groep ken ik niet (meer)."))
    return found


def save_group(db: Session, group: Group) -> None:
    """Write name and kind back. Raises `Refusal` about `name` when there is another of that name."""
    others = (GroupRow.body_id == group.body, GroupRow.key == _key(group.name), GroupRow.id != group.id)
    if db.scalar(select(GroupRow.id).where(*others)) is not None:
        raise Refusal(_TAKEN, about="name")
    db.execute(
        update(GroupRow)
        .where(GroupRow.id == group.id, GroupRow.body_id == group.body)
        .values(kind=group.kind.value, name=group.name, key=_key(group.name))
    )


def _labels(db: Session, row: type[_Row], body: int) -> dict[int, Label]:
    found = db.execute(select(row.id, row.name).where(row.body_id == body).order_by(row.key))
    return {each.id: Label(id=each.id, name=each.name) for each in found}


def _label(db: Session, row: type[_Row], name: str, body: int) -> int:
    key = _key(name)
    id_: int | None = db.scalar(insert_once(db, row).values(body_id=body, name=name, key=key).returning(row.id))
    if id_ is not None:
        return id_
    return db.execute(select(row.id).where(row.body_id == body, row.key == key)).scalar_one()


def _key(name: str) -> str:
    """The folded name; a few letters become many, so it is cut to what the column holds."""
    return fold(name)[:KEY_LENGTH]


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
