"""Messages, presses and answers as a person meets them."""

from datetime import timedelta
from typing import Any

import pytest
from slack_sdk.webhook import WebhookClient

from sandbox.channels import Channel
from sandbox.slack import Slack
from sandbox.slackers import Slacker
from sandbox.team import Team, together
from sandbox.values import ClientRefuses, SlackSays
from tests.sandbox.toy import Toy, button, card, option, plain

Json = dict[str, Any]


@pytest.fixture
def posted(toy: Toy, lena: Slacker, plenary: Channel) -> Channel:
    """A channel with a card in it."""
    lena.command("/card", in_=plenary)
    return plenary


def test_a_press_says_who_where_and_what(toy: Toy, team: Team, lena: Slacker, posted: Channel) -> None:
    lena.click("Ja")
    payload = toy.payloads[-1]
    (shown,) = [message.raw for message in lena.read(posted)]
    assert payload["user"]["id"] == lena.id
    assert payload["team"] == {"id": team.id, "domain": "proefland"}
    assert payload["channel"] == {"id": posted.id, "name": "plenair"}
    assert payload["container"] == {
        "type": "message",
        "message_ts": shown["ts"],
        "channel_id": posted.id,
        "is_ephemeral": False,
    }
    assert payload["message"]["ts"] == shown["ts"]
    (action,) = payload["actions"]
    assert {key: action[key] for key in ("type", "action_id", "block_id", "value")} == {
        "type": "button",
        "action_id": "card.yes",
        "block_id": "deeds",
        "value": "0",
    }


def test_an_old_card_can_still_be_pressed(toy: Toy, lena: Slacker, posted: Channel) -> None:
    old = lena.read(posted)[-1]
    lena.click("Ja")
    lena.click(old, "Ja")
    assert toy.payloads[-1]["actions"][0]["value"] == "0"
    assert "*Kaart* 1 keer" in lena.read(posted)[-1].all_text


def test_the_newest_of_two_cards_is_pressed(toy: Toy, lena: Slacker, posted: Channel) -> None:
    lena.command("/card", in_=posted)
    lena.click("Ja")
    assert ["1 keer" in message.all_text for message in lena.read(posted)] == [False, True]


def test_a_button_that_is_there_twice_must_be_pointed_out(toy: Toy, lena: Slacker, posted: Channel) -> None:
    blocks: list[Json] = []
    for name in ("Eerste", "Tweede"):
        blocks += [
            {"type": "section", "text": plain(name)},
            {"type": "actions", "elements": [button("Klaar", "do", name)]},
        ]
    toy.client.chat_postMessage(channel=posted.id, text="Lijst", blocks=blocks)
    with pytest.raises(ClientRefuses, match="2 keer"):
        lena.click("Klaar")
    lena.click("Klaar", beside="Tweede")
    assert toy.payloads[-1]["actions"][0]["value"] == "Tweede"
    lena.click("Klaar", nth=0)
    assert toy.payloads[-1]["actions"][0]["value"] == "Eerste"


def test_a_button_that_is_nowhere_is_said_so(toy: Toy, lena: Slacker, posted: Channel) -> None:
    with pytest.raises(ClientRefuses, match="'Misschien' staat nergens op het scherm; wel: Ja, Weg"):
        lena.click("Misschien")


def test_a_choice_stays_on_the_message_for_that_person(toy: Toy, lena: Slacker, wout: Slacker, posted: Channel) -> None:
    lena.choose("Filter", "Te laat")
    assert toy.payloads[-1]["actions"][0]["selected_option"]["value"] == "te laat"
    lena.click("Ja")
    assert toy.payloads[-1]["state"]["values"]["deeds"]["card.filter"]["selected_option"]["value"] == "te laat"
    wout.click("Ja")
    assert toy.payloads[-1]["state"]["values"]["deeds"]["card.filter"]["selected_option"] is None


def test_an_overflow_menu_answers_over_the_response_url(toy: Toy, lena: Slacker, posted: Channel) -> None:
    lena.choose("Tweede")
    assert lena.ephemerals(posted)[-1].text == "Tweede"


