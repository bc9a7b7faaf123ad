"""Lists of members and meetings from a spreadsheet, posted to the bot or given on its own machine."""

from handlers.importing import errands, post, tell
from handlers.table import Table


def listen(on: Table) -> None:
    """Every name of this noun."""
    on.event("message.im", post.posted)
    on.action("importing.body", post.choose_body)
    on.action("importing.confirm", post.confirm)
    on.action("importing.drop", post.drop)
    on.errand("importing.fetch", errands.fetch)
    on.errand("importing.take", errands.take)
    on.message("importing/list", tell.shown)
