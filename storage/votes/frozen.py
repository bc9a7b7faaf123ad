"""A result as JSON and back: what is not to be known is not in it, so that nobody can find it there."""

from collections.abc import Mapping
from typing import Any

from bot.bodies import MajorityBase, Tie
from bot.votes import Conflict, Deadlock, Invalid, Majority, Outcome, Result, Tally, Verdict


def written(result: Result) -> dict[str, Any]:
    """The result as the database keeps it."""
    tied = result.deadlock
    return {
        "outcomes": [_outcome(each) for each in result.outcomes],
        "entitled": result.entitled,
        "voted": result.voted,
        "majority": result.majority.value,
        "base": result.base,
        "quorum": result.quorum,
        "invalid": result.invalid,
        "masked": result.masked,
        "objections": result.objections,
        "tie": result.tie,
        "deadlock": tied and {"lines": tied.lines, "places": tied.places, "all": tied.with_majority, "rule": tied.rule},
        "outside": result.outside,
        "conflicts": conflicts_written(result.conflicts),
    }


def read(kept: Mapping[str, Any]) -> Result:
    """The result behind what was `written`."""
    return Result(
        outcomes=tuple(_read_outcome(each) for each in kept["outcomes"]),
        entitled=kept["entitled"],
        voted=kept["voted"],
        majority=Majority(kept["majority"]),
        base=None if kept["base"] is None else MajorityBase(kept["base"]),
        quorum=kept["quorum"],
        invalid=None if kept["invalid"] is None else Invalid(kept["invalid"]),
        masked=kept["masked"],
        objections=kept["objections"],
        tie=None if kept["tie"] is None else Tie(kept["tie"]),
        deadlock=None if kept["deadlock"] is None else _deadlock(kept["deadlock"]),
        outside=tuple(kept["outside"]),
        conflicts=conflicts_read(kept["conflicts"]),
    )


def conflicts_written(conflicts: tuple[Conflict, ...]) -> list[list[int]]:
    """Each as member, candidate, organisation."""
    return [[each.member, each.candidate, each.organisation] for each in conflicts]


def conflicts_read(kept: list[list[int]]) -> tuple[Conflict, ...]:
    """The conflicts behind what was written."""
    return tuple(Conflict(member=member, candidate=candidate, organisation=org) for member, candidate, org in kept)


def _outcome(outcome: Outcome) -> dict[str, Any]:
    told: dict[str, Any] = {"line": outcome.line, "verdict": outcome.verdict.value}
    if outcome.tally is not None:
        told["tally"] = [outcome.tally.for_, outcome.tally.against, outcome.tally.abstain]
        told["base"], told["needed"] = outcome.base, outcome.needed
    return told


def _read_outcome(kept: Mapping[str, Any]) -> Outcome:
    tally = kept.get("tally")
    return Outcome(
        line=kept["line"],
        verdict=Verdict(kept["verdict"]),
        tally=None if tally is None else Tally(for_=tally[0], against=tally[1], abstain=tally[2]),
        base=kept.get("base"),
        needed=kept.get("needed"),
    )


def _deadlock(kept: Mapping[str, Any]) -> Deadlock:
    return Deadlock(
        lines=tuple(kept["lines"]), places=kept["places"], with_majority=kept["all"], rule=Tie(kept["rule"])
    )
