"""**Bezwaar** in a consent: a reason is asked, and one objection closes the vote."""

from bot import votes
from bot.errors import N_, Refusal
from bot.people import Person
from handlers.desk import Desk
from handlers.payload import Action, Submission
from handlers.reply import Reply
from handlers.votes import closing
from storage.votes import boxes, polls


def ask(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """The form with *Reden*."""
    with desk.sessions.read() as db:
        poll = polls.get(db, action.id, within=me)
        seat = polls.seat_of(db, poll.id, me.user)
    votes.must_be_voter(poll, seat, by=me)
    votes.must_be_open(poll, now=desk.now())
    reply.open("votes/object", poll=poll.id, title=poll.title)


def submit(submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """The objection is kept, and the consent is over."""
    now = desk.now()
    with desk.sessions.begin() as db:
        poll = polls.load(db, submission.id("poll"), workspace=me.workspace, hold=True)
        me.member_in(poll.body)
        poll = closing.settle(db, poll, workspace=me.workspace, now=now)
        is_open = poll.is_open(now)
        if is_open:
            seat = polls.seat_of(db, poll.id, me.user)
            objection = votes.object_to(poll, seat, submission.text("reason"), by=me, now=now)
            boxes.object_to(db, poll.id, objection)
            closed = votes.close(poll, boxes.box(db, poll), now=now)
            closing.finish(db, closed, was=poll, by=me, now=now)
    if not is_open:
        votes.must_be_open(poll, now=now)
        raise Refusal(N_("Deze stemming is niet (meer) open."))
    reply.done("Je bezwaar is genoteerd. De consent is daarmee niet bereikt; het staat in de draad.")
