"""What Slack accepts as Block Kit: whole messages, modals and home tabs are looked at, and each mistake gets its place.

The limits come from Slack's Block Kit reference; where that is silent or disagrees with what was seen, the stricter
reading is kept, since what passes here has to pass at Slack.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from sandbox.blocks.layout import BLOCK
from sandbox.blocks.objects import OPTION, OPTION_GROUP, plain
from sandbox.blocks.shape import Check, Place, Problem, Surface, anything, boolean, list_of, string, thing

__all__ = ["Problem", "Surface", "check", "check_options", "check_view"]

MOST_BLOCKS = {Surface.MESSAGE: 50, Surface.MODAL: 100, Surface.HOME: 100}
MARKDOWN_CHARACTERS = 12_000
VIEW_BYTES = 250_000


def check(blocks: object, surface: Surface | str = Surface.MESSAGE) -> list[Problem]:
    """What is wrong with these blocks on this surface; pointers start at the list of blocks ("/0/text")."""
    return list(_blocks(blocks, Place(pointer="", surface=Surface(surface))))


def check_view(view: object) -> list[Problem]:
    """What is wrong with a modal or a home tab; pointers start at the view ("/blocks/0/text")."""
    if not isinstance(view, dict) or view.get("type") not in _VIEWS:
        return [Problem(pointer="/type", sentence="must be a modal or a home view")]
    surface = Surface(view["type"])
    problems = list(_VIEWS[surface](view, Place(pointer="", surface=surface)))
    size = len(json.dumps(view, ensure_ascii=False).encode())
    if size > VIEW_BYTES:
        problems.append(Problem(pointer="", sentence=f"must be no more than {VIEW_BYTES} bytes, and has {size}"))
    return problems


def check_options(answer: object) -> list[Problem]:
    """What is wrong with the answer to an option load of an external select."""
    # An external select gets what a static one could hold, save that finding nothing is allowed.
    if not isinstance(answer, dict) or len(answer.keys() & {"options", "option_groups"}) != 1:
        return [Problem(pointer="", sentence="must have options or option_groups")]
    lists: dict[str, Check] = {
        "options": list_of(OPTION, least=0, most=100),
        "option_groups": list_of(OPTION_GROUP, least=0, most=100),
    }
    return list(thing({}, lists)(answer, Place(pointer="", surface=Surface.MODAL)))


def _blocks(blocks: Any, place: Place) -> Iterator[Problem]:
    found = list(list_of(BLOCK, least=0, most=MOST_BLOCKS[place.surface])(blocks, place))
    yield from found
    if not found:
        yield from _together(blocks, place)


def _together(blocks: Sequence[Any], place: Place) -> Iterator[Problem]:
    """What only shows when all the blocks are laid side by side."""
    seen: set[str] = set()
    for index, block in enumerate(blocks):
        block_id = block.get("block_id")
        if block_id in seen:
            yield place.at(index).at("block_id").problem(f"is used twice: {block_id}")
        if block_id is not None:
            seen.add(block_id)
    markdown = sum(len(block["text"]) for block in blocks if block["type"] == "markdown")
    if markdown > MARKDOWN_CHARACTERS:
        yield place.problem(f"all markdown blocks together may have {MARKDOWN_CHARACTERS} characters, not {markdown}")
    if sum(block["type"] == "table" for block in blocks) > 1:
        yield place.problem("only one table is allowed in a message")
    inputs = [block["element"] for block in blocks if block["type"] == "input"]
    if sum(element.get("focus_on_load", False) for element in inputs) > 1:
        yield place.problem("only one element may have focus_on_load")


def _submit_with_input(view: Any, place: Place) -> Iterator[Problem]:
    if "submit" not in view and any(block["type"] == "input" for block in view["blocks"]):
        yield place.problem("missing required field: submit (there is an input block)")


_OF_BOTH: dict[str, Check] = {
    "private_metadata": string(most=3000),
    "callback_id": string(most=255),
    "external_id": string(most=255),
}

_VIEWS: dict[str, Check] = {
    Surface.MODAL: thing(
        {"type": anything, "title": plain(24), "blocks": _blocks},
        {
            **_OF_BOTH,
            "submit": plain(24),
            "close": plain(24),
            "clear_on_close": boolean,
            "notify_on_close": boolean,
            "submit_disabled": boolean,
        },
        also=[_submit_with_input],
    ),
    Surface.HOME: thing({"type": anything, "blocks": _blocks}, _OF_BOTH),
}
