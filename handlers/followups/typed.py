"""What somebody typed or pointed at in Slack, made fit to read: names for mentions, the address of a message."""

import re

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError

from bot import texts
from bot.errors import N_, Refusal
from bot.followups.deeds import TEXT_LENGTH
from handlers.payload import Message, mentions
from storage import people as stored_people
from storage.database import Session

_LISTED = re.compile(r"(?:[-–•*▪·]|\d{1,2}[.)])\s")

log = structlog.get_logger()


def with_names(db: Session, text: str, body: int, *, strictly: bool = True) -> str:
    """The text with each mention replaced by the member's name.

    Somebody who is no member is a `Refusal` when `strictly`, and left out otherwise.
    """
    for user in dict.fromkeys(mentions(text)):
        member = stored_people.by_slack_user(db, user, body=body)
        if member is None and strictly:
            raise Refusal(N_("Wie je vermeldt is geen lid van dit overlegorgaan. Typ de naam zonder @."))
        text = text.replace(f"<@{user}>", member.name if member is not None else "")
    return text


def as_one(text: str) -> str:
    """A message as one follow-up: on one line, or its first line when the rest says too much; a list stays a list."""
    rows = [row.strip() for row in text.splitlines() if row.strip()]
    if len(rows) < 2 or any(_LISTED.match(row) for row in rows):
        return text.strip()
    whole = texts.line(text)
    return whole if len(whole) <= TEXT_LENGTH else texts.line(rows[0])


def permalink(client: WebClient, message: Message) -> str:
    """The address of the message; without it the follow-up still has its words."""
    try:
        return str(client.chat_getPermalink(channel=message.channel, message_ts=message.ts)["permalink"])
    except (SlackClientError, OSError) as error:
        log.info("no link to the message", error=type(error).__name__)
        return ""
