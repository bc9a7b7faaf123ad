"""What the bot says about attendance by itself: to who is excused, to who comes instead, to the support officer."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from bot import attendance
from bot.attendance import DayRole, State, Substitution
from bot.people import Person, Role
from handlers.attendance.roll import Roll
from storage import attendance as stored
from storage import outbox
from storage import people as stored_people
from storage.database import Session
from storage.people import Member


def settled(db: Session, here: Roll, substitution: Substitution) -> None:
    """Tell everybody who must know how a substitution stands now; `here` is the roll before it changed."""
    key = f"attendance/request:{substitution.id}"
    outbox.refresh(db, key, workspace=here.body.workspace)
    _refresh_consent(db, here, substitution)
    match substitution.state:
        case State.PROPOSED if substitution.needs_consent:
            _ask_officers(db, here, substitution)
        case State.PROPOSED:
            _to_substitute(db, here, substitution, "attendance/request", key=key)
        case State.ACCEPTED:
            _to_absent(db, here, substitution, "attendance/accepted")
            _to_substitute(db, here, substitution, "attendance/request", key=key)
        case State.DECLINED:
            _to_absent(db, here, substitution, "attendance/declined")
        case State.LAPSED if not substitution.needs_consent:
            _to_substitute(db, here, substitution, "attendance/released", key=f"attendance/released:{substitution.id}")


def outdated(db: Session, here: Roll, members: Collection[int]) -> None:
    """Have what these members were told of their excuse show how it stands now; `here` is the roll before it changed.

    The question who comes instead of a substitute who declined is shown as settled when it is.
    """
    answers = [each.answer for each in here.gathering.invitees if each.answer is not None]
    keys = {_noted(answer.member, answer.at) for answer in answers if answer.member in members}
    keys |= {f"attendance/declined:{id_}" for id_ in stored.declined(db, here.meeting.id, members)}
    for key in sorted(keys):
        outbox.refresh(db, key, workspace=here.body.workspace)


def noted_to_member(
    db: Session, here: Roll, member: int, meetings: Collection[int], *, by: Person, now: datetime
) -> None:
    """Tell who was excused for which meetings: the member, or whoever entered it for somebody without Slack."""
    reader = _reader(here, member, by.member_in(here.body.id))
    if reader is not None:
        _tell(
            db,
            here,
            "attendance/noted",
            reader,
            key=_noted(member, now),
            about={"meetings": list(meetings), "member": member},
        )


def heads_up(db: Session, here: Roll, member: int, *, by: Person, now: datetime) -> None:
    """Warn support officers and chair when somebody drops out on the day itself, or leaves a role of the day open."""
    roles = stored.roles(db, here.meeting.id, mirror=here.meeting.mirror)
    held = roles.of(member)
    if attendance.presiding(here.gathering, roles) == member and DayRole.CHAIR not in held:
        held.append(DayRole.CHAIR)
    if here.meeting.day != here.today and not held:
        return
    for reader in leaders(db, here):
        if reader.slack_user != by.user and reader.id != member:
            _tell(
                db,
                here,
                "attendance/heads_up",
                reader,
                key=f"attendance/heads_up:{here.meeting.id}:{member}:{now.timestamp():.6f}:{reader.id}",
                about={"meeting": here.meeting.id, "member": member, "roles": [role.value for role in held]},
            )


def appointed(db: Session, here: Roll, member: int, role: DayRole) -> None:
    """Tell somebody of a role of the day, once for each meeting and day."""
    reader = _reader(here, member, None)
    if reader is not None:
        _tell(
            db,
            here,
            "attendance/role",
            reader,
            key=f"attendance/role:{here.meeting.id}:{here.meeting.day}:{role}:{member}",
            about={"meeting": here.meeting.id, "member": member, "role": role.value},
        )


def leaders(db: Session, here: Roll) -> list[Member]:
    """The support officers and the chair with Slack."""
    found = stored_people.with_roles(db, here.body.id, Role.SUPPORT_OFFICER, Role.CHAIR, today=here.today)
    return [member for member in found if member.slack_user and not member.deactivated]


def _ask_officers(db: Session, here: Roll, substitution: Substitution) -> None:
    for officer, key in _consent_keys(db, here, substitution).items():
        _tell(db, here, "attendance/consent", officer, key=key, about={"substitution": substitution.id})


def _refresh_consent(db: Session, here: Roll, substitution: Substitution) -> None:
    """Have the support officers see that their question was settled."""
    before = here.gathering.under(substitution.id)
    if before is not None and before.substitution is not None and before.substitution.needs_consent:
        for key in _consent_keys(db, here, substitution).values():
            outbox.refresh(db, key, workspace=here.body.workspace)


def _consent_keys(db: Session, here: Roll, substitution: Substitution) -> dict[Member, str]:
    officers = stored_people.with_roles(db, here.body.id, Role.SUPPORT_OFFICER, today=here.today)
    return {each: f"attendance/consent:{substitution.id}:{each.id}" for each in officers if each.slack_user}


def _to_substitute(db: Session, here: Roll, substitution: Substitution, name: str, *, key: str) -> None:
    reader = _reader(here, substitution.substitute, None)
    if reader is not None:
        _tell(db, here, name, reader, key=key, about={"substitution": substitution.id})


def _to_absent(db: Session, here: Roll, substitution: Substitution, name: str) -> None:
    reader = _reader(here, substitution.absent, substitution.asked_by)
    if reader is not None:
        _tell(
            db,
            here,
            name,
            reader,
            key=f"{name}:{substitution.id}",
            about={"substitution": substitution.id},
        )


def _noted(member: int, at: datetime) -> str:
    """The key of the note about an excuse: it carries the moment at which the member was excused."""
    return f"attendance/noted:{member}:{at.timestamp():.6f}"


def _reader(here: Roll, member: int, instead: int | None) -> Member | None:
    """Who reads what is for a member: with Slack the member, else whoever acted in that name."""
    for id_ in (member, instead):
        found = here.members.get(id_ or 0)
        if found is not None and found.slack_user and not found.deactivated:
            return found
    return None


def _tell(db: Session, here: Roll, name: str, reader: Member, *, key: str, about: dict[str, Any]) -> None:
    outbox.tell(
        db,
        name,
        workspace=here.body.workspace,
        to=outbox.user(str(reader.slack_user)),
        key=key,
        about=about,
        body=here.body.id,
    )
