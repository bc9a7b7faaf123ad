"""What the bot says about points by itself: the card and the notes to the proposer; all said late."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot import items as rules
from bot.items import Item, Sort, State
from bot.people import Person
from handlers import kit
from handlers.items import speech
from handlers.items.board import Board, for_clock
from handlers.words import Mention, Words
from storage import items as stored
from storage import outbox
from storage import people as stored_people
from storage.database import Session, now_in
from storage.outbox import Letter
from storage.people import Member


def card_to_committee(db: Session, item: Item, *, here: Board) -> None:
    """Post the card of a proposal in the comité channel: one message, edited in place ever after."""
    outbox.tell(
        db,
        "items/card",
        workspace=here.body.workspace,
        to=outbox.channel(here.body.committee_channel),
        key=card_key(item.id),
        about={"item": item.id},
        body=item.body,
    )


def card_changed(db: Session, item: Item, *, workspace: int) -> None:
    """Have the card show how the point stands now."""
    outbox.refresh(db, card_key(item.id), workspace=workspace)


def card_key(item: int) -> str:
    """The key of a point's card in the outbox."""
    return f"items/card:{item}"


def noted_to_proposer(db: Session, item: Item, *, by: Person) -> None:
    """Tell the proposer that the point is noted; somebody without Slack hears it from who entered it."""
    _tell_proposer(db, "items/noted", item, workspace=by.workspace, key=f"items/noted:{item.id}")


def judged_to_proposer(db: Session, item: Item, *, by: Person, now: datetime) -> None:
    """Tell the proposer what was decided, once per decision."""
    key = f"items/judged:{item.id}:{now.timestamp():.6f}"
    _tell_proposer(db, "items/judged", item, workspace=by.workspace, key=key)


def _tell_proposer(db: Session, name: str, item: Item, *, workspace: int, key: str) -> None:
    found = stored_people.names(db, [item.proposer, item.entered_by], body=item.body)
    proposer = found.get(item.proposer or 0)
    reader = proposer if proposer and proposer.slack_user else found.get(item.entered_by or 0)
    if reader is not None and reader.slack_user:
        outbox.tell(
            db,
            name,
            workspace=workspace,
            to=outbox.user(reader.slack_user),
            key=key,
            about={"item": item.id},
            body=item.body,
        )


def card(db: Session, letter: Letter, words: Words) -> dict[str, Any] | None:
    """The card as the point stands now."""
    return facts(db, letter.about["item"], workspace=letter.workspace, now=now_in(db), words=words)


def noted(db: Session, letter: Letter, words: Words) -> dict[str, Any] | None:
    """The note to the proposer; nothing when the point was withdrawn meanwhile."""
    told = facts(db, letter.about["item"], workspace=letter.workspace, now=now_in(db), words=words)
    return None if told["withdrawn"] else told


judged = card
"""What was decided, to the proposer."""


def facts(db: Session, item_id: int, *, workspace: int, now: datetime, words: Words) -> dict[str, Any]:
    """Everything a card or note says of one point, in a fixed number of queries."""
    item = stored.load(db, item_id, workspace=workspace)
    here = for_clock(db, item.body, workspace=workspace, now=now)
    names = stored_people.names(db, [item.proposer, item.entered_by, item.judged_by], body=item.body)
    return said(item, here=here, names=names, words=words)


def said(item: Item, *, here: Board, names: Mapping[int, Member], words: Words) -> dict[str, Any]:
    """The same of a point at hand, with the members it names by id."""
    meetings = here.by_id
    return {
        "id": item.id,
        "title": item.title,
        "kind": words.say(speech.KINDS[item.kind]),
        "minutes": item.minutes,
        "presenter": item.presenter,
        "guest": item.guest,
        "place": speech.place(words, item, meetings),
        "on_meeting": item.meeting is not None or here.aimed_at(item.aim) is not None,
        "late": item.late,
        "before": item.before,
        "too_late": rules.comes_too_late(item, first_chance=here.first_chance(item)),
        "explanation": item.explanation,
        "attachments": [[kit.link(each.url, each.title or each.url)] for each in item.attachments],
        "proposer": _who(names, item.proposer),
        "entered_by": _who(names, item.entered_by) if item.entered_by != item.proposer else None,
        "judge": _who(names, item.judged_by),
        "judged_at": item.judged_at,
        "reason": item.reason,
        "state": item.state.value,
        "state_words": words.say(speech.STATES[item.state]),
        "open": item.state is State.SUBMITTED,
        "editable": item.state in rules.EDITABLE and item.sort is Sort.POINT,
        "withdrawn": item.state is State.WITHDRAWN,
    }


def _who(names: Mapping[int, Member], member: int | None) -> Mention | str | None:
    """Somebody as a fact: a mention with Slack, else the name; None for nobody."""
    found = names.get(member or 0)
    if found is None:
        return None
    return Mention(found.slack_user, found.name) if found.slack_user else found.name
