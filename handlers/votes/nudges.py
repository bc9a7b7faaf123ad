"""Those who still have to vote hear it: halfway and a day before in their daily reminder, and once more at the end."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from slack_sdk import WebClient

from bot import votes
from bot.bodies import Method
from bot.people import May, Person, Seat
from bot.votes import Poll, State
from handlers.desk import Desk
from handlers.reminders.due import due
from handlers.reminders.parts import MOST_LINES, Part, Press
from handlers.votes import rows
from handlers.votes.around import Around, around
from handlers.votes.keep import is_open_ended
from handlers.words import Sentence, Words
from storage import outbox
from storage.database import Session, now_in
from storage.outbox import Letter
from storage.people import Member
from storage.votes import boxes, polls, ties

CALL = "votes.call"
PART = "votes"
"""The part of the daily reminder."""


def plan(db: Session, here: Around, *, now: datetime) -> None:
    """Plan the calls of a vote, once for each closing time; those that are past already are left out."""
    poll, last = here.poll, votes.last_call(here.poll, here.body.rules)
    early = [moment for moment in votes.calls(poll)[:-1] if last is None or moment < last]
    for moment, is_last in [(moment, False) for moment in early] + [(last, True)]:
        if moment is not None and moment > now:
            outbox.tell(
                db,
                CALL,
                workspace=here.body.workspace,
                to=outbox.errand(CALL),
                key=f"{CALL}:{poll.id}:{poll.closes_at.timestamp():.0f}:{moment.timestamp():.0f}",
                about={"poll": poll.id, "closes": int(poll.closes_at.timestamp()), "last": is_last},
                body=here.body.id,
                at=moment,
            )


def call(desk: Desk, client: WebClient, letter: Letter) -> None:
    """Call those who have not voted; nobody when the vote is over, or closes at another time meanwhile."""
    with desk.sessions.begin() as db:
        poll = polls.load(db, letter.about["poll"], workspace=letter.workspace)
        if not poll.is_open(desk.now()) or int(poll.closes_at.timestamp()) != letter.about["closes"]:
            return
        here = around(db, poll, workspace=letter.workspace)
        for member in _missing(db, poll):
            if letter.about["last"]:
                _last(db, here, member)
            else:
                due(db, PART, user=str(member.slack_user), body=here.body)


def _missing(db: Session, poll: Poll) -> Iterable[Member]:
    found = polls.missing(db, poll.id)
    return [member for member in found if member.slack_user and not member.deactivated]


def _last(db: Session, here: Around, member: Member) -> None:
    outbox.tell(
        db,
        "votes/last_call",
        workspace=here.body.workspace,
        to=outbox.user(str(member.slack_user)),
        key=f"votes/last_call:{here.poll.id}:{here.poll.closes_at.timestamp():.0f}:{member.id}",
        about={"poll": here.poll.id, "member": member.id},
        body=here.body.id,
    )


def last_call(db: Session, letter: Letter, words: Words) -> dict[str, Any] | None:
    """The last call to one person; nothing when they voted meanwhile, or it is over."""
    poll = polls.load(db, letter.about["poll"], workspace=letter.workspace)
    seat = polls.seats_of(db, [poll.id], str(letter.user)).get(poll.id)
    if seat is None or seat.has_voted or not poll.is_open(now_in(db)):
        return None
    return {
        "poll": poll.id,
        "title": poll.title,
        "closes": poll.closes_at,
        "secret": poll.method is Method.SECRET,
    }


def reminder(db: Session, person: Person, seat: Seat, now: datetime, words: Words) -> dict[str, Any] | None:
    """What one person still has to vote on in one body, for the daily reminder."""
    owed = [row for row in rows.mine(db, seat.body, person, now=now, words=words) if row["owed"]]
    if not owed:
        return None
    return {
        "title": words.count("Je moet nog {n} keer stemmen.", "Je moet nog {n} keer stemmen.", len(owed)),
        "body_name": seat.body_name,
        "rows": owed[: rows.MOST_OPEN],
    }


def digest(db: Session, person: Person, seat: Seat, now: datetime, words: Words) -> Part | None:
    """The votes that are open, and those that ended without an outcome and wait for somebody to go on with them."""
    if not person.may(May.RUN_VOTES, in_=seat.body):
        return None
    open_ = polls.of_body(db, seat.body, states=[State.OPEN], workspace=person.workspace, most=rows.MOST_OPEN)
    closed = polls.of_body(db, seat.body, states=[State.CLOSED], workspace=person.workspace, most=rows.MOST_OPEN)
    stuck = [poll for poll in closed if _waits(db, poll)]
    if not open_ and not stuck:
        return None
    lines = [words.say("«{title}»: wacht op een vervolg", title=poll.title) for poll in stuck]
    lines += [_running(db, poll, words) for poll in reversed(open_)]
    return Part(
        title=words.count("{n} stemming loopt", "{n} stemmingen lopen", len(open_)),
        lines=lines[:MOST_LINES],
        press=Press(action="votes.list", label=words.say("Stemmingen"), value=seat.body),
    )


def _running(db: Session, poll: Poll, words: Words) -> Sentence:
    if poll.method is Method.CONSENT:
        return words.say("«{title}»: consent tot {closes}", title=poll.title, closes=poll.closes_at)
    return words.say(
        "«{title}»: {voted} van {entitled} stemden, tot {closes}",
        title=poll.title,
        voted=boxes.turnout(db, poll),
        entitled=poll.entitled,
        closes=poll.closes_at,
    )


def _waits(db: Session, poll: Poll) -> bool:
    """Whether a closed vote left something open with which nobody went on."""
    result = polls.result(db, poll.id)
    if result is None or not is_open_ended(result):
        return False
    return polls.item_of(db, poll.id) is None and not polls.after(db, poll.id) and ties.of(db, poll.id) is None
