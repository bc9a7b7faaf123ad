"""Members of a body, and the person behind a Slack user."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    ForeignKey,
    Index,
    Select,
    String,
    and_,
    bindparam,
    case,
    func,
    insert,
    or_,
    select,
    union_all,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.errors import N_, Refusal
from bot.names import fold
from bot.people import BRUSSELS, Person, Role, Seat
from storage.bodies import BodyRow, WorkspaceRow
from storage.database import Base, Moment, insert_once
from storage.mandates import RUNNING, STANDING_IN, MandateRow, ReplacementRow


class MemberRow(Base):
    """Somebody of one body, with or without a Slack account. `language` and `zone` are the person's own.

    `key` is the folded name, to be found by. `named_here`: a person wrote the name, so Slack's does not replace it.
    `deactivated`: Slack closed the account; the seat stays.
    """

    __tablename__ = "members"
    __table_args__ = (
        Index("uq_members_slack_user", "body_id", "slack_user", unique=True),
        Index("ix_members_slack_user", "slack_user"),
        Index("ix_members_key", "body_id", "key"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("bodies.id"))
    slack_user: Mapped[str | None] = mapped_column(String(32))
    name: Mapped[str] = mapped_column(String(50))
    key: Mapped[str] = mapped_column(String(100))
    named_here: Mapped[bool] = mapped_column(default=False)
    deactivated: Mapped[bool] = mapped_column(default=False)
    email: Mapped[str] = mapped_column(String(200), default="")
    language: Mapped[str] = mapped_column(String(5), default="nl")
    zone: Mapped[str] = mapped_column(String(50), default="Europe/Brussels")
    created_at: Mapped[datetime] = mapped_column(Moment)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A member as others see them; `slack_user` is None for somebody without Slack."""

    id: int
    body: int
    name: str
    slack_user: str | None
    email: str = ""
    language: str = "nl"
    zone: ZoneInfo = BRUSSELS
    deactivated: bool = False


def _held(people: Select[*tuple[Any, ...]]) -> tuple[Select[*tuple[Any, ...]], Select[*tuple[Any, ...]]]:
    """The running mandates of `people` (a query on members): their own, and those they take over today."""
    own = people.join(MandateRow, MandateRow.member_id == MemberRow.id).where(RUNNING)
    lent = (
        people.join(ReplacementRow, ReplacementRow.member_id == MemberRow.id)
        .join(MandateRow, MandateRow.id == ReplacementRow.mandate_id)
        .where(RUNNING, STANDING_IN)
    )
    return own, lent


_PERSON = (
    select(
        WorkspaceRow.id.label("workspace"),
        BodyRow.id.label("body"),
        BodyRow.name.label("body_name"),
        BodyRow.plenary_channel,
        BodyRow.committee_channel,
        MemberRow.id.label("member"),
        MemberRow.name,
        MemberRow.language,
        MemberRow.zone,
        MandateRow.role,
    )
    .join_from(WorkspaceRow, BodyRow, BodyRow.workspace_id == WorkspaceRow.id)
    .join(MemberRow, and_(MemberRow.body_id == BodyRow.id, MemberRow.slack_user == bindparam("user")))
    .where(WorkspaceRow.team_id == bindparam("team"))
)
_SEATS = union_all(*_held(_PERSON)).order_by("body_name", "body")


def person(db: Session, *, team: str, user: str, today: date, name: str = "") -> Person:
    """Who the Slack user is in this workspace: their seats with running mandates, also those taken over. One query.

    Somebody unknown is a `Person` without seats; before the first `/iroj instellen` `workspace` is 0.
    """
    rows = db.execute(_SEATS, {"team": team, "user": user, "today": today}).all()
    if not rows:
        known = db.scalar(select(WorkspaceRow.id).where(WorkspaceRow.team_id == team))
        return Person(workspace=known or 0, user=user, name=name)
    roles: dict[int, set[Role]] = {}
    for row in rows:
        roles.setdefault(row.body, set()).add(Role(row.role))
    seats = {
        row.body: Seat(
            body=row.body,
            member=row.member,
            body_name=row.body_name,
            plenary_channel=row.plenary_channel,
            committee_channel=row.committee_channel,
            roles=frozenset(roles[row.body]),
        )
        for row in rows
    }
    first = rows[0]
    return Person(
        workspace=first.workspace,
        user=user,
        name=first.name,
        seats=tuple(seats.values()),
        language=first.language,
        zone=_zone(first.zone),
    )


