"""The JSON API of the web page."""

from starlette.routing import BaseRoute

from sandbox.slack import Slack


def routes(slack: Slack) -> list[BaseRoute]:
    return []
