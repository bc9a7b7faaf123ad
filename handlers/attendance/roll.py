"""The roll of a meeting: its places with what everybody let know, and the names, in a fixed number of queries."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from bot import attendance
from bot.attendance import Answer, Gathering, Invitee, Sectors, Substitution
from bot.bodies import Body
from bot.errors import N_, Refusal
from bot.mandates import Mandate, Place, Replacement
from bot.meetings import Meeting, State
from bot.people import Person
from handlers import kit
from handlers.words import Mention
from storage import attendance as stored
from storage import bodies, mandates, meetings
from storage import people as stored_people
from storage.database import Session
from storage.people import Member


@dataclass(frozen=True, slots=True, kw_only=True)
class Roll:
    """One meeting with its people; `today` is the wall day in the body's zone."""

    body: Body
    meeting: Meeting
    today: date
    places: tuple[Place, ...]
    gathering: Gathering
    members: Mapping[int, Member]
    organisations: Mapping[int, str]
    sectors: Mapping[int, str]
    sits_for: Sectors

    @property
    def offline(self) -> frozenset[int]:
        """The members whom no message reaches: without Slack, or with an account that Slack closed."""
        return frozenset(id_ for id_, each in self.members.items() if each.slack_user is None or each.deactivated)

    def name(self, member: int | None) -> str:
        """What somebody is called; nothing for nobody."""
        found = self.members.get(member) if member is not None else None
        return found.name if found is not None else ""

    def option(self, member: int | None) -> kit.Choice | None:
        """Somebody as what stands in a field already; None for nobody."""
        found = self.members.get(member) if member is not None else None
        return kit.Choice(found.id, found.name) if found is not None else None

    def who(self, member: int | None) -> Mention | str:
        """Somebody as a fact: a mention with Slack, else the name."""
        return who(self.members.get(member or 0))

    def value_of(self, member: int) -> str:
        """What a button about somebody at this meeting carries."""
        return f"{self.meeting.id}:{member}"

    def knowing(self, *members: Member) -> "Roll":
        """The same roll, with the names of people who had no part in it yet."""
        return replace(self, members={**self.members, **{member.id: member for member in members}})

    def sector(self, each: Invitee) -> str:
        """The sector that a place is for; nothing for none."""
        return self.sectors.get(each.mandate.sector or 0, "")

    def organisation(self, each: Invitee) -> str:
        """The organisation that a place is for; nothing for none."""
        return self.organisations.get(each.mandate.organisation or 0, "")


def who(member: Member | None) -> Mention | str:
    """Somebody as a fact: a mention with Slack, else the name; a dash for nobody."""
    if member is None:
        return "–"
    return Mention(member.slack_user, member.name) if member.slack_user else member.name


def roll(db: Session, meeting: int, *, within: Person, now: datetime, hold: bool = False) -> Roll:
    """The roll of a meeting of the person's own body. With `hold` nobody else decides on it until the end of `db`."""
    found = for_anybody(db, meeting, workspace=within.workspace, now=now, hold=hold)
    within.member_in(found.body.id)
    return found


def for_anybody(db: Session, meeting: int, *, workspace: int, now: datetime, hold: bool = False) -> Roll:
    """The roll of a meeting, for the ticker and for a substitute, who needs no seat."""
    found = meetings.load(db, meeting, workspace=workspace, hold=hold)
    body = bodies.load(db, found.body, workspace=workspace)
    return of(db, body, [found], now=now)[0]


def rolls(db: Session, wanted: Collection[int], *, within: Person, now: datetime, hold: bool = False) -> list[Roll]:
    """The rolls of some meetings of one body, by date; held in one order, so that nobody waits for each other."""
    found = [meetings.load(db, id_, workspace=within.workspace, hold=hold) for id_ in sorted(set(wanted))]
    if not found or len({each.body for each in found}) > 1:
        raise Refusal(N_("Kies minstens één vergadering."), about="meetings")
    body = bodies.get(db, found[0].body, within=within)
    return of(db, body, sorted(found, key=lambda each: each.earliest), now=now)


def of(db: Session, body: Body, wanted: Sequence[Meeting], *, now: datetime) -> list[Roll]:
    """The rolls of these meetings of one body, in the same order."""
    if not wanted:
        return []
    ids = [each.id for each in wanted]
    since = min(each.earliest for each in wanted)
    held = mandates.of_body(db, body.id, since=since)
    lent = mandates.replacements(db, body.id, since=since)
    answers, live = stored.answers(db, ids), stored.live(db, ids)
    members = stored_people.names(db, _everybody(held, lent, answers, live), body=body.id)
    organisations = {each.id: each.name for each in mandates.organisations(db, body.id).values()}
    sectors = {each.id: each.name for each in mandates.sectors(db, body.id).values()}
    today = now.astimezone(body.zone).date()

    def one(meeting: Meeting) -> Roll:
        places = attendance.invited(meeting, held, lent)
        return Roll(
            body=body,
            meeting=meeting,
            today=today,
            places=tuple(places),
            gathering=attendance.gather(
                meeting,
                places,
                [each for each in answers if each.meeting == meeting.id],
                [each for each in live if each.meeting == meeting.id],
            ),
            members=members,
            organisations=organisations,
            sectors=sectors,
            sits_for=_sits_for(meeting, held),
        )

    return [one(meeting) for meeting in wanted]


def ahead(db: Session, body: Body, *, now: datetime, most: int) -> list[Roll]:
    """The rolls of the coming meetings of a body that go on, the soonest first."""
    today = now.astimezone(body.zone).date()
    coming = meetings.coming(db, body.id, today=today, most=most)
    return of(db, body, [each for each in coming if each.state is not State.CANCELLED], now=now)


def _sits_for(meeting: Meeting, held: Iterable[Mandate]) -> dict[int, frozenset[int]]:
    """The sectors of everybody with a mandate on the day, whatever the forum."""
    found: dict[int, frozenset[int]] = {}
    for mandate in held:
        if mandate.sector is not None and mandate.runs_on(meeting.earliest):
            found[mandate.member] = found.get(mandate.member, frozenset()) | {mandate.sector}
    return found


def _everybody(
    held: Iterable[Mandate],
    lent: Iterable[Replacement],
    answers: Iterable[Answer],
    live: Iterable[Substitution],
) -> list[int | None]:
    return [
        *(member for each in held for member in (each.member, each.substitute)),
        *(each.member for each in lent),
        *(member for each in answers for member in (each.member, each.entered_by)),
        *(member for each in live for member in (each.absent, each.substitute, each.asked_by)),
    ]
