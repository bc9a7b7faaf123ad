"""Whether somebody who is written down is somebody we know: by Slack user, by address, or by name and organisation."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from bot.errors import N_, Refusal
from bot.names import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """Somebody as written in a form or on a line of a file; what is not known is empty."""

    name: str
    slack_user: str | None = None
    email: str = ""
    organisation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Somebody of the body; `organisations` are folded names of all they ever sat for."""

    id: int
    name: str
    slack_user: str | None = None
    email: str = ""
    organisations: frozenset[str] = frozenset()


class Register:
    """The people of a body, to look cards up in. Looking up costs the same for ten people as for ten thousand."""

    def __init__(self, people: Iterable[Known] = ()) -> None:
        self._people: dict[int, Known] = {}
        self._by_user: dict[str, int] = {}
        self._by_email: dict[str, set[int]] = defaultdict(set)
        self._by_name: dict[str, set[int]] = defaultdict(set)
        for person in people:
            self.add(person)

    def add(self, person: Known) -> None:
        """Somebody is known from now on, instead of what was known of them."""
        was = self._people.get(person.id)
        if was is not None:
            self._by_email[was.email.casefold()].discard(was.id)
            self._by_name[_any_order(was.name)].discard(was.id)
        self._people[person.id] = person
        if person.slack_user:
            self._by_user[person.slack_user] = person.id
        if person.email:
            self._by_email[person.email.casefold()].add(person.id)
        self._by_name[_any_order(person.name)].add(person.id)

    def find(self, card: Card) -> Known | None:
        """The person that a card is about, None for somebody new.

        The Slack user decides, then the address together with the name, then the name with the organisation. A name
        alone is enough while one person has it. Raises `Refusal` about `name` when it may be more than one.
        """
        if card.slack_user and card.slack_user in self._by_user:
            return self._people[self._by_user[card.slack_user]]
        named = [person for person in self._called(_any_order(card.name)) if _may_be(person, card)]
        if card.email:
            exact = [person for person in named if person.email.casefold() == card.email.casefold()]
            if len(exact) == 1:
                return exact[0]
        organisation = fold(card.organisation)
        if organisation:
            there = [person for person in named if organisation in person.organisations]
            named = there or [person for person in named if not person.organisations]
        if len(named) > 1:
            raise Refusal(
                N_("Er zijn er {count} met de naam {name}. Vul ook de organisatie of het e-mailadres in."),
                about="name",
                count=len(named),
                name=card.name,
            )
        return named[0] if named else None

    def named(self, name: str) -> list[Known]:
        """Everybody of this name, or with this address."""
        by_email = self._by_email.get(name.strip().casefold())
        return [self._people[id_] for id_ in sorted(by_email)] if by_email else self._called(_any_order(name))

    def _called(self, key: str) -> list[Known]:
        return [self._people[id_] for id_ in sorted(self._by_name.get(key, ()))]


def _may_be(person: Known, card: Card) -> bool:
    """Whether nothing says that these are two people of one name."""
    other_user = bool(person.slack_user and card.slack_user and person.slack_user != card.slack_user)
    other_email = bool(person.email and card.email and person.email.casefold() != card.email.casefold())
    return not other_user and not other_email


def _any_order(name: str) -> str:
    return " ".join(sorted(fold(name).split()))
