"""The fields of a modal: what they hold, in Slack's own shapes, and what they refuse."""

from typing import Any

import pytest
from playwright.sync_api import FilePayload, Locator, expect

from tests.page.gallery import GROUPS, KINDS, input_block, inputs, option, plain
from tests.page.kit import Kit

pytestmark = pytest.mark.chromium

Json = dict[str, Any]

EMPTY: dict[str, Json] = {
    "title": {"type": "plain_text_input", "value": None},
    "notes": {"type": "plain_text_input", "value": None},
    "kind": {"type": "static_select", "selected_option": KINDS[1]},
    "sector": {"type": "static_select", "selected_option": None},
    "kinds": {"type": "multi_static_select", "selected_options": []},
    "source": {"type": "external_select", "selected_option": None},
    "sources": {"type": "multi_external_select", "selected_options": []},
    "who": {"type": "users_select", "selected_user": None},
    "team": {"type": "multi_users_select", "selected_users": []},
    "channel": {"type": "channels_select", "selected_channel": None},
    "channels": {"type": "multi_channels_select", "selected_channels": []},
    "talk": {"type": "conversations_select", "selected_conversation": None},
    "talks": {"type": "multi_conversations_select", "selected_conversations": []},
    "checks": {"type": "checkboxes", "selected_options": []},
    "radio": {"type": "radio_buttons", "selected_option": None},
    "day": {"type": "datepicker", "selected_date": None},
    "hour": {"type": "timepicker", "selected_time": None},
    "moment": {"type": "datetimepicker", "selected_date_time": None},
    "minutes": {"type": "number_input", "value": None},
    "email": {"type": "email_text_input", "value": None},
    "url": {"type": "url_text_input", "value": None},
    "files": {"type": "file_input", "files": []},
    "rich": {"type": "rich_text_input", "rich_text_value": None},
}


def test_untouched_fields_have_the_shapes_that_slack_gives_them(kit: Kit) -> None:
    kit.draw(*inputs())
    assert {name: kit.value_of(name) for name in kit.values()} == EMPTY


def field(kit: Kit, element: Json, **more: Any) -> Locator:
    """Draw one input block and give its control, found by its label as a person finds it."""
    return kit.draw(input_block("veld", "Het veld", element, **more)).get_by_label("Het veld", exact=True)


TYPED = [
    ({"type": "plain_text_input"}, "Gezinshuizen", "Gezinshuizen"),
    ({"type": "plain_text_input", "multiline": True}, "een\ntwee", "een\ntwee"),
    ({"type": "number_input", "is_decimal_allowed": True}, "12,5", "12.5"),
    ({"type": "email_text_input"}, "lena@voorbeeld.be", "lena@voorbeeld.be"),
    ({"type": "url_text_input"}, "https://voorbeeld.be", "https://voorbeeld.be"),
]


@pytest.mark.parametrize(("element", "typed", "value"), TYPED)
def test_a_typed_field_holds_what_was_typed(kit: Kit, element: Json, typed: str, value: str) -> None:
    field(kit, element).fill(typed)
    assert kit.value_of("veld") == {"type": element["type"], "value": value}


PICKED = [
    ("datepicker", "2026-04-24", {"selected_date": "2026-04-24"}),
    ("timepicker", "09:30", {"selected_time": "09:30"}),
    ("datetimepicker", "2026-04-24T09:00", {"selected_date_time": 1777014000}),
    ("datetimepicker", "2026-10-25T02:30", {"selected_date_time": 1792888200}),
    ("datetimepicker", "2026-03-29T02:30", {"selected_date_time": 1774747800}),
]


@pytest.mark.parametrize(("kind", "typed", "value"), PICKED)
def test_pickers_read_the_wall_clock_of_brussels(kit: Kit, kind: str, typed: str, value: Json) -> None:
    field(kit, {"type": kind}).fill(typed)
    assert kit.value_of("veld") == {"type": kind, **value}


def test_a_picked_date_is_spelled_out_with_its_weekday(kit: Kit) -> None:
    field(kit, {"type": "datepicker"}).fill("2026-04-24")
    assert kit.place.locator("output").inner_text() == "vrijdag 24 april 2026"


