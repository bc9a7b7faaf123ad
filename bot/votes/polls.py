"""What a vote is: its lines, who has a seat in it, what was fixed at opening, and where it stands."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.bodies import Electorate, MajorityBase, Method, Tie
from bot.errors import N_, Refusal


class State(StrEnum):
    """Where a vote stands (domain.md 5). `not_ratified`: the plenary did not follow it."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    RATIFIED = "ratified"
    NOT_RATIFIED = "not_ratified"
    CANCELLED = "cancelled"


class Choice(StrEnum):
    """Keuze."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"


class Invalid(StrEnum):
    """Why a vote is *niet geldig*; never the same as rejected."""

    NO_BALLOTS = "no_ballots"
    NO_QUORUM = "no_quorum"
    NO_BASE = "no_base"


MAY_GO_ON = frozenset({Invalid.NO_BALLOTS, Invalid.NO_QUORUM})
"""A vote that too few took part in may still be given more time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing to be for or against: a proposal, or a candidate with their member id and candidacy."""

    id: int
    text: str
    member: int | None = None
    candidacy: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """One voice: a mandate, and the member in charge of it when the vote opened."""

    mandate: int
    member: int
    has_voted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A voter who sits for the same organisation as a candidate: a notice, never a reason to refuse."""

    member: int
    candidate: int
    organisation: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Poll:
    """One vote. Everything but its state, closing time and outcome is fixed when it opens; times are aware.

    `places` is how many candidates can be chosen at most. `entitled` counts the seats of the electorate, `outside`
    are the members left out of it as candidates. `follows` is the vote that this one came from: a second round, or a
    vote after an objection. `note` is why it was closed early or cancelled. `decides`: no ratification follows.
    """

    id: int
    body: int
    title: str
    lines: tuple[Line, ...]
    method: Method
    places: int
    state: State
    closes_at: datetime
    opened_by: int
    electorate: Electorate
    base: MajorityBase
    tie: Tie
    quorum: int | None
    candidate_votes: bool
    decides: bool
    entitled: int = 0
    outside: tuple[int, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    opened_at: datetime | None = None
    closed_at: datetime | None = None
    extended: bool = False
    invalid: Invalid | None = None
    note: str = ""
    follows: int | None = None

    @property
    def candidates(self) -> frozenset[int]:
        """The member ids of the candidates."""
        return frozenset(line.member for line in self.lines if line.member is not None)

    @property
    def is_about_people(self) -> bool:
        """Whether candidates are voted on."""
        return any(line.member is not None for line in self.lines)

    @property
    def is_shared(self) -> bool:
        """Whether several candidates are on one ballot: then they are ranked."""
        return len(self.lines) > 1

    @property
    def needs_ratification(self) -> bool:
        """Whether the outcome is only a *voordracht*, for the plenary to decide on."""
        return self.is_about_people and not self.decides

    def line(self, id_: int) -> Line:
        """One line. Raises `Refusal` for a line of another vote."""
        for line in self.lines:
            if line.id == id_:
                return line
        raise Refusal(N_("Dit hoort niet bij deze stemming. Open de stemming opnieuw."))

    def is_open(self, now: datetime) -> bool:
        """Whether a ballot given now is in time: the clock decides, not the job that closes."""
        return self.state is State.OPEN and now < self.closes_at


def must_be_open(poll: Poll, *, now: datetime) -> None:
    """Raise `Refusal`, with the closing time, unless a ballot given now is in time."""
    if poll.is_open(now):
        return
    match poll.state:
        case State.DRAFT:
            raise Refusal(N_("Deze stemming is nog niet open."))
        case State.CANCELLED:
            raise Refusal(N_("Deze stemming is geannuleerd: je stem telt niet meer mee."))
        case State.OPEN:
            raise Refusal(N_("Te laat: deze stemming sloot op {closes}."), closes=poll.closes_at)
        case _:
            raise Refusal(N_("Te laat: deze stemming sloot op {closes}."), closes=poll.closed_at or poll.closes_at)
