"""Ties that were broken: each an act of its own beside its vote."""

from sqlalchemy import select

from bot.errors import N_, Refusal
from bot.votes import TieBreak
from storage.database import Session, insert_once
from storage.votes.rows import TieBreakRow


def keep(db: Session, act: TieBreak) -> None:
    """Write down how a tie was broken. Raises `Refusal` when that was done already."""
    new = insert_once(db, TieBreakRow).values(
        poll_id=act.poll,
        accepted=list(act.accepted),
        authority=act.authority,
        noted_by=act.noted_by,
        noted_at=act.noted_at,
    )
    if db.scalar(new.returning(TieBreakRow.poll_id)) is None:
        raise Refusal(N_("Over deze gelijke stand is al beslist."))


def of(db: Session, poll: int) -> TieBreak | None:
    """How the tie of a vote was broken; None when it was not."""
    row = db.execute(
        select(TieBreakRow.accepted, TieBreakRow.authority, TieBreakRow.noted_by, TieBreakRow.noted_at).where(
            TieBreakRow.poll_id == poll
        )
    ).one_or_none()
    if row is None:
        return None
    return TieBreak(
        poll=poll,
        accepted=tuple(row.accepted),
        authority=row.authority,
        noted_by=row.noted_by,
        noted_at=row.noted_at,
    )
