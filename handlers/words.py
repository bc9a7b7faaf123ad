"""Sentences in the reader's own language, with the facts filled in harmlessly."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from string import Formatter
from typing import TypeAlias
from zoneinfo import ZoneInfo

from babel.dates import format_date
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_currency

SOURCE = "nl"
"""The language the sentences are written in."""

LOCALE = Path(__file__).parent / "locale"

_REGIONS = {"nl": "nl_BE", "en": "en_GB"}
_CLOCKS = {"nl": "{day} om {hour}", "en": "{day} at {hour}"}

_LOOKALIKES = {"*": "∗", "_": "ˍ", "~": "∼", "`": "ˋ"}
_MARK_UP = re.compile(r"`|(?<!\w)[*_~]|[*_~](?!\w)")
_SPECIAL = re.compile(r"[&<>*_~`\r\n\u2028\u2029]")
_FOLDED = re.compile(r"\s*[\r\n\u2028\u2029]+\s*")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence twice: `plain` for places without mark-up, `marked` for mrkdwn (already escaped)."""

    plain: str
    marked: str

    def __str__(self) -> str:
        return self.plain


@dataclass(frozen=True, slots=True)
class Mention:
    """A Slack user as a fact: a mention where mark-up works, `name` (or else the id) elsewhere."""

    user: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class ChannelLink:
    """A Slack channel as a fact: a link where mark-up works, `#name` (or else the id) elsewhere."""

    channel: str
    name: str = ""


Fact: TypeAlias = str | int | date | datetime | time | Sentence | Mention | ChannelLink


def escape(text: str) -> str:
    """`text` with the three characters that Slack gives a meaning in mrkdwn made harmless."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def harmless(text: str) -> str:
    """`text` as literal mrkdwn: escaped, on one line, and without working `*`, `_`, `~` or backtick.

    Slack has no escape for its own mark-up, so a character that could work is shown by its lookalike.
    """
    if not _SPECIAL.search(text):
        return text
    return _MARK_UP.sub(lambda found: _LOOKALIKES[found[0]], escape(_FOLDED.sub(" ", text)))


@dataclass(frozen=True, slots=True)
class Words:
    """What one reader is told, in the reader's language and zone. Get it from `words_of`."""

    language: str
    zone: ZoneInfo

    def say(self, source: str, /, **facts: Fact) -> Sentence:
        """The sentence `source` (Dutch, with `{blanks}`), translated and filled in.

        A sentence without translation stays Dutch. Raises `TypeError` for a fact that has no spoken form and
        `KeyError` for a blank without a fact.
        """
        if not facts:
            return _as_written(self.language, source)
        return self._fill(_catalogue(self.language).gettext(source), facts)

    def count(self, singular: str, plural: str, n: int, /, **facts: Fact) -> Sentence:
        """The form of the sentence for `n` things; `{n}` is filled in too."""
        return self._fill(_catalogue(self.language).ngettext(singular, plural, n), {"n": n, **facts})

    def when(self, moment: date | datetime) -> str:
        """ "vrijdag 24 april 2026", and with a time (aware; told in the reader's zone) "… om 9u30"."""
        if not isinstance(moment, datetime):
            return _day(self.language, moment)
        if moment.tzinfo is None:
            raise TypeError("a moment without a zone cannot be told")
        here = moment.astimezone(self.zone)
        return _clock(self.language).format(day=_day(self.language, here.date()), hour=self.hour(here.time()))

    def short_day(self, day: date) -> str:
        """ "do 20 jul", where the year stands beside it."""
        return format_date(day, "EEEEEE d MMM", locale=_region(self.language)).replace(".", "")

    def month(self, first: date) -> str:
        """ "juni 2026", for a month of which the day is not known yet."""
        return format_date(first, "MMMM y", locale=_region(self.language))

    def hour(self, at: time) -> str:
        """ "9u30", and for a whole hour "9u"."""
        if self.language != SOURCE:
            return f"{at.hour}:{at.minute:02}"
        return f"{at.hour}u{at.minute:02}" if at.minute else f"{at.hour}u"

    def money(self, cents: int) -> str:
        """ "€ 1.250,00" for 125000 cents."""
        amount = Decimal(cents) / 100
        return str(format_currency(amount, "EUR", locale=_region(self.language))).replace("\xa0", " ")

    def join(self, facts: Iterable[Fact]) -> Sentence:
        """ "a, b en c"."""
        spoken = [self._spoken(fact) for fact in facts]
        locale = _region(self.language)
        return Sentence(
            plain=format_list([each.plain for each in spoken], locale=locale),
            marked=format_list([each.marked for each in spoken], locale=locale),
        )

    def _fill(self, template: str, facts: dict[str, Fact]) -> Sentence:
        spoken = {name: self._spoken(fact) for name, fact in facts.items()}
        plain, marked = [], []
        for bare, marked_up, blank in _pieces(template):
            plain.append(bare)
            marked.append(marked_up)
            if blank:
                plain.append(spoken[blank].plain)
                marked.append(spoken[blank].marked)
        return Sentence(plain="".join(plain), marked="".join(marked))

    def _spoken(self, fact: Fact) -> Sentence:
        match fact:
            case Sentence():
                return fact
            case Mention(user=user, name=name):
                return Sentence(plain=name or user, marked=f"<@{user}>")
            case ChannelLink(channel=channel, name=name):
                return Sentence(plain=f"#{name}" if name else channel, marked=f"<#{channel}>")
            case bool() | Enum():
                raise TypeError(f"{fact!r} has no spoken form: say it in words")
            case str():
                return Sentence(plain=fact, marked=harmless(fact))
            case int():
                return Sentence(plain=str(fact), marked=str(fact))
            case date():
                return _both(self.when(fact))
            case time():
                return _both(self.hour(fact))
        raise TypeError(f"{fact!r} has no spoken form: say it in words")


