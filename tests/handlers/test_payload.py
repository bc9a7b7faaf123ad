"""What somebody did, read from payloads."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from bot.errors import Refusal
from handlers import payload
from handlers.payload import Form, clean, form, mentions, typed, without_mentions


def _form(**states: Any) -> Form:
    return form({"state": {"values": {block: {"x": state} for block, state in states.items()}}})


@pytest.mark.parametrize(
    ("sent", "seen"),
    [
        ("Gezinshuizen &amp; meer &lt;3", "Gezinshuizen & meer <3"),
        ("<@U1|els> en <@W2>", "<@U1> en <@W2>"),
        ("<#C1|comite> <#C2|> <#C3>", "#comite #C2 #C3"),
        ("<https://x.be|x.be> <https://y.be/?a=1&amp;b=2>", "https://x.be https://y.be/?a=1&b=2"),
        ("<mailto:els@x.be|els@x.be>", "els@x.be"),
        ("<!channel> <!here|@here> <!subteam^S1|@team>", "@channel @here @team"),
        ("&lt;@U1&gt;", "<@U1>"),
        ("a\x00b\x07c\ud800", "abc"),
        ("  ruimte \n", "ruimte"),
        ("één\ntwee\tdrie", "één\ntwee\tdrie"),
        ("", ""),
    ],
)
def test_text_is_read_as_its_writer_saw_it(sent: str, seen: str) -> None:
    assert typed(sent) == seen


def test_mentions_are_found_in_order() -> None:
    assert mentions("<@U2> voor <@W1>") == ["U2", "W1"]


def test_mentions_can_be_taken_out() -> None:
    assert without_mentions("24 april  <@U1> graag") == "24 april graag"


def test_what_no_database_keeps_is_cleaned_away() -> None:
    assert clean("\x00a\x1f") == "a"


@pytest.mark.parametrize(
    ("read", "state", "value"),
    [
        ("text", {"value": " Titel "}, "Titel"),
        ("text", {"value": None}, ""),
        ("number", {"value": "20"}, 20),
        ("number", {"value": None}, None),
        ("day", {"selected_date": "2026-04-24"}, date(2026, 4, 24)),
        ("day", {"selected_date": None}, None),
        ("hour", {"selected_time": "09:30"}, time(9, 30)),
        ("moment", {"selected_date_time": 1777015800}, datetime(2026, 4, 24, 7, 30, tzinfo=UTC)),
        ("choice", {"selected_option": {"value": "3"}}, "3"),
        ("choice", {"selected_option": None}, None),
        ("choice", {"selected_user": "U1"}, "U1"),
        ("choice", {"selected_conversation": "C1"}, "C1"),
        ("choice", {"selected_channel": "C2"}, "C2"),
        ("choices", {"selected_options": [{"value": "a"}, {"value": "b"}]}, ["a", "b"]),
        ("choices", {"selected_options": []}, []),
        ("choices", {"selected_users": ["U1", "U2"]}, ["U1", "U2"]),
    ],
)
def test_a_field_is_read_by_its_name(read: str, state: dict[str, Any], value: Any) -> None:
    assert getattr(_form(field=state), read)("field") == value


@pytest.mark.parametrize(
    ("read", "value"),
    [
        ("text", ""),
        ("number", None),
        ("day", None),
        ("hour", None),
        ("moment", None),
        ("choice", None),
        ("choices", []),
    ],
)
def test_a_field_that_is_not_there_reads_as_nothing(read: str, value: Any) -> None:
    assert getattr(_form(), read)("field") == value


@pytest.mark.parametrize("written", ["1,5", "twintig", "1e3", "9" * 5000])
def test_what_is_no_whole_number_is_refused_under_its_field(written: str) -> None:
    with pytest.raises(Refusal) as caught:
        _form(minutes={"value": written}).number("minutes")
    assert caught.value.about == "minutes"


def test_a_field_with_a_new_id_keeps_its_name() -> None:
    assert _form(**{"title:2": {"value": "x"}}).text("title") == "x"


def test_selects_in_one_row_are_read_by_their_own_names() -> None:
    values = {"row": {"filter": {"selected_option": {"value": "a"}}, "year": {"selected_option": {"value": "b"}}}}
    assert form({"state": {"values": values}}).choice("year") == "b"


def test_ids_travel_in_the_metadata() -> None:
    assert form({"private_metadata": '{"body": 3}'}).id("body") == 3


@pytest.mark.parametrize("metadata", ["", "{}", '{"body": null}', '{"body": "x"}'])
def test_metadata_without_the_id_is_out_of_date(metadata: str) -> None:
    with pytest.raises(Refusal, match="verouderd"):
        form({"private_metadata": metadata}).id("body")


def test_the_inputs_of_a_form_are_in_order() -> None:
    blocks = [
        {"type": "input", "block_id": "b"},
        {"type": "section", "block_id": "s"},
        {"type": "input", "block_id": "a"},
    ]
    assert form({"blocks": blocks}).inputs == ("b", "a")


def _pressed(**action: Any) -> payload.Action:
    return payload.action({"actions": [{"action_id": "x.y:2", "action_ts": "1", **action}], "channel": {"id": "C1"}})


def test_a_button_gives_its_value() -> None:
    pressed = _pressed(type="button", value="17")
    assert (pressed.name, pressed.id, pressed.channel) == ("x.y", 17, "C1")


def test_a_select_gives_its_choice() -> None:
    assert _pressed(type="static_select", selected_option={"value": "a"}).value == "a"


def test_checkboxes_give_their_choices() -> None:
    assert _pressed(type="checkboxes", selected_options=[{"value": "a"}, {"value": "b"}]).values == ("a", "b")


def test_a_button_with_a_strange_value_is_out_of_date() -> None:
    with pytest.raises(Refusal, match="verouderd"):
        _ = _pressed(type="button", value="x").id


def test_a_press_in_a_modal_sees_the_form_around_it() -> None:
    view = {"private_metadata": '{"body": 3}', "state": {"values": {"title": {"title": {"value": "Titel"}}}}}
    pressed = payload.action({"actions": [{"type": "button", "action_id": "x.y", "value": "1"}], "view": view})
    assert (pressed.form.id("body"), pressed.form.text("title")) == (3, "Titel")


def test_a_global_shortcut_has_no_message() -> None:
    assert payload.message({"type": "shortcut", "callback_id": "x"}) is None


def test_a_message_shortcut_knows_its_thread() -> None:
    read = payload.message(
        {"channel": {"id": "C1"}, "message": {"ts": "2.2", "thread_ts": "1.1", "user": "U1", "text": "a &amp; b"}}
    )
    assert read == payload.Message(channel="C1", ts="2.2", thread="1.1", user="U1", text="a & b")
