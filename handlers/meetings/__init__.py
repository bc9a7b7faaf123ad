"""Meetings in Slack: the list, planning one or a series, moving and cancelling, and what is told about them."""

from handlers.meetings import change, offer, overview, plan, tell
from handlers.table import Table


def listen(on: Table) -> None:
    """Every name of this noun."""
    on.command("/vergadering", plan.command, nieuw=plan.new)
    on.action("meetings.page", overview.page)
    on.action("meetings.new", plan.open_form)
    on.view("meetings.plan", plan.submit)
    on.options("meetings.mirror", plan.mirrors)
    on.action("meetings.confirm", plan.confirm)
    on.action("meetings.change", change.ask)
    on.view("meetings.change", change.submit)
    on.action("meetings.cancel", change.cancel)
    on.action("meetings.take", offer.take)
    on.message("meetings/moved", tell.moved)
    on.message("meetings/cancelled", tell.cancelled)
    on.message("meetings/offer", offer.facts)
