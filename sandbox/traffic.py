"""What went over the wire, newest last, with the secrets masked."""

import re
import time
from collections import deque
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from threading import Lock
from typing import Any

from sandbox.values import Json

_SECRET = re.compile(r"\b(xox[a-z]|xapp)-[\w-]+")
_SECRET_KEYS = {"token", "trigger_id", "signing_secret"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One request: "in" is the bot calling Slack, "out" is Slack calling the bot. `ms` is how long it took."""

    n: int
    at: str
    direction: str
    what: str
    status: str
    ms: float
    summary: str
    body: Any

    def as_json(self) -> Json:
        return asdict(self)


class Traffic:
    """The last `keep` requests of both directions; safe to use from any thread."""

    def __init__(self, keep: int = 2000) -> None:
        self._entries: deque[Entry] = deque(maxlen=keep)
        self._lock = Lock()
        self._count = 0

    def note(self, *, direction: str, what: str, status: str, started: float, body: Any) -> None:
        """Write down one request that began at `started` (a reading of `time.monotonic`)."""
        shown = masked(body)
        with self._lock:
            self._count += 1
            self._entries.append(
                Entry(
                    n=self._count,
                    at=datetime.now(UTC).isoformat(),
                    direction=direction,
                    what=what,
                    status=status,
                    ms=round((time.monotonic() - started) * 1000, 2),
                    summary=_summary(shown),
                    body=shown,
                )
            )

    def after(self, n: int = 0) -> list[Entry]:
        """The entries later than number `n`."""
        with self._lock:
            return [entry for entry in self._entries if entry.n > n]

    def of(self, what: str) -> list[Entry]:
        """The entries about one method, command, event or action."""
        return [entry for entry in self.after() if entry.what == what]


def masked(value: Any) -> Any:
    """A copy of a JSON value in which tokens cannot be read."""
    if isinstance(value, dict):
        return {key: "…" if key in _SECRET_KEYS else masked(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [masked(inner) for inner in value]
    if isinstance(value, str):
        return _SECRET.sub(r"\1-…", value)
    return value


def _summary(body: Any) -> str:
    """A line for the list: where, and the first words."""
    if not isinstance(body, dict):
        return ""
    channel = body.get("channel", body.get("channel_id", ""))
    where = channel.get("id", "") if isinstance(channel, dict) else str(channel)
    words = body.get("text") or body.get("error") or ""
    return " ".join(f"{where} {words}".split())[:120]
