"""The scripts behind `make` do what is needed, and say in one line what is missing when they cannot."""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.house.tree import ROOT

SHELL = ("bash", "cat", "dirname", "env", "grep", "mkdir", "sort", "tail")

APT_THAT_WORKS = """
echo "apt-get $*" >> {calls}
if [ "$1" = install ]; then printf '#!/bin/sh\\n' > {bin}/chromium; chmod +x {bin}/chromium; fi
"""
APT_WITHOUT_NETWORK = "echo 'E: Could not resolve deb.debian.org' >&2; exit 100"

HAS_POSTGRESQL = not subprocess.run([ROOT / "scripts" / "postgresql-bin"], capture_output=True).returncode


def needs_postgresql(test: Callable[[Path], None]) -> Callable[[Path], None]:
    return pytest.mark.postgres(
        pytest.mark.skipif(not HAS_POSTGRESQL, reason="PostgreSQL's server programs are not here")(test)
    )


Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with the scripts alone, and `bin` with the only programs that they can find."""
    folder = tmp_path / "project"
    shutil.copytree(ROOT / "scripts", folder / "scripts")
    programs = folder / "bin"
    programs.mkdir()
    for name in SHELL:
        programs.joinpath(name).symlink_to(shutil.which(name) or name)
    return folder


@pytest.fixture
def run(project: Path) -> Run:
    """Runs a script of the project where only `bin` is on PATH and PostgreSQL is nowhere else."""

    def run(*command: str) -> subprocess.CompletedProcess[str]:
        surroundings = {"PATH": str(project / "bin"), "POSTGRESQL_ROOT": str(project / "postgresql")}
        return subprocess.run(command, cwd=project, env=surroundings, capture_output=True, text=True, timeout=60)

    return run


@pytest.fixture
def place() -> Iterator[Path]:
    """An empty folder that the user of PostgreSQL can reach, with a path short enough for a socket."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def _program(project: Path, name: str, script: str) -> None:
    file = project / "bin" / name
    file.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    file.chmod(0o755)


def test_what_is_there_is_not_asked_for_again(project: Path, run: Run) -> None:
    _program(project, "chromium", "")
    done = run("scripts/need", "chromium")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_who_is_not_root_hears_in_one_line_what_to_install(project: Path, run: Run) -> None:
    _program(project, "id", "echo 1000")
    _program(project, "apt-get", "")
    done = run("scripts/need", "chromium", "postgresql")
    line = "Missing: chromium postgresql. Install it with: sudo apt-get install chromium postgresql\n"
    assert (done.returncode, done.stderr) == (1, line)


def test_a_machine_without_apt_hears_in_one_line_what_is_missing(project: Path, run: Run) -> None:
    _program(project, "id", "echo 0")
    done = run("scripts/need", "chromium")
    line = "Missing: chromium. Install it with the package manager of your system.\n"
    assert (done.returncode, done.stderr) == (1, line)


def test_root_gets_only_what_is_missing_from_debian(project: Path, run: Run) -> None:
    calls = project / "calls"
    _program(project, "id", "echo 0")
    _program(project, "make", "")
    _program(project, "chmod", 'exec /bin/chmod "$@"')
    _program(project, "apt-get", APT_THAT_WORKS.format(calls=calls, bin=project / "bin"))
    assert run("scripts/need", "make", "chromium").returncode == 0
    update, install = calls.read_text(encoding="utf-8").splitlines()
    assert (update, install.split()[-2:]) == ("apt-get update", ["chromium", "fonts-liberation"])


def test_a_failing_apt_is_told_in_one_line_with_its_reason(project: Path, run: Run) -> None:
    _program(project, "id", "echo 0")
    _program(project, "apt-get", APT_WITHOUT_NETWORK)
    done = run("scripts/need", "chromium")
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "Missing: chromium. apt-get could not install it, var/apt.log says why: E: Could not resolve deb.debian.org"
    ]


