"""The bot as a process: it answers, it finishes what is in hand, and it never goes on alone."""

import json
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from urllib.error import HTTPError
from urllib.parse import urlencode

import pytest

from sandbox.server import Server
from sandbox.slack import Slack
from sandbox.slackers import Slacker
from sandbox.team import Team
from tests.handlers.wire import TEAM, listening, signed

PATIENCE = 20
ROOT = Path(__file__).parents[2]


@dataclass(slots=True)
class Process:
    """A bot that runs, and what it says."""

    process: subprocess.Popen[str]
    port: int
    said: Queue[str] = field(default_factory=Queue)
    heard: list[str] = field(default_factory=list)

    def listen(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self.said.put(line)

    def wait_for(self, words: str) -> None:
        """Until it says so."""
        deadline = time.monotonic() + PATIENCE
        while not any(words in line for line in self.heard):
            try:
                self.heard.append(self.said.get(timeout=max(0.0, deadline - time.monotonic())))
            except Empty:
                pytest.fail(f"it never said {words!r}, but:\n{''.join(self.heard)}")

    def end(self) -> int:
        """SIGTERM, as a machine that shuts down does; its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(PATIENCE)

    def get(self, path: str) -> tuple[int, str]:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=PATIENCE) as answer:
                return answer.status, answer.read().decode()
        except HTTPError as error:
            return error.code, error.read().decode()

    def command(self, text: str) -> str:
        """A signed `/agendapunt` over HTTP; the text of the answer."""
        raw = urlencode(
            {"command": "/agendapunt", "text": text, "user_id": "U1", "team_id": TEAM, "channel_id": "D1"}
        ).encode()
        headers = {name.removeprefix("HTTP_").replace("_", "-"): value for name, value in signed(raw).items()}
        headers["content-type"] = "application/x-www-form-urlencoded"
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}/slack/events", raw, headers)
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            said: str = json.load(answer)["text"]
        return said


@contextmanager
def running(mode: str, url: str, database: str, *tokens: str) -> Iterator[Process]:
    port = _free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.handlers.served", mode, str(port), url, database, *(tokens or ("xoxb-1", "-"))],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    bot = Process(process, port)
    listener = Thread(target=bot.listen)
    listener.start()
    try:
        yield bot
    finally:
        process.kill()
        process.wait(PATIENCE)
        listener.join(PATIENCE)
        for stream in (process.stdout, process.stderr):
            assert stream is not None
            stream.close()


@pytest.fixture
def over_http(sqlite_url: str) -> Iterator[Process]:
    with listening() as slack, running("http", slack.url, sqlite_url) as bot:
        bot.wait_for("listening")
        _until(lambda: bot.get("/healthz")[0] == 200)
        yield bot


def test_over_http_commands_are_answered(over_http: Process) -> None:
    assert over_http.command("") == "Klaar"


def test_over_http_it_says_when_it_is_ready(over_http: Process) -> None:
    assert over_http.get("/readyz") == (200, '{"database": true, "ticker": true, "slack": true}')


def test_over_http_an_end_finishes_what_is_in_hand(over_http: Process) -> None:
    with ThreadPoolExecutor() as pool:
        answer = pool.submit(over_http.command, "1.5")
        over_http.wait_for("the slow one began")
        code = over_http.end()
        assert (answer.result(), code) == ("Klaar", 0)


def test_over_http_an_end_lets_the_ticker_finish(over_http: Process) -> None:
    over_http.end()
    over_http.wait_for("the ticker finished")


def test_over_http_a_worker_does_not_go_on_without_its_watcher(over_http: Process) -> None:
    over_http.process.kill()
    over_http.wait_for("the ticker finished")
    _until(lambda: not _open(over_http.port))


def test_over_http_nothing_is_written_to_standard_output(over_http: Process) -> None:
    over_http.end()
    assert over_http.process.stdout is not None
    assert over_http.process.stdout.read() == ""


# Socket Mode.


@pytest.fixture(scope="module")
def slack() -> Iterator[Slack]:
    slack = Slack(ROOT / "manifest.yml")
    with Server(slack):
        yield slack


@pytest.fixture
def team(slack: Slack) -> Iterator[Team]:
    team = slack.add_workspace("Proefland")
    yield team
    slack.remove_workspace(team)


@pytest.fixture
def lena(team: Team) -> Slacker:
    return team.add_person("Lena Verhulst")


@pytest.fixture
def over_socket(team: Team, sqlite_url: str) -> Iterator[Process]:
    url = team.ground.url
    with running("socket", url, sqlite_url, team.bot_token, team.app_token) as bot:
        _until(lambda: bot.get("/readyz")[0] == 200)
        yield bot


def test_over_a_socket_commands_are_answered(over_socket: Process, lena: Slacker) -> None:
    assert lena.command("/agendapunt").text == "Klaar"


def test_over_a_socket_it_says_when_it_is_ready(over_socket: Process) -> None:
    assert json.loads(over_socket.get("/readyz")[1])["socket"] is True


def test_over_a_socket_there_is_no_door_for_http(over_socket: Process) -> None:
    with pytest.raises(HTTPError, match="404"):
        over_socket.command("")


def test_over_a_socket_an_end_finishes_what_is_in_hand(over_socket: Process, lena: Slacker) -> None:
    with ThreadPoolExecutor() as pool:
        answer = pool.submit(lena.command, "/agendapunt 1.5")
        over_socket.wait_for("the slow one began")
        code = over_socket.end()
        assert (answer.result().text, code) == ("Klaar", 0)


def test_over_a_socket_an_end_lets_the_ticker_finish(over_socket: Process) -> None:
    over_socket.end()
    over_socket.wait_for("the ticker finished")


def test_a_slack_that_is_away_at_the_start_is_waited_for(team: Team, lena: Slacker, sqlite_url: str) -> None:
    team.fail("apps.connections.open", with_=500, times=1)
    url = team.ground.url
    with running("socket", url, sqlite_url, team.bot_token, team.app_token) as bot:
        bot.wait_for("no connection with Slack")
        _until(lambda: bot.get("/readyz")[0] == 200)
        assert lena.command("/agendapunt").text == "Klaar"


def test_a_bot_that_waits_for_slack_can_be_ended(team: Team, sqlite_url: str) -> None:
    with running("socket", "http://127.0.0.1:9", sqlite_url) as bot:
        bot.wait_for("no connection with Slack")
        assert bot.end() == 0


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def _open(port: int) -> bool:
    with socket.socket() as caller:
        return caller.connect_ex(("127.0.0.1", port)) == 0


def _until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            if true():
                return
        except OSError:
            pass
        time.sleep(0.05)
    pytest.fail("it never came")
