"""From a payload over the wire to the function that answers it, and back."""

import json
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot.errors import N_, Refusal
from bot.people import Person, Seat
from handlers.desk import Desk
from handlers.payload import Action, Form, Message
from handlers.reply import Reply
from tests.handlers.wire import TEAM, Bench


def hello(reply: Reply) -> None:
    reply.say("Dag")


def test_a_command_is_answered_in_its_acknowledgement(bench: Bench) -> None:
    bench.on.command("/groet", hello)
    answer = bench.command("/groet")
    assert answer.json["text"] == "Dag"


def test_the_answer_to_a_command_is_for_its_giver_only(bench: Bench) -> None:
    bench.on.command("/groet", hello)
    assert bench.command("/groet").json["response_type"] == "ephemeral"


def test_a_keyword_has_its_own_function_and_keeps_the_rest_of_the_text(bench: Bench) -> None:
    heard: list[str] = []

    def other(text: str, reply: Reply) -> None:
        heard.append(text)

    bench.on.command("/groet", hello, luid=other)
    bench.command("/groet", "Luid  goede &amp; morgen")
    assert heard == ["goede & morgen"]


def test_a_listener_knows_who_asks(bench: Bench) -> None:
    def name(me: Person, reply: Reply) -> None:
        reply.say(me.seats[0].body_name)

    bench.seat("U1", body="Regio Noord")
    bench.on.command("/wie", name)
    assert bench.command("/wie").json["text"] == "Regio Noord"


def test_the_reader_is_answered_in_their_own_language(bench: Bench) -> None:
    def close(reply: Reply) -> None:
        reply.say("Sluiten")

    bench.seat("U1", language="en")
    bench.on.command("/x", close)
    assert bench.command("/x").json["text"] == "Close"


def test_somebody_of_another_workspace_has_no_seats(bench: Bench) -> None:
    seen: list[int] = []

    def look(me: Person) -> None:
        seen.append(len(me.seats))

    bench.seat("U1")
    bench.on.action("x.look", look)
    bench.press("x.look", team="T0OTHER")
    assert seen == [0]


def test_a_refusal_answers_a_command(bench: Bench) -> None:
    def refuse() -> None:
        raise Refusal(N_("Dat kan niet op {day}."), day="zondag")

    bench.on.command("/x", refuse)
    assert bench.command("/x").json["text"] == "Dat kan niet op zondag."


def test_a_refusal_stands_under_the_field_it_is_about(bench: Bench) -> None:
    def refuse(submission: Form) -> None:
        raise Refusal(N_("Te lang."), about="minutes")

    bench.on.view("x.form", refuse)
    answer = bench.submit("x.form", {"title": {}, "minutes:2": {}})
    assert answer.json == {"response_action": "errors", "errors": {"minutes:2": "Te lang."}}


def test_a_refusal_about_nothing_stands_under_the_first_field(bench: Bench) -> None:
    def refuse() -> None:
        raise Refusal(N_("Te laat."))

    bench.on.view("x.form", refuse)
    assert bench.submit("x.form", {"title": {}, "minutes": {}}).json["errors"] == {"title": "Te laat."}


def test_a_modal_without_fields_is_replaced_by_its_refusal(bench: Bench) -> None:
    def refuse() -> None:
        raise Refusal(N_("Te laat."))

    bench.on.view("x.sure", refuse)
    answer = bench.submit("x.sure")
    assert answer.json["view"]["blocks"][0]["text"]["text"] == "Te laat."


def test_a_refusal_after_a_press_goes_to_the_presser_alone(bench: Bench) -> None:
    def refuse() -> None:
        raise Refusal(N_("Te laat."))

    bench.on.action("x.press", refuse)
    bench.press("x.press")
    [sent] = bench.slack.calls("/respond")
    assert (sent["text"], sent["response_type"], sent["replace_original"]) == ("Te laat.", "ephemeral", False)


def test_a_press_on_a_name_nobody_knows_is_answered_with_a_sentence(bench: Bench) -> None:
    bench.press("x.gone")
    [sent] = bench.slack.calls("/respond")
    assert "Open het opnieuw" in sent["text"]


def test_a_suffix_of_an_action_does_not_count(bench: Bench) -> None:
    heard: list[str] = []

    def press(action: Action) -> None:
        heard.append(f"{action.name} {action.id}")

    bench.on.action("x.press", press)
    bench.press("x.press:3", "17")
    assert heard == ["x.press 17"]


def test_an_unexpected_error_gives_the_user_a_code(bench: Bench) -> None:
    def fall() -> None:
        raise RuntimeError("secret detail")

    bench.on.command("/x", fall)
    text = bench.command("/x").json["text"]
    assert "code" in text
    assert "secret" not in text


