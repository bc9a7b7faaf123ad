"""A bot on a real database and payloads as Slack sends them, signed: for tests of the framework itself.

The other side is not a pretend Slack (that is `sandbox`), only a server that notes what it is asked.
"""

import hashlib
import hmac
import json
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from itertools import count
from typing import Any
from urllib.parse import parse_qs, urlencode

from slack_sdk import WebClient

from bot.bodies import Body
from bot.people import Role
from handlers.account import Account
from handlers.app import build
from handlers.desk import Desk
from handlers.guard import Door
from handlers.reply import PATIENCE
from handlers.table import Table
from storage import bodies, people
from storage.database import Database

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
TEAM = "T0HOME"
NOW = datetime(2026, 4, 1, 8, 0, tzinfo=UTC)

_serial = count(1)


@dataclass(slots=True)
class Noted:
    """One request that the other side got."""

    path: str
    body: dict[str, Any]
    token: str


class Listener(ThreadingHTTPServer):
    """Notes every request and answers `ok`, or what `answers` holds for its last word."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Notes)
        self.noted: list[Noted] = []
        self.answers: dict[str, Any] = {
            "auth.test": {"ok": True, "team_id": TEAM, "bot_id": "B0BOT", "user_id": "U0BOT", "url": "https://x/"}
        }
        self.statuses: dict[str, int] = {}

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def calls(self, method: str) -> list[dict[str, Any]]:
        return [noted.body for noted in self.noted if noted.path.endswith(method)]


class _Notes(BaseHTTPRequestHandler):
    server: Listener

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers.get("content-length") or 0)).decode()
        form = self.headers.get("content-type", "").startswith("application/x-www-form-urlencoded")
        body = {key: values[0] for key, values in parse_qs(raw).items()} if form else json.loads(raw or "{}")
        for key in ("view", "blocks"):
            if isinstance(body.get(key), str):
                body[key] = json.loads(body[key])
        self.server.noted.append(Noted(self.path, body, self.headers.get("authorization", "")))
        word = self.path.rpartition("/")[2]
        answer = json.dumps(self.server.answers.get(word, {"ok": True})).encode()
        self.send_response(self.server.statuses.get(word, 200))
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, format: str, *args: Any) -> None:
        pass


@dataclass(slots=True)
class Answer:
    """What the bot answered over HTTP."""

    status: int
    headers: dict[str, str]
    raw: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.raw) if self.raw else {}

    @property
    def text(self) -> str:
        """Everything it says, as one string."""
        return self.raw.decode()


@dataclass(slots=True)
class Bench:
    """The bot and the other side. `on` is its table; fill it before the first payload."""

    database: Database
    slack: Listener
    on: Table = field(default_factory=Table)
    _door: Door | None = None

    @property
    def desk(self) -> Desk:
        return Desk(sessions=self.database, now=lambda: NOW)

    @property
    def door(self) -> Door:
        if self._door is None:
            client = WebClient("xoxb-1", base_url=f"{self.slack.url}/api/", timeout=PATIENCE, retry_handlers=[])
            self._door = Door(build(self.desk, self.on, Account(client), signing_secret=SECRET), {})
        return self._door

    def seat(
        self, user: str, *, body: str = "IROJ Demo", role: Role = Role.EFFECTIVE_MEMBER, language: str = "nl"
    ) -> int:
        """Give a Slack user a mandate in a body, made when it is new. Its channels are C<name> and G<name>."""
        with self.database.begin() as db:
            workspace = bodies.open_workspace(db, TEAM, now=NOW)
            known = [each.id for each in bodies.of_workspace(db, workspace) if each.name == body]
            found = known[0] if known else bodies.add(db, _body(workspace, body), now=NOW)
            member = people.add_member(db, body=found, name=user, slack_user=user, now=NOW, language=language)
            people.add_mandate(db, body=found, member=member, role=role, has_vote=True)
        return found

    def command(self, name: str, text: str = "", *, user: str = "U1", channel: str = "D1", **extra: str) -> Answer:
        return self.form(
            {
                "command": name,
                "text": text,
                "user_id": user,
                "user_name": user.lower(),
                "team_id": TEAM,
                "channel_id": channel,
                "trigger_id": f"{next(_serial)}.trigger",
                "response_url": f"{self.slack.url}/respond",
                **extra,
            }
        )

    def press(self, action: str, value: str = "", *, user: str = "U1", team: str = TEAM, **extra: Any) -> Answer:
        return self.interact(
            {
                "type": "block_actions",
                "user": {"id": user, "team_id": team},
                "container": {"type": "message", "message_ts": "1.1", "channel_id": "C1", "is_ephemeral": False},
                "channel": {"id": "C1"},
                "response_url": f"{self.slack.url}/respond",
                "trigger_id": f"{next(_serial)}.trigger",
                "actions": [
                    {
                        "type": "button",
                        "action_id": action,
                        "block_id": "b",
                        "value": value,
                        "action_ts": f"{next(_serial)}.0",
                    }
                ],
                **extra,
            }
        )

    def submit(
        self, callback: str, values: Mapping[str, Any] | None = None, *, user: str = "U1", **view: Any
    ) -> Answer:
        return self.interact(
            {
                "type": "view_submission",
                "user": {"id": user, "team_id": TEAM},
                "view": {
                    "type": "modal",
                    "id": f"V{next(_serial)}",
                    "hash": "h1",
                    "callback_id": callback,
                    "private_metadata": "",
                    "blocks": [{"type": "input", "block_id": block} for block in values or {}],
                    "state": {"values": {block: {"x": state} for block, state in (values or {}).items()}},
                    **view,
                },
            }
        )

    def event(self, kind: str, *, id_: str = "", user: str = "U1", **event: Any) -> Answer:
        return self.send(
            json.dumps(
                {
                    "type": "event_callback",
                    "team_id": TEAM,
                    "event_id": id_ or f"Ev{next(_serial)}",
                    "event": {"type": kind, "user": user, **event},
                }
            ).encode(),
            "application/json",
        )

    def interact(self, payload: Mapping[str, Any]) -> Answer:
        """An interactive payload of the home team."""
        return self.form({"payload": json.dumps({"team": {"id": TEAM}, **payload})})

    def form(self, fields: Mapping[str, str]) -> Answer:
        return self.send(urlencode(fields).encode(), "application/x-www-form-urlencoded")

    def send(self, raw: bytes, content_type: str, **environ: Any) -> Answer:
        """A signed request, straight into the WSGI application."""
        return call(self.door, raw, content_type, **signed(raw), **environ)


def signed(raw: bytes, *, at: float | None = None, secret: str = SECRET) -> dict[str, str]:
    """The two headers with which Slack signs a body, as WSGI names them."""
    stamp = str(int(time.time() if at is None else at))
    digest = hmac.new(secret.encode(), b"v0:" + stamp.encode() + b":" + raw, hashlib.sha256).hexdigest()
    return {"HTTP_X_SLACK_REQUEST_TIMESTAMP": stamp, "HTTP_X_SLACK_SIGNATURE": f"v0={digest}"}


def call(door: Door, raw: bytes = b"", content_type: str = "", **environ: Any) -> Answer:
    """One request to a WSGI application."""
    told: list[Any] = []
    body = door(
        {
            "REQUEST_METHOD": "POST",
            "PATH_INFO": "/slack/events",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "CONTENT_TYPE": content_type,
            "CONTENT_LENGTH": str(len(raw)),
            "wsgi.input": BytesIO(raw),
            **environ,
        },
        lambda status, headers: told.extend([status, headers]),  # type: ignore[arg-type,return-value] # No `write`.
    )
    return Answer(int(told[0].split()[0]), dict(told[1]), b"".join(body))


@contextmanager
def listening() -> Iterator[Listener]:
    """The other side, for as long as a test lasts."""
    with Listener() as slack:
        thread = threading.Thread(target=slack.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield slack
        finally:
            slack.shutdown()
            thread.join()


def _body(workspace: int, name: str) -> Body:
    word = name.replace(" ", "")
    return Body(id=0, workspace=workspace, name=name, plenary_channel=f"C{word}", committee_channel=f"G{word}")
