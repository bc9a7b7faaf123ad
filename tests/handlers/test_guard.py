"""What the door turns away, and with which status; never a trace."""

import json
import time
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest

from handlers.guard import MOST_BYTES, Door
from handlers.reply import Reply
from tests.handlers.wire import TEAM, Bench, call, signed

FORM = "application/x-www-form-urlencoded"
COMMAND = f"command=%2Fgroet&text=&user_id=U1&team_id={TEAM}&channel_id=D1&trigger_id=1".encode()


@pytest.fixture
def door(bench: Bench) -> Door:
    def hello(reply: Reply) -> None:
        reply.say("Dag")

    bench.on.command("/groet", hello)
    return bench.door


def test_a_signed_request_comes_in(door: Door) -> None:
    assert call(door, COMMAND, FORM, **signed(COMMAND)).status == 200


@pytest.mark.parametrize(
    "headers",
    [
        lambda: {},
        lambda: {"HTTP_X_SLACK_SIGNATURE": "v0=" + "0" * 64},
        lambda: {"HTTP_X_SLACK_REQUEST_TIMESTAMP": str(int(time.time()))},
        lambda: signed(COMMAND, secret="another"),
        lambda: signed(COMMAND, at=time.time() - 400),
        lambda: signed(COMMAND, at=time.time() + 400),
        lambda: signed(COMMAND + b"&more=1"),
        lambda: {**signed(COMMAND), "HTTP_X_SLACK_REQUEST_TIMESTAMP": "tomorrow"},
        lambda: {**signed(COMMAND), "HTTP_X_SLACK_REQUEST_TIMESTAMP": ""},
        lambda: {**signed(COMMAND), "HTTP_X_SLACK_REQUEST_TIMESTAMP": "-1"},
        lambda: {**signed(COMMAND), "HTTP_X_SLACK_REQUEST_TIMESTAMP": "9" * 400},
        lambda: {**signed(COMMAND), "HTTP_X_SLACK_REQUEST_TIMESTAMP": "１２３"},
        lambda: {**signed(COMMAND), "HTTP_X_SLACK_SIGNATURE": "v0=é"},
        lambda: {**signed(COMMAND), "HTTP_X_SLACK_SIGNATURE": ""},
    ],
)
def test_what_slack_did_not_sign_is_turned_away(door: Door, headers: Callable[[], dict[str, str]]) -> None:
    # Signed when the test runs: a signature of some minutes ago is turned away for its age alone.
    assert call(door, COMMAND, FORM, **headers()).status == 401


@pytest.mark.parametrize(
    ("raw", "content_type"),
    [
        (b"{broken", "application/json"),
        (b"payload=%7Bbroken", FORM),
        (b"payload=5", FORM),
        (b"[1]", "application/json"),
        (b"null", "application/json"),
        (b"\xff\xfe\x00", FORM),
        (b"[" * 100_000, "application/json"),
        (b'{"a":' + b"9" * 5000 + b"}", "application/json"),
    ],
)
def test_a_body_that_is_not_what_it_says_is_a_bad_request(door: Door, raw: bytes, content_type: str) -> None:
    assert call(door, raw, content_type, **signed(raw)).status == 400


@pytest.mark.parametrize(
    "payload",
    [
        {},
        {"type": "block_actions"},
        {"type": "block_actions", "actions": []},
        {"type": "view_submission", "view": {}},
        {"type": "view_submission", "view": {"callback_id": "x"}},
        {"type": "event_callback", "event": 5},
        {"type": "event_callback", "event": {"type": "message"}},
        {"type": "shortcut", "callback_id": None},
        {"type": "unheard of"},
        {"command": "/groet"},
        {"command": "/elders", "channel_id": "D1"},
    ],
)
def test_a_strange_payload_never_shows_a_trace(door: Door, payload: dict[str, Any]) -> None:
    raw = json.dumps(payload).encode()
    answer = call(door, raw, "application/json", **signed(raw))
    assert "Traceback" not in answer.text
    assert "Error" not in answer.text


def test_a_body_of_a_megabyte_is_too_large(door: Door) -> None:
    raw = b"x" * (MOST_BYTES + 1)
    assert call(door, raw, FORM, **signed(raw)).status == 413


def test_a_large_body_is_not_read_at_all(door: Door) -> None:
    class Unread(BytesIO):
        def read(self, *_: Any) -> bytes:
            raise AssertionError("it was read")

    answer = call(door, b"", FORM, CONTENT_LENGTH=str(MOST_BYTES + 1), **{"wsgi.input": Unread()})
    assert answer.status == 413


def test_a_body_without_end_is_cut_off(door: Door) -> None:
    raw = b"x" * (MOST_BYTES + 10)
    answer = call(door, raw, FORM, CONTENT_LENGTH="", **{"wsgi.input_terminated": True})
    assert answer.status == 413


def test_a_body_sent_in_chunks_comes_in(door: Door) -> None:
    answer = call(door, COMMAND, FORM, CONTENT_LENGTH="", **{"wsgi.input_terminated": True}, **signed(COMMAND))
    assert answer.status == 200


@pytest.mark.parametrize("length", ["", "-5", "many", "１２"])
def test_a_body_must_say_how_long_it_is(door: Door, length: str) -> None:
    assert call(door, COMMAND, FORM, CONTENT_LENGTH=length, **signed(COMMAND)).status == 411


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "HEAD", "BREW"])
def test_slack_does_nothing_but_post(door: Door, method: str) -> None:
    assert call(door, REQUEST_METHOD=method).status == 405


@pytest.mark.parametrize("path", ["/", "/slack", "/slack/events/", "/slack/install", "/healthz/x", "/../etc/passwd"])
def test_an_unknown_path_is_not_found(door: Door, path: str) -> None:
    assert call(door, PATH_INFO=path).status == 404


def test_slack_may_check_the_certificate_without_signing(door: Door) -> None:
    assert call(door, b"ssl_check=1&token=x", FORM).status == 200


def test_words_about_a_certificate_do_not_replace_a_signature(door: Door) -> None:
    raw = COMMAND + b"&text=ssl_check=1"
    assert call(door, raw, FORM).status == 401


def test_slack_may_check_who_listens(door: Door) -> None:
    raw = json.dumps({"type": "url_verification", "challenge": "abc"}).encode()
    assert call(door, raw, "application/json", **signed(raw)).json == {"challenge": "abc"}


# Health.


def _get(path: str, **checks: Callable[[], bool]) -> Any:
    return call(Door(None, checks), REQUEST_METHOD="GET", PATH_INFO=path)


def test_a_running_process_is_healthy() -> None:
    assert _get("/healthz", database=lambda: False).status == 200


def test_a_bot_is_ready_when_every_check_says_so() -> None:
    answer = _get("/readyz", database=lambda: True, ticker=lambda: True)
    assert (answer.status, answer.json) == (200, {"database": True, "ticker": True})


def test_a_bot_that_is_not_ready_says_which_check_failed() -> None:
    answer = _get("/readyz", database=lambda: True, ticker=lambda: False)
    assert (answer.status, answer.json) == (503, {"database": True, "ticker": False})


def test_a_look_at_health_without_a_body_has_no_body() -> None:
    answer = call(Door(None, {}), REQUEST_METHOD="HEAD", PATH_INFO="/healthz")
    assert (answer.status, answer.raw) == (200, b"")


def test_health_is_not_posted_to() -> None:
    assert call(Door(None, {}), PATH_INFO="/healthz").status == 405


def test_without_http_mode_there_is_no_door_for_slack() -> None:
    assert call(Door(None, {})).status == 404
