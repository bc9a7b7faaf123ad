"""Workspaces and their bodies, with the rule sheet of each."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime, time
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, bindparam, select, update
from sqlalchemy.orm import Mapped, mapped_column

from bot.bodies import Body, Electorate, MajorityBase, Method, PersonMethod, RuleSheet, Tie
from bot.errors import N_, Refusal
from bot.people import Person, Role
from storage.database import Base, Json, Moment, Session, insert_once
from storage.ready import Ready


class WorkspaceRow(Base):
    """One Slack workspace."""

    __tablename__ = "workspaces"

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[str] = mapped_column(String(32), unique=True)
    created_at: Mapped[datetime] = mapped_column(Moment)


class BodyRow(Base):
    """One consultation body; `rules` holds only what differs from the defaults."""

    __tablename__ = "bodies"
    __table_args__ = (
        UniqueConstraint("workspace_id", "name"),
        Index("ix_bodies_committee_channel", "workspace_id", "committee_channel"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[int] = mapped_column(ForeignKey("workspaces.id"))
    name: Mapped[str] = mapped_column(String(50))
    plenary_channel: Mapped[str] = mapped_column(String(32))
    committee_channel: Mapped[str] = mapped_column(String(32))
    rules: Mapped[dict[str, Any]] = mapped_column(Json)
    created_at: Mapped[datetime] = mapped_column(Moment)


_TAKEN = N_("Er is al een overlegorgaan met die naam. Kies een andere naam.")
_COLUMNS = (
    BodyRow.id,
    BodyRow.workspace_id,
    BodyRow.name,
    BodyRow.plenary_channel,
    BodyRow.committee_channel,
    BodyRow.rules,
)
_BY_ID = Ready(select(*_COLUMNS).where(BodyRow.id == bindparam("body"), BodyRow.workspace_id == bindparam("workspace")))
_OF_WORKSPACE = select(*_COLUMNS).where(BodyRow.workspace_id == bindparam("workspace")).order_by(BodyRow.name)
_WORKSPACE = select(WorkspaceRow.id).where(WorkspaceRow.team_id == bindparam("team"))


def workspace(db: Session, team: str) -> int | None:
    """The id of the workspace of Slack team `team`, None before the first `/iroj instellen`."""
    return db.scalar(_WORKSPACE, {"team": team})


def team(db: Session, workspace: int) -> str:
    """Slack's id of the team behind a workspace."""
    return db.execute(select(WorkspaceRow.team_id).where(WorkspaceRow.id == workspace)).scalar_one()


def open_workspace(db: Session, team: str, *, now: datetime) -> int:
    """The id of the workspace of `team`, made when it is new."""
    db.execute(insert_once(db, WorkspaceRow).values(team_id=team, created_at=now))
    return db.execute(_WORKSPACE, {"team": team}).scalar_one()


def get(db: Session, body: int, *, within: Person) -> Body:
    """The body, if it lies in the person's workspace and they have a seat in it. Raises `Refusal` otherwise."""
    within.member_in(body)
    return load(db, body, workspace=within.workspace)


def load(db: Session, body: int, *, workspace: int) -> Body:
    """The body by id within a workspace, for the ticker. Raises `Refusal` when there is none."""
    row = _BY_ID.one(db, body=body, workspace=workspace)
    if row is None:
        raise Refusal(N_("Dit overlegorgaan ken ik niet."))
    return _body(row)


def of_workspace(db: Session, workspace: int) -> list[Body]:
    """All bodies of a workspace by name."""
    return [_body(row) for row in db.execute(_OF_WORKSPACE, {"workspace": workspace})]


def everywhere(db: Session) -> list[Body]:
    """The bodies of all workspaces by name, for whoever works on the bot's own machine."""
    return [_body(row) for row in db.execute(select(*_COLUMNS).order_by(BodyRow.name, BodyRow.id))]


def hold(db: Session, body: int) -> None:
    """Let nobody else who holds the body go on before this unit of work ends.

    For decisions on more than one row, such as "not planned yet"; SQLite has one writer at a time anyway.
    """
    db.execute(select(BodyRow.id).where(BodyRow.id == body).with_for_update())


def add(db: Session, body: Body, *, now: datetime) -> int:
    """Store a new body and give its id. Raises `Refusal` about `name` when the workspace has one of that name."""
    id_: int | None = db.scalar(
        insert_once(db, BodyRow)
        .values(
            workspace_id=body.workspace,
            name=body.name,
            plenary_channel=body.plenary_channel,
            committee_channel=body.committee_channel,
            rules=written(body.rules),
            created_at=now,
        )
        .returning(BodyRow.id)
    )
    if id_ is None:
        raise Refusal(_TAKEN, about="name")
    return id_


def save(db: Session, body: Body) -> None:
    """Write name, channels and rules back. Raises `Refusal` about `name` when another body has that name."""
    _must_be_free(db, body)
    db.execute(
        update(BodyRow)
        .where(BodyRow.id == body.id, BodyRow.workspace_id == body.workspace)
        .values(
            name=body.name,
            plenary_channel=body.plenary_channel,
            committee_channel=body.committee_channel,
            rules=written(body.rules),
        )
    )


def _must_be_free(db: Session, body: Body) -> None:
    taken = select(BodyRow.id).where(
        BodyRow.workspace_id == body.workspace, BodyRow.name == body.name, BodyRow.id != body.id
    )
    if db.scalar(taken) is not None:
        raise Refusal(_TAKEN, about="name")


def _body(row: Any) -> Body:
    return Body(
        id=row.id,
        workspace=row.workspace_id,
        name=row.name,
        plenary_channel=row.plenary_channel,
        committee_channel=row.committee_channel,
        rules=read(row.rules),
    )


_READ: dict[str, Any] = {
    "decision_method": Method,
    "person_vote_method": PersonMethod,
    "electorate": Electorate,
    "majority_base": MajorityBase,
    "tie": Tie,
    "non_voting_roles": lambda roles: tuple(Role(role) for role in roles),
    "reminder_days": tuple,
    "quiet_from": time.fromisoformat,
    "quiet_until": time.fromisoformat,
    "digest_at": time.fromisoformat,
}


def read(kept: Mapping[str, Any]) -> RuleSheet:
    """The rule sheet behind what was `written`."""
    return RuleSheet(**{name: _READ.get(name, lambda value: value)(value) for name, value in kept.items()})


def written(rules: RuleSheet) -> dict[str, Any]:
    """The rules that differ from the defaults, as JSON: a better default reaches bodies that never chose."""
    standard = RuleSheet()
    chosen = {f.name: getattr(rules, f.name) for f in fields(RuleSheet)}
    return {
        name: value.isoformat("minutes") if isinstance(value, time) else value
        for name, value in chosen.items()
        if value != getattr(standard, name)
    }
