"""Writing down what was decided about a meeting, with all that follows: the trail, and who must hear of it."""

from datetime import datetime

from bot import attendance
from bot.attendance import Decided, Substitution
from bot.people import Person
from handlers.attendance import seeking, tell
from handlers.attendance.roll import Roll
from storage import attendance as stored
from storage import audit
from storage.database import Session


def keep(db: Session, here: Roll, decided: Decided, *, deed: str, by: Person, now: datetime) -> list[Substitution]:
    """Store answers and substitutions, note the deed once for each member, and tell everybody it is about."""
    absent = {each.absent for each in decided.substitutions}
    tell.outdated(db, here, absent | {answer.member for answer in decided.answers})
    changed = stored.keep(db, decided)
    for member in dict.fromkeys(answer.member for answer in decided.answers):
        audit.note(db, deed, by=by, body=here.body.id, noun="meeting", id_=here.meeting.id, now=now, member=member)
    for substitution in changed:
        _note(db, here, substitution, by=by, now=now)
        tell.settled(db, here, substitution)
    _seek(db, here, decided, now=now)
    return changed


def settle(db: Session, here: Roll, substitution: Substitution, *, by: Person, now: datetime) -> None:
    """Store how one substitution stands now, and tell both it is about; what did not change is not told again."""
    found = here.gathering.under(substitution.id)
    if found is not None and found.substitution == substitution:
        return
    tell.outdated(db, here, {substitution.absent})
    stored.save(db, substitution)
    _note(db, here, substitution, by=by, now=now)
    tell.settled(db, here, substitution)
    _seek(db, here, Decided(substitutions=(substitution,)), now=now)


def lapse(db: Session, here: Roll, *, by: Person, now: datetime) -> None:
    """Write down what cannot hold any more because mandates or the meeting changed, and tell those it is about."""
    keep(db, here, attendance.lapse(here.gathering), deed="attendance.lapse", by=by, now=now)


def _seek(db: Session, here: Roll, decided: Decided, *, now: datetime) -> None:
    """Have the organisation asked for a name where nobody comes instead any more, or not yet."""
    members = {answer.member for answer in decided.answers} | {each.absent for each in decided.substitutions}
    then = attendance.foresee(here.gathering, decided, here.places)
    seeking.plan(db, here, then, members, now=now)
    seeking.follow_up(db, here, then, members, now=now)


def _note(db: Session, here: Roll, substitution: Substitution, *, by: Person, now: datetime) -> None:
    audit.note(
        db,
        f"attendance.{substitution.state}",
        by=by,
        body=here.body.id,
        noun="substitution",
        id_=substitution.id,
        now=now,
    )
