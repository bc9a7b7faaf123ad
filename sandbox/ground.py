"""What the whole pretend Slack stands on: one lock, one clock, fresh ids, the traffic, and "is it quiet?"."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import count
from secrets import token_hex
from threading import RLock

from sandbox.clock import Clock
from sandbox.traffic import Traffic
from sandbox.values import SlackSays


def _always() -> bool:
    return True


def _nothing() -> None:
    return None


class Ground:
    """Shared by all workspaces of one pretend Slack.

    `idle` answers "has the bot nothing left to say or do?", `waken` is called after the clock moved;
    both are hooks for the one who runs the bot. `url` is where the server listens, empty before it does.
    """

    def __init__(self) -> None:
        self.lock = RLock()
        self.idle: Callable[[], bool] = _always
        self.waken: Callable[[], None] = _nothing
        self.clock = Clock(settle=self.settle, waken=self._wake_up)
        self.traffic = Traffic()
        self.deliveries = ThreadPoolExecutor(max_workers=8, thread_name_prefix="sandbox-deliveries")
        self.url = ""
        self.version = 0
        self.on_their_way = 0
        self._counts = count(1)
        self._stamp = 0
        self._lapsed = 0.0

    def steady_id(self, prefix: str) -> str:
        """An id that is the same each time the same world is built: people, channels, workspaces."""
        return f"{prefix}{0x0A00000 + next(self._counts):010X}"

    def fresh_id(self, prefix: str) -> str:
        """An id that was never given before, not by an earlier run either: events, views, files."""
        return f"{prefix}{token_hex(6).upper()}"

    def next_ts(self) -> str:
        """The `ts` of the next message: real time in microseconds, strictly increasing."""
        with self.lock:
            self._stamp = max(self._stamp + 1, time.time_ns() // 1000)
            return f"{self._stamp // 1_000_000}.{self._stamp % 1_000_000:06d}"

    def seconds(self) -> float:
        """The age of the world in seconds, by which trigger ids, response URLs and upload URLs expire."""
        return time.monotonic() + self._lapsed + self.clock.offset.total_seconds()

    def lapse(self, by: timedelta) -> None:
        """Let what expires grow older, without waiting and without moving the work's clock."""
        self._lapsed += by.total_seconds()

    def unix(self) -> int:
        """The real time in whole seconds since 1970, as payloads carry it."""
        return int(datetime.now(UTC).timestamp())

    def changed(self) -> None:
        """Tell whoever watches that something can be seen now that could not be seen before."""
        with self.lock:
            self.version += 1

    def set_out(self) -> None:
        with self.lock:
            self.on_their_way += 1

    def arrived(self) -> None:
        with self.lock:
            self.on_their_way -= 1

    def let_arrive(self) -> None:
        """Wait until no event is on its way: people are slower than Slack. Stuck deliveries end by themselves."""
        while self.on_their_way:
            time.sleep(0.001)

    def settle(self, seconds: float = 10) -> None:
        """Wait until no event is on its way and the bot is idle. Raises `SlackSays` when that takes too long."""
        deadline = time.monotonic() + seconds
        pause = 0.001
        while not self._quiet():
            if time.monotonic() > deadline:
                raise SlackSays(f"the bot was still busy after {seconds:g} s ({self.on_their_way} events on their way)")
            time.sleep(pause)
            pause = min(pause * 1.5, 0.01)

    def _quiet(self) -> bool:
        # The bot may become busy by an event that arrives between the two looks, so the events are counted twice.
        before = self.version
        return self.on_their_way == 0 and self.idle() and self.on_their_way == 0 and self.version == before

    def _wake_up(self) -> None:
        self.changed()
        self.waken()
