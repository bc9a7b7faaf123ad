"""From typed text to the tokens that the rules read: tidy, mark the times, name the words, spell the dates.

`24/4/2026 om 9.30u` and `vrijdag 24 april '26, half tien` both leave as `24 M4 Y2026` with `T0930`.
"""

import re
import unicodedata
from itertools import takewhile

from bot.moments import clocks, vocabulary
from bot.moments.numerals import spelled_dates
from bot.moments.readings import LONGEST_PHRASE, UnreadableError, Why

_CHARACTERS = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("’‘`´ʼ′", "'"),
        **dict.fromkeys('"“”„«»()[]', " "),
        "&": " en ",
        ";": ",",
        "\u2044": "/",
    }
)
_INVISIBLE = frozenset({"Mn", "Cf"})
"""Accents that stand apart, and marks without width that come along with copied text."""

_ABBREVIATION = re.compile(r"\b([a-z])\.(?=[a-z]\b)")
_TIDYING = (
    (re.compile(r"\bt ?/ ?m\b"), "tem"),
    (re.compile(r"(?<![0-9a-z])'([0-9]{2})\b(?! ?[uh:])"), r" Y20\1 "),
    (re.compile(r"'"), " "),
    (re.compile(r" @ "), " om "),
    (re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})t(?=[0-9]{2}:[0-9]{2})"), r"\1 "),
    (re.compile(r"-(?=(?:lieve|vrouw|heer|hemelvaart|vakantie|verlof|vergadering|overleg)\b)"), " "),
    (re.compile(r"(?<=[0-9]) ?/ ?(?=[0-9])"), "/"),
    (re.compile(r"\b([0-9]{1,2})[-/]([a-z]{3,9})[-/](?:20)?([0-9]{2})\b"), r"\1 \2 Y20\3"),
    (re.compile(r":(?![0-9])|(?<![0-9]):"), " "),
    (re.compile(r"\s+"), " "),
)
_PIECE = re.compile(
    r"""(?P<word>[a-z]+)
    |(?P<token>[TVY][0-9]{4})
    |(?P<ordinal>[0-9]{1,2})(?:ste|st|de|e)(?![a-z])
    |(?P<number>[0-9]+(?:[-/.][0-9]+)*)
    |(?P<mark>[^\s.])""",
    re.VERBOSE,
)
_WEEKDAYS = re.compile(r"\bD(?=[1-7])")
_RESHAPING = (
    # "om de week" is every week to some and every other week to others; with a number it is clear.
    (re.compile(r"\bomde(?= [0-9]+ )"), "elke"),
    (re.compile(r"\belke 14 dag\b"), "elke 2 week"),
    (re.compile(r"\bk (?=[1-4] [0-9]{4}$)"), "Q "),
    (re.compile(r"(?<![A-Z#0-9])([0-9]{1,2}) - (?=M[0-9])"), r"\1 "),
    (re.compile(r"\bmaand (?=M[0-9])"), ""),
    (re.compile(r"\b([0-9]{1,2} M[0-9]{1,2}) (2[5-9]|3[0-9])(?=$| om | T| ,)"), r"\1 Y20\2"),
    (re.compile(r"\bw([1-7])(?= #?[0-9])"), r"W\1"),
    (re.compile(r"\b(W[1-7]) ,(?= [0-9])"), r"\1"),
    (re.compile(r"\b(W[1-7]) R1\b"), r"\1 Pochtend"),
)
"""What only the neighbours of a token tell: "24-apr", "5 mei 26", "zo 26/4", "vrijdag, 24 april", "maandag morgen"."""

_MIS_SPACED = re.compile(rf"([0-9]{{1,2}})({'|'.join(vocabulary.MONTHS)})([0-9]{{4}})")
_RANK_ALONE = re.compile(r"#[0-9]+")
_MARKS = frozenset(",-/")


def tokens(phrase: str) -> str:
    """The tokens of a phrase, one space between them. Raises `UnreadableError` for anything unknown in it."""
    if len(phrase) > LONGEST_PHRASE:
        raise UnreadableError(Why.TOO_LONG)
    text = _tidy(phrase)
    if not text:
        raise UnreadableError(Why.EMPTY)
    if text == "24/7":
        raise UnreadableError(Why.IDIOM)
    try:
        named = _named(clocks.mark(text))
    except UnreadableError:
        if not (found := _MIS_SPACED.fullmatch(text.replace(" ", ""))) or not text.startswith(found[1]):
            raise
        named = " ".join((found[1], vocabulary.LEXICON[found[2]], found[3]))
    spelled = clocks.settle(spelled_dates(clocks.mark_spoken(named)))
    if _RANK_ALONE.fullmatch(spelled) and not re.search("[0-9]", text):
        # "de 15e" is a day; "derde" without more can be the third of anything.
        raise UnreadableError(Why.NOT_A_DATE)
    return spelled


def _tidy(phrase: str) -> str:
    """Lower case without accents, plain dashes and quotes, single spaces, no dots of abbreviations."""
    spread = unicodedata.normalize("NFKD", phrase.translate(_CHARACTERS)).lower().translate(_CHARACTERS)
    text = "".join(letter for letter in spread if unicodedata.category(letter) not in _INVISIBLE)
    text = _ABBREVIATION.sub(r"\1", text)
    for pattern, replacement in _TIDYING:
        text = pattern.sub(replacement, text)
    return text.strip(" .,!?")


def _named(text: str) -> str:
    """Words and phrases become their tokens, the longest known phrase first."""
    pieces = list(_PIECE.finditer(text))
    named: list[str] = []
    place = 0
    while place < len(pieces):
        if pieces[place].lastgroup == "word":
            token, length = _longest(pieces, place)
        else:
            token, length = _unnamed(pieces[place]), 1
        named.append(token)
        place += length
    joined = " ".join(" ".join(named).split())
    if joined.startswith("elke "):
        joined = _WEEKDAYS.sub("W", joined)
    for pattern, replacement in _RESHAPING:
        joined = pattern.sub(replacement, joined)
    return joined


def _longest(pieces: list[re.Match[str]], place: int) -> tuple[str, int]:
    """The tokens of the longest known phrase that starts at a word, and how many words it has."""
    words = [piece[0] for piece in takewhile(_is_word, pieces[place : place + vocabulary.LONGEST_ENTRY])]
    for length in range(len(words), 0, -1):
        if (token := vocabulary.LEXICON.get(" ".join(words[:length]))) is not None:
            return token, length
    if meant := vocabulary.corrected(words[0]):
        return vocabulary.LEXICON[meant], 1
    raise UnreadableError(Why.VAGUE if words[0] in vocabulary.VAGUE_WORDS else Why.NOT_A_DATE)


def _is_word(piece: re.Match[str]) -> bool:
    return piece.lastgroup == "word"


def _unnamed(piece: re.Match[str]) -> str:
    if piece.lastgroup == "ordinal":
        return f"#{int(piece['ordinal'])}"
    if piece.lastgroup == "mark" and piece[0] not in _MARKS:
        raise UnreadableError(Why.NOT_A_DATE)
    return piece[0]