def choose(control: Locator, typed: str) -> None:
    control.click()
    control.press_sequentially(typed)
    expect(control.page.locator(".option.active")).to_be_visible()
    control.press("Enter")


CHOSEN: list[tuple[Json, str, Json]] = [
    ({"type": "static_select", "options": KINDS}, "besliss", {"selected_option": KINDS[2]}),
    ({"type": "static_select", "option_groups": GROUPS}, "huis kind", {"selected_option": GROUPS[1]["options"][1]}),
    ({"type": "multi_static_select", "options": KINDS}, "advies", {"selected_options": [KINDS[3]]}),
    ({"type": "users_select"}, "haene", {"selected_user": "UAN"}),
    ({"type": "multi_users_select"}, "lena", {"selected_users": ["ULENA"]}),
    ({"type": "channels_select"}, "plen", {"selected_channel": "CPLENAIR"}),
    ({"type": "multi_channels_select"}, "plen", {"selected_channels": ["CPLENAIR"]}),
    ({"type": "conversations_select"}, "comite", {"selected_conversation": "CCOMITE"}),
    ({"type": "multi_conversations_select"}, "comité", {"selected_conversations": ["CCOMITE"]}),
]


@pytest.mark.parametrize(("element", "typed", "value"), CHOSEN)
def test_typing_filters_a_select_and_enter_chooses(kit: Kit, element: Json, typed: str, value: Json) -> None:
    choose(field(kit, element), typed)
    assert kit.value_of("veld") == {"type": element["type"], **value}


def test_a_select_says_so_when_nothing_fits(kit: Kit) -> None:
    control = field(kit, {"type": "static_select", "options": KINDS})
    control.fill("zeppelin")
    assert kit.page.get_by_role("status").filter(has_text="Niets gevonden.").count() == 1


def test_channels_select_offers_public_channels_only(kit: Kit) -> None:
    field(kit, {"type": "channels_select"}).click()
    assert kit.page.get_by_role("option").all_inner_texts() == ["#plenair"]


def test_conversations_select_keeps_to_its_filter(kit: Kit) -> None:
    filtered = {"include": ["im", "private"], "exclude_bot_users": True}
    field(kit, {"type": "conversations_select", "filter": filtered}).click()
    assert kit.page.get_by_role("option").all_inner_texts() == ["#comite", "Tom Maes"]


def test_conversations_select_can_begin_with_the_channel_one_is_in(kit: Kit) -> None:
    field(kit, {"type": "conversations_select", "default_to_current_conversation": True})
    assert kit.value_of("veld")["selected_conversation"] == "CPLENAIR"


def test_users_select_leaves_out_who_is_gone_and_the_bot(kit: Kit) -> None:
    field(kit, {"type": "users_select"}).click()
    assert kit.page.get_by_role("option").all_inner_texts() == ["Lena Verhulst", "Tom Maes", "An D’Haene", "Tom Maes"]


def test_an_external_select_asks_the_bot_and_keeps_its_option(kit: Kit) -> None:
    choose(field(kit, {"type": "external_select", "min_query_length": 3}), "verslag")
    assert kit.value_of("veld")["selected_option"] == option("Verslag van 6 maart", "m1") | {
        "text": {"type": "plain_text", "text": "Verslag van 6 maart"}
    }
    assert [question["query"] for question in kit.questions] == ["verslag"]


def test_an_external_select_asks_nothing_before_enough_is_typed(kit: Kit) -> None:
    control = field(kit, {"type": "external_select"})
    control.press_sequentially("ve")
    expect(kit.page.get_by_role("status").filter(has_text="Typ minstens 3 tekens")).to_be_visible()
    assert kit.questions == []


def test_a_multiple_select_refuses_more_than_its_maximum(kit: Kit) -> None:
    control = field(kit, {"type": "multi_static_select", "options": KINDS, "max_selected_items": 2})
    for typed in ("informatie", "bespreking", "advies"):
        choose(control, typed)
    assert kit.value_of("veld")["selected_options"] == KINDS[:2]


def test_backspace_takes_the_last_choice_away(kit: Kit) -> None:
    control = field(kit, {"type": "multi_static_select", "options": KINDS, "initial_options": KINDS[:2]})
    control.press("Backspace")
    assert kit.value_of("veld")["selected_options"] == KINDS[:1]


