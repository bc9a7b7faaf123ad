"""The `files.*` methods: an upload in three steps, what is known of a file, and taking it away."""

from secrets import token_urlsafe

from sandbox.api.call import Call, Method
from sandbox.api.chat import checked_blocks
from sandbox.channels import Channel
from sandbox.files import File
from sandbox.values import ApiError, Json


def get_upload_url(call: Call) -> Json:
    """Step one: an id and the URL to which the bytes are posted."""
    name = call.need("filename")
    length = call.number("length", default=0, most=1_000_000_000)
    file = File(
        id=call.team.ground.fresh_id("F"),
        name=name,
        title=name,
        owner=call.team.bot.id,
        created=call.team.ground.unix(),
        length=length,
    )
    call.team.files[file.id] = file
    return {"upload_url": f"{call.team.ground.url}/upload/v1/{file.id}/{token_urlsafe(12)}", "file_id": file.id}


def complete_upload(call: Call) -> Json:
    """Step three: the files get their titles, and a message in the channel holds them."""
    wanted = call.structure("files")
    if not isinstance(wanted, list) or not wanted:
        raise ApiError.about("invalid_arguments", "missing required field: files")
    channels = [_channel(call, channel_id) for channel_id in call.names("channel_id") or call.names("channels")]
    files = [_received(call, entry) for entry in wanted]
    for file, entry in zip(files, wanted, strict=True):
        file.title = entry.get("title") or file.name
        file.completed = True
    blocks = call.structure("blocks")
    for channel in channels:
        _share(call, channel, files, checked_blocks(blocks) if blocks else None)
    return {"files": [described(call, file) for file in files]}


def _channel(call: Call, channel_id: str) -> Channel:
    channel = Call(team=call.team, given={"channel": channel_id}).channel_i_am_in()
    if channel.archived:
        raise ApiError("is_archived")
    return channel


def _received(call: Call, entry: object) -> File:
    file = call.team.files.get(entry.get("id", "")) if isinstance(entry, dict) else None
    if file is None or file.content is None or file.completed:
        raise ApiError("file_not_found")
    return file


def _share(call: Call, channel: Channel, files: list[File], blocks: list[Json] | None) -> None:
    thread_ts = call.text("thread_ts") or None
    if thread_ts is not None and channel.find(thread_ts) is None:
        raise ApiError("thread_not_found")
    message = call.team.post(
        channel,
        call.team.bot,
        text=call.text("initial_comment") or "",
        blocks=blocks,
        thread_ts=thread_ts,
        files=[described(call, file) for file in files],
        upload=True,
    )
    call.team.pace.note_post(channel.id)
    for file in files:
        file.shares.setdefault(channel.id, []).append(message["ts"])


def described(call: Call, file: File) -> Json:
    return file.as_file(url=call.team.ground.url, team_id=call.team.id)


def info(call: Call) -> Json:
    file = _visible(call)
    return {"file": file.with_shares(described(call, file)), "comments": []}


def _visible(call: Call) -> File:
    """The bot sees its own files, those in its channels, and those that were put in one of its modals."""
    file = call.team.files.get(call.need("file"))
    if file is None or file.content is None:
        raise ApiError("file_not_found")
    mine = file.owner == call.team.bot.id or not file.shares
    if not mine and not any(call.is_member(call.team.channels[channel]) for channel in file.shares):
        raise ApiError("file_not_found")
    return file


def delete(call: Call) -> Json:
    file = _visible(call)
    if file.owner != call.team.bot.id:
        raise ApiError("cant_delete_file")
    del call.team.files[file.id]
    for channel_id, stamps in file.shares.items():
        for ts in stamps:
            message = call.team.channels[channel_id].find(ts)
            if message is not None:
                message["files"] = [
                    {"id": file.id, "mode": "tombstone"} if one["id"] == file.id else one for one in message["files"]
                ]
    call.team.ground.changed()
    return {}


METHODS = {
    "files.getUploadURLExternal": Method(run=get_upload_url, scopes=("files:write",), tier=4),
    "files.completeUploadExternal": Method(run=complete_upload, scopes=("files:write",), tier=4),
    "files.info": Method(run=info, scopes=("files:read",), tier=4),
    "files.delete": Method(run=delete, scopes=("files:write",)),
}
