"""Files into a thread or a direct message of Slack: uploaded first, kept by their ids, and shown once however often it is tried."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.request import Request, urlopen

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from handlers.desk import Desk
from storage import outbox
from storage.outbox import Letter


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """One file to send; `title` is what people read, `name` what they keep it as, `alt` what a picture shows."""

    name: str
    title: str
    content: bytes
    alt: str = ""


def share(desk: Desk, client: WebClient, letter: Letter, files: Sequence[File], *, comment: str) -> None:
    """Show the files in the thread that the letter belongs in, under one message.

    Slack's three steps: an address to upload to, the bytes, and showing them. The ids are kept before the last one,
    so that a try after a crash finds out whether they are shown already. Raises one of
    `handlers.verdict.SLACK_TROUBLE`.
    """
    if letter.parent is None or letter.parent.channel is None or letter.parent.ts is None:
        return
    _share(desk, client, letter, files, channel=letter.parent.channel, thread=letter.parent.ts, comment=comment)


def show(desk: Desk, client: WebClient, letter: Letter, file: File, *, comment: str) -> None:
    """Show one file in the direct message that the letter is for, as a message of its own with its text.

    Likewise once however often it is tried. `comment` is mrkdwn.
    """
    channel: str = client.conversations_open(users=[letter.user or ""])["channel"]["id"]
    _share(desk, client, letter, [file], channel=channel, thread=None, comment=comment)


def _share(
    desk: Desk,
    client: WebClient,
    letter: Letter,
    files: Sequence[File],
    *,
    channel: str,
    thread: str | None,
    comment: str,
) -> None:
    ids = letter.file_ids
    known = _shares(client, ids[0]) if ids else None
    if known is not None and channel in known:
        return
    if known is None:
        ids = tuple(_upload(client, file) for file in files)
        with desk.sessions.begin() as db:
            if not outbox.keep_files(db, letter, ids):
                return
    client.files_completeUploadExternal(
        files=[{"id": id_, "title": file.title} for id_, file in zip(ids, files, strict=True)],
        channel_id=channel,
        thread_ts=thread,
        initial_comment=comment,
    )


def _shares(client: WebClient, file: str) -> frozenset[str] | None:
    """The channels a file is shown in; None when Slack has let go of it."""
    try:
        shares = client.files_info(file=file)["file"].get("shares") or {}
    except SlackApiError as error:
        if error.response.get("error") not in {"file_not_found", "file_deleted"}:
            raise
        return None
    return frozenset(channel for kind in shares.values() for channel in kind)


def _upload(client: WebClient, file: File) -> str:
    place = client.files_getUploadURLExternal(filename=file.name, length=len(file.content), alt_txt=file.alt or None)
    address = str(place["upload_url"])
    if not address.startswith(("https://", "http://")):
        raise ValueError(f"Slack gave no address to upload to: {address[:20]}")
    kind = {"Content-Type": "application/octet-stream"}
    sent = Request(address, data=file.content, headers=kind)  # noqa: S310 - the address comes from Slack itself.
    with urlopen(sent, timeout=client.timeout) as answer:  # noqa: S310 - the token stays out of it.
        answer.read()
    return str(place["file_id"])
