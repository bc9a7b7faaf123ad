"""The database: units of work for the handlers, and the column types that every table uses."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from types import TracebackType
from typing import Any, Self, TypeVar

from sqlalchemy import (
    JSON,
    BigInteger,
    Connection,
    DateTime,
    Dialect,
    Double,
    Enum,
    Integer,
    MetaData,
    String,
    Table,
    text,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator, TypeEngine

from storage import engines

T = TypeVar("T")

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
        moment = value if value.tzinfo is UTC else value.astimezone(UTC)
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

    __slots__ = ("_connection", "_driver", "_later", "execute", "info", "language", "scalar", "scalars")

    def __init__(self, connection: Connection, *, now: Callable[[], datetime]) -> None:
        self._connection = connection
        self._driver = engines.driver_of(connection)
        self._later: list[tuple[str, Any]] | None = [] if connection.dialect.name == "postgresql" else None
        self.language = connection.dialect
        self.execute, self.scalar, self.scalars = connection.execute, connection.scalar, connection.scalars
        if self._later is not None:
            self.execute = self._after_the_rest(connection.execute)
            self.scalar = self._after_the_rest(connection.scalar)
            self.scalars = self._after_the_rest(connection.scalars)
        self.info: dict[str, Any] = {"now": now}

    def connection(self) -> Connection:
        """The connection itself."""
        self.say_the_rest()
        return self._connection

    @property
    def dialect(self) -> str:
        """ "sqlite" or "postgresql"."""
        return self.language.name

    def ask(self, statement: str, values: Any) -> Any:
        """Give the driver a statement of a `Ready`; its cursor with the answer."""
        self._heard(statement, values)
        if not self._later:
            return self._driver.execute(statement, values)
        with self._driver.pipeline():
            self._send_the_rest()
            return self._driver.execute(statement, values)

    def ask_later(self, statement: str, values: Any) -> None:
        """Have a statement done in this unit of work, without an answer: a server gets it with the next question."""
        self._heard(statement, values)
        if self._later is None:
            self._driver.execute(statement, values)
        else:
            self._later.append((statement, values))

    def say_the_rest(self) -> None:
        """Do what was left for later."""
        if self._later:
            with self._driver.pipeline():
                self._send_the_rest()

    def commit(self) -> None:
        """Keep everything; what was left for later travels along."""
        if not self._later:
            self._driver.commit()
            return
        with self._driver.pipeline():
            self._send_the_rest()
            self._driver.commit()

    def roll_back(self) -> None:
        """Undo everything, if there still is a connection to say it on."""
        with suppress(self.language.loaded_dbapi.Error):
            self._driver.rollback()

    def _send_the_rest(self) -> None:
        rest, self._later = self._later or [], []
        for statement, values in rest:
            self._driver.execute(statement, values)

    def _heard(self, statement: str, values: Any) -> None:
        """Let whoever listens to the statements of SQLAlchemy hear this one too."""
        for listener in self._connection.dispatch.before_cursor_execute:
            listener(self._connection, None, statement, values, None, False)

    def _after_the_rest(self, ask: Callable[..., Any]) -> Any:
        """`ask`, after what was left for later."""

        def asked(*given: Any, **options: Any) -> Any:
            self.say_the_rest()
            return ask(*given, **options)

        return asked


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
    return once(db.dialect, row=row)


@lru_cache(maxsize=64)
def once(dialect: str, *, row: type[Base]) -> "postgresql.Insert | sqlite.Insert":
    """The same, for a `Ready` statement."""
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
        self.url = engines.complete(url)
        self._now = now
        self._told: Callable[[], None] = lambda: None
        self._is_file = self.url.get_backend_name() == "sqlite"
        if self._is_file:
            self._writing = engines.sqlite(self.url, readers=False)
            self._reading = engines.sqlite(self.url, readers=True)
            self._begin, self._look = "BEGIN IMMEDIATE", "BEGIN"
        else:
            self._writing = self._reading = engines.postgres(self.url)
            self._begin, self._look = "BEGIN", "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"

    @contextmanager
    def begin(self) -> Iterator[Session]:
        """One unit of work: committed at the end, rolled back when left by an exception.

        Raises `Unavailable`. Never open one inside another: on SQLite there is one writer at a time.
        """
        with self._transaction(self._writing, self._begin) as session:
            yield session
        if session.info.get("told"):
            self._told()

    @contextmanager
    def read(self) -> Iterator[Session]:
        """One view of the data as it is now; writing through it is an error. Raises `Unavailable`."""
        with self._transaction(self._reading, self._look) as session:
            yield session

    def ask(self, ask: Callable[[Session], T]) -> T:
        """The answer to one question, without a transaction around it. Raises `Unavailable`."""
        with saying_unavailable():
            connection, answer = self._reading.begin(lambda found: ask(Session(found, now=self._now)))
        self._reading.give_back(connection)
        return answer

    @contextmanager
    def _transaction(self, pool: engines.Pool, begin: str) -> Iterator[Session]:
        with saying_unavailable():
            connection, _ = pool.begin(lambda found: engines.driver_of(found).execute(begin))
            session = Session(connection, now=self._now)
            done = False
            try:
                with engines.watched(connection):
                    yield session
                    session.commit()
                done = True
            finally:
                if not done and not connection.invalidated:
                    session.roll_back()
                pool.give_back(connection)

    def when_told(self, wake: Callable[[], None]) -> None:
        """Call `wake` after each commit that gave the outbox something to say."""
        self._told = wake

    def clear_journal(self) -> bool:
        """Leave nothing of earlier steps in SQLite's write-ahead log, in which each of them can be read by itself.

        Whether that worked: not while somebody still reads what was there before. On PostgreSQL the log is the
        server's own, and nothing happens. Raises `Unavailable`.
        """
        if not self._is_file:
            return True
        with saying_unavailable():
            # Outside of any transaction; nobody writes meanwhile.
            connection, emptied = self._writing.begin(engines.empty_journal)
            self._writing.give_back(connection)
        return emptied

    def ping(self) -> None:
        """Return when the database answers; raises `Unavailable` when it does not."""
        with self.read() as session:
            session.execute(text("SELECT 1"))

    def close(self) -> None:
        """Close every connection."""
        self._writing.close()
        self._reading.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


@contextmanager
def saying_unavailable() -> Iterator[None]:
    """Turn the drivers' many words for a database that cannot serve into `Unavailable`."""
    try:
        yield
    except engines.Full as error:
        raise Unavailable(str(error)) from error
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
