"""The page's JSON API, with a real bot behind it."""

import base64
import json
from collections.abc import Callable
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest

from sandbox.channels import Channel
from sandbox.slack import Slack
from sandbox.slackers import Slacker
from sandbox.team import Team
from tests.sandbox.toy import Toy

Json = dict[str, Any]
Ask = Callable[..., Json]


@pytest.fixture
def get(slack: Slack) -> Ask:
    def get(path: str, **query: object) -> Json:
        with urlopen(f"{slack.url}{path}?{urlencode(query)}", timeout=5) as answer:
            return dict(json.load(answer))

    return get


@pytest.fixture
def post(slack: Slack) -> Ask:
    def post(path: str, **body: object) -> Json:
        request = Request(f"{slack.url}{path}", json.dumps(body).encode(), {"Content-Type": "application/json"})
        with urlopen(request, timeout=5) as answer:
            return dict(json.load(answer))

    return post


@pytest.fixture
def act(post: Ask, lena: Slacker) -> Ask:
    def act(do: str, **more: object) -> Json:
        return post("/page/act", **{"as": lena.id, "do": do, **more})

    return act


def test_the_state_shows_the_workspace_around_a_person(get: Ask, team: Team, lena: Slacker, plenary: Channel) -> None:
    state = get("/page/state", **{"as": lena.id})
    assert state["workspace"] == {"id": team.id, "name": "Proefland", "domain": "proefland"}
    assert state["me"]["name"] == "Lena Verhulst"
    assert state["bot"]["display_name"] == "toy"
    assert [(channel["name"], channel["kind"]) for channel in state["channels"]] == [
        ("plenair", "public"),
        ("toy", "im"),
    ]
    assert state["commands"][0] == {"command": "/echo", "description": "Zegt na", "usage_hint": "[tekst]"}
    assert {shortcut["name"]: shortcut["type"] for shortcut in state["shortcuts"]} == {
        "Onthoud dit": "message",
        "Nieuw ding": "global",
    }
    assert state["clock"]["zone"] == "Europe/Brussels"
    assert state["modals"] == []
    assert state["home"] is None


def test_a_private_channel_is_not_shown_to_others(get: Ask, team: Team, lena: Slacker, wout: Slacker) -> None:
    team.add_channel("comite", private=True, members=[wout])
    names = [channel["name"] for channel in get("/page/state", **{"as": lena.id})["channels"]]
    assert "comite" not in names


def test_what_is_said_can_be_read(get: Ask, act: Ask, lena: Slacker, plenary: Channel) -> None:
    assert act("say", channel=plenary.id, text="Dag *allemaal*")["ok"]
    (message,) = get("/page/messages", **{"as": lena.id, "channel": plenary.id})["messages"]
    assert message["text"] == "Dag *allemaal*"
    assert message["user_name"] == "Lena Verhulst"
    assert not message["is_bot"]


def test_a_thread_is_read_with_its_parent(get: Ask, act: Ask, lena: Slacker, plenary: Channel) -> None:
    ts = act("say", channel=plenary.id, text="Wie komt?")["ts"]
    act("say", channel=plenary.id, text="Ik", thread=ts)
    thread = get("/page/messages", **{"as": lena.id, "channel": plenary.id, "thread": ts})["messages"]
    assert [message["text"] for message in thread] == ["Wie komt?", "Ik"]
    assert thread[0]["reply_users_names"] == ["Lena Verhulst"]


def test_a_command_is_answered_on_the_page(toy: Toy, act: Ask) -> None:
    assert act("command", text="/echo hallo") == {"ok": True, "answer": {"text": "Je zei: hallo", "blocks": []}}


def test_a_command_in_a_thread_is_refused(toy: Toy, act: Ask) -> None:
    assert act("command", text="/echo hallo", thread="1.2") == {
        "ok": False,
        "error": "opdrachten werken niet in een draad",
    }


def test_a_modal_is_filled_and_sent(toy: Toy, get: Ask, act: Ask, lena: Slacker) -> None:
    act("command", text="/form")
    (view,) = get("/page/state", **{"as": lena.id})["modals"]
    state = {"titel": {"value": {"type": "plain_text_input", "value": "Gezinshuizen"}}}
    assert act("submit", view_id=view["id"], state=state) == {"ok": True}
    assert toy.payloads[-1]["view"]["state"]["values"]["titel"]["value"]["value"] == "Gezinshuizen"


def test_the_errors_of_a_submission_stand_by_block_id(toy: Toy, get: Ask, act: Ask, lena: Slacker) -> None:
    toy.submit_answer = {"response_action": "errors", "errors": {"titel": "Bestaat al."}}
    act("command", text="/form")
    state = {"titel": {"value": {"type": "plain_text_input", "value": "Gezinshuizen"}}}
    assert act("submit", state=state)["errors"] == {"titel": "Bestaat al."}
    assert get("/page/state", **{"as": lena.id})["modals"][0]["errors"] == {"titel": "Bestaat al."}


def test_a_choice_on_a_message_reaches_the_bot(toy: Toy, get: Ask, act: Ask, lena: Slacker, plenary: Channel) -> None:
    act("command", channel=plenary.id, text="/card")
    (card,) = get("/page/messages", **{"as": lena.id, "channel": plenary.id})["messages"]
    option = {"text": {"type": "plain_text", "text": "Te laat", "emoji": True}, "value": "te laat"}
    chosen = {"type": "static_select", "selected_option": option}
    where = {"container": "message", "channel": plenary.id, "message_ts": card["ts"], "block_id": "deeds"}
    state = {"deeds": {"card.filter": chosen}}
    assert act("click", **where, action_id="card.filter", value=chosen, state=state)["ok"]
    assert toy.payloads[-1]["actions"][0]["selected_option"] == option
    assert toy.payloads[-1]["state"]["values"]["deeds"]["card.filter"]["selected_option"] == option


