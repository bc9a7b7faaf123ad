"""One press: I come, I do not come, I come after all; and what a substitute or support officer answers."""

from collections.abc import Callable

from bot import attendance
from bot.attendance import Instead, Substitution, Wish
from bot.errors import N_, Refusal
from bot.people import Person
from handlers.attendance import excuse, keep, speech
from handlers.attendance.request import Request
from handlers.attendance.roll import Roll, for_anybody, roll
from handlers.desk import Desk
from handlers.payload import Action
from handlers.reply import Reply
from storage import attendance as stored
from storage import people as stored_people

_STALE = N_("Dit is verouderd. Begin opnieuw met /verontschuldigd.")


def come(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Ik kom** and **Ik kom toch**: whoever was to come instead hears it."""
    meeting, member = asked(action.value)
    with desk.sessions.begin() as db:
        here = roll(db, meeting, within=me, now=desk.now(), hold=True)
        decided = attendance.come(here.gathering, member, by=me, today=here.today, now=desk.now())
        keep.keep(db, here, decided, deed="attendance.come", by=me, now=desk.now())
    released = [here.name(each.substitute) for each in decided.substitutions if each.substitute in here.offline]
    reply.show(
        "attendance/coming",
        of=speech.meeting(reply.words, here.meeting),
        name="" if member == me.member_in(here.body.id) else here.name(member),
        released=reply.words.join(released) if released else None,
    )


def stay_away(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Ik kom niet** and **Andere plaatsvervanger**: the form, with this meeting in it."""
    meeting, member = asked(action.value)
    with desk.sessions.read() as db:
        here = roll(db, meeting, within=me, now=desk.now())
    wanted = Request(body=here.body.id, member=member, meetings=(meeting,))
    excuse.show_form(wanted, me=me, desk=desk, reply=reply)


def give_up(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Niemand** and **Nog niet gekend**, after a substitute declined: the value is "meeting:member:instead"."""
    value, _, instead = action.value.rpartition(":")
    meeting, member = asked(value)
    if instead not in {Instead.NOBODY, Instead.UNKNOWN}:
        raise Refusal(_STALE)
    wish = Wish(instead=Instead(instead))
    with desk.sessions.begin() as db:
        here = roll(db, meeting, within=me, now=desk.now(), hold=True)
        decided = attendance.excuse(
            here.gathering, member, wish, by=me, today=here.today, now=desk.now(), sectors=here.sits_for
        )
        keep.keep(db, here, decided, deed="attendance.excuse", by=me, now=desk.now())
    if instead == Instead.NOBODY:
        reply.say("Genoteerd: niemand vervangt.")
    else:
        reply.say("Genoteerd: de vervanger is nog niet gekend. De ondersteuner ziet dit ook.")


def accept(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Ik neem dit op**, by the substitute, who needs no seat."""
    here = _answer(action.id, attendance.accept, me=me, desk=desk)
    reply.say("Dank je: je komt op {of}. Wie je vervangt, hoort het ook.", of=speech.meeting(reply.words, here.meeting))


def decline(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Ik kan niet**, by the substitute, also after having accepted."""
    _answer(action.id, attendance.decline, me=me, desk=desk)
    reply.say("Genoteerd: je kunt niet. Wie je zou vervangen, zoekt verder.")


def vouch(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """The absent member, or the support officer, says that a substitute without Slack will come."""

    def agreed(here: Roll, substitution: Substitution) -> Substitution:
        return attendance.vouch(here.gathering, substitution, by=me, today=here.today)

    here, substitution = _settle(action.id, agreed, me=me, desk=desk, needs_seat=True)
    reply.say("Genoteerd: {name} komt.", name=here.name(substitution.substitute))


def consent(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Akkoord**: somebody from another sector may come."""
    _consent(action.id, agreed=True, me=me, desk=desk)
    reply.say("Genoteerd. De plaatsvervanger krijgt nu de vraag.")


def dissent(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Niet akkoord**: somebody else is looked for."""
    _consent(action.id, agreed=False, me=me, desk=desk)
    reply.say("Genoteerd. Wie verontschuldigd is, zoekt iemand anders.")


def asked(value: str) -> tuple[int, int]:
    """The meeting and the member that a button carries. Raises `Refusal` for anything else."""
    meeting, _, member = value.partition(":")
    if not meeting.isdigit() or not member.isdigit():
        raise Refusal(_STALE)
    return int(meeting), int(member)


def _consent(id_: int, *, agreed: bool, me: Person, desk: Desk) -> None:
    def decided(here: Roll, substitution: Substitution) -> Substitution:
        return attendance.consent(here.gathering, substitution, by=me, today=here.today, agreed=agreed)

    _settle(id_, decided, me=me, desk=desk, needs_seat=True)


def _answer(id_: int, deed: Callable[..., Substitution], *, me: Person, desk: Desk) -> Roll:
    """What the substitute says; their own Slack account is what makes it theirs to say."""

    def decided(here: Roll, substitution: Substitution) -> Substitution:
        own = here.members.get(substitution.substitute)
        if own is None or own.slack_user != me.user:
            raise Refusal(N_("Deze vraag is aan iemand anders gesteld."))
        return deed(here.gathering, substitution, member=own.id, today=here.today)

    return _settle(id_, decided, me=me, desk=desk, needs_seat=False)[0]


def _settle(
    id_: int,
    decide: Callable[[Roll, Substitution], Substitution],
    *,
    me: Person,
    desk: Desk,
    needs_seat: bool,
) -> tuple[Roll, Substitution]:
    """Decide on one substitution while nobody else decides on its meeting."""
    with desk.sessions.begin() as db:
        substitution = stored.substitution(db, id_, workspace=me.workspace)
        here = for_anybody(db, substitution.meeting, workspace=me.workspace, now=desk.now(), hold=True)
        if needs_seat:
            me.member_in(here.body.id)
        # What it was before the meeting was held may be old by now.
        substitution = stored.substitution(db, id_, workspace=me.workspace)
        here = here.knowing(*stored_people.names(db, [substitution.substitute], body=here.body.id).values())
        after = decide(here, substitution)
        keep.settle(db, here, after, by=me, now=desk.now())
    return here, after
