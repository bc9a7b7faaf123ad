"""What becomes of one line of a file."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from bot.errors import Refusal
from bot.meetings import Meeting
from bot.people import Role

Value: TypeAlias = str | date | bool | Role | Meeting


class Outcome(StrEnum):
    """What a line would do."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One line and what it would do; `why` says what is wrong with one that cannot be read.

    `news` is what was understood, by field: all of somebody new, else what differs from what is known.
    """

    line: int
    what: str
    outcome: Outcome
    why: Refusal | None = None
    news: tuple[tuple[str, Value], ...] = ()
