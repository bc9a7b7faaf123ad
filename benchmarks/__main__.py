"""`make bench`: the table of docs/performance.md, from one run on one machine."""

import contextlib
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks import load, slack, world
from benchmarks.load import Times
from benchmarks.running import databases, free_port, listens, memory, process, running, until

ONE, MANY = 1, 16
LINE = "Gezinshuizen: stand van zaken | 20 min | bespreking"


def main() -> None:
    """Bare Bolt first, then the bot on each database, empty and with history."""
    quick = "--quick" in sys.argv
    requests = 300 if quick else 2000
    with slack.yes() as (api_url, link), tempfile.TemporaryDirectory() as folder:
        bare = _bare(requests)
        _show("(a) bare Bolt, constant", bare, bare)
        print(f"    SQLite, one row by hand, durably: {_bare_sqlite(Path(folder)):,.0f}/s")
        for name, url in databases(Path(folder)):
            for history in (False,) if quick else (False, True):
                address = url()
                begun = time.perf_counter()
                world.furnish(address, history=history)
                filled = time.perf_counter() - begun
                print(f"\n{name}, {'years of history' if history else 'empty'} (filled in {filled:.0f} s)")
                _bot(address, api_url, link, bare, requests)


def _bot(database: str, api_url: str, link: slack.Link, bare: tuple[Times, Times], requests: int) -> None:
    with running(database, api_url) as (port, boot, pid):
        print(f"    boot {boot:.2f} s, memory {memory(pid):.0f} MB")
        line = _twice(port, lambda: load.command("/agendapunt", LINE), requests)
        _show("(b) /agendapunt in one line", line, bare)
        read = _twice(port, lambda: load.command("/agenda", ""), requests // 2)
        _show("(c) /agenda with 25 points", read, bare)
    with running(database, api_url, app_token="xapp-bench"):
        until(lambda: link.connection is not None)
        over = tuple(
            load.over_link(link.ask, lambda: load.command("/agendapunt", LINE), hands=hands, requests=requests // 2)
            for hands in (ONE, MANY)
        )
        _show("(d) the same over Socket Mode", (over[0], over[1]), bare)
    link.connection = None


def _bare(requests: int) -> tuple[Times, Times]:
    port = free_port()
    with process(sys.executable, "-m", "benchmarks.bare", str(port)):
        until(lambda: listens(port))
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


if __name__ == "__main__":
    main()
