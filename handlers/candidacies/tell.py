"""Having told what happens with calls and candidacies: who hears it, where, and under which key."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta

from bot import calls, channels, moments
from bot.bodies import Body
from bot.calls import Call
from bot.candidacies import Candidacy, State
from bot.channels import Channel, Purpose, Worry
from bot.people import Role
from bot.reminders import hours
from handlers.candidacies.slate import Slate
from storage import channels as stored_channels
from storage import outbox
from storage import people as stored_people
from storage.database import Session
from storage.people import Member

ROUND = "candidacies.round"


def announce(db: Session, call: Call, *, body: Body) -> None:
    """Post the call in the plenary channel: one message, edited in place ever after."""
    outbox.tell(
        db,
        "candidacies/call",
        workspace=body.workspace,
        to=outbox.channel(body.plenary_channel),
        key=call_key(call.id),
        about={"call": call.id},
        body=body.id,
    )


def call_changed(db: Session, call: Call, *, workspace: int) -> None:
    """Have the announcement, and the reminders below it, show how the call stands now."""
    outbox.refresh(db, call_key(call.id), workspace=workspace)
    for day in calls.reminders(call):
        outbox.refresh(db, _reminder_key(call, day), workspace=workspace)


def call_key(call: int) -> str:
    """The key of an announcement in the outbox."""
    return f"candidacies/call:{call}"


def _reminder_key(call: Call, day: date) -> str:
    return f"candidacies/reminder:{call.id}:{day}"


def changed(db: Session, here: Slate, candidacy: Candidacy) -> None:
    """Tell everybody who may know it how a candidacy stands now; a nomination only to the nominee."""
    _own(db, here, candidacy)
    if candidacy.state is not State.NOMINATED:
        _card(db, here, candidacy)


def answered(db: Session, here: Slate, candidacy: Candidacy) -> None:
    """Tell whoever nominated somebody what the nominee said."""
    nominator = here.member(candidacy.nominated_by) if candidacy.nominated_by is not None else None
    if nominator is not None and _is_reached(nominator):
        _tell(
            db,
            here.body,
            "candidacies/answered",
            nominator,
            key=f"candidacies/answered:{candidacy.id}",
            about={"candidacy": candidacy.id},
        )


def outcome(db: Session, here: Slate, candidacy: Candidacy) -> None:
    """Tell the candidate by a message of its own what was decided; for one without Slack the support officers."""
    for reader in _for_candidate(db, here, candidacy):
        _tell(
            db,
            here.body,
            "candidacies/outcome",
            reader,
            key=f"candidacies/outcome:{candidacy.id}:{candidacy.state}:{reader.id}",
            about={"candidacy": candidacy.id, "state": candidacy.state.value},
        )


def elected(db: Session, here: Slate, winners: Collection[int]) -> None:
    """Tell the support officers, once, whose mandates begin: the candidacies of those who were elected."""
    which = "-".join(map(str, sorted(winners)))
    for officer in leaders(db, here, Role.SUPPORT_OFFICER):
        _tell(
            db,
            here.body,
            "candidacies/elected",
            officer,
            key=f"candidacies/elected:{which}:{officer.id}",
            about={"call": here.call.id},
        )


def nobody(db: Session, here: Slate, *, now: datetime) -> None:
    """Tell the support officers that nobody stands yet, once for each last day of the call."""
    for officer in leaders(db, here, Role.SUPPORT_OFFICER):
        _tell(
            db,
            here.body,
            "candidacies/nobody",
            officer,
            key=f"candidacies/nobody:{here.call.id}:{here.call.closes_on}:{officer.id}",
            about={"call": here.call.id},
            at=hours.next_chance(now, here.body.rules),
        )


def closed(db: Session, here: Slate, *, now: datetime) -> None:
    """Tell support officers and chair that the call closed, and what is still to be done."""
    for leader in leaders(db, here, Role.SUPPORT_OFFICER, Role.CHAIR):
        _tell(
            db,
            here.body,
            "candidacies/closed",
            leader,
            key=f"candidacies/closed:{here.call.id}:{here.call.closes_on}:{leader.id}",
            about={"call": here.call.id},
            at=hours.next_chance(now, here.body.rules),
        )


def remind(db: Session, here: Slate, day: date, *, now: datetime) -> None:
    """Remind the members in the plenary channel that the call closes soon; once for the day it was due."""
    outbox.tell(
        db,
        "candidacies/reminder",
        workspace=here.body.workspace,
        to=outbox.channel(here.body.plenary_channel),
        key=_reminder_key(here.call, day),
        about={"call": here.call.id},
        body=here.body.id,
        at=hours.next_chance(now, here.body.rules),
    )


def next_look(db: Session, call: Call, *, body: Body, now: datetime) -> None:
    """Have the call looked at again on the next working day, and at the latest right after its last day.

    Looking each day costs one row, and is right whatever moves meanwhile: the call, or the meetings that decide on it.
    """
    today = now.astimezone(body.zone).date()
    if today > call.closes_on or call.called_off:
        return
    day = moments.working_days_after(today, 1)
    ends = datetime.combine(call.closes_on + timedelta(days=1), time.min, body.zone)
    at = min(hours.looks_at(day, body.rules), ends)
    outbox.tell(
        db,
        ROUND,
        workspace=body.workspace,
        to=outbox.errand(ROUND),
        key=f"{ROUND}:{call.id}:{call.closes_on}:{at.astimezone(body.zone).date()}",
        about={"call": call.id},
        body=body.id,
        at=at,
    )


def leaders(db: Session, here: Slate, *roles: Role) -> list[Member]:
    """Those in such a role who can be reached in Slack."""
    found = stored_people.with_roles(db, here.body.id, *roles, today=here.today)
    return [member for member in found if _is_reached(member)]


def worries_of(db: Session, body: Body) -> tuple[Worry, ...]:
    """What keeps candidates from being named in the comité channel: other readers, guests, outsiders (domain.md 9).

    A channel that was never looked at is not trusted.
    """
    seen = stored_channels.seen(db, [body.committee_channel], workspace=body.workspace)
    unseen = Channel(id=body.committee_channel, visible=False)
    return channels.worries(seen.get(body.committee_channel, unseen), Purpose.COMMITTEE)


def _own(db: Session, here: Slate, candidacy: Candidacy) -> None:
    """The candidate's own message, which shows how the candidacy stands and what can still be done."""
    for reader in _for_candidate(db, here, candidacy):
        key = f"candidacies/mine:{candidacy.id}:{reader.id}"
        _tell(db, here.body, "candidacies/mine", reader, key=key, about={"candidacy": candidacy.id})
        outbox.refresh(db, key, workspace=here.body.workspace)


