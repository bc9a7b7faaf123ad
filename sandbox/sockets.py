"""Socket Mode, the server's side: a one-shot ticket, hello, envelopes out and acknowledgements back."""

import asyncio
import json
from collections.abc import Awaitable, Callable

from starlette.websockets import WebSocket, WebSocketDisconnect

from sandbox.delivery import App, Socket
from sandbox.slack import MOST_SOCKETS, Slack


class _Wire:
    """The web socket, for senders in other threads than the server's. What is sent before it is `open` waits."""

    def __init__(self, link: WebSocket) -> None:
        self.open = asyncio.Event()
        self._link = link
        self._loop = asyncio.get_running_loop()
        self._gone = False

    def send(self, text: str) -> None:
        if self._gone:
            raise ConnectionError
        asyncio.run_coroutine_threadsafe(self._send(text), self._loop)

    async def _send(self, text: str) -> None:
        await self.open.wait()
        await self._link.send_text(text)

    def close(self) -> None:
        if not self._gone:
            self._gone = True
            asyncio.run_coroutine_threadsafe(self._link.close(), self._loop)

    def lost(self) -> None:
        self._gone = True


def endpoint(slack: Slack) -> Callable[[WebSocket], Awaitable[None]]:
    """The web socket route at which a ticket of `apps.connections.open` is redeemed."""

    async def connect(link: WebSocket) -> None:
        app = slack.redeem_ticket(link.query_params.get("ticket", ""))
        if app is None:
            await link.close()
        elif len(app.sockets) >= MOST_SOCKETS:
            await link.accept()
            await link.send_text(json.dumps({"type": "disconnect", "reason": "too_many_websockets"}))
            await link.close()
        else:
            await _serve(app, link)

    return connect


async def _serve(app: App, link: WebSocket) -> None:
    """Keep one connection until the bot hangs up."""
    wire = _Wire(link)
    sock = Socket(wire)
    # It takes part before the bot can know that it is connected, so that nothing the bot waits for gets lost.
    app.sockets.append(sock)
    try:
        await link.accept()
        await link.send_text(json.dumps(_hello(app)))
        wire.open.set()
        await _listen(link, sock)
    finally:
        wire.lost()
        app.sockets.remove(sock)
        sock.hung_up()


def _hello(app: App) -> dict[str, object]:
    return {
        "type": "hello",
        "num_connections": len(app.sockets),
        "connection_info": {"app_id": app.id},
        "debug_info": {"host": "sandbox", "approximate_connection_time": 18060},
    }


async def _listen(link: WebSocket, sock: Socket) -> None:
    """Take acknowledgements until the bot hangs up. Anything that is not JSON is ignored, as Slack does."""
    while True:
        try:
            message = json.loads(await link.receive_text())
        except WebSocketDisconnect:
            return
        except ValueError:
            continue
        if isinstance(message, dict):
            sock.acknowledged(message)
