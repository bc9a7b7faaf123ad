"""What an organisation answers to a question about a gap, and how the support officer takes it over."""

from typing import Any

from bot import gaps, mandates, names
from bot.gaps import Kind
from bot.people import Person, Role
from handlers.desk import Desk
from handlers.payload import Action, Submission
from handlers.people import ask, change, keep, speech
from handlers.people.circle import for_clock
from handlers.people.keep import Somebody
from handlers.reply import Reply
from handlers.words import Words
from storage import bodies, outbox
from storage import people as stored_people
from storage.database import Session, now_in
from storage.outbox import Letter


def ask_answer(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Naam doorgeven**: the form in which the organisation names somebody."""
    mandate, kind = ask.asked(action.value)
    with desk.sessions.read() as db:
        here, gap = ask.gap_of(db, mandate, kind, me=me, now=desk.now())
    gaps.must_be_answerable_by(me, gap, here.places)
    reply.open("people/answer", body=here.body.id, gap=ask.value(gap), told=speech.missing(reply.words, gap, here))


def answer(submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """Somebody was named: the support officers get it to take over; nothing else changes yet."""
    name, email = names.full_name(submission.text("name")), names.email(submission.text("email"))
    mandate, kind = ask.asked(str(submission.metadata.get("gap")))
    with desk.sessions.begin() as db:
        here, gap = ask.gap_of(db, mandate, kind, me=me, now=desk.now())
        gaps.must_be_answerable_by(me, gap, here.places)
        somebody = Somebody(name=name, slack_user=None, email=email)
        organisation = gap.mandate.organisation
        named = keep.member_for(db, somebody, body=here.body.id, organisation=organisation, now=desk.now())
        for officer in stored_people.with_roles(db, here.body.id, Role.SUPPORT_OFFICER, today=here.today):
            if officer.slack_user is not None:
                outbox.tell(
                    db,
                    "people/answered",
                    workspace=here.body.workspace,
                    to=outbox.user(officer.slack_user),
                    key=f"people/answered:{gap.key}:{named.id}:{officer.id}",
                    about={"gap": ask.value(gap), "named": named.id, "by": me.member_in(here.body.id)},
                    body=here.body.id,
                )
    reply.done("Dank je. De ondersteuner bevestigt dat {name} dit opneemt.", name=name)


def take_over(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Overnemen**: who was named becomes the substitute; for a successor or a replacement the form asks the days."""
    mandate, kind = ask.asked(action.value)
    named = action.value.rpartition(":")[2]
    with desk.sessions.begin() as db:
        here, gap = ask.gap_of(db, mandate, kind, me=me, now=desk.now())
        member = stored_people.get(db, int(named) if named.isdigit() else 0, body=here.body.id)
        if kind is Kind.SUBSTITUTE:
            bodies.hold(db, here.body.id)
            filled = mandates.name_substitute(gap.mandate, member.id, by=me)
            keep.put(db, [filled], deed="people.substitute", by=me, now=desk.now())
    if kind is Kind.SUBSTITUTE:
        reply.say(
            ":white_check_mark: {substitute} is de vaste plaatsvervanger van {name}.",
            substitute=member.name,
            name=here.name(gap.mandate.member),
        )
    elif kind is Kind.REPLACEMENT:
        change.open_replace(gap.mandate, here, reply, named=member)
    else:
        change.open_succeed(gap.mandate, here, reply, named=member)


def answered(db: Session, letter: Letter, words: Words) -> dict[str, Any] | None:
    """What an organisation answered, to the support officer; nothing once the gap was filled."""
    here = for_clock(db, letter.body or 0, workspace=letter.workspace, now=now_in(db))
    mandate, kind = ask.asked(letter.about["gap"])
    gap = next((each for each in here.gaps if (each.mandate.id, each.kind) == (mandate, kind)), None)
    if gap is None:
        return None
    people = stored_people.names(db, [letter.about["named"], letter.about["by"]], body=here.body.id)
    named = people[letter.about["named"]]
    return {
        "told": speech.missing(words, gap, here),
        "by": people[letter.about["by"]].name,
        "name": named.name,
        "email": named.email,
        "kind": gap.kind.value,
        "answer": f"{letter.about['gap']}:{named.id}",
    }