@lru_cache(maxsize=256)
def words_of(language: str, zone: ZoneInfo) -> Words:
    """The words for a reader; a language without a catalogue is answered in Dutch."""
    return Words(language=language if language in languages() else SOURCE, zone=zone)


@lru_cache(maxsize=1)
def languages() -> tuple[str, ...]:
    """Dutch, and every language with a catalogue."""
    return SOURCE, *sorted(found.parent.parent.name for found in LOCALE.glob("*/LC_MESSAGES/irojbot.po"))


@lru_cache(maxsize=8)
def _catalogue(language: str) -> NullTranslations:
    # The .po file is the one truth; compiling it takes some hundredths of a second, once per language.
    if language == SOURCE:
        return NullTranslations()
    with (LOCALE / language / "LC_MESSAGES" / "irojbot.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)


@lru_cache(maxsize=4096)
def _pieces(template: str) -> tuple[tuple[str, str, str | None], ...]:
    return tuple((_MARK_UP.sub("", literal), literal, blank) for literal, blank, _, _ in Formatter().parse(template))


@lru_cache(maxsize=4096)
def _as_written(language: str, source: str) -> Sentence:
    """A sentence without blanks, which is always the same."""
    pieces = _pieces(_catalogue(language).gettext(source))
    if blanks := [blank for _, _, blank in pieces if blank]:
        raise KeyError(*blanks)
    return Sentence(plain="".join(bare for bare, _, _ in pieces), marked="".join(marked for _, marked, _ in pieces))


@lru_cache(maxsize=4096)
def _day(language: str, day: date) -> str:
    return format_date(day, "EEEE d MMMM y", locale=_region(language))


def _region(language: str) -> str:
    return _REGIONS.get(language, language)


def _clock(language: str) -> str:
    return _CLOCKS.get(language, "{day} {hour}")


def _both(text: str) -> Sentence:
    return Sentence(plain=text, marked=text)
