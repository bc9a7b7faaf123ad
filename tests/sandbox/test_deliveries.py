"""What the bot hears, and what happens when it does not answer: signatures, events, retries, turns, the clock."""

import threading
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from slack_sdk.signature import SignatureVerifier

from sandbox.channels import Channel
from sandbox.delivery import Webhook
from sandbox.server import Server
from sandbox.slack import Slack
from sandbox.slackers import Slacker
from sandbox.team import Team
from sandbox.values import ClientRefuses, SlackSays
from tests.sandbox import toy as toys
from tests.sandbox.toy import MANIFEST, Toy


def heard(team: Team, toy: Toy) -> list[str]:
    """The types of the events that the toy heard, once all have arrived."""
    team.ground.settle()
    return [event["type"] for event in toy.events]


def test_a_signature_is_what_slack_would_send(team: Team) -> None:
    signed = Webhook("http://127.0.0.1/", team.signing_secret).signature("a=b")
    assert SignatureVerifier(team.signing_secret).is_valid_request("a=b", signed)
    assert not SignatureVerifier(team.signing_secret).is_valid_request("a=c", signed)


def test_a_message_is_heard_in_the_channels_of_the_bot_only(toy: Toy, team: Team, lena: Slacker) -> None:
    team.add_channel("met", members=[lena], bot=True)
    team.add_channel("zonder", members=[lena])
    team.ground.settle()
    toy.events.clear()
    lena.say("#met", "Hoor je mij?")
    lena.say("#zonder", "En nu?")
    team.ground.settle()
    assert [event["text"] for event in toy.events] == ["Hoor je mij?"]


def test_an_event_looks_as_slack_sends_it(toy: Toy, team: Team, lena: Slacker, plenary: Channel) -> None:
    lena.say(plenary, "Dag")
    team.ground.settle()
    body = team.events[-1].body
    assert (body["type"], body["team_id"], body["api_app_id"]) == ("event_callback", team.id, team.app.id)
    assert body["authorizations"][0]["user_id"] == team.bot_user_id
    event = body["event"]
    assert (event["channel"], event["channel_type"], event["user"]) == (plenary.id, "channel", lena.id)
    assert event["ts"] == event["event_ts"]


def test_membership_archiving_and_eviction_are_told(toy: Toy, team: Team, lena: Slacker) -> None:
    amina = team.add_person("Amina Benali")
    comite = team.add_channel("comite", private=True, members=[lena], bot=True)
    team.ground.settle()
    toy.events.clear()
    team.invite(comite, amina)
    team.leave(comite, amina)
    team.kick_bot(comite)
    assert heard(team, toy) == ["member_joined_channel", "member_left_channel", "member_left_channel", "group_left"]


def test_a_bot_that_was_thrown_out_hears_no_more(toy: Toy, team: Team, lena: Slacker, plenary: Channel) -> None:
    team.kick_bot(plenary)
    team.ground.settle()
    toy.events.clear()
    lena.say(plenary, "Hoort de bot dit?")
    assert heard(team, toy) == []


def test_what_the_manifest_does_not_subscribe_to_is_not_sent(toy: Toy, team: Team, lena: Slacker) -> None:
    team.add_person("Amina Benali")
    assert "team_join" not in heard(team, toy)
    team.change_person(lena, tz="Europe/London")
    assert heard(team, toy)[-1] == "user_change"
    assert toy.events[-1]["user"]["tz"] == "Europe/London"


def test_events_arrive_in_order(toy: Toy, team: Team, lena: Slacker, plenary: Channel) -> None:
    for n in range(20):
        lena.say(plenary, str(n))
    team.ground.settle()
    assert [event["text"] for event in toy.events if event["type"] == "message"] == [str(n) for n in range(20)]


def test_the_bot_hears_its_own_messages_as_its_own(toy: Toy, team: Team, plenary: Channel) -> None:
    toy.client.chat_postMessage(channel=plenary.id, text="Van mij")
    team.ground.settle()
    event = team.events[-1].body["event"]
    assert (event["user"], event["bot_id"]) == (team.bot_user_id, team.bot.bot_id)
    assert "message" not in heard(team, toy)


