"""The worst facts of every template: the longest, none, one and very many; in `tests/handlers/worst_<noun>.py`.

    @worst("items/card")
    def card(words: Words) -> Iterator[Facts]:
        yield {"title": LONG[:150], ...}

A test renders each in every language and shows it to the pretend Slack's inspector. Limits live in `bot/`: use them.
"""

from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import Any, TypeAlias

from handlers.words import Words

Facts: TypeAlias = dict[str, Any]
Maker: TypeAlias = Callable[[Words], Iterable[Facts]]

HOSTILE = (
    "<!channel> & \"'}],{{ 7*7 }} </script> *vet* _schuin_ `code` <https://evil.example|klik> :tada: \\u0022 ’t\n> é "
)
LONG = (HOSTILE * 40)[:3000]
"""Three thousand characters that would break out wherever something can be broken out of."""

_MAKERS: dict[str, Maker] = {}


def worst(template: str) -> Callable[[Maker], Maker]:
    """Register the worst facts of a template."""

    def register(maker: Maker) -> Maker:
        assert template not in _MAKERS, f"{template} has its worst facts already"
        _MAKERS[template] = maker
        return maker

    return register


def makers() -> dict[str, Maker]:
    """The worst facts of all templates."""
    for path in sorted(Path(__file__).parent.glob("worst_*.py")):
        import_module(f"tests.handlers.{path.stem}")
    return _MAKERS
