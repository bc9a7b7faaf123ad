"""The pretend Slack itself: its workspaces, who holds which token, and what they stand on."""

from collections.abc import Mapping
from pathlib import Path
from secrets import token_urlsafe
from typing import Any

from sandbox import manifest as manifests
from sandbox.delivery import App
from sandbox.files import File
from sandbox.ground import Ground
from sandbox.team import Team

MOST_SOCKETS = 10


class Slack(Ground):
    """All workspaces that a bot can be in. Make one, add a workspace, and serve it with `sandbox.server.Server`."""

    def __init__(self, manifest: Path | Mapping[str, Any]) -> None:
        super().__init__()
        self.manifest = manifests.read(manifest)
        self.teams: dict[str, Team] = {}
        self.serving = False
        self._tickets: dict[str, App] = {}

    def add_workspace(self, name: str, *, same_app_as: Team | None = None) -> Team:
        """A new workspace with the app installed. Each has an app (and app token) of its own, unless it shares one."""
        with self.lock:
            app = same_app_as.app if same_app_as is not None else App(self)
            team = Team(self, app, self.manifest, name)
            self.teams[team.id] = team
            self.changed()
            return team

    def remove_workspace(self, team: Team) -> None:
        """Forget a workspace and hang up on its bots, unless another workspace shares the app."""
        with self.lock:
            self.teams.pop(team.id, None)
            if any(other.app is team.app for other in self.teams.values()):
                return
            team.app.webhooks.clear()
            for sock in list(team.app.sockets):
                sock.close()

    # Who holds which token.

    def team_with(self, bot_token: str) -> Team | None:
        return next((team for team in list(self.teams.values()) if bot_token and team.bot_token == bot_token), None)

    def app_with(self, app_token: str) -> App | None:
        return next((team.app for team in list(self.teams.values()) if team.app_token == app_token), None)

    def was_revoked(self, token: str) -> bool:
        return any(token in team.revoked_tokens for team in self.teams.values())

    def file_with(self, file_id: str) -> File | None:
        return next((team.files[file_id] for team in list(self.teams.values()) if file_id in team.files), None)

    # Socket Mode.

    def socket_url(self, app: App) -> str:
        """A URL that opens one web socket, once."""
        ticket = token_urlsafe(16)
        self._tickets[ticket] = app
        return f"{self.url.replace('http', 'ws', 1)}/link/?ticket={ticket}&app_id={app.id}"

    def redeem_ticket(self, ticket: str) -> App | None:
        return self._tickets.pop(ticket, None)

    def close_sockets(self) -> None:
        for team in list(self.teams.values()):
            for sock in list(team.app.sockets):
                sock.close()
