"""The bot on the air: HTTP or Socket Mode in front, the ticker behind, and an end that finishes what is in hand."""

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPException
from socketserver import TCPServer, ThreadingMixIn
from typing import Any, Protocol
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import structlog
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError

from handlers.account import Account
from handlers.guard import Check, Door
from storage.database import Database, Unavailable

log = structlog.get_logger()

THREADS = 16
"""Requests worked on at once; the database's pool is as large."""
GRACE_SECONDS = 30
"""How long an end may take before it is forced: longer than a call to Slack may."""
OBJECTS_BETWEEN_LOOKS = 10_000
"""New objects until the garbage collector looks at the youngest: a command makes some thousand."""
_CONNECT_SECONDS = 10


class Worker(Protocol):
    """The ticker, as far as its start and end go."""

    def start(self) -> None:
        """Begin, in a thread of its own."""

    def stop(self) -> None:
        """Finish what is in hand and end."""

    def alive(self) -> bool:
        """Whether it still works."""

    def wake(self) -> None:
        """Look for something to do now."""

    def idle(self) -> bool:
        """Whether nothing is due any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bot:
    """Everything of one bot, put together by the roof and not yet at work."""

    app: App
    account: Account
    database: Database
    ticker: Worker

    def checks(self) -> dict[str, Check]:
        """What `/readyz` asks."""
        return {
            "database": self._database_answers,
            "ticker": self.ticker.alive,
            "slack": lambda: self.account.identity() is not None,
        }

    def stop(self) -> None:
        """Let the ticker finish its row, then let go of the database."""
        self.ticker.stop()
        self.database.close()

    def _database_answers(self) -> bool:
        try:
            self.database.ping()
        except Unavailable:
            return False
        return True


class WebServer(Protocol):
    """granian as far as it is used here; the roof makes it, with its port and threads."""

    def serve(self, *, spawn_target: Callable[..., None], target_loader: Callable[[], Door], wrap_loader: bool) -> None:
        """Serve until SIGTERM or SIGINT."""

    def _spawn_wsgi_worker(self, *arguments: Any) -> None: ...


def over_http(build: Callable[[], Bot], *, server: WebServer) -> None:
    """Serve Slack's requests until SIGTERM or SIGINT; then finish what is in hand.

    granian keeps one worker process under a watcher. The bot is built inside the worker, since neither threads nor
    database connections live through a fork.
    """
    bots: list[Bot] = []

    def load() -> Door:
        _end_with_parent()
        bot = build()
        bots.append(bot)
        bot.ticker.start()
        settle()
        log.info("listening")
        return Door(bot.app, bot.checks())

    def work(*arguments: Any) -> None:
        try:
            server._spawn_wsgi_worker(*arguments)
        finally:
            for bot in bots:
                bot.stop()

    multiprocessing.set_start_method("fork", force=True)
    server.serve(spawn_target=work, target_loader=load, wrap_loader=False)


def over_socket(bot: Bot, *, app_token: str, port: int, host: str = "0.0.0.0") -> None:  # noqa: S104 - a server listens.
    """Serve Slack over a web socket until SIGTERM or SIGINT, and `/healthz` and `/readyz` on `port`."""
    ending = threading.Event()
    for wanted in (signal.SIGTERM, signal.SIGINT):
        signal.signal(wanted, lambda *_: ending.set())
    socket = Socket(bot.app, app_token=app_token)
    with health(Door(None, {**bot.checks(), "socket": socket.connected}), port=port, host=host):
        bot.ticker.start()
        settle()
        try:
            socket.connect(until=ending)
            ending.wait()
        finally:
            socket.stop()
            bot.stop()


def settle() -> None:
    """Have the garbage collector leave alone what was made at the start, and look at the rest less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(OBJECTS_BETWEEN_LOOKS)


class Beside:
    """A bot at work over Socket Mode in this process, beside something else: the sandbox."""

    def __init__(self, bot: Bot, *, app_token: str) -> None:
        self._bot = bot
        self._socket = Socket(bot.app, app_token=app_token)
        bot.ticker.start()
        self._socket.connect(until=threading.Event())

    def idle(self) -> bool:
        """Whether nothing is due any more."""
        return self._bot.ticker.idle()

    def wake(self) -> None:
        """Have the ticker look again."""
        self._bot.ticker.wake()

    def stop(self) -> None:
        """Finish what is in hand."""
        self._socket.stop()
        self._bot.stop()


class Socket:
    """The Socket Mode connection of one app."""

    def __init__(self, app: App, *, app_token: str) -> None:
        client = WebClient(base_url=app.client.base_url, timeout=_CONNECT_SECONDS)
        self._handler = SocketModeHandler(app, app_token, web_client=client, concurrency=THREADS)

    def connect(self, *, until: threading.Event) -> None:
        """Connect, and try again ever more slowly while Slack cannot be reached, or `until` is set.

        Once connected the client itself keeps the connection.
        """
        patience = 1.0
        while not self.connected() and not until.is_set():
            try:
                self._handler.client.connect_to_new_endpoint()
            except (SlackClientError, OSError, HTTPException) as error:
                log.warning("no connection with Slack", error=type(error).__name__)
            if not self.connected():
                until.wait(patience)
                patience = min(patience * 2, 60)

    def connected(self) -> bool:
        """Whether there is a live connection."""
        return self._handler.client.is_connected()

    def stop(self) -> None:
        """Take nothing new, let what runs send its answer, then hang up."""
        client = self._handler.client
        client.auto_reconnect_enabled = False
        # The client would take messages until it hangs up, and hang up before what runs has answered.
        client.closed = True
        client.message_queue.put(None)
        client.message_processor.shutdown()  # type: ignore[no-untyped-call] # slack_sdk leaves it untyped.
        client.message_workers.shutdown(wait=True)
        client.close()


@contextmanager
def health(door: Door, *, port: int, host: str) -> Iterator[int]:
    """Answer `/healthz` and `/readyz` from a thread, and give the port (useful when asked for port 0)."""
    server = make_server(host, port, door, server_class=_Server, handler_class=_Quiet)
    thread = threading.Thread(target=server.serve_forever, name="health", kwargs={"poll_interval": 0.1})
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = False  # Its end waits for the answers that are being made.

    def server_bind(self) -> None:
        # HTTPServer asks the network for the machine's own name here, which may take seconds.
        TCPServer.server_bind(self)
        self.server_name, self.server_port = str(self.server_address[0]), int(self.server_address[1])
        self.setup_environ()


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: somebody asks every few seconds."""


def _end_with_parent() -> None:
    """Stop the worker gracefully when its watcher was killed, so that no bot goes on without one."""
    watcher = multiprocessing.parent_process()

    def wait() -> None:
        if watcher is not None:
            watcher.join()
            os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=wait, name="watcher", daemon=True).start()
