"""How answers, substitutes and what follows from them are said."""

from collections.abc import Iterable
from datetime import time

from bot.attendance import Consequences, DayRole, Expected, Instead, Invitee, Part, Quorum, State
from bot.errors import N_
from handlers.attendance.roll import Roll
from handlers.items import speech
from handlers.words import Fact, Sentence, Words

meeting = speech.meeting
hours = speech.hours

PARTS = {
    Part.WHOLE: N_("Hele vergadering"),
    Part.LATE: N_("Later"),
    Part.EARLY: N_("Vroeger weg"),
}
PARTLY = {
    Part.LATE: N_("later aanwezig"),
    Part.EARLY: N_("vroeger weg"),
}
"""A part inside a sentence."""

INSTEAD = {
    Instead.FIXED: N_("Vaste plaatsvervanger"),
    Instead.OTHER: N_("Iemand anders"),
    Instead.UNKNOWN: N_("Nog niet gekend"),
    Instead.NOBODY: N_("Niemand"),
}
LISTS = {
    Expected.COMING: N_("Aanwezig verwacht"),
    Expected.EXCUSED: N_("Verontschuldigd"),
    Expected.REPLACED: N_("Vervangen"),
    Expected.NO_NEWS: N_("Geen bericht"),
}
DAY_ROLES = {
    DayRole.CHAIR: N_("voorzitter van de dag"),
    DayRole.REPORTER: N_("verslaggever"),
    DayRole.MIRROR: N_("spiegel"),
}
DAY_ROLE_TITLES = {
    DayRole.CHAIR: N_("Voorzitter"),
    DayRole.REPORTER: N_("Verslaggever"),
    DayRole.MIRROR: N_("Spiegel"),
}
_QUORUM = {
    Quorum.REACHED: N_("Het quorum van {needed} wordt gehaald: {sure} stemmen zijn zeker."),
    Quorum.UNSURE: N_("Het quorum van {needed} is nog onzeker: {sure} stemmen zijn zeker, {possible} zijn mogelijk."),
    Quorum.MISSED: N_("Het quorum van {needed} wordt niet gehaald: hoogstens {possible} stemmen."),
}
_STATES = {
    State.PROPOSED: N_("{substitute} is gevraagd en antwoordde nog niet."),
    State.ACCEPTED: N_("{substitute} komt in de plaats."),
}
MOST_NAMED = 5
"""Points, sectors or meetings that one sentence names."""


def quorum(words: Words, outlook: Quorum, *, needed: int, sure: int, possible: int) -> Sentence:
    """The forecast against the quorum."""
    return words.say(_QUORUM[outlook], needed=needed, sure=sure, possible=possible)


def consequences(words: Words, found: Consequences, here: Roll, *, name: str = "") -> list[Sentence]:
    """What one excuse does to the meeting, each a sentence; `name` is that of somebody else than the reader."""
    told = []
    if found.points:
        titles = some(words, found.points)
        told.append(
            words.say("Zonder {name} is er niemand om dit toe te lichten: {titles}.", name=name, titles=titles)
            if name
            else words.say("Zonder jou is er niemand om dit toe te lichten: {titles}.", titles=titles)
        )
    if found.silent:
        sectors = some(words, [here.sectors[sector] for sector in found.silent])
        told.append(words.say("Deze sector heeft dan geen stem: {sectors}.", sectors=sectors))
    if found.quorum is not None and here.body.rules.quorum is not None:
        told.append(_quorum_falls(words, found.quorum, here.body.rules.quorum))
    return told


def _quorum_falls(words: Words, outlook: Quorum, needed: int) -> Sentence:
    if outlook is Quorum.MISSED:
        return words.say("Het quorum van {needed} wordt dan niet gehaald.", needed=needed)
    return words.say("Het quorum van {needed} wordt dan onzeker.", needed=needed)


