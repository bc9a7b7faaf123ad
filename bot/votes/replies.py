"""A vote that somebody types in the thread: read only to ask in private whether it was meant as one."""

import re
import unicodedata

from bot.votes.polls import Choice

_MENTION = re.compile(r"<[@#!][^>]*>")
_EMOJI_CODE = re.compile(r":[a-z0-9_+\-']+:")
_QUOTED = (">", "&gt;")

_AS_FOR_ME = r"(?:voor\s+)?(?:wat\s+(?:mij|me)\s+(?:betreft|aangaat)|van\s+mij(?:nentwege)?|mijnentwege)"
_LEAD = rf"(?:(?:ok(?:é|e|ay)?|ja|nee|neen|sorry|hallo|dag|beste(?:\s+allen)?|{_AS_FOR_ME})[\s,.:!]+)*"
_I_AM = (
    r"(?:(?:ik\s+)?(?:ben|stem)\s+(?:ik\s+)?(?:er\s+)?(?:ook\s+|zeker\s+|volledig\s+)?"
    r"|(?:mijn\s+)?stem(?:\s+is)?\s*:?\s*)?"
)
_FOR = r"(?:er)?voor|(?:ik\s+)?(?:ga\s+)?(?:volledig\s+)?akkoord"
_AGAINST = r"(?:er)?tegen|(?:ik\s+)?(?:ga\s+)?niet\s+akkoord"
_ABSTAIN = (
    r"onthouding|(?:ik\s+)?(?:wens|wil|zal)\s+(?:me|mij)\s+(?:te\s+)?onthouden"
    r"|(?:ik\s+)?onthoud(?:\s+ik)?\s+(?:me|mij)"
)
_STOP = r"\s*(?:$|[.,;:!()\n–—-])"
_ON = (
    rf"\s+(?:{_AS_FOR_ME}{_STOP}|(?:want|omdat|wegens|gezien|maar|mits|met|hoor|dus|beide|beiden|allebei|alle"
    r"|dit\s+voorstel|het\s+voorstel|deze\s+kandida\w+|de\s+kandida\w+|zijn\s+kandidatuur|haar\s+kandidatuur)\b)"
)
_ONLY_ME = re.compile(rf"{_AS_FOR_ME}(?={_STOP})")

_SAYS = {
    Choice.ABSTAIN: re.compile(rf"{_LEAD}{_I_AM}(?:(?:{_ABSTAIN})\b|onthoud(?:en)?{_STOP})"),
    Choice.AGAINST: re.compile(rf"{_LEAD}{_I_AM}(?:{_AGAINST})(?:{_STOP}|{_ON})"),
    Choice.FOR: re.compile(rf"{_LEAD}{_I_AM}(?:{_FOR})(?:{_STOP}|{_ON})"),
}
_WEIGHS = re.compile(r"\b(?:voor|tegen|onthouding)\s*(?:/|,|\bof\b|\ben\b)\s*(?:voor|tegen|onthouding)\b")


def typed(text: str) -> Choice | None:
    """The choice that a reply in a thread seems to make, or None. It never counts by itself (domain.md 5).

    Reads "voor", "tegen, want ...", "ik onthoud me", "voor wat mij betreft"; not a question, a quotation, a date
    ("voor vrijdag"), or somebody who weighs ("voor of tegen").
    """
    if text.lstrip().startswith(_QUOTED):
        return None
    plain = _plain(text)
    if "?" in plain or _WEIGHS.search(plain):
        return None
    for choice, says in _SAYS.items():
        if says.match(plain):
            return choice
    return Choice.FOR if plain.startswith("voor") and _ONLY_ME.match(plain) else None


def _plain(text: str) -> str:
    """Lower case, without mentions, emoji and marks of bold or italics; line breaks stay."""
    without = _EMOJI_CODE.sub(" ", _MENTION.sub(" ", text)).casefold()
    letters = (
        c
        for c in unicodedata.normalize("NFC", without)
        if c not in "*_~`\"'“”‘’" and unicodedata.category(c) not in {"So", "Sk", "Cf", "Mn"}
    )
    rows = (" ".join(row.split()) for row in "".join(letters).splitlines())
    return "\n".join(row for row in rows if row)
