"""One Slack workspace: its people, channels, messages and files, and the events that its changes set off."""

from collections.abc import Iterable

from sandbox import payloads
from sandbox.channels import Channel, Kind
from sandbox.delivery import App, Event
from sandbox.faults import Faults
from sandbox.files import File
from sandbox.ground import Ground
from sandbox.manifest import Manifest
from sandbox.pace import Pace
from sandbox.people import Person
from sandbox.screens import Screens
from sandbox.values import Json


class Workspace:
    """The state of a workspace in which the app is installed. All changes happen under `ground.lock`.

    `screens` is what people see that is not in a channel's history: modals, home tabs, ephemeral messages.
    """

    def __init__(self, ground: Ground, app: App, manifest: Manifest, name: str) -> None:
        self.ground = ground
        self.app = app
        self.manifest = manifest
        self.name = name
        self.id = ground.steady_id("T")
        self.domain = "".join(letter for letter in name.lower() if letter.isalnum()) or "sandbox"
        self.people: dict[str, Person] = {}
        self.channels: dict[str, Channel] = {}
        self.files: dict[str, File] = {}
        self.events: list[Event] = []
        self.faults = Faults()
        self.pace = Pace()
        self.screens = Screens(ground)
        self.bot = self._make_bot()
        self.bot_token = ""
        self.revoked_tokens: set[str] = set()
        self.install()

    def _make_bot(self) -> Person:
        bot = Person(
            id=self.ground.steady_id("U"),
            team_id=self.id,
            name=self.manifest.app_name,
            handle="".join(letter for letter in self.manifest.bot_name.lower() if letter.isalnum()),
            display_name=self.manifest.bot_name,
            bot_id=self.ground.steady_id("B"),
            app_id=self.app.id,
        )
        self.people[bot.id] = bot
        return bot

    @property
    def installed(self) -> payloads.Installed:
        """What every payload says about this workspace."""
        return payloads.Installed(
            team_id=self.id,
            team_domain=self.domain,
            app_id=self.app.id,
            token=self.app.verification_token,
            bot_id=str(self.bot.bot_id),
            bot_user_id=self.bot.id,
        )

    @property
    def bot_user_id(self) -> str:
        return self.bot.id

    @property
    def app_token(self) -> str:
        return self.app.app_token

    @property
    def signing_secret(self) -> str:
        return self.app.signing_secret

    def install(self) -> str:
        """Install the app, once more if need be, and give its new bot token."""
        self.revoked_tokens.add(self.bot_token)
        self.bot_token = f"xoxb-{self.id}-{self.ground.fresh_id('').lower()}"
        return self.bot_token

    def uninstall(self) -> None:
        """Remove the app: its token is dead from now on."""
        with self.ground.lock:
            self.tell({"type": "app_uninstalled"})
            self.tell({"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [self.bot.id]}})
            self.revoked_tokens.add(self.bot_token)
            self.bot_token = ""

    # People and membership.

    def join(self, person: Person, channel: Channel, *, inviter: str | None = None) -> None:
        """Make somebody a member, with the message and the event that go with it. Twice is harmless."""
        with self.ground.lock:
            if person.id in channel.members:
                return
            channel.members.append(person.id)
            channel.shared = channel.shared or person.stranger
            event: Json = {
                "type": "member_joined_channel",
                "user": person.id,
                "channel": channel.id,
                "channel_type": "C" if channel.kind is Kind.PUBLIC else "G",
                "team": person.team_id,
            }
            if inviter is not None:
                event["inviter"] = inviter
            self.tell(event, channel=channel)
            self.ground.changed()

    def part(self, person: Person, channel: Channel) -> None:
        """Take somebody out of a channel. The bot hears it of itself too, by two events."""
        with self.ground.lock:
            if person.id not in channel.members:
                return
            left: Json = {
                "type": "member_left_channel",
                "user": person.id,
                "channel": channel.id,
                "channel_type": "C" if channel.kind is Kind.PUBLIC else "G",
                "team": person.team_id,
            }
            self.tell(left, channel=channel)
            channel.members.remove(person.id)
            if person is self.bot:
                name = "channel_left" if channel.kind is Kind.PUBLIC else "group_left"
                self.tell({"type": name, "channel": channel.id, "actor_id": channel.creator})
            self.ground.changed()

    def set_archived(self, channel: Channel, archived: bool, *, by: str) -> None:
        with self.ground.lock:
            channel.archived = archived
            sort = "channel" if channel.kind is Kind.PUBLIC else "group"
            name = f"{sort}_archive" if archived else f"{sort}_unarchive"
            self.tell({"type": name, "channel": channel.id, "user": by}, channel=channel)
            self.ground.changed()

    def set_deleted(self, person: Person) -> None:
        """Deactivate an account: it leaves its channels and hears and sees nothing any more."""
        with self.ground.lock:
            person.deleted = True
            for channel in self.channels.values():
                if channel.kind is not Kind.IM:
                    self.part(person, channel)
            self.tell_of_user("user_change", person)
            self.ground.changed()

    def tell_of_user(self, name: str, person: Person) -> None:
        """Send `user_change` or `team_join`."""
        with_email = "users:read.email" in self.manifest.scopes
        self.tell({"type": name, "user": person.as_user(with_email=with_email, with_locale=True)})

    def im_with(self, person: Person) -> Channel:
        """The direct message between the bot and somebody, made when it is not there yet."""
        with self.ground.lock:
            for channel in self.channels.values():
                if channel.kind is Kind.IM and person.id in channel.members:
                    return channel
            channel = Channel(
                id=self.ground.steady_id("D"),
                name="",
                kind=Kind.IM,
                created=self.ground.unix(),
                creator=self.bot.id,
                members=[self.bot.id, person.id],
            )
            self.channels[channel.id] = channel
            return channel

    def channel_named(self, name: str) -> Channel | None:
        wanted = name.removeprefix("#")
        return next((c for c in self.channels.values() if c.name == wanted and c.kind is not Kind.IM), None)

    def name_of(self, some_id: str) -> str:
        """How an id reads on screen: "@Lena Verhulst", "#comite"; an unknown one reads as itself."""
        if some_id in self.people:
            return f"@{self.people[some_id].shown_name}"
        channel = self.channels.get(some_id)
        return some_id if channel is None else f"#{channel.name or 'direct bericht'}"

    # Messages.

    def post(self, channel: Channel, author: Person, **content: object) -> Json:
        """Put a message in a channel. `content` are Slack's own fields: text, blocks, thread_ts, files, metadata."""
        with self.ground.lock:
            given = {key: value for key, value in content.items() if value is not None}
            message: Json = {"type": "message", "user": author.id, "ts": self.ground.next_ts()}
            message |= {"team": author.team_id, "text": ""} | given
            if author.bot_id is not None:
                message |= {"bot_id": author.bot_id, "app_id": self.app.id}
            if "thread_ts" in message:
                parent = channel.find(message["thread_ts"])
                message["parent_user_id"] = parent["user"] if parent else None
            channel.messages.append(message)
            self._tell_of_message(channel, self._as_sent(message), author)
            self.ground.changed()
            return message

    def _as_sent(self, message: Json) -> Json:
        """The event of a new message: one that people send with a file has a subtype, and metadata stays home."""
        sent = {key: value for key, value in message.items() if key != "metadata"}
        if "files" in message:
            sent["subtype"] = "file_share"
        return sent

    def change(self, channel: Channel, message: Json, *, edited_by: str | None, **content: object) -> None:
        """Change a message in place. A field that is given as None goes away; `edited_by` marks it as edited."""
        with self.ground.lock:
            before = dict(message)
            message |= content
            for key in [key for key, value in content.items() if value is None]:
                del message[key]
            if edited_by is not None:
                message["edited"] = {"user": edited_by, "ts": self.ground.next_ts()}
            event: Json = {"subtype": "message_changed", "message": dict(message), "previous_message": before}
            self._tell_of_message(channel, event, self.people[message["user"]])
            self.ground.changed()

    def remove(self, channel: Channel, message: Json) -> None:
        """Delete a message. A parent with replies leaves a tombstone, so that the thread can still be read."""
        with self.ground.lock:
            before = dict(message)
            author = self.people[message["user"]]
            if len(channel.thread(message["ts"])) > 1:
                ts = message["ts"]
                message.clear()
                message |= {"type": "message", "subtype": "tombstone", "user": "USLACKBOT", "hidden": True}
                message |= {"text": "This message was deleted.", "ts": ts, "thread_ts": ts}
            else:
                channel.messages.remove(message)
            event: Json = {"subtype": "message_deleted", "deleted_ts": before["ts"], "previous_message": before}
            self._tell_of_message(channel, event, author)
            self.ground.changed()

    def _tell_of_message(self, channel: Channel, message: Json, author: Person) -> None:
        event = {"type": "message", "channel": channel.id, "channel_type": channel.channel_type}
        event |= {"event_ts": message.get("ts") or self.ground.next_ts()} | message
        event.setdefault("ts", event["event_ts"])
        self.tell(event, channel=channel, name=f"message.{channel.event_type}")
        mentioned = f"<@{self.bot.id}>" in str(message.get("text", ""))
        if mentioned and "subtype" not in message and not author.is_bot and channel.kind is not Kind.IM:
            self.tell(event | {"type": "app_mention"}, channel=channel, name="app_mention")

    # Events.

    def tell(self, event: Json, *, channel: Channel | None = None, name: str | None = None) -> None:
        """Send an event when the manifest subscribes to it and, for one in a channel, the bot is there."""
        if not self.bot_token or (name or event["type"]) not in self.manifest.events:
            return
        if channel is not None and self.bot.id not in channel.members:
            return
        event_id = self.ground.fresh_id("Ev")
        stamped = {"event_ts": self.ground.next_ts()} | event
        body = payloads.event_callback(self.installed, stamped, event_id=event_id, channel=channel)
        sent = Event(id=event_id, body=body)
        self.events.append(sent)
        self.app.tell(sent)

    def fetch(self, ids: Iterable[str]) -> list[Person]:
        """The people with these ids, unknown ones left out."""
        return [self.people[some_id] for some_id in ids if some_id in self.people]
