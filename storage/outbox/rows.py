"""The two tables of the outbox, messages and the lanes they wait in, and the values made of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, NewType

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Base

Lane = NewType("Lane", str)
"""Where something is said, and waits its turn: one conversation, or one kind of errand."""


def channel(id_: str) -> Lane:
    """The lane of a Slack channel, by its id."""
    return Lane(f"channel:{id_}")


def user(id_: str) -> Lane:
    """The lane of the direct messages to a Slack user, by their id."""
    return Lane(f"user:{id_}")


def user_of(lane: Lane) -> str | None:
    """The Slack user of a lane of direct messages, None of any other lane."""
    kind, _, id_ = lane.partition(":")
    return id_ if kind == "user" else None


def channel_of(lane: Lane) -> str | None:
    """The Slack channel of its lane, None of any other lane."""
    kind, _, id_ = lane.partition(":")
    return id_ if kind == "channel" else None


def errand(name: str) -> Lane:
    """The lane of errands of one name: one at a time, and never in the way of a message."""
    return Lane(f"errand:{name}")


class LaneRow(Base):
    """One lane: at most one of its messages is in hand, and `free_at` says when the next may be.

    `free_at` is machine time, in seconds since 1970: the end of a lease, of a pause, or of what Slack asked to wait.
    `channel` is Slack's id of the conversation, once it was opened.
    """

    __tablename__ = "lanes"

    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspaces.id", ondelete="CASCADE"), primary_key=True)
    name: Mapped[str] = mapped_column(String(80), primary_key=True)
    free_at: Mapped[float]
    channel: Mapped[str | None] = mapped_column(String(32))


class OutboxRow(Base):
    """One message that stands in Slack or that will, for its whole life; or one errand.

    Times of the work are moments, times of the machine are numbers (seconds since 1970), so that they never mix:
    `next_at` is when the work wants it said (NULL: nothing left to say), `hold_until` when the machine may try again.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        UniqueConstraint("workspace_id", "dedupe_key"),
        ForeignKeyConstraint(["workspace_id", "lane"], ["lanes.workspace_id", "lanes.name"]),
        # Both kinds of row that are looked for are rare among all rows, however many are kept.
        Index(
            "ix_outbox_next_at",
            "next_at",
            "id",
            sqlite_where=text("next_at IS NOT NULL"),
            postgresql_where=text("next_at IS NOT NULL"),
        ),
        Index(
            "ix_outbox_dead",
            "body_id",
            "dead_at",
            sqlite_where=text("dead_at IS NOT NULL"),
            postgresql_where=text("dead_at IS NOT NULL"),
        ),
        Index(
            "ix_outbox_thread_of",
            "thread_of",
            sqlite_where=text("thread_of IS NOT NULL"),
            postgresql_where=text("thread_of IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspaces.id", ondelete="CASCADE"))
    body_id: Mapped[int | None] = mapped_column(ForeignKey("bodies.id", ondelete="CASCADE"))
    dedupe_key: Mapped[str] = mapped_column(String(200))
    name: Mapped[str] = mapped_column(String(80))
    about: Mapped[dict[str, Any]]
    lane: Mapped[str] = mapped_column(String(80))
    thread_of: Mapped[int | None] = mapped_column(ForeignKey("outbox.id", ondelete="CASCADE"))
    created_at: Mapped[datetime]
    planned_at: Mapped[datetime]
    next_at: Mapped[datetime | None]
    hold_until: Mapped[float] = mapped_column(default=0.0)
    version: Mapped[int] = mapped_column(default=0)
    attempts: Mapped[int] = mapped_column(default=0)
    tries: Mapped[int] = mapped_column(default=0)
    first_try_at: Mapped[float | None]
    channel: Mapped[str | None] = mapped_column(String(32))
    ts: Mapped[str | None] = mapped_column(String(32))
    file_ids: Mapped[list[str] | None]
    sent_at: Mapped[datetime | None]
    dead_at: Mapped[datetime | None]
    error: Mapped[str | None] = mapped_column(String(200))


@dataclass(frozen=True, slots=True, kw_only=True)
class Parent:
    """The message whose thread a letter belongs in; without `ts` it was never said."""

    channel: str | None
    ts: str | None
    is_dead: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One claimed message: what to tell, where it stands or will stand, and the claim on it.

    `attempts` is the claim's token, `lease_until` its end (machine time). `tries` counts the claims since it last
    went well. `doubt_since` is when somebody first tried to post it without a known outcome (machine time).
    """

    id: int
    workspace: int
    body: int | None
    name: str
    about: Mapping[str, Any]
    lane: Lane
    created_at: datetime
    planned_at: datetime
    channel: str | None
    ts: str | None
    parent: Parent | None
    file_ids: tuple[str, ...]
    version: int
    attempts: int
    tries: int
    doubt_since: float | None
    lease_until: float

    @property
    def user(self) -> str | None:
        """The Slack user it is a direct message to, if it is one."""
        return user_of(self.lane)

    @property
    def mark(self) -> str:
        """What the message carries in Slack to be found again; says nothing, and is not given out twice."""
        return sha256(f"{self.workspace}:{self.id}:{self.created_at.isoformat()}".encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadLetter:
    """A message that Slack will not take; `error` is Slack's own word for why."""

    id: int
    body: int | None
    name: str
    about: Mapping[str, Any]
    lane: Lane
    error: str
    planned_at: datetime
    dead_at: datetime
