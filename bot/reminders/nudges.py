"""On which days who is reminded of a follow-up (domain.md 6, and decided: the owner before and weekly after its day,
the support officer from the second working day after it on).

A nudge before a deadline moves back over weekends and holidays, one after it moves forward. Everything is reckoned
from the follow-up and the meetings as they are now, so that changing, closing or moving one needs no undoing.
"""

from collections.abc import Collection, Iterable, Iterator, Set
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum, StrEnum

from bot import moments
from bot.bodies import RuleSheet
from bot.followups import Circle, DueKind, FollowUp
from bot.followups.calendar import Calendar
from bot.reminders.hours import local_day

DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)

ESCALATES_AFTER = 2
"""Working days after which the support officer hears that something is late."""

PROPOSES_AFTER = 5
"""Working days after which it is proposed for the next agenda, under "Opvolging verslag"."""


class Why(IntEnum):
    """Why somebody is reminded; when there are more reasons on one day, the highest is told."""

    AWAKE = 1
    """They snoozed it until today."""
    AHEAD = 2
    """It is due in some days, or today."""
    BEGINS = 3
    """From today on it may be done."""
    SHARPEN = 4
    """Its period begins: which day will it be?"""
    OVERDUE = 5
    """Its day passed some weeks ago."""
    ESCALATED = 6
    """Its owner did not do it in time: for the support officer."""
    PROPOSED = 7
    """It is still not done: for the support officer, to put on the next agenda."""


class As(StrEnum):
    """As what somebody is reminded."""

    OWNER = "owner"
    VIA = "via"
    """A support officer, for owners whom no message reaches."""
    NOBODY = "nobody"
    """A support officer, since nobody looks after it."""
    OFFICER = "officer"
    """A support officer, since it is late."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Nudge:
    """One reminder of one follow-up to one member, on one day. `for_` are the owners it is for, when not for them."""

    follow_up: FollowUp
    member: int
    day: date
    why: Why
    as_: As
    for_: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Readers:
    """Who sits today, whom a message reaches, and the members who are support officers."""

    circle: Circle
    reached: Set[int]
    officers: Collection[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """The first and the last day of a follow-up, as far as they are days; a meeting without a day gives none."""

    first: date | None
    last: date | None


def term(follow_up: FollowUp, calendar: Calendar) -> Term:
    """Its term as the meetings are now."""
    due = follow_up.due
    if due.kind is DueKind.MEETING:
        meeting = calendar.meeting_of(due)
        return Term(first=None, last=meeting.day if meeting is not None else None)
    return Term(first=due.first, last=due.last)


def is_hard(follow_up: FollowUp) -> bool:
    """Whether it has a day that counts: it stays on the weekly list also for who snoozed it."""
    return follow_up.due.kind in {DueKind.DAY, DueKind.BEFORE}


def nudges(
    follow_ups: Iterable[FollowUp],
    *,
    calendar: Calendar,
    readers: Readers,
    rules: RuleSheet,
    since: date,
    until: date,
) -> list[Nudge]:
    """Who is reminded of what on the days from `since` to `until`: of each once, with its highest reason."""
    highest: dict[tuple[int, int], Nudge] = {}
    for follow_up in follow_ups:
        for nudge in _of(follow_up, calendar=calendar, readers=readers, rules=rules, since=since, until=until):
            key = (nudge.member, follow_up.id)
            if key not in highest or highest[key].why < nudge.why:
                highest[key] = nudge
    return list(highest.values())


def _of(
    follow_up: FollowUp, *, calendar: Calendar, readers: Readers, rules: RuleSheet, since: date, until: date
) -> Iterator[Nudge]:
    """Every nudge of one follow-up in these days, snoozed ones left out."""
    if not follow_up.is_live:
        return
    of = term(follow_up, calendar)
    made = local_day(follow_up.made_at, rules)
    told = [(day, why) for day, why in _days(follow_up, of, rules, until=until) if since <= day <= until and day > made]
    late = [(day, why) for day, why in _late_days(of) if since <= day <= until and day > made]
    for member, (as_, for_) in _readers(follow_up, readers).items():
        for day, why in (*told, *_awake(follow_up, member, since=since, until=until)):
            if not _sleeps(follow_up, member, day):
                yield Nudge(follow_up=follow_up, member=member, day=day, why=why, as_=as_, for_=for_)
    for member in readers.officers:
        for day, why in late:
            if not _sleeps(follow_up, member, day):
                yield Nudge(follow_up=follow_up, member=member, day=day, why=why, as_=As.OFFICER)


def _readers(follow_up: FollowUp, readers: Readers) -> dict[int, tuple[As, frozenset[int]]]:
    """Who is reminded in the place of the owners, or as one."""
    owners = readers.circle.owners_of(follow_up)
    found = {member: (As.OWNER, frozenset[int]()) for member in sorted(owners & readers.reached)}
    missed = owners - readers.reached
    if missed or not owners:
        as_ = As.VIA if missed else As.NOBODY
        found |= {member: (as_, missed) for member in readers.officers if member not in found}
    return found


def _days(follow_up: FollowUp, of: Term, rules: RuleSheet, *, until: date) -> Iterator[tuple[date, Why]]:
    """The days on which the owner is reminded, up to `until`."""
    begins = _beginning(follow_up, of)
    if begins is not None:
        yield begins, Why.BEGINS if of.last is None else Why.SHARPEN
    if of.last is None:
        return
    for ahead in rules.reminder_days:
        day = back(of.last - ahead * DAY)
        if begins is None or day > begins:
            yield day, Why.AHEAD
    late = of.last + WEEK
    while late <= until:
        yield forward(late), Why.OVERDUE
        late += WEEK


def _beginning(follow_up: FollowUp, of: Term) -> date | None:
    """The working day on which a period begins, or a "not before" ends."""
    if of.first is None or follow_up.due.kind not in {DueKind.PERIOD, DueKind.NOT_BEFORE}:
        return None
    day = forward(of.first)
    return back(of.first) if of.last is not None and day > of.last else day


def _late_days(of: Term) -> Iterator[tuple[date, Why]]:
    if of.last is not None:
        yield moments.working_days_after(of.last, ESCALATES_AFTER), Why.ESCALATED
        yield moments.working_days_after(of.last, PROPOSES_AFTER), Why.PROPOSED


def _awake(follow_up: FollowUp, member: int, *, since: date, until: date) -> Iterator[tuple[date, Why]]:
    ends = follow_up.snoozed_until(member)
    if ends is not None and since <= forward(ends) <= until:
        yield forward(ends), Why.AWAKE


def _sleeps(follow_up: FollowUp, member: int, day: date) -> bool:
    ends = follow_up.snoozed_until(member)
    return ends is not None and day < ends


def back(day: date) -> date:
    """The day itself when it is a working day, else the last one before it."""
    return day if moments.is_working_day(day) else moments.working_days_before(day, 1)


def forward(day: date) -> date:
    """The day itself when it is a working day, else the first one after it."""
    return day if moments.is_working_day(day) else moments.working_days_after(day, 1)
