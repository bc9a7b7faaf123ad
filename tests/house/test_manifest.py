"""The manifest is one that Slack accepts: `manifest.schema.json` says what that is."""

import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from tests.house.tree import ROOT

SCHEMA = json.loads(Path(__file__).with_name("manifest.schema.json").read_text(encoding="utf-8"))

Manifest = dict[str, Any]

ACCEPTED: Manifest = {
    "_metadata": {"major_version": 2},
    "display_information": {
        "name": "irojbot",
        "description": "Een bot",
        "long_description": "woord " * 40,
        "background_color": "#1f3a5f",
    },
    "features": {
        "app_home": {"home_tab_enabled": True},
        "bot_user": {"display_name": "irojbot"},
        "shortcuts": [{"name": "Maak agendapunt", "type": "message", "callback_id": "a.b", "description": "Een punt"}],
        "slash_commands": [{"command": "/iroj", "description": "Wat kan ik?", "should_escape": True}],
    },
    "oauth_config": {"scopes": {"bot": ["chat:write", "users:read.email"]}},
    "settings": {
        "event_subscriptions": {"bot_events": ["app_home_opened", "message.im"]},
        "interactivity": {"is_enabled": True},
        "socket_mode_enabled": True,
    },
}


def complaints(manifest: Manifest) -> list[str]:
    found = Draft202012Validator(SCHEMA).iter_errors(manifest)
    return [f"{error.json_path}: {error.message}" for error in found]


def the_manifest() -> Manifest:
    manifest: Manifest = yaml.safe_load((ROOT / "manifest.yml").read_text(encoding="utf-8"))
    return manifest


def test_the_schema_itself_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_slack_accepts_the_manifest() -> None:
    assert complaints(the_manifest()) == []


def test_every_command_of_the_manifest_has_a_name_of_its_own() -> None:
    names = [command["command"] for command in the_manifest()["features"]["slash_commands"]]
    assert sorted(set(names)) == sorted(names)


def test_every_shortcut_of_the_manifest_has_a_callback_of_its_own() -> None:
    callbacks = [shortcut["callback_id"] for shortcut in the_manifest()["features"].get("shortcuts", [])]
    assert sorted(set(callbacks)) == sorted(callbacks)


def test_every_command_escapes_people_and_channels_into_ids() -> None:
    commands = the_manifest()["features"]["slash_commands"]
    assert [command["command"] for command in commands if command.get("should_escape") is not True] == []


def test_a_small_manifest_is_accepted() -> None:
    assert complaints(ACCEPTED) == []


def _shortcut(kind: str) -> dict[str, str]:
    return {"name": "Maak", "type": kind, "callback_id": "a.b", "description": "Iets"}


COMMAND = {"command": "/agenda", "description": "De agenda"}

REFUSED: dict[str, Callable[[Manifest], object]] = {
    "an unknown key": lambda m: m.update(setings={}),
    "an unknown key deep inside": lambda m: m["features"]["app_home"].update(home_tab=True),
    "an unknown key of a command": lambda m: m["features"]["slash_commands"][0].update(hint="x"),
    "no metadata": lambda m: m.pop("_metadata"),
    "an unknown version": lambda m: m["_metadata"].update(major_version=3),
    "a long name": lambda m: m["display_information"].update(name="x" * 36),
    "a long description": lambda m: m["display_information"].update(description="x" * 141),
    "a short long description": lambda m: m["display_information"].update(long_description="x" * 174),
    "a long long description": lambda m: m["display_information"].update(long_description="x" * 4001),
    "a colour by name": lambda m: m["display_information"].update(background_color="blue"),
    "a long bot name": lambda m: m["features"]["bot_user"].update(display_name="x" * 81),
    "a command without slash": lambda m: m["features"]["slash_commands"][0].update(command="iroj"),
    "a command with a space": lambda m: m["features"]["slash_commands"][0].update(command="/iroj bot"),
    "a command in capitals": lambda m: m["features"]["slash_commands"][0].update(command="/IROJ"),
    "a long command": lambda m: m["features"]["slash_commands"][0].update(command="/" + "x" * 32),
    "a command without description": lambda m: m["features"]["slash_commands"][0].pop("description"),
    "a long usage hint": lambda m: m["features"]["slash_commands"][0].update(usage_hint="x" * 1001),
    "too many commands": lambda m: m["features"].update(slash_commands=[COMMAND] * 51),
    "a long shortcut": lambda m: m["features"]["shortcuts"][0].update(name="x" * 25),
    "a shortcut of no kind": lambda m: m["features"]["shortcuts"][0].update(type="thread"),
    "a long shortcut description": lambda m: m["features"]["shortcuts"][0].update(description="x" * 151),
    "six message shortcuts": lambda m: m["features"].update(shortcuts=[_shortcut("message")] * 6),
    "six global shortcuts": lambda m: m["features"].update(shortcuts=[_shortcut("global")] * 6),
    "six domains to unfurl": lambda m: m["features"].update(unfurl_domains=[f"{n}.be" for n in range(6)]),
    "a scope twice": lambda m: m["oauth_config"]["scopes"].update(bot=["chat:write"] * 2),
    "a scope with a space": lambda m: m["oauth_config"]["scopes"].update(bot=["chat write"]),
    "an event twice": lambda m: m["settings"]["event_subscriptions"].update(bot_events=["message.im"] * 2),
    "too many events": lambda m: m["settings"]["event_subscriptions"].update(
        bot_events=[f"{'e' * n}" for n in range(1, 102)]
    ),
    "an address without https": lambda m: m["settings"]["interactivity"].update(request_url="http://bot.be"),
    "HTTP without addresses": lambda m: m["settings"].update(socket_mode_enabled=False),
    "HTTP by default without addresses": lambda m: m["settings"].pop("socket_mode_enabled"),
    "a flag as text": lambda m: m["settings"].update(org_deploy_enabled="no"),
}


@pytest.mark.parametrize("spoil", REFUSED.values(), ids=REFUSED.keys())
def test_slack_would_refuse_a_manifest_with(spoil: Callable[[Manifest], object]) -> None:
    manifest = deepcopy(ACCEPTED)
    spoil(manifest)
    assert complaints(manifest) != []


def test_http_with_every_address_is_accepted() -> None:
    manifest = deepcopy(ACCEPTED)
    address = "https://bot.example.org/slack/events"
    manifest["features"]["slash_commands"][0]["url"] = address
    manifest["settings"]["interactivity"]["request_url"] = address
    manifest["settings"]["event_subscriptions"]["request_url"] = address
    manifest["settings"]["socket_mode_enabled"] = False
    assert complaints(manifest) == []
