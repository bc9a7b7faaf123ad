"""The worst facts of what an alarm says."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time

from bot.meetings import Wanted
from handlers import kit
from handlers.words import Words
from tests.handlers.worst import LONG, Facts, worst

TITLE = LONG[:150]


@worst("alarms/alarm")
def alarm(words: Words) -> Iterator[Facts]:
    told = words.say(
        "«{title}» moet behandeld zijn vóór {before}, maar is voorzien voor {place}. "
        "De laatste vergadering die op tijd kan beslissen is die van {chance}.",
        title=TITLE,
        before=date(2026, 4, 20),
        place=date(2026, 4, 24),
        chance=date(2026, 3, 6),
    )
    hint = words.say("De volgende vergadering is pas op {day}.", day=date(2026, 4, 24))
    for hints in ([], [hint] * 3):
        for answer in (None, words.say("Gezien door {who}.", who=LONG[:50])):
            for is_open in (True, False):
                yield {
                    "id": 1,
                    "title": TITLE,
                    "deadline": date(2026, 4, 20),
                    "told": told,
                    "hints": hints,
                    "answer": answer,
                    "is_open": is_open,
                    "is_seen": answer is not None,
                    "may_mandate": is_open,
                }


@worst("alarms/extra")
def extra(words: Words) -> Iterator[Facts]:
    for day in (None, date(2026, 4, 2)):
        yield {
            "alarm": 1,
            "body": 1,
            "meeting": 0,
            "title": TITLE,
            "deadline": date(2026, 4, 20),
            "name": words.say("{body_name}", body_name=LONG[:50]),
            "seen": "",
            "kinds": [kit.Choice("plenary", words.say("Plenair"))],
            "months": [kit.Choice("2026-04-01", words.month(date(2026, 4, 1)))],
            "kind": "plenary",
            "wanted": Wanted(day=day, starts=time(9, 30), ends=time(12), place=LONG[:150]),
            "month": None,
            "groups": [],
            "group": None,
            "mirror": None,
            "trouble": words.say(
                "Kies gerust een andere dag: dit is de eerste werkdag buiten de vakanties die nog past."
            ),
        }


@worst("alarms/round")
def written(words: Words) -> Iterator[Facts]:
    yield {
        "alarm": 1,
        "title": TITLE,
        "deadline": date(2026, 4, 20),
        "proposal": TITLE,
        "closes": datetime(2026, 4, 17, 15, tzinfo=UTC),
    }
