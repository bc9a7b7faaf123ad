"""What people do about a meeting: excuse themselves, come, stand in for somebody or not (domain.md 4)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum

from bot import gaps
from bot.attendance.gathering import (
    LIVE,
    Answer,
    Gathering,
    Invitee,
    Part,
    Says,
    State,
    Substitution,
    has_voice,
)
from bot.errors import N_, Refusal
from bot.mandates import Mandate
from bot.meetings import TAKES_POINTS, Meeting
from bot.meetings import State as MeetingState
from bot.people import May, Person

LOCKED = frozenset({MeetingState.REPORTED, MeetingState.CLOSED, MeetingState.CANCELLED})
"""From the approval of the report on nobody changes who was there."""

Sectors = Mapping[int, frozenset[int]]
"""The sectors that a member sits for on the day of the meeting, by member id; nobody knows those of an outsider."""


class Instead(StrEnum):
    """Plaatsvervanger, as the form offers it."""

    FIXED = "fixed"
    OTHER = "other"
    UNKNOWN = "unknown"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What an excuse asks for. `substitute` is the member id for `Instead.OTHER`; a reason is never part of it."""

    part: Part = Part.WHOLE
    hour: time | None = None
    instead: Instead = Instead.NOBODY
    substitute: int | None = None
    warned: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What is to be written: answers by mandate, and substitutions, new ones with id 0."""

    answers: tuple[Answer, ...] = ()
    substitutions: tuple[Substitution, ...] = ()


def must_be_open(meeting: Meeting, *, by: Person, today: date) -> None:
    """Raise `Refusal` unless `by` may still say who comes: afterwards only the support officer notes it."""
    if meeting.state is MeetingState.CANCELLED:
        raise Refusal(N_("Deze vergadering gaat niet door."), about="meetings")
    if meeting.state in LOCKED:
        raise Refusal(
            N_("Het verslag van deze vergadering is goedgekeurd: de aanwezigheid ligt vast."), about="meetings"
        )
    if is_over(meeting, today=today) and not by.may(May.NOTE_PRESENCE, in_=meeting.body):
        raise Refusal(N_("Deze vergadering is voorbij. Vraag de ondersteuner om het nog te noteren."), about="meetings")


def is_over(meeting: Meeting, *, today: date) -> bool:
    """Whether the meeting was held, or its day passed."""
    return meeting.state not in TAKES_POINTS or meeting.latest < today


def excuse(
    gathering: Gathering,
    member: int,
    wish: Wish,
    *,
    by: Person,
    today: date,
    now: datetime,
    sectors: Sectors,
    offline: Collection[int] = (),
    two_seats: bool = False,
) -> Decided:
    """`member` is excused, with who comes instead. Excusing oneself again replaces what was said before.

    `two_seats` is the rule whether one person may come instead of two members. `offline` are members without Slack:
    nobody but the member can say that such a substitute, once warned, comes. Whoever was to come for somebody else
    does not do so either. Raises `Refusal` about `meetings`, `substitute` or `who`.
    """
    meeting = gathering.meeting
    _must_speak_for(member, meeting, by=by, today=today)
    principal = _must_be_invited(gathering, member)
    mine = [principal, *(each for each in gathering.of(member) if each != principal)]
    wanted = _wanted(principal, mine, wish, two_seats=two_seats)
    answers = tuple(
        replace(
            _answer(each, Says.EXCUSED, meeting, by=by, now=now, part=wish.part, seeks=_seeks(each, principal, wish)),
            hour=None if wish.part is Part.WHOLE else wish.hour,
        )
        for each in mine
    )
    changed: list[Substitution] = [replace(each, state=State.LAPSED) for each in gathering.stale]
    changed += _stepping_down(gathering, member, wish)
    for each in mine:
        substitute = wanted.get(each.mandate.id)
        new = _replaced(gathering, each, substitute, wish, by=by, now=now, sectors=sectors, two_seats=two_seats)
        changed += [_agreed(one) if one.substitute in offline else one for one in new]
    return Decided(answers=answers, substitutions=tuple(changed))


def come(gathering: Gathering, member: int, *, by: Person, today: date, now: datetime) -> Decided:
    """`member` comes, perhaps after all: whoever was to come instead need not."""
    meeting = gathering.meeting
    _must_speak_for(member, meeting, by=by, today=today)
    _must_be_invited(gathering, member)
    mine = gathering.of(member)
    lapsed = [*gathering.stale, *(each.substitution for each in mine if each.substitution is not None)]
    return Decided(
        answers=tuple(_answer(each, Says.COMING, meeting, by=by, now=now) for each in mine),
        substitutions=tuple(replace(each, state=State.LAPSED) for each in lapsed),
    )


def after(gathering: Gathering, decided: Decided) -> tuple[list[Answer], list[Substitution]]:
    """All answers and live substitutions of a meeting once this is written: to look ahead before it is."""
    answers = {each.mandate.id: each.answer for each in gathering.invitees if each.answer is not None}
    answers |= {each.mandate: each for each in decided.answers}
    gone = {each.id for each in decided.substitutions}
    kept = [each.substitution for each in gathering.invitees if each.substitution is not None]
    live = [each for each in kept if each.id not in gone] + [
        each for each in decided.substitutions if each.state in LIVE
    ]
    return [*answers.values()], live


def _must_speak_for(member: int, meeting: Meeting, *, by: Person, today: date) -> None:
    by.must_be_allowed(May.EXCUSE_ONESELF, in_=meeting.body)
    if member != by.member_in(meeting.body):
        by.must_be_allowed(May.ACT_FOR_OTHERS, in_=meeting.body)
    must_be_open(meeting, by=by, today=today)


def _must_be_invited(gathering: Gathering, member: int) -> Invitee:
    found = gathering.principal(member)
    if found is None:
        raise Refusal(N_("Wie zich verontschuldigt, heeft die dag geen plaats in deze vergadering."), about="meetings")
    return found


def _answer(
    each: Invitee,
    says: Says,
    meeting: Meeting,
    *,
    by: Person,
    now: datetime,
    part: Part = Part.WHOLE,
    seeks: bool = False,
) -> Answer:
    mandate = each.mandate
    return Answer(
        meeting=meeting.id,
        mandate=mandate.id,
        member=each.member or mandate.member,
        says=says,
        day=meeting.day,
        entered_by=by.member_in(mandate.body),
        at=now,
        part=part,
        seeks=seeks,
    )


def _seeks(each: Invitee, principal: Invitee, wish: Wish) -> bool:
    """Whether this place is to be filled by somebody: the main one, and other seats that carry a vote."""
    if wish.instead is Instead.NOBODY or wish.part is not Part.WHOLE:
        return False
    return each == principal or gaps.needs_substitute(each.mandate)


def _wanted(principal: Invitee, mine: Iterable[Invitee], wish: Wish, *, two_seats: bool) -> dict[int, int]:
    """Who is to come, by mandate: each seat its own fixed substitute, or one person for the main seat."""
    if wish.part is not Part.WHOLE:
        return {}
    if wish.instead is Instead.OTHER:
        if wish.substitute is None:
            raise Refusal(N_("Kies wie je vervangt, of vul een naam in."), about="who")
        return {principal.mandate.id: wish.substitute}
    if wish.instead is not Instead.FIXED:
        return {}
    fixed: dict[int, int] = {}
    for each in mine:
        found = fixed_for(each)
        if found is not None and (two_seats or found not in fixed.values()):
            fixed[each.mandate.id] = found
    if not fixed:
        raise Refusal(
            N_("Er is geen vaste plaatsvervanger. Kies iemand anders, of «Nog niet gekend»."), about="substitute"
        )
    return fixed


def fixed_for(each: Invitee) -> int | None:
    """The fixed substitute of a place; whoever stands in for a while already may be that very person."""
    fixed = each.mandate.substitute
    return fixed if fixed != each.member else None


def _stepping_down(gathering: Gathering, member: int, wish: Wish) -> list[Substitution]:
    """Who is away does not come for somebody else either."""
    if wish.part is not Part.WHOLE:
        return []
    return [
        replace(each.substitution, state=State.DECLINED)
        for each in gathering.invitees
        if each.substitution is not None and each.substitution.substitute == member
    ]


def _replaced(
    gathering: Gathering,
    each: Invitee,
    substitute: int | None,
    wish: Wish,
    *,
    by: Person,
    now: datetime,
    sectors: Sectors,
    two_seats: bool,
) -> list[Substitution]:
    """The substitution of one place as it becomes: the same one kept, another one instead, or none."""
    known = each.substitution
    if known is not None and known.substitute == substitute:
        return []
    changed = [] if known is None else [replace(known, state=State.LAPSED)]
    if substitute is None:
        return changed
    _must_be_able(gathering, each, substitute, two_seats=two_seats)
    return [
        *changed,
        Substitution(
            id=0,
            meeting=gathering.meeting.id,
            mandate=each.mandate.id,
            absent=each.member or each.mandate.member,
            substitute=substitute,
            state=State.PROPOSED,
            day=gathering.meeting.day,
            asked_by=by.member_in(gathering.meeting.body),
            asked_at=now,
            warned=wish.warned,
            needs_consent=crosses_sector(each.mandate, substitute, sectors)
            and not by.may(May.ACT_FOR_OTHERS, in_=gathering.meeting.body),
            shared=two_seats,
        ),
    ]


def _agreed(substitution: Substitution) -> Substitution:
    """A new substitution of somebody without Slack: accepted when the member told them, and no sector is crossed."""
    asked = substitution.state is State.PROPOSED and substitution.warned and not substitution.needs_consent
    return replace(substitution, state=State.ACCEPTED) if asked else substitution


def _must_be_able(gathering: Gathering, each: Invitee, substitute: int, *, two_seats: bool) -> None:
    """Not yourself, no chains, one seat at one meeting, no second voice (domain.md 4)."""
    if substitute == each.member:
        raise Refusal(N_("Niemand vervangt zichzelf: kies iemand anders."), about="who")
    if any(other.answer is not None and other.answer.is_away for other in gathering.of(substitute)):
        raise Refusal(N_("Die persoon is zelf verontschuldigd voor deze vergadering. Kies iemand anders."), about="who")
    elsewhere = gathering.substituting(substitute)
    if elsewhere is not None and elsewhere.mandate.id != each.mandate.id and not two_seats:
        raise Refusal(N_("Die persoon vervangt op deze vergadering al iemand. Kies iemand anders."), about="who")
    if has_voice(substitute, each.place, [other.place for other in gathering.invitees]):
        raise Refusal(
            N_("Die persoon heeft op deze vergadering zelf al een stem, en niemand heeft er twee. Kies iemand anders."),
            about="who",
        )


def crosses_sector(mandate: Mandate, substitute: int, sectors: Sectors) -> bool:
    """Whether the substitute sits for another sector than the place; of an outsider nobody knows."""
    theirs = sectors.get(substitute, frozenset())
    return mandate.sector is not None and bool(theirs) and mandate.sector not in theirs
