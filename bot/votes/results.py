"""What came out of a vote, in numbers that anybody can check; and what of it must never be shown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from bot.bodies import MajorityBase, Tie
from bot.votes.polls import Choice, Conflict, Invalid

MASKED_UNDER = 5
"""With fewer secret ballots than this only the outcome is told (domain.md 5)."""


class Verdict(StrEnum):
    """What a vote means for one line. `reserve`: more for than against, but no place was left."""

    ACCEPTED = "accepted"
    RESERVE = "reserve"
    REJECTED = "rejected"
    TIED = "tied"
    INVALID = "invalid"
    OBJECTED = "objected"


class Majority(StrEnum):
    """The rule that was applied: of the base for one line, for over against for several, no objection in consent."""

    OF_BASE = "of_base"
    FOR_OVER_AGAINST = "for_over_against"
    NO_OBJECTION = "no_objection"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """The ballots for one line."""

    for_: int = 0
    against: int = 0
    abstain: int = 0

    @property
    def cast(self) -> int:
        """All ballots, abstentions too."""
        return self.for_ + self.against + self.abstain

    @property
    def is_unanimous(self) -> bool:
        """Whether everybody gave the same ballot, so that each of them is known."""
        return self.cast > 0 and self.cast in (self.for_, self.against, self.abstain)

    def base(self, rule: MajorityBase, *, entitled: int) -> int:
        """What the majority is a majority of."""
        match rule:
            case MajorityBase.CAST_WITHOUT_ABSTENTIONS:
                return self.for_ + self.against
            case MajorityBase.CAST:
                return self.cast
            case MajorityBase.ENTITLED:
                return entitled


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """What lies in the ballot box: tallies by line id, how many seats voted, and how many of them on every line.

    A secret ballot says something of every line, so there `complete` is `voted`.
    """

    tallies: Mapping[int, Tally] = field(default_factory=dict)
    voted: int = 0
    complete: int = 0
    objections: int = 0

    def tally(self, line: int) -> Tally:
        """The ballots for a line; none is a tally as well."""
        return self.tallies.get(line, Tally())


def box(named: Iterable[tuple[int, int, Choice]], *, lines: int) -> Box:
    """The box of a named vote: the ballot of each mandate for each line, as (mandate, line, choice)."""
    tallies: dict[int, Tally] = {}
    answered: dict[int, int] = {}
    for mandate, line, choice in named:
        tallies[line] = add(tallies.get(line, Tally()), choice)
        answered[mandate] = answered.get(mandate, 0) + 1
    return Box(tallies=tallies, voted=len(answered), complete=sum(n == lines for n in answered.values()))


def add(tally: Tally, choice: Choice) -> Tally:
    """The tally with one ballot more."""
    match choice:
        case Choice.FOR:
            return replace(tally, for_=tally.for_ + 1)
        case Choice.AGAINST:
            return replace(tally, against=tally.against + 1)
        case Choice.ABSTAIN:
            return replace(tally, abstain=tally.abstain + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came out for one line. `tally`, `base` and `needed` (votes for) are None when they are not to be known."""

    line: int
    verdict: Verdict
    tally: Tally | None = None
    base: int | None = None
    needed: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadlock:
    """Lines that are equal, for how many places, and by which rule it is resolved.

    `with_majority`: each has more for than against, but there are too few places; so those must all be filled.
    """

    lines: tuple[int, ...]
    places: int
    with_majority: bool
    rule: Tie


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """The whole result. Lines stand in their rank, those of a masked one in the order of the ballot.

    `masked`: a secret vote whose numbers would give away who voted what; they are not in here, so nobody can show
    them. `base` is None when the majority was of no base; `tie` is the tie rule when it was needed.
    """

    outcomes: tuple[Outcome, ...]
    entitled: int
    voted: int
    majority: Majority
    base: MajorityBase | None = None
    quorum: int | None = None
    invalid: Invalid | None = None
    masked: bool = False
    objections: int = 0
    tie: Tie | None = None
    deadlock: Deadlock | None = None
    outside: tuple[int, ...] = ()
    conflicts: tuple[Conflict, ...] = ()

    @property
    def not_voted(self) -> int:
        """Seats that gave no ballot at all; not the same as abstentions."""
        return self.entitled - self.voted

    @property
    def accepted(self) -> tuple[int, ...]:
        """The lines that were accepted, or the candidates that were chosen."""
        return tuple(outcome.line for outcome in self.outcomes if outcome.verdict is Verdict.ACCEPTED)

    def verdict(self, line: int) -> Verdict:
        """What the vote means for a line. Raises `KeyError` for a line of another vote."""
        return {outcome.line: outcome.verdict for outcome in self.outcomes}[line]
