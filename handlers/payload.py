"""What somebody did in Slack, as values: the one place where the dictionaries of payloads are read."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from html import unescape
from typing import Any, TypeAlias

from bot.errors import N_, Refusal

Payload: TypeAlias = Mapping[str, Any]

_MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>")
_REFERENCE = re.compile(r"<([^@<>|][^<>|]*)(?:\|([^<>]*))?>")
_UNSAVABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def clean(text: str) -> str:
    """`text` without what no database keeps and nobody can type, and without white space around it."""
    return _UNSAVABLE.sub("", text).strip()


def typed(text: str) -> str:
    """The text of a slash command or message as its writer saw it, save that mentions stay as `<@U123>`."""
    text = _MENTION.sub(r"<@\1>", text)
    return clean(unescape(_REFERENCE.sub(_as_seen, text)))


def mentions(text: str) -> list[str]:
    """The user ids mentioned in `typed` text, in order."""
    return _MENTION.findall(text)


def without_mentions(text: str) -> str:
    """`typed` text with its mentions taken out."""
    return " ".join(_MENTION.sub(" ", text).split())


def named(block_or_action: str) -> str:
    """The name in an id: what stands behind a `:` only makes it different from others."""
    return block_or_action.partition(":")[0]


@dataclass(frozen=True, slots=True)
class File:
    """A file in Slack; `link` opens it for who may see it."""

    id: str
    title: str
    link: str


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of a modal or message by block id; an empty or unknown field reads as nothing.

    `metadata` is what the modal carried, ids only. Somebody can send an old modal again, so a handler checks
    every right and state anew. `inputs` are the ids of its input blocks, in order.
    """

    values: Mapping[str, Payload]
    metadata: Mapping[str, Any]
    inputs: tuple[str, ...]

    def id(self, name: str) -> int:
        """One id of the metadata. Raises `Refusal` when it is not there."""
        return _id(self.metadata.get(name))

    def text(self, name: str) -> str:
        """What was typed, cleaned; "" for nothing."""
        value = self._state(name).get("value")
        return clean(value) if isinstance(value, str) else ""

    def number(self, name: str) -> int | None:
        """A whole number. Raises `Refusal` about the field for anything else."""
        written = self.text(name)
        if not written:
            return None
        try:
            return int(written)
        except ValueError:
            raise Refusal(N_("Vul hier een geheel getal in."), about=name) from None

    def day(self, name: str) -> date | None:
        """The day of a date picker."""
        picked = self._state(name).get("selected_date")
        return date.fromisoformat(picked) if picked else None

    def hour(self, name: str) -> time | None:
        """The wall time of a time picker."""
        picked = self._state(name).get("selected_time")
        return time.fromisoformat(picked) if picked else None

    def moment(self, name: str) -> datetime | None:
        """The instant of a date and time picker, in UTC."""
        picked = self._state(name).get("selected_date_time")
        return datetime.fromtimestamp(picked, UTC) if picked else None

    def choice(self, name: str) -> str | None:
        """The value of the chosen option, user or channel."""
        state = self._state(name)
        option = state.get("selected_option")
        if option:
            return str(option["value"])
        picked = state.get("selected_user") or state.get("selected_conversation") or state.get("selected_channel")
        return str(picked) if picked else None

    def choices(self, name: str) -> list[str]:
        """The values of everything chosen or ticked."""
        state = self._state(name)
        picked = state.get("selected_users") or state.get("selected_conversations") or []
        return [str(option["value"]) for option in state.get("selected_options") or []] + [str(each) for each in picked]

    def files(self, name: str) -> list[File]:
        """The uploaded files."""
        return [
            File(
                id=str(file["id"]),
                title=str(file.get("title") or file.get("name") or file["id"]),
                link=str(file.get("permalink") or file.get("url_private") or ""),
            )
            for file in self._state(name).get("files") or []
        ]

    def _state(self, name: str) -> Payload:
        return self.values.get(name, {})


Submission: TypeAlias = Form
"""A modal as it was sent or closed."""


@dataclass(frozen=True, slots=True)
class Action:
    """A press on a button, or a choice made outside a submission.

    `value` is what the button or chosen option holds; `form` is the modal or message around it as it stands now.
    `channel` and `message` are empty outside messages.
    """

    name: str
    value: str
    values: tuple[str, ...]
    form: Form
    channel: str
    message: str

    @property
    def id(self) -> int:
        """The value as the id it should be. Raises `Refusal` for anything else."""
        return _id(self.value)


@dataclass(frozen=True, slots=True)
class Message:
    """The message a shortcut was used on. `text` is as its writer saw it; `thread` is the parent's ts, or ""."""

    channel: str
    ts: str
    thread: str
    user: str
    text: str


def form(view: Payload | None) -> Form:
    """The form of a payload's `view`; an empty one for no view."""
    view = view or {}
    blocks: list[Payload] = list(view.get("blocks") or ())
    return Form(
        values=_by_name((view.get("state") or {}).get("values") or {}),
        metadata=json.loads(view.get("private_metadata") or "{}"),
        inputs=tuple(str(block["block_id"]) for block in blocks if block.get("type") == "input"),
    )


def action(body: Payload) -> Action:
    """The first action of a block_actions payload."""
    pressed: Payload = body["actions"][0]
    around = Form(values=_by_name({"pressed": {"pressed": pressed}}), metadata={}, inputs=())
    container: Payload = body.get("container") or {}
    return Action(
        name=named(str(pressed["action_id"])),
        value=str(pressed.get("value") or "") if pressed.get("type") == "button" else around.choice("pressed") or "",
        values=tuple(around.choices("pressed")),
        form=form(body.get("view") or {"state": body.get("state")}),
        channel=str((body.get("channel") or {}).get("id") or ""),
        message=str(container.get("message_ts") or ""),
    )


def message(body: Payload) -> Message | None:
    """The message of a message shortcut; None for a global one."""
    found: Payload | None = body.get("message")
    if found is None:
        return None
    return Message(
        channel=str(body["channel"]["id"]),
        ts=str(found["ts"]),
        thread=str(found.get("thread_ts") or ""),
        user=str(found.get("user") or ""),
        text=typed(str(found.get("text") or "")),
    )


def _as_seen(found: re.Match[str]) -> str:
    target, label = found[1], found[2]
    if target.startswith("#"):
        return f"#{label or target[1:]}"
    if target.startswith("!"):
        return label or f"@{target[1:].partition('^')[0]}"
    return target.removeprefix("mailto:").removeprefix("tel:")


def _by_name(values: Mapping[str, Mapping[str, Payload]]) -> dict[str, Payload]:
    # A field goes by the name of its block; where a row holds several selects, each goes by its own.
    own = {named(name): state for elements in values.values() for name, state in elements.items()}
    return own | {named(block): next(iter(elements.values()), {}) for block, elements in values.items()}


def _id(value: Any) -> int:
    try:
        return int(value)
    except (TypeError, ValueError):
        raise Refusal(N_("Dit is verouderd. Open het opnieuw met /iroj.")) from None
