"""The people of one body as they stand now: loaded once per deed, in a fixed number of queries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from bot import gaps, mandates
from bot.bodies import Body
from bot.gaps import Gap
from bot.mandates import Forum, Mandate, Place, Replacement
from bot.meetings import TAKES_POINTS, Kind
from bot.names import fold
from bot.people import Person
from storage import bodies
from storage import mandates as stored
from storage import meetings as stored_meetings
from storage import people as stored_people
from storage.database import Session
from storage.people import Member

MOST_MEETINGS = 20
"""Coming meetings among which the next plenary one is looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """Everybody who sits, will sit, or left an open place. `today` is the wall day in the body's zone."""

    body: Body
    today: date
    mandates: tuple[Mandate, ...]
    replacements: tuple[Replacement, ...]
    members: Mapping[int, Member]
    organisations: Mapping[int, str]
    sectors: Mapping[int, str]
    groups: Mapping[int, str]
    next_meeting: date | None

    @property
    def places(self) -> list[Place]:
        """Who sits today."""
        return mandates.on(self.today, self.mandates, self.replacements)

    @property
    def gaps(self) -> list[Gap]:
        """What is missing today, the most urgent first."""
        return gaps.find(
            self.today,
            self.mandates,
            self.replacements,
            rules=self.body.rules,
            next_meeting=self.next_meeting,
        )

    @property
    def in_order(self) -> list[Mandate]:
        """The mandates by the name of their member, the seat before places in groups, earlier ones first."""
        forums = list(Forum)
        return sorted(
            self.mandates,
            key=lambda each: (
                fold(self.name(each.member)),
                each.member,
                forums.index(each.forum),
                each.valid_from or date.min,
            ),
        )

    def name(self, member: int | None) -> str:
        """What somebody is called."""
        return self.members[member].name if member is not None else ""

    def replacements_of(self, mandate: int) -> list[Replacement]:
        """Who takes a mandate over, today or later, earliest first."""
        mine = (each for each in self.replacements if each.mandate == mandate and each.overlaps(self.today, None))
        return sorted(mine, key=lambda each: each.valid_from)

    def successor_of(self, mandate: int) -> Mandate | None:
        """The mandate that takes this one over."""
        return next((each for each in self.mandates if each.succeeds == mandate), None)


def circle(db: Session, body: int, *, within: Person, now: datetime) -> Circle:
    """The circle of a body in which the person has a seat. Raises `Refusal` otherwise."""
    return _circle(db, bodies.get(db, body, within=within), now=now)


def for_clock(db: Session, body: int, *, workspace: int, now: datetime) -> Circle:
    """The circle of a body, for the ticker and the command line."""
    return _circle(db, bodies.load(db, body, workspace=workspace), now=now)


def _circle(db: Session, body: Body, *, now: datetime) -> Circle:
    today = now.astimezone(body.zone).date()
    held = stored.of_body(db, body.id, since=today)
    replacements = stored.replacements(db, body.id, since=today)
    coming = stored_meetings.coming(db, body.id, today=today, most=MOST_MEETINGS)
    plenary = (each.earliest for each in coming if each.kind is Kind.PLENARY and each.state in TAKES_POINTS)
    return Circle(
        body=body,
        today=today,
        mandates=tuple(held),
        replacements=tuple(replacements),
        members=stored_people.names(db, _people(held, replacements), body=body.id),
        organisations={each.id: each.name for each in stored.organisations(db, body.id).values()},
        sectors={each.id: each.name for each in stored.sectors(db, body.id).values()},
        groups={each.id: each.name for each in stored.groups(db, body.id)},
        next_meeting=next(plenary, None),
    )


def _people(held: Iterable[Mandate], replacements: Iterable[Replacement]) -> list[int | None]:
    return [
        *(member for each in held for member in (each.member, each.substitute)),
        *(each.member for each in replacements),
    ]
