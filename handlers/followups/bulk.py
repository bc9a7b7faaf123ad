"""Several follow-ups at once, one per line: shown as they were understood before anything is kept."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Any

from bot import followups
from bot.errors import N_, Refusal
from bot.followups import Due, DueKind, Source, Wanted, lines
from bot.people import May, Person
from handlers import kit
from handlers.desk import Desk
from handlers.followups import form, keep, speech, tell
from handlers.followups.ground import Ground, ground
from handlers.followups.typed import with_names
from handlers.payload import Submission
from handlers.reply import Reply
from handlers.words import Sentence, Words
from storage import followups as stored


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """One line as it was read, or why it was not."""

    typed: str
    wanted: Wanted | None
    why: Refusal | None = None


def open_preview(text: str, source: Source, *, body: int, me: Person, desk: Desk, reply: Reply) -> None:
    """Several lines typed behind the command."""
    me.must_be_allowed(May.CREATE_FOLLOW_UP, in_=body)
    with desk.sessions.read() as db:
        here = ground(db, body, within=me, now=desk.now())
        text = with_names(db, text, body, strictly=False)
    read = understand(text, Wanted(text="", source=source), here, me=me, now=desk.now())
    reply.open("followups/preview", **facts(reply.words, text, read, here, source=None))


def preview(submission: Submission, *, me: Person, desk: Desk, reply: Reply) -> None:
    """Several lines pasted into the form: who, when and where of the form hold for each line that says nothing else."""
    body, text = submission.id("body"), submission.text("text")
    with desk.sessions.read() as db:
        here = ground(db, body, within=me, now=desk.now())
        common = form.read(submission, here, now=desk.now())
        point = stored.points(db, [common.source.item], body=body).get(common.source.item or 0, "")
    whole = "\n".join(_in_full(line, common, here, reply.words, now=desk.now()) for line in lines.split(text))
    read = understand(whole, replace(common, text=""), here, me=me, now=desk.now())
    source = form.source(reply.words, common.source, here, point)
    reply.update("followups/preview", **facts(reply.words, whole, read, here, source=source))


def confirm(submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """**Bevestig**: what was shown is kept; lines that changed since are shown first."""
    body, text = submission.id("body"), submission.text("lines")
    with desk.sessions.begin() as db:
        here = ground(db, body, within=me, now=desk.now())
        source = form.read_source(submission)
        read = understand(text, Wanted(text="", source=source), here, me=me, now=desk.now())
        as_shown = submission.metadata.get("seen") == _seen(read)
        if as_shown:
            _must_be_understood(read)
            made = [
                keep.make(db, each.wanted, body=body, by=me, now=desk.now()) for each in read if each.wanted is not None
            ]
            tell.given(db, made, here, by=me, now=desk.now())
        else:
            point = stored.points(db, [source.item], body=body).get(source.item or 0, "")
    if as_shown:
        reply.done(reply.words.count("{n} opvolgpunt genoteerd.", "{n} opvolgpunten genoteerd.", len(made)))
    else:
        shown = form.source(reply.words, source, here, point)
        reply.update("followups/preview", **facts(reply.words, text, read, here, source=shown))


def understand(text: str, common: Wanted, here: Ground, *, me: Person, now: datetime) -> list[Understood]:
    """Each line as it is read now. Raises `Refusal` for none or too many."""
    found = lines.split(text)
    if not found:
        raise Refusal(N_("Plak minstens één lijn."), about="lines")
    return [_understand(line, common, here, me=me, now=now) for line in found]


def facts(
    words: Words, text: str, read: Sequence[Understood], here: Ground, *, source: kit.Choice | None
) -> dict[str, Any]:
    """What the preview shows: each line as it was understood, and the lines themselves to correct."""
    return {
        "body": here.body.id,
        "seen": _seen(read),
        "rows": [_row(words, each, here) for each in read],
        "wrong": sum(each.why is not None for each in read),
        "lines": text,
        "source": source,
    }


def _understand(line: str, common: Wanted, here: Ground, *, me: Person, now: datetime) -> Understood:
    try:
        read = lines.read(line, known=here.known, now=now, zone=here.body.zone, meetings=here.calendar.meetings)
        wanted = read.wanted(common.source)
        followups.make(wanted, body=here.body.id, by=me, now=now)
    except Refusal as refusal:
        return Understood(typed=line, wanted=None, why=refusal)
    return Understood(typed=line, wanted=wanted)


def _must_be_understood(read: Sequence[Understood]) -> None:
    why = next((each.why for each in read if each.why is not None), None)
    if why is not None:
        raise Refusal(why.sentence, about="lines", **why.facts)


def _in_full(line: str, common: Wanted, here: Ground, words: Words, *, now: datetime) -> str:
    """A line with what the form says for all of them, unless it says so itself."""
    said, trouble = lines.sort_out(
        line, known=here.known, now=now, zone=here.body.zone, meetings=here.calendar.meetings
    )
    if trouble is not None:
        return line
    parts = [line]
    if common.owners and not said.owners:
        parts.append(", ".join(speech.owner(words, owner, here).plain for owner in common.owners))
    if common.due != Due() and said.due == Due():
        picked = common.due.last if common.due.kind is DueKind.DAY else None
        parts.append(picked.isoformat() if picked is not None else common.due.phrase)
    if common.waiting_for and not said.waiting_for:
        parts.append(f"wacht op {common.waiting_for}")
    return " | ".join(parts)


def _row(words: Words, each: Understood, here: Ground) -> list[kit.Piece | str | Sentence]:
    if each.wanted is None:
        why = words.say(each.why.sentence, **each.why.facts) if each.why else ""
        return [words.say("⚠ Niet begrepen: "), kit.italic(each.typed), "  ", why]
    wanted = each.wanted
    who = words.join([speech.owner(words, owner, here) for owner in wanted.owners]) if wanted.owners else None
    parts = [who or words.say("nog niemand"), speech.due(words, wanted.due, here)]
    if wanted.waiting_for:
        parts.append(words.say("wacht op {what}", what=wanted.waiting_for))
    return [kit.bold(wanted.text), "  ", speech.dotted(parts)]


def _seen(read: Sequence[Understood]) -> str:
    """16 hexadecimal digits that change with any line, or with what is understood of one."""
    said = [(each.typed, each.wanted, each.why.sentence if each.why else "") for each in read]
    return sha256(repr(said).encode()).hexdigest()[:16]
