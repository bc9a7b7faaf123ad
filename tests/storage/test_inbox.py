"""A delivery that comes twice is worked on once."""

from contextlib import suppress
from datetime import timedelta
from threading import Barrier, Thread

from storage import inbox
from storage.database import Database
from tests.storage.conftest import Clocks


def is_new(database: Database, key: str, team: str = "T1") -> bool:
    with database.begin() as db:
        return inbox.first_time(db, team=team, key=key)


def test_a_delivery_is_new_once(database: Database) -> None:
    assert [is_new(database, "Ev1"), is_new(database, "Ev1")] == [True, False]


def test_the_same_key_of_another_team_is_another_delivery(database: Database) -> None:
    is_new(database, "Ev1")
    assert is_new(database, "Ev1", team="T2")


def test_a_delivery_whose_work_failed_is_new_again(database: Database) -> None:
    with suppress(ZeroDivisionError), database.begin() as db:
        inbox.first_time(db, team="T1", key="Ev1")
        raise ZeroDivisionError
    assert is_new(database, "Ev1")


def test_of_two_deliveries_at_the_same_moment_one_is_new(database: Database) -> None:
    start, answers = Barrier(2), list[bool]()

    def deliver() -> None:
        start.wait()
        answers.append(is_new(database, "Ev1"))

    threads = [Thread(target=deliver) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [False, True]


def test_a_delivery_of_days_ago_is_forgotten(database: Database, clocks: Clocks) -> None:
    is_new(database, "Ev1")
    clocks.move(inbox.KEPT + timedelta(seconds=1))
    with database.begin() as db:
        inbox.forget(db)
    assert is_new(database, "Ev1")


def test_a_delivery_of_today_is_remembered(database: Database, clocks: Clocks) -> None:
    is_new(database, "Ev1")
    clocks.move(timedelta(hours=25))
    with database.begin() as db:
        inbox.forget(db)
    assert not is_new(database, "Ev1")
