"""A small Bolt app that uses a bit of everything, to try the pretend Slack with a real client."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from slack_bolt import Ack, App, Respond, Say
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_sdk import WebClient

from sandbox.team import Team

MANIFEST: dict[str, Any] = {
    "display_information": {"name": "Toy"},
    "features": {
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True, "messages_tab_read_only_enabled": False},
        "bot_user": {"display_name": "toy", "always_online": True},
        "slash_commands": [
            {"command": "/echo", "description": "Zegt na", "usage_hint": "[tekst]", "should_escape": True},
            {"command": "/raw", "description": "Zegt na zoals getypt", "should_escape": False},
            {"command": "/form", "description": "Opent een venster"},
            {"command": "/slow", "description": "Te traag"},
            {"command": "/broken", "description": "Gaat stuk"},
            {"command": "/card", "description": "Zet een kaart in het kanaal"},
            {"command": "/quiet", "description": "Antwoordt later"},
            {"command": "/do", "description": "Doet wat de test vraagt"},
        ],
        "shortcuts": [
            {"name": "Onthoud dit", "type": "message", "callback_id": "keep", "description": "Onthoudt een bericht"},
            {"name": "Nieuw ding", "type": "global", "callback_id": "new", "description": "Opent een venster"},
        ],
    },
    "oauth_config": {
        "scopes": {
            "bot": [
                "commands",
                "chat:write",
                "channels:read",
                "channels:join",
                "channels:history",
                "groups:read",
                "groups:history",
                "im:read",
                "im:write",
                "im:history",
                "users:read",
                "files:read",
                "files:write",
                "reactions:write",
                "team:read",
            ]
        }
    },
    "settings": {
        "event_subscriptions": {
            "bot_events": [
                "app_home_opened",
                "app_mention",
                "member_joined_channel",
                "member_left_channel",
                "channel_archive",
                "group_left",
                "channel_left",
                "message.channels",
                "message.groups",
                "message.im",
                "user_change",
            ]
        },
        "interactivity": {"is_enabled": True},
        "socket_mode_enabled": True,
    },
}


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


def option(text: str, value: str | None = None) -> dict[str, Any]:
    return {"text": plain(text), "value": value or text.lower()}


def field(label: str, element: dict[str, Any], **more: Any) -> dict[str, Any]:
    name = label.lower().replace(" ", "_")
    block = {"type": "input", "block_id": name, "label": plain(label), "element": {"action_id": "value", **element}}
    return block | more


def button(text: str, action_id: str, value: str = "1", **more: Any) -> dict[str, Any]:
    return {"type": "button", "text": plain(text), "action_id": action_id, "value": value, **more}


def form(**more: Any) -> dict[str, Any]:
    return {
        "type": "modal",
        "callback_id": "form",
        "title": plain("Formulier"),
        "submit": plain("Verstuur"),
        "close": plain("Annuleer"),
        "notify_on_close": True,
        "blocks": [
            field("Titel", {"type": "plain_text_input", "max_length": 20}),
            field(
                "Soort",
                {
                    "type": "static_select",
                    "options": [option("Bespreking"), option("Beslissing")],
                    "initial_option": option("Bespreking"),
                },
            ),
            field("Te behandelen vóór", {"type": "datepicker"}, optional=True),
            field("Vinkjes", {"type": "checkboxes", "options": [option("Een"), option("Twee")]}, optional=True),
            field("Wie", {"type": "multi_users_select"}, optional=True),
            field("Bron", {"type": "external_select", "min_query_length": 1}, optional=True),
            {
                "type": "actions",
                "block_id": "more",
                "elements": [button("Meer", "form.more"), button("Bovenop", "form.push")],
            },
        ],
    } | more


def card(count: int = 0) -> list[dict[str, Any]]:
    return [
        {"type": "section", "block_id": "what", "text": {"type": "mrkdwn", "text": f"*Kaart* {count} keer"}},
        {
            "type": "actions",
            "block_id": "deeds",
            "elements": [
                button("Ja", "card.yes", str(count)),
                button("Weg", "card.gone"),
                {"type": "overflow", "action_id": "card.menu", "options": [option("Eerste"), option("Tweede")]},
                {
                    "type": "static_select",
                    "action_id": "card.filter",
                    "placeholder": plain("Filter"),
                    "options": [option("Te laat"), option("Deze maand")],
                },
            ],
        },
    ]


class Toy:
    """The app and what it heard: `payloads` of commands and presses, `events`, newest last."""

    def __init__(self, team: Team) -> None:
        self.payloads: list[dict[str, Any]] = []
        self.events: list[dict[str, Any]] = []
        self.url = ""
        self.event_ids: list[str] = []
        self.headers: list[dict[str, Any]] = []
        self.submit_answer: dict[str, Any] = {}
        self.break_events = False
        self.on_submit: Callable[[dict[str, Any]], object] = lambda body: None
        self.deed: Callable[[dict[str, Any], Respond], object] = lambda body, respond: None
        self.client = WebClient(team.bot_token, base_url=f"{team.ground.url}/api/", timeout=2, retry_handlers=[])
        self.bolt = App(
            client=self.client,
            token=team.bot_token,
            signing_secret=team.signing_secret,
            process_before_response=True,
            token_verification_enabled=False,
            raise_error_for_unhandled_request=False,
        )
        self._listen()

    def _listen(self) -> None:
        bolt = self.bolt
        bolt.use(self._note)
        bolt.command("/echo")(lambda ack, command: ack(f"Je zei: {command['text']}"))
        bolt.command("/raw")(lambda ack, command: ack(text=f"Je zei: {command['text']}"))
        bolt.command("/form")(self._form)
        bolt.command("/slow")(lambda ack: (time.sleep(3.3), ack()))
        bolt.command("/broken")(self._broken)
        bolt.command("/card")(self._card)
        bolt.command("/quiet")(self._quiet)
        bolt.command("/do")(self._do)
        bolt.action("do")(self._do)
        bolt.shortcut("keep")(self._form_for)
        bolt.shortcut("new")(self._form_for)
        bolt.action("card.yes")(self._yes)
        bolt.action("card.gone")(self._gone)
        bolt.action("card.menu")(
            lambda ack, action, respond: (respond(action["selected_option"]["text"]["text"]), ack())
        )
        bolt.action("card.filter")(lambda ack: ack())
        bolt.action("value")(lambda ack: ack())
        bolt.action("form.more")(self._more)
        bolt.action("form.push")(self._push)
        bolt.view("form")(self._submitted)
        bolt.view_closed("form")(lambda ack: ack())
        bolt.options("value")(self._options)
        bolt.event("app_home_opened")(self._home)
        for name in (
            "member_joined_channel",
            "member_left_channel",
            "channel_archive",
            "channel_left",
            "group_left",
            "user_change",
        ):
            bolt.event(name)(self._heard)
        bolt.event("message")(self._heard)
        bolt.event("app_mention")(self._mentioned)

    def _note(self, body: dict[str, Any], req: Any, next: Callable[[], None]) -> None:
        if body.get("type") != "event_callback":
            self.payloads.append(body)
        self.headers.append(dict(req.headers))
        next()

    def _heard(self, body: dict[str, Any]) -> None:
        self.event_ids.append(body["event_id"])
        if self.break_events:
            raise RuntimeError("the toy was asked to break")
        self.events.append(body["event"])

    def _mentioned(self, body: dict[str, Any], say: Say) -> None:
        self._heard(body)
        say("Je riep?", thread_ts=body["event"]["ts"])

    def _broken(self) -> None:
        raise RuntimeError("the toy is broken")

    def _do(self, ack: Ack, body: dict[str, Any], respond: Respond) -> None:
        self.deed(body, respond)
        ack()

    def _form(self, ack: Ack, body: dict[str, Any]) -> None:
        self.client.views_open(trigger_id=body["trigger_id"], view=form())
        ack()

    def _form_for(self, ack: Ack, body: dict[str, Any]) -> None:
        self._form(ack, body)

    def _card(self, ack: Ack, command: dict[str, Any]) -> None:
        self.client.chat_postMessage(channel=command["channel_id"], text="Kaart", blocks=card())
        ack()

    def _quiet(self, ack: Ack, respond: Respond) -> None:
        respond("Alleen voor jou")
        ack()

    def _yes(self, ack: Ack, body: dict[str, Any], action: dict[str, Any]) -> None:
        count = int(action["value"]) + 1
        place = {"channel": body["channel"]["id"], "ts": body["container"]["message_ts"]}
        self.client.chat_update(**place, text=f"Kaart {count}", blocks=card(count))
        ack()

    def _gone(self, ack: Ack, respond: Respond) -> None:
        respond(delete_original=True)
        ack()

    def _more(self, ack: Ack, body: dict[str, Any]) -> None:
        view = body["view"]
        blocks = [*form()["blocks"], {"type": "section", "text": plain("Nog meer")}]
        self.client.views_update(view_id=view["id"], hash=view["hash"], view=form(blocks=blocks))
        ack()

    def _push(self, ack: Ack, body: dict[str, Any]) -> None:
        self.client.views_push(trigger_id=body["trigger_id"], view=form(title=plain("Bovenop")))
        ack()

    def _submitted(self, ack: Ack, body: dict[str, Any]) -> None:
        self.on_submit(body)
        ack(**self.submit_answer)

    def _options(self, ack: Ack, payload: dict[str, Any]) -> None:
        words = ["Vergadering van april", "Vergadering van juni", "Nieuwsbrief"]
        ack(options=[option(word) for word in words if payload["value"].lower() in word.lower()])

    def _home(self, event: dict[str, Any]) -> None:
        blocks = [
            {"type": "section", "text": plain(f"Dag {event['user']}")},
            {"type": "actions", "elements": [button("Thuis", "card.filter")]},
        ]
        self.client.views_publish(user_id=event["user"], view={"type": "home", "blocks": blocks})


class _Threads(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Silent(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        return None


@contextmanager
def over_http(team: Team) -> Iterator[Toy]:
    """The toy behind a request URL."""
    toy = Toy(team)
    with make_server("127.0.0.1", 0, SlackRequestHandler(toy.bolt, path="/slack/events"), _Threads, _Silent) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        toy.url = f"http://127.0.0.1:{server.server_port}/slack/events"
        team.deliver_to(toy.url)
        try:
            yield toy
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def over_socket(team: Team) -> Iterator[Toy]:
    """The toy on a Socket Mode connection."""
    toy = Toy(team)
    handler = SocketModeHandler(toy.bolt, team.app_token, web_client=toy.client)
    handler.connect()
    try:
        yield toy
    finally:
        # The SDK's client closes when its next reading ends, after seconds of silence: a pong ends it now.
        handler.client.current_session_state.terminated = True
        handler.client.current_session.ping("bye")
        handler.close()
