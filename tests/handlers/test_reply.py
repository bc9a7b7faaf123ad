"""The same answer on every surface: where it goes, and what happens when it does not arrive."""

from typing import Any

import pytest

from handlers.kit import Choice
from handlers.payload import Form
from handlers.reply import Reply
from tests.handlers.wire import TEAM, Answer, Bench

MODAL = {"type": "modal", "id": "V1", "hash": "h1", "blocks": [], "state": {"values": {}}}
HOME = {"type": "home", "id": "V2", "hash": "h1", "blocks": [], "state": {"values": {}}}


def say(reply: Reply) -> None:
    reply.say("Dag *{name}*", name="<Els>")


def opened(reply: Reply) -> None:
    reply.open("notice/frame", title="Venster")


def updated(reply: Reply) -> None:
    reply.update("notice/frame", title="Venster")


def shown(reply: Reply) -> None:
    reply.show("seats/choose", command="/x", bodies=[("A", "{}")])


def press(bench: Bench, function: Any, **where: Any) -> Answer:
    bench.on.action("x.press", function)
    return bench.press("x.press", **where)


# After a command.


def test_after_a_command_a_modal_opens_on_its_trigger(bench: Bench) -> None:
    bench.on.command("/x", opened)
    bench.command("/x", trigger_id="7.8")
    [call] = bench.slack.calls("views.open")
    assert (call["trigger_id"], call["view"]["title"]["text"]) == ("7.8", "Venster")


def test_after_a_command_that_opened_a_modal_nothing_is_said(bench: Bench) -> None:
    bench.on.command("/x", opened)
    assert bench.command("/x").raw == b""


def test_after_a_command_a_trigger_that_expired_is_told(bench: Bench) -> None:
    bench.slack.answers["views.open"] = {"ok": False, "error": "expired_trigger_id"}
    bench.on.command("/x", opened)
    assert "probeer het anders opnieuw" in bench.command("/x").json["text"]


def test_after_a_command_help_is_answered_before_the_command(bench: Bench) -> None:
    def fall() -> None:
        raise AssertionError

    def helps(reply: Reply) -> None:
        reply.say("Zo werkt het")

    bench.on.command("/x", fall, help=helps)
    assert bench.command("/x", "help").json["text"] == "Zo werkt het"


# After a press on a message.


def test_after_a_press_the_answer_is_private_and_replaces_nothing(bench: Bench) -> None:
    press(bench, say)
    [sent] = bench.slack.calls("/respond")
    assert (sent["response_type"], sent["replace_original"], sent["text"]) == ("ephemeral", False, "Dag *&lt;Els&gt;*")


def test_after_a_press_the_acknowledgement_is_empty(bench: Bench) -> None:
    assert press(bench, say).raw == b""


@pytest.mark.parametrize("private", [True, False])
def test_an_answer_replaces_only_what_the_presser_alone_sees(bench: Bench, private: bool) -> None:
    def instead(reply: Any) -> None:
        reply.show("seats/choose", command="/x", bodies=[("A", "{}")], instead=True)

    press(bench, instead, container={"type": "message", "message_ts": "1.1", "is_ephemeral": private})
    [sent] = bench.slack.calls("/respond")
    assert sent["replace_original"] is private


def test_after_a_press_whose_answer_is_refused_the_press_still_counts(bench: Bench) -> None:
    bench.slack.statuses["respond"] = 404
    assert press(bench, say).status == 200


def test_after_a_press_a_trigger_that_expired_is_told_privately(bench: Bench) -> None:
    bench.slack.answers["views.open"] = {"ok": False, "error": "expired_trigger_id"}
    press(bench, opened)
    [sent] = bench.slack.calls("/respond")
    assert "probeer het anders opnieuw" in sent["text"]


# After a press in a modal.


def test_in_a_modal_what_opens_comes_on_top(bench: Bench) -> None:
    press(bench, opened, view=MODAL)
    assert len(bench.slack.calls("views.push")) == 1


def test_in_a_modal_an_update_names_the_view_and_its_hash(bench: Bench) -> None:
    press(bench, updated, view=MODAL)
    [call] = bench.slack.calls("views.update")
    assert (call["view_id"], call["hash"]) == ("V1", "h1")


def test_in_a_modal_a_sentence_comes_on_top(bench: Bench) -> None:
    press(bench, say, view=MODAL)
    [call] = bench.slack.calls("views.push")
    assert call["view"]["blocks"][0]["text"]["text"] == "Dag *&lt;Els&gt;*"


def test_in_a_modal_a_message_comes_on_top(bench: Bench) -> None:
    press(bench, shown, view=MODAL)
    [call] = bench.slack.calls("views.push")
    assert "actions" in [block["type"] for block in call["view"]["blocks"]]


def test_in_a_modal_what_could_not_be_shown_is_told_by_direct_message(bench: Bench) -> None:
    bench.slack.answers["views.push"] = {"ok": False, "error": "push_limit_reached"}
    press(bench, say, view=MODAL)
    [call] = bench.slack.calls("chat.postMessage")
    assert call["channel"] == "U1"


def test_in_a_modal_that_changed_meanwhile_the_newer_one_stays(bench: Bench) -> None:
    bench.slack.answers["views.update"] = {"ok": False, "error": "hash_conflict"}
    press(bench, updated, view=MODAL)
    assert bench.slack.calls("chat.postMessage") == []


