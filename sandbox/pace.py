"""Slack's rate limits: when the bot called what, and how long it has to wait when it is asked to keep to them."""

import time
from collections import defaultdict, deque
from itertools import pairwise

# Calls a minute, per method and workspace. Posting has its own limit, per channel.
TIERS = {1: 1, 2: 20, 3: 50, 4: 100}
MINUTE = 60.0
# About one message a second and channel, and short bursts are let through.
BURST = 3


class Pace:
    """Counts the calls of one workspace, in machine time. `posted` holds (seconds, channel id) of each message.

    `enforced` is off at first: then the calls are counted, and none has to wait.
    """

    def __init__(self) -> None:
        self.enforced = False
        self.posted: list[tuple[float, str]] = []
        self._calls: dict[str, deque[float]] = defaultdict(deque)

    def count(self, key: str, *, most: int, within: float) -> int:
        """Count one call under `key`. Gives 0 when it may go on, else the whole seconds to wait."""
        now = time.monotonic()
        calls = self._calls[key]
        while calls and now - calls[0] >= within:
            calls.popleft()
        if self.enforced and len(calls) >= most:
            return int(within - (now - calls[0])) + 1
        calls.append(now)
        return 0

    def note_post(self, channel_id: str) -> None:
        self.posted.append((time.monotonic(), channel_id))

    def gaps(self, channel_id: str) -> list[float]:
        """The seconds between the messages posted in one channel, in order."""
        times = [when for when, where in self.posted if where == channel_id]
        return [later - earlier for earlier, later in pairwise(times)]
