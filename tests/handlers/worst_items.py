"""The worst facts of the templates about agenda points."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

from bot import items, texts
from bot.items import Kind, State, When
from handlers import kit
from handlers.items import form, speech
from handlers.words import Mention, Words
from tests.handlers.worst import LONG, Facts, worst

TITLE = LONG[: texts.TITLE_LENGTH]
NAME = LONG[:50]


def point(words: Words, **more: Any) -> Facts:
    """Everything at once on one point."""
    facts = {
        "id": 2**63 - 1,
        "title": TITLE,
        "kind": words.say(speech.KINDS[Kind.DISCUSSION]),
        "minutes": items.LONGEST_MINUTES,
        "presenter": LONG[: items.PRESENTER_LENGTH],
        "guest": True,
        "place": words.say("{phrase}", phrase=LONG[:150]),
        "late": True,
        "before": date(2026, 4, 20),
        "too_late": True,
        "explanation": LONG[: texts.EXPLANATION_LENGTH],
        "attachments": [[kit.link("https://x.be/" + "a" * 2900, LONG[:500])] for _ in range(items.MOST_ATTACHMENTS)],
        "proposer": Mention("U0123456789", NAME),
        "entered_by": NAME,
        "judge": NAME,
        "judged_at": datetime(2026, 3, 4, 9, tzinfo=UTC),
        "reason": LONG[: texts.REASON_LENGTH],
        "state": State.SUBMITTED.value,
        "state_words": words.say(speech.STATES[State.SUBMITTED]),
        "open": True,
        "editable": True,
        "withdrawn": False,
    }
    return facts | more


def bare(words: Words) -> Facts:
    """A point of which nothing is known but its title."""
    return point(
        words,
        minutes=None,
        presenter="",
        guest=False,
        late=False,
        before=None,
        too_late=False,
        explanation="",
        attachments=[],
        proposer=None,
        entered_by=None,
        judge=None,
        judged_at=None,
        reason="",
    )


@worst("items/card")
@worst("items/noted")
@worst("items/judged")
def told(words: Words) -> Iterator[Facts]:
    yield bare(words)
    for state in State:
        yield point(words, state=state.value, open=state is State.SUBMITTED, editable=state in items.EDITABLE)


@worst("items/mine")
def mine(words: Words) -> Iterator[Facts]:
    one = {
        "id": 1,
        "title": TITLE,
        "state": words.say(speech.STATES[State.SENT_BACK]),
        "place": words.say("{phrase}", phrase=LONG[:150]),
        "reason": LONG[: texts.REASON_LENGTH],
        "editable": True,
    }
    for number in (0, 1, 15):
        yield {"body": 1, "body_name": NAME, "points": [one] * number, "more": number == 15}


@worst("items/propose")
@worst("items/edit")
def filled(words: Words) -> Iterator[Facts]:
    facts = form.Facts(
        body=1,
        item=0,
        body_name=NAME,
        meetings=[],
        kinds=[kit.Choice(kind.value, words.say(label)) for kind, label in speech.KINDS.items()],
        may_act_for_others=False,
    ).as_facts()
    yield facts
    yield facts | {
        "item": 5,
        "may_act_for_others": True,
        "meetings": [kit.Choice(f"meeting:{n}", LONG[:200]) for n in range(form.MOST_MEETINGS)],
        "trouble": words.say("{phrase}", phrase=LONG[:1000]),
        "title": TITLE,
        "aimed": When.PERIOD.value,
        "period": LONG[:150],
        "minutes": items.LONGEST_MINUTES,
        "presenter": LONG[: items.PRESENTER_LENGTH],
        "guest": True,
        "explanation": LONG[: texts.EXPLANATION_LENGTH],
        "links": "https://x.be/" * 200,
        "kept": [LONG[:200]] * items.MOST_ATTACHMENTS,
        "before": date(2026, 4, 20),
    }


@worst("items/send_back")
@worst("items/refuse")
@worst("items/postpone")
def asked(words: Words) -> Iterator[Facts]:
    yield {"item": 2**63 - 1, "title": TITLE}


@worst("items/unread")
def unread(words: Words) -> Iterator[Facts]:
    why = words.say("{phrase}", phrase=LONG[:1500])
    yield {"why": why, "line": None, "form": None, "days": []}
    yield {
        "why": why,
        "line": LONG[:1900],
        "form": f"{2**63 - 1}|" + LONG[:1900],
        "days": [
            kit.button("items.line", words.when(date(2026, 4, day)), f"{2**63 - 1}|" + LONG[:1900]) for day in (17, 24)
        ],
    }
