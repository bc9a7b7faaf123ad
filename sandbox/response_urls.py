"""Response URLs: five uses in thirty minutes, each bound to one command or press."""

from dataclasses import dataclass, field
from secrets import token_hex

from sandbox.ground import Ground
from sandbox.values import Json

USES = 5
SECONDS = 30 * 60


@dataclass(slots=True, kw_only=True)
class ResponseUrl:
    """`message` is what the press was on (None for a command), `ephemeral` says whether only the person sees it.

    `answers` collects the messages that were posted through this URL.
    """

    key: str
    person_id: str
    channel_id: str
    message: Json | None
    ephemeral: bool
    issued: float
    uses: int = 0
    answers: list[Json] = field(default_factory=list)


class ResponseUrls:
    """The response URLs of one workspace. Call everything here under `ground.lock`."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._known: dict[str, ResponseUrl] = {}

    def issue(
        self, person_id: str, channel_id: str, *, message: Json | None = None, ephemeral: bool = False
    ) -> ResponseUrl:
        url = ResponseUrl(
            key=token_hex(12),
            person_id=person_id,
            channel_id=channel_id,
            message=message,
            ephemeral=ephemeral,
            issued=self._ground.seconds(),
        )
        self._known[url.key] = url
        return url

    def use(self, key: str) -> ResponseUrl | str:
        """Count one use; gives Slack's word for the refusal when there is none left."""
        url = self._known.get(key)
        if url is None:
            return "invalid_url"
        if self._ground.seconds() - url.issued > SECONDS:
            return "expired_url"
        if url.uses >= USES:
            return "used_url"
        url.uses += 1
        return url
