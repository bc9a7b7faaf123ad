"""The answer after a deed with a mandate: how it stands now, and what to watch out for."""

from collections.abc import Iterable
from typing import Any

from bot import mandates
from bot.people import Person
from handlers.people import speech
from handlers.people.circle import Circle
from handlers.reply import Reply
from handlers.words import Sentence, Words


def show(reply: Reply, done: Sentence, ids: Iterable[int], here: Circle, *, me: Person) -> None:
    """Show the mandates with these ids as they stand; those that are over already are not shown."""
    shown = [each for each in here.mandates if each.id in set(ids)]
    missing = here.gaps
    reply.show(
        "people/saved",
        done=done,
        body=here.body.id,
        rows=[speech.row(reply.words, each, here, me=me, gaps=missing) for each in shown],
        notices=[notice for each in shown for notice in _notices(reply.words, each, here)],
    )


def _notices(words: Words, mandate: mandates.Mandate, here: Circle) -> list[Sentence]:
    """What somebody may want to know, and nothing is refused for."""
    others = mandates.same_organisation(mandate, here.places)
    if not others:
        return []
    facts: dict[str, Any] = {
        "names": words.join(here.name(other.mandate.member) for other in others),
        "organisation": here.organisations[mandate.organisation or 0],
    }
    return [words.say("Ook al voor {organisation}: {names}. Dat mag.", **facts)]
