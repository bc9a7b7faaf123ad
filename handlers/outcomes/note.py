"""**Uitkomst** of each point: the list of what was decided, and the form for one point."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from bot import aims, outcomes
from bot.errors import N_, Refusal
from bot.items import Aim, Item, Sort, State
from bot.meetings import State as MeetingState
from bot.outcomes import Kind, Outcome, Wanted
from bot.people import May, Person
from handlers import deadlines, kit
from handlers.desk import Desk
from handlers.items import speech as speech_items
from handlers.items import tell as tell_items
from handlers.items.board import Board, board
from handlers.outcomes import speech
from handlers.payload import Action, Submission
from handlers.reply import Reply
from handlers.votes import ratify
from handlers.words import Words
from storage import audit
from storage import items as stored_items
from storage import meetings as stored_meetings
from storage import outcomes as stored
from storage.database import Session

PAGE = 7
"""Points on one page: each takes at most six blocks of the fifty a message has."""


NOT_VOTED = {"ratifies": None, "decides": None}
"""A point that no vote waits for."""

_OPEN = frozenset({MeetingState.HELD, MeetingState.REPORTED})


def show(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Uitkomsten** of a meeting, or **Meer** of its points: the value is "meeting" or "meeting:start"."""
    meeting, _, start = action.value.partition(":")
    if not meeting.isdigit() or not (start or "0").isdigit():
        raise Refusal(N_("Dit is verouderd. Open het opnieuw met /vergadering."))
    show_page(int(meeting), int(start or 0), me=me, desk=desk, reply=reply)


def show_page(meeting: int, start: int, *, me: Person, desk: Desk, reply: Reply) -> None:
    """The points of a meeting from place `start` on, with what was decided."""
    with desk.sessions.read() as db:
        facts = _page(db, meeting, start, me=me, words=reply.words)
    reply.show("outcomes/list", **facts)


def ask(action: Action, me: Person, desk: Desk, reply: Reply) -> None:
    """**Uitkomst** of a point: the form with what was noted."""
    with desk.sessions.read() as db:
        item = stored_items.get(db, action.id, within=me)
        meeting = stored_meetings.get(db, _meeting_of(item), within=me)
        outcomes.must_take_outcomes(meeting, by=me)
        known = stored.of_meeting(db, meeting.id).get(item.id)
        again = stored_items.get(db, known.again, within=me) if known is not None and known.again else None
    reply.open(
        "outcomes/note",
        item=item.id,
        title=item.title,
        kinds=[kit.Choice(kind.value, reply.words.say(label)) for kind, label in speech.KINDS.items()],
        chosen=[kind.value for kind in known.kinds] if known is not None else [],
        decision=known.text if known is not None else "",
        remarks=known.remarks if known is not None else "",
        to=again.aim.phrase if again is not None else "",
        back=reply.pressed_on,
    )


def submit(submission: Submission, me: Person, desk: Desk, reply: Reply) -> None:
    """The outcome is noted, also in the list that the form came from; a postponed point comes back as a new one."""
    wanted = Wanted(
        kinds=tuple(Kind(kind) for kind in submission.choices("kinds")),
        text=submission.text("text"),
        remarks=submission.text("remarks"),
    )
    with desk.sessions.begin() as db:
        item = stored_items.get(db, submission.id("item"), within=me)
        meeting = stored_meetings.hold(db, _meeting_of(item), within=me)
        before = stored.of_meeting(db, meeting.id).get(item.id)
        noted = outcomes.note(item, wanted, meeting=meeting, by=me, now=desk.now(), before=before)
        here = board(db, item.body, within=me, now=desk.now())
        noted = _again(db, item, noted, before, _aim(submission, here, desk=desk), by=me, now=desk.now())
        stored.keep(db, noted)
        kinds = [kind.value for kind in noted.kinds]
        audit.note(db, "outcomes.note", by=me, body=item.body, noun="item", id_=item.id, now=desk.now(), kinds=kinds)
        facts = _page(db, meeting.id, _start(db, meeting.id, item.id), me=me, words=reply.words)
    back = str(submission.metadata.get("back") or "")
    if back:
        reply.put_back(back, "outcomes/list", **facts)
    reply.done("«{title}»: {kinds}.", title=item.title, kinds=speech.kinds(reply.words, noted))


