"""What meetings decided on their points."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text, delete, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from bot.outcomes import Kind, Outcome
from storage.database import Base, Moment, Session, choice


class OutcomeRow(Base):
    """The outcome of one point; a second kind for the money. `again` is the new point of a postponed one."""

    __tablename__ = "outcomes"
    __table_args__ = (Index("ix_outcomes_meeting", "meeting_id"), Index("ix_outcomes_again", "again"))

    item_id: Mapped[int] = mapped_column(ForeignKey("items.id"), primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    kind: Mapped[Kind] = mapped_column(choice(Kind))
    second: Mapped[Kind | None] = mapped_column(choice(Kind))
    text: Mapped[str] = mapped_column(Text)
    remarks: Mapped[str] = mapped_column(Text)
    again: Mapped[int | None] = mapped_column(ForeignKey("items.id"))
    noted_by: Mapped[int] = mapped_column(ForeignKey("members.id"))
    noted_at: Mapped[datetime] = mapped_column(Moment)


_COLUMNS = tuple(OutcomeRow.__table__.c)


def of_meeting(db: Session, meeting: int) -> dict[int, Outcome]:
    """The outcomes of a meeting, by point."""
    rows = db.execute(select(*_COLUMNS).where(OutcomeRow.meeting_id == meeting))
    return {
        row.item_id: Outcome(
            item=row.item_id,
            meeting=row.meeting_id,
            kinds=tuple(kind for kind in (row.kind, row.second) if kind is not None),
            text=row.text,
            remarks=row.remarks,
            again=row.again,
            noted_by=row.noted_by,
            noted_at=row.noted_at,
        )
        for row in rows
    }


def keep(db: Session, outcome: Outcome) -> None:
    """Write an outcome, instead of the one that the point had."""
    db.execute(delete(OutcomeRow).where(OutcomeRow.item_id == outcome.item))
    db.execute(
        insert(OutcomeRow).values(
            item_id=outcome.item,
            meeting_id=outcome.meeting,
            kind=outcome.kinds[0],
            second=outcome.kinds[1] if len(outcome.kinds) > 1 else None,
            text=outcome.text,
            remarks=outcome.remarks,
            again=outcome.again,
            noted_by=outcome.noted_by,
            noted_at=outcome.noted_at,
        )
    )
