"""How somebody is answered: the same words for a handler, whatever was pressed, typed or sent.

A handler leaves its answer here. Nothing goes to Slack before it has returned, so no call waits inside a
transaction, and an answer of a handler that failed half-way is never seen.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from http.client import HTTPException
from typing import Any

import structlog
from slack_bolt import BoltResponse
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.webhook import WebhookClient

from bot.errors import N_, Refusal
from handlers import kit
from handlers.payload import Payload, form, named
from handlers.render import render
from handlers.words import Fact, Sentence, Words

log = structlog.get_logger()

PATIENCE = 2
"""Seconds a call to Slack may take while somebody waits for an answer."""

MOST_OPTIONS = 100
"""Options Slack takes for one external select; typing on narrows them down."""

_TROUBLE = (SlackClientError, OSError, HTTPException)
_UNHEARD = N_("Slack toonde mijn antwoord niet. Kijk na of het gelukt is, en probeer het anders opnieuw.")


class Reply:
    """The answer to one payload. What a surface cannot do is a `TypeError`: a mistake of the handler."""

    def __init__(self, body: Payload, *, client: WebClient, user: str, words: Words) -> None:
        self.words = words
        self._body = body
        self._client = client
        self._user = user
        self._calls: list[Callable[[], Any]] = []
        self._answer: dict[str, Any] | None = None

    def say(self, sentence: str | Sentence, /, **facts: Fact) -> None:
        """Answer with one sentence, only to this person."""
        said = self._said(sentence, facts)
        self._give({"text": said.marked, "blocks": [kit.section(said)]}, title=N_("Goed om te weten"))

    def show(self, template: str, /, **facts: Any) -> None:
        """Answer with a message template, only to this person."""
        self._give(self._rendered(template, facts), title=N_("Goed om te weten"))

    def open(self, template: str, /, **facts: Any) -> None:
        """Open the template's modal; from inside a modal it comes on top."""
        view = self._rendered(template, facts)
        self._calls.append(lambda: self._client.views_open(trigger_id=self._trigger(), view=view))

    def update(self, template: str, /, **facts: Any) -> None:
        """Show the template where this was pressed: in this modal, or as this person's home tab."""
        raise self._impossible("update")

    @property
    def pressed_on(self) -> str:
        """The address of the private message that was pressed on, for `put_back`; "" when it was no such message."""
        return ""

    def put_back(self, pressed_on: str, template: str, /, **facts: Any) -> None:
        """After a submission: also show the template instead of the private message that led to the modal."""
        raise self._impossible("put_back")

    def done(self, sentence: str | Sentence, /, **facts: Fact) -> None:
        """After a submission: replace the modal by a small one that says it is done."""
        raise self._impossible("done")

    def errors(self, sentences: Mapping[str, Sentence]) -> None:
        """After a submission: a sentence under each of these fields; the modal stays."""
        raise self._impossible("errors")

    def clear(self) -> None:
        """After a submission: close every modal of the stack. Without it only the sent one closes."""
        raise self._impossible("clear")

    def options(self, choices: Iterable[kit.Choice]) -> None:
        """The options of an external select."""
        raise self._impossible("options")

    def refuse(self, refusal: Refusal) -> None:
        """Say why not, instead of anything left here before."""
        self._deny(self.words.say(refusal.sentence, **refusal.facts), about=refusal.about)

    def fail(self, sentence: str, /, **facts: Fact) -> BoltResponse:
        """Say that something went wrong on our side, and end this answer."""
        self._deny(self.words.say(sentence, **facts), about=None)
        return self.send()

    def send(self) -> BoltResponse:
        """Do what was left here and give the response for Slack. The framework calls it, once."""
        for call in self._calls:
            try:
                call()
            except _TROUBLE as error:
                log.warning("answer not delivered", error=_reason(error))
                self._unheard(self.words.say(_UNHEARD))
                break
        return BoltResponse(status=200, body="" if self._answer is None else self._answer)

    def _deny(self, sentence: Sentence, *, about: str | None) -> None:
        self._forget()
        self._give({"text": sentence.marked, "blocks": [kit.section(sentence)]}, title=N_("Dat lukt niet"))

    def _give(self, message: dict[str, Any], *, title: str) -> None:
        """Bring a message to this person. Here: as a modal, the one carrier that needs no channel."""
        view = self._notice(message["blocks"], title)
        self._calls.append(lambda: self._client.views_open(trigger_id=self._trigger(), view=view))

    def _unheard(self, sentence: Sentence) -> None:
        """The last route, when the answer did not arrive: a direct message, if that works."""
        try:
            self._client.chat_postMessage(channel=self._user, text=sentence.marked)
        except _TROUBLE as error:
            log.warning("nobody was told", error=_reason(error))

    def _forget(self) -> None:
        self._calls.clear()
        self._answer = None

    def _trigger(self) -> str:
        return str(self._body["trigger_id"])

    def _said(self, sentence: str | Sentence, facts: Mapping[str, Fact]) -> Sentence:
        return sentence if isinstance(sentence, Sentence) else self.words.say(sentence, **facts)

    def _rendered(self, template: str, facts: Mapping[str, Any]) -> dict[str, Any]:
        return render(template, words=self.words, **facts)

    def _notice(self, blocks: Sequence[Mapping[str, Any]], title: str) -> dict[str, Any]:
        frame = render("notice/frame", words=self.words, title=self.words.say(title))
        return {**frame, "blocks": list(blocks)}

    def _impossible(self, deed: str) -> TypeError:
        return TypeError(f"{type(self).__name__} has no {deed}")


