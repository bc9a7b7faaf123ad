"""A follow-up in one line: what, then who, by when and what it waits for, in any order (interface.md, /opvolging)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from bot import names
from bot.errors import N_, Refusal
from bot.followups import dues
from bot.followups.values import Due, Owner, Source, Wanted, Whose
from bot.meetings import Meeting
from bot.names import fold

MOST_LINES = 40
"""Lines pasted at once: a whole report and more."""

_WAITING = re.compile(r"(?:wacht(?:en)? op|wacht)[:\s]\s*(?P<what>.+)", re.IGNORECASE)
_WHO = re.compile(r"(?:wie:|door|voor de|@|organisatie|werkgroep|stuurgroep|kerngroep)\s*(?P<who>.+)", re.IGNORECASE)
_SEVERAL = re.compile(r"\s*(?:,|&|\+|\ben\b)\s*", re.IGNORECASE)
_EVERYBODY = frozenset({"alle leden", "iedereen", "allen", "alle iroj-leden", "alle irojleden"})
_NOBODY = frozenset({"niemand", "nog niemand", "nog te bepalen wie"})
_BULLET = re.compile(r"\A\s*(?:[-–•*▪·]|\d{1,2}[.)])(?:\s+|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Somebody or something that can own a follow-up, by name."""

    owner: Owner
    name: str
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What one line said."""

    text: str
    owners: tuple[Owner, ...] = ()
    due: Due = field(default_factory=Due)
    waiting_for: str = ""

    def wanted(self, source: Source) -> Wanted:
        """The same as what somebody wants followed up."""
        return Wanted(text=self.text, owners=self.owners, due=self.due, source=source, waiting_for=self.waiting_for)


def read(text: str, *, known: Sequence[Known], now: datetime, zone: ZoneInfo, meetings: Sequence[Meeting]) -> Line:
    """The parts of `text` between `|`. Raises `Refusal` for one that is not understood, or said twice."""
    line, trouble = sort_out(text, known=known, now=now, zone=zone, meetings=meetings)
    if trouble is not None:
        raise trouble
    return line


def sort_out(
    text: str, *, known: Sequence[Known], now: datetime, zone: ZoneInfo, meetings: Sequence[Meeting]
) -> tuple[Line, Refusal | None]:
    """What of the line can be read, and the first thing wrong with it: to fill a form without losing anything."""
    what, *parts = (" ".join(part.split()) for part in text.split("|"))
    owners: list[Owner] = []
    due: Due | None = None
    waiting_for = ""
    trouble: Refusal | None = None
    for part in filter(None, parts):
        try:
            waits = _WAITING.fullmatch(part)
            found = None if waits else _exactly(part, known)
            if waits:
                _must_be_first(part, waiting_for)
                waiting_for = waits["what"]
            elif found is not None:
                owners += found
            else:
                read_due, owner = _due_or_owner(part, known, now=now, zone=zone, meetings=meetings)
                if owner is not None:
                    owners += owner
                else:
                    _must_be_first(part, due)
                    due = read_due
        except Refusal as refusal:
            trouble = trouble or refusal
    line = Line(text=what, owners=tuple(dict.fromkeys(owners)), due=due or Due(), waiting_for=waiting_for)
    return line, trouble


def split(text: str) -> list[str]:
    """The lines of a pasted text, without bullets and empty ones. Raises `Refusal` about `text` for too many."""
    found = [clean for line in text.splitlines() if (clean := _BULLET.sub("", line, count=1).strip())]
    if len(found) > MOST_LINES:
        raise Refusal(
            N_("Dat zijn {n} lijnen, ik neem er {most} tegelijk. Plak ze in delen."),
            about="text",
            n=len(found),
            most=MOST_LINES,
        )
    return found


def _due_or_owner(
    part: str, known: Sequence[Known], *, now: datetime, zone: ZoneInfo, meetings: Sequence[Meeting]
) -> tuple[Due | None, list[Owner] | None]:
    """A due, or else an owner by part of a name: a date always comes before somebody who is called almost so."""
    try:
        return dues.read(part, now=now, zone=zone, meetings=meetings), None
    except dues.NoTermError as refusal:
        owner = _nearly(part, known)
        if owner is not None:
            return None, owner
        raise Refusal(
            N_(
                "Ik begrijp «{piece}» niet. Na de tekst kan: wie (@naam, een organisatie, een werkgroep, «alle leden», "
                "«niemand»), tegen wanneer (20 april, eind mei, volgende vergadering) of «wacht op …»."
            ),
            piece=part,
        ) from refusal


def _exactly(part: str, known: Sequence[Known]) -> list[Owner] | None:
    """The owners of this very name; an empty list for nobody yet, None when it names none."""
    whole = _called(part, known)
    if whole is not None:
        return whole
    pieces = [piece for piece in _SEVERAL.split(part) if piece]
    found = [_called(piece, known) for piece in pieces]
    if len(found) < 2 or any(not each for each in found):
        return None
    return [owner for each in found for owner in each or ()]


def _called(name: str, known: Sequence[Known]) -> list[Owner] | None:
    if name.casefold() in _EVERYBODY:
        return [Owner(whose=Whose.EVERYBODY)]
    if name.casefold() in _NOBODY:
        return []
    bare = _WHO.fullmatch(name)
    for called in (name, bare["who"] if bare else ""):
        found = [each for each in known if called and names.same(called, each.name)]
        if found:
            return [_only(found, called).owner]
    return None


def _nearly(part: str, known: Sequence[Known]) -> list[Owner] | None:
    """Who may be meant by a part of a name ("Lena", "GGZ Noord"), if just one is."""
    bare = _WHO.fullmatch(part)
    pieces = [piece for piece in _SEVERAL.split(bare["who"] if bare else part) if piece]
    found = [_called(piece, known) or _begun(piece, known) for piece in pieces]
    if not pieces or any(each is None for each in found):
        return None
    return [owner for each in found for owner in each or ()]


def _begun(name: str, known: Sequence[Known]) -> list[Owner] | None:
    found = [each for each in known if fold(name) and names.fits(name, each)]
    return [_only(found, name).owner] if found else None


def _only(found: Sequence[Known], name: str) -> Known:
    """The only one of a name; an organisation and a member of the same name are told apart by nobody."""
    if len(found) > 1:
        raise Refusal(
            N_("Bij «{name}» passen er meer: {names}. Typ de volledige naam, of kies in het formulier."),
            name=name,
            names=", ".join(each.name for each in found[:4]),
        )
    return found[0]


def _must_be_first(part: str, already: Due | str | None) -> None:
    if already:
        raise Refusal(N_("Ik lees twee keer een termijn of «wacht op», ook in «{piece}». Geef er één."), piece=part)
