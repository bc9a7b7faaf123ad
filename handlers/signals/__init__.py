"""Signals in Slack: a letter noted, its answers, and the question about it at each meeting and in the digest."""

from handlers.signals import notes, pages
from handlers.table import Table


def listen(on: Table) -> None:
    """Every name of this noun; `/opvolging` itself is that of the follow-ups."""
    on.keyword("/opvolging", "signaal", notes.command)
    on.keyword("/opvolging", "signalen", pages.listed)
    on.action("signals.open", notes.open_form)
    on.view("signals.make", notes.submit)
    on.action("signals.answer", notes.ask_answer)
    on.view("signals.answer", notes.answer)
    on.action("signals.close", notes.ask_close)
    on.view("signals.close", notes.close)
    on.action("signals.list", pages.open_list)
    on.digest(pages.PART, pages.digest)