def test_an_optional_select_can_be_emptied(kit: Kit) -> None:
    field(kit, {"type": "static_select", "options": KINDS, "initial_option": KINDS[0]}, optional=True)
    kit.place.get_by_role("button", name="Keuze wissen").click()
    assert kit.value_of("veld")["selected_option"] is None


def test_a_required_select_keeps_its_choice_when_its_text_is_wiped(kit: Kit) -> None:
    control = field(kit, {"type": "static_select", "options": KINDS, "initial_option": KINDS[0]})
    control.fill("")
    control.blur()
    expect(control).to_have_value("Ter informatie")


def test_escape_in_a_select_only_closes_its_list(kit: Kit) -> None:
    control = field(kit, {"type": "static_select", "options": KINDS, "initial_option": KINDS[0]})
    control.fill("adv")
    control.press("Escape")
    expect(control).to_have_attribute("aria-expanded", "false")
    expect(control).to_have_value("Ter informatie")


def test_radio_buttons_hold_one_option(kit: Kit) -> None:
    answers = [option("Ja"), option("Nee")]
    kit.draw(
        input_block("veld", "Stemrecht", {"type": "radio_buttons", "options": answers, "initial_option": answers[0]})
    )
    kit.place.get_by_role("radiogroup", name="Stemrecht").get_by_label("Nee").check()
    assert kit.value_of("veld")["selected_option"] == answers[1]


def test_a_file_goes_to_slack_at_once_and_can_be_taken_back(kit: Kit) -> None:
    control = field(kit, {"type": "file_input"})
    control.set_input_files({"name": "nota.pdf", "mimeType": "application/pdf", "buffer": b"inhoud"})
    expect(kit.place.get_by_text("nota.pdf (6 bytes)")).to_be_visible()
    assert kit.value_of("veld")["files"] == [{"id": "F1", "name": "nota.pdf", "size": 6}]
    kit.place.get_by_role("button", name="nota.pdf weghalen").click()
    assert kit.value_of("veld")["files"] == []


def test_a_file_input_takes_no_more_files_than_its_maximum(kit: Kit) -> None:
    control = field(kit, {"type": "file_input", "max_files": 2})
    control.set_input_files([FilePayload(name=f"{n}.txt", mimeType="text/plain", buffer=b"x") for n in "abc"])
    expect(kit.place.get_by_text("Hier kunnen hoogstens 2 bestanden bij.")).to_be_visible()
    assert len(kit.value_of("veld")["files"]) == 2


TYPED_RICH = "*vet* en _cursief_ van <a> & b\n- een\n- twee\n> citaat"


def test_rich_text_is_typed_with_marks(kit: Kit) -> None:
    field(kit, {"type": "rich_text_input"}).fill(TYPED_RICH)
    parts = kit.value_of("veld")["rich_text_value"]["elements"]
    assert [part["type"] for part in parts] == ["rich_text_section", "rich_text_list", "rich_text_quote"]
    assert parts[0]["elements"][:3] == [
        {"type": "text", "text": "vet", "style": {"bold": True}},
        {"type": "text", "text": " en "},
        {"type": "text", "text": "cursief", "style": {"italic": True}},
    ]


def test_rich_text_comes_back_as_it_was_typed(kit: Kit) -> None:
    field(kit, {"type": "rich_text_input"}).fill(TYPED_RICH)
    value = kit.value_of("veld")["rich_text_value"]
    expect(field(kit, {"type": "rich_text_input", "initial_value": value})).to_have_value(TYPED_RICH)


WRONG = [
    ({"type": "plain_text_input"}, "   ", "Vul dit veld in."),
    ({"type": "plain_text_input", "min_length": 10}, "kort", "Schrijf minstens 10 tekens."),
    ({"type": "number_input", "is_decimal_allowed": False}, "2.5", "Vul een geheel getal in."),
    ({"type": "number_input", "is_decimal_allowed": True}, "veel", "Vul een getal in."),
    ({"type": "number_input", "is_decimal_allowed": False, "min_value": "5"}, "4", "Het kleinste getal hier is 5."),
    ({"type": "number_input", "is_decimal_allowed": False, "max_value": "9"}, "10", "Het grootste getal hier is 9."),
    ({"type": "email_text_input"}, "lena@thuis", "Vul een geldig e-mailadres in."),
    ({"type": "url_text_input"}, "voorbeeld.be", "Vul een volledig webadres in, met https:// vooraan."),
]


