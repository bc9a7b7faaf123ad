"""**Ordenen**: the lines of an agenda in a modal, each with its small menu; forms take the modal's place."""

from typing import Any

from bot import agenda
from bot.agenda import Line
from bot.errors import N_, Refusal
from bot.people import May, Person
from handlers import kit
from handlers.agenda import keep, rows, speech
from handlers.agenda.forms import FORMS, Deed
from handlers.agenda.sheet import STALE, Sheet, sheet, to_order
from handlers.desk import Desk
from handlers.payload import Action, Form
from handlers.reply import Reply
from handlers.words import Sentence, Words

PAGE = 40
"""Lines on one page of the modal: one block each, of the hundred that it may have."""

_DEEDS = {
    Deed.UP: N_("Omhoog"),
    Deed.DOWN: N_("Omlaag"),
    Deed.PLACE: N_("Naar plaats…"),
    Deed.CHANGE: N_("Wijzig…"),
    Deed.TAKE_OFF: N_("Van de agenda halen…"),
}
_PLACES = {Deed.UP: -1, Deed.DOWN: 1}


def ask(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Ordenen** of a meeting opens the modal."""
    reply.open("agenda/order", **facts(_shown(action.id, me, desk), words=reply.words))


def turn(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Vorige**, **Volgende** and **Terug naar de volgorde**: the value is where the page starts."""
    shown = _shown(action.form.id("meeting"), me, desk)
    reply.update("agenda/order", **facts(shown, words=reply.words, start=action.id))


def choose(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """The menu of a line: it moves at once, or its form takes the modal's place."""
    deed, item = _chosen(action.value)
    start = action.form.id("start")
    if deed in _PLACES:
        after, notice = _step(item, _PLACES[deed], action.form, me=me, desk=desk, words=reply.words)
        reply.update("agenda/order", **facts(after, words=reply.words, start=start, notice=notice))
        return
    with desk.sessions.read() as db:
        shown = sheet(db, action.form.id("meeting"), within=me, now=desk.now())
        me.must_be_allowed(May.ORDER_AGENDA, in_=shown.body.id)
        line = shown.line(item)
        filled = FORMS[deed](db, shown, line, reply.words)
    ids = {"meeting": shown.meeting.id, "item": line.id, "start": start}
    reply.update(f"agenda/{deed}", title=line.title, **ids, **filled)


def facts(shown: Sheet, *, words: Words, start: int = 0, notice: Sentence | None = None) -> dict[str, Any]:
    """What the modal shows: one page of lines, each with its menu."""
    lines = shown.standing.lines
    start = max(0, min(start, (max(len(lines), 1) - 1) // PAGE * PAGE))
    return {
        "meeting": shown.meeting.id,
        "seen": shown.seen,
        "start": start,
        "of": speech.meeting(words, shown.meeting),
        "status": speech.status(words, shown),
        "warnings": speech.warnings(words, shown),
        "notice": notice,
        "rows": [
            {"item": line.item, "sentence": rows.row(words, line).sentence, "deeds": _menu(words, line)}
            for line in lines[start : start + PAGE]
        ],
        "earlier": start - PAGE if start else None,
        "later": start + PAGE if start + PAGE < len(lines) else None,
    }


def _menu(words: Words, line: Line) -> list[kit.Choice]:
    return [kit.Choice(f"{deed}:{line.item}", words.say(label)) for deed, label in _DEEDS.items()]


def _shown(meeting: int, me: Person, desk: Desk) -> Sheet:
    with desk.sessions.read() as db:
        shown = sheet(db, meeting, within=me, now=desk.now())
    me.must_be_allowed(May.ORDER_AGENDA, in_=shown.body.id)
    return shown


def _chosen(value: str) -> tuple[Deed, int]:
    name, _, item = value.partition(":")
    try:
        return Deed(name), int(item)
    except ValueError:
        raise Refusal(N_("Dit is verouderd. Open het opnieuw met /agenda.")) from None


def _step(item: int, places: int, seen: Form, *, me: Person, desk: Desk, words: Words) -> tuple[Sheet, Sentence | None]:
    """The agenda after one step up or down, or as it is with the reason why nothing moved."""
    notice: Sentence | None = None
    with desk.sessions.begin() as db:
        found = to_order(db, seen.id("meeting"), by=me, now=desk.now())
        try:
            if seen.metadata.get("seen") != found.seen:
                raise Refusal(STALE)
            moved = agenda.shift(found.meeting, found.items, item, places=places, by=me)
            keep.order(db, found, moved, by=me, now=desk.now())
        except Refusal as refusal:
            # In the modal there is no field to say it under, and the newest order is shown at the same time.
            notice = words.say(refusal.sentence, **refusal.facts)
        return sheet(db, found.meeting.id, within=me, now=desk.now()), notice
