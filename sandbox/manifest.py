"""The app's manifest, as far as the pretend Slack acts on it: commands, shortcuts, scopes, events and tabs."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from sandbox.values import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    command: str
    description: str
    usage_hint: str
    should_escape: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortcut:
    """`kind` is "message" (in the menu of a message) or "global"."""

    name: str
    kind: str
    callback_id: str
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    app_name: str
    bot_name: str
    commands: tuple[Command, ...]
    shortcuts: tuple[Shortcut, ...]
    scopes: frozenset[str]
    events: frozenset[str]
    interactive: bool
    home_tab: bool
    messages_tab: bool
    messages_read_only: bool

    def command(self, name: str) -> Command | None:
        return next((command for command in self.commands if command.command == name), None)


def read(source: Path | Mapping[str, Any]) -> Manifest:
    """The manifest of a YAML (or JSON) file, or of the object that was read from one."""
    given: Json = yaml.safe_load(source.read_text("utf-8")) if isinstance(source, Path) else dict(source)
    features = given.get("features", {})
    settings = given.get("settings", {})
    home = features.get("app_home", {})
    app_name = given["display_information"]["name"]
    return Manifest(
        app_name=app_name,
        bot_name=features.get("bot_user", {}).get("display_name", app_name),
        commands=tuple(_command(entry) for entry in features.get("slash_commands", [])),
        shortcuts=tuple(_shortcut(entry) for entry in features.get("shortcuts", [])),
        scopes=frozenset(given.get("oauth_config", {}).get("scopes", {}).get("bot", [])),
        events=frozenset(settings.get("event_subscriptions", {}).get("bot_events", [])),
        interactive=bool(settings.get("interactivity", {}).get("is_enabled", False)),
        home_tab=bool(home.get("home_tab_enabled", False)),
        messages_tab=bool(home.get("messages_tab_enabled", False)),
        messages_read_only=bool(home.get("messages_tab_read_only_enabled", False)),
    )


def _command(entry: Json) -> Command:
    return Command(
        command=entry["command"],
        description=entry["description"],
        usage_hint=entry.get("usage_hint", ""),
        should_escape=bool(entry.get("should_escape", False)),
    )


def _shortcut(entry: Json) -> Shortcut:
    return Shortcut(
        name=entry["name"],
        kind=entry["type"],
        callback_id=entry["callback_id"],
        description=entry.get("description", ""),
    )
