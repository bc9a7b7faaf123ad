"""The Bolt app: one listener per kind of payload, which looks up who answers and sends that answer last."""

import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import structlog
from slack_bolt import App, BoltContext, BoltRequest, BoltResponse
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.kwargs_injection import build_required_kwargs
from slack_bolt.middleware import Middleware
from slack_sdk import WebClient

from bot.errors import N_, Refusal
from bot.people import BRUSSELS, Person, Seat
from handlers import errors, payload, seats
from handlers.account import Account
from handlers.desk import Desk
from handlers.once import Answers, Once, key_of
from handlers.payload import Action, Payload
from handlers.reply import Reply, reply_to
from handlers.seats import Line
from handlers.table import Kind, Listener, Table
from handlers.words import SOURCE, words_of

log = structlog.get_logger()

_ANY = re.compile("")
_BOLT_LOG = logging.getLogger("slack_bolt")
_HELP = frozenset({"help", "hulp", "?"})
_PLACES = {"channel": "channels", "group": "groups", "im": "im", "mpim": "mpim"}


def _channel(body: Payload) -> str:
    """The channel of an interactive payload, or ""."""
    return str((body.get("channel") or {}).get("id") or "")


_READ: dict[str, Callable[[Payload], Any]] = {
    "action": payload.action,
    "submission": lambda body: payload.form(body.get("view")),
    "query": lambda body: payload.clean(body.get("value") or ""),
    "message": payload.message,
    "channel": _channel,
}
_UNKNOWN = N_("Dit ken ik niet meer. Open het opnieuw met /iroj.")


def build(desk: Desk, table: Table, account: Account, *, signing_secret: str) -> App:
    """The Bolt app that serves `table`, for HTTP and Socket Mode alike. Its client decides the address of Slack."""
    slack = account.client()

    def authorize(enterprise_id: str | None, team_id: str | None, user_id: str | None) -> AuthorizeResult:
        return account.authorize(enterprise_id=enterprise_id, team_id=team_id, user_id=user_id)

    app = App(
        name="irojbot",
        # Else Bolt's loggers take the level of the root.
        logger=_BOLT_LOG,
        # Without a token: `authorize` gives each request the one of its installation.
        client=WebClient(base_url=slack.base_url, timeout=slack.timeout, retry_handlers=[]),
        authorize=authorize,
        signing_secret=signing_secret,
        # The listener decides first, and its answer is the acknowledgement.
        process_before_response=True,
        # What this bot has nothing to do with: Slack's workflow steps and assistants.
        attaching_function_token_enabled=False,
        attaching_conversation_kwargs_enabled=False,
    )
    talk = _Talk(desk, table)
    table.action(seats.CHOOSE, talk.choose_seat)
    app.middleware(talk)
    # Bolt tries them one after the other, so the kinds that come most come first.
    app.command(_ANY)(talk.command)
    app.action(_ANY)(talk.listener(Kind.ACTION, lambda body: str(body["actions"][0]["action_id"])))
    app.view(_ANY)(talk.listener(Kind.VIEW, lambda body: str(body["view"]["callback_id"])))
    app.event(_ANY)(talk.listener(Kind.EVENT, _event_name))
    app.options(_ANY)(talk.listener(Kind.OPTIONS, lambda body: str(body["action_id"])))
    app.shortcut(_ANY)(talk.listener(Kind.SHORTCUT, lambda body: str(body["callback_id"])))
    app.view_closed(_ANY)(talk.listener(Kind.CLOSED, lambda body: str(body["view"]["callback_id"])))
    app.error(talk.trouble)
    return app


