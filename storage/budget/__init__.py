"""The regional budget: sheets, their history, and a ledger that is only ever added to."""

from storage.budget.ledger import balances_of, enter, held_by, history, hold_year, of_year, turn_year, years
from storage.budget.rows import BudgetEntryRow, BudgetLineRow, BudgetSheetRow, BudgetSupportRow, BudgetYearRow
from storage.budget.sheets import (
    add,
    get,
    load,
    moved_from,
    of_items,
    save,
    still_open,
    take_up,
    titled,
    watched,
    watched_one,
)
from storage.budget.sheets import of_year as sheets_of

__all__ = [
    "BudgetEntryRow",
    "BudgetLineRow",
    "BudgetSheetRow",
    "BudgetSupportRow",
    "BudgetYearRow",
    "add",
    "balances_of",
    "enter",
    "get",
    "held_by",
    "history",
    "hold_year",
    "load",
    "moved_from",
    "of_items",
    "of_year",
    "save",
    "sheets_of",
    "still_open",
    "take_up",
    "titled",
    "turn_year",
    "watched",
    "watched_one",
    "years",
]