def test_an_unexpected_error_is_still_a_response_that_slack_accepts(bench: Bench) -> None:
    def fall() -> None:
        raise RuntimeError

    bench.on.view("x.form", fall)
    assert bench.submit("x.form", {"title": {}}).status == 200


def test_an_event_that_failed_is_left_for_slack_to_send_again(bench: Bench) -> None:
    def fall() -> None:
        raise RuntimeError

    bench.on.event("team_join", fall)
    assert bench.event("team_join").status == 500


def test_an_event_of_a_kind_of_channel_goes_by_its_manifest_name(bench: Bench) -> None:
    heard: list[str] = []

    def hear(event: dict[str, Any]) -> None:
        heard.append(event["text"])

    bench.on.event("message.im", hear)
    bench.event("message", channel="D1", channel_type="im", text="hallo")
    assert heard == ["hallo"]


def test_the_bot_does_not_hear_itself(bench: Bench) -> None:
    heard: list[str] = []

    def hear(event: dict[str, Any]) -> None:
        heard.append(event["text"])

    bench.on.event("message.im", hear)
    bench.event("message", user="U0BOT", channel="D1", channel_type="im", text="hallo")
    assert heard == []


def test_the_token_is_looked_up_once(bench: Bench) -> None:
    bench.on.command("/x", hello)
    for _ in range(3):
        bench.command("/x")
    assert len(bench.slack.calls("auth.test")) == 1


def test_what_a_handler_opened_before_it_failed_is_not_opened(bench: Bench) -> None:
    def half(reply: Reply) -> None:
        reply.open("notice/frame", title="Half")
        raise Refusal(N_("Toch niet."))

    bench.on.command("/x", half)
    bench.command("/x")
    assert bench.slack.calls("views.open") == []


# Once.


def write(desk: Desk, reply: Reply) -> None:
    with desk.sessions.begin():
        _written.append(1)
    reply.say("Geschreven")


_written: list[int] = []


@pytest.fixture(autouse=True)
def _nothing_written() -> None:
    _written.clear()


def test_an_event_that_comes_twice_is_worked_on_once(bench: Bench) -> None:
    bench.on.event("team_join", write)
    bench.event("team_join", id_="Ev1", channel="C1")
    bench.event("team_join", id_="Ev1", channel="C1")
    assert len(_written) == 1


def test_an_event_that_comes_twice_is_accepted_twice(bench: Bench) -> None:
    bench.on.event("team_join", write)
    bench.event("team_join", id_="Ev1", channel="C1")
    assert bench.event("team_join", id_="Ev1", channel="C1").status == 200


def submit_and_write(desk: Desk, reply: Reply) -> None:
    with desk.sessions.begin():
        _written.append(1)
    reply.done("Genoteerd")


def test_a_modal_sent_twice_is_worked_on_once(bench: Bench) -> None:
    bench.on.view("x.form", submit_and_write)
    bench.submit("x.form", id="V7")
    bench.submit("x.form", id="V7")
    assert len(_written) == 1


def test_a_modal_sent_twice_hears_the_same_answer_twice(bench: Bench) -> None:
    bench.on.view("x.form", submit_and_write)
    first = bench.submit("x.form", id="V7")
    assert bench.submit("x.form", id="V7").raw == first.raw


def test_a_form_that_was_refused_can_be_sent_again(bench: Bench) -> None:
    def strict(desk: Desk, submission: Form) -> None:
        with desk.sessions.begin():
            if not submission.text("title"):
                raise Refusal(N_("Geef een titel."), about="title")
            _written.append(1)

    bench.on.view("x.form", strict)
    bench.submit("x.form", {"title": {"value": None}}, id="V7")
    bench.submit("x.form", {"title": {"value": "Een titel"}}, id="V7")
    assert len(_written) == 1


def test_two_presses_are_two_presses(bench: Bench) -> None:
    bench.on.action("x.press", write)
    bench.press("x.press")
    bench.press("x.press")
    assert len(_written) == 2


# Bodies.


def told_about(seat: Seat, text: str, reply: Reply) -> None:
    reply.say("{text} voor {body}", text=text, body=seat.body_name)


def test_a_command_is_about_the_only_body_of_its_giver(bench: Bench) -> None:
    bench.seat("U1", body="Noord")
    bench.on.command("/x", told_about)
    assert bench.command("/x", "Punt").json["text"] == "Punt voor Noord"


def test_a_command_in_a_channel_of_a_body_is_about_that_body(bench: Bench) -> None:
    bench.seat("U1", body="Noord")
    bench.seat("U1", body="Zuid")
    bench.on.command("/x", told_about)
    assert bench.command("/x", "Punt", channel="GZuid").json["text"] == "Punt voor Zuid"


