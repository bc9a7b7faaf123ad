"""Votes and ballot boxes for the tests of the rules, with invented people."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.bodies import Electorate, MajorityBase, Method, RuleSheet, Tie
from bot.mandates import Mandate, Place, Replacement
from bot.people import Role
from bot.votes import Box, Line, Poll, Roll, Seat, State, Tally
from tests.bot.people import BODY

OPENED = datetime(2026, 4, 7, 8, tzinfo=UTC)
NOW = datetime(2026, 4, 8, 8, tzinfo=UTC)
CLOSES = datetime(2026, 4, 14, 15, tzinfo=UTC)
LATER = datetime(2026, 4, 21, 15, tzinfo=UTC)
RULES = RuleSheet()
QUESTION = (Line(id=1, text="Het voorstel"),)


def candidates(count: int) -> tuple[Line, ...]:
    """Lines 1 to `count` for the members 101 and up."""
    return tuple(Line(id=n, text=f"Kandidaat {n}", member=100 + n, candidacy=n) for n in range(1, count + 1))


def poll(**changes: object) -> Poll:
    """An open named vote of seven about a proposal."""
    plain = Poll(
        id=5,
        body=BODY,
        title="Voorstel",
        lines=QUESTION,
        method=Method.NAMED,
        places=1,
        state=State.OPEN,
        closes_at=CLOSES,
        opened_by=4,
        electorate=Electorate.COMMITTEE,
        base=MajorityBase.CAST_WITHOUT_ABSTENTIONS,
        tie=Tie.TO_MEETING,
        quorum=None,
        candidate_votes=False,
        decides=False,
        entitled=7,
        opened_at=OPENED,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]  # Each test names fields of a vote.


def election(count: int, places: int, **changes: object) -> Poll:
    """An open named vote between candidates."""
    return poll(lines=candidates(count), places=places, **changes)


def box_of(*tallies: tuple[int, int, int], voted: int | None = None) -> Box:
    """The box with for, against and abstain per line, in which everybody voted on every line."""
    found = {
        line: Tally(for_=for_, against=against, abstain=abstain)
        for line, (for_, against, abstain) in enumerate(tallies, start=1)
    }
    most = max((tally.cast for tally in found.values()), default=0)
    return Box(tallies=found, voted=most if voted is None else voted, complete=most if voted is None else voted)


def roll_of(count: int, *, chair: int | None = None) -> Roll:
    """An electorate of `count` members."""
    return Roll(seats=tuple(Seat(mandate=10 + n, member=n) for n in range(1, count + 1)), chair=chair)


def seat(member: int, *, has_voted: bool = False) -> Seat:
    """The seat of a member."""
    return Seat(mandate=10 + member, member=member, has_voted=has_voted)


def place(member: int, role: Role = Role.COMMITTEE_MEMBER, *, replaced_by: int | None = None, **more: object) -> Place:
    """A mandate that runs, perhaps with somebody who takes it over for a while."""
    mandate = Mandate(id=10 + member, body=BODY, member=member, role=role, has_vote=True)
    away = Replacement(id=1, mandate=mandate.id, member=replaced_by, valid_from=OPENED.date())
    return Place(
        mandate=replace(mandate, **more),  # type: ignore[arg-type]  # Each test names fields of a mandate.
        replacement=away if replaced_by else None,
    )
