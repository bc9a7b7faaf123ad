"""A budget ask in one line: a title, then parts in any order, each understood by what it is (interface.md, /budget)."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot import moments, money
from bot.budget.sheets import Sort
from bot.errors import N_, Refusal
from bot.money import Amount

_SORTS = {
    "exact": Sort.EXACT,
    "raming": Sort.ESTIMATE,
    "geraamd": Sort.ESTIMATE,
    "geschat": Sort.ESTIMATE,
    "geschatte kost": Sort.ESTIMATE,
    "ongeveer": Sort.ESTIMATE,
    "circa": Sort.ESTIMATE,
    "ca.": Sort.ESTIMATE,
    "max": Sort.CAP,
    "max.": Sort.CAP,
    "maximum": Sort.CAP,
    "maximaal": Sort.CAP,
    "hoogstens": Sort.CAP,
}
_SORTED = re.compile(rf"(?P<sort>{'|'.join(map(re.escape, _SORTS))})(?:\s*:)?\s+(?P<amount>.*\d.*)", re.IGNORECASE)
_MONEY = re.compile(r"€|\beuro\b|\beur\b|^\s*[\d. ]+,\d{2}\s*$", re.IGNORECASE)
_UNKNOWN = frozenset({"nog niet gekend", "bedrag nog niet gekend", "niet gekend", "onbekend"})
_YEAR = re.compile(r"(?:planjaar|regioplan|plan|jaar)?\s*(?P<year>20\d\d)", re.IGNORECASE)
_HEADS = re.compile(r"(?P<heads>\d{1,5})\s*(?:deelnemers?|personen|mensen)", re.IGNORECASE)
_FOR = re.compile(r"(?:namens|door)\s+(?P<who>\D.*)", re.IGNORECASE)
_SUPPORT = re.compile(r"(?:andere\s+)?(?:ondersteuning|steun)\s*:?\s+(?P<what>.+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What a line said; None or empty for what it did not."""

    title: str
    amount: Amount | None = None
    sort: Sort | None = None
    fee: int | None = None
    heads: int | None = None
    plan_year: int | None = None
    event: date | None = None
    requester: str = ""
    support: str = ""


def read(text: str, *, now: datetime, zone: ZoneInfo) -> Line:
    """The parts of `text` between `|`. Raises `Refusal` for one that is not understood, or that comes twice."""
    line, trouble = sort_out(text, now=now, zone=zone)
    if trouble is not None:
        raise trouble
    return line


def sort_out(text: str, *, now: datetime, zone: ZoneInfo) -> tuple[Line, Refusal | None]:
    """What of the line can be read, and the first thing wrong with it: to fill a form without losing anything."""
    title, *parts = (" ".join(part.split()) for part in text.split("|"))
    said: dict[str, object] = {}
    trouble: Refusal | None = None
    for part in filter(None, parts):
        try:
            found = _part(part, now=now, zone=zone)
        except Refusal as refusal:
            trouble = trouble or refusal
            continue
        if found.keys() & said.keys():
            trouble = trouble or Refusal(N_("Dit staat er twee keer: «{piece}». Geef het één keer."), piece=part[:80])
            continue
        said |= found
    return Line(title=title, **said), trouble  # type: ignore[arg-type]  # `_part` pairs each name with its type.


def _part(part: str, *, now: datetime, zone: ZoneInfo) -> dict[str, object]:
    if part.casefold() in _UNKNOWN:
        return {"sort": Sort.UNKNOWN}
    for name, pattern in (("plan_year", _YEAR), ("heads", _HEADS)):
        found = pattern.fullmatch(part)
        if found:
            return {name: int(found[1])}
    for name, pattern in (("support", _SUPPORT), ("requester", _FOR)):
        found = pattern.fullmatch(part)
        if found:
            return {name: found[1]}
    sorted_ = _SORTED.fullmatch(part)
    if sorted_ and (_MONEY.search(part) or sorted_["amount"].replace(".", "").isdigit()):
        return {"sort": _SORTS[sorted_["sort"].casefold()], "amount": money.read(sorted_["amount"], about="amount")}
    if _MONEY.search(part):
        amount = money.read(part, about="amount")
        # An amount per participant is what participants pay, unless it is asked as such in the form.
        return {"fee": amount.cents} if amount.per else {"amount": amount}
    return {"event": _event(part, now=now, zone=zone)}


def _event(part: str, *, now: datetime, zone: ZoneInfo) -> date:
    try:
        return moments.date_of(part, now=now, zone=zone, about="event")
    except moments.Doubt:
        raise
    except Refusal as refusal:
        if isinstance(moments.read(part, now=now, zone=zone), moments.NotADate):
            raise Refusal(
                N_(
                    "Ik begrijp «{piece}» niet. Na de titel kan: een bedrag (€ 1.250, raming 300 euro), een dag "
                    "(22 oktober 2026), een planjaar (2026), «10 euro per deelnemer», «namens Naam» of "
                    "«ondersteuning: zalen»."
                ),
                piece=part[:80],
            ) from refusal
        raise


def plan_year(line: Line, *, today: date) -> int:
    """The plan year of a line: what it said, or else the year of the event, or else this year."""
    return line.plan_year or (line.event.year if line.event else today.year)
