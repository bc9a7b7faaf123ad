"""Lists that somebody posted to the bot: kept until they are taken over or dropped, then only what became of them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, LargeBinary, String, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from bot.errors import N_, Refusal
from storage.database import Base, Json, Moment, Session, choice


class State(StrEnum):
    """How far a list is. `WAITING`: it was shown, and somebody must say whether to take it over."""

    FETCHING = "fetching"
    WAITING = "waiting"
    CONFIRMED = "confirmed"
    DONE = "done"
    DROPPED = "dropped"
    REFUSED = "refused"


class ListRow(Base):
    """One posted list. `file` is Slack's id, `name` how it is called there.

    `content` is there only while it may still be taken over. `found` holds the counts once done, or the sentence and
    its facts when it cannot be read.
    """

    __tablename__ = "imported_lists"
    __table_args__ = (Index("ix_imported_lists_body", "body_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("bodies.id"))
    state: Mapped[State] = mapped_column(choice(State))
    file: Mapped[str] = mapped_column(String(32))
    name: Mapped[str] = mapped_column(String(255))
    content: Mapped[bytes | None] = mapped_column(LargeBinary)
    found: Mapped[dict[str, Any]] = mapped_column(Json)
    posted_by: Mapped[int] = mapped_column(ForeignKey("members.id"))
    posted_at: Mapped[datetime] = mapped_column(Moment)


@dataclass(frozen=True, slots=True, kw_only=True)
class List:
    """One posted list."""

    id: int
    body: int
    state: State
    file: str
    name: str
    content: bytes | None
    found: dict[str, Any]
    posted_by: int


def add(db: Session, *, body: int, file: str, name: str, by: int, now: datetime) -> int:
    """Note a list that is still to be fetched; gives its id."""
    return db.execute(
        insert(ListRow)
        .values(
            body_id=body,
            state=State.FETCHING,
            file=file,
            name=name[:255],
            content=None,
            found={},
            posted_by=by,
            posted_at=now,
        )
        .returning(ListRow.id)
    ).scalar_one()


def get(db: Session, id_: int, *, body: int) -> List:
    """One list of the body. Raises `Refusal` when there is none."""
    row = db.execute(
        select(
            ListRow.id,
            ListRow.body_id.label("body"),
            ListRow.state,
            ListRow.file,
            ListRow.name,
            ListRow.content,
            ListRow.found,
            ListRow.posted_by,
        ).where(ListRow.id == id_, ListRow.body_id == body)
    ).one_or_none()
    if row is None:
        raise Refusal(N_("Deze lijst ken ik niet (meer). Stuur het bestand opnieuw."))
    return List(**row._mapping)


def settle(
    db: Session,
    list_: List,
    state: State,
    *,
    content: bytes | None = None,
    found: dict[str, Any] | None = None,
) -> None:
    """Bring a list further, unless somebody did in the meantime. Raises `Refusal` then."""
    moved = (
        update(ListRow)
        .where(ListRow.id == list_.id, ListRow.body_id == list_.body, ListRow.state == list_.state)
        .values(state=state, content=content, found=found or {})
        .returning(ListRow.id)
    )
    if db.scalar(moved) is None:
        raise Refusal(N_("Iemand was je net voor: kijk opnieuw."))
