"""**Namens lid stemmen**: a ballot for a member without Slack, entered by one and confirmed by another."""

from bot import votes
from bot.bodies import Method
from bot.errors import N_, Refusal
from bot.people import May, Person
from bot.votes import Choice, Poll, Seat
from handlers import kit
from handlers.desk import Desk
from handlers.payload import Action, Submission
from handlers.reply import Reply
from handlers.votes import cast, closing, keep, speech, tell
from handlers.votes.around import around
from storage import people as stored_people
from storage.database import Session
from storage.people import Member
from storage.votes import boxes, polls

MOST_OFFERED = 100


def ask(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """The form: who, and what they say."""
    with desk.sessions.read() as db:
        poll = polls.get(db, action.id, within=me)
        me.must_be_allowed(May.ACT_FOR_OTHERS, in_=poll.body)
        offline = _offline(db, poll)
    votes.must_be_open(poll, now=desk.now())
    if poll.method is Method.SECRET:
        raise Refusal(N_("In een geheime stemming kan niemand namens een ander stemmen."))
    if not offline:
        raise Refusal(N_("Iedereen die mag stemmen heeft Slack: niemand hoeft namens een ander te stemmen."))
    reply.open(
        "votes/behalf",
        poll=poll.id,
        title=poll.title,
        members=[kit.Choice(seat.mandate, member.name) for seat, member in offline][:MOST_OFFERED],
        consent=poll.method is Method.CONSENT,
        fields=[[f"choice_{line.id}", speech.label(reply.words, poll, line)] for line in poll.lines],
        choices=[kit.Choice(choice.value, reply.words.say(label)) for choice, label in speech.CHOICES.items()],
    )


def submit(submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """A named ballot waits for somebody else's confirmation; an objection counts at once."""
    now = desk.now()
    with desk.sessions.begin() as db:
        poll = _held(db, submission.id("poll"), me=me, desk=desk)
        me.must_be_allowed(May.ACT_FOR_OTHERS, in_=poll.body)
        chosen = submission.choice("member")
        seat, member = _of(db, poll, int(chosen) if chosen else 0)
        is_open = poll.is_open(now)
        if is_open and poll.method is Method.CONSENT:
            objection = votes.object_to(poll, seat, submission.text("reason"), by=me, now=now, on_behalf=True)
            boxes.object_to(db, poll.id, objection)
            closing.finish(db, votes.close(poll, boxes.box(db, poll), now=now), was=poll, by=me, now=now)
        elif is_open:
            _enter(db, poll, seat, member, submission, me=me, desk=desk)
    if not is_open:
        votes.must_be_open(poll, now=now)
    if poll.method is Method.CONSENT:
        reply.done("Het bezwaar is genoteerd namens {name}.", name=member.name)
    else:
        reply.done(
            "Genoteerd namens {name}. Het telt zodra een tweede ondersteuner of de voorzitter het bevestigt.",
            name=member.name,
        )


def confirm(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Bevestig**: from now on the ballot counts."""
    poll_id, _, mandate_id = action.value.partition(":")
    if not poll_id.isdigit() or not mandate_id.isdigit():
        raise Refusal(N_("Dit is verouderd. Open de stemming opnieuw met /stemming."))
    now, mandate = desk.now(), int(mandate_id)
    with desk.sessions.begin() as db:
        poll = _held(db, int(poll_id), me=me, desk=desk)
        me.must_be_allowed(May.RUN_VOTES, in_=poll.body)
        is_open = poll.is_open(now)
        if is_open:
            _confirm(db, poll, mandate, me=me, desk=desk)
    votes.must_be_open(poll, now=now)
    reply.say("Bevestigd: de stem telt mee.")


def _enter(
    db: Session, poll: Poll, seat: Seat, member: Member, submission: Submission, *, me: Person, desk: Desk
) -> None:
    before, now = boxes.mine(db, poll.id, seat.mandate), desk.now()
    given = {line.id: submission.choice(f"choice_{line.id}") for line in poll.lines}
    choices = {line: Choice(choice) for line, choice in given.items() if choice is not None}
    mine, entries = dict(before), []
    for line, choice in sorted(choices.items(), key=lambda each: each[1] is Choice.FOR):
        entry = votes.enter(poll, seat, line, choice, by=me, has_slack=_has_slack(member), mine=mine, now=now)
        if entry is not None:
            entries.append(entry)
            mine[line] = choice
    if not entries:
        raise Refusal(N_("Deze stem zit al in de stembus."), about="member")
    boxes.enter(db, poll, entries)
    keep.note(db, "enter", poll, by=me, now=now, mandate=seat.mandate)
    again = f"{now.timestamp():.6f}"
    asked = tell.confirmation_asked(
        db, around(db, poll, workspace=me.workspace), seat.mandate, entered_by=me.member_in(poll.body), again=again
    )
    if not asked:
        raise Refusal(
            N_("Niemand anders kan dit bevestigen: daar is een tweede ondersteuner of de voorzitter voor nodig."),
            about="member",
        )


def _confirm(db: Session, poll: Poll, mandate: int, *, me: Person, desk: Desk) -> None:
    entries = boxes.entries(db, poll.id, mandate)
    if not entries:
        raise Refusal(N_("Deze stem is al bevestigd, of ze is ingetrokken."))
    before = boxes.mine(db, poll.id, mandate)
    mine, ballots = dict(before), []
    for entry in sorted(entries, key=lambda each: each.choice is Choice.FOR):
        ballots.append(votes.confirm(poll, entry, by=me, mine=mine, now=desk.now()))
        mine[entry.line] = entry.choice
    boxes.cast(db, poll, ballots, before=before)
    boxes.drop_entries(db, poll.id, mandate)
    keep.note(db, "confirm", poll, by=me, now=desk.now(), mandate=mandate)
    first = entries[0]
    tell.confirmed(
        db,
        around(db, poll, workspace=me.workspace),
        mandate,
        entered_by=first.entered_by,
        again=f"{first.entered_at.timestamp():.6f}",
    )
    cast.voted(db, poll, workspace=me.workspace, now=desk.now())


def _offline(db: Session, poll: Poll) -> list[tuple[Seat, Member]]:
    """The seats whose members cannot vote here themselves, by name."""
    seats = polls.seats(db, poll.id)
    members = stored_people.names(db, [seat.member for seat in seats], body=poll.body)
    found = [(seat, members[seat.member]) for seat in seats if not _has_slack(members[seat.member])]
    return sorted(found, key=lambda each: each[1].name.casefold())


def _of(db: Session, poll: Poll, mandate: int) -> tuple[Seat, Member]:
    found = next((each for each in _offline(db, poll) if each[0].mandate == mandate), None)
    if found is None:
        raise Refusal(N_("Kies een stemgerechtigd lid zonder Slack."), about="member")
    return found


def _has_slack(member: Member) -> bool:
    return member.slack_user is not None and not member.deactivated


def _held(db: Session, id_: int, *, me: Person, desk: Desk) -> Poll:
    poll = polls.load(db, id_, workspace=me.workspace, hold=True)
    me.member_in(poll.body)
    return closing.settle(db, poll, workspace=me.workspace, now=desk.now())
