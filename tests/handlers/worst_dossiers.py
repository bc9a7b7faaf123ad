"""The worst facts of dossiers."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from bot.dossiers import AGENCY_LENGTH, MOST_STEPS, STEP_LENGTH
from bot.dossiers.applying import MOST_APPLICATIONS, NAME_LENGTH
from handlers import kit
from handlers.dossiers.pages import MOST
from handlers.words import Words
from tests.handlers.worst import LONG, Facts, worst

TITLE, AGENCY = LONG[:150], LONG[:AGENCY_LENGTH]
DAY = date(2026, 11, 25)


def _steps(words: Words, many: int) -> list[Any]:
    when = words.say("van {first} tot en met {last}", first=DAY, last=DAY)
    return [[kit.bold(when), words.say(": {text}", text=LONG[:STEP_LENGTH]), words.say(" (klaar)")]] * many


@worst("dossiers/make")
def make(words: Words) -> Iterator[Facts]:
    for title in ("", TITLE):
        yield {"body": 1, "title": title}


@worst("dossiers/check")
def check(words: Words) -> Iterator[Facts]:
    for many, deadline, agency in ((1, None, ""), (MOST_STEPS, DAY, AGENCY)):
        yield {
            "dossier": 1,
            "title": TITLE,
            "agency": agency,
            "deadline": deadline,
            "steps": _steps(words, many),
            "passed": many - 1,
        }


@worst("dossiers/list")
def listed(words: Words) -> Iterator[Facts]:
    row = {
        "id": 1,
        "title": TITLE,
        "agency": AGENCY,
        "state": words.say("Beslist, nog te versturen"),
        "deadline": DAY,
        "next": words.say("{when}: {text}", when=words.when(DAY), text=LONG[:STEP_LENGTH]),
    }
    bare = row | {"agency": "", "deadline": None, "next": None}
    for rows, more in (([], False), ([bare], False), ([row] * MOST, True)):
        yield {"body": 1, "body_name": LONG[:50], "rows": rows, "more": more, "may_keep": more}


@worst("dossiers/show")
def show(words: Words) -> Iterator[Facts]:
    application = words.say("{name}: {asked} punten gevraagd", name=LONG[:NAME_LENGTH], asked="99.999,99")
    for many, applications in ((1, 0), (MOST_STEPS, MOST_APPLICATIONS)):
        full = many > 1
        yield {
            "id": 1,
            "title": TITLE,
            "agency": AGENCY if full else "",
            "state": words.say("Loopt"),
            "deadline": DAY if full else None,
            "on": words.say("{when}", when=words.when(DAY)) if full else None,
            "steps": _steps(words, many),
            "open_steps": [kit.Choice(f"{n}:1", LONG[:STEP_LENGTH]) for n in range(many)] if full else [],
            "applications": [application] * applications,
            "is_ordered": full,
            "sums": [application] * (3 if full else 0),
            "outcome": LONG if full else "",
            "sent_on": DAY if full else None,
            "may_keep": full,
            "may_agendize": full,
            "may_send": full,
        }


@worst("dossiers/applications")
def applications(words: Words) -> Iterator[Facts]:
    for lines, available, is_ordered in (("", "", False), (LONG, "9.999.999,99", True)):
        yield {"dossier": 1, "title": TITLE, "lines": lines, "available": available, "is_ordered": is_ordered}


@worst("dossiers/agendize")
def agendize(words: Words) -> Iterator[Facts]:
    for deadline in (None, DAY):
        yield {"dossier": 1, "title": TITLE, "deadline": deadline, "meetings": [kit.Choice(1, LONG)] * 1, "chosen": 1}


@worst("dossiers/decide")
def decide(words: Words) -> Iterator[Facts]:
    for outcome in ("", LONG):
        yield {"dossier": 1, "title": TITLE, "outcome": outcome}


@worst("dossiers/change")
def change(words: Words) -> Iterator[Facts]:
    for agency, deadline, steps in (("", None, None), (AGENCY, DAY, LONG)):
        yield {"dossier": 1, "title": TITLE, "agency": agency, "deadline": deadline, "steps": steps}


@worst("dossiers/changed")
def changed(words: Words) -> Iterator[Facts]:
    for many, deadline, agency in ((1, None, ""), (MOST_STEPS, DAY, AGENCY)):
        yield {"title": TITLE, "agency": agency, "deadline": deadline, "steps": _steps(words, many)}
