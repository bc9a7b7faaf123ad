"""What Slack accepts as Block Kit: one good example of everything, and each rule broken once."""

import json
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest

from sandbox import blocks as block_kit
from sandbox.blocks import Surface

Json = dict[str, Any]


def plain(text: str = "Tekst") -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str = "*Tekst*") -> Json:
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def option(text: str = "Keuze", value: str = "keuze") -> Json:
    return {"text": plain(text), "value": value}


def options(count: int) -> list[Json]:
    return [option(f"Keuze {n}", str(n)) for n in range(count)]


CONFIRM = {"title": plain(), "text": plain(), "confirm": plain("Ja"), "deny": plain("Nee"), "style": "danger"}
RICH: Json = {
    "type": "rich_text",
    "elements": [
        {
            "type": "rich_text_section",
            "elements": [
                {"type": "text", "text": "Dag ", "style": {"bold": True}},
                {"type": "user", "user_id": "U1"},
                {"type": "link", "url": "https://voorbeeld.be", "text": "hier"},
                {"type": "emoji", "name": "tada"},
                {"type": "date", "timestamp": 1777014000, "format": "{date}", "fallback": "24 april"},
                {"type": "channel", "channel_id": "C1"},
                {"type": "broadcast", "range": "here"},
            ],
        },
        {
            "type": "rich_text_list",
            "style": "ordered",
            "indent": 1,
            "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "Eén"}]}],
        },
        {"type": "rich_text_quote", "elements": [{"type": "text", "text": "Citaat"}]},
        {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "code"}]},
    ],
}

BUTTON = {
    "type": "button",
    "text": plain("Ja"),
    "action_id": "ja",
    "value": "1",
    "style": "primary",
    "confirm": CONFIRM,
    "accessibility_label": "Ja, aanvaarden",
}

# Each element once, with everything it may have.
ELEMENTS: dict[str, Json] = {
    "button": BUTTON,
    "static_select": {
        "options": options(2),
        "initial_option": options(2)[1],
        "placeholder": plain(),
        "confirm": CONFIRM,
    },
    "external_select": {"min_query_length": 0, "initial_option": option(), "placeholder": plain()},
    "users_select": {"initial_user": "U1"},
    "channels_select": {"initial_channel": "C1"},
    "conversations_select": {"default_to_current_conversation": True, "filter": {"include": ["public"]}},
    "multi_static_select": {
        "option_groups": [{"label": plain(), "options": options(2)}],
        "initial_options": options(1),
        "max_selected_items": 2,
    },
    "multi_external_select": {"initial_options": options(1)},
    "multi_users_select": {"initial_users": ["U1"]},
    "multi_channels_select": {"initial_channels": ["C1"]},
    "multi_conversations_select": {"initial_conversations": ["C1"]},
    "overflow": {"options": [option() | {"url": "https://voorbeeld.be"}]},
    "checkboxes": {"options": [{"text": mrkdwn(), "value": "a", "description": mrkdwn()}]},
    "radio_buttons": {"options": options(2), "initial_option": options(1)[0]},
    "datepicker": {"initial_date": "2026-04-24", "placeholder": plain()},
    "timepicker": {"initial_time": "09:30", "timezone": "Europe/Brussels"},
    "datetimepicker": {"initial_date_time": 1777014000},
    "plain_text_input": {
        "multiline": True,
        "min_length": 1,
        "max_length": 5,
        "initial_value": "Dag",
        "dispatch_action_config": {"trigger_actions_on": ["on_enter_pressed"]},
        "focus_on_load": True,
    },
    "number_input": {"is_decimal_allowed": True, "min_value": "0", "max_value": "9.5", "initial_value": "2.5"},
    "email_text_input": {"initial_value": "a@voorbeeld.be"},
    "url_text_input": {"initial_value": "https://voorbeeld.be"},
    "file_input": {"filetypes": ["csv"], "max_files": 3},
    "rich_text_input": {"initial_value": RICH, "min_lines": 2, "max_lines": 20},
}

