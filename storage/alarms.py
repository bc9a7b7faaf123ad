"""Alarms about external deadlines: each told once, with the way out that was taken."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint, bindparam, select, update
from sqlalchemy.orm import Mapped, mapped_column

from bot.alarms import Alarm, Finding, Subject, Watched, Way
from bot.errors import N_, Refusal
from bot.items import Sort, When
from bot.people import Person
from storage.bodies import BodyRow
from storage.database import Base, Moment, Session, choice, insert_once
from storage.items import OPEN_FOR_PROPOSER, ItemRow


class AlarmRow(Base):
    """One alarm. `chance` is the id of the last useful meeting, 0 when none is left: with it the alarm is unique."""

    __tablename__ = "alarms"
    __table_args__ = (UniqueConstraint("body_id", "subject", "subject_id", "deadline", "chance"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("bodies.id"))
    subject: Mapped[Subject] = mapped_column(choice(Subject))
    subject_id: Mapped[int]
    deadline: Mapped[date]
    chance: Mapped[int]
    raised_at: Mapped[datetime] = mapped_column(Moment)
    way: Mapped[Way | None] = mapped_column(choice(Way))
    taken_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    taken_at: Mapped[datetime | None] = mapped_column(Moment)


_COLUMNS = (
    AlarmRow.id,
    AlarmRow.body_id,
    AlarmRow.subject,
    AlarmRow.subject_id,
    AlarmRow.deadline,
    AlarmRow.chance,
    AlarmRow.way,
    AlarmRow.taken_by,
    AlarmRow.taken_at,
)
_BY_ID = (
    select(*_COLUMNS)
    .join(BodyRow, BodyRow.id == AlarmRow.body_id)
    .where(AlarmRow.id == bindparam("alarm"), BodyRow.workspace_id == bindparam("workspace"))
)
_ANSWERED = select(AlarmRow.subject, AlarmRow.subject_id, AlarmRow.deadline).where(
    AlarmRow.body_id == bindparam("body"),
    AlarmRow.deadline > bindparam("today"),
    AlarmRow.way.is_not(None),
    AlarmRow.way != Way.SEEN,
)
_POINT = select(
    ItemRow.id, ItemRow.title, ItemRow.before, ItemRow.meeting_id, ItemRow.aim_when, ItemRow.aim_meeting
).where(ItemRow.sort == Sort.POINT, ItemRow.state.in_(OPEN_FOR_PROPOSER))
_POINTS = _POINT.where(ItemRow.body_id == bindparam("body"), ItemRow.before > bindparam("today")).order_by(
    ItemRow.before, ItemRow.id
)


def raise_(db: Session, finding: Finding, *, body: int, now: datetime) -> int | None:
    """Store an alarm and give its id; None when the same one was raised before."""
    watched, chance = finding.watched, finding.useful.meeting
    mine = {
        "body_id": body,
        "subject": watched.subject,
        "subject_id": watched.id,
        "deadline": watched.deadline,
        "chance": chance.id if chance else 0,
    }
    new: int | None = db.scalar(insert_once(db, AlarmRow).values(**mine, raised_at=now).returning(AlarmRow.id))
    return new


def get(db: Session, alarm: int, *, within: Person) -> Alarm:
    """The alarm, if the person has a seat in its body. Raises `Refusal` otherwise."""
    found = load(db, alarm, workspace=within.workspace)
    within.member_in(found.body)
    return found


def load(db: Session, alarm: int, *, workspace: int) -> Alarm:
    """The alarm by id within a workspace, for the ticker. Raises `Refusal` when there is none."""
    row = db.execute(_BY_ID, {"alarm": alarm, "workspace": workspace}).one_or_none()
    if row is None:
        raise Refusal(N_("Deze verwittiging bestaat niet (meer)."))
    return Alarm(
        id=row.id,
        body=row.body_id,
        subject=row.subject,
        subject_id=row.subject_id,
        deadline=row.deadline,
        chance=row.chance or None,
        way=row.way,
        taken_by=row.taken_by,
        taken_at=row.taken_at,
    )


def save(db: Session, alarm: Alarm, *, was: Way | None) -> None:
    """Write down which way was taken, unless somebody took one in the meantime."""
    untaken = AlarmRow.way.is_(None) if was is None else AlarmRow.way == was
    taken = {"way": alarm.way, "taken_by": alarm.taken_by, "taken_at": alarm.taken_at}
    if not db.scalar(update(AlarmRow).where(AlarmRow.id == alarm.id, untaken).values(**taken).returning(AlarmRow.id)):
        raise Refusal(N_("Iemand was je net voor: kijk opnieuw."))


def answered(db: Session, body: int, *, today: date) -> set[tuple[Subject, int, date]]:
    """The deadlines ahead for which a way out was chosen: they raise no alarm any more."""
    return {
        (row.subject, row.subject_id, row.deadline) for row in db.execute(_ANSWERED, {"body": body, "today": today})
    }


def points(db: Session, body: int, *, today: date, next_meeting: int | None) -> list[Watched]:
    """The agenda points with *Te behandelen vóór* ahead. `next_meeting` is what "eerstvolgende vergadering" means."""
    rows = db.execute(_POINTS, {"body": body, "today": today})
    return [_watched(row, next_meeting=next_meeting) for row in rows]


def _watched(row: Any, *, next_meeting: int | None) -> Watched:
    aimed = {When.MEETING: row.aim_meeting, When.NEXT: next_meeting}.get(When(row.aim_when))
    return Watched(
        subject=Subject.ITEM, id=row.id, title=row.title, deadline=row.before, on=row.meeting_id, aimed=aimed
    )


def point(db: Session, id_: int, next_meeting: int | None) -> Watched | None:
    """One agenda point, while it still needs a decision before some day."""
    row = db.execute(_POINT.where(ItemRow.id == bindparam("item"), ItemRow.before.is_not(None)), {"item": id_}).first()
    return _watched(row, next_meeting=next_meeting) if row else None
