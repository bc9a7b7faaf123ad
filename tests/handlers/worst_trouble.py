"""The worst facts of the message about a dead letter."""

from collections.abc import Iterator
from datetime import UTC, datetime

from handlers.words import ChannelLink, Mention, Words
from tests.handlers.worst import LONG, Facts, worst


@worst("trouble/dead_letter")
def dead_letter(words: Words) -> Iterator[Facts]:
    facts: Facts = {
        "id": 2**63 - 1,
        "why": words.say("Slack weigert het ({error}).", error=LONG[:200]),
        "planned": datetime(2026, 3, 4, 9, tzinfo=UTC),
    }
    for where in (Mention("U0123456789", LONG[:50]), ChannelLink("C0123456789"), None):
        yield {**facts, "where": where}
