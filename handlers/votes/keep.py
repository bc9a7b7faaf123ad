"""What every deed with a vote writes down or looks up: the trail, its result, its candidacies."""

from datetime import datetime
from typing import Any

from bot import votes
from bot.people import Person
from bot.votes import Poll, Result, Verdict
from storage import audit
from storage.database import Session
from storage.votes import polls, ties

_UNDECIDED = frozenset({Verdict.TIED, Verdict.INVALID, Verdict.OBJECTED})


def note(db: Session, deed: str, poll: Poll, *, by: Person, now: datetime, **detail: Any) -> None:
    """Write a deed with a vote in the trail: never who voted what."""
    audit.note(db, f"votes.{deed}", by=by, body=poll.body, noun="poll", id_=poll.id, now=now, **detail)


def result_of(db: Session, poll: Poll) -> Result | None:
    """The frozen result, with a tie that was broken since resolved in it; None while there is none."""
    found = polls.result(db, poll.id)
    act = ties.of(db, poll.id) if found is not None and found.deadlock is not None else None
    return votes.resolved(found, act) if found is not None and act is not None else found


def candidacies_of(poll: Poll) -> list[int]:
    """The ids of the candidacies on the ballot."""
    return [line.candidacy for line in poll.lines if line.candidacy is not None]


def standing(poll: Poll) -> list[int]:
    """The ids of the candidacies that enter with this vote; those of a vote that follows another are in it already."""
    return candidacies_of(poll) if poll.follows is None else []


def undecided(result: Result) -> list[int]:
    """The lines that the vote left undecided."""
    return [outcome.line for outcome in result.outcomes if outcome.verdict in _UNDECIDED]


def is_open_ended(result: Result) -> bool:
    """Whether the vote left something undecided."""
    return bool(undecided(result))