BLOCKS: dict[str, Json] = {
    "section": {"text": mrkdwn(), "fields": [plain(), mrkdwn()], "accessory": BUTTON, "expand": True},
    "header": {"text": plain()},
    "divider": {},
    "context": {"elements": [mrkdwn(), {"type": "image", "image_url": "https://voorbeeld.be/a.png", "alt_text": "A"}]},
    "actions": {"elements": [BUTTON]},
    "input": {
        "label": plain(),
        "hint": plain(),
        "optional": True,
        "dispatch_action": True,
        "element": {"type": "plain_text_input", "action_id": "a"},
    },
    "image": {"image_url": "https://voorbeeld.be/a.png", "alt_text": "Staafdiagram", "title": plain()},
    "rich_text": {"elements": RICH["elements"]},
    "video": {
        "alt_text": "Film",
        "title": plain(),
        "thumbnail_url": "https://voorbeeld.be/a.png",
        "video_url": "https://voorbeeld.be/film",
    },
    "markdown": {"text": "**Vet**"},
    "table": {
        "rows": [[{"type": "raw_text", "text": "a"}, {"type": "raw_number", "value": 1, "text": "1"}], [RICH]],
        "column_settings": [None, {"align": "right", "is_wrapped": True}],
    },
    "alert": {"text": plain(), "level": "warning"},
    "context_actions": {
        "elements": [
            {
                "type": "feedback_buttons",
                "action_id": "f",
                "positive_button": {"text": plain(), "value": "1"},
                "negative_button": {"text": plain(), "value": "0"},
            },
            {"type": "icon_button", "icon": "trash", "text": plain(), "action_id": "i"},
        ]
    },
}

NOT_IN_MESSAGES = {"alert", "number_input", "email_text_input", "url_text_input", "file_input", "rich_text_input"}
NOT_IN_MODALS = {"markdown", "table", "context_actions"}
NOT_AT_HOME = {
    *("alert", "markdown", "table", "context_actions", "datetimepicker"),
    *("number_input", "email_text_input", "url_text_input", "file_input"),
}
IN_SECTIONS = {
    *("button", "overflow", "checkboxes", "radio_buttons", "datepicker", "timepicker"),
    *(name for name in ELEMENTS if name.endswith("_select")),
}
IN_ACTIONS = {name for name in IN_SECTIONS if not name.startswith("multi_")} | {"datetimepicker"}
IN_INPUTS = set(ELEMENTS) - {"button", "overflow"}


def element(name: str, **more: Any) -> Json:
    return {"type": name, "action_id": "id", **deepcopy(ELEMENTS[name]), **more}


def block(name: str, **more: Any) -> Json:
    return {"type": name, "block_id": "blok", **deepcopy(BLOCKS[name]), **more}


def input_block(inside: Json) -> Json:
    return {"type": "input", "label": plain(), "element": inside}


def modal(*blocks: Json, **more: Any) -> Json:
    return {"type": "modal", "title": plain(), "submit": plain("Ok"), "blocks": list(blocks), **more}


def home(*blocks: Json, **more: Any) -> Json:
    return {"type": "home", "blocks": list(blocks), **more}


def wrong(blocks: list[Json], surface: Surface = Surface.MESSAGE) -> list[tuple[str, str]]:
    return [(problem.pointer, problem.sentence) for problem in block_kit.check(blocks, surface)]


def places(blocks: list[Json], surface: Surface = Surface.MESSAGE) -> list[str]:
    return [pointer for pointer, _ in wrong(blocks, surface)]


# What is good.


