"""Lists given on the bot's own machine: a table of what would change, and taken over in one unit of work."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from bot.bodies import Body
from bot.errors import Refusal
from bot.importing import Kind
from handlers.importing import console
from handlers.importing.console import Report
from storage import bodies, mandates, people
from storage.database import Database

NOW = datetime(2026, 3, 4, 9, tzinfo=UTC)
LIST = """Naam;E-mail;Organisatie;Sector;Plaatsvervanger;Opmerking
Renée Claeys;renee@een.be;CAW De Leie;CAW;Joris D’Haene;x
Joris D’Haene;joris@een.be;CAW De Leie;CAW;Renée Claeys;
Iemand;geen-adres;;;;
"""


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    with Database(database_url, now=lambda: NOW) as database:
        yield database


def found(database: Database, name: str = "IROJ Leiedal") -> int:
    with database.begin() as db:
        workspace = bodies.open_workspace(db, "T1", now=NOW)
        new = Body(id=0, workspace=workspace, name=name, plenary_channel=f"C{name}", committee_channel=f"G{name}")
        return bodies.add(db, new, now=NOW)


def take(database: Database, text: str = LIST, *, body: str | None = None, dry_run: bool = False) -> Report:
    return console.take(database, text.encode("cp1252"), kind=Kind.MEMBERS, body=body, dry_run=dry_run, now=lambda: NOW)


def test_a_dry_run_shows_a_table_and_stores_nothing(database: Database) -> None:
    body = found(database)
    report = take(database, dry_run=True)
    assert report.lines == (
        "     2  nieuw       Renée Claeys (Effectief lid · CAW De Leie · sector CAW · met stemrecht · "
        "vaste plaatsvervanger: Joris D’Haene · renee@een.be)",
        "     3  nieuw       Joris D’Haene (Effectief lid · CAW De Leie · sector CAW · met stemrecht · "
        "vaste plaatsvervanger: Renée Claeys · joris@een.be)",
        "     4  onleesbaar  Iemand: «geen-adres» is geen e-mailadres.",
        "2 nieuwe lijnen, 1 onleesbare lijn",
        "Met deze kolommen doe ik niets: Opmerking",
        "Er is nog niets bewaard: dit was --dry-run.",
    )
    assert not report.complete
    with database.read() as db:
        assert people.members(db, body) == []


def test_what_is_taken_over_is_there_once_however_often(database: Database) -> None:
    body = found(database)
    take(database)
    again = take(database)
    assert again.lines[-3:] == (
        "2 lijnen zonder wijziging, 1 onleesbare lijn",
        "Met deze kolommen doe ik niets: Opmerking",
        "Bewaard in IROJ Leiedal.",
    )
    with database.read() as db:
        joris, renee = people.members(db, body)
        [seat] = mandates.of_members(db, [renee.id], body=body)
    assert (joris.name, joris.email) == ("Joris D’Haene", "joris@een.be")
    assert (seat.substitute, seat.has_vote) == (joris.id, True)


def test_ten_thousand_lines_are_taken_over(database: Database) -> None:
    body = found(database)
    rows = [f"Lid {n:05} Peeters;lid{n}@x.be;Organisatie {n % 300};CLB;;" for n in range(10_000)]
    assert take(database, "\n".join([LIST.splitlines()[0], *rows])).complete
    with database.read() as db:
        assert len(people.members(db, body)) == 10_000


def test_more_than_one_body_needs_a_name(database: Database) -> None:
    found(database)
    found(database, "IROJ Kust")
    with pytest.raises(Refusal, match="--body: IROJ Kust, IROJ Leiedal"):
        take(database)
    assert take(database, body="iroj kust").lines[-1] == "Bewaard in IROJ Kust."


def test_a_list_of_meetings_is_not_one_of_members(database: Database) -> None:
    found(database)
    with pytest.raises(Refusal, match="import-meetings"):
        take(database, "Datum;Plaats\n24/4/2026;Brugge\n")


def test_without_a_body_there_is_nowhere_to_put_them(database: Database) -> None:
    with pytest.raises(Refusal, match="nog geen overlegorgaan"):
        take(database)
