"""One's own candidacy: answering a nomination, another motivation, withdrawing."""

from bot import candidacies as rules
from bot import texts
from bot.people import Person
from handlers.candidacies import keep
from handlers.candidacies.slate import of_candidacy
from handlers.desk import Desk
from handlers.payload import Action, Submission
from handlers.reply import Reply


def accept(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Ik aanvaard**, by the nominee, or noted by the support officer."""
    _answer(action, accepts=True, me=me, desk=desk, reply=reply)


def decline(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Ik bedank**, likewise."""
    _answer(action, accepts=False, me=me, desk=desk, reply=reply)


def ask_reword(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Motivatie wijzigen**: the form with what was written."""
    with desk.sessions.read() as db:
        here = of_candidacy(db, action.id, within=me, now=desk.now())
    candidacy = here.find(action.id)
    rules.reword(candidacy, candidacy.motivation, by=me)
    reply.open(
        "candidacies/reword",
        candidacy=candidacy.id,
        title=here.call.title,
        motivation=candidacy.motivation,
        most=texts.EXPLANATION_LENGTH,
    )


def reword(submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """The form was sent."""
    with desk.sessions.begin() as db:
        here = of_candidacy(db, submission.id("candidacy"), within=me, now=desk.now(), hold=True)
        candidacy = here.find(submission.id("candidacy"))
        changed = rules.reword(candidacy, submission.text("motivation"), by=me)
        keep.save(db, here, changed, was=candidacy, deed="candidacies.reword", by=me, now=desk.now())


def withdraw(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Intrekken**, until the vote opens."""
    with desk.sessions.begin() as db:
        here = of_candidacy(db, action.id, within=me, now=desk.now(), hold=True)
        candidacy = here.find(action.id)
        gone = rules.withdraw(candidacy, by=me)
        keep.save(db, here, gone, was=candidacy, deed="candidacies.withdraw", by=me, now=desk.now())
    reply.say("De kandidatuur voor «{title}» is ingetrokken, en de motivatie is gewist.", title=here.call.title)


def _answer(action: Action, *, accepts: bool, me: Person, desk: Desk, reply: Reply) -> None:
    with desk.sessions.begin() as db:
        here = of_candidacy(db, action.id, within=me, now=desk.now(), hold=True)
        candidacy = here.find(action.id)
        answered = rules.answer(candidacy, here.call, accepts=accepts, by=me, today=here.today)
        deed = "candidacies.accept" if accepts else "candidacies.decline"
        keep.save(db, here, answered, was=candidacy, deed=deed, by=me, now=desk.now())
    if accepts:
        reply.say("Genoteerd: kandidaat voor «{title}». Wie voordroeg, hoort het ook.", title=here.call.title)
    else:
        reply.say("Genoteerd: geen kandidaat voor «{title}». Wie voordroeg, hoort het ook.", title=here.call.title)