def test_an_overflow_menu_is_pressed_with_one_of_its_options(
    toy: Toy, get: Ask, act: Ask, lena: Slacker, plenary: Channel
) -> None:
    act("command", channel=plenary.id, text="/card")
    (card,) = get("/page/messages", **{"as": lena.id, "channel": plenary.id})["messages"]
    where = {"container": "message", "channel": plenary.id, "message_ts": card["ts"], "block_id": "deeds"}
    option = {"text": {"type": "plain_text", "text": "Tweede", "emoji": True}, "value": "tweede"}
    chosen = {"type": "overflow", "selected_option": option}
    assert act("click", **where, action_id="card.menu", value=chosen)["ok"]
    assert toy.payloads[-1]["actions"][0]["selected_option"] == option
    assert act("click", **where, action_id="card.menu")["error"] == "deze keuze staat er niet bij"


def test_the_options_of_an_external_select_come_from_the_bot(toy: Toy, act: Ask) -> None:
    act("command", text="/form")
    found = act("options", container="view", block_id="bron", action_id="value", query="april")
    assert [option["text"]["text"] for option in found["options"]] == ["Vergadering van april"]


def test_an_uploaded_file_can_be_downloaded_by_those_in_the_channel(
    slack: Slack, get: Ask, act: Ask, team: Team, lena: Slacker, wout: Slacker
) -> None:
    comite = team.add_channel("comite", private=True, members=[lena])
    act("upload", channel=comite.id, name="leden lijst.csv", content=base64.b64encode(b"a;b").decode())
    (message,) = get("/page/messages", **{"as": lena.id, "channel": comite.id})["messages"]
    (file,) = message["files"]
    assert (file["name"], file["size"]) == ("leden lijst.csv", 3)
    with urlopen(f"{slack.url}{file['url']}", timeout=5) as answer:
        assert answer.read() == b"a;b"
    with pytest.raises(HTTPError, match="404"):
        urlopen(f"{slack.url}{file['url'].replace(lena.id, wout.id)}", timeout=5)


def test_the_clock_moves_and_never_goes_back(slack: Slack, get: Ask, post: Ask) -> None:
    before = slack.clock.now()
    assert post("/page/clock", move="day")["ok"]
    assert (slack.clock.now() - before).days == 1
    assert post("/page/clock", to="2001-01-01T09:00")["error"] == "De klok kan niet terug: kies een later moment."


def test_the_clock_is_set_in_brussels_time(slack: Slack, post: Ask) -> None:
    year = slack.clock.now().year + 1
    assert post("/page/clock", to=f"{year}-07-01T09:00")["now"].startswith(f"{year}-07-01T07:00")


def test_another_name_for_this_computer_is_not_served(slack: Slack) -> None:
    request = Request(f"{slack.url}/page/state", headers={"Host": "elders.voorbeeld.be"})
    with pytest.raises(HTTPError, match="400"):
        urlopen(request, timeout=5)


def test_nonsense_is_answered_with_a_sentence(post: Ask, act: Ask, lena: Slacker) -> None:
    assert act("dance") == {"ok": False, "error": "onbekend: dance"}
    assert act("say", text="x") == {"ok": False, "error": "er ontbreekt iets: channel"}
    assert post("/page/act", **{"as": "U404", "do": "home"}) == {"ok": False, "error": "user_not_found"}


def test_unread_messages_are_counted_until_the_channel_is_read(
    get: Ask, lena: Slacker, wout: Slacker, plenary: Channel
) -> None:
    def unread() -> int:
        channels = get("/page/state", **{"as": lena.id})["channels"]
        return next(channel["unread"] for channel in channels if channel["id"] == plenary.id)

    wout.say("#plenair", "Een")
    wout.say("#plenair", "Twee")
    assert unread() == 2
    get("/page/messages", **{"as": lena.id, "channel": plenary.id})
    assert unread() == 0


def test_nothing_is_unread_for_who_is_not_in_the_channel(get: Ask, team: Team, lena: Slacker, plenary: Channel) -> None:
    amina = team.add_person("Amina Benali")
    lena.say("#plenair", "Een")
    (channel, *_) = get("/page/state", **{"as": amina.id})["channels"]
    assert (channel["member"], channel["unread"]) == (False, 0)


def test_a_bell_rings_at_each_change(slack: Slack, lena: Slacker) -> None:
    with urlopen(f"{slack.url}/page/changes", timeout=5) as bells:
        first = json.loads(bells.readline().removeprefix(b"data: "))["version"]
        bells.readline()
        lena.say(None, "Hallo")
        assert json.loads(bells.readline().removeprefix(b"data: "))["version"] > first


def test_the_traffic_shows_no_tokens(toy: Toy, get: Ask, team: Team, lena: Slacker, plenary: Channel) -> None:
    lena.command("/card", in_=plenary)
    lena.say(plenary, f"Mijn sleutel is {team.bot_token}")
    team.ground.settle()
    shown = json.dumps(get("/page/traffic", after=0))
    assert "chat.postMessage" in shown
    assert "Mijn sleutel is xoxb-\\u2026" in shown
    assert team.bot_token not in shown
    assert team.app.verification_token not in shown
