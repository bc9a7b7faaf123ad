"""The workbook of a year: every sheet, the ledger, and balances that are formulas over that ledger."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from bot.budget import Account, Entry, State
from bot.errors import N_
from bot.meetings import Meeting
from handlers.budget import speech
from handlers.budget.books import Books
from handlers.documents.word import clean
from handlers.words import Words
from storage.people import Member

EUROS = '"€" #,##0.00;[Red]-"€" #,##0.00'
DAY = "dd/mm/yyyy"
INK, LIGHT = "1F3A5F", "E8EDF3"
WIDEST = 60

NAMES = {
    Account.OUTSIDE: N_("Buiten"),
    Account.FREE: N_("Vrij"),
    Account.RESERVED: N_("Gereserveerd"),
    Account.COMMITTED: N_("Goedgekeurd"),
    Account.SETTLED: N_("Afgerekend"),
}
"""The accounts as the ledger names them; the formulas look for these words."""


def made(
    words: Words,
    books: Books,
    entries: Sequence[Entry],
    *,
    names: Mapping[int, Member],
    meetings: Mapping[int, Meeting],
    titles: Mapping[int, str],
) -> bytes:
    """The file: an overview, the sheets and the ledger, with formulas that add up. `titles` are those of the sheets."""
    book = Workbook()
    lines = [(entry, line) for entry in entries for line in entry.lines]
    overview: Worksheet = book.worksheets[0]
    overview.title = words.say("Overzicht").plain
    sheets: Worksheet = book.create_sheet(words.say("Actiefiches").plain)
    ledger: Worksheet = book.create_sheet(words.say("Grootboek").plain)
    _ledger(ledger, words, lines, names=names, meetings=meetings, titles=titles)
    _sheets(sheets, words, books, ledger)
    _overview(overview, words, books, sheets, ledger)
    book.properties.title = words.say(
        "Regiobudget {year} van {body}", year=str(books.year), body=books.here.body.name
    ).plain
    book.properties.creator = "irojbot"
    # Whoever opens it sees the sums, also in a program that does not calculate what it has not seen before.
    book.calculation.fullCalcOnLoad = True
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _overview(on: Worksheet, words: Words, books: Books, sheets: Worksheet, ledger: Worksheet) -> None:
    title = words.say("Regiobudget {year} van {body}", year=str(books.year), body=books.here.body.name)
    _put(on, 1, 1, title.plain, bold=True, size=14)
    rows = (
        (N_("Jaarbudget"), _net(ledger, words, Account.OUTSIDE, sign=-1)),
        (N_("Afgerekend"), _net(ledger, words, Account.SETTLED)),
        (N_("Goedgekeurd"), _net(ledger, words, Account.COMMITTED)),
        (N_("Principieel gereserveerd"), _net(ledger, words, Account.RESERVED)),
        (N_("Vrij"), "=B3-B4-B5-B6"),
        (N_("Gevraagd, nog niet beslist"), f"={_sum_of(sheets, 'M')}"),
        (N_("Vrij als alles goedgekeurd wordt"), "=B7-B8"),
        (N_("Controle: moet nul zijn"), f"=B7-({_net(ledger, words, Account.FREE)[1:]})"),
    )
    for number, (label, formula) in enumerate(rows, start=3):
        _put(on, number, 1, words.say(label).plain, bold=label == rows[4][0])
        cell = on.cell(row=number, column=2, value=formula)
        cell.number_format = EUROS
        cell.font = Font(bold=label == rows[4][0])
    if books.overview.unknown:
        told = words.count(
            "{n} vraag zonder bedrag is niet meegeteld.",
            "{n} vragen zonder bedrag zijn niet meegeteld.",
            books.overview.unknown,
        )
        _put(on, len(rows) + 4, 1, told.plain)
    on.column_dimensions["A"].width, on.column_dimensions["B"].width = 38, 18


def _sheets(on: Worksheet, words: Words, books: Books, ledger: Worksheet) -> None:
    labels = (
        *(N_("Nummer"), N_("Titel"), N_("Aanvrager"), N_("Organisatie"), N_("Toestand"), N_("Datum activiteit")),
        *(
            N_("Soort bedrag"),
            N_("Gevraagd"),
            N_("Voorwaarde"),
            N_("Gereserveerd"),
            N_("Goedgekeurd"),
            N_("Afgerekend"),
        ),
        N_("Nog te beslissen"),
    )
    _head(on, words, labels)
    for number, sheet in enumerate(books.sheets, start=2):
        terms = "; ".join(each.plain for each in speech.terms(words, sheet.terms))
        values: tuple[Any, ...] = (
            sheet.id,
            sheet.title,
            speech.name_of(sheet, books.names),
            sheet.organisation,
            words.say(speech.STATES[sheet.state]).plain,
            sheet.event,
            words.say(speech.SORTS[sheet.ask.sort]).plain,
            None if sheet.total is None else sheet.total / 100,
            terms,
        )
        for column, value in enumerate(values, start=1):
            _put(on, number, column, value)
        for column, account in enumerate((Account.RESERVED, Account.COMMITTED, Account.SETTLED), start=10):
            on.cell(row=number, column=column, value=_net(ledger, words, account, sheet=f"$A{number}"))
        on.cell(row=number, column=13, value=_undecided(words, number))
        for column in (8, 10, 11, 12, 13):
            on.cell(row=number, column=column).number_format = EUROS
    last = len(books.sheets) + 1
    _put(on, last + 1, 2, words.say("Samen").plain, bold=True)
    for column in (8, 10, 11, 12, 13):
        letter = get_column_letter(column)
        cell = on.cell(row=last + 1, column=column, value=f"=SUM({letter}2:{letter}{max(last, 2)})" if last > 1 else 0)
        cell.number_format, cell.font = EUROS, Font(bold=True)
    _fit(on)


def _undecided(words: Words, row: int) -> str:
    """What a sheet still wants above what it holds, while nothing final was decided."""
    asked, further, principle = (
        words.say(speech.STATES[state]).plain.replace('"', "")
        for state in (State.ASKED, State.TO_ELABORATE, State.AGREED_IN_PRINCIPLE)
    )
    return f'=IF(OR(E{row}="{asked}",E{row}="{further}"),N(H{row}),IF(E{row}="{principle}",MAX(0,N(H{row})-J{row}),0))'


def _ledger(
    on: Worksheet,
    words: Words,
    lines: Iterable[tuple[Entry, Any]],
    *,
    names: Mapping[int, Member],
    meetings: Mapping[int, Meeting],
    titles: Mapping[int, str],
) -> None:
    labels = (
        *(N_("Datum"), N_("Fiche"), N_("Titel"), N_("Wat"), N_("Van"), N_("Naar"), N_("Bedrag")),
        *(N_("Vergadering"), N_("Wie"), N_("Reden of voorwaarde")),
    )
    _head(on, words, labels)
    number = 1
    for number, (entry, line) in enumerate(lines, start=2):
        meeting = meetings.get(entry.meeting or 0)
        member = names.get(entry.by or 0)
        terms = "; ".join(each.plain for each in speech.terms(words, entry.terms))
        values: tuple[Any, ...] = (
            entry.at.astimezone(words.zone).date(),
            line.sheet,
            titles.get(line.sheet or 0, ""),
            words.say(speech.DEEDS[entry.deed]).plain,
            words.say(NAMES[line.source]).plain,
            words.say(NAMES[line.target]).plain,
            line.cents / 100,
            meeting.day if meeting is not None else None,
            member.name if member is not None else "",
            entry.reason or terms,
        )
        for column, value in enumerate(values, start=1):
            _put(on, number, column, value)
        on.cell(row=number, column=7).number_format = EUROS
    _fit(on)


def _net(ledger: Worksheet, words: Words, account: Account, *, sign: int = 1, sheet: str = "") -> str:
    """What came into an account less what left it, as a formula over the ledger; of one sheet when it is given."""
    name = words.say(NAMES[account]).plain
    page = f"'{ledger.title}'"
    of_sheet = f",{page}!$B:$B,{sheet}" if sheet else ""
    into, out = (f'SUMIFS({page}!$G:$G,{page}!${side}:${side},"{name}"{of_sheet})' for side in ("F", "E"))
    return f"={into}-{out}" if sign > 0 else f"={out}-{into}"


def _sum_of(sheets: Worksheet, column: str) -> str:
    return f"SUM('{sheets.title}'!{column}2:{column}{max(sheets.max_row - 1, 2)})" if sheets.max_row > 2 else "0"


def _head(on: Worksheet, words: Words, labels: Iterable[str]) -> None:
    for column, label in enumerate(labels, start=1):
        cell = on.cell(row=1, column=column)
        _text(cell, words.say(label).plain)
        cell.font, cell.fill = Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor=INK)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    on.freeze_panes = "A2"


def _put(on: Worksheet, row: int, column: int, value: Any, *, bold: bool = False, size: int = 11) -> None:
    cell = on.cell(row=row, column=column)
    if isinstance(value, str):
        _text(cell, value)
    else:
        cell.value = value
        if isinstance(value, date):
            cell.number_format = DAY
    cell.font = Font(bold=bold, size=size)
    cell.alignment = Alignment(wrap_text=isinstance(value, str) and len(value) > WIDEST, vertical="top")


def _text(cell: Any, value: str) -> None:
    """A member's words as text: what begins with "=" is not calculated, here or in the program that opens it."""
    cell.value = clean(value)
    cell.data_type = "s"
    cell.quotePrefix = value.startswith(("=", "+", "-", "@"))


def _fit(on: Worksheet) -> None:
    for number, cells in enumerate(on.columns, start=1):
        longest = max((len(str(cell.value)) for cell in cells if cell.value and cell.data_type != "f"), default=8)
        on.column_dimensions[get_column_letter(number)].width = min(max(longest + 2, 12), WIDEST)
