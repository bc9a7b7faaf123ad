"""The agenda in Slack: showing it, ordering it, publishing it in versions, and the pool of points that wait."""

from handlers.agenda import add, files, line, order, own, pool, publish, show, standing, tell
from handlers.table import Table


def listen(on: Table) -> None:
    """Every name of this noun."""
    on.command("/agenda", show.command, reserve=pool.command)
    on.action("agenda.show", show.show)
    on.action("agenda.order", order.ask)
    on.action("agenda.turn", order.turn)
    on.action("agenda.line", order.choose)
    on.view("agenda.place", line.place)
    on.options("agenda.under", line.heads)
    on.view("agenda.change", line.change)
    on.view("agenda.take_off", line.take_off)
    on.action("agenda.add", add.ask_point)
    on.view("agenda.add", add.point)
    on.options("agenda.behind", line.lines)
    on.action("agenda.pause", add.ask_break)
    on.view("agenda.pause", add.pause)
    on.action("agenda.standing", standing.ask)
    on.view("agenda.standing", standing.submit)
    on.action("agenda.publish", publish.ask)
    on.view("agenda.publish", publish.publish)
    on.action("agenda.pool", pool.turn)
    on.action("agenda.schedule", pool.ask)
    on.view("agenda.schedule", pool.schedule)
    on.action("agenda.template", own.ask)
    on.view("agenda.template", own.submit)
    on.errand("agenda/check_template", own.check)
    on.message("agenda/template_checked", own.checked)
    on.message("agenda/post", tell.post)
    on.message("agenda/difference", tell.difference)
    on.message("agenda/moved", tell.moved)
    on.errand("agenda/files", files.publication)
    on.errand("agenda/calendar", files.appointment)