def test_a_link_button_gives_its_address(toy: Toy, lena: Slacker, posted: Channel) -> None:
    link = button("Verslag", "do", url="https://voorbeeld.be/verslag")
    blocks = [{"type": "actions", "elements": [link]}]
    toy.client.chat_postMessage(channel=posted.id, text="Link", blocks=blocks)
    assert lena.click("Verslag") == "https://voorbeeld.be/verslag"


def test_a_double_press_arrives_twice(toy: Toy, lena: Slacker, posted: Channel) -> None:
    lena.press_twice("Ja")
    first, second = toy.payloads[-2:]
    assert first == second


def test_a_person_looked_up_again_still_knows_the_last_press(
    toy: Toy, team: Team, lena: Slacker, posted: Channel
) -> None:
    lena.click("Ja")
    team.person("Lena Verhulst").resend()
    assert len([payload for payload in toy.payloads if "actions" in payload]) == 2


def test_options_on_a_message_say_which_message(toy: Toy, lena: Slacker, plenary: Channel) -> None:
    select = {"type": "external_select", "action_id": "value", "min_query_length": 1, "placeholder": plain("Bron")}
    blocks = [{"type": "actions", "elements": [select]}]
    ts = toy.client.chat_postMessage(channel=plenary.id, text="Kies", blocks=blocks)["ts"]
    lena.choose("Bron", "Nieuwsbrief")
    asked, chosen = toy.payloads[-2:]
    assert (asked["type"], asked["value"]) == ("block_suggestion", "Nieuwsbrief")
    assert asked["container"]["message_ts"] == asked["message"]["ts"] == ts
    assert chosen["actions"][0]["selected_option"]["text"]["text"] == "Nieuwsbrief"


def test_two_people_press_at_the_same_moment(toy: Toy, lena: Slacker, wout: Slacker, posted: Channel) -> None:
    message = lena.read(posted)[-1]
    together(lambda: lena.click(message, "Ja"), lambda: wout.click(message, "Ja"))
    assert {payload["user"]["id"] for payload in toy.payloads[-2:]} == {lena.id, wout.id}


def test_together_gives_what_slack_said_to_each(toy: Toy, lena: Slacker, wout: Slacker) -> None:
    fine, refused = together(lambda: lena.command("/echo a").text, lambda: wout.command("/nix").text)
    assert fine == "Je zei: a"
    assert isinstance(refused, ClientRefuses)


# Answers.


def test_an_answer_later_is_found_too(toy: Toy, lena: Slacker, posted: Channel) -> None:
    answer = lena.command("/quiet", in_=posted)
    assert answer.text == "Alleen voor jou"
    assert [message.text for message in lena.ephemerals(posted)] == ["Alleen voor jou"]


def test_an_answer_in_the_channel_is_for_everybody(toy: Toy, lena: Slacker, wout: Slacker, plenary: Channel) -> None:
    toy.deed = lambda body, respond: respond("Voor iedereen", response_type="in_channel")
    lena.command("/do", in_=plenary)
    assert [message.text for message in wout.read(plenary)] == ["Voor iedereen"]


def test_an_ephemeral_card_goes_away_by_its_own_button(toy: Toy, lena: Slacker, plenary: Channel) -> None:
    toy.client.chat_postEphemeral(channel=plenary.id, user=lena.id, text="Kaart", blocks=card())
    lena.click("Weg")
    payload = toy.payloads[-1]
    assert payload["container"]["is_ephemeral"]
    assert "message" not in payload
    assert lena.ephemerals(plenary) == []


def test_an_ephemeral_card_is_replaced(toy: Toy, lena: Slacker, plenary: Channel) -> None:
    blocks = [{"type": "actions", "elements": [button("Ga", "do")]}]
    toy.client.chat_postEphemeral(channel=plenary.id, user=lena.id, text="Eerst", blocks=blocks)
    toy.deed = lambda body, respond: respond("Daarna", replace_original=True)
    lena.click("Ga")
    (shown,) = lena.ephemerals(plenary)
    assert (shown.text, shown.blocks) == ("Daarna", [])


