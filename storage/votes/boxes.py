"""Ballot boxes: named ballots with their history, secret ones with nothing, entries and objections.

Whoever puts something in holds the vote first (`polls.load(..., hold=True)`): so whether it came in time is decided
once, and what was answered is counted.
"""

import secrets
from collections.abc import Collection, Iterable, Sequence
from random import SystemRandom
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, or_, select, update

from bot.bodies import Method
from bot.votes import Ballot, Box, Choice, Entry, Objection, Poll, Seat, SecretBallot, Tally
from bot.votes import box as box_of
from bot.votes.results import add
from storage.database import Session, insert_once, table_of
from storage.votes.rows import (
    BallotRow,
    EntryRow,
    FormerBallotRow,
    ObjectionRow,
    SeatRow,
    SecretBallotRow,
)

_MINE = select(BallotRow.line_id, BallotRow.choice).where(
    BallotRow.poll_id == bindparam("poll"), BallotRow.mandate_id == bindparam("mandate")
)
_NAMED = (
    select(BallotRow.mandate_id, BallotRow.line_id, BallotRow.choice)
    .where(BallotRow.poll_id == bindparam("poll"))
    .order_by(BallotRow.mandate_id, BallotRow.line_id)
)
_BALLOTS = (
    select(
        BallotRow.line_id.label("line"),
        BallotRow.mandate_id.label("mandate"),
        BallotRow.choice,
        BallotRow.cast_at,
        BallotRow.entered_by,
        BallotRow.confirmed_by,
    )
    .where(BallotRow.poll_id == bindparam("poll"))
    .order_by(BallotRow.mandate_id, BallotRow.line_id)
)
_MINE_IN = (
    select(BallotRow.poll_id, BallotRow.line_id, BallotRow.choice)
    .join(SeatRow, (SeatRow.poll_id == BallotRow.poll_id) & (SeatRow.mandate_id == BallotRow.mandate_id))
    .where(
        BallotRow.poll_id.in_(bindparam("polls", expanding=True)),
        SeatRow.member_id.in_(bindparam("members", expanding=True)),
    )
)
_SECRET = select(SecretBallotRow.line_id, SecretBallotRow.choice).where(SecretBallotRow.poll_id == bindparam("poll"))
_TALLIES = (
    select(SecretBallotRow.line_id, SecretBallotRow.choice, func.count().label("number"))
    .where(SecretBallotRow.poll_id == bindparam("poll"))
    .group_by(SecretBallotRow.line_id, SecretBallotRow.choice)
)
_VOTED = select(func.count()).where(SeatRow.poll_id == bindparam("poll"), SeatRow.has_voted)
_GAVE = select(func.count(BallotRow.mandate_id.distinct())).where(BallotRow.poll_id == bindparam("poll"))
_OBJECTIONS = select(func.count()).where(ObjectionRow.poll_id == bindparam("poll"))
_TICK = (
    update(table_of(SeatRow))
    .where(SeatRow.poll_id == bindparam("poll"), SeatRow.mandate_id == bindparam("mandate"))
    .values(has_voted=True)
)
_TOUCH_ALL = (
    update(table_of(SeatRow))
    .where(SeatRow.poll_id == bindparam("poll"))
    .values(has_voted=or_(SeatRow.has_voted, SeatRow.mandate_id == bindparam("mandate")))
)
_CHANGE = (
    update(table_of(BallotRow))
    .where(BallotRow.line_id == bindparam("line"), BallotRow.mandate_id == bindparam("seat"))
    .values(
        choice=bindparam("said"),
        cast_at=bindparam("at"),
        entered_by=bindparam("entered"),
        confirmed_by=bindparam("confirmed"),
    )
)
_shuffle = SystemRandom().shuffle


def mine(db: Session, poll: int, mandate: int) -> dict[int, Choice]:
    """The choices of one seat in a named vote, by line."""
    return {row.line_id: row.choice for row in db.execute(_MINE, {"poll": poll, "mandate": mandate})}


def mine_in(db: Session, polls: Collection[int], members: Collection[int]) -> dict[int, dict[int, Choice]]:
    """What the seats of these members say in named votes, by vote and line."""
    found: dict[int, dict[int, Choice]] = {}
    if polls and members:
        for row in db.execute(_MINE_IN, {"polls": list(polls), "members": list(members)}):
            found.setdefault(row.poll_id, {})[row.line_id] = row.choice
    return found


def cast(db: Session, poll: Poll, ballots: Sequence[Ballot], *, before: dict[int, Choice]) -> None:
    """Put named ballots of one seat in the box; what they change is kept. `before` is what the seat had there."""
    for ballot in ballots:
        if ballot.line in before:
            _keep_former(db, ballot)
            _change(db, ballot)
        else:
            db.execute(insert(BallotRow).values(poll_id=poll.id, **_values(ballot)))
    if ballots and len(before.keys() | {ballot.line for ballot in ballots}) == len(poll.lines):
        db.execute(_TICK, {"poll": poll.id, "mandate": ballots[0].mandate})


def cast_secretly(db: Session, poll: Poll, seat: Seat, ballots: Iterable[SecretBallot]) -> None:
    """Note that a seat voted, and apart from it what is in the box now.

    All seats are written and the whole box anew, in a random order under random keys, so that neither place, nor
    version, nor time of a row tells who put it there (decisions 4).
    """
    db.execute(_TOUCH_ALL, {"poll": poll.id, "mandate": seat.mandate})
    papers = [(row.line_id, row.choice) for row in db.execute(_SECRET, {"poll": poll.id})]
    papers += [(ballot.line, ballot.choice) for ballot in ballots]
    _shuffle(papers)
    destroy_secret(db, poll.id)
    db.execute(
        insert(SecretBallotRow),
        [
            {"paper": secrets.token_hex(16), "poll_id": poll.id, "line_id": line, "choice": choice}
            for line, choice in papers
        ],
    )


