"""Votes in the database: what is answered counts once, at the same moment too, and a secret ballot is nobody's."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing as closing_it
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from sqlalchemy import String, literal_column, select

from bot import votes
from bot.bodies import Body, Electorate, MajorityBase, Method, Tie
from bot.errors import Refusal
from bot.mandates import Mandate
from bot.people import Person, Role
from bot.people import Seat as Place
from bot.votes import Ballot, Choice, Line, Poll, Roll, Seat, State
from storage import bodies, mandates, people
from storage.database import Database, Session
from storage.votes import boxes, polls, ties
from storage.votes.rows import SeatRow, SecretBallotRow

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
CLOSES = NOW + timedelta(days=3)
WORKSPACE = 1


@pytest.fixture
def body_on() -> Callable[[Database], int]:
    """Make a body on a database that a test opened itself."""

    def make(database: Database) -> int:
        with database.begin() as db:
            workspace = bodies.open_workspace(db, "T1", now=NOW)
            new = Body(id=0, workspace=workspace, name="IROJ", plenary_channel="C1", committee_channel="G1")
            return bodies.add(db, new, now=NOW)

    return make


@pytest.fixture
def electorate(database: Database, body: int) -> list[Seat]:
    """Eight members with a seat in the comité, by Slack user U1 to U8."""
    with database.begin() as db:
        return [_seated(db, body, n) for n in range(1, 9)]


def _seated(db: Session, body: int, number: int) -> Seat:
    member = people.add_member(db, body=body, name=f"Lid {number}", slack_user=f"U{number}", now=NOW)
    place = Mandate(id=0, body=body, member=member, role=Role.COMMITTEE_MEMBER, has_vote=True)
    return Seat(mandate=mandates.add(db, place), member=member)


def opened(database: Database, body: int, seats: list[Seat], **changes: object) -> Poll:
    """An open vote about one proposal, or what is asked for."""
    draft = Poll(
        id=0,
        body=body,
        title="Voorstel",
        lines=(Line(id=0, text="Voorstel"),),
        method=Method.NAMED,
        places=1,
        state=State.DRAFT,
        closes_at=CLOSES,
        opened_by=seats[0].member,
        electorate=Electorate.COMMITTEE,
        base=MajorityBase.CAST_WITHOUT_ABSTENTIONS,
        tie=Tie.TO_MEETING,
        quorum=None,
        candidate_votes=False,
        decides=False,
    )
    with database.begin() as db:
        kept = polls.add(db, replace(draft, **changes), channel="G1")  # type: ignore[arg-type]  # Fields of a vote.
        roll = Roll(seats=tuple(seats))
        now = votes.open_up(kept, roll, now=NOW)
        polls.open_up(db, now, roll, was=kept)
    return now


def somebody(body: int, seat: Seat, number: int) -> Person:
    place = Place(
        body=body,
        member=seat.member,
        body_name="",
        plenary_channel="C1",
        committee_channel="G1",
        roles=frozenset({Role.COMMITTEE_MEMBER}),
    )
    return Person(workspace=WORKSPACE, user=f"U{number}", name="", seats=(place,))


def vote(database: Database, poll: Poll, who: Person, line: int, choice: Choice, *, now: datetime = NOW) -> None:
    """A named ballot, as a handler casts it. Raises `Refusal`."""
    with database.begin() as db:
        held = polls.of_line(db, line, workspace=who.workspace)
        seat = votes.must_be_voter(held, polls.seat_of(db, held.id, who.user), by=who)
        mine = boxes.mine(db, held.id, seat.mandate)
        ballot = votes.cast(held, seat, line, choice, by=who, mine=mine, now=now)
        if ballot is not None:
            boxes.cast(db, held, [ballot], before=mine)


def vote_secretly(database: Database, poll: Poll, who: Person, *choices: Choice) -> None:
    """A secret ballot, likewise."""
    with database.begin() as db:
        held = polls.load(db, poll.id, workspace=who.workspace, hold=True)
        seat = polls.seat_of(db, held.id, who.user)
        given = {line.id: choice for line, choice in zip(held.lines, choices, strict=True)}
        voter, ballots = votes.cast_secretly(held, seat, given, by=who, now=NOW)
        boxes.cast_secretly(db, held, voter, ballots)


@pytest.fixture
def voters(body: int, electorate: list[Seat]) -> list[Person]:
    return [somebody(body, seat, number) for number, seat in enumerate(electorate, start=1)]


def test_a_vote_comes_back_as_it_was_stored(database: Database, body: int, electorate: list[Seat]) -> None:
    conflict = votes.Conflict(member=electorate[0].member, candidate=electorate[1].member, organisation=9)
    poll = opened(database, body, electorate)
    with database.begin() as db:
        changed = replace(poll, outside=(electorate[1].member,), conflicts=(conflict,), note="Waarom")
        polls.save(db, changed, was=poll)
    with database.read() as db:
        assert polls.load(db, poll.id, workspace=WORKSPACE) == changed
        assert polls.seats(db, poll.id) == electorate


def test_a_vote_of_another_workspace_is_not_found(database: Database, body: int, electorate: list[Seat]) -> None:
    poll = opened(database, body, electorate)
    with database.begin() as db:
        with pytest.raises(Refusal):
            polls.load(db, poll.id, workspace=2)
        with pytest.raises(Refusal):
            polls.of_line(db, poll.lines[0].id, workspace=2)
        assert polls.in_channel(db, "G1", workspace=2) == []
        assert polls.of_body(db, body, states=list(State), workspace=2, most=9) == []


@pytest.mark.parametrize("masked", [False, True])
def test_a_result_comes_back_as_it_was_frozen(
    database: Database, body: int, electorate: list[Seat], voters: list[Person], masked: bool
) -> None:
    poll = opened(database, body, electorate, method=Method.SECRET, quorum=2, tie=Tie.SECOND_ROUND)
    for who, choice in zip(voters, (Choice.FOR, Choice.AGAINST) * (1 if masked else 3), strict=False):
        vote_secretly(database, poll, who, choice)
    with database.begin() as db:
        closed = votes.close(poll, boxes.box(db, poll), now=CLOSES)
        polls.close(db, closed.poll, closed.result, was=poll)
    with database.read() as db:
        assert polls.result(db, poll.id) == closed.result
    assert closed.result.masked is masked


def test_a_vote_closes_only_once(database: Database, body: int, electorate: list[Seat]) -> None:
    poll = opened(database, body, electorate)
    with database.begin() as db:
        closed = votes.close(poll, boxes.box(db, poll), now=CLOSES)
        polls.close(db, closed.poll, closed.result, was=poll)
    with database.begin() as db, pytest.raises(Refusal, match="net voor"):
        polls.close(db, closed.poll, closed.result, was=poll)


def test_a_tie_is_broken_only_once(database: Database, body: int, electorate: list[Seat]) -> None:
    poll = opened(database, body, electorate)
    act = votes.TieBreak(
        poll=poll.id,
        accepted=(poll.lines[0].id,),
        authority=votes.Authority.CHAIR,
        noted_by=electorate[0].member,
        noted_at=NOW,
    )
    with database.begin() as db:
        ties.keep(db, act)
    with database.begin() as db, pytest.raises(Refusal, match="al beslist"):
        ties.keep(db, act)
    with database.read() as db:
        assert ties.of(db, poll.id) == act


# At the same moment.


def at_once(*deeds: Callable[[], None]) -> list[BaseException]:
    """All deeds in threads that begin together; what they raised, save refusals."""
    start = threading.Barrier(len(deeds))

    def run(deed: Callable[[], None]) -> None:
        start.wait()
        with suppress(Refusal):
            deed()

    with ThreadPoolExecutor(len(deeds)) as threads:
        done = [threads.submit(run, deed) for deed in deeds]
    return [error for each in done if (error := each.exception()) is not None]


@pytest.fixture
def second(database: Database, database_url: str) -> Iterator[Database]:
    """Another bot on the same database."""
    with Database(database_url, now=lambda: NOW) as other:
        yield other


def test_ballots_of_many_at_once_are_all_in_the_box_once(
    database: Database, second: Database, body: int, electorate: list[Seat], voters: list[Person]
) -> None:
    poll = opened(database, body, electorate)
    line = poll.lines[0].id
    deeds = [
        lambda who=who, on=on: vote(on, poll, who, line, Choice.FOR) for who in voters for on in (database, second)
    ]
    assert at_once(*deeds) == []
    with database.read() as db:
        assert boxes.box(db, poll).tally(line).for_ == len(voters)
        assert polls.all_voted(db, poll.id)


def test_a_secret_ballot_cast_on_two_devices_counts_once(
    database: Database, second: Database, body: int, electorate: list[Seat], voters: list[Person]
) -> None:
    poll = opened(database, body, electorate, method=Method.SECRET)
    deeds = [
        lambda who=who, on=on, choice=choice: vote_secretly(on, poll, who, choice)
        for who in voters
        for on, choice in ((database, Choice.FOR), (second, Choice.AGAINST))
    ]
    assert at_once(*deeds) == []
    with database.read() as db:
        box = boxes.box(db, poll)
    assert (box.voted, box.tally(poll.lines[0].id).cast) == (8, 8)


def test_what_arrives_while_it_closes_is_either_counted_or_refused(
    database: Database, second: Database, body: int, electorate: list[Seat], voters: list[Person]
) -> None:
    poll = opened(database, body, electorate)
    line, answered = poll.lines[0].id, []

    def cast(who: Person, on: Database) -> None:
        vote(on, poll, who, line, Choice.FOR)
        answered.append(who.user)

    def close() -> None:
        with second.begin() as db:
            held = polls.load(db, poll.id, workspace=WORKSPACE, hold=True)
            closed = votes.close(held, boxes.box(db, held), now=CLOSES)
            polls.close(db, closed.poll, closed.result, was=held)

    deeds = [lambda who=who, on=on: cast(who, on) for who, on in zip(voters, (database, second) * 4, strict=True)]
    assert at_once(*deeds[:4], close, *deeds[4:]) == []
    with database.read() as db:
        result = polls.result(db, poll.id)
    assert result is not None
    assert result.voted == len(answered)


# Secrecy.


def test_nothing_in_the_tables_joins_a_voter_to_a_secret_ballot(
    database: Database, body: int, electorate: list[Seat], voters: list[Person]
) -> None:
    poll = opened(database, body, electorate, method=Method.SECRET)
    seen: list[list[str]] = []
    for who, choice in zip(voters, (Choice.FOR, Choice.AGAINST) * 4, strict=True):
        vote_secretly(database, poll, who, choice)
        with database.read() as db:
            seen.append(list(db.scalars(select(SecretBallotRow.paper))))
    for before, after in pairwise(seen):
        assert not set(before) & set(after), "every ballot gives the whole box new keys"
    columns = set(SecretBallotRow.__table__.columns.keys())
    assert columns == {"paper", "poll_id", "line_id", "choice"}


def test_every_row_of_a_secret_vote_is_written_by_every_ballot(
    database: Database, body: int, electorate: list[Seat], voters: list[Person]
) -> None:
    if database.url.get_backend_name() == "sqlite":
        pytest.skip("SQLite keeps no version of a row")
    poll = opened(database, body, electorate, method=Method.SECRET)
    for who in voters[:5]:
        vote_secretly(database, poll, who, Choice.FOR)
    with database.read() as db:
        for table in (SeatRow, SecretBallotRow):
            versions = select(literal_column("xmin::text", String)).select_from(table).distinct()
            assert len(db.scalars(versions).all()) == 1


def test_the_file_and_its_journal_say_nothing_of_the_order_of_ballots(
    sqlite_url: str, body_on: Callable[[Database], int]
) -> None:
    path = sqlite_url.removeprefix("sqlite:///")
    with Database(sqlite_url, now=lambda: NOW) as database:
        body = body_on(database)
        with database.begin() as db:
            seats = [_seated(db, body, n) for n in range(1, 6)]
        people_ = [somebody(body, seat, n) for n, seat in enumerate(seats, start=1)]
        poll = opened(database, body, seats, method=Method.SECRET)
        for who, choice in zip(people_, (Choice.FOR, Choice.AGAINST, Choice.FOR), strict=False):
            vote_secretly(database, poll, who, choice)
            assert database.clear_journal()
            with open(f"{path}-wal", "rb") as journal:  # noqa: PTH123 - the journal as an outsider would open it.
                assert journal.read() == b""
        with closing_it(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as outside:
            rows = outside.execute("SELECT rowid, * FROM poll_seats ORDER BY rowid").fetchall()
            assert [row[2] for row in rows] == [seat.mandate for seat in seats], "seats stand as they were opened"
            with pytest.raises(sqlite3.OperationalError, match="rowid"):
                outside.execute("SELECT rowid FROM secret_ballots")
        with database.begin() as db:
            boxes.destroy_secret(db, poll.id)
            papers = list(db.scalars(select(SecretBallotRow.paper)))
        database.clear_journal()
        assert papers == []


def test_the_journal_waits_for_who_still_reads_and_is_empty_after_that(
    sqlite_url: str, body_on: Callable[[Database], int]
) -> None:
    with Database(sqlite_url, now=lambda: NOW) as database:
        body = body_on(database)
        with database.read() as reading:
            people.members(reading, body)
            with database.begin() as db:
                _seated(db, body, 1)
            assert not database.clear_journal()
        assert database.clear_journal()


def test_destroyed_papers_are_not_in_the_file_any_more(sqlite_url: str, body_on: Callable[[Database], int]) -> None:
    path = sqlite_url.removeprefix("sqlite:///")
    with Database(sqlite_url, now=lambda: NOW) as database:
        body = body_on(database)
        with database.begin() as db:
            seats = [_seated(db, body, n) for n in range(1, 6)]
        poll = opened(database, body, seats, method=Method.SECRET)
        known: set[str] = set()
        for number, seat in enumerate(seats, start=1):
            vote_secretly(database, poll, somebody(body, seat, number), Choice.FOR)
            with database.read() as db:
                known |= set(db.scalars(select(SecretBallotRow.paper)))
        with database.begin() as db:
            boxes.destroy_secret(db, poll.id)
        database.clear_journal()
        with open(path, "rb") as file:  # noqa: PTH123 - the file as an outsider would open it.
            content = file.read()
    assert [paper for paper in known if paper.encode() in content] == []


# Named ballots.


def test_the_seat_is_done_when_every_line_has_a_ballot(
    database: Database, body: int, electorate: list[Seat], voters: list[Person]
) -> None:
    lines = tuple(Line(id=0, text=name, member=seat.member) for name, seat in zip("AB", electorate, strict=False))
    poll = opened(database, body, electorate, lines=lines, places=2)
    first, last = (line.id for line in poll.lines)
    vote(database, poll, voters[0], first, Choice.FOR)
    with database.read() as db:
        assert not polls.seats(db, poll.id)[0].has_voted
        assert boxes.turnout(db, poll) == 1
    vote(database, poll, voters[0], last, Choice.AGAINST)
    with database.read() as db:
        assert polls.seats(db, poll.id)[0].has_voted
        assert len(polls.missing(db, poll.id)) == 7


def test_ballots_come_back_by_seat_and_line(
    database: Database, body: int, electorate: list[Seat], voters: list[Person]
) -> None:
    poll = opened(database, body, electorate)
    line = poll.lines[0].id
    vote(database, poll, voters[1], line, Choice.ABSTAIN)
    with database.read() as db:
        assert boxes.ballots(db, poll.id) == [
            Ballot(line=line, mandate=electorate[1].mandate, choice=Choice.ABSTAIN, cast_at=NOW)
        ]
        found = boxes.mine_in(db, [poll.id], [electorate[1].member])
    assert found == {poll.id: {line: Choice.ABSTAIN}}


def test_after_ratification_only_the_result_is_left(
    database: Database, body: int, electorate: list[Seat], voters: list[Person]
) -> None:
    poll = opened(database, body, electorate)
    for choice in (Choice.FOR, Choice.AGAINST):
        vote(database, poll, voters[0], poll.lines[0].id, choice)
    with database.begin() as db:
        closed = votes.close(poll, boxes.box(db, poll), now=CLOSES)
        polls.close(db, closed.poll, closed.result, was=poll)
        boxes.destroy(db, poll.id)
    with database.read() as db:
        assert boxes.ballots(db, poll.id) == []
        assert polls.result(db, poll.id) == closed.result