@pytest.mark.parametrize(
    ("surface", "not_there"),
    [(Surface.MESSAGE, NOT_IN_MESSAGES), (Surface.MODAL, NOT_IN_MODALS), (Surface.HOME, NOT_AT_HOME)],
)
@pytest.mark.parametrize("name", BLOCKS)
def test_a_block_stands_where_slack_shows_it(name: str, surface: Surface, not_there: set[str]) -> None:
    assert bool(wrong([block(name)], surface)) == (name in not_there)


@pytest.mark.parametrize(
    ("surface", "not_there"),
    [(Surface.MESSAGE, NOT_IN_MESSAGES), (Surface.MODAL, NOT_IN_MODALS), (Surface.HOME, NOT_AT_HOME)],
)
@pytest.mark.parametrize("name", sorted(IN_INPUTS))
def test_an_input_stands_where_slack_shows_it(name: str, surface: Surface, not_there: set[str]) -> None:
    assert bool(wrong([input_block(element(name))], surface)) == (name in not_there)


@pytest.mark.parametrize("name", ELEMENTS)
def test_an_element_stands_in_the_blocks_that_take_it(name: str) -> None:
    given = element(name)
    taken = {
        "section": not wrong([{"type": "section", "text": plain(), "accessory": given}], Surface.MODAL),
        "actions": not wrong([{"type": "actions", "elements": [given]}], Surface.MODAL),
        "input": not wrong([input_block(given)], Surface.MODAL),
    }
    assert taken == {"section": name in IN_SECTIONS, "actions": name in IN_ACTIONS, "input": name in IN_INPUTS}


# What is wrong, and where.


@pytest.mark.parametrize("name", BLOCKS)
def test_an_unknown_key_in_a_block_is_refused(name: str) -> None:
    surface = Surface.MODAL if name in NOT_IN_MESSAGES else Surface.MESSAGE
    assert wrong([block(name, colour="red")], surface) == [("/0/colour", "unknown field: colour")]


@pytest.mark.parametrize("name", ELEMENTS)
def test_an_unknown_key_in_an_element_is_refused(name: str) -> None:
    holder = input_block if name in IN_INPUTS else lambda inside: {"type": "actions", "elements": [inside]}
    problems = wrong([holder(element(name, colour="red"))], Surface.MODAL)
    assert [sentence for _, sentence in problems] == ["unknown field: colour"]


def _missing() -> Iterator[tuple[str, Json]]:
    for name, keys in {
        "section": ("text",),
        "header": ("text",),
        "context": ("elements",),
        "actions": ("elements",),
        "input": ("label", "element"),
        "image": ("alt_text", "image_url"),
        "rich_text": ("elements",),
        "video": ("alt_text", "title", "thumbnail_url", "video_url"),
        "markdown": ("text",),
        "table": ("rows",),
    }.items():
        for key in keys:
            given = block(name)
            del given[key]
            given.pop("fields", None)
            yield f"{name} without {key}", given


@pytest.mark.parametrize("given", [pytest.param(given, id=name) for name, given in _missing()])
def test_a_block_without_what_it_needs_is_refused(given: Json) -> None:
    ((pointer, sentence),) = wrong([given])
    assert pointer == "/0"
    assert "must have" in sentence or "missing required field" in sentence


def _select(count: int) -> Json:
    return {"type": "actions", "elements": [{"type": "static_select", "options": options(count)}]}


def _in_action(name: str, **more: Any) -> Json:
    return {"type": "actions", "elements": [element(name, **more)]}


