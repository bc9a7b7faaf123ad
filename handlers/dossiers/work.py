"""What is done with a dossier: steps ticked off, applications, a place on the agenda, the decision, sent, dropped."""

from collections.abc import Callable

from bot import agenda, alarms, dossiers
from bot.dossiers import Dossier
from bot.errors import N_, Refusal
from bot.meetings import Kind
from bot.people import Person
from handlers import deadlines, kit
from handlers.desk import Desk
from handlers.dossiers import pages, speech
from handlers.items import tell as tell_items
from handlers.items.board import board
from handlers.items.speech import meeting as said
from handlers.payload import Action, Submission
from handlers.reply import Reply
from handlers.words import words_of
from storage import audit
from storage import dossiers as stored
from storage import items as stored_items
from storage import meetings as stored_meetings
from storage.database import Session


def tick(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """A step is done; the value of the select is the id of the step and that of the dossier."""
    step, _, dossier = action.value.partition(":")
    if not step.isdigit() or not dossier.isdigit():
        raise Refusal(N_("Dit is verouderd. Open het opnieuw met /opvolging dossiers."))
    with desk.sessions.begin() as db:
        found = stored.hold(db, int(dossier), within=me)
        stored.tick(db, dossiers.tick(found, int(step), by=me))
        audit.note(db, "dossiers.tick", by=me, body=found.body, noun="dossier", id_=found.id, now=desk.now())
    pages.show_one(found.id, me=me, desk=desk, reply=reply)


def ask_applications(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Aanvragen**: one a line, as they are now."""
    dossier = _mine(action.id, me=me, desk=desk)
    reply.open(
        "dossiers/applications",
        dossier=dossier.id,
        title=dossier.title,
        lines=speech.written(dossier),
        available=speech.points(dossier.available) if dossier.available is not None else "",
        is_ordered=dossier.is_ordered,
    )


def applications(submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """The list was sent: it replaces the one there was."""
    read = dossiers.read_applications(submission.text("applications"))
    available = dossiers.read_points(submission.text("available"), about="available")
    is_ordered = submission.choice("order") == "ordered"
    with desk.sessions.begin() as db:
        was = stored.hold(db, submission.id("dossier"), within=me)
        now = dossiers.apply(was, read, available=available, is_ordered=is_ordered, by=me)
        stored.save(db, now, was=was.state)
        stored.apply(db, now)
        audit.note(db, "dossiers.apply", by=me, body=now.body, noun="dossier", id_=now.id, now=desk.now())
    said = speech.sums(reply.words, now)
    reply.done(said[0] if said else reply.words.say("Er staan geen aanvragen meer in het dossier."))


def ask_agendize(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Op de agenda**: which meeting; the last one in time stands ready."""
    dossier = _mine(action.id, me=me, desk=desk)
    with desk.sessions.read() as db:
        here = board(db, dossier.body, within=me, now=desk.now())
    offered = [meeting for meeting in here.coming if meeting.kind is Kind.PLENARY][:20]
    if not offered:
        raise Refusal(N_("Er is geen vergadering gepland. Plan er een met /vergadering nieuw."))
    useful = (
        alarms.last_useful(
            dossier.deadline, meetings=here.meetings, today=here.today, sending_days=here.body.rules.send_days
        ).meeting
        if dossier.deadline is not None
        else None
    )
    reply.open(
        "dossiers/agendize",
        dossier=dossier.id,
        title=dossier.title,
        deadline=dossier.deadline,
        meetings=[kit.Choice(meeting.id, said(reply.words, meeting)) for meeting in offered],
        chosen=(useful if useful in offered else offered[0]).id if useful is not None else offered[0].id,
    )


def agendize(submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """The advice is a point on the chosen meeting."""
    with desk.sessions.begin() as db:
        was = stored.hold(db, submission.id("dossier"), within=me)
        here = board(db, was.body, within=me, now=desk.now())
        on = stored_meetings.hold(db, int(submission.choice("meeting") or 0), within=me)
        words = words_of(here.body.rules.language, here.body.zone)
        position = agenda.place_for_new(stored_items.of_meeting(db, on.id))
        why = words.say("Het advies moet er zijn vóór {deadline}.", deadline=was.deadline).plain if was.deadline else ""
        point = dossiers.agendize(was, on=on, position=position, by=me, now=desk.now(), explanation=why)
        stored_items.make_room(db, on.id, position)
        point = stored_items.add(db, point)
        audit.note(db, "items.propose", by=me, body=was.body, noun="item", id_=point.id, now=desk.now())
        tell_items.card_to_committee(db, point, here=here)
        stored.save(db, dossiers.on_agenda(was, point.id), was=was.state)
        deadlines.changed(db, was.body, workspace=me.workspace)
    reply.done("«{title}» staat op de agenda van {of}.", title=was.title, of=said(reply.words, on))


def ask_decide(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Beslissing** asks what was advised."""
    dossier = _mine(action.id, me=me, desk=desk)
    reply.open("dossiers/decide", dossier=dossier.id, title=dossier.title, outcome=dossier.outcome)


def decide(submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """What was decided is noted; from now on no alarm goes."""
    outcome = submission.text("outcome")
    _move(submission.id("dossier"), lambda was: dossiers.decide(was, outcome, by=me), "decide", me=me, desk=desk)
    reply.done("De beslissing is genoteerd. Noteer het ook als je ze verstuurd hebt.")


def sent(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Verstuurd**."""
    with desk.sessions.read() as db:
        here = board(db, stored.get(db, action.id, within=me).body, within=me, now=desk.now())
    _move(action.id, lambda was: dossiers.send(was, on=here.today, by=me), "send", me=me, desk=desk)
    pages.show_one(action.id, me=me, desk=desk, reply=reply)


def drop(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Stopzetten**."""
    _move(action.id, lambda was: dossiers.drop(was, by=me), "drop", me=me, desk=desk)
    pages.show_one(action.id, me=me, desk=desk, reply=reply)


def _mine(id_: int, *, me: Person, desk: Desk) -> Dossier:
    """A dossier to work on. Raises `Refusal` for who does not keep dossiers."""
    with desk.sessions.read() as db:
        dossier = stored.get(db, id_, within=me)
    me.must_be_allowed(dossiers.KEEPS, in_=dossier.body)
    return dossier


def _move(id_: int, change: Callable[[Dossier], Dossier], deed: str, *, me: Person, desk: Desk) -> None:
    """One deed with a dossier, while nobody else decides on it."""
    with desk.sessions.begin() as db:
        was = stored.hold(db, id_, within=me)
        _keep(db, change(was), was=was, deed=deed, me=me, desk=desk)


def _keep(db: Session, now: Dossier, *, was: Dossier, deed: str, me: Person, desk: Desk) -> None:
    stored.save(db, now, was=was.state)
    audit.note(db, f"dossiers.{deed}", by=me, body=now.body, noun="dossier", id_=now.id, now=desk.now())
    deadlines.changed(db, now.body, workspace=me.workspace)
