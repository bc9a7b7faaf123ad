"""Saying one message of the outbox in Slack: posted once, edited in place ever after."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.errors import N_
from bot.people import BRUSSELS
from handlers import kit
from handlers.desk import Desk
from handlers.render import render
from handlers.table import Table
from handlers.words import SOURCE, Words, words_of
from storage import bodies, outbox, people
from storage.database import Session
from storage.outbox import Letter

log = structlog.get_logger()

EVENT_TYPE = "irojbot"
"""The metadata of every message of ours: a message is found again by it, and it says nothing else."""

LATE = timedelta(minutes=15)
"""A message that was due longer ago says so: the bot was not there."""

MOST_BLOCKS = 50
"""Slack takes no more in one message."""

SKEW_SECONDS = 300
"""So much may our clock and Slack's differ when a message is looked for."""

PAGE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """It stands in Slack; of a file nobody knows the `ts`."""

    channel: str
    ts: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """There is nothing to say (any more)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    """Not now, but at a later moment of the work: what a teller returns in quiet hours, say."""

    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Orphan:
    """It belongs in the thread of a message that Slack did not take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """It is not in our hands any more: the lease is nearly over, or somebody cancelled it."""


Outcome = Said | Silence | Later | Orphan | Lost


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One claimed letter and what it takes to say it. `in_time` tells whether the lease leaves time to speak."""

    letter: Letter
    desk: Desk
    table: Table
    client: WebClient
    in_time: Callable[[], bool]

    def make(self) -> Outcome:
        """Say the letter, with the facts of this moment.

        Raises one of `handlers.verdict.SLACK_TROUBLE` when Slack did not take it, or when nobody knows.
        """
        letter = self.letter
        if letter.parent is not None and letter.parent.ts is None:
            return Orphan() if letter.parent.is_dead else Silence()
        errand = self.table.errands.get(letter.name)
        with self.desk.sessions.read() as db:
            if not outbox.is_held(db, letter):
                return Lost()
            if errand is None:
                words = reader_of(db, letter)
                facts = self.table.messages[letter.name](db, letter, words)
        if errand is not None:
            errand(self.desk, self.client, letter)
            return Silence()
        if facts is None:
            return Silence()
        if isinstance(facts, Later):
            return facts
        return self._speak(render(letter.name, words=words, **facts), words)

    def _speak(self, message: dict[str, Any], words: Words) -> Outcome:
        if self.letter.ts is not None and self.letter.channel is not None:
            return self._edit(message, channel=self.letter.channel, ts=self.letter.ts)
        channel = self._channel()
        known = self._look_up(channel) if self.letter.doubt_since is not None else None
        if known is not None:
            # It was said before, perhaps with older facts.
            return self._edit(message, channel=channel, ts=known)
        return self._post(with_excuse(message, self.letter, words, now=self.desk.now()), channel=channel)

    def _edit(self, message: dict[str, Any], *, channel: str, ts: str) -> Outcome:
        if not self.in_time():
            return Lost()
        self.client.chat_update(channel=channel, ts=ts, **message)
        return Said(channel=channel, ts=ts)

    def _post(self, message: dict[str, Any], *, channel: str) -> Outcome:
        if not self.in_time():
            return Lost()
        answer = self.client.chat_postMessage(
            channel=channel,
            thread_ts=self._thread,
            metadata={"event_type": EVENT_TYPE, "event_payload": {"mark": self.letter.mark}},
            unfurl_links=False,
            unfurl_media=False,
            **message,
        )
        return Said(channel=answer["channel"], ts=answer["ts"])

    def _channel(self) -> str:
        """Slack's id of the conversation; a direct one is opened first."""
        if self.letter.channel is not None:
            return self.letter.channel
        if self.letter.user is None:
            return self.letter.lane.partition(":")[2]
        opened: str = self.client.conversations_open(users=[self.letter.user])["channel"]["id"]
        return opened

    @property
    def _thread(self) -> str | None:
        return self.letter.parent.ts if self.letter.parent else None

    def _look_up(self, channel: str) -> str | None:
        """The `ts` under which an earlier try did say it, if it did; None also when the bot may not read there."""
        since = f"{(self.letter.doubt_since or 0.0) - SKEW_SECONDS:.6f}"
        cursor: str | None = None
        while True:
            try:
                page = self._page(channel, since=since, cursor=cursor)
            except SlackApiError as error:
                if error.response.get("error") != "missing_scope":
                    raise
                log.warning("cannot look whether it was said, so it may be said twice", letter=self.letter.id)
                return None
            for message in page["messages"]:
                if _mark_of(message) == self.letter.mark:
                    found: str = message["ts"]
                    return found
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or None
            if cursor is None:
                return None

    def _page(self, channel: str, *, since: str, cursor: str | None) -> Any:
        asked: dict[str, Any] = {"oldest": since, "cursor": cursor, "limit": PAGE, "include_all_metadata": True}
        if self._thread is not None:
            return self.client.conversations_replies(channel=channel, ts=self._thread, **asked)
        return self.client.conversations_history(channel=channel, **asked)


def reader_of(db: Session, letter: Letter) -> Words:
    """The words of who reads it: the member's own in a direct message, else the body's."""
    if letter.body is None:
        return words_of(SOURCE, BRUSSELS)
    member = people.by_slack_user(db, letter.user, body=letter.body) if letter.user else None
    if member is not None:
        return words_of(member.language, member.zone)
    body = bodies.load(db, letter.body, workspace=letter.workspace)
    return words_of(body.rules.language, body.zone)


def with_excuse(message: dict[str, Any], letter: Letter, words: Words, *, now: datetime) -> dict[str, Any]:
    """The message, with a line that says since when it should have been there, if that is long ago."""
    if now - letter.planned_at < LATE:
        return message
    excuse = words.say(N_("Dit bericht komt te laat: het was voorzien voor {planned}."), planned=letter.planned_at)
    blocks = [*message["blocks"], kit.context(excuse)] if len(message["blocks"]) < MOST_BLOCKS else message["blocks"]
    return {**message, "text": f"{message['text']}\n{excuse.marked}", "blocks": blocks}


def _mark_of(message: dict[str, Any]) -> str | None:
    metadata = message.get("metadata") or {}
    if metadata.get("event_type") != EVENT_TYPE:
        return None
    mark: str | None = (metadata.get("event_payload") or {}).get("mark")
    return mark
