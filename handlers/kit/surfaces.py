"""What a whole template is: a message, a modal or a home tab around its blocks."""

import json
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from handlers.kit.layout import Caller, tidy
from handlers.kit.text import Label, marked, piece, plain, plain_or_none


def message(text: Label, caller: Caller, *, broadcast: bool = False) -> Markup:
    """A message around the blocks of `{% call message(say("...")) %}`; `text` is what a screen reader says.

    `broadcast` shows a reply in a thread in the channel too.
    """
    return _around({"text": marked(text)} | ({"reply_broadcast": True} if broadcast else {}), caller)


def modal(
    name: str,
    title: Label,
    caller: Caller,
    *,
    submit: Label | None = None,
    close: Label | None = None,
    metadata: Mapping[str, str | int | None] | None = None,
    notify_on_close: bool = False,
) -> Markup:
    """A modal around the blocks of `{% call modal(...) %}`. `metadata` holds ids only; it comes back in the submission.

    `name` is the callback_id: the template's own name, which `render` fills in.
    """
    head = piece(
        type="modal",
        callback_id=name,
        title=plain(title),
        submit=plain_or_none(submit),
        close=plain_or_none(close),
        private_metadata=json.dumps(metadata, separators=(",", ":")) if metadata else None,
        notify_on_close=notify_on_close or None,
    )
    return _around(head, caller)


def home(name: str, caller: Caller) -> Markup:
    """A home tab around the blocks of `{% call home() %}`."""
    return _around({"type": "home", "callback_id": name}, caller)


def _around(head: Mapping[str, Any], caller: Caller) -> Markup:
    opened = json.dumps(head, ensure_ascii=False)[:-1]
    return Markup(f'{opened}, "blocks": [{tidy(caller())}]}}')  # noqa: S704 - made of JSON only.
