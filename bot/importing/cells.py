"""What people write in the cells of a list: days, yes and no, roles."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot import moments
from bot.errors import N_, Refusal
from bot.names import fold
from bot.people import Role

_NUMERIC = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")

_YES = frozenset({"ja", "j", "x", "1", "waar", "true", "yes"})
_NO = frozenset({"nee", "neen", "n", "0", "geen", "onwaar", "false", "no", "-"})

_ROLES: Mapping[str, Role] = {
    **dict.fromkeys(("effectief lid", "effectief", "lid", "stemgerechtigd lid"), Role.EFFECTIVE_MEMBER),
    **dict.fromkeys(("client", "clientvertegenwoordiger", "clientenvertegenwoordiger"), Role.CLIENT_REPRESENTATIVE),
    "ondersteuner clientvertegenwoordiger": Role.CLIENT_SUPPORTER,
    "voorzitter": Role.CHAIR,
    "ondersteuner": Role.SUPPORT_OFFICER,
    **dict.fromkeys(("comitelid", "comite", "lid comite", "lid van het comite"), Role.COMMITTEE_MEMBER),
    "waarnemer": Role.OBSERVER,
}


def day(text: str, *, now: datetime, zone: ZoneInfo, about: str) -> date | None:
    """One day, None for an empty cell. Raises `Refusal` for anything else.

    Written in numbers it may be any year, since mandates are older than what people plan.
    """
    if not text:
        return None
    written = text.partition(" 00:00")[0]
    numeric, iso = _NUMERIC.fullmatch(written), _ISO.fullmatch(written)
    if numeric or iso:
        year, month, of_month = reversed(numeric.groups()) if numeric else iso.groups()  # type: ignore[union-attr]  # One of both matched.
        try:
            return date(int(year), int(month), int(of_month))
        except ValueError:
            raise Refusal(N_("«{text}» is geen bestaande dag."), about=about, text=text) from None
    return _in_words(text, now, zone, about)


@lru_cache(maxsize=500)
def _in_words(text: str, now: datetime, zone: ZoneInfo, about: str) -> date | None:
    """A day in Dutch. Thousands of lines mostly share a few of them, and reading one takes the longest of all."""
    return moments.date_of(text, now=now, zone=zone, about=about)


def yes(text: str, *, about: str) -> bool | None:
    """Yes or no, None for an empty cell. Raises `Refusal` for anything else."""
    folded = fold(text) or text.strip()
    if not folded:
        return None
    if folded in _YES:
        return True
    if folded in _NO:
        return False
    raise Refusal(N_("«{text}» is geen ja of nee."), about=about, text=text[:50])


def role(text: str) -> Role | None:
    """A role by its name, None for an empty cell. Raises `Refusal` for another word."""
    if not text:
        return None
    found = _ROLES.get(fold(text))
    if found is None:
        raise Refusal(N_("De rol «{text}» ken ik niet."), about="role", text=text[:50])
    return found
