"""Taking a list over: what it would change now, and storing that; for Slack and the command line alike."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bot import importing
from bot.bodies import Body
from bot.cards import Known
from bot.importing import Kind, MeetingsPlan, Plan, Roll, Sheet, Verdict
from bot.people import Person
from handlers.attendance import rounds
from handlers.followups import tell as followups
from handlers.items.board import for_clock
from handlers.meetings import keep as keep_meetings
from handlers.meetings import offer
from handlers.meetings import tell as tell_meetings
from handlers.people import keep
from storage import audit
from storage import mandates as stored
from storage import meetings as stored_meetings
from storage import people as stored_people
from storage.database import Session
from storage.people import Member


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A list held against a body: what each line would do, and how to have it done in the same unit of work."""

    kind: Kind
    verdicts: tuple[Verdict, ...]
    ignored: tuple[str, ...]
    changes_something: bool
    take: Callable[[], None]


def held_against(db: Session, sheet: Sheet, body: Body, *, by: Person, now: datetime) -> Offer:
    """What the list would change in the body now. Raises `Refusal` for somebody who may not change that."""
    if sheet.kind is Kind.MEMBERS:
        plan = importing.plan_people(sheet, _roll(db, body), by=by, now=now, zone=body.zone)
        return _offer(sheet, plan, take=lambda: _take_members(db, plan, body, by=by, now=now))
    known = for_clock(db, body.id, workspace=body.workspace, now=now).meetings
    groups = stored.groups(db, body.id)
    meant = importing.plan_meetings(sheet, known, body=body.id, by=by, now=now, zone=body.zone, groups=groups)
    return _offer(sheet, meant, take=lambda: _take_meetings(db, meant, body, by=by, now=now))


def _offer(sheet: Sheet, plan: Plan | MeetingsPlan, *, take: Callable[[], None]) -> Offer:
    return Offer(
        kind=sheet.kind,
        verdicts=plan.verdicts,
        ignored=sheet.ignored,
        changes_something=plan.changes_something,
        take=take,
    )


def _roll(db: Session, body: Body) -> Roll:
    members = stored_people.members(db, body.id)
    held = stored.all_of_body(db, body.id)
    organisations = {each.id: each.name for each in stored.organisations(db, body.id).values()}
    return Roll(
        body=body.id,
        rules=body.rules,
        people=keep.known(members, held, organisations),
        mandates=held,
        organisations=organisations,
        sectors={each.id: each.name for each in stored.sectors(db, body.id).values()},
    )


def _take_members(db: Session, plan: Plan, body: Body, *, by: Person, now: datetime) -> None:
    """Store what is new or changed; what had a negative id gets its own."""
    organisations = {id_: stored.organisation(db, name, body=body.id) for id_, name in plan.organisations.items()}
    sectors = {id_: stored.sector(db, name, body=body.id) for id_, name in plan.sectors.items()}
    new = [each for each in plan.people if each.id < 0]
    ids = stored_people.add_all(db, [_written(each, body) for each in new], now=now)
    people = dict(zip((each.id for each in new), ids, strict=True))
    known = stored_people.names(db, [each.id for each in plan.people if each.id > 0], body=body.id)
    for each in plan.people:
        if each.id in known:
            was = known[each.id]
            stored_people.save(db, replace(was, name=each.name, slack_user=each.slack_user, email=each.email))
    changed = [
        replace(
            each,
            id=max(each.id, 0),
            member=people.get(each.member, each.member),
            substitute=people.get(each.substitute, each.substitute) if each.substitute is not None else None,
            organisation=organisations.get(each.organisation, each.organisation) if each.organisation else None,
            sector=sectors.get(each.sector, each.sector) if each.sector else None,
        )
        for each in plan.mandates
    ]
    # What ends makes room before what follows it begins.
    stored.put(db, [each for each in changed if each.id > 0])
    stored.add_all(db, [each for each in changed if each.id == 0])
    followups.whoever_leaves(db, changed, by=by)
    counts = {"people": len(plan.people), "mandates": len(changed)}
    audit.note(db, "importing.members", by=by, body=body.id, noun="body", id_=body.id, now=now, **counts)


def _take_meetings(db: Session, plan: MeetingsPlan, body: Body, *, by: Person, now: datetime) -> None:
    """Store new meetings with their standing points; who knew of one that moves, hears of it."""
    keep_meetings.add(db, plan.new, by=by, now=now)
    for move in plan.moves:
        stored_meetings.save(db, move.after, was=move.before.state)
        audit.note(db, "meetings.change", by=by, body=body.id, noun="meeting", id_=move.after.id, now=now)
        tell_meetings.moved_to_all(db, move.before, move.after, body=body, now=now)
        rounds.moved(db, move.before, move.after, body=body, now=now)
    offer.tell(db, [move.after for move in plan.moves], by=by, now=now)


def _written(person: Known, body: Body) -> Member:
    return Member(id=person.id, body=body.id, name=person.name, slack_user=person.slack_user, email=person.email)
