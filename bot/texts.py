"""What a member typed, made fit to keep: one line or several, without tricks, within a length."""

import re
import unicodedata

from bot.errors import N_, Refusal

TITLE_LENGTH = 150
EXPLANATION_LENGTH = 3000
REASON_LENGTH = 500

_EMOJI_CODE = re.compile(r":[a-z0-9_+\-']+:")
_BLANK_LINES = re.compile(r"\n{3,}")


def line(text: str) -> str:
    """`text` as one line: white space folded, control and bidirectional override marks dropped."""
    return " ".join(_visible(text).split())


def paragraphs(text: str) -> str:
    """`text` with its own line breaks, otherwise cleaned like `line`."""
    rows = [" ".join(row.split()) for row in _visible(text).splitlines()]
    return _BLANK_LINES.sub("\n\n", "\n".join(rows)).strip()


def title(text: str, *, about: str = "title") -> str:
    """A title of 1 to 150 characters with at least one letter or digit. Raises `Refusal` about the field."""
    clean = line(text)
    if not clean:
        raise Refusal(N_("Geef het een titel."), about=about)
    if not any(character.isalnum() for character in _EMOJI_CODE.sub("", clean)):
        raise Refusal(N_("Geef het een titel in woorden; enkel tekens of emoji volstaan niet."), about=about)
    return short_enough(clean, most=TITLE_LENGTH, about=about)


def short_enough(clean: str, *, most: int, about: str) -> str:
    """`clean`, or `Refusal` about the field when it is longer than `most` characters."""
    if len(clean) > most:
        raise Refusal(
            N_("Dit is te lang: {length} tekens, er passen er {most}. Kort het in."),
            about=about,
            length=len(clean),
            most=most,
        )
    return clean


def reason(text: str, *, about: str = "reason") -> str:
    """A reason of 1 to 500 characters. Raises `Refusal` about the field."""
    clean = paragraphs(text)
    if not any(character.isalnum() for character in clean):
        raise Refusal(N_("Geef kort de reden, dan weet de indiener wat te doen."), about=about)
    return short_enough(clean, most=REASON_LENGTH, about=about)


def _visible(text: str) -> str:
    """Without control characters (line breaks stay) and marks that turn the reading direction around."""
    return "".join(
        " " if character == "\t" else character
        for character in unicodedata.normalize("NFC", text)
        if character in "\n\t" or (unicodedata.category(character) != "Cc" and character not in _DIRECTION_MARKS)
    )


_DIRECTION_MARKS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
