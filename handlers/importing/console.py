"""A list given on the bot's own machine: the table of what it would change, and taking it over."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot import importing
from bot.bodies import Body
from bot.errors import N_, Refusal
from bot.importing import Kind, Outcome, Verdict
from bot.people import BRUSSELS, operator
from handlers.importing import tell
from handlers.importing.take import Offer, held_against
from handlers.words import SOURCE, Words, words_of
from storage import bodies
from storage.database import Database, Session

_WHAT = {
    Outcome.ADDED: N_("nieuw"),
    Outcome.CHANGED: N_("gewijzigd"),
    Outcome.UNREADABLE: N_("onleesbaar"),
}
_OTHER_KIND = {
    Kind.MEMBERS: N_("Dit is een lijst van vergaderingen: gebruik irojbot import-meetings."),
    Kind.MEETINGS: N_("Dit is een lijst van leden: gebruik irojbot import-members."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a list did or would do, line by line; `complete` when every line could be read."""

    lines: tuple[str, ...]
    complete: bool


def take(
    database: Database,
    content: bytes,
    *,
    kind: Kind,
    body: str | None,
    dry_run: bool,
    now: Callable[[], datetime],
) -> Report:
    """Take a list over in one unit of work, or with `dry_run` only look. `body` is a name, needed when there are more.

    Raises `Refusal` for a file that cannot be read, or a body that is not there.
    """
    sheet = importing.read(content)
    if sheet.kind is not kind:
        raise Refusal(_OTHER_KIND[kind])
    words = words_of(SOURCE, BRUSSELS)
    with database.read() if dry_run else database.begin() as db:
        found = _body(db, body)
        if not dry_run:
            bodies.hold(db, found.id)
        by = operator(workspace=found.workspace, body=found.id)
        offer = held_against(db, sheet, found, by=by, now=now())
        if not dry_run:
            offer.take()
    return Report(
        lines=(*_table(words, offer.verdicts), *_summary(words, offer, found, dry_run=dry_run)),
        complete=all(verdict.outcome is not Outcome.UNREADABLE for verdict in offer.verdicts),
    )


def _body(db: Session, name: str | None) -> Body:
    found = bodies.everywhere(db)
    if not found:
        raise Refusal(N_("Er is nog geen overlegorgaan. Stel er eerst een in met /iroj instellen."))
    known = ", ".join(body.name for body in found)
    if name is None and len(found) > 1:
        raise Refusal(N_("Kies een overlegorgaan met --body: {known}."), known=known)
    named = [body for body in found if name is None or body.name.casefold() == name.casefold()]
    if len(named) != 1:
        raise Refusal(N_("Ik vind niet welk overlegorgaan je bedoelt. Ik ken: {known}."), known=known)
    return named[0]


def _table(words: Words, verdicts: Sequence[Verdict]) -> list[str]:
    """One row for each line that does something or cannot be read."""
    rows = [verdict for verdict in verdicts if verdict.outcome is not Outcome.UNCHANGED]
    return [
        f"{verdict.line:>6}  {words.say(_WHAT[verdict.outcome]).plain:<11} {_told(words, verdict)}" for verdict in rows
    ]


def _told(words: Words, verdict: Verdict) -> str:
    if verdict.why is None:
        understood = tell.news(words, verdict).plain
        return f"{verdict.what} ({understood})" if understood else verdict.what
    return f"{verdict.what}: {words.say(verdict.why.sentence, **verdict.why.facts).plain}"


def _summary(words: Words, offer: Offer, body: Body, *, dry_run: bool) -> list[str]:
    counts = [
        tell.title(words, outcome, number).plain
        for outcome in Outcome
        if (number := sum(verdict.outcome is outcome for verdict in offer.verdicts))
    ]
    ignored = words.say("Met deze kolommen doe ik niets: {columns}", columns=words.join(offer.ignored)).plain
    done = (
        words.say("Er is nog niets bewaard: dit was --dry-run.")
        if dry_run
        else words.say("Bewaard in {body}.", body=body.name)
    )
    return [", ".join(counts), *([ignored] if offer.ignored else []), done.plain]
