"""Mandates as they stand on a day: who is in charge of which, and who has a voice."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.people import Role

DAY = timedelta(days=1)


class Forum(StrEnum):
    """What a mandate is a mandate in. A seat in the plenary and a place in a group are two mandates."""

    PLENARY = "plenary"
    COMMITTEE = "committee"
    GROUP = "group"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mandate:
    """Joins a member to a body; the days are inclusive wall days, open when None, and may lie in the future.

    `organisation`, `sector`, `group` and `substitute` are ids; `tandem` is the mandate whose voice it shares,
    `succeeds` the one it takes over for good. `awaits_successor`: it ends, and who comes next is still to be named.
    """

    id: int
    body: int
    member: int
    role: Role
    has_vote: bool
    organisation: int | None = None
    sector: int | None = None
    group: int | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    substitute: int | None = None
    tandem: int | None = None
    succeeds: int | None = None
    awaits_successor: bool = False

    @property
    def forum(self) -> Forum:
        """Where it gives a place."""
        if self.group is not None:
            return Forum.GROUP
        return Forum.COMMITTEE if self.role is Role.COMMITTEE_MEMBER else Forum.PLENARY

    @property
    def voice(self) -> int:
        """What a tandem has one of: the mandate that its voice belongs to."""
        return self.tandem or self.id

    def runs_on(self, day: date) -> bool:
        """Whether it holds on that day."""
        return _runs(self.valid_from, self.valid_until, day)

    def overlaps(self, first: date | None, last: date | None) -> bool:
        """Whether it holds on some day from `first` to `last`."""
        return _overlap(self.valid_from, self.valid_until, first, last)


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """Somebody takes a mandate over for a while; `member` is None while that person is still to be named."""

    id: int
    mandate: int
    member: int | None
    valid_from: date
    valid_until: date | None = None

    def runs_on(self, day: date) -> bool:
        """Whether it holds on that day."""
        return _runs(self.valid_from, self.valid_until, day)

    def overlaps(self, first: date | None, last: date | None) -> bool:
        """Whether it holds on some day from `first` to `last`."""
        return _overlap(self.valid_from, self.valid_until, first, last)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One mandate as it stands on one day."""

    mandate: Mandate
    replacement: Replacement | None = None

    @property
    def member(self) -> int | None:
        """Who is in charge that day; None while a replacement is still to be named."""
        return self.mandate.member if self.replacement is None else self.replacement.member


def on(day: date, mandates: Iterable[Mandate], replacements: Iterable[Replacement] = ()) -> list[Place]:
    """The mandates that hold on `day`, each with who stands in for its holder, by id."""
    running = {each.mandate: each for each in replacements if each.runs_on(day)}
    held = sorted((mandate for mandate in mandates if mandate.runs_on(day)), key=lambda mandate: mandate.id)
    return [Place(mandate=mandate, replacement=running.get(mandate.id)) for mandate in held]


def voices(places: Iterable[Place], forum: Forum, *, group: int | None = None) -> list[Place]:
    """The places with a voice in one group: one for each seat, one for each tandem, one for each person."""
    heard: dict[int, Place] = {}
    for place in places:
        mandate = place.mandate
        if mandate.forum is not forum or mandate.group != group or not mandate.has_vote or place.member is None:
            continue
        known = heard.get(mandate.voice)
        if known is None or mandate.id == mandate.voice:
            heard[mandate.voice] = place
    by_person: dict[int | None, Place] = {}
    for place in heard.values():
        by_person.setdefault(place.member, place)
    return list(by_person.values())


def in_charge(
    member: int, *, first: date, last: date | None, mandates: Iterable[Mandate], replacements: Iterable[Replacement]
) -> list[Place]:
    """The places that `member` has in a period: their own, and those they take over."""
    by_id = {mandate.id: mandate for mandate in mandates if mandate.overlaps(first, last)}
    own = [Place(mandate=mandate) for mandate in by_id.values() if mandate.member == member]
    return own + [
        Place(mandate=by_id[each.mandate], replacement=each)
        for each in replacements
        if each.member == member and each.mandate in by_id and each.overlaps(first, last)
    ]


def same_organisation(mandate: Mandate, places: Iterable[Place]) -> list[Place]:
    """Others who sit for the same organisation in the same forum: a notice, never a reason to refuse."""
    return [
        place
        for place in places
        if mandate.organisation is not None
        and place.mandate.organisation == mandate.organisation
        and place.mandate.forum is mandate.forum
        and place.mandate.group == mandate.group
        and place.mandate.member != mandate.member
        and place.mandate.id not in {mandate.id, mandate.succeeds, mandate.tandem}
        and place.mandate.tandem != mandate.id
    ]


def _runs(first: date | None, last: date | None, day: date) -> bool:
    return (first is None or first <= day) and (last is None or day <= last)


def _overlap(first: date | None, last: date | None, from_: date | None, until: date | None) -> bool:
    """Whether two periods have a day in common; one that ends before it begins has no days at all."""
    begin = max((day for day in (first, from_) if day is not None), default=date.min)
    finish = min((day for day in (last, until) if day is not None), default=date.max)
    return begin <= finish
