"""A call with everybody who was named for it, as they stand now: loaded once per deed, in a fixed number of queries."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from bot import candidacies as rules
from bot import mandates, votes
from bot.bodies import Body
from bot.calls import Call
from bot.candidacies import Candidacy
from bot.errors import N_, Refusal
from bot.people import May, Person, Role
from bot.votes import Roll
from handlers.people import circle as circles
from handlers.people.circle import Circle
from storage import calls as stored_calls
from storage import candidacies as stored
from storage import people as stored_people
from storage.database import Session
from storage.people import Member


@dataclass(frozen=True, slots=True, kw_only=True)
class Slate:
    """One call, its candidacies in the order in which they came, and the people of the body today."""

    call: Call
    candidacies: tuple[Candidacy, ...]
    circle: Circle
    named: Mapping[int, Member]

    @property
    def body(self) -> Body:
        """The body that calls."""
        return self.circle.body

    @property
    def today(self) -> date:
        """The wall day in the body's zone."""
        return self.circle.today

    @property
    def living(self) -> list[Candidacy]:
        """Those that were not declined or withdrawn."""
        return [each for each in self.candidacies if each.state not in rules.GONE]

    def find(self, candidacy: int) -> Candidacy:
        """One of them. Raises `Refusal` when it is none."""
        for each in self.candidacies:
            if each.id == candidacy:
                return each
        raise Refusal(N_("Deze kandidatuur bestaat niet (meer)."))

    def of(self, member: int) -> Candidacy | None:
        """The living candidacy of a member."""
        return next((each for each in self.living if each.member == member), None)

    def member(self, id_: int) -> Member:
        """Somebody who has to do with this call."""
        return self.circle.members.get(id_) or self.named[id_]

    def may_see_names(self, by: Person) -> bool:
        """Whether somebody may know who stands before there is a vote: who prepares it, or votes in it."""
        return _may_see_names(self.circle, self.roll, by=by)

    def may_read(self, candidacy: Candidacy, by: Person) -> bool:
        """Whether somebody may read a motivation."""
        voters = {seat.member for seat in self.roll.seats}
        return rules.may_read_motivation(candidacy, by=by, electorate=voters)

    @property
    def roll(self) -> Roll:
        """Who would vote on these candidates today, by the rule sheet."""
        return roll_of(self.circle, (each.member for each in self.living))


def roll_of(here: Circle, candidates: Iterable[int]) -> Roll:
    """The electorate for these candidates (member ids) as the people and rules of the body stand today."""
    return votes.roll(
        here.places,
        electorate=here.body.rules.electorate,
        candidates=set(candidates),
        candidate_votes=here.body.rules.candidate_votes,
    )


def may_see_names(here: Circle, by: Person) -> bool:
    """Whether somebody may know who stands for the calls of a body: who prepares a vote, or votes in it."""
    return _may_see_names(here, roll_of(here, ()), by=by)


def _may_see_names(here: Circle, roll: Roll, *, by: Person) -> bool:
    seat = by.seat_in(here.body.id)
    if seat is None:
        return False
    return by.may(May.RUN_VOTES, in_=here.body.id) or seat.member in {each.member for each in roll.seats} | {
        *roll.outside
    }


def slate(db: Session, call: int, *, within: Person, now: datetime, hold: bool = False) -> Slate:
    """The slate of a call in a body where the person has a seat. Raises `Refusal` otherwise.

    `hold`: nobody else decides about this call until the unit of work ends.
    """
    found = stored_calls.get(db, call, within=within)
    if hold:
        stored_calls.hold(db, found.id)
        found = stored_calls.get(db, call, within=within)
    return _slate(db, found, circles.circle(db, found.body, within=within, now=now))


def of_candidacy(db: Session, candidacy: int, *, within: Person, now: datetime, hold: bool = False) -> Slate:
    """The slate that a candidacy is on, likewise."""
    return slate(db, stored.get(db, candidacy, within=within).call, within=within, now=now, hold=hold)


def for_clock(db: Session, call: int, *, workspace: int, now: datetime) -> Slate:
    """The slate of a call, for the ticker."""
    found = stored_calls.load(db, call, workspace=workspace)
    return _slate(db, found, circles.for_clock(db, found.body, workspace=workspace, now=now))


def _slate(db: Session, call: Call, here: Circle) -> Slate:
    return several(db, [call], here)[0]


def several(db: Session, calls: Collection[Call], here: Circle) -> list[Slate]:
    """The slates of several calls of one body: two queries whatever their number."""
    found = stored.of_calls(db, [call.id for call in calls], body=here.body.id)
    people = {member for each in found for member in (each.member, each.entered_by, each.nominated_by)}
    strangers = [member for member in people if member not in here.members]
    named = stored_people.names(db, strangers, body=here.body.id)
    return [
        Slate(call=call, candidacies=tuple(each for each in found if each.call == call.id), circle=here, named=named)
        for call in calls
    ]


def roles_of(here: Circle, member: int) -> set[Role]:
    """The roles that a member has today, also those taken over for a while."""
    held = mandates.in_charge(
        member, first=here.today, last=here.today, mandates=here.mandates, replacements=here.replacements
    )
    return {place.mandate.role for place in held}
