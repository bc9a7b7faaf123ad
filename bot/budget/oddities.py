"""What is odd about a sheet: asked about, never corrected (domain.md 7)."""

from collections.abc import Iterable
from enum import StrEnum

from bot.budget.sheets import UNDECIDED, Sheet, Sort, State
from bot.names import fold


class Oddity(StrEnum):
    """Something that may well be right, and that somebody should look at once."""

    OTHER_YEAR = "other_year"
    ESTIMATE = "estimate"
    NO_HEADS = "no_heads"
    SAME_TITLE = "same_title"
    PAST_EVENT = "past_event"


def oddities(sheet: Sheet, others: Iterable[Sheet] = ()) -> list[Oddity]:
    """What is odd about a sheet and was not said to be right yet. `others` are sheets of the same title elsewhere."""
    found = []
    if sheet.event is not None and sheet.event.year != sheet.plan_year:
        found.append(Oddity.OTHER_YEAR)
    if sheet.ask.sort is Sort.ESTIMATE and sheet.state in UNDECIDED | {State.AGREED_IN_PRINCIPLE}:
        found.append(Oddity.ESTIMATE)
    per_head = sheet.fee is not None or sheet.terms.fee is not None or sheet.ask.per_head
    if per_head and sheet.heads is None and sheet.state not in {State.SETTLED, State.MOVED_TO_YEAR}:
        found.append(Oddity.NO_HEADS)
    if sheet.event is not None and sheet.state in UNDECIDED and sheet.event < sheet.created_at.date():
        found.append(Oddity.PAST_EVENT)
    if sheet.origin is None and twin(sheet, others) is not None:
        found.append(Oddity.SAME_TITLE)
    return [each for each in found if each.value not in sheet.sure]


def twin(sheet: Sheet, others: Iterable[Sheet]) -> Sheet | None:
    """A sheet of an earlier year with the same title: is this the shifted one?"""
    key = fold(sheet.title)
    return next(
        (
            each
            for each in others
            if each.id != sheet.id and each.plan_year < sheet.plan_year and fold(each.title) == key
        ),
        None,
    )
