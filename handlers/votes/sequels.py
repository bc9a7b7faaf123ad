"""What can come after a vote without an outcome: more time, a second round, another vote, the chair, the meeting."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from bot import votes
from bot.bodies import Method, Tie
from bot.errors import N_, Refusal
from bot.people import May, Person
from bot.votes import Poll, Result, State
from bot.votes.polls import MAY_GO_ON
from handlers import kit
from handlers.candidacies import keep as candidacies
from handlers.desk import Desk
from handlers.payload import Action, Submission
from handlers.reply import Reply
from handlers.votes import conclude, keep, opening, speech, tell
from handlers.votes.around import Around, around
from handlers.words import Sentence, Words
from storage import items as stored_items
from storage import meetings as stored_meetings
from storage.database import Session
from storage.votes import boxes, polls, ties

_NOTHING_OPEN = N_("Hier valt niets meer over te beslissen.")


def deeds(db: Session, poll: Poll, result: Result | None, *, words: Words) -> list[list[Any]]:
    """The buttons for a closed vote: action and label of each; none when something came after it already."""
    if poll.state is not State.CLOSED or result is None or polls.after(db, poll.id):
        return []
    has_item = polls.item_of(db, poll.id) is not None
    found: list[list[Any]] = []
    if poll.invalid in MAY_GO_ON and not poll.extended and not has_item:
        found.append(["votes.extend", words.say("Verleng")])
    if result.objections and not has_item:
        found.append(["votes.instead", words.say("Stemming openen")])
    if result.deadlock is not None:
        match result.deadlock.rule:
            case Tie.SECOND_ROUND:
                found.append(["votes.second", words.say("Tweede ronde")])
            case Tie.CHAIR_DECIDES:
                found.append(["votes.decide", words.say("Beslis")])
            case _:
                found.append(["votes.decide", words.say("Beslissing noteren")])
    if keep.is_open_ended(result) and not has_item:
        found.append(["votes.agenda", words.say("Op de agenda")])
    return found


def next_step(db: Session, here: Around, result: Result, *, words: Words) -> Sentence | None:
    """Where it goes from here: the meeting that has it on its agenda, or what there is to choose."""
    id_ = polls.item_of(db, here.poll.id)
    if id_ is not None:
        item = stored_items.load(db, id_, workspace=here.body.workspace)
        known = stored_meetings.by_ids(db, [item.meeting], body=here.body.id)
        day = known[item.meeting].day if item.meeting in known else None
        if day is not None:
            return words.say("Dit staat op de agenda van {day}: «{title}».", day=day, title=item.title)
        return words.say("Dit wacht in de reserve op een vergadering: «{title}».", title=item.title)
    if polls.after(db, here.poll.id):
        return words.say("Er volgde een nieuwe stemming.")
    return words.say("Kies hoe het verdergaat.") if keep.is_open_ended(result) else None


def ask_second(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Tweede ronde** asks *Sluit op*."""
    here, result = _read(action.id, me=me, desk=desk)
    closes = votes.closing_for(desk.now(), zone=here.body.zone)
    again = votes.second_round(here.poll, result, closes_at=closes, by=me, now=desk.now())
    reply.open("votes/second", poll=here.poll.id, title=here.poll.title, names=speech.lines(again), closes=closes)


