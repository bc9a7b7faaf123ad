"""The worst facts of the daily reminder and the digest: every part at its worst, alone and all together."""

from collections.abc import Iterator
from datetime import date

from bot.followups.deeds import MOST_OWNERS, WAITING_LENGTH
from bot.meetings import Kind, Meeting, State
from bot.reminders.nudges import Why
from bot.reminders.preparing import Chore, Task
from handlers import kit
from handlers.followups import speech
from handlers.reminders import daily, digest, nudged, overview, preparation
from handlers.reminders.parts import MOST_LINES, Part, Press
from handlers.words import Words
from tests.handlers.parts import parts, worst_part
from tests.handlers.worst import LONG, Facts, worst
from tests.handlers.worst_followups import ID, NAME, TEXT, row

DAY = date(2026, 9, 30)


@worst_part(nudged.PART)
def follow_ups(words: Words) -> Iterator[Facts]:
    due = row(words)["due"]
    names = words.join([NAME] * MOST_OWNERS)
    rows = []
    for why in Why:
        asks = words.say(nudged.ASKS[why], due=due)
        text = words.say(
            "Dag {names}, een herinnering van {body_name}: «{text}». {asks} Laat je mij weten hoe het ervoor staat?",
            names=names,
            body_name=NAME,
            text=TEXT,
            asks=asks,
        )
        rows.append(
            {
                "id": ID,
                "text": TEXT,
                "asks": asks,
                "who": words.say("Stuur dit door aan {names}, zonder Slack:", names=names),
                "forward": text,
                "source": words.say("Uit het punt «{title}»", title=LONG[:150]),
                "waits": words.say("wacht op {what}", what=LONG[:WAITING_LENGTH]),
                "sharpen": why is Why.SHARPEN,
                "nobody": why is Why.ESCALATED,
            }
        )
    bare = rows[0] | {"who": None, "forward": None, "source": None, "waits": None}
    title = words.say("{body_name}: herinnering aan «{text}»", body_name=NAME, text=TEXT)
    facts = {"title": title, "body_name": NAME, "body": ID}
    for each in (*rows, bare):
        yield facts | {"rows": [each], "named": [], "rest": 0}
    yield facts | {"rows": (rows * 2)[: nudged.MOST_TOLD], "named": [TEXT] * nudged.MOST_NAMED, "rest": 999}


@worst_part(preparation.PART)
def to_prepare(words: Words) -> Iterator[Facts]:
    meeting = Meeting(id=ID, body=ID, kind=Kind.PLENARY, state=State.AGENDA_OPEN, month=DAY.replace(day=1), day=DAY)
    rows = [
        {
            "task": task.value,
            "meeting": ID,
            "says": preparation._says(words, Chore(task=task, meeting=meeting, day=DAY, by=DAY)),
            "points": [LONG[:150]] * MOST_LINES if task is Task.DOCUMENTS else [],
        }
        for task in Task
    ]
    facts = {"title": words.say("Voor te bereiden voor {body_name}", body_name=NAME), "body": ID}
    for each in rows:
        yield facts | {"rows": [each]}
    yield facts | {"rows": (rows * 2)[: preparation.MOST_TOLD]}


@worst("reminders/daily")
def reminded(words: Words) -> Iterator[Facts]:
    fullest = []
    for name, maker in parts().items():
        for facts in maker(words):
            told = {"template": f"reminders/_{name}.json.j2", "facts": facts}
            yield daily.fitting([told], words=words, since=None)
        fullest.append(told)
    yield daily.fitting(fullest, words=words, since=DAY)
    yield daily.fitting([told for told in fullest for _ in range(4)], words=words, since=DAY)


@worst("reminders/digest")
def weekly(words: Words) -> Iterator[Facts]:
    facts = {"body_name": NAME, "day": DAY, "planned": None}
    yield facts | {"parts": [Part(title=words.say("*Deze week voor te bereiden*"))]}
    yield facts | {"parts": worst_parts(words), "planned": DAY}


@worst("reminders/overview")
def overview_(words: Words) -> Iterator[Facts]:
    yield {"body_name": NAME, "parts": []}
    yield {"body_name": NAME, "parts": worst_parts(words)}


def worst_parts(words: Words) -> list[Part]:
    """As many parts as there can be, with the longest lines."""
    line = words.say("{text} · {owners} · {due}", text=TEXT, owners=speech.dotted([row(words)["who"]]), due=LONG[:200])
    press = Press(action="followups.window", label=words.say("Toon ze"), value=f"{ID}:{overview.LISTS['meeting']}")
    full = Part(title=overview.title(words, "meeting", 9999), lines=[line, [kit.bold(TEXT), line]] * 3, press=press)
    return [full] * digest.MOST_PARTS
