"""The people of a workspace, and how Slack describes them to a bot."""

from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sandbox.values import Json


@dataclass(slots=True, kw_only=True)
class Person:
    """Somebody with an account, or the bot itself. A stranger belongs to another workspace (Slack Connect)."""

    id: str
    team_id: str
    name: str
    handle: str
    email: str | None = None
    tz: str = "Europe/Brussels"
    locale: str = "nl-BE"
    display_name: str | None = None
    admin: bool = False
    restricted: bool = False
    stranger: bool = False
    deleted: bool = False
    bot_id: str | None = None
    app_id: str | None = None

    @property
    def is_bot(self) -> bool:
        return self.bot_id is not None

    @property
    def shown_name(self) -> str:
        """The name that others see beside a message: the display name, or else the real name."""
        return self.display_name or self.name

    def as_user(self, *, with_email: bool, with_locale: bool) -> Json:
        """Slack's user object. The e-mail address is there only with the scope `users:read.email`."""
        zone = datetime.now(UTC).astimezone(ZoneInfo(self.tz))
        offset = zone.utcoffset()
        user: Json = {
            "id": self.id,
            "team_id": self.team_id,
            "name": self.handle,
            "deleted": self.deleted,
            "color": "9f69e7",
            "real_name": self.name,
            "tz": self.tz,
            "tz_label": zone.tzname() or self.tz,
            "tz_offset": int(offset.total_seconds()) if offset is not None else 0,
            "profile": self._profile(with_email=with_email),
            "is_admin": self.admin,
            "is_owner": False,
            "is_primary_owner": False,
            "is_restricted": self.restricted,
            "is_ultra_restricted": False,
            "is_bot": self.is_bot,
            "is_app_user": False,
            "updated": 0,
        }
        if self.stranger:
            user["is_stranger"] = True
        if with_locale:
            user["locale"] = self.locale
        return user

    def _profile(self, *, with_email: bool) -> Json:
        first, _, last = self.name.partition(" ")
        profile: Json = {
            "real_name": self.name,
            "real_name_normalized": self.name,
            "display_name": self.display_name or "",
            "display_name_normalized": self.display_name or "",
            "first_name": first,
            "last_name": last,
            "team": self.team_id,
        }
        if with_email and self.email is not None and not self.stranger:
            profile["email"] = self.email
        if self.bot_id is not None:
            profile |= {"api_app_id": self.app_id, "bot_id": self.bot_id}
        return profile
