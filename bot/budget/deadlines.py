"""What a sheet must not miss: the concrete ask, the last useful meeting, the settlement, the year end, the new year."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.alarms import Useful, last_useful
from bot.bodies import RuleSheet
from bot.budget.sheets import OPEN, UNDECIDED, Sheet, State
from bot.meetings import Meeting, deadlines
from bot.moments import is_working_day, working_days_after, working_days_before

SETTLE_DAYS = 30
"""The settlement is due this long after the event."""

YEAR_END_FROM = (12, 1)
"""From this day on what is open of the running year is brought up; the money of a year ends with it."""

WEEK = 7


class Sort(StrEnum):
    """Which deadline."""

    CONCRETE = "concrete"
    SHARPEN = "sharpen"
    DECIDE = "decide"
    SETTLE = "settle"
    YEAR_END = "year_end"
    NEW_YEAR = "new_year"
    LAPSED = "lapsed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """One of them: `day` is the last day that is in time. `useful` is what is left to decide before the event."""

    sort: Sort
    sheet: Sheet
    day: date
    useful: Useful | None = None

    def left(self, today: date) -> int:
        """Days left; below zero when it passed."""
        return (self.day - today).days


def due(sheet: Sheet, *, meetings: Iterable[Meeting], rules: RuleSheet, today: date) -> list[Deadline]:
    """All that is still to come of a sheet, or late. `today` is the body's wall day."""
    if sheet.state not in OPEN:
        return []
    meetings = list(meetings)
    found = [*_concrete(sheet, meetings, rules, today), *_decide(sheet, meetings, rules, today)]
    if is_lapsed(sheet, today=today) and sheet.event is not None:
        found.append(Deadline(sort=Sort.LAPSED, sheet=sheet, day=sheet.event))
    if sheet.state is State.APPROVED and sheet.event is not None and sheet.event < today:
        found.append(Deadline(sort=Sort.SETTLE, sheet=sheet, day=sheet.event + timedelta(days=SETTLE_DAYS)))
    ends = date(sheet.plan_year, 12, 31)
    holds = sheet.state not in UNDECIDED
    if holds and today >= date(sheet.plan_year, *YEAR_END_FROM):
        found.append(Deadline(sort=Sort.YEAR_END, sheet=sheet, day=ends))
    starts = date(sheet.plan_year, 1, 1)
    if sheet.origin is not None and sheet.event is None and today >= starts and today.year == sheet.plan_year:
        found.append(Deadline(sort=Sort.NEW_YEAR, sheet=sheet, day=starts))
    return found


def _concrete(sheet: Sheet, meetings: list[Meeting], rules: RuleSheet, today: date) -> list[Deadline]:
    """The concrete ask after an agreement in principle; a vague period is sharpened from its start on."""
    day = concrete_by(sheet, meetings=meetings, rules=rules, today=today)
    if day is None:
        return []
    found = [Deadline(sort=Sort.CONCRETE, sheet=sheet, day=day)]
    start = sheet.terms.due_from
    if start is not None and start <= today <= day:
        found.append(Deadline(sort=Sort.SHARPEN, sheet=sheet, day=start))
    return found


def concrete_by(sheet: Sheet, *, meetings: Iterable[Meeting], rules: RuleSheet, today: date) -> date | None:
    """The last day for the concrete ask; None when none is waited for.

    It is what the body said, or earlier: the last day to submit for the last meeting that can still decide before the
    event ("september/oktober" with an event on 5 December and meetings on 18 October and 6 December).
    """
    if sheet.state is not State.AGREED_IN_PRINCIPLE or sheet.concrete_at is not None or sheet.terms.due is None:
        return None
    useful = _useful(sheet, meetings, rules, today)
    if useful is None or useful.meeting is None:
        return sheet.terms.due
    limits = deadlines(useful.meeting, rules)
    return sheet.terms.due if limits is None else min(sheet.terms.due, limits.submission)


def _decide(sheet: Sheet, meetings: list[Meeting], rules: RuleSheet, today: date) -> list[Deadline]:
    """The decision before the event: at the last useful meeting (domain.md 7)."""
    useful = _useful(sheet, meetings, rules, today)
    if useful is None or sheet.event is None:
        return []
    day = useful.meeting.latest if useful.meeting is not None else sheet.event
    return [Deadline(sort=Sort.DECIDE, sheet=sheet, day=day, useful=useful)]


def _useful(sheet: Sheet, meetings: Iterable[Meeting], rules: RuleSheet, today: date) -> Useful | None:
    if sheet.event is None or sheet.event <= today or sheet.state not in UNDECIDED | {State.AGREED_IN_PRINCIPLE}:
        return None
    return last_useful(sheet.event, meetings=meetings, today=today, sending_days=rules.send_days)


def is_lapsed(sheet: Sheet, *, today: date) -> bool:
    """*vervallen?*: agreed in principle, no concrete ask, and the event passed. Asked about, never dropped."""
    return (
        sheet.state is State.AGREED_IN_PRINCIPLE
        and sheet.concrete_at is None
        and sheet.event is not None
        and sheet.event < today
    )


def is_told_on(deadline: Deadline, *, rules: RuleSheet, today: date) -> bool:
    """Whether this deadline is brought up today.

    Before it on the rule sheet's days, moved back over weekends and holidays; after it every week, moved forward
    (decisions.md 14). What has only a beginning (a vague period, a new year) is told at that beginning.
    """
    if deadline.sort is Sort.NEW_YEAR:
        return today == _forward(deadline.day)
    if deadline.sort is Sort.SHARPEN:
        return today == _forward(deadline.day)
    before = {_back(deadline.day - timedelta(days=days)) for days in rules.reminder_days}
    if deadline.sort is Sort.LAPSED:
        before = set()
    late = (today - deadline.day).days
    after = {_forward(deadline.day + timedelta(days=WEEK * n)) for n in (late // WEEK - 1, late // WEEK) if n >= 1}
    if deadline.sort is Sort.LAPSED:
        after.add(_forward(deadline.day + timedelta(days=1)))
    if deadline.sort is Sort.DECIDE and deadline.useful is not None and deadline.useful.meeting is None:
        # Nothing can be decided in time any more: the alarm has said so, and the days before the event say nothing new.
        return False
    return today in before | after


def is_shown(deadline: Deadline, *, rules: RuleSheet, today: date) -> bool:
    """Whether it belongs in what is due around now: within the longest notice of the rule sheet, or late."""
    return deadline.left(today) <= max(rules.reminder_days, default=0)


def _back(day: date) -> date:
    return day if is_working_day(day) else working_days_before(day, 1)


def _forward(day: date) -> date:
    return day if is_working_day(day) else working_days_after(day, 1)
