"""The connections to a database: SQLite's file or PostgreSQL's server, set up for a bot whose people are waiting."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from queue import Empty, LifoQueue
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, NullPool, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError

T = TypeVar("T")

# Slack shows an error after three seconds, so whoever waits for the database hears of it before that.
BUSY_MILLISECONDS = 1_500
CLEARING_MILLISECONDS = 50
"""How long emptying the journal waits for who still reads."""

MOST_CONNECTIONS = 20
WAIT_SECONDS = 1.5
"""How long somebody waits for a connection when all are in use."""
TURN_SECONDS = 1.0
"""How long a unit of work waits for the one before it, where there is one writer at a time."""

STATEMENTS_KEPT = 500
"""Statements that SQLite keeps parsed on each connection: more than the bot has of every day."""

_FULL = "all connections are in use"
_POSTGRES_SETTINGS = {
    "statement_timeout": f"{BUSY_MILLISECONDS}ms",
    "lock_timeout": "1000ms",
    "idle_in_transaction_session_timeout": "30s",
    "TimeZone": "UTC",
}


def complete(url: str) -> URL:
    """The address of a database with its driver. Raises `ValueError` for one that this bot cannot use."""
    parsed = make_url(url)
    kind = parsed.get_backend_name()
    if kind in ("postgresql", "postgres"):
        return parsed.set(drivername="postgresql+psycopg")
    if kind != "sqlite":
        raise ValueError("a database is sqlite:///file or postgresql://host/name")
    if parsed.database in (None, "", ":memory:"):
        raise ValueError("an SQLite database needs a file")
    return parsed


class Pool:
    """At most `most` connections to one database, the last one used first. With one of them it is a turn to wait for.

    SQLAlchemy's own pools watch over each connection with a proxy, which costs a short command more than its questions.
    """

    def __init__(self, engine: Engine, *, most: int, seconds: float, full: str) -> None:
        """`full` says what is the matter when nobody gives a connection back for so many `seconds`."""
        self._engine = engine
        self._full = full
        self._seconds = seconds
        self._places: LifoQueue[Connection | None] = LifoQueue()
        for _ in range(most):
            self._places.put(None)

    def begin(self, do: Callable[[Connection], T]) -> tuple[Connection, T]:
        """A connection, and what came of the first thing done on it.

        A server that was started again has closed all that were kept: then it is done on a new one. Raises `Full`.
        """
        while True:
            kept = self._take()
            connection = kept or self._made()
            begun = False
            try:
                with watched(connection):
                    answer = do(connection)
                begun = True
                return connection, answer
            except DBAPIError as error:
                if kept is None or not error.connection_invalidated:
                    raise
            finally:
                if not begun:
                    self.give_back(connection)

    def give_back(self, connection: Connection) -> None:
        """Let the next one have it; one that is no more leaves its place to a new one."""
        if connection.invalidated:
            connection.close()
            self._places.put(None)
            return
        if connection.in_transaction():
            # The driver ended it; this tells SQLAlchemy.
            connection.rollback()
        self._places.put(connection)

    def close(self) -> None:
        """Close every connection that is not in use; whoever asks after that gets a new one."""
        kept: list[Connection | None] = []
        with suppress(Empty):
            while True:
                kept.append(self._places.get_nowait())
        for connection in kept:
            if connection is not None:
                connection.close()
            self._places.put(None)

    def _take(self) -> Connection | None:
        try:
            return self._places.get(timeout=self._seconds)
        except Empty:
            raise Full(self._full) from None

    def _made(self) -> Connection:
        made = None
        try:
            made = self._engine.connect()
            return made
        finally:
            if made is None:
                self._places.put(None)


class Full(Exception):
    """Every connection is in use, for longer than somebody can wait."""


def driver_of(connection: Connection) -> Any:
    """The driver's own connection: sqlite3's or psycopg's."""
    return connection.connection.driver_connection


def empty_journal(connection: Connection) -> bool:
    """Put SQLite's write-ahead log into its file and leave nothing in it; False while somebody reads what was before.

    The next writer waits for this one, so it does not wait for readers itself.
    """
    driver = driver_of(connection)
    driver.execute(f"PRAGMA busy_timeout = {CLEARING_MILLISECONDS}")
    try:
        busy, _, _ = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        driver.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
    return not busy


@contextmanager
def watched(connection: Connection) -> Iterator[None]:
    """Turn an error of the driver into SQLAlchemy's, and throw a connection away that is no more."""
    dialect = connection.dialect
    base = dialect.loaded_dbapi.Error
    try:
        yield
    except base as error:
        lost = dialect.is_disconnect(error, driver_of(connection), None)
        if lost:
            connection.invalidate(error)
        raise DBAPIError.instance(None, None, error, base, connection_invalidated=lost, dialect=dialect) from error


def sqlite(url: URL, *, readers: bool) -> Pool:
    """Connections to the file of `url`: the one that writes, or those that only read."""
    engine = create_engine(url, poolclass=NullPool, connect_args={"cached_statements": STATEMENTS_KEPT})

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _: Any) -> None:
        # The driver's own idea of when to begin is switched off: `Database` begins.
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute("PRAGMA secure_delete = ON")
        if readers:
            cursor.execute("PRAGMA query_only = ON")
        cursor.close()

    if readers:
        return Pool(engine, most=MOST_CONNECTIONS, seconds=WAIT_SECONDS, full=_FULL)
    return Pool(engine, most=1, seconds=TURN_SECONDS, full="another unit of work of this process is still writing")


def postgres(url: URL) -> Pool:
    """Connections to the server of `url`, on which `Database` begins and ends transactions itself."""
    # What the address itself asks of the server is kept, before ours.
    asked = (str(url.query.get("options", "")), *(f"-c {name}={value}" for name, value in _POSTGRES_SETTINGS.items()))
    engine = create_engine(
        url,
        isolation_level="AUTOCOMMIT",
        poolclass=NullPool,
        connect_args={"options": " ".join(asked), "connect_timeout": 2, "tcp_user_timeout": 3_000},
    )
    return Pool(engine, most=MOST_CONNECTIONS, seconds=WAIT_SECONDS, full=_FULL)