def destroy_secret(db: Session, poll: int) -> None:
    """Empty the box of a secret vote."""
    db.execute(delete(SecretBallotRow).where(SecretBallotRow.poll_id == poll))


def destroy(db: Session, poll: int) -> None:
    """Empty every box of a vote: after ratification only its totals stay (domain.md 9)."""
    for row in (BallotRow, FormerBallotRow, SecretBallotRow, EntryRow):
        db.execute(delete(row).where(row.poll_id == poll))


def box(db: Session, poll: Poll) -> Box:
    """What lies in the box of a vote now."""
    if poll.method is Method.NAMED:
        named = [(row.mandate_id, row.line_id, row.choice) for row in db.execute(_NAMED, {"poll": poll.id})]
        return box_of(named, lines=len(poll.lines))
    if poll.method is Method.CONSENT:
        return Box(objections=db.scalar(_OBJECTIONS, {"poll": poll.id}) or 0)
    tallies: dict[int, Tally] = {}
    for row in db.execute(_TALLIES, {"poll": poll.id}):
        tally = tallies.get(row.line_id, Tally())
        for _ in range(row.number):
            tally = add(tally, row.choice)
        tallies[row.line_id] = tally
    voted = db.scalar(_VOTED, {"poll": poll.id}) or 0
    return Box(tallies=tallies, voted=voted, complete=voted)


def turnout(db: Session, poll: Poll) -> int:
    """How many seats gave a ballot, be it for one line only; 0 in a consent."""
    if poll.method is Method.CONSENT:
        return 0
    return db.scalar(_GAVE if poll.method is Method.NAMED else _VOTED, {"poll": poll.id}) or 0


def ballots(db: Session, poll: int) -> list[Ballot]:
    """The named ballots of a vote, by seat and line."""
    return [Ballot(**row._mapping) for row in db.execute(_BALLOTS, {"poll": poll})]


def enter(db: Session, poll: Poll, entries: Sequence[Entry]) -> None:
    """Write down ballots for a member without Slack, instead of those that wait already."""
    if not entries:
        return
    mandate = entries[0].mandate
    db.execute(delete(EntryRow).where(EntryRow.poll_id == poll.id, EntryRow.mandate_id == mandate))
    db.execute(
        insert(EntryRow),
        [
            {
                "line_id": entry.line,
                "mandate_id": entry.mandate,
                "poll_id": poll.id,
                "choice": entry.choice,
                "entered_by": entry.entered_by,
                "entered_at": entry.entered_at,
            }
            for entry in entries
        ],
    )


def entries(db: Session, poll: int, mandate: int) -> list[Entry]:
    """The ballots of one seat that wait to be confirmed, by line."""
    rows = db.execute(
        select(
            EntryRow.line_id.label("line"),
            EntryRow.mandate_id.label("mandate"),
            EntryRow.choice,
            EntryRow.entered_by,
            EntryRow.entered_at,
        )
        .where(EntryRow.poll_id == poll, EntryRow.mandate_id == mandate)
        .order_by(EntryRow.line_id)
    )
    return [Entry(**row._mapping) for row in rows]


def drop_entries(db: Session, poll: int, mandate: int) -> None:
    """The entries of a seat are in the box, or not wanted any more."""
    db.execute(delete(EntryRow).where(EntryRow.poll_id == poll, EntryRow.mandate_id == mandate))


def object_to(db: Session, poll: int, objection: Objection) -> None:
    """Keep an objection; the first of a seat stands."""
    db.execute(
        insert_once(db, ObjectionRow),
        {
            "poll_id": poll,
            "mandate_id": objection.mandate,
            "reason": objection.reason,
            "made_at": objection.made_at,
            "entered_by": objection.entered_by,
        },
    )


def objections(db: Session, poll: int) -> list[Objection]:
    """The objections to a consent, oldest first."""
    rows = db.execute(
        select(
            ObjectionRow.mandate_id.label("mandate"),
            ObjectionRow.reason,
            ObjectionRow.made_at,
            ObjectionRow.entered_by,
        )
        .where(ObjectionRow.poll_id == poll)
        .order_by(ObjectionRow.made_at, ObjectionRow.mandate_id)
    )
    return [Objection(**row._mapping) for row in rows]


def _keep_former(db: Session, ballot: Ballot) -> None:
    """Copy the ballot that is about to change."""
    copied = (
        BallotRow.poll_id,
        BallotRow.line_id,
        BallotRow.mandate_id,
        BallotRow.choice,
        BallotRow.cast_at,
        BallotRow.entered_by,
        BallotRow.confirmed_by,
    )
    changing = select(*copied).where(BallotRow.line_id == ballot.line, BallotRow.mandate_id == ballot.mandate)
    db.execute(insert(FormerBallotRow).from_select([column.key for column in copied], changing))


def _change(db: Session, ballot: Ballot) -> None:
    db.execute(
        _CHANGE,
        {
            "line": ballot.line,
            "seat": ballot.mandate,
            "said": ballot.choice,
            "at": ballot.cast_at,
            "entered": ballot.entered_by,
            "confirmed": ballot.confirmed_by,
        },
    )


def _values(ballot: Ballot) -> dict[str, Any]:
    return {
        "line_id": ballot.line,
        "mandate_id": ballot.mandate,
        "choice": ballot.choice,
        "cast_at": ballot.cast_at,
        "entered_by": ballot.entered_by,
        "confirmed_by": ballot.confirmed_by,
    }
