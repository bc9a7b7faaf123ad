"""What others do with a candidacy: admitting it to the vote, and reading why."""

from bot import candidacies as rules
from bot.errors import N_, Refusal
from bot.people import Person
from handlers.candidacies import keep
from handlers.candidacies.slate import of_candidacy
from handlers.desk import Desk
from handlers.payload import Action
from handlers.reply import Reply


def admit(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Toelaten**, by the chair or the support officer."""
    with desk.sessions.begin() as db:
        here = of_candidacy(db, action.id, within=me, now=desk.now(), hold=True)
        candidacy = here.find(action.id)
        admitted = rules.admit(candidacy, by=me)
        keep.save(db, here, admitted, was=candidacy, deed="candidacies.admit", by=me, now=desk.now())
    reply.say(
        "{name} is toegelaten tot de stemming over «{title}».",
        name=here.member(candidacy.member).name,
        title=here.call.title,
    )


def read(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Motivatie lezen**, by who votes on it, the chair, the support officer and the candidate; never in a channel."""
    with desk.sessions.read() as db:
        here = of_candidacy(db, action.id, within=me, now=desk.now())
    candidacy = here.find(action.id)
    if not here.may_read(candidacy, me):
        raise Refusal(N_("Een motivatie lezen alleen wie erover stemt, de voorzitter en de ondersteuner."))
    reply.open(
        "candidacies/motivation",
        name=here.member(candidacy.member).name,
        title=here.call.title,
        motivation=candidacy.motivation,
    )
