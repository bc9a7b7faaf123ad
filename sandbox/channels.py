"""Channels and direct messages: who is in them, what was said, and how Slack describes them to a bot."""

from dataclasses import dataclass, field
from enum import StrEnum

from sandbox.values import Json


class Kind(StrEnum):
    PUBLIC = "public"
    PRIVATE = "private"
    IM = "im"


@dataclass(slots=True, kw_only=True)
class Channel:
    """One conversation. `members` and `creator` are user ids; `messages` are Slack's own objects, oldest first.

    A direct message has no name; its members are the bot and one person.
    """

    id: str
    name: str
    kind: Kind
    created: int
    creator: str
    members: list[str] = field(default_factory=list)
    messages: list[Json] = field(default_factory=list)
    archived: bool = False
    shared: bool = False

    @property
    def event_type(self) -> str:
        """The last part of the event and scope names of this sort of channel: message.channels, groups:history."""
        return {Kind.PUBLIC: "channels", Kind.PRIVATE: "groups", Kind.IM: "im"}[self.kind]

    @property
    def channel_type(self) -> str:
        """What the `channel_type` of a message event says."""
        return {Kind.PUBLIC: "channel", Kind.PRIVATE: "group", Kind.IM: "im"}[self.kind]

    @property
    def command_name(self) -> str:
        """What the `channel_name` of a slash command says: private names are not given away."""
        return {Kind.PUBLIC: self.name, Kind.PRIVATE: "privategroup", Kind.IM: "directmessage"}[self.kind]

    def find(self, ts: str) -> Json | None:
        return next((message for message in reversed(self.messages) if message["ts"] == ts), None)

    def roots(self) -> list[Json]:
        """What stands in the channel itself, oldest first: no replies, save those that were sent to the channel too."""
        replies = self._replies()
        return [
            _counted(message, replies.get(message["ts"], []))
            for message in self.messages
            if not _is_reply(message) or message.get("subtype") == "thread_broadcast"
        ]

    def thread(self, ts: str) -> list[Json]:
        """A message and its replies, oldest first; empty when the message is gone."""
        parent = self.find(ts)
        if parent is None:
            return []
        replies = self._replies().get(ts, [])
        return [_counted(parent, replies), *(dict(reply) for reply in replies)]

    def shown(self, message: Json) -> Json:
        """The message as Slack gives it out: a parent counts its replies."""
        return _counted(message, self._replies().get(message["ts"], []))

    def _replies(self) -> dict[str, list[Json]]:
        replies: dict[str, list[Json]] = {}
        for message in self.messages:
            if _is_reply(message):
                replies.setdefault(message["thread_ts"], []).append(message)
        return replies

    def as_conversation(self, *, member: str, with_count: bool = False) -> Json:
        """Slack's conversation object, as seen by the user id `member`."""
        if self.kind is Kind.IM:
            other = next((user for user in self.members if user != member), member)
            return {"id": self.id, "created": self.created, "is_im": True, "is_archived": False, "user": other}
        private = self.kind is Kind.PRIVATE
        conversation: Json = {
            "id": self.id,
            "name": self.name,
            "name_normalized": self.name,
            "is_channel": not private,
            "is_group": private,
            "is_im": False,
            "is_mpim": False,
            "is_private": private,
            "created": self.created,
            "creator": self.creator,
            "is_archived": self.archived,
            "is_general": False,
            "is_shared": self.shared,
            "is_ext_shared": self.shared,
            "is_org_shared": False,
            "is_member": member in self.members,
            "topic": {"value": "", "creator": "", "last_set": 0},
            "purpose": {"value": "", "creator": "", "last_set": 0},
        }
        if with_count:
            conversation["num_members"] = len(self.members)
        return conversation


def _is_reply(message: Json) -> bool:
    return bool(message.get("thread_ts", message["ts"]) != message["ts"])


def _counted(message: Json, replies: list[Json]) -> Json:
    if not replies:
        return dict(message)
    users = list(dict.fromkeys(reply["user"] for reply in replies))
    return message | {
        "thread_ts": message["ts"],
        "reply_count": len(replies),
        "reply_users_count": len(users),
        "reply_users": users,
        "latest_reply": replies[-1]["ts"],
    }
