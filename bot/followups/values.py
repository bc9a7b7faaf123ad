"""The values of a follow-up: its states, owners, due, source, snoozes and the log of what happened to it."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class State(StrEnum):
    """Where a follow-up stands (domain.md 6). Nothing closes by itself because a date passed."""

    OPEN = "open"
    WAITING = "waiting"
    DEFERRED = "deferred"
    DONE = "done"
    DROPPED = "dropped"


LIVE = frozenset({State.OPEN, State.WAITING, State.DEFERRED})
"""States in which somebody still has to do something."""


class Whose(StrEnum):
    """What kind of owner: one member, whoever sits for an organisation, a working group, or everybody."""

    MEMBER = "member"
    ORGANISATION = "organisation"
    GROUP = "group"
    EVERYBODY = "everybody"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Owner:
    """Whose follow-up it is. `id` is that of the member, organisation or group; 0 for everybody."""

    whose: Whose
    id: int = 0


NOBODY: tuple[Owner, ...] = ()
"""Nobody yet: a follow-up without owners, which is nagged about."""


class DueKind(StrEnum):
    """What kind of term was meant."""

    DAY = "day"
    """On one day, `last`."""
    BEFORE = "before"
    """At the latest on `last`, included."""
    PERIOD = "period"
    """Somewhere from `first` to `last`, both included: reminded at its start, with the question which day."""
    MEETING = "meeting"
    """At a meeting, and along with it when it moves: `meeting`, or while that is None the first one from `first` on."""
    NOT_BEFORE = "not_before"
    """From `first` on, without an end."""
    EVENT = "event"
    """When something happens that has no date: only the phrase."""
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """By when, with the phrase as it was typed. Days are wall days of the body, both included."""

    kind: DueKind = DueKind.NONE
    phrase: str = ""
    first: date | None = None
    last: date | None = None
    meeting: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where it comes from: a meeting, a point of it, a message in Slack; or none."""

    meeting: int | None = None
    item: int | None = None
    link: str = ""


class Origin(StrEnum):
    """Which other part of the bot made it; with its id it makes asking twice harmless."""

    EXCUSE = "excuse"
    VOTE = "vote"
    BUDGET = "budget"
    DOSSIER = "dossier"
    SIGNAL = "signal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Snooze:
    """One member does not want to be reminded before `until`; others are."""

    member: int
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """One follow-up. `made_by` is a member id, None for the bot itself; `version` grows with every change.

    `reason` says why it was dropped or deferred, or how it was done. `origin` is "excuse:12" when another part of
    the bot made it, else "".
    """

    id: int
    body: int
    text: str
    state: State
    made_by: int | None
    made_at: datetime
    owners: tuple[Owner, ...] = NOBODY
    due: Due = field(default_factory=Due)
    source: Source = field(default_factory=Source)
    waiting_for: str = ""
    reason: str = ""
    origin: str = ""
    closed_at: datetime | None = None
    version: int = 1
    snoozes: tuple[Snooze, ...] = ()

    @property
    def is_live(self) -> bool:
        """Whether somebody still has to do something."""
        return self.state in LIVE

    def snoozed_until(self, member: int) -> date | None:
        """The first day on which this member wants to be reminded again; None: at once."""
        return next((snooze.until for snooze in self.snoozes if snooze.member == member), None)


class Deed(StrEnum):
    """What happened to a follow-up, for its log."""

    MADE = "made"
    CHANGED = "changed"
    UPDATE = "update"
    WAITING = "waiting"
    DEFERRED = "deferred"
    SNOOZED = "snoozed"
    DONE = "done"
    DROPPED = "dropped"
    REOPENED = "reopened"
    HANDED_OVER = "handed_over"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the log. `by` is a member id, None for the bot itself; `text` is what somebody wrote with it."""

    follow_up: int
    deed: Deed
    by: int | None
    at: datetime
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What somebody, or another part of the bot, wants followed up; not clean yet."""

    text: str
    owners: tuple[Owner, ...] = NOBODY
    due: Due = field(default_factory=Due)
    source: Source = field(default_factory=Source)
    waiting_for: str = ""
    origin: Origin | None = None
    origin_id: int | str = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """Who sits where today: members with a running mandate, and those of each organisation and each group."""

    members: Set[int]
    organisations: Mapping[int, Set[int]] = field(default_factory=dict)
    groups: Mapping[int, Set[int]] = field(default_factory=dict)

    def people(self, owner: Owner) -> Set[int]:
        """The members behind one owner today; nobody for a member who left."""
        match owner.whose:
            case Whose.MEMBER:
                return {owner.id} & set(self.members)
            case Whose.ORGANISATION:
                return self.organisations.get(owner.id, frozenset())
            case Whose.GROUP:
                return self.groups.get(owner.id, frozenset())
            case Whose.EVERYBODY:
                return self.members

    def owners_of(self, follow_up: FollowUp) -> frozenset[int]:
        """Every member whose follow-up it is today."""
        return frozenset(member for owner in follow_up.owners for member in self.people(owner))

    def has_nobody(self, follow_up: FollowUp) -> bool:
        """Whether nobody looks after it: no owner yet, or only owners who left."""
        return not self.owners_of(follow_up)