def test_edits_and_deletions_are_told(toy: Toy, team: Team, lena: Slacker, plenary: Channel) -> None:
    said = lena.say(plenary, "Eerst")
    lena.edit(said, "Daarna")
    lena.delete(said)
    team.ground.settle()
    told = [event.get("subtype") for event in toy.events if event["type"] == "message"]
    assert told == [None, "message_changed", "message_deleted"]


def test_a_failed_event_is_tried_again_at_once(toy: Toy, team: Team, lena: Slacker, plenary: Channel) -> None:
    team.ground.settle()
    toy.break_events = True
    toy.event_ids.clear()
    lena.say(plenary, "Dag")
    team.ground.settle()
    first, second = toy.event_ids
    assert first == second == team.events[-1].id
    assert team.events[-1].tries == ["http_error", "http_error"]
    assert toy.headers[-1]["x-slack-retry-num"] == ["1"]
    assert toy.headers[-1]["x-slack-retry-reason"] == ["http_error"]


def test_an_event_can_be_delivered_once_more(toy: Toy, team: Team, lena: Slacker, plenary: Channel) -> None:
    lena.say(plenary, "Dag")
    team.ground.settle()
    event = team.events[-1]
    team.redeliver(event)
    assert toy.event_ids[-2:] == [event.id, event.id]


def test_a_removed_app_hears_no_more_than_that(toy: Toy, team: Team, lena: Slacker, plenary: Channel) -> None:
    team.ground.settle()
    team.uninstall()
    before = len(team.events)
    lena.say(plenary, "Is daar iemand?")
    assert len(team.events) == before
    with pytest.raises(ClientRefuses, match="niet geïnstalleerd"):
        lena.command("/echo hallo", in_=plenary)


def test_both_tabs_of_the_bot_are_told_apart(toy: Toy, team: Team, lena: Slacker) -> None:
    lena.home()
    lena.open_messages()
    team.ground.settle()
    opened = [event.body["event"] for event in team.events if event.type == "app_home_opened"]
    assert [event["tab"] for event in opened] == ["home", "messages"]
    assert "view" not in opened[0]
    assert opened[1]["view"]["type"] == "home"


def test_several_bots_take_turns(team: Team, lena: Slacker) -> None:
    with ExitStack() as stack:
        bots = [stack.enter_context(toys.over_http(team)) for _ in range(2)]
        team.deliver_to(*(bot.url for bot in bots))
        for _ in range(4):
            lena.command("/echo hallo")
        assert [len(bot.payloads) for bot in bots] == [2, 2]


def test_a_bot_that_is_down_is_a_time_out_for_the_person(team: Team, lena: Slacker) -> None:
    team.deliver_to("http://127.0.0.1:9/slack/events")
    with pytest.raises(SlackSays, match="operation_timeout"):
        lena.command("/echo hallo")


def test_two_workspaces_do_not_hear_each_other(slack: Slack, toy: Toy, team: Team, lena: Slacker) -> None:
    other = slack.add_workspace("Buurland")
    with toys.over_http(other) as neighbour:
        other.add_person("Ada Buur").command("/echo daar")
        lena.command("/echo hier")
        assert [payload["text"] for payload in toy.payloads] == ["hier"]
        assert [payload["text"] for payload in neighbour.payloads] == ["daar"]
    slack.remove_workspace(other)


def test_two_workspaces_may_share_an_app(slack: Slack, toy: Toy, team: Team) -> None:
    other = slack.add_workspace("Buurland", same_app_as=team)
    other.add_person("Ada Buur").command("/echo daar")
    assert toy.payloads[-1]["team_id"] == other.id
    slack.remove_workspace(other)


@dataclass
class Answering:
    """A bot that always answers in the same way."""

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    calls: int = 0


@pytest.fixture
def answering(team: Team) -> Iterator[Answering]:
    bot = Answering()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            bot.calls += 1
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(bot.status)
            for name, value in bot.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(bot.body)

        def log_message(self, format: str, *args: object) -> None:
            return None

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        team.deliver_to(f"http://127.0.0.1:{server.server_port}/slack/events")
        yield bot
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("status", [201, 302, 404, 500])
def test_a_command_is_taken_by_a_200_only(answering: Answering, lena: Slacker, status: int) -> None:
    answering.status = status
    with pytest.raises(SlackSays, match="operation_timeout"):
        lena.command("/echo hallo")


