"""What `requirements.lock` promises: exact versions of everything, within the ranges, and nothing left open."""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

PIN = re.compile(r"([A-Za-z0-9][\w.-]*)==([\w.!+]+)")

Requires = Callable[[str], Iterable[str]]
"""The requirements that an installed distribution states, by its name."""


def bad_lines(lock: str) -> list[str]:
    """Lines that are no exact pin: ranges, addresses, options, paths."""
    return [line for line in lock.splitlines() if not PIN.fullmatch(line)]


def pins(lock: str) -> dict[str, Version]:
    """The pinned version of each distribution, by its canonical name."""
    return {canonicalize_name(name): Version(version) for name, version in PIN.findall(lock)}


def ranges(pyproject: str) -> list[Requirement]:
    """Every requirement in pyproject.toml: to build, to run and to develop."""
    tables = tomllib.loads(pyproject)
    project = tables["project"]
    extras = project.get("optional-dependencies", {}).values()
    texts = [
        *tables["build-system"]["requires"],
        *project["dependencies"],
        *(text for extra in extras for text in extra),
    ]
    return [Requirement(text) for text in texts]


def is_asked_for(distributions: Iterable[str], pyproject: str) -> bool:
    """Whether the bot itself asks for one of these distributions, rather than something that it uses."""
    asked = {canonicalize_name(Requirement(text).name) for text in tomllib.loads(pyproject)["project"]["dependencies"]}
    return any(canonicalize_name(name) in asked for name in distributions)


def closure(required: Iterable[Requirement], requires: Requires) -> list[Requirement]:
    """These requirements and the requirements of what they ask for, all the way down."""
    found: dict[str, Requirement] = {}
    waiting = list(required)
    while waiting:
        need = waiting.pop()
        if str(need) not in found:
            found[str(need)] = need
            waiting += _requirements_of(need, requires)
    return list(found.values())


def unsatisfied(required: Iterable[Requirement], pinned: dict[str, Version]) -> list[str]:
    """Requirements whose pin is missing or out of their range."""
    return sorted(str(need) for need in required if not _is_satisfied(need, pinned))


def superfluous(required: Iterable[Requirement], pinned: dict[str, Version]) -> list[str]:
    """Pinned distributions that nothing asks for."""
    return sorted(set(pinned) - {canonicalize_name(need.name) for need in required})


def _is_satisfied(need: Requirement, pinned: dict[str, Version]) -> bool:
    version = pinned.get(canonicalize_name(need.name))
    return version is not None and need.specifier.contains(version, prereleases=True)


def _requirements_of(need: Requirement, requires: Requires) -> Iterator[Requirement]:
    for text in requires(need.name):
        inner = Requirement(text)
        if inner.marker is None or any(inner.marker.evaluate({"extra": extra}) for extra in need.extras | {""}):
            yield inner
