"""What a call to Slack that went wrong means for the message: try again, look first, wait, or give up."""

from dataclasses import dataclass
from enum import StrEnum
from http.client import HTTPException
from socket import gaierror
from ssl import SSLError
from urllib.error import URLError

from slack_sdk.errors import SlackApiError, SlackClientError

SLACK_TROUBLE = (SlackClientError, URLError, TimeoutError, ConnectionError, SSLError, HTTPException)
"""Everything that a call to Slack raises when it does not succeed."""


class Verdict(StrEnum):
    """What to do next."""

    LOOK_FIRST = "look_first"
    """Slack may have done it: look before doing it again."""
    UNREACHED = "unreached"
    """Slack was not reached, so it surely did not do it."""
    UNKNOWN = "unknown"
    """Slack did not do it, and says why in a word that nobody here knows: a few tries will tell."""
    BROKEN = "broken"
    """We failed ourselves, nobody knows where: a few tries, and a look before each."""
    WAIT = "wait"
    """Slack wants it later (429): so many seconds."""
    LOCKED_OUT = "locked_out"
    """The bot's own access is broken: nothing is wrong with the message, it waits for somebody to mend that."""
    GONE = "gone"
    """The message that was to be edited is not there any more, or may not be edited any more."""
    NEVER = "never"
    """Slack will not take it, however often it is asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A verdict with Slack's own word for it (or the kind of exception), and for `WAIT` how many seconds."""

    verdict: Verdict
    error: str
    seconds: float = 0.0


_UNSURE = frozenset(
    {"internal_error", "fatal_error", "service_unavailable", "request_timeout", "team_added_to_org", "accesslimited"}
)
_LOCKED_OUT = frozenset(
    {
        # The first two speak of the bot's own account and workspace, not of the person who is written to.
        *("account_inactive", "team_access_not_granted"),
        *("invalid_auth", "not_authed", "token_expired", "token_revoked", "missing_scope", "no_permission"),
        *(
            "access_denied",
            "ekm_access_denied",
            "enterprise_is_restricted",
            "org_login_required",
            "not_allowed_token_type",
        ),
    }
)
_GONE = frozenset({"message_not_found", "cant_update_message", "edit_window_closed"})
_NEVER = frozenset(
    {
        *("channel_not_found", "is_archived", "not_in_channel", "channel_is_archived", "is_inactive"),
        *("user_not_found", "user_not_visible", "user_disabled", "users_not_found", "users_list_not_supplied"),
        *("cannot_dm_bot", "cannot_dm_user", "messages_tab_disabled", "restricted_action"),
        *("restricted_action_read_only_channel", "restricted_action_thread_only_channel"),
        *("restricted_action_non_threadable_channel", "restricted_action_thread_locked", "cannot_reply_to_message"),
        *("msg_too_long", "msg_blocks_too_long", "no_text", "invalid_blocks", "invalid_blocks_format"),
        *("invalid_arguments", "invalid_metadata_format", "invalid_metadata_schema", "metadata_too_large"),
        *("metadata_must_be_sent_from_app", "too_many_attachments", "file_not_found", "file_deleted"),
    }
)
_WAIT_SECONDS = 30.0


def verdict_on(error: Exception) -> Answer:
    """The verdict on one of `SLACK_TROUBLE`."""
    if isinstance(error, SlackApiError):
        return _of_slack(error)
    if isinstance(error, URLError) and isinstance(error.reason, ConnectionRefusedError | gaierror):
        return Answer(verdict=Verdict.UNREACHED, error=type(error.reason).__name__)
    return Answer(verdict=Verdict.LOOK_FIRST, error=type(error).__name__)


def _of_slack(error: SlackApiError) -> Answer:
    response = error.response
    if response.status_code == 429:
        return Answer(verdict=Verdict.WAIT, error="ratelimited", seconds=_retry_after(response.headers))
    word = response.get("error", "")
    if response.status_code != 200 or not word.isidentifier():
        # Not Slack's program answered, but something in front of it.
        return Answer(verdict=Verdict.LOOK_FIRST, error=f"http_{response.status_code}")
    if word == "ratelimited":
        return Answer(verdict=Verdict.WAIT, error=word, seconds=_retry_after(response.headers))
    return Answer(verdict=_meaning(word), error=word)


def _meaning(word: str) -> Verdict:
    for words, verdict in (
        (_UNSURE, Verdict.LOOK_FIRST),
        (_LOCKED_OUT, Verdict.LOCKED_OUT),
        (_GONE, Verdict.GONE),
        (_NEVER, Verdict.NEVER),
    ):
        if word in words:
            return verdict
    return Verdict.UNKNOWN


def _retry_after(headers: dict[str, str | list[str]]) -> float:
    """Seconds of the `Retry-After` header; half a minute when it says nothing that can be read."""
    value = next((value for name, value in headers.items() if name.lower() == "retry-after"), "")
    text = value[0] if isinstance(value, list) else value
    return float(text) if text.isdecimal() else _WAIT_SECONDS