class CommandReply(Reply):
    """After a slash command: the answer travels in the acknowledgement."""

    def _give(self, message: dict[str, Any], *, title: str) -> None:
        self._answer = {"response_type": "ephemeral", **message}

    def _unheard(self, sentence: Sentence) -> None:
        self._answer = {"response_type": "ephemeral", "text": sentence.marked}


class PressReply(Reply):
    """After a press on a message: the answer goes to the press's own address, seen by this person only."""

    @property
    def pressed_on(self) -> str:
        """The address of the private message that was pressed on; Slack takes what is sent there for half an hour."""
        return str(self._body["response_url"]) if self._is_private else ""

    @property
    def _is_private(self) -> bool:
        return bool((self._body.get("container") or {}).get("is_ephemeral"))

    def show(self, template: str, /, *, instead: bool = False, **facts: Any) -> None:
        """Answer with a message template; `instead` of the private message that was pressed on."""
        self._give(self._rendered(template, facts), title="", instead=instead)

    def _give(self, message: dict[str, Any], *, title: str, instead: bool = False) -> None:
        # Never a public message: replacing is for what only this person sees.
        replace = instead and self._is_private
        self._calls.append(lambda: self._respond(message, replace=replace))

    def _unheard(self, sentence: Sentence) -> None:
        try:
            self._respond({"text": sentence.marked}, replace=False)
        except _TROUBLE as error:
            log.warning("nobody was told", error=_reason(error))

    def _respond(self, message: Mapping[str, Any], *, replace: bool) -> None:
        _send(str(self._body["response_url"]), message, replace=replace)


class ModalPressReply(Reply):
    """After a press inside a modal: what opens comes on top, what updates replaces it."""

    def open(self, template: str, /, **facts: Any) -> None:
        """Put the template's modal on top of this one."""
        self._push(self._rendered(template, facts))

    def update(self, template: str, /, **facts: Any) -> None:
        """Show the template in this modal; fields with the same block id keep what was typed."""
        view, now = self._rendered(template, facts), self._body["view"]

        def update_unless_newer() -> None:
            try:
                self._client.views_update(view_id=now["id"], hash=now.get("hash"), view=view)
            except SlackApiError as error:
                # Somebody pressed on meanwhile: what stands there now is newer.
                if error.response["error"] != "hash_conflict":
                    raise

        self._calls.append(update_unless_newer)

    def _give(self, message: dict[str, Any], *, title: str) -> None:
        self._push(self._notice(message["blocks"], title))

    def _push(self, view: dict[str, Any]) -> None:
        self._calls.append(lambda: self._client.views_push(trigger_id=self._trigger(), view=view))


class HomeReply(Reply):
    """After a press in the home tab."""

    def update(self, template: str, /, **facts: Any) -> None:
        """Show the template as this person's home tab."""
        view = self._rendered(template, facts)
        self._calls.append(lambda: self._client.views_publish(user_id=self._user, view=view))


