"""One pretend Slack for all tests here, and a new workspace for each."""

from collections.abc import Iterator

import pytest

from sandbox.channels import Channel
from sandbox.server import Server
from sandbox.slack import Slack
from sandbox.slackers import Slacker
from sandbox.team import Team
from tests.sandbox import toy as toys
from tests.sandbox.toy import MANIFEST, Toy


@pytest.fixture(scope="session")
def slack() -> Iterator[Slack]:
    slack = Slack(MANIFEST)
    with Server(slack):
        yield slack


@pytest.fixture
def team(slack: Slack) -> Iterator[Team]:
    team = slack.add_workspace("Proefland")
    yield team
    slack.remove_workspace(team)


@pytest.fixture
def toy(team: Team) -> Iterator[Toy]:
    with toys.over_http(team) as toy:
        yield toy


@pytest.fixture
def lena(team: Team) -> Slacker:
    return team.add_person("Lena Verhulst", email="lena@voorbeeld.be")


@pytest.fixture
def wout(team: Team) -> Slacker:
    return team.add_person("Wout D’Haene")


@pytest.fixture
def plenary(team: Team, lena: Slacker, wout: Slacker) -> Channel:
    return team.add_channel("plenair", members=[lena, wout], bot=True)
