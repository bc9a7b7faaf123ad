"""The interactive elements of Block Kit, and in which blocks and on which surfaces Slack shows them."""

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from sandbox.blocks import rich_text
from sandbox.blocks.objects import (
    CONFIRM,
    DISPATCH_CONFIG,
    FILTER,
    ID,
    LISTED_OPTION,
    OPTION,
    OPTION_GROUP,
    OVERFLOW_OPTION,
    URL,
    WEB_URL,
    initial_is_offered,
    plain,
)
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
    one_of,
    only_on,
    string,
    thing,
)

SLACK_FILE = thing({}, {"id": string(least=1), "url": WEB_URL}, also=[either("id", "url")])
_DATE = string(pattern=r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", like="2026-04-24")
_TIME = string(pattern=r"([01]\d|2[0-3]):[0-5]\d", like="09:30")
_SOME_ID = string(least=1)


def _in_modal_input_only(value: Any, place: Place) -> Iterator[Problem]:
    yield from boolean(value, place)
    if value is True and not (place.in_input and place.surface is Surface.MODAL):
        yield place.problem("only works in an input block of a modal")


def _element(required: dict[str, Check] | None = None, optional: dict[str, Check] | None = None, *also: Check) -> Check:
    return thing({"type": anything, **(required or {})}, {"action_id": ID, **(optional or {})}, also=also)


def _field(required: dict[str, Check] | None = None, optional: dict[str, Check] | None = None, *also: Check) -> Check:
    """An element that a person fills in: it may take the focus and show a placeholder."""
    return _element(required, {"focus_on_load": boolean, "placeholder": plain(150), **(optional or {})}, *also)


def _select(optional: dict[str, Check], *also: Check) -> Check:
    return _field({}, {"confirm": CONFIRM, **optional}, *also)


def _multi(optional: dict[str, Check], *also: Check) -> Check:
    return _select({"max_selected_items": integer(least=1, most=100), **optional}, *also)


_LISTS: dict[str, Check] = {
    "options": list_of(OPTION, most=100),
    "option_groups": list_of(OPTION_GROUP, most=100),
}
_ONE_LIST = either("options", "option_groups")
_CONVERSATIONS: dict[str, Check] = {"default_to_current_conversation": boolean, "filter": FILTER}


def _lengths_fit(element: Any, place: Place) -> Iterator[Problem]:
    least, most = element.get("min_length", 0), element.get("max_length", 3000)
    if least > most:
        yield place.at("min_length").problem("must not be more than max_length")
    if "initial_value" in element and not least <= len(element["initial_value"]) <= most:
        yield place.at("initial_value").problem(f"must have {least} to {most} characters")


def _numbers_fit(element: Any, place: Place) -> Iterator[Problem]:
    read: dict[str, Decimal] = {}
    for key in ("initial_value", "min_value", "max_value"):
        if key not in element:
            continue
        try:
            read[key] = Decimal(element[key])
        except InvalidOperation:
            yield place.at(key).problem("must be a number, written as a string")
            return
        if not element["is_decimal_allowed"] and read[key] != read[key].to_integral_value():
            yield place.at(key).problem("must be a whole number")
    least = read.get("min_value", Decimal("-Infinity"))
    most = read.get("max_value", Decimal("Infinity"))
    if least > most:
        yield place.at("min_value").problem("must not be more than max_value")
    if "initial_value" in read and not least <= read["initial_value"] <= most:
        yield place.at("initial_value").problem("must lie between min_value and max_value")


def _short_enough(element: Any, place: Place) -> Iterator[Problem]:
    if len(element.get("initial_options", [])) > element.get("max_selected_items", 100):
        yield place.at("initial_options").problem("must not be more than max_selected_items")


def _styled_text(*, optional: dict[str, Check] | None = None) -> dict[str, Check]:
    return {"initial_value": string(most=3000), "dispatch_action_config": DISPATCH_CONFIG, **(optional or {})}


BUTTON = _element(
    {"text": plain(75)},
    {
        "url": URL,
        "value": string(most=2000),
        "style": one_of("primary", "danger"),
        "confirm": CONFIRM,
        "accessibility_label": string(most=75, least=1),
    },
)

IMAGE = thing(
    {"type": anything, "alt_text": string(most=2000, least=1)},
    {"image_url": WEB_URL, "slack_file": SLACK_FILE},
    also=[either("image_url", "slack_file")],
)

_FEEDBACK = thing({"text": plain(75), "value": string(most=2000)}, {"accessibility_label": string(most=75)})

_ALL: dict[str, Check] = {
    "button": BUTTON,
    "image": IMAGE,
    "static_select": _select({**_LISTS, "initial_option": OPTION}, _ONE_LIST, initial_is_offered),
    "external_select": _select({"initial_option": OPTION, "min_query_length": integer(least=0, most=100)}),
    "users_select": _select({"initial_user": _SOME_ID}),
    "channels_select": _select({"initial_channel": _SOME_ID, "response_url_enabled": _in_modal_input_only}),
    "conversations_select": _select(
        {**_CONVERSATIONS, "initial_conversation": _SOME_ID, "response_url_enabled": _in_modal_input_only}
    ),
    "multi_static_select": _multi(
        {**_LISTS, "initial_options": list_of(OPTION, most=100)}, _ONE_LIST, initial_is_offered, _short_enough
    ),
    "multi_external_select": _multi(
        {"initial_options": list_of(OPTION, most=100), "min_query_length": integer(least=0, most=100)}, _short_enough
    ),
    "multi_users_select": _multi({"initial_users": list_of(_SOME_ID, most=100)}),
    "multi_channels_select": _multi({"initial_channels": list_of(_SOME_ID, most=100)}),
    "multi_conversations_select": _multi({**_CONVERSATIONS, "initial_conversations": list_of(_SOME_ID, most=100)}),
    "overflow": _element({"options": list_of(OVERFLOW_OPTION, most=5)}, {"confirm": CONFIRM}),
    "checkboxes": _element(
        {"options": list_of(LISTED_OPTION, most=10)},
        {"initial_options": list_of(LISTED_OPTION, most=10), "confirm": CONFIRM, "focus_on_load": boolean},
        initial_is_offered,
    ),
    "radio_buttons": _element(
        {"options": list_of(LISTED_OPTION, most=10)},
        {"initial_option": LISTED_OPTION, "confirm": CONFIRM, "focus_on_load": boolean},
        initial_is_offered,
    ),
    "datepicker": _select({"initial_date": _DATE}),
    "timepicker": _select({"initial_time": _TIME, "timezone": string(least=1)}),
    "datetimepicker": only_on(
        _element(
            {},
            {
                "initial_date_time": integer(least=1_000_000_000, most=9_999_999_999),
                "confirm": CONFIRM,
                "focus_on_load": boolean,
            },
        ),
        Surface.MESSAGE,
        Surface.MODAL,
    ),
    "plain_text_input": _field(
        {},
        _styled_text(
            optional={
                "multiline": boolean,
                "min_length": integer(least=0, most=3000),
                "max_length": integer(least=1, most=3000),
            }
        ),
        _lengths_fit,
    ),
    "number_input": only_on(
        _field(
            {"is_decimal_allowed": boolean},
            _styled_text(optional={"min_value": string(least=1), "max_value": string(least=1)}),
            _numbers_fit,
        ),
        Surface.MODAL,
    ),
    "email_text_input": only_on(_field({}, _styled_text()), Surface.MODAL),
    "url_text_input": only_on(_field({}, _styled_text()), Surface.MODAL),
    "file_input": only_on(
        _element({}, {"filetypes": list_of(string(least=1), most=100), "max_files": integer(least=1, most=10)}),
        Surface.MODAL,
    ),
    "rich_text_input": only_on(
        _field(
            {},
            {
                "initial_value": rich_text.BLOCK,
                "dispatch_action_config": DISPATCH_CONFIG,
                "min_lines": integer(least=1, most=100),
                "max_lines": integer(least=1, most=100),
            },
        ),
        Surface.MODAL,
        Surface.HOME,
    ),
    "feedback_buttons": only_on(
        _element({"positive_button": _FEEDBACK, "negative_button": _FEEDBACK}), Surface.MESSAGE
    ),
    "icon_button": only_on(
        _element({"icon": one_of("trash"), "text": plain(75)}, {"value": string(most=2000), "confirm": CONFIRM}),
        Surface.MESSAGE,
    ),
}

_SELECTS = ("static_select", "external_select", "users_select", "channels_select", "conversations_select")
_MULTI_SELECTS = tuple(f"multi_{name}" for name in _SELECTS)
_CHOICES = ("checkboxes", "radio_buttons", "datepicker", "timepicker")
_TYPED = ("plain_text_input", "number_input", "email_text_input", "url_text_input", "file_input", "rich_text_input")


def _some(*names: str, called: str) -> Check:
    return by_type({name: _ALL[name] for name in names}, called=called)


ACCESSORY = _some("button", "overflow", "image", *_SELECTS, *_MULTI_SELECTS, *_CHOICES, called="accessory of a section")
ACTION = _some("button", "overflow", *_SELECTS, *_CHOICES, "datetimepicker", called="element of an actions block")
INPUT = _some(*_SELECTS, *_MULTI_SELECTS, *_CHOICES, "datetimepicker", *_TYPED, called="element of an input block")
CONTEXT_ACTION = _some("feedback_buttons", "icon_button", called="element of a context_actions block")
