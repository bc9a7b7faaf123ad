"""Answers over a response URL, and the answer in the acknowledgement of a slash command."""

from sandbox.api.call import Call
from sandbox.api.chat import POST_CHARACTERS, content_of, whisper
from sandbox.response_urls import ResponseUrl
from sandbox.values import ApiError, Json
from sandbox.workspace import Workspace

_KNOWN = {
    "text",
    "blocks",
    "attachments",
    "response_type",
    "replace_original",
    "delete_original",
    "thread_ts",
    "unfurl_links",
    "unfurl_media",
    "metadata",
    "mrkdwn",
}


def respond(team: Workspace, key: str, body: Json) -> str | None:
    """Take one use of a response URL. Gives Slack's word for the refusal, or None when it was done."""
    with team.ground.lock:
        url = team.screens.response_urls.use(key)
        if isinstance(url, str):
            return url
        try:
            say(team, url, body)
        except ApiError as error:
            return error.error
        return None


def say(team: Workspace, url: ResponseUrl, body: Json) -> None:
    """Post, replace or delete as the body asks. Raises `ApiError`."""
    unknown = set(body) - _KNOWN
    if unknown:
        raise ApiError("invalid_payload")
    if body.get("delete_original") is True:
        _delete(team, url)
        return
    content = content_of(Call(team=team, given=body), most=POST_CHARACTERS)
    if not content:
        raise ApiError("no_text")
    if body.get("replace_original") is True and url.message is not None:
        _replace(team, url, content)
    elif body.get("response_type") == "in_channel":
        _post(team, url, body, content)
    else:
        if "thread_ts" in body:
            # Slack puts answers in a thread only when everybody may see them.
            raise ApiError("invalid_payload")
        url.answers.append(whisper(team, url.person_id, url.channel_id, content))


def _post(team: Workspace, url: ResponseUrl, body: Json, content: Json) -> None:
    channel = team.channels[url.channel_id]
    message = team.post(channel, team.bot, **content, thread_ts=body.get("thread_ts"))
    url.answers.append(message)


def _replace(team: Workspace, url: ResponseUrl, content: Json) -> None:
    message = url.message or {}
    if "text" in content:
        content.setdefault("blocks", None)
    if not url.ephemeral:
        channel = team.channels[url.channel_id]
        current = channel.find(message["ts"])
        if current is None:
            raise ApiError("message_not_found")
        team.change(channel, current, edited_by=None, **content)
        return
    for ephemeral in team.screens.whispered(url.person_id, url.channel_id):
        if ephemeral.message["ts"] == message["ts"]:
            ephemeral.message.update(content)
            if ephemeral.message["blocks"] is None:
                del ephemeral.message["blocks"]
            team.ground.changed()


def _delete(team: Workspace, url: ResponseUrl) -> None:
    message = url.message
    if message is None:
        return
    if url.ephemeral:
        for ephemeral in team.screens.whispered(url.person_id, url.channel_id):
            if ephemeral.message["ts"] == message["ts"]:
                team.screens.hush(ephemeral)
        return
    channel = team.channels[url.channel_id]
    current = channel.find(message["ts"])
    if current is not None:
        team.remove(channel, current)
