"""The point on a plenary agenda that a vote leads to, with the result frozen in it as it may be shown."""

from datetime import datetime

from bot import agenda
from bot.items import Aim, Item, Kind, State, When
from bot.meetings import Kind as MeetingKind
from bot.meetings import Meeting, next_for_points
from bot.people import Role
from bot.texts import EXPLANATION_LENGTH, TITLE_LENGTH
from bot.votes import Result
from handlers.items.board import for_clock
from handlers.votes import keep, speech
from handlers.votes.around import Around
from handlers.words import Sentence, Words, words_of
from storage import calls as stored_calls
from storage import candidacies as stored_candidacies
from storage import items as stored_items
from storage import mandates as stored_mandates
from storage.database import Session
from storage.votes import polls


def put_on_agenda(db: Session, here: Around, result: Result, *, title: Sentence, now: datetime) -> Item:
    """A decision point on the next plenary agenda with the result frozen in it, once; where there is none, the pool."""
    poll = here.poll
    board = for_clock(db, poll.body, workspace=here.body.workspace, now=now)
    plenary = [meeting for meeting in board.meetings if meeting.kind is MeetingKind.PLENARY]
    meeting = next_for_points(plenary, here.body.rules, today=board.today)
    position = 0
    if meeting is not None:
        position = agenda.place_for_new(stored_items.of_meeting(db, meeting.id))
        stored_items.make_room(db, meeting.id, position)
    item = stored_items.add(db, _point(here, result, title=title, meeting=meeting, position=position, now=now))
    polls.put_on_agenda(db, poll.id, item.id)
    return item


def _point(
    here: Around, result: Result, *, title: Sentence, meeting: Meeting | None, position: int, now: datetime
) -> Item:
    words = words_of(here.body.rules.language, here.body.zone)
    return Item(
        id=0,
        body=here.body.id,
        title=_short_enough(title.plain),
        state=State.ACCEPTED,
        aim=Aim(when=When.MEETING, meeting=meeting.id) if meeting is not None else Aim(when=When.NEXT),
        proposer=here.poll.opened_by,
        entered_by=here.poll.opened_by,
        created_at=now,
        kind=Kind.DECISION,
        meeting=meeting.id if meeting is not None else None,
        position=position,
        explanation=published(words, here, result),
    )


def _short_enough(title: str) -> str:
    """A title that fits: the name of a call may be as long as a title itself."""
    return title if len(title) <= TITLE_LENGTH else f"{title[: TITLE_LENGTH - 1]}…"


def published(words: Words, here: Around, result: Result) -> str:
    """The result as plain text, as it may be shown; what is masked is not in it, nor a sentence that does not fit."""
    rows = [
        "".join(part["text"] if isinstance(part, dict) else part.plain for part in row)
        for row in speech.outcome_rows(words, here, result)
    ]
    text = ""
    for row in [*rows, *(told.plain for told in speech.explained(words, here, result))]:
        longer = f"{text}\n{row}".strip()
        text = longer if len(longer) <= EXPLANATION_LENGTH else text
    return text


def title(db: Session, here: Around) -> Sentence:
    """ "Samenstelling comité: bekrachtiging"."""
    words = words_of(here.body.rules.language, here.body.zone)
    ids = keep.candidacies_of(here.poll)
    standing = stored_candidacies.by_ids(db, ids[:1], body=here.body.id)
    call = stored_calls.load(db, standing[0].call, workspace=here.body.workspace) if standing else None
    if call is not None and call.role is Role.COMMITTEE_MEMBER:
        return words.say("Samenstelling comité: bekrachtiging")
    what = here.poll.title
    if call is not None and call.group is not None:
        what = stored_mandates.group(db, call.group, body=here.body.id).name
    return words.say("Samenstelling {what}: bekrachtiging", what=what)


def open_title(here: Around) -> Sentence:
    """The title of a point for the meeting to decide what a vote left open."""
    words = words_of(here.body.rules.language, here.body.zone)
    return words.say("{what}: beslissing na de stemming", what=here.poll.title)
