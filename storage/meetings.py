"""Meetings of a body."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import ForeignKey, Index, Select, String, and_, bindparam, func, insert, or_, select, update
from sqlalchemy.orm import Mapped, mapped_column

from bot import groups
from bot.errors import N_, Refusal
from bot.groups import Group
from bot.meetings import Kind, Meeting, State
from bot.people import Person
from storage.bodies import BodyRow
from storage.database import Base, Moment, Session
from storage.mandates import GroupRow
from storage.ready import Ready


class MeetingRow(Base):
    """One meeting: wall day and times, turned to UTC at use. `month` is its first day, also when dated."""

    __tablename__ = "meetings"
    __table_args__ = (Index("ix_meetings_body", "body_id", "month"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("bodies.id"))
    kind: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(20))
    month: Mapped[date]
    day: Mapped[date | None]
    starts: Mapped[time | None]
    ends: Mapped[time | None]
    place: Mapped[str] = mapped_column(String(150))
    mirror: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    version: Mapped[str] = mapped_column(String(5))
    group_id: Mapped[int | None] = mapped_column(ForeignKey("working_groups.id"))
    created_at: Mapped[datetime] = mapped_column(Moment)


_COLUMNS = (
    MeetingRow.id,
    MeetingRow.body_id,
    MeetingRow.kind,
    MeetingRow.state,
    MeetingRow.month,
    MeetingRow.day,
    MeetingRow.starts,
    MeetingRow.ends,
    MeetingRow.place,
    MeetingRow.mirror,
    MeetingRow.version,
    MeetingRow.group_id,
    GroupRow.kind.label("group_kind"),
    GroupRow.name.label("group_name"),
)
_MEETINGS = select(*_COLUMNS).select_from(MeetingRow).outerjoin(GroupRow, GroupRow.id == MeetingRow.group_id)
_THE_ONE = _MEETINGS.join(BodyRow, BodyRow.id == MeetingRow.body_id).where(
    MeetingRow.id == bindparam("meeting"), BodyRow.workspace_id == bindparam("workspace")
)
_BY_ID = Ready(_THE_ONE)
_BY_ID_HELD = Ready(_THE_ONE.with_for_update(of=MeetingRow))
_FROM_MONTH = Ready(
    _MEETINGS.where(MeetingRow.body_id == bindparam("body"), MeetingRow.month >= bindparam("month"))
    .order_by(MeetingRow.month, MeetingRow.day, MeetingRow.id)
    .limit(bindparam("most"))
)
_BEFORE_MONTH = (
    _MEETINGS.where(MeetingRow.body_id == bindparam("body"), MeetingRow.month < bindparam("month"))
    .order_by(MeetingRow.month.desc(), MeetingRow.day.desc(), MeetingRow.id.desc())
    .limit(bindparam("most"))
)
_ON_DAYS = _MEETINGS.where(
    MeetingRow.body_id == bindparam("body"), MeetingRow.day.in_(bindparam("days", expanding=True))
)
_FIRST_DAY = func.coalesce(MeetingRow.day, MeetingRow.month)
_STILL_TO_COME = or_(
    MeetingRow.day >= bindparam("today"), and_(MeetingRow.day.is_(None), MeetingRow.month >= bindparam("month"))
)
_GONE_BY = or_(
    MeetingRow.day < bindparam("today"), and_(MeetingRow.day.is_(None), MeetingRow.month < bindparam("month"))
)
_COMING = (
    _MEETINGS.where(MeetingRow.body_id == bindparam("body"), MeetingRow.month >= bindparam("month"), _STILL_TO_COME)
    .order_by(_FIRST_DAY, MeetingRow.starts, MeetingRow.id)
    .offset(bindparam("skip"))
    .limit(bindparam("most"))
)
_PAST = (
    _MEETINGS.where(MeetingRow.body_id == bindparam("body"), _GONE_BY)
    .order_by(_FIRST_DAY.desc(), MeetingRow.starts.desc(), MeetingRow.id.desc())
    .offset(bindparam("skip"))
    .limit(bindparam("most"))
)


def get(db: Session, meeting: int, *, within: Person) -> Meeting:
    """The meeting, if the person has a seat in its body. Raises `Refusal` otherwise."""
    found = load(db, meeting, workspace=within.workspace)
    within.member_in(found.body)
    return found


def load(db: Session, meeting: int, *, workspace: int, hold: bool = False) -> Meeting:
    """The meeting by id within a workspace, for the ticker and who has no seat. Raises `Refusal` when there is none.

    With `hold` nobody else who holds it goes on before this unit of work ends.
    """
    query = _BY_ID_HELD if hold else _BY_ID
    row = query.one(db, meeting=meeting, workspace=workspace)
    if row is None:
        raise Refusal(N_("Die vergadering ken ik niet (meer)."))
    return _meeting(row)


def hold(db: Session, meeting: int, *, within: Person) -> Meeting:
    """The meeting like `get`, and nobody else who holds it goes on before this unit of work ends."""
    get(db, meeting, within=within)
    return _meeting(_BY_ID_HELD.one(db, meeting=meeting, workspace=within.workspace))


def from_month(db: Session, body: int, month: date, *, most: int = 60) -> list[Meeting]:
    """The body's meetings from the month of `month` on, soonest first, cancelled ones included."""
    return [_meeting(row) for row in _FROM_MONTH.all(db, body=body, month=month.replace(day=1), most=most)]


