"""An agenda point in one line: a title, then parts in any order, each optional (interface.md, /agendapunt)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot import aims
from bot.errors import N_, Refusal
from bot.items import Aim, Kind, When
from bot.meetings import Meeting

_KINDS = {
    "informatie": Kind.INFORMATION,
    "info": Kind.INFORMATION,
    "kennisname": Kind.INFORMATION,
    "bespreking": Kind.DISCUSSION,
    "beslissing": Kind.DECISION,
    "besluit": Kind.DECISION,
    "advies": Kind.ADVICE,
    "goedkeuring": Kind.APPROVAL,
}
_MINUTES = re.compile(r"(?P<minutes>-?\d{1,6})\s*(?:min(?:\.|uut|uten)?|m|['’′])", re.IGNORECASE)
_HOURS = re.compile(r"(?P<hours>\d{1,2})\s*(?:u|uur)(?:\s*(?P<minutes>\d{2}))?(?:\s*min(?:\.|uten)?)?", re.IGNORECASE)
_SPELLED = {"kwartier": 15, "een kwartier": 15, "half uur": 30, "een half uur": 30, "een uur": 60, "anderhalf uur": 90}
_BY = re.compile(r"(?:toelichting\s+)?door\s+(?P<who>.+)", re.IGNORECASE)
_ON_BEHALF = re.compile(r"namens\s+(?P<who>.+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What a line said. `on_behalf_of` is the name or mention as typed; `aim` is None when nothing was said of it."""

    title: str
    kind: Kind | None = None
    minutes: int | None = None
    aim: Aim | None = None
    before: date | None = None
    presenter: str = ""
    on_behalf_of: str = ""


def read(text: str, *, now: datetime, zone: ZoneInfo, meetings: Sequence[Meeting]) -> Line:
    """The parts of `text` between `|`, each understood by what it is. Raises `Refusal` for one that is not.

    Nothing is guessed: two parts of one kind (two dates, two durations) are refused as well.
    """
    line, trouble = sort_out(text, now=now, zone=zone, meetings=meetings)
    if trouble is not None:
        raise trouble
    return line


def sort_out(text: str, *, now: datetime, zone: ZoneInfo, meetings: Sequence[Meeting]) -> tuple[Line, Refusal | None]:
    """What of the line can be read, and the first thing wrong with it: to fill a form without losing anything."""
    title, *parts = (" ".join(part.split()) for part in text.split("|"))
    said: dict[str, object] = {}
    trouble: Refusal | None = None
    for part in filter(None, parts):
        try:
            name, value = _part(part, now=now, zone=zone, meetings=meetings)
        except Refusal as refusal:
            trouble = trouble or refusal
            continue
        if name in said:
            trouble = trouble or Refusal(_TWICE[name], piece=part)
            continue
        said[name] = value
    return Line(title=title, **said), trouble  # type: ignore[arg-type]  # `_part` pairs each name with its type.


def _part(part: str, *, now: datetime, zone: ZoneInfo, meetings: Sequence[Meeting]) -> tuple[str, object]:
    minutes = duration(part)
    if minutes is not None:
        return "minutes", minutes
    kind = kind_of(part)
    if kind is not None:
        return "kind", kind
    for name, pattern in (("presenter", _BY), ("on_behalf_of", _ON_BEHALF)):
        found = pattern.fullmatch(part)
        if found:
            return name, found["who"]
    limit = aims.before(part, now=now, zone=zone, meetings=meetings)
    if limit is not None:
        return "before", limit
    try:
        return "aim", aims.aim(part, now=now, zone=zone, meetings=meetings, about="when")
    except Refusal as refusal:
        if refusal.facts:
            raise
        raise Refusal(
            N_(
                "Ik begrijp «{piece}» niet. Na de titel kan: een duur (20 min), een soort (bespreking), "
                "een vergadering (24 april, juni, volgende vergadering), «voor 20 april» of «door Naam»."
            ),
            piece=part,
        ) from refusal


def kind_of(text: str) -> Kind | None:
    """The kind in "bespreking", "ter bespreking", "voor advies"; None when it is none."""
    return _KINDS.get(text.casefold().removeprefix("ter ").removeprefix("voor "))


def duration(text: str) -> int | None:
    """Minutes in "20 min", "20'", "een half uur", "1u30"; None when it is no duration. May be 0 or negative."""
    if text.casefold() in _SPELLED:
        return _SPELLED[text.casefold()]
    found = _MINUTES.fullmatch(text)
    if found:
        return int(found["minutes"])
    found = _HOURS.fullmatch(text)
    if found:
        return int(found["hours"]) * 60 + int(found["minutes"] or 0)
    return None


_TWICE = {
    "minutes": N_("Ik lees twee keer een duur, ook in «{piece}». Geef er één."),
    "kind": N_("Ik lees twee keer een soort, ook in «{piece}». Geef er één."),
    "aim": N_("Ik lees twee keer een vergadering of periode, ook in «{piece}». Geef er één."),
    "before": N_("Ik lees twee keer een uiterste datum, ook in «{piece}». Geef er één."),
    "presenter": N_("Ik lees twee keer wie toelicht, ook in «{piece}». Zet de namen samen: «door A en B»."),
    "on_behalf_of": N_("Ik lees twee keer «namens», ook in «{piece}». Geef er één."),
}

NEXT = Aim(when=When.NEXT)
"""What a line means that says nothing about when."""