class _Talk(Middleware):
    """From a request to the function that answers it, and from what that function left to the response."""

    def __init__(self, desk: Desk, table: Table) -> None:
        self._desk = desk
        self._table = table
        self._answers = Answers()

    def process(self, *, req: BoltRequest, resp: BoltResponse, next: Callable[[], BoltResponse]) -> BoltResponse:
        """Put in the context who asks, how they are answered, and a desk that works on this payload once."""
        context, body = req.context, req.body
        user, home = context.user_id or "", _home(context)
        reply = reply_to(body, client=context.client, user=user, words=words_of(SOURCE, BRUSSELS))
        context["reply"] = reply
        me = self._desk.who(team=home, user=user, name=_name(body), stranger=_team_of(body) not in ("", home))
        reply.words = words_of(me.language, me.zone)
        context["me"] = me
        context["key"] = key = key_of(body)
        sessions = Once(self._desk.sessions, team=home, key=key) if key else self._desk.sessions
        context["desk"] = replace(self._desk, sessions=sessions)
        return next()

    def listener(self, kind: Kind, name_of: Callable[[Payload], str]) -> Callable[..., BoltResponse]:
        """The one Bolt listener of a kind."""

        def listen(request: BoltRequest, context: BoltContext) -> BoltResponse:
            name = name_of(request.body)
            listener = self._table.find(kind, name)
            if listener is None:
                log.warning("nobody listens", kind=kind.value, name=name)
                raise Refusal(_UNKNOWN)
            given = {name: read(request.body) for name, read in _READ.items() if name in listener.asks}
            if "seat" in listener.asks:
                given["seat"] = seats.only(context["me"], channel=_channel(request.body))
            _call(listener, request, given)
            return self._sent(context)

        return listen

    def command(self, request: BoltRequest, context: BoltContext) -> BoltResponse:
        """The one Bolt listener of slash commands."""
        body = request.body
        line = Line(command=body["command"], text=payload.typed(body.get("text") or ""), channel=body["channel_id"])
        self._obey(line, request, seat=None)
        return self._sent(context)

    def choose_seat(self, action: Action, me: Person, request: BoltRequest) -> None:
        """Do what a command asked, now that its body was chosen."""
        line, seat = seats.chosen(action.value, me)
        self._obey(line, request, seat=seat)

    def trouble(self, error: Exception, context: BoltContext) -> BoltResponse:
        """The response when a listener, or what came before it, ended in an error."""
        return errors.answer(error, context, self._answers)

    def _obey(self, line: Line, request: BoltRequest, *, seat: Seat | None) -> None:
        command = self._table.commands.get(line.command)
        if command is None:
            raise Refusal(_UNKNOWN)
        reply: Reply = request.context["reply"]
        if line.text.casefold() in _HELP - command.keywords.keys():
            return reply.show(f"help/{line.command.removeprefix('/')}")
        listener, rest = command.chosen(line.text)
        given: dict[str, Any] = {"text": rest, "channel": line.channel}
        if "seat" in listener.asks:
            given["seat"] = seat or seats.here(request.context["me"], channel=line.channel)
            if given["seat"] is None:
                return seats.ask(line, request.context["me"], reply)
        return _call(listener, request, given)

    def _sent(self, context: BoltContext) -> BoltResponse:
        response: BoltResponse = context["reply"].send()
        if context["key"]:
            self._answers.keep(context["key"], response)
        return response


def _call(listener: Listener, request: BoltRequest, given: Mapping[str, Any]) -> None:
    request.context.update(given)
    arguments = build_required_kwargs(
        logger=_BOLT_LOG,
        required_arg_names=list(listener.asks),
        request=request,
        response=None,
        next_keys_required=False,
    )
    # Bolt's own `action` and `message` are dictionaries; ours are values, and win.
    listener.function(**arguments | {name: value for name, value in given.items() if name in arguments})


def _event_name(body: Payload) -> str:
    """The event as the manifest names it."""
    event = body["event"]
    kind, place = str(event["type"]), _PLACES.get(str(event.get("channel_type")))
    return f"message.{place}" if kind == "message" and place else kind


def _home(context: BoltContext) -> str:
    known = context.authorize_result
    return str((known and known.team_id) or context.team_id or "")


def _team_of(body: Payload) -> str:
    """The workspace of whoever acts, where the payload names it."""
    user, event = body.get("user"), body.get("event") or {}
    team = user.get("team_id") if isinstance(user, Mapping) else event.get("user_team")
    return str(team or "")


def _name(body: Payload) -> str:
    user = body.get("user")
    name = user.get("name") or user.get("username") if isinstance(user, Mapping) else body.get("user_name")
    return str(name or "")