def test_an_apt_that_installs_nothing_useful_is_noticed(project: Path, run: Run) -> None:
    _program(project, "id", "echo 0")
    _program(project, "apt-get", "")
    assert run("scripts/need", "chromium").returncode == 1


def test_a_python_that_is_too_old_is_told_in_one_line(project: Path, run: Run) -> None:
    _program(project, "python3", "exit 1")
    done = run("scripts/install", ".venv")
    assert done.returncode == 1
    assert [line.partition(".")[0] for line in done.stderr.splitlines()] == ["Missing: Python 3"]


def test_a_python_without_venv_is_told_in_one_line(project: Path, run: Run) -> None:
    _program(project, "id", "echo 1000")
    _program(project, "apt-get", "")
    _program(project, "python3", 'case "$2" in *ensurepip*) exit 1 ;; esac')
    done = run("scripts/install", ".venv")
    line = "Missing: python3-venv. Install it with: sudo apt-get install python3-venv\n"
    assert (done.returncode, done.stderr) == (1, line)


def test_packages_that_cannot_be_fetched_are_told_in_one_line(project: Path, run: Run) -> None:
    _program(project, "python3", 'case "$2" in venv) echo "ERROR: No network"; exit 1 ;; esac')
    done = run("scripts/install", ".venv")
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "The Python packages could not be installed, var/install.log says why: ERROR: No network"
    ]


def test_the_newest_postgresql_is_taken(project: Path, run: Run) -> None:
    for version in ("9.6", "15", "17"):
        programs = project / "postgresql" / version / "bin"
        programs.mkdir(parents=True)
        programs.joinpath("initdb").touch(mode=0o755)
    assert run("scripts/postgresql-bin").stdout == f"{project}/postgresql/17/bin\n"


def test_a_server_of_ones_own_is_used_as_it_is() -> None:
    done = _beside_postgresql("echo $TEST_DATABASE_URL", TEST_DATABASE_URL="postgresql://elsewhere/x")
    assert done.stdout == "postgresql://elsewhere/x\n"


@needs_postgresql
def test_a_command_runs_beside_a_server_that_is_gone_afterwards(place: Path) -> None:
    done = _beside_postgresql("echo $TEST_DATABASE_URL; exit 3", TMPDIR=str(place))
    assert (done.returncode, done.stdout[:35]) == (3, "postgresql+psycopg://irojbot@/postg")
    assert [file for home in place.iterdir() for file in home.iterdir()] == []


@needs_postgresql
def test_a_server_of_a_killed_run_is_removed_by_the_next(place: Path) -> None:
    killed = _beside_postgresql("kill -9 $PPID", TMPDIR=str(place))
    left = [file.name for home in place.iterdir() for file in home.iterdir()]
    seen = _beside_postgresql("ls ${TEST_DATABASE_URL#*host=}/..", TMPDIR=str(place))
    assert (killed.returncode, len(left)) == (-signal.SIGKILL, 1)
    assert (len(seen.stdout.split()), left[0] in seen.stdout) == (1, False)


@needs_postgresql
def test_a_server_in_use_is_left_alone_by_another_run(place: Path) -> None:
    inner = f"{ROOT}/scripts/with-postgresql true"
    done = _beside_postgresql(
        f'first=$TEST_DATABASE_URL; env -u TEST_DATABASE_URL {inner} && test -S "${{first#*host=}}/.s.PGSQL.5432"',
        TMPDIR=str(place),
    )
    assert done.returncode == 0


def _beside_postgresql(command: str, **surroundings: str) -> subprocess.CompletedProcess[str]:
    inherited = {name: value for name, value in os.environ.items() if name != "TEST_DATABASE_URL"}
    return subprocess.run(
        [ROOT / "scripts" / "with-postgresql", "bash", "-c", command],
        env=inherited | surroundings,
        capture_output=True,
        text=True,
        timeout=60,
    )
