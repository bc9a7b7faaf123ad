"""What the agenda of a meeting asks about by itself, under "Opvolging verslag": in Slack and in the Word file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.followups import FollowUp, lists
from bot.meetings import TAKES_POINTS, Kind, Meeting
from handlers.followups import speech
from handlers.followups.ground import Ground, for_clock
from handlers.signals.speech import waiting
from handlers.words import Sentence, Words
from storage import followups as stored
from storage import signals as stored_signals
from storage.database import Session

MOST_ROWS = 15
MOST_CHARACTERS = 2_500
"""Characters of all rows together: they stand in one message with the agenda itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One follow-up for readers of the agenda."""

    text: str
    who: Sentence
    due: Sentence
    late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Everything that the meeting asks about."""

    rows: tuple[Row, ...] = ()

    def in_short(self, words: Words) -> tuple[list[Sentence], int]:
        """One sentence each for as many as fit in a message, and how many more there are."""
        shown: list[Sentence] = []
        room = MOST_CHARACTERS
        for row in self.rows[:MOST_ROWS]:
            due = words.say("*te laat:* {due}", due=row.due) if row.late else row.due
            sentence = words.say("*{text}* · {details}", text=row.text, details=speech.dotted([row.who, due]))
            room -= len(sentence.marked)
            if room < 0 and shown:
                break
            shown.append(sentence)
        return shown, len(self.rows) - len(shown)


NOTHING = Asked()


def of(db: Session, meeting: Meeting, *, workspace: int, now: datetime, words: Words) -> Asked:
    """What stands under the agenda of a meeting that is still to come; nothing under any other."""
    if meeting.kind is not Kind.PLENARY or meeting.state not in TAKES_POINTS:
        return NOTHING
    letters = _signals(db, meeting, words)
    live = stored.live(db, meeting.body)
    if not live:
        return Asked(rows=letters)
    here = for_clock(db, meeting.body, workspace=workspace, now=now, follow_ups=live)
    return Asked(rows=(*letters, *_rows(words, lists.for_agenda(live, meeting, calendar=here.calendar), here)))


def _signals(db: Session, meeting: Meeting, words: Words) -> tuple[Row, ...]:
    """The letters that wait for an answer: every meeting asks about them (domain.md 6)."""
    return tuple(
        Row(
            text=words.say("Signaal: {title}", title=each.title).plain,
            who=waiting(words, each),
            due=words.say("verstuurd op {day}", day=each.sent_on),
            late=False,
        )
        for each in stored_signals.open_ones(db, meeting.body)
    )


def _rows(words: Words, found: Sequence[FollowUp], here: Ground) -> tuple[Row, ...]:
    return tuple(
        Row(
            text=each.text,
            who=speech.owners(words, each, here),
            due=speech.due(words, each.due, here),
            late=here.calendar.is_late(each),
        )
        for each in found
    )
