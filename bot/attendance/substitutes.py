"""What substitutes answer, and what others say about them: who stands in accepts, declines, or is vouched for."""

from dataclasses import replace
from datetime import date

from bot.attendance.deeds import LOCKED, Decided, is_over, must_be_open
from bot.attendance.gathering import Gathering, State, Substitution
from bot.errors import N_, Refusal
from bot.people import May, Person


def accept(gathering: Gathering, substitution: Substitution, *, member: int, today: date) -> Substitution:
    """**Ik neem dit op**, by the substitute. Pressing twice is harmless. Raises `Refusal` when it is settled."""
    held = _must_hold(gathering, substitution, member=member, today=today)
    if held.needs_consent:
        raise Refusal(N_("Je komt uit een andere sector. De ondersteuner kijkt dit eerst na; je hoort het hier."))
    return replace(held, state=State.ACCEPTED)


def decline(gathering: Gathering, substitution: Substitution, *, member: int, today: date) -> Substitution:
    """**Ik kan niet**, by the substitute, also after having accepted."""
    return replace(_must_hold(gathering, substitution, member=member, today=today), state=State.DECLINED)


def vouch(gathering: Gathering, substitution: Substitution, *, by: Person, today: date) -> Substitution:
    """The absent member, or the support officer, says that somebody without Slack will come."""
    must_be_open(gathering.meeting, by=by, today=today)
    held = _held(gathering, substitution)
    body = gathering.meeting.body
    if by.member_in(body) != held.absent:
        by.must_be_allowed(May.ACT_FOR_OTHERS, in_=body)
    if held.needs_consent and not by.may(May.ACT_FOR_OTHERS, in_=body):
        raise Refusal(N_("Je vervanger komt uit een andere sector. De ondersteuner kijkt dit eerst na."))
    return replace(held, state=State.ACCEPTED, needs_consent=False)


def consent(gathering: Gathering, substitution: Substitution, *, by: Person, today: date, agreed: bool) -> Substitution:
    """The support officer agrees, or not, that somebody from another sector comes."""
    by.must_be_allowed(May.ACT_FOR_OTHERS, in_=gathering.meeting.body)
    must_be_open(gathering.meeting, by=by, today=today)
    held = _held(gathering, substitution)
    return replace(held, needs_consent=False) if agreed else replace(held, state=State.DECLINED)


def lapse(gathering: Gathering) -> Decided:
    """What cannot hold any more, written down as such."""
    return Decided(substitutions=tuple(replace(each, state=State.LAPSED) for each in gathering.stale))


def _held(gathering: Gathering, substitution: Substitution) -> Substitution:
    found = gathering.under(substitution.id)
    if found is None or found.substitution is None:
        raise Refusal(N_("Dit is niet meer nodig: het is intussen anders geregeld."))
    return found.substitution


def _must_hold(gathering: Gathering, substitution: Substitution, *, member: int, today: date) -> Substitution:
    """The substitution as it stands, if it is this member's to answer and the meeting is still to come."""
    held = _held(gathering, substitution)
    if held.substitute != member:
        raise Refusal(N_("Deze vraag is aan iemand anders gesteld."))
    if is_over(gathering.meeting, today=today) or gathering.meeting.state in LOCKED:
        raise Refusal(N_("Deze vergadering is voorbij."))
    return held
