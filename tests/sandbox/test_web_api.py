"""The Web API, called as a bot calls it: what it gives, and with which word it refuses."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox.channels import Channel
from sandbox.server import Server
from sandbox.slack import Slack
from sandbox.slackers import Slacker
from sandbox.team import Team
from sandbox.values import ClientRefuses
from tests.sandbox.toy import MANIFEST, button, card, form, plain

Json = dict[str, Any]


@pytest.fixture
def client(team: Team) -> WebClient:
    return client_of(team)


def refused(client: WebClient, method: str, **arguments: Any) -> str:
    """The word with which Slack refuses a call."""
    with pytest.raises(SlackApiError) as caught:
        client.api_call(method, json=arguments)
    return str(caught.value.response["error"])


def client_of(team: Team) -> WebClient:
    return WebClient(team.bot_token, base_url=f"{team.ground.url}/api/", retry_handlers=[])


@contextmanager
def other_app(*, scopes: list[str] | None = None, **home: bool) -> Iterator[Team]:
    """A workspace with an app of other scopes, or with other tabs."""
    manifest = deepcopy(MANIFEST)
    manifest["features"]["app_home"] |= home
    if scopes is not None:
        manifest["oauth_config"]["scopes"]["bot"] = scopes
    slack = Slack(manifest)
    with Server(slack):
        yield slack.add_workspace("Anders")


# Who is calling.


def test_the_token_says_who_the_bot_is(client: WebClient, team: Team) -> None:
    answer = client.auth_test()
    assert (answer["user_id"], answer["team_id"], answer["team"]) == (team.bot_user_id, team.id, "Proefland")
    assert "chat:write" in answer.headers["x-oauth-scopes"].split(",")


@pytest.mark.parametrize(
    ("token", "error"), [("", "not_authed"), ("xoxb-unknown", "invalid_auth"), ("xapp-1", "not_allowed_token_type")]
)
def test_a_call_needs_a_bot_token(team: Team, token: str, error: str) -> None:
    assert refused(WebClient(token, base_url=f"{team.ground.url}/api/"), "auth.test") == error


def test_a_token_dies_with_the_installation(client: WebClient, team: Team) -> None:
    team.uninstall()
    assert refused(client, "auth.test") == "token_revoked"


def test_an_app_that_is_installed_again_gets_another_token(client: WebClient, team: Team) -> None:
    team.uninstall()
    WebClient(team.install(), base_url=f"{team.ground.url}/api/").auth_test()
    assert refused(client, "auth.test") == "token_revoked"


def test_the_token_may_stand_in_a_form(team: Team) -> None:
    body = urlencode({"token": team.bot_token}).encode()
    with urlopen(Request(f"{team.ground.url}/api/auth.test", body), timeout=5) as answer:
        assert json.load(answer)["ok"]


def test_a_method_that_does_not_exist_is_named(client: WebClient) -> None:
    assert refused(client, "chat.shout") == "unknown_method"


def test_a_scope_that_the_manifest_does_not_ask_for_is_missing() -> None:
    with other_app(scopes=["commands"]) as team, pytest.raises(SlackApiError) as caught:
        client_of(team).chat_postMessage(channel="C1", text="Dag")
    answer = caught.value.response
    assert (answer["error"], answer["needed"], answer["provided"]) == ("missing_scope", "chat:write", "commands")


# Posting.


def test_a_message_has_a_growing_ts(client: WebClient, plenary: Channel) -> None:
    stamps = [client.chat_postMessage(channel=plenary.id, text=str(n))["ts"] for n in range(3)]
    assert stamps == sorted(set(stamps))


def test_a_message_to_a_person_lands_in_their_direct_message(client: WebClient, lena: Slacker) -> None:
    answer = client.chat_postMessage(channel=lena.id, text="Dag")
    assert answer["channel"].startswith("D")
    assert lena.dm()[-1].text == "Dag"


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"channel": "C404", "text": "x"}, "channel_not_found"),
        ({"text": "x"}, "invalid_arguments"),
        ({"channel": "#plenair"}, "no_text"),
        ({"channel": "#plenair", "blocks": []}, "no_text"),
        ({"channel": "#plenair", "text": "x" * 4041}, "msg_too_long"),
        ({"channel": "#plenair", "text": "x", "blocks": [{"type": "sectoin"}]}, "invalid_blocks"),
        ({"channel": "#plenair", "text": "x", "blocks": "[{]"}, "invalid_json"),
        ({"channel": "#plenair", "text": "x", "thread_ts": "1.000001"}, "thread_not_found"),
        ({"channel": "#plenair", "text": "x", "metadata": {"event_type": "a"}}, "invalid_metadata_format"),
        (
            {"channel": "#plenair", "text": "x", "metadata": {"event_type": "a", "event_payload": {"b": "c" * 9000}}},
            "metadata_too_large",
        ),
        ({"channel": "#plenair", "markdown_text": "x", "text": "y"}, "markdown_text_conflict"),
        ({"channel": "#plenair", "text": "x", "attachments": [{}] * 101}, "too_many_attachments"),
    ],
)
def test_a_message_that_slack_would_refuse(client: WebClient, plenary: Channel, arguments: Json, error: str) -> None:
    assert refused(client, "chat.postMessage", **arguments) == error


def test_a_mistake_in_the_blocks_is_pointed_at(client: WebClient, plenary: Channel) -> None:
    blocks = [{"type": "actions", "elements": [button("x" * 76, "a")]}]
    with pytest.raises(SlackApiError) as caught:
        client.chat_postMessage(channel=plenary.id, text="x", blocks=blocks)
    (message,) = caught.value.response["response_metadata"]["messages"]
    assert message.endswith("[json-pointer:/blocks/0/elements/0/text/text]")


def test_a_bot_outside_a_public_channel_cannot_write_there(client: WebClient, team: Team, lena: Slacker) -> None:
    channel = team.add_channel("ander", members=[lena])
    assert refused(client, "chat.postMessage", channel=channel.id, text="x") == "not_in_channel"


def test_a_private_channel_does_not_exist_for_a_bot_outside_it(client: WebClient, team: Team, lena: Slacker) -> None:
    channel = team.add_channel("comite", private=True, members=[lena])
    assert refused(client, "chat.postMessage", channel=channel.id, text="x") == "channel_not_found"
    assert refused(client, "conversations.info", channel=channel.id) == "channel_not_found"


def test_a_bot_that_was_thrown_out_cannot_write(client: WebClient, team: Team, lena: Slacker) -> None:
    channel = team.add_channel("comite", private=True, members=[lena], bot=True)
    client.chat_postMessage(channel=channel.id, text="x")
    team.kick_bot(channel)
    assert refused(client, "chat.postMessage", channel=channel.id, text="x") == "channel_not_found"


def test_nothing_is_written_in_an_archived_channel(client: WebClient, team: Team, plenary: Channel) -> None:
    ts = client.chat_postMessage(channel=plenary.id, text="x")["ts"]
    team.archive(plenary)
    assert refused(client, "chat.postMessage", channel=plenary.id, text="x") == "is_archived"
    assert refused(client, "chat.update", channel=plenary.id, ts=ts, text="y") == "is_archived"


def test_nothing_reaches_somebody_who_left(client: WebClient, team: Team, lena: Slacker) -> None:
    im = client.conversations_open(users=lena.id)["channel"]["id"]
    team.deactivate(lena)
    assert refused(client, "chat.postMessage", channel=lena.id, text="x") == "channel_not_found"
    assert refused(client, "chat.postMessage", channel=im, text="x") == "is_archived"
    assert refused(client, "conversations.open", users=lena.id) == "user_disabled"


def test_a_reply_is_no_parent(client: WebClient, plenary: Channel) -> None:
    parent = client.chat_postMessage(channel=plenary.id, text="x")["ts"]
    reply = client.chat_postMessage(channel=plenary.id, text="y", thread_ts=parent)["ts"]
    assert refused(client, "chat.postMessage", channel=plenary.id, text="z", thread_ts=reply) == "thread_not_found"


# Changing and deleting.


def test_text_without_blocks_takes_the_blocks_away(client: WebClient, lena: Slacker, plenary: Channel) -> None:
    ts = client.chat_postMessage(channel=plenary.id, text="x", blocks=card())["ts"]
    client.chat_update(channel=plenary.id, ts=ts, text="Zonder")
    (message,) = lena.read("#plenair")
    assert (message.text, message.blocks, message.edited) == ("Zonder", [], True)


def test_blocks_alone_keep_the_text_and_show_no_edit(client: WebClient, lena: Slacker, plenary: Channel) -> None:
    ts = client.chat_postMessage(channel=plenary.id, text="Kaart")["ts"]
    client.api_call("chat.update", json={"channel": plenary.id, "ts": ts, "blocks": card(7)})
    (message,) = lena.read("#plenair")
    assert (message.text, message.edited) == ("Kaart", False)
    assert "7 keer" in message.all_text


def test_metadata_stays_when_an_edit_leaves_it_out(client: WebClient, lena: Slacker, plenary: Channel) -> None:
    metadata = {"event_type": "punt", "event_payload": {"id": "7"}}
    ts = client.chat_postMessage(channel=plenary.id, text="x", metadata=metadata)["ts"]
    client.chat_update(channel=plenary.id, ts=ts, text="y")
    assert lena.read("#plenair")[0].metadata == metadata


def test_only_ones_own_messages_can_be_changed(client: WebClient, lena: Slacker, plenary: Channel) -> None:
    said = lena.say("#plenair", "Van mij")
    where = {"channel": plenary.id, "ts": said.ts}
    assert refused(client, "chat.update", **where, text="x") == "cant_update_message"
    assert refused(client, "chat.delete", **where) == "cant_delete_message"


@pytest.mark.parametrize(
    ("method", "arguments", "error"),
    [
        ("chat.update", {"ts": "1.000001", "text": "x"}, "message_not_found"),
        ("chat.update", {"text": "x"}, "invalid_arguments"),
        ("chat.delete", {"ts": "1.000001"}, "message_not_found"),
        ("chat.getPermalink", {"message_ts": "1.000001"}, "message_not_found"),
        ("reactions.add", {"timestamp": "1.000001", "name": "ok"}, "message_not_found"),
        ("reactions.add", {"timestamp": "1.000001", "name": "Niet zo"}, "invalid_name"),
        ("conversations.replies", {"ts": "1.000001"}, "thread_not_found"),
    ],
)
def test_a_message_that_is_not_there(
    client: WebClient, plenary: Channel, method: str, arguments: Json, error: str
) -> None:
    assert refused(client, method, channel=plenary.id, **arguments) == error


def test_an_edit_may_have_four_thousand_characters(client: WebClient, plenary: Channel) -> None:
    ts = client.chat_postMessage(channel=plenary.id, text="x")["ts"]
    client.chat_update(channel=plenary.id, ts=ts, text="x" * 4000)
    assert refused(client, "chat.update", channel=plenary.id, ts=ts, text="x" * 4001) == "msg_too_long"


def test_a_deleted_parent_leaves_its_thread(client: WebClient, lena: Slacker, plenary: Channel) -> None:
    parent = client.chat_postMessage(channel=plenary.id, text="Weg ermee")["ts"]
    client.chat_postMessage(channel=plenary.id, text="Blijft", thread_ts=parent)
    client.chat_delete(channel=plenary.id, ts=parent)
    (tombstone,) = lena.read("#plenair")
    assert "Weg ermee" not in tombstone.text
    assert [reply.text for reply in lena.thread(tombstone)] == ["Blijft"]
    assert refused(client, "chat.delete", channel=plenary.id, ts=parent) == "message_not_found"


# Ephemeral messages.


def test_only_one_person_sees_an_ephemeral_message(
    client: WebClient, lena: Slacker, wout: Slacker, plenary: Channel
) -> None:
    client.chat_postEphemeral(channel=plenary.id, user=lena.id, text="Alleen jij")
    assert [message.text for message in lena.ephemerals("#plenair")] == ["Alleen jij"]
    assert wout.ephemerals("#plenair") == []
    assert lena.read("#plenair") == []


def test_an_ephemeral_message_is_gone_after_a_reload(client: WebClient, lena: Slacker, plenary: Channel) -> None:
    client.chat_postEphemeral(channel=plenary.id, user=lena.id, text="Alleen jij")
    lena.reload()
    assert lena.ephemerals("#plenair") == []


def test_an_ephemeral_message_needs_somebody_in_the_channel(client: WebClient, team: Team, plenary: Channel) -> None:
    outside = team.add_person("Amina Benali")
    where = {"channel": plenary.id, "text": "x"}
    assert refused(client, "chat.postEphemeral", **where, user=outside.id) == "user_not_in_channel"


def test_an_ephemeral_message_cannot_be_edited_by_its_ts(client: WebClient, lena: Slacker, plenary: Channel) -> None:
    ts = client.chat_postEphemeral(channel=plenary.id, user=lena.id, text="x")["message_ts"]
    assert refused(client, "chat.update", channel=plenary.id, ts=ts, text="y") == "message_not_found"


# Channels and people.


def test_history_is_newest_first_and_hides_metadata_unless_asked(client: WebClient, plenary: Channel) -> None:
    metadata = {"event_type": "punt", "event_payload": {"id": "7"}}
    client.chat_postMessage(channel=plenary.id, text="Oud", metadata=metadata)
    client.chat_postMessage(channel=plenary.id, text="Nieuw")
    messages = client.conversations_history(channel=plenary.id)["messages"]
    assert [message["text"] for message in messages] == ["Nieuw", "Oud"]
    assert messages[1]["metadata"] == {"event_type": "punt"}
    told = client.conversations_history(channel=plenary.id, include_all_metadata=True)["messages"]
    assert told[1]["metadata"] == metadata


def test_history_can_start_after_a_message(client: WebClient, plenary: Channel) -> None:
    stamps = [client.chat_postMessage(channel=plenary.id, text=str(n))["ts"] for n in range(3)]
    after = client.conversations_history(channel=plenary.id, oldest=stamps[1])["messages"]
    from_ = client.conversations_history(channel=plenary.id, oldest=stamps[1], inclusive=True)["messages"]
    assert [message["ts"] for message in after] == stamps[2:]
    assert [message["ts"] for message in from_] == stamps[:0:-1]


def test_replies_begin_with_the_parent(client: WebClient, plenary: Channel) -> None:
    parent = client.chat_postMessage(channel=plenary.id, text="Vraag")["ts"]
    client.chat_postMessage(channel=plenary.id, text="Antwoord", thread_ts=parent)
    messages = client.conversations_replies(channel=plenary.id, ts=parent)["messages"]
    assert [message["text"] for message in messages] == ["Vraag", "Antwoord"]
    assert messages[0]["reply_count"] == 1


def test_a_list_goes_on_at_its_cursor(client: WebClient, team: Team) -> None:
    for n in range(5):
        team.add_channel(f"kanaal-{n}")
    pages = [[channel["name"][-1] for channel in page["channels"]] for page in client.conversations_list(limit=2)]
    assert pages == [["0", "1"], ["2", "3"], ["4"]]


def test_a_made_up_cursor_is_refused(client: WebClient) -> None:
    assert refused(client, "conversations.list", cursor="nonsens") == "invalid_cursor"


def test_the_members_of_a_channel(
    client: WebClient, team: Team, lena: Slacker, wout: Slacker, plenary: Channel
) -> None:
    assert client.conversations_members(channel=plenary.id)["members"] == [lena.id, wout.id, team.bot_user_id]


def test_a_bot_can_join_a_public_channel(client: WebClient, team: Team, lena: Slacker) -> None:
    channel = team.add_channel("open", members=[lena])
    client.conversations_join(channel=channel.id)
    client.chat_postMessage(channel=channel.id, text="Dag")
    assert lena.read("#open")[-1].text == "Dag"


def test_an_email_address_needs_its_own_scope(client: WebClient, lena: Slacker) -> None:
    user = client.users_info(user=lena.id)["user"]
    assert user["tz"] == "Europe/Brussels"
    assert "email" not in user["profile"]
    assert "locale" not in user
    assert refused(client, "users.lookupByEmail", email="lena@voorbeeld.be") == "missing_scope"


def test_somebody_is_found_by_email_unless_they_left_or_come_from_elsewhere() -> None:
    with other_app(scopes=["users:read.email", "users:read"]) as team:
        lena = team.add_person("Lena Verhulst", email="Lena@voorbeeld.be")
        team.deactivate(team.add_person("Jan Weg", email="jan@voorbeeld.be"))
        team.add_person("Ward Vreemd", email="ward@elders.be", stranger=True)
        client = client_of(team)
        found = client.users_lookupByEmail(email="lena@VOORBEELD.be")["user"]
        assert (found["id"], found["profile"]["email"]) == (lena.id, "Lena@voorbeeld.be")
        for gone in ("jan@voorbeeld.be", "ward@elders.be"):
            assert refused(client, "users.lookupByEmail", email=gone) == "users_not_found"


def test_a_locale_is_told_when_it_is_asked_for(client: WebClient, team: Team) -> None:
    claire = team.add_person("Claire Dubois", locale="fr-BE")
    assert client.users_info(user=claire.id, include_locale=True)["user"]["locale"] == "fr-BE"


def test_a_stranger_is_seen_only_in_a_shared_channel(client: WebClient, team: Team) -> None:
    stranger = team.add_person("Ward Vreemd", stranger=True)
    assert refused(client, "users.info", user=stranger.id) == "user_not_visible"
    team.add_channel("gedeeld", members=[stranger], bot=True)
    user = client.users_info(user=stranger.id)["user"]
    assert user["is_stranger"]
    assert user["team_id"] != team.id


def test_a_channel_with_strangers_is_shared(client: WebClient, team: Team, lena: Slacker, plenary: Channel) -> None:
    assert not client.conversations_info(channel=plenary.id)["channel"]["is_ext_shared"]
    team.invite(plenary, team.add_person("Ward Vreemd", stranger=True))
    assert client.conversations_info(channel=plenary.id)["channel"]["is_ext_shared"]
    lena.say(plenary, "Dag")
    team.ground.settle()
    assert team.events[-1].body["is_ext_shared_channel"]


# Views.


@pytest.mark.parametrize(
    ("method", "arguments", "error"),
    [
        ("views.open", {"view": form()}, "invalid_arguments"),
        ("views.open", {"trigger_id": "1.2.3"}, "invalid_arguments"),
        ("views.open", {"trigger_id": "1.2.3", "view": form()}, "invalid_trigger_id"),
        ("views.open", {"trigger_id": "1.2.3", "view": {"type": "home", "blocks": []}}, "invalid_arguments"),
        ("views.open", {"trigger_id": "1.2.3", "view": form(title=plain("x" * 25))}, "invalid_arguments"),
        ("views.push", {"trigger_id": "1.2.3", "view": form()}, "invalid_trigger_id"),
        ("views.update", {"view": form()}, "invalid_arguments"),
        ("views.update", {"view_id": "V1", "view": form()}, "not_found"),
        ("views.publish", {"user_id": "U404", "view": {"type": "home", "blocks": []}}, "user_not_found"),
    ],
)
def test_a_view_that_slack_would_refuse(client: WebClient, method: str, arguments: Json, error: str) -> None:
    assert refused(client, method, **arguments) == error


def test_a_view_over_250_kilobytes_is_too_large(client: WebClient, lena: Slacker) -> None:
    blocks = [{"type": "section", "text": plain("é" * 3000)} for _ in range(60)]
    view = {"type": "home", "blocks": blocks}
    assert refused(client, "views.publish", user_id=lena.id, view=view) == "view_too_large"


def test_a_trigger_works_once(client: WebClient, team: Team, lena: Slacker) -> None:
    trigger_id = team.screens.trigger(lena.id)
    client.views_open(trigger_id=trigger_id, view=form())
    assert refused(client, "views.open", trigger_id=trigger_id, view=form()) == "exchanged_trigger_id"


def test_a_modal_is_pushed_only_with_a_trigger_from_a_modal(client: WebClient, team: Team, lena: Slacker) -> None:
    client.views_open(trigger_id=team.screens.trigger(lena.id), view=form())
    trigger_id = team.screens.trigger(lena.id)
    assert refused(client, "views.push", trigger_id=trigger_id, view=form()) == "invalid_trigger_id"


def test_a_home_tab_that_is_switched_off_takes_no_view() -> None:
    with other_app(home_tab_enabled=False) as team:
        lena = team.add_person("Lena Verhulst")
        view = {"type": "home", "blocks": []}
        assert refused(client_of(team), "views.publish", user_id=lena.id, view=view) == "not_enabled"
        with pytest.raises(ClientRefuses, match="geen startpagina"):
            lena.home()


def test_a_messages_tab_that_is_switched_off_takes_no_messages() -> None:
    with other_app(messages_tab_enabled=False) as team:
        lena = team.add_person("Lena Verhulst")
        assert refused(client_of(team), "chat.postMessage", channel=lena.id, text="x") == "messages_tab_disabled"
        with pytest.raises(ClientRefuses, match="messages_tab_disabled"):
            lena.say(None, "Dag")


def test_a_read_only_messages_tab_takes_the_bots_messages_only() -> None:
    with other_app(messages_tab_read_only_enabled=True) as team:
        lena = team.add_person("Lena Verhulst")
        client_of(team).chat_postMessage(channel=lena.id, text="Dag")
        with pytest.raises(ClientRefuses, match="geen berichten sturen"):
            lena.say(None, "Dag")


def test_a_home_tab_is_updated_only_with_its_newest_hash(client: WebClient, lena: Slacker) -> None:
    view = {"type": "home", "blocks": []}
    old = client.views_publish(user_id=lena.id, view=view)["view"]["hash"]
    client.views_publish(user_id=lena.id, view=view, hash=old)
    assert refused(client, "views.publish", user_id=lena.id, view=view, hash=old) == "hash_conflict"


# Files.


def test_a_file_is_uploaded_in_three_steps(client: WebClient, lena: Slacker, plenary: Channel) -> None:
    client.files_upload_v2(
        channel=plenary.id, filename="agenda a.docx", title="Agenda A", content="inhoud", initial_comment="Hier is ze"
    )
    (message,) = lena.read("#plenair")
    assert message.text == "Hier is ze"
    assert message.files[0]["title"] == "Agenda A"
    assert lena.download(message.files[0]) == b"inhoud"


def test_the_answer_to_an_upload_has_no_message_but_the_file_knows_it(
    client: WebClient, lena: Slacker, plenary: Channel
) -> None:
    file = client.files_upload_v2(channel=plenary.id, filename="a.txt", content="x")["file"]
    assert "shares" not in file
    shares = client.files_info(file=file["id"])["file"]["shares"]
    assert shares["public"][plenary.id][0]["ts"] == lena.read("#plenair")[0].ts


def test_an_upload_is_completed_once(client: WebClient, plenary: Channel) -> None:
    file = client.files_upload_v2(channel=plenary.id, filename="a.txt", content="x")["file"]
    again = {"files": [{"id": file["id"], "title": "a"}], "channel_id": plenary.id}
    assert refused(client, "files.completeUploadExternal", **again) == "file_not_found"


def test_an_upload_of_another_length_is_refused(client: WebClient) -> None:
    url = client.files_getUploadURLExternal(filename="a.txt", length=5)["upload_url"]
    with pytest.raises(HTTPError, match="400"):
        urlopen(Request(url, b"te lang"), timeout=5)


def test_a_file_of_another_channel_is_not_found(client: WebClient, team: Team, lena: Slacker) -> None:
    comite = team.add_channel("comite", private=True, members=[lena])
    message = lena.upload("geheim.txt", b"x", to=comite)
    assert refused(client, "files.info", file=message.files[0]["id"]) == "file_not_found"


def test_a_file_is_fetched_with_the_token_in_the_header(client: WebClient, team: Team, lena: Slacker) -> None:
    url = lena.upload("leden.csv", b"naam;rol").files[0]["url_private_download"]
    with urlopen(Request(url, headers={"Authorization": f"Bearer {team.bot_token}"}), timeout=5) as answer:
        assert answer.read() == b"naam;rol"
    with urlopen(url, timeout=5) as login:
        assert "Sign in" in login.read().decode()


def test_a_deleted_file_leaves_a_gap_in_its_message(client: WebClient, lena: Slacker, plenary: Channel) -> None:
    file = client.files_upload_v2(channel=plenary.id, filename="a.txt", content="x")["file"]
    client.files_delete(file=file["id"])
    assert lena.read("#plenair")[0].files == [{"id": file["id"], "mode": "tombstone"}]


def test_a_reaction_is_added_once(client: WebClient, lena: Slacker, plenary: Channel) -> None:
    said = lena.say("#plenair", "Goed zo")
    where = {"channel": plenary.id, "timestamp": said.ts, "name": "white_check_mark"}
    client.reactions_add(**where)
    assert lena.read("#plenair")[0].reactions == ["white_check_mark"]
    assert refused(client, "reactions.add", **where) == "already_reacted"
