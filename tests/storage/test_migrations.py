"""The migrated schema is the declared one, on both databases, and every way to it works."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, NullPool, create_engine, make_url, text
from sqlalchemy.schema import CreateSchema, DropSchema

from storage import migrations
from storage.database import Unavailable
from storage.tables import Base

ON_POSTGRES = (
    "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
    " WHERE connamespace = current_schema()::regnamespace",
    "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema()",
    "SELECT table_name, column_name, data_type, character_maximum_length, is_nullable, column_default"
    " FROM information_schema.columns WHERE table_schema = current_schema()",
)
ON_SQLITE = ("SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'",)

STEPS = [step.revision for step in reversed(list(ScriptDirectory(str(migrations.FOLDER)).walk_revisions()))]


@contextmanager
def connected(url: str | URL) -> Iterator[Connection]:
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        yield connection


def schema_of(connection: Connection) -> set[tuple[str, ...]]:
    """Every table, column, default, constraint and index, in the database's own words, their order aside."""
    questions = ON_POSTGRES if connection.dialect.name == "postgresql" else ON_SQLITE
    answers = [tuple(map(in_order, row)) for question in questions for row in connection.execute(text(question))]
    return {answer for answer in answers if not any("alembic_version" in word for word in answer)}


def in_order(answer: object) -> str:
    return "\n".join(sorted(line.strip(" \t,") for line in str(answer).splitlines()))


@pytest.fixture
def empty_url(database_url: str, tmp_path: Path) -> Iterator[str]:
    """A database without any table: another file, or another schema of the same PostgreSQL database."""
    if database_url.startswith("sqlite"):
        yield f"sqlite:///{tmp_path}/empty.db"
        return
    with connected(database_url) as connection:
        connection.execute(DropSchema("fresh", cascade=True, if_exists=True))
        connection.execute(CreateSchema("fresh"))
        connection.commit()
        fresh = make_url(database_url).update_query_dict({"options": "-c search_path=fresh"})
        yield fresh.render_as_string(hide_password=False)
        connection.execute(DropSchema("fresh", cascade=True))
        connection.commit()


def test_the_migrated_schema_is_the_declared_one(database_url: str) -> None:
    with connected(database_url) as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, Base.metadata) == []


def test_migrating_makes_the_same_database_as_declaring(database_url: str, empty_url: str) -> None:
    with connected(empty_url) as connection:
        Base.metadata.create_all(connection)
        declared = schema_of(connection)
    with connected(database_url) as connection:
        migrated = schema_of(connection)
    assert {tuple(word.replace("fresh.", "public.") for word in answer) for answer in declared} == migrated


def test_an_empty_database_needs_a_migration(empty_url: str) -> None:
    assert migrations.needed(empty_url)


def test_a_migrated_database_needs_none(database_url: str) -> None:
    assert not migrations.needed(database_url)


def test_migrating_twice_is_harmless(database_url: str) -> None:
    migrations.upgrade(database_url)
    assert migrations.current(database_url) == STEPS[-1]


@pytest.mark.parametrize("step", STEPS)
def test_a_database_of_every_earlier_version_migrates(empty_url: str, step: str) -> None:
    with connected(empty_url) as connection:
        command.upgrade(migrations.config(connection), step)
        connection.commit()
    migrations.upgrade(empty_url)
    assert migrations.current(empty_url) == STEPS[-1]


def test_two_bots_that_start_at_once_migrate_once(empty_url: str) -> None:
    start = [sys.executable, "-c", "import sys; from storage import migrations; migrations.upgrade(sys.argv[1])"]
    bots = [subprocess.Popen([*start, empty_url], stderr=subprocess.PIPE, text=True) for _ in range(2)]
    complaints = [bot.communicate(timeout=60)[1] for bot in bots]
    assert (complaints, migrations.current(empty_url)) == (["", ""], STEPS[-1])


def test_a_database_of_a_newer_bot_is_left_alone(database_url: str) -> None:
    with connected(database_url) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        connection.commit()
        try:
            with pytest.raises(migrations.TooNew, match="9999"):
                migrations.upgrade(database_url)
        finally:
            connection.execute(text("UPDATE alembic_version SET version_num = :step"), {"step": STEPS[-1]})
            connection.commit()


def test_a_migration_that_fails_leaves_nothing_behind(empty_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with connected(empty_url) as connection:
        # A table that is in the way of the last one that the first step makes.
        last = Base.metadata.sorted_tables[-1].name
        connection.execute(text(f"CREATE TABLE {last} (oddity INTEGER)"))
        connection.commit()
    with pytest.raises(Exception, match="already exists"):
        migrations.upgrade(empty_url)
    with connected(empty_url) as connection:
        assert {answer[0] for answer in schema_of(connection)} <= {last, "table"}


def test_a_database_that_cannot_be_reached_is_unavailable() -> None:
    with pytest.raises(Unavailable):
        migrations.upgrade("postgresql://nobody@127.0.0.1:1/nothing")
