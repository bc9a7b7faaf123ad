"""A vote that somebody types in the thread: asked about in private, never counted silently (domain.md 5)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot import votes
from bot.bodies import Method
from bot.errors import N_, Refusal
from bot.people import Person
from bot.votes import Choice, Poll
from handlers.desk import Desk
from handlers.payload import Action, typed
from handlers.reply import Reply
from handlers.votes import cast, closing, speech
from handlers.votes.tell import root_key
from storage import outbox
from storage.database import Session
from storage.votes import boxes, polls


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What somebody wrote, changed or took away in a thread."""

    channel: str
    thread: str
    text: str
    before: str = ""
    gone: bool = False


def heard(event: Mapping[str, Any], me: Person, desk: Desk, reply: Reply) -> None:
    """Somebody wrote in a private channel: only what looks like a vote, in the thread of an open one, is looked at."""
    said = _said(event)
    if said is None or not said.thread:
        return
    choice = votes.typed(said.text)
    if choice is None and votes.typed(said.before) is None:
        return
    with desk.sessions.begin() as db:
        poll = _poll(db, said, workspace=me.workspace)
        if poll is None or not poll.is_open(desk.now()):
            return
        seat = polls.seat_of(db, poll.id, me.user)
        given = boxes.mine(db, poll.id, seat.mandate) if seat is not None and poll.method is Method.NAMED else {}
    if said.gone or choice is None:
        if given:
            reply.say(
                "Je stem telt nog altijd: {choices}. Wijzigen doe je met de knoppen bij de stemming.",
                choices=speech.choices(reply.words, poll, given),
            )
    elif poll.method is Method.SECRET:
        reply.say(
            "Dit is een geheime stemming: wat je hier typt, leest iedereen en het telt niet. "
            "Verwijder je bericht en gebruik de knop «Stem geheim»."
        )
    elif seat is not None:
        _ask(poll, choice, given, reply)


def yes(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Ja, tel mijn stem**."""
    line, _, said = action.value.partition(":")
    if not line.isdigit() or said not in {choice.value for choice in Choice}:
        raise Refusal(N_("Dit is verouderd. Gebruik de knoppen bij de stemming."))
    now = desk.now()
    with desk.sessions.begin() as db:
        poll = polls.of_line(db, int(line), workspace=me.workspace)
        poll = closing.settle(db, poll, workspace=me.workspace, now=now)
        told = cast.put(db, poll, {int(line): Choice(said)}, me=me, now=now, words=reply.words)
    reply.show("votes/told", instead=True, told=cast.in_time(told, poll, now=now))


def no(reply: Reply) -> None:
    """**Nee**."""
    told = reply.words.say("Goed, je bericht telt niet als stem. De knoppen blijven staan.")
    reply.show("votes/told", instead=True, told=told)


def _ask(poll: Poll, choice: Choice, given: Mapping[int, Choice], reply: Reply) -> None:
    if poll.method is Method.CONSENT:
        if choice is Choice.AGAINST:
            reply.show("votes/typed_against", poll=poll.id)
        return
    if poll.is_shared:
        reply.say("Telt dit als je stem? Ik weet niet voor welke kandidaat. Gebruik de knoppen bij elke kandidaat.")
        return
    line = poll.lines[0].id
    if given.get(line) is not choice:
        reply.show(
            "votes/typed",
            value=f"{line}:{choice.value}",
            said=reply.words.say(speech.CHOICES[choice]),
            title=poll.title,
        )


def _poll(db: Session, said: Words, *, workspace: int) -> Poll | None:
    """The open vote in whose thread it was said."""
    known = {root_key(poll.id): poll for poll in polls.in_channel(db, said.channel, workspace=workspace)}
    stands = outbox.standing(db, known, workspace=workspace) if known else {}
    return next((known[key] for key, ts in stands.items() if ts == said.thread), None)


def _said(event: Mapping[str, Any]) -> Words | None:
    """What a message event says; None for what no person wrote."""
    kind, channel = event.get("subtype"), str(event.get("channel") or "")
    if kind in (None, "thread_broadcast", "file_share"):
        if event.get("bot_id"):
            return None
        return Words(channel=channel, thread=str(event.get("thread_ts") or ""), text=_text(event))
    before = event.get("previous_message") or {}
    now = event.get("message") or {}
    if kind not in ("message_changed", "message_deleted") or before.get("bot_id") or now.get("bot_id"):
        return None
    gone = kind == "message_deleted" or now.get("subtype") == "tombstone"
    thread = str((before or now).get("thread_ts") or "")
    was = _text(before)
    if not gone and votes.typed(was) is votes.typed(_text(now)):
        return None
    return Words(channel=channel, thread=thread, text="" if gone else _text(now), before=was, gone=gone)


def _text(message: Mapping[str, Any]) -> str:
    return typed(str(message.get("text") or ""))
