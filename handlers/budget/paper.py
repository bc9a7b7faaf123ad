"""The Word file of an action sheet: the annex that goes with an agenda."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from bot.errors import N_
from handlers.budget import speech
from handlers.budget.books import Folder
from handlers.documents import word
from handlers.documents.word import Link
from handlers.words import Sentence, Words

SHIPPED = Path(__file__).parent.parent / "documents" / "sheet.docx"
LAST_EVENTS = 15


@lru_cache(maxsize=1)
def _shipped() -> bytes:
    return SHIPPED.read_bytes()


def made(words: Words, found: Folder) -> bytes:
    """The file of a sheet as it stands now."""
    return word.fill(_shipped(), facts(words, found), title=found.sheet.title)


def facts(words: Words, found: Folder) -> dict[str, Any]:
    """What the template is filled in with."""
    sheet = found.sheet
    history = [
        speech.entry(words, each, names=found.names, meetings=found.meetings) for each in found.history[-LAST_EVENTS:]
    ]
    return {
        "titel": sheet.title,
        "orgaan": found.here.body.name,
        "planjaar": str(sheet.plan_year),
        "rijen": [{"naam": words.say(label).plain, "waarde": value} for label, value in _rows(words, found) if value],
        "toelichting": [row for row in sheet.explanation.splitlines() if row],
        "ondersteuning": [each.text for each in sheet.support],
        "vragen": [speech.oddity(words, each, sheet, found.twin).plain for each in found.oddities],
        "bijlagen": [{"link": Link(each.url, each.title or each.url)} for each in sheet.attachments],
        "geschiedenis": [line.plain for line, _ in history],
    }


def _rows(words: Words, found: Folder) -> list[tuple[str, str]]:
    sheet = found.sheet

    def bare(told: Sentence) -> str:
        return told.plain

    return [
        (N_("Aanvrager"), speech.name_of(sheet, found.names)),
        (N_("Organisatie"), sheet.organisation),
        (N_("Toestand"), bare(speech.stands(words, sheet, found.held))),
        (N_("Bedrag"), bare(speech.amount(words, sheet.ask, sheet.heads))),
        (N_("Datum activiteit"), words.when(sheet.event) if sheet.event else ""),
        (N_("Bijdrage per deelnemer"), words.money(sheet.fee) if sheet.fee is not None else ""),
        (N_("Aantal deelnemers"), str(sheet.heads) if sheet.heads is not None else ""),
        (
            N_("Andere middelen"),
            ", ".join(f"{words.money(each.cents)} {each.source}".strip() for each in sheet.cofunding),
        ),
        (N_("Voorwaarde"), "; ".join(each.plain for each in speech.terms(words, sheet.terms))),
    ]
