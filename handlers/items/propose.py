"""Proposing a point: by form, in one line, from a message, or in somebody's name."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError

from bot import items, lines, moments, names, texts
from bot.errors import N_, Refusal
from bot.items import Draft, Item, Kind
from bot.lines import Line
from bot.people import May, Person, Seat
from handlers import deadlines, kit
from handlers.desk import Desk
from handlers.items import form, tell
from handlers.items.board import Board, board
from handlers.payload import Action, Message, Submission, mentions
from handlers.people import choose
from handlers.reply import Reply
from storage import audit
from storage import items as stored
from storage import people as stored_people
from storage.database import Session
from storage.people import Member

log = structlog.get_logger()

MOST_NAMED = 20
"""People of one name who are looked at: with more than one it is the form that asks."""

LONGEST_LINE = 1900
"""Characters of a line that a button can carry back to us."""


def command(text: str, me: Person, seat: Seat, desk: Desk, reply: Reply) -> None:
    """`/agendapunt`: the form, prefilled with the text; with `|` the work is done at once."""
    if "|" in text:
        in_one_line(text, body=seat.body, me=me, desk=desk, reply=reply)
    else:
        _open(Line(title=text), body=seat.body, me=me, desk=desk, reply=reply)


def open_form(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """The button **Agendapunt voorstellen** of a body."""
    _open(Line(title=""), body=action.id, me=me, desk=desk, reply=reply)


def say_line(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """One of the two days of a doubtful line was chosen: the line again, with that day in it."""
    body, line = _line_of(action)
    in_one_line(line, body=body, me=me, desk=desk, reply=reply)


def open_line(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Verbeter in het formulier**: the form with all that could be read of the line."""
    body, text = _line_of(action)
    me.must_be_allowed(May.PROPOSE_POINT, in_=body)
    with desk.sessions.read() as db:
        here = board(db, body, within=me, now=desk.now())
        line, trouble = lines.sort_out(
            _with_names(db, text, body), now=desk.now(), zone=here.body.zone, meetings=here.meetings
        )
    why = reply.words.say(trouble.sentence, **trouble.facts) if trouble else None
    facts = form.of_line(form.empty(here, me=me, words=reply.words), line, trouble=why)
    reply.open("items/propose", **facts.as_facts())


def from_message(message: Message, me: Person, seat: Seat, client: WebClient, desk: Desk, reply: Reply) -> None:
    """The message shortcut **Maak agendapunt**: the form with the message's words and a link to it."""
    me.must_be_allowed(May.PROPOSE_POINT, in_=seat.body)
    link = _permalink(client, message)
    title, _, rest = message.text.partition("\n")
    short = len(title) <= texts.TITLE_LENGTH
    with desk.sessions.read() as db:
        here = board(db, seat.body, within=me, now=desk.now())
    facts = replace(
        form.empty(here, me=me, words=reply.words),
        title=texts.line(title) if short else "",
        explanation=(rest if short else message.text).strip()[: texts.EXPLANATION_LENGTH],
        links=link,
    )
    reply.open("items/propose", **facts.as_facts())


