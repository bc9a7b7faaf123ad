"""What Slack's client takes in a field, and what it refuses."""

from typing import Any

import pytest

from sandbox import inputs

Json = dict[str, Any]


def option(value: str) -> Json:
    return {"text": {"type": "plain_text", "text": value.title(), "emoji": True}, "value": value}


FILE = {"id": "F1", "name": "leden.csv", "filetype": "csv"}


@pytest.mark.parametrize(
    ("element", "value", "taken"),
    [
        ({"type": "plain_text_input", "max_length": 3}, "abc", True),
        ({"type": "plain_text_input", "max_length": 3}, "abcd", False),
        ({"type": "plain_text_input", "min_length": 3}, "ab", False),
        ({"type": "plain_text_input"}, "a\nb", False),
        ({"type": "plain_text_input", "multiline": True}, "a\nb", True),
        ({"type": "number_input", "is_decimal_allowed": False}, "12", True),
        ({"type": "number_input", "is_decimal_allowed": False}, "1.5", False),
        ({"type": "number_input", "is_decimal_allowed": True}, "1.5", True),
        ({"type": "number_input", "is_decimal_allowed": True}, "1,5", False),
        ({"type": "number_input", "is_decimal_allowed": True}, "1e3", False),
        ({"type": "number_input", "is_decimal_allowed": True}, "NaN", False),
        ({"type": "number_input", "is_decimal_allowed": False, "min_value": "5"}, "4", False),
        ({"type": "number_input", "is_decimal_allowed": False, "max_value": "5"}, "6", False),
        ({"type": "email_text_input"}, "lena@voorbeeld.be", True),
        ({"type": "email_text_input"}, "lena", False),
        ({"type": "url_text_input"}, "https://voorbeeld.be", True),
        ({"type": "url_text_input"}, "javascript:alert(1)", False),
        ({"type": "datepicker"}, "2026-02-28", True),
        ({"type": "datepicker"}, "2026-02-30", False),
        ({"type": "datepicker"}, "2026-2-8", False),
        ({"type": "timepicker"}, "09:30", True),
        ({"type": "timepicker"}, "24:00", False),
        ({"type": "datetimepicker"}, 1777014000, True),
        ({"type": "datetimepicker"}, 5, False),
        ({"type": "static_select", "options": [option("a")]}, option("a"), True),
        ({"type": "static_select", "options": [option("a")]}, option("b"), False),
        ({"type": "static_select", "option_groups": [{"options": [option("a")]}]}, option("a"), True),
        ({"type": "checkboxes", "options": [option("a"), option("b")]}, [option("b")], True),
        ({"type": "checkboxes", "options": [option("a")]}, [option("c")], False),
        ({"type": "multi_users_select", "max_selected_items": 1}, ["U1", "U2"], False),
        ({"type": "multi_external_select"}, [option("wat dan ook")], True),
        ({"type": "file_input", "max_files": 1}, [FILE], True),
        ({"type": "file_input", "max_files": 1}, [FILE, FILE], False),
        ({"type": "file_input", "filetypes": ["pdf"]}, [FILE], False),
    ],
)
def test_a_field_takes_what_slack_takes(element: Json, value: Any, taken: bool) -> None:
    state = {"type": element["type"], inputs.SLOTS[element["type"]].key: value}
    assert (inputs.refusals(element, state) == []) == taken


def test_a_value_of_another_sort_of_field_is_refused() -> None:
    assert inputs.refusals({"type": "datepicker"}, {"type": "timepicker", "selected_time": "09:30"})


@pytest.mark.parametrize("kind", inputs.SLOTS)
def test_an_untouched_field_is_empty_and_is_not_refused(kind: str) -> None:
    element = {"type": kind, "is_decimal_allowed": False, "options": [option("a")]}
    state = inputs.initial(element)
    assert inputs.is_empty(state)
    assert inputs.refusals(element, state) == []


@pytest.mark.parametrize(("typed", "empty"), [("", True), ("  ", True), ("x", False)])
def test_spaces_alone_are_empty(typed: str, empty: bool) -> None:
    assert inputs.is_empty({"type": "plain_text_input", "value": typed}) == empty
