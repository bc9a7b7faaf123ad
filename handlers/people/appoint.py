"""**Lid toevoegen** and **Wijzig**: the form of a member and what somebody sits for."""

from datetime import datetime

from bot import mandates
from bot.errors import N_, Refusal
from bot.mandates import Mandate, Wanted
from bot.people import May, Person
from handlers.desk import Desk
from handlers.payload import Action, Submission
from handlers.people import ask, form, keep, saved
from handlers.people.circle import Circle, circle
from handlers.people.form import Filled
from handlers.reply import Reply
from storage import bodies
from storage import mandates as stored
from storage import people as stored_people
from storage.database import Session


def ask_add(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Lid toevoegen**: the empty form."""
    me.must_be_allowed(May.MANAGE_MEMBERS, in_=action.id)
    with desk.sessions.read() as db:
        here = circle(db, action.id, within=me, now=desk.now())
    reply.open("people/add", **form.empty(reply.words, here).as_facts())


def add(submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """The form of a new member was sent; somebody the body knows already gets one more mandate."""
    body, filled = submission.id("body"), form.read(submission)
    with desk.sessions.begin() as db:
        me.must_be_allowed(May.MANAGE_MEMBERS, in_=body)
        bodies.hold(db, body)
        here = circle(db, body, within=me, now=desk.now())
        organisation = keep.organisation(db, filled.organisation, body=body)
        member = keep.member_for(db, filled.somebody, body=body, organisation=organisation, now=desk.now())
        keep.complete(db, member, filled.somebody)
        wanted = _wanted(db, filled, member=member.id, organisation=organisation, body=body, now=desk.now())
        known = stored.of_members(db, [member.id], body=body)
        new = mandates.appoint(wanted, body=body, by=me, rules=here.body.rules, known=known)
        ids = keep.put(db, [new], deed="people.appoint", by=me, now=desk.now())
        here = circle(db, body, within=me, now=desk.now())
        ask.plan(db, here, ids, now=desk.now())
    done = reply.words.say(":white_check_mark: *{name}* is toegevoegd.", name=filled.somebody.name)
    saved.show(reply, done, ids, here, me=me)


def ask_change(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Wijzig**: the form with what the mandate holds."""
    with desk.sessions.read() as db:
        mandate = find(db, action.id, me=me)
        here = circle(db, mandate.body, within=me, now=desk.now())
    must_be_living(mandate, here)
    reply.open("people/change", **form.of_mandate(reply.words, here, mandate).as_facts())


def change(submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """The form of a mandate was sent: corrected, or two mandates when it changes from a later day on."""
    filled = form.read(submission)
    with desk.sessions.begin() as db:
        mandate = held(db, submission.id("mandate"), me=me)
        mandates.must_be_as_seen(mandate, str(submission.metadata.get("seen")), about="name")
        here = circle(db, mandate.body, within=me, now=desk.now())
        member = stored_people.get(db, mandate.member, body=mandate.body)
        keep.rewrite(db, member, filled.somebody)
        organisation = keep.organisation(db, filled.organisation, body=mandate.body)
        wanted = _wanted(
            db,
            filled,
            member=member.id,
            organisation=organisation,
            body=mandate.body,
            now=desk.now(),
            tandem=mandate.tandem,
        )
        known = stored.of_members(db, [member.id], body=mandate.body)
        changed = mandates.amend(mandate, wanted, by=me, rules=here.body.rules, today=here.today, known=known)
        mandates.must_leave_support(mandate, changed, here.mandates, today=here.today)
        ids = keep.put(db, changed, deed="people.amend", by=me, now=desk.now())
        here = circle(db, mandate.body, within=me, now=desk.now())
        ask.plan(db, here, ids, now=desk.now())
    done = reply.words.say(":white_check_mark: *{name}* is gewijzigd.", name=filled.somebody.name)
    saved.show(reply, done, ids, here, me=me)


def find(db: Session, id_: int, *, me: Person) -> Mandate:
    """A mandate of a body whose members this person manages. Raises `Refusal` otherwise."""
    body = stored.body_of(db, id_)
    if body is None:
        raise Refusal(N_("Dit mandaat ken ik niet (meer). Open de ledenlijst opnieuw."))
    me.must_be_allowed(May.MANAGE_MEMBERS, in_=body)
    return stored.get(db, id_, body=body)


def must_be_living(mandate: Mandate, here: Circle) -> None:
    """Raise `Refusal` for a mandate that is over: history stays as it was."""
    if mandate.id not in {each.id for each in here.mandates}:
        raise Refusal(N_("Dit mandaat is voorbij. Wie opnieuw zetelt, voeg je toe met Lid toevoegen."))


def held(db: Session, id_: int, *, me: Person) -> Mandate:
    """A mandate like `find`; nobody else changes the body's mandates before this unit of work ends."""
    mandate = find(db, id_, me=me)
    bodies.hold(db, mandate.body)
    return stored.get(db, id_, body=mandate.body)


def _wanted(
    db: Session,
    filled: Filled,
    *,
    member: int,
    organisation: int | None,
    body: int,
    now: datetime,
    tandem: int | None = None,
) -> Wanted:
    return Wanted(
        member=member,
        role=filled.role,
        has_vote=filled.has_vote,
        organisation=organisation,
        sector=keep.sector(db, filled.sector, body=body),
        valid_from=filled.valid_from,
        valid_until=filled.valid_until,
        substitute=keep.person(db, filled.substitute, body=body, about="substitute", now=now),
        tandem=tandem,
    )
