"""How calls and candidacies are said."""

from bot.calls import Call
from bot.candidacies import State
from bot.errors import N_
from bot.people import Role
from handlers.bodies import speech as speech_bodies
from handlers.people.circle import Circle
from handlers.words import Mention, Sentence, Words
from storage.people import Member

STATES = {
    State.NOMINATED: N_("Gevraagd, antwoordt nog"),
    State.DECLINED: N_("Bedankt voor de voordracht"),
    State.SUBMITTED: N_("Nog toe te laten"),
    State.ADMITTED: N_("Toegelaten tot de stemming"),
    State.IN_VOTE: N_("De stemming loopt"),
    State.PROPOSED: N_("Voorgedragen, te bekrachtigen op de vergadering"),
    State.RATIFIED: N_("Verkozen en bekrachtigd"),
    State.RESERVE: N_("Reserve"),
    State.NOT_ELECTED: N_("Niet verkozen"),
    State.WITHDRAWN: N_("Ingetrokken"),
}

ROLES = (Role.COMMITTEE_MEMBER, Role.CHAIR, Role.EFFECTIVE_MEMBER, Role.CLIENT_REPRESENTATIVE)
"""Roles that a call can give, in this order; a place in a working group is named by its group."""


def places(words: Words, call: Call) -> Sentence:
    """ "1 plaats", "1 tot 2 plaatsen"."""
    if call.least == call.most:
        return words.count("{n} plaats", "{n} plaatsen", call.most)
    return words.say("{least} tot {most} plaatsen", least=call.least, most=call.most)


def gives(words: Words, call: Call, here: Circle) -> Sentence | None:
    """Which mandate somebody gets who is elected; None for a place outside the body."""
    if call.group is not None:
        return words.say("{name}", name=here.groups.get(call.group, ""))
    return words.say(speech_bodies.ROLES[call.role]) if call.role is not None else None


def who(member: Member) -> Mention | str:
    """Somebody as a fact: a mention with Slack, else the name."""
    return Mention(member.slack_user, member.name) if member.slack_user else member.name
