"""The key alarm in Slack: the last meeting before an external deadline, and the ways out (interface.md, /opvolging)."""

from handlers.alarms import act, tell, watch, written
from handlers.deadlines import CHECK
from handlers.table import Table


def listen(on: Table) -> None:
    """Every name of this noun."""
    on.errand(CHECK, watch.check)
    on.message("alarms/alarm", tell.alarm)
    on.action("alarms.mandate", act.mandate)
    on.action("alarms.round", written.ask)
    on.view("alarms.round", written.submit)
    on.action("alarms.extra", act.ask_extra)
    on.view("alarms.extra", act.extra)
    on.action("alarms.seen", act.seen)
