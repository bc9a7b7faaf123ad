"""The ways out of an alarm: a mandate to a working group, an extra meeting, or only that it was seen."""

from dataclasses import replace

from bot import agenda, items, meetings
from bot import alarms as rules
from bot.alarms import Alarm, Way
from bot.errors import N_, Refusal
from bot.items import Item
from bot.meetings import Kind, Wanted
from bot.people import May, Person, Role
from handlers import kit
from handlers.agenda import keep as keep_agenda
from handlers.alarms import watch
from handlers.alarms.tell import Situation, situation
from handlers.desk import Desk
from handlers.items import tell as tell_items
from handlers.items.board import Board, board
from handlers.meetings import form, keep
from handlers.meetings.speech import KINDS
from handlers.meetings.speech import meeting as said
from handlers.payload import Action, Submission
from handlers.reply import Reply
from handlers.words import Words, words_of
from storage import alarms as stored
from storage import audit, outbox, people
from storage import items as stored_items
from storage.database import Session


def seen(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Gezien**: everybody who was told sees that somebody knows; the other ways stay open."""
    with desk.sessions.begin() as db:
        found = stored.get(db, action.id, within=me)
        if found.way is Way.SEEN:
            return
        here = board(db, found.body, within=me, now=desk.now())
        take(db, found, Way.SEEN, here=here, by=me, desk=desk)


def mandate(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Mandaat aan werkgroep**: a decision point on the last meeting in time."""
    with desk.sessions.begin() as db:
        found, here, now = standing(db, action.id, me=me, desk=desk)
        on = now.useful.meeting or now.useful.tight
        if on is None:
            raise Refusal(
                N_(
                    "Er komt geen vergadering meer die een mandaat kan geven. "
                    "Kies een andere weg, of plan een extra vergadering."
                )
            )
        words = words_of(here.body.rules.language, here.body.zone)
        position = agenda.place_for_new(stored_items.of_meeting(db, on.id))
        point = rules.mandate(
            now.watched,
            title=words.say("Mandaat aan werkgroep: {title}", title=now.watched.title).plain,
            explanation=_why(words, now),
            on=on,
            position=position,
            by=me,
            now=desk.now(),
            body=here.body.id,
        )
        take(db, found, Way.MANDATE, here=here, by=me, desk=desk)
        stored_items.make_room(db, on.id, position)
        point = stored_items.add(db, point)
        audit.note(db, "items.propose", by=me, body=here.body.id, noun="item", id_=point.id, now=desk.now())
        tell_items.card_to_committee(db, point, here=here)
    reply.say("«{title}» staat als beslispunt op de agenda van {of}.", title=point.title, of=said(reply.words, on))


def ask_extra(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Extra vergadering**: the form of a meeting, with a working day outside the holidays that is early enough."""
    me_plans = N_("Kies gerust een andere dag: dit is de eerste werkdag buiten de vakanties die nog past.")
    with desk.sessions.read() as db:
        found, here, now = standing(db, action.id, me=me, desk=desk)
    me.must_be_allowed(May.PLAN_MEETINGS, in_=here.body.id)
    rules.must_be_answered_by(me, alarm=found)
    day = rules.extra_day(
        now.watched.deadline,
        meetings=here.meetings,
        today=here.today,
        sending_days=here.body.rules.send_days,
    )
    usual = next((each for each in here.coming if each.kind is Kind.PLENARY and each.starts), None)
    wanted = Wanted(day=day, starts=usual.starts if usual else None, ends=usual.ends if usual else None)
    none = N_("Tot de uiterste datum is er geen werkdag buiten de vakanties meer vrij. Kies zelf een dag.")
    filled = replace(
        form.fill(reply.words, here, wanted, groups=(), trouble=reply.words.say(me_plans if day else none)),
        kinds=[kit.Choice(Kind.PLENARY.value, reply.words.say(KINDS[Kind.PLENARY]))],
    )
    reply.open(
        "alarms/extra", alarm=found.id, title=now.watched.title, deadline=now.watched.deadline, **filled.as_facts()
    )


def extra(submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """The extra meeting is planned; a point that waits in the pool goes on its agenda."""
    wanted = form.read(submission, ())
    with desk.sessions.begin() as db:
        found, here, now = standing(db, submission.id("alarm"), me=me, desk=desk)
        if wanted.mirror is not None:
            people.get(db, wanted.mirror, body=here.body.id)
        planned = meetings.plan(wanted, body=here.body.id, kind=Kind.PLENARY, by=me, today=here.today)
        if planned.latest >= now.watched.deadline:
            raise Refusal(
                N_("Dat is te laat: het moet behandeld zijn vóór {before}."), about="day", before=now.watched.deadline
            )
        take(db, found, Way.EXTRA_MEETING, here=here, by=me, desk=desk)
        new = keep.add(db, [planned], by=me, now=desk.now())[0]
        point = _in_pool(db, found, me=me)
        if point is not None:
            keep_agenda.from_pool(db, point, new, by=me, now=desk.now())
    reply.done("De extra vergadering is gepland: {day}.", day=said(reply.words, new))


def _in_pool(db: Session, alarm: Alarm, *, me: Person) -> Item | None:
    """The agenda point of the alarm, when it waits in the pool."""
    if alarm.subject is not rules.Subject.ITEM:
        return None
    item = stored_items.get(db, alarm.subject_id, within=me)
    return item if items.in_pool(item) else None


def standing(db: Session, id_: int, *, me: Person, desk: Desk) -> tuple[Alarm, Board, Situation]:
    """The alarm and how its subject stands. Raises `Refusal` when there is nothing to decide any more."""
    found = stored.get(db, id_, within=me)
    here = board(db, found.body, within=me, now=desk.now())
    now = situation(db, found, here=here)
    if now is None:
        raise Refusal(N_("Dit is intussen geregeld, of heeft een andere uiterste datum gekregen."))
    return found, here, now


def take(db: Session, alarm: Alarm, way: Way, *, here: Board, by: Person, desk: Desk) -> None:
    """Write down the way out, and have everybody's copy show it."""
    stored.save(db, rules.take(alarm, way, by=by, now=desk.now()), was=alarm.way)
    audit.note(db, f"alarms.{way}", by=by, body=alarm.body, noun="alarm", id_=alarm.id, now=desk.now())
    for member in people.with_roles(db, alarm.body, Role.SUPPORT_OFFICER, Role.CHAIR, today=here.today):
        outbox.refresh(db, watch.key(alarm.id, member.id), workspace=by.workspace)


def _why(words: Words, now: Situation) -> str:
    return words.say(
        "De uiterste datum is {before}, en daarna komt de vergadering te laat. "
        "Mag een werkgroep dit in naam van het overleg afwerken? Spreek af welke, en binnen welke grenzen.",
        before=now.watched.deadline,
    ).plain
