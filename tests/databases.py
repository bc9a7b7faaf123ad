"""Databases that serve test after test: a statement is compiled once in a worker, not once in a test."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from storage.database import Database

_KEPT: dict[str, tuple[Database, list[Callable[[], datetime]]]] = {}


@contextmanager
def database_on(url: str, *, now: Callable[[], datetime]) -> Iterator[Database]:
    """The database at this address with this clock; its connections are closed at the end, as in a test of its own."""
    if url not in _KEPT:
        clock = [now]
        _KEPT[url] = Database(url, now=lambda: clock[0]()), clock
    database, clock = _KEPT[url]
    clock[0] = now
    try:
        yield database
    finally:
        database.when_told(lambda: None)
        database.close()
