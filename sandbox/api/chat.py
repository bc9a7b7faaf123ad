"""The `chat.*` methods: posting, changing and deleting messages under Slack's rules."""

import json
import re
from typing import cast

from sandbox import blocks as block_kit
from sandbox.api.call import Call, Method
from sandbox.channels import Channel, Kind
from sandbox.values import ApiError, Json
from sandbox.views import completed
from sandbox.workspace import Workspace

# Above this Slack was seen to split a message in several, which nobody wants to depend on: it is refused here.
POST_CHARACTERS = 4_040
UPDATE_CHARACTERS = 4_000
MARKDOWN_CHARACTERS = 12_000
ATTACHMENTS = 100
# Slack names no number for metadata_too_large; this is well above what an id or two needs.
METADATA_BYTES = 8_000


def post_message(call: Call) -> Json:
    channel = _place(call)
    content = content_of(call, most=POST_CHARACTERS)
    if not content:
        raise ApiError("no_text")
    message = call.team.post(
        channel,
        call.team.bot,
        **content,
        thread_ts=_thread(call, channel),
        subtype="thread_broadcast" if call.flag("reply_broadcast") and call.has("thread_ts") else None,
    )
    call.team.pace.note_post(channel.id)
    return {"channel": channel.id, "ts": message["ts"], "message": dict(message)}


def post_ephemeral(call: Call) -> Json:
    channel = _place(call)
    person = call.team.people.get(call.need("user"))
    if person is None or person.id not in channel.members or person.deleted:
        raise ApiError("user_not_in_channel")
    if "metadata" in call.given:
        raise ApiError.about("invalid_arguments", "an ephemeral message has no metadata")
    content = content_of(call, most=POST_CHARACTERS)
    if not content:
        raise ApiError("no_text")
    if "attachments" in content and "blocks" in content:
        raise ApiError.about("invalid_arguments", "an ephemeral message has no attachments beside blocks")
    message = whisper(call.team, person.id, channel.id, content, thread_ts=_thread(call, channel))
    return {"message_ts": message["ts"]}


def whisper(team: Workspace, person_id: str, channel_id: str, content: Json, *, thread_ts: str | None = None) -> Json:
    """Show one person a message of the bot that nobody else sees."""
    message: Json = {"type": "message", "user": team.bot.id, "bot_id": team.bot.bot_id, "app_id": team.app.id}
    message |= {"ts": team.ground.next_ts(), "team": team.id, "text": "", "is_ephemeral": True} | content
    if thread_ts is not None:
        message["thread_ts"] = thread_ts
    team.screens.whisper(person_id, channel_id, message)
    return message


def update(call: Call) -> Json:
    """Text without blocks takes the blocks away; blocks alone keep the text; what is left out otherwise stays."""
    channel = call.channel()
    ts = call.need("ts")
    message = channel.find(ts)
    if message is None:
        raise ApiError("message_not_found")
    if message["user"] != call.team.bot.id:
        raise ApiError("cant_update_message")
    if not call.is_member(channel):
        raise ApiError("not_in_channel")
    if channel.archived:
        raise ApiError("is_archived")
    content: Json = content_of(call, most=UPDATE_CHARACTERS)
    if not content:
        raise ApiError("no_text")
    if "text" in content and not content.get("blocks"):
        content["blocks"] = None
    # Slack marks a message as edited only when it is plain text.
    edited_by = None if content.get("blocks") else call.team.bot.id
    call.team.change(channel, message, edited_by=edited_by, **content)
    return {"channel": channel.id, "ts": ts, "text": message["text"], "message": dict(message)}


def delete(call: Call) -> Json:
    channel = call.channel()
    ts = call.need("ts")
    message = channel.find(ts)
    if message is None or message.get("subtype") == "tombstone":
        raise ApiError("message_not_found")
    if message["user"] != call.team.bot.id:
        raise ApiError("cant_delete_message")
    call.team.remove(channel, message)
    return {"channel": channel.id, "ts": ts}


def get_permalink(call: Call) -> Json:
    channel = call.channel()
    ts = call.need("message_ts")
    if channel.find(ts) is None:
        raise ApiError("message_not_found")
    stamp = ts.replace(".", "")
    return {"channel": channel.id, "permalink": f"{call.team.ground.url}/archives/{channel.id}/p{stamp}"}


