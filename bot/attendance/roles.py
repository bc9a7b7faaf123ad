"""Roles of the day: who presides, who reports and who holds the mirror at one meeting."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.attendance.deeds import is_over
from bot.attendance.gathering import Expected, Gathering
from bot.errors import N_, Refusal
from bot.people import May, Person, Role


class DayRole(StrEnum):
    """What somebody does at one meeting, beside taking part."""

    CHAIR = "chair"
    REPORTER = "reporter"
    MIRROR = "mirror"


NEVER_MIRROR = frozenset({Role.CHAIR, Role.SUPPORT_OFFICER, Role.OBSERVER})
"""Who leads, writes or only watches does not hold the mirror as well."""

_MAY_BE_THERE = frozenset({Expected.COMING, Expected.NO_NEWS})


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRoles:
    """Who does what at one meeting, as member ids; `chair` is whoever replaces the body's own, None for the latter."""

    chair: int | None = None
    reporter: int | None = None
    mirror: int | None = None

    def of(self, member: int) -> list[DayRole]:
        """What a member does at the meeting."""
        held = {DayRole.CHAIR: self.chair, DayRole.REPORTER: self.reporter, DayRole.MIRROR: self.mirror}
        return [role for role, holder in held.items() if holder == member]


def appoint(gathering: Gathering, wanted: DayRoles, *, by: Person, today: date) -> DayRoles:
    """The roles of the day as the support officer wants them.

    Nobody presides or reports and holds the mirror at once. Raises `Refusal` about `mirror`, or when it is over.
    """
    meeting = gathering.meeting
    by.must_be_allowed(May.PLAN_MEETINGS, in_=meeting.body)
    if is_over(meeting, today=today):
        raise Refusal(N_("Deze vergadering is voorbij of gaat niet door."))
    if wanted.mirror is not None and wanted.mirror in (wanted.chair, wanted.reporter):
        raise Refusal(
            N_("Wie voorzit of verslag maakt, neemt niet ook de spiegel. Kies iemand anders."), about="mirror"
        )
    return wanted


def presiding(gathering: Gathering, roles: DayRoles) -> int | None:
    """Who presides: whoever was named for the day, or else the body's chair who is not excused; None for nobody."""
    if roles.chair is not None:
        return roles.chair
    chairs = [each for each in gathering.invitees if each.mandate.role is Role.CHAIR]
    there = [each.member for each in chairs if each.expected in _MAY_BE_THERE]
    return there[0] if there else None


def fairest_mirror(gathering: Gathering, last_time: Mapping[int, date]) -> list[int]:
    """Who may hold the mirror: those who never did first, then those who did longest ago; nobody who is away.

    `last_time` is the last day on which a member held it. Among equals those who said that they come go first.
    """
    barred = {each.member for each in gathering.invitees if each.mandate.role in NEVER_MIRROR}
    able = {
        each.member: each.expected is Expected.COMING
        for each in gathering.invitees
        if each.member is not None and each.member not in barred and each.expected in _MAY_BE_THERE
    }
    return sorted(able, key=lambda member: (last_time.get(member, date.min), not able[member], member))


def vacant(gathering: Gathering, roles: DayRoles) -> list[DayRole]:
    """The roles whose holder will not be there; a chair is always needed."""
    away = {each.member for each in gathering.invitees if each.expected not in _MAY_BE_THERE}
    found = [DayRole.CHAIR] if presiding(gathering, roles) in {None, *away} else []
    return found + [
        role
        for role, holder in ((DayRole.REPORTER, roles.reporter), (DayRole.MIRROR, roles.mirror))
        if holder is not None and holder in away
    ]
