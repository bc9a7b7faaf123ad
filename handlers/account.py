"""Who the bot is in Slack: its token, and the ids that Slack knows it by."""

import time
from dataclasses import dataclass
from http.client import HTTPException
from threading import Lock

import structlog
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

log = structlog.get_logger()

RETRY_SECONDS = 10
"""How long a Slack that did not answer is left alone before it is asked again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """The answer of `auth.test`."""

    team: str
    team_url: str
    bot: str
    bot_user: str
    scopes: str


class Account:
    """One installation: a token, and its identity, asked once (`auth.test`) and again only until Slack answers."""

    def __init__(self, client: WebClient) -> None:
        self._client = client
        self._lock = Lock()
        self._identity: Identity | None = None
        self._asked_at: float | None = None

    def identity(self) -> Identity | None:
        """Who the bot is; None while Slack cannot be reached or knows no such token."""
        if self._identity is None:
            with self._lock:
                if self._identity is None and self._may_ask():
                    self._identity = self._ask()
        return self._identity

    def client(self) -> WebClient:
        """The Web API client of this installation."""
        return self._client

    def authorize(self, *, enterprise_id: str | None, team_id: str | None, user_id: str | None) -> AuthorizeResult:
        """What Bolt wants to know of every request, without asking Slack again.

        While Slack is silent the team is the one of the request, and the bot does not know its own messages.
        """
        known = self.identity()
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=known.team if known else team_id,
            bot_id=known.bot if known else None,
            bot_user_id=known.bot_user if known else None,
            bot_token=self._client.token,
            user_id=user_id,
        )

    def _may_ask(self) -> bool:
        return self._asked_at is None or time.monotonic() - self._asked_at > RETRY_SECONDS

    def _ask(self) -> Identity | None:
        self._asked_at = time.monotonic()
        try:
            found = self._client.auth_test()
        except SlackApiError as error:
            log.error("Slack refuses the bot token", error=error.response["error"])
            return None
        except (SlackClientError, OSError, HTTPException) as error:
            log.warning("Slack is silent", error=type(error).__name__)
            return None
        return Identity(
            team=found["team_id"],
            team_url=found.get("url", ""),
            bot=found.get("bot_id", ""),
            bot_user=found["user_id"],
            scopes=found.headers.get("x-oauth-scopes", ""),
        )
