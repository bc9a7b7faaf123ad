"""`make bench`: the table of docs/performance.md, from one run on one machine."""

import contextlib
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks import load, slack, world
from benchmarks.load import Times
from benchmarks.running import databases, free_port, is_quick, listens, memory, process, processor, running, until

ONE, MANY = 1, 16
ROUNDS = 10
LINE = "Gezinshuizen: stand van zaken | 20 min | bespreking"


def main() -> None:
    """The bot on each database, empty and with history, each way in turn with bare Bolt: what else the machine does
    then weighs on all of them alike.
    """
    quick = is_quick(__doc__ or "")
    requests = 300 if quick else 2000
    with slack.yes() as (api_url, link), tempfile.TemporaryDirectory() as folder, _bare() as (bare, bare_pid):
        print(f"    SQLite, one row by hand, durably: {_bare_sqlite(Path(folder)):,.0f}/s")
        for name, url in databases(Path(folder)):
            for history in (False,) if quick else (False, True):
                address = url()
                begun = time.perf_counter()
                world.furnish(address, history=history)
                filled = time.perf_counter() - begun
                print(f"\n{name}, {'years of history' if history else 'empty'} (filled in {filled:.0f} s)")
                _bot(address, api_url, link, _over_http("(a) bare Bolt, constant", bare, bare_pid, _line), requests)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    """One thing that is asked: by how many `hands`, how often, of the process `pid`. `share` of the requests."""

    name: str
    ask: Callable[[int, int], Times]
    pid: int
    share: float = 1.0


def _over_http(name: str, port: int, pid: int, make: Callable[[], dict[str, str]], share: float = 1.0) -> _Way:
    return _Way(
        name=name,
        ask=lambda hands, requests: load.over_http(port, make, hands=hands, requests=requests),
        pid=pid,
        share=share,
    )


def _line() -> dict[str, str]:
    return load.command("/agendapunt", LINE)


def _bot(database: str, api_url: str, link: slack.Link, bare: _Way, requests: int) -> None:
    with running(database, api_url) as (port, boot, pid):
        print(f"    boot {boot:.2f} s, memory {memory(pid):.0f} MB")
        line = _over_http("(b) /agendapunt in one line", port, pid, _line)
        read = _over_http("(c) /agenda with 25 points", port, pid, lambda: load.command("/agenda", ""), 0.5)
        _in_turn([bare, line, read], requests)
    with running(database, api_url, app_token="xapp-bench") as (_, _, pid):
        until(lambda: link.connection is not None)
        socket_mode = _Way(
            name="(d) (b) over Socket Mode",
            ask=lambda hands, requests: load.over_link(link.ask, _line, hands=hands, requests=requests),
            pid=pid,
            share=0.5,
        )
        _in_turn([bare, socket_mode], requests)
    link.connection = None


def _in_turn(ways: Sequence[_Way], requests: int) -> None:
    """Each way in rounds, the first of them bare Bolt; a few before to warm up."""
    for way in ways:
        way.ask(ONE, 50)
    one, many = (_rounds(ways, hands, requests) for hands in (ONE, MANY))
    for way in ways:
        (alone, costs), (together, _) = one[way.name], many[way.name]
        (bare_alone, bare_costs), (bare_together, _) = one[ways[0].name], many[ways[0].name]
        quantiles = " / ".join(f"{alone.at(share):.2f}" for share in (0.5, 0.95, 0.99))
        print(
            f"    {way.name:28} {quantiles:>22} ms = {alone.at(0.5) / bare_alone.at(0.5):4.1f} x (a)   "
            f"CPU {costs:5.2f} ms = {costs / bare_costs:4.1f} x (a)   "
            f"{together.rate:6,.0f}/s at {MANY} = {together.rate / bare_together.rate:4.0%} of (a)"
        )


def _rounds(ways: Sequence[_Way], hands: int, requests: int) -> dict[str, tuple[Times, float]]:
    """By name the times of every round together, and milliseconds of processor for one answer."""
    found: dict[str, list[Times]] = {way.name: [] for way in ways}
    spent = dict.fromkeys(found, 0.0)
    for _ in range(ROUNDS):
        for way in ways:
            before = processor(way.pid)
            found[way.name].append(way.ask(hands, max(hands, int(requests * way.share) // ROUNDS)))
            spent[way.name] += processor(way.pid) - before
    together = {name: Times.of(rounds) for name, rounds in found.items()}
    return {name: (times, spent[name] / len(times.each)) for name, times in together.items()}


@contextmanager
def _bare() -> Iterator[tuple[int, int]]:
    """Bare Bolt: its port and process."""
    port = free_port()
    with process(sys.executable, "-m", "benchmarks.bare", str(port)) as bare:
        until(lambda: listens(port))
        yield port, bare.pid


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
