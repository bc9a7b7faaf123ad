"""Answers, substitutions and presence of meetings, and the roles of the day. Why somebody is away is kept nowhere."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import (
    ForeignKey,
    Index,
    Select,
    String,
    bindparam,
    delete,
    func,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column

from bot.attendance import LIVE, Answer, DayRoles, Decided, Noted, Part, Presence, Says, State, Substitution
from bot.errors import N_, Refusal
from storage.bodies import BodyRow
from storage.database import Base, Moment, Session, choice, insert_once
from storage.meetings import MeetingRow
from storage.people import MemberRow

_IS_LIVE = text("state IN ('proposed', 'accepted')")
_IS_LIVE_ALONE = text("state IN ('proposed', 'accepted') AND NOT shared")


class AnswerRow(Base):
    """What whoever was in charge of a mandate let know about a meeting, last; `day` is what it was planned on."""

    __tablename__ = "answers"
    __table_args__ = (Index("ix_answers_member", "member_id"),)

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), primary_key=True)
    mandate_id: Mapped[int] = mapped_column(ForeignKey("mandates.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    says: Mapped[Says] = mapped_column(choice(Says))
    part: Mapped[Part] = mapped_column(choice(Part))
    hour: Mapped[time | None]
    seeks: Mapped[bool]
    day: Mapped[date | None]
    entered_by: Mapped[int] = mapped_column(ForeignKey("members.id"))
    at: Mapped[datetime] = mapped_column(Moment)


class SubstitutionRow(Base):
    """Somebody comes to one meeting instead of a member: one at a time for a place, and one place for a person.

    A person has two places only where the rule sheet allowed it when they were asked (`shared`).
    """

    __tablename__ = "substitutions"
    __table_args__ = (
        Index(
            "uq_substitutions_place",
            "meeting_id",
            "mandate_id",
            unique=True,
            sqlite_where=_IS_LIVE,
            postgresql_where=_IS_LIVE,
        ),
        Index(
            "uq_substitutions_person",
            "meeting_id",
            "substitute_id",
            unique=True,
            sqlite_where=_IS_LIVE_ALONE,
            postgresql_where=_IS_LIVE_ALONE,
        ),
        Index("ix_substitutions_substitute", "substitute_id", "state"),
        Index("ix_substitutions_meeting", "meeting_id", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    mandate_id: Mapped[int] = mapped_column(ForeignKey("mandates.id"))
    absent_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    substitute_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    state: Mapped[State] = mapped_column(choice(State))
    day: Mapped[date | None]
    asked_by: Mapped[int] = mapped_column(ForeignKey("members.id"))
    asked_at: Mapped[datetime] = mapped_column(Moment)
    warned: Mapped[bool]
    needs_consent: Mapped[bool]
    shared: Mapped[bool]


class PresenceRow(Base):
    """Who sat on a place at a meeting; without a member nobody did. Hours are wall times."""

    __tablename__ = "presences"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), primary_key=True)
    mandate_id: Mapped[int] = mapped_column(ForeignKey("mandates.id"), primary_key=True)
    member_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    came_later: Mapped[bool]
    left_early: Mapped[bool]
    arrived: Mapped[time | None]
    left: Mapped[time | None]


class GuestRow(Base):
    """Somebody who was there without a place: by name, or a member on whose place somebody else sat."""

    __tablename__ = "guests"
    __table_args__ = (Index("ix_guests_meeting", "meeting_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    name: Mapped[str] = mapped_column(String(100))
    member_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))


class DayRolesRow(Base):
    """Who presides instead of the body's chair and who reports, at one meeting; the mirror stands on the meeting."""

    __tablename__ = "day_roles"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), primary_key=True)
    chair: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    reporter: Mapped[int | None] = mapped_column(ForeignKey("members.id"))


