"""The worst facts of the templates about follow-ups."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from bot.followups import State
from bot.followups.deeds import MOST_OWNERS, NOTE_LENGTH, TEXT_LENGTH, WAITING_LENGTH
from bot.followups.dues import PHRASE_LENGTH
from bot.followups.lines import MOST_LINES
from bot.followups.lists import Filter
from handlers import kit
from handlers.followups import deeds, form, pages, propose, speech, tell
from handlers.words import Sentence, Words
from tests.handlers.worst import LONG, Facts, worst

ID = 2**63 - 1
TEXT = LONG[:TEXT_LENGTH]
NAME = LONG[:50]
ADDRESS = "https://x.be/" + "a" * 480


def details(words: Words) -> Sentence:
    """As many owners as there can be, a period with the longest phrase, and what it waits for."""
    owners = words.join([words.say("{name} (geen lid meer)", name=NAME) for _ in range(MOST_OWNERS)])
    due = words.say("{phrase} ({first} tot en met {last})", phrase=LONG[:PHRASE_LENGTH], first=_DAY, last=_DAY)
    late = words.say("*te laat:* {due}", due=due)
    return speech.dotted([owners, late, words.say("wacht op {what}", what=LONG[:WAITING_LENGTH])])


_DAY = date(2026, 9, 30)


def row(words: Words, **more: Any) -> Facts:
    """Everything at once on one follow-up."""
    facts = {
        "id": ID,
        "text": TEXT,
        "who": words.join([NAME] * MOST_OWNERS),
        "due": words.say("{phrase} ({first} tot en met {last})", phrase=LONG[:PHRASE_LENGTH], first=_DAY, last=_DAY),
        "details": details(words),
        "origin": [
            words.say("Uit {meeting}, punt «{title}»", meeting="woensdag 30 september 2026", title=LONG[:150]),
            "  ",
            kit.link(ADDRESS, words.say("Naar het bericht")),
        ],
        "stands": LONG[:NOTE_LENGTH],
        "reason": LONG[:NOTE_LENGTH],
        "live": True,
        "may_tend": True,
        "may_change": True,
    }
    return facts | more


def page(words: Words, **more: Any) -> Facts:
    """A list with as much as there can be."""
    filters = [kit.Choice(f"{ID}:{pages.MINE}", words.say("Van mij"))]
    filters += [kit.Choice(f"{ID}:{each}", words.say(label)) for each, label in speech.FILTERS.items()]
    facts = {
        "body": ID,
        "body_name": NAME,
        "mine": False,
        "filters": filters,
        "filter": f"{ID}:{Filter.NEXT_MEETING}",
        "total": 2000,
        "first": 1001,
        "last": 1008,
        "rows": [row(words, id=n) for n in range(pages.PAGE)],
        "before": f"{ID}:{Filter.NEXT_MEETING}:992",
        "after": f"{ID}:{Filter.NEXT_MEETING}:1008",
        "may_make": True,
    }
    return facts | more


@worst("followups/list")
def listed(words: Words) -> Iterator[Facts]:
    yield page(words, rows=[], before=None, after=None, total=0, may_make=False, mine=True)
    yield page(words)
    closed = row(words, live=False, may_tend=False, stands="", origin=[])
    yield page(words, rows=[closed | {"id": n} for n in range(pages.PAGE)], total=None)


@worst("followups/window")
def window(words: Words) -> Iterator[Facts]:
    yield page(words, rows=[], before=None, after=None, total=0, may_make=False, mine=True)
    yield page(words)


@worst("followups/make")
def make(words: Words) -> Iterator[Facts]:
    yield form.Facts(body=1).as_facts()
    yield _filled(words, follow_up=0)


@worst("followups/edit")
def edit(words: Words) -> Iterator[Facts]:
    yield form.Facts(body=1, follow_up=1, seen=1, text="a").as_facts()
    yield _filled(words, follow_up=ID) | {"text": TEXT}


def _filled(words: Words, *, follow_up: int) -> Facts:
    return form.Facts(
        body=ID,
        follow_up=follow_up,
        seen=999_999,
        address=ADDRESS,
        trouble=words.say("Ik begrijp «{piece}» niet.", piece=LONG[:1800]),
        text=LONG[: form.TEXT_LENGTH],
        who=[kit.Choice(f"member:{n}", NAME) for n in range(MOST_OWNERS)],
        phrase=LONG[:PHRASE_LENGTH],
        day=_DAY,
        source=kit.Choice(f"item:{ID}", LONG[:150], "woensdag 30 september 2026"),
        waiting_for=LONG[:WAITING_LENGTH],
    ).as_facts()


@worst("followups/made")
def made(words: Words) -> Iterator[Facts]:
    more = {"body_name": NAME, "waiting_for": "", "nobody": True, "undated": True, "fuzzy": False, "late": False}
    yield row(words, origin=[], may_change=False) | more
    yield (
        row(words)
        | more
        | {
            "waiting_for": LONG[:WAITING_LENGTH],
            "nobody": False,
            "undated": False,
            "fuzzy": True,
            "late": True,
        }
    )


@worst("followups/unread")
def unread(words: Words) -> Iterator[Facts]:
    why = words.say("Ik begrijp «{piece}» niet.", piece=LONG[:1800])
    yield {"why": why, "line": None, "form": None, "days": []}
    line = LONG[: propose.LONGEST_LINE]
    yield {
        "why": why,
        "line": line,
        "form": f"{ID}|{line}",
        "days": [kit.button("followups.line", words.when(_DAY), f"{ID}|{line}") for _ in range(3)],
    }


@worst("followups/done")
def done(words: Words) -> Iterator[Facts]:
    yield {"id": ID, "text": TEXT}


@worst("followups/note")
def note(words: Words) -> Iterator[Facts]:
    yield {"id": 1, "text": "a", "note": ""}
    yield {"id": ID, "text": TEXT, "note": LONG[:NOTE_LENGTH]}


@worst("followups/update")
def update(words: Words) -> Iterator[Facts]:
    told = words.say("stand van zaken")
    entry = words.say("{day}, {who}: {told}: {text}", day=_DAY, who=NAME, told=told, text=LONG[:NOTE_LENGTH])
    yield {"id": 1, "text": "a", "details": details(words), "waiting_for": "", "log": []}
    yield {
        "id": ID,
        "text": TEXT,
        "details": details(words),
        "waiting_for": LONG[:WAITING_LENGTH],
        "log": [entry] * deeds.MOST_ENTRIES,
    }


@worst("followups/defer")
def defer(words: Words) -> Iterator[Facts]:
    yield {"id": ID, "text": TEXT, "details": details(words)}


@worst("followups/snooze")
def snooze(words: Words) -> Iterator[Facts]:
    choices = [kit.Choice(until.value, words.say(label)) for until, label in deeds.UNTIL.items()]
    yield {"id": ID, "text": TEXT, "details": details(words), "choices": choices}


@worst("followups/drop")
def drop(words: Words) -> Iterator[Facts]:
    yield {"id": ID, "text": TEXT}


@worst("followups/preview")
def preview(words: Words) -> Iterator[Facts]:
    rows = [[kit.bold(TEXT[:75]), "  ", details(words)]] * MOST_LINES
    yield {"body": 1, "seen": "0" * 16, "rows": rows[:1], "wrong": 0, "lines": "a", "source": None}
    source = kit.Choice(f"item:{ID}", LONG[:150], "woensdag 30 september 2026")
    yield {
        "body": ID,
        "seen": "0" * 16,
        "rows": rows,
        "wrong": MOST_LINES,
        "lines": LONG[: form.TEXT_LENGTH],
        "source": source,
    }


@worst("followups/given")
def given(words: Words) -> Iterator[Facts]:
    one = {"id": 1, "text": TEXT, "sentence": words.say("*{text}*\n{due}", text=TEXT, due=details(words))}
    yield {"body": 1, "body_name": NAME, "giver": None, "rows": [one], "rest": 0}
    rows = [one | {"id": n} for n in range(tell.MOST_TOLD)]
    yield {"body": ID, "body_name": NAME, "giver": NAME, "rows": rows, "rest": 400}


@worst("followups/left")
def left(words: Words) -> Iterator[Facts]:
    facts = {"body": ID, "body_name": NAME, "member": ID, "name": NAME}
    one = words.say("{text} · {due}", text=TEXT, due=words.say(speech.STATES[State.OPEN]))
    yield facts | {"rows": [one], "rest": 0}
    yield facts | {"rows": [one] * tell.MOST_TOLD, "rest": 400}


@worst("followups/hand_over")
def hand_over(words: Words) -> Iterator[Facts]:
    yield {"body": ID, "member": ID, "name": NAME, "number": 400}
