"""Calling for candidates: the form, the announcement, more time, and taking a call back."""

from typing import Any

from bot import calls, texts
from bot.calls import Call, Wanted
from bot.errors import N_, Refusal
from bot.people import May, Person, Role, Seat
from handlers import kit
from handlers.bodies import speech as speech_bodies
from handlers.candidacies import keep, speech, tell
from handlers.candidacies.slate import Slate, slate
from handlers.desk import Desk
from handlers.payload import Action, Submission
from handlers.people import circle as circles
from handlers.people.circle import Circle
from handlers.reply import Reply
from handlers.words import Words
from storage import audit
from storage import calls as stored
from storage import mandates as stored_mandates
from storage.database import Session

MEANT, ELSEWHERE = "meant", "elsewhere"
"""What *Geeft* can hold beside a role or a group: what the title says, or a place outside the body."""

MOST_GROUPS = 90
"""Groups offered: with the roles they fit in one select."""


def command(text: str, me: Person, seat: Seat, desk: Desk, reply: Reply) -> None:
    """`/kandidaat oproep`: the form, with what was typed as *Mandaat*."""
    _open(seat.body, text, me=me, desk=desk, reply=reply)


def open_form(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """The button **Oproep tot kandidaten** of a body."""
    _open(action.id, "", me=me, desk=desk, reply=reply)


def submit(submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """The form was sent: announced in the plenary channel, and looked after until it closes."""
    body = submission.id("body")
    with desk.sessions.begin() as db:
        here = circles.circle(db, body, within=me, now=desk.now())
        wanted = _read(db, submission, here)
        new = calls.open_call(wanted, body=body, by=me, now=desk.now(), today=here.today)
        new = stored.add(db, new)
        _note(db, "candidacies.call", new, me=me, desk=desk)
        tell.announce(db, new, body=here.body)
        tell.next_look(db, new, body=here.body, now=desk.now())
    given = speech.gives(reply.words, new, here)
    reply.done(
        reply.words.say(
            ":white_check_mark: De oproep *{title}* ({places}) staat in het plenaire kanaal. "
            "Kandidaten tot en met {closes}. {gives}",
            title=new.title,
            places=speech.places(reply.words, new),
            closes=new.closes_on,
            gives=reply.words.say("Wie verkozen wordt, krijgt het mandaat {given}.", given=given)
            if given
            else reply.words.say("Wie verkozen wordt, krijgt geen mandaat in dit overlegorgaan."),
        )
    )


def ask_prolong(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Verleng**: until which day."""
    with desk.sessions.read() as db:
        call = stored.get(db, action.id, within=me)
    me.must_be_allowed(May.CALL_CANDIDATES, in_=call.body)
    calls.must_be_going(call)
    reply.open("candidacies/prolong", call=call.id, title=call.title, closes=call.closes_on)


def prolong(submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """A later last day was chosen, also after the call closed."""
    until = submission.day("closes_on")
    if until is None:
        raise Refusal(N_("Kies een dag."), about="closes_on")
    with desk.sessions.begin() as db:
        here = slate(db, submission.id("call"), within=me, now=desk.now(), hold=True)
        _keep(db, here, calls.prolong(here.call, until, by=me, today=here.today), me=me, desk=desk)
    reply.done("De oproep «{title}» loopt nu tot en met {closes}.", title=here.call.title, closes=until)


def call_off(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Oproep intrekken**: its candidacies end with it."""
    with desk.sessions.begin() as db:
        here = slate(db, action.id, within=me, now=desk.now(), hold=True)
        gone = calls.call_off(here.call, by=me)
        _keep(db, here, gone, me=me, desk=desk)
        keep.end(db, here, by=me, now=desk.now())
    reply.say("De oproep «{title}» is ingetrokken. Wie kandidaat was, krijgt een bericht.", title=gone.title)


def _keep(db: Session, here: Slate, call: Call, *, me: Person, desk: Desk) -> None:
    stored.save(db, call, was=here.call)
    _note(db, "candidacies.call_off" if call.called_off else "candidacies.prolong", call, me=me, desk=desk)
    tell.call_changed(db, call, workspace=me.workspace)
    tell.next_look(db, call, body=here.body, now=desk.now())


def _note(db: Session, deed: str, call: Call, *, me: Person, desk: Desk) -> None:
    audit.note(
        db,
        deed,
        by=me,
        body=call.body,
        noun="call",
        id_=call.id,
        now=desk.now(),
        closes_on=call.closes_on.isoformat(),
    )


def _open(body: int, title: str, *, me: Person, desk: Desk, reply: Reply) -> None:
    me.must_be_allowed(May.CALL_CANDIDATES, in_=body)
    with desk.sessions.read() as db:
        here = circles.circle(db, body, within=me, now=desk.now())
    reply.open("candidacies/open_call", **_form(reply.words, here, title=title[: texts.TITLE_LENGTH]))


def _form(words: Words, here: Circle, *, title: str) -> dict[str, Any]:
    groups = list(here.groups.items())[:MOST_GROUPS]
    return {
        "body": here.body.id,
        "body_name": here.body.name,
        "title": title,
        "choices": [
            kit.Choice(MEANT, words.say("Wat de titel zegt")),
            *(kit.Choice(role.value, words.say(speech_bodies.ROLES[role])) for role in speech.ROLES),
            *(kit.Choice(f"group:{id_}", words.say("Lid van {name}", name=name)) for id_, name in groups),
            kit.Choice(ELSEWHERE, words.say("Een plaats buiten dit overlegorgaan")),
        ],
    }


def _read(db: Session, submission: Submission, here: Circle) -> Wanted:
    closes_on = submission.day("closes_on")
    if closes_on is None:
        raise Refusal(N_("Kies een dag."), about="closes_on")
    title = submission.text("title")
    role, group = _given(db, submission.choice("gives") or MEANT, title, body=here.body.id)
    return Wanted(
        title=title,
        places=submission.text("places"),
        closes_on=closes_on,
        role=role,
        group=group,
        explanation=submission.text("explanation"),
        ends_on=submission.day("ends_on"),
    )


def _given(db: Session, chosen: str, title: str, *, body: int) -> tuple[Role | None, int | None]:
    """The role and group that somebody gets. Raises `Refusal` about `gives` for what was never offered."""
    if chosen == MEANT:
        return calls.meant_by(title, stored_mandates.groups(db, body))
    if chosen == ELSEWHERE:
        return None, None
    name, _, id_ = chosen.partition(":")
    if name == "group" and id_.isdigit():
        return Role.GROUP_MEMBER, stored_mandates.group(db, int(id_), body=body).id
    if chosen not in {role.value for role in speech.ROLES}:
        raise Refusal(N_("Kies wat iemand krijgt die verkozen wordt."), about="gives")
    return Role(chosen), None
