"""What the bot says about meetings by itself: moved or cancelled, once, to who already knew of them."""

from datetime import date, datetime, time
from typing import Any

from bot.bodies import Body
from bot.meetings import Meeting, State, deadlines
from handlers.agenda import tell as tell_agenda
from handlers.meetings import speech
from handlers.words import Words
from storage import bodies, outbox
from storage import meetings as stored
from storage.database import Session
from storage.outbox import Lane, Letter


def moved_to_all(db: Session, before: Meeting, after: Meeting, *, body: Body, now: datetime) -> None:
    """Tell of another day, hour or place: the comité, and the plenary too once it was sent an agenda."""
    about = {
        "meeting": after.id,
        "day": before.day.isoformat() if before.day else None,
        "month": before.month.isoformat(),
        "starts": before.starts.isoformat("minutes") if before.starts else None,
        "ends": before.ends.isoformat("minutes") if before.ends else None,
    }
    for lane in _who_knows(before, body):
        outbox.tell(
            db,
            "meetings/moved",
            workspace=body.workspace,
            to=lane,
            key=f"meetings/moved:{after.id}:{now.timestamp():.6f}:{lane}",
            about=about,
            body=body.id,
        )


def cancelled_to_all(db: Session, before: Meeting, *, body: Body) -> None:
    """Tell that a meeting will not be, to the same people."""
    for lane in _who_knows(before, body):
        outbox.tell(
            db,
            "meetings/cancelled",
            workspace=body.workspace,
            to=lane,
            key=f"meetings/cancelled:{before.id}:{lane}",
            about={"meeting": before.id},
            body=body.id,
        )


def _who_knows(meeting: Meeting, body: Body) -> list[Lane]:
    """The comité, and where the agenda stands once it was published; for the comité's own meetings that is one."""
    channels = [body.committee_channel]
    if meeting.state is State.AGENDA_PUBLISHED:
        channels.append(tell_agenda.channel_of(body, meeting))
    return [outbox.channel(channel) for channel in dict.fromkeys(channels)]


def moved(db: Session, letter: Letter, words: Words) -> dict[str, Any] | None:
    """From when to when, with the deadlines that moved along; nothing when it was cancelled meanwhile."""
    meeting = stored.load(db, letter.about["meeting"], workspace=letter.workspace)
    if meeting.state is State.CANCELLED:
        return None
    body = bodies.load(db, meeting.body, workspace=letter.workspace)
    limits = deadlines(meeting, body.rules)
    day, starts, ends = letter.about["day"], letter.about["starts"], letter.about["ends"]
    return {
        "was": words.when(date.fromisoformat(day)) if day else words.month(date.fromisoformat(letter.about["month"])),
        "was_hours": speech.hours(words, _hour(starts), _hour(ends)),
        "name": speech.meeting(words, meeting),
        "hours": speech.hours(words, meeting.starts, meeting.ends),
        "place": meeting.place,
        "submission": limits.submission if limits else None,
        "sending": limits.sending if limits else None,
    }


def cancelled(db: Session, letter: Letter, words: Words) -> dict[str, Any]:
    """Which meeting will not be."""
    meeting = stored.load(db, letter.about["meeting"], workspace=letter.workspace)
    return {"name": speech.meeting(words, meeting), "hours": speech.hours(words, meeting.starts, meeting.ends)}


def _hour(text: str | None) -> time | None:
    return time.fromisoformat(text) if text else None
