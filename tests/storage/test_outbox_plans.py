"""Claiming costs the same however many messages are kept, planned, or late in a lane that Slack holds."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import Connection, insert, text

from storage import bodies, outbox
from storage.database import Database, Session
from storage.engines import driver_of
from storage.outbox import LaneRow, OutboxRow
from storage.outbox.claims import _NEXT
from tests.storage.conftest import Clocks

MANY = 6_000
MOST_STEPS = 200
"""Of ten instructions each; to look at every message would take a hundred times that."""


def fill(database: Database, clocks: Clocks, workspace: int, *, planned: int, kept: int) -> None:
    """So many messages for later, so many that were said long ago, and one that is due."""
    now = clocks.now()
    rows = [
        {
            "workspace_id": workspace,
            "dedupe_key": f"{number}",
            "name": "items/card",
            "about": {},
            "lane": outbox.channel(f"C{number % 40}"),
            "created_at": now,
            "planned_at": now,
            "next_at": now + timedelta(minutes=1 + number) if number < planned else None,
        }
        for number in range(planned + kept)
    ]
    with database.begin() as db:
        lanes = [{"workspace_id": workspace, "name": outbox.channel(f"C{n}"), "free_at": 0.0} for n in range(40)]
        db.execute(insert(LaneRow), lanes)
        for start in range(0, len(rows), 5_000):
            db.execute(insert(OutboxRow), rows[start : start + 5_000])
        outbox.tell(db, "items/card", workspace=workspace, to=outbox.channel("C1"), key="due", about={})
    with database.begin() as db:
        db.execute(text("ANALYZE"))


@contextmanager
def counted_steps(database: Database) -> Iterator[list[int]]:
    """Counts what SQLite's own machine does, in steps of ten instructions."""
    steps = [0]

    def step() -> None:
        steps[0] += 1

    with database.begin() as db:
        # There is one connection that writes, so this is the one of the claim too.
        driver_of(db.connection()).set_progress_handler(step, 10)
    yield steps


def claim(db: Session, clocks: Clocks) -> outbox.Letter | None:
    return outbox.claim(db, machine=clocks.machine, lease=60.0)


def steps_of_a_claim(database: Database, clocks: Clocks) -> int:
    with counted_steps(database) as steps, database.begin() as db:
        assert claim(db, clocks) is not None
    return steps[0]


@pytest.fixture
def database(sqlite_url: str, clocks: Clocks) -> Iterator[Database]:
    with Database(sqlite_url, now=clocks.now) as database:
        yield database


@pytest.mark.parametrize(("planned", "kept"), [(MANY, 0), (0, MANY)])
def test_a_claim_takes_the_same_steps_beside_many_messages(
    database: Database, clocks: Clocks, workspace: int, planned: int, kept: int
) -> None:
    fill(database, clocks, workspace, planned=planned, kept=kept)
    assert steps_of_a_claim(database, clocks) < MOST_STEPS


def test_looking_whether_there_is_work_takes_few_steps(database: Database, clocks: Clocks, workspace: int) -> None:
    fill(database, clocks, workspace, planned=MANY, kept=0)
    with database.begin() as db:
        claim(db, clocks)
    with counted_steps(database) as steps, database.begin() as db:
        assert claim(db, clocks) is None
    assert steps[0] < MOST_STEPS


def test_sqlite_finds_what_is_due_by_its_index(database: Database, clocks: Clocks, workspace: int) -> None:
    fill(database, clocks, workspace, planned=MANY, kept=0)
    with database.begin() as db:
        plan = explained(db.connection(), clocks, "EXPLAIN QUERY PLAN")
    assert re.search(r"SEARCH outbox USING INDEX ix_outbox_next_at \(next_at<", plan)


def test_sqlite_sorts_nothing_to_find_what_is_due(database: Database, clocks: Clocks, workspace: int) -> None:
    fill(database, clocks, workspace, planned=MANY, kept=0)
    with database.begin() as db:
        plan = explained(db.connection(), clocks, "EXPLAIN QUERY PLAN")
    assert "TEMP B-TREE" not in plan


@pytest.mark.postgres
@pytest.mark.parametrize(("planned", "kept"), [(MANY, 0), (0, MANY)])
def test_postgresql_reads_a_few_pages_to_find_what_is_due(
    postgres_url: str, clocks: Clocks, planned: int, kept: int
) -> None:
    with Database(postgres_url, now=clocks.now) as database:
        with database.begin() as db:
            workspace = bodies.open_workspace(db, "T1", now=clocks.now())
        fill(database, clocks, workspace, planned=planned, kept=kept)
        with database.begin() as db:
            plan = explained(db.connection(), clocks, "EXPLAIN (ANALYZE, BUFFERS)")
    pages = [int(number) for number in re.findall(r"Buffers: shared hit=(\d+)", plan.partition("Planning")[0])]
    assert ("ix_outbox_next_at" in plan, max(pages) < 40) == (True, True), plan


@pytest.mark.postgres
def test_postgresql_joins_no_message_with_all_others(postgres_url: str, clocks: Clocks) -> None:
    """With old statistics such a join takes every late message times every planned one."""
    with Database(postgres_url, now=clocks.now) as database, database.begin() as db:
        plan = explained(db.connection(), clocks, "EXPLAIN")
    assert "Anti Join" not in plan


def explained(connection: Connection, clocks: Clocks, how: str) -> str:
    """How the database goes about the claim's own question."""
    question = str(
        _NEXT.params(now=clocks.now(), machine=clocks.machine).compile(
            connection, compile_kwargs={"literal_binds": True}
        )
    )
    rows = connection.execute(text(f"{how} {question}".replace(":", "\\:")))
    return "\n".join(" ".join(map(str, row)) for row in rows)
