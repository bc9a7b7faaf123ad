"""Reminders in Slack: one message a day for each person, which every noun has its part in."""

from functools import partial

from handlers.reminders import daily, due
from handlers.table import Table
from storage import reminders as stored


def listen(on: Table) -> None:
    """Every name of this noun."""
    on.message(stored.DAILY, partial(daily.daily, on))
    on.errand(due.CALL, due.call)