# A thing at its limit, the same one over it, and where the second one is wrong.
LIMITS: dict[str, tuple[Json, Json, str]] = {
    "header": (block("header", text=plain("x" * 150)), block("header", text=plain("x" * 151)), "/0/text/text"),
    "section": (block("section", text=plain("x" * 3000)), block("section", text=plain("x" * 3001)), "/0/text/text"),
    "empty text": (block("section", text=plain("x")), block("section", text=plain("")), "/0/text/text"),
    "field": (
        block("section", fields=[plain("x" * 2000)]),
        block("section", fields=[plain("x" * 2001)]),
        "/0/fields/0/text",
    ),
    "fields": (block("section", fields=[plain()] * 10), block("section", fields=[plain()] * 11), "/0/fields"),
    "block_id": (block("divider", block_id="x" * 255), block("divider", block_id="x" * 256), "/0/block_id"),
    "context": (block("context", elements=[plain()] * 10), block("context", elements=[plain()] * 11), "/0/elements"),
    "actions": (
        block("actions", elements=[BUTTON | {"action_id": str(n)} for n in range(25)]),
        block("actions", elements=[BUTTON | {"action_id": str(n)} for n in range(26)]),
        "/0/elements",
    ),
    "button text": (
        _in_action("button", text=plain("x" * 75)),
        _in_action("button", text=plain("x" * 76)),
        "/0/elements/0/text/text",
    ),
    "button value": (
        _in_action("button", value="x" * 2000),
        _in_action("button", value="x" * 2001),
        "/0/elements/0/value",
    ),
    "action_id": (
        _in_action("button", action_id="x" * 255),
        _in_action("button", action_id="x" * 256),
        "/0/elements/0/action_id",
    ),
    "options": (_select(100), _select(101), "/0/elements/0/options"),
    "no options": (_select(1), _select(0), "/0/elements/0/options"),
    "option text": (
        _in_action("overflow", options=[option("x" * 75)]),
        _in_action("overflow", options=[option("x" * 76)]),
        "/0/elements/0/options/0/text/text",
    ),
    "option value": (
        _in_action("overflow", options=[option(value="x" * 150)]),
        _in_action("overflow", options=[option(value="x" * 151)]),
        "/0/elements/0/options/0/value",
    ),
    "overflow": (
        _in_action("overflow", options=options(5)),
        _in_action("overflow", options=options(6)),
        "/0/elements/0/options",
    ),
    "radio": (
        _in_action("radio_buttons", options=options(10)),
        _in_action("radio_buttons", options=options(11)),
        "/0/elements/0/options",
    ),
    "placeholder": (
        _in_action("users_select", placeholder=plain("x" * 150)),
        _in_action("users_select", placeholder=plain("x" * 151)),
        "/0/elements/0/placeholder/text",
    ),
    "confirm": (
        _in_action("button", confirm=CONFIRM | {"text": plain("x" * 300)}),
        _in_action("button", confirm=CONFIRM | {"text": plain("x" * 301)}),
        "/0/elements/0/confirm/text/text",
    ),
    "confirm button": (
        _in_action("button", confirm=CONFIRM | {"deny": plain("x" * 30)}),
        _in_action("button", confirm=CONFIRM | {"deny": plain("x" * 31)}),
        "/0/elements/0/confirm/deny/text",
    ),
    "label": (block("input", label=plain("x" * 2000)), block("input", label=plain("x" * 2001)), "/0/label/text"),
    "max_length": (
        input_block({"type": "plain_text_input", "max_length": 3000}),
        input_block({"type": "plain_text_input", "max_length": 3001}),
        "/0/element/max_length",
    ),
    "alt_text": (block("image", alt_text="x" * 2000), block("image", alt_text="x" * 2001), "/0/alt_text"),
    "markdown": (block("markdown", text="x" * 12_000), block("markdown", text="x" * 12_001), "/0/text"),
    "table rows": (
        block("table", rows=[[{"type": "raw_text", "text": "a"}]] * 100),
        block("table", rows=[[{"type": "raw_text", "text": "a"}]] * 101),
        "/0/rows",
    ),
    "table cells": (
        block("table", rows=[[{"type": "raw_text", "text": "a"}] * 20]),
        block("table", rows=[[{"type": "raw_text", "text": "a"}] * 21]),
        "/0/rows/0",
    ),
    "table characters": (
        block("table", rows=[[{"type": "raw_text", "text": "a" * 5000}] * 2]),
        block("table", rows=[[{"type": "raw_text", "text": "a" * 5000}] * 2, [{"type": "raw_text", "text": "a"}]]),
        "/0/rows",
    ),
    "empty cell": (
        block("table", rows=[[{"type": "raw_text", "text": "a"}]]),
        block("table", rows=[[{"type": "raw_text", "text": ""}]]),
        "/0/rows/0/0/text",
    ),
}


