"""One name for a deed everywhere: in the listener table, the templates, the manifest and the messages."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from handlers import assemble, seats
from handlers.render import TEMPLATES, names
from handlers.table import Kind, Table

MANIFEST: dict[str, Any] = yaml.safe_load((Path(__file__).parents[2] / "manifest.yml").read_text(encoding="utf-8"))
_DOTTED = re.compile(r"""["']([a-z_]+\.[a-z_]+):?["']""")
_IN_CODE = re.compile(r"""(?:\bkit\.\w+\(|\baction=|\bappend\(\[)\s*["']([a-z_]+\.[a-z_]+)["']""")
_SENDS = re.compile(r"\{% call modal\([^%]*submit=")


@pytest.fixture(scope="module")
def table() -> Table:
    return assemble.table()


def _pressable() -> set[str]:
    """Every action_id that a template, or a handler for one, gives to a button or select."""
    written = ((TEMPLATES, "*.j2", _DOTTED), (TEMPLATES.parent, "*.py", _IN_CODE))
    return {
        name
        for folder, files, pattern in written
        for path in folder.rglob(files)
        for name in pattern.findall(path.read_text(encoding="utf-8"))
    }


def _sending() -> set[str]:
    """Every modal with something to send, by its callback_id."""
    paths = {name: TEMPLATES / f"{name}.json.j2" for name in names()}
    return {name.replace("/", ".") for name, path in paths.items() if _SENDS.search(path.read_text(encoding="utf-8"))}


def test_everything_that_can_be_pressed_is_listened_to(table: Table) -> None:
    heard = {*table.names(Kind.ACTION), *table.names(Kind.OPTIONS), seats.CHOOSE}
    assert _pressable() - heard == set()


def test_everything_that_is_listened_to_can_be_pressed(table: Table) -> None:
    assert {*table.names(Kind.ACTION), *table.names(Kind.OPTIONS)} - _pressable() == set()


def test_every_modal_that_is_sent_is_listened_to(table: Table) -> None:
    assert _sending() - set(table.names(Kind.VIEW)) == set()


def test_every_modal_that_is_listened_to_can_be_sent(table: Table) -> None:
    assert set(table.names(Kind.VIEW)) - _sending() == set()


def test_every_message_of_the_outbox_has_its_template(table: Table) -> None:
    assert set(table.messages) - set(names()) == set()


def test_every_command_explains_itself(table: Table) -> None:
    explained = {f"/{name.removeprefix('help/')}" for name in names() if name.startswith("help/")}
    explained |= {name for name, command in table.commands.items() if "help" in command.keywords}
    assert set(table.commands) - explained == set()


def test_every_explanation_is_of_a_command(table: Table) -> None:
    explained = {f"/{name.removeprefix('help/')}" for name in names() if name.startswith("help/")}
    assert explained - set(table.commands) == set()


def test_the_commands_are_those_of_the_manifest(table: Table) -> None:
    assert set(table.commands) == {command["command"] for command in MANIFEST["features"]["slash_commands"]}


def test_the_shortcuts_are_those_of_the_manifest(table: Table) -> None:
    asked = {shortcut["callback_id"] for shortcut in MANIFEST["features"].get("shortcuts", [])}
    assert set(table.names(Kind.SHORTCUT)) == asked


def test_the_events_are_those_of_the_manifest(table: Table) -> None:
    asked = set(MANIFEST["settings"].get("event_subscriptions", {}).get("bot_events", []))
    assert set(table.names(Kind.EVENT)) == asked


def test_a_pressable_thing_is_found_in_a_template() -> None:
    assert seats.CHOOSE in _pressable()
