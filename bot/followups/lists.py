"""Which follow-ups belong on a list, and in which order: by filter, of one person, on the agenda of a meeting."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from bot.followups.calendar import Calendar
from bot.followups.values import Circle, DueKind, FollowUp, Owner, State, Whose
from bot.meetings import Kind, Meeting
from bot.meetings import State as MeetingState


class Filter(StrEnum):
    """The filters of `/opvolging alle` (interface.md); `CLOSED` is what was done or dropped."""

    ALL = "all"
    LATE = "late"
    THIS_MONTH = "this_month"
    NEXT_MEETING = "next_meeting"
    NOBODY = "nobody"
    WAITING = "waiting"
    CLOSED = "closed"


def fits(follow_up: FollowUp, wanted: Filter, *, calendar: Calendar, circle: Circle) -> bool:
    """Whether a follow-up belongs under a filter."""
    match wanted:
        case Filter.ALL:
            return follow_up.is_live
        case Filter.LATE:
            return calendar.is_late(follow_up)
        case Filter.THIS_MONTH:
            return follow_up.is_live and _this_month(follow_up, calendar)
        case Filter.NEXT_MEETING:
            return follow_up.is_live and _by_next_meeting(follow_up, calendar)
        case Filter.NOBODY:
            return follow_up.is_live and circle.has_nobody(follow_up)
        case Filter.WAITING:
            return follow_up.state is State.WAITING
        case Filter.CLOSED:
            return not follow_up.is_live


def is_of(follow_up: FollowUp, member: int, *, circle: Circle) -> bool:
    """Whether it is this member's to do, by name or by what they sit for."""
    return follow_up.is_live and member in circle.owners_of(follow_up)


def in_turn(follow_ups: Iterable[FollowUp], *, calendar: Calendar) -> list[FollowUp]:
    """The first to be done first; what has no end after that, by its beginning, and what has no date last."""

    def turn(follow_up: FollowUp) -> tuple[date, date, int]:
        last, first = calendar.last_day(follow_up.due), calendar.first_day(follow_up.due)
        return last or date.max, first or date.max, follow_up.id

    return sorted(follow_ups, key=turn)


def for_agenda(follow_ups: Iterable[FollowUp], meeting: Meeting, *, calendar: Calendar) -> list[FollowUp]:
    """What stands under "Opvolging verslag" of a plenary meeting by itself, in turn.

    Everything from the meeting before it, unless it was put off beyond this one; and of older ones and of those that
    come from elsewhere, what is due by then.
    """
    if meeting.kind is not Kind.PLENARY:
        return []
    before = _before(meeting, calendar)
    return in_turn(
        (each for each in follow_ups if each.is_live and _is_asked_about(each, meeting, before, calendar)),
        calendar=calendar,
    )


def left_alone(follow_ups: Iterable[FollowUp], member: int) -> list[FollowUp]:
    """The live follow-ups that name this very member as an owner: to hand over when they leave."""
    owner = Owner(whose=Whose.MEMBER, id=member)
    return [each for each in follow_ups if each.is_live and owner in each.owners]


def _this_month(follow_up: FollowUp, calendar: Calendar) -> bool:
    first, last = calendar.first_day(follow_up.due), calendar.last_day(follow_up.due)
    month = calendar.today.replace(day=1)
    if follow_up.due.kind is DueKind.NOT_BEFORE:
        return first is not None and first.replace(day=1) == month
    if first is None or last is None:
        return False
    return first.replace(day=1) <= month <= last.replace(day=1)


def _by_next_meeting(follow_up: FollowUp, calendar: Calendar) -> bool:
    meeting = calendar.next_meeting
    if meeting is None:
        return False
    at = calendar.meeting_of(follow_up.due)
    if at is not None:
        return at.id == meeting.id
    last = calendar.last_day(follow_up.due)
    return last is not None and calendar.today <= last <= meeting.latest


def _is_asked_about(follow_up: FollowUp, meeting: Meeting, before: Meeting | None, calendar: Calendar) -> bool:
    if follow_up.source.meeting == meeting.id:
        return False
    first, last = calendar.first_day(follow_up.due), calendar.last_day(follow_up.due)
    if last is not None and last <= meeting.latest:
        return True
    if before is None or follow_up.source.meeting != before.id or follow_up.state is State.DEFERRED:
        return False
    put_off = follow_up.due.kind in {DueKind.MEETING, DueKind.NOT_BEFORE}
    return not put_off or first is None or first <= meeting.latest


def _before(meeting: Meeting, calendar: Calendar) -> Meeting | None:
    """The plenary meeting before this one."""
    earlier = [
        each
        for each in calendar.meetings
        if each.kind is Kind.PLENARY
        and each.state is not MeetingState.CANCELLED
        and each.id != meeting.id
        and each.earliest < meeting.earliest
    ]
    return max(earlier, key=lambda each: (each.earliest, each.id), default=None)
