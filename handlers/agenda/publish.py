"""**Publiceer agenda**: first what will happen, then the next version."""

from datetime import datetime
from typing import Any

from bot import agenda
from bot.agenda import Publication
from bot.people import Person
from handlers.agenda import speech, tell
from handlers.agenda.sheet import STALE, Sheet, sheet
from handlers.desk import Desk
from handlers.payload import Action, Submission
from handlers.reply import Reply
from handlers.words import ChannelLink, Sentence, Words
from storage import agenda as stored
from storage import audit
from storage import items as stored_items
from storage import meetings as stored_meetings

MOST_LATE = 20
"""Late points that the confirmation names."""


def ask(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Publiceer agenda** of a meeting: what this will do; what cannot be is refused at once."""
    with desk.sessions.read() as db:
        shown = sheet(db, action.id, within=me, now=desk.now())
    reply.open("agenda/publish", **facts(shown, me=me, now=desk.now(), words=reply.words))


def publish(submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """The confirmed version goes out; what changed since it was shown is shown first."""
    with desk.sessions.begin() as db:
        shown = sheet(db, submission.id("meeting"), within=me, now=desk.now(), hold=True)
        stale = submission.metadata.get("seen") != shown.seen
        if not stale and not shown.standing.is_news and shown.standing.last is not None:
            # Somebody else pressed first, and this very agenda is out: what was wanted has been done.
            return reply.done(speech.published(reply.words, shown.standing.last))
        if not stale:
            new = _dry(shown, me=me, now=desk.now())
            stored_meetings.save(db, new.meeting, was=shown.meeting.state, version=shown.meeting.version)
            stored.add_version(db, new.version)
            stored_items.place(db, new.items)
            audit.note(
                db,
                "agenda.publish",
                by=me,
                body=shown.body.id,
                noun="meeting",
                id_=shown.meeting.id,
                now=desk.now(),
                letter=new.version.letter,
            )
            tell.published(db, shown.body, new)
    if stale:
        notice = reply.words.say(STALE)
        return reply.update("agenda/publish", **facts(shown, me=me, now=desk.now(), words=reply.words, notice=notice))
    return reply.done(
        "Versie {letter} van de agenda van {of} is gepubliceerd in {posted_in}.",
        letter=new.version.letter,
        of=speech.meeting(reply.words, shown.meeting),
        posted_in=ChannelLink(tell.channel_of(shown.body, shown.meeting)),
    )


def _dry(shown: Sheet, *, me: Person, now: datetime) -> Publication:
    """What publishing makes now. Raises `Refusal`."""
    return agenda.publish(shown.meeting, shown.items, by=me, now=now, last=shown.standing.last)


def facts(shown: Sheet, *, me: Person, now: datetime, words: Words, notice: Sentence | None = None) -> dict[str, Any]:
    """What the confirmation shows. Raises `Refusal` for an agenda that cannot go out."""
    new = _dry(shown, me=me, now=now)
    last = shown.standing.last
    changes, rest = tell.told(words, new.version, last) if last is not None else ([], 0)
    late = [line.title for line in new.version.lines if line.late]
    return {
        "meeting": shown.meeting.id,
        "seen": shown.seen,
        "notice": notice,
        "of": speech.meeting(words, shown.meeting),
        "letter": new.version.letter,
        "is_first": last is None,
        "count_lines": len(new.version.lines),
        "posted_in": ChannelLink(tell.channel_of(shown.body, shown.meeting)),
        "moved": shown.standing.moved,
        "warnings": speech.warnings(words, shown),
        "late": late[:MOST_LATE],
        "late_count": len(late),
        "changes": changes,
        "rest": rest,
    }
