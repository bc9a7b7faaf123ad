"""Trouble on demand, as a real client meets it."""

from collections.abc import Callable
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox.channels import Channel
from sandbox.slackers import Slacker
from sandbox.team import Team

Post = Callable[..., Any]


@pytest.fixture
def post(team: Team, plenary: Channel) -> Post:
    client = WebClient(team.bot_token, base_url=f"{team.ground.url}/api/", timeout=1, retry_handlers=[])
    return lambda text="Dag", channel=plenary.id: client.chat_postMessage(channel=channel, text=text)


def texts(lena: Slacker) -> list[str]:
    return [message.text for message in lena.read("#plenair")]


def test_a_word_of_slack_is_answered_and_nothing_is_done(team: Team, lena: Slacker, post: Post) -> None:
    team.fail("chat.postMessage", with_="internal_error")
    with pytest.raises(SlackApiError, match="internal_error"):
        post()
    assert texts(lena) == []


def test_a_fault_is_used_up(team: Team, lena: Slacker, post: Post) -> None:
    team.fail("chat.postMessage", with_="fatal_error", times=2)
    for _ in range(2):
        with pytest.raises(SlackApiError):
            post()
    post("Nu wel")
    assert texts(lena) == ["Nu wel"]


def test_a_fault_may_hold_for_one_channel_only(team: Team, lena: Slacker, plenary: Channel, post: Post) -> None:
    other = team.add_channel("ander", members=[lena], bot=True)
    team.fail("chat.postMessage", with_="internal_error", channel=plenary)
    post(channel=other.id)
    with pytest.raises(SlackApiError):
        post()


def test_too_many_requests_say_how_long_to_wait(team: Team, post: Post) -> None:
    team.fail("chat.postMessage", with_=429, retry_after=7)
    with pytest.raises(SlackApiError) as caught:
        post()
    assert caught.value.response.status_code == 429
    assert caught.value.response.headers["Retry-After"] == "7"
    assert caught.value.response["error"] == "ratelimited"


def test_a_server_error_is_an_http_status(team: Team, post: Post) -> None:
    team.fail("chat.postMessage", with_=503)
    with pytest.raises(SlackApiError) as caught:
        post()
    assert caught.value.response.status_code == 503


def test_a_time_out_after_the_work_leaves_the_message(team: Team, lena: Slacker, post: Post) -> None:
    team.fail("chat.postMessage", with_="timeout_after")
    with pytest.raises(TimeoutError):
        post("Wel gedaan")
    assert texts(lena) == ["Wel gedaan"]


@pytest.mark.parametrize(("way", "error"), [("timeout_before", TimeoutError), ("drop", ConnectionError)])
def test_a_broken_line_before_the_work_leaves_nothing(
    team: Team, lena: Slacker, post: Post, way: str, error: type[Exception]
) -> None:
    team.fail("chat.postMessage", with_=way)
    with pytest.raises(error):
        post("Niet gedaan")
    assert texts(lena) == []


def test_the_server_still_works_after_a_dropped_connection(team: Team, lena: Slacker, post: Post) -> None:
    team.fail("chat.postMessage", with_="drop")
    with pytest.raises(ConnectionError):
        post()
    post("Er is niets aan de hand")
    assert texts(lena) == ["Er is niets aan de hand"]


def test_real_limits_hold_posting_to_one_channel_when_asked(team: Team, plenary: Channel, post: Post) -> None:
    team.pace.enforced = True
    for _ in range(3):
        post()
    with pytest.raises(SlackApiError) as caught:
        post()
    assert caught.value.response.status_code == 429
    assert 1 <= int(caught.value.response.headers["Retry-After"]) <= 3


def test_the_pace_of_posting_is_written_down(team: Team, plenary: Channel, post: Post) -> None:
    post()
    post()
    (gap,) = team.pace.gaps(plenary.id)
    assert 0 < gap < 1


def test_a_method_keeps_to_its_tier_when_asked(team: Team, post: Post) -> None:
    team.pace.enforced = True
    client = WebClient(team.bot_token, base_url=f"{team.ground.url}/api/", retry_handlers=[])
    for _ in range(20):
        client.conversations_list()
    with pytest.raises(SlackApiError, match="ratelimited"):
        client.conversations_list()
    client.team_info()
