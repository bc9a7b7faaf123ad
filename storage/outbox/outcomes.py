"""What became of a message in hand. Only the newest claim may write it: each answers whether it was still ours."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import case, literal, select, update

from storage.database import Moment, Session, now_in
from storage.outbox.claims import EDITS
from storage.outbox.rows import LaneRow, Letter, OutboxRow

PATIENCE = 5
"""So many tries the lane waits with its first message, to keep the order; after that the message waits aside."""

_WENT_WELL = {"tries": 0, "hold_until": 0.0, "error": None}


def sent(db: Session, letter: Letter, *, channel: str, ts: str | None, free_at: float) -> bool:
    """It stands in Slack as message `ts` of `channel`; the lane is free for the next at `free_at` (machine time)."""
    said = {"channel": channel, "ts": ts, "sent_at": now_in(db), "next_at": _unless_refreshed(letter), **_WENT_WELL}
    return _settle(db, letter, said, free_at=free_at, channel=channel)


def nothing_to_say(db: Session, letter: Letter, *, machine: float, error: str | None = None) -> bool:
    """The facts have moved on (or, with `error`, the message was taken away in Slack): there is nothing to say."""
    silent = {"next_at": _unless_refreshed(letter), **_not_said(letter), **_WENT_WELL, "error": error}
    return _settle(db, letter, silent, free_at=machine)


def postpone(db: Session, letter: Letter, *, until: datetime, machine: float) -> bool:
    """Not now: say it at `until`, a later moment of the work."""
    again = case((OutboxRow.version == letter.version, literal(until, Moment)), else_=OutboxRow.next_at)
    later = {"next_at": again, "planned_at": until, **_not_said(letter), **_WENT_WELL}
    return _settle(db, letter, later, free_at=machine)


def let_go(db: Session, letter: Letter, *, machine: float) -> bool:
    """Nothing was done with it: whoever comes next may."""
    untouched = {"tries": letter.tries - 1, **_not_said(letter)}
    return _settle(db, letter, untouched, free_at=machine)


def hold(db: Session, letter: Letter, *, seconds: float, machine: float, error: str, perhaps_said: bool) -> bool:
    """It did not work: try again after `seconds`.

    `perhaps_said` when Slack may have taken it all the same: then the next try looks before it speaks.
    """
    waits = machine + seconds
    values = {"error": error} if perhaps_said else {"error": error, **_not_said(letter)}
    if letter.tries <= PATIENCE:
        return _settle(db, letter, values, free_at=waits)
    return _settle(db, letter, {**values, "hold_until": waits}, free_at=machine)


def hold_lane(db: Session, letter: Letter, *, seconds: float, machine: float, error: str) -> bool:
    """Slack wants nothing in this lane for so many seconds: no fault of the message, and not counted as a try."""
    values = {"error": error, "tries": letter.tries - 1, **_not_said(letter)}
    return _settle(db, letter, values, free_at=machine + seconds)


def hold_edits(db: Session, letter: Letter, *, seconds: float, machine: float, error: str) -> bool:
    """Slack wants no edit in this workspace for so many seconds; what is posted goes on."""
    db.execute(
        update(LaneRow)
        .where(LaneRow.workspace_id == letter.workspace, LaneRow.name == EDITS)
        .values(free_at=machine + seconds)
    )
    return _settle(db, letter, {"error": error, "tries": letter.tries - 1}, free_at=machine)


def bury(db: Session, letter: Letter, *, error: str, machine: float) -> bool:
    """Slack will never take it: a dead letter, for the support officer to see. Whether it is one now.

    A message whose facts changed meanwhile gets another chance with the new ones.
    """
    unchanged = OutboxRow.version == letter.version
    buried = {
        "next_at": _unless_refreshed(letter),
        "dead_at": case((unchanged, literal(now_in(db), Moment)), else_=None),
        "error": error,
        "hold_until": 0.0,
    }
    held = _settle(db, letter, buried, free_at=machine)
    return held and db.scalar(select(OutboxRow.dead_at).where(OutboxRow.id == letter.id)) is not None


def keep_files(db: Session, letter: Letter, file_ids: Sequence[str]) -> bool:
    """Keep Slack's ids of the files that were uploaded, before they are shown to anybody."""
    return _write(db, letter, {"file_ids": list(file_ids)})


def _not_said(letter: Letter) -> dict[str, float | None]:
    """This try surely said nothing: whether an earlier one did stays as open as it was."""
    return {"first_try_at": letter.doubt_since}


def _unless_refreshed(letter: Letter) -> Any:
    """Nothing left to say, unless the facts changed while it was said."""
    return case((OutboxRow.version == letter.version, None), else_=OutboxRow.next_at)


def _settle(
    db: Session, letter: Letter, values: Mapping[str, Any], *, free_at: float, channel: str | None = None
) -> bool:
    if not _write(db, letter, values):
        return False
    # The lane is let go by the claim that took it, and by no other.
    lane = update(LaneRow).where(
        LaneRow.workspace_id == letter.workspace, LaneRow.name == letter.lane, LaneRow.free_at == letter.lease_until
    )
    db.execute(lane.values(free_at=free_at, **({"channel": channel} if channel else {})))
    return True


def _write(db: Session, letter: Letter, values: Mapping[str, Any]) -> bool:
    held = update(OutboxRow).where(OutboxRow.id == letter.id, OutboxRow.attempts == letter.attempts)
    return db.scalar(held.values(**values).returning(OutboxRow.id)) is not None
