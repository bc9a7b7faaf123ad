"""How follow-ups are said: who, by when, how they stand, and where they come from."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from bot.errors import N_
from bot.followups import Deed, Due, DueKind, Entry, FollowUp, Owner, State, Whose, may_change, may_tend
from bot.followups.lists import Filter
from bot.people import Person
from handlers import kit
from handlers.followups.ground import Ground
from handlers.items import speech as speech_items
from handlers.words import Sentence, Words

STATES = {
    State.OPEN: N_("open"),
    State.WAITING: N_("wacht op antwoord"),
    State.DEFERRED: N_("uitgesteld"),
    State.DONE: N_("klaar"),
    State.DROPPED: N_("geschrapt"),
}

DEEDS = {
    Deed.MADE: N_("gemaakt"),
    Deed.CHANGED: N_("gewijzigd"),
    Deed.UPDATE: N_("stand van zaken"),
    Deed.WAITING: N_("wacht op antwoord"),
    Deed.DEFERRED: N_("uitgesteld"),
    Deed.SNOOZED: N_("herinnering stil tot"),
    Deed.DONE: N_("klaar"),
    Deed.DROPPED: N_("geschrapt"),
    Deed.REOPENED: N_("heropend"),
    Deed.HANDED_OVER: N_("overgedragen"),
}

FILTERS = {
    Filter.ALL: N_("Alles wat openstaat"),
    Filter.LATE: N_("Te laat"),
    Filter.THIS_MONTH: N_("Deze maand"),
    Filter.NEXT_MEETING: N_("Volgende vergadering"),
    Filter.NOBODY: N_("Zonder eigenaar"),
    Filter.WAITING: N_("Wacht op antwoord"),
    Filter.CLOSED: N_("Afgerond"),
}


def due(words: Words, due: Due, here: Ground) -> Sentence:
    """By when, always with weekday and year; what has no day keeps the words that were typed."""
    match due.kind:
        case DueKind.DAY if due.last is not None:
            return words.say("{day}", day=due.last)
        case DueKind.BEFORE if due.last is not None:
            return words.say("ten laatste {day}", day=due.last)
        case DueKind.PERIOD if due.first is not None and due.last is not None:
            return words.say("{phrase} ({first} tot en met {last})", phrase=due.phrase, first=due.first, last=due.last)
        case DueKind.MEETING:
            meeting = here.calendar.meeting_of(due)
            if meeting is None:
                return words.say("de volgende vergadering, die nog gepland moet worden")
            return words.say("de vergadering van {meeting}", meeting=speech_items.meeting(words, meeting))
        case DueKind.NOT_BEFORE if due.first is not None:
            return words.say("niet vóór {day}", day=due.first)
        case DueKind.EVENT:
            return words.say("«{phrase}», zonder datum", phrase=due.phrase)
    return words.say("zonder datum («{phrase}»)", phrase=due.phrase) if due.phrase else words.say("zonder datum")


def owner(words: Words, owner: Owner, here: Ground) -> Sentence:
    """One owner by name; somebody who left is said to have left."""
    if owner.whose is Whose.EVERYBODY:
        return words.say("alle leden")
    name = here.name(owner) or words.say("onbekend").plain
    if owner.whose is Whose.MEMBER and owner.id not in here.circle.members:
        return words.say("{name} (geen lid meer)", name=name)
    return words.say("{name}", name=name)


def owners(words: Words, follow_up: FollowUp, here: Ground) -> Sentence:
    """Whose it is: "Lena ’t Kindt en Jo Claes", or that nobody looks after it yet."""
    if not follow_up.owners:
        return words.say("nog niemand")
    return words.join([owner(words, each, here) for each in follow_up.owners])


def state(words: Words, follow_up: FollowUp) -> Sentence:
    """How it stands, with what it waits for."""
    if follow_up.state is State.WAITING:
        return words.say("wacht op {what}", what=follow_up.waiting_for)
    return words.say(STATES[follow_up.state])


def details(words: Words, follow_up: FollowUp, here: Ground) -> Sentence:
    """Who, by when and how it stands, in one line."""
    parts = [owners(words, follow_up, here)]
    term = due(words, follow_up.due, here)
    parts.append(words.say("*te laat:* {due}", due=term) if here.calendar.is_late(follow_up) else term)
    if follow_up.state is not State.OPEN:
        parts.append(state(words, follow_up))
    return dotted(parts)


def entry(words: Words, entry: Entry, here: Ground) -> Sentence:
    """One line of the log: when, who, what happened, and what was written with it."""
    member = here.members.get(entry.by or 0)
    who = member.name if member is not None else "irojbot"
    day = entry.at.astimezone(here.body.zone).date()
    told = words.say(DEEDS[entry.deed])
    if entry.deed is Deed.SNOOZED:
        return words.say(
            "{day}, {who}: {told} {until}", day=day, who=who, told=told, until=date.fromisoformat(entry.text)
        )
    if entry.text:
        return words.say("{day}, {who}: {told}: {text}", day=day, who=who, told=told, text=entry.text)
    return words.say("{day}, {who}: {told}", day=day, who=who, told=told)


def source(words: Words, follow_up: FollowUp, here: Ground, point: str = "") -> Sentence | None:
    """The meeting and point it comes from; None for none."""
    meeting = here.meetings.get(follow_up.source.meeting or 0)
    if meeting is not None and point:
        return words.say("Uit {meeting}, punt «{title}»", meeting=speech_items.meeting(words, meeting), title=point)
    if meeting is not None:
        return words.say("Uit {meeting}", meeting=speech_items.meeting(words, meeting))
    return words.say("Uit het punt «{title}»", title=point) if point else None


def origin(words: Words, follow_up: FollowUp, here: Ground, point: str) -> list[Sentence | kit.Piece | str]:
    """Where it comes from as parts of rich text, with a link to the message; none for nowhere."""
    said = source(words, follow_up, here, point)
    parts: list[Sentence | kit.Piece | str] = [] if said is None else [said]
    if follow_up.source.link:
        parts += [*(["  "] if parts else []), kit.link(follow_up.source.link, words.say("Naar het bericht"))]
    return parts


def facts(
    words: Words, follow_up: FollowUp, here: Ground, *, me: Person, point: str = "", stands: str = ""
) -> dict[str, Any]:
    """One follow-up as a list or card shows it, with the deeds that `me` may do; `stands` is the last update."""
    return {
        "id": follow_up.id,
        "text": follow_up.text,
        "who": owners(words, follow_up, here),
        "due": due(words, follow_up.due, here),
        "details": details(words, follow_up, here),
        "origin": origin(words, follow_up, here, point),
        "stands": stands,
        "reason": follow_up.reason,
        "live": follow_up.is_live,
        "may_tend": follow_up.is_live and may_tend(me, follow_up, circle=here.circle),
        "may_change": may_change(me, follow_up, circle=here.circle),
    }


def card(words: Words, follow_up: FollowUp, here: Ground, *, me: Person, point: str = "") -> dict[str, Any]:
    """One follow-up as it was just noted: what was understood, and what is still missing."""
    due = follow_up.due
    return facts(words, follow_up, here, me=me, point=point) | {
        "body_name": here.body.name,
        "waiting_for": follow_up.waiting_for,
        "nobody": not follow_up.owners,
        "undated": due.kind in {DueKind.NONE, DueKind.EVENT},
        "fuzzy": due.kind is DueKind.PERIOD,
        "late": here.calendar.is_late(follow_up),
    }


def dotted(parts: Iterable[Sentence]) -> Sentence:
    """ "a · b · c"."""
    parts = list(parts)
    return Sentence(plain=" · ".join(each.plain for each in parts), marked=" · ".join(each.marked for each in parts))
