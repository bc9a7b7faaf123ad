"""The few words that every module of the pretend Slack shares: JSON objects, and the ways in which Slack says no."""

from typing import Any

Json = dict[str, Any]


class SlackSays(Exception):
    """What Slack's client shows a person when something did not work, in Slack's own word or in a sentence."""

    def __init__(self, error: str) -> None:
        super().__init__(error)
        self.error = error


class ClientRefuses(SlackSays):
    """What Slack's client does not let a person do at all: nothing was sent to the bot."""


class ApiError(Exception):
    """A Web API call that is answered with `{"ok": false, "error": ...}` and the facts beside it."""

    def __init__(self, error: str, **facts: object) -> None:
        super().__init__(error)
        self.error = error
        self.facts = facts

    @classmethod
    def about(cls, error: str, *sentences: str) -> "ApiError":
        """An error that explains itself in `response_metadata.messages`, as Slack does for arguments and blocks."""
        return cls(error, response_metadata={"messages": [f"[ERROR] {sentence}" for sentence in sentences]})

    def explained(self) -> str:
        """The error with its sentences, for people to read."""
        told = self.facts.get("response_metadata")
        return f"{self.error}: {'; '.join(told['messages'])}" if isinstance(told, dict) else self.error
