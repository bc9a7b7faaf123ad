"""The JSON API of the web page: what one person sees, what they do, the clock, the traffic, and a bell at each change.

A page acts "as" somebody: `as` is the id of any person in any workspace. Acts go through the same client as the tests.
"""

import asyncio
import base64
import json
from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from sandbox import page_state
from sandbox.client import Client, Surface
from sandbox.slack import Slack
from sandbox.values import ApiError, ClientRefuses, Json, SlackSays
from sandbox.views import View

PAGE = Path(__file__).parent / "page"
ZONE = "Europe/Brussels"
STEPS = {"hour": timedelta(hours=1), "day": timedelta(days=1), "week": timedelta(weeks=1)}
SECONDS_BETWEEN_BELLS = 0.1


class _Fresh(StaticFiles):
    """The page's own files; a browser asks each time whether they changed."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = "no-cache"
        return response


def routes(slack: Slack) -> list[BaseRoute]:
    page = _Page(slack)
    return [
        Route("/", page.index),
        Mount("/static", _Fresh(directory=PAGE)),
        Route("/page/state", page.state),
        Route("/page/messages", page.messages),
        Route("/page/act", page.act, methods=["POST"]),
        Route("/page/clock", page.clock, methods=["POST"]),
        Route("/page/traffic", page.traffic),
        Route("/page/changes", page.changes),
        Route("/files/{file}/{name}", page.file),
    ]


class _Page:
    def __init__(self, slack: Slack) -> None:
        self.slack = slack

    async def index(self, request: Request) -> Response:
        return FileResponse(PAGE / "index.html", headers={"Cache-Control": "no-cache"})

    def _client(self, person_id: str | None) -> Client:
        """The client of a person; without an id, of the first person there is. Raises `ClientRefuses`."""
        for team in self.slack.teams.values():
            for person in team.people.values():
                if person.id == person_id or (not person_id and not person.is_bot):
                    return Client(team, person)
        raise ClientRefuses("user_not_found")

    async def state(self, request: Request) -> Response:
        """`{workspace, me, bot, people, channels, commands, shortcuts, clock, modals, home, version}`."""
        return await _answered(lambda: self._state(request.query_params.get("as")))

    def _state(self, person_id: str | None) -> Json:
        client = self._client(person_id)
        idle = self.slack.idle() and self.slack.on_their_way == 0
        with self.slack.lock:
            return page_state.state(client) | {
                "clock": {
                    "now": self.slack.clock.now().isoformat(),
                    "zone": ZONE,
                    "offset_seconds": round(self.slack.clock.offset.total_seconds()),
                    "idle": idle,
                },
                "version": self.slack.version,
            }

    async def messages(self, request: Request) -> Response:
        """`{messages}` of a channel, or of a thread (parent first); what only this person sees is among them."""
        query = request.query_params
        return await _answered(
            lambda: page_state.messages(
                self._client(query.get("as")), query.get("channel", ""), query.get("thread") or None
            )
        )

    async def act(self, request: Request) -> Response:
        """Do one thing as somebody: the names are in `_DEEDS`. Gives `{ok: true, ...}` or `{ok: false, error}`."""
        given = await _body(request)
        deed = _DEEDS.get(str(given.get("do")))
        if deed is None:
            return JSONResponse({"ok": False, "error": f"onbekend: {given.get('do')}"})
        return await _answered(lambda: {"ok": True} | deed(self._client(given.get("as")), given))

    async def clock(self, request: Request) -> Response:
        """Move the work's time: `{move: "hour" | "day" | "week"}` or `{to: "2026-04-24T09:00"}`, in Brussels time."""
        given = await _body(request)
        return await _answered(lambda: self._move_clock(given))

    def _move_clock(self, given: Json) -> Json:
        clock = self.slack.clock
        try:
            if given.get("move") in STEPS:
                clock.move(STEPS[given["move"]])
            else:
                clock.set(datetime.fromisoformat(str(given.get("to"))).replace(tzinfo=ZoneInfo(ZONE)))
        except ValueError as error:
            raise ClientRefuses(str(error)) from None
        return {"ok": True, "now": clock.now().isoformat()}

    async def traffic(self, request: Request) -> Response:
        """`{entries}` later than number `after`."""
        after = request.query_params.get("after", "0")
        entries = self.slack.traffic.after(int(after) if after.isdigit() else 0)
        return JSONResponse({"entries": [entry.as_json() for entry in entries]})

    async def changes(self, request: Request) -> Response:
        """Server-sent events: the version, at once and after each change, at most ten times a second."""
        return StreamingResponse(self._bells(), media_type="text/event-stream", headers={"Cache-Control": "no-store"})

    async def _bells(self) -> AsyncIterator[str]:
        rung = -1
        while self.slack.serving:
            version = self.slack.version
            if version != rung:
                rung = version
                yield f"data: {json.dumps({'version': version})}\n\n"
            await asyncio.sleep(SECONDS_BETWEEN_BELLS)

    async def file(self, request: Request) -> Response:
        """Download a file as somebody who can see it."""
        try:
            file = self._client(request.query_params.get("as")).download(request.path_params["file"])
        except ClientRefuses as refused:
            return JSONResponse({"ok": False, "error": refused.error}, status_code=404)
        headers = {"Content-Disposition": "attachment", "X-Content-Type-Options": "nosniff"}
        return Response(file.content, media_type=file.mimetype, headers=headers)


async def _body(request: Request) -> Json:
    try:
        given = await request.json()
    except ValueError:
        return {}
    return given if isinstance(given, dict) else {}


