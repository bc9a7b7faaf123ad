"""The key alarm: the last meeting that can still decide before an external deadline (domain.md 6)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from bot.meetings import Kind, Meeting, coming
from bot.moments import is_working_day, school_holiday

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Useful:
    """What is left before a deadline.

    `meeting` is the last one with a day that can still decide, None when no such meeting is left. `is_next` says that
    it is the very next one: "laatste kans". `before_it` is the meeting that comes just before it, after which it will
    be the last chance. `tight` still falls before the deadline, but leaves less than the sending time. `undated`
    could be in time, but only its month is known, so nobody can rely on it.
    """

    meeting: Meeting | None
    is_next: bool = False
    before_it: Meeting | None = None
    tight: Meeting | None = None
    undated: Meeting | None = None

    @property
    def is_alarming(self) -> bool:
        """Whether the alarm is due now: no meeting is left, or the next one is the last chance."""
        return self.meeting is None or self.is_next

    @property
    def alarms_on(self) -> date | None:
        """The first day on which the alarm is due, while the meetings stay as they are; None when it is due now."""
        if self.is_alarming or self.before_it is None or self.before_it.day is None:
            return None
        return self.before_it.day + DAY


def last_useful(deadline: date, *, meetings: Iterable[Meeting], today: date, sending_days: int) -> Useful:
    """The last plenary meeting that can still decide before an external `deadline` (domain.md 6, the key rule).

    A meeting decides in time when it takes place before the deadline's day, and at least `sending_days` before it:
    what was decided still has to leave the house. Only a coming meeting with a day counts; held, closed and cancelled
    ones do not, a published one does (the support officer still adds to it). `today` is the body's wall day.
    """
    ahead = coming((meeting for meeting in meetings if meeting.kind is Kind.PLENARY), today=today)
    dated = [meeting for meeting in ahead if meeting.day is not None]
    limit = min(deadline - DAY, deadline - timedelta(days=sending_days))
    useful = [meeting for meeting in dated if meeting.latest <= limit]
    tight = [meeting for meeting in dated if limit < meeting.latest < deadline]
    undated = [meeting for meeting in ahead if meeting.day is None and max(meeting.earliest, today) <= limit]
    return Useful(
        meeting=useful[-1] if useful else None,
        is_next=len(useful) == 1,
        before_it=useful[-2] if len(useful) > 1 else None,
        tight=tight[-1] if tight else None,
        undated=undated[-1] if undated else None,
    )


def extra_day(deadline: date, *, meetings: Iterable[Meeting], today: date, sending_days: int) -> date | None:
    """The day to propose for an extra meeting: a working day outside the school holidays, without another meeting.

    The first one for which the agenda can still be sent in time, and early enough before the deadline; failing that
    the last one before the deadline at all. None when every day until then is a weekend or a holiday.
    """
    taken = {meeting.day for meeting in coming(meetings, today=today)}
    first = today + DAY
    days = [first + n * DAY for n in range(max(0, (deadline - first).days))]
    free = [day for day in days if is_working_day(day) and school_holiday(day) is None and day not in taken]
    sending = timedelta(days=sending_days)
    comfortable = [day for day in free if today + sending <= day <= deadline - sending]
    return next(iter(comfortable), free[-1] if free else None)
