"""People act in Slack, a real Bolt app answers."""

from datetime import date

import pytest

from sandbox.channels import Channel
from sandbox.slackers import Slacker
from sandbox.team import Team
from sandbox.values import ClientRefuses, SlackSays
from tests.sandbox.toy import Toy


def test_a_command_is_answered_in_its_acknowledgement(toy: Toy, lena: Slacker) -> None:
    assert lena.command("/echo hallo").text == "Je zei: hallo"


def test_a_command_escapes_people_channels_and_signs(toy: Toy, lena: Slacker, wout: Slacker, plenary: Channel) -> None:
    lena.command(f"/echo {wout} in #plenair <b> & co")
    assert toy.payloads[-1]["text"] == f"<@{wout.id}> in <#{plenary.id}|plenair> &lt;b&gt; &amp; co"


def test_a_card_is_pressed_and_edited(toy: Toy, lena: Slacker, plenary: Channel) -> None:
    lena.command("/card", in_="#plenair")
    lena.click("Ja")
    lena.click("Ja")
    assert "Kaart* 2 keer" in lena.read("#plenair")[-1].all_text


def test_a_modal_is_filled_by_its_labels(toy: Toy, lena: Slacker, wout: Slacker) -> None:
    lena.command("/form")
    errors = lena.submit(
        {"Te behandelen vóór": date(2026, 4, 24)},
        Titel="Gezinshuizen",
        Soort="Beslissing",
        Vinkjes=["Twee"],
        Wie=[wout],
        Bron="Vergadering van april",
    )
    values = {block: state["value"] for block, state in toy.payloads[-1]["view"]["state"]["values"].items()}
    assert errors == {}
    assert lena.modal is None
    assert values["titel"]["value"] == "Gezinshuizen"
    assert values["soort"]["selected_option"]["value"] == "beslissing"
    assert values["te_behandelen_vóór"]["selected_date"] == "2026-04-24"
    assert [option["value"] for option in values["vinkjes"]["selected_options"]] == ["twee"]
    assert values["wie"]["selected_users"] == [wout.id]
    assert values["bron"]["selected_option"]["text"]["text"] == "Vergadering van april"


def test_a_required_field_is_asked_for_before_anything_is_sent(toy: Toy, lena: Slacker) -> None:
    lena.command("/form")
    sent = len(toy.payloads)
    assert lena.submit() == {"Titel": "Dit veld is verplicht."}
    assert len(toy.payloads) == sent


def test_the_client_refuses_a_text_that_is_too_long(toy: Toy, lena: Slacker) -> None:
    lena.command("/form")
    with pytest.raises(ClientRefuses, match="hoogstens 20 tekens"):
        lena.fill(Titel="x" * 21)


def test_home_is_published_when_it_is_opened(toy: Toy, lena: Slacker) -> None:
    assert lena.id in lena.home().text


def test_a_command_that_breaks_times_out_for_the_person(toy: Toy, lena: Slacker) -> None:
    with pytest.raises(SlackSays, match="operation_timeout"):
        lena.command("/broken")


def test_a_mention_is_answered_in_its_thread(toy: Toy, team: Team, lena: Slacker, plenary: Channel) -> None:
    said = lena.say("#plenair", "@toy ben je daar?")
    assert [reply.text for reply in lena.thread(said)] == ["Je riep?"]
