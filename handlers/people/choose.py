"""Choosing people, organisations and sectors while typing; who or what is new can be added on the spot."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot import names, texts
from bot.errors import N_, Refusal
from bot.names import fold
from bot.people import May, Person
from handlers import kit
from handlers.desk import Desk
from handlers.payload import Submission
from handlers.reply import Reply
from handlers.words import Words
from storage import mandates as stored
from storage import people as stored_people
from storage.database import Session
from storage.mandates import Label
from storage.people import Member

MOST = 50
"""People offered at once; typing on narrows them down."""

LABEL_LENGTH = 100
_NEW = "new:"


def people(query: str, submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """The people of the body, or somebody new by the name that was typed."""
    body = submission.id("body")
    me.must_be_allowed(May.MANAGE_MEMBERS, in_=body)
    with desk.sessions.read() as db:
        found = stored_people.search(db, body, query, most=MOST)
        offered = choices_of(db, found, body=body)
    same = any(names.same(member.name, query) for member in found)
    reply.options([*offered, *_new(reply.words, query, known=same, most=names.NAME_LENGTH)])


def known(db: Session, query: str, *, body: int) -> list[kit.Choice]:
    """The people of the body who may be meant, for a field of another form."""
    return choices_of(db, stored_people.search(db, body, query, most=MOST), body=body)


def organisations(query: str, submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """The organisations of the body, or a new one."""
    body = submission.id("body")
    me.must_be_allowed(May.MANAGE_MEMBERS, in_=body)
    with desk.sessions.read() as db:
        known = stored.organisations(db, body)
    reply.options(_labels(reply.words, query, known.values()))


def sectors(query: str, submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """The sectors of the body, or a new one."""
    body = submission.id("body")
    me.must_be_allowed(May.MANAGE_MEMBERS, in_=body)
    with desk.sessions.read() as db:
        known = stored.sectors(db, body)
    reply.options(_labels(reply.words, query, known.values()))


def choices_of(db: Session, found: Iterable[Member], *, body: int) -> list[kit.Choice]:
    """People to choose from: two of one name are told apart by their organisation, or else their address."""
    found = list(found)
    labels = stored.organisations(db, body)
    held = stored.of_members(db, [member.id for member in found], body=body)
    sits_for = {each.member: labels[each.organisation].name for each in held if each.organisation is not None}
    keys = [fold(member.name) for member in found]
    return [
        kit.Choice(member.id, _told_apart(member, sits_for.get(member.id), twins=keys.count(key) > 1))
        for member, key in zip(found, keys, strict=True)
    ]


def of_member(member: Member | None) -> kit.Choice | None:
    """Somebody as what stands in a field already."""
    return None if member is None else kit.Choice(member.id, member.name)


def of_label(id_: int | None, name: str) -> kit.Choice | None:
    """An organisation or sector as what stands in a field already."""
    return None if id_ is None else kit.Choice(id_, name)


def _told_apart(member: Member, organisation: str | None, *, twins: bool) -> str:
    apart = organisation or member.email
    return f"{member.name} ({apart})" if twins and apart else member.name


def _labels(words: Words, query: str, known: Iterable[Label]) -> list[kit.Choice]:
    known = list(known)
    fitting = [label for label in known if fold(query) in fold(label.name)]
    same = any(fold(label.name) == fold(query) for label in known)
    return [
        *(kit.Choice(label.id, label.name) for label in fitting[:MOST]),
        *_new(words, query, known=same, most=LABEL_LENGTH),
    ]


def _new(words: Words, query: str, *, known: bool, most: int) -> list[kit.Choice]:
    typed = texts.line(query)
    if known or not any(letter.isalpha() for letter in typed) or len(typed) > most:
        return []
    return [kit.Choice(f"{_NEW}{typed}", typed, words.say("Nieuw: toevoegen"))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What stands in such a field: somebody or something known, or the name of a new one."""

    id: int | None = None
    name: str = ""

    def __bool__(self) -> bool:
        return self.id is not None or bool(self.name)


def chosen(submission: Submission, field: str) -> Chosen:
    """What was chosen in a field. Raises `Refusal` about it for a value that was never offered."""
    value = submission.choice(field)
    return Chosen() if value is None else read(value, about=field)


def read(value: str, *, about: str) -> Chosen:
    """What one option stands for. Raises `Refusal` about the field for a value that was never offered."""
    if value.startswith(_NEW):
        return Chosen(name=texts.line(value.removeprefix(_NEW)))
    if not value.isdigit():
        raise Refusal(N_("Dit is verouderd. Open het opnieuw met /iroj."), about=about)
    return Chosen(id=int(value))
