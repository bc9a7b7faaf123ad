"""What somebody does with one follow-up: Klaar, Update, Uitstellen, Snooze, Wijzig, Laten vallen."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from bot import followups, moments
from bot.errors import N_, Refusal
from bot.followups import Entry, FollowUp, dues
from bot.people import Person
from handlers import kit
from handlers.desk import Desk
from handlers.followups import form, keep, speech, tell
from handlers.followups.ground import Ground, ground
from handlers.payload import Action, Submission
from handlers.reply import Reply
from storage import followups as stored
from storage.database import Session

MOST_ENTRIES = 10
"""Lines of the log that a form shows."""

_Decide = Callable[[FollowUp, Ground], tuple[FollowUp, Entry]]


class Until(StrEnum):
    """How long not to be reminded (domain.md 6)."""

    DAY = "day"
    WORKING_DAY = "working_day"
    MEETING = "meeting"
    OWN = "own"


UNTIL = {
    Until.DAY: N_("1 dag"),
    Until.WORKING_DAY: N_("Volgende werkdag"),
    Until.MEETING: N_("Tot de volgende vergadering"),
    Until.OWN: N_("Eigen datum"),
}


def done(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Klaar**: at once; a note can follow, and what was a slip can be undone."""

    def finish(follow_up: FollowUp, here: Ground) -> tuple[FollowUp, Entry]:
        return followups.finish(follow_up, by=me, circle=here.circle, now=desk.now())

    follow_up, _ = _decide(action.id, finish, me=me, desk=desk)
    reply.show("followups/done", id=follow_up.id, text=follow_up.text)


