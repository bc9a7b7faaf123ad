"""Worst facts of the templates of the framework."""

from collections.abc import Iterator

from handlers.words import Words
from tests.handlers.worst import LONG, Facts, worst


@worst("notice/frame")
def frame(words: Words) -> Iterator[Facts]:
    for title in ("Dat lukt niet", "Goed om te weten", "Genoteerd"):
        yield {"title": words.say(title)}


@worst("seats/choose")
def choose(words: Words) -> Iterator[Facts]:
    yield {"command": "/agendapunt", "bodies": [("A", "{}")]}
    yield {"command": LONG[:32], "bodies": [(LONG[:50], LONG[:2000]) for _ in range(25)]}
