"""The support officer's digest: on Monday morning as a message, and live on the home tab."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from bot.bodies import Body
from bot.people import May, Person, Role, Seat
from bot.reminders import hours
from handlers.delivery import Later
from handlers.desk import Desk
from handlers.payload import Action
from handlers.reminders.parts import Part
from handlers.reply import Reply
from handlers.table import Table
from handlers.words import Words
from storage import bodies, outbox
from storage import people as stored_people
from storage.database import Session, now_in
from storage.outbox import Letter

DIGEST = "reminders/digest"

MOST_PARTS = 20
"""Parts of one digest, of two blocks each."""


def tell(db: Session, body: Body, *, user: str, day: date, at: datetime) -> None:
    """Plan the digest of one support officer, once for its day."""
    outbox.tell(
        db,
        DIGEST,
        workspace=body.workspace,
        to=outbox.user(user),
        key=f"{DIGEST}:{body.id}:{user}:{day}",
        about={"user": user, "day": day.isoformat()},
        body=body.id,
        at=at,
    )


def parts(on: Table, db: Session, person: Person, seat: Seat, now: datetime, words: Words) -> list[Part]:
    """What every noun has to say to this support officer about one body now; nothing for anybody else."""
    if Role.SUPPORT_OFFICER not in seat.roles:
        return []
    found: list[Part] = []
    for teller in on.digests.values():
        told: Part | Sequence[Part] | None = teller(db, person, seat, now, words)
        found += [told] if isinstance(told, Part) else told or []
    return found[:MOST_PARTS]


def overview(on: Table, action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Overzicht**: the digest as it is now, in a window."""
    with desk.sessions.read() as db:
        body = bodies.get(db, action.id, within=me)
        me.must_be_allowed(May.ACT_FOR_OTHERS, in_=body.id)
        told = [
            part
            for seat in me.seats
            if seat.body == body.id
            for part in parts(on, db, me, seat, desk.now(), reply.words)
        ]
    reply.open("reminders/overview", body_name=body.name, parts=told)


def digest(on: Table, db: Session, letter: Letter, words: Words) -> dict[str, Any] | Later | None:
    """The digest with the facts of this moment; nothing when there is nothing to say, or a newer one comes."""
    now = now_in(db)
    body = bodies.load(db, letter.body or 0, workspace=letter.workspace)
    day, today = date.fromisoformat(letter.about["day"]), hours.local_day(now, body.rules)
    newer = hours.digest_days(body.rules, since=day, until=today)[1:]
    chance = hours.next_chance(now, body.rules)
    if newer:
        return None
    if today != day and chance > now and letter.ts is None:
        return Later(until=chance)
    person = stored_people.person(
        db, team=bodies.team(db, letter.workspace), user=letter.about["user"], today=now.date()
    )
    seat = person.seat_in(body.id)
    told = parts(on, db, person, seat, now, words) if seat is not None else []
    if not told:
        return None
    was_put_off = hours.local_day(letter.planned_at, body.rules) != day
    return {"body_name": body.name, "day": today, "parts": told, "planned": day if was_put_off else None}
