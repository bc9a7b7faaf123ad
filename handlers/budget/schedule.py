"""**Agendeer**: a sheet on the agenda of a meeting, under "Regioplan", with the sheet itself as annex."""

from dataclasses import replace
from datetime import datetime

from bot import agenda, budget, items, texts
from bot.budget import OPEN, Deed, Sheet
from bot.errors import N_, Refusal
from bot.items import Aim, Item, Kind, Sort, State, When
from bot.names import fold
from bot.people import May, Person
from handlers import kit
from handlers.agenda import keep as keep_agenda
from handlers.agenda.sheet import Sheet as Agenda
from handlers.agenda.sheet import to_order
from handlers.budget import books, files, keep, speech
from handlers.budget.books import Folder
from handlers.budget.own import STALE
from handlers.desk import Desk
from handlers.items import speech as speech_items
from handlers.items import tell as tell_items
from handlers.payload import Action, Submission
from handlers.reply import Reply
from handlers.words import Words, words_of
from storage import items as stored_items
from storage.database import Session

HEAD = N_("Regioplan")
MOST_MEETINGS = 20


def ask(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Agendeer** asks on which meeting; the last useful one stands ready when there is one."""
    with desk.sessions.read() as db:
        found = books.folder(db, action.id, within=me, now=desk.now())
    _must_be_schedulable(found, by=me)
    coming = found.here.coming[:MOST_MEETINGS]
    if not coming:
        raise Refusal(N_("Er is nog geen vergadering gepland. Plan er eerst een met /vergadering."))
    decide = next((each for each in found.due if each.useful is not None), None)
    reply.open(
        "budget/schedule",
        sheet=found.sheet.id,
        turn=found.sheet.turn,
        title=found.sheet.title,
        stands=speech.stands(reply.words, found.sheet, found.held),
        useful=speech.deadline(reply.words, decide, today_left=decide.left(found.here.today)) if decide else None,
        meetings=[kit.Choice(each.id, speech_items.meeting(reply.words, each)) for each in coming],
        chosen=str(coming[0].id),
    )


def submit(submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """The point stands on the agenda, accepted, under its heading; the sheet follows as a Word file."""
    with desk.sessions.begin() as db:
        found = books.folder(db, submission.id("sheet"), within=me, now=desk.now())
        if submission.id("turn") != found.sheet.turn:
            raise Refusal(STALE)
        _must_be_schedulable(found, by=me)
        on = to_order(db, int(submission.choice("meeting") or 0), by=me, now=desk.now())
        if on.body.id != found.sheet.body:
            raise Refusal(N_("Die vergadering ken ik niet meer. Kies een andere."), about="meeting")
        words = words_of(on.body.rules.language, on.body.zone)
        point = _point(db, found, on, submission.number("minutes"), me=me, now=desk.now(), words=words)
        after = replace(found.sheet, item=point.id)
        made = budget.step(
            found.sheet, after, Deed.SCHEDULED, by=me, now=desk.now(), meeting=on.meeting.id, item=point.id
        )
        keep.step(db, made, was=found.sheet, here=found.here, by=me, now=desk.now(), told=False)
        files.send_annex(db, found.sheet, turn=made.entry.turn, body=on.body)
        if point.proposer != point.entered_by:
            tell_items.judged_to_proposer(db, point, by=me, now=desk.now())
    reply.done(
        "«{title}» staat onder «{head}» op de agenda van {of}.",
        title=found.sheet.title,
        head=words.say(HEAD),
        of=speech_items.meeting(reply.words, on.meeting),
    )


def _must_be_schedulable(found: Folder, *, by: Person) -> None:
    by.must_be_allowed(May.ORDER_AGENDA, in_=found.sheet.body)
    if found.sheet.state not in OPEN:
        raise Refusal(N_("Deze fiche is afgerond. Er is niets meer over te beslissen."))
    if found.is_scheduled:
        raise Refusal(N_("Deze fiche staat al op een agenda, of wacht in de reserve."))


def _point(
    db: Session, found: Folder, on: Agenda, minutes: int | None, *, me: Person, now: datetime, words: Words
) -> Item:
    """The accepted point, stored under its heading."""
    sheet = found.sheet
    aim = Aim(when=When.MEETING, meeting=on.meeting.id)
    wanted = items.draft(
        title=sheet.title,
        aim=aim,
        today=on.today,
        kind=Kind.DECISION,
        minutes=minutes,
        presenter=speech.name_of(sheet, found.names),
        explanation=_explained(words, found),
        attachments=sheet.attachments,
    )
    proposed = items.propose(
        wanted,
        body=sheet.body,
        by=me,
        now=now,
        today=on.today,
        rules=on.body.rules,
        meeting=on.meeting,
        on_behalf_of=sheet.requester,
    )
    accepted = items.accept(proposed, by=me, now=now, meeting=on.meeting)
    head = _head(on, words)
    if head is None:
        head = keep_agenda.add(db, on, _heading(on, words, now=now), behind=None, deed="agenda.add", by=me, now=now)
    point = keep_agenda.add(db, on, accepted, behind=None, deed="agenda.add", by=me, now=now)
    lines = stored_items.of_meeting(db, on.meeting.id)
    stored_items.place(db, agenda.nest(on.meeting, lines, point.id, under=head.id, by=me))
    return point


def _head(on: Agenda, words: Words) -> Item | None:
    """The point that others about the regional plan stand under, by its name in the body's language or in Dutch."""
    called = {fold(HEAD), fold(words.say(HEAD).plain)}
    heads = (line for line in on.items if line.parent is None and line.sort is not Sort.BREAK)
    return next((line for line in heads if any(name in fold(line.title) for name in called)), None)


def _heading(on: Agenda, words: Words, *, now: datetime) -> Item:
    """The heading: a standing line, since it needs no outcome of its own."""
    return Item(
        id=0,
        body=on.body.id,
        title=words.say(HEAD).plain,
        state=State.ACCEPTED,
        aim=Aim(when=When.MEETING, meeting=on.meeting.id),
        proposer=None,
        entered_by=None,
        created_at=now,
        sort=Sort.STANDING,
        kind=Kind.DECISION,
        meeting=on.meeting.id,
    )


def _explained(words: Words, found: Folder) -> str:
    """The sheet in a few lines, for who reads the agenda only."""
    sheet: Sheet = found.sheet
    told = [
        words.say("Vraag: {asked}.", asked=speech.amount(words, sheet.ask, sheet.heads)),
        words.say("Planjaar {year}.", year=str(sheet.plan_year)),
        words.say("Activiteit op {event}.", event=sheet.event) if sheet.event else None,
        words.say("Stand: {stands}.", stands=speech.stands(words, sheet, found.held)),
    ]
    support = ", ".join(each.text for each in sheet.support)
    if support:
        told.append(words.say("Andere ondersteuning: {support}.", support=support))
    summary = " ".join(each.plain for each in told if each is not None)
    return f"{summary}\n\n{sheet.explanation}".strip()[: texts.EXPLANATION_LENGTH]
