"""The worst facts of the templates about posted lists."""

from collections.abc import Iterator
from datetime import date

from bot.errors import Refusal
from bot.importing import Outcome, Verdict
from bot.people import Role
from handlers.importing import post, tell
from handlers.words import Words
from storage.importing import State
from tests.handlers.worst import LONG, Facts, worst
from tests.handlers.worst_meetings import LONGEST


@worst("importing/list")
def listed(words: Words) -> Iterator[Facts]:
    plain = {
        "id": f"{2**63 - 1}:{2**63 - 1}",
        "body": 2**63 - 1,
        "name": LONG[:255],
        "body_name": LONG[:50],
        "why": None,
        "groups": [],
        "ignored": None,
        "changes_something": False,
        "members": True,
        "result": None,
    }
    why = Refusal("{text}", text=LONG[:300])
    news = (
        *(("role", Role.CLIENT_SUPPORTER), ("organisation", LONG[:100]), ("sector", LONG[:100]), ("has_vote", False)),
        *(("valid_from", date(2026, 9, 30)), ("valid_until", date(2026, 9, 30)), ("substitute", LONG[:50])),
        *(("email", LONG[:200]), ("meeting", LONGEST)),
    )
    verdicts = [
        Verdict(line=10**5, what=LONG, outcome=outcome, why=why if outcome is Outcome.UNREADABLE else None, news=news)
        for outcome in Outcome
    ] * 1000
    groups = [tell.group(words, outcome, verdicts) for outcome in Outcome]
    for state in State:
        yield plain | {"state": state.value}
        yield plain | {
            "state": state.value,
            "why": words.say("{text}", text=LONG[:500]),
            "groups": groups,
            "ignored": words.join([LONG[:50]] * tell.MOST_COLUMNS),
            "changes_something": True,
            "result": [group["title"] for group in groups],
        }


@worst("importing/which")
def which(words: Words) -> Iterator[Facts]:
    yield {"choices": [(LONG[:50], f"{2**63 - 1}:F0123456789:{LONG[:100]}")] * post.MOST_BODIES}
