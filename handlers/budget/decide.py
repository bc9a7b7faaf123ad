"""Deciding on a sheet: one modal for each decision, each tied to its meeting; a shortage is confirmed first."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeAlias

from bot import budget, moments, texts
from bot.budget import Moved, Overspent, Place, Scales, Sheet, Step, Terms
from bot.errors import N_, Refusal
from bot.meetings import Meeting, State
from bot.people import Person
from handlers import kit
from handlers.budget import books, form, keep, speech
from handlers.budget.books import Folder
from handlers.budget.own import STALE
from handlers.desk import Desk
from handlers.items import speech as speech_items
from handlers.outcomes import speech as speech_outcomes
from handlers.payload import Action, Submission
from handlers.reply import Reply
from handlers.words import Sentence, Words
from storage import budget as stored
from storage import items as stored_items
from storage import meetings as stored_meetings
from storage import outcomes as stored_outcomes
from storage.database import Session

MOST_MEETINGS = 12
"""Past meetings that a decision can be tied to."""

OUTSIDE = "outside"
DUE_LENGTH = 150
Deed: TypeAlias = Callable[["Weighed"], Step | Moved]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """What a decision is made of: the sheet with its books, the form, where it was decided, and who decides."""

    found: Folder
    submission: Submission
    place: Place
    scales: Scales
    there: budget.Balances
    by: Person
    desk: Desk

    @property
    def sheet(self) -> Sheet:
        """The sheet as it is now."""
        return self.found.sheet

    @property
    def today(self) -> date:
        """The body's wall day."""
        return self.found.here.today

    @property
    def reason(self) -> str:
        """*Reden*."""
        return self.submission.text("reason")


