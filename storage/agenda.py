"""Published agenda versions and the standing points of a body."""

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint, bindparam, delete, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from bot.agenda import Line, Occasion, StandingPoint, Version
from bot.items import Attachment, Kind, Sort
from storage.database import Base, Json, Moment, Session
from storage.ready import Ready


class AgendaVersionRow(Base):
    """One published version with its lines as readers saw them; never changed afterwards."""

    __tablename__ = "agenda_versions"
    __table_args__ = (UniqueConstraint("meeting_id", "letter"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    letter: Mapped[str] = mapped_column(String(5))
    published_at: Mapped[datetime] = mapped_column(Moment)
    published_by: Mapped[int] = mapped_column(ForeignKey("members.id"))
    day: Mapped[date]
    starts: Mapped[time | None]
    ends: Mapped[time | None]
    place: Mapped[str] = mapped_column(String(150))
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
    AgendaVersionRow.day,
    AgendaVersionRow.starts,
    AgendaVersionRow.ends,
    AgendaVersionRow.place,
    AgendaVersionRow.lines,
    AgendaVersionRow.used,
)
_NEWEST_FIRST = (
    select(*_COLUMNS)
    .where(AgendaVersionRow.meeting_id == bindparam("meeting"))
    .order_by(AgendaVersionRow.id.desc())
    .limit(bindparam("most"))
)
_NEWEST = Ready(_NEWEST_FIRST.params(most=1))
_UP_TO = (
    select(*_COLUMNS)
    .where(
        AgendaVersionRow.meeting_id == bindparam("meeting"),
        AgendaVersionRow.id
        <= select(AgendaVersionRow.id)
        .where(AgendaVersionRow.meeting_id == bindparam("meeting"), AgendaVersionRow.letter == bindparam("letter"))
        .scalar_subquery(),
    )
    .order_by(AgendaVersionRow.id.desc())
    .limit(2)
)


def last_version(db: Session, meeting: int) -> Version | None:
    """The newest published version, if any."""
    row = _NEWEST.one(db, meeting=meeting)
    return _version(row) if row else None


def version(db: Session, meeting: int, letter: str) -> tuple[Version, Version | None]:
    """The published version with this letter, and the one before it. Raises `LookupError` for one never published."""
    found = [_version(row) for row in db.execute(_UP_TO, {"meeting": meeting, "letter": letter})]
    if not found:
        raise LookupError(f"meeting {meeting} has no version {letter!r}")
    return found[0], found[1] if len(found) > 1 else None


def add_version(db: Session, new: Version) -> None:
    """Keep a version; the letter is unique per meeting."""
    db.execute(
        insert(AgendaVersionRow).values(
            meeting_id=new.meeting,
            letter=new.letter,
            published_at=new.published_at,
            published_by=new.published_by,
            day=new.occasion.day,
            starts=new.occasion.starts,
            ends=new.occasion.ends,
            place=new.occasion.place,
            lines=[_kept(line) for line in new.lines],
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
        occasion=Occasion(day=row.day, starts=row.starts, ends=row.ends, place=row.place),
        lines=tuple(_line(line) for line in row.lines),
        used=frozenset(row.used),
    )


def _kept(line: Line) -> dict[str, Any]:
    return {
        "item": line.item,
        "number": line.number,
        "title": line.title,
        "kind": line.kind.value,
        "sort": line.sort.value,
        "minutes": line.minutes,
        "presenter": line.presenter,
        "starts": _hour(line.starts),
        "fixed_at": _hour(line.fixed_at),
        "guest": line.guest,
        "late": line.late,
        "under": line.under,
        "attachments": [{"url": each.url, "title": each.title, "file": each.file} for each in line.attachments],
    }


def _line(kept: dict[str, Any]) -> Line:
    return Line(
        **kept
        | {
            "kind": Kind(kept["kind"]),
            "sort": Sort(kept["sort"]),
            "starts": _time(kept["starts"]),
            "fixed_at": _time(kept["fixed_at"]),
            "attachments": tuple(Attachment(**each) for each in kept["attachments"]),
        }
    )


def _hour(at: time | None) -> str:
    return at.isoformat("minutes") if at else ""


def _time(kept: str) -> time | None:
    return time.fromisoformat(kept) if kept else None
