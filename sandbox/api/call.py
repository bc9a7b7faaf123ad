"""One call of a Web API method: its arguments as Slack reads them, and the things that every method asks first."""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sandbox.channels import Channel, Kind
from sandbox.people import Person
from sandbox.screens import Screens
from sandbox.values import ApiError, Json
from sandbox.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """`scopes` are those it needs always; `tier` is Slack's rate limit tier, 0 for one with its own limit."""

    run: "Callable[[Call], Json]"
    scopes: tuple[str, ...] = ()
    tier: int = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """`given` holds the arguments as they came: strings from a form, any JSON from a JSON body."""

    team: Workspace
    given: Json

    @property
    def screens(self) -> Screens:
        return self.team.screens

    # Arguments.

    def has(self, name: str) -> bool:
        return self.given.get(name) not in (None, "")

    def need(self, name: str) -> str:
        """A string that must be there."""
        value = self.text(name)
        if not value:
            raise ApiError.about("invalid_arguments", f"missing required field: {name}")
        return value

    def text(self, name: str) -> str | None:
        value = self.given.get(name)
        if value is None:
            return None
        if isinstance(value, dict | list):
            raise ApiError.about("invalid_arguments", f"must be a string [json-pointer:/{name}]")
        return str(value)

    def flag(self, name: str, default: bool = False) -> bool:
        value = self.given.get(name, default)
        return value in (True, 1, "1", "true", "True")

    def number(self, name: str, *, default: int, most: int) -> int:
        try:
            value = int(self.given.get(name) or default)
        except (TypeError, ValueError):
            raise ApiError.about("invalid_arguments", f"must be a number [json-pointer:/{name}]") from None
        if not 0 < value <= most:
            raise ApiError("invalid_limit")
        return value

    def names(self, name: str) -> list[str]:
        """A list that is written with commas, or as a JSON list."""
        value = self.given.get(name)
        parts = value if isinstance(value, list) else str(value or "").split(",")
        return [str(part).strip() for part in parts if str(part).strip()]

    def structure(self, name: str) -> Any:
        """A JSON value, which a form carries as text; None when it is not given."""
        value = self.given.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise ApiError.about("invalid_json", f"must be JSON [json-pointer:/{name}]") from None

    # Rights.

    def needs_scope(self, *scopes: str) -> None:
        """Raises `ApiError` when the manifest did not ask for one of these."""
        missing = [scope for scope in scopes if scope not in self.team.manifest.scopes]
        if missing:
            provided = ",".join(sorted(self.team.manifest.scopes))
            raise ApiError("missing_scope", needed=",".join(missing), provided=provided)

    def is_member(self, channel: Channel) -> bool:
        return self.team.bot.id in channel.members

    def channel(self, name: str = "channel", *, scope: str | None = None) -> Channel:
        """The channel with this id, as far as the bot may know of it; `scope` is e.g. "read" or "history"."""
        channel = self.team.channels.get(self.need(name))
        if channel is None or (channel.kind is not Kind.PUBLIC and not self.is_member(channel)):
            raise ApiError("channel_not_found")
        if scope is not None:
            self.needs_scope(f"{channel.event_type}:{scope}")
        return channel

    def channel_i_am_in(self, name: str = "channel", *, scope: str | None = None) -> Channel:
        channel = self.channel(name, scope=scope)
        if not self.is_member(channel):
            raise ApiError("not_in_channel")
        return channel

    def person(self, name: str = "user") -> Person:
        """Somebody of the workspace, or a stranger who shares a channel with the bot."""
        person = self.team.people.get(self.need(name))
        if person is None:
            raise ApiError("user_not_found")
        if person.stranger and not self._shares_channel(person):
            raise ApiError("user_not_visible")
        return person

    def _shares_channel(self, person: Person) -> bool:
        return any(person.id in channel.members and self.is_member(channel) for channel in self.team.channels.values())

    # Answers.

    def page(self, key: str, items: Sequence[Any], *, default: int = 100, most: int = 1000) -> Json:
        """One page of a list, with the cursor of the next."""
        start = self._cursor()
        end = start + self.number("limit", default=default, most=most)
        more = b64encode(f"next:{end}".encode()).decode() if end < len(items) else ""
        return {key: list(items[start:end]), "response_metadata": {"next_cursor": more}}

    def _cursor(self) -> int:
        if not self.has("cursor"):
            return 0
        try:
            return int(b64decode(str(self.given["cursor"])).decode().removeprefix("next:"))
        except ValueError:
            raise ApiError("invalid_cursor") from None
