"""The door of the HTTP server: what is not a request from Slack is turned away before Bolt reads it."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import structlog
from slack_bolt import App, BoltRequest, BoltResponse
from slack_bolt.adapter.wsgi.http_request import WsgiHttpRequest

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

log = structlog.get_logger()

SLACK_PATH = "/slack/events"
MOST_BYTES = 1_000_000
"""Slack's largest payloads, a modal with a full state, stay well below this."""

Check = Callable[[], bool]

_TIMESTAMP = re.compile(r"[0-9]{1,12}", re.ASCII)


class Turned(Exception):
    """A request that is turned away, with the status that says why."""

    def __init__(self, status: HTTPStatus) -> None:
        super().__init__(status.phrase)
        self.status = status


class Door:
    """The WSGI application: Slack's requests go to Bolt, `/healthz` and `/readyz` are answered here.

    `checks` are what `/readyz` names; it answers 503 while one of them says no.
    """

    def __init__(self, app: App | None, checks: Mapping[str, Check]) -> None:
        self._app = app
        self._checks = checks

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        try:
            status, headers, body = self._answer(environ)
        except Turned as turned:
            log.info("turned away", status=turned.status.value, path=str(environ.get("PATH_INFO"))[:100])
            status, headers, body = turned.status, {}, turned.status.phrase
        sent = body.encode()
        lines = [(name, value) for name, values in headers.items() for value in values]
        lines = lines or [("content-type", "text/plain;charset=utf-8")]
        start_response(f"{status.value} {status.phrase}", [*lines, ("content-length", str(len(sent)))])
        return [] if environ.get("REQUEST_METHOD") == "HEAD" else [sent]

    def _answer(self, environ: "WSGIEnvironment") -> tuple[HTTPStatus, Mapping[str, list[str]], str]:
        path = environ.get("PATH_INFO", "")
        if path == "/healthz":
            _must_be(environ, "GET", "HEAD")
            return HTTPStatus.OK, {}, "ok"
        if path == "/readyz":
            _must_be(environ, "GET", "HEAD")
            return self._ready()
        if path != SLACK_PATH or self._app is None:
            raise Turned(HTTPStatus.NOT_FOUND)
        _must_be(environ, "POST")
        response: BoltResponse = self._app.dispatch(_request(environ))
        headers = {name: list(values) for name, values in response.headers.items() if name != "content-length"}
        return HTTPStatus(response.status), headers, response.body

    def _ready(self) -> tuple[HTTPStatus, Mapping[str, list[str]], str]:
        found = {name: check() for name, check in self._checks.items()}
        status = HTTPStatus.OK if all(found.values()) else HTTPStatus.SERVICE_UNAVAILABLE
        return status, {"content-type": ["application/json"]}, json.dumps(found)


def _must_be(environ: "WSGIEnvironment", *methods: str) -> None:
    if environ.get("REQUEST_METHOD") not in methods:
        raise Turned(HTTPStatus.METHOD_NOT_ALLOWED)


def _request(environ: "WSGIEnvironment") -> BoltRequest:
    try:
        request = BoltRequest(body=_body(environ).decode(), headers=WsgiHttpRequest(environ).get_headers())
    except (ValueError, RecursionError, AttributeError, TypeError) as error:
        # Not text, not the JSON or form it says it is, or no object: Slack does not send that.
        raise Turned(HTTPStatus.BAD_REQUEST) from error
    if request.body.get("ssl_check") != "1" and not _signed(environ):
        raise Turned(HTTPStatus.UNAUTHORIZED)
    if not _shaped(request.body):
        raise Turned(HTTPStatus.BAD_REQUEST)
    return request


def _shaped(body: Mapping[str, Any]) -> bool:
    """Whether the payload has the parts that Bolt reads without looking."""
    match body:
        case {"type": "event_callback"}:
            return isinstance(body.get("event"), dict)
        case {"type": "block_actions"}:
            pressed = body.get("actions")
            return isinstance(pressed, list) and bool(pressed) and isinstance(pressed[0], dict)
        case {"type": "view_submission" | "view_closed"}:
            return isinstance(body.get("view"), dict) and "type" in body["view"]
    return True


def _signed(environ: "WSGIEnvironment") -> bool:
    """Whether there is a signature to verify: Bolt's verifier stumbles over what does not even look like one."""
    signature: str = environ.get("HTTP_X_SLACK_SIGNATURE", "")
    return bool(_TIMESTAMP.fullmatch(environ.get("HTTP_X_SLACK_REQUEST_TIMESTAMP", ""))) and signature.isascii()


def _body(environ: "WSGIEnvironment") -> bytes:
    stated: str = environ.get("CONTENT_LENGTH") or ""
    if stated.isascii() and stated.isdigit():
        length = int(stated[:12])
    elif not stated and environ.get("wsgi.input_terminated"):
        length = MOST_BYTES + 1
    else:
        raise Turned(HTTPStatus.LENGTH_REQUIRED)
    if stated and length > MOST_BYTES:
        raise Turned(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    raw: bytes = environ["wsgi.input"].read(length)
    if len(raw) > MOST_BYTES:
        raise Turned(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return raw