_ANSWERS = (
    AnswerRow.meeting_id.label("meeting"),
    AnswerRow.mandate_id.label("mandate"),
    AnswerRow.member_id.label("member"),
    AnswerRow.says,
    AnswerRow.part,
    AnswerRow.hour,
    AnswerRow.seeks,
    AnswerRow.day,
    AnswerRow.entered_by,
    AnswerRow.at,
)
_SUBSTITUTIONS = (
    SubstitutionRow.id,
    SubstitutionRow.meeting_id.label("meeting"),
    SubstitutionRow.mandate_id.label("mandate"),
    SubstitutionRow.absent_id.label("absent"),
    SubstitutionRow.substitute_id.label("substitute"),
    SubstitutionRow.state,
    SubstitutionRow.day,
    SubstitutionRow.asked_by,
    SubstitutionRow.asked_at,
    SubstitutionRow.warned,
    SubstitutionRow.needs_consent,
    SubstitutionRow.shared,
)
_OF_MEETINGS = select(*_ANSWERS).where(AnswerRow.meeting_id.in_(bindparam("meetings", expanding=True)))
_LIVE = (
    select(*_SUBSTITUTIONS)
    .where(SubstitutionRow.meeting_id.in_(bindparam("meetings", expanding=True)), SubstitutionRow.state.in_(LIVE))
    .order_by(SubstitutionRow.id)
)
_ONE = (
    select(*_SUBSTITUTIONS)
    .join(MeetingRow, MeetingRow.id == SubstitutionRow.meeting_id)
    .join(BodyRow, BodyRow.id == MeetingRow.body_id)
    .where(SubstitutionRow.id == bindparam("id"), BodyRow.workspace_id == bindparam("workspace"))
)
_DECLINED = select(SubstitutionRow.id).where(
    SubstitutionRow.meeting_id == bindparam("meeting"),
    SubstitutionRow.state == State.DECLINED,
    SubstitutionRow.absent_id.in_(bindparam("absent", expanding=True)),
)
_OF_USER = (
    select(*_SUBSTITUTIONS)
    .join(MemberRow, MemberRow.id == SubstitutionRow.substitute_id)
    .join(MeetingRow, MeetingRow.id == SubstitutionRow.meeting_id)
    .join(BodyRow, BodyRow.id == MeetingRow.body_id)
    .where(
        MemberRow.slack_user == bindparam("user"),
        BodyRow.workspace_id == bindparam("workspace"),
        SubstitutionRow.state.in_(LIVE),
        MeetingRow.day >= bindparam("today"),
    )
    .order_by(MeetingRow.day, SubstitutionRow.id)
    .limit(bindparam("most"))
)


def answers(db: Session, meetings: Collection[int]) -> list[Answer]:
    """Everything that people let know about these meetings."""
    return [Answer(**row._mapping) for row in db.execute(_OF_MEETINGS, {"meetings": list(meetings)})]


def live(db: Session, meetings: Collection[int]) -> list[Substitution]:
    """The substitutions of these meetings that were asked or accepted, the oldest first."""
    return _substitutions(db, _LIVE, meetings=list(meetings))


def declined(db: Session, meeting: int, absent: Collection[int]) -> list[int]:
    """The ids of the substitutions of these absent members that were declined."""
    return list(db.scalars(_DECLINED, {"meeting": meeting, "absent": list(absent)}))


def substitution(db: Session, id_: int, *, workspace: int) -> Substitution:
    """One substitution of the workspace, however it ended. Raises `Refusal` when there is none."""
    found = _substitutions(db, _ONE, id=id_, workspace=workspace)
    if not found:
        raise Refusal(N_("Deze vraag ken ik niet (meer)."))
    return found[0]


def of_user(db: Session, user: str, *, workspace: int, today: date, most: int) -> list[Substitution]:
    """What a Slack user was asked, or promised, for meetings from today on, in any body, the soonest first."""
    return _substitutions(db, _OF_USER, user=user, workspace=workspace, today=today, most=most)


def keep(db: Session, decided: Decided) -> list[Substitution]:
    """Write answers and substitutions; gives the substitutions with their ids.

    Whoever decides holds the meeting (`meetings.load(..., hold=True)`). What ends is written before what begins.
    """
    for answer in decided.answers:
        _keep_answer(db, answer)
    ended = [each for each in decided.substitutions if each.id]
    for each in ended:
        save(db, each)
    return ended + [replace(each, id=_add(db, each)) for each in decided.substitutions if not each.id]


def save(db: Session, substitution: Substitution) -> None:
    """Write back how far a substitution is."""
    db.execute(
        update(SubstitutionRow)
        .where(SubstitutionRow.id == substitution.id)
        .values(state=substitution.state, needs_consent=substitution.needs_consent, warned=substitution.warned)
    )


def noted(db: Session, meeting: int) -> Noted | None:
    """The presence as it was noted; None before."""
    rows = db.execute(
        select(
            PresenceRow.mandate_id.label("mandate"),
            PresenceRow.member_id.label("member"),
            PresenceRow.came_later,
            PresenceRow.left_early,
            PresenceRow.arrived,
            PresenceRow.left,
        )
        .where(PresenceRow.meeting_id == meeting)
        .order_by(PresenceRow.mandate_id)
    ).all()
    if not rows:
        return None
    guests = db.execute(
        select(GuestRow.name, GuestRow.member_id).where(GuestRow.meeting_id == meeting).order_by(GuestRow.id)
    ).all()
    return Noted(
        places=tuple(Presence(**row._mapping) for row in rows),
        guests=tuple(guest.name for guest in guests if guest.member_id is None),
        beside=tuple(guest.member_id for guest in guests if guest.member_id is not None),
    )


