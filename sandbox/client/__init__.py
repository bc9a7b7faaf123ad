"""One person's Slack client: what they see, and what they can do there. The page and the tests both act through it."""

from sandbox.client.asking import Asking
from sandbox.client.modals import Modals
from sandbox.client.pressing import Surface
from sandbox.client.writing import Writing

__all__ = ["Client", "Surface"]


class Client(Writing, Asking, Modals):
    """The client of one person in one workspace. Raises `SlackSays` for what Slack or its client refuses."""
