"""The tables of follow-ups: each with its owners, its snoozes, and the log of what happened to it."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.followups import Deed, DueKind, State, Whose
from storage.database import Base, Moment, choice

_IS_MADE_BY_THE_BOT = text("origin <> ''")


class FollowUpRow(Base):
    """One follow-up. A due at a meeting names the meeting, so that it moves along without being written again."""

    __tablename__ = "followups"
    __table_args__ = (
        Index("ix_followups_body", "body_id", "state", "due_last"),
        Index("ix_followups_closed", "body_id", "closed_at"),
        Index("ix_followups_due_meeting", "due_meeting"),
        Index(
            "uq_followups_origin",
            "body_id",
            "origin",
            unique=True,
            sqlite_where=_IS_MADE_BY_THE_BOT,
            postgresql_where=_IS_MADE_BY_THE_BOT,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("bodies.id"))
    state: Mapped[State] = mapped_column(choice(State))
    text: Mapped[str] = mapped_column(String(300))
    due_kind: Mapped[DueKind] = mapped_column(choice(DueKind))
    due_phrase: Mapped[str] = mapped_column(String(160))
    due_first: Mapped[date | None]
    due_last: Mapped[date | None]
    due_meeting: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"))
    source_meeting: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"))
    source_item: Mapped[int | None] = mapped_column(ForeignKey("items.id"))
    source_link: Mapped[str] = mapped_column(Text)
    waiting_for: Mapped[str] = mapped_column(String(150))
    reason: Mapped[str] = mapped_column(Text)
    origin: Mapped[str] = mapped_column(String(60))
    made_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    made_at: Mapped[datetime] = mapped_column(Moment)
    closed_at: Mapped[datetime | None] = mapped_column(Moment)
    version: Mapped[int]


class FollowUpOwnerRow(Base):
    """One owner. `owner_id` is that of a member, organisation or group, so it points nowhere by itself."""

    __tablename__ = "followup_owners"
    __table_args__ = (Index("ix_followup_owners_owner", "whose", "owner_id"),)

    follow_up_id: Mapped[int] = mapped_column(ForeignKey("followups.id"), primary_key=True)
    whose: Mapped[Whose] = mapped_column(choice(Whose), primary_key=True)
    owner_id: Mapped[int] = mapped_column(primary_key=True)
    place: Mapped[int]


class FollowUpSnoozeRow(Base):
    """Until when one member does not want to be reminded."""

    __tablename__ = "followup_snoozes"

    follow_up_id: Mapped[int] = mapped_column(ForeignKey("followups.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True)
    until: Mapped[date]


class FollowUpLogRow(Base):
    """One line of the log of a follow-up; lines are added, never changed."""

    __tablename__ = "followup_log"
    __table_args__ = (Index("ix_followup_log_follow_up", "follow_up_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    follow_up_id: Mapped[int] = mapped_column(ForeignKey("followups.id"))
    deed: Mapped[Deed] = mapped_column(choice(Deed))
    by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    at: Mapped[datetime] = mapped_column(Moment)
    text: Mapped[str] = mapped_column(Text)
