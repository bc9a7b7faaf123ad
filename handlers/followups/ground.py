"""What every deed with follow-ups needs beside them: the body, its people, and when its meetings are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot import mandates
from bot.bodies import Body
from bot.followups import Circle, DueKind, FollowUp, Owner, Whose
from bot.followups.calendar import Calendar
from bot.followups.lines import Known
from bot.mandates import Mandate, Replacement
from bot.meetings import Meeting
from bot.people import Person
from storage import bodies
from storage import mandates as stored_mandates
from storage import meetings as stored_meetings
from storage import people as stored_people
from storage.database import Session
from storage.people import Member

BACK = timedelta(days=200)
"""How far back meetings are looked at without being asked for: more than the time between two plenary ones."""

MOST_MEETINGS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """One body as it stands now; `members` are all there ever were, `calendar` holds every meeting that matters."""

    body: Body
    members: Mapping[int, Member]
    organisations: Mapping[int, str]
    groups: Mapping[int, str]
    circle: Circle
    calendar: Calendar

    @property
    def today(self) -> date:
        """The wall day in the body's zone."""
        return self.calendar.today

    @property
    def meetings(self) -> Mapping[int, Meeting]:
        """The meetings by id."""
        return {meeting.id: meeting for meeting in self.calendar.meetings}

    @property
    def known(self) -> list[Known]:
        """Everybody and everything that can own a follow-up by name."""
        named = [
            *((Owner(whose=Whose.MEMBER, id=id_), self.members[id_].name) for id_ in sorted(self.circle.members)),
            *((Owner(whose=Whose.ORGANISATION, id=id_), name) for id_, name in self.organisations.items()),
            *((Owner(whose=Whose.GROUP, id=id_), name) for id_, name in self.groups.items()),
        ]
        return [Known(owner=owner, name=name) for owner, name in named]

    def name(self, owner: Owner) -> str:
        """What an owner is called; "" for everybody, and for one that is not known any more."""
        match owner.whose:
            case Whose.MEMBER:
                return self.members[owner.id].name if owner.id in self.members else ""
            case Whose.ORGANISATION:
                return self.organisations.get(owner.id, "")
            case Whose.GROUP:
                return self.groups.get(owner.id, "")
            case Whose.EVERYBODY:
                return ""


def ground(db: Session, body: int, *, within: Person, now: datetime, follow_ups: Sequence[FollowUp] = ()) -> Ground:
    """The ground of a body in which the person has a seat, with the meetings that `follow_ups` name.

    Raises `Refusal` for somebody without a seat there. The number of queries is the same for any number of them.
    """
    return _ground(db, bodies.get(db, body, within=within), now=now, follow_ups=follow_ups)


def for_clock(db: Session, body: int, *, workspace: int, now: datetime, follow_ups: Sequence[FollowUp] = ()) -> Ground:
    """The ground of a body, for the ticker."""
    return _ground(db, bodies.load(db, body, workspace=workspace), now=now, follow_ups=follow_ups)


def _ground(db: Session, body: Body, *, now: datetime, follow_ups: Sequence[FollowUp]) -> Ground:
    today = now.astimezone(body.zone).date()
    held = stored_mandates.of_body(db, body.id, since=today)
    replacements = stored_mandates.replacements(db, body.id, since=today)
    return Ground(
        body=body,
        members={member.id: member for member in stored_people.members(db, body.id)},
        organisations={label.id: label.name for label in stored_mandates.organisations(db, body.id).values()},
        groups={group.id: group.name for group in stored_mandates.groups(db, body.id)},
        circle=_circle(held, replacements, today=today),
        calendar=Calendar(today=today, meetings=_meetings(db, body.id, follow_ups, today=today)),
    )


def _circle(held: Sequence[Mandate], replacements: Sequence[Replacement], *, today: date) -> Circle:
    """Who sits today. Whoever is replaced for a while stays a member; for the organisation the other one acts."""
    members: set[int] = set()
    organisations: dict[int, set[int]] = {}
    groups: dict[int, set[int]] = {}
    for place in mandates.on(today, held, replacements):
        mandate = place.mandate
        acting = {place.member} - {None}
        members |= {mandate.member, *(each for each in acting if each is not None)}
        for key, places in ((mandate.organisation, organisations), (mandate.group, groups)):
            if key is not None and place.member is not None:
                places.setdefault(key, set()).add(place.member)
    return Circle(members=members, organisations=organisations, groups=groups)


def _meetings(db: Session, body: int, follow_ups: Sequence[FollowUp], *, today: date) -> tuple[Meeting, ...]:
    """Recent and coming meetings, and older ones that a follow-up names or waits for: two queries."""
    waiting = [each.due.first for each in follow_ups if each.due.kind is DueKind.MEETING and each.due.first]
    recent = stored_meetings.from_month(db, body, min([today - BACK, *waiting]), most=MOST_MEETINGS)
    there = {meeting.id for meeting in recent}
    named = {id_ for each in follow_ups for id_ in (each.due.meeting, each.source.meeting) if id_ is not None}
    older = stored_meetings.by_ids(db, sorted(named - there), body=body)
    return (*older.values(), *recent)
