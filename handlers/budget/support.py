"""What is asked beside money, a room or invitations, becomes a follow-up with one press."""

from bot.budget import Sheet, Support
from bot.errors import N_, Refusal
from bot.followups import Due, DueKind, Origin, Source, Wanted
from bot.people import May, Person
from handlers.budget import show
from handlers.desk import Desk
from handlers.followups import keep as keep_followups
from handlers.payload import Action
from handlers.reply import Reply
from handlers.words import words_of
from storage import bodies
from storage import budget as stored


def take_up(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Maak opvolgpunt**: for nobody yet, before the event. The value is "sheet:support"."""
    sheet, _, support = action.value.partition(":")
    if not sheet.isdigit() or not support.isdigit():
        raise Refusal(N_("Dit is verouderd. Open het opnieuw met /budget."))
    with desk.sessions.begin() as db:
        found = stored.get(db, int(sheet), within=me, hold=True)
        me.must_be_allowed(May.CREATE_FOLLOW_UP, in_=found.body)
        task = _task(found, int(support))
        body = bodies.get(db, found.body, within=me)
        words = words_of(body.rules.language, body.zone)
        made = keep_followups.make(
            db,
            Wanted(
                text=words.say("{task} (voor «{title}»)", task=task.text, title=found.title).plain,
                due=_due(found),
                source=Source(item=found.item),
                origin=Origin.BUDGET,
                origin_id=task.id,
            ),
            body=found.body,
            by=me,
            now=desk.now(),
        )
        stored.take_up(db, task.id, sheet=found.id, follow_up=made.id)
    show.show_sheet(found.id, me=me, desk=desk, reply=reply, instead=True)


def _task(sheet: Sheet, support: int) -> Support:
    task = next((each for each in sheet.support if each.id == support), None)
    if task is None:
        raise Refusal(N_("Deze fiche is intussen gewijzigd. Open ze opnieuw met /budget."))
    if task.follow_up is not None:
        raise Refusal(N_("Hiervan is al een opvolgpunt gemaakt."))
    return task


def _due(sheet: Sheet) -> Due:
    if sheet.event is None:
        return Due()
    return Due(kind=DueKind.BEFORE, phrase=sheet.event.isoformat(), last=sheet.event)
