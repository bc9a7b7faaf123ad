"""The files of the budget: pictures of any year, a workbook whose formulas add up, a sheet as a Word document."""

import re
from collections.abc import Iterable
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from matplotlib.image import imread
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from bot import budget
from bot.bodies import Body, RuleSheet
from bot.budget import NOT_KNOWN, Ask, Overview, Sort, Terms
from bot.people import BRUSSELS
from handlers.budget import paper, picture, workbook
from handlers.budget.books import Books
from handlers.documents.word import clean
from handlers.items.board import Board
from handlers.words import words_of
from scripts import sheet_template
from storage.people import Member
from tests.bot.budgets import HELD_TODAY, House
from tests.handlers.documents.test_word import parts_of
from tests.handlers.worst_budget import FOLDERS

NL, EN = words_of("nl", BRUSSELS), words_of("en", BRUSSELS)
HERE = Board(
    body=Body(id=7, workspace=1, name="IROJ Leiedal", plenary_channel="", committee_channel="", rules=RuleSheet()),
    meetings=(),
    today=date(2026, 3, 4),
)
LONG = '=HYPERLINK("http://x","y") '.ljust(150, "k")


def house(sheets: int) -> House:
    """A body with so many sheets this year, in every state there is, and a settled one last year."""
    made = House()
    if not sheets:
        return made
    made.give(2025, 8_000_00)
    made.give(2026, 20_000_00)
    old = made.ask("Oud", plan_year=2025, ask=Ask(sort=Sort.EXACT, cents=5_000_00))
    made.decide(budget.approve, old)
    made.decide(budget.settle, old, cost=4_321_00, paid=None, heads=None)
    for n in range(sheets):
        ask = NOT_KNOWN if n % 7 == 6 else Ask(sort=Sort.EXACT, cents=(300 + 17 * n) * 100 + n)
        sheet = made.ask(LONG if n == 1 else f"Fiche {n}", ask=ask, heads=12)
        if ask is NOT_KNOWN:
            continue
        match n % 5:
            case 1:
                made.decide(budget.agree_in_principle, sheet, cents=100_00)
            case 2:
                made.decide(budget.approve, sheet, terms=Terms(condition="mits 10 euro per deelnemer", fee=10_00))
            case 3:
                made.decide(budget.approve, sheet)
                made.decide(budget.settle, sheet, cost=250_00 + n, paid=None, heads=10)
            case 4:
                made.decide(budget.refuse, sheet, reason="Past niet in het regioplan.")
    return made


def books(of: House, year: int = 2026) -> Books:
    """The books of a year of that house."""
    sheets = tuple(budget.in_order(sheet for sheet in of.sheets.values() if sheet.plan_year == year))
    return Books(
        here=HERE,
        year=year,
        sheets=sheets,
        held={id_: of.of_sheet(id_) for id_ in of.sheets},
        overview=overview(of, year),
        last=overview(of, year - 1),
        others=(),
        names={1: Member(id=1, body=7, name="=Lena", slack_user="U1")},
    )


def overview(of: House, year: int) -> Overview:
    sheets = [sheet for sheet in of.sheets.values() if sheet.plan_year == year]
    held = {sheet.id: of.of_sheet(sheet.id) for sheet in sheets}
    return budget.overview(year, sheets, balances=of.of_year(year), held=held)


def made(of: House, words: Any = NL) -> Workbook:
    """The workbook, read back."""
    assert HELD_TODAY.meeting is not None
    content = workbook.made(
        words,
        books(of),
        [entry for entry in of.entries if entry.year == 2026],
        names={4: Member(id=4, body=7, name="Veerle Ostyn", slack_user="U4")},
        meetings={1: HELD_TODAY.meeting},
        titles={sheet.id: sheet.title for sheet in of.sheets.values()},
    )
    return load_workbook(BytesIO(content))


