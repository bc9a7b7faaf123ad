"""Giving and ending mandates by role, where no form asks for more."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import insert, or_, select, update

from bot.people import Role
from storage.database import Session
from storage.mandates import MandateRow


def add_mandate(
    db: Session,
    *,
    body: int,
    member: int,
    role: Role,
    has_vote: bool,
    valid_from: date | None = None,
    valid_until: date | None = None,
    organisation: int | None = None,
) -> int:
    """Store a mandate unless the member already has one in that role that runs on from `valid_from`."""
    known = db.scalar(
        select(MandateRow.id).where(
            MandateRow.body_id == body,
            MandateRow.member_id == member,
            MandateRow.role == role,
            or_(MandateRow.valid_until.is_(None), MandateRow.valid_until >= (valid_from or date.max)),
        )
    )
    if known is not None:
        return known
    return db.execute(
        insert(MandateRow)
        .values(
            body_id=body,
            member_id=member,
            organisation_id=organisation,
            role=role.value,
            has_vote=has_vote,
            valid_from=valid_from,
            valid_until=valid_until,
        )
        .returning(MandateRow.id)
    ).scalar_one()


def end_mandates(db: Session, *, body: int, role: Role, today: date, keep: Sequence[int]) -> None:
    """End the running mandates in `role` of everybody not in `keep` (member ids): yesterday was their last day."""
    yesterday = today - timedelta(days=1)
    db.execute(
        update(MandateRow)
        .where(
            MandateRow.body_id == body,
            MandateRow.role == role,
            MandateRow.member_id.not_in(keep),
            or_(MandateRow.valid_until.is_(None), MandateRow.valid_until > yesterday),
        )
        .values(valid_until=yesterday)
    )
