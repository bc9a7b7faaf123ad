"""What the web page shows to one person, as JSON: the workspace around them, their channels, messages and modals."""

from urllib.parse import quote

from sandbox import payloads
from sandbox.channels import Channel, Kind
from sandbox.client import Client
from sandbox.people import Person
from sandbox.values import ClientRefuses, Json
from sandbox.views import View


def state(client: Client) -> Json:
    """Everything of the page's state but the clock and the version. Call it under `ground.lock`."""
    team, me = client.team, client.person
    channel_list = [*_open_to(client), client.im]
    home = team.screens.homes.get(me.id)
    return {
        "workspace": {"id": team.id, "name": team.name, "domain": team.domain},
        "me": _person(me),
        "bot": _person(team.bot),
        "people": [_person(person) for person in team.people.values()],
        "channels": [_channel(client, channel) for channel in channel_list],
        "commands": [
            {"command": one.command, "description": one.description, "usage_hint": one.usage_hint}
            for one in team.manifest.commands
        ],
        "shortcuts": [
            {"name": one.name, "type": one.kind, "callback_id": one.callback_id, "description": one.description}
            for one in team.manifest.shortcuts
        ],
        "modals": [_view(client, view) for view in client.stack],
        "home": _view(client, home) if home is not None else None,
    }


def _person(person: Person) -> Json:
    return {
        "id": person.id,
        "name": person.name,
        "display_name": person.shown_name,
        "admin": person.admin,
        "restricted": person.restricted,
        "stranger": person.stranger,
        "deleted": person.deleted,
        "is_bot": person.is_bot,
    }


def _open_to(client: Client) -> list[Channel]:
    """The channels a person can read, direct messages left out."""
    return [
        channel
        for channel in client.team.channels.values()
        if channel.kind is not Kind.IM and client.can_see(channel.id)
    ]


def _channel(client: Client, channel: Channel) -> Json:
    team, me = client.team, client.person
    return {
        "id": channel.id,
        "name": channel.name or team.bot.shown_name,
        "kind": channel.kind,
        "archived": channel.archived,
        "member": me.id in channel.members,
        "members": list(channel.members),
        "unread": _unread(client, channel),
    }


def _unread(client: Client, channel: Channel) -> int:
    """How many messages of others came since this person last read the channel."""
    me = client.person.id
    if me not in channel.members:
        return 0
    read = client.team.screens.last_read.get((me, channel.id), "")
    heard = [*channel.messages, *(one.message for one in client.team.screens.whispered(me, channel.id))]
    return sum(message["ts"] > read and message["user"] != me for message in heard)


def _view(client: Client, view: View) -> Json:
    """Slack's view object, with the sentences that stand under its fields."""
    return payloads.of_view(client.team.installed, client.person, view) | {"errors": dict(view.errors)}


def messages(client: Client, channel_id: str, thread_ts: str | None) -> Json:
    """`{messages}` of a channel or a thread, oldest first; reading a channel marks it as read."""
    with client.team.ground.lock:
        channel = client.sees(channel_id)
        shown = channel.thread(thread_ts) if thread_ts else channel.roots()
        whispered = [
            one.message
            for one in client.team.screens.whispered(client.person.id, channel.id)
            if one.message.get("thread_ts") == thread_ts
        ]
        everything = sorted([*shown, *whispered], key=lambda message: str(message["ts"]))
        if thread_ts is None and everything:
            _mark_read(client, channel, everything[-1]["ts"])
        return {"messages": [_message(client, message) for message in everything]}


def _mark_read(client: Client, channel: Channel, ts: str) -> None:
    key = client.person.id, channel.id
    if client.team.screens.last_read.get(key, "") < ts:
        client.team.screens.last_read[key] = ts
        client.team.ground.changed()


def _message(client: Client, message: Json) -> Json:
    team = client.team
    author = team.people.get(message["user"])
    repliers = team.fetch(message.get("reply_users", []))
    return message | {
        "user_name": author.shown_name if author is not None else "Slack",
        "is_bot": "bot_id" in message,
        "ephemeral": bool(message.get("is_ephemeral")),
        "edited": "edited" in message,
        "reply_count": message.get("reply_count", 0),
        "reply_users_names": [person.shown_name for person in repliers],
        "files": [_file(client, file) for file in message.get("files", [])],
        "state": {"values": _choices(client, message)},
    }


def _choices(client: Client, message: Json) -> Json:
    """What this person chose in the elements of a message, by block id and action id."""
    for (person_id, _, ts), choices in client.team.screens.choices.items():
        if person_id == client.person.id and ts == message["ts"]:
            return dict(choices)
    return {}


def _file(client: Client, described: Json) -> Json:
    """A file as the page offers it for download; one that was deleted has no URL."""
    try:
        file = client.download(described["id"])
    except ClientRefuses:
        return {"id": described["id"], "name": "verwijderd bestand", "size": 0, "mimetype": "", "url": None}
    return {
        "id": file.id,
        "name": file.name,
        "title": file.title,
        "size": len(file.content or b""),
        "mimetype": file.mimetype,
        "url": f"/files/{file.id}/{quote(file.name)}?as={client.person.id}",
    }
