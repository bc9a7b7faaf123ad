"""The end of a vote: by the clock at every look, by the last ballot, by hand; and all that follows from it."""

from datetime import datetime

from bot import votes
from bot.bodies import Method
from bot.people import Person, clock
from bot.votes import Closed, Poll, State
from bot.votes.polls import MAY_GO_ON
from handlers.votes import conclude, keep, tell
from handlers.votes.around import Around, around
from storage import outbox
from storage.database import Session
from storage.votes import boxes, polls

CLOSE = "votes.close"


def on_time(db: Session, here: Around) -> None:
    """Have the vote closed when its time has come, also if nobody looks then."""
    poll = here.poll
    outbox.tell(
        db,
        CLOSE,
        workspace=here.body.workspace,
        to=outbox.errand(CLOSE),
        key=_key(poll),
        about={"poll": poll.id},
        body=here.body.id,
        at=poll.closes_at,
    )


def settle(db: Session, poll: Poll, *, workspace: int, now: datetime, after_ballot: bool = False) -> Poll:
    """The vote as it stands now: closed when its time has come, or when the last one voted. Whoever calls holds it.

    The clock decides at every look, not the job that closes (domain.md 5). `after_ballot`: somebody just voted.
    """
    if poll.state is not State.OPEN or not _is_over(db, poll, now=now, after_ballot=after_ballot):
        return poll
    closed = votes.close(poll, boxes.box(db, poll), now=now)
    finish(db, closed, was=poll, by=clock(workspace=workspace, body=poll.body), now=now)
    return closed.poll


def _is_over(db: Session, poll: Poll, *, now: datetime, after_ballot: bool) -> bool:
    """Without counting the box: that is done once, at closing."""
    return now >= poll.closes_at or (after_ballot and polls.all_voted(db, poll.id))


def finish(db: Session, closed: Closed, *, was: Poll, by: Person, now: datetime) -> None:
    """Write a closed vote with its result, and set in motion what follows from it."""
    poll, result = closed.poll, closed.result
    here = around(db, poll, workspace=by.workspace)
    polls.close(db, poll, result, was=was)
    keep.note(db, "close", poll, by=by, now=now, invalid=poll.invalid)
    if poll.method is Method.SECRET:
        if poll.invalid not in MAY_GO_ON:
            # The result is frozen and nobody counts again: what was secret is destroyed at once.
            boxes.destroy_secret(db, poll.id)
        tell.wipe(db, here)
    outbox.cancel(db, _key(poll), workspace=by.workspace)
    conclude.conclude(db, here, result, by=by, now=now)
    tell.closed(db, here, channel=polls.channel_of(db, poll.id), undecided=keep.undecided(result))


def _key(poll: Poll) -> str:
    return f"{CLOSE}:{poll.id}:{poll.closes_at.timestamp():.0f}"
