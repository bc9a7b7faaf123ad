"""What it costs to find the next reminder among very many, and how several bots share the work.

    scripts/with-postgresql python -m benchmarks.ticker [--quick]

First the claims: 300 messages that are due, among 1,000 and among 1,000,000 planned ones of 10,000 workspaces. Then
the whole way of 1,000 messages, by one bot, two and four, beside the plain cost of as many calls of the Web API.
"""

import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import psycopg
from slack_sdk import WebClient
from sqlalchemy import make_url

from benchmarks import slack
from benchmarks.running import databases, is_quick
from handlers.desk import Desk
from handlers.table import Table
from handlers.ticker import Pace, Ticker
from storage import migrations, outbox
from storage.database import Database

NOTE = "trouble/dead_letter"
"""A small message of the bot."""
WORKSPACES, USERS = 10_000, 10
DUE, WORK = 300, 1_000
CALL_SECONDS = 10

_NUMBERS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {many})"
_WORKSPACES = "INSERT INTO workspaces (id, team_id, created_at) SELECT i, 'T' || i, '{now}' FROM n"
_LANES = """
    INSERT INTO lanes (workspace_id, name, free_at, channel)
    SELECT i, 'user:U' || u.k, 0.0, 'D' || i || 'U' || u.k FROM n CROSS JOIN
    (WITH RECURSIVE m(k) AS (SELECT 0 UNION ALL SELECT k + 1 FROM m WHERE k < {users} - 1) SELECT k FROM m) AS u
"""
_MESSAGES = """
    INSERT INTO outbox (workspace_id, dedupe_key, name, about, lane, created_at, planned_at, next_at, hold_until,
        version, attempts, tries)
    SELECT 1 + i % {workspaces}, '{kind}' || i, '{name}', '{{}}', 'user:U' || ((i / {workspaces}) % {users}),
        '{now}', '{at}', '{at}', 0.0, 0, 0, 0 FROM n
"""


def main() -> None:
    """The tables of docs/performance.md."""
    few, many = (1_000, 20_000) if is_quick(__doc__ or "") else (1_000, 1_000_000)
    with slack.yes() as (api_url, _), tempfile.TemporaryDirectory() as folder:
        _calls(api_url)
        for name, fresh in databases(Path(folder)):
            for planned in (few, many):
                url = fresh()
                _fill(url, planned=planned, due=DUE)
                _claims(f"{name}, {planned:,} planned", url)
            for bots in (1,) if name == "SQLite" else (1, 2, 4):
                _work(f"{name}, bots: {bots}", fresh, api_url, bots=bots)


def _claims(title: str, url: str) -> None:
    """Take and settle everything that is due, one after the other, without a word to Slack."""
    took: list[float] = []
    settled: list[float] = []
    with Database(url) as database:
        while True:
            begun = time.perf_counter()
            with database.begin() as db:
                letter = outbox.claim(db, machine=time.time(), lease=60)
            between = time.perf_counter()
            if letter is None:
                break
            with database.begin() as db:
                outbox.sent(db, letter, channel="D1", ts="1.0", free_at=time.time())
            took.append(between - begun)
            settled.append(time.perf_counter() - between)
    assert len(took) == DUE
    print(
        f"{title:34} claim {_spread(took)}   settle {_spread(settled)}   an empty look {(between - begun) * 1e3:.2f} ms"
    )


def _spread(seconds: list[float]) -> str:
    return f"{median(seconds) * 1e3:6.2f} / {quantiles(seconds, n=20)[-1] * 1e3:6.2f} ms"


def _calls(api_url: str) -> None:
    """The plain cost: as many calls as there is work, one after the other."""
    client = WebClient(token="xoxb-bench", base_url=api_url, timeout=CALL_SECONDS, retry_handlers=[])
    begun = time.perf_counter()
    for number in range(WORK):
        client.chat_postMessage(channel="D1", text=f"bericht {number}")
    print(f"{'Web API only':34} {WORK / (time.perf_counter() - begun):8.0f} messages/s")


def _work(title: str, fresh: Any, api_url: str, *, bots: int) -> None:
    """Several bots on one outbox, each a process; every message is claimed once, and stands in Slack."""
    url = fresh()
    _fill(url, planned=1_000, due=WORK)
    begun = time.perf_counter()
    workers = [
        subprocess.Popen([sys.executable, "-m", "benchmarks.ticker", "work", url, api_url], stdout=subprocess.PIPE)
        for _ in range(bots)
    ]
    told = [worker.communicate()[0].decode().split() for worker in workers]
    ends = [float(end) for end, _, _ in told]
    starts = [float(start) for _, start, _ in told]
    memory = max(float(memory) for _, _, memory in told)
    spent = max(ends) - min(starts)
    said, claims = _said(url)
    assert (said, claims) == (WORK, WORK), (said, claims)
    print(
        f"{title:34} {WORK / spent:8.0f} messages/s, {said} said, {claims} claims, at most {memory:.0f} MB a bot, "
        f"with their start {time.perf_counter() - begun:.1f} s"
    )


def _bot(url: str, api_url: str) -> None:
    """One bot: says all that is due, and tells when it began and ended, and how much memory it took."""
    client = WebClient(token="xoxb-bench", base_url=api_url, timeout=CALL_SECONDS, retry_handlers=[])
    table = Table()
    table.message(NOTE, lambda *_: {"id": 1, "where": "iedereen", "why": "", "planned": datetime.now(UTC)})
    with Database(url) as database:
        desk = Desk(sessions=database, now=lambda: datetime.now(UTC))
        ticker = Ticker(desk, table, lambda _: client, pace=Pace(post=0.0))
        begun = time.time()
        while ticker.tick():
            pass
        ended = time.time()
    resident = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmRSS"))
    sys.stdout.write(f"{ended} {begun} {int(resident.split()[1]) / 1024}")


def _fill(url: str, *, planned: int, due: int) -> None:
    """Migrate the database, and plan so many messages for later, and so many that are due now."""
    migrations.upgrade(url)
    now = datetime.now(UTC)
    moments = {"now": _written(now), "users": USERS, "workspaces": WORKSPACES, "name": NOTE}
    statements = [f"{_NUMBERS} {text}".format(many=WORKSPACES, **moments) for text in (_WORKSPACES, _LANES)]
    for kind, many, at in (("later", planned, now + timedelta(days=1)), ("now", due, now - timedelta(hours=1))):
        statements.append(f"{_NUMBERS} {_MESSAGES}".format(many=many, kind=kind, at=_written(at), **moments))
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(str(make_url(url).database), isolation_level=None)) as file:
            # Nobody tells SQLite to ANALYZE: with statistics it would build a filter of all lanes before each claim.
            for statement in statements:
                file.execute(statement)
            file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return
    address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address, autocommit=True) as server:
        for statement in (*statements, "ANALYZE"):
            server.execute(statement.encode())


def _written(moment: datetime) -> str:
    return moment.isoformat(timespec="microseconds")


def _said(url: str) -> tuple[int, int]:
    """How many of the messages that were due stand in Slack, and how often one was claimed."""
    asked = "SELECT count(ts), sum(attempts) FROM outbox WHERE dedupe_key LIKE 'now%'"
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(str(make_url(url).database))) as file:
            said, claims = file.execute(asked).fetchone()
    else:
        address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(address) as server:
            said, claims = server.execute(asked).fetchone()  # type: ignore[misc]  # One row.
    return int(said), int(claims)


if __name__ == "__main__":
    if sys.argv[1:2] == ["work"]:
        _bot(sys.argv[2], sys.argv[3])
    else:
        main()
