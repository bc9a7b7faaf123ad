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

pytestmark = pytest.mark.slow

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

    def everything(self) -> str:
        """All it said, once it has ended."""
        while not self.said.empty():
            self.heard.append(self.said.get())
        return "".join(self.heard)

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


@dataclass(frozen=True, slots=True)
class End:
    """How a bot ended that was working on a slow command."""

    answer: str
    code: int
    said: str
    printed: str


@pytest.fixture(scope="module")
def database(sqlite_template: Path) -> str:
    return f"sqlite:///{sqlite_template}"


@contextmanager
def over_http(database: str) -> Iterator[Process]:
    with listening() as slack, running("http", slack.url, database) as bot:
        bot.wait_for("listening")
        _until(lambda: bot.get("/readyz")[0] == 200)
        yield bot


@pytest.fixture(scope="module")
def web(database: str) -> Iterator[Process]:
    with over_http(database) as bot:
        yield bot


@pytest.fixture(scope="module")
def web_end(database: str) -> End:
    with over_http(database) as bot:
        return _end(bot, lambda: bot.command("1.5"))


def test_over_http_commands_are_answered(web: Process) -> None:
    assert web.command("") == "Klaar"


def test_over_http_it_says_when_it_is_ready(web: Process) -> None:
    assert web.get("/readyz") == (200, '{"database": true, "ticker": true, "slack": true}')


def test_over_http_an_end_finishes_what_is_in_hand(web_end: End) -> None:
    assert web_end.answer == "Klaar"


def test_over_http_an_end_lets_the_ticker_finish(web_end: End) -> None:
    assert "the ticker finished" in web_end.said


def test_over_http_an_end_is_no_failure(web_end: End) -> None:
    assert web_end.code == 0


def test_over_http_nothing_is_printed(web_end: End) -> None:
    assert web_end.printed == ""


def test_over_http_a_worker_does_not_go_on_without_its_watcher(database: str) -> None:
    with over_http(database) as bot:
        bot.process.kill()
        bot.wait_for("the ticker finished")
        _until(lambda: not _open(bot.port))


# Socket Mode.


@pytest.fixture(scope="module")
def team() -> Iterator[Team]:
    slack = Slack(ROOT / "manifest.yml")
    with Server(slack):
        yield slack.add_workspace("Proefland")


@pytest.fixture(scope="module")
def lena(team: Team) -> Slacker:
    return team.add_person("Lena Verhulst")


@contextmanager
def over_socket(team: Team, database: str) -> Iterator[Process]:
    with running("socket", team.ground.url, database, team.bot_token, team.app_token) as bot:
        _until(lambda: bot.get("/readyz")[0] == 200)
        yield bot


def test_over_a_socket_commands_are_answered_and_health_too(team: Team, lena: Slacker, database: str) -> None:
    with over_socket(team, database) as bot:
        assert lena.command("/agendapunt").text == "Klaar"
        assert json.loads(bot.get("/readyz")[1])["socket"] is True
        with pytest.raises(HTTPError, match="404"):
            bot.command("")


def test_over_a_socket_an_end_finishes_what_is_in_hand(team: Team, lena: Slacker, database: str) -> None:
    with over_socket(team, database) as bot:
        end = _end(bot, lambda: lena.command("/agendapunt 1.5").text)
    assert (end.answer, end.code, "the ticker finished" in end.said) == ("Klaar", 0, True)


def test_a_slack_that_is_away_at_the_start_is_waited_for(database: str) -> None:
    port = _free_port()
    slack = Slack(ROOT / "manifest.yml")
    team = slack.add_workspace("Proefland")
    lena = team.add_person("Lena Verhulst")
    with running("socket", f"http://127.0.0.1:{port}", database, team.bot_token, team.app_token) as bot:
        bot.wait_for("no connection with Slack")
        with Server(slack, port=port):
            _until(lambda: bot.get("/readyz")[0] == 200)
            assert lena.command("/agendapunt").text == "Klaar"
            assert bot.end() == 0


def test_a_bot_that_waits_for_slack_can_be_ended(database: str) -> None:
    with running("socket", "http://127.0.0.1:9", database) as bot:
        bot.wait_for("no connection with Slack")
        assert bot.end() == 0


def _end(bot: Process, ask: Callable[[], str]) -> End:
    """End the bot while it works on a slow command."""
    with ThreadPoolExecutor() as pool:
        answer = pool.submit(ask)
        bot.wait_for("the slow one began")
        code = bot.end()
        assert bot.process.stdout is not None
        printed = bot.process.stdout.read()
        return End(answer.result(), code, bot.everything(), printed)


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
