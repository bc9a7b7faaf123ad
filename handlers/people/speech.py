"""How mandates, replacements and gaps are said."""

from collections.abc import Iterable
from typing import Any

from bot.errors import N_
from bot.gaps import Gap, Kind
from bot.groups import Kind as GroupKind
from bot.mandates import DAY, Mandate, Replacement
from bot.people import May, Person, Role
from handlers.bodies import speech as speech_bodies
from handlers.people.circle import Circle
from handlers.words import Sentence, Words

MOST_REPLACEMENTS = 3
"""Replacements of one mandate that are told: the one of today and those that follow."""

ROLES = speech_bodies.ROLES

CHOICES = (
    *(Role.EFFECTIVE_MEMBER, Role.CLIENT_REPRESENTATIVE, Role.CLIENT_SUPPORTER),
    *(Role.CHAIR, Role.SUPPORT_OFFICER, Role.COMMITTEE_MEMBER, Role.OBSERVER),
)
"""The roles that the form offers, in this order; a place in a working group is given with the group."""

GROUPS = {
    GroupKind.WORKING_GROUP: N_("Werkgroep"),
    GroupKind.STEERING_GROUP: N_("Stuurgroep"),
    GroupKind.CORE_GROUP: N_("Kerngroep"),
}

_MISSING = {
    Kind.SUCCESSOR: N_("nog geen opvolger voor {name}, de plaats is open vanaf {day}"),
    Kind.REPLACEMENT: N_("nog geen vervanger voor {name}, nodig vanaf {day}"),
    Kind.ENDING: N_("het mandaat van {name} eindigt op {day}, vóór de volgende vergadering"),
    Kind.CHAIR_TERM: N_("de termijn van voorzitter {name} eindigt op {day}"),
    Kind.SUBSTITUTE: N_("nog geen vaste plaatsvervanger voor {name}"),
}
_SHORTLY = {
    Kind.SUCCESSOR: N_("nog geen opvolger"),
    Kind.REPLACEMENT: N_("nog geen vervanger"),
    Kind.ENDING: N_("eindigt vóór de volgende vergadering"),
    Kind.CHAIR_TERM: N_("de termijn loopt af op {day}"),
    Kind.SUBSTITUTE: N_("nog geen vaste plaatsvervanger"),
}


def missing(words: Words, gap: Gap, circle: Circle) -> Sentence:
    """ "nog geen vaste plaatsvervanger voor Lena ’t Kindt (CLB Anker)"."""
    who = titled(words, gap.mandate.member, circle, organisation=gap.mandate.organisation)
    return words.say(_MISSING[gap.kind], name=who, day=gap.day or "")


def titled(words: Words, member: int, circle: Circle, *, organisation: int | None = None) -> Sentence:
    """Somebody with the organisation, which tells two of one name apart."""
    name = circle.name(member)
    if organisation is not None:
        return words.say("{name} ({organisation})", name=name, organisation=circle.organisations[organisation])
    return words.say("{name}", name=name)


def about(words: Words, mandate: Mandate, circle: Circle) -> Sentence:
    """ "Effectief lid · CLB Anker · sector CLB · met stemrecht"."""
    parts = [words.say(ROLES[mandate.role])]
    if mandate.group is not None:
        parts.append(words.say("{name}", name=circle.groups[mandate.group]))
    if mandate.organisation is not None:
        parts.append(words.say("{name}", name=circle.organisations[mandate.organisation]))
    if mandate.sector is not None:
        parts.append(words.say("sector {name}", name=circle.sectors[mandate.sector]))
    parts.append(words.say("met stemrecht") if mandate.has_vote else words.say("zonder stemrecht"))
    if mandate.tandem is not None:
        parts.append(words.say("in tandem"))
    return dotted(parts)


def days(words: Words, mandate: Mandate) -> Sentence | None:
    """From when to when a mandate holds; None when it is open on both sides."""
    first, last = mandate.valid_from, mandate.valid_until
    if first and last and last < first:
        return words.say("ging niet door")
    if first and last:
        return words.say("vanaf {first} tot en met {last}", first=first, last=last)
    if first:
        return words.say("vanaf {first}", first=first)
    return words.say("tot en met {last}", last=last) if last else None


def replaced(words: Words, replacement: Replacement, circle: Circle) -> Sentence:
    """ "tijdelijk vervangen vanaf 1 april door Joris, terug op 1 september": never why."""
    facts: dict[str, Any] = {
        "first": replacement.valid_from,
        "name": circle.name(replacement.member) if replacement.member else words.say("iemand die nog niet gekend is"),
    }
    if replacement.valid_until is None:
        return words.say("tijdelijk vervangen vanaf {first} door {name}", **facts)
    back = replacement.valid_until + DAY
    return words.say("tijdelijk vervangen vanaf {first} door {name}, terug op {back}", **facts, back=back)


def dotted(parts: Iterable[Sentence]) -> Sentence:
    """The parts on one line."""
    parts = list(parts)
    return Sentence(plain=" · ".join(part.plain for part in parts), marked=" · ".join(part.marked for part in parts))


def stacked(lines: Iterable[Sentence]) -> Sentence:
    """The lines below each other."""
    lines = list(lines)
    return Sentence(plain="\n".join(line.plain for line in lines), marked="\n".join(line.marked for line in lines))


def row(words: Words, mandate: Mandate, circle: Circle, *, me: Person, gaps: Iterable[Gap]) -> dict[str, Any]:
    """What a list says of one mandate, with the buttons that this person may press."""
    member = circle.members[mandate.member]
    notes = [days(words, mandate)]
    notes += [replaced(words, each, circle) for each in circle.replacements_of(mandate.id)[:MOST_REPLACEMENTS]]
    if mandate.substitute is not None:
        notes.append(words.say("vaste plaatsvervanger: {name}", name=circle.name(mandate.substitute)))
    successor = circle.successor_of(mandate.id)
    if successor is not None and successor.member != mandate.member:
        notes.append(words.say("opvolger: {name}", name=circle.name(successor.member)))
    if member.deactivated:
        notes.append(words.say("het Slackaccount is afgesloten"))
    open_ = [words.say(_SHORTLY[gap.kind], day=gap.day or "") for gap in gaps if gap.mandate.id == mandate.id]
    may = me.may(May.MANAGE_MEMBERS, in_=mandate.body) and mandate.group is None
    lines = [about(words, mandate, circle)]
    lines += [dotted(note for note in notes if note is not None)] if any(notes) else []
    lines += [words.say(":warning: {missing}", missing=dotted(open_))] if open_ else []
    return {
        "id": mandate.id,
        "name": member.name,
        "about": stacked(lines),
        "may_manage": may,
        "away": may and bool(circle.replacements_of(mandate.id)),
        "tandem": may and mandate.role in (Role.CLIENT_REPRESENTATIVE, Role.CLIENT_SUPPORTER),
    }
