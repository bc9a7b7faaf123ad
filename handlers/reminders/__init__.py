"""Reminders in Slack: one message a day for each person, which every noun has its part in, and the weekly digest."""

from functools import partial

from handlers.reminders import daily, day, digest, due, nudged, overview, preparation
from handlers.table import Table
from storage import reminders as stored


def listen(on: Table) -> None:
    """Every name of this noun."""
    on.message(stored.DAILY, partial(daily.daily, on))
    on.message(digest.DIGEST, partial(digest.digest, on))
    on.action("reminders.overview", partial(digest.overview, on))
    on.errand(due.CALL, due.call)
    on.errand(due.BEGIN, day.begin)
    on.errand(day.LOOK, day.look)
    on.sweep(day.sweep)
    on.reminder(nudged.PART, nudged.reminder)
    on.reminder(preparation.PART, preparation.reminder)
    on.digest(overview.PART, overview.digest)
    on.digest(preparation.PART, preparation.digest)
