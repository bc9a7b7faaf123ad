"""Meetings of a body: their states, wall times, and the deadlines that follow from the date."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from hashlib import sha256
from zoneinfo import ZoneInfo

from bot import texts
from bot.bodies import RuleSheet
from bot.errors import N_, Refusal
from bot.groups import Group
from bot.people import May, Person


class Kind(StrEnum):
    """Soort."""

    PLENARY = "plenary"
    COMMITTEE = "committee"
    WORKING_GROUP = "working_group"


class State(StrEnum):
    """`planned` while only the month is known, `agenda_open` once it has a day (domain.md 3)."""

    PLANNED = "planned"
    AGENDA_OPEN = "agenda_open"
    AGENDA_PUBLISHED = "agenda_published"
    HELD = "held"
    REPORTED = "reported"
    CLOSED = "closed"
    CANCELLED = "cancelled"


TAKES_POINTS = frozenset({State.PLANNED, State.AGENDA_OPEN, State.AGENDA_PUBLISHED})
PLACE_LENGTH = 150


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """One meeting. `month` is its first day; `day` is None while only the month is known.

    `starts` and `ends` are wall times in the body's zone. `mirror` is a member id. `group` is whose meeting it is, for
    a working group; None while the body has no group.
    """

    id: int
    body: int
    kind: Kind
    state: State
    month: date
    day: date | None = None
    starts: time | None = None
    ends: time | None = None
    place: str = ""
    mirror: int | None = None
    version: str = ""
    group: Group | None = None

    @property
    def minutes(self) -> int | None:
        """How long the meeting is planned to take, in minutes; None while the times are not known."""
        if self.starts is None or self.ends is None:
            return None
        return (self.ends.hour - self.starts.hour) * 60 + self.ends.minute - self.starts.minute

    @property
    def earliest(self) -> date:
        """The first day on which the meeting can be: its day, or the first of its month."""
        return self.day or self.month

    @property
    def latest(self) -> date:
        """The last day on which the meeting can be: its day, or the last of its month."""
        return self.day or (self.month + timedelta(days=31)).replace(day=1) - timedelta(days=1)

    def starts_at(self, zone: ZoneInfo) -> datetime | None:
        """The instant it starts in UTC: wall time first, zone last. None while day or time is not known."""
        return self._instant(self.starts, zone)

    def ends_at(self, zone: ZoneInfo) -> datetime | None:
        """The instant it ends in UTC, likewise."""
        return self._instant(self.ends, zone)

    def _instant(self, at: time | None, zone: ZoneInfo) -> datetime | None:
        if self.day is None or at is None:
            return None
        return datetime.combine(self.day, at, zone).astimezone(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadlines:
    """Last days, inclusive, to submit a point and to send the agenda (domain.md 3)."""

    submission: date
    sending: date


def deadlines(meeting: Meeting, rules: RuleSheet) -> Deadlines | None:
    """The two deadlines of a dated meeting by the rule sheet; they move with it. None without a day."""
    if meeting.day is None:
        return None
    sending = meeting.day - timedelta(days=rules.send_days)
    return Deadlines(submission=sending - timedelta(days=rules.submit_days), sending=sending)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """When and where somebody wants to meet: a day, or only a month while the day is not known.

    `month` is any day of it; a day says more than a month. Times are wall times, `mirror` is a member id. `group` is
    for meetings of a working group only.
    """

    day: date | None = None
    month: date | None = None
    starts: time | None = None
    ends: time | None = None
    place: str = ""
    mirror: int | None = None
    group: Group | None = None


def plan(wanted: Wanted, *, body: int, kind: Kind, by: Person, today: date, groups: Sequence[Group] = ()) -> Meeting:
    """A new meeting, not stored yet (id 0). `groups` are those of the body.

    Raises `Refusal` about `day`, `month`, `starts`, `ends`, `place` or `group`.
    """
    by.must_be_allowed(May.PLAN_MEETINGS, in_=body)
    new = Meeting(
        id=0,
        body=body,
        kind=kind,
        state=State.PLANNED,
        month=today.replace(day=1),
        group=whose(kind, wanted.group, groups),
    )
    return _dated(new, wanted, today=today)


def change(meeting: Meeting, wanted: Wanted, *, by: Person, today: date, groups: Sequence[Group] = ()) -> Meeting:
    """The meeting moved, dated or corrected. `groups` are those of the body. Raises `Refusal` once it was held."""
    must_be_changeable_by(by, meeting=meeting)
    if meeting.state is State.AGENDA_PUBLISHED and wanted.day is None:
        raise Refusal(N_("De agenda is al gepubliceerd: kies een dag."), about="day")
    return _dated(replace(meeting, group=whose(meeting.kind, wanted.group, groups)), wanted, today=today)


def whose(kind: Kind, chosen: Group | None, groups: Sequence[Group]) -> Group | None:
    """Whose meeting it is: the group that was chosen, or the only one there is. Raises `Refusal` about `group`."""
    if kind is not Kind.WORKING_GROUP:
        if chosen is not None:
            raise Refusal(N_("Een werkgroep kies je alleen bij de soort «Werkgroep»."), about="group")
        return None
    if chosen is None and len(groups) > 1:
        raise Refusal(N_("Er is meer dan één werkgroep. Kies welke er vergadert."), about="group")
    return chosen or next(iter(groups), None)


def must_be_changeable_by(by: Person, *, meeting: Meeting) -> None:
    """Raise `Refusal` unless `by` may plan and the meeting is still to come."""
    by.must_be_allowed(May.PLAN_MEETINGS, in_=meeting.body)
    if meeting.state not in TAKES_POINTS:
        raise Refusal(N_("Deze vergadering is al voorbij of geannuleerd en kan niet meer wijzigen."))


def is_moved(before: Meeting, after: Meeting) -> bool:
    """Whether people who know when and where to come must hear of the change."""
    return (before.day, before.month, before.starts, before.ends, before.place) != (
        after.day,
        after.month,
        after.starts,
        after.ends,
        after.place,
    )


def fingerprint(meeting: Meeting) -> str:
    """16 hexadecimal digits that change with anything a form shows: whether somebody saw the meeting as it is now."""
    shown = (meeting.state.value, meeting.day, meeting.month, meeting.starts, meeting.ends, meeting.place)
    group = meeting.group.id if meeting.group is not None else None
    return sha256(repr((*shown, meeting.mirror, group)).encode()).hexdigest()[:16]


def must_be_as_seen(meeting: Meeting, seen: str) -> None:
    """Raise `Refusal` when somebody else changed the meeting since its `fingerprint` was `seen`."""
    if fingerprint(meeting) != seen:
        raise Refusal(
            N_("Iemand heeft deze vergadering intussen gewijzigd. Sluit dit venster en open het opnieuw."), about="day"
        )


def cancel(meeting: Meeting, *, by: Person, points: int) -> Meeting:
    """The meeting cancelled; only when it has no points left (domain.md 3)."""
    must_be_changeable_by(by, meeting=meeting)
    if points:
        raise Refusal(
            N_("Er staan nog {points} punten op deze vergadering. Verplaats ze eerst, dan kun je annuleren."),
            points=points,
        )
    return replace(meeting, state=State.CANCELLED)


def _dated(meeting: Meeting, wanted: Wanted, *, today: date) -> Meeting:
    place = texts.line(wanted.place)
    _must_be_possible(wanted, today=today)
    state = meeting.state
    if state in {State.PLANNED, State.AGENDA_OPEN}:
        state = State.AGENDA_OPEN if wanted.day else State.PLANNED
    return replace(
        meeting,
        state=state,
        day=wanted.day,
        month=(wanted.day or wanted.month or today).replace(day=1),
        starts=wanted.starts,
        ends=wanted.ends,
        place=texts.short_enough(place, most=PLACE_LENGTH, about="place"),
        mirror=wanted.mirror,
    )


def _must_be_possible(wanted: Wanted, *, today: date) -> None:
    if wanted.day is None and wanted.month is None:
        raise Refusal(N_("Kies een datum, of een maand als de dag nog niet vastligt."), about="day")
    if wanted.day is not None and wanted.day < today:
        raise Refusal(N_("Die datum is voorbij. Kies een dag vanaf vandaag."), about="day")
    if wanted.day is None and wanted.month is not None and wanted.month < today.replace(day=1):
        raise Refusal(N_("Die maand is voorbij. Kies een maand vanaf nu."), about="month")
    if wanted.ends is not None and wanted.starts is None:
        raise Refusal(N_("Vul ook in wanneer de vergadering begint."), about="starts")
    if wanted.ends is not None and wanted.starts is not None and wanted.ends <= wanted.starts:
        raise Refusal(N_("De vergadering moet later eindigen dan ze begint."), about="ends")


def coming(meetings: Iterable[Meeting], *, today: date) -> list[Meeting]:
    """Meetings that can still take points, soonest first; a month-only one counts till its month is over."""
    open_ones = [m for m in meetings if m.state in TAKES_POINTS and m.latest >= today]
    return sorted(open_ones, key=lambda m: (m.earliest, m.day is None, m.id))


def next_for_points(meetings: Iterable[Meeting], rules: RuleSheet, *, today: date) -> Meeting | None:
    """The first plenary meeting whose agenda a point from today can still reach in time for sending."""
    for meeting in coming((m for m in meetings if m.kind is Kind.PLENARY), today=today):
        limits = deadlines(meeting, rules)
        if limits is None or limits.sending >= today:
            return meeting
    return None
