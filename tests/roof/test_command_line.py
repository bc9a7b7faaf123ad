"""The command `irojbot` as somebody types it: one sentence and exit code 2 for what is wrong, never a traceback."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
SLACK = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "geheim"}
MEMBERS = "Naam;Organisatie;Sector;Rol\nLena ’t Kindt;CAW De Vlasbloem;CAW;Effectief lid\n"


def command(*words: str) -> list[str]:
    return [sys.executable, "-m", "bot", *words]


def surroundings(folder: Path, settings: dict[str, str]) -> dict[str, str]:
    """An environment with these settings and no others."""
    found = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "TMPDIR", "LANG")}
    return found | {"PYTHONPATH": str(ROOT), "DATABASE_URL": f"sqlite:///{folder}/irojbot.db"} | settings


def irojbot(folder: Path, *words: str, typed: str = "", **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(*words),
        cwd=folder,
        env=surroundings(folder, settings),
        input=typed,
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({}, "SLACK_BOT_TOKEN ontbreekt"),
        ({"SLACK_BOT_TOKEN": "xoxb-1"}, "SLACK_SIGNING_SECRET"),
        (SLACK | {"SLACK_BOT_TOKEN": "xoxp-1"}, "SLACK_BOT_TOKEN begint met xoxb-"),
        (SLACK | {"SLACK_APP_TOKEN": "xoxb-1"}, "SLACK_APP_TOKEN begint met xapp-"),
        (SLACK | {"SLACK_API_URL": "slack.com"}, "SLACK_API_URL"),
        (SLACK | {"DATABASE_URL": "mysql://u@h/n"}, "DATABASE_URL"),
        (SLACK | {"DATABASE_URL": "irojbot.db"}, "DATABASE_URL"),
        (SLACK | {"DATABASE_URL": "sqlite:////nergens/x.db"}, "database"),
        (SLACK | {"IROJBOT_TICK_SECONDS": "nooit"}, "IROJBOT_TICK_SECONDS"),
        (SLACK | {"PORT": "poort"}, "PORT"),
        (SLACK | {"LOG_LEVEL": "alles"}, "LOG_LEVEL"),
        (SLACK | {"LOG_FORMAT": "xml"}, "LOG_FORMAT"),
    ],
)
def test_a_wrong_setting_is_one_sentence_and_exit_code_two(
    tmp_path: Path, settings: dict[str, str], named: str
) -> None:
    done = irojbot(tmp_path, "run", **settings)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert named in done.stderr
    assert "xoxp-1" not in done.stderr


def test_a_setting_may_stand_in_a_file(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("SLACK_BOT_TOKEN=xoxb-1\nSLACK_SIGNING_SECRET=s\nPORT=nul\n", encoding="utf-8")
    done = irojbot(tmp_path, "run")
    assert (done.returncode, "PORT" in done.stderr) == (2, True)


def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        done = irojbot(tmp_path, "sandbox", "--empty", "--port", str(other.getsockname()[1]))
    assert done.returncode == 2
    assert "kies een andere met --port" in done.stderr


def test_phrases_are_read_a_line_each(tmp_path: Path) -> None:
    lines = [{"phrase": phrase, "reference": "2026-03-04T10:00"} for phrase in ("24 april", "morgen om 9u30", "blabla")]
    done = irojbot(tmp_path, "moments", typed="\n".join(json.dumps(line) for line in lines) + "\n\n")
    readings = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0
    assert "2026-04-24" in json.dumps(readings[0])
    assert "2026-03-05" in json.dumps(readings[1])
    assert readings[2]["kind"] == "refuse"


@pytest.mark.parametrize("typed", ["24 april\n", '{"phrase": "24 april"}\n', "[]\n", '{"phrase": 1, "reference": 2}\n'])
def test_a_line_that_is_no_question_is_told(tmp_path: Path, typed: str) -> None:
    done = irojbot(tmp_path, "moments", typed=typed)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)


def test_the_manifest_for_http_carries_the_address_everywhere(tmp_path: Path) -> None:
    done = irojbot(tmp_path, "manifest", "--url", "https://bot.example/")
    found = yaml.safe_load(done.stdout)
    addresses = {each["url"] for each in found["features"]["slash_commands"]}
    assert addresses == {"https://bot.example/slack/events"}
    assert found["settings"]["socket_mode_enabled"] is False
    assert irojbot(tmp_path, "manifest", "--url", "http://bot.example").returncode == 2


def test_migrating_twice_is_harmless(tmp_path: Path) -> None:
    for _ in range(2):
        done = irojbot(tmp_path, "migrate")
        assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "irojbot.db").exists()


def test_a_list_without_a_body_to_take_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "leden.csv").write_text(MEMBERS, encoding="utf-8")
    for file, why in (("leden.csv", "overlegorgaan"), ("weg.csv", "weg.csv")):
        done = irojbot(tmp_path, "import-members", file, "--dry-run")
        assert (done.returncode, done.stderr.count("\n")) == (2, 1)
        assert why in done.stderr


def test_the_doctor_says_what_is_wrong_a_line_each(tmp_path: Path) -> None:
    done = irojbot(tmp_path, "doctor", SLACK_API_URL="http://127.0.0.1:9/api/", **SLACK)
    assert done.returncode == 1
    assert done.stdout.count("FOUT") >= 1
    assert "Traceback" not in done.stdout + done.stderr
    assert "geheim" not in done.stdout + done.stderr


@pytest.mark.parametrize("place", ["{folder}/zandbak.db", "sqlite:///{folder}/zandbak.db"])
def test_a_sandbox_keeps_its_file_and_ends_when_told(tmp_path: Path, place: str) -> None:
    with sandbox(tmp_path, "--db", place.format(folder=tmp_path)) as process:
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == 0
    assert (tmp_path / "zandbak.db").exists()


@contextmanager
def sandbox(folder: Path, *words: str) -> Iterator[subprocess.Popen[bytes]]:
    """A sandbox without its demo, once its page answers; ended at the end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        command("sandbox", "--empty", "--port", str(port), *words),
        cwd=folder,
        env=surroundings(folder, {}),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(600):
            assert process.poll() is None, "the sandbox ended"
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/page/state", timeout=5) as answer:
                    assert answer.status == 200
                break
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.05)
        yield process
    finally:
        process.kill()
        process.wait()
