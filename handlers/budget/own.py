"""What the requester does with a sheet: changing it, giving the concrete ask, saying that it is right, withdrawing."""

from dataclasses import replace

from bot import budget
from bot.budget import Deed, Oddity, Sheet
from bot.errors import N_, Refusal
from bot.people import Person
from handlers.budget import books, form, keep, show
from handlers.desk import Desk
from handlers.items.board import board
from handlers.payload import Action, Submission
from handlers.reply import Reply
from storage import budget as stored
from storage import people as stored_people
from storage.database import Session

STALE = N_("Iemand heeft deze fiche intussen gewijzigd. Sluit dit venster en open het opnieuw.")


def ask_edit(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Wijzig**: the form with what the sheet holds."""
    with desk.sessions.read() as db:
        facts = _form(db, action.id, me=me, desk=desk, reply=reply)
        budget.must_be_editable(stored.get(db, action.id, within=me), by=me)
    reply.open("budget/edit", **facts.as_facts())


def edit(submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """The form was sent: logged; a sheet that had to be worked out is asked again."""
    with desk.sessions.begin() as db:
        before = seen(db, submission, me=me)
        kept = [attachment for attachment in before.attachments if attachment.file]
        after = budget.edit(before, form.read(submission, kept=kept), by=me)
        _log(db, before, after, Deed.EDITED, me=me, desk=desk)


def ask_concrete(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Concrete vraag**: the form, to fill in the amount that nobody knew."""
    with desk.sessions.read() as db:
        facts = _form(db, action.id, me=me, desk=desk, reply=reply)
        budget.must_take_concrete(stored.get(db, action.id, within=me), by=me)
    if facts.sort == budget.Sort.UNKNOWN:
        facts = replace(facts, sort=None)
    reply.open("budget/concrete", **facts.as_facts())


def concrete(submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """The concrete ask: what was reserved stays as it was until the body decides."""
    with desk.sessions.begin() as db:
        before = seen(db, submission, me=me)
        kept = [attachment for attachment in before.attachments if attachment.file]
        after = budget.concretise(before, form.read(submission, kept=kept), by=me, now=desk.now())
        _log(db, before, after, Deed.CONCRETE, me=me, desk=desk)


def withdraw(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Intrekken**: what was reserved is free again."""
    with desk.sessions.begin() as db:
        year = stored.get(db, action.id, within=me).plan_year
        body = stored.get(db, action.id, within=me).body
        stored.hold_year(db, body, year)
        found = books.folder(db, action.id, within=me, now=desk.now())
        scales = budget.Scales(held=found.held, year=found.year)
        gone = budget.withdraw(found.sheet, scales=scales, by=me, now=desk.now())
        keep.step(db, gone, was=found.sheet, here=found.here, by=me, now=desk.now(), told=False)
    reply.say("«{title}» is ingetrokken.", title=found.sheet.title)


def be_sure(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Klopt zo**: an oddity was looked at. The value is "sheet:oddity"."""
    sheet, _, odd = action.value.partition(":")
    if not sheet.isdigit() or odd not in set(Oddity):
        raise Refusal(N_("Dit is verouderd. Open het opnieuw met /budget."))
    with desk.sessions.begin() as db:
        before = stored.get(db, int(sheet), within=me)
        if odd not in before.sure:
            _log(db, before, budget.be_sure(before, odd, by=me), Deed.SURE, me=me, desk=desk)
    show.show_sheet(int(sheet), me=me, desk=desk, reply=reply, instead=True)


def seen(db: Session, submission: Submission, *, me: Person) -> Sheet:
    """The sheet of a form, as the form showed it. Raises `Refusal` when something happened to it since."""
    sheet = stored.get(db, submission.id("sheet"), within=me)
    if submission.id("turn") != sheet.turn:
        raise Refusal(STALE)
    return sheet


def _log(db: Session, before: Sheet, after: Sheet, deed: Deed, *, me: Person, desk: Desk) -> None:
    if after.requester is not None:
        stored_people.get(db, after.requester, body=after.body)
    here = board(db, before.body, within=me, now=desk.now())
    cents = after.total if deed is Deed.CONCRETE else None
    made = budget.step(before, after, deed, by=me, now=desk.now(), changed=budget.changes(before, after), cents=cents)
    keep.step(db, made, was=before, here=here, by=me, now=desk.now(), told=False)


def _form(db: Session, sheet: int, *, me: Person, desk: Desk, reply: Reply) -> form.Facts:
    found = stored.get(db, sheet, within=me)
    here = board(db, found.body, within=me, now=desk.now())
    names = stored_people.names(db, [found.requester], body=found.body)
    return form.of_sheet(form.empty(here, words=reply.words, year=found.plan_year), found, here, names)
