"""Agenda points: what they are, where they want to be, and where they are."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from bot.meetings import TAKES_POINTS, Meeting
from bot.meetings import Kind as MeetingKind


class Kind(StrEnum):
    """Soort of a point (interface.md, modal Agendapunt voorstellen)."""

    INFORMATION = "information"
    DISCUSSION = "discussion"
    DECISION = "decision"
    ADVICE = "advice"
    APPROVAL = "approval"


class Sort(StrEnum):
    """What a line of the agenda is: somebody's point, a standing point of the body, or a break."""

    POINT = "point"
    STANDING = "standing"
    BREAK = "break"


class State(StrEnum):
    """Where a proposal stands (domain.md 3)."""

    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    SENT_BACK = "sent_back"
    POSTPONED = "postponed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class When(StrEnum):
    """What a point aims at: one meeting, the next one, a period in the pool, or nothing yet."""

    MEETING = "meeting"
    NEXT = "next"
    PERIOD = "period"
    UNDATED = "undated"


EDITABLE = frozenset({State.SUBMITTED, State.SENT_BACK})


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """Where a point wants to be. `start` and `end` (inclusive) read the `phrase` of a period."""

    when: When
    meeting: int | None = None
    phrase: str = ""
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A link, or a file in Slack (`file` is its id); "vooraf bezorgd"."""

    url: str
    title: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One line of an agenda, now or perhaps later. `proposer`, `entered_by` and `judged_by` are member ids.

    `before` is an external deadline: the point must have been treated strictly before that day.
    `number` is given at publication and never re-used; `position` orders the lines of one meeting. `closing` marks
    a standing point that ends the meeting, so that new points land before it.
    """

    id: int
    body: int
    title: str
    state: State
    aim: Aim
    proposer: int | None
    entered_by: int | None
    created_at: datetime
    sort: Sort = Sort.POINT
    kind: Kind = Kind.DISCUSSION
    meeting: int | None = None
    parent: int | None = None
    position: int = 0
    number: str = ""
    minutes: int | None = None
    fixed_at: time | None = None
    presenter: str = ""
    guest: bool = False
    closing: bool = False
    explanation: str = ""
    before: date | None = None
    late: bool = False
    judged_by: int | None = None
    judged_at: datetime | None = None
    reason: str = ""
    attachments: tuple[Attachment, ...] = ()


def in_pool(item: Item) -> bool:
    """Whether the point waits in the pool: accepted or postponed, on no meeting (domain.md 3)."""
    return item.meeting is None and item.state in {State.ACCEPTED, State.POSTPONED}


def is_overdue(item: Item, *, today: date) -> bool:
    """Whether a point of the pool waited longer than it should: its period is over."""
    return in_pool(item) and item.aim.end is not None and item.aim.end < today


def points_at(item: Item, meeting: Meeting) -> bool:
    """Whether a point of the pool is to be offered for `meeting` (domain.md 3).

    It is when it waits for the next meeting, when it was postponed without a day, and when its period has begun by
    then: a period that passed without a meeting would otherwise be forgotten.
    """
    if not in_pool(item) or item.body != meeting.body or meeting.state not in TAKES_POINTS:
        return False
    match item.aim.when:
        case When.MEETING:
            return item.aim.meeting == meeting.id
        case When.NEXT:
            return meeting.kind is MeetingKind.PLENARY
        case When.PERIOD:
            return item.aim.start is None or item.aim.start <= meeting.latest
        case When.UNDATED:
            return item.state is State.POSTPONED


def comes_too_late(item: Item, *, first_chance: Meeting | None) -> bool:
    """Whether *Te behandelen vóór* falls on or before the first meeting the point could be on.

    With no meeting planned at all it cannot be treated in time either, so that counts as too late.
    """
    if item.before is None:
        return False
    return first_chance is None or first_chance.earliest >= item.before
