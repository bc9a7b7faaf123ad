"""The desk a handler works at: the database, the clock, and who is asking."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol, TypeVar

from bot.people import BRUSSELS, Person
from storage import people as stored
from storage.database import Session

T = TypeVar("T")


class Sessions(Protocol):
    """Units of work on the database (`storage.database.Database` is one); both raise its `Unavailable`."""

    def begin(self) -> AbstractContextManager[Session]:
        """One unit of work, committed at the end and rolled back when left by an exception."""

    def read(self) -> AbstractContextManager[Session]:
        """One view of the data as it is now."""

    def clear_journal(self) -> bool:
        """Leave nothing of earlier steps in the database's own journal, where it has one of ours; whether it worked."""

    def ask(self, ask: Callable[[Session], T]) -> T:
        """The answer to one question, which needs no view around it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What every handler and the ticker work with. `now` is the only clock of the work: aware UTC."""

    sessions: Sessions
    now: Callable[[], datetime]
    wake: Callable[[], None] = lambda: None
    """Tells the ticker that there may be something to do; safe to call too often."""

    def who(self, *, team: str, user: str, name: str = "", stranger: bool = False) -> Person:
        """The person behind a Slack user. A stranger (of another workspace, in a shared channel) has no seats."""
        today = self.now().astimezone(BRUSSELS).date()
        person = self.sessions.ask(lambda db: stored.person(db, team=team, user=user, today=today, name=name))
        return replace(person, seats=()) if stranger else person
