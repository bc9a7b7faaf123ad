"""Votes in Slack: opened, voted on in threads, closed by the clock, and what comes after them."""

from handlers.table import Table
from handlers.votes import (
    behalf,
    cast,
    check,
    clockwork,
    files,
    nudges,
    objecting,
    opening,
    overview,
    ratify,
    said,
    sequels,
    steer,
    tell,
    typed,
)
from handlers.votes.closing import CLOSE


def listen(on: Table) -> None:
    """Every name of this noun."""
    on.command("/stemming", overview.command, nieuw=opening.command)
    on.action("votes.list", overview.again)
    on.action("votes.new", opening.ask)
    on.options("votes.subjects", opening.subjects)
    on.action("votes.subjects", opening.chosen)
    on.view("votes.open", opening.preview)
    on.view("votes.summary", opening.confirm)
    on.action("votes.for", cast.for_)
    on.action("votes.against", cast.against)
    on.action("votes.abstain", cast.abstain)
    on.action("votes.vote", cast.ask)
    on.action("votes.secret", cast.ask)
    on.view("votes.named", cast.submit)
    on.view("votes.secret", cast.submit_secret)
    on.action("votes.object", objecting.ask)
    on.view("votes.object", objecting.submit)
    on.action("votes.close", steer.ask_close)
    on.view("votes.close", steer.close)
    on.action("votes.extend", steer.ask_extend)
    on.view("votes.extend", steer.extend)
    on.action("votes.cancel", steer.ask_cancel)
    on.view("votes.cancel", steer.cancel)
    on.action("votes.retry", steer.retry)
    on.action("votes.behalf", behalf.ask)
    on.view("votes.behalf", behalf.submit)
    on.action("votes.confirm", behalf.confirm)
    on.event("message.groups", typed.heard)
    on.action("votes.typed_yes", typed.yes)
    on.action("votes.typed_no", typed.no)
    on.action("votes.second", sequels.ask_second)
    on.view("votes.second", sequels.second)
    on.action("votes.instead", sequels.ask_instead)
    on.view("votes.instead", sequels.instead)
    on.action("votes.decide", sequels.ask_decide)
    on.view("votes.decide", sequels.decide)
    on.action("votes.agenda", sequels.to_agenda)
    on.action("votes.ratify", ratify.agree)
    on.action("votes.not_ratified", ratify.disagree)
    on.message("votes/root", said.root)
    on.message("votes/ballot", said.ballot)
    on.message("votes/result", said.result)
    on.message("votes/candidate", said.candidate)
    on.message("votes/closed", said.closed)
    on.message("votes/unopened", said.unopened)
    on.message("votes/confirm", said.confirm)
    on.message("votes/entered", said.entered)
    on.message("votes/last_call", nudges.last_call)
    on.reminder(nudges.PART, nudges.reminder)
    on.digest(nudges.PART, nudges.digest)
    on.errand(nudges.CALL, nudges.call)
    on.errand(tell.FILE, files.send)
    on.errand(check.CHECK, check.run)
    on.errand(CLOSE, clockwork.close)
    on.errand(tell.WIPE, clockwork.wipe)
