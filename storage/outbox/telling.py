"""Telling the outbox what to say, change or leave out: part of the decision's own unit of work."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import and_, bindparam, case, select, update

from storage.database import Moment, Session, now_in, once, table_of
from storage.outbox.rows import DeadLetter, Lane, LaneRow, OutboxRow
from storage.ready import Ready

_MINE = and_(OutboxRow.workspace_id == bindparam("workspace"), OutboxRow.dedupe_key == bindparam("key"))
_ID_OF = select(OutboxRow.id).where(_MINE)

_REARMED = {
    "version": OutboxRow.version + 1,
    "tries": 0,
    "hold_until": 0.0,
    "dead_at": None,
    "error": None,
}
_DEAD = select(
    OutboxRow.id,
    OutboxRow.body_id,
    OutboxRow.name,
    OutboxRow.about,
    OutboxRow.lane,
    OutboxRow.error,
    OutboxRow.planned_at,
    OutboxRow.dead_at,
).where(OutboxRow.dead_at.is_not(None))
_FRESH = {"hold_until": 0.0, "version": 0, "attempts": 0, "tries": 0}
_OPEN_LANE = Ready(partial(once, row=LaneRow))
_TELL = Ready(partial(once, row=OutboxRow))
_IS_TO_BE_POSTED = and_(OutboxRow.ts.is_(None), OutboxRow.next_at.is_not(None))
_REFRESH = Ready(
    update(table_of(OutboxRow))
    .where(_MINE)
    .values(
        **_REARMED,
        next_at=case((_IS_TO_BE_POSTED, OutboxRow.next_at), else_=bindparam("now", type_=Moment)),
    )
)


def tell(
    db: Session,
    name: str,
    *,
    workspace: int,
    to: Lane,
    key: str,
    about: Mapping[str, Any],
    at: datetime | None = None,
    thread_of: str | None = None,
    body: int | None = None,
) -> None:
    """Have message (or errand) `name` said in lane `to`: at once, or at a moment of the work.

    `key` is unique in the workspace: asking twice is harmless, and the first one stands. `about` holds ids only; the
    words are found when it is said. `thread_of` is the key of the message whose thread it belongs in, and for which it
    waits; raises `LookupError` when there is none.
    """
    now = now_in(db)
    parent = _id_of(db, workspace=workspace, key=thread_of) if thread_of is not None else None
    _OPEN_LANE.later(db, workspace_id=workspace, name=to, free_at=0.0)
    _TELL.later(
        db,
        workspace_id=workspace,
        body_id=body,
        dedupe_key=key,
        name=name,
        about=dict(about),
        lane=to,
        thread_of=parent,
        created_at=now,
        planned_at=at or now,
        next_at=at or now,
        **_FRESH,
    )
    db.info["told"] = True


def refresh(db: Session, key: str, *, workspace: int) -> None:
    """Have a message shown with the newest facts: edited in place where it stands, posted where it never was.

    Many of these before the next edit make one edit. A message that is still planned stays planned: it has the newest
    facts by itself. No such message: nothing happens.
    """
    _REFRESH.run(db, workspace=workspace, key=key, now=now_in(db))
    db.info["told"] = True


def hasten(db: Session, key: str, *, workspace: int) -> None:
    """Say a message now that was planned for later; one that was said stays as it is."""
    db.execute(
        update(OutboxRow).where(_MINE, _IS_TO_BE_POSTED).values(next_at=now_in(db), planned_at=now_in(db)),
        {"workspace": workspace, "key": key},
    )
    db.info["told"] = True


def cancel(db: Session, key: str, *, workspace: int) -> None:
    """Leave out a message that was not said yet; what stands in Slack stays as it is."""
    db.execute(
        update(OutboxRow).where(_MINE, _IS_TO_BE_POSTED).values(version=OutboxRow.version + 1, next_at=None),
        {"workspace": workspace, "key": key},
    )


def standing(db: Session, keys: Iterable[str], *, workspace: int) -> dict[str, str]:
    """Slack's `ts` of those messages of the workspace that stand in Slack, by key."""
    rows = db.execute(
        select(OutboxRow.dedupe_key, OutboxRow.ts).where(
            OutboxRow.workspace_id == workspace, OutboxRow.dedupe_key.in_(list(keys)), OutboxRow.ts.is_not(None)
        )
    )
    return {row.dedupe_key: row.ts for row in rows}


def dead(db: Session, body: int, *, most: int = 50) -> list[DeadLetter]:
    """The last letters that Slack would not take, of one body, newest first."""
    newest = (OutboxRow.dead_at.desc(), OutboxRow.id.desc())
    rows = db.execute(_DEAD.where(OutboxRow.body_id == body).order_by(*newest).limit(most))
    return [_dead_letter(row) for row in rows]


def dead_letter(db: Session, id_: int, *, workspace: int) -> DeadLetter | None:
    """One dead letter of the workspace; None when there is none (any more)."""
    row = db.execute(_DEAD.where(OutboxRow.id == id_, OutboxRow.workspace_id == workspace)).one_or_none()
    return _dead_letter(row) if row else None


def retry(db: Session, id_: int, *, body: int) -> bool:
    """Try a dead letter of the body again; whether there was one."""
    revived = (
        update(OutboxRow)
        .where(OutboxRow.id == id_, OutboxRow.body_id == body, OutboxRow.dead_at.is_not(None))
        .values(**_REARMED, next_at=now_in(db))
        .returning(OutboxRow.id)
    )
    db.info["told"] = True
    return db.scalar(revived) is not None


def _dead_letter(row: Any) -> DeadLetter:
    return DeadLetter(
        id=row.id,
        body=row.body_id,
        name=row.name,
        about=row.about,
        lane=Lane(row.lane),
        error=row.error,
        planned_at=row.planned_at,
        dead_at=row.dead_at,
    )


def _id_of(db: Session, *, workspace: int, key: str) -> int:
    found = db.scalar(_ID_OF, {"workspace": workspace, "key": key})
    if found is None:
        raise LookupError(f"no message {key!r} to answer in the thread of")
    return found
