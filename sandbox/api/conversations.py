"""The `conversations.*` methods: which channels there are, who is in them, what was said."""

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from sandbox.api.call import Call, Method
from sandbox.channels import Channel, Kind
from sandbox.values import ApiError, Json

_TYPES = {"public_channel": Kind.PUBLIC, "private_channel": Kind.PRIVATE, "im": Kind.IM}


def list_all(call: Call) -> Json:
    """The public channels, and of the others those in which the bot is."""
    found = [
        channel.as_conversation(member=call.team.bot.id, with_count=True)
        for channel in _of_types(call)
        if channel.kind is Kind.PUBLIC or call.is_member(channel)
    ]
    return call.page("channels", found)


def of_user(call: Call) -> Json:
    """`users.conversations`: the channels of somebody, as far as the bot may know of them; its own by default."""
    person = call.person() if call.has("user") else call.team.bot
    found = [
        channel.as_conversation(member=call.team.bot.id)
        for channel in _of_types(call)
        if person.id in channel.members and (channel.kind is Kind.PUBLIC or call.is_member(channel))
    ]
    return call.page("channels", found)


def _of_types(call: Call) -> Iterable[Channel]:
    types = call.names("types") or ["public_channel"]
    unknown = [name for name in types if name not in (*_TYPES, "mpim")]
    if unknown:
        raise ApiError("invalid_types")
    scopes = {"public_channel": "channels:read", "private_channel": "groups:read", "im": "im:read", "mpim": "mpim:read"}
    call.needs_scope(*(scopes[name] for name in types))
    kinds = {_TYPES[name] for name in types if name in _TYPES}
    hidden = call.flag("exclude_archived")
    return [
        channel
        for channel in call.team.channels.values()
        if channel.kind in kinds and not (hidden and channel.archived)
    ]


def info(call: Call) -> Json:
    channel = call.channel(scope="read")
    with_count = call.flag("include_num_members")
    return {"channel": channel.as_conversation(member=call.team.bot.id, with_count=with_count)}


def members(call: Call) -> Json:
    return call.page("members", call.channel(scope="read").members)


def history(call: Call) -> Json:
    """Newest first; `oldest` and `latest` are left out themselves unless `inclusive`."""
    channel = call.channel_i_am_in(scope="history")
    found = [_told(call, message) for message in channel.roots() if _between(call, message["ts"])]
    page = call.page("messages", found[::-1], most=999)
    return page | {"has_more": bool(page["response_metadata"]["next_cursor"]), "pin_count": 0}


def replies(call: Call) -> Json:
    """The parent, then its replies, oldest first."""
    channel = call.channel_i_am_in(scope="history")
    thread = channel.thread(call.need("ts"))
    if not thread:
        raise ApiError("thread_not_found")
    parent, *answers = (_told(call, message) for message in thread)
    found = [parent, *(message for message in answers if _between(call, message["ts"]))]
    page = call.page("messages", found)
    return page | {"has_more": bool(page["response_metadata"]["next_cursor"])}


def _told(call: Call, message: Json) -> Json:
    """Metadata is shown in full only when it is asked for."""
    if "metadata" in message and not call.flag("include_all_metadata"):
        return message | {"metadata": {"event_type": message["metadata"]["event_type"]}}
    return message


def _between(call: Call, ts: str) -> bool:
    when = Decimal(ts)
    try:
        oldest = Decimal(call.text("oldest") or 0)
        latest = Decimal(call.text("latest") or "Infinity")
    except InvalidOperation:
        raise ApiError("invalid_ts_oldest") from None
    return oldest <= when <= latest if call.flag("inclusive") else oldest < when < latest


def open_im(call: Call) -> Json:
    """The direct message with one person. Group messages are not part of this Slack."""
    call.needs_scope("im:write")
    if call.has("channel"):
        return {"channel": {"id": call.channel().id}}
    users = call.names("users")
    if not users:
        raise ApiError("users_list_not_supplied")
    if len(users) > 1:
        raise ApiError("method_not_supported_for_channel_type")
    person = Call(team=call.team, given={"user": users[0]}).person()
    if person.deleted:
        raise ApiError("user_disabled")
    if person.is_bot:
        raise ApiError("cannot_dm_bot")
    channel = call.team.im_with(person)
    full = channel.as_conversation(member=call.team.bot.id)
    return {"channel": full if call.flag("return_im") else {"id": channel.id}}


def join(call: Call) -> Json:
    channel = call.channel()
    if channel.kind is not Kind.PUBLIC:
        raise ApiError("method_not_supported_for_channel_type")
    if channel.archived:
        raise ApiError("is_archived")
    already = call.is_member(channel)
    call.team.join(call.team.bot, channel)
    told: Json = {"channel": channel.as_conversation(member=call.team.bot.id)}
    return told | {"warning": "already_in_channel"} if already else told


def invite(call: Call) -> Json:
    channel = call.channel_i_am_in()
    scope = "channels:manage" if channel.kind is Kind.PUBLIC else "groups:write"
    call.needs_scope(scope)
    if channel.archived:
        raise ApiError("is_archived")
    wanted = call.names("users")
    if not wanted:
        raise ApiError("no_user")
    if call.team.bot.id in wanted:
        raise ApiError("cant_invite_self")
    people = call.team.fetch(wanted)
    if len(people) != len(wanted) or any(person.deleted for person in people):
        raise ApiError("user_not_found")
    if any(person.id in channel.members for person in people):
        raise ApiError("already_in_channel")
    for person in people:
        call.team.join(person, channel, inviter=call.team.bot.id)
    return {"channel": channel.as_conversation(member=call.team.bot.id)}


METHODS = {
    "conversations.list": Method(run=list_all, tier=2),
    "conversations.info": Method(run=info),
    "conversations.members": Method(run=members, tier=4),
    "conversations.history": Method(run=history),
    "conversations.replies": Method(run=replies),
    "conversations.open": Method(run=open_im),
    "conversations.join": Method(run=join, scopes=("channels:join",)),
    "conversations.invite": Method(run=invite),
    "users.conversations": Method(run=of_user),
}
