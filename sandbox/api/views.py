"""The `views.*` methods: modals by trigger, updates by id and hash, home tabs by person."""

import json
from typing import cast

from sandbox import blocks as block_kit
from sandbox import payloads
from sandbox.api.call import Call, Method
from sandbox.values import ApiError, Json
from sandbox.views import View


def open_view(call: Call) -> Json:
    payload = _payload(call, "modal")
    trigger = call.screens.redeem(call.need("trigger_id"))
    return _told(call, call.screens.open(trigger, payload))


def push(call: Call) -> Json:
    """Only with a trigger that was given in a modal."""
    payload = _payload(call, "modal")
    trigger = call.screens.redeem(call.need("trigger_id"))
    if call.screens.find(view_id=trigger.view_id) is None:
        raise ApiError("invalid_trigger_id")
    return _told(call, call.screens.push(trigger.person_id, payload))


def update(call: Call) -> Json:
    if not (call.has("view_id") or call.has("external_id")):
        raise ApiError.about("invalid_arguments", "missing required field: view_id or external_id")
    view = call.screens.find(view_id=call.text("view_id"), external_id=call.text("external_id"))
    payload = _payload(call)
    if view is None or payload["type"] != view.payload["type"]:
        raise ApiError("not_found")
    _check_hash(call, view)
    call.screens.update(view, payload)
    return _told(call, view)


def publish(call: Call) -> Json:
    person = call.person("user_id")
    payload = _payload(call, "home")
    if not call.team.manifest.home_tab:
        raise ApiError("not_enabled")
    shown = call.screens.homes.get(person.id)
    if shown is not None:
        _check_hash(call, shown)
    return _told(call, call.screens.publish(person.id, payload))


def _trigger_id(call: Call) -> str:
    return call.text("trigger_id") or call.need("trigger_id")


def _payload(call: Call, kind: str | None = None) -> Json:
    view = call.structure("view")
    if view is None:
        raise ApiError.about("invalid_arguments", "missing required field: view")
    return checked_view(view, kind)


def checked_view(view: object, kind: str | None = None) -> Json:
    """A view that Slack would show. Raises `ApiError` with a JSON pointer to each mistake."""
    problems = block_kit.check_view(view)
    if isinstance(view, dict) and kind is not None and view.get("type") != kind:
        raise ApiError.about("invalid_arguments", f"must be {kind} [json-pointer:/view/type]")
    if problems:
        too_large = len(json.dumps(view, ensure_ascii=False).encode()) > block_kit.VIEW_BYTES
        pointed = [f"{problem.sentence} [json-pointer:/view{problem.pointer}]" for problem in problems]
        raise ApiError.about("view_too_large" if too_large else "invalid_arguments", *pointed)
    return cast(Json, view)


def _check_hash(call: Call, view: View) -> None:
    if call.has("hash") and call.text("hash") != view.hash:
        raise ApiError("hash_conflict")


def _told(call: Call, view: View) -> Json:
    return {"view": payloads.of_view(call.team.installed, call.team.people[view.owner], view)}


METHODS = {
    "views.open": Method(run=open_view, tier=4),
    "views.push": Method(run=push, tier=4),
    "views.update": Method(run=update, tier=4),
    "views.publish": Method(run=publish, tier=4),
}