def _card(db: Session, here: Slate, candidacy: Candidacy) -> None:
    """The card with **Toelaten**: in the comité channel, or where that has other readers with those who decide.

    It comes when somebody stands; a nominee who declines was never on one.
    """
    key = f"candidacies/card:{candidacy.id}"
    deciders = leaders(db, here, Role.SUPPORT_OFFICER, Role.CHAIR)
    if candidacy.state is not State.SUBMITTED:
        outbox.refresh(db, key, workspace=here.body.workspace)
        for leader in deciders:
            outbox.refresh(db, f"{key}:{leader.id}", workspace=here.body.workspace)
    elif not worries_of(db, here.body):
        outbox.tell(
            db,
            "candidacies/card",
            workspace=here.body.workspace,
            to=outbox.channel(here.body.committee_channel),
            key=key,
            about={"candidacy": candidacy.id},
            body=here.body.id,
        )
    else:
        for leader in deciders:
            _tell(
                db, here.body, "candidacies/card", leader, key=f"{key}:{leader.id}", about={"candidacy": candidacy.id}
            )


def _for_candidate(db: Session, here: Slate, candidacy: Candidacy) -> list[Member]:
    """Who reads what is for a candidate: with Slack the candidate, else the support officers."""
    candidate = here.member(candidacy.member)
    if _is_reached(candidate):
        return [candidate]
    return leaders(db, here, Role.SUPPORT_OFFICER)


def _is_reached(member: Member) -> bool:
    return member.slack_user is not None and not member.deactivated


def _tell(
    db: Session,
    body: Body,
    name: str,
    reader: Member,
    *,
    key: str,
    about: dict[str, int | str],
    at: datetime | None = None,
) -> None:
    outbox.tell(
        db,
        name,
        workspace=body.workspace,
        to=outbox.user(str(reader.slack_user)),
        key=key,
        about=about,
        body=body.id,
        at=at,
    )
