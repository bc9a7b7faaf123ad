"""The worst facts of the templates about what a meeting decided."""

from collections.abc import Iterator

from bot import aims, outcomes
from bot.outcomes import Kind
from handlers import kit
from handlers.items.speech import meeting
from handlers.outcomes import note, speech
from handlers.words import Words
from tests.handlers.worst import LONG, Facts, worst
from tests.handlers.worst_meetings import LONGEST, TITLE


@worst("outcomes/list")
def listed(words: Words) -> Iterator[Facts]:
    bare = {"meeting": 1, "of": meeting(words, LONGEST), "points": [], "more": None, "missing": 0}
    yield bare | {"may_close": False, "may_approve": False}
    open_ = {
        "title": TITLE,
        "kinds": None,
        "decision": "",
        "remarks": "",
        "again": False,
        "may_note": False,
        "standing": False,
        **note.NOT_VOTED,
    }
    yield bare | {
        "points": [open_ | {"id": 1}, open_ | {"id": 2, "standing": True}],
        "missing": 1,
        "may_close": False,
        "may_approve": True,
    }
    point = {
        "title": words.say("{number}. {title}", number="12.10", title=TITLE),
        "kinds": words.join(
            [words.say(speech.KINDS[kind]) for kind in (Kind.ADVICE_CONDITIONAL, Kind.AGREED_IN_PRINCIPLE)]
        ),
        "decision": LONG[: outcomes.TEXT_LENGTH],
        "remarks": LONG[: outcomes.REMARKS_LENGTH],
        "again": True,
        "may_note": True,
        "standing": False,
        "ratifies": 2**63 - 1,
        "decides": None,
    }
    yield bare | {
        "points": [point | {"id": n} for n in range(note.PAGE)],
        "more": f"{2**63 - 1}:15",
        "missing": 185,
        "may_close": True,
        "may_approve": True,
    }


@worst("outcomes/note")
def asked(words: Words) -> Iterator[Facts]:
    kinds = [kit.Choice(kind.value, words.say(label)) for kind, label in speech.KINDS.items()]
    bare = {"item": 2**63 - 1, "title": TITLE, "kinds": kinds, "chosen": [], "decision": "", "remarks": ""}
    bare |= {"to": "", "back": ""}
    yield bare
    yield bare | {
        "chosen": [Kind.POSTPONED.value, Kind.NOTED.value],
        "decision": LONG[: outcomes.TEXT_LENGTH],
        "remarks": LONG[: outcomes.REMARKS_LENGTH],
        "to": LONG[: aims.PHRASE_LENGTH],
        "back": "https://hooks.slack.com/actions/" + "x" * 300,
    }
