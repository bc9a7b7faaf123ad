"""Modals as a person meets them: the stack, what was typed, what the bot answers, what closing tells it."""

from datetime import timedelta
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from sandbox.channels import Channel
from sandbox.slack import Slack
from sandbox.slackers import Slacker
from sandbox.team import Team
from sandbox.values import ClientRefuses, SlackSays
from tests.sandbox.toy import Toy, button, field, form, option, plain

Json = dict[str, Any]


@pytest.fixture(autouse=True)
def opened(toy: Toy, lena: Slacker) -> None:
    lena.command("/form")


def closings(toy: Toy) -> list[Json]:
    return [payload for payload in toy.payloads if payload.get("type") == "view_closed"]


def test_a_modal_shows_its_title_and_labels(lena: Slacker) -> None:
    assert lena.modal is not None
    assert lena.modal.title == "Formulier"
    assert lena.modal.labels == ["Titel", "Soort", "Te behandelen vóór", "Vinkjes", "Wie", "Bron"]
    assert lena.modal.buttons == ["Meer", "Bovenop"]
    assert lena.modal.value_of("Soort") == "Bespreking"


def test_what_was_typed_stays_when_the_modal_changes(lena: Slacker) -> None:
    lena.fill(Titel="Gezinshuizen")
    lena.click("Meer")
    assert lena.modal is not None
    assert "Nog meer" in lena.modal.text
    assert lena.modal.value_of("Titel") == "Gezinshuizen"


def test_a_field_with_a_new_block_id_starts_anew(toy: Toy, lena: Slacker) -> None:
    lena.fill(Titel="Gezinshuizen")
    fresh = field("Titel", {"type": "plain_text_input"}) | {"block_id": "titel-2"}
    assert lena.modal is not None
    toy.client.views_update(view_id=lena.modal.view.id, view=form(blocks=[fresh]))
    assert lena.modal.value_of("Titel") is None


def test_a_choice_that_is_no_longer_offered_is_forgotten(toy: Toy, lena: Slacker) -> None:
    lena.fill(Soort="Beslissing")
    fewer = field("Soort", {"type": "static_select", "options": [option("Advies")]})
    assert lena.modal is not None
    toy.client.views_update(view_id=lena.modal.view.id, view=form(blocks=[fewer]))
    assert lena.modal.value_of("Soort") is None


def test_a_stale_hash_is_refused(toy: Toy, lena: Slacker) -> None:
    assert lena.modal is not None
    view = lena.modal.view
    old = view.hash
    toy.client.views_update(view_id=view.id, hash=old, view=form())
    with pytest.raises(SlackApiError, match="hash_conflict"):
        toy.client.views_update(view_id=view.id, hash=old, view=form())


def test_a_fourth_modal_does_not_fit_on_the_stack(lena: Slacker) -> None:
    lena.click("Bovenop")
    lena.click("Bovenop")
    assert [screen.title for screen in lena.stack] == ["Formulier", "Bovenop", "Bovenop"]
    with pytest.raises(SlackSays, match="http_error"):
        lena.click("Bovenop")


def test_a_pushed_modal_knows_those_below_it(toy: Toy, lena: Slacker) -> None:
    lena.click("Bovenop")
    lena.submit(Titel="x")
    root = lena.stack[0].view.id
    view = toy.payloads[-1]["view"]
    assert (view["root_view_id"], view["previous_view_id"]) == (root, root)


def test_an_accepted_modal_uncovers_the_one_below(lena: Slacker) -> None:
    lena.click("Bovenop")
    assert lena.submit(Titel="x") == {}
    assert [screen.title for screen in lena.stack] == ["Formulier"]


def test_errors_stand_under_their_fields(toy: Toy, lena: Slacker) -> None:
    toy.submit_answer = {"response_action": "errors", "errors": {"titel": "Bestaat al."}}
    assert lena.submit(Titel="x") == {"Titel": "Bestaat al."}
    assert lena.modal is not None
    assert lena.modal.errors == {"Titel": "Bestaat al."}


def test_typing_takes_the_error_away(toy: Toy, lena: Slacker) -> None:
    toy.submit_answer = {"response_action": "errors", "errors": {"titel": "Bestaat al."}}
    lena.submit(Titel="x")
    lena.fill(Titel="y")
    assert lena.modal is not None
    assert lena.modal.errors == {}


