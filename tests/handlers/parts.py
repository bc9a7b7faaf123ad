"""The worst facts of every part of the daily reminder, beside those of whole templates.

    @worst_part("votes")
    def votes(words: Words) -> Iterator[Facts]:
        yield {"title": ..., ...}

In the `worst_<noun>.py` of the noun; `worst_reminders.py` puts them into the message.
"""

from collections.abc import Callable

from tests.handlers.worst import Maker, makers

_PARTS: dict[str, Maker] = {}


def worst_part(part: str) -> Callable[[Maker], Maker]:
    """Register the worst facts of a part of the daily reminder."""

    def register(maker: Maker) -> Maker:
        assert part not in _PARTS, f"the part {part} has its worst facts already"
        _PARTS[part] = maker
        return maker

    return register


def parts() -> dict[str, Maker]:
    """The worst facts of all parts."""
    makers()
    return _PARTS
