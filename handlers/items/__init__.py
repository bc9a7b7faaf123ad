"""Agenda points in Slack: proposing, judging, editing, and everything the bot says about them."""

from handlers.items import judge, own, propose, tell
from handlers.table import Table


def listen(on: Table) -> None:
    """Every name of this noun."""
    on.command("/agendapunt", propose.command, mijn=own.mine)
    on.shortcut("items.from_message", propose.from_message)
    on.action("items.open", propose.open_form)
    on.action("items.line", propose.say_line)
    on.action("items.improve", propose.open_line)
    on.options("items.on_behalf_of", propose.members)
    on.view("items.propose", propose.submit)
    on.action("items.accept", judge.accept)
    on.action("items.send_back", judge.ask_send_back)
    on.view("items.send_back", judge.send_back)
    on.action("items.postpone", judge.ask_postpone)
    on.view("items.postpone", judge.postpone)
    on.action("items.refuse", judge.ask_refuse)
    on.view("items.refuse", judge.refuse)
    on.action("items.edit", own.ask_edit)
    on.view("items.edit", own.edit)
    on.action("items.withdraw", own.withdraw)
    on.message("items/card", tell.card)
    on.message("items/noted", tell.noted)
    on.message("items/judged", tell.judged)
