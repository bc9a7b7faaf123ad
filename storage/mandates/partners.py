"""What mandates are for: the organisations, sectors and working groups of a body, each known by its name."""

from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import ForeignKey, String, UniqueConstraint, select, update
from sqlalchemy.orm import Mapped, mapped_column

from bot.errors import N_, Refusal
from bot.groups import Group, Kind
from bot.names import fold
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
