"""The ticker while its database is away, and after."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing
from dataclasses import replace
from typing import TypeVar

import psycopg
import pytest
from structlog.testing import capture_logs

from handlers.ticker import Ticker
from sandbox.team import Team
from storage.database import Database, Session, Unavailable
from tests.engine.stage import FAST, Clock, Stage, client_of

T = TypeVar("T")


def until(seen: Callable[[], bool], *, within: float = 15.0) -> None:
    ends = time.monotonic() + within
    while not seen():
        assert time.monotonic() < ends, "it does not happen"
        time.sleep(0.02)


@pytest.fixture
def served(postgres_url: str, team: Team, clock: Clock) -> Iterator[Stage]:
    """A stage on PostgreSQL."""
    with Database(postgres_url, now=clock.now) as database, capture_logs():
        yield Stage(database, team, clock)


def cut_all_connections(stage: Stage) -> None:
    url = stage.database.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(url, autocommit=True) as other:
        other.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.mark.slow
def test_a_ticker_outlives_a_database_that_another_process_holds(stage: Stage) -> None:
    stage.tell("een")
    with closing(sqlite3.connect(stage.database.url.database or "", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        stage.ticker.start()
        time.sleep(2.0)
        other.execute("ROLLBACK")
    until(lambda: stage.said() == ["een"])
    stage.ticker.stop()


def test_a_ticker_outlives_a_postgresql_that_is_started_again(served: Stage) -> None:
    served.ticker.start()
    for number in range(3):
        served.tell(f"{number}")
        until(lambda number=number: len(served.said()) == number + 1)  # type: ignore[misc] # bound at once
        cut_all_connections(served)
    served.tell("3")
    until(lambda: served.said() == ["0", "1", "2", "3"])
    served.ticker.stop()


def test_an_outcome_that_could_not_be_kept_says_nothing_twice(served: Stage) -> None:
    """The database goes away while Slack is spoken to, and comes back."""
    told = served.told

    def and_then_nothing(*given: object) -> object:
        facts = told(*given)
        cut_all_connections(served)
        return facts

    served.told = and_then_nothing
    served.tell("een")
    with pytest.raises(Unavailable):
        served.ticker.tick()
    served.told = told
    served.drain()
    assert served.said() == ["een"]


class Shaky:
    """Units of work on a database that will be away for a number of them."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.failures = 0

    def begin(self) -> AbstractContextManager[Session]:
        if self.failures:
            self.failures -= 1
            raise Unavailable("not now")
        return self._database.begin()

    def read(self) -> AbstractContextManager[Session]:
        return self._database.read()

    def ask(self, ask: Callable[[Session], T]) -> T:
        return self._database.ask(ask)


def test_an_outcome_is_kept_as_soon_as_the_database_takes_it(stage: Stage) -> None:
    """Within the lease, so that nobody has to look the message up."""
    shaky, told, looks = Shaky(stage.database), stage.told, stage.calls("conversations.history")

    def and_then_it_is_away(*given: object) -> object:
        shaky.failures = 2
        return told(*given)

    stage.told = and_then_it_is_away
    stage.tell("een")
    desk = replace(stage.desk, sessions=shaky)
    Ticker(desk, stage.table, lambda _: client_of(stage.team), pace=FAST).tick()
    assert (stage.said(), stage.ticker.idle(), stage.calls("conversations.history")) == (["een"], True, looks)
