"""The shapes of what Slack sends to the bot: events, slash commands, presses, submissions, option loads, shortcuts."""

import time
from dataclasses import dataclass

from sandbox.channels import Channel
from sandbox.people import Person
from sandbox.values import Json
from sandbox.views import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Installed:
    """Where the app is installed: what every payload says about the workspace and the app."""

    team_id: str
    team_domain: str
    app_id: str
    token: str
    bot_id: str
    bot_user_id: str


def event_callback(at: Installed, event: Json, *, event_id: str, channel: Channel | None) -> Json:
    """The envelope around an event, which has its `event_ts`."""
    return {
        "token": at.token,
        "team_id": at.team_id,
        "context_team_id": at.team_id,
        "context_enterprise_id": None,
        "api_app_id": at.app_id,
        "event": event,
        "type": "event_callback",
        "event_id": event_id,
        "event_time": int(float(event["event_ts"])),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": at.team_id,
                "user_id": at.bot_user_id,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": channel.shared if channel is not None else False,
        "event_context": f"4-{event_id}",
    }


def command(
    at: Installed, person: Person, channel: Channel, *, name: str, text: str, response_url: str, trigger_id: str
) -> Json:
    """The form fields of a slash command."""
    return {
        "token": at.token,
        "team_id": at.team_id,
        "team_domain": at.team_domain,
        "channel_id": channel.id,
        "channel_name": channel.command_name,
        "user_id": person.id,
        "user_name": person.handle,
        "command": name,
        "text": text,
        "api_app_id": at.app_id,
        "is_enterprise_install": "false",
        "response_url": response_url,
        "trigger_id": trigger_id,
    }


def _common(at: Installed, person: Person, kind: str) -> Json:
    return {
        "type": kind,
        "user": {
            "id": person.id,
            "username": person.handle,
            "name": person.handle,
            "team_id": person.team_id,
        },
        "api_app_id": at.app_id,
        "token": at.token,
        "team": {"id": at.team_id, "domain": at.team_domain},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def _channel(channel: Channel) -> Json:
    return {"id": channel.id, "name": channel.command_name}


def of_view(at: Installed, person: Person, view: View) -> Json:
    """Slack's view object. A modal belongs to the team of the one who sees it, also to a stranger's."""
    return view.as_json(team_id=person.team_id, app_team_id=at.team_id, app_id=at.app_id, bot_id=at.bot_id)


def press_in_view(at: Installed, person: Person, view: View, actions: list[Json], *, trigger_id: str) -> Json:
    """`block_actions` from a modal or a home tab."""
    return _common(at, person, "block_actions") | {
        "container": {"type": "view", "view_id": view.id},
        "trigger_id": trigger_id,
        "view": of_view(at, person, view),
        "actions": actions,
    }


def press_on_message(
    at: Installed,
    person: Person,
    channel: Channel,
    message: Json,
    actions: list[Json],
    *,
    state: Json,
    ephemeral: bool,
    response_url: str,
    trigger_id: str,
) -> Json:
    """`block_actions` from a message."""
    return (
        _common(at, person, "block_actions")
        | on_message(channel, message, ephemeral=ephemeral)
        | {
            "trigger_id": trigger_id,
            "state": {"values": state},
            "response_url": response_url,
            "actions": actions,
        }
    )


def on_message(channel: Channel, message: Json, *, ephemeral: bool) -> Json:
    """What a payload says of the message it comes from. An ephemeral message itself is not sent along."""
    container: Json = {
        "type": "message",
        "message_ts": message["ts"],
        "channel_id": channel.id,
        "is_ephemeral": ephemeral,
    }
    if "thread_ts" in message:
        container["thread_ts"] = message["thread_ts"]
    where: Json = {"container": container, "channel": _channel(channel)}
    return where if ephemeral else where | {"message": message}


def submission(at: Installed, person: Person, view: View, *, trigger_id: str, response_urls: list[Json]) -> Json:
    """`view_submission`."""
    return _common(at, person, "view_submission") | {
        "trigger_id": trigger_id,
        "view": of_view(at, person, view),
        "response_urls": response_urls,
    }


def closed(at: Installed, person: Person, view: View, *, is_cleared: bool) -> Json:
    """`view_closed`."""
    return _common(at, person, "view_closed") | {"view": of_view(at, person, view), "is_cleared": is_cleared}


def suggestion(at: Installed, person: Person, *, block_id: str, action_id: str, value: str, where: Json) -> Json:
    """`block_suggestion`: the options of an external select are asked for. `where` says container, view or message."""
    return (
        _common(at, person, "block_suggestion") | {"action_id": action_id, "block_id": block_id, "value": value} | where
    )


def global_shortcut(at: Installed, person: Person, callback_id: str, *, trigger_id: str) -> Json:
    """`shortcut`: it knows no channel and has no response URL."""
    return _common(at, person, "shortcut") | {
        "callback_id": callback_id,
        "trigger_id": trigger_id,
        "action_ts": action_ts(),
    }


def message_shortcut(
    at: Installed,
    person: Person,
    channel: Channel,
    message: Json,
    callback_id: str,
    *,
    response_url: str,
    trigger_id: str,
) -> Json:
    """`message_action`: a shortcut from the menu of a message."""
    return _common(at, person, "message_action") | {
        "callback_id": callback_id,
        "trigger_id": trigger_id,
        "action_ts": action_ts(),
        "response_url": response_url,
        "message_ts": message["ts"],
        "channel": _channel(channel),
        "message": message,
    }


def action(block: Json, element: Json, **facts: object) -> Json:
    """One entry of `actions`: what was pressed or chosen, and when."""
    pressed: Json = {
        "type": element["type"],
        "action_id": element["action_id"],
        "block_id": block["block_id"],
        "action_ts": action_ts(),
    }
    for key in ("text", "value", "style", "placeholder", "confirm"):
        if key in element:
            pressed[key] = element[key]
    return pressed | facts


def action_ts() -> str:
    return f"{time.time():.6f}"