def test_a_message_is_deleted_over_a_response_url(toy: Toy, lena: Slacker, posted: Channel) -> None:
    lena.click("Weg")
    assert lena.read(posted) == []


def test_a_response_url_works_five_times(toy: Toy, lena: Slacker) -> None:
    answers: list[tuple[int, str]] = []

    def six_times(body: Json, respond: object) -> None:
        url = WebhookClient(body["response_url"])
        for n in range(6):
            answer = url.send(text=str(n))
            answers.append((answer.status_code, answer.body))

    toy.deed = six_times
    lena.command("/do")
    assert [status for status, _ in answers] == [200] * 5 + [404]
    assert "used_url" in answers[5][1]


def test_a_response_url_lives_half_an_hour(slack: Slack, toy: Toy, lena: Slacker) -> None:
    toy.deed = lambda body, respond: None
    lena.command("/do")
    slack.lapse(timedelta(minutes=31))
    answer = WebhookClient(toy.payloads[-1]["response_url"]).send(text="Te laat")
    assert (answer.status_code, "expired_url" in answer.body) == (404, True)


@pytest.mark.parametrize("body", [{"text": "x", "thread_ts": "1.2"}, {"text": "x", "channel": "C1"}])
def test_an_answer_that_slack_would_not_take_is_refused(toy: Toy, lena: Slacker, body: Json) -> None:
    lena.command("/do")
    answer = WebhookClient(toy.payloads[-1]["response_url"]).send_dict(body)
    assert (answer.status_code, "invalid_payload" in answer.body) == (404, True)


def test_an_answer_with_wrong_blocks_is_refused(toy: Toy, lena: Slacker) -> None:
    answers: list[str] = []

    def wrong(body: Json, respond: object) -> None:
        answers.append(WebhookClient(body["response_url"]).send(text="x", blocks=[{"type": "section"}]).body)

    toy.deed = wrong
    lena.command("/do")
    assert "invalid_blocks" in answers[0]


# What people cannot do.


def test_a_command_that_the_manifest_does_not_know(toy: Toy, lena: Slacker) -> None:
    with pytest.raises(ClientRefuses, match="/nix is geen geldige opdracht"):
        lena.command("/nix")


def test_a_command_must_be_answered_within_three_seconds(toy: Toy, lena: Slacker) -> None:
    with pytest.raises(SlackSays, match="operation_timeout"):
        lena.command("/slow")


def test_a_private_channel_is_closed_to_others(team: Team, lena: Slacker, wout: Slacker) -> None:
    comite = team.add_channel("comite", private=True, members=[lena], bot=True)
    lena.say(comite, "Onder ons")
    with pytest.raises(ClientRefuses, match="channel_not_found"):
        wout.read(comite)


def test_a_guest_sees_only_the_channels_they_are_in(team: Team, plenary: Channel) -> None:
    guest = team.add_person("Gast Gebruiker", restricted=True)
    with pytest.raises(ClientRefuses, match="channel_not_found"):
        guest.read(plenary)


def test_a_public_channel_can_be_read_but_not_written_by_others(team: Team, plenary: Channel) -> None:
    amina = team.add_person("Amina Benali")
    assert amina.read(plenary) == []
    with pytest.raises(ClientRefuses, match="not_in_channel"):
        amina.say(plenary, "Dag")


def test_an_archived_channel_takes_no_messages(team: Team, lena: Slacker, plenary: Channel) -> None:
    team.archive(plenary)
    with pytest.raises(ClientRefuses, match="is_archived"):
        lena.say(plenary, "Dag")


def test_somebody_who_left_can_do_nothing(toy: Toy, team: Team, lena: Slacker, posted: Channel) -> None:
    message = lena.read(posted)[-1]
    team.deactivate(lena)
    with pytest.raises(ClientRefuses):
        lena.click(message, "Ja")


def test_only_ones_own_message_can_be_changed(lena: Slacker, wout: Slacker, plenary: Channel) -> None:
    said = lena.say(plenary, "Van Lena")
    with pytest.raises(ClientRefuses, match="eigen berichten"):
        wout.edit(said, "Van Wout")
    lena.edit(said, "Nog altijd van Lena")
    (message,) = wout.read(plenary)
    assert (message.text, message.edited) == ("Nog altijd van Lena", True)


