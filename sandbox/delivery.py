"""How Slack reaches the bot: signed HTTP requests or Socket Mode envelopes, three seconds each, events with a retry."""

import hashlib
import hmac
import http.client
import json
import time
from collections import deque
from collections.abc import Collection
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeout
from dataclasses import dataclass, field
from threading import Lock
from typing import Protocol
from urllib.parse import urlencode, urlsplit
from uuid import uuid4

from sandbox.ground import Ground
from sandbox.values import Json

SECONDS_TO_ACK = 3.0

# What Slack calls the three sorts of deliveries, and so does the `type` of a Socket Mode envelope.
EVENTS = "events_api"
COMMAND = "slash_commands"
INTERACTIVE = "interactive"


class NotDelivered(Exception):
    """No good answer came. `reason` is Slack's own: http_timeout, connection_failed or http_error."""

    def __init__(self, reason: str, *, no_retry: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.no_retry = no_retry


class Endpoint(Protocol):
    """One place where one running bot can be reached."""

    def send(self, kind: str, payload: Json, retry: "Retry | None") -> Json:
        """Deliver, and give what the bot acknowledged with ({} for nothing). Raises `NotDelivered`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Retry:
    attempt: int
    reason: str


@dataclass(slots=True, kw_only=True)
class Event:
    """An event that was sent. `tries` holds what became of each attempt: "ok", or Slack's reason for failing."""

    id: str
    body: Json
    tries: list[str] = field(default_factory=list)

    @property
    def type(self) -> str:
        return str(self.body["event"]["type"])

    @property
    def arrived(self) -> bool:
        return "ok" in self.tries


class Webhook:
    """A request URL of the app."""

    def __init__(self, url: str, signing_secret: str) -> None:
        self.url = url
        self._signing_secret = signing_secret

    def send(self, kind: str, payload: Json, retry: Retry | None) -> Json:
        if kind == EVENTS:
            body, content_type = json.dumps(payload), "application/json"
        elif kind == COMMAND:
            body, content_type = urlencode(payload), "application/x-www-form-urlencoded"
        else:
            body, content_type = urlencode({"payload": json.dumps(payload)}), "application/x-www-form-urlencoded"
        headers = {"Content-Type": content_type, "User-Agent": "Slackbot 1.0 (sandbox)"}
        if retry is not None:
            headers |= {"X-Slack-Retry-Num": str(retry.attempt), "X-Slack-Retry-Reason": retry.reason}
        # An event is taken by any answer of success, what a person waits for only by a 200.
        good = range(200, 300) if kind == EVENTS else (200,)
        return self._post(body.encode(), headers | self.signature(body), good)

    def signature(self, body: str) -> dict[str, str]:
        """The headers by which the bot can see that Slack sent `body`."""
        timestamp = str(int(time.time()))
        base = f"v0:{timestamp}:{body}".encode()
        digest = hmac.new(self._signing_secret.encode(), base, hashlib.sha256).hexdigest()
        return {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": f"v0={digest}"}

    def _post(self, body: bytes, headers: dict[str, str], good: Collection[int]) -> Json:
        target = urlsplit(self.url)
        link = http.client.HTTPConnection(target.hostname or "", target.port, timeout=SECONDS_TO_ACK)
        started = time.monotonic()
        try:
            link.request("POST", target.path or "/", body, headers)
            answer = link.getresponse()
            content = answer.read().decode("utf-8", "replace")
        except TimeoutError:
            raise NotDelivered("http_timeout") from None
        except (OSError, http.client.HTTPException):
            raise NotDelivered("connection_failed") from None
        finally:
            link.close()
        if time.monotonic() - started > SECONDS_TO_ACK:
            raise NotDelivered("http_timeout")
        if answer.status not in good:
            raise NotDelivered("http_error", no_retry=answer.getheader("X-Slack-No-Retry") == "1")
        return _acknowledgement(content, answer.getheader("Content-Type") or "")


def _acknowledgement(content: str, content_type: str) -> Json:
    """A plain text body is what a command answers with; everything else is JSON."""
    if not content:
        return {}
    if not content_type.startswith("application/json"):
        return {"text": content}
    try:
        answer = json.loads(content)
    except ValueError:
        raise NotDelivered("http_error") from None
    return answer if isinstance(answer, dict) else {}


class Wire(Protocol):
    """The open web socket under a `Socket`; sending may happen from any thread."""

    def send(self, text: str) -> None:
        """Queue one text frame. Raises `ConnectionError` when the socket is gone."""

    def close(self) -> None:
        """Hang up."""


class Socket:
    """One Socket Mode connection: envelopes go out, acknowledgements come back by their id."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        self._waiting: dict[str, Future[Json]] = {}

    def send(self, kind: str, payload: Json, retry: Retry | None) -> Json:
        envelope: Json = {
            "envelope_id": str(uuid4()),
            "type": kind,
            "payload": payload,
            "accepts_response_payload": kind != EVENTS,
        }
        if kind == EVENTS:
            envelope |= {
                "retry_attempt": retry.attempt if retry else 0,
                "retry_reason": retry.reason if retry else "",
            }
        answer: Future[Json] = Future()
        self._waiting[envelope["envelope_id"]] = answer
        try:
            self._wire.send(json.dumps(envelope))
            return answer.result(SECONDS_TO_ACK)
        except FutureTimeout:
            raise NotDelivered("http_timeout") from None
        except ConnectionError:
            raise NotDelivered("connection_failed") from None
        finally:
            self._waiting.pop(envelope["envelope_id"], None)

    def acknowledged(self, message: Json) -> None:
        """The bot's answer to an envelope; one that comes too late, or twice, is ignored as Slack does."""
        waiting = self._waiting.get(message.get("envelope_id", ""))
        if waiting is not None and not waiting.done():
            waiting.set_result(message.get("payload") or {})

    def say(self, message: Json) -> None:
        self._wire.send(json.dumps(message))

    def hung_up(self) -> None:
        """The connection is gone: nobody needs to wait for its answers any longer."""
        for waiting in list(self._waiting.values()):
            if not waiting.done():
                waiting.set_exception(ConnectionError())

    def close(self) -> None:
        self._wire.close()


class App:
    """The bot's app as Slack knows it: its secrets, where it can be reached, and the events sent to it in order.

    Several running bots take turns, one delivery each.
    """

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.id = ground.steady_id("A")
        self.app_token = f"xapp-1-{self.id}-{uuid4().hex}"
        self.signing_secret = uuid4().hex
        self.verification_token = uuid4().hex[:24]
        self.webhooks: list[Webhook] = []
        self.sockets: list[Socket] = []
        self._turn = 0
        self._line: deque[Event] = deque()
        self._line_lock = Lock()
        self._line_runs = False

    def deliver(self, kind: str, payload: Json, *, what: str) -> Json:
        """Deliver one thing now, and give the acknowledgement. Raises `NotDelivered`."""
        return self._deliver(kind, payload, what=what, retry=None)

    def tell(self, event: Event) -> None:
        """Deliver an event soon, after those before it; a failure is retried once, as Slack does at once."""
        self.ground.set_out()
        with self._line_lock:
            self._line.append(event)
            if self._line_runs:
                return
            self._line_runs = True
        self.ground.deliveries.submit(self._run_line)

    def _run_line(self) -> None:
        while True:
            with self._line_lock:
                if not self._line:
                    self._line_runs = False
                    return
                event = self._line.popleft()
            try:
                if self.try_event(event):
                    self.try_event(event)
            finally:
                self.ground.arrived()

    def try_event(self, event: Event) -> bool:
        """Make the next attempt for an event; says whether Slack would make another one at once."""
        reason = next((tried for tried in reversed(event.tries) if tried != "ok"), "http_timeout")
        retry = Retry(attempt=len(event.tries), reason=reason) if event.tries else None
        try:
            self._deliver(EVENTS, event.body, what=event.type, retry=retry)
        except NotDelivered as failure:
            event.tries.append(failure.reason)
            return len(event.tries) == 1 and not failure.no_retry
        event.tries.append("ok")
        return False

    def _deliver(self, kind: str, payload: Json, *, what: str, retry: Retry | None) -> Json:
        started = time.monotonic()
        status = "no answer"
        try:
            answer = self._next_endpoint().send(kind, payload, retry)
            status = "200"
            return answer
        except NotDelivered as failure:
            status = failure.reason
            raise
        finally:
            self.ground.traffic.note(direction="out", what=what, status=status, started=started, body=payload)

    def _next_endpoint(self) -> Endpoint:
        endpoints: list[Endpoint] = [*self.webhooks, *self.sockets]
        if not endpoints:
            raise NotDelivered("connection_failed")
        self._turn += 1
        return endpoints[self._turn % len(endpoints)]