@pytest.mark.parametrize(("good", "bad", "pointer"), [pytest.param(*case, id=name) for name, case in LIMITS.items()])
def test_a_limit_holds_exactly(good: Json, bad: Json, pointer: str) -> None:
    assert wrong([good]) == []
    assert places([bad]) == [pointer]


@pytest.mark.parametrize(
    ("given", "pointer", "sentence"),
    [
        (block("header", text=mrkdwn()), "/0/text/type", "only plain_text is allowed here"),
        (block("section", text={"type": "mrkdwn", "text": "a", "emoji": True}), "/0/text/emoji", "unknown field"),
        (block("section", text={"type": "plain_text", "text": "a", "verbatim": True}), "/0/text/verbatim", "unknown"),
        (block("section", text="Zomaar"), "/0/text", "must be an object"),
        (_in_action("button", style="warning"), "/0/elements/0/style", "primary, danger"),
        (_in_action("static_select", initial_option=option("Weg")), "/0/elements/0/initial_option", "exactly one"),
        (_in_action("static_select", option_groups=[]), "/0/elements/0/option_groups", "1 to 100"),
        (_in_action("datepicker", initial_date="24/4/2026"), "/0/elements/0/initial_date", "2026-04-24"),
        (_in_action("timepicker", initial_time="9u30"), "/0/elements/0/initial_time", "09:30"),
        (_in_action("datetimepicker", initial_date_time=5), "/0/elements/0/initial_date_time", "must be from"),
        (
            _in_action("conversations_select", response_url_enabled=True),
            "/0/elements/0/response_url_enabled",
            "only works",
        ),
        (_in_action("button", value=7), "/0/elements/0/value", "must be a string"),
        ({"type": "file", "external_id": "a", "source": "remote"}, "/0/type", "unsupported block"),
        ({"type": "rich_text", "elements": [{"type": "text", "text": "a"}]}, "/0/elements/0/type", "rich text element"),
        ("geen blok", "/0", "must be an object"),
    ],
)
def test_a_mistake_is_named_at_its_place(given: Any, pointer: str, sentence: str) -> None:
    ((where, what), *_) = wrong([given])
    assert where == pointer
    assert sentence in what


def test_an_initial_option_may_leave_out_what_is_the_default() -> None:
    chosen = {"text": plain("Keuze") | {"emoji": True}, "value": "keuze"}
    assert wrong([_in_action("static_select", options=[option()], initial_option=chosen)]) == []


@pytest.mark.parametrize(
    ("more", "key"),
    [
        ({"min_length": 5, "max_length": 4}, "min_length"),
        ({"initial_value": "te lang"}, "initial_value"),
    ],
)
def test_the_lengths_of_a_text_input_agree(more: Json, key: str) -> None:
    given = {"type": "plain_text_input", "max_length": 5} | more
    assert places([input_block(given)]) == [f"/0/element/{key}"]


@pytest.mark.parametrize(
    ("more", "key"),
    [
        ({"initial_value": "drie"}, "initial_value"),
        ({"initial_value": "2.5"}, "initial_value"),
        ({"min_value": "3", "max_value": "2"}, "min_value"),
        ({"max_value": "2", "initial_value": "3"}, "initial_value"),
    ],
)
def test_the_numbers_of_a_number_input_agree(more: Json, key: str) -> None:
    given = {"type": "number_input", "is_decimal_allowed": False} | more
    assert places([input_block(given)], Surface.MODAL) == [f"/0/element/{key}"]


# The blocks together.