def substitute(words: Words, here: Roll, each: Invitee) -> Sentence:
    """Who comes instead, as far as is known; for somebody who is excused for the whole meeting."""
    if each.substitution is not None:
        by = each.substitution.substitute
        if each.substitution.state is State.PROPOSED and by in here.offline:
            told = words.say("{substitute} bevestigde nog niet, en heeft geen Slack.", substitute=here.name(by))
        else:
            told = words.say(_STATES[each.substitution.state], substitute=here.who(by))
        if each.substitution.needs_consent:
            return words.say(
                "{told} De ondersteuner kijkt dit eerst na: het is iemand uit een andere sector.", told=told
            )
        return told
    if each.seeks:
        return words.say("Wie vervangt, is nog niet gekend.")
    return words.say("Niemand vervangt.")


def line(words: Words, here: Roll, each: Invitee) -> Sentence:
    """One row of the list: name, organisation, and who comes instead or when. Never why."""
    facts: dict[str, Fact] = {"name": here.name(each.member) or words.say("nog aan te duiden")}
    said = words.say("{name}", **facts)
    organisation, sector = here.organisation(each), here.sector(each)
    if organisation or sector:
        place = organisation if not sector or sector == organisation else f"{organisation}, {sector}".strip(", ")
        said = words.say("{name} ({place})", place=place, **facts)
    if each.expected is Expected.REPLACED and each.substitution is not None:
        return words.say("{said}, vervangen door {by}", said=said, by=here.name(each.substitution.substitute))
    if each.substitution is not None:
        by = each.substitution.substitute
        if by in here.offline:
            return words.say("{said}, {by} bevestigde nog niet", said=said, by=here.name(by))
        return words.say("{said}, {by} is gevraagd", said=said, by=here.name(by))
    if each.seeks:
        return words.say("{said}, vervanger nog niet gekend", said=said)
    if each.answer is not None and each.answer.part is not Part.WHOLE:
        return _sits_partly(words, said, each.answer.part, each.answer.hour)
    return said


def _sits_partly(words: Words, said: Sentence, part: Part, at: time | None) -> Sentence:
    if part is Part.LATE:
        if at is None:
            return words.say("{said}, komt later", said=said)
        return words.say("{said}, komt om {hour}", said=said, hour=words.hour(at))
    if at is None:
        return words.say("{said}, gaat vroeger weg", said=said)
    return words.say("{said}, gaat weg om {hour}", said=said, hour=words.hour(at))


def partly(words: Words, part: Part, at: time | None) -> Sentence:
    """Which part somebody misses, inside a sentence, with the wall time if it was said; not for the whole meeting."""
    if at is None:
        return words.say(PARTLY[part])
    if part is Part.LATE:
        return words.say("later aanwezig, vanaf {hour}", hour=words.hour(at))
    return words.say("vroeger weg, om {hour}", hour=words.hour(at))


def roles(words: Words, held: Iterable[DayRole]) -> Sentence:
    """ "spiegel en verslaggever"."""
    return words.join([words.say(DAY_ROLES[role]) for role in held])


def occasion(words: Words, here: Roll) -> Sentence:
    """ "vrijdag 24 april 2026, 9u30–12u, Brugge"."""
    when, of = hours(words, here.meeting.starts, here.meeting.ends), meeting(words, here.meeting)
    said = words.say("{of}, {hours}", of=of, hours=when) if when is not None else of
    return words.say("{said}, {place}", said=said, place=here.meeting.place) if here.meeting.place else said


def invitation(words: Words, here: Roll, each: Invitee) -> Sentence:
    """The text to forward to a substitute without Slack."""
    substitute = each.substitution.substitute if each.substitution is not None else None
    return words.say(
        "Dag {substitute}, {absent} kan er niet bij zijn op de vergadering van {body_name} ({occasion}) "
        "en vraagt of jij komt. Laat je weten of dat lukt?",
        substitute=here.name(substitute),
        absent=here.name(each.member),
        body_name=here.body.name,
        occasion=occasion(words, here),
    )


def some(words: Words, names: Iterable[Sentence | str]) -> Sentence:
    """Some names in a row, and how many more there are."""
    found = list(names)
    shown = words.join(found[:MOST_NAMED])
    if len(found) <= MOST_NAMED:
        return shown
    return words.say("{shown} en nog {n}", shown=shown, n=len(found) - MOST_NAMED)
