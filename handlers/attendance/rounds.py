"""The rounds before a meeting: who has no news is asked, who has a role reminded, and who leads sees the forecast."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from slack_sdk import WebClient

from bot import attendance
from bot.attendance import DayRole, DayRoles, Expected, Invitee, asking
from bot.bodies import Body
from bot.meetings import Meeting
from bot.people import Person, Role, Seat, clock
from bot.reminders import hours
from handlers.attendance import keep, overview, speech, tell
from handlers.attendance.roll import Roll, ahead, for_anybody
from handlers.desk import Desk
from handlers.reminders.due import due
from handlers.words import Sentence, Words
from storage import attendance as stored
from storage import bodies, outbox
from storage import people as stored_people
from storage.database import Session, now_in
from storage.outbox import Letter

ROUND = "attendance.round"
PART = "attendance"
"""The part of the daily reminder."""

MOST_MEETINGS = 8
"""Coming meetings of one body that one question may be about."""

MOST_TOLD = 4
"""Meetings in each part of one reminder: the soonest, which are the ones that matter."""

NOT_ASKED = frozenset({Role.OBSERVER, Role.SUPPORT_OFFICER})
"""Roles that are not asked: who organises comes, and who cannot be excused need not answer."""


def plan(db: Session, meeting: Meeting, *, body: Body, now: datetime) -> None:
    """Have the rounds of a meeting made on their days; once for each day it is planned on."""
    today = now.astimezone(body.zone).date()
    for day in asking.days(meeting):
        if day >= today:
            outbox.tell(
                db,
                ROUND,
                workspace=body.workspace,
                to=outbox.errand(ROUND),
                key=f"{ROUND}:{meeting.id}:{meeting.day}:{day}",
                about={"meeting": meeting.id, "day": day.isoformat()},
                body=body.id,
                at=max(hours.looks_at(day, body.rules), now),
            )


def mirror_given(db: Session, meeting: Meeting, *, body: Body, now: datetime) -> None:
    """Tell whoever got the mirror with the planning of a meeting, once."""
    if meeting.mirror is not None:
        here = for_anybody(db, meeting.id, workspace=body.workspace, now=now)
        here = here.knowing(*stored_people.names(db, [meeting.mirror], body=body.id).values())
        tell.appointed(db, here, meeting.mirror, DayRole.MIRROR)


def moved(db: Session, before: Meeting, after: Meeting, *, body: Body, now: datetime) -> None:
    """The meeting is on another day: its rounds come anew, and who was excused for the old one is asked at once.

    When another group meets, nobody comes any more instead of a member of the first.
    """
    plan(db, after, body=body, now=now)
    if (before.day, before.group) == (after.day, after.group):
        return
    here = for_anybody(db, after.id, workspace=body.workspace, now=now)
    keep.lapse(db, here, by=clock(workspace=body.workspace, body=body.id), now=now)
    if before.day == after.day:
        return
    away = {each.member for each in stored.answers(db, [after.id]) if each.is_away and each.day == before.day}
    for member in away & {each.member for each in here.gathering.invitees}:
        reader = here.members.get(member)
        if reader is not None and reader.slack_user:
            outbox.tell(
                db,
                "attendance/moved",
                workspace=body.workspace,
                to=outbox.user(reader.slack_user),
                key=f"attendance/moved:{after.id}:{member}:{now.timestamp():.6f}",
                about={"meeting": after.id, "member": member},
                body=body.id,
            )


def settle(desk: Desk, client: WebClient, letter: Letter) -> None:
    """Somebody else sits here now: what cannot hold any more lapses, and whoever was to come instead hears it."""
    with desk.sessions.begin() as db:
        body = bodies.load(db, letter.body or 0, workspace=letter.workspace)
        by = clock(workspace=letter.workspace, body=body.id)
        for here in ahead(db, body, now=desk.now(), most=MOST_MEETINGS):
            if here.gathering.stale:
                held = for_anybody(db, here.meeting.id, workspace=letter.workspace, now=desk.now(), hold=True)
                keep.lapse(db, held, by=by, now=desk.now())


def go(desk: Desk, client: WebClient, letter: Letter) -> None:
    """One round of a meeting: everybody it concerns gets one message that day, merged with that of other meetings.

    Rounds that come too late, because the bot was away, make one message on the next working day.
    """
    day = date.fromisoformat(letter.about["day"])
    with desk.sessions.begin() as db:
        now = desk.now()
        here = for_anybody(db, letter.about["meeting"], workspace=letter.workspace, now=now, hold=True)
        if day not in asking.days(here.meeting) or attendance.is_over(here.meeting, today=here.today):
            return
        keep.lapse(db, here, by=clock(workspace=letter.workspace, body=here.body.id), now=now)
        for user in dict.fromkeys(_readers(db, here, day)):
            due(db, PART, user=user, body=here.body, since=day)


def _readers(db: Session, here: Roll, day: date) -> list[str]:
    """The Slack users it concerns: those with something to answer; on the last day also who has a role or leads."""
    found = [here.members.get(each.member or 0) for each in here.gathering.invitees if _is_open(here, each)]
    if asking.is_last(day, here.meeting):
        roles = stored.roles(db, here.meeting.id, mirror=here.meeting.mirror)
        held = [roles.chair, roles.reporter, roles.mirror]
        found += [*stored_people.names(db, held, body=here.body.id).values(), *tell.leaders(db, here)]
    return [member.slack_user for member in found if member and member.slack_user and not member.deactivated]


def _is_open(here: Roll, each: Invitee) -> bool:
    if each.mandate.role in NOT_ASKED:
        return False
    return each.expected is Expected.NO_NEWS or each.seeks or _waits(here, each)


def _waits(here: Roll, each: Invitee) -> bool:
    """Whether only the member can tell that a substitute comes, whom no message reaches, and did not do so yet."""
    asked = each.substitution
    return (
        asked is not None
        and asked.state is attendance.State.PROPOSED
        and not asked.needs_consent
        and asked.substitute in here.offline
    )


def reminder(db: Session, person: Person, seat: Seat, now: datetime, words: Words) -> dict[str, Any] | None:
    """Everything about attendance that concerns one person in one body now; nothing when it was settled meanwhile."""
    told: dict[str, list[dict[str, Any]]] = {"asked": [], "seeking": [], "waiting": [], "roles": [], "forecasts": []}
    body = bodies.load(db, seat.body, workspace=person.workspace)
    for here in ahead(db, body, now=now, most=MOST_MEETINGS):
        _ask(words, here, seat.member, told)
        if (rounds := asking.days(here.meeting)) and rounds[-1] <= here.today:
            _last_call(db, words, here, seat, person, told)
    if not any(told.values()):
        return None
    shown = {part: entries[:MOST_TOLD] for part, entries in told.items()}
    return {**shown, "title": _title(words, shown)}


def _title(words: Words, told: Mapping[str, list[dict[str, Any]]]) -> Sentence:
    first = next(entry for entries in told.values() for entry in entries)
    about = {"body_name": first["body_name"], "occasion": first["occasion"]}
    if told["asked"]:
        return words.say("Kom je? {body_name}, {occasion}", **about)
    return words.say("Binnenkort: {body_name}, {occasion}", **about)


def _ask(words: Words, here: Roll, member: int, told: dict[str, list[dict[str, Any]]]) -> None:
    """What this person still has to say about a meeting whose first round has come."""
    mine = [each for each in here.gathering.of(member) if _is_open(here, each)]
    if not any(day <= here.today for day in asking.days(here.meeting)):
        return
    told["waiting"] += [
        _about(words, here, member)
        | {"substitute": here.name(each.substitution.substitute), "vouch": each.substitution.id}
        for each in mine
        if each.substitution is not None
    ]
    others = [each for each in mine if each.substitution is None]
    if others:
        seeking = all(each.seeks for each in others)
        told["seeking" if seeking else "asked"].append(_about(words, here, member))


def _last_call(
    db: Session, words: Words, here: Roll, seat: Seat, person: Person, told: dict[str, list[dict[str, Any]]]
) -> None:
    """What this person does at the meeting, and for who leads it what it looks like ahead."""
    roles = stored.roles(db, here.meeting.id, mirror=here.meeting.mirror)
    held = roles.of(seat.member)
    if held:
        told["roles"].append(_about(words, here, seat.member) | {"role": speech.roles(words, held)})
    if seat.roles & {Role.SUPPORT_OFFICER, Role.CHAIR}:
        told["forecasts"].append(_about(words, here, seat.member) | _forecast(words, here, roles))


def _about(words: Words, here: Roll, member: int) -> dict[str, Any]:
    return {
        "occasion": speech.occasion(words, here),
        "body_name": here.body.name,
        "meeting": here.meeting.id,
        "value": here.value_of(member),
    }


def _forecast(words: Words, here: Roll, roles: DayRoles) -> dict[str, Any]:
    """How many come, are excused, are replaced or gave no news; and what to think of."""
    outlook = attendance.forecast(here.gathering, quorum=here.body.rules.quorum)
    lists = attendance.in_lists(here.gathering)
    vacant = attendance.vacant(here.gathering, roles)
    return {
        "counts": [
            words.say("{label}: {n}", label=words.say(speech.LISTS[expected]), n=len(lists[expected]))
            for expected in Expected
        ],
        "warnings": overview.forecast(words, here, outlook),
        "vacant": speech.roles(words, vacant) if vacant else None,
    }


def asked_anew(db: Session, letter: Letter, words: Words) -> dict[str, Any] | None:
    """The meeting somebody was excused for is on another day: do they come then? Nothing when they said so already."""
    here = for_anybody(db, letter.about["meeting"], workspace=letter.workspace, now=now_in(db))
    mine = here.gathering.of(letter.about["member"])
    if not mine or any(each.answer is not None for each in mine) or here.meeting.day is None:
        return None
    return {"occasion": speech.occasion(words, here), "value": here.value_of(letter.about["member"])}
