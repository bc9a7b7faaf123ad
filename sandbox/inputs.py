"""What the elements of Block Kit hold: their first value, and which values Slack's client would refuse."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import urlsplit

from sandbox.values import Json


@dataclass(frozen=True, slots=True)
class Slot:
    """Where an element keeps its value in `state.values`, and where its first value stands in the element."""

    key: str
    initial_key: str | None
    many: bool = False


SLOTS = {
    "plain_text_input": Slot("value", "initial_value"),
    "number_input": Slot("value", "initial_value"),
    "email_text_input": Slot("value", "initial_value"),
    "url_text_input": Slot("value", "initial_value"),
    "rich_text_input": Slot("rich_text_value", "initial_value"),
    "datepicker": Slot("selected_date", "initial_date"),
    "timepicker": Slot("selected_time", "initial_time"),
    "datetimepicker": Slot("selected_date_time", "initial_date_time"),
    "static_select": Slot("selected_option", "initial_option"),
    "external_select": Slot("selected_option", "initial_option"),
    "radio_buttons": Slot("selected_option", "initial_option"),
    "users_select": Slot("selected_user", "initial_user"),
    "channels_select": Slot("selected_channel", "initial_channel"),
    "conversations_select": Slot("selected_conversation", "initial_conversation"),
    "checkboxes": Slot("selected_options", "initial_options", many=True),
    "multi_static_select": Slot("selected_options", "initial_options", many=True),
    "multi_external_select": Slot("selected_options", "initial_options", many=True),
    "multi_users_select": Slot("selected_users", "initial_users", many=True),
    "multi_channels_select": Slot("selected_channels", "initial_channels", many=True),
    "multi_conversations_select": Slot("selected_conversations", "initial_conversations", many=True),
    "file_input": Slot("files", None, many=True),
}

TEXT_INPUTS = ("plain_text_input", "number_input", "email_text_input", "url_text_input")


def holds_value(element: Json) -> bool:
    """Whether the element appears in `state.values`. Buttons and overflow menus do not."""
    return element["type"] in SLOTS


def initial(element: Json, *, here: str | None = None) -> Json:
    """The value an element shows at first; `here` is the channel for `default_to_current_conversation`."""
    slot = SLOTS[element["type"]]
    value = element.get(slot.initial_key) if slot.initial_key else None
    if value is None and element.get("default_to_current_conversation") and here is not None:
        value = [here] if slot.many else here
    if value is None and slot.many:
        value = []
    return {"type": element["type"], slot.key: value}


def value_in(state: Json) -> Any:
    """The bare value in an element's state, e.g. "Jan" of {"type": "plain_text_input", "value": "Jan"}."""
    return state.get(SLOTS[state["type"]].key)


def is_empty(state: Json) -> bool:
    """Whether nothing was typed or chosen. Text of only spaces is empty for Slack's client too."""
    value = value_in(state)
    return value is None or value == [] or (isinstance(value, str) and not value.strip())


def options_of(element: Json) -> Iterator[Json]:
    """The options an element shows, those in groups included."""
    yield from element.get("options", [])
    for group in element.get("option_groups", []):
        yield from group["options"]


def refusals(element: Json, state: Json) -> list[str]:
    """The sentences with which Slack's client refuses this value; an empty value is never refused here."""
    if state.get("type") != element["type"]:
        return [f"dit veld is van de soort {element['type']}, niet {state.get('type')}"]
    if is_empty(state):
        return []
    check = _CHECKS.get(element["type"])
    return list(check(element, value_in(state))) if check else []


def _text(element: Json, value: str) -> Iterator[str]:
    most, least = element.get("max_length", 3000), element.get("min_length", 0)
    if len(value) > most:
        yield f"hoogstens {most} tekens: dit zijn er {len(value)}"
    if len(value) < least:
        yield f"minstens {least} tekens"
    if "\n" in value and not element.get("multiline"):
        yield "dit veld is één regel"


def _number(element: Json, value: str) -> Iterator[str]:
    try:
        number = Decimal(value)
    except InvalidOperation:
        yield "dit is geen getal"
        return
    if not number.is_finite() or "e" in value.lower():
        yield "dit is geen getal"
        return
    if not element["is_decimal_allowed"] and number != number.to_integral_value():
        yield "dit moet een geheel getal zijn"
    if "min_value" in element and number < Decimal(element["min_value"]):
        yield f"minstens {element['min_value']}"
    if "max_value" in element and number > Decimal(element["max_value"]):
        yield f"hoogstens {element['max_value']}"


def _email(element: Json, value: str) -> Iterator[str]:
    if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", value):
        yield "dit is geen e-mailadres"


def _url(element: Json, value: str) -> Iterator[str]:
    if urlsplit(value).scheme not in ("http", "https") or not urlsplit(value).netloc:
        yield "dit is geen webadres"


def _date(element: Json, value: str) -> Iterator[str]:
    if not _fits(value, "%Y-%m-%d"):
        yield "een datum ziet eruit als 2026-04-24"


def _time(element: Json, value: str) -> Iterator[str]:
    if not _fits(value, "%H:%M"):
        yield "een uur ziet eruit als 09:30"


def _fits(value: str, shape: str) -> bool:
    # Going there and back refuses what strptime allows and Slack does not: 2026-4-24, 9:30.
    try:
        return datetime.strptime(value, shape).strftime(shape) == value  # noqa: DTZ007 - a wall time has no zone
    except ValueError:
        return False


def _moment(element: Json, value: object) -> Iterator[str]:
    if not isinstance(value, int) or not 1_000_000_000 <= value <= 9_999_999_999:
        yield "een moment is een geheel getal van tien cijfers: seconden sinds 1970"


def _one_option(element: Json, value: Json) -> Iterator[str]:
    if element["type"] != "external_select" and value not in list(options_of(element)):
        yield f"deze keuze staat er niet bij: {value.get('text', {}).get('text')}"


def _options(element: Json, value: list[Json]) -> Iterator[str]:
    if "external" not in element["type"]:
        known = list(options_of(element))
        for option in value:
            if option not in known:
                yield f"deze keuze staat er niet bij: {option.get('text', {}).get('text')}"
    yield from _how_many(element, value)


def _how_many(element: Json, value: list[Any]) -> Iterator[str]:
    most = element.get("max_selected_items")
    if most is not None and len(value) > most:
        yield f"hoogstens {most} keuzes"


def _file_list(element: Json, value: list[Json]) -> Iterator[str]:
    if len(value) > element.get("max_files", 10):
        yield f"hoogstens {element.get('max_files', 10)} bestanden"
    allowed = element.get("filetypes")
    for file in value:
        if allowed and file.get("filetype") not in allowed:
            yield f"dit soort bestand mag hier niet: {file.get('name')}"


_CHECKS: dict[str, Callable[[Json, Any], Iterator[str]]] = {
    "plain_text_input": _text,
    "number_input": _number,
    "email_text_input": _email,
    "url_text_input": _url,
    "datepicker": _date,
    "timepicker": _time,
    "datetimepicker": _moment,
    "static_select": _one_option,
    "external_select": _one_option,
    "radio_buttons": _one_option,
    "checkboxes": _options,
    "multi_static_select": _options,
    "multi_external_select": _options,
    "multi_users_select": _how_many,
    "multi_channels_select": _how_many,
    "multi_conversations_select": _how_many,
    "file_input": _file_list,
}
