"""From the bytes of a file to rows with named cells: encoding, separator and headers are found out."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from io import StringIO

from bot import texts
from bot.errors import N_, Refusal
from bot.names import fold

LARGEST = 4 * 1024 * 1024
"""Bytes of a file that is read."""

MOST_ROWS = 20_000
LONGEST_CELL = 500
_SEPARATORS = (";", ",", "\t")
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


class Kind(StrEnum):
    """What a list is about."""

    MEMBERS = "members"
    MEETINGS = "meetings"


class Column(StrEnum):
    """What a cell says."""

    NAME = "name"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    EMAIL = "email"
    SLACK = "slack"
    ORGANISATION = "organisation"
    SECTOR = "sector"
    ROLE = "role"
    VOTE = "vote"
    FROM = "from"
    UNTIL = "until"
    SUBSTITUTE = "substitute"
    DAY = "day"
    MONTH = "month"
    HOURS = "hours"
    PLACE = "place"
    SORT = "sort"


_HEADERS: Mapping[Kind, Mapping[Column, Sequence[str]]] = {
    Kind.MEMBERS: {
        Column.NAME: ("naam", "lid", "naam lid", "volledige naam", "naam en voornaam", "voornaam en naam", "name"),
        Column.FIRST_NAME: ("voornaam",),
        Column.LAST_NAME: ("achternaam", "familienaam"),
        Column.EMAIL: ("e mail", "email", "mail", "e mailadres", "emailadres", "mailadres"),
        Column.SLACK: ("slack", "slackgebruiker", "slack id", "slack lid id"),
        Column.ORGANISATION: ("organisatie", "voorziening", "dienst", "partner"),
        Column.SECTOR: ("sector",),
        Column.ROLE: ("rol", "mandaat", "functie"),
        Column.VOTE: ("stemrecht", "stemgerechtigd", "stem"),
        Column.FROM: ("vanaf", "van", "begin", "start", "begindatum", "startdatum", "mandaat vanaf"),
        Column.UNTIL: ("tot", "tot en met", "t e m", "einde", "einddatum", "mandaat tot"),
        Column.SUBSTITUTE: ("plaatsvervanger", "vaste plaatsvervanger", "vervanger"),
    },
    Kind.MEETINGS: {
        Column.DAY: ("datum", "dag", "date"),
        Column.MONTH: ("maand",),
        Column.HOURS: ("uur", "uren", "tijd", "tijdstip"),
        Column.FROM: ("van", "vanaf", "begin", "start", "beginuur", "startuur"),
        Column.UNTIL: ("tot", "einde", "einduur"),
        Column.PLACE: ("plaats", "locatie", "waar"),
        Column.SORT: ("soort", "type", "vergadering"),
    },
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the file, counted as a spreadsheet does; a cell that is empty or not there is ""."""

    line: int
    cells: Mapping[Column, str]

    def __getitem__(self, column: Column) -> str:
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A file that was read; `ignored` are headers that mean nothing here."""

    kind: Kind
    rows: tuple[Row, ...]
    ignored: tuple[str, ...] = ()


def read(content: bytes, *, kind: Kind | None = None) -> Sheet:
    """The rows of a CSV file in UTF-8, UTF-16 or Windows-1252, separated by `;`, `,` or tabs.

    Without a `kind` the headers tell what it is about. Raises `Refusal` for a file that is none of this.
    """
    if len(content) > LARGEST:
        raise Refusal(N_("Dit bestand is te groot: hoogstens 4 MB."))
    text = _decoded(content)
    if "\x00" in text:
        raise Refusal(N_("Dit is geen CSV-bestand. Bewaar het in je rekenblad als CSV."))
    best = max((_parsed(text, separator, kind) for separator in _order(text)), key=lambda found: found.score)
    if best.kind is None:
        raise Refusal(
            N_(
                "Ik herken de kolommen niet. Zet op de eerste lijn namen zoals naam, e-mail, organisatie, sector, rol, "
                "vanaf en tot; voor vergaderingen datum, van, tot en plaats."
            )
        )
    if not best.rows:
        raise Refusal(N_("Er staan geen lijnen onder de kolomtitels."))
    if len(best.rows) > MOST_ROWS:
        raise Refusal(N_("Dit bestand heeft te veel lijnen: hoogstens {most}."), most=MOST_ROWS)
    return Sheet(kind=best.kind, rows=tuple(best.rows), ignored=best.ignored)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parsed:
    kind: Kind | None
    score: int
    rows: list[Row]
    ignored: tuple[str, ...]


_UNREADABLE = _Parsed(kind=None, score=-1, rows=[], ignored=())


def _decoded(content: bytes) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        # What Excel writes in Flanders when nobody asks for anything else.
        return content.decode("cp1252", errors="replace")


def _order(text: str) -> Iterable[str]:
    """The separators, the one that Excel wrote down itself alone."""
    first = text.lstrip().partition("\n")[0].strip().casefold()
    if first.startswith("sep=") and len(first) == len("sep=;"):
        return (first[-1],)
    return _SEPARATORS


def _parsed(text: str, separator: str, wanted: Kind | None) -> _Parsed:
    """What the file says if this is its separator; the score is the number of headers that are understood."""
    lines = csv.reader(StringIO(text, newline=""), delimiter=separator)
    head: _Head | None = None
    rows: list[Row] = []
    try:
        for cells in lines:
            if not any(cell.strip() for cell in cells) or _names_separator(cells):
                continue
            if head is None:
                head = _headed(cells, wanted)
                if head.kind is None:
                    break
                continue
            found = {column: texts.line(cells[at]) for at, column in head.columns.items() if at < len(cells)}
            if any(found.values()):
                rows.append(Row(line=lines.line_num, cells=found))
    except csv.Error:
        # A quote that never closes, or a field without end: not this separator, or no CSV at all.
        return _UNREADABLE
    if head is None:
        return _UNREADABLE
    return _Parsed(kind=head.kind, score=len(head.columns), rows=rows, ignored=head.ignored)


def _names_separator(cells: Sequence[str]) -> bool:
    return cells[0].strip().casefold().startswith("sep=") and not any(cells[1:])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Head:
    """What the headers say: the kind that explains most of them, which column is where, and what is ignored."""

    kind: Kind | None
    columns: Mapping[int, Column]
    ignored: tuple[str, ...]


def _headed(cells: Sequence[str], wanted: Kind | None) -> _Head:
    kind: Kind | None = None
    columns: dict[int, Column] = {}
    for tried in (wanted,) if wanted else tuple(Kind):
        known = {header: column for column, headers in _HEADERS[tried].items() for header in headers}
        found: dict[int, Column] = {}
        for at, cell in enumerate(cells):
            column = known.get(fold(cell.strip("\ufeff \"'*:")))
            if column is not None and column not in found.values():
                found[at] = column
        if _says_enough(tried, found.values()) and len(found) > len(columns):
            kind, columns = tried, found
    ignored = tuple(texts.line(cell)[:50] for at, cell in enumerate(cells) if at not in columns and cell.strip())
    return _Head(kind=kind, columns=_with_last_name(columns), ignored=ignored)


def _says_enough(kind: Kind, columns: Iterable[Column]) -> bool:
    needed = {Kind.MEMBERS: {Column.NAME, Column.LAST_NAME}, Kind.MEETINGS: {Column.DAY, Column.MONTH}}[kind]
    return bool(needed & set(columns))


def _with_last_name(columns: dict[int, Column]) -> dict[int, Column]:
    """Beside a first name, "naam" is the family name."""
    if Column.FIRST_NAME in columns.values() and Column.LAST_NAME not in columns.values():
        return {at: Column.LAST_NAME if column is Column.NAME else column for at, column in columns.items()}
    return columns
