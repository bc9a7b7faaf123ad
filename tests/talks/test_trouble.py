"""When something is wrong on our side or Slack's: one clear sentence, nothing lost, nothing half done."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

import psycopg
import pytest
from sqlalchemy import text

from sandbox.slack import Slack
from sandbox.slackers import Slacker
from tests.talks.scene import APRIL, Scene, scene_on

LINE = "/agendapunt Gezinshuizen | 20 min | 24 april"
BUSY = "Ik kan nu even niet bij mijn gegevens"


@pytest.fixture
def embedded(slack: Slack, sqlite_url: str) -> Iterator[Scene]:
    """A scene on SQLite."""
    with scene_on(slack, sqlite_url) as scene:
        scene.meeting(APRIL)
        yield scene


@pytest.fixture
def served(slack: Slack, postgres_url: str) -> Iterator[Scene]:
    """A scene on PostgreSQL."""
    with scene_on(slack, postgres_url) as scene:
        scene.meeting(APRIL)
        yield scene


def test_an_expired_trigger_is_answered_with_a_sentence(scene: Scene, lena: Slacker) -> None:
    scene.team.fail("views.open", with_="expired_trigger_id")
    assert "Slack toonde mijn antwoord niet" in lena.command("/agendapunt").text


def test_a_slack_that_is_slow_to_open_a_form_is_answered_with_a_sentence(scene: Scene, lena: Slacker) -> None:
    scene.team.fail("views.open", with_=500)
    assert "Slack toonde mijn antwoord niet" in lena.command("/agendapunt").text


def test_a_locked_database_is_said_and_nothing_is_half_done(embedded: Scene) -> None:
    with locked(embedded):
        assert BUSY in embedded.lena.command(LINE).text
    assert "genoteerd" in embedded.lena.command(LINE).text
    assert len(embedded.chair.read("#comite")) == 1


def test_a_form_survives_a_locked_database(embedded: Scene) -> None:
    embedded.lena.command("/agendapunt")
    with locked(embedded):
        errors = embedded.lena.submit(Titel="Gezinshuizen")
    assert BUSY in "".join(errors.values())
    assert embedded.lena.modal is not None
    assert embedded.lena.modal.value_of("Titel") == "Gezinshuizen"
    assert embedded.lena.submit() == {}


def test_a_full_disk_is_said_and_nothing_is_half_done(embedded: Scene) -> None:
    with full(embedded):
        answers = [embedded.lena.command(f"{LINE} | door {'x' * 100}{number}").text for number in range(40)]
        assert BUSY in answers[-1]
    noted = sum("genoteerd" in answer for answer in answers)
    assert len(embedded.chair.read("#comite")) == noted


def test_a_postgresql_that_went_away_and_came_back_serves_again(served: Scene) -> None:
    assert "genoteerd" in served.lena.command(LINE).text
    hang_up(served)
    answers = [served.lena.command(LINE).text for _ in range(3)]
    assert "genoteerd" in answers[-1]
    assert len(served.chair.read("#comite")) == 1 + sum("genoteerd" in answer for answer in answers)


def test_a_channel_that_is_told_to_wait_gets_its_message_later(scene: Scene) -> None:
    scene.meeting(APRIL)
    scene.team.fail("chat.postMessage", with_=429, times=2, retry_after=1)
    assert "genoteerd" in scene.lena.command(LINE).text
    assert len(scene.chair.read("#comite")) == 1


@contextmanager
def locked(scene: Scene) -> Iterator[None]:
    """Another program writes to the database all this while."""
    with closing(sqlite3.connect(str(scene.database.url.database), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        try:
            yield
        finally:
            other.execute("ROLLBACK")


@contextmanager
def full(scene: Scene) -> Iterator[None]:
    """There is no room for the database to grow."""
    # The connection that writes is always the same.
    with scene.database.begin() as db:
        db.execute(text("PRAGMA max_page_count = 1"))
    try:
        yield
    finally:
        with scene.database.begin() as db:
            db.execute(text("PRAGMA max_page_count = 1073741823"))


def hang_up(scene: Scene) -> None:
    """The server ends every connection of the bot."""
    address = scene.database.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address, autocommit=True) as admin:
        admin.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
