"""From what a test says ("24 april", a date, a person) to the value that Slack's client would send for an element."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, time
from typing import Any, Protocol

from sandbox import inputs
from sandbox.channels import Channel, Kind
from sandbox.files import File
from sandbox.values import ClientRefuses, Json
from sandbox.workspace import Workspace


class HasId(Protocol):
    """A person, a slacker or a channel."""

    @property
    def id(self) -> str: ...


class Filler:
    """Fills elements for one person: `suggest` asks the bot for options, `upload` puts a file in Slack."""

    def __init__(
        self, team: Workspace, *, suggest: Callable[[str], list[Json]], upload: Callable[[str, bytes], File]
    ) -> None:
        self._team = team
        self._suggest = suggest
        self._upload = upload

    def value(self, element: Json, given: Any) -> Json:
        """The state of an element that holds this value, or list of values. Raises `ClientRefuses`."""
        kind = element["type"]
        slot = inputs.SLOTS[kind]
        if given is None:
            return {"type": kind, slot.key: [] if slot.many else None}
        if slot.many:
            # A lone file is a tuple of its name and bytes.
            many = given if isinstance(given, list | set) else [given]
            return {"type": kind, slot.key: self._many(element, many)}
        return {"type": kind, slot.key: self._one(element, given)}

    def _many(self, element: Json, given: Iterable[Any]) -> list[Any]:
        kind = element["type"]
        if kind == "checkboxes":
            return self._ticked(element, list(given))
        if kind == "file_input":
            return [self._file(one) for one in given]
        return [self._one(element, one) for one in given]

    def _ticked(self, element: Json, given: list[Any]) -> list[Any]:
        """A list of labels; a lone checkbox may be set with True or False too."""
        if given in ([True], [False]) and len(element["options"]) == 1:
            return element["options"] if given == [True] else []
        return [self._option(element, one) for one in given]

    def _one(self, element: Json, given: Any) -> Any:
        kind = element["type"].removeprefix("multi_")
        if kind in ("static_select", "radio_buttons"):
            return self._option(element, given)
        if kind == "external_select":
            return self._offered(str(given))
        if kind == "users_select":
            return self._person(given)
        if kind in ("channels_select", "conversations_select"):
            return self._channel(given)
        if kind == "datetimepicker" and isinstance(given, datetime):
            return int(given.timestamp())
        if kind == "timepicker" and isinstance(given, time):
            return given.strftime("%H:%M")
        if kind == "datepicker" and isinstance(given, date):
            return given.isoformat()
        if kind == "rich_text_input" and isinstance(given, str):
            section = {"type": "rich_text_section", "elements": [{"type": "text", "text": given}]}
            return {"type": "rich_text", "elements": [section]}
        return given if kind in ("datetimepicker", "rich_text_input") else str(given)

    def _option(self, element: Json, words: str) -> Json:
        options = list(inputs.options_of(element))
        return _reading(words, options)

    def _offered(self, words: str) -> Json:
        return _reading(words, self._suggest(words))

    def _person(self, given: str | HasId) -> str:
        if not isinstance(given, str):
            return given.id
        name = given.removeprefix("@")
        for person in self._team.people.values():
            if given == person.id or name in (person.name, person.shown_name):
                return person.id
        raise ClientRefuses(f"er is geen {given}")

    def _channel(self, given: str | HasId) -> str:
        if isinstance(given, str):
            channel = self._team.channels.get(given) or self._team.channel_named(given)
            if channel is None:
                raise ClientRefuses(f"er is geen kanaal {given}")
            return channel.id
        if isinstance(given, Channel):
            return given.id
        return next(
            (c.id for c in self._team.channels.values() if c.kind is Kind.IM and given.id in c.members), given.id
        )

    def _file(self, given: File | tuple[str, bytes]) -> Json:
        file = given if isinstance(given, File) else self._upload(*given)
        return file.as_file(url=self._team.ground.url, team_id=self._team.id)


def _reading(words: str, options: list[Json]) -> Json:
    for option in options:
        if option["text"]["text"] == words:
            return option
    known = ", ".join(repr(option["text"]["text"]) for option in options) or "niets"
    raise ClientRefuses(f"de keuze {words!r} staat er niet bij; wel: {known}")
