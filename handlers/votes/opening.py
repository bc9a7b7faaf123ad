"""**Nieuwe stemming**: the form Stemming openen, the last summary of what cannot change, and the draft."""

import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from bot import candidacies, texts, votes
from bot.bodies import Body, Method, Tie
from bot.candidacies import Candidacy
from bot.candidacies import State as CandidacyState
from bot.errors import N_, Refusal
from bot.names import fold
from bot.people import May, Person, Seat
from bot.votes import Line, Poll, Roll, Wanted
from handlers import kit
from handlers.desk import Desk
from handlers.payload import Action, Submission
from handlers.reply import Reply
from handlers.votes import check, keep, speech
from handlers.votes.around import around
from handlers.words import Sentence, Words
from storage import bodies
from storage import calls as stored_calls
from storage import candidacies as stored_candidacies
from storage import people as stored_people
from storage.database import Session
from storage.votes import polls

MOST_OFFERED = 50
CALL, CANDIDACY = "call", "candidacy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was filled in so far: ids and the title only, so that a modal can carry it."""

    body: int
    subject: str
    title: str
    method: Method
    closes_at: datetime
    tie: Tie
    quorum: int | None

    def written(self) -> str:
        """As the metadata of the summary."""
        return json.dumps(
            [
                self.subject,
                self.title,
                self.method.value,
                int(self.closes_at.timestamp()),
                self.tie.value,
                self.quorum,
            ],
            ensure_ascii=False,
            separators=(",", ":"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a vote is about: lines for its ballot, and how many of them can be chosen."""

    title: str
    lines: tuple[Line, ...]
    places: int


def command(me: Person, seat: Seat, desk: Desk, reply: Reply) -> None:
    """`/stemming nieuw`."""
    _show(seat.body, me=me, desk=desk, reply=reply)


def ask(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Nieuwe stemming**."""
    _show(action.id, me=me, desk=desk, reply=reply)


def subjects(query: str, submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """*Over*: calls with admitted candidates, and each of those candidates."""
    body = submission.id("body")
    me.must_be_allowed(May.RUN_VOTES, in_=body)
    with desk.sessions.read() as db:
        offered = _offered(db, body, reply.words)
    wanted = fold(query)
    reply.options(choice for choice in offered if wanted in fold(str(choice.label)))


def chosen(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """Something was chosen in *Over*: the method that fits it is proposed."""
    body = action.form.id("body")
    me.must_be_allowed(May.RUN_VOTES, in_=body)
    with desk.sessions.read() as db:
        here = bodies.get(db, body, within=me)
        subject = _subject(db, action.value, body=here)
        method = votes.method_for(here.rules, candidates=len(subject.lines), places=subject.places)
        facts = _form(here, method, now=desk.now(), words=reply.words)
    reply.update("votes/open", **facts | {"round": action.value.replace(":", "_")})


def preview(submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """The form was sent: what cannot change afterwards is shown first, with what deserves a thought."""
    asked = _read(submission)
    with desk.sessions.read() as db:
        here = bodies.get(db, asked.body, within=me)
        poll, roll = _draft(db, asked, body=here, me=me, now=desk.now())
        facts = _summary(db, poll, roll, me=me, now=desk.now(), words=reply.words)
    reply.update("votes/summary", body=asked.body, asked=asked.written(), **facts)


def confirm(submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """**Stemming openen**: stored as a draft; the ticker looks at the channel and opens it."""
    asked = _carried(submission)
    with desk.sessions.begin() as db:
        here = bodies.get(db, asked.body, within=me)
        poll, _ = _draft(db, asked, body=here, me=me, now=desk.now())
        begin(db, poll, body=here, by=me, now=desk.now())
    reply.done("De stemming wordt nagekeken en opent zo meteen in het kanaal. Lukt dat niet, dan krijg je bericht.")


def begin(db: Session, poll: Poll, *, body: Body, by: Person, now: datetime) -> Poll:
    """Store a draft and have it opened, once its channel was looked at."""
    kept = polls.add(db, poll, channel=check.channel_for(body, poll.electorate))
    keep.note(db, "draft", kept, by=by, now=now, method=kept.method.value, follows=kept.follows)
    check.ask(db, kept, workspace=body.workspace, run=f"{now.timestamp():.6f}")
    return kept


def methods(words: Words) -> list[kit.Choice]:
    """*Methode*."""
    return [kit.Choice(method.value, words.say(label)) for method, label in speech.METHODS.items()]


def _show(body: int, *, me: Person, desk: Desk, reply: Reply) -> None:
    me.must_be_allowed(May.RUN_VOTES, in_=body)
    with desk.sessions.read() as db:
        here = bodies.get(db, body, within=me)
    facts = _form(here, votes.method_for(here.rules, candidates=0, places=1), now=desk.now(), words=reply.words)
    reply.open("votes/open", **facts)


def _form(body: Body, method: Method, *, now: datetime, words: Words) -> dict[str, Any]:
    return {
        "body": body.id,
        "body_name": body.name,
        "round": "",
        "methods": methods(words),
        "method": method.value,
        "closes": votes.closing_for(now, zone=body.zone),
        "quorum": body.rules.quorum,
        "ties": [kit.Choice(tie.value, words.say(label)) for tie, label in speech.TIES.items()],
        "tie": body.rules.tie.value,
    }


def _offered(db: Session, body: int, words: Words) -> list[kit.Choice]:
    admitted = stored_candidacies.in_states(db, body, [CandidacyState.ADMITTED])
    calls = stored_calls.by_ids(db, [each.call for each in admitted], body=body)
    names = stored_people.names(db, [each.member for each in admitted], body=body)
    offered = []
    for call in calls.values():
        standing = [each for each in admitted if each.call == call.id]
        number = words.count("{n} kandidaat", "{n} kandidaten", len(standing))
        offered.append(kit.Choice(f"{CALL}:{call.id}", call.title, number))
        if len(standing) > 1:
            offered += [kit.Choice(f"{CANDIDACY}:{each.id}", names[each.member].name, call.title) for each in standing]
    return offered[:MOST_OFFERED]


def _subject(db: Session, value: str, *, body: Body) -> Subject:
    """The ballot for what was chosen. Raises `Refusal` about `lines` for what is not (any more) there."""
    kind, _, id_ = value.partition(":")
    if kind not in (CALL, CANDIDACY) or not id_.isdigit():
        raise Refusal(N_("Kies waarover er gestemd wordt."), about="lines")
    found: list[Candidacy]
    if kind == CALL:
        found = stored_candidacies.of_call(db, int(id_), body=body.id)
    else:
        found = stored_candidacies.by_ids(db, [int(id_)], body=body.id)
    names = {id_: each.name for id_, each in stored_people.names(db, [c.member for c in found], body=body.id).items()}
    lines = candidacies.lines(found, names=names)
    call = stored_calls.by_ids(db, [found[0].call], body=body.id)[found[0].call]
    if kind == CANDIDACY:
        return Subject(title=call.title, lines=lines, places=1)
    return Subject(title=call.title, lines=lines, places=call.most)


def _read(submission: Submission) -> Asked:
    """What was filled in. Raises `Refusal` about the field that cannot be meant; the rules judge the rest."""
    subject, title = submission.choice("lines") or "", submission.text("title")
    if subject and title:
        raise Refusal(N_("Kies een oproep of kandidaat, of typ een voorstel: niet allebei."), about="title")
    if not subject and not title:
        raise Refusal(N_("Kies waarover er gestemd wordt, of typ een voorstel."), about="lines")
    closes_at = submission.moment("closes_at")
    if closes_at is None:
        raise Refusal(N_("Kies wanneer de stemming sluit."), about="closes_at")
    return Asked(
        body=submission.id("body"),
        subject=subject,
        title=title,
        method=Method(submission.choice("method") or Method.CONSENT),
        closes_at=closes_at,
        tie=Tie(submission.choice("tie") or Tie.TO_MEETING),
        quorum=submission.number("quorum"),
    )


def _carried(submission: Submission) -> Asked:
    """What the summary carried. Raises `Refusal` for anything else; rights and rules are checked anew."""
    try:
        subject, title, method, closes, tie, quorum = json.loads(str(submission.metadata.get("asked")))
        return Asked(
            body=submission.id("body"),
            subject=str(subject),
            title=str(title),
            method=Method(method),
            closes_at=datetime.fromtimestamp(int(closes), UTC),
            tie=Tie(tie),
            quorum=None if quorum is None else int(quorum),
        )
    except (TypeError, ValueError):
        raise Refusal(N_("Dit is verouderd. Begin opnieuw met /stemming.")) from None


def _draft(db: Session, asked: Asked, *, body: Body, me: Person, now: datetime) -> tuple[Poll, Roll]:
    me.must_be_allowed(May.RUN_VOTES, in_=body.id)
    if asked.subject:
        subject = _subject(db, asked.subject, body=body)
    else:
        title = texts.title(asked.title)
        subject = Subject(title=title, lines=(Line(id=0, text=title),), places=1)
    wanted = Wanted(
        title=subject.title,
        lines=subject.lines,
        method=asked.method,
        closes_at=asked.closes_at,
        tie=asked.tie,
        quorum=asked.quorum,
        places=subject.places,
    )
    roll = check.roll_for(
        db,
        body=body,
        electorate=body.rules.electorate,
        candidates=[line.member for line in wanted.lines if line.member is not None],
        candidate_votes=body.rules.candidate_votes,
        now=now,
    )
    return votes.draft(wanted, body=body.id, roll=roll, by=me, now=now, rules=body.rules), roll


def _summary(db: Session, poll: Poll, roll: Roll, *, me: Person, now: datetime, words: Words) -> dict[str, Any]:
    """What is fixed from now on, and what deserves a thought."""
    here = around(db, replace(poll, outside=roll.outside, conflicts=roll.conflicts), workspace=me.workspace)
    members = stored_people.names(db, [seat.member for seat in roll.seats], body=poll.body)
    offline = [each.id for each in members.values() if each.slack_user is None]
    found = votes.notices(poll, roll, now=now, zone=here.body.zone, without_slack=offline)
    fixed: list[Sentence] = [
        words.say("Methode: {how}.", how=words.say(speech.HOW[poll.method])),
        words.say("Sluit op {closes}. Eén keer verlengen kan, inkorten niet.", closes=poll.closes_at),
        words.count(
            "Stemgerechtigd: {n} stem ({electorate}).",
            "Stemgerechtigd: {n} stemmen ({electorate}).",
            len(roll.seats),
            electorate=words.say(speech.ELECTORATES[poll.electorate]),
        ),
    ]
    if poll.method is not Method.CONSENT:
        rule = (
            words.say("meer stemmen voor dan tegen; de meeste stemmen krijgen de plaats")
            if poll.is_shared
            else words.say(speech.BASES[poll.base])
        )
        fixed.append(words.say("Nodig: {rule}.", rule=rule))
        fixed.append(
            words.count("Quorum: {n} stem.", "Quorum: {n} stemmen.", poll.quorum)
            if poll.quorum
            else words.say("Geen quorum.")
        )
        fixed.append(words.say("Bij gelijke stand: {tie}.", tie=words.say(speech.TIES[poll.tie])))
    if roll.outside:
        names = words.join(here.name(member) for member in roll.outside)
        fixed.append(words.say("Wie kandidaat is, stemt niet mee: {names}.", names=names))
    if poll.needs_ratification:
        fixed.append(words.say("De uitslag is een voordracht; de plenaire vergadering bekrachtigt."))
    return {
        "title": poll.title,
        "names": speech.lines(poll) if poll.is_about_people else [],
        "places": poll.places if poll.is_about_people else 0,
        "fixed": fixed,
        "notices": [words.say(speech.NOTICES[notice]) for notice in found],
        "secret": poll.method is Method.SECRET,
    }
