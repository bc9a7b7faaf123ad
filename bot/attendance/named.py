"""Who is named in a line beside its date: a member, or somebody new; what is no name is only counted, never kept."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Protocol

from bot import texts
from bot.errors import N_, Refusal
from bot.names import EMAIL_LENGTH, NAME_LENGTH, Named, fits, fold, is_email

LONGEST_NAME = 6
"""Words in a name."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_GLUE = _words(
    "voor op van de het een vergadering vergaderingen iroj comité overleg plenair plenaire mij me ik ben kom en met "
    "door is dan vervangt vervangen vervanger plaatsvervanger verontschuldigd tot vanaf aanwezig pas"
)
"""Words around a date and a name that say nothing more."""

_PARTICLES = _words("van de den der het ter ten te von da di du del la le 't 's")

_REASONS = _words(
    "ziek ziekte zieke griep koorts corona covid verlof zwangerschap zwangerschapsverlof zwanger moederschap "
    "moederschapsrust bevalling bevallen ouderschapsverlof borstvoeding operatie ziekenhuis dokter arts tandarts "
    "burn out burnout depressie ongeval begrafenis overlijden rouw vakantie reis opleiding afwezig werk kind kinderen "
    "hoge zware lichte wegens omwille want omdat sorry"
)
"""Words that begin a reason and no name, also with a capital."""

_MARKS = '.,;:()!?|«»"-–<>'


class Somebody(Named, Protocol):
    """A member of the body."""

    @property
    def id(self) -> int: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Outsider:
    """Somebody who is not known yet, as typed: a name and perhaps an e-mail address."""

    name: str
    email: str = ""


def outsider(text: str, *, about: str = "outsider") -> Outsider:
    """A name, and perhaps an e-mail address before or behind it; a reason behind it is dropped.

    Raises `Refusal` about the field.
    """
    words = [bare for word in texts.line(text).split() if (bare := word.strip("<>(),;"))]
    addresses = [word for word in words if is_email(word)]
    name = " ".join(takewhile(_begins_no_reason, (word for word in words if not is_email(word))))
    if len(addresses) > 1 or not any(letter.isalpha() for letter in name) or "@" in name:
        raise Refusal(N_("Vul een naam in, eventueel met één e-mailadres: «Jo Claes jo@voorbeeld.be»."), about=about)
    email = addresses[0].casefold() if addresses else ""
    return Outsider(
        name=texts.short_enough(name, most=NAME_LENGTH, about=about),
        email=texts.short_enough(email, most=EMAIL_LENGTH, about=about),
    )


class Register:
    """The people of a body, to find names in a line: what that costs hardly grows with their number."""

    def __init__(self, people: Sequence[Somebody]) -> None:
        self._called: dict[str, list[Somebody]] = defaultdict(list)
        self._having: dict[str, list[Somebody]] = defaultdict(list)
        for each in people:
            parts = fold(each.name).split()
            self._called[_in_any_order(parts)].append(each)
            if each.email:
                self._called[each.email.casefold()].append(each)
            for part in set(parts):
                self._having[part].append(each)

    def behalf(self, words: list[str]) -> tuple[int | None, list[str]]:
        """The member behind "namens", and the words without both. Raises `Refusal` for a name that is nobody's."""
        at = next((place for place, word in enumerate(words) if fold(word) == "namens"), None)
        if at is None:
            return None, words
        for size in range(LONGEST_NAME, 0, -1):
            run = [word.strip(_MARKS) for word in words[at + 1 : at + 1 + size]]
            known = self._known(run) if len(run) == size else None
            if known is not None and known[1] == size:
                return known[0], words[:at] + words[at + 1 + size :]
        raise Refusal(N_("Ik vind niet in wiens naam dit is. Kies het lid in het formulier, onder «Namens»."))

    def named(self, around: Sequence[list[str]]) -> tuple[int | None, Outsider | None, int]:
        """The member, or somebody new, who is named in one of these rows of words; and how many words are left."""
        rows = [_without_glue(words) for words in around]
        total = sum(len(words) for words in rows)
        for words in rows:
            known = self._known(words)
            if known is not None:
                glue = sum(fold(word) in _GLUE for word in words)
                return known[0], None, max(0, total - known[1] - glue)
        for words in rows:
            name = [*takewhile(_may_be_in_name, words)]
            while name and fold(name[-1]) in _PARTICLES:
                name.pop()
            if 1 < len(name) <= LONGEST_NAME and len(" ".join(name)) <= NAME_LENGTH and _is_capital(name[-1]):
                address = [word for word in words[len(name) : len(name) + 1] if is_email(word)]
                return None, outsider(" ".join(name + address)), total - len(name) - len(address)
        return None, None, total

    def _known(self, words: list[str]) -> tuple[int, int] | None:
        """The one member whose name stands in these words, and in how many; the whole name counts before a part."""
        for look in (self._whole, self._partly):
            for run in _runs(words):
                called = look(run)
                if len(called) == 1:
                    return called[0].id, len(run)
        return None

    def _whole(self, run: list[str]) -> list[Somebody]:
        key = run[0].casefold() if len(run) == 1 and is_email(run[0]) else _in_any_order(fold(" ".join(run)).split())
        return self._called.get(key, [])

    def _partly(self, run: list[str]) -> list[Somebody]:
        """Who may be meant by a first or last name in full, alone with its capital or with the rest cut short."""
        first = fold(run[0])
        having = self._having.get(first, [])
        if len(run) == 1:
            is_name = len(run[0]) > 2 and _is_capital(run[0]) and first not in _PARTICLES | _REASONS
            return having if is_name else []
        return [each for each in having if len(set(run)) > 1 and fits(" ".join(run), each)]


def _runs(words: list[str]) -> Iterator[list[str]]:
    """Every run of words that a name may have, the longest first."""
    for size in range(LONGEST_NAME, 0, -1):
        for at in range(len(words) - size + 1):
            yield words[at : at + size]


def _in_any_order(parts: list[str]) -> str:
    return " ".join(sorted(parts))


def _without_glue(words: list[str]) -> list[str]:
    """The words between which a name stands, without what only ties them together at either end."""
    bare = [word for raw in words if (word := raw.strip(_MARKS))]
    while bare and fold(bare[0]) in _GLUE and not _is_capital(bare[0]):
        bare = bare[1:]
    while bare and fold(bare[-1]) in _GLUE:
        bare = bare[:-1]
    return bare


def _begins_no_reason(word: str) -> bool:
    return fold(word) not in _REASONS


def _may_be_in_name(word: str) -> bool:
    return _begins_no_reason(word) and (fold(word) in _PARTICLES or _is_capital(word)) and not is_email(word)


def _is_capital(word: str) -> bool:
    letters = [letter for letter in word if letter.isalpha()]
    has_digit = any(each.isdigit() for each in word)
    return bool(letters) and any(letter.isupper() for letter in letters[:2]) and not has_digit
