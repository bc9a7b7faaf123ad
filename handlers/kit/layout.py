"""The blocks a message or view is built of."""

import json
from collections.abc import Callable, Sequence
from typing import TypeAlias

from markupsafe import Markup

from handlers.kit.text import Label, Piece, bare, mrkdwn, piece, plain, plain_or_none, printed

Caller: TypeAlias = Callable[[], Markup]
"""What stands between `{% call … %}` and `{% endcall %}`, printed."""


def section(
    text: Label, *, accessory: Piece | None = None, fields: Sequence[Label] = (), block_id: str | None = None
) -> Piece:
    """A paragraph, with an element beside it or short fields below it. `block_id` lets the focus follow a row."""
    return piece(
        type="section",
        block_id=block_id,
        text=mrkdwn(text),
        accessory=accessory,
        fields=[mrkdwn(field) for field in fields] or None,
    )


def header(text: Label) -> Piece:
    """A large title."""
    return Piece(type="header", text=plain(text))


def context(*texts: Label | None) -> Piece:
    """Small grey text."""
    return Piece(type="context", elements=[mrkdwn(text) for text in texts if text is not None])


def divider() -> Piece:
    """A line."""
    return Piece(type="divider")


def image(url: str, alt: Label, *, title: Label | None = None) -> Piece:
    """A picture, always with its meaning in words."""
    return piece(type="image", image_url=url, alt_text=bare(alt), title=plain_or_none(title))


def alert(text: Label, level: str = "warning") -> Piece:
    """A coloured notice; modals only, at most 200 characters. Levels: info, warning, error, success."""
    return Piece(type="alert", text=mrkdwn(text), level=level)


def actions(
    elements: Sequence[Piece | None] = (), *, block_id: str | None = None, caller: Caller | None = None
) -> Piece | Markup:
    """A row of buttons and selects, given as a list or as the body of `{% call actions() %}`.

    Slack wants every action_id in one row to be different: a name that comes back gets `:2`, `:3`, … behind it,
    which the listener table takes off again.
    """
    row = [element for element in elements if element is not None]
    row += [Piece(element) for element in json.loads(f"[{tidy(caller())}]")] if caller else []
    seen: dict[str, int] = {}
    for element in row:
        name = element["action_id"]
        seen[name] = seen.get(name, 0) + 1
        if seen[name] > 1:
            element["action_id"] = f"{name}:{seen[name]}"
    block = piece(type="actions", block_id=block_id, elements=row)
    return printed(block) if caller else block


def tidy(blocks: str) -> str:
    """The blocks a template printed, without the comma after the last."""
    return blocks.rstrip().removesuffix(",")
