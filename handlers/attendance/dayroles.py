"""**Rollen van de dag**: who presides, reports and holds the mirror; the mirror goes round fairly."""

from bot import attendance
from bot.attendance import DayRole, DayRoles
from bot.people import May, Person
from handlers.attendance import speech, tell
from handlers.attendance.roll import roll
from handlers.desk import Desk
from handlers.payload import Action, Submission
from handlers.people.choose import MOST, choices_of
from handlers.reply import Reply
from storage import attendance as stored
from storage import audit
from storage import people as stored_people

NEXT_MIRRORS = 5
"""Members named whose turn it is."""


def ask(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """The form, with the mirror proposed to whoever has not held it longest."""
    with desk.sessions.read() as db:
        here = roll(db, action.id, within=me, now=desk.now())
        me.must_be_allowed(May.PLAN_MEETINGS, in_=here.body.id)
        roles = stored.roles(db, here.meeting.id, mirror=here.meeting.mirror)
        last = stored.last_mirrors(db, here.body.id, before=here.meeting.earliest)
        named = stored_people.names(db, [roles.chair, roles.reporter, roles.mirror], body=here.body.id)
    here = here.knowing(*named.values())
    turns = attendance.fairest_mirror(here.gathering, last)[:NEXT_MIRRORS]
    mirror = roles.mirror or (turns[0] if turns else None)

    reply.open(
        "attendance/roles",
        body=here.body.id,
        meeting=here.meeting.id,
        occasion=speech.occasion(reply.words, here),
        chair=here.option(roles.chair),
        reporter=here.option(roles.reporter),
        mirror=here.option(mirror),
        turns=[
            reply.words.say("{name}, laatst op {day}", name=here.name(member), day=last[member])
            if member in last
            else reply.words.say("{name}, nog niet", name=here.name(member))
            for member in turns
        ],
    )


def submit(submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """The roles are given; who has one hears it."""
    chosen = {role: submission.choice(role.value) for role in DayRole}
    wanted = DayRoles(**{role.value: int(member) if member else None for role, member in chosen.items()})
    with desk.sessions.begin() as db:
        here = roll(db, submission.id("meeting"), within=me, now=desk.now(), hold=True)
        given = attendance.appoint(here.gathering, wanted, by=me, today=here.today)
        for role in DayRole:
            member = getattr(given, role)
            if member is not None:
                here = here.knowing(stored_people.get(db, member, body=here.body.id))
        before = stored.roles(db, here.meeting.id, mirror=here.meeting.mirror)
        stored.keep_roles(db, here.meeting.id, given)
        audit.note(
            db, "attendance.roles", by=me, body=here.body.id, noun="meeting", id_=here.meeting.id, now=desk.now()
        )
        for role in DayRole:
            member = getattr(given, role)
            if member is not None and member != getattr(before, role):
                tell.appointed(db, here, member, role)
    reply.done(
        "De rollen voor {of} zijn bewaard. Wie er een kreeg, hoort het.", of=speech.meeting(reply.words, here.meeting)
    )


def people(query: str, submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """The people of the body, narrowed down by what was typed: for *Wie*, *Namens* and the roles."""
    body = submission.id("body")
    me.must_be_allowed(May.READ, in_=body)
    with desk.sessions.read() as db:
        found = stored_people.search(db, body, query, most=MOST)
        offered = choices_of(db, found, body=body)
    reply.options(offered)
