"""What the bot says about calls and candidacies by itself, with the facts of the moment it is said."""

from typing import Any

from bot import calls
from bot.candidacies import Candidacy, State
from bot.channels import Purpose
from handlers.bodies import speech as speech_bodies
from handlers.candidacies import speech, tell
from handlers.candidacies.slate import Slate, for_clock
from handlers.words import ChannelLink, Words
from storage import candidacies as stored
from storage import mandates as stored_mandates
from storage import outbox
from storage.database import Session, now_in
from storage.outbox import Letter


def call(db: Session, letter: Letter, words: Words) -> dict[str, Any]:
    """The announcement: never who stands, nor how many."""
    return _call(words, _slate(db, letter.about["call"], letter))


def reminder(db: Session, letter: Letter, words: Words) -> dict[str, Any] | None:
    """The reminder; not begun any more when the call closed or was taken back meanwhile."""
    told = _call(words, _slate(db, letter.about["call"], letter))
    return told if told["open"] or letter.ts is not None else None


def card(db: Session, letter: Letter, words: Words) -> dict[str, Any] | None:
    """The card of a candidacy, without its motivation; nothing in a channel that has other readers by now.

    `why`: what keeps it out of the comité channel, for whom it is told instead.
    """
    here, candidacy = _of(db, letter)
    worries = tell.worries_of(db, here.body)
    in_channel = outbox.channel_of(letter.lane) is not None
    if in_channel and worries:
        return None
    place = ChannelLink(here.body.committee_channel)
    return _about(words, here, candidacy) | {
        "why": [
            words.say(speech_bodies.WORRIES[Purpose.COMMITTEE, worry], channel=place)
            for worry in (() if in_channel else worries)
        ],
        "open": candidacy.state is State.SUBMITTED,
        "has_motivation": bool(candidacy.motivation),
    }


def mine(db: Session, letter: Letter, words: Words) -> dict[str, Any]:
    """The candidate's own message; `behalf` when a support officer reads it instead."""
    here, candidacy = _of(db, letter)
    candidate = here.member(candidacy.member)
    nominator = here.member(candidacy.nominated_by) if candidacy.nominated_by is not None else None
    return _about(words, here, candidacy) | {
        "behalf": outbox.user_of(letter.lane) != candidate.slack_user,
        "nominated": candidacy.state is State.NOMINATED,
        "free": candidacy.state in {State.SUBMITTED, State.ADMITTED},
        "nominator": speech.who(nominator) if nominator is not None else None,
        "places": speech.places(words, here.call),
        "closes": here.call.closes_on,
        "explanation": here.call.explanation,
        "motivation": candidacy.motivation,
    }


def answered(db: Session, letter: Letter, words: Words) -> dict[str, Any]:
    """What the nominee said, to whoever put them forward."""
    here, candidacy = _of(db, letter)
    return _about(words, here, candidacy) | {"accepted": candidacy.state is not State.DECLINED}


def outcome(db: Session, letter: Letter, words: Words) -> dict[str, Any] | None:
    """What was decided about a candidacy; nothing when it was decided further meanwhile."""
    here, candidacy = _of(db, letter)
    if candidacy.state != letter.about["state"]:
        return None
    held = stored_mandates.of_members(db, [candidacy.member], body=here.body.id)
    new = [
        each
        for each in held
        if each.role is here.call.role and each.group == here.call.group and each.valid_from is not None
    ]
    begins = max((each.valid_from for each in new if each.valid_from is not None), default=None)
    return _about(words, here, candidacy) | {
        "behalf": outbox.user_of(letter.lane) != here.member(candidacy.member).slack_user,
        "gives": speech.gives(words, here.call, here.circle),
        "begins": begins if candidacy.state is State.RATIFIED else None,
    }


def elected(db: Session, letter: Letter, words: Words) -> dict[str, Any] | None:
    """Who was elected, to the support officers."""
    here = _slate(db, letter.about["call"], letter)
    names = [here.member(each.member).name for each in here.candidacies if each.state is State.RATIFIED]
    if not names:
        return None
    return {
        "title": here.call.title,
        "names": words.join(names),
        "gives": speech.gives(words, here.call, here.circle),
    }


def nobody(db: Session, letter: Letter, words: Words) -> dict[str, Any] | None:
    """Nobody stands yet; nothing when somebody came forward meanwhile, or the call is over."""
    here = _slate(db, letter.about["call"], letter)
    if _standing(here) or not calls.is_open(here.call, today=here.today):
        return None
    return _call(words, here) | {
        "body_name": here.body.name,
        "asked": len(here.living),
        "ends": here.call.ends_on,
    }


def closed(db: Session, letter: Letter, words: Words) -> dict[str, Any] | None:
    """The call closed, and what is still to be done; nothing when it was prolonged or taken back."""
    here = _slate(db, letter.about["call"], letter)
    if here.call.called_off or calls.is_open(here.call, today=here.today):
        return None
    return _call(words, here) | {
        "standing": len(_standing(here)),
        "least": here.call.least,
        "waiting": sum(each.state is State.SUBMITTED for each in here.living),
        "unanswered": sum(each.state is State.NOMINATED for each in here.living),
    }


def _standing(here: Slate) -> list[Candidacy]:
    """Those who said themselves that they stand."""
    return [each for each in here.living if each.state is not State.NOMINATED]


def _call(words: Words, here: Slate) -> dict[str, Any]:
    return {
        "id": here.call.id,
        "title": here.call.title,
        "places": speech.places(words, here.call),
        "gives": speech.gives(words, here.call, here.circle),
        "closes": here.call.closes_on,
        "open": calls.is_open(here.call, today=here.today),
        "called_off": here.call.called_off,
        "explanation": here.call.explanation,
    }


def _about(words: Words, here: Slate, candidacy: Candidacy) -> dict[str, Any]:
    return {
        "id": candidacy.id,
        "title": here.call.title,
        "body_name": here.body.name,
        "name": here.member(candidacy.member).name,
        "who": speech.who(here.member(candidacy.member)),
        "state": candidacy.state.value,
        "state_words": words.say(speech.STATES[candidacy.state]),
        "late": candidacy.late,
        "called_off": here.call.called_off,
    }


def _slate(db: Session, call: int, letter: Letter) -> Slate:
    return for_clock(db, call, workspace=letter.workspace, now=now_in(db))


def _of(db: Session, letter: Letter) -> tuple[Slate, Candidacy]:
    found = stored.load(db, letter.about["candidacy"], workspace=letter.workspace)
    here = for_clock(db, found.call, workspace=letter.workspace, now=now_in(db))
    return here, here.find(found.id)
