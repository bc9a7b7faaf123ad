"""What becomes of one line of a file."""

from dataclasses import dataclass
from enum import StrEnum

from bot.errors import Refusal


class Outcome(StrEnum):
    """What a line would do."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One line and what it would do; `why` says what is wrong with one that cannot be read."""

    line: int
    what: str
    outcome: Outcome
    why: Refusal | None = None
