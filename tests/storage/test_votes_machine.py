"""Any sequence of deeds on a stored vote: what was answered is in the box, once, and what is closed stays as it was."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from bot import mandates as mandate_rules
from bot import votes
from bot.bodies import Body, Method, RuleSheet, Tie
from bot.errors import Refusal
from bot.mandates import Mandate
from bot.people import Person, Role
from bot.people import Seat as Place
from bot.votes import Choice, Line, Poll, Result, State
from storage import bodies, mandates, people
from storage.database import Database, Session
from storage.votes import boxes, polls

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
SEATS = 6
MEMBERS = st.integers(min_value=0, max_value=SEATS + 1)
CHOICES = st.sampled_from(Choice)


class AnyStoredVote(RuleBasedStateMachine):
    """Six seats in the comité, two candidates from outside it, and time that only goes forward."""

    database: Database

    @initialize(
        method=st.sampled_from(Method),
        places=st.integers(min_value=1, max_value=2),
        quorum=st.sampled_from([None, 1, 4]),
        tie=st.sampled_from([Tie.TO_MEETING, Tie.REJECTED, Tie.SECOND_ROUND]),
    )
    def open(self, method: Method, places: int, quorum: int | None, tie: Tie) -> None:
        self.now = START
        with self.database.begin() as db:
            self.workspace = bodies.open_workspace(db, "T1", now=START)
            name = f"IROJ {len(bodies.of_workspace(db, self.workspace))}"
            new = Body(id=0, workspace=self.workspace, name=name, plenary_channel=f"C{name}", committee_channel="G")
            self.body = bodies.add(db, new, now=START)
            self.members = [self._join(db, number) for number in range(SEATS + 2)]
            for member in self.members[:SEATS]:
                self._seat(db, member)
            wanted = votes.Wanted(
                title="Twee kandidaten",
                lines=tuple(Line(id=0, text=f"K{m}", member=m) for m in self.members[SEATS:]),
                method=method,
                closes_at=START + 8 * HOUR,
                tie=tie,
                quorum=quorum,
                places=2 if method is Method.CONSENT else places,
            )
            roll = self._roll(db, wanted.lines)
            draft = votes.draft(wanted, body=self.body, roll=roll, by=self.chair, now=START, rules=RuleSheet())
            kept = polls.add(db, draft, channel="G")
            poll = votes.open_up(kept, roll, now=START)
            polls.open_up(db, poll, roll, was=kept)
        self.id = poll.id
        self.lines = [line.id for line in poll.lines]
        self.answered: dict[tuple[int, int], Choice] = {}
        self.secret: set[int] = set()
        self.sums = dict.fromkeys(self.lines, 0)
        self.seen = 0
        self.result: Result | None = None

    def _join(self, db: Session, number: int) -> int:
        user = f"U{self.body}-{number}"
        return people.add_member(db, body=self.body, name=user, slack_user=user, now=START)

    def _seat(self, db: Session, member: int) -> int:
        place = Mandate(id=0, body=self.body, member=member, role=Role.COMMITTEE_MEMBER, has_vote=True)
        return mandates.add(db, place)

    def _roll(self, db: Session, lines: tuple[Line, ...]) -> votes.Roll:
        today = self.now.date()
        held = mandates.of_body(db, self.body, since=today)
        candidates = [line.member for line in lines if line.member is not None]
        places = mandate_rules.on(today, held)
        return votes.roll(places, electorate=RuleSheet().electorate, candidates=candidates)

    def _person(self, number: int, *roles: Role) -> Person:
        member = self.members[number]
        place = Place(
            body=self.body,
            member=member,
            body_name="",
            plenary_channel="C",
            committee_channel="G",
            roles=frozenset(roles or {Role.COMMITTEE_MEMBER}),
        )
        return Person(workspace=self.workspace, user=f"U{self.body}-{number}", name="", seats=(place,))

    @property
    def chair(self) -> Person:
        return self._person(SEATS + 1, Role.CHAIR)

    def _deed(self, do: Callable[[Session, Poll], None]) -> bool:
        """One unit of work with the vote held, and closed first when it is over; whether it was not refused."""
        try:
            with self.database.begin() as db:
                poll = polls.load(db, self.id, workspace=self.workspace, hold=True)
                if poll.state is State.OPEN and self.now >= poll.closes_at:
                    self._close(db, poll)
                    return False
                do(db, poll)
        except Refusal:
            return False
        return True

    def _close(self, db: Session, poll: Poll) -> None:
        closed = votes.close(poll, boxes.box(db, poll), now=self.now)
        polls.close(db, closed.poll, closed.result, was=poll)
        assert self.result is None
        self.result = closed.result

    @rule(hours=st.integers(min_value=1, max_value=4))
    def wait(self, hours: int) -> None:
        self.now += hours * HOUR

    @rule(number=MEMBERS, line=st.integers(min_value=0, max_value=1), choice=CHOICES)
    def vote(self, number: int, line: int, choice: Choice) -> None:
        me, of = self._person(number), self.lines[line]

        def cast(db: Session, poll: Poll) -> None:
            seat = votes.must_be_voter(poll, polls.seat_of(db, poll.id, me.user), by=me)
            mine = boxes.mine(db, poll.id, seat.mandate)
            ballot = votes.cast(poll, seat, of, choice, by=me, mine=mine, now=self.now)
            boxes.cast(db, poll, [ballot] if ballot else [], before=mine)
            if polls.all_voted(db, poll.id):
                self._close(db, poll)

        if self._deed(cast):
            assert number < SEATS, "nobody outside the electorate"
            self.answered[number, of] = choice

    @rule(number=MEMBERS, first=CHOICES, second=CHOICES)
    def vote_secretly(self, number: int, first: Choice, second: Choice) -> None:
        me, given = self._person(number), dict(zip(self.lines, (first, second), strict=True))

        def cast(db: Session, poll: Poll) -> None:
            seat, papers = votes.cast_secretly(poll, polls.seat_of(db, poll.id, me.user), given, by=me, now=self.now)
            boxes.cast_secretly(db, poll, seat, papers)
            if polls.all_voted(db, poll.id):
                self._close(db, poll)

        if self._deed(cast):
            assert number not in self.secret, "one ballot for each seat"
            self.secret.add(number)
            for line in self.lines:
                self.sums[line] += 1

    @rule(number=MEMBERS)
    def object(self, number: int) -> None:
        me = self._person(number)

        def objected(db: Session, poll: Poll) -> None:
            objection = votes.object_to(poll, polls.seat_of(db, poll.id, me.user), "Te snel", by=me, now=self.now)
            boxes.object_to(db, poll.id, objection)
            self._close(db, poll)

        self._deed(objected)

    @rule()
    def close_by_hand(self) -> None:
        def closed(db: Session, poll: Poll) -> None:
            ended = votes.close_early(poll, boxes.box(db, poll), by=self.chair, reason="Klaar", now=self.now)
            polls.close(db, ended.poll, ended.result, was=poll)
            self.result = ended.result

        self._deed(closed)

    @rule(hours=st.integers(min_value=1, max_value=12))
    def extend(self, hours: int) -> None:
        def extended(db: Session, poll: Poll) -> None:
            after = votes.extend(poll, poll.closes_at + hours * HOUR, by=self.chair, now=self.now)
            polls.save(db, after, was=poll)
            polls.freeze(db, poll.id, None)
            self.result = None

        self._deed(extended)

    @rule()
    def cancel(self) -> None:
        def cancelled(db: Session, poll: Poll) -> None:
            polls.save(db, votes.cancel(poll, by=self.chair, reason="Fout", now=self.now), was=poll)
            boxes.destroy(db, poll.id)

        if self._deed(cancelled):
            self.answered.clear()
            self.sums = dict.fromkeys(self.lines, 0)

    @rule(number=st.integers(min_value=0, max_value=SEATS - 1))
    def end_a_mandate(self, number: int) -> None:
        with self.database.begin() as db:
            for held in mandates.of_members(db, [self.members[number]], body=self.body):
                mandates.save(db, replace(held, valid_until=self.now.date()))

    @rule()
    def seat_somebody_new(self) -> None:
        with self.database.begin() as db:
            self._seat(db, self.members[SEATS])

    @invariant()
    def what_was_answered_is_in_the_box_and_nothing_else(self) -> None:
        with self.database.read() as db:
            poll = polls.load(db, self.id, workspace=self.workspace)
            box, seats = boxes.box(db, poll), polls.seats(db, poll.id)
            kept = {(ballot.mandate, ballot.line): ballot.choice for ballot in boxes.ballots(db, poll.id)}
            frozen = polls.result(db, poll.id)
            turnout = boxes.turnout(db, poll)
        mandate_of = {seat.member: seat.mandate for seat in seats}
        assert len(seats) == SEATS
        assert kept == {
            (mandate_of[self.members[number]], line): choice for (number, line), choice in self.answered.items()
        }
        if poll.method is Method.SECRET:
            assert {line: box.tally(line).cast for line in self.lines} == self.sums
            assert {seat.member for seat in seats if seat.has_voted} == {self.members[n] for n in self.secret}
        assert frozen == self.result, "closed never changes"
        assert turnout >= self.seen or poll.state is State.CANCELLED, "no counter goes backwards"
        assert turnout <= SEATS
        self.seen = turnout
        if frozen is not None:
            shown = [outcome for outcome in frozen.outcomes if outcome.tally is not None]
            assert all(box.tally(outcome.line) == outcome.tally for outcome in shown), "the tally sums"


def test_a_stored_vote_keeps_its_promises_whatever_happens(database: Database) -> None:
    class OnThis(AnyStoredVote):
        pass

    OnThis.database = database
    run_state_machine_as_test(
        OnThis,
        settings=settings(
            max_examples=15,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=[HealthCheck.function_scoped_fixture],
        ),
    )