def test_a_stranger_presses_with_a_team_of_their_own(toy: Toy, team: Team, posted: Channel) -> None:
    stranger = team.add_person("Ward Vreemd", stranger=True)
    team.invite(posted, stranger)
    stranger.click("Ja")
    payload = toy.payloads[-1]
    assert payload["user"]["team_id"] == stranger.person.team_id != team.id
    assert payload["team"]["id"] == team.id
    with pytest.raises(ClientRefuses, match="geen geldige opdracht"):
        stranger.command("/echo dag", in_=posted)


# Shortcuts, threads, files.


def test_a_message_shortcut_carries_the_message(toy: Toy, lena: Slacker, plenary: Channel) -> None:
    said = lena.say(plenary, "Hier moet iets mee gebeuren")
    lena.shortcut("Onthoud dit", said)
    payload = toy.payloads[-1]
    assert (payload["type"], payload["callback_id"]) == ("message_action", "keep")
    assert payload["message"]["text"] == "Hier moet iets mee gebeuren"
    assert lena.modal is not None


def test_a_global_shortcut_knows_no_channel(toy: Toy, lena: Slacker) -> None:
    lena.shortcut("Nieuw ding")
    payload = toy.payloads[-1]
    assert payload["type"] == "shortcut"
    assert not {"channel", "response_url"} & set(payload)


def test_a_shortcut_on_the_wrong_place_is_not_there(toy: Toy, lena: Slacker) -> None:
    with pytest.raises(ClientRefuses, match="geen snelkoppeling"):
        lena.shortcut("Onthoud dit")


def test_replies_stay_in_their_thread(lena: Slacker, wout: Slacker, plenary: Channel) -> None:
    question = lena.say(plenary, "Wie komt?")
    answer = wout.say(plenary, "Ik", thread=question)
    lena.say(plenary, "Fijn", thread=answer)
    assert [message.text for message in lena.read(plenary)] == ["Wie komt?"]
    assert [message.text for message in lena.thread(question)] == ["Ik", "Fijn"]
    assert lena.read(plenary)[0].reply_count == 2


def test_a_reply_can_be_sent_to_the_channel_too(toy: Toy, lena: Slacker, plenary: Channel) -> None:
    question = lena.say(plenary, "Wie komt?")
    toy.client.chat_postMessage(channel=plenary.id, text="Stil", thread_ts=question.ts)
    toy.client.chat_postMessage(channel=plenary.id, text="Luid", thread_ts=question.ts, reply_broadcast=True)
    assert [message.text for message in lena.read(plenary)] == ["Wie komt?", "Luid"]
    assert [message.text for message in lena.thread(question)] == ["Stil", "Luid"]


def test_a_file_can_be_fetched_by_those_who_see_it(team: Team, lena: Slacker, wout: Slacker) -> None:
    comite = team.add_channel("comite", private=True, members=[lena])
    (file,) = lena.upload("verslag.txt", b"tekst", to=comite).files
    assert lena.download(file) == b"tekst"
    with pytest.raises(ClientRefuses, match="file_not_found"):
        wout.download(file)


def test_home_is_pressed_after_it_was_opened(toy: Toy, lena: Slacker, posted: Channel) -> None:
    lena.home()
    lena.click("Thuis")
    payload = toy.payloads[-1]
    assert payload["container"]["type"] == "view"
    assert payload["view"]["type"] == "home"
    assert "channel" not in payload


def test_a_choice_in_a_list_of_checkboxes_is_a_list(toy: Toy, lena: Slacker, plenary: Channel) -> None:
    boxes = {"type": "checkboxes", "action_id": "do", "options": [option("Een"), option("Twee")]}
    blocks = [{"type": "section", "text": plain("Kies"), "accessory": boxes}]
    toy.client.chat_postMessage(channel=plenary.id, text="Kies", blocks=blocks)
    lena.choose("Kies", ["Twee", "Een"])
    chosen = [one["value"] for one in toy.payloads[-1]["actions"][0]["selected_options"]]
    assert chosen == ["twee", "een"]