def _page(db: Session, meeting_id: int, start: int, *, me: Person, words: Words) -> dict[str, Any]:
    meeting = stored_meetings.get(db, meeting_id, within=me)
    me.must_be_allowed(May.READ, in_=meeting.body)
    points = _points(db, meeting.id)
    decided = stored.of_meeting(db, meeting.id)
    missing = len(outcomes.without(points, decided))
    may_note = me.may(May.NOTE_OUTCOMES, in_=meeting.body) and meeting.state in _OPEN
    shown = points[start : start + PAGE]
    voted = ratify.waiting(db, shown, me=me) if meeting.state in _OPEN else {}
    return {
        "meeting": meeting.id,
        "of": speech_items.meeting(words, meeting),
        "points": [
            _point(words, item, decided.get(item.id), may_note) | voted.get(item.id, NOT_VOTED) for item in shown
        ],
        "more": f"{meeting.id}:{start + PAGE}" if len(points) > start + PAGE else None,
        "missing": missing,
        "may_close": may_note and not missing,
        "may_approve": may_note and meeting.state is MeetingState.HELD,
    }


def _points(db: Session, meeting: int) -> list[Item]:
    return [item for item in stored_items.of_meeting(db, meeting) if item.sort is not Sort.BREAK]


def _start(db: Session, meeting: int, item: int) -> int:
    """Where the page begins that a point stands on."""
    places = [each.id for each in _points(db, meeting)]
    return places.index(item) // PAGE * PAGE if item in places else 0


def _point(words: Words, item: Item, outcome: Outcome | None, may_note: bool) -> dict[str, Any]:
    return {
        "id": item.id,
        "title": words.say("{number}. {title}", number=item.number, title=item.title) if item.number else item.title,
        "kinds": speech.kinds(words, outcome) if outcome is not None else None,
        "decision": outcome.text if outcome is not None else "",
        "remarks": outcome.remarks if outcome is not None else "",
        "again": outcome is not None and outcome.again is not None,
        "may_note": may_note,
        "standing": item.sort is not Sort.POINT,
    }


def _meeting_of(item: Item) -> int:
    if item.meeting is None:
        raise Refusal(N_("Dit punt staat niet meer op deze agenda."))
    return item.meeting


def _aim(submission: Submission, here: Board, *, desk: Desk) -> Aim | None:
    """Where a postponed point goes; None: the next meeting."""
    phrase = submission.text("to")
    if not phrase:
        return None
    return aims.aim(phrase, now=desk.now(), zone=here.body.zone, meetings=here.meetings, about="to")


def _again(
    db: Session, item: Item, noted: Outcome, before: Outcome | None, aim: Aim | None, *, by: Person, now: datetime
) -> Outcome:
    """The outcome with the new point of a postponement: made once, and moved or dropped with a correction."""
    known = before.again if before is not None else None
    if Kind.POSTPONED in noted.kinds and known is None:
        new = stored_items.add(db, outcomes.again(item, aim=aim, now=now))
        tell_items.judged_to_proposer(db, new, by=by, now=now)
        if new.before is not None:
            deadlines.changed(db, new.body, workspace=by.workspace)
        return replace(noted, again=new.id)
    if known is None:
        return noted
    made = stored_items.get(db, known, within=by)
    if not outcomes.may_drop(made):
        return noted
    after = replace(made, aim=aim or made.aim) if noted.again is not None else replace(made, state=State.WITHDRAWN)
    stored_items.save(db, after, was=made.state)
    return noted
