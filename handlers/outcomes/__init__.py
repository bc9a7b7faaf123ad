"""What a meeting decided, in Slack: held, an outcome for each point, report approved, closed."""

from handlers.outcomes import held, note
from handlers.table import Table


def listen(on: Table) -> None:
    """Every name of this noun."""
    on.action("outcomes.hold", held.hold)
    on.action("outcomes.approve", held.approve)
    on.action("outcomes.close", held.close)
    on.action("outcomes.show", note.show)
    on.action("outcomes.ask", note.ask)
    on.view("outcomes.note", note.submit)
