"""Storing people and what they sit for, as a form or a file names them; part of the deed's own unit of work."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot import names, texts
from bot.cards import Card, Known, Register
from bot.mandates import Mandate
from bot.names import fold
from bot.people import Person
from handlers.followups import tell as followups
from handlers.people.choose import LABEL_LENGTH, Chosen
from storage import audit, outbox
from storage import mandates as stored
from storage import people as stored_people
from storage.database import Session
from storage.people import Member

MOST_ALIKE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Somebody:
    """A person as the form wants them kept."""

    name: str
    slack_user: str | None
    email: str


def member_for(db: Session, wanted: Somebody, *, body: int, organisation: int | None, now: datetime) -> Member:
    """The member of the body that is meant, or a new one. Raises `Refusal` about `name` when it may be several."""
    alike = stored_people.search(db, body, wanted.name, most=MOST_ALIKE)
    if wanted.slack_user is not None:
        user = stored_people.by_slack_user(db, wanted.slack_user, body=body)
        alike += [user] if user is not None and user not in alike else []
    labels = {id_: label.name for id_, label in stored.organisations(db, body).items()}
    register = Register(known(alike, stored.of_members(db, [each.id for each in alike], body=body), labels))
    card = Card(
        name=wanted.name,
        slack_user=wanted.slack_user,
        email=wanted.email,
        organisation=labels[organisation] if organisation is not None else "",
    )
    found = register.find(card)
    if found is not None:
        return stored_people.get(db, found.id, body=body)
    id_ = stored_people.add_member(
        db,
        body=body,
        name=wanted.name,
        slack_user=wanted.slack_user,
        email=wanted.email,
        now=now,
        named_here=True,
    )
    return stored_people.get(db, id_, body=body)


def known(people: Iterable[Member], held: Sequence[Mandate], organisations: Mapping[int, str]) -> list[Known]:
    """Members with all they ever sat for, to look cards up in."""
    sits_for: dict[int, set[str]] = {}
    for each in held:
        if each.organisation is not None:
            sits_for.setdefault(each.member, set()).add(fold(organisations[each.organisation]))
    return [
        Known(
            id=member.id,
            name=member.name,
            slack_user=member.slack_user,
            email=member.email,
            organisations=frozenset(sits_for.get(member.id, ())),
        )
        for member in people
    ]


def complete(db: Session, member: Member, wanted: Somebody) -> None:
    """Add what is new about somebody who was found. A field left empty takes nothing away."""
    rewrite(
        db,
        member,
        replace(wanted, slack_user=wanted.slack_user or member.slack_user, email=wanted.email or member.email),
    )


def rewrite(db: Session, member: Member, wanted: Somebody) -> None:
    """Write down somebody exactly as wanted. Raises `Refusal` about `slack_user` when another member has it."""
    changed = replace(member, name=wanted.name, slack_user=wanted.slack_user, email=wanted.email)
    if changed != member:
        still_closed = member.deactivated and member.slack_user == wanted.slack_user
        stored_people.save(db, replace(changed, deactivated=still_closed))


def person(db: Session, chosen: Chosen, *, body: int, about: str, now: datetime) -> int | None:
    """The member that was chosen in a field, made when new; None for nobody. Raises `Refusal` about the field."""
    if chosen.id is not None:
        return stored_people.get(db, chosen.id, body=body).id
    if not chosen.name:
        return None
    name = names.full_name(chosen.name, about=about)
    return stored_people.add_member(db, body=body, name=name, slack_user=None, now=now, named_here=True)


def organisation(db: Session, chosen: Chosen, *, body: int) -> int | None:
    """The organisation that was chosen, made when new."""
    if chosen.name:
        return stored.organisation(db, _label(chosen.name, "organisation"), body=body)
    return chosen.id if chosen.id in stored.organisations(db, body) else None


def sector(db: Session, chosen: Chosen, *, body: int) -> int | None:
    """The sector that was chosen, made when new."""
    if chosen.name:
        return stored.sector(db, _label(chosen.name, "sector"), body=body)
    return chosen.id if chosen.id in stored.sectors(db, body) else None


def put(db: Session, mandates: Iterable[Mandate], *, deed: str, by: Person, now: datetime) -> list[int]:
    """Store what changed and note the deed on each; the ids in order."""
    mandates = list(mandates)
    ids = stored.put(db, mandates)
    for id_, mandate in zip(ids, mandates, strict=True):
        audit.note(db, deed, by=by, body=mandate.body, noun="mandate", id_=id_, now=now, member=mandate.member)
    for body in {mandate.body for mandate in mandates}:
        attendance_follows(db, body, by=by, now=now)
    followups.whoever_leaves(db, mandates, by=by)
    return ids


def attendance_follows(db: Session, body: int, *, by: Person, now: datetime) -> None:
    """Have the excuses and substitutes of coming meetings looked at, now that other people sit here."""
    outbox.tell(
        db,
        "attendance.settle",
        workspace=by.workspace,
        to=outbox.errand("attendance.settle"),
        key=f"attendance.settle:{body}:{now.timestamp():.6f}",
        about={},
        body=body,
    )


def _label(name: str, about: str) -> str:
    return texts.short_enough(texts.line(name), most=LABEL_LENGTH, about=about)
