"""Any sequence of deeds on a vote: what was answered counts, once, and what is over stays as it was."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from bot import votes
from bot.bodies import MajorityBase, Method, Tie
from bot.errors import Refusal
from bot.people import Role
from bot.votes import Box, Choice, Poll, Result, State
from bot.votes.results import add
from tests.bot.people import CHAIR, somebody
from tests.bot.polls import LATER, OPENED, RULES, candidates, roll_of

HOUR = timedelta(hours=1)
MEMBERS = st.integers(min_value=1, max_value=8)
CHOICES = st.sampled_from(Choice)


@dataclass
class Ballots:
    """What a store would keep: named ballots by seat and line; of secret ones who voted, and apart the ballots."""

    named: dict[tuple[int, int], Choice] = field(default_factory=dict)
    voted: set[int] = field(default_factory=set)
    secret: list[votes.SecretBallot] = field(default_factory=list)
    objections: int = 0

    def box(self, poll: Poll) -> Box:
        """The box as the rules want it."""
        if poll.method is Method.NAMED:
            return votes.box(((seat, line, choice) for (seat, line), choice in self.named.items()), lines=2)
        found = Box(voted=len(self.voted), complete=len(self.voted), objections=self.objections)
        tallies = {line.id: votes.Tally() for line in poll.lines}
        for ballot in self.secret:
            tallies[ballot.line] = add(tallies[ballot.line], ballot.choice)
        return replace(found, tallies=tallies)


class AnyVote(RuleBasedStateMachine):
    """Six seats, eight members, two candidates, and time that only goes forward."""

    @initialize(
        method=st.sampled_from(Method),
        places=st.integers(min_value=1, max_value=2),
        quorum=st.sampled_from([None, 1, 4, 6]),
        tie=st.sampled_from([Tie.TO_MEETING, Tie.REJECTED, Tie.SECOND_ROUND]),
        base=st.sampled_from(MajorityBase),
    )
    def open(self, method: Method, places: int, quorum: int | None, tie: Tie, base: MajorityBase) -> None:
        wanted = votes.Wanted(
            title="Twee kandidaten",
            lines=candidates(2),
            method=method,
            closes_at=OPENED + 8 * HOUR,
            tie=tie,
            quorum=quorum,
            places=2 if method is Method.CONSENT else places,
        )
        roll = roll_of(6)
        rules = replace(RULES, majority_base=base)
        draft = votes.draft(wanted, body=CHAIR.seats[0].body, roll=roll, by=CHAIR, now=OPENED, rules=rules)
        self.now: datetime = OPENED
        self.poll = votes.open_up(draft, roll, now=OPENED)
        self.seats = {seat.member: seat for seat in roll.seats}
        self.ballots = Ballots()
        self.answered: dict[tuple[int, int], Choice] = {}
        self.counted = 0
        self.result: Result | None = None

    @rule(hours=st.integers(min_value=1, max_value=4))
    def wait(self, hours: int) -> None:
        self.now += hours * HOUR

    @rule(member=MEMBERS, line=st.integers(min_value=1, max_value=2), choice=CHOICES)
    def vote(self, member: int, line: int, choice: Choice) -> None:
        seat = self.seats.get(member)
        mine = {of: cast for (who, of), cast in self.ballots.named.items() if seat and who == seat.mandate}
        could = self.poll.is_open(self.now)
        try:
            me = somebody(Role.COMMITTEE_MEMBER, member=member)
            ballot = votes.cast(self.poll, seat, line, choice, by=me, mine=mine, now=self.now)
        except Refusal:
            return
        assert could
        assert seat is not None
        if ballot is not None:
            self.ballots.named[ballot.mandate, ballot.line] = ballot.choice
        self.answered[seat.mandate, line] = choice

    @rule(member=MEMBERS, first=CHOICES, second=CHOICES)
    def vote_secretly(self, member: int, first: Choice, second: Choice) -> None:
        seat = self.seats.get(member)
        could = self.poll.is_open(self.now)
        try:
            me = somebody(Role.COMMITTEE_MEMBER, member=member)
            choices = {1: first, 2: second}
            voter, ballots = votes.cast_secretly(self.poll, seat, choices, by=me, now=self.now)
        except Refusal:
            return
        assert could
        assert seat is not None
        assert not seat.has_voted
        self.seats[member] = voter
        self.ballots.voted.add(voter.mandate)
        self.ballots.secret += ballots

    @rule(member=MEMBERS)
    def object(self, member: int) -> None:
        could = self.poll.is_open(self.now)
        try:
            me = somebody(Role.COMMITTEE_MEMBER, member=member)
            votes.object_to(self.poll, self.seats.get(member), "Te snel", by=me, now=self.now)
        except Refusal:
            return
        assert could
        self.ballots.objections += 1
        self.look()

    @rule()
    def look(self) -> None:
        """What a read or a tick does: close what is over."""
        box = self.ballots.box(self.poll)
        if votes.is_over(self.poll, box, now=self.now):
            self._keep(votes.close(self.poll, box, now=self.now))

    @rule()
    def close_by_hand(self) -> None:
        try:
            closed = votes.close_early(
                self.poll, self.ballots.box(self.poll), by=CHAIR, reason="Iedereen sprak", now=self.now
            )
        except Refusal:
            return
        self._keep(closed)

    @rule(hours=st.integers(min_value=1, max_value=12))
    def extend(self, hours: int) -> None:
        was = self.poll
        try:
            self.poll = votes.extend(was, was.closes_at + hours * HOUR, by=CHAIR, now=self.now)
        except Refusal:
            return
        assert not was.extended
        assert self.poll.closes_at > was.closes_at
        assert was.is_open(self.now) or was.invalid in {votes.Invalid.NO_QUORUM, votes.Invalid.NO_BALLOTS}
        self.result = None

    @rule()
    def cancel(self) -> None:
        could = self.poll.is_open(self.now)
        try:
            self.poll = votes.cancel(self.poll, by=CHAIR, reason="Verkeerde vraag", now=self.now)
        except Refusal:
            return
        assert could

    @rule()
    def go_on_to_a_second_round(self) -> None:
        if self.result is None:
            return
        try:
            again = votes.second_round(self.poll, self.result, closes_at=self.now + LONG, by=CHAIR, now=self.now)
        except Refusal:
            return
        assert self.result.deadlock is not None
        assert len(again.lines) == len(self.result.deadlock.lines)

    def _keep(self, closed: votes.Closed) -> None:
        """A vote closes once; only one that too few took part in opens again."""
        assert self.result is None
        assert self.poll.state is State.OPEN
        self.poll, self.result = closed.poll, closed.result

    @invariant()
    def every_answered_ballot_counts_and_no_other(self) -> None:
        assert self.ballots.named == self.answered
        box = self.ballots.box(self.poll)
        cast = len(self.ballots.named) + len(self.ballots.secret)
        assert sum(tally.cast for tally in box.tallies.values()) == cast
        assert all(tally.cast <= box.voted <= self.poll.entitled for tally in box.tallies.values())

    @invariant()
    def the_counter_never_goes_backwards(self) -> None:
        voted = self.ballots.box(self.poll).voted
        assert voted >= self.counted
        self.counted = voted

    @invariant()
    def nobody_is_for_more_candidates_than_there_are_places(self) -> None:
        for mandate in {seat.mandate for seat in self.seats.values()}:
            chosen = [c for (who, _), c in self.ballots.named.items() if who == mandate and c is Choice.FOR]
            assert len(chosen) <= self.poll.places

    @invariant()
    def a_closed_vote_has_a_result_that_adds_up_and_never_changes(self) -> None:
        if self.result is None:
            assert self.poll.state in {State.OPEN, State.CANCELLED}
            return
        assert self.poll.state is State.CLOSED
        box = self.ballots.box(self.poll)
        assert (self.result.voted, self.result.entitled) == (box.voted, 6)
        shown = {outcome.line: outcome.tally for outcome in self.result.outcomes if outcome.tally is not None}
        assert all(box.tally(line) == tally for line, tally in shown.items())
        assert len(self.result.accepted) <= self.poll.places

    @invariant()
    def a_secret_vote_of_few_or_of_one_mind_shows_no_number(self) -> None:
        if self.result is None or self.poll.method is not Method.SECRET:
            return
        box = self.ballots.box(self.poll)
        if box.voted < 5 or any(box.tally(line.id).is_unanimous for line in self.poll.lines):
            hidden = {(outcome.tally, outcome.base, outcome.needed) for outcome in self.result.outcomes}
            assert hidden == {(None, None, None)}


LONG = LATER - OPENED
TestAnyVote = AnyVote.TestCase
TestAnyVote.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
