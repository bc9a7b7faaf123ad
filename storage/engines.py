"""The connections to a database: SQLite's file or PostgreSQL's server, set up for a bot whose people are waiting."""

from typing import Any

from sqlalchemy import Engine, QueuePool, create_engine, event
from sqlalchemy.engine import URL, make_url

# Slack shows an error after three seconds, so whoever waits for the database hears of it before that.
BUSY_MILLISECONDS = 1_500

POOL_SIZE = 10
POOL_OVERFLOW = 10
POOL_SECONDS = 1.5

STATEMENTS_KEPT = 500
"""Statements that SQLite keeps parsed on each connection: more than the bot has of every day."""

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


def sqlite(url: URL, *, readers: bool) -> Engine:
    """Connections to the file of `url`: one that writes, or as many as are needed that only read."""
    size = {"pool_size": POOL_SIZE, "max_overflow": POOL_OVERFLOW} if readers else {"pool_size": 1, "max_overflow": 0}
    engine = create_engine(
        url,
        poolclass=QueuePool,
        pool_timeout=POOL_SECONDS,
        pool_reset_on_return=None,
        connect_args={"cached_statements": STATEMENTS_KEPT},
        **size,
    )

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

    return engine


def postgres(url: URL) -> Engine:
    """Connections to the server of `url`, on which `Database` begins and ends transactions itself."""
    # What the address itself asks of the server is kept, before ours.
    asked = (str(url.query.get("options", "")), *(f"-c {name}={value}" for name, value in _POSTGRES_SETTINGS.items()))
    return create_engine(
        url,
        isolation_level="AUTOCOMMIT",
        pool_size=POOL_SIZE,
        max_overflow=POOL_OVERFLOW,
        pool_timeout=POOL_SECONDS,
        pool_reset_on_return=None,
        connect_args={"options": " ".join(asked), "connect_timeout": 2, "tcp_user_timeout": 3_000},
    )