async def _answered(ask: Callable[[], Json]) -> Response:
    """Ask in another thread, since people wait for the bot and the bot calls this server meanwhile."""
    try:
        return JSONResponse(await run_in_threadpool(ask))
    except SlackSays as said:
        return JSONResponse({"ok": False, "error": said.error})
    except ApiError as error:
        return JSONResponse({"ok": False, "error": error.explained()})


# What a person can do. Each gets the request as it came and gives what goes beside `ok`.


def _say(client: Client, given: Json) -> Json:
    message = client.say(_text(given, "channel"), _text(given, "text"), thread_ts=given.get("thread"))
    return {"ts": message["ts"]}


def _command(client: Client, given: Json) -> Json:
    if given.get("thread"):
        raise ClientRefuses("opdrachten werken niet in een draad")
    answers = client.command(given.get("channel") or client.im.id, _text(given, "text"))
    if not answers:
        return {}
    return {"answer": {"text": answers[-1]["text"], "blocks": answers[-1].get("blocks", [])}}


def _click(client: Client, given: Json) -> Json:
    """Press a button, or choose in an element outside input blocks: `value` is then the element's new state."""
    surface = _surface(client, given)
    block_id, action_id = _text(given, "block_id"), _text(given, "action_id")
    _, element = surface.element(block_id, action_id)
    typed = {key: dict(values) for key, values in (given.get("state") or {}).items()}
    value = given.get("value") or typed.get(block_id, {}).get(action_id)
    # The pressed element is left out here: filling it in is what the bot must hear of.
    typed.get(block_id, {}).pop(action_id, None)
    client.type_in(surface, typed)
    if element["type"] == "overflow":
        client.press(surface, block_id, action_id, option=(value or {}).get("selected_option"))
    elif isinstance(value, dict) and element["type"] == value.get("type"):
        client.put(surface, block_id, action_id, value)
    else:
        url = client.press(surface, block_id, action_id)
        return {"url": url} if url else {}
    return {}


def _fill(client: Client, given: Json) -> Json:
    client.type_in(_surface(client, given), given.get("state") or {})
    return {}


def _options(client: Client, given: Json) -> Json:
    surface = _surface(client, given)
    client.type_in(surface, given.get("state") or {})
    query = str(given.get("query") or "")
    return {"options": client.options(surface, _text(given, "block_id"), _text(given, "action_id"), query)}


def _submit(client: Client, given: Json) -> Json:
    view = _modal(client, given)
    client.type_in(Surface(view=view), given.get("state") or {})
    errors = client.submit(view)
    return {"errors": errors} if errors else {}


def _close(client: Client, given: Json) -> Json:
    if given.get("all"):
        client.close_all()
    else:
        client.close(_modal(client, given))
    return {}


def _shortcut(client: Client, given: Json) -> Json:
    client.shortcut(_text(given, "callback_id"), channel_id=given.get("channel"), ts=given.get("message_ts"))
    return {}


def _home(client: Client, given: Json) -> Json:
    client.open_home()
    return {}


def _upload(client: Client, given: Json) -> Json:
    """Put a file (`name`, base64 `content`) in Slack, and send it when a channel is named; gives the file object."""
    try:
        content = base64.b64decode(_text(given, "content"), validate=True)
    except ValueError:
        raise ClientRefuses("het bestand is onderweg stukgegaan") from None
    file = client.upload(_text(given, "name"), content)
    if given.get("channel"):
        client.say(given["channel"], given.get("text") or "", thread_ts=given.get("thread"), files=[file])
    return {"file": file.as_file(url=client.team.ground.url, team_id=client.team.id)}


def _edit(client: Client, given: Json) -> Json:
    client.edit(_text(given, "channel"), _text(given, "message_ts"), _text(given, "text"))
    return {}


def _delete(client: Client, given: Json) -> Json:
    client.delete(_text(given, "channel"), _text(given, "message_ts"))
    return {}


_DEEDS: dict[str, Callable[[Client, Json], Json]] = {
    "say": _say,
    "command": _command,
    "click": _click,
    "fill": _fill,
    "options": _options,
    "submit": _submit,
    "close": _close,
    "shortcut": _shortcut,
    "home": _home,
    "upload": _upload,
    "edit": _edit,
    "delete": _delete,
}


def _text(given: Json, name: str) -> str:
    value = given.get(name)
    if not isinstance(value, str) or not value:
        raise ClientRefuses(f"er ontbreekt iets: {name}")
    return value


def _modal(client: Client, given: Json) -> View:
    """The open modal with this id; without an id, the top one."""
    for view in reversed(client.stack):
        if given.get("view_id") in (None, view.id):
            return view
    raise ClientRefuses("dit venster is al dicht")


def _surface(client: Client, given: Json) -> Surface:
    """What the page points at: `container` is "view", "home", "message" or "ephemeral"."""
    container = given.get("container")
    if container == "view":
        return Surface(view=_modal(client, given))
    screens = client.team.screens
    if container == "home":
        if client.person.id not in screens.homes:
            raise ClientRefuses("de startpagina is leeg")
        return Surface(view=screens.homes[client.person.id])
    channel, ts = client.sees(_text(given, "channel")), _text(given, "message_ts")
    if container == "ephemeral":
        for one in screens.whispered(client.person.id, channel.id):
            if one.message["ts"] == ts:
                return Surface(channel=channel, message=one.message, ephemeral=True)
    message = channel.find(ts)
    if message is None:
        raise ClientRefuses("message_not_found")
    return Surface(channel=channel, message=channel.shown(message))
