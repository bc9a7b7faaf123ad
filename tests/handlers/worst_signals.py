"""The worst facts of signals, and of the part of the daily reminder about dossiers."""

from collections.abc import Iterator
from datetime import date

from bot.signals import ANSWER_LENGTH, MOST_ADDRESSEES, NAME_LENGTH
from handlers import kit
from handlers.reminders.parts import MOST_LINES
from handlers.signals.pages import PAGE
from handlers.words import Words
from tests.handlers.parts import worst_part
from tests.handlers.worst import LONG, Facts, worst

TITLE = LONG[:150]
DAY = date(2026, 11, 25)


@worst("signals/make")
def make(words: Words) -> Iterator[Facts]:
    for title in ("", TITLE):
        yield {"body": 1, "title": title}


@worst("signals/answer")
def answer(words: Words) -> Iterator[Facts]:
    for many in (1, MOST_ADDRESSEES):
        addressees = [kit.Choice(n, LONG[:NAME_LENGTH]) for n in range(many)]
        yield {"signal": 1, "title": TITLE, "addressees": addressees, "chosen": 0}


@worst("signals/close")
def close(words: Words) -> Iterator[Facts]:
    for many in (0, MOST_ADDRESSEES):
        yield {"signal": 1, "title": TITLE, "silent": [LONG[:NAME_LENGTH]] * many}


@worst("signals/list")
def listed(words: Words) -> Iterator[Facts]:
    answered = words.say(
        "{name}: antwoordde op {day}: {answer}", name=LONG[:NAME_LENGTH], day=DAY, answer=LONG[:ANSWER_LENGTH]
    )
    row = {
        "id": 1,
        "title": [kit.link("https://example.org/" + "x" * 900, TITLE)],
        "name": TITLE,
        "sent_on": DAY,
        "state": words.say("Wacht op antwoord"),
        "reason": LONG[:500],
        "addressees": [answered] * MOST_ADDRESSEES,
        "may_answer": True,
        "may_close": True,
    }
    bare = row | {"title": [kit.bold(TITLE)], "reason": "", "may_answer": False, "addressees": [answered]}
    for rows, full in (([], False), ([bare], False), ([row] * PAGE, True)):
        yield {
            "body": 1,
            "body_name": LONG[:50],
            "rows": rows,
            "more": "1:5" if full else None,
            "may_keep": full,
        }


@worst_part("dossiers")
def dossiers(words: Words) -> Iterator[Facts]:
    line = words.say("{when}: {text} («{title}»)", when=words.when(DAY), text=LONG[:300], title=TITLE)
    for many in (1, MOST_LINES):
        yield {
            "title": words.count("{n} stap van een dossier komt eraan", "{n} stappen van dossiers komen eraan", many),
            "body_name": LONG[:50],
            "body": 1,
            "lines": [line] * many,
        }
