"""Calls for candidates and candidacies in Slack: coming forward, being nominated, admitted, and what came of it."""

from handlers.candidacies import call, judge, mine, overview, own, rounds, said, stand, tell
from handlers.table import Table


def listen(on: Table) -> None:
    """Every name of this noun."""
    on.command("/kandidaat", overview.command, oproep=call.command)
    on.action("candidacies.list", overview.open_list)
    on.action("candidacies.candidates", overview.candidates)
    on.action("candidacies.open_call", call.open_form)
    on.view("candidacies.open_call", call.submit)
    on.action("candidacies.prolong", call.ask_prolong)
    on.view("candidacies.prolong", call.prolong)
    on.action("candidacies.call_off", call.call_off)
    on.action("candidacies.stand", stand.ask_stand)
    on.view("candidacies.stand", stand.stand)
    on.action("candidacies.nominate", stand.ask_nominate)
    on.view("candidacies.nominate", stand.nominate)
    on.options("candidacies.people", stand.people)
    on.action("candidacies.accept", own.accept)
    on.action("candidacies.decline", own.decline)
    on.action("candidacies.reword", own.ask_reword)
    on.view("candidacies.reword", own.reword)
    on.action("candidacies.withdraw", own.withdraw)
    on.action("candidacies.admit", judge.admit)
    on.action("candidacies.read", judge.read)
    on.message("candidacies/call", said.call)
    on.message("candidacies/reminder", said.reminder)
    on.message("candidacies/card", said.card)
    on.message("candidacies/mine", said.mine)
    on.message("candidacies/answered", said.answered)
    on.message("candidacies/outcome", said.outcome)
    on.message("candidacies/elected", said.elected)
    on.message("candidacies/nobody", said.nobody)
    on.message("candidacies/closed", said.closed)
    on.errand(tell.ROUND, rounds.go)
    on.reminder(mine.PART, mine.reminder)
    on.digest(mine.PART, mine.digest)