def second(submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """The second round, between those who are equal."""

    def again(poll: Poll, result: Result) -> Poll:
        return votes.second_round(poll, result, closes_at=_closing(submission), by=me, now=desk.now())

    _follow(submission, again, me=me, desk=desk)
    reply.done("De tweede ronde wordt nagekeken en opent zo meteen in het kanaal.")


def ask_instead(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Stemming openen** after an objection asks *Methode*, *Sluit op* and *Quorum*."""
    here, result = _read(action.id, me=me, desk=desk)
    closes = votes.closing_for(desk.now(), zone=here.body.zone)
    method = Method.SECRET if here.poll.is_about_people else Method.NAMED
    votes.vote_instead(here.poll, result, method=method, quorum=None, closes_at=closes, by=me, now=desk.now())
    reply.open(
        "votes/instead",
        poll=here.poll.id,
        title=here.poll.title,
        methods=[choice for choice in opening.methods(reply.words) if choice.value != Method.CONSENT.value],
        method=method.value,
        closes=closes,
        quorum=here.body.rules.quorum,
    )


def instead(submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """A vote on what was objected to."""

    def again(poll: Poll, result: Result) -> Poll:
        return votes.vote_instead(
            poll,
            result,
            method=Method(submission.choice("method") or Method.SECRET),
            quorum=submission.number("quorum"),
            closes_at=_closing(submission),
            by=me,
            now=desk.now(),
        )

    _follow(submission, again, me=me, desk=desk)
    reply.done("De stemming wordt nagekeken en opent zo meteen in het kanaal.")


def ask_decide(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Beslis** of the chair, or **Beslissing noteren** for the meeting: who or what is accepted after all."""
    here, result = _read(action.id, me=me, desk=desk)
    tied = result.deadlock
    me.must_be_allowed(May.RATIFY, in_=here.poll.body)
    if tied is None and not (keep.is_open_ended(result) and here.poll.is_about_people):
        raise Refusal(_NOTHING_OPEN)
    reply.open(
        "votes/decide",
        poll=here.poll.id,
        title=here.poll.title,
        lines=[kit.Choice(line.id, line.text) for line in here.poll.lines if tied is None or line.id in tied.lines],
        places=here.poll.places if tied is None else tied.places,
        chair=tied is not None and tied.rule is Tie.CHAIR_DECIDES,
    )


def decide(submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """The tie is broken, by an act of its own; the vote stays as it was."""
    now = desk.now()
    accepted = [int(line) for line in submission.choices("accepted")]
    with desk.sessions.begin() as db:
        poll = polls.load(db, submission.id("poll"), workspace=me.workspace, hold=True)
        me.must_be_allowed(May.READ, in_=poll.body)
        result = polls.result(db, poll.id)
        if result is None:
            raise Refusal(N_("Deze stemming is nog niet gesloten."))
        if result.deadlock is None:
            _choose(db, poll, result, accepted, by=me, now=now)
            reply.done("Genoteerd. De kandidaten krijgen bericht.")
            return
        act = votes.break_tie(poll, result, accepted, by=me, now=now)
        ties.keep(db, act)
        keep.note(db, "decide", poll, by=me, now=now, authority=act.authority.value)
        here = around(db, poll, workspace=me.workspace)
        # What the meeting decided needs no second word of the meeting.
        conclude.conclude(
            db, here, votes.resolved(result, act), by_meeting=act.authority is votes.Authority.MEETING, by=me, now=now
        )
        tell.changed(db, poll, workspace=me.workspace)
        tell.result_told(db, here, channel=polls.channel_of(db, poll.id), again="tie")
        tell.went_on(db, here)
    reply.done("Genoteerd. De uitslag in de draad is aangevuld.")


def _choose(db: Session, poll: Poll, result: Result, accepted: list[int], *, by: Person, now: datetime) -> None:
    """What the meeting decided itself about candidates, where the vote was not valid or met an objection."""
    if not keep.is_open_ended(result):
        raise Refusal(_NOTHING_OPEN)
    if len(accepted) > poll.places:
        raise Refusal(
            N_("Er zijn niet zoveel plaatsen: kies er hoogstens {places}."), about="accepted", places=poll.places
        )
    elected = [candidacy for line in accepted if (candidacy := poll.line(line).candidacy) is not None]
    candidacies.chosen(db, keep.candidacies_of(poll), elected, body=poll.body, by=by, now=now)
    boxes.destroy(db, poll.id)
    keep.note(db, "choose", poll, by=by, now=now)


def to_agenda(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Op de agenda**: the next plenary meeting decides."""
    with desk.sessions.begin() as db:
        poll = polls.load(db, action.id, workspace=me.workspace, hold=True)
        me.must_be_allowed(May.RUN_VOTES, in_=poll.body)
        result = keep.result_of(db, poll)
        if result is None or not keep.is_open_ended(result):
            raise Refusal(_NOTHING_OPEN)
        if polls.item_of(db, poll.id) is not None:
            raise Refusal(N_("Dit staat al op de agenda van de vergadering."))
        here = around(db, poll, workspace=me.workspace)
        conclude.to_meeting(db, here, result, now=desk.now())
        if poll.method is Method.SECRET:
            # It cannot go on any more, so its papers are of no use to anybody.
            boxes.destroy_secret(db, poll.id)
            tell.wipe(db, here)
        keep.note(db, "agenda", poll, by=me, now=desk.now())
        tell.went_on(db, here)
        told = next_step(db, here, result, words=reply.words)
    reply.say(told or reply.words.say("Genoteerd."))


def _follow(submission: Submission, again: Callable[[Poll, Result], Poll], *, me: Person, desk: Desk) -> None:
    """Store the vote that comes from another, once, and have it opened."""
    with desk.sessions.begin() as db:
        poll = polls.load(db, submission.id("poll"), workspace=me.workspace, hold=True)
        me.must_be_allowed(May.RUN_VOTES, in_=poll.body)
        result = keep.result_of(db, poll)
        if result is None:
            raise Refusal(N_("Deze stemming is nog niet gesloten."))
        if polls.after(db, poll.id):
            raise Refusal(N_("Er is al een nieuwe stemming geopend."))
        here = around(db, poll, workspace=me.workspace)
        opening.begin(db, again(poll, result), body=here.body, by=me, now=desk.now())
        tell.went_on(db, here)


def _read(id_: int, *, me: Person, desk: Desk) -> tuple[Around, Result]:
    with desk.sessions.read() as db:
        poll = polls.get(db, id_, within=me)
        result = keep.result_of(db, poll)
        here = around(db, poll, workspace=me.workspace)
    if result is None:
        raise Refusal(N_("Deze stemming is nog niet gesloten."))
    return here, result


def _closing(submission: Submission) -> datetime:
    closes_at = submission.moment("closes_at")
    if closes_at is None:
        raise Refusal(N_("Kies wanneer de stemming sluit."), about="closes_at")
    return closes_at
