"""Who is expected at one meeting: its places on that day, what everybody answered, and who comes instead of whom."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from bot.mandates import Forum, Mandate, Place, Replacement, on, voices
from bot.meetings import Kind, Meeting
from bot.people import Role


class Says(StrEnum):
    """What somebody let know."""

    COMING = "coming"
    EXCUSED = "excused"


class Part(StrEnum):
    """Hele vergadering of deel: who is excused for a part is there for the rest."""

    WHOLE = "whole"
    LATE = "late"
    EARLY = "early"


class State(StrEnum):
    """How far a substitution is (domain.md 4)."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    LAPSED = "lapsed"


class Expected(StrEnum):
    """The four lists of `/verontschuldigd lijst`."""

    COMING = "coming"
    EXCUSED = "excused"
    REPLACED = "replaced"
    NO_NEWS = "no_news"


LIVE = frozenset({State.PROPOSED, State.ACCEPTED})

_FORUMS = {Kind.PLENARY: Forum.PLENARY, Kind.COMMITTEE: Forum.COMMITTEE, Kind.WORKING_GROUP: Forum.GROUP}
_AT_HAND = {
    Kind.PLENARY: frozenset[Role](),
    Kind.COMMITTEE: frozenset({Role.CHAIR, Role.SUPPORT_OFFICER}),
    Kind.WORKING_GROUP: frozenset({Role.SUPPORT_OFFICER}),
}
"""Roles of the plenary that lead or support a smaller meeting too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What `member`, in charge of a mandate, let know about a meeting that was then planned on `day`.

    `hour` is the wall time at which somebody comes later, or leaves earlier, if it was said. `seeks`: the one who is
    excused wants to be replaced. `entered_by` is a member id, `at` aware UTC.
    """

    meeting: int
    mandate: int
    member: int
    says: Says
    day: date | None
    entered_by: int
    at: datetime
    part: Part = Part.WHOLE
    hour: time | None = None
    seeks: bool = False

    @property
    def is_away(self) -> bool:
        """Whether the whole meeting goes on without this person."""
        return self.says is Says.EXCUSED and self.part is Part.WHOLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Substitution:
    """`substitute` comes to one meeting instead of `absent`; both are member ids.

    `warned`: the member says to have told the substitute. `needs_consent`: from another sector, so that the support
    officer agrees first. `asked_by` is the member id of whoever entered it. `shared`: the rule sheet allowed that the
    same person comes instead of two members; that is still one voice.
    """

    id: int
    meeting: int
    mandate: int
    absent: int
    substitute: int
    state: State
    day: date | None
    asked_by: int
    asked_at: datetime
    warned: bool = True
    needs_consent: bool = False
    shared: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitee:
    """One place at the meeting, with the answer and the substitution that hold for it now."""

    place: Place
    answer: Answer | None = None
    substitution: Substitution | None = None

    @property
    def mandate(self) -> Mandate:
        """The mandate of the place."""
        return self.place.mandate

    @property
    def member(self) -> int | None:
        """Who is in charge of the place that day."""
        return self.place.member

    @property
    def is_expected(self) -> bool:
        """Whether the place counts in the lists: an observer may come, and is not missed."""
        return self.mandate.role is not Role.OBSERVER

    @property
    def expected(self) -> Expected:
        """In which list the place stands. The support officer organises the meeting, so no news is good news."""
        if self.answer is not None and self.answer.is_away:
            replaced = self.substitution is not None and self.substitution.state is State.ACCEPTED
            return Expected.REPLACED if replaced else Expected.EXCUSED
        if self.answer is not None:
            return Expected.COMING
        if self.mandate.role is Role.SUPPORT_OFFICER and self.member is not None:
            return Expected.COMING
        return Expected.NO_NEWS

    @property
    def sits(self) -> int | None:
        """Who will sit there as far as is known; None for nobody."""
        match self.expected:
            case Expected.COMING:
                return self.member
            case Expected.REPLACED if self.substitution is not None:
                return self.substitution.substitute
            case _:
                return None

    @property
    def seeks(self) -> bool:
        """Whether somebody is still to be found who comes instead ("nog niet gekend")."""
        return self.answer is not None and self.answer.is_away and self.answer.seeks and self.substitution is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathering:
    """Everybody invited to one meeting. `stale` are substitutions that were live and cannot hold any more."""

    meeting: Meeting
    invitees: tuple[Invitee, ...]
    stale: tuple[Substitution, ...] = ()

    def of(self, member: int) -> list[Invitee]:
        """The places that a member is in charge of."""
        return [each for each in self.invitees if each.member == member]

    def principal(self, member: int) -> Invitee | None:
        """The place that a member is invited for before all: the seat with the vote; None for who is not invited."""
        mine = sorted(self.of(member), key=lambda each: (not each.mandate.has_vote, each.mandate.id))
        return mine[0] if mine else None

    def substituting(self, member: int) -> Invitee | None:
        """The place to which a member was asked, or comes, instead of somebody."""
        return next(
            (each for each in self.invitees if each.substitution and each.substitution.substitute == member), None
        )

    def under(self, substitution: int) -> Invitee | None:
        """The place of a substitution that still holds."""
        return next(
            (each for each in self.invitees if each.substitution and each.substitution.id == substitution), None
        )

    @property
    def voices(self) -> list[Place]:
        """The places whose voice will be there: one for each seat, one for each tandem, one for each person."""
        return heard(self.meeting, [(each.place, each.sits) for each in self.invitees])


