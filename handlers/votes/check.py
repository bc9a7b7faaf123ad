"""Before a vote opens: the ticker looks at its channel and who is in it, and opens the vote when all is well.

One errand reads one page of people and asks for the next, as the survey of a body does.
"""

from collections.abc import Collection
from datetime import datetime

from slack_sdk import WebClient

from bot import candidacies as rules
from bot import mandates, votes
from bot.bodies import Body, Electorate
from bot.channels import Channel, Purpose, Worry, worries
from bot.errors import Refusal
from bot.people import clock
from bot.votes import Poll, Roll, State
from handlers.bodies import survey
from handlers.candidacies import keep as candidacies
from handlers.desk import Desk
from handlers.votes import closing, keep, nudges, speech, tell
from handlers.votes.around import Around, around
from handlers.words import ChannelLink, Sentence, Words
from storage import bodies, channels, outbox
from storage import candidacies as stored_candidacies
from storage import mandates as stored_mandates
from storage.database import Session
from storage.outbox import Letter
from storage.votes import polls

CHECK = "votes.check"


def channel_for(body: Body, electorate: Electorate) -> str:
    """Where a vote is held: where its electorate meets."""
    return body.committee_channel if electorate is Electorate.COMMITTEE else body.plenary_channel


def ask(db: Session, poll: Poll, *, workspace: int, run: str, cursor: str = "") -> None:
    """Have the channel looked at, then the vote opened. `run` tells one try from the next."""
    outbox.tell(
        db,
        CHECK,
        workspace=workspace,
        to=outbox.errand(CHECK),
        key=f"{CHECK}:{poll.id}:{run}:{cursor}",
        about={"poll": poll.id, "run": run, "cursor": cursor},
        body=poll.body,
    )


def run(desk: Desk, client: WebClient, letter: Letter) -> None:
    """Look at the channel, or read one page of its people; behind the last page the vote opens."""
    cursor = str(letter.about["cursor"])
    with desk.sessions.read() as db:
        poll = polls.load(db, letter.about["poll"], workspace=letter.workspace)
        body = bodies.load(db, poll.body, workspace=letter.workspace)
        team = bodies.team(db, letter.workspace)
    if poll.state is not State.DRAFT:
        return None
    id_ = channel_for(body, poll.electorate)
    if not cursor:
        found = survey.look(client, id_)
        with desk.sessions.begin() as db:
            channels.keep(db, found, workspace=body.workspace, now=desk.now())
        if worries(found, Purpose.COMMITTEE):
            return _open(desk, poll.id, workspace=body.workspace)
    users, further = survey.page(client, id_, cursor)
    guests = [user for user in users if _is_guest(client, user, team=team)]
    with desk.sessions.begin() as db:
        if guests:
            channels.guest_seen(db, id_, workspace=body.workspace)
        if further:
            ask(db, poll, workspace=body.workspace, run=str(letter.about["run"]), cursor=further)
    return None if further else _open(desk, poll.id, workspace=body.workspace)


def _is_guest(client: WebClient, user: str, *, team: str) -> bool:
    found = survey.colleague(client, user, team=team)
    return found is not None and found.guest


def _open(desk: Desk, id_: int, *, workspace: int) -> None:
    """Open the vote with the electorate of this moment; or tell who wanted it why not."""
    with desk.sessions.begin() as db:
        poll = polls.load(db, id_, workspace=workspace, hold=True)
        if poll.state is not State.DRAFT:
            return
        here, by = around(db, poll, workspace=workspace), clock(workspace=workspace, body=poll.body)
        if worries_of(db, here.body, poll.electorate):
            tell.unopened(db, here)
            return
        try:
            electorate = roll(db, poll, body=here.body, now=desk.now())
            opened = votes.open_up(poll, electorate, now=desk.now())
            candidacies.into_vote(db, keep.standing(poll), body=poll.body, by=by, now=desk.now())
        except Refusal:
            # Nothing was written yet: the first to be withdrawn is refused before any is stored.
            tell.unopened(db, here)
            return
        polls.open_up(db, opened, electorate, was=poll)
        keep.note(db, "open", opened, by=by, now=desk.now(), entitled=opened.entitled)
        tell.opened(db, here.now(opened), channel=channel_for(here.body, poll.electorate))
        closing.on_time(db, here.now(opened))
        nudges.plan(db, here.now(opened), now=desk.now())


def roll(db: Session, poll: Poll, *, body: Body, now: datetime) -> Roll:
    """The electorate of a vote as the mandates stand now."""
    return roll_for(
        db,
        body=body,
        electorate=poll.electorate,
        candidates=poll.candidates,
        candidate_votes=poll.candidate_votes,
        now=now,
    )


def roll_for(
    db: Session,
    *,
    body: Body,
    electorate: Electorate,
    candidates: Collection[int],
    candidate_votes: bool,
    now: datetime,
) -> Roll:
    """The electorate for these candidates as the mandates stand now."""
    today = now.astimezone(body.zone).date()
    held = stored_mandates.of_body(db, body.id, since=today)
    lent = stored_mandates.replacements(db, body.id, since=today)
    return votes.roll(
        mandates.on(today, held, lent),
        electorate=electorate,
        candidates=candidates,
        candidate_votes=candidate_votes,
    )


def worries_of(db: Session, body: Body, electorate: Electorate) -> tuple[Worry, ...]:
    """What is wrong with the channel of a vote, as it was last seen."""
    id_ = channel_for(body, electorate)
    seen = channels.seen(db, [id_], workspace=body.workspace)
    return worries(seen.get(id_, Channel(id=id_, visible=False)), Purpose.COMMITTEE)


def obstacles(db: Session, here: Around, *, now: datetime, words: Words) -> list[Sentence]:
    """Why a draft does not open, in words; none when it could now."""
    poll, channel = here.poll, channel_for(here.body, here.poll.electorate)
    found = [
        words.say(speech.WORRIES[worry], channel=ChannelLink(channel))
        for worry in worries_of(db, here.body, poll.electorate)
    ]
    try:
        votes.open_up(poll, roll(db, poll, body=here.body, now=now), now=now)
        for each in stored_candidacies.by_ids(db, keep.standing(poll), body=poll.body):
            rules.into_vote(each)
    except Refusal as refusal:
        found.append(words.say(refusal.sentence, **refusal.facts))
    return found
