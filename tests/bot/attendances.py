"""Invented meetings with their people, for the tests of the attendance."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

from bot import attendance
from bot.attendance import Answer, Decided, Gathering, Instead, Substitution, Wish
from bot.mandates import Mandate, Place, Replacement
from bot.meetings import Kind, Meeting, State
from bot.people import Person, Role
from tests.bot.people import BODY, OFFICER, somebody

NOW = datetime(2026, 3, 4, 9, tzinfo=UTC)
TODAY = date(2026, 3, 4)
APRIL = date(2026, 4, 24)
CLB, VAPH = 1, 2
NADIA, JORIS, PIET, FATMA, JO, CHAIR_, OFFICER_ = 11, 12, 13, 14, 15, 3, 4
"""Members: Nadia, Joris and Piet sit in the plenary; Fatma and Jo have no seat."""

MEETING = Meeting(
    id=5,
    body=BODY,
    kind=Kind.PLENARY,
    state=State.AGENDA_OPEN,
    month=date(2026, 4, 1),
    day=APRIL,
    starts=time(9, 30),
    ends=time(12),
)


def seat(id_: int, member: int, **changes: Any) -> Mandate:
    """A seat of an effective member with a vote, unless said otherwise."""
    plain = Mandate(id=id_, body=BODY, member=member, role=Role.EFFECTIVE_MEMBER, has_vote=True)
    return replace(plain, **changes)


SEATS = (
    seat(101, NADIA, sector=CLB, substitute=FATMA),
    seat(102, JORIS, sector=VAPH),
    seat(103, PIET, sector=VAPH),
    seat(104, CHAIR_, role=Role.CHAIR, has_vote=False),
    seat(105, OFFICER_, role=Role.SUPPORT_OFFICER, has_vote=False),
)


def person(member: int) -> Person:
    """A member who acts for themselves."""
    return somebody(Role.EFFECTIVE_MEMBER, member=member)


class Room:
    """One meeting as storage would keep it: what was decided is applied, and gathered anew."""

    def __init__(
        self,
        *seats: Mandate,
        meeting: Meeting = MEETING,
        replacements: tuple[Replacement, ...] = (),
        sectors: dict[int, frozenset[int]] | None = None,
        offline: tuple[int, ...] = (),
        two_seats: bool = False,
    ) -> None:
        self.two_seats = two_seats
        self.meeting = meeting
        self.seats = list(seats or SEATS)
        self.replacements = list(replacements)
        self.sectors = sectors or {}
        self.offline = offline
        self.answers: dict[int, Answer] = {}
        self.substitutions: dict[int, Substitution] = {}

    @property
    def places(self) -> list[Place]:
        return attendance.invited(self.meeting, self.seats, self.replacements)

    @property
    def now(self) -> Gathering:
        return attendance.gather(self.meeting, self.places, self.answers.values(), self.substitutions.values())

    def keep(self, decided: Decided) -> None:
        self.answers |= {each.mandate: each for each in decided.answers}
        for each in decided.substitutions:
            id_ = each.id or len(self.substitutions) + 1
            self.substitutions[id_] = replace(each, id=id_)

    def excuse(
        self,
        member: int,
        wish: Wish | None = None,
        *,
        by: Person | None = None,
        today: date = TODAY,
    ) -> None:
        wanted = wish or Wish()
        by = by or person(member)
        self.keep(
            attendance.excuse(
                self.now,
                member,
                wanted,
                by=by,
                today=today,
                now=NOW,
                sectors=self.sectors,
                offline=self.offline,
                two_seats=self.two_seats,
            )
        )

    def excuse_for(self, member: int, substitute: int, *, by: Person | None = None) -> None:
        self.excuse(member, Wish(instead=Instead.OTHER, substitute=substitute), by=by)

    def come(self, member: int, *, by: Person | None = None, today: date = TODAY) -> None:
        self.keep(attendance.come(self.now, member, by=by or person(member), today=today, now=NOW))

    def accept(self, member: int, *, today: date = TODAY) -> None:
        self._settle(attendance.accept(self.now, self.asked(member), member=member, today=today))

    def decline(self, member: int, *, today: date = TODAY) -> None:
        self._settle(attendance.decline(self.now, self.asked(member), member=member, today=today))

    def consent(self, member: int, *, agreed: bool = True, by: Person = OFFICER) -> None:
        asked = self.asked(member)
        self._settle(attendance.consent(self.now, asked, by=by, today=TODAY, agreed=agreed))

    def vouch(self, member: int, *, by: Person) -> None:
        self._settle(attendance.vouch(self.now, self.asked(member), by=by, today=TODAY))

    def asked(self, substitute: int) -> Substitution:
        """The last question to a substitute."""
        return [each for each in self.substitutions.values() if each.substitute == substitute][-1]

    def _settle(self, substitution: Substitution) -> None:
        self.substitutions[substitution.id] = substitution

    def lists(self) -> dict[str, list[int]]:
        """The member ids of each list, by its name."""
        lists = attendance.in_lists(self.now)
        return {each.value: sorted(found.member or 0 for found in lists[each]) for each in lists}

    def heard(self) -> list[int]:
        """Who will have a voice, as member ids."""
        return sorted(place.member or 0 for place in self.now.voices)