def invited(meeting: Meeting, mandates: Iterable[Mandate], replacements: Iterable[Replacement] = ()) -> list[Place]:
    """The places of a meeting as they stand on its day; on the first of its month while the day is not known.

    A group that meets invites its own members only.
    """
    forum, roles = _FORUMS[meeting.kind], _AT_HAND[meeting.kind]
    group = meeting.group.id if meeting.group is not None else None
    return [
        place
        for place in on(meeting.earliest, mandates, replacements)
        if (place.mandate.forum is forum and place.mandate.group == group)
        or (place.mandate.role in roles and place.mandate.group is None)
    ]


def may_concern(meeting: Meeting, roles: Collection[Role]) -> bool:
    """Whether somebody with these roles in the body may be expected: everybody in the plenary, fewer elsewhere."""
    if meeting.kind is Kind.PLENARY:
        return True
    own = Role.COMMITTEE_MEMBER if meeting.kind is Kind.COMMITTEE else Role.GROUP_MEMBER
    return not _AT_HAND[meeting.kind].isdisjoint(roles) or own in roles


def gather(
    meeting: Meeting,
    places: Sequence[Place],
    answers: Iterable[Answer] = (),
    substitutions: Iterable[Substitution] = (),
) -> Gathering:
    """The places with what still holds of the answers and substitutions.

    An answer holds for the day it was given for, and while the one who gave it is in charge: a meeting that moved
    and a mandate that changed hands are asked about anew. Whoever has a voice of their own, is away or comes for
    somebody else already comes instead of nobody.
    """
    given = {each.mandate: each for each in answers}
    holding = {
        place.mandate.id: answer
        for place in places
        if (answer := given.get(place.mandate.id)) is not None
        and answer.member == place.member
        and answer.day == meeting.day
    }
    live = [each for each in substitutions if each.state in LIVE]
    live.sort(key=lambda each: (each.state is not State.ACCEPTED, each.id))
    held: dict[int, Substitution] = {}
    for each in live:
        if _holds(each, meeting, places, holding, held):
            held[each.mandate] = each
    return Gathering(
        meeting=meeting,
        invitees=tuple(
            Invitee(place=place, answer=holding.get(place.mandate.id), substitution=held.get(place.mandate.id))
            for place in places
        ),
        stale=tuple(each for each in live if held.get(each.mandate) != each),
    )


def _holds(
    each: Substitution,
    meeting: Meeting,
    places: Sequence[Place],
    holding: Mapping[int, Answer],
    held: Mapping[int, Substitution],
) -> bool:
    answer = holding.get(each.mandate)
    if answer is None or not answer.is_away or (answer.member, answer.day) != (each.absent, each.day):
        return False
    if each.mandate in held:
        return False
    if not each.shared and any(other.substitute == each.substitute for other in held.values()):
        return False
    place = next(place for place in places if place.mandate.id == each.mandate)
    return not has_voice(each.substitute, place, places) and not is_away(each.substitute, places, holding)


def has_voice(member: int, place: Place, places: Iterable[Place]) -> bool:
    """Whether somebody who would take `place` has a voice of their own there, so that it would be a second one."""
    return place.mandate.has_vote and any(
        other.member == member and other.mandate.has_vote and other.mandate.voice != place.mandate.voice
        for other in places
    )


def is_away(member: int, places: Iterable[Place], holding: Mapping[int, Answer]) -> bool:
    """Whether somebody is excused for the whole meeting in a place of their own."""
    return any(
        (answer := holding.get(place.mandate.id)) is not None and answer.is_away
        for place in places
        if place.member == member
    )


def heard(meeting: Meeting, sitting: Iterable[tuple[Place, int | None]]) -> list[Place]:
    """The places with a voice at the meeting, when these members (None for nobody) sit on them."""
    places = [_taken(place, member) for place, member in sitting if member is not None]
    groups = {place.mandate.group for place in places}
    return [place for group in groups for place in voices(places, _FORUMS[meeting.kind], group=group)]


def _taken(place: Place, member: int) -> Place:
    """The place with whoever sits there at this one meeting, as if they were in charge of it that day."""
    if member == place.member:
        return place
    for_once = Replacement(id=0, mandate=place.mandate.id, member=member, valid_from=date.min, valid_until=date.min)
    return Place(mandate=place.mandate, replacement=for_once)
