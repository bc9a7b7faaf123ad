"""Coming forward and putting somebody forward: the form Kandidaatstelling, for oneself or for another."""

from bot import calls, texts
from bot import candidacies as rules
from bot.candidacies import State
from bot.errors import N_, Refusal
from bot.people import May, Person
from handlers import kit
from handlers.candidacies import keep
from handlers.candidacies.slate import Slate, roles_of, slate
from handlers.desk import Desk
from handlers.payload import Action, Submission
from handlers.people import choose
from handlers.people import circle as circles
from handlers.reply import Reply
from storage import calls as stored_calls
from storage import people as stored_people
from storage.database import Session

MOST_CALLS = 50
"""Calls to choose from in the form: those that close first."""


def ask_stand(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Ik stel mij kandidaat**: why, for this call or another one."""
    _ask(action, nominating=False, me=me, desk=desk, reply=reply)


def ask_nominate(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Ik draag iemand voor**: whom, and why."""
    _ask(action, nominating=True, me=me, desk=desk, reply=reply)


def people(query: str, submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """The people of the body who can stand, also those without Slack, narrowed down by what was typed."""
    body = submission.id("body")
    me.must_be_allowed(May.NOMINATE, in_=body)
    with desk.sessions.read() as db:
        here = circles.circle(db, body, within=me, now=desk.now())
        found = [
            member
            for member in stored_people.search(db, body, query, most=choose.MOST)
            if rules.is_eligible(roles_of(here, member.id))
        ]
        offered = choose.choices_of(db, found, body=body)
    reply.options(offered)


def stand(submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """The form was sent: somebody stands, in the support officer's hand perhaps somebody else."""
    behalf = _chosen(submission, "on_behalf_of")
    with desk.sessions.begin() as db:
        here = _slate(db, submission, me=me, desk=desk)
        if behalf is not None:
            _must_be_eligible(db, here, behalf, about="on_behalf_of")
        made = rules.stand(
            here.call,
            motivation=submission.text("motivation"),
            by=me,
            now=desk.now(),
            today=here.today,
            known=here.candidacies,
            on_behalf_of=behalf,
        )
        if made.id:
            was = here.find(made.id)
            keep.save(db, here, made, was=was, deed="candidacies.accept", by=me, now=desk.now())
        else:
            made = keep.add(db, here, made, deed="candidacies.stand", by=me, now=desk.now())
    if made.member == me.member_in(here.body.id):
        reply.done(
            "Je staat kandidaat voor «{title}». In je berichten met irojbot kun je dit nog wijzigen of intrekken.",
            title=here.call.title,
        )
    else:
        name = here.member(made.member).name
        reply.done("{name} staat kandidaat voor «{title}».", name=name, title=here.call.title)


def nominate(submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """The form was sent: the nominee is asked, and answers first."""
    nominee = _chosen(submission, "candidate")
    if nominee is None:
        raise Refusal(N_("Kies wie je voordraagt."), about="candidate")
    with desk.sessions.begin() as db:
        here = _slate(db, submission, me=me, desk=desk)
        made = rules.nominate(
            here.call,
            nominee,
            motivation=submission.text("motivation"),
            by=me,
            now=desk.now(),
            today=here.today,
            known=here.candidacies,
        )
        _must_be_eligible(db, here, nominee, about="candidate")
        keep.add(db, here, made, deed="candidacies.nominate", by=me, now=desk.now())
    name = here.member(nominee).name
    reply.done("{name} krijgt de vraag en beslist zelf. Je hoort het antwoord in je berichten.", name=name)


def _ask(action: Action, *, nominating: bool, me: Person, desk: Desk, reply: Reply) -> None:
    with desk.sessions.read() as db:
        here = slate(db, action.id, within=me, now=desk.now())
        going = stored_calls.going(db, here.body.id, since=here.today, most=MOST_CALLS)
    member, may_act = me.member_in(here.body.id), me.may(May.ACT_FOR_OTHERS, in_=here.body.id)
    me.must_be_allowed(May.NOMINATE if nominating else May.STAND, in_=here.body.id)
    rules.is_late(here.call, by=me, today=here.today)
    if not nominating and not may_act:
        # Whoever cannot stand hears it before writing why.
        rules.stand(here.call, motivation="", by=me, now=desk.now(), today=here.today, known=here.candidacies)
    own = here.of(member)
    choices = {call.id: call for call in [here.call, *going]}
    reply.open(
        "candidacies/nominate" if nominating else "candidacies/stand",
        body=here.body.id,
        body_name=here.body.name,
        calls=[kit.Choice(call.id, call.title) for call in choices.values()],
        call=here.call.id,
        closes=here.call.closes_on,
        open=calls.is_open(here.call, today=here.today),
        explanation=here.call.explanation,
        may_act_for_others=may_act,
        motivation=own.motivation if own is not None and not nominating and own.state is State.NOMINATED else "",
        most=texts.EXPLANATION_LENGTH,
    )


def _slate(db: Session, submission: Submission, *, me: Person, desk: Desk) -> Slate:
    """The slate of the chosen call, held. Raises `Refusal` about `call` for a call of another body."""
    chosen = _chosen(submission, "call")
    if chosen is None:
        raise Refusal(N_("Kies een oproep."), about="call")
    here = slate(db, chosen, within=me, now=desk.now(), hold=True)
    if here.body.id != submission.id("body"):
        raise Refusal(N_("Deze oproep bestaat niet (meer)."), about="call")
    return here


def _must_be_eligible(db: Session, here: Slate, member: int, *, about: str) -> None:
    """The form's choice is checked again: it may be anybody."""
    stored_people.get(db, member, body=here.body.id)
    rules.must_be_eligible(roles_of(here.circle, member), about=about)


def _chosen(submission: Submission, field: str) -> int | None:
    value = submission.choice(field)
    if value is not None and not value.isdigit():
        raise Refusal(N_("Kies iets uit de lijst."), about=field)
    return int(value) if value else None
