"""What the documents of a body are made with: its own Word template, and the count of calendar files sent."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import uuid4

from sqlalchemy import ForeignKey, Index, LargeBinary, String, bindparam, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Base, Json, Moment, Session, choice, insert_once


class State(StrEnum):
    """What became of an uploaded template."""

    CHECKING = "checking"
    IN_USE = "in_use"
    REFUSED = "refused"
    RETIRED = "retired"


class TemplateRow(Base):
    """One uploaded Word template. `file` is Slack's id of the upload; `content` is kept once it was found safe.

    `found` is what the check says: a sentence and its facts when refused.
    """

    __tablename__ = "document_templates"
    __table_args__ = (Index("ix_document_templates_body", "body_id", "state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("bodies.id"))
    state: Mapped[State] = mapped_column(choice(State))
    file: Mapped[str] = mapped_column(String(32))
    name: Mapped[str] = mapped_column(String(255))
    content: Mapped[bytes | None] = mapped_column(LargeBinary)
    found: Mapped[dict[str, Any]] = mapped_column(Json)
    uploaded_by: Mapped[int] = mapped_column(ForeignKey("members.id"))
    uploaded_at: Mapped[datetime] = mapped_column(Moment)


class CalendarRow(Base):
    """What calendars know a meeting by, and how many files of it were made: the next one's SEQUENCE."""

    __tablename__ = "calendar_files"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), primary_key=True)
    uid: Mapped[str] = mapped_column(String(64))
    made: Mapped[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """One uploaded template, without its bytes."""

    id: int
    body: int
    state: State
    file: str
    name: str
    found: dict[str, Any]
    uploaded_by: int
    uploaded_at: datetime


_COLUMNS = (
    TemplateRow.id,
    TemplateRow.body_id.label("body"),
    TemplateRow.state,
    TemplateRow.file,
    TemplateRow.name,
    TemplateRow.found,
    TemplateRow.uploaded_by,
    TemplateRow.uploaded_at,
)
_IN_USE = (
    select(TemplateRow.content)
    .where(TemplateRow.body_id == bindparam("body"), TemplateRow.state == State.IN_USE)
    .order_by(TemplateRow.id.desc())
    .limit(1)
)


def add_template(db: Session, *, body: int, file: str, by: int, now: datetime) -> int:
    """Note an upload that is still to be fetched and checked; gives its id."""
    return db.execute(
        insert(TemplateRow)
        .values(
            body_id=body,
            state=State.CHECKING,
            file=file,
            name="",
            content=None,
            found={},
            uploaded_by=by,
            uploaded_at=now,
        )
        .returning(TemplateRow.id)
    ).scalar_one()


def template(db: Session, id_: int, *, body: int) -> Template | None:
    """One upload of the body."""
    row = db.execute(select(*_COLUMNS).where(TemplateRow.id == id_, TemplateRow.body_id == body)).one_or_none()
    return Template(**row._mapping) if row else None


def take_into_use(db: Session, id_: int, *, body: int, name: str, content: bytes) -> None:
    """Use this template from now on instead of the one before."""
    retire(db, body)
    _settle(db, id_, body, state=State.IN_USE, name=name, content=content)


def refuse(db: Session, id_: int, *, body: int, name: str, found: dict[str, Any]) -> None:
    """Keep why an upload cannot be used; the template before stays in use."""
    _settle(db, id_, body, state=State.REFUSED, name=name, found=found)


def retire(db: Session, body: int) -> bool:
    """Go back to the template that comes with the bot; whether there was another."""
    mine = (TemplateRow.body_id == body, TemplateRow.state == State.IN_USE)
    retired = update(TemplateRow).where(*mine).values(state=State.RETIRED, content=None).returning(TemplateRow.id)
    return bool(db.scalars(retired).all())


def in_use(db: Session, body: int) -> bytes | None:
    """The body's own template, None when it uses the one that comes with the bot."""
    return db.scalar(_IN_USE, {"body": body})


def next_sequence(db: Session, meeting: int) -> int:
    """The SEQUENCE of the next calendar file of a meeting: 0, 1, 2, …; counts it as made."""
    db.execute(
        insert_once(db, CalendarRow).values(meeting_id=meeting, uid=f"{uuid4()}@irojbot", made=0),
    )
    counted = update(CalendarRow).where(CalendarRow.meeting_id == meeting).values(made=CalendarRow.made + 1)
    return db.execute(counted.returning(CalendarRow.made)).scalar_one() - 1


def calendar_uid(db: Session, meeting: int) -> str:
    """What calendars know the meeting by. Raises `LookupError` before its first calendar file."""
    uid = db.scalar(select(CalendarRow.uid).where(CalendarRow.meeting_id == meeting))
    if uid is None:
        raise LookupError(f"meeting {meeting} has no calendar file")
    return uid


def _settle(db: Session, id_: int, body: int, **values: Any) -> None:
    db.execute(update(TemplateRow).where(TemplateRow.id == id_, TemplateRow.body_id == body).values(**values))