def members(query: str, submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """The people for *Namens*, narrowed down by what was typed."""
    body = submission.id("body")
    me.must_be_allowed(May.ACT_FOR_OTHERS, in_=body)
    with desk.sessions.read() as db:
        reply.options(choose.known(db, query, body=body))


def submit(submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """The form was sent: noted, and told to the proposer where it lasts."""
    behalf = submission.choice("on_behalf_of")
    with desk.sessions.begin() as db:
        here = board(db, submission.id("body"), within=me, now=desk.now())
        wanted = form.read(submission, here, now=desk.now())
        new = _propose(db, here, wanted, me=me, now=desk.now(), on_behalf_of=int(behalf) if behalf else None)
        tell.noted_to_proposer(db, new, by=me)


def in_one_line(text: str, *, body: int, me: Person, desk: Desk, reply: Reply) -> None:
    """`/agendapunt Titel | 20 min | bespreking | 24 april`: noted at once, answered with what was understood.

    A line that cannot be read loses nothing: it comes back with the reason and a way on.
    """
    text = " ".join(text.split())
    try:
        with desk.sessions.begin() as db:
            here = board(db, body, within=me, now=desk.now())
            line = lines.read(_with_names(db, text, body), now=desk.now(), zone=here.body.zone, meetings=here.meetings)
            behalf = _named(db, line.on_behalf_of, body)
            new = _propose(db, here, _draft(line, here), me=me, now=desk.now(), on_behalf_of=behalf)
            known = _known(db, new, me=me)
            if new.proposer != new.entered_by:
                tell.noted_to_proposer(db, new, by=me)
    except Refusal as refusal:
        _unread(refusal, text, body=body, reply=reply)
        return
    reply.show("items/noted", **tell.said(new, here=here, names=known, words=reply.words))


def _open(line: Line, *, body: int, me: Person, desk: Desk, reply: Reply) -> None:
    me.must_be_allowed(May.PROPOSE_POINT, in_=body)
    with desk.sessions.read() as db:
        here = board(db, body, within=me, now=desk.now())
    reply.open("items/propose", **form.of_line(form.empty(here, me=me, words=reply.words), line).as_facts())


def _draft(line: Line, here: Board) -> Draft:
    return items.draft(
        title=line.title,
        aim=line.aim or lines.NEXT,
        today=here.today,
        kind=line.kind or Kind.DISCUSSION,
        minutes=line.minutes,
        presenter=line.presenter,
        before=line.before,
    )


def _propose(db: Session, here: Board, wanted: Draft, *, me: Person, now: datetime, on_behalf_of: int | None) -> Item:
    """Store the point and tell who must know, in the unit of work of `db`."""
    new = items.propose(
        wanted,
        body=here.body.id,
        by=me,
        now=now,
        today=here.today,
        rules=here.body.rules,
        meeting=here.aimed_at(wanted.aim),
        on_behalf_of=on_behalf_of,
    )
    if on_behalf_of is not None:
        # The form's choice is checked again: it may be anything.
        stored_people.get(db, on_behalf_of, body=here.body.id)
    new = stored.add(db, new)
    audit.note(db, "items.propose", by=me, body=here.body.id, noun="item", id_=new.id, now=now)
    tell.card_to_committee(db, new, here=here)
    if new.before is not None:
        deadlines.changed(db, new.body, workspace=me.workspace)
    return new


def _known(db: Session, new: Item, *, me: Person) -> Mapping[int, Member]:
    """The members that the answer names: whoever speaks for oneself is known already."""
    if new.proposer == new.entered_by:
        member = me.member_in(new.body)
        return {member: Member(id=member, body=new.body, name=me.name, slack_user=me.user)}
    return stored_people.names(db, [new.proposer, new.entered_by], body=new.body)


def _unread(refusal: Refusal, text: str, *, body: int, reply: Reply) -> None:
    """The line back with why, and what to do about it."""
    fits = len(text) <= LONGEST_LINE
    doubt = refusal if fits and isinstance(refusal, moments.Doubt) else None
    again = {day: text.replace(doubt.facts["phrase"], day.isoformat()) for day in doubt.candidates} if doubt else {}
    reply.show(
        "items/unread",
        why=reply.words.say(refusal.sentence, **refusal.facts),
        line=text if fits else None,
        form=f"{body}|{text}" if fits else None,
        days=[kit.button("items.line", reply.words.when(day), f"{body}|{line}") for day, line in again.items()],
    )


def _line_of(action: Action) -> tuple[int, str]:
    """The body and the line that a button carried: its writer's own words, read anew."""
    body, _, text = action.value.partition("|")
    if not body.isdigit():
        raise Refusal(N_("Dit is verouderd. Typ je agendapunt opnieuw met /agendapunt."))
    return int(body), text


def _with_names(db: Session, text: str, body: int) -> str:
    """The line with each mention replaced by the member's name. Raises `Refusal` for somebody else."""
    for user in mentions(text):
        member = stored_people.by_slack_user(db, user, body=body)
        if member is None:
            raise Refusal(N_("Wie je vermeldt is geen lid van dit overlegorgaan. Typ de naam zonder @."))
        text = text.replace(f"<@{user}>", member.name)
    return text


def _named(db: Session, name: str, body: int) -> int | None:
    """The member of this name. Raises `Refusal` for nobody or more than one."""
    if not name:
        return None
    found = names.find(name, stored_people.search(db, body, name, most=MOST_NAMED))
    if len(found) != 1:
        raise Refusal(
            N_("Ik vind geen (of meer dan één) lid met de naam «{name}». Kies het lid in het formulier."), name=name
        )
    return found[0].id


def _permalink(client: WebClient, message: Message) -> str:
    """The address of the message; without it the point still has its words."""
    try:
        return str(client.chat_getPermalink(channel=message.channel, message_ts=message.ts)["permalink"])
    except (SlackClientError, OSError) as error:
        log.info("no link to the message", error=type(error).__name__)
        return ""
