"""Working groups of a body: smaller circles that prepare or steer something, with members of their own."""

from dataclasses import dataclass
from enum import StrEnum

from bot import texts
from bot.errors import N_, Refusal
from bot.people import May, Person

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


def _name(text: str) -> str:
    clean = texts.line(text)
    if not clean:
        raise Refusal(N_("Geef de groep een naam."), about="name")
    return texts.short_enough(clean, most=NAME_LENGTH, about="name")
