"""The history of a sheet or a year: one entry for each thing that happened, with its lines in the ledger."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.budget.ledger import Line
from bot.budget.sheets import NO_TERMS, Sheet, State, Terms
from bot.people import Person


class Deed(StrEnum):
    """What happened."""

    ASKED = "asked"
    EDITED = "edited"
    CONCRETE = "concrete"
    SURE = "sure"
    SCHEDULED = "scheduled"
    WITHDRAWN = "withdrawn"
    TO_ELABORATE = "to_elaborate"
    AGREED_IN_PRINCIPLE = "agreed_in_principle"
    APPROVED = "approved"
    REFUSED = "refused"
    RELEASED = "released"
    MOVED = "moved"
    ARRIVED = "arrived"
    SETTLED = "settled"
    CORRECTED = "corrected"
    BUDGET = "budget"


DECISIONS = frozenset(
    {
        Deed.TO_ELABORATE,
        Deed.AGREED_IN_PRINCIPLE,
        Deed.APPROVED,
        Deed.REFUSED,
        Deed.RELEASED,
        Deed.MOVED,
        Deed.SETTLED,
        Deed.WITHDRAWN,
    }
)
"""What changes where a sheet stands; the last of these can be taken back by a correction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that happened to a sheet (or to the budget of a year, without sheet), never changed afterwards.

    `turn` is the sheet's own count of them, `was` and `became` its states, `before` its terms until then. `cents` is
    the amount that was decided, `heads` how many took part, `shortage` what was confirmed to be short, `undoes` the
    turn that a correction takes back, `changed` the fields that an edit changed. `meeting` and `item` are where it
    was decided.
    """

    deed: Deed
    turn: int
    year: int
    by: int | None
    at: datetime
    id: int = 0
    sheet: int | None = None
    was: State | None = None
    became: State | None = None
    meeting: int | None = None
    item: int | None = None
    cents: int | None = None
    cost: int | None = None
    heads: int | None = None
    before: Terms = NO_TERMS
    terms: Terms = NO_TERMS
    reason: str = ""
    shortage: int = 0
    undoes: int | None = None
    changed: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What a deed makes: the sheet as it is now, and the entry that says so."""

    sheet: Sheet
    entry: Entry


def step(before: Sheet, after: Sheet, deed: Deed, *, by: Person, now: datetime, **facts: object) -> Step:
    """A step from one sheet to the next; `facts` are more fields of the entry. The turn grows by one."""
    turned = replace(after, turn=before.turn + 1)
    entry = Entry(
        deed=deed,
        turn=turned.turn,
        year=before.plan_year,
        by=by.member_in(before.body),
        at=now,
        sheet=before.id,
        was=before.state,
        became=after.state,
        before=before.terms,
        terms=after.terms,
        **facts,  # type: ignore[arg-type]  # The callers name fields of the entry.
    )
    return Step(sheet=turned, entry=entry)


def first(sheet: Sheet, *, by: Person) -> Step:
    """The first step of a sheet that was just asked for."""
    entry = Entry(
        deed=Deed.ASKED,
        turn=sheet.turn,
        year=sheet.plan_year,
        by=by.member_in(sheet.body),
        at=sheet.created_at,
        became=sheet.state,
        cents=sheet.total,
    )
    return Step(sheet=sheet, entry=entry)