# In the home tab.


def test_at_home_what_opens_is_a_modal(bench: Bench) -> None:
    press(bench, opened, view=HOME)
    assert len(bench.slack.calls("views.open")) == 1


def test_at_home_an_update_is_published_for_this_person(bench: Bench) -> None:
    press(bench, updated, view=HOME)
    [call] = bench.slack.calls("views.publish")
    assert call["user_id"] == "U1"


def test_at_home_a_sentence_is_a_modal(bench: Bench) -> None:
    press(bench, say, view=HOME)
    [call] = bench.slack.calls("views.open")
    assert call["view"]["close"]["text"] == "Sluiten"


# After a submission.


def submit(bench: Bench, function: Any, **fields: Any) -> Any:
    bench.on.view("x.form", function)
    return bench.submit("x.form", fields or {"title": {"value": "Titel"}}).json


def test_a_modal_that_was_sent_closes_by_itself(bench: Bench) -> None:
    bench.on.view("x.form", lambda: None)
    assert bench.submit("x.form").raw == b""


def test_a_submission_can_end_in_a_small_modal(bench: Bench) -> None:
    def done(reply: Reply) -> None:
        reply.done("Je punt staat genoteerd.")

    answer = submit(bench, done)
    assert (answer["response_action"], answer["view"]["blocks"][0]["text"]["text"]) == (
        "update",
        "Je punt staat genoteerd.",
    )


def test_a_small_modal_has_nothing_to_send(bench: Bench) -> None:
    assert "submit" not in submit(bench, say)["view"]


@pytest.mark.parametrize(("function", "action"), [(opened, "push"), (updated, "update")])
def test_a_submission_can_go_on_in_another_modal(bench: Bench, function: Any, action: str) -> None:
    answer = submit(bench, function)
    assert (answer["response_action"], answer["view"]["title"]["text"]) == (action, "Venster")


def test_a_submission_can_close_everything(bench: Bench) -> None:
    def clear(reply: Reply) -> None:
        reply.clear()

    assert submit(bench, clear) == {"response_action": "clear"}


def test_errors_stand_under_their_fields(bench: Bench) -> None:
    def wrong(reply: Reply) -> None:
        reply.errors({"minutes": reply.words.say("Te lang")})

    assert submit(bench, wrong, title={}, minutes={})["errors"] == {"minutes": "Te lang"}


# Options, events, closing.


def test_options_are_given_to_an_external_select(bench: Bench) -> None:
    def find(query: str, submission: Form, reply: Reply) -> None:
        reply.options(Choice(n, f"{query} {submission.metadata['body']}") for n in range(150))

    bench.on.options("x.find", find)
    answer = bench.interact(
        {
            "type": "block_suggestion",
            "action_id": "x.find",
            "block_id": "b",
            "value": "els",
            "user": {"id": "U1"},
            "view": {**MODAL, "private_metadata": '{"body": 3}'},
        }
    )
    assert (len(answer.json["options"]), answer.json["options"][0]["text"]["text"]) == (100, "els 3")


def test_an_external_select_that_failed_has_no_options(bench: Bench) -> None:
    def fall() -> None:
        raise RuntimeError

    bench.on.options("x.find", fall)
    answer = bench.interact({"type": "block_suggestion", "action_id": "x.find", "block_id": "b", "user": {"id": "U1"}})
    assert answer.json == {"options": []}


def test_an_answer_to_an_event_in_a_channel_is_private_and_in_its_thread(bench: Bench) -> None:
    bench.on.event("message.channels", say)
    bench.event("message", channel="C1", channel_type="channel", text="voor", thread_ts="1.1")
    [call] = bench.slack.calls("chat.postEphemeral")
    assert (call["user"], call["thread_ts"]) == ("U1", "1.1")


def test_an_answer_to_a_direct_message_is_a_message(bench: Bench) -> None:
    bench.on.event("message.im", say)
    bench.event("message", channel="D1", channel_type="im", text="hallo")
    assert len(bench.slack.calls("chat.postMessage")) == 1


def test_opening_home_publishes_it(bench: Bench) -> None:
    bench.on.event("app_home_opened", updated)
    bench.event("app_home_opened", channel="D1", tab="home")
    assert len(bench.slack.calls("views.publish")) == 1


def test_closing_a_modal_is_heard(bench: Bench) -> None:
    heard: list[Any] = []

    def hear(submission: Form) -> None:
        heard.append(submission.id("body"))

    bench.on.closed("x.form", hear)
    view = {**MODAL, "callback_id": "x.form", "private_metadata": '{"body": 3}'}
    bench.interact({"type": "view_closed", "user": {"id": "U1", "team_id": TEAM}, "view": view})
    assert heard == [3]


def test_a_global_shortcut_opens_a_modal(bench: Bench) -> None:
    bench.on.shortcut("x.go", say)
    bench.interact({"type": "shortcut", "callback_id": "x.go", "trigger_id": "1.1", "user": {"id": "U1"}})
    assert len(bench.slack.calls("views.open")) == 1


def test_what_a_surface_cannot_do_is_a_mistake_with_a_code(bench: Bench) -> None:
    bench.on.command("/x", updated)
    assert "code" in bench.command("/x").json["text"]
