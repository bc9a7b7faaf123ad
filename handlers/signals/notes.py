"""`/opvolging signaal`: noting a letter with its addressees, their answers, and its end."""

from bot import signals, texts
from bot.people import Person, Seat
from bot.signals import Signal, Wanted
from handlers import kit
from handlers.desk import Desk
from handlers.payload import Action, Submission
from handlers.reply import Reply
from handlers.signals import pages
from storage import audit, bodies
from storage import signals as stored
from storage.database import Session


def command(text: str, me: Person, seat: Seat, desk: Desk, reply: Reply) -> None:
    """The form, with the text as title; whoever does not keep signals sees the list."""
    if not me.may(signals.KEEPS, in_=seat.body):
        pages.show(body=seat.body, me=me, desk=desk, reply=reply)
    else:
        _open(seat.body, title=text, reply=reply)


def open_form(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """The button **Nieuw signaal** of a body."""
    me.must_be_allowed(signals.KEEPS, in_=action.id)
    _open(action.id, title="", reply=reply)


def _open(body: int, *, title: str, reply: Reply) -> None:
    reply.open("signals/make", body=body, title=title[: texts.TITLE_LENGTH])


def submit(submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """The form was sent."""
    wanted = Wanted(
        title=submission.text("title"),
        sent_on=submission.day("sent_on"),
        addressees=submission.text("addressees"),
        link=submission.text("link"),
    )
    with desk.sessions.begin() as db:
        body = bodies.get(db, submission.id("body"), within=me)
        today = desk.now().astimezone(body.zone).date()
        new = stored.add(db, signals.make(wanted, body=body.id, by=me, now=desk.now(), today=today))
        audit.note(db, "signals.make", by=me, body=body.id, noun="signal", id_=new.id, now=desk.now())
    reply.done(
        "Het signaal «{title}» is genoteerd. Elke vergadering vraagt ernaar tot iedereen geantwoord heeft.",
        title=new.title,
    )


def ask_answer(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Antwoord noteren**: of whom, when, and what."""
    signal = _mine(action.id, me=me, desk=desk)
    silent = signal.silent or signal.addressees
    reply.open(
        "signals/answer",
        signal=signal.id,
        title=signal.title,
        addressees=[
            kit.Choice(each.id, each.name) for each in (*silent, *(a for a in signal.addressees if a not in silent))
        ],
        chosen=silent[0].id,
    )


def answer(submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """The answer was sent."""
    with desk.sessions.begin() as db:
        was = stored.get(db, submission.id("signal"), within=me, hold=True)
        today = desk.now().astimezone(bodies.get(db, was.body, within=me).zone).date()
        now = signals.answer(
            was,
            int(submission.choice("addressee") or 0),
            text=submission.text("text"),
            on=submission.day("on"),
            by=me,
            today=today,
        )
        _keep(db, now, was=was, deed="answer", me=me, desk=desk)
    if now.silent:
        reply.done(
            reply.words.count(
                "Het antwoord is genoteerd. Nog {n} geadresseerde moet antwoorden.",
                "Het antwoord is genoteerd. Nog {n} geadresseerden moeten antwoorden.",
                len(now.silent),
            )
        )
    else:
        reply.done("Het antwoord is genoteerd. Iedereen heeft geantwoord: het signaal is afgerond.")


def ask_close(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Afsluiten** asks *Reden*."""
    signal = _mine(action.id, me=me, desk=desk)
    reply.open("signals/close", signal=signal.id, title=signal.title, silent=[each.name for each in signal.silent])


def close(submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """Closed; no meeting asks about it any more."""
    with desk.sessions.begin() as db:
        was = stored.get(db, submission.id("signal"), within=me, hold=True)
        _keep(db, signals.close(was, submission.text("reason"), by=me), was=was, deed="close", me=me, desk=desk)
    reply.done("Het signaal «{title}» is afgesloten.", title=was.title)


def _mine(id_: int, *, me: Person, desk: Desk) -> Signal:
    """A signal to work on. Raises `Refusal` for who does not keep signals."""
    with desk.sessions.read() as db:
        signal = stored.get(db, id_, within=me)
    me.must_be_allowed(signals.KEEPS, in_=signal.body)
    return signal


def _keep(db: Session, now: Signal, *, was: Signal, deed: str, me: Person, desk: Desk) -> None:
    stored.save(db, now, was=was.state)
    audit.note(db, f"signals.{deed}", by=me, body=now.body, noun="signal", id_=now.id, now=desk.now())
