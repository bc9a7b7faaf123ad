"""Slack channels of the bodies as the ticker last saw them, so that rules need not ask Slack."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import ForeignKey, String, bindparam, delete, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.channels import Channel
from storage.database import Base, Moment


class ChannelRow(Base):
    """One channel of one workspace; `id` is Slack's, `seen_at` when it was looked at."""

    __tablename__ = "channels"

    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspaces.id", ondelete="CASCADE"), primary_key=True)
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    visible: Mapped[bool]
    has_bot: Mapped[bool]
    private: Mapped[bool]
    shared: Mapped[bool]
    archived: Mapped[bool]
    guests: Mapped[bool]
    seen_at: Mapped[datetime] = mapped_column(Moment)


_COLUMNS = (
    ChannelRow.id,
    ChannelRow.name,
    ChannelRow.visible,
    ChannelRow.has_bot,
    ChannelRow.private,
    ChannelRow.shared,
    ChannelRow.archived,
    ChannelRow.guests,
)
_SEEN = select(*_COLUMNS).where(
    ChannelRow.workspace_id == bindparam("workspace"), ChannelRow.id.in_(bindparam("ids", expanding=True))
)


def keep(db: Session, channel: Channel, *, workspace: int, now: datetime) -> None:
    """Remember how a channel looks, instead of what was remembered."""
    db.execute(delete(ChannelRow).where(ChannelRow.workspace_id == workspace, ChannelRow.id == channel.id))
    db.execute(insert(ChannelRow).values(workspace_id=workspace, seen_at=now, **asdict(channel)))


def seen(db: Session, ids: Iterable[str], *, workspace: int) -> dict[str, Channel]:
    """The channels that were looked at, by id; one that never was is left out."""
    rows = db.execute(_SEEN, {"workspace": workspace, "ids": list(ids)})
    return {row.id: Channel(**row._mapping) for row in rows}
