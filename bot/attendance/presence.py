"""Who was there: noted at the meeting or after it by the support officer, until the report is approved."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from bot import moments, texts
from bot.attendance.deeds import LOCKED
from bot.attendance.gathering import Expected, Gathering, Part, Says
from bot.attendance.named import Somebody
from bot.errors import N_, Refusal
from bot.meetings import Meeting
from bot.meetings import State as MeetingState
from bot.names import find
from bot.people import May, Person

NOBODY_YET = 0
"""Stands for whoever replaces a member while that is still to be named."""

GUEST_LENGTH = 100
MOST_GUESTS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Chair:
    """Somebody who may sit: whoever is in charge of these places, the substitute for one (`instead_of` whom), or the
    holder whom somebody else replaces for a while (`replaced_by`).

    `mandates` are the places that one person would sit on at once, the one with the vote first.
    """

    mandates: tuple[int, ...]
    member: int
    is_expected: bool
    instead_of: int | None = None
    replaced_by: int | None = None

    @property
    def precedence(self) -> int:
        """Who sits first when several come for one place: whoever comes instead, so that it never has two voices."""
        if self.instead_of is not None:
            return 0
        return 1 if self.replaced_by is None else 2

    @property
    def key(self) -> str:
        """The value of its box."""
        return f"{self.mandates[0]}:{self.member}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """Who sat on a place, and from when till when if that was noted (wall times); `member` None: nobody."""

    mandate: int
    member: int | None
    came_later: bool = False
    left_early: bool = False
    arrived: time | None = None
    left: time | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """The presence at one meeting: every place once, and the guests by name.

    `beside` are the members who came although somebody else sat on their place: guests too.
    """

    places: tuple[Presence, ...]
    guests: tuple[str, ...] = ()
    beside: tuple[int, ...] = ()


def must_be_notable(meeting: Meeting, *, by: Person, today: date) -> None:
    """Raise `Refusal` unless `by` may note who is there, from the day of the meeting until its report is approved."""
    by.must_be_allowed(May.NOTE_PRESENCE, in_=meeting.body)
    if meeting.state is MeetingState.CANCELLED:
        raise Refusal(N_("Deze vergadering gaat niet door."))
    if meeting.state in LOCKED:
        raise Refusal(N_("Het verslag van deze vergadering is goedgekeurd: de aanwezigheid ligt vast."))
    if meeting.day is None or meeting.day > today:
        raise Refusal(N_("De aanwezigheid noteer je vanaf de dag van de vergadering."))


def chairs(gathering: Gathering) -> list[Chair]:
    """Everybody who may be ticked: each person once, each substitute, and each member whom somebody replaces.

    Who is not excused is expected.
    """
    found: list[Chair] = []
    in_charge = dict.fromkeys(each.member for each in gathering.invitees if each.member is not None)
    for member in in_charge:
        mine = sorted(gathering.of(member), key=lambda each: (not each.mandate.has_vote, each.mandate.id))
        found.append(
            Chair(
                mandates=tuple(each.mandate.id for each in mine),
                member=member,
                is_expected=mine[0].expected in {Expected.COMING, Expected.NO_NEWS},
            )
        )
    for each in gathering.invitees:
        if each.substitution is not None:
            found.append(
                Chair(
                    mandates=(each.mandate.id,),
                    member=each.substitution.substitute,
                    is_expected=each.expected is Expected.REPLACED,
                    instead_of=each.substitution.absent,
                )
            )
    return found + [
        Chair(
            mandates=(each.mandate.id,),
            member=each.mandate.member,
            is_expected=False,
            replaced_by=each.member or NOBODY_YET,
        )
        for each in gathering.invitees
        if each.place.replacement is not None and each.mandate.member not in in_charge
    ]


def ticked_before(gathering: Gathering, noted: Noted | None) -> set[str]:
    """The boxes that are ticked when the form opens: what was noted, or else what is expected."""
    if noted is None:
        return {chair.key for chair in chairs(gathering) if chair.is_expected}
    sat = {(each.mandate, each.member) for each in noted.places}
    return {
        chair.key
        for chair in chairs(gathering)
        if chair.member in noted.beside or any((id_, chair.member) in sat for id_ in chair.mandates)
    }


def partly(gathering: Gathering, part: Part) -> dict[int, time | None]:
    """The members who said that they come later, or leave earlier, with the wall time if they gave it."""
    return {
        each.member: each.answer.hour
        for each in gathering.invitees
        if each.member is not None
        and each.answer is not None
        and each.answer.says is Says.EXCUSED
        and each.answer.part is part
    }


def note(
    gathering: Gathering,
    ticked: Collection[str],
    *,
    by: Person,
    today: date,
    later: str = "",
    earlier: str = "",
    guests: str = "",
    people: Mapping[int, Somebody],
    zone: ZoneInfo,
    now: datetime,
) -> Noted:
    """The presence as it was filled in.

    `ticked` are keys of `chairs`; `later` and `earlier` hold a name a line, perhaps with an hour; `guests` a name a
    line. When a member and whoever comes instead are both there, the latter has the place and the member is a guest.
    Raises `Refusal` about `later`, `earlier` or `guests`.
    """
    must_be_notable(gathering.meeting, by=by, today=today)
    sitting: dict[int, int] = {}
    came_along: list[int] = []
    for chair in sorted(chairs(gathering), key=lambda chair: chair.precedence):
        if chair.key not in ticked:
            continue
        free = [mandate for mandate in chair.mandates if mandate not in sitting]
        sitting |= dict.fromkeys(free, chair.member)
        if not free:
            came_along.append(chair.member)
    there = [people[member] for member in dict.fromkeys(sitting.values())]
    came = _hours(later, there, about="later", zone=zone, now=now)
    went = _hours(earlier, there, about="earlier", zone=zone, now=now)
    return Noted(
        places=tuple(
            _presence(each.mandate.id, sitting.get(each.mandate.id), came, went) for each in gathering.invitees
        ),
        guests=_guests(guests),
        beside=tuple(member for member in dict.fromkeys(came_along) if member not in sitting.values()),
    )


def _presence(
    mandate: int, member: int | None, came: Mapping[int, time | None], went: Mapping[int, time | None]
) -> Presence:
    if member is None:
        return Presence(mandate=mandate, member=None)
    return Presence(
        mandate=mandate,
        member=member,
        came_later=member in came,
        left_early=member in went,
        arrived=came.get(member),
        left=went.get(member),
    )


def _hours(
    text: str, there: Sequence[Somebody], *, about: str, zone: ZoneInfo, now: datetime
) -> dict[int, time | None]:
    """Who, and at what hour if that is known: "Jo Claes 10u15" a line. Raises `Refusal` about the field."""
    found: dict[int, time | None] = {}
    for line in filter(None, (texts.line(row) for row in text.splitlines())):
        name, hour = _name_and_hour(line, zone=zone, now=now)
        people = find(name, there)
        if len(people) != 1:
            raise Refusal(
                N_(
                    "«{line}»: ik vind niet wie je bedoelt onder wie aanwezig is. "
                    "Zet één naam per lijn, met het uur erachter."
                ),
                about=about,
                line=line[:80],
            )
        found[people[0].id] = hour
    return found


def _name_and_hour(line: str, *, zone: ZoneInfo, now: datetime) -> tuple[str, time | None]:
    """A line split where an hour begins."""
    words = line.split()
    for at in range(1, len(words)):
        reading = moments.read(" ".join(words[at:]), now=now, zone=zone)
        if isinstance(reading, moments.Time | moments.TimeUntil):
            return " ".join(words[:at]), reading.time
        if isinstance(reading, moments.From | moments.Until) and reading.time is not None:
            return " ".join(words[:at]), reading.time
    return line, None


def _guests(text: str) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(filter(None, (texts.line(row) for row in text.splitlines()))))
    if len(found) > MOST_GUESTS:
        raise Refusal(N_("Noteer hoogstens {most} gasten."), about="guests", most=MOST_GUESTS)
    return tuple(texts.short_enough(guest, most=GUEST_LENGTH, about="guests") for guest in found)
