"""Votes with their lines and electorate: opened, found, moved on."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Select, bindparam, insert, select, update

from bot.errors import N_, Refusal
from bot.people import Person
from bot.votes import Line, Poll, Result, Roll, Seat, State
from storage.bodies import BodyRow
from storage.database import Session, table_of
from storage.people import Member, MemberRow
from storage.people.members import COLUMNS as MEMBER
from storage.people.members import as_member
from storage.votes import frozen
from storage.votes.rows import LineRow, PollRow, SeatRow

_POLL = (
    PollRow.id,
    PollRow.body_id.label("body"),
    PollRow.title,
    PollRow.method,
    PollRow.places,
    PollRow.state,
    PollRow.closes_at,
    PollRow.opened_by,
    PollRow.electorate,
    PollRow.base,
    PollRow.tie,
    PollRow.quorum,
    PollRow.candidate_votes,
    PollRow.decides,
    PollRow.entitled,
    PollRow.outside,
    PollRow.conflicts,
    PollRow.opened_at,
    PollRow.closed_at,
    PollRow.extended,
    PollRow.invalid,
    PollRow.note,
    PollRow.follows,
)
_NAMES = tuple(column.key for column in _POLL)
_LINE = (
    LineRow.id.label("line"),
    LineRow.text,
    LineRow.member_id.label("line_member"),
    LineRow.candidacy_id.label("line_candidacy"),
)
_WITH_LINES = (
    select(*_POLL, *_LINE)
    .join(LineRow, LineRow.poll_id == PollRow.id)
    .join(BodyRow, BodyRow.id == PollRow.body_id)
    .where(BodyRow.workspace_id == bindparam("workspace"))
    .order_by(PollRow.id, LineRow.position)
)
_BY_ID = _WITH_LINES.where(PollRow.id == bindparam("poll"))
_HELD = _BY_ID.with_for_update(of=PollRow)
_HELD_BY_LINE = _WITH_LINES.where(
    PollRow.id == select(LineRow.poll_id).where(LineRow.id == bindparam("of")).scalar_subquery()
).with_for_update(of=PollRow)
_OF_BODY = _WITH_LINES.where(
    PollRow.id.in_(
        select(PollRow.id)
        .where(PollRow.body_id == bindparam("body"), PollRow.state.in_(bindparam("states", expanding=True)))
        .order_by(PollRow.closes_at.desc(), PollRow.id.desc())
        .limit(bindparam("most"))
    )
)
_IN_CHANNEL = _WITH_LINES.where(
    PollRow.id.in_(
        select(PollRow.id)
        .where(
            PollRow.body_id.in_(select(BodyRow.id).where(BodyRow.workspace_id == bindparam("workspace"))),
            PollRow.state == State.OPEN,
            PollRow.channel == bindparam("channel"),
        )
        .order_by(PollRow.closes_at)
        .limit(bindparam("most"))
    )
)
_RESULT = select(PollRow.result).where(PollRow.id == bindparam("poll"))
_SEATS = (
    select(SeatRow.mandate_id.label("mandate"), SeatRow.member_id.label("member"), SeatRow.has_voted)
    .where(SeatRow.poll_id == bindparam("poll"))
    .order_by(SeatRow.mandate_id)
)
_SEAT_OF_USER = (
    select(SeatRow.mandate_id.label("mandate"), SeatRow.member_id.label("member"), SeatRow.has_voted)
    .join(MemberRow, MemberRow.id == SeatRow.member_id)
    .where(SeatRow.poll_id == bindparam("poll"), MemberRow.slack_user == bindparam("user"))
)
_SEATS_OF_USER = (
    select(
        SeatRow.poll_id.label("poll"),
        SeatRow.mandate_id.label("mandate"),
        SeatRow.member_id.label("member"),
        SeatRow.has_voted,
    )
    .join(MemberRow, MemberRow.id == SeatRow.member_id)
    .where(SeatRow.poll_id.in_(bindparam("polls", expanding=True)), MemberRow.slack_user == bindparam("user"))
)
_WAITING = select(SeatRow.mandate_id).where(SeatRow.poll_id == bindparam("poll"), SeatRow.has_voted.is_(False)).limit(1)
_SAVE = update(table_of(PollRow)).where(
    PollRow.id == bindparam("poll"), PollRow.state == bindparam("was"), PollRow.closes_at == bindparam("until")
)
_GONE = N_("Deze stemming ken ik niet (meer). Open ze opnieuw met /stemming.")


def get(db: Session, poll: int, *, within: Person) -> Poll:
    """The vote, if the person has a seat in its body. Raises `Refusal` otherwise."""
    found = load(db, poll, workspace=within.workspace)
    within.member_in(found.body)
    return found


def load(db: Session, poll: int, *, workspace: int, hold: bool = False) -> Poll:
    """The vote by id within a workspace. With `hold` nobody else decides on it until the end of `db`.

    Raises `Refusal` when there is none.
    """
    return _one(_polls(db, _HELD if hold else _BY_ID, workspace=workspace, poll=poll))


def of_line(db: Session, line: int, *, workspace: int) -> Poll:
    """The vote of a line, held until the end of `db`. Raises `Refusal` when there is none."""
    return _one(_polls(db, _HELD_BY_LINE, workspace=workspace, of=line))


def of_body(db: Session, body: int, *, states: Collection[State], workspace: int, most: int) -> list[Poll]:
    """The votes of a body in these states, the one that closes last first."""
    found = _polls(db, _OF_BODY, workspace=workspace, body=body, states=list(states), most=most)
    return sorted(found, key=lambda poll: (poll.closes_at, poll.id), reverse=True)


def in_channel(db: Session, channel: str, *, workspace: int, most: int = 50) -> list[Poll]:
    """The open votes in a Slack channel, by id."""
    return _polls(db, _IN_CHANNEL, workspace=workspace, channel=channel, most=most)


def by_items(db: Session, items: Sequence[int], *, workspace: int) -> dict[int, tuple[Poll, Result]]:
    """The closed votes that these agenda points are about, each with its frozen result, by point."""
    rows = db.execute(select(PollRow.item_id, PollRow.id, PollRow.result).where(PollRow.item_id.in_(items))).all()
    if not rows:
        return {}
    query = _WITH_LINES.where(PollRow.id.in_([row.id for row in rows]))
    found = {poll.id: poll for poll in _polls(db, query, workspace=workspace)}
    return {row.item_id: (found[row.id], frozen.read(row.result)) for row in rows if row.id in found and row.result}


def after(db: Session, poll: int) -> list[int]:
    """The ids of the votes that came from this one, and were not cancelled."""
    rows = db.scalars(select(PollRow.id).where(PollRow.follows == poll, PollRow.state != State.CANCELLED))
    return list(rows)


def item_of(db: Session, poll: int) -> int | None:
    """The agenda point of a vote, if it has one."""
    return db.scalar(select(PollRow.item_id).where(PollRow.id == poll))


def add(db: Session, poll: Poll, *, channel: str) -> Poll:
    """Store a draft with its lines; gives it with all ids. `channel` is where it is going to be held."""
    id_: int = db.execute(
        insert(PollRow).values(**_values(poll), channel=channel, result=None, item_id=None).returning(PollRow.id)
    ).scalar_one()
    rows = [
        {
            "poll_id": id_,
            "position": position,
            "text": line.text,
            "member_id": line.member,
            "candidacy_id": line.candidacy,
        }
        for position, line in enumerate(poll.lines)
    ]
    ids = db.scalars(insert(LineRow).returning(LineRow.id, sort_by_parameter_order=True), rows)
    lines = tuple(replace(line, id=new) for line, new in zip(poll.lines, ids, strict=True))
    return replace(poll, id=id_, lines=lines)


def open_up(db: Session, poll: Poll, roll: Roll, *, was: Poll) -> None:
    """Write an opened vote with its electorate. Raises `Refusal` when somebody opened or cancelled it meanwhile."""
    save(db, poll, was=was)
    db.execute(
        insert(SeatRow),
        [
            {"poll_id": poll.id, "mandate_id": seat.mandate, "member_id": seat.member, "has_voted": False}
            for seat in roll.seats
        ],
    )


def save(db: Session, poll: Poll, *, was: Poll) -> None:
    """Write a vote back. Raises `Refusal` when somebody moved it on since it was read as `was`."""
    mine = {"poll": poll.id, "was": was.state, "until": was.closes_at}
    if not db.scalar(_SAVE.values(_values(poll)).returning(PollRow.id), mine):
        raise Refusal(N_("Iemand was je net voor: kijk opnieuw."))


def close(db: Session, poll: Poll, result: Result, *, was: Poll) -> None:
    """Write a closed vote with its result, frozen. Raises `Refusal` when it was closed already."""
    save(db, poll, was=was)
    freeze(db, poll.id, result)


def freeze(db: Session, poll: int, result: Result | None) -> None:
    """Write the result as it may be shown; None for a vote that goes on."""
    kept = None if result is None else frozen.written(result)
    db.execute(update(PollRow).where(PollRow.id == poll).values(result=kept))


def put_on_agenda(db: Session, poll: int, item: int) -> bool:
    """Remember the agenda point of a vote, once; whether this is the one."""
    mine = (PollRow.id == poll, PollRow.item_id.is_(None))
    return db.scalar(update(PollRow).where(*mine).values(item_id=item).returning(PollRow.id)) is not None


def result(db: Session, poll: int) -> Result | None:
    """The frozen result; None while there is none."""
    kept = db.scalar(_RESULT, {"poll": poll})
    return None if kept is None else frozen.read(kept)


def seats(db: Session, poll: int) -> list[Seat]:
    """The electorate as it was at opening, by mandate."""
    return [Seat(**row._mapping) for row in db.execute(_SEATS, {"poll": poll})]


def seat_of(db: Session, poll: int, user: str) -> Seat | None:
    """The seat that a Slack user has in a vote."""
    row = db.execute(_SEAT_OF_USER, {"poll": poll, "user": user}).first()
    return None if row is None else Seat(**row._mapping)


def seats_of(db: Session, polls: Iterable[int], user: str) -> dict[int, Seat]:
    """The seats that a Slack user has in these votes, by vote."""
    rows = db.execute(_SEATS_OF_USER, {"polls": list(polls), "user": user})
    return {row.poll: Seat(mandate=row.mandate, member=row.member, has_voted=row.has_voted) for row in rows}


def missing(db: Session, poll: int) -> list[Member]:
    """The members whose ballot is still to come, by name."""
    rows = db.execute(
        select(*MEMBER)
        .join(SeatRow, SeatRow.member_id == MemberRow.id)
        .where(SeatRow.poll_id == poll, SeatRow.has_voted.is_(False))
        .order_by(MemberRow.key, MemberRow.id)
    )
    return [as_member(row) for row in rows]


def all_voted(db: Session, poll: int) -> bool:
    """Whether no seat is left whose ballot is still to come."""
    return db.scalar(_WAITING, {"poll": poll}) is None


def channel_of(db: Session, poll: int) -> str:
    """The Slack channel in which a vote is held."""
    return db.execute(select(PollRow.channel).where(PollRow.id == poll)).scalar_one()


def members_of(db: Session, poll: int, mandates: Collection[int]) -> dict[int, str]:
    """The names of those who have these seats in a vote, by mandate."""
    if not mandates:
        return {}
    rows = db.execute(
        select(SeatRow.mandate_id, MemberRow.name)
        .join(MemberRow, MemberRow.id == SeatRow.member_id)
        .where(SeatRow.poll_id == poll, SeatRow.mandate_id.in_(list(mandates)))
    )
    return {row.mandate_id: row.name for row in rows}


def _polls(db: Session, query: Select[*tuple[Any, ...]], **values: Any) -> list[Poll]:
    found: dict[int, Poll] = {}
    lines: dict[int, list[Line]] = {}
    for row in db.execute(query, values):
        lines.setdefault(row.id, []).append(
            Line(id=row.line, text=row.text, member=row.line_member, candidacy=row.line_candidacy)
        )
        if row.id not in found:
            found[row.id] = _poll(row)
    return [replace(poll, lines=tuple(lines[poll.id])) for poll in found.values()]


def _poll(row: Any) -> Poll:
    kept = {name: getattr(row, name) for name in _NAMES}
    kept["outside"] = tuple(kept["outside"])
    kept["conflicts"] = frozen.conflicts_read(kept["conflicts"])
    return Poll(**kept, lines=())


def _one(found: Sequence[Poll]) -> Poll:
    if not found:
        raise Refusal(_GONE)
    return found[0]


def _values(poll: Poll) -> dict[str, Any]:
    kept = {name: getattr(poll, name) for name in _NAMES if name not in {"id", "body"}}
    kept["outside"] = list(poll.outside)
    kept["conflicts"] = frozen.conflicts_written(poll.conflicts)
    return {"body_id": poll.body, **kept}
