"""Who is who: `users.*`, `bots.info`, `team.info`, `auth.test`, and `reactions.add`."""

import re

from sandbox.api.call import Call, Method
from sandbox.people import Person
from sandbox.values import ApiError, Json


def _told(call: Call, person: Person) -> Json:
    with_email = "users:read.email" in call.team.manifest.scopes
    return person.as_user(with_email=with_email, with_locale=call.flag("include_locale"))


def users_info(call: Call) -> Json:
    return {"user": _told(call, call.person())}


def users_list(call: Call) -> Json:
    own = [person for person in call.team.people.values() if not person.stranger]
    return call.page("members", [_told(call, person) for person in own]) | {"cache_ts": call.team.ground.unix()}


def users_lookup_by_email(call: Call) -> Json:
    wanted = call.need("email").casefold()
    for person in call.team.people.values():
        known = person.email is not None and person.email.casefold() == wanted
        if known and not person.deleted and not person.stranger:
            return {"user": _told(call, person)}
    raise ApiError("users_not_found")


def bots_info(call: Call) -> Json:
    bot = call.team.bot
    if call.text("bot") not in (None, bot.bot_id):
        raise ApiError("bot_not_found")
    return {
        "bot": {
            "id": bot.bot_id,
            "deleted": False,
            "name": bot.shown_name,
            "app_id": call.team.app.id,
            "user_id": bot.id,
            "updated": 0,
            "icons": {},
        }
    }


def team_info(call: Call) -> Json:
    team = call.team
    return {
        "team": {
            "id": team.id,
            "name": team.name,
            "domain": team.domain,
            "url": f"{team.ground.url}/",
            "email_domain": "",
            "icon": {},
        }
    }


def auth_test(call: Call) -> Json:
    team = call.team
    return {
        "url": f"{team.ground.url}/",
        "team": team.name,
        "user": team.bot.handle,
        "team_id": team.id,
        "user_id": team.bot.id,
        "bot_id": team.bot.bot_id,
        "is_enterprise_install": False,
    }


def api_test(given: Json) -> Json:
    """The one method that needs no token: it says back what it got, or fails as it was asked to."""
    if given.get("error"):
        raise ApiError(str(given["error"]), args=given)
    return {"args": given}


def reactions_add(call: Call) -> Json:
    channel = call.channel_i_am_in()
    name = call.need("name")
    if not re.fullmatch(r"[a-z0-9_+'-]{1,100}(::skin-tone-[2-6])?", name):
        raise ApiError("invalid_name")
    message = channel.find(call.need("timestamp"))
    if message is None:
        raise ApiError("message_not_found")
    if channel.archived:
        raise ApiError("is_archived")
    bot = call.team.bot
    reactions: list[Json] = message.setdefault("reactions", [])
    there = next((reaction for reaction in reactions if reaction["name"] == name), None)
    if there is None:
        there = {"name": name, "users": [], "count": 0}
        reactions.append(there)
    if bot.id in there["users"]:
        raise ApiError("already_reacted")
    there["users"].append(bot.id)
    there["count"] += 1
    item = {"type": "message", "channel": channel.id, "ts": message["ts"]}
    event = {"type": "reaction_added", "user": bot.id, "reaction": name, "item": item, "item_user": message["user"]}
    call.team.tell(event, channel=channel)
    call.team.ground.changed()
    return {}


METHODS = {
    "auth.test": Method(run=auth_test, tier=0),
    "team.info": Method(run=team_info, scopes=("team:read",)),
    "bots.info": Method(run=bots_info, scopes=("users:read",)),
    "users.info": Method(run=users_info, scopes=("users:read",), tier=4),
    "users.list": Method(run=users_list, scopes=("users:read",), tier=2),
    "users.lookupByEmail": Method(run=users_lookup_by_email, scopes=("users:read.email",)),
    "reactions.add": Method(run=reactions_add, scopes=("reactions:write",)),
}