class Sums:
    """Calculates the formulas of a workbook, those that ours have: SUMIFS, SUM, IF, OR, MAX, N and sums."""

    _TOKENS = re.compile(
        r"""(?P<text>"[^"]*")
          | '(?P<page>[^']+)'!\$?(?P<from>[A-Z])(?P<first>\d*):\$?(?P<to>[A-Z])(?P<last>\d*)
          | '(?P<whole>[^']+)'!\$(?P<column>[A-Z]):\$[A-Z]
          | (?P<start>[A-Z])(?P<top>\d+):[A-Z](?P<bottom>\d+)
          | \$?(?P<cell>[A-Z])(?P<row>\d+)
          | (?P<equal>=)""",
        re.VERBOSE,
    )

    def __init__(self, book: Workbook) -> None:
        self.book = book

    def value(self, page: str, column: str, row: int) -> Any:
        """What a cell shows."""
        cell = self.book[page][f"{column}{row}"]
        if cell.data_type != "f":
            return cell.value
        source = self._TOKENS.sub(lambda found: self._python(found, page), str(cell.value)[1:])
        names = {
            "SUM": lambda values: round(sum(each or 0 for each in values), 2),
            "SUMIFS": self._sumifs,
            "IF": lambda test, yes, no: yes if test else no,
            "OR": lambda *tests: any(tests),
            "MAX": max,
            "N": lambda value: value if isinstance(value, int | float) else 0,
            "R": self._range,
            "C": self.value,
        }
        return eval(source, {"__builtins__": {}}, names)  # noqa: S307 - our own formulas, in a test.

    def _python(self, found: re.Match[str], page: str) -> str:
        if found["text"]:
            return found["text"]
        if found["page"]:
            return f"R({found['page']!r},{found['from']!r},{found['first'] or 1},{found['last'] or 0})"
        if found["start"]:
            return f"R({page!r},{found['start']!r},{found['top']},{found['bottom']})"
        if found["cell"]:
            return f"C({page!r},{found['cell']!r},{found['row']})"
        return "=="

    def _range(self, page: str, column: str, first: int, last: int) -> list[Any]:
        return [self.value(page, column, row) for row in range(first, (last or self.book[page].max_row) + 1)]

    @staticmethod
    def _sumifs(values: list[Any], *tests: Any) -> float:
        pairs: Iterable[tuple[list[Any], Any]] = list(zip(tests[::2], tests[1::2], strict=True))
        wanted = [each for n, each in enumerate(values) if all(column[n] == test for column, test in pairs)]
        return round(sum(each for each in wanted if isinstance(each, int | float)), 2)


@pytest.mark.parametrize("sheets", [0, 1, 40])
@pytest.mark.parametrize("words", [NL, EN], ids=["nl", "en"])
def test_the_formulas_of_the_workbook_are_the_balances(sheets: int, words: Any) -> None:
    of = house(sheets)
    book, shown = made(of, words), overview(of, 2026)
    sums = Sums(book)
    first = book.sheetnames[0]
    found = [round(sums.value(first, "B", row) * 100) for row in range(3, 11)]
    balances = shown.balances
    assert found == [
        *(balances.budget, balances.settled, balances.committed, balances.reserved, balances.free),
        *(shown.asked + shown.more, shown.left_if_all, 0),
    ]


def test_the_sheets_of_the_workbook_add_up_to_the_overview() -> None:
    of = house(40)
    book, shown = made(of), overview(of, 2026)
    sums = Sums(book)
    last = book["Actiefiches"].max_row
    totals = [round(sums.value("Actiefiches", column, last) * 100) for column in "JKLM"]
    balances = shown.balances
    assert totals == [balances.reserved, balances.committed, balances.settled, shown.asked + shown.more]


def test_words_of_members_are_never_calculated() -> None:
    book = made(house(40))
    titles = [row[1] for row in book["Actiefiches"].iter_rows(min_row=2)]
    hostile = next(cell for cell in titles if str(cell.value).startswith("=HYPERLINK"))
    assert hostile.data_type == "s"
    assert hostile.quotePrefix
    formulas = {cell.value for page in book for row in page.iter_rows() for cell in row if cell.data_type == "f"}
    assert not any("HYPERLINK" in formula or "Lena" in formula for formula in formulas)


def test_every_line_of_the_ledger_is_in_the_workbook() -> None:
    of = house(40)
    lines = [line for line in of.lines if line.year == 2026]
    ledger = made(of)["Grootboek"]
    assert [round(row[6].value * 100) for row in ledger.iter_rows(min_row=2)] == [line.cents for line in lines]


@pytest.mark.parametrize("sheets", [0, 1, 40])
@pytest.mark.parametrize("words", [NL, EN], ids=["nl", "en"])
def test_a_picture_of_any_year_fits_a_phone(sheets: int, words: Any) -> None:
    of = house(sheets)
    image = imread(BytesIO(picture.draw(words, [overview(of, 2026), overview(of, 2025)], title="x" * 200)))
    height, width = image.shape[:2]
    assert (width, 900 < height < 1100) == (1080, True)
    # Opaque and white at its edges, so that it reads the same on a light and on a dark screen.
    assert image[0, 0].tolist() == [1, 1, 1, 1]


def test_a_bar_is_as_long_as_its_parts() -> None:
    for shown in (overview(house(n), 2026) for n in (0, 1, 40)):
        bar = picture.bar(shown)
        parts = bar.settled + bar.committed + bar.reserved + bar.asked + bar.left
        assert parts == max(bar.budget, bar.length)


@pytest.mark.parametrize("found", FOLDERS, ids=["bare", "longest"])
def test_the_word_file_says_what_the_sheet_says(found: Any) -> None:
    document = Document(BytesIO(paper.made(NL, found)))
    text = clean("\n".join(paragraph.text for paragraph in document.paragraphs))
    assert clean(found.sheet.title) in text
    assert str(found.sheet.plan_year) in text
    assert all(clean(each.text) in text for each in found.sheet.support)
    assert "{" not in text.replace("{{ 7*7 }}", "")


def test_the_shipped_template_is_what_its_script_makes() -> None:
    assert parts_of(sheet_template.made()) == parts_of(paper.SHIPPED.read_bytes())
