"""Amounts of money: the ways in which people write euros, read strictly, and the one way in which they are shown."""

import re
from dataclasses import dataclass
from typing import Literal

from bot.errors import N_, Refusal

LARGEST = 10_000_000_00
"""In cents. No regional budget comes near ten million euro; more is a slip of the keys."""

LONGEST = 60
"""Characters of one amount; longer text is refused unread."""

_SIGN = r"(?:€|euro|eur)"
_PER = r"(?:per|/) ?(?:deelnemer|deelneemster|persoon|pers|p)|p ?\.? ?p"
_AMOUNT = re.compile(
    rf"(?P<before>{_SIGN} ?)?"
    r"(?P<euros>0|[1-9][0-9]{0,2}(?P<group>[. ])[0-9]{3}(?:(?P=group)[0-9]{3})*|[1-9][0-9]*)"
    r"(?:,(?P<cents>[0-9]{1,2}|-))?"
    rf"(?(before)| ?{_SIGN}?)"
    rf"(?P<per> ?(?:{_PER})\.?)?"
)
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A sum in euro cents, never negative; `per` says that it counts once for every participant."""

    cents: int
    per: Literal["participant"] | None = None


def read(text: str, *, about: str | None = None) -> Amount:
    """The amount that a text is, and nothing else: "1.250 €", "€1440", "1500 euro", "10 euro per deelnemer".

    A dot or a space only groups thousands and a comma starts the cents, so "1250.00" is refused rather than
    guessed. Raises `Refusal` about the field `about`.
    """
    plain = _SPACES.sub(" ", text).strip().casefold()
    if not plain:
        raise Refusal(N_("Er staat geen bedrag. Schrijf bijvoorbeeld “€ 1.250” of “1250,50”."), about=about)
    found = _AMOUNT.fullmatch(plain) if len(plain) <= LONGEST else None
    if found is None:
        raise Refusal(
            N_("“{text}” begrijp ik niet als bedrag. Schrijf bijvoorbeeld “€ 1.250” of “1250,50”."),
            about=about,
            text=plain[:LONGEST],
        )
    cents = (found["cents"] or "").replace("-", "").ljust(2, "0")
    total = int(re.sub("[. ]", "", found["euros"]) + cents)
    if total > LARGEST:
        raise Refusal(
            N_("{amount} is wel heel veel. Klopt het aantal nullen? Meer dan {most} kan niet."),
            about=about,
            amount=spoken(total),
            most=spoken(LARGEST),
        )
    return Amount(cents=total, per="participant" if found["per"] else None)


def spoken(amount: Amount | int) -> str:
    """An amount, or a number of cents, as it is shown: "€ 1.250,00", as Babel writes it for nl_BE.

    The space is a plain one, so that people find the amount back when they search for what they see.
    """
    cents, per = (amount.cents, amount.per) if isinstance(amount, Amount) else (amount, None)
    euros, rest = divmod(abs(cents), 100)
    grouped = f"{euros:,}".replace(",", ".")
    return f"€ {'-' if cents < 0 else ''}{grouped},{rest:02}{' per deelnemer' if per else ''}"
