"""What an alarm says, with the facts of the moment it is read."""

from dataclasses import dataclass
from typing import Any

from bot import alarms as rules
from bot.alarms import Alarm, Useful, Watched, Way
from bot.errors import N_
from bot.meetings import Kind, Meeting, next_for_points
from handlers.alarms.sources import ONE
from handlers.items.board import Board, for_clock
from handlers.items.speech import meeting as said
from handlers.words import Sentence, Words
from storage import alarms as stored
from storage import people
from storage.database import Session, now_in
from storage.outbox import Letter

WAYS = {
    Way.MANDATE: N_("{who} koos voor een mandaat aan een werkgroep: het staat als beslispunt op de agenda."),
    Way.WRITTEN_ROUND: N_("{who} koos voor een schriftelijke ronde in het comité."),
    Way.EXTRA_MEETING: N_("{who} plande een extra vergadering."),
    Way.SEEN: N_("Gezien door {who}."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """An alarm, what it is about, and what is left now. `place` is the meeting where it stands or aims too late."""

    alarm: Alarm
    watched: Watched
    useful: Useful
    here: Board

    @property
    def place(self) -> Meeting | None:
        """The meeting on which it stands or aims, when that is not before the deadline."""
        place = self.here.by_id.get(self.watched.on or self.watched.aimed or 0)
        return place if place is not None and place.earliest >= self.watched.deadline else None

    @property
    def after(self) -> Meeting | None:
        """The first plenary meeting that comes too late."""
        coming = [meeting for meeting in self.here.coming if meeting.kind is Kind.PLENARY]
        return next((meeting for meeting in coming if meeting.earliest >= self.watched.deadline), None)


def situation(db: Session, alarm: Alarm, *, here: Board) -> Situation | None:
    """How the subject of an alarm stands now; None when it was dropped, decided, or has another deadline."""
    next_one = next_for_points(here.meetings, here.body.rules, today=here.today)
    watched = ONE[alarm.subject](db, alarm.subject_id, next_one.id if next_one else None)
    if watched is None or watched.deadline != alarm.deadline:
        return None
    useful = rules.last_useful(
        watched.deadline, meetings=here.meetings, today=here.today, sending_days=here.body.rules.send_days
    )
    return Situation(alarm=alarm, watched=watched, useful=useful, here=here)


def alarm(db: Session, letter: Letter, words: Words) -> dict[str, Any] | None:
    """The alarm, and after that what was chosen; nothing when it was settled before anybody read it."""
    found = stored.load(db, letter.about["alarm"], workspace=letter.workspace)
    here = for_clock(db, found.body, workspace=letter.workspace, now=now_in(db))
    now = situation(db, found, here=here)
    if now is None:
        return None
    return {
        "id": found.id,
        "title": now.watched.title,
        "deadline": now.watched.deadline,
        "told": told(words, now),
        "hints": hints(words, now),
        "answer": _answer(db, words, found),
        "is_open": found.way in {None, Way.SEEN},
        "is_seen": found.way is Way.SEEN,
        "may_mandate": (now.useful.meeting or now.useful.tight) is not None,
    }


def told(words: Words, now: Situation) -> Sentence:
    """The alarm in one sentence."""
    title, before, useful = now.watched.title, now.watched.deadline, now.useful
    place = now.place or now.after
    if useful.meeting is not None and now.place is not None:
        return words.say(
            "«{title}» moet behandeld zijn vóór {before}, maar is voorzien voor {place}. "
            "De laatste vergadering die op tijd kan beslissen is die van {chance}.",
            title=title,
            before=before,
            place=said(words, now.place),
            chance=said(words, useful.meeting),
        )
    if useful.meeting is not None:
        return words.say(
            "Laatste kans: «{title}» moet behandeld zijn vóór {before}. "
            "Na de vergadering van {chance} kan het overleg er niet meer op tijd over beslissen.",
            title=title,
            before=before,
            chance=said(words, useful.meeting),
        )
    if place is None:
        return words.say(
            "«{title}» moet behandeld zijn vóór {before}, maar er is geen vergadering gepland.",
            title=title,
            before=before,
        )
    return words.say(
        "«{title}» moet behandeld zijn vóór {before}, maar de eerste vergadering waarop dat kan is {chance}.",
        title=title,
        before=before,
        chance=said(words, place),
    )


def hints(words: Words, now: Situation) -> list[Sentence]:
    """What else there is to know: the meeting after, one that is tight, one without a day."""
    useful, found = now.useful, []
    if useful.meeting is not None and now.place is None and now.after is not None:
        found.append(words.say("De volgende vergadering is pas op {day}.", day=said(words, now.after)))
    if useful.tight is not None:
        found.append(
            words.say(
                "De vergadering van {day} valt er nog net voor, maar laat minder dan {days} dagen om het te versturen.",
                day=said(words, useful.tight),
                days=now.here.body.rules.send_days,
            )
        )
    if useful.undated is not None:
        found.append(
            words.say(
                "De vergadering van {month} heeft nog geen dag: reken er niet op.", month=said(words, useful.undated)
            )
        )
    return found


def _answer(db: Session, words: Words, alarm: Alarm) -> Sentence | None:
    """Who chose what, if anybody did."""
    if alarm.way is None:
        return None
    who = people.names(db, [alarm.taken_by], body=alarm.body).get(alarm.taken_by or 0)
    return words.say(WAYS[alarm.way], who=who.name if who else words.say("iemand"))
