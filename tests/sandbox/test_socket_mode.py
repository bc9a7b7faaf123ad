"""Socket Mode: tickets, envelopes, turns, and what happens when a connection is gone."""

import json
import time
from collections.abc import Callable
from contextlib import ExitStack

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection, connect

from sandbox.slackers import Slacker
from sandbox.team import Team
from sandbox.values import SlackSays
from tests.sandbox import toy as toys


def test_commands_presses_and_modals_work_over_a_socket(team: Team, lena: Slacker) -> None:
    channel = team.add_channel("plenair", members=[lena], bot=True)
    with toys.over_socket(team):
        assert lena.command("/echo hallo").text == "Je zei: hallo"
        lena.command("/card", in_=channel)
        lena.click("Ja")
        assert "Kaart* 1 keer" in lena.read(channel)[-1].all_text
        lena.command("/form")
        assert lena.submit(Titel="Over de draad") == {}


def test_an_empty_line_of_sockets_is_a_time_out_for_the_person(team: Team, lena: Slacker) -> None:
    with pytest.raises(SlackSays, match="operation_timeout"):
        lena.command("/echo hallo")


def test_several_sockets_take_turns(team: Team, lena: Slacker) -> None:
    with toys.over_socket(team) as first, toys.over_socket(team) as second:
        for _ in range(4):
            lena.command("/echo hallo")
        assert (len(first.payloads), len(second.payloads)) == (2, 2)


def test_a_closed_socket_gets_nothing_any_more(team: Team, lena: Slacker) -> None:
    with toys.over_socket(team):
        pass
    _wait_until(lambda: not team.app.sockets)


def test_a_ticket_opens_one_connection_only(team: Team) -> None:
    url = WebClient(base_url=f"{team.ground.url}/api/").apps_connections_open(app_token=team.app_token)["url"]
    with connect(url) as link:
        assert json.loads(link.recv())["type"] == "hello"
    with pytest.raises(InvalidStatus):
        connect(url)


def test_an_eleventh_connection_is_sent_away(team: Team) -> None:
    client = WebClient(base_url=f"{team.ground.url}/api/")

    def link() -> ClientConnection:
        return connect(client.apps_connections_open(app_token=team.app_token)["url"])

    with ExitStack() as links:
        hellos = [json.loads(links.enter_context(link()).recv()) for _ in range(11)]
    assert [hello["type"] for hello in hellos] == ["hello"] * 10 + ["disconnect"]
    assert hellos[9]["num_connections"] == 10
    assert hellos[10]["reason"] == "too_many_websockets"


@pytest.mark.parametrize(
    ("token", "error"),
    [("xoxb-of-a-bot", "not_allowed_token_type"), ("xapp-unknown", "invalid_auth"), ("", "not_authed")],
)
def test_only_an_app_token_opens_connections(team: Team, token: str, error: str) -> None:
    client = WebClient(base_url=f"{team.ground.url}/api/")
    with pytest.raises(SlackApiError, match=error):
        client.apps_connections_open(app_token=token)


def test_a_bot_that_is_told_to_refresh_comes_back(team: Team, lena: Slacker) -> None:
    with toys.over_socket(team):
        before = team.app.sockets[0]
        team.refresh_sockets()
        _wait_until(lambda: before not in team.app.sockets and bool(team.app.sockets))
        assert lena.command("/echo nog hier").text == "Je zei: nog hier"


def _wait_until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not true() and time.monotonic() < deadline:
        time.sleep(0.01)
    assert true()