def asker(name: str) -> Callable[..., None]:
    """What the button of a decision does: the modal `budget/<name>` with what is known."""

    def ask(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
        with desk.sessions.read() as db:
            found = books.folder(db, action.id, within=me, now=desk.now())
            budget.must_decide(found.sheet, by=me)
            facts = _facts(db, found, words=reply.words)
        reply.open(f"budget/{name}", **facts)

    return ask


def taker(name: str, deed: Deed) -> Callable[..., None]:
    """What the modal of a decision does when it was sent."""

    def take(submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
        try:
            with desk.sessions.begin() as db:
                sheet = _decide(db, deed, submission, me=me, desk=desk)
                after = books.folder(db, sheet.id, within=me, now=desk.now())
        except Overspent as short:
            with desk.sessions.read() as db:
                found = books.folder(db, submission.id("sheet"), within=me, now=desk.now())
                facts = _facts(db, found, words=reply.words, submission=submission, short=short)
            return reply.update(f"budget/{name}", **facts)
        return reply.done(_done(reply.words, after))

    return take


def _decide(db: Session, deed: Deed, submission: Submission, *, me: Person, desk: Desk) -> Sheet:
    before = stored.get(db, submission.id("sheet"), within=me)
    to = submission.choice("to_year")
    years = {before.plan_year, int(to)} if to else {before.plan_year}
    for year in sorted(years):
        stored.hold_year(db, before.body, year)
    found = books.folder(db, before.id, within=me, now=desk.now())
    if submission.id("turn") != found.sheet.turn:
        raise Refusal(STALE)
    there = stored.balances_of(db, before.body, max(years), min(years))
    made = deed(
        Weighed(
            found=found,
            submission=submission,
            place=_place(db, found.sheet, submission, me=me),
            scales=Scales(held=found.held, year=found.year, confirmed=_confirmed(submission)),
            there=there[int(to)] if to else found.year,
            by=me,
            desk=desk,
        )
    )
    if isinstance(made, Moved):
        return keep.move(db, made, was=found.sheet, here=found.here, by=me, now=desk.now())
    return keep.step(db, made, was=found.sheet, here=found.here, by=me, now=desk.now())


def _place(db: Session, sheet: Sheet, submission: Submission, *, me: Person) -> Place:
    chosen = submission.choice("meeting")
    how = submission.text("how") or submission.text("reason")
    if not chosen or chosen == OUTSIDE:
        return Place(reason=how)
    meeting = stored_meetings.get(db, int(chosen), within=me)
    on = _meeting_with(db, sheet, workspace=me.workspace)
    return Place(meeting=meeting, item=sheet.item if on == meeting.id else None)


def _meeting_with(db: Session, sheet: Sheet, *, workspace: int) -> int | None:
    """The meeting with the sheet's point on its agenda."""
    return stored_items.load(db, sheet.item, workspace=workspace).meeting if sheet.item is not None else None


def _confirmed(submission: Submission) -> int | None:
    return submission.id("short") if submission.choices("sure") else None


def principle(on: Weighed) -> Step:
    """**Principieel akkoord**."""
    return budget.agree_in_principle(
        on.sheet,
        cents=form.whole(on.submission, "amount"),
        terms=_terms(on, due=True),
        place=on.place,
        scales=on.scales,
        by=on.by,
        now=on.desk.now(),
        today=on.today,
    )


def approve(on: Weighed) -> Step:
    """**Goedgekeurd**."""
    return budget.approve(
        on.sheet,
        cents=form.whole(on.submission, "amount"),
        terms=_terms(on, due=False),
        place=on.place,
        scales=on.scales,
        by=on.by,
        now=on.desk.now(),
        today=on.today,
    )


def elaborate(on: Weighed) -> Step:
    """**Verder uit te werken**."""
    return budget.elaborate(
        on.sheet, reason=on.reason, place=on.place, scales=on.scales, by=on.by, now=on.desk.now(), today=on.today
    )


def refuse(on: Weighed) -> Step:
    """**Geweigerd**."""
    return budget.refuse(
        on.sheet, reason=on.reason, place=on.place, scales=on.scales, by=on.by, now=on.desk.now(), today=on.today
    )


def release(on: Weighed) -> Step:
    """**Vrijgegeven**."""
    return budget.release(
        on.sheet, reason=on.reason, place=on.place, scales=on.scales, by=on.by, now=on.desk.now(), today=on.today
    )


def move(on: Weighed) -> Moved:
    """**Verschuiven naar jaar**."""
    return budget.move(
        on.sheet,
        to=int(on.submission.choice("to_year") or 0),
        reason=on.reason,
        place=on.place,
        scales=on.scales,
        there=on.there,
        by=on.by,
        now=on.desk.now(),
        today=on.today,
    )


def settle(on: Weighed) -> Step:
    """**Afgerekend**."""
    return budget.settle(
        on.sheet,
        cost=form.whole(on.submission, "cost"),
        paid=form.whole(on.submission, "paid"),
        heads=on.submission.number("heads"),
        scales=on.scales,
        by=on.by,
        now=on.desk.now(),
    )


def correct(on: Weighed) -> Step:
    """**Corrigeer**."""
    return budget.correct(
        on.sheet, history=on.found.history, reason=on.reason, scales=on.scales, by=on.by, now=on.desk.now()
    )


def _terms(on: Weighed, *, due: bool) -> Terms:
    terms = Terms(
        condition=on.submission.text("condition"),
        fee=form.cents(on.submission, "fee"),
        cap=form.whole(on.submission, "cap"),
    )
    phrase = texts.short_enough(texts.line(on.submission.text("due")), most=DUE_LENGTH, about="due") if due else ""
    if not phrase:
        return terms
    reading = moments.read(phrase, now=on.desk.now(), zone=on.found.here.body.zone, meetings=on.found.here.meetings)
    match reading:
        case moments.Point(day=day) | moments.Until(last=day):
            return replace(terms, due=day, due_phrase=phrase)
        case moments.Range(first=first, last=last):
            return replace(terms, due=last, due_from=first, due_phrase=phrase)
        case moments.AtNextMeeting(meeting=meeting) if meeting.day is not None:
            return replace(terms, due=meeting.day, due_phrase=phrase)
        case moments.NotADate():
            raise moments.refusal(reading, about="due")
    raise Refusal(
        N_(
            "Ik weet niet tegen wanneer dat is. Typ een dag of een periode, "
            "bijvoorbeeld «15 oktober» of «september/oktober»."
        ),
        about="due",
    )


def _facts(
    db: Session,
    found: Folder,
    *,
    words: Words,
    submission: Submission | None = None,
    short: Overspent | None = None,
) -> dict[str, Any]:
    """What the modal of any decision shows; each template takes what it needs."""
    sheet, here = found.sheet, found.here
    held = _held(db, found)
    on = _meeting_with(db, sheet, workspace=here.body.workspace)
    # The meeting that probably decided: the one with the sheet's point, or else the last one.
    meeting = next((each for each in held if each.id == on), held[0] if held else None)
    this = here.today.year
    years = [year for year in range(min(this, sheet.plan_year) - 1, max(this, sheet.plan_year) + 4)]
    typed = submission or Submission(values={}, metadata={}, inputs=())
    chosen = typed.choice("meeting") or (str(meeting.id) if meeting else OUTSIDE)
    return {
        "sheet": sheet.id,
        "turn": sheet.turn,
        "title": sheet.title,
        "stands": speech.stands(words, sheet, found.held),
        "asked": speech.amount(words, sheet.ask, sheet.heads),
        "year": str(sheet.plan_year),
        "free": words.money(found.year.free) if found.year.is_set else None,
        "outcome": _outcome(db, words, sheet, on),
        "meetings": [kit.Choice(each.id, speech_items.meeting(words, each)) for each in held]
        + [kit.Choice(OUTSIDE, words.say("Buiten een vergadering"))],
        "decided_on": chosen,
        "how": typed.text("how"),
        "amount": typed.text("amount") if submission else _amount(sheet, found),
        "condition": typed.text("condition") if submission else sheet.terms.condition,
        "fee": typed.text("fee") if submission else _money(sheet.terms.fee),
        "cap": typed.text("cap") if submission else _money(sheet.terms.cap),
        "due": typed.text("due") if submission else sheet.terms.due_phrase,
        "reason": typed.text("reason"),
        "years": [kit.Choice(year, str(year)) for year in years if year != sheet.plan_year],
        "to_year": typed.choice("to_year") or str(max(this, sheet.plan_year) + 1),
        "cost": typed.text("cost"),
        "paid": typed.text("paid"),
        "heads": typed.text("heads") or (str(sheet.heads) if sheet.heads is not None else ""),
        "terms": speech.terms(words, sheet.terms),
        "lacking": short.shortage if short else None,
        "warning": words.say(short.sentence, **short.facts) if short else None,
        "shortage": words.money(short.shortage) if short else None,
    }


def _held(db: Session, found: Folder) -> list[Meeting]:
    """The meetings that can have decided, the last one first: today's too."""
    today = found.here.today
    before = stored_meetings.past(db, found.sheet.body, today=today, most=MOST_MEETINGS)
    now = [meeting for meeting in found.here.meetings if meeting.day == today]
    return [meeting for meeting in (*now, *before) if meeting.day is not None and meeting.state is not State.CANCELLED]


def _outcome(db: Session, words: Words, sheet: Sheet, on: int | None) -> Sentence | None:
    """What the meeting decided on the sheet's point, as it was noted there: principle is not approval."""
    noted = stored_outcomes.of_meeting(db, on).get(sheet.item or 0) if on is not None else None
    return speech_outcomes.kinds(words, noted) if noted is not None else None


def _amount(sheet: Sheet, found: Folder) -> str:
    """The amount that stands ready: what was asked last, or else what the sheet holds."""
    known = sheet.total if sheet.total is not None else (found.held.reserved or found.held.committed or None)
    return _money(known)


def _money(cents: int | None) -> str:
    return "" if cents is None else form.spoken(cents)


def _done(words: Words, after: Folder) -> Sentence:
    stands = speech.stands(words, after.sheet, after.held)
    year = str(after.sheet.plan_year)
    if not after.year.is_set:
        return words.say("«{title}» in {year}: {stands}.", title=after.sheet.title, year=year, stands=stands)
    return words.say(
        "«{title}»: {stands}. In {year} is er nog {free} vrij.",
        title=after.sheet.title,
        stands=stands,
        year=year,
        free=words.money(after.year.free),
    )
