"""Dossiers in Slack: made from pasted steps, watched over, worked on, and shown as a timeline."""

from handlers.dossiers import form, nudge, pages, post, work
from handlers.table import Table


def listen(on: Table) -> None:
    """Every name of this noun; `/opvolging` itself is that of the follow-ups."""
    on.keyword("/opvolging", "dossier", form.command)
    on.keyword("/opvolging", "dossiers", pages.listed)
    on.action("dossiers.open", form.open_form)
    on.view("dossiers.make", form.submit)
    on.view("dossiers.check", form.confirm)
    on.action("dossiers.change", form.ask_change)
    on.view("dossiers.change", form.change)
    on.action("dossiers.list", pages.open_list)
    on.action("dossiers.show", pages.open_one)
    on.reminder(nudge.PART, nudge.reminder)
    on.digest(nudge.PART, nudge.digest)
    on.action("dossiers.timeline", pages.timeline)
    on.errand(post.TIMELINE, post.timeline)
    on.action("dossiers.tick", work.tick)
    on.action("dossiers.applications", work.ask_applications)
    on.view("dossiers.applications", work.applications)
    on.action("dossiers.agendize", work.ask_agendize)
    on.view("dossiers.agendize", work.agendize)
    on.action("dossiers.decide", work.ask_decide)
    on.view("dossiers.decide", work.decide)
    on.action("dossiers.sent", work.sent)
    on.action("dossiers.drop", work.drop)
