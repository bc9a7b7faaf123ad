"""Modals and home tabs as Slack keeps them: ids, hashes, the stack of three, and what was typed into them."""

from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from secrets import token_hex

from sandbox import inputs
from sandbox.values import Json

STACK_LIMIT = 3

State = dict[str, dict[str, Json]]


@dataclass(slots=True, kw_only=True)
class View:
    """One modal or home tab. `payload` is what the bot gave, with Slack's own ids filled in; `state` is what the
    person typed, by block id and action id. `here` is the channel in which it was asked for, if any."""

    id: str
    owner: str
    payload: Json
    root_id: str
    previous_id: str | None = None
    here: str | None = None
    hash: str = ""
    state: State = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._take(self.payload)

    @property
    def is_modal(self) -> bool:
        return bool(self.payload["type"] == "modal")

    @property
    def blocks(self) -> list[Json]:
        blocks: list[Json] = self.payload["blocks"]
        return blocks

    def update(self, payload: Json) -> None:
        """Show other content. What was typed stays where block id, action id and type are the same."""
        self._take(payload)
        self.errors = {}

    def _take(self, payload: Json) -> None:
        self.payload = payload | {"blocks": completed(payload["blocks"])}
        self.state = state_of(self.blocks, typed=self.state, here=self.here)
        self.hash = f"{token_hex(5)}.{token_hex(4)}"

    def as_json(self, *, team_id: str, app_team_id: str, app_id: str, bot_id: str) -> Json:
        """Slack's view object, the same in answers and in payloads."""
        given = self.payload
        shown: Json = {
            "id": self.id,
            "team_id": team_id,
            "type": given["type"],
            "blocks": deepcopy(self.blocks),
            "private_metadata": given.get("private_metadata", ""),
            "callback_id": given.get("callback_id", ""),
            "state": {"values": deepcopy(self.state)},
            "hash": self.hash,
            "clear_on_close": given.get("clear_on_close", False),
            "notify_on_close": given.get("notify_on_close", False),
            "title": _plain(given.get("title")) or {"type": "plain_text", "text": "View Title", "emoji": True},
            "close": _plain(given.get("close")),
            "submit": _plain(given.get("submit")),
            "previous_view_id": self.previous_id,
            "root_view_id": self.root_id,
            "app_id": app_id,
            "external_id": given.get("external_id", ""),
            "app_installed_team_id": app_team_id,
            "bot_id": bot_id,
        }
        return shown


def _plain(text: Json | None) -> Json | None:
    return None if text is None else {"emoji": True} | text


def completed(blocks: Iterable[Json]) -> list[Json]:
    """The blocks as Slack stores them: block ids, action ids and the defaults of text objects filled in."""
    complete = [deepcopy(block) for block in blocks]
    for block in complete:
        block.setdefault("block_id", token_hex(3))
        for element in elements(block):
            if element["type"] not in ("image", "mrkdwn", "plain_text"):
                element.setdefault("action_id", token_hex(3))
        _fill_texts(block)
    return complete


def _fill_texts(value: object) -> None:
    """Text objects get the defaults that Slack shows: `emoji` for plain text, `verbatim` for mrkdwn."""
    if isinstance(value, dict):
        if value.get("type") == "plain_text":
            value.setdefault("emoji", True)
        elif value.get("type") == "mrkdwn":
            value.setdefault("verbatim", False)
        for inner in value.values():
            _fill_texts(inner)
    elif isinstance(value, list):
        for inner in value:
            _fill_texts(inner)


def elements(block: Json) -> Iterator[Json]:
    """The elements inside one block, wherever that sort of block keeps them."""
    if "accessory" in block:
        yield block["accessory"]
    if block["type"] == "input":
        yield block["element"]
    if block["type"] in ("actions", "context", "context_actions"):
        yield from block["elements"]


def all_elements(blocks: Iterable[Json]) -> Iterator[tuple[Json, Json]]:
    """Each element of each block, with its block."""
    for block in blocks:
        for element in elements(block):
            yield block, element


def state_of(blocks: list[Json], *, typed: State, here: str | None = None) -> State:
    """`state.values`: every element that holds a value, with what was typed before where that still fits."""
    state: State = {}
    for block, element in all_elements(blocks):
        if not inputs.holds_value(element):
            continue
        before = typed.get(block["block_id"], {}).get(element["action_id"])
        fits = before is not None and not inputs.refusals(element, before)
        value = before if before is not None and fits else inputs.initial(element, here=here)
        state.setdefault(block["block_id"], {})[element["action_id"]] = value
    return state
