"""Who acts and who is in charge: the person behind a Slack user, and members by role."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Select, and_, bindparam, func, select, union_all

from bot.people import Person, Role, Seat
from storage.bodies import BodyRow, WorkspaceRow
from storage.database import Session
from storage.mandates import RUNNING, STANDING_IN, MandateRow, ReplacementRow
from storage.people.members import COLUMNS, Member, MemberRow, as_member, as_zone
from storage.ready import Ready


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
_SEATS = Ready(union_all(*_held(_PERSON)).order_by("body_name", "body"))


def person(db: Session, *, team: str, user: str, today: date, name: str = "") -> Person:
    """Who the Slack user is in this workspace: their seats with running mandates, also those taken over. One query.

    Somebody unknown is a `Person` without seats; before the first `/iroj instellen` `workspace` is 0.
    """
    rows = _SEATS.all(db, team=team, user=user, today=today)
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
        zone=as_zone(first.zone),
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


_WITH_ROLES = (
    select(*COLUMNS)
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


def with_roles(db: Session, body: int, *roles: Role, today: date) -> list[Member]:
    """Members with a running mandate in one of the roles, by name."""
    return [
        as_member(row)
        for row in db.execute(_WITH_ROLES, {"body": body, "roles": [role.value for role in roles], "today": today})
    ]


def officers(db: Session, workspace: int, *, today: date) -> dict[int, list[Member]]:
    """The support officers with Slack of every body of a workspace, by body."""
    bodies = select(BodyRow.id).where(BodyRow.workspace_id == workspace)
    supporting = _holders(MandateRow.body_id.in_(bodies), MandateRow.role == Role.SUPPORT_OFFICER)
    rows = db.execute(
        select(*COLUMNS)
        .where(MemberRow.id.in_(supporting), MemberRow.slack_user.is_not(None))
        .order_by(MemberRow.key, MemberRow.id),
        {"today": today},
    )
    found: dict[int, list[Member]] = {}
    for row in rows:
        found.setdefault(row.body_id, []).append(as_member(row))
    return found


def roles_of(db: Session, user: str, *, body: int, today: date) -> frozenset[Role]:
    """The roles of a Slack user's running mandates in the body; none for somebody who is no member."""
    rows = db.scalars(_ROLES_OF, {"body": body, "user": user, "today": today})
    return frozenset(Role(role) for role in rows)


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
