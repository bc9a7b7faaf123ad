"""Votes under load: 1,000 people press **Voor** on one ballot, one at a time and twenty at once.

`python -m benchmarks.votes`, part of `make bench`. Measured: from the press to the acknowledgement, beside a bare Bolt
app in the same run; from the last answer until the count on screen is right; ballots a second; memory. Whoever is told
to try again (the disk hung) presses again, as people do. Every ballot that was answered as counted has to be in the
box, no count may go backwards, and the last one has to be right: otherwise it stops with an error.
"""

import re
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from urllib.parse import unquote_plus

from benchmarks import load, slack, world
from benchmarks.load import Times
from benchmarks.running import databases, free_port, is_quick, listens, memory, process, running, until
from bot.votes import Poll
from storage import outbox
from storage.database import Database
from storage.votes import boxes

ONE, MANY = 1, 20
WARM = 50
_COUNT = re.compile(r"(\d+) van \d+ stemden")


def main() -> None:
    """Bare Bolt first, then the bot on each database."""
    voters = 200 if is_quick(__doc__ or "") else 1000
    with slack.yes() as (api_url, link), tempfile.TemporaryDirectory() as folder:
        bare = _bare(api_url, voters)
        for hands, times in zip((ONE, MANY), bare, strict=True):
            print(f"(a) bare Bolt, {hands} in flight: {_quantiles(times)} ms, {times.rate:,.0f}/s")
        for name, url in databases(Path(folder)):
            address = url()
            warm, *polls = world.furnish_votes(address, voters=voters, polls=3)
            with running(address, api_url) as (port, _, pid), Database(address) as database:
                # Each root is posted before anybody can press what stands under it.
                until(partial(_is_silent, database))
                link.edits.clear()
                _all_vote(port, api_url, link, warm, voters=WARM, hands=ONE)
                _until_shown(link, WARM)
                for hands, poll, plain in zip((ONE, MANY), polls, bare, strict=True):
                    link.edits.clear()
                    times, again = _all_vote(port, api_url, link, poll, voters=voters, hands=hands)
                    answered = time.perf_counter()
                    late = _until_shown(link, voters) - answered
                    _must_be_in_the_box(database, poll, voters)
                    print(
                        f"{name}, {hands} in flight: press → ack {_quantiles(times)} ms"
                        f" = {times.at(0.5) / plain.at(0.5):.1f} x (a), {times.rate:,.0f} ballots/s,"
                        f" {again} pressed again; count right {max(late, 0):.2f} s after the last,"
                        f" in {len(_counts(link))} edits; memory {memory(pid):.0f} MB"
                    )


def _bare(api_url: str, requests: int) -> tuple[Times, Times]:
    port = free_port()
    with process(sys.executable, "-m", "benchmarks.bare", str(port)):
        until(lambda: listens(port))
        one, many = (
            load.over_http(port, _presses(api_url, 1, requests).__next__, hands=hands, requests=requests)
            for hands in (ONE, MANY)
        )
        return one, many


def _all_vote(port: int, api_url: str, link: slack.Link, poll: Poll, *, voters: int, hands: int) -> tuple[Times, int]:
    """Everybody presses once, and once more who was told to. Gives the first presses, and how many came again."""
    line = poll.lines[0].id
    link.answers.clear()
    times = load.over_http(port, _presses(api_url, line, voters).__next__, hands=hands, requests=voters)
    again = 0
    while missing := [n for n in range(voters) if "geteld" not in link.answers.get(str(n), "")]:
        again += len(missing)
        assert again <= voters, link.answers
        presses = iter([_press(api_url, line, n) for n in missing])
        load.over_http(port, presses.__next__, hands=ONE, requests=len(missing))
    return times, again


def _presses(api_url: str, line: int, voters: int) -> Iterator[dict[str, str]]:
    """One press of each voter. A list's iterator may be asked by many threads at once."""
    return iter([_press(api_url, line, n) for n in range(voters)])


def _press(api_url: str, line: int, voter: int) -> dict[str, str]:
    return load.press(line, user=f"V{voter:06}", respond=f"{api_url}answers/{voter}")


def _counts(link: slack.Link) -> list[tuple[float, int]]:
    """What the root said at which moment, in the order of the edits."""
    found = ((at, _COUNT.search(unquote_plus(body))) for at, body in link.edits)
    return [(at, int(count[1])) for at, count in found if count is not None]


def _until_shown(link: slack.Link, voters: int) -> float:
    """Wait until the root says that so many voted; when it did. Raises `AssertionError` when a count went back."""
    until(lambda: any(count == voters for _, count in _counts(link)))
    counts = _counts(link)
    assert [count for _, count in counts] == sorted(count for _, count in counts), "a count went backwards"
    return next(at for at, count in counts if count == voters)


def _is_silent(database: Database) -> bool:
    with database.read() as db:
        return outbox.idle(db)


def _must_be_in_the_box(database: Database, poll: Poll, voters: int) -> None:
    """Raise `AssertionError` unless every acknowledged ballot counts, once."""
    with database.read() as db:
        box = boxes.box(db, poll)
    assert box.voted == voters, f"{voters} were acknowledged, {box.voted} are in the box"
    assert box.tally(poll.lines[0].id).for_ == voters


def _quantiles(times: Times) -> str:
    return f"{times.at(0.5):.2f} / {times.at(0.99):.2f}"


if __name__ == "__main__":
    main()
