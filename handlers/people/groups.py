"""**Werkgroepen**: the groups of a body, and who has a place in each."""

from typing import Any

from bot import groups, names
from bot.errors import N_, Refusal
from bot.groups import Group, Kind
from bot.people import May, Person
from handlers import kit
from handlers.desk import Desk
from handlers.payload import Action, Submission
from handlers.people import choose, keep, speech
from handlers.people.circle import Circle, circle
from handlers.reply import Reply
from handlers.words import Words
from storage import audit, bodies
from storage import mandates as stored
from storage.database import Session

PAGE = 14
"""Groups on one page: each takes three blocks of the fifty a message has."""

MOST_MEMBERS = 100
"""People in one group: what the field takes."""


def show(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """The groups of a body; every member may know who sits where."""
    body, _, skip = action.value.partition(":")
    first = int(skip) if skip.isdigit() else 0
    me.must_be_allowed(May.READ, in_=int(body) if body.isdigit() else 0)
    with desk.sessions.read() as db:
        here = circle(db, int(body), within=me, now=desk.now())
        found = stored.groups(db, here.body.id)
    reply.show(
        "people/groups",
        body=here.body.id,
        body_name=here.body.name,
        groups=[_facts(reply.words, group, here) for group in found[first : first + PAGE]],
        more=f"{here.body.id}:{first + PAGE}" if len(found) > first + PAGE else None,
        may_manage=me.may(May.MANAGE_MEMBERS, in_=here.body.id),
    )


def ask_add(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Groep toevoegen**: the empty form."""
    me.must_be_allowed(May.MANAGE_MEMBERS, in_=action.id)
    reply.open("people/group", **_form(reply.words, body=action.id, group=None, members=[]))


def ask_change(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Wijzig**: the form with who sits in the group today."""
    body, _, id_ = action.value.partition(":")
    if not (body.isdigit() and id_.isdigit()):
        raise Refusal(N_("Dit is verouderd. Open de ledenlijst opnieuw met /iroj leden."))
    me.must_be_allowed(May.MANAGE_MEMBERS, in_=int(body))
    with desk.sessions.read() as db:
        here = circle(db, int(body), within=me, now=desk.now())
        group = stored.group(db, int(id_), body=int(body))
    sitting = [kit.Choice(member, here.name(member)) for member in _members(group, here)]
    reply.open("people/group", **_form(reply.words, body=int(body), group=group, members=sitting))


def submit(submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """The form was sent: the group is made or renamed, and has exactly these members from today."""
    body, id_ = submission.id("body"), submission.id("group")
    name, kind = submission.text("name"), _kind(submission)
    with desk.sessions.begin() as db:
        me.must_be_allowed(May.MANAGE_MEMBERS, in_=body)
        bodies.hold(db, body)
        group = _kept(db, id_, name, kind, body=body, me=me)
        members = [_member(db, each, body=body, desk=desk) for each in submission.choices("members")]
        here = circle(db, body, within=me, now=desk.now())
        changed = groups.populate(group, members, by=me, today=here.today, known=here.mandates)
        keep.put(db, changed, deed="people.group", by=me, now=desk.now())
        audit.note(db, "people.group", by=me, body=body, noun="group", id_=group.id, now=desk.now())
    reply.done(
        reply.words.count(
            "{name} is bewaard, met {n} lid.", "{name} is bewaard, met {n} leden.", len(set(members)), name=group.name
        )
    )


def _kept(db: Session, id_: int, name: str, kind: Kind, *, body: int, me: Person) -> Group:
    if id_ == 0:
        group = groups.found(name, kind, body=body, by=me)
        return stored.group(db, stored.add_group(db, group), body=body)
    group = groups.rename(stored.group(db, id_, body=body), name, kind, by=me)
    stored.save_group(db, group)
    return group


def _member(db: Session, value: str, *, body: int, desk: Desk) -> int:
    chosen = choose.read(value, about="members")
    member = keep.person(db, chosen, body=body, about="members", now=desk.now())
    if member is None:
        raise Refusal(N_("Kies iemand uit de lijst."), about="members")
    return member


def _kind(submission: Submission) -> Kind:
    chosen = submission.choice("kind")
    if chosen not in set(Kind):
        raise Refusal(N_("Kies een soort."), about="kind")
    return Kind(chosen)


def _members(group: Group, here: Circle) -> list[int]:
    """Who sits in the group today, by name."""
    sitting = {each.mandate.member for each in here.places if each.mandate.group == group.id}
    return sorted(sitting, key=lambda member: names.fold(here.name(member)))[:MOST_MEMBERS]


def _facts(words: Words, group: Group, here: Circle) -> dict[str, Any]:
    members = [here.name(member) for member in _members(group, here)]
    return {
        "value": f"{group.body}:{group.id}",
        "name": group.name,
        "kind": words.say(speech.GROUPS[group.kind]),
        "members": words.join(members) if members else None,
    }


def _form(words: Words, *, body: int, group: Group | None, members: list[kit.Choice]) -> dict[str, Any]:
    return {
        "body": body,
        "group": group.id if group else 0,
        "name": group.name if group else "",
        "kinds": [kit.Choice(kind.value, words.say(label)) for kind, label in speech.GROUPS.items()],
        "kind": (group.kind if group else Kind.WORKING_GROUP).value,
        "members": members,
    }
