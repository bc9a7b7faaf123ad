"""The worst facts of the home tab."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from bot.bodies import Method
from handlers import home, kit
from handlers.attendance import mine
from handlers.bodies import speech
from handlers.candidacies import mine as candidates
from handlers.followups import mine as follow_ups
from handlers.reminders import overview
from handlers.votes import rows as votes
from handlers.words import ChannelLink, Mention, Words
from tests.handlers.worst import LONG, Facts, worst
from tests.handlers.worst_attendance import occasion
from tests.handlers.worst_meetings import BARE, LONGEST, shown
from tests.handlers.worst_votes import row


@worst("home/tab")
def tab(words: Words) -> Iterator[Facts]:
    yield {"parts": [], "full": True, "rest": 0, "asked": [], "nominations": []}
    yield {
        "parts": [empty(words)],
        "full": True,
        "rest": 0,
        "asked": asked(words)[:1],
        "nominations": nominations()[:1],
    }
    full, brief = ([part(words, n) for n in range(most)] for most in (home.MOST_BODIES, home.MOST_BRIEFLY))
    yield {"parts": full, "full": True, "rest": 0, "asked": asked(words), "nominations": nominations()}
    yield {"parts": brief, "full": False, "rest": 200, "asked": asked(words), "nominations": nominations()}


def asked(words: Words) -> list[dict[str, Any]]:
    """What somebody was asked as a substitute, and promised."""
    about = {"absent": LONG[:50], "body_name": LONG[:50], "occasion": occasion(words)}
    return [about | {"id": 2**63 - n, "accepted": n == 1} for n in range(1, mine.MOST_ASKED + 1)]


def nominations() -> list[dict[str, Any]]:
    """Nominations to answer."""
    about = {"title": LONG[:150], "body_name": LONG[:50], "nominator": Mention("U0123456789", LONG[:50])}
    return [about | {"id": 2**63 - n} for n in range(1, candidates.MOST_ASKED + 1)]


def empty(words: Words) -> dict[str, Any]:
    """A body in which nothing is."""
    return {
        "body": 1,
        "name": "IROJ",
        "roles": words.say("Waarnemer"),
        "next": None,
        "may_propose": False,
        "may_plan": False,
        "status": [],
        "digest": [],
        "calls": None,
        "lines": [],
        "mine": [],
        "follow_ups": None,
        "votes": None,
        "waiting": [],
        "committee": "G0123456789",
        "trouble": [],
        "missing": None,
        "budget": None,
        "pool": 0,
    }


def part(words: Words, number: int) -> dict[str, Any]:
    """A body with everything at its longest."""
    title = LONG[:150]
    return empty(words) | {
        "body": number,
        "name": LONG[:50],
        "roles": speech.roles(words, frozenset(speech.ROLES)),
        "next": shown(words, LONGEST if number else BARE),
        "may_propose": True,
        "may_plan": True,
        "digest": [overview.title(words, name, 9999) for name in overview.LISTS] * 3,
        "status": [
            {
                "of": shown(words, LONGEST)["name"],
                "status": status,
                "part": LONG[:20] if status == "coming" else None,
                "substitute": words.say("{phrase}", phrase=LONG[:150]) if status == "excused" else None,
                "value": f"{number}:{n}",
            }
            for n, status in enumerate(("no_news", "excused", "coming"))
        ],
        "calls": words.join(
            [words.say("«{title}» tot en met {closes}", title=title, closes=date(2026, 9, 30))] * candidates.MOST_CALLS
        ),
        "lines": [[kit.bold("10u15 · 4.12"), "  ", title, "  (", title, ")"]] * home.MOST_LINES,
        "mine": [[kit.bold(title), words.say(" {state}, {place}", state=title, place=title)]] * home.MOST_POINTS,
        "follow_ups": {
            "number": 2000,
            "late": 1999,
            "rows": [words.say("{text} · {due}", text=LONG[:300], due=title)] * follow_ups.MOST_SHOWN,
            "value": f"{number}:mine:0",
        },
        "votes": {
            "first": row(words, Method.SECRET if number else Method.NAMED),
            "others": words.join(
                [words.say("«{title}»: {choices} zit in de stembus", title=title, choices=words.say("Onthouding"))]
                * votes.MOST_AT_HOME
            ),
        },
        "waiting": [words.say("«{title}» van {proposer}", title=title, proposer=LONG[:50])] * home.MOST_POINTS,
        "trouble": [
            {"id": number * 10 + n, "where": ChannelLink("C0123456789") if n else None, "why": title}
            for n in range(home.MOST_TROUBLE)
        ],
        "missing": {"number": 10**6, "first": words.join([LONG[:220]] * home.MOST_GAPS)},
        "budget": words.say(
            "Regiobudget {year}: {short} te kort op {budget}.",
            year="2026",
            short=words.money(10**9),
            budget=words.money(10**9),
        ),
        "pool": 500,
    }
