"""What a support officer has to prepare around a meeting, and on which days they are reminded of it (domain.md 6)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot import moments
from bot.bodies import RuleSheet
from bot.meetings import Kind, Meeting, State, deadlines
from bot.reminders.nudges import DAY, back, forward


class Task(StrEnum):
    """What has to be prepared."""

    DOCUMENTS = "documents"
    """Ask for the documents of the points: once no more points are taken."""
    AGENDA = "agenda"
    """Send the agenda."""
    REPORT = "report"
    """Send the report within its term."""
    DAY = "day"
    """Find the day of a meeting of which only the month is known."""
    DATES = "dates"
    """Plan the next meetings: there is none after this one."""


AGENDA_AHEAD = 3 * DAY
REPORT_AHEAD = 7 * DAY
DAY_AHEAD = 42 * DAY
DATES_AHEAD = 14 * DAY
DATES_AGAIN = 28 * DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Chore:
    """Something to prepare for a meeting, by the last day that is in time; `day` is when it is reminded of."""

    task: Task
    meeting: Meeting
    day: date
    by: date | None = None


def chores(meetings: Sequence[Meeting], rules: RuleSheet, *, today: date, since: date, until: date) -> list[Chore]:
    """What has to be prepared that is reminded of on the days from `since` to `until`, each once."""
    latest: dict[tuple[Task, int], Chore] = {}
    for chore in _all(meetings, rules, today=today):
        if since <= chore.day <= until:
            latest[chore.task, chore.meeting.id] = chore
    return list(latest.values())


def _all(meetings: Sequence[Meeting], rules: RuleSheet, *, today: date) -> Iterator[Chore]:
    plenary = [each for each in meetings if each.kind is Kind.PLENARY and each.state is not State.CANCELLED]
    for meeting in plenary:
        yield from _agenda(meeting, rules, today=today)
        yield from _report(meeting, rules, today=today)
        yield from _day(meeting, today=today)
    if plenary:
        yield from _dates(max(plenary, key=lambda each: (each.latest, each.id)))


def _agenda(meeting: Meeting, rules: RuleSheet, *, today: date) -> Iterator[Chore]:
    """Until the agenda is out, or the meeting is over."""
    limits = deadlines(meeting, rules)
    if meeting.state is not State.AGENDA_OPEN or limits is None or meeting.latest < today:
        return
    yield Chore(task=Task.DOCUMENTS, meeting=meeting, day=back(limits.submission), by=limits.sending)
    late = moments.working_days_after(limits.sending, 1)
    days = {back(limits.sending - AGENDA_AHEAD), back(limits.sending), late}
    for day in sorted(day for day in days if day < meeting.latest):
        yield Chore(task=Task.AGENDA, meeting=meeting, day=day, by=limits.sending)


def _report(meeting: Meeting, rules: RuleSheet, *, today: date) -> Iterator[Chore]:
    """From the first working day after the meeting on, until the report was approved."""
    if meeting.day is None or meeting.day >= today or meeting.state in {State.REPORTED, State.CLOSED}:
        return
    by = meeting.day + timedelta(days=rules.report_correction_days)
    days = {moments.working_days_after(meeting.day, 1), back(by - REPORT_AHEAD), back(by)}
    for day in sorted(day for day in days if day > meeting.day):
        yield Chore(task=Task.REPORT, meeting=meeting, day=day, by=by)


def _day(meeting: Meeting, *, today: date) -> Iterator[Chore]:
    if meeting.day is None and meeting.latest >= today:
        yield Chore(task=Task.DAY, meeting=meeting, day=back(meeting.month - DAY_AHEAD))


def _dates(last: Meeting) -> Iterator[Chore]:
    """Of the last meeting that is planned: shortly before it, just after it, and four weeks later once more."""
    if last.day is not None:
        after = moments.working_days_after(last.day, 1)
        for day in (back(last.day - DATES_AHEAD), after, forward(last.day + DATES_AGAIN)):
            yield Chore(task=Task.DATES, meeting=last, day=day)
