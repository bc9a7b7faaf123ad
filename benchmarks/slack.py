"""A Slack that says yes to everything, as cheaply as it can: loopback HTTP for calls, a web socket for Socket Mode."""

import asyncio
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from uvicorn import Config, Server
from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed

TEAM = "T0BENCH"
_YES = {
    "ok": True,
    "url": "https://bench.slack.com/",
    "team": "Bench",
    "team_id": TEAM,
    "user": "irojbot",
    "user_id": "U0BOT",
    "bot_id": "B0BOT",
    "channel": {"id": "D0BENCH"},
    "messages": [],
}


@dataclass(slots=True)
class Link:
    """The web socket to the bot: sends envelopes and waits for their acknowledgement."""

    url: str = ""
    loop: asyncio.AbstractEventLoop | None = None
    connection: ServerConnection | None = None
    waiting: dict[str, asyncio.Future[Any]] = field(default_factory=dict)
    serial: Iterator[int] = field(default_factory=count)
    edits: list[tuple[float, str]] = field(default_factory=list)
    """When a message was edited, and into what: the body of each `chat.update`."""
    answers: dict[str, str] = field(default_factory=dict)
    """What was said to somebody at a `response_url`, by its path: the last one."""

    def ask(self, payload: dict[str, Any]) -> float:
        """Send one slash command and wait for its acknowledgement: seconds."""
        assert self.loop is not None
        begun = time.perf_counter()
        asyncio.run_coroutine_threadsafe(self._ask(payload), self.loop).result(timeout=10)
        return time.perf_counter() - begun

    async def _ask(self, payload: dict[str, Any]) -> None:
        envelope = f"E{next(self.serial)}"
        answered = self.waiting[envelope] = asyncio.get_running_loop().create_future()
        assert self.connection is not None
        sent = {"envelope_id": envelope, "type": "slash_commands", "payload": payload, "accepts_response_payload": True}
        await self.connection.send(json.dumps(sent))
        await answered

    async def hold(self, connection: ServerConnection) -> None:
        """Greet the bot and hand its acknowledgements to who waits for them."""
        self.connection = connection
        await connection.send(json.dumps({"type": "hello", "num_connections": 1}))
        with suppress(ConnectionClosed):
            async for said in connection:
                waiting = self.waiting.pop(json.loads(said).get("envelope_id", ""), None)
                if waiting is not None and not waiting.done():
                    waiting.set_result(said)


@contextmanager
def yes() -> Iterator[tuple[str, Link]]:
    """The address of the Web API, and the link for Socket Mode."""
    link = Link()
    ready = threading.Event()
    address: list[str] = []
    stop = threading.Event()

    async def api(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            return
        asked, more = b"", True
        while more:
            part = await receive()
            asked, more = asked + part.get("body", b""), part.get("more_body", False)
        if scope["path"].endswith("chat.update"):
            link.edits.append((time.perf_counter(), asked.decode()))
        if "/answers/" in scope["path"]:
            link.answers[scope["path"].rpartition("/")[2]] = json.loads(asked)["text"]
        answer = json.dumps(
            {**_YES, "ts": f"{time.time():.6f}", "channel": _channel(scope["path"]), "url": _url(scope)}
        )
        headers = [(b"content-type", b"application/json"), (b"content-length", str(len(answer)).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": answer.encode()})

    def _channel(path: str) -> Any:
        return {"id": "D0BENCH"} if path.endswith("conversations.open") else "C0BENCH"

    def _url(scope: Any) -> str:
        return link.url if scope["path"].endswith("apps.connections.open") else _YES["url"]  # type: ignore[return-value]  # A text.

    async def run() -> None:
        link.loop = asyncio.get_running_loop()
        server = Server(Config(api, port=0, log_level="error", lifespan="off", ws="none"))
        async with serve(link.hold, "127.0.0.1", 0) as sockets:
            link.url = f"ws://127.0.0.1:{next(iter(sockets.sockets)).getsockname()[1]}/link"
            task = asyncio.create_task(server.serve())
            while not server.started:
                await asyncio.sleep(0.01)
            address.append(f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}/api/")
            ready.set()
            while not stop.is_set():
                await asyncio.sleep(0.05)
            server.should_exit = True
            await task

    thread = threading.Thread(target=lambda: asyncio.run(run()), daemon=True)
    thread.start()
    ready.wait(10)
    try:
        yield address[0], link
    finally:
        stop.set()
        thread.join(5)
