"""A payload that comes twice is worked on once: a double click, Slack's retry, a second delivery."""

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from threading import Lock
from typing import Any, TypeVar

from slack_bolt import BoltResponse

from handlers.desk import Sessions
from storage import inbox
from storage.database import Session

T = TypeVar("T")


class Repeated(Exception):
    """This payload was worked on before; nothing was done now."""


class Once:
    """Units of work for one payload. The first to commit remembers the payload in the same transaction.

    When it was remembered already, `begin` raises `Repeated`; when the work is rolled back it is forgotten again,
    so that a corrected form or Slack's retry finds the work still to do.
    """

    def __init__(self, sessions: Sessions, *, team: str, key: str) -> None:
        self._sessions = sessions
        self._team = team
        self._key = key
        self._remembered = False

    @contextmanager
    def begin(self) -> Iterator[Session]:
        """One unit of work."""
        with self._sessions.begin() as db:
            if not self._remembered and not inbox.first_time(db, team=self._team, key=self._key):
                raise Repeated
            yield db
        self._remembered = True

    def read(self) -> AbstractContextManager[Session]:
        """One view of the data as it is now."""
        return self._sessions.read()

    def clear_journal(self) -> bool:
        """Leave nothing of earlier steps in the database's own journal; whether that worked."""
        return self._sessions.clear_journal()

    def ask(self, ask: Callable[[Session], T]) -> T:
        """The answer to one question, which needs no view around it."""
        return self._sessions.ask(ask)


class Answers:
    """The last answers of this process by key, so that a repeated payload hears what the first one heard."""

    def __init__(self, *, most: int = 1000) -> None:
        self._most = most
        self._lock = Lock()
        self._kept: OrderedDict[str, BoltResponse] = OrderedDict()

    def keep(self, key: str, answer: BoltResponse) -> None:
        """Remember an answer, and let go of the oldest when there are too many."""
        with self._lock:
            self._kept[key] = answer
            if len(self._kept) > self._most:
                self._kept.popitem(last=False)

    def again(self, key: str) -> BoltResponse:
        """The answer that was given; an empty one, which accepts, when another process gave it."""
        with self._lock:
            return self._kept.get(key) or BoltResponse(status=200)


def key_of(body: Mapping[str, Any]) -> str | None:
    """What makes this payload the same as another delivery of it; None when it changes nothing by itself.

    A modal counts by its id and hash: after an error its second submission finds no trace of the first, and the
    next page of the same modal has a new hash. The key is a digest, so that it holds no choice of anybody.
    """
    view: Mapping[str, Any] = body.get("view") or {}
    parts: tuple[Any, ...]
    match body.get("type"):
        case "event_callback":
            parts = ("event", body.get("event_id"))
        case "view_submission":
            parts = ("view", view.get("id"), view.get("hash"))
        case "block_actions":
            pressed = body["actions"][0]
            parts = ("press", (body.get("user") or {}).get("id"), pressed.get("action_ts"), pressed.get("block_id"))
        case None if "command" in body:
            parts = ("command", body.get("trigger_id"))
        case _:
            return None
    if not all(parts):
        return None
    return hashlib.sha256("\0".join(map(str, parts)).encode()).hexdigest()
