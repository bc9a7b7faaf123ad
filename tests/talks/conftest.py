"""A fresh workspace with a body and its bot for every conversation."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sandbox.server import Server
from sandbox.slack import Slack
from sandbox.slackers import Slacker
from tests.talks.scene import Scene, scene_on

MANIFEST = Path(__file__).parents[2] / "manifest.yml"


@pytest.fixture(scope="session")
def slack() -> Iterator[Slack]:
    """The pretend Slack of this test process."""
    slack = Slack(MANIFEST)
    with Server(slack):
        yield slack


@pytest.fixture
def scene(slack: Slack, database_url: str) -> Iterator[Scene]:
    """A body at work, on SQLite and on PostgreSQL."""
    with scene_on(slack, database_url) as scene:
        yield scene


@pytest.fixture
def lena(scene: Scene) -> Slacker:
    """A member of the plenary."""
    return scene.lena


@pytest.fixture
def katrijn(scene: Scene) -> Slacker:
    """A member who also sits in the comité."""
    return scene.katrijn


@pytest.fixture
def chair(scene: Scene) -> Slacker:
    """The voorzitter."""
    return scene.chair


@pytest.fixture
def officer(scene: Scene) -> Slacker:
    """The ondersteuner."""
    return scene.officer
