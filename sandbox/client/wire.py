"""The way from a person's client to the bot: three seconds to answer, and the last payload kept to send again."""

from sandbox import delivery
from sandbox.client.sight import Sight
from sandbox.delivery import NotDelivered
from sandbox.people import Person
from sandbox.response_urls import ResponseUrl
from sandbox.values import ClientRefuses, Json, SlackSays
from sandbox.workspace import Workspace


class Wire(Sight):
    """A person whose acts reach the bot."""

    def __init__(self, team: Workspace, person: Person) -> None:
        super().__init__(team, person)
        self._last: tuple[str, Json, str] | None = None

    def resend(self) -> Json:
        """Deliver the last payload once more, as it was: a double press, or a second device."""
        if self._last is None:
            raise ClientRefuses("er is nog niets verstuurd")
        kind, payload, what = self._last
        return self.team.app.deliver(kind, payload, what=what)

    def _interact(self, payload: Json, *, what: str) -> Json:
        try:
            return self._deliver(delivery.INTERACTIVE, payload, what=what)
        except NotDelivered as failure:
            raise SlackSays(f"er ging iets mis bij de verbinding met de app ({failure.reason})") from None

    def _deliver(self, kind: str, payload: Json, *, what: str) -> Json:
        if self.person.deleted:
            raise ClientRefuses("account_inactive")
        if not self.team.bot_token:
            raise ClientRefuses("de app is hier niet geïnstalleerd")
        self._last = kind, payload, what
        return self.team.app.deliver(kind, payload, what=what)

    def _address(self, url: ResponseUrl) -> str:
        return f"{self.team.ground.url}/hooks/{self.team.id}/{url.key}"
