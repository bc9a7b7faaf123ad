"""Follow-ups in Slack: making them, the lists, what is done with one, and what the bot says about them."""

from handlers.followups import bulk, deeds, handover, pages, propose, tell
from handlers.table import Table


def listen(on: Table) -> None:
    """Every name of this noun."""
    on.command("/opvolging", propose.command, alle=pages.everything, nieuw=propose.new)
    on.shortcut("followups.from_message", propose.from_message)
    on.action("followups.open", propose.open_form)
    on.action("followups.of_point", propose.of_point)
    on.action("followups.line", propose.say_line)
    on.action("followups.improve", propose.open_line)
    on.options("followups.who", propose.who)
    on.options("followups.source", propose.sources)
    on.view("followups.make", propose.submit)
    on.view("followups.preview", bulk.confirm)
    on.action("followups.turn", pages.turn)
    on.action("followups.window", pages.window)
    on.action("followups.turn_window", pages.turn_window)
    on.action("followups.done", deeds.done)
    on.action("followups.note", deeds.ask_note)
    on.view("followups.note", deeds.note)
    on.action("followups.reopen", deeds.reopen)
    on.action("followups.update", deeds.ask_update)
    on.view("followups.update", deeds.update)
    on.action("followups.defer", deeds.ask_defer)
    on.view("followups.defer", deeds.defer)
    on.action("followups.snooze", deeds.ask_snooze)
    on.view("followups.snooze", deeds.snooze)
    on.action("followups.edit", deeds.ask_edit)
    on.view("followups.edit", deeds.edit)
    on.action("followups.drop", deeds.ask_drop)
    on.view("followups.drop", deeds.drop)
    on.action("followups.hand_over", handover.ask)
    on.view("followups.hand_over", handover.submit)
    on.message("followups/given", tell.told_given)
    on.message("followups/left", tell.told_left)
