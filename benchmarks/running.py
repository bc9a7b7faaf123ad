"""Processes and databases for the bench: the bot as `irojbot run`, and fresh databases of each kind."""

import argparse
import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.load import SECRET

BIN = Path(sys.executable).parent


def databases(folder: Path) -> Iterator[tuple[str, Callable[[], str]]]:
    """Fresh databases of each kind: files, and what TEST_DATABASE_URL has room for."""
    made = iter(range(1000))
    yield "SQLite", lambda: f"sqlite:///{folder}/bench{next(made)}.db"
    server = os.environ.get("TEST_DATABASE_URL")
    if server:
        yield "PostgreSQL", lambda: _new_postgres(server, next(made))


def _new_postgres(server: str, number: int) -> str:
    import psycopg
    from sqlalchemy import make_url

    name = f"irojbot_bench_{os.getpid()}_{number}"
    url = make_url(server)
    with psycopg.connect(
        url.set(drivername="postgresql").render_as_string(hide_password=False), autocommit=True
    ) as admin:
        admin.execute(f'CREATE DATABASE "{name}"')
    return url.set(database=name).render_as_string(hide_password=False)


@contextmanager
def running(database: str, api_url: str, *, app_token: str = "") -> Iterator[tuple[int, float, int]]:
    """The bot as `irojbot run`: its port, the seconds until it was ready, and the process."""
    port = free_port()
    settings = {
        "SLACK_BOT_TOKEN": "xoxb-bench",
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_APP_TOKEN": app_token,
        "SLACK_API_URL": api_url,
        "DATABASE_URL": database,
        "PORT": str(port),
        "LOG_LEVEL": "ERROR",
    }
    begun = time.perf_counter()
    with process(str(BIN / "irojbot"), "run", **settings) as bot:
        until(lambda: _ready(port))
        yield port, time.perf_counter() - begun, bot.pid


@contextmanager
def process(*command: str, **settings: str) -> Iterator[subprocess.Popen[bytes]]:
    """A process with these settings, stopped politely at the end."""
    started = subprocess.Popen(command, env={**os.environ, **settings})
    try:
        yield started
    finally:
        started.send_signal(signal.SIGTERM)
        started.wait(40)


def memory(pid: int) -> float:
    """Megabytes in use by the process and its children."""
    return sum(_resident(each) for each in _family(pid)) / 1024


def processor(pid: int) -> float:
    """Milliseconds of processor that the process and its children have used."""
    ticks = (Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()[11:13] for each in _family(pid))
    return sum(int(user) + int(system) for user, system in ticks) * 1000 / os.sysconf("SC_CLK_TCK")


def _family(pid: int) -> list[int]:
    return [pid, *map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())]


def _resident(pid: int) -> int:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))


def free_port() -> int:
    """A port that nobody uses."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def listens(port: int) -> bool:
    """Whether something answers at a port."""
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


def _ready(port: int) -> bool:
    with contextlib.suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=1) as answer:
        return bool(answer.status == 200)
    return False


def until(true: Callable[[], bool]) -> None:
    """Wait at most a minute. Raises `TimeoutError`."""
    for _ in range(1200):
        if true():
            return
        time.sleep(0.05)
    raise TimeoutError("it did not start")


def is_quick(what: str) -> bool:
    """Whether `--quick` was typed: fewer of everything, to see that it works. `what` explains the bench to `--help`."""
    typed = argparse.ArgumentParser(description=what)
    typed.add_argument("--quick", action="store_true", help="less of everything, to see that it works")
    return bool(typed.parse_args().quick)