@pytest.mark.parametrize(("status", "tries"), [(202, ["ok"]), (404, ["http_error", "http_error"])])
def test_an_event_is_taken_by_any_success(
    answering: Answering, team: Team, lena: Slacker, plenary: Channel, status: int, tries: list[str]
) -> None:
    team.ground.settle()
    answering.status = status
    lena.say(plenary, "Dag")
    team.ground.settle()
    assert team.events[-1].tries == tries


def test_a_bot_can_ask_for_no_retry(answering: Answering, team: Team, lena: Slacker, plenary: Channel) -> None:
    team.ground.settle()
    answering.status, answering.headers, answering.calls = 500, {"X-Slack-No-Retry": "1"}, 0
    lena.say(plenary, "Dag")
    team.ground.settle()
    assert answering.calls == 1


@pytest.mark.parametrize(
    ("body", "content_type", "shown"),
    [
        (b"Gewone tekst", "text/plain", ["Gewone tekst"]),
        (b'{"text": "Als JSON"}', "application/json", ["Als JSON"]),
        (b"", "text/plain", []),
    ],
)
def test_an_acknowledgement_answers_a_command(
    answering: Answering, lena: Slacker, body: bytes, content_type: str, shown: list[str]
) -> None:
    answering.headers, answering.body = {"Content-Type": content_type}, body
    assert [message.text for message in lena.command("/echo").messages] == shown


# Time and rest.


@pytest.fixture
def quiet() -> Slack:
    """A pretend Slack of its own, so that a moved clock or a busy bot is nobody else's."""
    return Slack(MANIFEST)


def test_reading_waits_until_the_bot_is_idle(quiet: Slack) -> None:
    answers = iter([False, False, True])
    quiet.idle = lambda: next(answers, True)
    quiet.add_workspace("Stil").add_person("Lena Verhulst").dm()
    assert list(answers) == []


def test_what_changed_meanwhile_is_waited_for_once_more(quiet: Slack) -> None:
    asked: list[int] = []

    def says_something_the_first_time() -> bool:
        asked.append(quiet.version)
        if len(asked) == 1:
            quiet.changed()
        return True

    quiet.idle = says_something_the_first_time
    quiet.settle()
    assert len(asked) == 2


def test_the_clock_moves_only_when_the_bot_is_idle(quiet: Slack) -> None:
    offsets: list[timedelta] = []

    def busy_at_first() -> bool:
        offsets.append(quiet.clock.offset)
        return len(offsets) > 3

    quiet.idle = busy_at_first
    quiet.clock.move(timedelta(days=1))
    assert offsets == [timedelta()] * 4 + [timedelta(days=1)]


def test_a_bot_that_never_rests_is_said_so(quiet: Slack) -> None:
    quiet.idle = lambda: False
    with pytest.raises(SlackSays, match="the bot was still busy after"):
        quiet.settle(0.05)


def test_the_clock_wakes_the_bot_when_it_moves(quiet: Slack) -> None:
    woken: list[datetime] = []
    quiet.waken = lambda: woken.append(quiet.clock.now())
    before = quiet.clock.now()
    quiet.clock.move(timedelta(days=7))
    assert before + timedelta(days=7) <= woken[0] < before + timedelta(days=7, seconds=5)


def test_messages_keep_the_real_time_when_the_clock_moves(quiet: Slack) -> None:
    quiet.clock.move(timedelta(days=30))
    said = quiet.add_workspace("Stil").add_person("Lena Verhulst").say(None, "Nu")
    assert abs(float(said.ts) - datetime.now(UTC).timestamp()) < 5


def test_the_clock_does_not_go_back(quiet: Slack) -> None:
    with pytest.raises(ValueError, match="kan niet terug"):
        quiet.clock.set(quiet.clock.now() - timedelta(hours=1))


def test_a_server_starts_and_stops_quickly_and_twice() -> None:
    slack = Slack(MANIFEST)
    server = Server(slack)
    for _ in range(2):
        assert server.start().startswith("http://127.0.0.1:")
        server.stop()
    server.stop()
