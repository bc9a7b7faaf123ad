"""What each message about a vote says, found at the moment it is said."""

from typing import Any

from bot.bodies import Method
from bot.votes import Choice, Poll, Result, State
from handlers.votes import check, keep, sequels, speech
from handlers.votes.around import Around, around
from handlers.words import Words
from storage.database import Session, now_in
from storage.outbox import Letter
from storage.votes import boxes, polls

MOST_OBJECTIONS = 10
"""Objections that one result shows: each takes two blocks of the fifty a message has."""


def root(db: Session, letter: Letter, words: Words) -> dict[str, Any] | None:
    """The root message: what, how, until when, and how many voted; after closing the result."""
    here, result = _around(db, letter)
    poll = here.poll
    return {
        "title": poll.title,
        "names": speech.lines(poll) if poll.is_about_people else [],
        "places": poll.places if poll.is_shared else 0,
        "how": words.say(speech.HOW[poll.method]),
        "opener": here.who(poll.opened_by),
        "electorate": words.say(speech.ELECTORATES[poll.electorate]),
        "entitled": poll.entitled,
        "closes": poll.closes_at,
        "heading": speech.heading(words, here, result),
        "spelled_out": poll.is_shared and poll.state is State.CLOSED and result is not None and not result.objections,
        "open": poll.state is State.OPEN,
        "counts": poll.method is not Method.CONSENT,
        "voted": boxes.turnout(db, poll) if poll.state is State.OPEN else 0,
        "rows": list(speech.outcome_rows(words, here, result)) if result is not None else [],
    }


def ballot(db: Session, letter: Letter, words: Words) -> dict[str, Any] | None:
    """One ballot in the thread; its buttons go when the vote is over."""
    here, _ = _around(db, letter)
    poll = here.poll
    line = letter.about["line"]
    return {
        "poll": poll.id,
        "line": line,
        "title": poll.title,
        "name": poll.line(line).text if line else "",
        "names": speech.lines(poll) if poll.is_about_people else [],
        "method": poll.method.value,
        "open": poll.is_open(now_in(db)),
        "closes": poll.closes_at,
        "places": poll.places if poll.is_shared else 0,
        "heading": words.say(speech.STATES[poll.state if poll.state is not State.OPEN else State.CLOSED]),
        "choices": [[choice.value, words.say(label)] for choice, label in speech.CHOICES.items()],
    }


def result(db: Session, letter: Letter, words: Words) -> dict[str, Any] | None:
    """The full result in the thread; nothing when the vote goes on meanwhile."""
    here, found = _around(db, letter)
    return None if found is None else shown(db, here, found, words)


def shown(db: Session, here: Around, found: Result, words: Words) -> dict[str, Any]:
    """The numbers of a result, with objections and who made them."""
    objections = boxes.objections(db, here.poll.id) if found.objections else []
    members = polls.members_of(db, here.poll.id, [each.mandate for each in objections])
    return {
        "title": here.poll.title,
        "summary": speech.summary(words, here, found),
        "rows": list(speech.outcome_rows(words, here, found)),
        "explained": list(speech.explained(words, here, found)),
        "objections": [
            {"who": members.get(each.mandate, "–"), "reason": each.reason} for each in objections[:MOST_OBJECTIONS]
        ],
        "ratification": here.poll.needs_ratification and bool(found.accepted),
    }


def candidate(db: Session, letter: Letter, words: Words) -> dict[str, Any] | None:
    """To a candidate about whom the vote left it open; nothing when it was decided meanwhile."""
    here, found = _around(db, letter)
    if found is None:
        return None
    line = letter.about["line"]
    verdict = found.verdict(line)
    if line not in keep.undecided(found):
        return None
    return {
        "title": here.poll.title,
        "verdict": verdict.value,
        "invalid": words.say(speech.INVALID[found.invalid]) if found.invalid is not None else None,
    }


def unopened(db: Session, letter: Letter, words: Words) -> dict[str, Any] | None:
    """Why a vote did not open, to who wanted it; nothing when it did open meanwhile."""
    here, _ = _around(db, letter)
    if here.poll.state is not State.DRAFT:
        return None
    why = check.obstacles(db, here, now=now_in(db), words=words)
    return {"poll": here.poll.id, "title": here.poll.title, "why": why}


def confirm(db: Session, letter: Letter, words: Words) -> dict[str, Any] | None:
    """A ballot in the name of somebody without Slack, to be confirmed by another; or that this was done."""
    here, _ = _around(db, letter)
    mandate = letter.about["mandate"]
    entries = boxes.entries(db, here.poll.id, mandate)
    waits = bool(entries) and f"{entries[0].entered_at.timestamp():.6f}" == letter.about["at"]
    is_open = here.poll.is_open(now_in(db))
    if letter.ts is None and not (waits and is_open):
        return None
    given = {entry.line: entry.choice for entry in entries} if waits else {}
    return {
        "value": f"{here.poll.id}:{mandate}",
        "title": here.poll.title,
        "name": polls.members_of(db, here.poll.id, [mandate]).get(mandate, "–"),
        "choices": speech.choices(words, here.poll, given) if given else None,
        "open": waits and is_open,
    }


def entered(db: Session, letter: Letter, words: Words) -> dict[str, Any] | None:
    """A ballot in somebody's name counts: what it says, with a text to forward."""
    here, _ = _around(db, letter)
    mandate = letter.about["mandate"]
    given: dict[int, Choice] = boxes.mine(db, here.poll.id, mandate)
    if not given:
        return None
    return {
        "title": here.poll.title,
        "name": polls.members_of(db, here.poll.id, [mandate]).get(mandate, "–"),
        "choices": speech.choices(words, here.poll, given),
        "closes": here.poll.closes_at,
    }


def _around(db: Session, letter: Letter) -> tuple[Around, Result | None]:
    poll: Poll = polls.load(db, letter.about["poll"], workspace=letter.workspace)
    return around(db, poll, workspace=letter.workspace), keep.result_of(db, poll)


def closed(db: Session, letter: Letter, words: Words) -> dict[str, Any] | None:
    """To those who lead votes: how it ended, and what they can do now."""
    here, found = _around(db, letter)
    if found is None:
        return None
    return {
        "poll": here.poll.id,
        "title": here.poll.title,
        "summary": speech.summary(words, here, found),
        "next": sequels.next_step(db, here, found, words=words),
        "deeds": sequels.deeds(db, here.poll, found, words=words),
    }
