"""Who may vote: the electorate of a vote, taken from the mandates as they stand at opening."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from bot.bodies import Electorate
from bot.mandates import Forum, Place, voices
from bot.people import Role
from bot.votes.polls import Conflict, Seat

OFFICERS = frozenset({Role.CHAIR, Role.SUPPORT_OFFICER})
"""They sit with the comité; their mandate has to say that it carries a vote."""

_FORUM = {Electorate.COMMITTEE: Forum.COMMITTEE, Electorate.PLENARY: Forum.PLENARY}


@dataclass(frozen=True, slots=True, kw_only=True)
class Roll:
    """The electorate: its seats by mandate id, the candidates left out of it, and conflicts to be mentioned.

    `chair` is the member who chairs with a vote, None when there is none.
    """

    seats: tuple[Seat, ...]
    outside: tuple[int, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    chair: int | None = None


def roll(
    places: Collection[Place],
    *,
    electorate: Electorate,
    candidates: Collection[int] = (),
    candidate_votes: bool = False,
) -> Roll:
    """The electorate among the places of a body on the day of opening (`mandates.on`).

    One voice for each person and each tandem; a temporary replacement takes the seat, an absence from a meeting
    does not. Candidates are outside, unless the rule sheet lets them vote.
    """
    heard = _one_voice_each(places, electorate)
    outside = {member for member in heard if member in candidates and not candidate_votes}
    seats = [Seat(mandate=mandate, member=member) for member, mandate in heard.items() if member not in outside]
    return Roll(
        seats=tuple(sorted(seats, key=lambda seat: seat.mandate)),
        outside=tuple(sorted(outside)),
        conflicts=_conflicts(seats, candidates, _organisations(places)),
        chair=next((p.member for p in places if p.mandate.role is Role.CHAIR and p.mandate.has_vote), None),
    )


def _one_voice_each(places: Collection[Place], electorate: Electorate) -> dict[int, int]:
    """The mandate that each member votes with."""
    heard = voices(places, _FORUM[electorate])
    officers = voices([place for place in places if place.mandate.role in OFFICERS], Forum.PLENARY)
    mandates: dict[int, int] = {}
    for place in (*heard, *officers):
        if place.member is not None:
            mandates.setdefault(place.member, place.mandate.id)
    return mandates


def _organisations(places: Iterable[Place]) -> Mapping[int, set[int]]:
    """What each member sits for, in whatever forum: a place in the comité names no organisation."""
    sits_for: dict[int, set[int]] = defaultdict(set)
    for place in places:
        for member in (place.member, place.mandate.member):
            if member is not None and place.mandate.organisation is not None:
                sits_for[member].add(place.mandate.organisation)
    return sits_for


def _conflicts(
    seats: Iterable[Seat], candidates: Iterable[int], sits_for: Mapping[int, set[int]]
) -> tuple[Conflict, ...]:
    return tuple(
        Conflict(member=seat.member, candidate=candidate, organisation=organisation)
        for seat in sorted(seats, key=lambda seat: seat.mandate)
        for candidate in sorted(candidates)
        if seat.member != candidate
        for organisation in sorted(sits_for.get(seat.member, set()) & sits_for.get(candidate, set()))
    )
