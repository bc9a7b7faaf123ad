"""Databases for the tests: a migrated SQLite file each, and one PostgreSQL database emptied between tests.

A test that asks for `database_url` runs on both. PostgreSQL is the server in TEST_DATABASE_URL, which `make test`
sets; by hand without it those runs are skipped, in CI they fail.
"""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import URL, make_url

from storage import migrations


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest) -> str:
    """A migrated and empty database, as an SQLAlchemy URL; the test runs once on each kind."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def sqlite_url(sqlite_template: Path) -> str:
    """A migrated and empty SQLite file: a new one for each test, always in the same place."""
    folder = sqlite_template.with_name("one")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    file = shutil.copy(sqlite_template, folder / "irojbot.db")
    return f"sqlite:///{file}"


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("databases") / "template.db"
    migrations.upgrade(f"sqlite:///{file}")
    with closing(sqlite3.connect(file)) as template:
        # Everything in one file, so that copying that one is enough.
        template.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return file


@pytest.fixture
def postgres_url(postgres_database: URL) -> str:
    """The PostgreSQL database of this worker, emptied of what earlier tests left."""
    with psycopg.connect(_conninfo(postgres_database), autocommit=True) as connection:
        # A test that leaves a transaction open is to fail the next one at once, not to hang it.
        connection.execute("SET lock_timeout = '5s'")
        _empty(connection)
    return postgres_database.render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def postgres_database() -> Iterator[URL]:
    server = _postgres_server()
    name = f"irojbot_test_{os.getpid()}"
    with psycopg.connect(_conninfo(server), autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            ours = server.set(database=name)
            migrations.upgrade(ours.render_as_string(hide_password=False))
            yield ours
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def _postgres_server() -> URL:
    if url := os.environ.get("TEST_DATABASE_URL"):
        return make_url(url)
    missing = "TEST_DATABASE_URL names no PostgreSQL server: `make test` starts one"
    if os.environ.get("CI"):
        pytest.fail(missing)
    pytest.skip(missing)


def _conninfo(url: URL) -> str:
    """The same address as psycopg itself reads it, without SQLAlchemy's name of the driver."""
    return url.set(drivername="postgresql").render_as_string(hide_password=False)


def _empty(connection: psycopg.Connection) -> None:
    """Truncate the tables with rows in them: a truncation costs milliseconds, also of an empty table."""
    found = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version'"
    one = sql.SQL("SELECT {} WHERE EXISTS (SELECT 1 FROM {})")
    each = [one.format(sql.Literal(name), sql.Identifier(name)) for (name,) in connection.execute(found)]
    filled = [sql.Identifier(name) for (name,) in connection.execute(sql.SQL(" UNION ALL ").join(each))]
    if filled:
        connection.execute(sql.SQL("TRUNCATE {} RESTART IDENTITY CASCADE").format(sql.SQL(", ").join(filled)))
