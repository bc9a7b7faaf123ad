"""Slack channels of the bodies as the ticker last saw them, so that rules need not ask Slack."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import ColumnElement, ForeignKey, String, bindparam, select, update
from sqlalchemy.orm import Mapped, mapped_column

from bot.channels import Channel
from storage.database import Base, Moment, Session, insert_once


class ChannelRow(Base):
    """One channel of one workspace; `id` is Slack's, `seen_at` when it was looked at.

    `people_wanted`: the people in it are to become members of the body, as soon as they can be read.
    """

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
    people_wanted: Mapped[bool] = mapped_column(default=False)
    seen_at: Mapped[datetime | None] = mapped_column(Moment)


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
    ChannelRow.workspace_id == bindparam("workspace"),
    ChannelRow.id.in_(bindparam("ids", expanding=True)),
    ChannelRow.seen_at.is_not(None),
)


def want_people(db: Session, id_: str, *, workspace: int) -> None:
    """Ask for the people of a channel to be taken over, now or when the channel can be read."""
    _open(db, id_, workspace)
    db.execute(update(ChannelRow).where(*_is(id_, workspace)).values(people_wanted=True))


def wants_people(db: Session, id_: str, *, workspace: int) -> bool:
    """Whether the people of a channel are still to be taken over."""
    return bool(db.scalar(select(ChannelRow.people_wanted).where(*_is(id_, workspace))))


def people_read(db: Session, id_: str, *, workspace: int) -> None:
    """The people of a channel were taken over."""
    db.execute(update(ChannelRow).where(*_is(id_, workspace)).values(people_wanted=False))


def keep(db: Session, channel: Channel, *, workspace: int, now: datetime) -> None:
    """Remember how a channel looks, instead of what was remembered."""
    _open(db, channel.id, workspace)
    db.execute(update(ChannelRow).where(*_is(channel.id, workspace)).values(**asdict(channel), seen_at=now))


def guest_seen(db: Session, id_: str, *, workspace: int) -> None:
    """Somebody in the channel is a guest of the workspace."""
    db.execute(update(ChannelRow).where(*_is(id_, workspace)).values(guests=True))


def seen(db: Session, ids: Iterable[str], *, workspace: int) -> dict[str, Channel]:
    """The channels that were looked at, by id; one that never was is left out."""
    rows = db.execute(_SEEN, {"workspace": workspace, "ids": list(ids)})
    return {row.id: Channel(**row._mapping) for row in rows}


def _open(db: Session, id_: str, workspace: int) -> None:
    unseen = asdict(Channel(id=id_, visible=False))
    db.execute(insert_once(db, ChannelRow).values(workspace_id=workspace, people_wanted=False, **unseen))


def _is(id_: str, workspace: int) -> tuple[ColumnElement[bool], ...]:
    return (ChannelRow.workspace_id == workspace, ChannelRow.id == id_)
