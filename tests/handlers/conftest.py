"""Benches for the tests of the talking framework."""

from collections.abc import Iterator

import pytest
import structlog

from storage.database import Database
from tests.handlers.wire import Bench, listening


@pytest.fixture
def bench(sqlite_url: str) -> Iterator[Bench]:
    """A bot with an empty table, before a server that notes what it is asked."""
    with listening() as slack, Database(sqlite_url) as database:
        yield Bench(database, slack)


@pytest.fixture(autouse=True, scope="session")
def _log_where_pytest_listens() -> None:
    structlog.configure(
        processors=[structlog.processors.format_exc_info, structlog.processors.KeyValueRenderer(key_order=["event"])],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
    )