def _zone(name: str) -> ZoneInfo:
    """The zone by name; a name that this machine does not know falls back to Brussels."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return BRUSSELS


_MEMBER_COLUMNS = (
    MemberRow.id,
    MemberRow.body_id,
    MemberRow.name,
    MemberRow.slack_user,
    MemberRow.email,
    MemberRow.language,
    MemberRow.zone,
    MemberRow.deactivated,
)


def _holders(*which: ColumnElement[bool]) -> CompoundSelect[Any]:
    """The ids of those in charge of such mandates today: their holders, and who takes them over."""
    own = select(MandateRow.member_id).where(RUNNING, *which)
    lent = (
        select(ReplacementRow.member_id)
        .join(MandateRow, MandateRow.id == ReplacementRow.mandate_id)
        .where(RUNNING, STANDING_IN, ReplacementRow.member_id.is_not(None), *which)
    )
    return own.union(lent)


_OF_BODY = select(*_MEMBER_COLUMNS).where(MemberRow.body_id == bindparam("body")).order_by(MemberRow.key, MemberRow.id)
_WITH_ROLES = (
    select(*_MEMBER_COLUMNS)
    .where(
        MemberRow.id.in_(
            _holders(MandateRow.body_id == bindparam("body"), MandateRow.role.in_(bindparam("roles", expanding=True)))
        )
    )
    .order_by(MemberRow.key, MemberRow.id)
)
_OF_USER = (
    select(MandateRow.role)
    .select_from(MemberRow)
    .where(MemberRow.body_id == bindparam("body"), MemberRow.slack_user == bindparam("user"))
)
_ROLES_OF = union_all(*_held(_OF_USER))


def members(db: Session, body: int) -> list[Member]:
    """Everybody of the body by name, also those whose mandate ended."""
    return [_member(row) for row in db.execute(_OF_BODY, {"body": body})]


def with_roles(db: Session, body: int, *roles: Role, today: date) -> list[Member]:
    """Members with a running mandate in one of the roles, by name."""
    return [
        _member(row)
        for row in db.execute(_WITH_ROLES, {"body": body, "roles": [role.value for role in roles], "today": today})
    ]


def officers(db: Session, workspace: int, *, today: date) -> dict[int, list[Member]]:
    """The support officers with Slack of every body of a workspace, by body."""
    bodies = select(BodyRow.id).where(BodyRow.workspace_id == workspace)
    supporting = _holders(MandateRow.body_id.in_(bodies), MandateRow.role == Role.SUPPORT_OFFICER)
    rows = db.execute(
        select(*_MEMBER_COLUMNS)
        .where(MemberRow.id.in_(supporting), MemberRow.slack_user.is_not(None))
        .order_by(MemberRow.key, MemberRow.id),
        {"today": today},
    )
    found: dict[int, list[Member]] = {}
    for row in rows:
        found.setdefault(row.body_id, []).append(_member(row))
    return found


def roles_of(db: Session, user: str, *, body: int, today: date) -> frozenset[Role]:
    """The roles of a Slack user's running mandates in the body; none for somebody who is no member."""
    rows = db.scalars(_ROLES_OF, {"body": body, "user": user, "today": today})
    return frozenset(Role(role) for role in rows)


def get(db: Session, member: int, *, body: int) -> Member:
    """One member of the body. Raises `Refusal` when there is none."""
    row = db.execute(select(*_MEMBER_COLUMNS).where(MemberRow.id == member, MemberRow.body_id == body)).one_or_none()
    if row is None:
        raise Refusal(N_("Dit lid ken ik niet."))
    return _member(row)


def names(db: Session, ids: Sequence[int | None], *, body: int) -> dict[int, Member]:
    """The members with these ids in one query; None and strangers of other bodies are left out."""
    wanted = {id_ for id_ in ids if id_ is not None}
    if not wanted:
        return {}
    rows = db.execute(select(*_MEMBER_COLUMNS).where(MemberRow.body_id == body, MemberRow.id.in_(wanted)))
    return {row.id: _member(row) for row in rows}


def by_slack_user(db: Session, user: str, *, body: int) -> Member | None:
    """The member of the body behind a Slack user."""
    row = db.execute(
        select(*_MEMBER_COLUMNS).where(MemberRow.slack_user == user, MemberRow.body_id == body)
    ).one_or_none()
    return _member(row) if row else None


def add_member(
    db: Session, *, body: int, name: str, slack_user: str | None, now: datetime, email: str = "", language: str = "nl"
) -> int:
    """Store a member, or give the one this body already has for the Slack user."""
    new = insert_once(db, MemberRow).values(
        body_id=body,
        name=name,
        key=fold(name),
        slack_user=slack_user,
        email=email,
        language=language,
        created_at=now,
    )
    id_: int | None = db.scalar(new.returning(MemberRow.id))
    if id_ is not None:
        return id_
    return db.execute(
        select(MemberRow.id).where(MemberRow.body_id == body, MemberRow.slack_user == slack_user)
    ).scalar_one()


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


def rename(db: Session, *, workspace: int, slack_user: str, name: str, language: str, zone: str) -> None:
    """Keep what Slack says of a user, in every body of the workspace: name, language, zone.

    A name that the support officer wrote stays.
    """
    bodies = select(BodyRow.id).where(BodyRow.workspace_id == workspace)
    db.execute(
        update(MemberRow)
        .where(MemberRow.body_id.in_(bodies), MemberRow.slack_user == slack_user)
        .values(
            name=case((MemberRow.named_here, MemberRow.name), else_=name),
            key=case((MemberRow.named_here, MemberRow.key), else_=fold(name)),
            language=language,
            zone=zone,
        )
    )


def voters(db: Session, body: int, *, roles: Sequence[Role], today: date) -> int:
    """How many members hold a running mandate with a vote in one of the roles."""
    return (
        db.scalar(
            select(func.count(MandateRow.member_id.distinct())).where(
                MandateRow.body_id == body,
                MandateRow.has_vote,
                MandateRow.role.in_([role.value for role in roles]),
                RUNNING,
            ),
            {"today": today},
        )
        or 0
    )


def _member(row: Any) -> Member:
    return Member(
        id=row.id,
        body=row.body_id,
        name=row.name,
        slack_user=row.slack_user,
        email=row.email,
        language=row.language,
        zone=_zone(row.zone),
        deactivated=row.deactivated,
    )
