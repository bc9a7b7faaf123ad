"""Who else is asked for a name while it is not known who comes instead: the organisation itself (domain.md 2)."""

from bot import gaps
from bot.attendance.gathering import Gathering, Invitee
from bot.errors import N_, Refusal
from bot.people import May, Person


def sought(gathering: Gathering) -> list[Invitee]:
    """The seats whose holder is excused while it is not known yet who comes instead."""
    return [each for each in gathering.invitees if each.seeks and gaps.needs_substitute(each.mandate)]


def colleagues(gathering: Gathering, each: Invitee) -> list[int]:
    """The others who sit for the same organisation, each once; perhaps nobody: then it is the support officer's."""
    organisation = each.mandate.organisation
    if organisation is None:
        return []
    members = [other.member for other in gathering.invitees if other.mandate.organisation == organisation]
    return [member for member in dict.fromkeys(members) if member is not None and member != each.member]


def must_be_named_by(by: Person, gathering: Gathering, mandate: int) -> Invitee:
    """The seat for which `by` may put somebody forward. Raises `Refusal` when it is filled, or not theirs to fill."""
    found = next((each for each in sought(gathering) if each.mandate.id == mandate), None)
    if found is None:
        raise Refusal(N_("Dit is intussen geregeld."))
    body = gathering.meeting.body
    if by.member_in(body) not in colleagues(gathering, found) and not by.may(May.ACT_FOR_OTHERS, in_=body):
        raise Refusal(N_("Dit vraag ik aan iemand van de organisatie zelf, of aan de ondersteuner."))
    return found
