"""Fetching a file that somebody uploaded to Slack."""

from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from slack_sdk import WebClient

from bot.errors import N_, Refusal

_HOSTS = (".slack.com", ".slack-gov.com")


def fetch(client: WebClient, file: str, *, most: int) -> tuple[str, bytes]:
    """The name and the bytes of a file. Raises `Refusal` when it is larger than `most` bytes or not there."""
    known = client.files_info(file=file)["file"]
    address = str(known.get("url_private_download") or known.get("url_private") or "")
    if not _is_slacks(address, client.base_url):
        raise Refusal(N_("Ik kan dit bestand niet ophalen uit Slack. Laad het opnieuw op."))
    asked = Request(address, headers={"Authorization": f"Bearer {client.token}"})  # noqa: S310 - checked to be Slack's.
    with urlopen(asked, timeout=client.timeout) as answer:  # noqa: S310 - the token goes nowhere else.
        content: bytes = answer.read(most + 1)
    if len(content) > most:
        raise Refusal(N_("Dit bestand is te groot: hoogstens {most} MB."), most=most // (1024 * 1024))
    return str(known.get("name") or file), content


def _is_slacks(address: str, base_url: str) -> bool:
    asked, ours = urlsplit(address), urlsplit(base_url)
    if asked.netloc == ours.netloc and asked.scheme == ours.scheme:
        return True
    return asked.scheme == "https" and f".{asked.hostname or ''}".endswith(_HOSTS)
