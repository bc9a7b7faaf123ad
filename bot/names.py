"""Names of people as they are typed: with particles and apostrophes, and told apart when two are called the same."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol, TypeVar

from bot import texts
from bot.errors import N_, Refusal

NAME_LENGTH = 50
EMAIL_LENGTH = 200

_APOSTROPHES = re.compile(r"[’‘ʼʹ`´′']\s?")
_NOT_WORDS = re.compile(r"[\s.,\-‐‑–]+")
_EMAIL = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+")


class Named(Protocol):
    """Somebody who can be found by name or e-mail address."""

    @property
    def name(self) -> str: ...

    @property
    def email(self) -> str: ...


Someone = TypeVar("Someone", bound=Named)


@lru_cache(maxsize=4096)
def fold(name: str) -> str:
    """`name` made comparable: "D’Haene" and "D'haene", "’t Kindt" and "'T KINDT", "Renée" and "Renee" are the same."""
    bare = name if name.isascii() else _without_accents(name)
    return " ".join(_NOT_WORDS.split(_APOSTROPHES.sub("'", bare).casefold())).strip()


def _without_accents(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name)
    return "".join(letter for letter in letters if not unicodedata.category(letter).startswith("M"))


def same(one: str, other: str) -> bool:
    """Whether two names are the same: also "Kindt, Lena" and "Lena Kindt"."""
    return fold(one) == fold(other) or sorted(fold(one).split()) == sorted(fold(other).split())


def fits(query: str, person: Named) -> bool:
    """Whether somebody may be meant by what was typed so far: each word begins a word of the name, or the address."""
    words = fold(query).split()
    parts = fold(person.name).split()
    # "t Kindt" and "Haene" are typed for "'t Kindt" and "D'Haene".
    parts += [part.rpartition("'")[2] for part in parts if "'" in part]
    by_name = all(any(part.startswith(word) for part in parts) for word in words)
    return by_name or (len(words) == 1 and person.email.casefold().startswith(query.strip().casefold()))


def find(text: str, people: Sequence[Someone]) -> list[Someone]:
    """Who is meant by a whole name or address: those called exactly so, or else those it may be; perhaps nobody."""
    text = texts.line(text)
    if is_email(text):
        return [person for person in people if person.email.casefold() == text.casefold()]
    exactly = [person for person in people if same(text, person.name)]
    return exactly or [person for person in people if fold(text) and fits(text, person)]


def is_email(text: str) -> bool:
    """Whether `text` looks like an e-mail address."""
    return _EMAIL.fullmatch(text) is not None


def email(text: str, *, about: str = "email") -> str:
    """An e-mail address in small letters, or "" for nothing. Raises `Refusal` about the field."""
    clean = texts.line(text).casefold().removeprefix("mailto:")
    if clean and not is_email(clean):
        raise Refusal(N_("«{text}» is geen e-mailadres."), about=about, text=clean[:80])
    return texts.short_enough(clean, most=EMAIL_LENGTH, about=about)


def full_name(text: str, *, about: str = "name") -> str:
    """A name of 1 to 50 characters with a letter in it. Raises `Refusal` about the field."""
    clean = texts.line(text)
    if not any(letter.isalpha() for letter in clean):
        raise Refusal(N_("Vul een naam in."), about=about)
    return texts.short_enough(clean, most=NAME_LENGTH, about=about)