class SubmissionReply(Reply):
    """After a modal was sent: without an answer it closes."""

    def open(self, template: str, /, **facts: Any) -> None:
        """Put the template's modal on top of this one, which stays."""
        self._answer = {"response_action": "push", "view": self._rendered(template, facts)}

    def update(self, template: str, /, **facts: Any) -> None:
        """Replace the sent modal by the template's."""
        self._answer = {"response_action": "update", "view": self._rendered(template, facts)}

    def put_back(self, pressed_on: str, template: str, /, **facts: Any) -> None:
        """Show the template instead of the private message that led to this modal, while Slack still takes that."""
        message = self._rendered(template, facts)

        def put_back_if_it_still_can() -> None:
            # The modal says that it is done; an older list behind it is no reason to alarm anybody.
            try:
                _send(pressed_on, message, replace=True)
            except _TROUBLE as error:
                log.warning("message not put back", error=_reason(error))

        self._calls.append(put_back_if_it_still_can)

    def done(self, sentence: str | Sentence, /, **facts: Fact) -> None:
        """Replace the sent modal by a small one that says it is done."""
        self._give({"blocks": [kit.section(self._said(sentence, facts))]}, title=N_("Genoteerd"))

    def errors(self, sentences: Mapping[str, Sentence]) -> None:
        """A sentence under each of these fields; the modal stays with what was typed."""
        self._answer = {
            "response_action": "errors",
            "errors": {self._field(name): sentence.plain for name, sentence in sentences.items()},
        }

    def clear(self) -> None:
        """Close every modal of the stack."""
        self._answer = {"response_action": "clear"}

    def _deny(self, sentence: Sentence, *, about: str | None) -> None:
        # Slack shows an error under a field and nowhere else: under the one it is about, or else the first.
        self._forget()
        if self._fields():
            self.errors({about or "": sentence})
        else:
            self._give({"blocks": [kit.section(sentence)]}, title=N_("Dat lukt niet"))

    def _give(self, message: dict[str, Any], *, title: str) -> None:
        self._answer = {"response_action": "update", "view": self._notice(message["blocks"], title)}

    def _fields(self) -> list[str]:
        return list(form(self._body["view"]).inputs)

    def _field(self, name: str) -> str:
        fields = self._fields()
        return next((field for field in fields if named(field) == name), fields[0])


class OptionsReply(Reply):
    """When an external select asks what there is to choose."""

    def options(self, choices: Iterable[kit.Choice]) -> None:
        """The options, the likeliest first."""
        self._answer = {"options": [kit.option(choice) for choice in choices][:MOST_OPTIONS]}

    def send(self) -> BoltResponse:
        """The options; none when the handler gave none."""
        return BoltResponse(status=200, body=self._answer or {"options": []})

    def _give(self, message: dict[str, Any], *, title: str) -> None:
        log.info("no options", unsaid=title)


class EventReply(Reply):
    """After an event: an answer goes to where it happened, for this person only."""

    def update(self, template: str, /, **facts: Any) -> None:
        """Show the template as this person's home tab."""
        view = self._rendered(template, facts)
        self._calls.append(lambda: self._client.views_publish(user_id=self._user, view=view))

    def open(self, template: str, /, **facts: Any) -> None:
        """Nobody pressed anything, so nothing can open."""
        raise self._impossible("open")

    def _deny(self, sentence: Sentence, *, about: str | None) -> None:
        # Nobody asked for anything, so a refusal is not said aloud.
        self._forget()
        log.info("event refused")

    def fail(self, sentence: str, /, **facts: Fact) -> BoltResponse:
        """Let Slack deliver the event again."""
        return BoltResponse(status=500)

    def _give(self, message: dict[str, Any], *, title: str) -> None:
        event: Payload = self._body["event"]
        # What was edited or deleted names its thread one level deeper.
        about = event.get("message") or event.get("previous_message") or event
        where = {"channel": event["channel"], "thread_ts": event.get("thread_ts") or about.get("thread_ts")}
        if event.get("channel_type") == "im":
            self._calls.append(lambda: self._client.chat_postMessage(**where, **message))
        else:
            self._calls.append(lambda: self._client.chat_postEphemeral(**where, user=self._user, **message))

    def _unheard(self, sentence: Sentence) -> None:
        """Best effort: what matters is said by the outbox."""


class ClosedReply(Reply):
    """After a modal was closed: there is nobody left to answer."""

    def _give(self, message: dict[str, Any], *, title: str) -> None:
        log.info("closed already", unsaid=title)


def reply_to(body: Payload, *, client: WebClient, user: str, words: Words) -> Reply:
    """The reply that fits where the payload comes from."""
    return _surface(body)(body, client=client, user=user, words=words)


def _surface(body: Payload) -> type[Reply]:
    if "command" in body:
        return CommandReply
    kind = body.get("type")
    if kind == "block_actions":
        around = (body.get("view") or {}).get("type")
        return {"modal": ModalPressReply, "home": HomeReply}.get(str(around), PressReply)
    surfaces: dict[Any, type[Reply]] = {
        "view_submission": SubmissionReply,
        "block_suggestion": OptionsReply,
        "event_callback": EventReply,
        "view_closed": ClosedReply,
    }
    return surfaces.get(kind, Reply)


def _send(address: str, message: Mapping[str, Any], *, replace: bool) -> None:
    """Bring a private message to the address that a press came with; `replace` the one that was pressed on."""
    answered = WebhookClient(address, timeout=PATIENCE, retry_handlers=[]).send(
        text=message["text"],
        blocks=message.get("blocks"),
        response_type="ephemeral",
        replace_original=replace,
    )
    if answered.status_code != 200:
        log.warning("answer not delivered", status=answered.status_code)


def _reason(error: Exception) -> str:
    if isinstance(error, SlackApiError):
        return str(error.response["error"])[:80]
    return type(error).__name__
