"""The explanations of the commands hold no facts at all."""

from collections.abc import Iterator

from handlers.words import Words
from tests.handlers.worst import Facts, worst


@worst("help/agenda")
@worst("help/agendapunt")
@worst("help/budget")
@worst("help/opvolging")
@worst("help/stemming")
@worst("help/vergadering")
def explained(words: Words) -> Iterator[Facts]:
    yield {}
