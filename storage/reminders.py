"""The one reminder that a person gets in a day, as a row of the outbox; and until which day each body was looked at.

At most one of these messages waits for a person at any moment. Whatever else they must be reminded of joins it, so
that nothing is said twice and nothing gets lost, however long Slack or the bot were away.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, bindparam, or_, select, update
from sqlalchemy.orm import Mapped, mapped_column

from storage import outbox
from storage.bodies import BodyRow
from storage.database import Base, Session, insert_once
from storage.outbox import OutboxRow

DAILY = "reminders/daily"
"""The name of the message in the outbox, and the beginning of its key."""

LOOKED_BACK = timedelta(days=400)
"""A message that still waits is at most so old."""


class ReminderBookRow(Base):
    """Until where a body was looked through: `next_day` is the first wall day nobody was reminded of yet."""

    __tablename__ = "reminder_books"

    body_id: Mapped[int] = mapped_column(ForeignKey("bodies.id"), primary_key=True)
    next_day: Mapped[date] = mapped_column(index=True)


class Put(StrEnum):
    """What became of a wish to remind somebody."""

    TOLD = "told"
    """A new message was told for it."""
    JOINED = "joined"
    """It joined a message that still waits."""
    SAID_BEFORE = "said_before"
    """This person got their message of that day already: the wish is for another day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """One wish: a part of the message, about one body, for the days from `since` to `until`, both included.

    `late`: the bot was away on the first of them.
    """

    part: str
    body: int
    since: date
    until: date
    late: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """The days that a part of a message is the reminder of, both included; `late` as in `Called`."""

    since: date
    until: date
    late: bool


_COLUMNS = (OutboxRow.id, OutboxRow.about, OutboxRow.ts, OutboxRow.next_at, OutboxRow.dead_at, OutboxRow.dedupe_key)
# A range of keys, which the unique index serves. All of them differ in their digits only, so that every collation
# puts them in the same order.
_RECENT = (
    select(*_COLUMNS, OutboxRow.sent_at)
    .where(
        OutboxRow.workspace_id == bindparam("workspace"),
        OutboxRow.dedupe_key.between(bindparam("first"), bindparam("last")),
        OutboxRow.lane == bindparam("lane"),
        OutboxRow.name == DAILY,
    )
    .order_by(OutboxRow.id)
    .with_for_update()
)
_BOOK = select(ReminderBookRow.next_day).where(ReminderBookRow.body_id == bindparam("body")).with_for_update()
_BEHIND = (
    select(BodyRow.id, BodyRow.workspace_id, ReminderBookRow.next_day)
    .outerjoin(ReminderBookRow, ReminderBookRow.body_id == BodyRow.id)
    .where(or_(ReminderBookRow.next_day.is_(None), ReminderBookRow.next_day <= bindparam("day")))
    .order_by(BodyRow.id)
    .limit(bindparam("most"))
)


def key_of(user: str, day: date) -> str:
    """The outbox key of the message of one person on one day."""
    return f"{DAILY}:{user}:{day}"


def put(db: Session, called: Called, *, workspace: int, user: str, at: datetime, midnight: datetime, day: date) -> Put:
    """Have `called` be in the message of this person: in the one that waits, else in a new one of `day`, said at `at`.

    `midnight` is the moment at which `day` begins. When this person got a message on that day already, nothing is done.
    """
    lane, today = outbox.user(user), key_of(user, day)
    keys = {"workspace": workspace, "lane": lane, "first": key_of(user, day - LOOKED_BACK), "last": today}
    told = False
    while True:
        rows = db.execute(_RECENT, keys).all()
        for row in rows:
            is_of_today = row.dedupe_key == today
            if row.ts is None and (row.next_at is not None or is_of_today):
                _join(db, row, called, at=at)
                return Put.TOLD if told else Put.JOINED
            if is_of_today or (row.sent_at is not None and row.sent_at >= midnight):
                return Put.SAID_BEFORE
        # Somebody else may be doing the same: whoever comes second finds the row of the first, and joins it.
        about = {"user": user, "parts": with_call({}, called)}
        outbox.tell(db, DAILY, workspace=workspace, to=lane, key=today, about=about, body=called.body, at=at)
        told = True


def _join(db: Session, row: Any, called: Called, *, at: datetime) -> None:
    """Add to a message that was not said yet. One in hand just now is edited; a dead letter keeps it for a retry."""
    parts = with_call(row.about["parts"], called)
    if row.next_at is not None and parts == row.about["parts"] and row.next_at <= at:
        return
    when = {} if row.dead_at is not None else {"next_at": at if row.next_at is None else min(row.next_at, at)}
    if row.next_at is None:
        when |= {"planned_at": at}
    db.execute(
        update(OutboxRow)
        .where(OutboxRow.id == row.id)
        .values(about={**row.about, "parts": parts}, version=OutboxRow.version + 1, **when)
    )
    db.info["told"] = True


def with_call(parts: Mapping[str, Any], called: Called) -> dict[str, Any]:
    """The parts of a message with one more; the days of one that is there already become as many as both need."""
    bodies = dict(parts.get(called.part, {}))
    since, until, late = bodies.get(str(called.body), (called.since.isoformat(), called.until.isoformat(), False))
    bodies[str(called.body)] = [
        min(since, called.since.isoformat()),
        max(until, called.until.isoformat()),
        late or called.late,
    ]
    return {**parts, called.part: bodies}


def days_of(about: Mapping[str, Any]) -> dict[str, dict[int, Days]]:
    """What a message was called for: by part and by body the days it is of."""
    return {
        part: {
            int(body): Days(since=date.fromisoformat(since), until=date.fromisoformat(until), late=late)
            for body, (since, until, late) in bodies.items()
        }
        for part, bodies in about["parts"].items()
    }


def next_day(db: Session, body: int) -> date | None:
    """The first day of the body that nobody was reminded of yet, held until the end of `db`; None before its first."""
    return db.scalar(_BOOK, {"body": body})


def begin(db: Session, body: int, *, day: date) -> None:
    """Open the book of a body at a day, once."""
    db.execute(insert_once(db, ReminderBookRow), {"body_id": body, "next_day": day})


def turn_to(db: Session, body: int, *, day: date) -> None:
    """Everybody was reminded of all days before `day`."""
    db.execute(update(ReminderBookRow).where(ReminderBookRow.body_id == body).values(next_day=day))


def behind(db: Session, *, day: date, most: int) -> list[tuple[int, int, date | None]]:
    """Bodies whose book is not further than `day`, or not open yet: body, workspace, and where the book is."""
    rows = db.execute(_BEHIND, {"day": day, "most": most})
    return [(row.id, row.workspace_id, row.next_day) for row in rows]
