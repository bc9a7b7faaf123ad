"""The project's files as the house rules read them: modules by full name, with their source."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("bot", "storage", "handlers", "sandbox")
ROOF = "bot.__main__"


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """One Python file: its full name (`bot.votes`, for a package `bot.votes` too) and its source."""

    name: str
    source: str
    is_package: bool = False

    @property
    def room(self) -> str:
        return self.name.partition(".")[0]


def files() -> Iterator[Path]:
    """Every file that people wrote: what stands in the project itself and in its folders, hidden ones left out."""
    for place in ROOT.iterdir():
        if place.is_file():
            yield place
        elif place.name in {*ROOMS, "benchmarks", "docs", "scripts", "tests"}:
            yield from (file for file in place.rglob("*") if file.is_file() and file.suffix != ".pyc")


def modules(*folders: str) -> list[Module]:
    """Every module in these folders of the project, by name."""
    return sorted(_read(*folders), key=lambda module: module.name)


def _read(*folders: str) -> Iterator[Module]:
    for folder in folders:
        for file in (ROOT / folder).rglob("*.py"):
            parts = file.relative_to(ROOT).with_suffix("").parts
            is_package = parts[-1] == "__init__"
            name = ".".join(parts[:-1] if is_package else parts)
            yield Module(name=name, source=file.read_text(encoding="utf-8"), is_package=is_package)
