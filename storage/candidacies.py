"""Candidacies: who stands for which call, and how that went."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, bindparam, select, text, update
from sqlalchemy.orm import Mapped, mapped_column

from bot.candidacies import Candidacy, State
from bot.errors import N_, Refusal
from bot.people import Person
from storage.bodies import BodyRow
from storage.database import Base, Moment, Session, insert_once

_LIVING = text("state NOT IN ('declined', 'withdrawn')")


class CandidacyRow(Base):
    """One member for one call; at most one of them lives, whoever presses at the same moment.

    `motivation` is for the electorate only, and emptied for those not elected (domain.md 9).
    """

    __tablename__ = "candidacies"
    __table_args__ = (
        Index(
            "uq_candidacies_living",
            "call_id",
            "member_id",
            unique=True,
            sqlite_where=_LIVING,
            postgresql_where=_LIVING,
        ),
        Index("ix_candidacies_call", "call_id"),
        Index("ix_candidacies_member", "member_id", "state"),
        Index("ix_candidacies_body", "body_id", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    call_id: Mapped[int] = mapped_column(ForeignKey("calls.id"))
    body_id: Mapped[int] = mapped_column(ForeignKey("bodies.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    state: Mapped[str] = mapped_column(String(20))
    created_at: Mapped[datetime] = mapped_column(Moment)
    entered_by: Mapped[int] = mapped_column(ForeignKey("members.id"))
    nominated_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    motivation: Mapped[str] = mapped_column(Text)
    late: Mapped[bool]


_COLUMNS = tuple(CandidacyRow.__table__.c)
_BY_ID = (
    select(*_COLUMNS)
    .join(BodyRow, BodyRow.id == CandidacyRow.body_id)
    .where(CandidacyRow.id == bindparam("candidacy"), BodyRow.workspace_id == bindparam("workspace"))
)
_BY_IDS = (
    select(*_COLUMNS)
    .where(CandidacyRow.body_id == bindparam("body"), CandidacyRow.id.in_(bindparam("candidacies", expanding=True)))
    .order_by(CandidacyRow.id)
)
_OF_CALLS = (
    select(*_COLUMNS)
    .where(CandidacyRow.body_id == bindparam("body"), CandidacyRow.call_id.in_(bindparam("calls", expanding=True)))
    .order_by(CandidacyRow.id)
)
_MINE = (
    select(*_COLUMNS)
    .where(
        CandidacyRow.body_id == bindparam("body"),
        CandidacyRow.member_id == bindparam("member"),
        CandidacyRow.state.in_(bindparam("states", expanding=True)),
    )
    .order_by(CandidacyRow.id)
)
_IN_STATES = (
    select(*_COLUMNS)
    .where(CandidacyRow.body_id == bindparam("body"), CandidacyRow.state.in_(bindparam("states", expanding=True)))
    .order_by(CandidacyRow.id)
    .limit(bindparam("most"))
)


def get(db: Session, candidacy: int, *, within: Person) -> Candidacy:
    """The candidacy, if the person has a seat in its body. Raises `Refusal` otherwise."""
    found = load(db, candidacy, workspace=within.workspace)
    within.member_in(found.body)
    return found


def load(db: Session, candidacy: int, *, workspace: int) -> Candidacy:
    """The candidacy by id within a workspace, for the ticker. Raises `Refusal` when there is none."""
    row = db.execute(_BY_ID, {"candidacy": candidacy, "workspace": workspace}).one_or_none()
    if row is None:
        raise Refusal(N_("Deze kandidatuur bestaat niet (meer)."))
    return _candidacy(row)


def by_ids(db: Session, candidacies: Collection[int], *, body: int) -> list[Candidacy]:
    """The candidacies of the body with these ids (`poll.lines[].candidacy`), by id; strangers are left out."""
    if not candidacies:
        return []
    rows = db.execute(_BY_IDS, {"body": body, "candidacies": sorted(set(candidacies))})
    return [_candidacy(row) for row in rows]


def of_call(db: Session, call: int, *, body: int) -> list[Candidacy]:
    """Everybody who was ever named for one call of the body, in the order in which they came."""
    return of_calls(db, [call], body=body)


def of_calls(db: Session, calls: Collection[int], *, body: int) -> list[Candidacy]:
    """The same for several calls of the body, in one query."""
    if not calls:
        return []
    return [_candidacy(row) for row in db.execute(_OF_CALLS, {"body": body, "calls": sorted(set(calls))})]


def of_member(db: Session, body: int, member: int, states: Iterable[State]) -> list[Candidacy]:
    """The candidacies of one member that are in one of the states, in the order in which they came."""
    wanted = [state.value for state in states]
    return [_candidacy(row) for row in db.execute(_MINE, {"body": body, "member": member, "states": wanted})]


def in_states(db: Session, body: int, states: Iterable[State], *, most: int = 200) -> list[Candidacy]:
    """The candidacies of the body in one of the states, the oldest first."""
    wanted = [state.value for state in states]
    return [_candidacy(row) for row in db.execute(_IN_STATES, {"body": body, "states": wanted, "most": most})]


def add(db: Session, candidacy: Candidacy) -> Candidacy:
    """Store a new candidacy; gives it with its id. Raises `Refusal` when this member stands already."""
    id_: int | None = db.scalar(
        insert_once(db, CandidacyRow).values(_values(candidacy)).returning(CandidacyRow.id),
    )
    if id_ is None:
        raise Refusal(N_("Deze kandidatuur is er al. Je kunt ze wijzigen of intrekken."), about="candidate")
    return replace(candidacy, id=id_)


def save(db: Session, candidacy: Candidacy, *, was: State) -> None:
    """Write the candidacy back, unless somebody moved it on in the meantime (`Refusal`)."""
    mine = (CandidacyRow.id == candidacy.id, CandidacyRow.body_id == candidacy.body, CandidacyRow.state == was.value)
    if not db.scalar(update(CandidacyRow).where(*mine).values(_values(candidacy)).returning(CandidacyRow.id)):
        raise Refusal(N_("Iemand was je net voor: kijk opnieuw."))


def _values(candidacy: Candidacy) -> dict[str, Any]:
    return {
        "call_id": candidacy.call,
        "body_id": candidacy.body,
        "member_id": candidacy.member,
        "state": candidacy.state.value,
        "created_at": candidacy.created_at,
        "entered_by": candidacy.entered_by,
        "nominated_by": candidacy.nominated_by,
        "motivation": candidacy.motivation,
        "late": candidacy.late,
    }


def _candidacy(row: Any) -> Candidacy:
    return Candidacy(
        id=row.id,
        call=row.call_id,
        body=row.body_id,
        member=row.member_id,
        state=State(row.state),
        created_at=row.created_at,
        entered_by=row.entered_by,
        nominated_by=row.nominated_by,
        motivation=row.motivation,
        late=row.late,
    )
