"""Slack's texts as people read them: mentions by name, entities as characters, blocks as lines."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from sandbox.values import Json

NameOf = Callable[[str], str]

_TOKEN = re.compile(r"<([^<>]+)>")


def escape(text: str) -> str:
    """The three characters that Slack's mark-up needs for itself."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def readable(mrkdwn: str, name_of: NameOf) -> str:
    """Message text as it reads on screen: `<@U1>` is a name, `<url|label>` its label. Stars and lines stay."""
    return unescape(_TOKEN.sub(lambda match: _token(match[1], name_of), mrkdwn))


def _token(inside: str, name_of: NameOf) -> str:
    target, _, label = inside.partition("|")
    if target.startswith("@"):
        return name_of(target[1:])
    if target.startswith("#"):
        return f"#{label}" if label else name_of(target[1:])
    if target.startswith("!date^"):
        return label
    if target.startswith("!"):
        return label or f"@{target[1:].partition('^')[0]}"
    return label or target


def pings(message: Json) -> set[str]:
    """Whom a message would notify: user ids, and "channel", "here", "everyone".

    mrkdwn objects that are not `verbatim` also ping by the bare word, as Slack makes links of it.
    """
    found: set[str] = set()
    for text, parses in [(str(message.get("text", "")), False), *_marked_up(message.get("blocks", []))]:
        for match in _TOKEN.finditer(text):
            target = match[1].partition("|")[0]
            if target.startswith("@") or target in ("!channel", "!here", "!everyone"):
                found.add(target[1:])
        if parses:
            found |= set(re.findall(r"(?<!\S)@(channel|here|everyone)\b", text))
    return found


def _marked_up(value: Any) -> Iterator[tuple[str, bool]]:
    """Each text of the blocks in which Slack looks for mentions, and whether bare words count too."""
    if isinstance(value, list):
        for inner in value:
            yield from _marked_up(inner)
    elif isinstance(value, dict):
        kind = value.get("type")
        if kind == "mrkdwn":
            yield value["text"], not value.get("verbatim", False)
        elif kind == "markdown":
            yield value["text"], False
        elif kind == "broadcast":
            yield f"<!{value['range']}>", False
        elif kind == "user":
            yield f"<@{value['user_id']}>", False
        for inner in value.values():
            yield from _marked_up(inner)


def of_object(text: Json | None, name_of: NameOf) -> str:
    """A text object as it reads on screen."""
    if text is None:
        return ""
    content: str = text["text"]
    return readable(content, name_of) if text["type"] == "mrkdwn" else content


def of_blocks(blocks: Iterable[Json], name_of: NameOf) -> str:
    """Everything that can be read in the blocks, a line for each part."""
    return "\n".join(line for block in blocks for line in _lines(block, name_of) if line)


def _lines(block: Json, name_of: NameOf) -> Iterator[str]:
    kind = block["type"]
    if kind == "rich_text":
        yield _rich(block, name_of)
    elif kind == "table":
        for row in block["rows"]:
            yield " | ".join(_cell(cell, name_of) for cell in row)
    elif kind == "markdown":
        yield block["text"]
    elif kind == "input":
        yield of_object(block["label"], name_of)
        yield from _of_element(block["element"], name_of)
        yield of_object(block.get("hint"), name_of)
    elif kind in ("image", "video"):
        yield of_object(block.get("title"), name_of)
        yield block["alt_text"]
    else:
        yield of_object(block.get("text"), name_of)
        for field in block.get("fields", []):
            yield of_object(field, name_of)
        for element in [block.get("accessory"), *block.get("elements", [])]:
            if element is not None:
                yield from _of_element(element, name_of)


def _of_element(element: Json, name_of: NameOf) -> Iterator[str]:
    """What an element shows before anybody touches it."""
    kind = element["type"]
    if kind in ("plain_text", "mrkdwn"):
        yield of_object(element, name_of)
    elif kind == "image":
        yield element["alt_text"]
    elif kind == "button":
        yield of_object(element["text"], name_of)
    elif kind in ("checkboxes", "radio_buttons", "overflow"):
        for option in element["options"]:
            yield of_object(option["text"], name_of)
            yield of_object(option.get("description"), name_of)
    else:
        yield from _filled_in(element, name_of)


def _filled_in(element: Json, name_of: NameOf) -> Iterator[str]:
    """The first value of a select or a field, or else its placeholder."""
    first = element.get("initial_option")
    if first is not None:
        yield of_object(first["text"], name_of)
    for option in element.get("initial_options", []):
        yield of_object(option["text"], name_of)
    for key in ("initial_user", "initial_channel", "initial_conversation"):
        if key in element:
            yield name_of(element[key])
        for some_id in element.get(f"{key}s", []):
            yield name_of(some_id)
    for key in ("initial_value", "initial_date", "initial_time"):
        value = element.get(key)
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            yield _rich(value, name_of)
    if not any(key.startswith("initial_") for key in element):
        yield of_object(element.get("placeholder"), name_of)


def _cell(cell: Json, name_of: NameOf) -> str:
    return _rich(cell, name_of) if cell["type"] == "rich_text" else str(cell["text"])


def _rich(value: Json, name_of: NameOf) -> str:
    """Rich text: leaves side by side, sections and items of a list on lines of their own."""
    if "elements" in value:
        parts = [_rich(inner, name_of) for inner in value["elements"]]
        if value["type"] == "rich_text_list":
            first = value.get("offset", 0) + 1
            marks = (f"{first + n}." if value["style"] == "ordered" else "•" for n in range(len(parts)))
            return "\n".join(f"{mark} {part}" for mark, part in zip(marks, parts, strict=True))
        return ("\n" if value["type"] == "rich_text" else "").join(parts)
    return _leaf(value, name_of)


def _leaf(leaf: Json, name_of: NameOf) -> str:
    kind = leaf["type"]
    if kind == "text":
        return str(leaf["text"])
    if kind == "link":
        return str(leaf.get("text") or leaf["url"])
    if kind in ("user", "channel", "usergroup", "team"):
        return name_of(leaf[f"{kind}_id"])
    if kind == "broadcast":
        return f"@{leaf['range']}"
    if kind == "emoji":
        return f":{leaf['name']}:"
    return str(leaf.get("fallback") or leaf.get("timestamp") or leaf.get("value", ""))
