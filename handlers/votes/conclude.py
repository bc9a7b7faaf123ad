"""What follows from a result: candidates are put forward, and the plenary gets its point."""

from datetime import datetime

from bot import votes
from bot.bodies import Tie
from bot.people import Person
from bot.votes import Result
from handlers.candidacies import keep as candidacies
from handlers.votes import keep, point
from handlers.votes.around import Around
from storage.database import Session
from storage.votes import boxes, polls


def conclude(db: Session, here: Around, result: Result, *, by: Person, now: datetime, by_meeting: bool = False) -> None:
    """Do what the result asks. `by_meeting`: the meeting itself broke the tie, so nothing is left to ratify."""
    poll, workspace = here.poll, here.body.workspace
    ids = keep.candidacies_of(poll)
    if ids:
        candidacies.proposed(db, poll, result, workspace=workspace, now=now)
    if result.deadlock is not None:
        if result.deadlock.rule is Tie.TO_MEETING:
            to_meeting(db, here, result, now=now)
        return
    if not poll.needs_ratification or not result.accepted:
        return
    if by_meeting:
        polls.save(db, votes.ratify(poll, result, agreed=True, by=by), was=poll)
        boxes.destroy(db, poll.id)
        candidacies.ratified(db, ids, body=poll.body, agreed=True, by=by, now=now)
        return
    point.put_on_agenda(db, here, result, title=point.title(db, here), now=now)


def to_meeting(db: Session, here: Around, result: Result, *, now: datetime) -> None:
    """Put on the next plenary agenda what the vote left open."""
    point.put_on_agenda(db, here, result, title=point.open_title(here), now=now)
