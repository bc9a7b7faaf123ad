"""The budget of one year, and the overview of everything that is asked of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.budget.entries import Deed, Entry
from bot.budget.ledger import NOTHING, Account, Balances, must_fit, transfer
from bot.budget.sheets import UNDECIDED, Sheet, State, must_be_a_year
from bot.people import May, Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """The budget of a body in one year; `turn` grows with every change of its amount."""

    body: int
    year: int
    turn: int = 0


def set_budget(year: Year, *, cents: int, before: Balances, confirmed: int | None, by: Person, now: datetime) -> Entry:
    """**Jaarbudget**: the amount of a year from now on, as the difference with what it was.

    Raises `ledger.Overspent` when more was spent already, until that is confirmed.
    """
    by.must_be_allowed(May.DECIDE_BUDGET, in_=year.body)
    must_be_a_year(year.year, about="year")
    lines = transfer(Account.OUTSIDE, Account.FREE, cents - before.budget, year=year.year, sheet=None)
    shortage = must_fit(lines, year=year.year, before=before, confirmed=confirmed)
    return Entry(
        deed=Deed.BUDGET,
        turn=year.turn + 1,
        year=year.year,
        by=by.member_in(year.body),
        at=now,
        cents=cents,
        shortage=shortage,
        lines=tuple(lines),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """One year at a glance, in cents. `asked` is what is not decided yet, `unknown` counts asks without an amount.

    `more` is what concrete asks want above what was reserved for them.
    """

    year: int
    balances: Balances
    asked: int
    more: int
    unknown: int

    @property
    def left_if_all(self) -> int:
        """What stays free when everything that is asked is approved; below zero when there is not enough."""
        return self.balances.free - self.asked - self.more


def overview(year: int, sheets: Iterable[Sheet], *, balances: Balances, held: Mapping[int, Balances]) -> Overview:
    """The overview of the year's sheets; `held` is the money of each by its id."""
    asked = more = unknown = 0
    for sheet in sheets:
        if sheet.state in UNDECIDED:
            asked += sheet.total or 0
            unknown += sheet.total is None
        elif sheet.state is State.AGREED_IN_PRINCIPLE:
            more += max(0, (sheet.total or 0) - held.get(sheet.id, NOTHING).reserved)
            unknown += sheet.total is None
    return Overview(year=year, balances=balances, asked=asked, more=more, unknown=unknown)


ORDER = (
    State.ASKED,
    State.TO_ELABORATE,
    State.AGREED_IN_PRINCIPLE,
    State.APPROVED,
    State.SETTLED,
    State.MOVED_TO_YEAR,
    State.RELEASED,
    State.REFUSED,
    State.WITHDRAWN,
)


def in_order(sheets: Iterable[Sheet]) -> Sequence[Sheet]:
    """What still needs a decision first, then by the day of the event."""
    return sorted(
        sheets,
        key=lambda each: (ORDER.index(each.state), each.event is None, each.event or each.created_at.date(), each.id),
    )
