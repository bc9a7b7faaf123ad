"""`requirements.lock` pins everything that pyproject.toml asks for, within its ranges, and nothing else."""

from importlib import metadata

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from tests.house import law, lock
from tests.house.tree import ROOMS, ROOT, modules

LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PYPROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")


def _installed_requires(name: str) -> list[str]:
    try:
        return metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return []


EVERYTHING = lock.closure(lock.ranges(PYPROJECT), _installed_requires)


def test_the_lock_holds_exact_versions_and_no_address() -> None:
    assert lock.bad_lines(LOCK) == []


def test_the_lock_satisfies_every_range_all_the_way_down() -> None:
    assert lock.unsatisfied(EVERYTHING, lock.pins(LOCK)) == []


def test_the_lock_holds_nothing_that_nobody_asks_for() -> None:
    assert lock.superfluous(EVERYTHING, lock.pins(LOCK)) == []


def test_the_lock_names_each_distribution_once() -> None:
    assert len(lock.pins(LOCK)) == len(LOCK.splitlines())


def test_the_environment_has_the_versions_of_the_lock() -> None:
    pinned = lock.pins(LOCK)
    installed = {name: Version(metadata.version(name)) for name in pinned}
    assert installed == pinned


def test_every_library_that_a_room_uses_is_asked_for_by_name() -> None:
    distributions = metadata.packages_distributions()
    used = {name for module in modules(*ROOMS) for name in law.foreign_imports(module)}
    assert [name for name in sorted(used) if not lock.is_asked_for(distributions.get(name, []), PYPROJECT)] == []


@pytest.mark.parametrize(
    "line",
    [
        "babel>=2.18",
        "babel",
        "babel==2.*",
        "babel @ https://example.org/babel.whl",
        "--index-url https://example.org/simple",
        "-e .",
        "./babel.whl",
        "",
    ],
)
def test_a_line_that_is_no_exact_pin_is_found(line: str) -> None:
    assert lock.bad_lines(f"alembic==1.20.1\n{line}\nzope==1.0\n") == [line]


@pytest.mark.parametrize("pinned", [{}, {"babel": Version("2.17")}, {"babel": Version("3.0")}])
def test_a_pin_that_is_missing_or_out_of_range_is_found(pinned: dict[str, Version]) -> None:
    assert lock.unsatisfied([Requirement("Babel>=2.18,<3")], pinned) == ["Babel<3,>=2.18"]


def test_a_requirement_of_a_requirement_is_followed() -> None:
    states = {"a": ["b>=1", "windows-only; sys_platform == 'nowhere'"], "b": ["c<2", "a"]}
    found = lock.closure([Requirement("a")], lambda name: states.get(name, []))
    assert {str(need) for need in found} == {"a", "b>=1", "c<2"}


def test_a_requirement_of_an_extra_is_followed_when_the_extra_is_asked_for() -> None:
    states = {"a": ["b; extra == 'fast'", "c; extra == 'slow'"]}
    found = lock.closure([Requirement("a[fast]")], lambda name: states.get(name, []))
    assert {need.name for need in found} == {"a", "b"}


def test_a_pin_that_nobody_asks_for_is_found() -> None:
    pinned = {"a": Version("1"), "b": Version("2")}
    assert lock.superfluous([Requirement("A>=1")], pinned) == ["b"]


def test_ranges_are_read_from_build_run_and_development() -> None:
    pyproject = """
        [build-system]
        requires = ["a>=1"]
        [project]
        dependencies = ["b"]
        [project.optional-dependencies]
        dev = ["c<2"]
    """
    assert [str(need) for need in lock.ranges(pyproject)] == ["a>=1", "b", "c<2"]


def test_a_library_that_only_others_ask_for_is_not_asked_for_by_name() -> None:
    pyproject = '[project]\ndependencies = ["Jinja2>=3"]\n[build-system]\nrequires = []'
    assert (lock.is_asked_for(["jinja2"], pyproject), lock.is_asked_for(["MarkupSafe"], pyproject)) == (True, False)
