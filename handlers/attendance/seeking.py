"""Asking who comes instead while that is not known: colleagues put somebody forward, the support officer confirms."""

from collections.abc import Collection
from datetime import UTC, datetime, time
from typing import Any

from bot import attendance, moments
from bot.attendance import Gathering, Instead
from bot.errors import N_, Refusal
from bot.followups import NOBODY, Due, DueKind, Origin, Owner, Source, Wanted, Whose
from bot.people import Person, Role, clock
from handlers.attendance import form, request, speech
from handlers.attendance.request import Request
from handlers.attendance.roll import Roll, for_anybody, roll
from handlers.desk import Desk
from handlers.followups import keep as keep_followups
from handlers.payload import Action, Submission
from handlers.reply import Reply
from handlers.words import Mention, Words, words_of
from storage import outbox
from storage import people as stored_people
from storage.database import Session, now_in
from storage.outbox import Letter
from storage.people import Member

ASKED_AT = time(9)
"""The wall time of the question, on the next working day: by then the member may have found somebody."""


def plan(db: Session, here: Roll, then: Gathering, members: Collection[int], *, now: datetime) -> None:
    """Have the organisation asked who comes instead of these members, once; `then` is the meeting as it is now."""
    day = here.meeting.day
    if day is None:
        return
    next_day = moments.working_days_after(here.today, 1)
    at = datetime.combine(next_day, ASKED_AT, here.body.zone).astimezone(UTC) if next_day < day else now
    for each in attendance.sought(then):
        if each.member not in members:
            continue
        ids = attendance.colleagues(then, each)
        asked = [found for id_ in ids if (found := here.members[id_]).slack_user and not found.deactivated]
        for reader in asked or _officers(db, here):
            outbox.tell(
                db,
                "attendance/seeking",
                workspace=here.body.workspace,
                to=outbox.user(str(reader.slack_user)),
                key=f"attendance/seeking:{here.meeting.id}:{day}:{each.mandate.id}:{reader.id}",
                about={"meeting": here.meeting.id, "mandate": each.mandate.id, "colleague": bool(asked)},
                body=here.body.id,
                at=at,
            )


def follow_up(db: Session, here: Roll, then: Gathering, members: Collection[int], *, now: datetime) -> None:
    """Have it followed up, by the organisation itself, that it is not known who comes instead; until it is."""
    words = words_of(here.body.rules.language, here.body.zone)
    sought = {each.mandate.id for each in attendance.sought(then)}
    by = clock(workspace=here.body.workspace, body=here.body.id)
    for each in then.invitees:
        if each.member not in members:
            continue
        id_ = f"{here.meeting.id}.{each.mandate.id}"
        if each.mandate.id not in sought:
            keep_followups.settle(db, Origin.EXCUSE, id_, body=here.body.id, by=by, now=now)
            continue
        organisation = each.mandate.organisation
        wanted = Wanted(
            text=words.say("Plaatsvervanger aanduiden voor {name}", name=here.name(each.member)).plain,
            owners=(Owner(whose=Whose.ORGANISATION, id=organisation),) if organisation is not None else NOBODY,
            due=Due(kind=DueKind.MEETING, meeting=here.meeting.id),
            source=Source(meeting=here.meeting.id),
            origin=Origin.EXCUSE,
            origin_id=id_,
        )
        keep_followups.need(db, wanted, body=here.body.id, by=by, now=now)


def question(db: Session, letter: Letter, words: Words) -> dict[str, Any] | None:
    """Who comes instead of somebody? Nothing when that is known meanwhile."""
    here = for_anybody(db, letter.about["meeting"], workspace=letter.workspace, now=now_in(db))
    sought = [each for each in attendance.sought(here.gathering) if each.mandate.id == letter.about["mandate"]]
    if not sought or attendance.is_over(here.meeting, today=here.today):
        return None
    each = sought[0]
    return {
        "absent": here.name(each.member),
        "organisation": here.organisation(each),
        "body_name": here.body.name,
        "occasion": speech.occasion(words, here),
        "mandate": f"{here.meeting.id}:{each.mandate.id}" if letter.about["colleague"] else None,
        "value": here.value_of(each.member or 0),
    }


def ask(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Naam doorgeven**, by a colleague: the form in which the organisation names somebody for one meeting."""
    meeting, _, mandate = action.value.partition(":")
    if not meeting.isdigit() or not mandate.isdigit():
        raise Refusal(N_("Dit is verouderd. Spreek de ondersteuner aan."))
    with desk.sessions.read() as db:
        here = roll(db, int(meeting), within=me, now=desk.now())
    each = attendance.must_be_named_by(me, here.gathering, int(mandate))
    reply.open(
        "attendance/suggest",
        body=here.body.id,
        meeting=here.meeting.id,
        mandate=each.mandate.id,
        absent=here.name(each.member),
        occasion=speech.occasion(reply.words, here),
    )


def submit(submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """Somebody was put forward: the support officers get it to take over; nothing else changes yet."""
    chosen = form.somebody(submission)
    if not chosen.is_named:
        raise Refusal(N_("Kies wie er komt, of vul een naam in."), about="who")
    with desk.sessions.begin() as db:
        here = roll(db, submission.id("meeting"), within=me, now=desk.now())
        each = attendance.must_be_named_by(me, here.gathering, submission.id("mandate"))
        wanted = Request(
            body=here.body.id,
            member=each.member or 0,
            meetings=(here.meeting.id,),
            instead=Instead.OTHER,
            substitute=chosen.member,
            user=chosen.user,
            outsider=chosen.outsider,
            warned=False,
        )
        for officer in _officers(db, here):
            outbox.tell(
                db,
                "attendance/suggested",
                workspace=here.body.workspace,
                to=outbox.user(str(officer.slack_user)),
                key=f"attendance/suggested:{here.meeting.id}:{each.mandate.id}:{officer.id}:{desk.now().timestamp():.6f}",
                about={
                    "meeting": here.meeting.id,
                    "mandate": each.mandate.id,
                    "request": request.written(wanted),
                    "by": me.member_in(here.body.id),
                },
                body=here.body.id,
            )
    reply.done("Dank je. De ondersteuner kijkt dit na en vraagt het aan wie je doorgaf.")


def suggested(db: Session, letter: Letter, words: Words) -> dict[str, Any] | None:
    """Whom a colleague put forward, to the support officer; nothing when it is known meanwhile."""
    here = for_anybody(db, letter.about["meeting"], workspace=letter.workspace, now=now_in(db))
    sought = [each for each in attendance.sought(here.gathering) if each.mandate.id == letter.about["mandate"]]
    if not sought or attendance.is_over(here.meeting, today=here.today):
        return None
    wanted = request.read(letter.about["request"])
    people = stored_people.names(db, [wanted.substitute, letter.about["by"]], body=here.body.id)
    return {
        "by": people[letter.about["by"]].name,
        "who": _who(wanted, people.get(wanted.substitute or 0)),
        "absent": here.name(sought[0].member),
        "occasion": speech.occasion(words, here),
        "request": letter.about["request"],
    }


def _who(wanted: Request, member: Member | None) -> Mention | str:
    if wanted.user:
        return Mention(wanted.user, wanted.user)
    if wanted.outsider is not None:
        return wanted.outsider.name
    return member.name if member is not None else "–"


def _officers(db: Session, here: Roll) -> list[Member]:
    """The support officers whom a message reaches."""
    found = stored_people.with_roles(db, here.body.id, Role.SUPPORT_OFFICER, today=here.today)
    return [member for member in found if member.slack_user and not member.deactivated]