@pytest.mark.parametrize(("surface", "most"), [(Surface.MESSAGE, 50), (Surface.MODAL, 100), (Surface.HOME, 100)])
def test_a_surface_holds_so_many_blocks(surface: Surface, most: int) -> None:
    assert wrong([{"type": "divider"}] * most, surface) == []
    assert places([{"type": "divider"}] * (most + 1), surface) == [""]


def test_a_block_id_is_used_once() -> None:
    assert places([block("divider"), block("header")]) == ["/1/block_id"]


def test_an_action_id_is_used_once_in_a_block() -> None:
    assert places([block("actions", elements=[BUTTON, BUTTON])]) == ["/0/elements/1/action_id"]
    assert places([{"type": "actions", "elements": [BUTTON]}, {"type": "actions", "elements": [BUTTON]}]) == []


def test_all_markdown_together_has_a_limit() -> None:
    half = {"type": "markdown", "text": "x" * 6000}
    assert places([half, half]) == []
    assert places([half, half, {"type": "markdown", "text": "x"}]) == [""]


def test_a_message_holds_one_table() -> None:
    table = {"type": "table", "rows": [[{"type": "raw_text", "text": "a"}]]}
    assert places([table]) == []
    assert places([table, table]) == [""]


def test_one_element_takes_the_focus() -> None:
    focused = input_block({"type": "plain_text_input", "focus_on_load": True})
    assert places([focused], Surface.MODAL) == []
    assert places([focused, focused], Surface.MODAL) == [""]


# Views.


@pytest.mark.parametrize(
    ("view", "pointers"),
    [
        (modal(block("section")), []),
        (home(block("section"), private_metadata="x" * 3000, callback_id="a"), []),
        (modal(title=plain("x" * 24)), []),
        (modal(title=plain("x" * 25)), ["/title/text"]),
        (modal(submit=plain("x" * 25)), ["/submit/text"]),
        (modal(close=plain("x" * 25)), ["/close/text"]),
        (modal(private_metadata="x" * 3001), ["/private_metadata"]),
        (modal(callback_id="x" * 256), ["/callback_id"]),
        (modal(footer=plain()), ["/footer"]),
        (home(title=plain()), ["/title"]),
        (home(submit=plain()), ["/submit"]),
        ({"type": "modal", "blocks": []}, [""]),
        ({"type": "modal", "title": plain(), "blocks": [input_block(element("datepicker"))]}, [""]),
        ({"type": "message", "blocks": []}, ["/type"]),
        ([], ["/type"]),
        (modal(block("section", text=plain(""))), ["/blocks/0/text/text"]),
    ],
)
def test_a_view_is_looked_at_as_a_whole(view: Any, pointers: list[str]) -> None:
    assert [problem.pointer for problem in block_kit.check_view(view)] == pointers


def test_a_view_weighs_at_most_250_kilobytes() -> None:
    view = home(*[{"type": "section", "text": plain("é" * 3000)} for _ in range(41)], private_metadata="")
    room = 250_000 - len(json.dumps(view, ensure_ascii=False).encode())
    assert block_kit.check_view(view | {"private_metadata": "x" * room}) == []
    (problem,) = block_kit.check_view(view | {"private_metadata": "x" * (room + 1)})
    assert problem.sentence == "must be no more than 250000 bytes, and has 250001"


# Options of an external select.


@pytest.mark.parametrize(
    ("answer", "good"),
    [
        ({"options": []}, True),
        ({"options": options(100)}, True),
        ({"options": options(101)}, False),
        ({"options": [option("x" * 76)]}, False),
        ({"option_groups": [{"label": plain(), "options": options(3)}]}, True),
        ({"options": [], "option_groups": []}, False),
        ({}, False),
        (None, False),
    ],
)
def test_the_answer_to_an_option_load(answer: Any, good: bool) -> None:
    assert (block_kit.check_options(answer) == []) == good
