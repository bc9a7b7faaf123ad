"""The worst facts of the templates about calls and candidacies."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from bot import texts
from bot.candidacies import State
from handlers import kit
from handlers.candidacies import call, overview, speech, stand
from handlers.candidacies import mine as candidates_mine
from handlers.words import Mention, Words
from tests.handlers.parts import worst_part
from tests.handlers.worst import LONG, Facts, worst

TITLE = LONG[: texts.TITLE_LENGTH]
NAME = LONG[:50]
WHY = LONG[: texts.EXPLANATION_LENGTH]
DAY = date(2026, 4, 30)
BIG = 2**63 - 1


def one_call(words: Words, **more: Any) -> Facts:
    """Everything at once on one call."""
    facts = {
        "id": BIG,
        "title": TITLE,
        "places": words.say("{least} tot {most} plaatsen", least=19, most=20),
        "gives": words.say("{name}", name=LONG[:100]),
        "closes": DAY,
        "open": True,
        "called_off": False,
        "explanation": WHY,
    }
    return facts | more


def one_candidacy(words: Words, **more: Any) -> Facts:
    """Everything at once on one candidacy."""
    facts = {
        "id": BIG,
        "title": TITLE,
        "body_name": NAME,
        "name": NAME,
        "who": Mention("U0123456789", NAME),
        "state": State.SUBMITTED.value,
        "state_words": words.say(speech.STATES[State.PROPOSED]),
        "late": True,
        "called_off": False,
    }
    return facts | more


@worst("candidacies/call")
@worst("candidacies/reminder")
def announced(words: Words) -> Iterator[Facts]:
    yield one_call(words)
    yield one_call(words, open=False)
    yield one_call(words, open=False, called_off=True)
    yield one_call(words, gives=None, explanation="")


@worst("candidacies/open_call")
def opening(words: Words) -> Iterator[Facts]:
    choices = [kit.Choice(call.MEANT, words.say("Wat de titel zegt"))]
    groups = [kit.Choice(f"group:{BIG - n}", words.say("Lid van {name}", name=LONG[:100])) for n in range(90)]
    yield {"body": 1, "body_name": NAME, "title": "", "choices": choices}
    yield {"body": BIG, "body_name": NAME, "title": TITLE, "choices": choices + groups}


@worst("candidacies/prolong")
def prolonging(words: Words) -> Iterator[Facts]:
    yield {"call": BIG, "title": TITLE, "closes": DAY}


@worst("candidacies/stand")
@worst("candidacies/nominate")
def standing(words: Words) -> Iterator[Facts]:
    facts = {
        "body": BIG,
        "body_name": NAME,
        "calls": [kit.Choice(BIG - n, TITLE) for n in range(stand.MOST_CALLS + 1)],
        "call": BIG,
        "closes": DAY,
        "open": False,
        "explanation": WHY,
        "may_act_for_others": True,
        "motivation": WHY,
        "most": texts.EXPLANATION_LENGTH,
    }
    yield facts
    yield facts | {"open": True, "explanation": "", "may_act_for_others": False, "motivation": ""}


@worst("candidacies/reword")
def rewording(words: Words) -> Iterator[Facts]:
    for motivation in ("", WHY):
        yield {"candidacy": BIG, "title": TITLE, "motivation": motivation, "most": texts.EXPLANATION_LENGTH}


@worst("candidacies/motivation")
def reading(words: Words) -> Iterator[Facts]:
    for motivation in ("", WHY):
        yield {"name": NAME, "title": TITLE, "motivation": motivation}


@worst("candidacies/card")
def card(words: Words) -> Iterator[Facts]:
    for is_open in (True, False):
        for has_motivation in (True, False):
            yield one_candidacy(words, open=is_open, has_motivation=has_motivation, why=[])
    why = [words.say("{phrase}", phrase=LONG[:500])] * 4
    yield one_candidacy(words, open=False, has_motivation=False, late=False, who=NAME, why=why)


@worst("candidacies/mine")
def mine(words: Words) -> Iterator[Facts]:
    more = {
        "places": words.say("{least} tot {most} plaatsen", least=19, most=20),
        "closes": DAY,
        "nominator": Mention("U0123456789", NAME),
    }
    for behalf in (True, False):
        for text in ("", WHY):
            written = more | {"behalf": behalf, "explanation": text, "motivation": text}
            yield one_candidacy(words, **written, nominated=True, free=False)
            yield one_candidacy(words, **written, nominated=False, free=True)
            yield one_candidacy(words, **written, nominated=False, free=False)
            yield one_candidacy(words, **written, nominated=False, free=False, called_off=True)


@worst("candidacies/answered")
def answered(words: Words) -> Iterator[Facts]:
    for accepted in (True, False):
        yield one_candidacy(words, accepted=accepted)


@worst("candidacies/outcome")
def outcome(words: Words) -> Iterator[Facts]:
    for behalf in (True, False):
        for state in (State.PROPOSED, State.RATIFIED, State.RESERVE, State.NOT_ELECTED):
            yield one_candidacy(words, state=state.value, behalf=behalf, gives=None, begins=None)
        yield one_candidacy(words, state=State.WITHDRAWN.value, behalf=behalf, called_off=True, gives=None, begins=None)
    gives = words.say("{name}", name=LONG[:100])
    yield one_candidacy(words, state=State.RATIFIED.value, behalf=False, gives=gives, begins=DAY)


@worst("candidacies/elected")
def elected(words: Words) -> Iterator[Facts]:
    names = words.join([NAME] * 20)
    yield {"title": TITLE, "names": names, "gives": None}
    yield {"title": TITLE, "names": names, "gives": words.say("{name}", name=LONG[:100])}


@worst("candidacies/nobody")
def nobody(words: Words) -> Iterator[Facts]:
    yield one_call(words, body_name=NAME, asked=0, ends=None)
    yield one_call(words, body_name=NAME, asked=20, ends=DAY)


@worst("candidacies/closed")
def closed(words: Words) -> Iterator[Facts]:
    for standing_, waiting, unanswered in ((0, 0, 0), (0, 0, 3), (1, 0, 0), (1, 1, 1), (20, 20, 20), (20, 0, 0)):
        yield one_call(words, open=False, standing=standing_, least=2, waiting=waiting, unanswered=unanswered)


@worst("candidacies/list")
def listed(words: Words) -> Iterator[Facts]:
    full = {
        "id": BIG,
        "title": TITLE,
        "places": words.say("{least} tot {most} plaatsen", least=19, most=20),
        "closes": DAY,
        "open": True,
        "own": BIG,
        "state": words.say(speech.STATES[State.PROPOSED]),
        "nominated": True,
        "own_is_free": True,
        "may_stand": True,
        "may_nominate": True,
        "names": True,
        "may_call": True,
    }
    bare = full | {
        "open": False,
        "own": None,
        "state": None,
        "nominated": False,
        "own_is_free": False,
        "may_stand": False,
        "may_nominate": False,
        "names": False,
        "may_call": False,
    }
    for calls, more in (([], False), ([bare], False), ([full] * overview.MOST_CALLS, True)):
        yield {"body": BIG, "body_name": NAME, "calls": calls, "more": more, "may_call": bool(calls)}


@worst("candidacies/candidates")
def candidates(words: Words) -> Iterator[Facts]:
    full = {
        "id": BIG,
        "name": NAME,
        "state": words.say(speech.STATES[State.PROPOSED]),
        "late": True,
        "nominator": NAME,
        "may_admit": True,
        "may_read": True,
        "may_answer": True,
        "may_withdraw": True,
    }
    bare = full | {
        "late": False,
        "nominator": None,
        "may_admit": False,
        "may_read": False,
        "may_answer": False,
        "may_withdraw": False,
    }
    for shown, more in (([], 0), ([bare], 0), ([full] * overview.MOST_CANDIDATES, 1)):
        yield {"title": TITLE, "candidates": shown, "more": more}


@worst("help/kandidaat")
def explained(words: Words) -> Iterator[Facts]:
    yield {}


@worst_part("candidacies")
def reminded(words: Words) -> Iterator[Facts]:
    row = {"id": BIG, "title": TITLE, "body_name": NAME, "closes": DAY, "nominator": Mention("U0123456789", NAME)}
    for number in (1, candidates_mine.MOST_ASKED):
        title = words.count("{n} voordracht wacht op je antwoord", "{n} voordrachten wachten op je antwoord", number)
        yield {"title": title, "rows": [row] * number}
