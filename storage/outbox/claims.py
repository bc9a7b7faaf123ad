"""Taking the next message in hand: one worker at a time, for as long as a lease."""

from typing import Any

from sqlalchemy import and_, bindparam, case, func, or_, select, update
from sqlalchemy.orm import aliased

from storage.database import Session, insert_once, now_in
from storage.outbox.rows import Lane, LaneRow, Letter, OutboxRow, Parent
from storage.ready import Ready

EDITS = Lane("edits")
"""Not a conversation: the budget of `chat.update` that all lanes of a workspace share."""

EDIT_SECONDS = 60 / 40
EDIT_BURST = 6
"""Slack allows a workspace some fifty edits a minute: six at once, then one every 1.5 s, stays under it."""

_PARENT = aliased(OutboxRow)
_EDITS = aliased(LaneRow)

# Scalar subqueries, and not EXISTS: PostgreSQL makes a join of that, and with old statistics a slow one.
_PARENT_IS_SETTLED = (
    select(or_(_PARENT.ts.is_not(None), _PARENT.next_at.is_(None)))
    .where(_PARENT.id == OutboxRow.thread_of)
    .correlate(OutboxRow)
    .scalar_subquery()
)
_BUDGET_FREE_AT = (
    select(_EDITS.free_at)
    .where(_EDITS.workspace_id == OutboxRow.workspace_id, _EDITS.name == EDITS)
    .correlate(OutboxRow)
    .scalar_subquery()
)
_HAS_ITS_THREAD = or_(OutboxRow.thread_of.is_(None), _PARENT_IS_SETTLED)
_HAS_ITS_BUDGET = or_(OutboxRow.ts.is_(None), func.coalesce(_BUDGET_FREE_AT, 0.0) <= bindparam("machine"))
_MAY_BE_SAID = (
    OutboxRow.next_at <= bindparam("now"),
    OutboxRow.hold_until <= bindparam("machine"),
    LaneRow.free_at <= bindparam("machine"),
    _HAS_ITS_THREAD,
    _HAS_ITS_BUDGET,
)
_ITS_LANE = and_(LaneRow.workspace_id == OutboxRow.workspace_id, LaneRow.name == OutboxRow.lane)
_NEXT = (
    select(OutboxRow.__table__, LaneRow.channel.label("lane_channel"))
    .join(LaneRow, _ITS_LANE)
    .where(*_MAY_BE_SAID)
    .order_by(OutboxRow.next_at, OutboxRow.id)
    .limit(1)
    .with_for_update(of=[OutboxRow, LaneRow], key_share=True, skip_locked=True)
)
_WORK = Ready(
    select(OutboxRow.id)
    .join(LaneRow, _ITS_LANE)
    .where(*_MAY_BE_SAID)
    .order_by(OutboxRow.next_at, OutboxRow.id)
    .limit(1)
)
_DUE = Ready(select(OutboxRow.id).where(OutboxRow.next_at <= bindparam("now"), _HAS_ITS_THREAD).limit(1))
_HELD = Ready(
    select(OutboxRow.id).where(
        OutboxRow.id == bindparam("letter"), OutboxRow.attempts == bindparam("attempts"), OutboxRow.next_at.is_not(None)
    )
)
_PARENT_OF = select(OutboxRow.channel, OutboxRow.ts, OutboxRow.dead_at).where(OutboxRow.id == bindparam("letter"))


def has_work(db: Session, *, machine: float) -> bool:
    """Whether there is a message that may be said now: a look, which holds nobody up."""
    return _WORK.one(db, now=now_in(db), machine=machine) is not None


def claim(db: Session, *, machine: float, lease: float, edit_seconds: float = EDIT_SECONDS) -> Letter | None:
    """Take the message that waits longest and may be said now, for `lease` seconds; None when there is none.

    In a lane messages go in the order in which they became due, and one that is tried again keeps its place: the lane
    waits with it. Commit before speaking: whoever dies lets go when the lease ends. `edit_seconds` is the pace of the
    edits of one workspace.
    """
    row = db.execute(_NEXT, {"now": now_in(db), "machine": machine}).one_or_none()
    if row is None:
        return None
    db.execute(
        update(OutboxRow)
        .where(OutboxRow.id == row.id)
        .values(
            attempts=OutboxRow.attempts + 1,
            tries=OutboxRow.tries + 1,
            first_try_at=func.coalesce(OutboxRow.first_try_at, machine),
        )
    )
    _occupy(db, row, until=machine + lease)
    if row.ts is not None:
        _spend_an_edit(db, row.workspace_id, machine=machine, seconds=edit_seconds)
    return Letter(
        id=row.id,
        workspace=row.workspace_id,
        body=row.body_id,
        name=row.name,
        about=row.about,
        lane=Lane(row.lane),
        created_at=row.created_at,
        planned_at=row.planned_at,
        channel=row.channel or row.lane_channel,
        ts=row.ts,
        parent=_parent(db, row.thread_of),
        file_ids=tuple(row.file_ids or ()),
        version=row.version,
        attempts=row.attempts + 1,
        tries=row.tries + 1,
        doubt_since=row.first_try_at if row.ts is None else None,
        lease_until=machine + lease,
    )


def is_held(db: Session, letter: Letter) -> bool:
    """Whether the message is still in these hands and still to be said: somebody may have cancelled it."""
    return _HELD.one(db, letter=letter.id, attempts=letter.attempts) is not None


def idle(db: Session) -> bool:
    """Whether nothing is due and nothing in hand: what was decided is said."""
    return _DUE.one(db, now=now_in(db)) is None


def _occupy(db: Session, row: Any, *, until: float) -> None:
    db.execute(
        update(LaneRow).where(LaneRow.workspace_id == row.workspace_id, LaneRow.name == row.lane).values(free_at=until)
    )


def _spend_an_edit(db: Session, workspace: int, *, machine: float, seconds: float) -> None:
    """Move the budget's own clock one edit on; it may lag behind the machine's by one burst."""
    db.execute(insert_once(db, LaneRow).values(workspace_id=workspace, name=EDITS, free_at=0.0))
    floor = machine - EDIT_BURST * seconds
    db.execute(
        update(LaneRow)
        .where(LaneRow.workspace_id == workspace, LaneRow.name == EDITS)
        .values(free_at=case((LaneRow.free_at > floor, LaneRow.free_at), else_=floor) + seconds)
    )


def _parent(db: Session, id_: int | None) -> Parent | None:
    if id_ is None:
        return None
    row = db.execute(_PARENT_OF, {"letter": id_}).one()
    return Parent(channel=row.channel, ts=row.ts, is_dead=row.dead_at is not None)
