"""One pretend Slack for all tests of the engine, and a new workspace for each."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from sandbox.server import Server
from sandbox.slack import Slack
from sandbox.team import Team
from storage.database import Database
from tests.engine.stage import Clock, Stage

MANIFEST = Path(__file__).parents[2] / "manifest.yml"


@pytest.fixture(scope="session")
def slack() -> Iterator[Slack]:
    slack = Slack(MANIFEST)
    with Server(slack):
        yield slack


@pytest.fixture
def team(slack: Slack) -> Iterator[Team]:
    team = slack.add_workspace("Demerland")
    yield team
    slack.remove_workspace(team)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def stage(sqlite_url: str, team: Team, clock: Clock) -> Iterator[Stage]:
    """What the ticker does is the same on every database; the outbox itself is tried on both elsewhere."""
    with Database(sqlite_url, now=clock.now) as database, capture_logs():
        yield Stage(database, team, clock)
