"""The worst facts of the daily reminder: every part at its worst, alone and all together."""

from collections.abc import Iterator
from datetime import date

from handlers.reminders import daily
from handlers.words import Words
from tests.handlers.parts import parts
from tests.handlers.worst import Facts, worst


@worst("reminders/daily")
def reminded(words: Words) -> Iterator[Facts]:
    every = []
    for name, maker in parts().items():
        for facts in maker(words):
            told = {"template": f"reminders/_{name}.json.j2", "facts": facts}
            yield daily.fitting([told], words=words, since=None)
            every.append(told)
    yield daily.fitting(every, words=words, since=date(2026, 9, 30))
    yield daily.fitting([told for told in every for _ in range(4)], words=words, since=date(2026, 9, 30))
