"""Trouble on demand: the next calls of a method fail in a chosen way."""

from dataclasses import dataclass

from sandbox.values import Json

TIMEOUT_BEFORE = "timeout_before"
TIMEOUT_AFTER = "timeout_after"
DROP = "drop"


@dataclass(slots=True, kw_only=True)
class Fault:
    """`way` is an HTTP status (500, 429), a network trouble (timeout_before, timeout_after: the work *was* done;
    drop), or any word of Slack's own, which is then the error of an ordinary answer."""

    method: str
    way: str | int
    times: int
    retry_after: int
    channel: str | None


class Faults:
    """The troubles that still have to happen in one workspace."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []

    def plan(self, fault: Fault) -> None:
        self._waiting.append(fault)

    def clear(self) -> None:
        self._waiting.clear()

    def take(self, method: str, arguments: Json) -> Fault | None:
        """The trouble for this call, if any; it is used up."""
        for fault in self._waiting:
            if fault.method == method and fault.channel in (None, arguments.get("channel")):
                fault.times -= 1
                if fault.times <= 0:
                    self._waiting.remove(fault)
                return fault
        return None
