"""The hour in a text of tokens, taken out so that what is left is only about days."""

import re
from dataclasses import dataclass
from datetime import time

from bot.moments.readings import UnreadableError, Why

_RANGE = re.compile(
    r"(?:[-,] )?(?:tussen T(?P<a>[0-9]{4}) (?:,|tot|-) T(?P<b>[0-9]{4})"
    r"|(?:(?:van|vanaf|om) )?T(?P<start>[0-9]{4}) (?:tot|tem|-) T(?P<end>[0-9]{4}))"
)
_POINT = re.compile(r"(?:[-,] )?(?:(?P<border>tot|tem|tegen|voor|uiterlijk|vanaf|na) )?(?:om )?T(?P<start>[0-9]{4})")
_PART = re.compile(r"(?:in )?\bP(?P<part>[a-z]+)")
_ANOTHER = re.compile(r"\b[TP][0-9a-z]")
_STARTS = frozenset({"vanaf", "na"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """Wall times: none, one, or from one to another; or a part of the day; `limit` for "tot 21 uur"."""

    start: time | None = None
    end: time | None = None
    part: str | None = None
    limit: bool = False

    def __bool__(self) -> bool:
        return self.start is not None or self.part is not None


def taken_out(text: str) -> tuple[Hours, str]:
    """The hours of a text and the text without them. Raises `UnreadableError` for an end before its start."""
    for pattern, hours_of in ((_RANGE, _from_to), (_POINT, _at), (_PART, _in_part)):
        if found := pattern.search(text):
            rest = f"{text[: found.start()]} {text[found.end() :]}"
            if _ANOTHER.search(rest):
                raise UnreadableError(Why.NOT_A_DATE)
            return hours_of(found), " ".join(rest.split()).strip(", ")
    return Hours(), text


def wall_time(digits: str) -> time:
    """ "0930" as a wall time."""
    return time(int(digits[:2]), int(digits[2:]))


def _from_to(found: re.Match[str]) -> Hours:
    start, end = wall_time(found["a"] or found["start"]), wall_time(found["b"] or found["end"])
    if end <= start:
        raise UnreadableError(Why.BACKWARDS)
    return Hours(start=start, end=end)


def _at(found: re.Match[str]) -> Hours:
    if found["border"] in _STARTS:
        raise UnreadableError(Why.VAGUE)
    return Hours(start=wall_time(found["start"]), limit=found["border"] is not None)


def _in_part(found: re.Match[str]) -> Hours:
    return Hours(part=found["part"])
