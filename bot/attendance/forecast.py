"""Looking ahead: which sectors will have a voice, whether there will be a quorum, and what one excuse does to that."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.attendance.deeds import Decided, after
from bot.attendance.gathering import Expected, Gathering, Invitee, gather, heard
from bot.items import Item, Sort
from bot.mandates import Place
from bot.names import same


class Quorum(StrEnum):
    """Whether enough voices will be there."""

    REACHED = "reached"
    UNSURE = "unsure"
    MISSED = "missed"


@dataclass(frozen=True, slots=True, kw_only=True)
class SectorForecast:
    """One sector (None: those without one): its voting seats, and the voices that come or may still come."""

    sector: int | None
    seats: int
    sure: int
    possible: int

    @property
    def is_silent(self) -> bool:
        """Whether nobody will speak for the sector."""
        return self.seats > 0 and self.possible == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """What a meeting looks like ahead. `sure` counts voices that come, `possible` those without news too."""

    sectors: tuple[SectorForecast, ...]
    sure: int
    possible: int
    needed: int | None

    @property
    def silent(self) -> list[int]:
        """The sectors without a voice."""
        return [each.sector for each in self.sectors if each.sector is not None and each.is_silent]

    @property
    def quorum(self) -> Quorum | None:
        """Against the quorum of the rule sheet; None where there is none."""
        if self.needed is None:
            return None
        if self.sure >= self.needed:
            return Quorum.REACHED
        return Quorum.UNSURE if self.possible >= self.needed else Quorum.MISSED


def forecast(gathering: Gathering, *, quorum: int | None) -> Forecast:
    """The forecast of a meeting; `quorum` is that of the rule sheet."""
    meeting = gathering.meeting
    seats = heard(meeting, [(each.place, each.mandate.member) for each in gathering.invitees])
    sure = gathering.voices
    possible = heard(meeting, [(each.place, _perhaps(each)) for each in gathering.invitees])
    sectors = dict.fromkeys(each.mandate.sector for each in gathering.invitees if each.mandate.has_vote)
    return Forecast(
        sectors=tuple(
            SectorForecast(
                sector=sector, seats=_of(sector, seats), sure=_of(sector, sure), possible=_of(sector, possible)
            )
            for sector in sectors
        ),
        sure=len(sure),
        possible=len(possible),
        needed=quorum,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequences:
    """What an excuse does to a meeting: points that lose who presents them, sectors that fall silent, the quorum."""

    points: tuple[str, ...]
    silent: tuple[int, ...]
    quorum: Quorum | None


def consequences(
    gathering: Gathering,
    decided: Decided,
    *,
    member: int,
    name: str,
    places: Sequence[Place],
    items: Iterable[Item],
    quorum: int | None,
) -> Consequences:
    """What changes for the worse once `decided` is written; `name` is that of the `member` who is excused."""
    then = foresee(gathering, decided, places)
    was, becomes = forecast(gathering, quorum=quorum), forecast(then, quorum=quorum)
    away = any(each.answer is not None and each.answer.is_away for each in then.of(member))
    return Consequences(
        points=tuple(item.title for item in items if away and presents(item, member=member, name=name)),
        silent=tuple(sector for sector in becomes.silent if sector not in was.silent),
        quorum=becomes.quorum if becomes.quorum != was.quorum else None,
    )


def foresee(gathering: Gathering, decided: Decided, places: Sequence[Place]) -> Gathering:
    """The meeting as it will be once this is written."""
    answers, substitutions = after(gathering, decided)
    return gather(gathering.meeting, places, answers, substitutions)


def presents(item: Item, *, member: int, name: str) -> bool:
    """Whether a point counts on somebody to present it: by name, or as its proposer when nobody is named."""
    if item.sort is not Sort.POINT:
        return False
    return same(item.presenter, name) if item.presenter else item.proposer == member


def in_lists(gathering: Gathering) -> dict[Expected, list[Invitee]]:
    """The places by list, observers left out; a second place of the same person in the same list too."""
    lists: dict[Expected, list[Invitee]] = {each: [] for each in Expected}
    seen: set[tuple[Expected, int | None, int | None]] = set()
    for each in sorted(gathering.invitees, key=lambda each: not each.mandate.has_vote):
        key = (each.expected, each.member, each.sits)
        if each.is_expected and (each.member is None or key not in seen):
            seen.add(key)
            lists[each.expected].append(each)
    return lists


def _perhaps(each: Invitee) -> int | None:
    """Who may sit there: whoever comes, was asked, or did not answer yet."""
    if each.expected is Expected.EXCUSED:
        return each.substitution.substitute if each.substitution is not None else None
    return each.member if each.expected is Expected.NO_NEWS else each.sits


def _of(sector: int | None, places: Iterable[Place]) -> int:
    return sum(place.mandate.sector == sector for place in places)
