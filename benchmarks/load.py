"""Signed slash commands from many hands at once, and what they took."""

import hashlib
import hmac
import http.client
import json
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import count
from statistics import median
from urllib.parse import urlencode

from benchmarks.slack import TEAM

SECRET = "benchmarks-sign-with-this"
_serial = count(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """Seconds of each answer, sorted, and answers a second."""

    each: tuple[float, ...]
    rate: float

    @classmethod
    def of(cls, rounds: "Sequence[Times]") -> "Times":
        """All answers of several rounds; the rate is the one of the middle round."""
        each = sorted(seconds for times in rounds for seconds in times.each)
        return cls(each=tuple(each), rate=median(times.rate for times in rounds))

    def at(self, share: float) -> float:
        """The quantile in milliseconds."""
        return self.each[min(int(len(self.each) * share), len(self.each) - 1)] * 1000


def command(name: str, text: str, *, user: str = "U0MEMBER", channel: str = "C0PLENARY") -> dict[str, str]:
    """The fields of a slash command; never the same twice, as Slack's are."""
    return {
        "command": name,
        "text": text,
        "team_id": TEAM,
        "user_id": user,
        "user_name": "lena",
        "channel_id": channel,
        "api_app_id": "A0BENCH",
        "trigger_id": f"bench.{next(_serial)}",
        "response_url": "http://127.0.0.1:9/none",
    }


def press(line: int, *, user: str, respond: str) -> dict[str, str]:
    """The payload of **Voor** pressed on the ballot of a line, by one of the people of the bench."""
    number = next(_serial)
    payload = {
        "type": "block_actions",
        "team": {"id": TEAM},
        "user": {"id": user, "team_id": TEAM},
        "api_app_id": "A0BENCH",
        "trigger_id": f"bench.{number}",
        "response_url": respond,
        "channel": {"id": "G0COMMITTEE"},
        "container": {"type": "message", "message_ts": "1.000001", "channel_id": "G0COMMITTEE"},
        "actions": [
            {
                "type": "button",
                "action_id": "votes.for",
                "block_id": "ballot",
                "value": str(line),
                "action_ts": f"{number}.000000",
            }
        ],
    }
    return {"payload": json.dumps(payload)}


def over_http(port: int, make: Callable[[], dict[str, str]], *, hands: int, requests: int) -> Times:
    """`requests` commands from `hands` connections at once. Raises `AssertionError` for an answer that is no 200."""
    shares = [requests // hands] * hands
    took: list[list[float]] = [[] for _ in shares]

    def work(mine: list[float], share: int) -> None:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        for _ in range(share):
            body = urlencode(make())
            headers = _signed(body)
            begun = time.perf_counter()
            line.request("POST", "/slack/events", body, headers)
            answer = line.getresponse()
            said = answer.read()
            mine.append(time.perf_counter() - begun)
            assert answer.status == 200, (answer.status, said[:200])
        line.close()

    return _together(took, [partial(work, *both) for both in zip(took, shares, strict=True)])


def over_link(
    ask: Callable[[dict[str, str]], float], make: Callable[[], dict[str, str]], *, hands: int, requests: int
) -> Times:
    """The same over a web socket."""
    took: list[list[float]] = [[] for _ in range(hands)]

    def work(mine: list[float]) -> None:
        for _ in range(requests // hands):
            mine.append(ask(make()))

    return _together(took, [partial(work, mine) for mine in took])


def _together(took: Sequence[list[float]], works: Sequence[Callable[[], None]]) -> Times:
    threads = [threading.Thread(target=work) for work in works]
    begun = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - begun
    each = tuple(sorted(one for mine in took for one in mine))
    return Times(each=each, rate=len(each) / seconds)


def _signed(body: str) -> dict[str, str]:
    stamp = str(int(time.time()))
    signature = hmac.new(SECRET.encode(), f"v0:{stamp}:{body}".encode(), hashlib.sha256).hexdigest()
    return {
        "content-type": "application/x-www-form-urlencoded",
        "x-slack-request-timestamp": stamp,
        "x-slack-signature": f"v0={signature}",
    }
