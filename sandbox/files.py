"""Files that people and the bot uploaded, with the URLs at which they can be fetched."""

import mimetypes
from dataclasses import dataclass, field
from pathlib import PurePath
from urllib.parse import quote

from sandbox.values import Json


@dataclass(slots=True, kw_only=True)
class File:
    """`content` is None until the bytes arrived; `shares` maps a channel id to the `ts` of the messages holding it."""

    id: str
    name: str
    title: str
    owner: str
    created: int
    content: bytes | None = None
    length: int = 0
    completed: bool = False
    shares: dict[str, list[str]] = field(default_factory=dict)

    @property
    def mimetype(self) -> str:
        return mimetypes.guess_type(self.name)[0] or "application/octet-stream"

    def as_file(self, *, url: str, team_id: str) -> Json:
        """Slack's file object; `url` is the root of the pretend Slack."""
        place, name = f"{url}/files-pri/{team_id}-{self.id}", quote(self.name)
        return {
            "id": self.id,
            "created": self.created,
            "timestamp": self.created,
            "name": self.name,
            "title": self.title,
            "mimetype": self.mimetype,
            "filetype": PurePath(self.name).suffix.lstrip(".").lower() or "binary",
            "pretty_type": self.mimetype,
            "user": self.owner,
            "user_team": team_id,
            "editable": False,
            "size": len(self.content) if self.content is not None else self.length,
            "mode": "hosted",
            "is_external": False,
            "external_type": "",
            "is_public": False,
            "public_url_shared": False,
            "url_private": f"{place}/{name}",
            "url_private_download": f"{place}/download/{name}",
            "permalink": f"{url}/files/{self.id}/{name}",
            "channels": [channel for channel in self.shares if channel.startswith("C")],
            "groups": [channel for channel in self.shares if channel.startswith("G")],
            "ims": [channel for channel in self.shares if channel.startswith("D")],
            "has_rich_preview": False,
        }

    def with_shares(self, described: Json) -> Json:
        """The file object with the messages that hold the file, as `files.info` gives them."""
        shares: Json = {}
        for channel, stamps in self.shares.items():
            where = "public" if channel.startswith("C") else "private"
            shares.setdefault(where, {})[channel] = [{"ts": ts} for ts in stamps]
        return described | {"shares": shares}
