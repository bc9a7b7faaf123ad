"""Each test gets a migrated and empty database, whatever the test before it left behind."""

import pytest
from sqlalchemy import NullPool, create_engine, inspect

from storage import inbox, migrations
from storage.database import Database
from storage.tables import Base


def _is_first_time(url: str) -> bool:
    with Database(url) as database, database.begin() as db:
        return inbox.first_time(db, team="T1", key="delivery")


@pytest.mark.parametrize("turn", [1, 2])
def test_a_database_holds_nothing_of_the_test_before(database_url: str, turn: int) -> None:
    assert (_is_first_time(database_url), _is_first_time(database_url)) == (True, False)


def test_a_database_has_the_newest_schema(database_url: str) -> None:
    assert not migrations.needed(database_url)


def test_a_database_has_every_table(database_url: str) -> None:
    tables = inspect(create_engine(database_url, poolclass=NullPool)).get_table_names()
    assert set(tables) == {*Base.metadata.tables, "alembic_version"}
