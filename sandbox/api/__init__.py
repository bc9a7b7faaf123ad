"""Slack's Web API: a method name, a token and arguments come in, Slack's answer goes out."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import Any, Protocol
from uuid import uuid4

from sandbox.api import chat, conversations, files, people, views
from sandbox.api.call import Call, Method
from sandbox.delivery import App
from sandbox.pace import BURST, MINUTE, TIERS
from sandbox.values import ApiError, Json
from sandbox.workspace import Workspace

METHODS: Mapping[str, Method] = {
    **chat.METHODS,
    **conversations.METHODS,
    **files.METHODS,
    **people.METHODS,
    **views.METHODS,
}


class RateLimited(Exception):
    """The call is answered with HTTP 429; `retry_after` is in seconds."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(retry_after)
        self.retry_after = retry_after


class Directory(Protocol):
    """Who knows whose token it is."""

    @property
    def lock(self) -> AbstractContextManager[Any]: ...

    def team_with(self, bot_token: str) -> Workspace | None: ...

    def app_with(self, app_token: str) -> App | None: ...

    def was_revoked(self, token: str) -> bool: ...

    def socket_url(self, app: App) -> str: ...


def answer(slack: Directory, method: str, token: str, given: Json) -> Json:
    """What Slack answers to one call. Raises `RateLimited` only."""
    try:
        with slack.lock:
            return {"ok": True} | _run(slack, method, token, given)
    except ApiError as error:
        return {"ok": False, "error": error.error} | error.facts


def _run(slack: Directory, method: str, token: str, given: Json) -> Json:
    if method == "apps.connections.open":
        return _connections_open(slack, token)
    if method == "api.test":
        return people.api_test(given)
    known = METHODS.get(method)
    if known is None:
        raise ApiError("unknown_method", req_method=method)
    call = Call(team=_team(slack, token), given=given)
    call.needs_scope(*known.scopes)
    _keep_pace(call, method, known)
    return known.run(call)


def _team(slack: Directory, token: str) -> Workspace:
    if not token:
        raise ApiError("not_authed")
    if token.startswith("xapp-"):
        raise ApiError("not_allowed_token_type")
    team = slack.team_with(token)
    if team is None:
        raise ApiError("token_revoked" if slack.was_revoked(token) else "invalid_auth")
    return team


def _connections_open(slack: Directory, token: str) -> Json:
    if not token:
        raise ApiError("not_authed")
    if not token.startswith("xapp-"):
        raise ApiError("not_allowed_token_type")
    app = slack.app_with(token)
    if app is None:
        raise ApiError("invalid_auth")
    return {"url": f"{slack.socket_url(app)}&nonce={uuid4().hex}"}


def _keep_pace(call: Call, method: str, known: Method) -> None:
    if known.tier:
        wait = call.team.pace.count(method, most=TIERS[known.tier], within=MINUTE)
    elif method == "chat.postMessage":
        wait = call.team.pace.count(f"{method} {call.text('channel')}", most=BURST, within=float(BURST))
    else:
        wait = 0
    if wait:
        raise RateLimited(wait)
