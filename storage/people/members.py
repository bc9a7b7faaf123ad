"""Members of a body: kept, found and named."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import ForeignKey, Index, String, and_, bindparam, case, func, insert, or_, select, true, update
from sqlalchemy.orm import Mapped, mapped_column

from bot.errors import N_, Refusal
from bot.names import fold
from bot.people import BRUSSELS
from storage.bodies import BodyRow
from storage.database import Base, Moment, Session, insert_once
from storage.ready import Ready

KEY_LENGTH = 100


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
    key: Mapped[str] = mapped_column(String(KEY_LENGTH))
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


COLUMNS = (
    MemberRow.id,
    MemberRow.body_id,
    MemberRow.name,
    MemberRow.slack_user,
    MemberRow.email,
    MemberRow.language,
    MemberRow.zone,
    MemberRow.deactivated,
)
_BY_ID = Ready(select(*COLUMNS).where(MemberRow.id == bindparam("member"), MemberRow.body_id == bindparam("body")))
_BY_IDS = select(*COLUMNS).where(
    MemberRow.body_id == bindparam("body"), MemberRow.id.in_(bindparam("members", expanding=True))
)
_BY_USER = Ready(
    select(*COLUMNS).where(MemberRow.slack_user == bindparam("user"), MemberRow.body_id == bindparam("body"))
)
_OF_BODY = select(*COLUMNS).where(MemberRow.body_id == bindparam("body")).order_by(MemberRow.key, MemberRow.id)


def members(db: Session, body: int) -> list[Member]:
    """Everybody of the body by name, also those whose mandate ended."""
    return [as_member(row) for row in db.execute(_OF_BODY, {"body": body})]


def get(db: Session, member: int, *, body: int) -> Member:
    """One member of the body. Raises `Refusal` when there is none."""
    row = _BY_ID.one(db, member=member, body=body)
    if row is None:
        raise Refusal(N_("Dit lid ken ik niet."))
    return as_member(row)


def names(db: Session, ids: Sequence[int | None], *, body: int) -> dict[int, Member]:
    """The members with these ids in one query; None and strangers of other bodies are left out."""
    wanted = {id_ for id_ in ids if id_ is not None}
    if not wanted:
        return {}
    rows = db.execute(_BY_IDS, {"members": sorted(wanted), "body": body})
    return {row.id: as_member(row) for row in rows}


def by_slack_user(db: Session, user: str, *, body: int) -> Member | None:
    """The member of the body behind a Slack user."""
    row = _BY_USER.one(db, user=user, body=body)
    return as_member(row) if row else None


def search(db: Session, body: int, text: str, *, most: int) -> list[Member]:
    """Who may be meant by what was typed so far, by name; everybody for nothing."""
    words = [MemberRow.key.contains(word, autoescape=True) for word in fold(text).split()]
    by_email = func.lower(MemberRow.email).startswith(text.strip().casefold(), autoescape=True)
    rows = db.execute(
        select(*COLUMNS)
        .where(MemberRow.body_id == body, or_(and_(true(), *words), by_email))
        .order_by(MemberRow.key, MemberRow.id)
        .limit(most)
    )
    return [as_member(row) for row in rows]


def add_member(
    db: Session,
    *,
    body: int,
    name: str,
    slack_user: str | None,
    now: datetime,
    email: str = "",
    language: str = "nl",
    named_here: bool = False,
) -> int:
    """Store a member, or give the one this body already has for the Slack user."""
    new = insert_once(db, MemberRow).values(
        body_id=body,
        name=name,
        key=_key(name),
        named_here=named_here,
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


def add_all(db: Session, new: Sequence[Member], *, now: datetime) -> list[int]:
    """Store many new members at once, as somebody wrote them down; their ids in order."""
    if not new:
        return []
    rows = [
        {
            "body_id": member.body,
            "name": member.name,
            "key": _key(member.name),
            "named_here": True,
            "slack_user": member.slack_user,
            "email": member.email,
            "created_at": now,
        }
        for member in new
    ]
    return list(db.scalars(insert(MemberRow).returning(MemberRow.id, sort_by_parameter_order=True), rows))


def save(db: Session, member: Member) -> None:
    """Write name, Slack user and e-mail back, as the support officer knows them.

    Raises `Refusal` about `slack_user` when another member of the body has it.
    """
    if member.slack_user is not None:
        known = by_slack_user(db, member.slack_user, body=member.body)
        if known is not None and known.id != member.id:
            raise Refusal(N_("Deze Slackgebruiker is al genoteerd als {name}."), about="slack_user", name=known.name)
    db.execute(
        update(MemberRow)
        .where(MemberRow.id == member.id, MemberRow.body_id == member.body)
        .values(
            name=member.name,
            key=_key(member.name),
            named_here=True,
            slack_user=member.slack_user,
            email=member.email,
            deactivated=member.deactivated,
        )
    )


def set_deactivated(db: Session, slack_user: str, *, workspace: int, deactivated: bool) -> list[Member]:
    """Remember whether Slack closed an account, in every body; gives the members for whom that is new."""
    bodies = select(BodyRow.id).where(BodyRow.workspace_id == workspace)
    changed = (
        update(MemberRow)
        .where(MemberRow.body_id.in_(bodies), MemberRow.slack_user == slack_user, MemberRow.deactivated != deactivated)
        .values(deactivated=deactivated)
        .returning(*COLUMNS)
    )
    return [as_member(row) for row in db.execute(changed)]


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
            key=case((MemberRow.named_here, MemberRow.key), else_=_key(name)),
            language=language,
            zone=zone,
        )
    )


def as_member(row: Any) -> Member:
    return Member(
        id=row.id,
        body=row.body_id,
        name=row.name,
        slack_user=row.slack_user,
        email=row.email,
        language=row.language,
        zone=as_zone(row.zone),
        deactivated=row.deactivated,
    )


def as_zone(name: str) -> ZoneInfo:
    """The zone by name; a name that this machine does not know falls back to Brussels."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return BRUSSELS


def _key(name: str) -> str:
    """The folded name; a few letters become many, so it is cut to what the column holds."""
    return fold(name)[:KEY_LENGTH]
