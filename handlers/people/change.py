"""What happens to a mandate in time: replaced for a while, back, succeeded, ended, paired in a tandem."""

from dataclasses import replace as replaced
from typing import Any

from bot import mandates
from bot.errors import N_, Refusal
from bot.mandates import Mandate
from bot.people import Person, Role
from handlers import kit
from handlers.desk import Desk
from handlers.payload import Action, Submission
from handlers.people import ask, choose, keep, saved, speech
from handlers.people.appoint import find, held, must_be_living
from handlers.people.circle import Circle, circle
from handlers.reply import Reply
from storage import audit
from storage import mandates as stored
from storage import people as stored_people
from storage.database import Session
from storage.people import Member

MOST_PARTNERS = 100
"""Options that Slack takes in one select."""


def ask_replace(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Vervanging**: who takes the mandate over, from when to when; with what is noted already."""
    mandate, here = _of(action, me, desk)
    open_replace(mandate, here, reply)


def open_replace(mandate: Mandate, here: Circle, reply: Reply, *, named: Member | None = None) -> None:
    """The form of a replacement, perhaps with somebody who was named for it."""
    noted = here.replacements_of(mandate.id)[:1]
    member = named or (here.members.get(noted[0].member or 0) if noted else None)
    reply.open(
        "people/replace",
        **_about(mandate, here, reply),
        member=choose.of_member(member),
        first=noted[0].valid_from if noted else here.today,
        last=noted[0].valid_until if noted else None,
    )


def replace(submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """The form was sent; without a name the place waits for one."""
    first, last = submission.day("first"), submission.day("last")
    chosen = choose.chosen(submission, "member")
    if first is None:
        raise Refusal(N_("Kies de eerste dag van de vervanging."), about="first")
    with desk.sessions.begin() as db:
        mandate = held(db, submission.id("mandate"), me=me)
        here = circle(db, mandate.body, within=me, now=desk.now())
        member = keep.person(db, chosen, body=mandate.body, about="member", now=desk.now())
        everything = stored.of_body(db, mandate.body, since=first), stored.replacements(db, mandate.body, since=first)
        busy = (
            mandates.in_charge(member, first=first, last=last, mandates=everything[0], replacements=everything[1])
            if member is not None
            else []
        )
        changed = mandates.stand_in(
            mandate,
            member=member,
            first=first,
            last=last,
            by=me,
            known=stored.replacements_of(db, mandate.id),
            busy=busy,
        )
        stored.put_replacements(db, changed)
        here = _noted(db, "people.replace", mandate, me=me, desk=desk)
    name = here.name(mandate.member)
    if member is None:
        done = reply.words.say(
            ":white_check_mark: *{name}* wordt vervangen vanaf {first}; door wie is nog niet gekend.",
            name=name,
            first=first,
        )
    else:
        done = reply.words.say(":white_check_mark: De vervanging van *{name}* is genoteerd.", name=name)
    saved.show(reply, done, [mandate.id], here, me=me)


def ask_back(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Terug**: from which day the replaced member sits again."""
    mandate, here = _of(action, me, desk)
    noted = here.replacements_of(mandate.id)
    if not noted:
        raise Refusal(N_("Dit lid wordt niet (meer) vervangen."))
    told = speech.replaced(reply.words, noted[0], here)
    reply.open("people/back", **_about(mandate, here, reply), told=told, back=here.today)


def back(submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """The day of return was chosen; the replacement ends the day before."""
    day = submission.day("back")
    if day is None:
        raise Refusal(N_("Kies de dag waarop het lid terug is."), about="back")
    with desk.sessions.begin() as db:
        mandate = held(db, submission.id("mandate"), me=me)
        here = circle(db, mandate.body, within=me, now=desk.now())
        noted = here.replacements_of(mandate.id)
        if not noted:
            raise Refusal(N_("Dit lid wordt niet (meer) vervangen."), about="back")
        stored.put_replacements(db, [mandates.come_back(noted[0], back=day, by=me, body=mandate.body)])
        here = _noted(db, "people.back", mandate, me=me, desk=desk)
    done = reply.words.say(
        ":white_check_mark: *{name}* zetelt opnieuw vanaf {day}.", name=here.name(mandate.member), day=day
    )
    saved.show(reply, done, [mandate.id], here, me=me)


def ask_succeed(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Opvolging**: who takes the mandate over for good, from when."""
    mandate, here = _of(action, me, desk)
    open_succeed(mandate, here, reply)


def open_succeed(mandate: Mandate, here: Circle, reply: Reply, *, named: Member | None = None) -> None:
    """The form of a succession, perhaps with somebody who was named for it."""
    last = mandate.valid_until
    reply.open(
        "people/succeed",
        **_about(mandate, here, reply),
        member=choose.of_member(named),
        valid_from=here.today if last is None else max(here.today, last + mandates.DAY),
    )


def succeed(submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """The form was sent; without a name the place is open until there is one."""
    from_, chosen = submission.day("valid_from"), choose.chosen(submission, "member")
    if from_ is None:
        raise Refusal(N_("Kies de dag vanaf wanneer."), about="valid_from")
    with desk.sessions.begin() as db:
        mandate = held(db, submission.id("mandate"), me=me)
        member = keep.person(db, chosen, body=mandate.body, about="member", now=desk.now())
        known = stored.successors(db, mandate.id, body=mandate.body)
        if member is not None:
            known += stored.of_members(db, [member], body=mandate.body)
        done = mandates.succeed(mandate, member=member, from_=from_, by=me, known=known)
        changed = [done.before, *([done.after] if done.after else [])]
        here = circle(db, mandate.body, within=me, now=desk.now())
        mandates.must_leave_support(mandate, changed, here.mandates, today=here.today)
        ids = keep.put(db, changed, deed="people.succeed", by=me, now=desk.now())
        here = circle(db, mandate.body, within=me, now=desk.now())
        ask.plan(db, here, ids, now=desk.now())
        before = stored_people.get(db, mandate.member, body=mandate.body).name
    told = (
        reply.words.say(
            ":white_check_mark: *{name}* volgt {before} op vanaf {day}.",
            name=here.name(done.after.member),
            before=before,
            day=from_,
        )
        if done.after
        else reply.words.say(
            ":white_check_mark: De plaats van *{before}* is open vanaf {day}: een opvolger is nog aan te duiden.",
            before=before,
            day=from_,
        )
    )
    saved.show(reply, told, ids, here, me=me)


def ask_end(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Einde mandaat**: the last day."""
    mandate, here = _of(action, me, desk)
    last = mandate.valid_until or here.today
    reply.open("people/end", **_about(mandate, here, reply), last=last, waits=mandate.awaits_successor)


def end(submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """The last day was chosen; nobody follows."""
    last = submission.day("last")
    if last is None:
        raise Refusal(N_("Kies de laatste dag van het mandaat."), about="last")
    with desk.sessions.begin() as db:
        mandate = held(db, submission.id("mandate"), me=me)
        ended = mandates.end(mandate, last=last, by=me)
        here = circle(db, mandate.body, within=me, now=desk.now())
        mandates.must_leave_support(mandate, [ended], here.mandates, today=here.today)
        ids = keep.put(db, [ended], deed="people.end", by=me, now=desk.now())
        here = circle(db, mandate.body, within=me, now=desk.now())
        name = stored_people.get(db, mandate.member, body=mandate.body).name
    done = reply.words.say(
        ":white_check_mark: Het mandaat van *{name}* eindigt op {day}.", name=name, day=ended.valid_until or last
    )
    saved.show(reply, done, ids, here, me=me)


def ask_tandem(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Tandem**: with whom the voice is shared."""
    mandate, here = _of(action, me, desk)
    partners = [kit.Choice(each.id, here.name(each.member)) for each in _partners(mandate, here)]
    if not partners:
        raise Refusal(N_("Er is geen andere cliëntvertegenwoordiger om een tandem mee te vormen."))
    now = mandate.tandem if mandate.tandem in {each.value for each in partners} else None
    reply.open("people/tandem", **_about(mandate, here, reply), partners=partners, partner=now)


def tandem(submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """The other one of the tandem was chosen, or nobody any more: the voice belongs to the other's mandate."""
    chosen = submission.choice("partner")
    with desk.sessions.begin() as db:
        mandate = held(db, submission.id("mandate"), me=me)
        here = circle(db, mandate.body, within=me, now=desk.now())
        partner = int(chosen) if chosen else None
        if partner is not None and partner not in {each.id for each in _partners(mandate, here)}:
            raise Refusal(N_("Kies een cliëntvertegenwoordiger van dit overlegorgaan."), about="partner")
        paired = replaced(mandate, tandem=partner)
        ids = keep.put(db, [paired], deed="people.tandem", by=me, now=desk.now())
        here = circle(db, mandate.body, within=me, now=desk.now())
    saved.show(reply, reply.words.say(":white_check_mark: De tandem is bewaard."), ids, here, me=me)


def _partners(mandate: Mandate, here: Circle) -> list[Mandate]:
    """With whom a tandem can be: who represents clients too, and does not follow somebody else already."""
    return [
        each
        for each in here.in_order
        if each.role is Role.CLIENT_REPRESENTATIVE and each.member != mandate.member and each.tandem is None
    ][:MOST_PARTNERS]


def _of(action: Action, me: Person, desk: Desk) -> tuple[Mandate, Circle]:
    """The mandate of a button, and everybody around it."""
    with desk.sessions.read() as db:
        mandate = find(db, action.id, me=me)
        here = circle(db, mandate.body, within=me, now=desk.now())
    must_be_living(mandate, here)
    return mandate, here


def _about(mandate: Mandate, here: Circle, reply: Reply) -> dict[str, Any]:
    """What every form about a mandate shows."""
    return {
        "body": mandate.body,
        "mandate": mandate.id,
        "name": here.name(mandate.member),
        "about": speech.about(reply.words, mandate, here),
    }


def _noted(db: Session, deed: str, mandate: Mandate, *, me: Person, desk: Desk) -> Circle:
    """Note the deed, ask what is missing now, and give the circle as it stands."""
    keep.attendance_follows(db, mandate.body, by=me, now=desk.now())
    audit.note(db, deed, by=me, body=mandate.body, noun="mandate", id_=mandate.id, now=desk.now())
    here = circle(db, mandate.body, within=me, now=desk.now())
    ask.plan(db, here, [mandate.id], now=desk.now())
    return here
