"""Moving, dating, correcting and cancelling a meeting."""

from collections.abc import Mapping

from bot import meetings, schedules
from bot.followups import Origin
from bot.items import Item
from bot.meetings import Wanted
from bot.people import Person
from handlers import deadlines
from handlers.agenda import tell as tell_agenda
from handlers.attendance import rounds
from handlers.desk import Desk
from handlers.followups import keep as followups
from handlers.items.board import board
from handlers.meetings import form, offer, speech, tell
from handlers.payload import Action, Submission
from handlers.reply import Reply
from handlers.words import Sentence, Words
from storage import audit, mandates
from storage import items as stored_items
from storage import meetings as stored
from storage import people as stored_people
from storage.people import Member

MOST_POINTS = 20
"""Points named when a meeting cannot be cancelled."""


def ask(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Wijzig**: the form with what the meeting holds."""
    with desk.sessions.read() as db:
        meeting = stored.get(db, action.id, within=me)
        here = board(db, meeting.body, within=me, now=desk.now())
        mirror = stored_people.names(db, [meeting.mirror], body=meeting.body).get(meeting.mirror or 0)
        groups = mandates.groups(db, meeting.body)
    meetings.must_be_changeable_by(me, meeting=meeting)
    wanted = Wanted(
        day=meeting.day,
        month=None if meeting.day else meeting.month,
        starts=meeting.starts,
        ends=meeting.ends,
        place=meeting.place,
        mirror=meeting.mirror,
        group=meeting.group,
    )
    filled = form.fill(
        reply.words,
        here,
        wanted,
        groups=groups,
        kind=meeting.kind,
        of=meeting,
        seen=meetings.fingerprint(meeting),
        mirror=mirror,
    )
    reply.open("meetings/change", **filled.as_facts())


def submit(submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """The form was sent: the deadlines move along, and who knew of the old date hears of the new one."""
    with desk.sessions.begin() as db:
        before = stored.hold(db, submission.id("meeting"), within=me)
        groups = mandates.groups(db, before.body)
        wanted = form.read(submission, groups)
        here = board(db, before.body, within=me, now=desk.now())
        meetings.must_be_as_seen(before, str(submission.metadata.get("seen")))
        if wanted.mirror is not None:
            stored_people.get(db, wanted.mirror, body=before.body)
        after = meetings.change(before, wanted, by=me, today=here.today, groups=groups)
        stored.save(db, after, was=before.state)
        audit.note(db, "meetings.change", by=me, body=after.body, noun="meeting", id_=after.id, now=desk.now())
        if meetings.is_moved(before, after):
            tell.moved_to_all(db, before, after, body=here.body, now=desk.now())
            tell_agenda.occasion_changed(db, after, body=here.body, now=desk.now())
            deadlines.changed(db, after.body, workspace=me.workspace)
        rounds.moved(db, before, after, body=here.body, now=desk.now())
        if before.mirror != after.mirror:
            rounds.mirror_given(db, after, body=here.body, now=desk.now())
        if before.day is None or before.month != after.month:
            offer.tell(db, [after], by=me, now=desk.now())
    found = schedules.concerns(after.day, known=here.meetings, but=after.id) if after.day else ()
    reply.show(
        "meetings/changed",
        was=speech.meeting(reply.words, before),
        moved=before.day != after.day or before.month != after.month,
        told=meetings.is_moved(before, after),
        plenary=before.state is meetings.State.AGENDA_PUBLISHED,
        meeting=speech.facts(reply.words, after, body=here.body, me=me, today=here.today),
        concerns=speech.concerns(reply.words, found),
    )


def cancel(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Annuleer**: only without points; otherwise the answer says which ones are in the way, and whose."""
    with desk.sessions.begin() as db:
        before = stored.hold(db, action.id, within=me)
        meetings.must_be_changeable_by(me, meeting=before)
        in_the_way = stored_items.in_the_way(db, before, most=MOST_POINTS + 1)
        if not in_the_way:
            here = board(db, before.body, within=me, now=desk.now())
            gone = meetings.cancel(before, by=me, points=len(in_the_way))
            stored.save(db, gone, was=before.state)
            audit.note(db, "meetings.cancel", by=me, body=gone.body, noun="meeting", id_=gone.id, now=desk.now())
            followups.settle_at(db, gone, Origin.EXCUSE, by=me, now=desk.now())
            tell.cancelled_to_all(db, before, body=here.body)
            deadlines.changed(db, gone.body, workspace=me.workspace)
            tell_agenda.occasion_changed(db, gone, body=here.body, now=desk.now())
        names = stored_people.names(db, [item.proposer for item in in_the_way], body=before.body)
    name = speech.meeting(reply.words, before)
    if in_the_way:
        reply.show(
            "meetings/in_the_way",
            id=before.id,
            name=name,
            points=[_whose(reply.words, item, names) for item in in_the_way[:MOST_POINTS]],
            more=len(in_the_way) > MOST_POINTS,
        )
    else:
        reply.say("De vergadering van {name} is geannuleerd. Wie ervan wist, krijgt bericht.", name=name)


def _whose(words: Words, item: Item, names: Mapping[int, Member]) -> Sentence:
    proposer = names.get(item.proposer or 0)
    if proposer is None:
        return words.say("«{title}»", title=item.title)
    return words.say("«{title}» van {proposer}", title=item.title, proposer=proposer.name)
