"""Text for every place in Block Kit: escaped where Slack reads mrkdwn, as it was typed elsewhere."""

import json
from typing import Any, TypeAlias

from markupsafe import Markup

from handlers.words import Sentence, harmless

OPTION_LENGTH = 75
"""Characters Slack shows of an option of a select."""

Label: TypeAlias = str | int | Sentence


class Piece(dict[str, Any]):
    """A part of Block Kit that a template may print as JSON; plain dicts are refused there."""


_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode


def plain(text: Label) -> Piece:
    """A plain_text object."""
    return Piece(type="plain_text", text=bare(text), emoji=False)


def mrkdwn(text: Label) -> Piece:
    """A mrkdwn object; `verbatim` keeps Slack from turning `#name`, `@here` and addresses into links."""
    return Piece(type="mrkdwn", text=marked(text), verbatim=True)


def short(text: Label) -> str:
    """A label for an option, on one line and cut to what Slack takes. The one place where text is cut."""
    line = " ".join(bare(text).split())
    return line if len(line) <= OPTION_LENGTH else line[: OPTION_LENGTH - 1].rstrip() + "…"


def printed(value: Piece | str | int | None) -> Markup:
    """The JSON of one value, as it stands in what a template prints. Text is printed as it is given."""
    return Markup(_encode(value))  # noqa: S704 - JSON, which nothing in it can break out of.


def bare(text: Label) -> str:
    """The text without mark-up. Raises `TypeError` for what is no label."""
    if isinstance(text, Sentence):
        return text.plain
    if isinstance(text, bool) or not isinstance(text, str | int):
        raise TypeError(f"{text!r} is not a label")
    return str(text)


def marked(text: Label) -> str:
    """The text for mrkdwn."""
    return text.marked if isinstance(text, Sentence) else harmless(bare(text))


def plain_or_none(text: Label | None) -> Piece | None:
    """A plain_text object, or nothing for nothing."""
    return None if text is None else plain(text)


def piece(**parts: Any) -> Piece:
    """A piece without the parts that are `None`."""
    return Piece({name: part for name, part in parts.items() if part is not None})
