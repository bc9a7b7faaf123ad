"""The plenary's word on a *voordracht*: the point on its agenda, **Bekrachtigd** and **Niet bekrachtigd**."""

from collections.abc import Sequence
from datetime import datetime

from bot import outcomes, votes
from bot.errors import N_, Refusal
from bot.items import Item
from bot.meetings import Meeting
from bot.outcomes import Kind as OutcomeKind
from bot.outcomes import Outcome
from bot.people import May, Person
from bot.votes import Poll
from bot.votes import State as PollState
from handlers.candidacies import keep as candidacies
from handlers.desk import Desk
from handlers.payload import Action
from handlers.reply import Reply
from handlers.votes import keep, tell
from handlers.votes.around import around
from handlers.words import Words
from storage import items as stored_items
from storage import meetings as stored_meetings
from storage import outcomes as stored_outcomes
from storage.database import Session
from storage.votes import boxes, polls, ties


def agree(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Bekrachtigd**: the mandates begin."""
    poll = _decide(action.id, agreed=True, me=me, desk=desk, words=reply.words)
    reply.say("Bekrachtigd: «{title}». Wie voorgedragen was, krijgt bericht en een mandaat.", title=poll.title)


def disagree(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Niet bekrachtigd**: nobody gets a mandate."""
    poll = _decide(action.id, agreed=False, me=me, desk=desk, words=reply.words)
    reply.say("Genoteerd: «{title}» is niet bekrachtigd. De kandidaten krijgen bericht.", title=poll.title)


def waiting(db: Session, items: Sequence[Item], *, me: Person) -> dict[int, dict[str, int | None]]:
    """Which of these points a vote waits for, by point: to be ratified, or decided where the vote left it open."""
    found = polls.by_items(db, [item.id for item in items], workspace=me.workspace)
    shown: dict[int, dict[str, int | None]] = {}
    for item, (poll, result) in found.items():
        if not me.may(May.RATIFY, in_=poll.body) or poll.state is not PollState.CLOSED:
            continue
        is_open = keep.is_open_ended(result) and ties.of(db, poll.id) is None
        ratifies = not is_open and poll.needs_ratification
        shown[item] = {
            "ratifies": poll.id if ratifies else None,
            "decides": poll.id if is_open and poll.is_about_people else None,
        }
    return shown


def _decide(id_: int, *, agreed: bool, me: Person, desk: Desk, words: Words) -> Poll:
    now = desk.now()
    with desk.sessions.begin() as db:
        poll = polls.load(db, id_, workspace=me.workspace, hold=True)
        me.member_in(poll.body)
        result = keep.result_of(db, poll)
        if result is None:
            raise Refusal(N_("Deze stemming is nog niet gesloten."))
        after = votes.ratify(poll, result, agreed=agreed, by=me)
        item, meeting = _treated(db, poll, me=me)
        polls.save(db, after, was=poll)
        boxes.destroy(db, poll.id)
        candidacies.ratified(db, keep.candidacies_of(poll), body=poll.body, agreed=agreed, by=me, now=now)
        stored_outcomes.keep(db, _outcome(item, meeting, words, agreed=agreed, by=me, now=now))
        keep.note(db, "ratify", after, by=me, now=now, agreed=agreed)
        tell.changed(db, after, workspace=me.workspace)
        tell.went_on(db, around(db, after, workspace=me.workspace))
    return after


def _treated(db: Session, poll: Poll, *, me: Person) -> tuple[Item, Meeting]:
    """The point of this vote and its meeting, which was held. Raises `Refusal` before that."""
    id_ = polls.item_of(db, poll.id)
    item = stored_items.get(db, id_, within=me) if id_ is not None else None
    if item is None or item.meeting is None:
        raise Refusal(N_("Dit staat nog niet op de agenda van een vergadering."))
    meeting = stored_meetings.hold(db, item.meeting, within=me)
    outcomes.must_be_held(meeting)
    return item, meeting


def _outcome(item: Item, meeting: Meeting, words: Words, *, agreed: bool, by: Person, now: datetime) -> Outcome:
    told = (
        words.say("Bekrachtigd door de vergadering.") if agreed else words.say("Niet bekrachtigd door de vergadering.")
    )
    return Outcome(
        item=item.id,
        meeting=meeting.id,
        kinds=(OutcomeKind.APPROVED if agreed else OutcomeKind.REJECTED,),
        text=told.plain,
        remarks="",
        noted_by=by.member_in(meeting.body),
        noted_at=now,
    )