def keep_presence(db: Session, meeting: int, noted: Noted) -> None:
    """Write the presence, instead of what was noted before."""
    db.execute(delete(PresenceRow).where(PresenceRow.meeting_id == meeting))
    db.execute(delete(GuestRow).where(GuestRow.meeting_id == meeting))
    if noted.places:
        db.execute(insert(PresenceRow), [_presence(meeting, each) for each in noted.places])
    guests = [{"meeting_id": meeting, "name": guest, "member_id": None} for guest in noted.guests]
    guests += [{"meeting_id": meeting, "name": "", "member_id": member} for member in noted.beside]
    if guests:
        db.execute(insert(GuestRow), guests)


def roles(db: Session, meeting: int, *, mirror: int | None) -> DayRoles:
    """The roles of the day; `mirror` is the meeting's own."""
    row = db.execute(
        select(DayRolesRow.chair, DayRolesRow.reporter).where(DayRolesRow.meeting_id == meeting)
    ).one_or_none()
    return DayRoles(chair=row.chair if row else None, reporter=row.reporter if row else None, mirror=mirror)


def keep_roles(db: Session, meeting: int, roles: DayRoles) -> None:
    """Write who presides, reports and holds the mirror."""
    db.execute(insert_once(db, DayRolesRow).values(meeting_id=meeting, chair=None, reporter=None))
    mine = update(DayRolesRow).where(DayRolesRow.meeting_id == meeting)
    db.execute(mine.values(chair=roles.chair, reporter=roles.reporter))
    db.execute(update(MeetingRow).where(MeetingRow.id == meeting).values(mirror=roles.mirror))


def last_mirrors(db: Session, body: int, *, before: date) -> dict[int, date]:
    """The last day before `before` on which each member held the mirror."""
    rows = db.execute(
        select(MeetingRow.mirror, func.max(MeetingRow.day).label("day"))
        .where(
            MeetingRow.body_id == body,
            MeetingRow.mirror.is_not(None),
            MeetingRow.day < before,
            MeetingRow.state != "cancelled",
        )
        .group_by(MeetingRow.mirror)
    )
    return {row.mirror: row.day for row in rows}


def _keep_answer(db: Session, answer: Answer) -> None:
    given = {
        "member_id": answer.member,
        "says": answer.says,
        "part": answer.part,
        "hour": answer.hour,
        "seeks": answer.seeks,
        "day": answer.day,
        "entered_by": answer.entered_by,
        "at": answer.at,
    }
    key = {"meeting_id": answer.meeting, "mandate_id": answer.mandate}
    if db.scalar(insert_once(db, AnswerRow).values(**key, **given).returning(AnswerRow.meeting_id)) is None:
        mine = (AnswerRow.meeting_id == answer.meeting, AnswerRow.mandate_id == answer.mandate)
        db.execute(update(AnswerRow).where(*mine).values(given))


def _add(db: Session, substitution: Substitution) -> int:
    new = insert_once(db, SubstitutionRow).values(
        meeting_id=substitution.meeting,
        mandate_id=substitution.mandate,
        absent_id=substitution.absent,
        substitute_id=substitution.substitute,
        state=substitution.state,
        day=substitution.day,
        asked_by=substitution.asked_by,
        asked_at=substitution.asked_at,
        warned=substitution.warned,
        needs_consent=substitution.needs_consent,
        shared=substitution.shared,
    )
    id_: int | None = db.scalar(new.returning(SubstitutionRow.id))
    if id_ is None:
        raise Refusal(N_("Iemand was je net voor: kijk opnieuw."))
    return id_


def _substitutions(db: Session, query: Select[*tuple[Any, ...]], **values: Any) -> list[Substitution]:
    return [Substitution(**row._mapping) for row in db.execute(query, values)]


def _presence(meeting: int, each: Presence) -> dict[str, Any]:
    return {
        "meeting_id": meeting,
        "mandate_id": each.mandate,
        "member_id": each.member,
        "came_later": each.came_later,
        "left_early": each.left_early,
        "arrived": each.arrived,
        "left": each.left,
    }
