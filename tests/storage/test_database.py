"""Units of work, what they see of each other, and what they say when the database cannot serve."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Column, Engine, MetaData, Table, bindparam, create_engine, insert, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import IntegrityError, InternalError, OperationalError, StatementError

from storage import bodies
from storage.bodies import WorkspaceRow
from storage.database import Database, Session, Unavailable, choice, insert_once, now_in, table_of
from storage.engines import complete
from storage.ready import Ready
from tests.storage.conftest import Clocks

_OPEN = Ready(insert(table_of(WorkspaceRow)))


def workspaces(database: Database) -> list[str]:
    with database.read() as db:
        return list(db.scalars(select(WorkspaceRow.team_id).order_by(WorkspaceRow.id)))


def open_one(database: Database, team: str) -> None:
    with database.begin() as db:
        bodies.open_workspace(db, team, now=now_in(db))


def test_a_unit_of_work_is_committed_at_its_end(database: Database) -> None:
    open_one(database, "T1")
    assert workspaces(database) == ["T1"]


def test_a_unit_of_work_left_by_an_exception_is_rolled_back(database: Database) -> None:
    with suppress(ZeroDivisionError), database.begin() as db:
        bodies.open_workspace(db, "T1", now=now_in(db))
        raise ZeroDivisionError
    assert workspaces(database) == []


def test_what_is_not_committed_is_not_seen(database: Database) -> None:
    with database.begin() as db:
        bodies.open_workspace(db, "T1", now=now_in(db))
        assert workspaces(database) == []


def test_a_view_does_not_change_while_it_is_looked_at(database: Database) -> None:
    with database.read() as db:
        before = db.scalar(text("SELECT count(*) FROM workspaces"))
        open_one(database, "T1")
        assert db.scalar(text("SELECT count(*) FROM workspaces")) == before


def test_a_view_cannot_be_written_through(database: Database) -> None:
    with pytest.raises((InternalError, OperationalError, Unavailable)), database.read() as db:
        bodies.open_workspace(db, "T1", now=now_in(db))


def test_after_a_view_the_connection_writes_again(database: Database) -> None:
    workspaces(database)
    open_one(database, "T1")
    assert workspaces(database) == ["T1"]


def test_a_row_that_points_at_nothing_is_refused(database: Database) -> None:
    row = insert(bodies.BodyRow).values(
        workspace_id=99, name="x", plenary_channel="C1", committee_channel="C2", rules={}, created_at=datetime.now(UTC)
    )
    with pytest.raises(IntegrityError), database.begin() as db:
        db.execute(row)


def test_a_broken_constraint_is_not_called_unavailable(database: Database) -> None:
    open_one(database, "T1")
    with pytest.raises(IntegrityError), database.begin() as db:
        db.execute(insert(WorkspaceRow).values(team_id="T1", created_at=datetime.now(UTC)))


def test_a_wrong_statement_is_not_called_unavailable(database: Database) -> None:
    with pytest.raises(Exception, match="no_such_table"), database.read() as db:
        db.execute(text("SELECT * FROM no_such_table"))


def test_an_insert_that_is_there_already_changes_nothing(database: Database) -> None:
    with database.begin() as db:
        for _ in range(2):
            db.execute(insert_once(db, WorkspaceRow).values(team_id="T1", created_at=datetime.now(UTC)))
    assert workspaces(database) == ["T1"]


def test_an_id_is_never_given_out_twice(database: Database) -> None:
    with database.begin() as db:
        first = bodies.open_workspace(db, "T1", now=now_in(db))
        db.execute(text("DELETE FROM workspaces"))
    with database.begin() as db:
        assert bodies.open_workspace(db, "T2", now=now_in(db)) > first


def test_the_work_has_the_clock_that_was_given(database: Database, clocks: Clocks) -> None:
    clocks.move(timedelta(days=400))
    with database.read() as db:
        assert now_in(db) == clocks.now()


def test_many_threads_write_without_losing_anything(database: Database) -> None:
    def write(number: int) -> None:
        for turn in range(10):
            open_one(database, f"T{number}-{turn}")

    threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(workspaces(database)) == 80


def test_an_instant_comes_back_as_utc(database: Database) -> None:
    brussels = datetime(2026, 3, 29, 3, 30, tzinfo=timezone(timedelta(hours=2)))
    with database.begin() as db:
        bodies.open_workspace(db, "T1", now=brussels)
    with database.read() as db:
        kept = db.scalar(select(WorkspaceRow.created_at))
    assert (kept, kept.tzinfo if kept else None) == (brussels, UTC)


def test_instants_sort_as_time_whatever_their_zone(database: Database) -> None:
    late = datetime(2026, 3, 1, 12, 0, 0, 1, tzinfo=UTC)
    early = datetime(2026, 3, 1, 14, 0, tzinfo=timezone(timedelta(hours=3)))
    with database.begin() as db:
        bodies.open_workspace(db, "late", now=late)
        bodies.open_workspace(db, "early", now=early)
    with database.read() as db:
        assert list(db.scalars(select(WorkspaceRow.team_id).order_by(WorkspaceRow.created_at))) == ["early", "late"]


def test_an_instant_without_a_zone_is_refused(database: Database) -> None:
    naive = datetime(2026, 3, 1, 12, 0)  # noqa: DTZ001 - the mistake itself.
    with pytest.raises(StatementError, match="time zone"), database.begin() as db:
        bodies.open_workspace(db, "T1", now=naive)


class _Colour(StrEnum):
    RED = "red"


_CARS = Table("cars", MetaData(), Column("colour", choice(_Colour)))


@pytest.fixture
def cars(tmp_path: Path) -> Iterator[Engine]:
    engine = create_engine(f"sqlite:///{tmp_path}/cars.db")
    _CARS.create(engine)
    yield engine
    engine.dispose()


def test_a_choice_is_kept_as_its_word(cars: Engine) -> None:
    with cars.begin() as connection:
        connection.execute(insert(_CARS).values(colour=_Colour.RED))
        assert connection.scalar(text("SELECT colour FROM cars")) == "red"


def test_a_word_that_is_no_choice_is_refused(cars: Engine) -> None:
    with pytest.raises(StatementError), cars.begin() as connection:
        connection.execute(insert(_CARS).values(colour="blue"))


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "mysql://localhost/x"])
def test_a_database_that_cannot_be_used_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="database"):
        complete(url)


@pytest.mark.parametrize("url", ["postgres://host/name", "postgresql://host/name", "postgresql+psycopg://host/name"])
def test_postgresql_has_one_driver_however_it_is_written(url: str) -> None:
    assert complete(url).drivername == "postgresql+psycopg"


def test_a_pong_when_the_database_answers(database: Database) -> None:
    database.ping()


def test_sqlite_survives_a_power_cut_after_a_commit(sqlite_url: str) -> None:
    settings = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "busy_timeout": 1500}
    with Database(sqlite_url) as database, database.begin() as db:
        assert {name: db.scalar(text(f"PRAGMA {name}")) for name in settings} == settings


def test_a_database_that_another_process_holds_is_unavailable(sqlite_url: str) -> None:
    with (
        Database(sqlite_url) as database,
        closing(sqlite3.connect(make_url(sqlite_url).database or "", isolation_level=None)) as other,
    ):
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Unavailable, match="locked"):
            open_one(database, "T1")
        other.execute("ROLLBACK")


def test_slack_hears_of_a_held_database_in_time(sqlite_url: str) -> None:
    with (
        Database(sqlite_url) as database,
        closing(sqlite3.connect(make_url(sqlite_url).database or "", isolation_level=None)) as other,
    ):
        other.execute("BEGIN IMMEDIATE")
        started = time.monotonic()
        with suppress(Unavailable):
            open_one(database, "T1")
        assert time.monotonic() - started < 2.5
        other.execute("ROLLBACK")


def test_readers_go_on_while_another_process_writes(sqlite_url: str) -> None:
    with (
        Database(sqlite_url) as database,
        closing(sqlite3.connect(make_url(sqlite_url).database or "", isolation_level=None)) as other,
    ):
        other.execute("BEGIN IMMEDIATE")
        assert workspaces(database) == []
        other.execute("ROLLBACK")


def test_after_a_held_database_everything_works_again(sqlite_url: str) -> None:
    with (
        Database(sqlite_url) as database,
        closing(sqlite3.connect(make_url(sqlite_url).database or "", isolation_level=None)) as other,
    ):
        other.execute("BEGIN IMMEDIATE")
        with suppress(Unavailable):
            open_one(database, "T1")
        other.execute("ROLLBACK")
        open_one(database, "T1")
        assert workspaces(database) == ["T1"]


def test_a_second_unit_of_work_inside_one_is_told_instead_of_hanging(sqlite_url: str) -> None:
    with Database(sqlite_url) as database, database.begin(), pytest.raises(Unavailable, match="still writing"):
        open_one(database, "T1")


def test_a_database_that_was_closed_lets_its_file_go_and_opens_it_anew(sqlite_url: str, tmp_path: Path) -> None:
    with Database(sqlite_url) as database:
        with database.read(), database.read():
            open_one(database, "T1")
        database.close()
        file = Path(make_url(sqlite_url).database or "")
        file.rename(tmp_path / "elsewhere.db")
        with closing(sqlite3.connect(tmp_path / "elsewhere.db")) as old, closing(sqlite3.connect(file)) as new:
            old.backup(new)
            new.execute("DELETE FROM workspaces")
            new.commit()
        with database.read() as one, database.read() as other:
            assert [db.scalar(text("SELECT count(*) FROM workspaces")) for db in (one, other)] == [0, 0]


def test_a_statement_with_other_values_than_at_first_is_a_mistake(database: Database) -> None:
    ready = Ready(select(WorkspaceRow.id).where(WorkspaceRow.team_id == bindparam("team")))
    with database.read() as db:
        assert ready.all(db, team="T1") == []
        with pytest.raises(TypeError, match="where \\['team'\\] is asked"):
            ready.all(db, crew="T1")


def test_more_rows_than_one_are_not_the_one(database: Database) -> None:
    ready = Ready(select(WorkspaceRow.team_id))
    open_one(database, "T1")
    open_one(database, "T2")
    with database.read() as db, pytest.raises(LookupError):
        ready.one(db)


def test_a_statement_with_a_list_of_values_is_never_ready(database: Database) -> None:
    ready = Ready(select(WorkspaceRow.id).where(WorkspaceRow.team_id.in_(bindparam("teams", expanding=True))))
    with database.read() as db, pytest.raises(TypeError, match="never ready"):
        ready.all(db, teams=["T1"])


def test_what_is_left_for_later_is_there_for_the_next_question(database: Database) -> None:
    with database.begin() as db:
        _OPEN.later(db, team_id="T1", created_at=now_in(db))
        assert db.scalar(text("SELECT count(*) FROM workspaces")) == 1


def test_what_is_left_for_later_is_committed_with_the_rest(database: Database) -> None:
    with database.begin() as db:
        _OPEN.later(db, team_id="T1", created_at=now_in(db))
    assert workspaces(database) == ["T1"]


def test_what_is_left_for_later_and_breaks_a_constraint_undoes_everything(database: Database) -> None:
    open_one(database, "T1")
    with pytest.raises(IntegrityError):
        _open_two(database)
    assert workspaces(database) == ["T1"]


def _open_two(database: Database) -> None:
    with database.begin() as db:
        bodies.open_workspace(db, "T2", now=now_in(db))
        _OPEN.later(db, team_id="T1", created_at=now_in(db))


def test_a_full_disk_is_unavailable(sqlite_url: str) -> None:
    with Database(sqlite_url) as database:
        with pytest.raises(Unavailable, match="full"), database.begin() as db:
            _fill(db)
        assert workspaces(database) == []


def _fill(db: Session) -> None:
    pages = db.scalar(text("PRAGMA page_count"))
    db.execute(text(f"PRAGMA max_page_count = {pages}"))
    for number in range(2_000):
        bodies.open_workspace(db, f"T{number}", now=now_in(db))


def test_after_a_full_disk_there_is_room_again(sqlite_url: str) -> None:
    with Database(sqlite_url) as database:
        with suppress(Unavailable), database.begin() as db:
            _fill(db)
        with database.begin() as db:
            db.execute(text("PRAGMA max_page_count = 1000000"))
        open_one(database, "T1")
        assert workspaces(database) == ["T1"]


def test_a_file_that_is_no_database_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "letter.db").write_text("Beste leden, " * 1_000)
    with Database(f"sqlite:///{tmp_path}/letter.db") as database, pytest.raises(Unavailable):
        database.ping()


def test_a_folder_that_is_not_there_is_unavailable(tmp_path: Path) -> None:
    with Database(f"sqlite:///{tmp_path}/nowhere/irojbot.db") as database, pytest.raises(Unavailable):
        database.ping()


def test_a_server_that_is_not_there_is_unavailable() -> None:
    with Database("postgresql://nobody@127.0.0.1:1/nothing") as database, pytest.raises(Unavailable):
        database.ping()


@pytest.fixture
def postgres(postgres_url: str) -> Iterator[Database]:
    with Database(postgres_url) as database:
        yield database


@pytest.mark.postgres
def test_a_server_that_was_started_again_serves_again(postgres: Database, postgres_url: str) -> None:
    open_one(postgres, "T1")
    _cut_all_connections(postgres_url)
    assert workspaces(postgres) == ["T1"]


@pytest.mark.postgres
def test_a_server_that_stops_in_the_middle_is_unavailable(postgres: Database, postgres_url: str) -> None:
    with pytest.raises(Unavailable):
        _work_that_is_cut_off(postgres, postgres_url)


@pytest.mark.postgres
def test_a_unit_of_work_that_was_cut_off_left_nothing(postgres: Database, postgres_url: str) -> None:
    with suppress(Unavailable):
        _work_that_is_cut_off(postgres, postgres_url)
    assert workspaces(postgres) == []


@pytest.mark.postgres
def test_a_row_that_somebody_else_holds_is_unavailable(postgres: Database, postgres_url: str) -> None:
    open_one(postgres, "T1")
    with psycopg.connect(postgres_url.replace("+psycopg", "")) as other:
        other.execute("SELECT * FROM workspaces FOR UPDATE")
        with pytest.raises(Unavailable, match="lock timeout"), postgres.begin() as db:
            db.execute(text("UPDATE workspaces SET team_id = 'T2'"))


@pytest.mark.postgres
def test_a_question_that_takes_too_long_is_unavailable(postgres: Database) -> None:
    with pytest.raises(Unavailable, match="statement timeout"), postgres.read() as db:
        db.execute(text("SELECT pg_sleep(5)"))


@pytest.mark.postgres
def test_options_in_the_address_are_kept_beside_ours(postgres_url: str) -> None:
    url = make_url(postgres_url).update_query_dict({"options": "-c search_path=elsewhere"})
    with Database(url.render_as_string(hide_password=False)) as database, database.read() as db:
        found = [db.scalar(text(f"SHOW {name}")) for name in ("search_path", "statement_timeout")]
    assert found == ["elsewhere", "1500ms"]


def _work_that_is_cut_off(database: Database, url: str) -> None:
    with database.begin() as db:
        bodies.open_workspace(db, "T1", now=now_in(db))
        _cut_all_connections(url)
        bodies.open_workspace(db, "T2", now=now_in(db))


def _cut_all_connections(url: str) -> None:
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as other:
        other.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
