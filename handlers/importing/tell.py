"""What the bot says of a posted list: one message, from the preview to what became of it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from bot import importing
from bot.bodies import Body
from bot.importing import Kind, Outcome, Value, Verdict
from bot.meetings import Meeting
from bot.people import Role
from handlers.importing.take import Offer, held_against
from handlers.items import speech as meetings
from handlers.people import speech
from handlers.words import Sentence, Words
from storage import bodies, outbox
from storage import importing as stored
from storage import people as stored_people
from storage.database import Session, now_in
from storage.importing import List, State
from storage.outbox import Letter

MOST_LINES = 20
"""Lines named for each outcome; the others are counted."""

MOST_COLUMNS = 10


def key(list_: int) -> str:
    """The key of the one message about a list."""
    return f"importing/list:{list_}"


def read_to(db: Session, list_: List, body: Body, *, user: str) -> None:
    """Show whoever posted the list what it would do."""
    outbox.tell(
        db,
        "importing/list",
        workspace=body.workspace,
        to=outbox.user(user),
        key=key(list_.id),
        about={"list": list_.id, "user": user},
        body=body.id,
    )


def changed(db: Session, list_: int, *, workspace: int) -> None:
    """Have the message say how the list stands now."""
    outbox.refresh(db, key(list_), workspace=workspace)


def shown(db: Session, letter: Letter, words: Words) -> dict[str, Any]:
    """The list as it stands: what it would do, that it is being taken over, or what became of it."""
    list_ = stored.get(db, letter.about["list"], body=letter.body or 0)
    body = bodies.load(db, list_.body, workspace=letter.workspace)
    facts: dict[str, Any] = {
        "id": f"{list_.body}:{list_.id}",
        "body": list_.body,
        "name": list_.name,
        "body_name": body.name,
        "state": list_.state.value,
        "why": None,
        "groups": [],
        "ignored": None,
        "changes_something": False,
        "members": list_.found.get("kind") == Kind.MEMBERS,
        "result": _result(words, list_.found) if list_.state is State.DONE else None,
    }
    if list_.state is State.REFUSED:
        sentence, told = list_.found["why"], list_.found["facts"]
        facts["why"] = words.say(sentence, **told)
    if list_.state is State.WAITING and list_.content is not None:
        sheet = importing.read(list_.content)
        today = now_in(db).astimezone(body.zone).date()
        team = bodies.team(db, letter.workspace)
        by = stored_people.person(db, team=team, user=str(letter.about["user"]), today=today)
        facts |= _offered(words, held_against(db, sheet, body, by=by, now=now_in(db)))
    return facts


def group(words: Words, outcome: Outcome, verdicts: Sequence[Verdict]) -> dict[str, Any]:
    """The lines with one outcome: how many, and the first of them."""
    of_outcome = [verdict for verdict in verdicts if verdict.outcome is outcome]
    named = of_outcome[:MOST_LINES] if outcome is not Outcome.UNCHANGED else []
    return {
        "title": title(words, outcome, len(of_outcome)),
        "lines": [line(words, verdict) for verdict in named],
        "more": len(of_outcome) - len(named) if named else 0,
    }


def title(words: Words, outcome: Outcome, number: int) -> Sentence:
    """ "12 nieuw"."""
    match outcome:
        case Outcome.ADDED:
            return words.count("*{n} nieuwe lijn*", "*{n} nieuwe lijnen*", number)
        case Outcome.CHANGED:
            return words.count("*{n} gewijzigde lijn*", "*{n} gewijzigde lijnen*", number)
        case Outcome.UNCHANGED:
            return words.count("*{n} lijn zonder wijziging*", "*{n} lijnen zonder wijziging*", number)
        case Outcome.UNREADABLE:
            return words.count("*{n} onleesbare lijn*", "*{n} onleesbare lijnen*", number)


def line(words: Words, verdict: Verdict) -> Sentence:
    """One line by its number, with what is wrong with it."""
    what = verdict.what[:100]
    if verdict.why is None and not verdict.news:
        return words.say("lijn {number}: {what}", number=verdict.line, what=what)
    if verdict.why is None:
        return words.say("lijn {number}: {what} ({news})", number=verdict.line, what=what, news=news(words, verdict))
    why = words.say(verdict.why.sentence, **verdict.why.facts)
    return words.say("lijn {number}: {what}. {why}", number=verdict.line, what=what, why=why)


def news(words: Words, verdict: Verdict) -> Sentence:
    """What was understood of a line, its days with weekday and year: "Effectief lid · CAW · vanaf …"."""
    return speech.dotted(_understood(words, about, value) for about, value in verdict.news)


def _understood(words: Words, about: str, value: Value) -> Sentence:
    match value:
        case Role():
            return words.say(speech.ROLES[value])
        case bool():
            return words.say("met stemrecht") if value else words.say("zonder stemrecht")
        case date():
            return (
                words.say("vanaf {first}", first=value)
                if about == "valid_from"
                else words.say("tot en met {last}", last=value)
            )
        case Meeting():
            hours = meetings.hours(words, value.starts, value.ends)
            parts = [meetings.meeting(words, value), *([hours] if hours else []), *_place(words, value)]
            return speech.dotted(parts)
    match about:
        case "sector":
            return words.say("sector {name}", name=value)
        case "substitute":
            return words.say("vaste plaatsvervanger: {name}", name=value)
    return words.say("{name}", name=value)


def _place(words: Words, meeting: Meeting) -> list[Sentence]:
    return [words.say("{name}", name=meeting.place)] if meeting.place else []


def _offered(words: Words, offer: Offer) -> dict[str, Any]:
    order = (Outcome.UNREADABLE, Outcome.ADDED, Outcome.CHANGED, Outcome.UNCHANGED)
    present = {verdict.outcome for verdict in offer.verdicts}
    return {
        "groups": [group(words, outcome, offer.verdicts) for outcome in order if outcome in present],
        "ignored": words.join(offer.ignored[:MOST_COLUMNS]) if offer.ignored else None,
        "changes_something": offer.changes_something,
        "members": offer.kind is Kind.MEMBERS,
    }


def _result(words: Words, found: dict[str, Any]) -> list[Sentence]:
    return [title(words, outcome, found[outcome]) for outcome in Outcome if found.get(outcome)]
