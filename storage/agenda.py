"""Published agenda versions and the standing points of a body."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint, bindparam, delete, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.agenda import Line, StandingPoint, Version
from bot.items import Kind
from storage.database import Base, Json, Moment


class AgendaVersionRow(Base):
    """One published version with its lines as readers saw them; never changed afterwards."""

    __tablename__ = "agenda_versions"
    __table_args__ = (UniqueConstraint("meeting_id", "letter"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    letter: Mapped[str] = mapped_column(String(5))
    published_at: Mapped[datetime] = mapped_column(Moment)
    published_by: Mapped[int] = mapped_column(ForeignKey("members.id"))
    lines: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    used: Mapped[list[str]] = mapped_column(Json)


class StandingPointRow(Base):
    """One standing point of a body's template, in order."""

    __tablename__ = "standing_points"
    __table_args__ = (UniqueConstraint("body_id", "place"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("bodies.id"))
    place: Mapped[int]
    title: Mapped[str] = mapped_column(String(150))
    kind: Mapped[str] = mapped_column(String(20))
    minutes: Mapped[int | None]
    closing: Mapped[bool]


_COLUMNS = (
    AgendaVersionRow.meeting_id,
    AgendaVersionRow.letter,
    AgendaVersionRow.published_at,
    AgendaVersionRow.published_by,
    AgendaVersionRow.lines,
    AgendaVersionRow.used,
)
_LAST = (
    select(*_COLUMNS)
    .where(AgendaVersionRow.meeting_id == bindparam("meeting"))
    .order_by(AgendaVersionRow.id.desc())
    .limit(1)
)
_BY_LETTER = select(*_COLUMNS).where(
    AgendaVersionRow.meeting_id == bindparam("meeting"), AgendaVersionRow.letter == bindparam("letter")
)


def last_version(db: Session, meeting: int) -> Version | None:
    """The newest published version, if any."""
    row = db.execute(_LAST, {"meeting": meeting}).one_or_none()
    return _version(row) if row else None


def version(db: Session, meeting: int, letter: str) -> Version | None:
    """One published version by its letter."""
    row = db.execute(_BY_LETTER, {"meeting": meeting, "letter": letter}).one_or_none()
    return _version(row) if row else None


def add_version(db: Session, new: Version) -> None:
    """Keep a version; the letter is unique per meeting."""
    db.execute(
        insert(AgendaVersionRow).values(
            meeting_id=new.meeting,
            letter=new.letter,
            published_at=new.published_at,
            published_by=new.published_by,
            lines=[asdict(line) for line in new.lines],
            used=sorted(new.used),
        )
    )


def standing_points(db: Session, body: int) -> list[StandingPoint]:
    """The body's standing points in order."""
    rows = db.execute(
        select(StandingPointRow.title, StandingPointRow.kind, StandingPointRow.minutes, StandingPointRow.closing)
        .where(StandingPointRow.body_id == body)
        .order_by(StandingPointRow.place)
    )
    return [
        StandingPoint(title=row.title, kind=Kind(row.kind), minutes=row.minutes, closing=row.closing) for row in rows
    ]


def keep_standing_points(db: Session, body: int, points: list[StandingPoint]) -> None:
    """Replace the body's standing points; agendas that exist keep theirs."""
    db.execute(delete(StandingPointRow).where(StandingPointRow.body_id == body))
    if points:
        db.execute(
            insert(StandingPointRow),
            [
                {
                    "body_id": body,
                    "place": place,
                    "title": point.title,
                    "kind": point.kind.value,
                    "minutes": point.minutes,
                    "closing": point.closing,
                }
                for place, point in enumerate(points, start=1)
            ],
        )


def _version(row: Any) -> Version:
    return Version(
        meeting=row.meeting_id,
        letter=row.letter,
        published_at=row.published_at,
        published_by=row.published_by,
        lines=tuple(Line(**{**line, "attachments": tuple(line["attachments"])}) for line in row.lines),
        used=frozenset(row.used),
    )
