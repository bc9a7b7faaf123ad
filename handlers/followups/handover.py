"""Somebody left the body: the support officer says who takes over what they still had to do."""

from bot import followups
from bot.errors import N_, Refusal
from bot.followups import Owner, Whose, lists
from bot.people import May, Person
from handlers.desk import Desk
from handlers.followups import form, keep, tell
from handlers.followups.ground import ground
from handlers.payload import Action, Submission
from handlers.reply import Reply
from storage import followups as stored
from storage import people as stored_people


def ask(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Overdragen** asks *Wie*: the value is "body:member"."""
    body, _, member = action.value.partition(":")
    if not (body.isdigit() and member.isdigit()):
        raise Refusal(N_("Dit is verouderd. Open het opnieuw met /opvolging."))
    me.must_be_allowed(May.TEND_ANY_FOLLOW_UP, in_=int(body))
    with desk.sessions.read() as db:
        left = lists.left_alone(stored.live(db, int(body)), int(member))
        name = stored_people.get(db, int(member), body=int(body)).name
    if not left:
        raise Refusal(N_("Dit is intussen geregeld."))
    reply.open("followups/hand_over", body=int(body), member=int(member), name=name, number=len(left))


def submit(submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """Everything that names the one who left goes to whom was chosen; each can be changed afterwards."""
    body, member = submission.id("body"), submission.id("member")
    gone = Owner(whose=Whose.MEMBER, id=member)
    with desk.sessions.begin() as db:
        left = lists.left_alone(stored.live(db, body), member)
        here = ground(db, body, within=me, now=desk.now(), follow_ups=left)
        to = form.owners(submission, here)
        handed = [
            keep.keep(
                db,
                followups.hand_over(each, from_=gone, to=to, by=me, now=desk.now()),
                was=each,
                by=me,
                now=desk.now(),
            )
            for each in left
        ]
        tell.given(db, handed, here, by=me, now=desk.now())
    reply.done(reply.words.count("{n} opvolgpunt overgedragen.", "{n} opvolgpunten overgedragen.", len(handed)))
