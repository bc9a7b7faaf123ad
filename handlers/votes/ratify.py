"""The plenary's word on a *voordracht*: the point on its agenda, **Bekrachtigd** and **Niet bekrachtigd**."""

from datetime import datetime
from typing import Any

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
from handlers.votes import keep, speech, tell
from handlers.votes.around import around
from handlers.words import Words
from storage import items as stored_items
from storage import meetings as stored_meetings
from storage import outcomes as stored_outcomes
from storage.database import Session
from storage.votes import boxes, polls


def agree(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Bekrachtigd**: the mandates begin."""
    poll = _decide(action.id, agreed=True, me=me, desk=desk, words=reply.words)
    reply.say("Bekrachtigd: «{title}». Wie voorgedragen was, krijgt bericht en een mandaat.", title=poll.title)


def disagree(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Niet bekrachtigd**: nobody gets a mandate."""
    poll = _decide(action.id, agreed=False, me=me, desk=desk, words=reply.words)
    reply.say("Genoteerd: «{title}» is niet bekrachtigd. De kandidaten krijgen bericht.", title=poll.title)


def buttons(db: Session, items: list[Item], *, me: Person, words: Words) -> dict[int, dict[str, Any]]:
    """What stands with the ratification points among these, by point: which vote, and whether to decide still."""
    found = polls.by_items(db, [item.id for item in items], workspace=me.workspace)
    return {
        item: {"poll": poll.id, "told": words.say(speech.STATES[poll.state])}
        for item, poll in found.items()
        if poll.needs_ratification and me.may(May.RATIFY, in_=poll.body) and poll.state is PollState.CLOSED
    }


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