def before_month(db: Session, body: int, month: date, *, most: int) -> list[Meeting]:
    """The last meetings before the month of `month`, latest first."""
    rows = db.execute(_BEFORE_MONTH, {"body": body, "month": month.replace(day=1), "most": most})
    return [_meeting(row) for row in rows]


def on_days(db: Session, body: int, days: Sequence[date]) -> list[Meeting]:
    """The body's meetings on these days, cancelled ones included."""
    return [_meeting(row) for row in db.execute(_ON_DAYS, {"body": body, "days": list(days)})]


def coming(db: Session, body: int, *, today: date, skip: int = 0, most: int) -> list[Meeting]:
    """The meetings from today on, soonest first, cancelled ones included; one of this month may still be to come."""
    return _page(db, _COMING, body, today=today, skip=skip, most=most)


def past(db: Session, body: int, *, today: date, skip: int = 0, most: int) -> list[Meeting]:
    """The meetings before today, latest first."""
    return _page(db, _PAST, body, today=today, skip=skip, most=most)


def _page(
    db: Session, query: Select[*tuple[Any, ...]], body: int, *, today: date, skip: int, most: int
) -> list[Meeting]:
    where = {"body": body, "today": today, "month": today.replace(day=1), "skip": skip, "most": most}
    return [_meeting(row) for row in db.execute(query, where)]


def add(db: Session, meeting: Meeting, *, now: datetime) -> int:
    """Store a new meeting and give its id."""
    return db.execute(
        insert(MeetingRow).values(**_values(meeting), created_at=now).returning(MeetingRow.id)
    ).scalar_one()


def save(db: Session, meeting: Meeting, *, was: State, version: str | None = None) -> None:
    """Write the meeting back, unless somebody moved it on in the meantime.

    `version` is the published letter that the change was made on, when that matters too.
    """
    mine = [MeetingRow.id == meeting.id, MeetingRow.state == was]
    if version is not None:
        mine.append(MeetingRow.version == version)
    if not db.scalar(update(MeetingRow).where(*mine).values(_values(meeting)).returning(MeetingRow.id)):
        raise Refusal(N_("Iemand was je net voor: kijk opnieuw."))


def by_ids(db: Session, ids: Sequence[int | None], *, body: int) -> dict[int, Meeting]:
    """The body's meetings with these ids in one query; None is left out."""
    wanted = {id_ for id_ in ids if id_ is not None}
    if not wanted:
        return {}
    rows = db.execute(_MEETINGS.where(MeetingRow.body_id == body, MeetingRow.id.in_(wanted)))
    return {row.id: _meeting(row) for row in rows}


def _values(meeting: Meeting) -> dict[str, Any]:
    return {
        "body_id": meeting.body,
        "kind": meeting.kind.value,
        "state": meeting.state.value,
        "month": meeting.month,
        "day": meeting.day,
        "starts": meeting.starts,
        "ends": meeting.ends,
        "place": meeting.place,
        "mirror": meeting.mirror,
        "version": meeting.version,
        "group_id": meeting.group.id if meeting.group is not None else None,
    }


def _meeting(row: Any) -> Meeting:
    return Meeting(
        id=row.id,
        body=row.body_id,
        kind=Kind(row.kind),
        state=State(row.state),
        month=row.month,
        day=row.day,
        starts=row.starts,
        ends=row.ends,
        place=row.place,
        mirror=row.mirror,
        version=row.version,
        group=Group(id=row.group_id, body=row.body_id, kind=groups.Kind(row.group_kind), name=row.group_name)
        if row.group_id is not None
        else None,
    )