@pytest.mark.parametrize(
    "answer",
    [
        {"response_action": "errors", "errors": {"more": "Geen invoerveld."}},
        {"response_action": "update", "view": form(title=plain("x" * 25))},
        {"response_action": "dance"},
    ],
)
def test_a_wrong_answer_to_a_submission_is_trouble(toy: Toy, lena: Slacker, answer: Json) -> None:
    toy.submit_answer = answer
    with pytest.raises(SlackSays, match="het venster reageert niet"):
        lena.submit(Titel="x")


def test_an_answer_can_update_push_and_clear(toy: Toy, lena: Slacker) -> None:
    toy.submit_answer = {"response_action": "update", "view": form(title=plain("Stap twee"))}
    lena.submit(Titel="x")
    assert [screen.title for screen in lena.stack] == ["Stap twee"]
    toy.submit_answer = {"response_action": "push", "view": form(title=plain("Erbovenop"))}
    lena.submit(Titel="x")
    assert [screen.title for screen in lena.stack] == ["Stap twee", "Erbovenop"]
    toy.submit_answer = {"response_action": "clear"}
    lena.submit(Titel="x")
    assert lena.stack == []


def test_cancelling_tells_of_that_modal(toy: Toy, lena: Slacker) -> None:
    lena.click("Bovenop")
    lena.close()
    (closed,) = closings(toy)
    assert (closed["view"]["title"]["text"], closed["is_cleared"]) == ("Bovenop", False)
    assert [screen.title for screen in lena.stack] == ["Formulier"]


def test_the_x_closes_all_and_tells_of_the_lowest(toy: Toy, lena: Slacker) -> None:
    lena.click("Bovenop")
    lena.close_all()
    (closed,) = closings(toy)
    assert (closed["view"]["title"]["text"], closed["is_cleared"]) == ("Formulier", True)
    assert lena.stack == []


def test_a_modal_that_does_not_ask_for_it_closes_silently(toy: Toy, lena: Slacker) -> None:
    assert lena.modal is not None
    toy.client.views_update(view_id=lena.modal.view.id, view=form(notify_on_close=False))
    lena.close()
    assert closings(toy) == []


def test_a_modal_that_clears_on_close_takes_all_with_it(toy: Toy, lena: Slacker) -> None:
    lena.click("Bovenop")
    toy.client.views_update(view_id=lena.stack[1].view.id, view=form(clear_on_close=True))
    lena.close()
    (closed,) = closings(toy)
    assert (closed["view"]["title"]["text"], closed["is_cleared"]) == ("Formulier", True)
    assert lena.stack == []


def test_an_external_id_is_given_to_one_view_at_a_time(toy: Toy, team: Team, lena: Slacker, wout: Slacker) -> None:
    def open_as(slacker: Slacker) -> None:
        trigger_id = team.screens.trigger(slacker.id)
        toy.client.views_open(trigger_id=trigger_id, view=form(external_id="punt-7"))

    open_as(lena)
    with pytest.raises(SlackApiError, match="duplicate_external_id"):
        open_as(wout)
    toy.client.views_update(external_id="punt-7", view=form(title=plain("Gevonden"), external_id="punt-7"))
    assert lena.stack[0].title == "Gevonden"


def test_a_modal_that_was_replaced_while_it_was_sent_in_stays_replaced(toy: Toy, lena: Slacker) -> None:
    def open_another(body: Json) -> None:
        toy.client.views_open(trigger_id=body["trigger_id"], view=form(title=plain("Ander")))

    toy.on_submit = open_another
    assert lena.submit(Titel="x") == {}
    assert [screen.title for screen in lena.stack] == ["Ander"]


def test_filling_in_the_same_again_is_not_told_again(toy: Toy, lena: Slacker) -> None:
    told = field("Titel", {"type": "plain_text_input", "action_id": "do"}, dispatch_action=True)
    assert lena.modal is not None
    toy.client.views_update(view_id=lena.modal.view.id, view=form(blocks=[told]))
    lena.fill(Titel="Gezinshuizen")
    lena.fill(Titel="Gezinshuizen")
    assert len([payload for payload in toy.payloads if "actions" in payload]) == 1


def test_the_state_holds_every_field_also_the_empty_ones(toy: Toy, lena: Slacker) -> None:
    lena.submit(Titel="x")
    values = toy.payloads[-1]["view"]["state"]["values"]
    assert values["te_behandelen_vóór"]["value"] == {"type": "datepicker", "selected_date": None}
    assert values["wie"]["value"] == {"type": "multi_users_select", "selected_users": []}
    assert "more" not in values


