"""What Slack delivered already, so that a delivery that comes twice is worked on once."""

from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import Index, String, delete
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Base, Session, now_in, once
from storage.ready import Ready

KEPT = timedelta(days=2)
"""How long a delivery is remembered: Slack's latest retry comes after a day, with "delayed events" on."""


class InboxRow(Base):
    """One delivery that was worked on.

    It hangs under Slack's id of the team: deliveries also come from teams where nobody set up a body yet.
    """

    __tablename__ = "inbox"
    __table_args__ = (Index("ix_inbox_seen_at", "seen_at"),)

    team_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    key: Mapped[str] = mapped_column(String(200), primary_key=True)
    seen_at: Mapped[datetime]


_REMEMBER = Ready(partial(once, row=InboxRow))


def first_time(db: Session, *, team: str, key: str) -> bool:
    """Whether this delivery is new; remembers it with the unit of work it belongs to.

    Called in the transaction that does the work: a roll-back forgets the delivery again, so that Slack's retry
    finds the work still to do. Two deliveries at the same moment wait for each other, and one of them is first.
    """
    return _REMEMBER.run(db, team_id=team, key=key, seen_at=now_in(db)) > 0


def forget(db: Session) -> None:
    """Drop what was delivered too long ago to be sent again."""
    db.execute(delete(InboxRow).where(InboxRow.seen_at < now_in(db) - KEPT))
