"""What a noun says in the support officer's digest: a title, a few lines, and a button to act."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from handlers.words import Sentence

MOST_LINES = 5
"""Lines of one part: the most urgent; the title says how many there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """A button: its action_id, what it says, and the id it carries."""

    action: str
    label: Sentence
    value: str | int


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of the digest. `title` says how much there is, in its own bold; `lines` are as in `kit.bullets`.

    Give the most urgent `MOST_LINES`: what is more is left to the list behind the button. The same part stands on the
    home tab.
    """

    title: Sentence
    lines: Sequence[Any] = ()
    press: Press | None = None
