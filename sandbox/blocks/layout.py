"""The layout blocks of Block Kit, one check each."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from sandbox.blocks import elements, rich_text
from sandbox.blocks.objects import ID, URL, WEB_URL, plain, text
from sandbox.blocks.shape import (
    Check,
    Place,
    Problem,
    Surface,
    anything,
    boolean,
    by_type,
    either,
    integer,
    list_of,
    number,
    one_of,
    only_on,
    string,
    thing,
)

TABLE_CHARACTERS = 10_000


def _block(required: dict[str, Check], optional: dict[str, Check] | None = None, *also: Check) -> Check:
    return thing({"type": anything, **required}, {"block_id": ID, **(optional or {})}, also=also)


def _unique_action_ids(block: Any, place: Place) -> Iterator[Problem]:
    seen: set[str] = set()
    for index, element in enumerate(block["elements"]):
        action_id = element.get("action_id")
        if action_id in seen:
            yield place.at("elements").at(index).at("action_id").problem(f"is used twice in this block: {action_id}")
        if action_id is not None:
            seen.add(action_id)


def _inside_input(value: Any, place: Place) -> Iterator[Problem]:
    yield from elements.INPUT(value, replace(place, in_input=True))


_CONTEXT_ITEM = by_type(
    {"image": elements.IMAGE, "plain_text": text(2000), "mrkdwn": text(2000)}, called="element of a context block"
)

_CELL = by_type(
    {
        "raw_text": thing({"type": anything, "text": string(least=1)}),
        "raw_number": thing({"type": anything, "value": number, "text": string(least=1)}),
        "rich_text": rich_text.BLOCK,
    },
    called="table cell",
)
_COLUMN = thing({}, {"align": one_of("left", "center", "right"), "is_wrapped": boolean})


def _column(value: Any, place: Place) -> Iterator[Problem]:
    """A column without settings is written as null."""
    if value is not None:
        yield from _COLUMN(value, place)


def _fits_in_table(block: Any, place: Place) -> Iterator[Problem]:
    total = sum(_length(cell) for row in block["rows"] for cell in row)
    if total > TABLE_CHARACTERS:
        yield place.at("rows").problem(f"must hold no more than {TABLE_CHARACTERS} characters, and has {total}")


def _length(value: Any) -> int:
    """The characters in all the texts of a cell."""
    if isinstance(value, dict):
        return sum(len(inner) if key == "text" else _length(inner) for key, inner in value.items())
    return sum(_length(inner) for inner in value) if isinstance(value, list) else 0


BLOCK = by_type(
    {
        "section": _block(
            {},
            {
                "text": text(3000),
                "fields": list_of(text(2000), most=10),
                "accessory": elements.ACCESSORY,
                "expand": boolean,
            },
            either("text", "fields", both=True),
        ),
        "header": _block({"text": plain(150)}, {"level": integer(least=1, most=4)}),
        "divider": _block({}),
        "context": _block({"elements": list_of(_CONTEXT_ITEM, most=10)}),
        "actions": _block({"elements": list_of(elements.ACTION, most=25)}, {}, _unique_action_ids),
        "input": _block(
            {"label": plain(2000), "element": _inside_input},
            {"hint": plain(2000), "optional": boolean, "dispatch_action": boolean},
        ),
        "image": _block(
            {"alt_text": string(most=2000, least=1)},
            {"image_url": WEB_URL, "slack_file": elements.SLACK_FILE, "title": plain(2000)},
            either("image_url", "slack_file"),
        ),
        "rich_text": _block({"elements": rich_text.ELEMENTS}),
        "video": _block(
            {"alt_text": string(least=1), "title": plain(200), "thumbnail_url": WEB_URL, "video_url": WEB_URL},
            {
                "title_url": URL,
                "description": plain(200),
                "author_name": string(most=50),
                "provider_name": string(),
                "provider_icon_url": WEB_URL,
            },
        ),
        "markdown": only_on(_block({"text": string(least=1, most=12_000)}), Surface.MESSAGE),
        # Slack's page lists tables for home tabs too, but only messages were seen to show them.
        "table": only_on(
            _block(
                {"rows": list_of(list_of(_CELL, most=20), most=100)},
                {"column_settings": list_of(_column, most=20)},
                _fits_in_table,
            ),
            Surface.MESSAGE,
        ),
        "context_actions": only_on(
            _block({"elements": list_of(elements.CONTEXT_ACTION, most=5)}, {}, _unique_action_ids), Surface.MESSAGE
        ),
        "alert": only_on(
            _block({"text": text(200)}, {"level": one_of("default", "info", "warning", "error", "success")}),
            Surface.MODAL,
        ),
    },
    called="block (a file block only comes from Slack itself)",
)
