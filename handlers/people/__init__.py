"""People in Slack: who sits here, from when to when, who stands in or succeeds, and what is missing."""

from handlers.people import answers, appoint, ask, change, channel, choose, roster
from handlers.table import Table


def listen(on: Table) -> None:
    """Every name of this noun."""
    on.keyword("/iroj", "leden", roster.command)
    on.action("people.list", roster.open_list)
    on.action("people.page", roster.page)
    on.action("people.gaps", roster.show_gaps)
    on.options("people.person", choose.people)
    on.options("people.organisation", choose.organisations)
    on.options("people.sector", choose.sectors)
    on.action("people.add", appoint.ask_add)
    on.view("people.add", appoint.add)
    on.action("people.change", appoint.ask_change)
    on.view("people.change", appoint.change)
    on.action("people.replace", change.ask_replace)
    on.view("people.replace", change.replace)
    on.action("people.back", change.ask_back)
    on.view("people.back", change.back)
    on.action("people.succeed", change.ask_succeed)
    on.view("people.succeed", change.succeed)
    on.action("people.end", change.ask_end)
    on.view("people.end", change.end)
    on.action("people.tandem", change.ask_tandem)
    on.view("people.tandem", change.tandem)
    on.action("people.ask", ask.ask_now)
    on.action("people.ask_all", ask.ask_all)
    on.action("people.answer", answers.ask_answer)
    on.view("people.answer", answers.answer)
    on.action("people.take_over", answers.take_over)
    on.message("people/question", ask.question)
    on.message("people/answered", answers.answered)
    on.event("member_joined_channel", channel.joined)
    on.event("member_left_channel", channel.left)
    on.event("user_change", channel.user_changed)
    on.errand("people.joined", channel.meet)
    on.action("people.add_joined", channel.ask_add)
    on.message("people/joined", channel.propose)
    on.message("people/left", channel.report)
    on.message("people/closed", channel.report)
