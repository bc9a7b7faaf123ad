"""What becomes of what people type: mentions get their ids, Slack's own characters are escaped, URLs are linked."""

import re

from sandbox.channels import Kind
from sandbox.text import escape
from sandbox.workspace import Workspace

_PICKED = re.compile(r"<([@#])([A-Z0-9]+)(?:\|[^<>]*)?>")
_URL = re.compile(r"https?://[^\s<>|]+[^\s<>|.,;:!?)]")


def as_message(text: str, team: Workspace) -> str:
    """The text of a message as Slack keeps it."""
    marked = _marked(text, team)
    marked = re.sub(r"(?<!\S)@(channel|here|everyone)\b", r"<!\1>", marked)
    return _URL.sub(lambda match: f"<{match[0]}>", marked)


def as_command(text: str, team: Workspace, *, should_escape: bool) -> str:
    """The text of a slash command. Without `should_escape`, mentions stay the bare words that were typed."""
    if not should_escape:
        return _PICKED.sub(lambda match: team.name_of(match[2]), text)
    return _URL.sub(lambda match: f"<{match[0]}>", _marked(text, team))


def _marked(text: str, team: Workspace) -> str:
    """Names of people and channels as mentions, whether they were picked (`<@U1>`) or typed out; the rest escaped."""
    names = _names(team)
    typed = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    pattern = re.compile(rf"{_PICKED.pattern}|(?<!\w)(?:{typed})(?!\w)" if typed else _PICKED.pattern)
    parts: list[str] = []
    end = 0
    for match in pattern.finditer(text):
        token = _picked(match[1], match[2], team) if match[2] else names[match[0]]
        parts += [escape(text[end : match.start()]), token or escape(match[0])]
        end = match.end()
    return "".join([*parts, escape(text[end:])])


def _names(team: Workspace) -> dict[str, str]:
    names = {f"@{person.shown_name}": f"<@{person.id}>" for person in team.people.values() if not person.deleted}
    for channel in team.channels.values():
        if channel.kind is not Kind.IM:
            names[f"#{channel.name}"] = _picked("#", channel.id, team)
    return names


def _picked(sign: str, some_id: str, team: Workspace) -> str:
    """The mention of an id; nothing for an id that is not here. The names of private channels are not given away."""
    if sign == "@":
        return f"<@{some_id}>" if some_id in team.people else ""
    channel = team.channels.get(some_id)
    if channel is None:
        return ""
    return f"<#{channel.id}|{channel.name if channel.kind is Kind.PUBLIC else ''}>"