def ask_note(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Nota toevoegen** to what is done."""
    follow_up, here = _of(action, me, desk)
    followups.must_be_tended_by(me, follow_up, circle=here.circle)
    reply.open("followups/note", id=follow_up.id, text=follow_up.text, note=follow_up.reason)


def note(submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """How it was done."""

    def noted(follow_up: FollowUp, here: Ground) -> tuple[FollowUp, Entry]:
        return followups.finish(follow_up, submission.text("note"), by=me, circle=here.circle, now=desk.now())

    follow_up, _ = _decide(submission.id("follow_up"), noted, me=me, desk=desk)
    reply.done("«{text}» staat als klaar, met je nota.", text=follow_up.text)


def reopen(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Toch niet klaar**."""

    def opened(follow_up: FollowUp, here: Ground) -> tuple[FollowUp, Entry]:
        return followups.reopen(follow_up, by=me, circle=here.circle, now=desk.now())

    follow_up, _ = _decide(action.id, opened, me=me, desk=desk)
    reply.say("«{text}» staat opnieuw open.", text=follow_up.text)


def ask_update(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Update** asks how it stands, and shows what was said before."""
    with desk.sessions.read() as db:
        follow_up = stored.get(db, action.id, within=me)
        here = ground(db, follow_up.body, within=me, now=desk.now(), follow_ups=[follow_up])
        log = stored.log(db, follow_up.id, most=MOST_ENTRIES)
    followups.must_be_tended_by(me, follow_up, circle=here.circle)
    reply.open(
        "followups/update",
        id=follow_up.id,
        text=follow_up.text,
        details=speech.details(reply.words, follow_up, here),
        waiting_for=follow_up.waiting_for,
        log=[speech.entry(reply.words, entry, here) for entry in log],
    )


def update(submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """How it stands, in the log."""

    def told(follow_up: FollowUp, here: Ground) -> tuple[FollowUp, Entry]:
        return followups.tell_how_it_stands(
            follow_up,
            submission.text("note"),
            waiting_for=submission.text("waiting_for"),
            by=me,
            circle=here.circle,
            now=desk.now(),
        )

    follow_up, _ = _decide(submission.id("follow_up"), told, me=me, desk=desk)
    reply.done("Genoteerd bij «{text}».", text=follow_up.text)


def ask_defer(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Uitstellen** asks *Naar* and *Reden*."""
    follow_up, here = _of(action, me, desk)
    followups.must_be_tended_by(me, follow_up, circle=here.circle)
    reply.open(
        "followups/defer",
        id=follow_up.id,
        text=follow_up.text,
        details=speech.details(reply.words, follow_up, here),
    )


def defer(submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """Another term."""

    def deferred(follow_up: FollowUp, here: Ground) -> tuple[FollowUp, Entry]:
        picked, typed = submission.day("day"), submission.text("to")
        if picked is None and not typed:
            raise Refusal(N_("Typ of kies tegen wanneer het nu is."), about="to")
        due = (
            dues.on_day(picked, phrase=typed)
            if picked is not None
            else dues.read(typed, now=desk.now(), zone=here.body.zone, meetings=here.calendar.meetings, about="to")
        )
        return followups.defer(follow_up, due, submission.text("reason"), by=me, circle=here.circle, now=desk.now())

    follow_up, here = _decide(submission.id("follow_up"), deferred, me=me, desk=desk)
    due = speech.due(reply.words, follow_up.due, here)
    reply.done("«{text}» is uitgesteld: {due}.", text=follow_up.text, due=due)


def ask_snooze(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Snooze** asks until when."""
    follow_up, here = _of(action, me, desk)
    followups.must_be_tended_by(me, follow_up, circle=here.circle)
    meeting = here.calendar.next_meeting
    offered = [until for until in UNTIL if until is not Until.MEETING or meeting is not None]
    reply.open(
        "followups/snooze",
        id=follow_up.id,
        text=follow_up.text,
        details=speech.details(reply.words, follow_up, here),
        choices=[kit.Choice(until.value, reply.words.say(UNTIL[until])) for until in offered],
    )


def snooze(submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """No reminder before that day, for this person only."""
    until: list[date] = []

    def snoozed(follow_up: FollowUp, here: Ground) -> tuple[FollowUp, Entry]:
        until.append(_until(submission, here))
        return followups.snooze(follow_up, until[-1], by=me, circle=here.circle, now=desk.now(), today=here.today)

    follow_up, here = _decide(submission.id("follow_up"), snoozed, me=me, desk=desk)
    if here.calendar.last_day(follow_up.due) is None:
        reply.done("Ik herinner je niet vóór {until} aan «{text}».", until=until[-1], text=follow_up.text)
        return
    reply.done(
        "Ik herinner je niet vóór {until} aan «{text}». De termijn blijft: {due}.",
        until=until[-1],
        text=follow_up.text,
        due=speech.due(reply.words, follow_up.due, here),
    )


def ask_edit(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Wijzig**: the form with what the follow-up holds."""
    with desk.sessions.read() as db:
        follow_up = stored.get(db, action.id, within=me)
        here = ground(db, follow_up.body, within=me, now=desk.now(), follow_ups=[follow_up])
        point = stored.points(db, [follow_up.source.item], body=follow_up.body).get(follow_up.source.item or 0, "")
    followups.must_be_changeable_by(me, follow_up, circle=here.circle)
    facts = form.of_follow_up(follow_up, here, reply.words, point=point)
    reply.open("followups/edit", **facts.as_facts())


def edit(submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """The form was sent."""
    before: list[FollowUp] = []

    def edited(follow_up: FollowUp, here: Ground) -> tuple[FollowUp, Entry]:
        if submission.metadata.get("seen") != follow_up.version:
            raise Refusal(
                N_("Iemand heeft dit opvolgpunt intussen gewijzigd. Sluit dit venster en open het opnieuw."),
                about="text",
            )
        before.append(follow_up)
        wanted = form.read(submission, here, now=desk.now())
        return followups.edit(follow_up, wanted, by=me, circle=here.circle, now=desk.now())

    def told(db: Session, follow_up: FollowUp, here: Ground) -> None:
        was = before[-1]
        new = tuple(owner for owner in follow_up.owners if owner not in was.owners)
        tell.given(db, [replace(follow_up, owners=new)], here, by=me, now=desk.now())

    follow_up, here = _decide(submission.id("follow_up"), edited, me=me, desk=desk, then=told)
    reply.show("followups/made", **speech.card(reply.words, follow_up, here, me=me))


def ask_drop(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Laten vallen** asks *Reden*."""
    follow_up, here = _of(action, me, desk)
    followups.must_be_changeable_by(me, follow_up, circle=here.circle)
    reply.open("followups/drop", id=follow_up.id, text=follow_up.text)


def drop(submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """It will not be done, and why."""

    def dropped(follow_up: FollowUp, here: Ground) -> tuple[FollowUp, Entry]:
        return followups.drop(follow_up, submission.text("reason"), by=me, circle=here.circle, now=desk.now())

    _decide(submission.id("follow_up"), dropped, me=me, desk=desk)
    reply.clear()


def _of(action: Action, me: Person, desk: Desk) -> tuple[FollowUp, Ground]:
    with desk.sessions.read() as db:
        follow_up = stored.get(db, action.id, within=me)
        return follow_up, ground(db, follow_up.body, within=me, now=desk.now(), follow_ups=[follow_up])


def _decide(
    id_: int,
    decide: _Decide,
    *,
    me: Person,
    desk: Desk,
    then: Callable[[Session, FollowUp, Ground], Any] | None = None,
) -> tuple[FollowUp, Ground]:
    """Do it, with all that follows; the follow-up and its ground as they stand then."""
    with desk.sessions.begin() as db:
        was = stored.get(db, id_, within=me)
        here = ground(db, was.body, within=me, now=desk.now(), follow_ups=[was])
        saved = keep.keep(db, decide(was, here), was=was, by=me, now=desk.now())
        if then is not None:
            then(db, saved, here)
        return saved, ground(db, was.body, within=me, now=desk.now(), follow_ups=[saved])


def _until(submission: Submission, here: Ground) -> date:
    match submission.choice("until"):
        case Until.DAY:
            return here.today + timedelta(days=1)
        case Until.WORKING_DAY:
            return moments.working_days_after(here.today, 1)
        case Until.MEETING:
            meeting = here.calendar.next_meeting
            if meeting is None:
                raise Refusal(N_("Er is nog geen vergadering gepland. Kies een datum."), about="until")
            return meeting.earliest
        case _:
            day = submission.day("day")
            if day is None:
                raise Refusal(N_("Kies een dag na vandaag."), about="day")
            return day