@pytest.mark.parametrize(("element", "typed", "sentence"), WRONG)
def test_what_slacks_client_refuses_gets_a_sentence(kit: Kit, element: Json, typed: str, sentence: str) -> None:
    field(kit, element).fill(typed)
    assert kit.problems() == {"veld": sentence}


def test_an_empty_optional_field_is_no_problem(kit: Kit) -> None:
    field(kit, {"type": "email_text_input"}, optional=True)
    assert kit.problems() == {}


def test_an_error_stands_with_its_field_and_the_first_one_gets_the_focus(kit: Kit) -> None:
    text = {"type": "plain_text_input"}
    kit.draw(input_block("een", "Een", text), input_block("twee", "Twee", text), input_block("drie", "Drie", text))
    left = kit.show_errors({"drie": "Te laat.", "twee": "Bestaat al."})
    second = kit.place.get_by_label("Twee")
    expect(second).to_be_focused()
    expect(second).to_have_accessible_description("Bestaat al.")
    expect(second).to_have_attribute("aria-invalid", "true")
    assert left == []


def test_an_error_on_no_field_of_this_modal_is_handed_back(kit: Kit) -> None:
    field(kit, {"type": "plain_text_input"})
    assert kit.show_errors({"elders": "Dit past nergens."}) == ["Dit past nergens."]


def test_an_error_goes_away_when_it_is_solved(kit: Kit) -> None:
    control = field(kit, {"type": "plain_text_input"})
    kit.show_errors({"veld": "Bestaat al."})
    kit.show_errors({})
    expect(control).to_have_accessible_description("")


def test_the_hint_of_a_field_is_its_description(kit: Kit) -> None:
    control = field(kit, {"type": "plain_text_input"}, hint=plain("Hoogstens één zin"))
    expect(control).to_have_accessible_description("Hoogstens één zin")


def test_what_was_typed_stays_when_the_block_keeps_its_id(kit: Kit) -> None:
    text = {"type": "plain_text_input"}
    field(kit, text).fill("al getypt")
    kit.redraw({"type": "divider"}, input_block("veld", "Het veld", text | {"initial_value": "van de bot"}))
    assert kit.value_of("veld")["value"] == "al getypt"


def test_a_new_block_id_shows_the_new_value(kit: Kit) -> None:
    text = {"type": "plain_text_input"}
    field(kit, text).fill("al getypt")
    kit.redraw(input_block("veld-2", "Het veld", text | {"initial_value": "van de bot"}))
    assert kit.value_of("veld-2")["value"] == "van de bot"


def test_a_field_of_another_kind_does_not_take_the_old_value_over(kit: Kit) -> None:
    field(kit, {"type": "plain_text_input"}).fill("al getypt")
    kit.redraw(input_block("veld", "Het veld", {"type": "email_text_input"}))
    assert kit.value_of("veld")["value"] is None


def test_an_input_keeps_silent_until_the_form_is_sent(kit: Kit) -> None:
    choose(field(kit, {"type": "static_select", "options": KINDS}), "advies")
    assert kit.acts == []


def test_an_input_with_dispatch_action_tells_the_bot_at_enter(kit: Kit) -> None:
    control = field(kit, {"type": "plain_text_input"}, dispatch_action=True)
    control.fill("volgende vrijdag")
    control.press("Enter")
    assert [act["value"]["value"] for act in kit.acts] == ["volgende vrijdag"]


def test_an_input_can_tell_the_bot_after_a_pause_in_the_typing(kit: Kit) -> None:
    config = {"trigger_actions_on": ["on_character_entered"]}
    control = field(kit, {"type": "plain_text_input", "dispatch_action_config": config}, dispatch_action=True)
    control.press_sequentially("vrijdag")
    kit.page.wait_for_function("kit.log.acts.length > 0")
    assert [act["value"]["value"] for act in kit.acts] == ["vrijdag"]
