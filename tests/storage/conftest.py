"""What the tests of the outbox and the inbox stand on: a database with one workspace, and two clocks to move."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from bot.bodies import Body
from storage import bodies
from storage.database import Database
from tests.databases import database_on


@dataclass
class Clocks:
    """The clock of the work, and the machine's in seconds."""

    work: datetime = field(default=datetime(2026, 3, 2, 9, 0, tzinfo=UTC))
    machine: float = 1_000_000.0

    def now(self) -> datetime:
        return self.work

    def move(self, by: timedelta) -> None:
        self.work += by


@pytest.fixture
def clocks() -> Clocks:
    return Clocks()


@pytest.fixture
def database(database_url: str, clocks: Clocks) -> Iterator[Database]:
    with database_on(database_url, now=clocks.now) as database:
        yield database


@pytest.fixture
def workspace(database: Database, clocks: Clocks) -> int:
    with database.begin() as db:
        return bodies.open_workspace(db, "T1", now=clocks.now())


@pytest.fixture
def body(database: Database, workspace: int, clocks: Clocks) -> int:
    new = Body(id=0, workspace=workspace, name="Overleg Demerland", plenary_channel="C1", committee_channel="C2")
    with database.begin() as db:
        return bodies.add(db, new, now=clocks.now())
