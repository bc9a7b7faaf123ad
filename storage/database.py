"""The database: units of work for the handlers, and the column types that every table uses."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from types import TracebackType
from typing import Any, Self

from sqlalchemy import (
    JSON,
    BigInteger,
    Connection,
    DateTime,
    Dialect,
    Double,
    Engine,
    Enum,
    Integer,
    MetaData,
    QueuePool,
    String,
    Table,
    create_engine,
    event,
    text,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator, TypeEngine

# Slack shows an error after three seconds, so whoever waits for the database hears of it before that.
BUSY_MILLISECONDS = 1_500
WRITER_SECONDS = 1.0

POOL_SIZE = 10
POOL_OVERFLOW = 10
POOL_SECONDS = 1.5

_POSTGRES_SETTINGS = {
    "statement_timeout": f"{BUSY_MILLISECONDS}ms",
    "lock_timeout": "1000ms",
    "idle_in_transaction_session_timeout": "30s",
    "TimeZone": "UTC",
}

_SQLITE_TROUBLE = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_NOTADB,
        sqlite3.SQLITE_CORRUPT,
    }
)


class Unavailable(Exception):
    """The database is locked, full or gone; what was asked has not been done. The cause is chained."""


class Moment(TypeDecorator[datetime]):
    """An instant: aware on the way in (`ValueError` otherwise), UTC on the way out.

    SQLite keeps it as text of one fixed width, so that it reads well and sorts as time.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "sqlite":
            return dialect.type_descriptor(String(32))
        return dialect.type_descriptor(DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        if value.utcoffset() is None:
            raise ValueError("an instant needs its time zone")
        moment = value.astimezone(UTC)
        return moment.isoformat(timespec="microseconds") if dialect.name == "sqlite" else moment

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        moment = datetime.fromisoformat(value) if isinstance(value, str) else value
        return moment.astimezone(UTC)


Json = JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")
"""Any JSON value; `None` is SQL's NULL."""

Id = BigInteger().with_variant(Integer, "sqlite")
"""A whole number of 64 bits, as a key or as cents (SQLite counts keys only on its plain INTEGER)."""


def choice(kind: type[StrEnum]) -> Enum:
    """The column type of a `StrEnum`: its value as text, checked in Python on the way in and out."""
    return Enum(
        kind,
        native_enum=False,
        create_constraint=False,
        validate_strings=True,
        length=40,
        values_callable=lambda members: [member.value for member in members],
    )


class Session:
    """One unit of work, or one view: statements on one connection, without the bookkeeping of ORM objects.

    `info` is the unit's own: its clock, and whether it told the outbox something.
    """

    __slots__ = ("_connection", "execute", "info", "scalar", "scalars")

    def __init__(self, connection: Connection, *, now: Callable[[], datetime]) -> None:
        self._connection = connection
        self.execute = connection.execute
        self.scalar = connection.scalar
        self.scalars = connection.scalars
        self.info: dict[str, Any] = {"now": now}

    def connection(self) -> Connection:
        """The connection itself."""
        return self._connection

    @property
    def dialect(self) -> str:
        """ "sqlite" or "postgresql"."""
        return self._connection.dialect.name


class Base(DeclarativeBase):
    """Every table: constraints with predictable names, instants that know their zone, ids never used twice."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {int: Id, float: Double, datetime: Moment, dict[str, Any]: Json, list[str]: Json}  # noqa: RUF012 - SQLAlchemy reads it from the class.

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        # Without this SQLite gives the id of the last deleted row away again, and an old button would press it.
        if isinstance(cls.__table__, Table) and "id" in cls.__table__.columns:
            cls.__table__.dialect_kwargs["sqlite_autoincrement"] = True


def table_of(row: type[Base]) -> Table:
    """The table of a row class: what is done to it directly is not looked at again by the ORM."""
    table = row.__table__
    assert isinstance(table, Table)  # noqa: S101 - every row class of ours is one table.
    return table


def insert_once(db: Session, row: type[Base]) -> "postgresql.Insert | sqlite.Insert":
    """An INSERT that leaves a row alone that is already there (by any of its unique constraints).

    It is built once; give the values to `execute` where it is done often.
    """
    return _insert_once(db.dialect, row)


@lru_cache(maxsize=64)
def _insert_once(dialect: str, row: type[Base]) -> "postgresql.Insert | sqlite.Insert":
    if dialect == "postgresql":
        return postgresql.insert(table_of(row)).on_conflict_do_nothing()
    return sqlite.insert(table_of(row)).on_conflict_do_nothing()


def now_in(db: Session) -> datetime:
    """The time of the work, by the clock that the session's `Database` was given."""
    now: datetime = db.info["now"]()
    return now


class Database:
    """One database, SQLite file or PostgreSQL, shared by all threads of this process.

    `now` is the clock of the work (aware UTC); it stamps what is told "at once".
    """

    def __init__(self, url: str, *, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self.url = complete(url)
        self._now = now
        self._told: Callable[[], None] = lambda: None
        self._writer = threading.Lock()
        self._one_writer = self.url.get_backend_name() == "sqlite"
        if self._one_writer:
            self._writing = _sqlite(self.url, begin="BEGIN IMMEDIATE", readers=False)
            self._reading = _sqlite(self.url, begin="BEGIN", readers=True)
        else:
            self._writing = _postgres(self.url)
            self._reading = self._writing.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)

    @contextmanager
    def begin(self) -> Iterator[Session]:
        """One unit of work: committed at the end, rolled back when left by an exception.

        Raises `Unavailable`. Never open one inside another: on SQLite there is one writer at a time.
        """
        with saying_unavailable(), self._turn(), self._writing.begin() as connection:
            session = Session(connection, now=self._now)
            yield session
        if session.info.get("told"):
            self._told()

    @contextmanager
    def read(self) -> Iterator[Session]:
        """One view of the data as it is now; writing through it is an error. Raises `Unavailable`."""
        with saying_unavailable(), self._reading.begin() as connection:
            yield Session(connection, now=self._now)

    def when_told(self, wake: Callable[[], None]) -> None:
        """Call `wake` after each commit that gave the outbox something to say."""
        self._told = wake

    def clear_journal(self) -> None:
        """Leave nothing of earlier steps in SQLite's write-ahead log, in which each of them can be read by itself.

        On PostgreSQL its log is the server's own, and nothing happens. Raises `Unavailable` while somebody reads.
        """
        if not self._one_writer:
            return
        with saying_unavailable(), self._turn(), self._writing.connect() as connection:
            driver = connection.connection.driver_connection
            assert isinstance(driver, sqlite3.Connection)  # noqa: S101 - the driver of this engine.
            # Outside of any transaction, which SQLAlchemy would begin.
            busy, _, _ = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            raise Unavailable("somebody still reads what was there before")

    def ping(self) -> None:
        """Return when the database answers; raises `Unavailable` when it does not."""
        with self.read() as session:
            session.execute(text("SELECT 1"))

    def close(self) -> None:
        """Close every connection."""
        self._writing.dispose()
        self._reading.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Wait for the pen: SQLite's own waiting is unfair, and starves some of many threads."""
        if not self._one_writer:
            yield
            return
        if not self._writer.acquire(timeout=WRITER_SECONDS):
            raise Unavailable("another unit of work of this process is still writing")
        try:
            yield
        finally:
            self._writer.release()


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


def _sqlite(url: URL, *, begin: str, readers: bool) -> Engine:
    size = {"pool_size": POOL_SIZE, "max_overflow": POOL_OVERFLOW} if readers else {"pool_size": 1, "max_overflow": 0}
    engine = create_engine(url, poolclass=QueuePool, pool_timeout=POOL_SECONDS, **size)

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _: Any) -> None:
        # The driver's own idea of when to begin is switched off; the listener below begins.
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

    @event.listens_for(engine, "begin")
    def start(connection: Any) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _postgres(url: URL) -> Engine:
    # What the address itself asks of the server is kept, before ours.
    asked = (str(url.query.get("options", "")), *(f"-c {name}={value}" for name, value in _POSTGRES_SETTINGS.items()))
    return create_engine(
        url,
        pool_size=POOL_SIZE,
        max_overflow=POOL_OVERFLOW,
        pool_timeout=POOL_SECONDS,
        pool_pre_ping=True,
        connect_args={"options": " ".join(asked), "connect_timeout": 2, "tcp_user_timeout": 3_000},
    )


@contextmanager
def saying_unavailable() -> Iterator[None]:
    """Turn the drivers' many words for a database that cannot serve into `Unavailable`."""
    try:
        yield
    except PoolTimeout as error:
        raise Unavailable("all connections are in use") from error
    except DBAPIError as error:
        if not _is_trouble(error):
            raise
        raise Unavailable(str(error.orig)) from error


def _is_trouble(error: DBAPIError) -> bool:
    """Whether the database could not serve, as opposed to a statement or a value that was wrong."""
    cause = error.orig
    if isinstance(cause, sqlite3.Error):
        return getattr(cause, "sqlite_errorcode", 0) & 0xFF in _SQLITE_TROUBLE
    return error.connection_invalidated or isinstance(error, OperationalError)
