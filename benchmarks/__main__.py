"""`make bench`: the table of docs/performance.md, from one run on one machine."""

import contextlib
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks import load, slack, world
from benchmarks.load import SECRET, Times

ONE, MANY = 1, 16
BIN = Path(sys.executable).parent
LINE = "Gezinshuizen: stand van zaken | 20 min | bespreking"


def main() -> None:
    """Bare Bolt first, then the bot on each database, empty and with history."""
    quick = "--quick" in sys.argv
    requests = 300 if quick else 2000
    with slack.yes() as (api_url, link), tempfile.TemporaryDirectory() as folder:
        bare = _bare(requests)
        _show("(a) bare Bolt, constant", bare, bare)
        print(f"    SQLite, one row by hand, durably: {_bare_sqlite(Path(folder)):,.0f}/s")
        for name, url in _databases(Path(folder)):
            for history in (False,) if quick else (False, True):
                address = url()
                begun = time.perf_counter()
                world.furnish(address, history=history)
                filled = time.perf_counter() - begun
                print(f"\n{name}, {'years of history' if history else 'empty'} (filled in {filled:.0f} s)")
                _bot(address, api_url, link, bare, requests)


def _bot(database: str, api_url: str, link: slack.Link, bare: tuple[Times, Times], requests: int) -> None:
    with _running(database, api_url) as (port, boot, pid):
        print(f"    boot {boot:.2f} s, memory {_memory(pid):.0f} MB")
        line = _twice(port, lambda: load.command("/agendapunt", LINE), requests)
        _show("(b) /agendapunt in one line", line, bare)
        read = _twice(port, lambda: load.command("/agenda", ""), requests // 2)
        _show("(c) /agenda with 25 points", read, bare)
    with _running(database, api_url, app_token="xapp-bench"):
        _until(lambda: link.connection is not None)
        over = tuple(
            load.over_link(link.ask, lambda: load.command("/agendapunt", LINE), hands=hands, requests=requests // 2)
            for hands in (ONE, MANY)
        )
        _show("(d) the same over Socket Mode", (over[0], over[1]), bare)
    link.connection = None


def _bare(requests: int) -> tuple[Times, Times]:
    port = _free_port()
    with _process(sys.executable, "-m", "benchmarks.bare", str(port)):
        _until(lambda: _listens(port))
        return _twice(port, lambda: load.command("/agendapunt", LINE), requests)


def _twice(port: int, make: Callable[[], dict[str, str]], requests: int) -> tuple[Times, Times]:
    """One at a time, then sixteen; a few before to warm up."""
    load.over_http(port, make, hands=ONE, requests=50)
    one = load.over_http(port, make, hands=ONE, requests=requests)
    return one, load.over_http(port, make, hands=MANY, requests=requests)


def _show(name: str, times: tuple[Times, Times], bare: tuple[Times, Times]) -> None:
    one, many = times
    quantiles = " / ".join(f"{one.at(share):.2f}" for share in (0.5, 0.95, 0.99))
    print(
        f"    {name:32} {quantiles:>22} ms = {one.at(0.5) / bare[0].at(0.5):4.1f} x (a)   "
        f"{many.rate:6,.0f}/s at {MANY} = {many.rate / bare[1].rate:4.0%} of (a)"
    )


def _bare_sqlite(folder: Path) -> float:
    """Rows a second that a loop commits one by one, durably."""
    rows = 1000
    with contextlib.closing(sqlite3.connect(folder / "bare.db", isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")
        db.execute("CREATE TABLE row (id INTEGER PRIMARY KEY, text TEXT)")
        begun = time.perf_counter()
        for number in range(rows):
            db.execute("BEGIN IMMEDIATE")
            db.execute("INSERT INTO row (text) VALUES (?)", (f"row {number}",))
            db.execute("COMMIT")
        return rows / (time.perf_counter() - begun)


def _databases(folder: Path) -> Iterator[tuple[str, Callable[[], str]]]:
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
def _running(database: str, api_url: str, *, app_token: str = "") -> Iterator[tuple[int, float, int]]:
    """The bot as `irojbot run`: its port, the seconds until it was ready, and the process."""
    port = _free_port()
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
    with _process(str(BIN / "irojbot"), "run", **settings) as process:
        _until(lambda: _ready(port))
        yield port, time.perf_counter() - begun, process.pid


@contextmanager
def _process(*command: str, **settings: str) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(command, env={**os.environ, **settings})
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(40)


def _memory(pid: int) -> float:
    """Megabytes in use by the process and its children."""
    pids = [pid, *map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())]
    return sum(_resident(each) for each in pids) / 1024


def _resident(pid: int) -> int:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def _listens(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


def _ready(port: int) -> bool:
    with contextlib.suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=1) as answer:
        return bool(answer.status == 200)
    return False


def _until(true: Callable[[], bool]) -> None:
    """Wait at most a minute. Raises `TimeoutError`."""
    for _ in range(1200):
        if true():
            return
        time.sleep(0.05)
    raise TimeoutError("it did not start")


if __name__ == "__main__":
    main()
