"""The key alarm: the last meeting that can still decide before an external deadline (domain.md 6)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.bodies import RuleSheet
from bot.errors import N_, Refusal
from bot.items import Aim, Item, When
from bot.items import Kind as ItemKind
from bot.items import State as ItemState
from bot.meetings import TAKES_POINTS, Kind, Meeting, State, coming, deadlines
from bot.moments import is_working_day, school_holiday, working_days_after, working_days_before
from bot.people import May, Person
from bot.texts import TITLE_LENGTH

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


class Subject(StrEnum):
    """What an external deadline belongs to."""

    ITEM = "item"
    DOSSIER = "dossier"
    BUDGET = "budget"


class Way(StrEnum):
    """The ways out that the alarm offers (interface.md, /opvolging)."""

    MANDATE = "mandate"
    WRITTEN_ROUND = "written_round"
    EXTRA_MEETING = "extra_meeting"
    SEEN = "seen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """Something with an external deadline: it must be decided before that day.

    `on` is the meeting whose agenda it stands on, `aimed` the one it aims at without being accepted yet.
    """

    subject: Subject
    id: int
    title: str
    deadline: date
    on: int | None = None
    aimed: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """One alarm: about one deadline of one subject, at one last meeting (`chance`; None when none is left).

    `way` is the way out somebody took, with the member id in `taken_by`.
    """

    id: int
    body: int
    subject: Subject
    subject_id: int
    deadline: date
    chance: int | None
    way: Way | None = None
    taken_by: int | None = None
    taken_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """When the alarm about something is due, and what is left then. `due` is today or earlier for an alarm of now."""

    watched: Watched
    useful: Useful
    due: date


def judge(watched: Watched, *, meetings: Sequence[Meeting], rules: RuleSheet, today: date) -> Finding | None:
    """When the alarm is due while the meetings stay as they are; None when there is nothing to warn for.

    What stands on the agenda of a meeting in time is safe. What only aims at one has until its points must be in.
    What stands or aims too late is told at once. Everything else when the next meeting becomes the last chance, on a
    working day.
    """
    if watched.deadline <= today:
        return None
    useful = last_useful(watched.deadline, meetings=meetings, today=today, sending_days=rules.send_days)
    known = {meeting.id: meeting for meeting in meetings}
    if watched.on is not None and watched.on not in known:
        return None
    place = known.get(watched.on or watched.aimed or 0)
    if place is None or place.state is State.CANCELLED or (place.day is None and place.latest >= watched.deadline):
        return _later(watched, useful, today=today)
    if place.earliest >= watched.deadline:
        return Finding(watched=watched, useful=useful, due=today)
    if watched.on is not None:
        return None
    limits = deadlines(place, rules)
    if limits is None:
        return _later(watched, useful, today=today)
    in_time = limits.submission if is_working_day(limits.submission) else working_days_before(limits.submission, 1)
    return Finding(watched=watched, useful=useful, due=max(in_time, _chance_begins(useful, today=today)))


def _later(watched: Watched, useful: Useful, *, today: date) -> Finding:
    return Finding(watched=watched, useful=useful, due=_chance_begins(useful, today=today))


def _chance_begins(useful: Useful, *, today: date) -> date:
    """The first working day on which the next meeting is the last chance; today when it is already."""
    day = useful.alarms_on
    if day is None:
        return today
    monday = day if is_working_day(day) else working_days_after(day, 1)
    # A last chance right after the weekend is not waited for.
    return day if useful.meeting is not None and monday >= useful.meeting.latest else monday


def take(alarm: Alarm, way: Way, *, by: Person, now: datetime) -> Alarm:
    """The alarm answered by support officer or chair. Raises `Refusal` when somebody took a way out before."""
    must_be_answered_by(by, alarm=alarm)
    return replace(alarm, way=way, taken_by=by.member_in(alarm.body), taken_at=now)


def must_be_answered_by(by: Person, *, alarm: Alarm) -> None:
    """Raise `Refusal` unless `by` may answer it, and nobody did; "seen" is no answer yet."""
    by.must_be_allowed(May.TEND_ANY_FOLLOW_UP, in_=alarm.body)
    if alarm.way not in {None, Way.SEEN}:
        raise Refusal(N_("Voor deze uiterste datum is al een weg gekozen."))


def mandate(
    watched: Watched, *, title: str, explanation: str, on: Meeting, position: int, by: Person, now: datetime, body: int
) -> Item:
    """The decision point that gives a working group the mandate, on the last meeting in time; not stored yet (id 0)."""
    by.must_be_allowed(May.TEND_ANY_FOLLOW_UP, in_=body)
    if on.state not in TAKES_POINTS or on.latest >= watched.deadline:
        raise Refusal(N_("Die vergadering komt te laat voor een mandaat. Kies een andere weg."))
    return Item(
        id=0,
        body=body,
        title=title[:TITLE_LENGTH],
        state=ItemState.ACCEPTED,
        aim=Aim(when=When.MEETING, meeting=on.id),
        proposer=by.member_in(body),
        entered_by=by.member_in(body),
        created_at=now,
        kind=ItemKind.DECISION,
        meeting=on.id,
        position=position,
        explanation=explanation,
        before=watched.deadline,
        judged_by=by.member_in(body),
        judged_at=now,
    )
