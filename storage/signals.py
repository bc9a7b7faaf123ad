"""Signals with their addressees and answers."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, bindparam, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from bot.errors import N_, Refusal
from bot.people import Person
from bot.signals import Addressee, Signal, State
from storage.bodies import BodyRow
from storage.database import Base, Moment, Session, choice, table_of


class SignalRow(Base):
    """One letter."""

    __tablename__ = "signals"
    __table_args__ = (Index("ix_signals_body", "body_id", "state", "sent_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("bodies.id"))
    title: Mapped[str] = mapped_column(String(150))
    sent_on: Mapped[date]
    state: Mapped[State] = mapped_column(choice(State))
    link: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    made_by: Mapped[int] = mapped_column(ForeignKey("members.id"))
    made_at: Mapped[datetime] = mapped_column(Moment)


class AddresseeRow(Base):
    """One addressee of a letter, with the answer."""

    __tablename__ = "signal_addressees"
    __table_args__ = (Index("ix_signal_addressees_signal", "signal_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    signal_id: Mapped[int] = mapped_column(ForeignKey("signals.id"))
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(100))
    answered_on: Mapped[date | None]
    answer: Mapped[str] = mapped_column(Text)


_COLUMNS = tuple(SignalRow.__table__.c)
_BY_ID = (
    select(*_COLUMNS)
    .join(BodyRow, BodyRow.id == SignalRow.body_id)
    .where(SignalRow.id == bindparam("signal"), BodyRow.workspace_id == bindparam("workspace"))
)
_BY_ID_HELD = _BY_ID.with_for_update(of=SignalRow)
_OF_BODY = (
    select(*_COLUMNS)
    .where(SignalRow.body_id == bindparam("body"))
    .order_by(SignalRow.state != State.OPEN, SignalRow.sent_on.desc(), SignalRow.id.desc())
    .offset(bindparam("skip"))
    .limit(bindparam("most"))
)
_OPEN = (
    select(*_COLUMNS)
    .where(SignalRow.body_id == bindparam("body"), SignalRow.state == State.OPEN)
    .order_by(SignalRow.sent_on, SignalRow.id)
)
_ADDRESSEES = (
    select(*AddresseeRow.__table__.c)
    .where(AddresseeRow.signal_id.in_(bindparam("signals", expanding=True)))
    .order_by(AddresseeRow.position)
)


def get(db: Session, signal: int, *, within: Person, hold: bool = False) -> Signal:
    """The signal, if the person has a seat in its body. Raises `Refusal` otherwise.

    With `hold` nobody else who holds it goes on before this unit of work ends.
    """
    query = _BY_ID_HELD if hold else _BY_ID
    found = _signals(db, db.execute(query, {"signal": signal, "workspace": within.workspace}))
    if not found:
        raise Refusal(N_("Dit signaal bestaat niet (meer)."))
    within.member_in(found[0].body)
    return found[0]


def of_body(db: Session, body: int, *, skip: int = 0, most: int) -> list[Signal]:
    """The signals of a body: the open ones first, each newest first."""
    return _signals(db, db.execute(_OF_BODY, {"body": body, "skip": skip, "most": most}))


def open_ones(db: Session, body: int) -> list[Signal]:
    """The signals that wait for answers, the oldest first."""
    return _signals(db, db.execute(_OPEN, {"body": body}))


def add(db: Session, signal: Signal) -> Signal:
    """Store a new signal with its addressees; gives it with its id."""
    id_: int = db.execute(insert(table_of(SignalRow)).values(**_values(signal)).returning(SignalRow.id)).scalar_one()
    db.execute(
        insert(table_of(AddresseeRow)),
        [
            {
                "signal_id": id_,
                "position": position,
                "name": each.name,
                "answered_on": each.answered_on,
                "answer": each.answer,
            }
            for position, each in enumerate(signal.addressees)
        ],
    )
    return replace(signal, id=id_)


def save(db: Session, signal: Signal, *, was: State) -> None:
    """Write the signal back with its answers, unless somebody closed it in the meantime."""
    mine = (SignalRow.id == signal.id, SignalRow.state == was)
    if not db.scalar(update(SignalRow).where(*mine).values(_values(signal)).returning(SignalRow.id)):
        raise Refusal(N_("Iemand was je net voor: kijk opnieuw."))
    for each in signal.addressees:
        answered = {"answered_on": each.answered_on, "answer": each.answer}
        db.execute(
            update(AddresseeRow).where(AddresseeRow.id == each.id, AddresseeRow.signal_id == signal.id).values(answered)
        )


def _values(signal: Signal) -> dict[str, Any]:
    return {
        "body_id": signal.body,
        "title": signal.title,
        "sent_on": signal.sent_on,
        "state": signal.state,
        "link": signal.link,
        "reason": signal.reason,
        "made_by": signal.made_by,
        "made_at": signal.made_at,
    }


def _signals(db: Session, found: Iterable[Any]) -> list[Signal]:
    """The rows with their addressees: two queries whatever the number of signals."""
    rows = list(found)
    if not rows:
        return []
    addressees: dict[int, list[Addressee]] = {}
    for row in db.execute(_ADDRESSEES, {"signals": [row.id for row in rows]}):
        one = Addressee(id=row.id, name=row.name, answered_on=row.answered_on, answer=row.answer)
        addressees.setdefault(row.signal_id, []).append(one)
    return [
        Signal(
            id=row.id,
            body=row.body_id,
            title=row.title,
            sent_on=row.sent_on,
            state=row.state,
            link=row.link,
            reason=row.reason,
            made_by=row.made_by,
            made_at=row.made_at,
            addressees=tuple(addressees.get(row.id, ())),
        )
        for row in rows
    ]
