"""When meetings are wanted: one day, a month, or a series; and what to watch out for on a day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import singledispatch
from itertools import islice
from zoneinfo import ZoneInfo

from bot import meetings, moments, texts
from bot.errors import N_, Refusal
from bot.groups import Group
from bot.meetings import PLACE_LENGTH, Kind, Meeting, State, Wanted
from bot.names import fold
from bot.people import Person

MOST = 60
"""Meetings in one series: five years of monthly ones."""

ABOUT = "when"


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Several days, soonest first and each once, all at the same wall times."""

    days: tuple[date, ...]
    starts: time | None = None
    ends: time | None = None


class Doubt(Refusal):
    """A phrase that can mean different days: whoever typed it chooses one of `candidates`, which all have a day."""

    def __init__(self, phrase: str, candidates: Sequence[Wanted]) -> None:
        super().__init__(
            N_("«{phrase}» kan meer dan één dag zijn. Kies welke je bedoelt, of typ de datum voluit."),
            about=ABOUT,
            phrase=phrase,
        )
        self.candidates = tuple(candidates)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of `/vergadering`: the phrase about time, and what followed behind each `|`."""

    phrase: str
    kind: Kind = Kind.PLENARY
    place: str = ""
    at_once: bool = False
    group: Group | None = None


KIND_WORDS = {
    "plenair": Kind.PLENARY,
    "iroj": Kind.PLENARY,
    "comité": Kind.COMMITTEE,
    "comite": Kind.COMMITTEE,
    "werkgroep": Kind.WORKING_GROUP,
}


def line(text: str, *, groups: Iterable[Group] = ()) -> Line:
    """ "24 april 2026 9u30-12u | Brugge": behind the phrase come a place and perhaps a kind, in any order.

    The name of one of the `groups`, with or without "werkgroep" before it, says as much as the kind. `at_once` says
    that there was a `|`, so that the line does the work without a form.
    """
    phrase, *parts = (" ".join(part.split()) for part in text.split("|"))
    named = {name: group for group in groups for name in (fold(group.name), fold(f"werkgroep {group.name}"))}
    meant = [named[fold(part)] for part in parts if fold(part) in named]
    parts_left = [part for part in parts if part and fold(part) not in named]
    kinds = [KIND_WORDS[part.casefold()] for part in parts_left if part.casefold() in KIND_WORDS]
    kinds += [Kind.WORKING_GROUP] * len(meant)
    places = [part for part in parts_left if part.casefold() not in KIND_WORDS]
    if len(kinds) > 1 or len(places) > 1:
        raise Refusal(N_("Ik verwacht na de datum hoogstens één plaats en één soort. Bijvoorbeeld: | Brugge | comité"))
    return Line(
        phrase=phrase,
        kind=kinds[0] if kinds else Kind.PLENARY,
        place=texts.short_enough(places[0], most=PLACE_LENGTH, about="place") if places else "",
        at_once=bool(parts),
        group=meant[0] if meant else None,
    )


def read(phrase: str, *, now: datetime, zone: ZoneInfo, known: Sequence[Meeting] = ()) -> Wanted | Series:
    """When `phrase` wants to meet. `known` are the body's meetings, for "een week voor de vergadering van 24 april".

    Raises `Doubt` for a phrase with two meanings and `Refusal` about "when" for one that names no day or month.
    """
    reading = moments.read(phrase, now=now, zone=zone, prefer=moments.Prefer.FUTURE, meetings=tuple(known))
    return _wanted(reading, now.astimezone(zone).date())


@singledispatch
def _wanted(reading: object, today: date) -> Wanted | Series:
    raise Refusal(
        N_(
            "Ik lees hier geen dag in. Typ bijvoorbeeld «24 april 2026 9u30-12u», «juni 2026» "
            "of «elke eerste dinsdag 10u-12u van september tot december»."
        ),
        about=ABOUT,
    )


@_wanted.register
def _(reading: moments.Point, today: date) -> Wanted:
    return Wanted(day=reading.day, starts=reading.time)


@_wanted.register
def _(reading: moments.DateTimeRange, today: date) -> Wanted:
    if reading.first != reading.last:
        raise Refusal(N_("Een vergadering begint en eindigt op dezelfde dag."), about=ABOUT)
    return Wanted(day=reading.first, starts=reading.start, ends=reading.end)


@_wanted.register
def _(reading: moments.Range, today: date) -> Wanted:
    if not _is_a_month(reading.first, reading.last):
        raise Refusal(N_("Typ één dag of één maand: «{phrase}» is een periode."), about=ABOUT, phrase=reading.phrase)
    return Wanted(month=reading.first)


@_wanted.register
def _(reading: moments.Dates, today: date) -> Series:
    return _series(sorted(set(reading.days)), reading.time, reading.end)


@_wanted.register
def _(reading: moments.Recurrence, today: date) -> Series:
    if reading.last is None:
        raise Refusal(
            N_("Tot wanneer loopt deze reeks? Typ bijvoorbeeld «{phrase} van september tot december»."),
            about=ABOUT,
            phrase=reading.phrase,
        )
    days = reading.dates(after=max(today, reading.first or today), until=reading.last)
    return _series(list(islice(days, MOST + 1)), reading.time, reading.end)


@_wanted.register
def _(reading: moments.Ambiguous, today: date) -> Wanted | Series:
    readings = [_wanted(candidate, today) for candidate in reading.candidates]
    clear = [wanted for wanted in readings if isinstance(wanted, Wanted) and wanted.day is not None]
    if len(clear) != len(readings):
        raise Refusal(
            N_("«{phrase}» kan ik op twee manieren lezen. Typ het voluit."), about=ABOUT, phrase=reading.phrase
        )
    raise Doubt(reading.phrase, clear)


def _series(days: Sequence[date], starts: time | None, ends: time | None) -> Series:
    if not days:
        raise Refusal(N_("In die reeks valt geen enkele dag."), about=ABOUT)
    if len(days) > MOST:
        raise Refusal(N_("Dit zijn meer dan {most} vergaderingen. Neem een kortere periode."), about=ABOUT, most=MOST)
    return Series(days=tuple(days), starts=starts, ends=ends)


def _is_a_month(first: date, last: date) -> bool:
    return first.day == 1 and first.month == last.month and (last + timedelta(days=1)).day == 1


def plan(
    series: Series,
    *,
    body: int,
    kind: Kind,
    by: Person,
    today: date,
    place: str,
    known: Iterable[Meeting],
    group: Group | None = None,
    groups: Sequence[Group] = (),
) -> list[Meeting]:
    """The meetings of the series that are not planned yet, not stored yet; so confirming twice plans them once.

    `groups` are those of the body, `group` the one that meets.
    """
    taken = {(m.kind, m.group, m.day, m.starts) for m in known if m.state is not State.CANCELLED}
    if len(series.days) > MOST:
        raise Refusal(N_("Dit zijn meer dan {most} vergaderingen. Neem een kortere periode."), most=MOST)
    wanted = (Wanted(day=day, starts=series.starts, ends=series.ends, place=place, group=group) for day in series.days)
    planned = [meetings.plan(each, body=body, kind=kind, by=by, today=today, groups=groups) for each in wanted]
    return [each for each in planned if (each.kind, each.group, each.day, each.starts) not in taken]


class Reason(StrEnum):
    """Why somebody may want another day (domain.md 3: warn, refuse nothing)."""

    PUBLIC_HOLIDAY = "public_holiday"
    SCHOOL_HOLIDAY = "school_holiday"
    TAKEN = "taken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """One warning about a day. `name` is that of the holiday, `kind` that of the other meeting."""

    reason: Reason
    name: str = ""
    kind: Kind | None = None


def concerns(day: date, *, known: Iterable[Meeting], but: int | None = None) -> tuple[Concern, ...]:
    """What to think of before meeting on `day`; `but` is the id of the meeting itself, when it is stored."""
    found = []
    holiday, school = moments.public_holiday(day), moments.school_holiday(day)
    if holiday:
        found.append(Concern(reason=Reason.PUBLIC_HOLIDAY, name=holiday))
    if school:
        found.append(Concern(reason=Reason.SCHOOL_HOLIDAY, name=school))
    found += [
        Concern(reason=Reason.TAKEN, kind=other.kind)
        for other in known
        if other.day == day and other.id != but and other.state is not State.CANCELLED
    ]
    return tuple(found)
