"""Working groups of a body: smaller circles that prepare or steer something, with members of their own."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from bot import texts
from bot.errors import N_, Refusal
from bot.mandates import DAY, Mandate
from bot.people import May, Person, Role

NAME_LENGTH = 100


class Kind(StrEnum):
    """Soort."""

    WORKING_GROUP = "working_group"
    STEERING_GROUP = "steering_group"
    CORE_GROUP = "core_group"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One group; who has a place in it is a matter of mandates."""

    id: int
    body: int
    kind: Kind
    name: str


def found(name: str, kind: Kind, *, body: int, by: Person) -> Group:
    """A new group, not stored yet (id 0). Raises `Refusal` about `name`."""
    by.must_be_allowed(May.MANAGE_MEMBERS, in_=body)
    return Group(id=0, body=body, kind=kind, name=_name(name))


def rename(group: Group, name: str, kind: Kind, *, by: Person) -> Group:
    """The group with another name or kind. Raises `Refusal` about `name`."""
    by.must_be_allowed(May.MANAGE_MEMBERS, in_=group.body)
    return replace(group, name=_name(name), kind=kind)


def populate(
    group: Group, members: Collection[int], *, by: Person, today: date, known: Iterable[Mandate]
) -> list[Mandate]:
    """The places that change so that exactly `members` sit in the group from today: new ones (id 0) and ended ones.

    `known` are the places in the group that hold today or later. Who sat there before stays in the history.
    """
    by.must_be_allowed(May.MANAGE_MEMBERS, in_=group.body)
    held = {each.member: each for each in known if each.group == group.id and each.overlaps(today, None)}
    ended = [replace(each, valid_until=today - DAY) for member, each in held.items() if member not in members]
    new = [
        Mandate(
            id=0,
            body=group.body,
            member=member,
            role=Role.GROUP_MEMBER,
            has_vote=True,
            group=group.id,
            valid_from=today,
        )
        for member in dict.fromkeys(members)
        if member not in held
    ]
    return ended + new


def _name(text: str) -> str:
    clean = texts.line(text)
    if not clean:
        raise Refusal(N_("Geef de groep een naam."), about="name")
    return texts.short_enough(clean, most=NAME_LENGTH, about="name")