def _place(call: Call) -> Channel:
    """Where a new message goes: by channel id, by name, or by the id of a person."""
    wanted = call.need("channel")
    team = call.team
    if wanted in team.people:
        person = team.people[wanted]
        if person.deleted or person.is_bot:
            raise ApiError("channel_not_found")
        channel: Channel | None = team.im_with(person)
    else:
        channel = team.channels.get(wanted) or team.channel_named(wanted)
    if channel is None or (channel.kind is not Kind.PUBLIC and not call.is_member(channel)):
        raise ApiError("channel_not_found")
    if not call.is_member(channel) and "chat:write.public" not in team.manifest.scopes:
        raise ApiError("not_in_channel")
    if channel.kind is Kind.IM and not team.manifest.messages_tab:
        raise ApiError("messages_tab_disabled")
    if channel.archived or any(person.deleted for person in team.fetch(channel.members) if channel.kind is Kind.IM):
        raise ApiError("is_archived")
    return channel


def _thread(call: Call, channel: Channel) -> str | None:
    """The `ts` of the parent; a reply's own `ts`, or a message that is gone, starts no thread."""
    ts = call.text("thread_ts") or None
    if ts is None:
        return None
    parent = channel.find(ts)
    if parent is None or parent.get("thread_ts", ts) != ts or parent.get("subtype") == "tombstone":
        raise ApiError("thread_not_found")
    return ts


def content_of(call: Call, *, most: int) -> Json:
    """What the message says: only the fields that were given, checked."""
    content: Json = {}
    text = call.text("text")
    if text:
        if len(text) > most:
            raise ApiError("msg_too_long")
        content["text"] = text
    if call.has("markdown_text"):
        content |= _markdown(call)
    blocks = call.structure("blocks")
    if blocks is not None:
        content["blocks"] = checked_blocks(blocks)
    attachments = call.structure("attachments")
    if attachments:
        if not isinstance(attachments, list) or len(attachments) > ATTACHMENTS:
            raise ApiError("too_many_attachments")
        content["attachments"] = attachments
    metadata = call.structure("metadata")
    if metadata is not None:
        content["metadata"] = _checked_metadata(metadata)
    # An empty list of blocks, or metadata alone, says nothing.
    return content if content.get("text") or content.get("blocks") or content.get("attachments") else {}


def _markdown(call: Call) -> Json:
    markdown = call.need("markdown_text")
    if call.has("text") or call.has("blocks"):
        raise ApiError("markdown_text_conflict")
    if len(markdown) > MARKDOWN_CHARACTERS:
        raise ApiError("msg_too_long")
    return {"text": markdown, "blocks": completed([{"type": "markdown", "text": markdown}])}


def checked_blocks(blocks: object) -> list[Json]:
    """The blocks of a message as Slack keeps them. Raises `ApiError` with a JSON pointer to each mistake."""
    problems = block_kit.check(blocks)
    if problems:
        pointed = [f"{problem.sentence} [json-pointer:/blocks{problem.pointer}]" for problem in problems]
        raise ApiError.about("invalid_blocks", *pointed)
    return completed(cast(list[Json], blocks))


def _checked_metadata(metadata: object) -> Json:
    if not isinstance(metadata, dict) or set(metadata) != {"event_type", "event_payload"}:
        raise ApiError("invalid_metadata_format")
    kind, payload = metadata["event_type"], metadata["event_payload"]
    if not isinstance(kind, str) or not re.fullmatch(r"\w{1,255}", kind) or not isinstance(payload, dict):
        raise ApiError("invalid_metadata_format")
    if len(json.dumps(metadata)) > METADATA_BYTES:
        raise ApiError("metadata_too_large")
    return metadata


METHODS = {
    "chat.postMessage": Method(run=post_message, scopes=("chat:write",), tier=0),
    "chat.postEphemeral": Method(run=post_ephemeral, scopes=("chat:write",), tier=4),
    "chat.update": Method(run=update, scopes=("chat:write",), tier=3),
    "chat.delete": Method(run=delete, scopes=("chat:write",), tier=3),
    "chat.getPermalink": Method(run=get_permalink, tier=4),
}
