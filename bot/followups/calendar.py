"""When a follow-up is due, with the meetings as they are planned now: what waits for a meeting moves along with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.followups.values import Due, DueKind, FollowUp
from bot.meetings import Kind, Meeting, State, coming


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """Today in the body's zone, and every meeting that matters, past ones included."""

    today: date
    meetings: tuple[Meeting, ...] = ()

    @property
    def next_meeting(self) -> Meeting | None:
        """The next plenary meeting."""
        return next(iter(coming(self._plenary, today=self.today)), None)

    def meeting_of(self, due: Due) -> Meeting | None:
        """The meeting at which it is due; for a cancelled one, or none yet, the first plenary one after it."""
        if due.kind is not DueKind.MEETING:
            return None
        named = next((each for each in self.meetings if each.id == due.meeting), None)
        if named is not None and named.state is not State.CANCELLED:
            return named
        since = named.earliest if named is not None else due.first
        if since is None:
            return None
        return min(
            (each for each in self._plenary if each.state is not State.CANCELLED and each.latest >= since),
            key=lambda each: (each.earliest, each.id),
            default=None,
        )

    def first_day(self, due: Due) -> date | None:
        """The first day it is about; None when it has no beginning."""
        match due.kind:
            case DueKind.DAY | DueKind.BEFORE:
                return due.last
            case DueKind.MEETING:
                meeting = self.meeting_of(due)
                return meeting.earliest if meeting is not None else None
            case _:
                return due.first

    def last_day(self, due: Due) -> date | None:
        """The last day that is in time, included; None when it has no end."""
        if due.kind is DueKind.MEETING:
            meeting = self.meeting_of(due)
            return meeting.latest if meeting is not None else None
        return due.last

    def is_late(self, follow_up: FollowUp) -> bool:
        """Whether its last day has passed while somebody still has to do something."""
        last = self.last_day(follow_up.due)
        return follow_up.is_live and last is not None and last < self.today

    @property
    def _plenary(self) -> Sequence[Meeting]:
        return [meeting for meeting in self.meetings if meeting.kind is Kind.PLENARY]
