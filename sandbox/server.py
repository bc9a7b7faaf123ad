"""The pretend Slack over the wire: uvicorn in a thread, for the Web API, files, response URLs, sockets and the page."""

import asyncio
import json
import socket
import threading
import time
from typing import Any, Self
from urllib.parse import parse_qsl

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from sandbox import api, faults, page_api, sockets
from sandbox.api.respond import respond
from sandbox.slack import Slack
from sandbox.values import Json

HANG_UP = "sandbox.hang_up"


class _Connection(H11Protocol):
    """uvicorn's HTTP/1.1, which also tells the app how to drop the connection without an answer."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # uvicorn narrows it too
        super().connection_made(transport)
        app = self.app

        async def with_hang_up(scope: Scope, receive: Receive, send: Send) -> None:
            await app({**scope, HANG_UP: transport.abort}, receive, send)

        self.app = with_hang_up


class Server:
    """Serves one `Slack` on a loopback port. A context manager, or `start()` and `stop()`."""

    def __init__(self, slack: Slack, port: int = 0) -> None:
        self.slack = slack
        self._port = port
        self._uvicorn: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None

    def start(self) -> str:
        """Listen, and give the root URL. The Web API is below it at `/api/`."""
        listener = socket.create_server(("127.0.0.1", self._port))
        self.slack.url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        self.slack.serving = True
        config = uvicorn.Config(
            _application(self.slack),
            http=_Connection,
            ws="websockets-sansio",
            lifespan="off",
            log_config=None,
            access_log=False,
            # Uvicorn reports a connection that was dropped on purpose as an error of the application.
            log_level="critical",
            ws_ping_interval=None,
            timeout_graceful_shutdown=1,
        )
        self._uvicorn = uvicorn.Server(config)
        self._thread = threading.Thread(
            target=self._uvicorn.run, kwargs={"sockets": [listener]}, name="sandbox-server", daemon=True
        )
        self._thread.start()
        while not self._uvicorn.started:
            time.sleep(0.001)
        return self.slack.url

    def stop(self) -> None:
        """Close every connection and wait for the thread. Twice is harmless."""
        if self._uvicorn is None or self._thread is None:
            return
        self.slack.serving = False
        self.slack.close_sockets()
        self._uvicorn.should_exit = True
        self._thread.join(10)
        self._uvicorn = self._thread = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


def _application(slack: Slack) -> Starlette:
    web = _Web(slack)
    return Starlette(
        routes=[
            Route("/api/{method}", web.call, methods=["GET", "POST"]),
            Route("/upload/v1/{file}/{key}", web.upload, methods=["POST"]),
            Route("/files-pri/{which}/{name}", web.fetch),
            Route("/files-pri/{which}/download/{name}", web.fetch),
            Route("/hooks/{team}/{key}", web.respond, methods=["POST"]),
            WebSocketRoute("/link/", sockets.endpoint(slack)),
            *page_api.routes(slack),
        ],
        # Whoever opens another site meanwhile cannot be used by it to act here under another name.
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost"])],
    )


class _Web:
    """What the bot calls over HTTP."""

    def __init__(self, slack: Slack) -> None:
        self.slack = slack

    async def call(self, request: Request) -> Response:
        """One Web API call, with the trouble that was planned for it."""
        started = time.monotonic()
        method: str = request.path_params["method"]
        token, given = _read(request, await request.body())
        team = self.slack.team_with(token)
        fault = team.faults.take(method, given) if team is not None else None
        status = "200"
        answer: Json = {}
        try:
            if fault is None or fault.way == faults.TIMEOUT_AFTER:
                answer = api.answer(self.slack, method, token, given)
                status = "ok" if answer["ok"] else str(answer["error"])
            if fault is not None:
                status = str(fault.way)
                return await self._trouble(request, fault)
        except api.RateLimited as limited:
            status = "429"
            return _rate_limited(limited.retry_after)
        finally:
            self.slack.traffic.note(
                direction="in", what=method, status=status, started=started, body=_body_of(given, answer)
            )
        scopes = ",".join(sorted(team.manifest.scopes)) if team is not None else ""
        return JSONResponse(answer, headers={"x-oauth-scopes": scopes})

    async def _trouble(self, request: Request, fault: faults.Fault) -> Response:
        if fault.way == 429:
            return _rate_limited(fault.retry_after)
        if isinstance(fault.way, int):
            return PlainTextResponse("Internal Server Error", status_code=fault.way)
        if fault.way in (faults.TIMEOUT_BEFORE, faults.TIMEOUT_AFTER, faults.DROP):
            if fault.way == faults.DROP:
                request.scope[HANG_UP]()
            await self._until_gone(request)
            return Response(status_code=499)
        return JSONResponse({"ok": False, "error": fault.way})

    async def _until_gone(self, request: Request) -> None:
        """Keep silent until the bot gives up, or the server stops."""
        while self.slack.serving and not await request.is_disconnected():
            await asyncio.sleep(0.005)

    async def upload(self, request: Request) -> Response:
        """Step two of an upload: the bytes."""
        content = await request.body()
        file = self.slack.file_with(request.path_params["file"])
        if file is None or file.completed:
            return PlainTextResponse("Not Found", status_code=404)
        if len(content) != file.length:
            return PlainTextResponse(f"expected {file.length} bytes, got {len(content)}", status_code=400)
        file.content = content
        return PlainTextResponse(f"OK - {len(content)}")

    async def fetch(self, request: Request) -> Response:
        """The bytes of a file, for the bot's token with `files:read`. Others get Slack's login page, not an error."""
        team_id, _, file_id = request.path_params["which"].partition("-")
        team = self.slack.team_with(_bearer(request))
        file = team.files.get(file_id) if team is not None and team.id == team_id else None
        if file is None or file.content is None or team is None or "files:read" not in team.manifest.scopes:
            return Response("<!DOCTYPE html><title>Sign in</title>", media_type="text/html")
        return Response(file.content, media_type=file.mimetype)

    async def respond(self, request: Request) -> Response:
        started = time.monotonic()
        team = self.slack.teams.get(request.path_params["team"])
        try:
            body = json.loads(await request.body())
        except ValueError:
            return JSONResponse({"ok": False, "error": "invalid_payload"}, status_code=400)
        if team is None or not isinstance(body, dict):
            return JSONResponse({"ok": False, "error": "invalid_payload"}, status_code=404)
        refused = respond(team, request.path_params["key"], body)
        self.slack.traffic.note(direction="in", what="response_url", status=refused or "ok", started=started, body=body)
        if refused is not None:
            return JSONResponse({"ok": False, "error": refused}, status_code=404)
        return PlainTextResponse("ok")


def _rate_limited(retry_after: int) -> Response:
    return JSONResponse({"ok": False, "error": "ratelimited"}, 429, headers={"Retry-After": str(retry_after)})


def _read(request: Request, body: bytes) -> tuple[str, Json]:
    """The token and the arguments: from the query, a form, or a JSON body."""
    given: dict[str, Any] = dict(request.query_params)
    if request.headers.get("content-type", "").startswith("application/json"):
        try:
            read = json.loads(body or b"{}")
        except ValueError:
            read = {}
        given |= read if isinstance(read, dict) else {}
    else:
        given |= dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
    return _bearer(request) or str(given.pop("token", "")), given


def _bearer(request: Request) -> str:
    return request.headers.get("authorization", "").removeprefix("Bearer ").strip()


def _body_of(given: Json, answer: Json) -> Json:
    """What the inspector shows of a call: what was asked and what was answered."""
    shown = dict(given)
    for key in ("blocks", "view", "attachments", "metadata", "files"):
        if isinstance(shown.get(key), str):
            try:
                shown[key] = json.loads(shown[key])
            except ValueError:
                continue
    return shown | {"answer": answer}