def test_values_arrive_as_they_were_typed(toy: Toy, lena: Slacker) -> None:
    lena.submit(Titel="<b> & <!channel>")
    assert toy.payloads[-1]["view"]["state"]["values"]["titel"]["value"]["value"] == "<b> & <!channel>"


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"Soort": "Advies"}, "'Advies' staat er niet bij; wel: 'Bespreking', 'Beslissing'"),
        ({"Onderwerp": "x"}, "er is geen veld 'Onderwerp'"),
        ({"Wie": ["Niemand"]}, "er is geen Niemand"),
        ({"Te behandelen vóór": "24 april"}, "2026-04-24"),
        ({"Bron": "Begroting"}, "'Begroting' staat er niet bij"),
    ],
)
def test_a_person_cannot_fill_in_what_the_client_does_not_take(lena: Slacker, values: Json, sentence: str) -> None:
    with pytest.raises(ClientRefuses, match=sentence):
        lena.fill(values)


def test_options_are_suggested_while_typing(lena: Slacker) -> None:
    assert lena.suggest("Bron", "vergadering") == ["Vergadering van april", "Vergadering van juni"]


def test_a_field_that_dispatches_is_heard_at_once(toy: Toy, lena: Slacker) -> None:
    told = field("Titel", {"type": "plain_text_input", "action_id": "do"}, dispatch_action=True)
    assert lena.modal is not None
    toy.client.views_update(view_id=lena.modal.view.id, view=form(blocks=[told]))
    lena.fill(Titel="Gezinshuizen")
    (action,) = toy.payloads[-1]["actions"]
    assert (action["type"], action["value"]) == ("plain_text_input", "Gezinshuizen")


def test_a_press_in_a_modal_carries_what_was_typed(toy: Toy, lena: Slacker) -> None:
    lena.fill(Titel="Gezinshuizen")
    lena.click("Meer")
    payload = toy.payloads[-1]
    assert payload["container"] == {"type": "view", "view_id": payload["view"]["id"]}
    assert payload["view"]["state"]["values"]["titel"]["value"]["value"] == "Gezinshuizen"


def test_a_trigger_is_too_old_after_three_seconds(slack: Slack, toy: Toy, team: Team, lena: Slacker) -> None:
    trigger_id = team.screens.trigger(lena.id)
    slack.lapse(timedelta(seconds=3.1))
    with pytest.raises(SlackApiError, match="expired_trigger_id"):
        toy.client.views_open(trigger_id=trigger_id, view=form())


def test_a_response_url_comes_with_a_channel_that_was_picked(toy: Toy, lena: Slacker, plenary: Channel) -> None:
    picker = field("Waar", {"type": "conversations_select", "response_url_enabled": True})
    assert lena.modal is not None
    toy.client.views_update(view_id=lena.modal.view.id, view=form(blocks=[picker]))
    lena.submit(Waar="#plenair")
    (url,) = toy.payloads[-1]["response_urls"]
    assert url["channel_id"] == plenary.id


def test_the_current_channel_is_filled_in_where_the_modal_asks_for_it(
    toy: Toy, lena: Slacker, plenary: Channel
) -> None:
    picker = field("Waar", {"type": "conversations_select", "default_to_current_conversation": True})
    toy.deed = lambda body, respond: toy.client.views_open(trigger_id=body["trigger_id"], view=form(blocks=[picker]))
    lena.command("/do", in_="#plenair")
    assert lena.modal is not None
    assert lena.modal.value_of("Waar") == plenary.id


def test_a_file_goes_along_with_a_modal(toy: Toy, lena: Slacker) -> None:
    files = field("Bijlagen", {"type": "file_input", "filetypes": ["csv"]})
    assert lena.modal is not None
    toy.client.views_update(view_id=lena.modal.view.id, view=form(blocks=[files]))
    lena.submit(Bijlagen=("leden.csv", b"naam"))
    (file,) = toy.payloads[-1]["view"]["state"]["values"]["bijlagen"]["value"]["files"]
    assert file["name"] == "leden.csv"
    assert toy.client.files_info(file=file["id"])["file"]["size"] == 4


def test_the_bot_may_replace_the_modal_before_it_answers_the_submission(toy: Toy, lena: Slacker) -> None:
    next_one = form(title=plain("Nieuw"), blocks=[{"type": "actions", "elements": [button("Klaar", "do")]}])
    toy.submit_answer = {"response_action": "update", "view": next_one}
    lena.submit(Titel="x")
    lena.click("Klaar")
    assert toy.payloads[-1]["view"]["title"]["text"] == "Nieuw"
