"""What the bot says about action sheets by itself: the card in the comité channel, what was decided; all said late."""

from collections.abc import Mapping
from typing import Any

from bot.budget import DECISIONS, UNDECIDED, Deed, Entry, Sheet, State
from bot.people import Person
from handlers.budget import books, speech
from handlers.budget.books import Folder
from handlers.items.board import Board
from handlers.words import Words
from storage import outbox
from storage import people as stored_people
from storage.database import Session, now_in
from storage.outbox import Letter
from storage.people import Member


def card_key(sheet: int) -> str:
    """The key of a sheet's card in the outbox: one message, edited in place ever after."""
    return f"budget/card:{sheet}"


def card_to_committee(db: Session, sheet: Sheet, *, here: Board) -> None:
    """Post the card of a sheet in the comité channel, where it can be talked about."""
    outbox.tell(
        db,
        "budget/card",
        workspace=here.body.workspace,
        to=outbox.channel(here.body.committee_channel),
        key=card_key(sheet.id),
        about={"sheet": sheet.id},
        body=sheet.body,
    )


def card_changed(db: Session, sheet: Sheet, *, workspace: int) -> None:
    """Have the card show how the sheet stands now."""
    outbox.refresh(db, card_key(sheet.id), workspace=workspace)


def noted_to_requester(db: Session, sheet: Sheet, *, by: Person) -> None:
    """Tell who asked that it is noted, where it lasts."""
    _tell(db, "budget/noted", sheet, by=by, key=f"budget/noted:{sheet.id}", about={"sheet": sheet.id})


def decided_to_requester(db: Session, sheet: Sheet, turn: int, *, by: Person) -> None:
    """Tell who asked what was decided, once per decision."""
    key = f"budget/decided:{sheet.id}:{turn}"
    _tell(db, "budget/decided", sheet, by=by, key=key, about={"sheet": sheet.id, "turn": turn})


def reader_of(db: Session, sheet: Sheet) -> Member | None:
    """Who hears about a sheet: its requester, or who entered it for somebody without Slack."""
    found = stored_people.names(db, [sheet.requester, sheet.entered_by], body=sheet.body)
    requester = found.get(sheet.requester or 0)
    reader = requester if requester and requester.slack_user else found.get(sheet.entered_by or 0)
    return reader if reader is not None and reader.slack_user else None


def _tell(db: Session, name: str, sheet: Sheet, *, by: Person, key: str, about: Mapping[str, int]) -> None:
    reader = reader_of(db, sheet)
    if reader is not None and reader.slack_user:
        lane = outbox.user(reader.slack_user)
        outbox.tell(db, name, workspace=by.workspace, to=lane, key=key, about=about, body=sheet.body)


def card(db: Session, letter: Letter, words: Words) -> dict[str, Any]:
    """The card as the sheet stands now."""
    found = books.for_clock(db, letter.about["sheet"], workspace=letter.workspace, now=now_in(db))
    return said(words, found)


def noted(db: Session, letter: Letter, words: Words) -> dict[str, Any] | None:
    """The note to who asked; nothing when it was taken back meanwhile."""
    found = books.for_clock(db, letter.about["sheet"], workspace=letter.workspace, now=now_in(db))
    return None if found.sheet.state is State.WITHDRAWN else noted_facts(words, found)


def noted_facts(words: Words, found: Folder) -> dict[str, Any]:
    """What the note says: what was understood, and what is asked about it."""
    return said(words, found) | {
        "editable": found.sheet.state in UNDECIDED,
        "odd": [speech.oddity(words, odd, found.sheet, found.twin) for odd in found.oddities],
        "due": due(words, found),
    }


def decided(db: Session, letter: Letter, words: Words) -> dict[str, Any] | None:
    """What one decision was; nothing when it was taken back before anybody read it."""
    found = books.for_clock(db, letter.about["sheet"], workspace=letter.workspace, now=now_in(db))
    entry = next((each for each in found.history if each.turn == letter.about["turn"]), None)
    if entry is None or any(each.undoes == entry.turn for each in found.history):
        return None
    return decided_facts(words, found, entry)


def decided_facts(words: Words, found: Folder, entry: Entry) -> dict[str, Any]:
    """What the message about one decision says."""
    line, reason = speech.entry(words, entry, names=found.names, meetings=found.meetings)
    moved = found.moved_to
    return said(words, found) | {
        "deed": entry.deed.value if entry.deed in DECISIONS | {Deed.CORRECTED} else "other",
        "line": line,
        "reason": reason,
        "to_year": str(moved.plan_year) if moved is not None else None,
        "due": due(words, found),
        "wants_concrete": found.sheet.state is State.AGREED_IN_PRINCIPLE and found.sheet.concrete_at is None,
        "editable": found.sheet.state in UNDECIDED,
    }


def due(words: Words, found: Folder) -> list[Any]:
    """What the sheet must not miss, in words."""
    today = found.here.today
    return [speech.deadline(words, each, today_left=each.left(today)) for each in found.due]


def said(words: Words, found: Folder) -> dict[str, Any]:
    """What every message about a sheet says."""
    sheet = found.sheet
    return {
        "id": sheet.id,
        "title": sheet.title,
        "stands": speech.stands(words, sheet, found.held),
        "requester": speech.requester(words, sheet, found.names),
        "organisation": sheet.organisation if speech.name_of(sheet, found.names) else "",
        "asked": speech.amount(words, sheet.ask, sheet.heads),
        "plan_year": str(sheet.plan_year),
        "event": sheet.event,
        "terms": speech.terms(words, sheet.terms),
    }
