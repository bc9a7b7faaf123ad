"""The way of a database from any earlier version of the bot to this one: forward only, all of it or nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, NullPool, create_engine, event

from storage.database import saying_unavailable
from storage.engines import complete

FOLDER = Path(__file__).parent

_PATIENT_MILLISECONDS = 30_000


class TooNew(Exception):
    """The database was made by a newer version of the bot than this one."""


def upgrade(url: str) -> None:
    """Bring the database to the newest schema; harmless when it is there already, or when two do it at once.

    Raises `TooNew`, and `storage.database.Unavailable`.
    """
    if needed(url):
        with _connection(url) as connection:
            command.upgrade(config(connection), "head")


def needed(url: str) -> bool:
    """Whether the database lacks a migration. Raises `TooNew`, and `storage.database.Unavailable`."""
    script = ScriptDirectory(str(FOLDER))
    now = current(url)
    if now is not None and now not in {step.revision for step in script.walk_revisions()}:
        raise TooNew(now)
    return now != script.get_current_head()


def current(url: str) -> str | None:
    """The newest migration that the database has, None when it is empty. Raises `storage.database.Unavailable`."""
    with _connection(url) as connection:
        return MigrationContext.configure(connection).get_current_revision()


def config(connection: Connection) -> Config:
    """What Alembic's own commands need to work on a connection."""
    found = Config(attributes={"connection": connection})
    found.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    found.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    return found


@contextmanager
def _connection(url: str) -> Iterator[Connection]:
    """A connection without the handlers' haste: a migration may take its time."""
    engine = create_engine(complete(url), poolclass=NullPool)
    if engine.dialect.name == "sqlite":

        @event.listens_for(engine, "connect")
        def prepare(connection: Any, _: Any) -> None:
            # Foreign keys stay off: SQLite changes a table by making it anew. They are checked at the end.
            connection.isolation_level = None
            connection.execute(f"PRAGMA busy_timeout = {_PATIENT_MILLISECONDS}").close()
            # The file remembers this: from its first day readers do not wait for a writer.
            connection.execute("PRAGMA journal_mode = WAL").close()

        @event.listens_for(engine, "begin")
        def begin(connection: Connection) -> None:
            connection.exec_driver_sql("BEGIN IMMEDIATE")

    with saying_unavailable(), engine.connect() as connection:
        yield connection
