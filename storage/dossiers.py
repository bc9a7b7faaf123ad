"""Dossiers with their steps and applications."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, bindparam, delete, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from bot.alarms import Subject, Watched
from bot.dossiers import Application, Dossier, State, Step
from bot.errors import N_, Refusal
from bot.people import Person
from storage.bodies import BodyRow
from storage.database import Base, Moment, Session, choice, table_of
from storage.items import ItemRow


class DossierRow(Base):
    """One dossier; points are hundredths."""

    __tablename__ = "dossiers"
    __table_args__ = (Index("ix_dossiers_body", "body_id", "state", "deadline"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("bodies.id"))
    title: Mapped[str] = mapped_column(String(150))
    agency: Mapped[str] = mapped_column(String(100))
    state: Mapped[State] = mapped_column(choice(State))
    deadline: Mapped[date | None]
    available: Mapped[int | None]
    is_ordered: Mapped[bool]
    outcome: Mapped[str] = mapped_column(Text)
    sent_on: Mapped[date | None]
    item_id: Mapped[int | None] = mapped_column(ForeignKey("items.id"))
    made_by: Mapped[int] = mapped_column(ForeignKey("members.id"))
    made_at: Mapped[datetime] = mapped_column(Moment)


class StepRow(Base):
    """One step, on the days it was read as."""

    __tablename__ = "dossier_steps"
    __table_args__ = (Index("ix_dossier_steps_dossier", "dossier_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossiers.id", ondelete="CASCADE"))
    position: Mapped[int]
    phrase: Mapped[str] = mapped_column(Text)
    first: Mapped[date]
    last: Mapped[date]
    text: Mapped[str] = mapped_column(Text)
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"))
    is_done: Mapped[bool]


class ApplicationRow(Base):
    """One application, in the order of the list."""

    __tablename__ = "dossier_applications"
    __table_args__ = (Index("ix_dossier_applications_dossier", "dossier_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossiers.id", ondelete="CASCADE"))
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(150))
    asked: Mapped[int | None]
    proposed: Mapped[int | None]


RUNNING = (State.OPEN, State.DECIDED)

_COLUMNS = tuple(DossierRow.__table__.c)
_BY_ID = (
    select(*_COLUMNS)
    .join(BodyRow, BodyRow.id == DossierRow.body_id)
    .where(DossierRow.id == bindparam("dossier"), BodyRow.workspace_id == bindparam("workspace"))
)
_BY_ID_HELD = _BY_ID.with_for_update(of=DossierRow)
_OF_BODY = (
    select(*_COLUMNS)
    .where(DossierRow.body_id == bindparam("body"), DossierRow.state != State.DRAFT)
    .order_by(
        DossierRow.state.not_in(RUNNING), DossierRow.deadline.is_(None), DossierRow.deadline, DossierRow.id.desc()
    )
    .limit(bindparam("most"))
)
_RUNNING_OF_BODY = (
    select(*_COLUMNS)
    .where(DossierRow.body_id == bindparam("body"), DossierRow.state.in_(RUNNING))
    .order_by(DossierRow.deadline.is_(None), DossierRow.deadline, DossierRow.id)
)
_STEPS = (
    select(*StepRow.__table__.c)
    .where(StepRow.dossier_id.in_(bindparam("dossiers", expanding=True)))
    .order_by(StepRow.position)
)
_APPLICATIONS = (
    select(*ApplicationRow.__table__.c)
    .where(ApplicationRow.dossier_id.in_(bindparam("dossiers", expanding=True)))
    .order_by(ApplicationRow.position)
)
_WATCHED = (
    select(DossierRow.id, DossierRow.title, DossierRow.deadline, ItemRow.meeting_id, ItemRow.aim_meeting)
    .outerjoin(ItemRow, ItemRow.id == DossierRow.item_id)
    .where(DossierRow.state == State.OPEN, DossierRow.deadline.is_not(None))
)
_AHEAD = _WATCHED.where(DossierRow.body_id == bindparam("body"), DossierRow.deadline > bindparam("today")).order_by(
    DossierRow.deadline, DossierRow.id
)


def get(db: Session, dossier: int, *, within: Person) -> Dossier:
    """The dossier, if the person has a seat in its body. Raises `Refusal` otherwise."""
    found = load(db, dossier, workspace=within.workspace)
    within.member_in(found.body)
    return found


def load(db: Session, dossier: int, *, workspace: int, hold: bool = False) -> Dossier:
    """The dossier by id within a workspace, for the ticker. Raises `Refusal` when there is none.

    With `hold` nobody else who holds it goes on before this unit of work ends.
    """
    query = _BY_ID_HELD if hold else _BY_ID
    found = _dossiers(db, db.execute(query, {"dossier": dossier, "workspace": workspace}))
    if not found:
        raise Refusal(N_("Dit dossier bestaat niet (meer)."))
    return found[0]


def hold(db: Session, dossier: int, *, within: Person) -> Dossier:
    """The dossier like `get`, and nobody else who holds it goes on before this unit of work ends."""
    found = load(db, dossier, workspace=within.workspace, hold=True)
    within.member_in(found.body)
    return found


def of_body(db: Session, body: int, *, most: int) -> list[Dossier]:
    """The dossiers of a body: the running ones by deadline, then the others, newest first."""
    return _dossiers(db, db.execute(_OF_BODY, {"body": body, "most": most}))


def running(db: Session, body: int) -> list[Dossier]:
    """The dossiers that somebody still works on, by deadline."""
    return _dossiers(db, db.execute(_RUNNING_OF_BODY, {"body": body}))


def add(db: Session, dossier: Dossier) -> Dossier:
    """Store a new dossier with its steps; gives it with its ids. Older drafts of the same person are dropped."""
    stale = (DossierRow.body_id == dossier.body, DossierRow.made_by == dossier.made_by, DossierRow.state == State.DRAFT)
    db.execute(delete(DossierRow).where(*stale))
    id_: int = db.execute(insert(table_of(DossierRow)).values(**_values(dossier)).returning(DossierRow.id)).scalar_one()
    _add_steps(db, id_, dossier.steps)
    return _with(db, [replace(dossier, id=id_)])[0]


def list_steps(db: Session, dossier: Dossier) -> None:
    """Write another list of steps, instead of the one there was."""
    db.execute(delete(StepRow).where(StepRow.dossier_id == dossier.id))
    _add_steps(db, dossier.id, dossier.steps)


def _add_steps(db: Session, dossier: int, steps: Sequence[Step]) -> None:
    db.execute(
        insert(table_of(StepRow)),
        [
            {
                "dossier_id": dossier,
                "position": position,
                "phrase": step.phrase,
                "first": step.first,
                "last": step.last,
                "text": step.text,
                "meeting_id": step.meeting,
                "is_done": step.is_done,
            }
            for position, step in enumerate(steps)
        ],
    )


def save(db: Session, dossier: Dossier, *, was: State) -> None:
    """Write the dossier back (not its steps), unless somebody moved it on in the meantime."""
    mine = (DossierRow.id == dossier.id, DossierRow.state == was)
    if not db.scalar(update(DossierRow).where(*mine).values(**_values(dossier)).returning(DossierRow.id)):
        raise Refusal(N_("Iemand was je net voor: kijk opnieuw."))


def tick(db: Session, dossier: Dossier) -> None:
    """Write back which steps are done."""
    done = [step.id for step in dossier.steps if step.is_done]
    db.execute(update(StepRow).where(StepRow.dossier_id == dossier.id, StepRow.id.in_(done)).values(is_done=True))


def apply(db: Session, dossier: Dossier) -> None:
    """Write the applications, instead of the ones there were."""
    db.execute(delete(ApplicationRow).where(ApplicationRow.dossier_id == dossier.id))
    if dossier.applications:
        db.execute(
            insert(table_of(ApplicationRow)),
            [
                {
                    "dossier_id": dossier.id,
                    "position": position,
                    "name": each.name,
                    "asked": each.asked,
                    "proposed": each.proposed,
                }
                for position, each in enumerate(dossier.applications)
            ],
        )


def watched(db: Session, body: int, *, today: date, next_meeting: int | None) -> list[Watched]:
    """The undecided dossiers with a deadline ahead, with the meeting on whose agenda each stands."""
    return [_watched(row) for row in db.execute(_AHEAD, {"body": body, "today": today})]


def watched_one(db: Session, id_: int, next_meeting: int | None) -> Watched | None:
    """One dossier, while it still needs a decision before some day."""
    row = db.execute(_WATCHED.where(DossierRow.id == bindparam("dossier")), {"dossier": id_}).first()
    return _watched(row) if row else None


def _watched(row: Any) -> Watched:
    return Watched(
        subject=Subject.DOSSIER,
        id=row.id,
        title=row.title,
        deadline=row.deadline,
        on=row.meeting_id,
        aimed=row.aim_meeting,
    )


def _values(dossier: Dossier) -> dict[str, Any]:
    return {
        "body_id": dossier.body,
        "title": dossier.title,
        "agency": dossier.agency,
        "state": dossier.state,
        "deadline": dossier.deadline,
        "available": dossier.available,
        "is_ordered": dossier.is_ordered,
        "outcome": dossier.outcome,
        "sent_on": dossier.sent_on,
        "item_id": dossier.item,
        "made_by": dossier.made_by,
        "made_at": dossier.made_at,
    }


def _dossiers(db: Session, rows: Iterable[Any]) -> list[Dossier]:
    return _with(
        db,
        [
            Dossier(
                id=row.id,
                body=row.body_id,
                title=row.title,
                agency=row.agency,
                state=row.state,
                deadline=row.deadline,
                available=row.available,
                is_ordered=row.is_ordered,
                outcome=row.outcome,
                sent_on=row.sent_on,
                item=row.item_id,
                made_by=row.made_by,
                made_at=row.made_at,
            )
            for row in rows
        ],
    )


def _with(db: Session, dossiers: Sequence[Dossier]) -> list[Dossier]:
    """The dossiers with their steps and applications: two queries whatever their number."""
    if not dossiers:
        return []
    ids = {"dossiers": [dossier.id for dossier in dossiers]}
    steps: dict[int, list[Step]] = {}
    for row in db.execute(_STEPS, ids):
        step = Step(
            id=row.id,
            phrase=row.phrase,
            first=row.first,
            last=row.last,
            text=row.text,
            meeting=row.meeting_id,
            is_done=row.is_done,
        )
        steps.setdefault(row.dossier_id, []).append(step)
    applications: dict[int, list[Application]] = {}
    for row in db.execute(_APPLICATIONS, ids):
        found = Application(name=row.name, asked=row.asked, proposed=row.proposed)
        applications.setdefault(row.dossier_id, []).append(found)
    return [
        replace(each, steps=tuple(steps.get(each.id, ())), applications=tuple(applications.get(each.id, ())))
        for each in dossiers
    ]
