"""The regional budget in Slack: asking, deciding, a year at a glance with its picture and workbook."""

from handlers.budget import ask, decide, files, own, remind, schedule, show, support, tell, year
from handlers.table import Table

_DECISIONS: dict[str, decide.Deed] = {
    "principle": decide.principle,
    "approve": decide.approve,
    "elaborate": decide.elaborate,
    "refuse": decide.refuse,
    "release": decide.release,
    "move": decide.move,
    "settle": decide.settle,
    "correct": decide.correct,
}


def listen(on: Table) -> None:
    """Every name of this noun."""
    on.command("/budget", show.command, vraag=ask.command, export=files.export)
    on.action("budget.year", show.year)
    on.action("budget.sheet", show.sheet)
    on.action("budget.ask", ask.open_form)
    on.action("budget.line", ask.say_line)
    on.action("budget.improve", ask.open_line)
    on.options("budget.requester", ask.requesters)
    on.view("budget.ask", ask.submit)
    on.action("budget.edit", own.ask_edit)
    on.view("budget.edit", own.edit)
    on.action("budget.concrete", own.ask_concrete)
    on.view("budget.concrete", own.concrete)
    on.action("budget.withdraw", own.withdraw)
    on.action("budget.sure", own.be_sure)
    on.action("budget.take_up", support.take_up)
    on.action("budget.schedule", schedule.ask)
    on.view("budget.schedule", schedule.submit)
    on.action("budget.budget", year.ask)
    on.view("budget.budget", year.submit)
    on.action("budget.export", files.export_year)
    for name, deed in _DECISIONS.items():
        on.action(f"budget.ask_{name}", decide.asker(name))
        on.view(f"budget.{name}", decide.taker(name, deed))
    on.message("budget/card", tell.card)
    on.message("budget/noted", tell.noted)
    on.message("budget/decided", tell.decided)
    on.errand(files.PICTURE, files.draw)
    on.errand(files.EXPORT, files.write)
    on.errand(files.ANNEX, files.annex)
    on.errand(remind.WATCH, remind.look)
    on.reminder(remind.PART, remind.reminder)
    on.digest(remind.PART, remind.digest)