def test_a_command_elsewhere_asks_which_of_several_bodies_it_is_about(bench: Bench) -> None:
    bench.seat("U1", body="Noord")
    bench.seat("U1", body="Zuid")
    bench.on.command("/x", told_about)
    row = next(block for block in bench.command("/x", "Punt").json["blocks"] if block["type"] == "actions")
    assert [button["text"]["text"] for button in row["elements"]] == ["Noord", "Zuid"]


def test_the_chosen_body_gets_the_command_as_it_was_typed(bench: Bench) -> None:
    bench.seat("U1", body="Noord")
    bench.seat("U1", body="Zuid")
    bench.on.command("/x", told_about)
    row = next(block for block in bench.command("/x", 'Punt "1"').json["blocks"] if block["type"] == "actions")
    chosen = row["elements"][1]
    bench.press(chosen["action_id"], chosen["value"])
    [sent] = bench.slack.calls("/respond")
    assert sent["text"] == 'Punt "1" voor Zuid'


def test_somebody_without_a_body_hears_whom_to_ask(bench: Bench) -> None:
    bench.on.command("/x", told_about)
    assert "Vraag de ondersteuner" in bench.command("/x").json["text"]


def test_a_body_chosen_with_a_forged_button_is_refused(bench: Bench) -> None:
    bench.seat("U1", body="Noord")
    theirs = bench.seat("U2", body="Zuid")
    bench.on.command("/x", told_about)
    value = json.dumps({"body": theirs, "command": "/x", "text": "", "channel": "D1"})
    bench.press("seats.choose", value, user="U1")
    [sent] = bench.slack.calls("/respond")
    assert "geen lid" in sent["text"]


def test_the_home_team_is_the_one_of_the_token(bench: Bench) -> None:
    seen: list[str] = []

    def look(context: Any) -> None:
        seen.append(context.authorize_result.team_id)

    bench.on.command("/x", look)
    bench.command("/x", team_id="T0SHARED")
    assert seen == [TEAM]


# Shortcuts.


def noted(message: Message, seat: Seat, reply: Reply) -> None:
    reply.say("{text} in {body}", text=message.text, body=seat.body_name)


def _shortcut(bench: Bench, channel: str) -> str:
    bench.on.shortcut("x.note", noted)
    bench.interact(
        {
            "type": "message_action",
            "callback_id": "x.note",
            "trigger_id": "1.1",
            "user": {"id": "U1", "team_id": TEAM},
            "channel": {"id": channel},
            "message": {"ts": "1.1", "user": "U2", "text": "Punt &lt;1&gt; voor <@U3|els>"},
        }
    )
    [opened] = bench.slack.calls("views.open")
    said: str = opened["view"]["blocks"][0]["text"]["text"]
    return said


def test_a_shortcut_is_about_the_body_of_its_channel(bench: Bench) -> None:
    bench.seat("U1", body="Noord")
    bench.seat("U1", body="Zuid")
    assert _shortcut(bench, "CZuid").endswith("in Zuid")


def test_a_shortcut_that_can_be_about_several_bodies_says_where_to_do_it(bench: Bench) -> None:
    bench.seat("U1", body="Noord")
    bench.seat("U1", body="Zuid")
    assert "in een kanaal van dat overlegorgaan" in _shortcut(bench, "D1")


def test_the_text_of_a_message_is_read_as_its_writer_saw_it(bench: Bench) -> None:
    bench.seat("U1", body="Noord")
    assert _shortcut(bench, "D1") == "Punt &lt;1&gt; voor &lt;@U3&gt; in Noord"


# The database.


@pytest.fixture
def locked(bench: Bench, sqlite_url: str) -> Iterator[None]:
    """Somebody else writes, and does not stop."""
    file = sqlite_url.removeprefix("sqlite:///")
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


@pytest.mark.usefixtures("locked")
def test_a_database_that_is_busy_is_told_before_slack_gives_up(bench: Bench) -> None:
    bench.on.command("/x", write)
    began = time.monotonic()
    answer = bench.command("/x").json["text"]
    assert "Er is niets gewijzigd" in answer
    assert time.monotonic() - began < 3


@pytest.mark.usefixtures("locked")
def test_an_event_during_a_busy_database_is_left_for_slack_to_send_again(bench: Bench) -> None:
    bench.on.event("team_join", write)
    assert bench.event("team_join", channel="C1").status == 500


def test_a_database_that_is_gone_is_told(bench: Bench, sqlite_url: str) -> None:
    bench.on.command("/x", hello)
    bench.command("/x")
    bench.database.close()
    file = Path(sqlite_url.removeprefix("sqlite:///"))
    for left in file.parent.glob(f"{file.name}*"):
        left.unlink()
    file.mkdir()
    assert "Er is niets gewijzigd" in bench.command("/x").json["text"]
