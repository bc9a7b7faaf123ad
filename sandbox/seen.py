"""What a person reads: messages, answers, modals and home tabs as values, for tests and demos to look at."""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from sandbox import inputs, text
from sandbox.channels import Channel
from sandbox.values import ClientRefuses, Json
from sandbox.views import View, all_elements, elements
from sandbox.workspace import Workspace


def buttons_in(blocks: Sequence[Json]) -> list[str]:
    """The words on the buttons, from top to bottom."""
    return [element["text"]["text"] for _, element in all_elements(blocks) if element["type"] == "button"]


class Message:
    """A message as it was when it was read; reading again gives a new one. `raw` is Slack's own object."""

    def __init__(self, team: Workspace, channel: Channel, raw: Json, *, ephemeral: bool = False) -> None:
        self._team = team
        self.channel = channel
        self.raw = deepcopy(raw)
        self.ephemeral = ephemeral

    def __repr__(self) -> str:
        return f"<Message {self.ts} {self.all_text!r}>"

    @property
    def ts(self) -> str:
        return str(self.raw["ts"])

    @property
    def text(self) -> str:
        """The top-level text, which notifications and screen readers use, with mentions as names."""
        return text.readable(self.raw["text"], self._team.name_of)

    @property
    def block_text(self) -> str:
        """Everything that can be read in the blocks."""
        return text.of_blocks(self.blocks, self._team.name_of)

    @property
    def all_text(self) -> str:
        """The text, the blocks and the names of files: everything that can be read of it."""
        names = "\n".join(file.get("title", "") for file in self.files)
        return "\n".join(part for part in (self.text, self.block_text, names) if part)

    @property
    def blocks(self) -> list[Json]:
        blocks: list[Json] = self.raw.get("blocks", [])
        return blocks

    @property
    def buttons(self) -> list[str]:
        return buttons_in(self.blocks)

    @property
    def user(self) -> str:
        """The id of who said it."""
        return str(self.raw["user"])

    @property
    def user_name(self) -> str:
        return self._team.name_of(self.user).removeprefix("@")

    @property
    def by_bot(self) -> bool:
        return "bot_id" in self.raw

    @property
    def edited(self) -> bool:
        return "edited" in self.raw

    @property
    def thread(self) -> str | None:
        """The `ts` of the message that this is a reply to."""
        parent = self.raw.get("thread_ts")
        return None if parent == self.ts else parent

    @property
    def reply_count(self) -> int:
        return int(self.raw.get("reply_count", 0))

    @property
    def files(self) -> list[Json]:
        files: list[Json] = self.raw.get("files", [])
        return files

    @property
    def metadata(self) -> Json:
        metadata: Json = self.raw.get("metadata", {})
        return metadata

    @property
    def reactions(self) -> list[str]:
        return [reaction["name"] for reaction in self.raw.get("reactions", [])]

    @property
    def pings(self) -> set[str]:
        """Whom it notifies: ids of people, and "channel", "here", "everyone"."""
        return text.pings(self.raw)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person got to see in answer to a command; nothing when the answer was a modal."""

    messages: list[Message]

    @property
    def last(self) -> Message | None:
        return self.messages[-1] if self.messages else None

    @property
    def text(self) -> str:
        return self.last.text if self.last is not None else ""

    @property
    def all_text(self) -> str:
        return "\n".join(message.all_text for message in self.messages)

    @property
    def blocks(self) -> list[Json]:
        return self.last.blocks if self.last is not None else []

    @property
    def buttons(self) -> list[str]:
        return buttons_in(self.blocks)


class Screen:
    """A modal or a home tab as it is now: what was typed shows in it."""

    def __init__(self, team: Workspace, view: View) -> None:
        self._team = team
        self.view = view

    def __repr__(self) -> str:
        return f"<Screen {self.title!r} {self.labels}>"

    @property
    def title(self) -> str:
        return str(self.view.payload.get("title", {}).get("text", ""))

    @property
    def submit(self) -> str:
        """The word on the button that sends it in; empty when there is none."""
        return str(self.view.payload.get("submit", {}).get("text", ""))

    @property
    def callback_id(self) -> str:
        return str(self.view.payload.get("callback_id", ""))

    @property
    def blocks(self) -> list[Json]:
        return self.view.blocks

    @property
    def text(self) -> str:
        """Everything that can be read in it, labels and first values included."""
        return text.of_blocks(self.blocks, self._team.name_of)

    all_text = text

    @property
    def labels(self) -> list[str]:
        """The labels of the fields, from top to bottom."""
        return [block["label"]["text"] for block in self.blocks if block["type"] == "input"]

    @property
    def errors(self) -> dict[str, str]:
        """The sentences under the fields, by label."""
        return {self.label_of(block_id): sentence for block_id, sentence in self.view.errors.items()}

    @property
    def buttons(self) -> list[str]:
        return buttons_in(self.blocks)

    def label_of(self, block_id: str) -> str:
        """The label of a field, or its block id when it has none."""
        for block in self.blocks:
            if block["block_id"] == block_id and block["type"] == "input":
                return str(block["label"]["text"])
        return block_id

    def field(self, label: str) -> Json:
        """The input block with this label. Raises `ClientRefuses` when there is none."""
        for block in self.blocks:
            if block["type"] == "input" and block["label"]["text"] == label:
                return block
        raise ClientRefuses(f"er is geen veld {label!r}; wel: {', '.join(self.labels)}")

    def options_of(self, label: str) -> list[str]:
        """The choices that a field offers."""
        element = next(elements(self.field(label)))
        return [option["text"]["text"] for option in inputs.options_of(element)]

    def value_of(self, label: str) -> Any:
        """What is filled in: the text, the words of the chosen option or options, an id, or None."""
        block = self.field(label)
        element = block["element"]
        value = inputs.value_in(self.view.state[block["block_id"]][element["action_id"]])
        if isinstance(value, list):
            return [_words(one) for one in value]
        return _words(value)


def _words(value: Any) -> Any:
    """An option as its words; anything else as it is."""
    return value["text"]["text"] if isinstance(value, dict) and "text" in value else value
