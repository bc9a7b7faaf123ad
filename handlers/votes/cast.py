"""Voting: a press on a ballot in the thread, or the form Stem from App Home and `/stemming`; named or in secret."""

from collections.abc import Mapping
from datetime import datetime

from bot import votes
from bot.bodies import Method
from bot.errors import N_, Refusal
from bot.people import Person
from bot.votes import Choice, Poll, Seat
from handlers import kit
from handlers.desk import Desk
from handlers.payload import Action, Submission
from handlers.reply import Reply
from handlers.votes import closing, objecting, speech, tell
from handlers.votes.around import around
from handlers.words import Sentence, Words
from storage.database import Session
from storage.votes import boxes, polls


def for_(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Voor** on a ballot."""
    _press(action.id, Choice.FOR, me=me, desk=desk, reply=reply)


def against(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Tegen** on a ballot."""
    _press(action.id, Choice.AGAINST, me=me, desk=desk, reply=reply)


def abstain(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Onthouding** on a ballot."""
    _press(action.id, Choice.ABSTAIN, me=me, desk=desk, reply=reply)


def ask(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Stem** and **Stem geheim**: the form that fits the method."""
    with desk.sessions.read() as db:
        poll = polls.get(db, action.id, within=me)
        seat = polls.seat_of(db, poll.id, me.user)
        given = boxes.mine(db, poll.id, seat.mandate) if seat is not None and poll.method is Method.NAMED else {}
        here = around(db, poll, workspace=me.workspace)
    if poll.method is Method.CONSENT:
        objecting.ask(action, me, desk, reply)
        return
    voter = (
        votes.must_not_have_voted(poll, seat, by=me, now=desk.now())
        if poll.method is Method.SECRET
        else votes.must_be_voter(poll, seat, by=me)
    )
    votes.must_be_open(poll, now=desk.now())
    shared = [here.name(line.member) for line in votes.conflicts_of(poll, voter)]
    reply.open(
        "votes/secret" if poll.method is Method.SECRET else "votes/named",
        poll=poll.id,
        title=poll.title,
        closes=poll.closes_at,
        places=poll.places if poll.is_shared else 0,
        fields=[
            [
                f"choice_{line.id}",
                speech.label(reply.words, poll, line),
                given[line.id].value if line.id in given else None,
            ]
            for line in poll.lines
        ],
        choices=[kit.Choice(choice.value, reply.words.say(label)) for choice, label in speech.CHOICES.items()],
        conflicts=reply.words.join(shared) if shared else None,
    )


def submit(submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """The form of a named vote was sent."""
    with desk.sessions.begin() as db:
        poll = _held(db, submission.id("poll"), me=me, now=desk.now())
        told = put(db, poll, _choices(submission, poll), me=me, now=desk.now(), words=reply.words)
    reply.done(in_time(told, poll, now=desk.now()))


def submit_secret(submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """A secret ballot: who voted and what is in the box are written with nothing that joins them."""
    with desk.sessions.begin() as db:
        poll = _held(db, submission.id("poll"), me=me, now=desk.now())
        is_open = poll.is_open(desk.now())
        if is_open:
            _put_secretly(db, poll, _choices(submission, poll), me=me, now=desk.now())
    votes.must_be_open(poll, now=desk.now())
    reply.done("Je stem zit in de stembus. Ze telt mee en kan niet meer wijzigen.")


def put(
    db: Session, poll: Poll, choices: Mapping[int, Choice], *, me: Person, now: datetime, words: Words
) -> Sentence | None:
    """Put the choices of this person in the box of a named vote, held; what to tell them. None: it came too late."""
    if not poll.is_open(now):
        return None
    seat = votes.must_be_voter(poll, polls.seat_of(db, poll.id, me.user), by=me)
    before = boxes.mine(db, poll.id, seat.mandate)
    if not choices:
        raise Refusal(N_("Kies eerst wat je stemt."), about="choices")
    mine, cast = dict(before), []
    # What is no longer for makes room before what is for takes it.
    for line, choice in sorted(choices.items(), key=lambda given: given[1] is Choice.FOR):
        ballot = votes.cast(poll, seat, line, choice, by=me, mine=mine, now=now)
        if ballot is not None:
            cast.append(ballot)
            mine[line] = choice
    boxes.cast(db, poll, cast, before=before)
    if cast:
        voted(db, poll, workspace=me.workspace, now=now)
    missing = len(poll.lines) - len(mine)
    if missing:
        return words.count(
            "Geteld: {choices}. Nog {n} kandidaat te gaan. Wijzigen kan tot {closes}.",
            "Geteld: {choices}. Nog {n} kandidaten te gaan. Wijzigen kan tot {closes}.",
            missing,
            choices=speech.choices(words, poll, mine),
            closes=poll.closes_at,
        )
    return words.say(
        "Je stem is geteld: {choices}. Wijzigen kan tot {closes}.",
        choices=speech.choices(words, poll, mine),
        closes=poll.closes_at,
    )


def voted(db: Session, poll: Poll, *, workspace: int, now: datetime) -> None:
    """After a ballot: the root shows the newest count, and the last one closes the vote."""
    if closing.settle(db, poll, workspace=workspace, now=now, after_ballot=True).state is poll.state:
        tell.counted(db, poll, workspace=workspace)


def in_time(told: Sentence | None, poll: Poll, *, now: datetime) -> Sentence:
    """What to tell; raises `Refusal`, with the closing time, for a ballot that came too late."""
    if told is None:
        votes.must_be_open(poll, now=now)
        raise Refusal(N_("Deze stemming is niet (meer) open."))
    return told


def _press(line: int, choice: Choice, *, me: Person, desk: Desk, reply: Reply) -> None:
    with desk.sessions.begin() as db:
        poll = polls.of_line(db, line, workspace=me.workspace)
        poll = closing.settle(db, poll, workspace=me.workspace, now=desk.now())
        told = put(db, poll, {line: choice}, me=me, now=desk.now(), words=reply.words)
    reply.say(in_time(told, poll, now=desk.now()))


def _put_secretly(db: Session, poll: Poll, choices: Mapping[int, Choice], *, me: Person, now: datetime) -> None:
    seat: Seat | None = polls.seat_of(db, poll.id, me.user)
    voter, ballots = votes.cast_secretly(poll, seat, choices, by=me, now=now)
    boxes.cast_secretly(db, poll, voter, ballots)
    tell.wipe(db, around(db, poll, workspace=me.workspace))
    voted(db, poll, workspace=me.workspace, now=now)


def _held(db: Session, id_: int, *, me: Person, now: datetime) -> Poll:
    poll = polls.load(db, id_, workspace=me.workspace, hold=True)
    me.member_in(poll.body)
    return closing.settle(db, poll, workspace=me.workspace, now=now)


def _choices(submission: Submission, poll: Poll) -> dict[int, Choice]:
    given = {line.id: submission.choice(f"choice_{line.id}") for line in poll.lines}
    return {line: Choice(choice) for line, choice in given.items() if choice is not None}
