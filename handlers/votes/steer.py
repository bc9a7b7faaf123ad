"""**Sluit**, **Verleng** and **Annuleer**, and another try at opening: by support officer or chair."""

from bot import votes
from bot.bodies import Method
from bot.errors import N_, Refusal
from bot.people import May, Person
from bot.votes import Poll, State
from handlers.candidacies import keep as candidacies
from handlers.desk import Desk
from handlers.payload import Action, Submission
from handlers.reply import Reply
from handlers.votes import check, closing, keep, nudges, tell
from handlers.votes.around import around
from storage.database import Session
from storage.votes import boxes, polls


def ask_close(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Sluit** asks *Reden*."""
    poll = _for_leader(action.id, me=me, desk=desk)
    votes.must_be_open(poll, now=desk.now())
    reply.open("votes/close", poll=poll.id, title=poll.title)


def ask_extend(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Verleng** asks *Sluit op*."""
    poll = _for_leader(action.id, me=me, desk=desk)
    with desk.sessions.read() as db:
        zone = around(db, poll, workspace=me.workspace).body.zone
    proposed = max(votes.closing_for(max(desk.now(), poll.closes_at), zone=zone), poll.closes_at)
    # Asked for nothing yet: whether it can be extended at all is said before anybody fills in a form.
    votes.extend(poll, proposed, by=me, now=desk.now())
    reply.open("votes/extend", poll=poll.id, title=poll.title, closes=poll.closes_at, proposed=proposed)


def ask_cancel(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Annuleer** asks *Reden*."""
    poll = _for_leader(action.id, me=me, desk=desk)
    if poll.state is not State.DRAFT:
        votes.must_be_open(poll, now=desk.now())
    reply.open("votes/cancel", poll=poll.id, title=poll.title, secret=poll.method is Method.SECRET)


def close(submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """Closed by hand, with the reason that everybody reads."""
    with desk.sessions.begin() as db:
        poll = _held(db, submission, me=me, desk=desk)
        if poll.state is State.OPEN:
            reason = submission.text("reason")
            closed = votes.close_early(poll, boxes.box(db, poll), by=me, reason=reason, now=desk.now())
            closing.finish(db, closed, was=poll, by=me, now=desk.now())
    reply.done("De stemming is gesloten. De uitslag staat in de draad.")


def extend(submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """A later closing time, once; a vote that too few took part in goes on with its ballots."""
    until = submission.moment("closes_at")
    if until is None:
        raise Refusal(N_("Kies wanneer de stemming sluit."), about="closes_at")
    with desk.sessions.begin() as db:
        poll = _held(db, submission, me=me, desk=desk)
        after = votes.extend(poll, until, by=me, now=desk.now())
        if polls.item_of(db, poll.id) is not None:
            raise Refusal(N_("Dit staat al op de agenda van de vergadering."))
        polls.save(db, after, was=poll)
        polls.freeze(db, poll.id, None)
        keep.note(db, "extend", after, by=me, now=desk.now(), until=until.isoformat())
        here = around(db, after, workspace=me.workspace)
        closing.on_time(db, here)
        nudges.plan(db, here, now=desk.now())
        tell.changed(db, after, workspace=me.workspace)
        if poll.state is State.CLOSED:
            tell.went_on(db, here.now(poll))
    reply.done("De stemming loopt nu tot {closes}.", closes=until)


def cancel(submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """Cancelled: electorate and reason stay, ballots are destroyed."""
    with desk.sessions.begin() as db:
        poll = _held(db, submission, me=me, desk=desk)
        after = votes.cancel(poll, by=me, reason=submission.text("reason"), now=desk.now())
        polls.save(db, after, was=poll)
        boxes.destroy(db, poll.id)
        if poll.state is State.OPEN:
            candidacies.out_of_vote(db, keep.standing(poll), body=poll.body, by=me, now=desk.now())
        keep.note(db, "cancel", after, by=me, now=desk.now())
        here = around(db, after, workspace=me.workspace)
        if poll.method is Method.SECRET:
            tell.wipe(db, here)
        tell.changed(db, after, workspace=me.workspace)
    reply.done("De stemming is geannuleerd. De stemmen zijn vernietigd.")


def retry(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Opnieuw proberen**: the channel is looked at again."""
    with desk.sessions.begin() as db:
        poll = polls.load(db, action.id, workspace=me.workspace, hold=True)
        me.must_be_allowed(May.RUN_VOTES, in_=poll.body)
        if poll.state is not State.DRAFT:
            raise Refusal(N_("Deze stemming is al geopend of geannuleerd."))
        check.ask(db, poll, workspace=me.workspace, run=f"{desk.now().timestamp():.6f}")
    reply.say("Ik kijk het kanaal opnieuw na. Is alles in orde, dan opent de stemming meteen.")


def _for_leader(id_: int, *, me: Person, desk: Desk) -> Poll:
    with desk.sessions.read() as db:
        poll = polls.get(db, id_, within=me)
    me.must_be_allowed(May.RUN_VOTES, in_=poll.body)
    return poll


def _held(db: Session, submission: Submission, *, me: Person, desk: Desk) -> Poll:
    """The vote as it stands now, held; one whose time has come is closed first."""
    poll = polls.load(db, submission.id("poll"), workspace=me.workspace, hold=True)
    me.must_be_allowed(May.RUN_VOTES, in_=poll.body)
    return closing.settle(db, poll, workspace=me.workspace, now=desk.now())
