"""Wall times in text: "9u30", "9.30 uur", "half tien", "van 9 tot 12u", "'s middags om 2 uur".

A sure time becomes the token `T0930`; an hour from 1 to 6 that could be night or afternoon becomes `V0200`, and
is refused unless a part of the day makes it sure.
"""

import re
from dataclasses import dataclass
from datetime import time

from bot.moments.readings import UnreadableError, Why

_UNIT = r"(?:uur|uren|u|h|hr)\b\.?"
_HOUR = r"(?<![0-9.,:/])(?P<hour>[0-9]{1,2})"
_ANOTHER_CLOCK = (
    r"(?=\s*(?:$|[,)]|(?:-|tot en met|tot|tem\.?|en)\s*[0-9]{1,2}(?:[.:][0-9]{2})?\s?(?:u|h)|'?s |op |in de ))"
)
_TYPED = re.compile(
    rf"""{_HOUR}(?:
        \ ?(?:u|h|uur)\.?(?P<tight>[0-9]{{2}})(?![0-9])(?:\ ?{_UNIT})?
        |[.:,](?P<dotted>[0-9]{{2}})\ ?{_UNIT}
        |\ ?{_UNIT}\ (?P<spaced>[0-9]{{2}}){_ANOTHER_CLOCK}
        |\ ?{_UNIT}
        |:(?P<colon>[0-9]{{2}})(?::00)?(?![0-9:])
    )""",
    re.VERBOSE,
)
_LENGTH_IN_HOURS = re.compile(r"\b(?:over|binnen)(?: de| een)? [0-9a-z]+ ?(?:uur|uren|u|h|minuten|min)\b")
_UNTIL = "(?P<to>tot|tem|-)"
_CLOCK = r"[TV][0-9]{4}"
_BARE = r"(?<![A-Z#0-9./-])(?P<hour>[0-9]{1,2})(?:\.(?P<minute>[0-9]{2}))?"
_NOT_A_DAY = r"(?![0-9]|[-/.][0-9]| ?(?:M|dag|werkdag|week|maand|jaar|- [0-9]))"
_ENDS = r"(?= ?$| ?[,P])"

_IN_WORDS = re.compile(
    r"(?<![A-Z#0-9./-])(?P<hour>[0-9]{1,2}) uur(?: (?P<minute>[1-5]?[05])(?![0-9])(?= ?$| ?[,P-]| tot| tem))?"
)
_SPOKEN = re.compile(
    rf"(?<![A-Z#0-9./-])(?:(?P<minutes>[0-9]{{1,2}}|kwart) (?P<side>voor|over|na) )?(?P<half>half )?"
    rf"(?P<hour>[0-9]{{1,2}}){_NOT_A_DAY}"
)
_BEFORE_A_CLOCK = re.compile(rf"{_BARE} (?={_UNTIL} {_CLOCK})")
_BETWEEN = re.compile(rf"(?<=tussen ){_BARE} (?=, {_CLOCK})")
_AFTER_A_CLOCK = re.compile(rf"(?<=[TV][0-9]{{4}}) {_UNTIL} {_BARE}{_ENDS}")
_AT = re.compile(rf"(?<=\bom ){_BARE}{_NOT_A_DAY}(?= ?$| (?:P|, ))")
_DOTTED_RANGE = re.compile(r"(?<![0-9./-])([0-9]{1,2})\.([0-9]{2}) ?(-|tot|tem) ?([0-9]{1,2})\.([0-9]{2})(?![0-9.])")
_HOURS_OF_A_DAY = re.compile(
    r"(?<=[0-9] )(?P<open>van|tussen) (?P<first>[0-9]{1,2}) (?:tot|tem|-|,) (?P<last>[0-9]{1,2})$"
)
_PART = re.compile(r"(?:in )?\bP([a-z]+)")

_HOURS = {
    "ochtend": dict(zip(range(1, 12), range(1, 12), strict=True)),
    "voormiddag": dict(zip(range(6, 13), range(6, 13), strict=True)),
    "middag": {11: 11, 12: 12} | {hour % 12: hour for hour in range(13, 18)} | {h: h for h in range(13, 18)},
    "namiddag": {12: 12} | {hour % 12: hour for hour in range(13, 19)} | {h: h for h in range(13, 19)},
    "avond": {hour % 12: hour for hour in range(17, 24)} | {h: h for h in range(17, 24)},
    "nacht": {hour: hour for hour in range(7)} | {10: 22, 11: 23, 22: 22, 23: 23},
}
"""Which hour of the clock an hour said with a part of the day means; one that is missing does not fit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A wall time, or from one to another; `border` is the word that made it a limit ("tot", "voor")."""

    start: time
    end: time | None = None
    border: str = ""


def token(hour: int, minute: int, *, sure: bool = False) -> str:
    """`T0930` or `V0230`. Raises `UnreadableError` for 25 o'clock and minute 75."""
    if hour > 23 or minute > 59:
        raise UnreadableError(Why.NO_SUCH_TIME, given=f"{hour}u{minute:02}")
    vague = 1 <= hour <= 6 and not sure
    return f"{'V' if vague else 'T'}{hour:02}{minute:02}"


def mark(text: str) -> str:
    """Turn the times that are typed with "u", "uur", "h" or a colon into tokens.

    Raises `UnreadableError` for "over 2 uur": from now on in hours is no wall time.
    """
    if _LENGTH_IN_HOURS.search(text):
        raise UnreadableError(Why.NOT_A_DATE)
    return _TYPED.sub(_typed, text)


def _typed(found: re.Match[str]) -> str:
    minute = next((found[name] for name in ("tight", "dotted", "spaced", "colon") if found[name]), "0")
    return f" {token(int(found['hour']), int(minute), sure=found['hour'].startswith('0'))} "


def mark_spoken(text: str) -> str:
    """Turn spoken times ("kwart voor 10", "om 9") and hours whose unit stands elsewhere ("9-12u") into tokens."""
    text = _SPOKEN.sub(_spoken, _IN_WORDS.sub(_bare, text))
    for pattern in (_BEFORE_A_CLOCK, _BETWEEN):
        text = pattern.sub(lambda found: f"{_bare(found)} ", text)
    text = _AFTER_A_CLOCK.sub(lambda found: f" {found['to']} {_bare(found)}", text)
    text = _DOTTED_RANGE.sub(_dotted_range, text)
    text = _HOURS_OF_A_DAY.sub(_hours_of_a_day, text)
    return _AT.sub(_bare, text)


def _spoken(found: re.Match[str]) -> str:
    if not found["half"] and not found["side"]:
        return found[0]
    hour = int(found["hour"])
    if not 1 <= hour <= 12:
        raise UnreadableError(Why.NO_SUCH_TIME, given=found[0])
    minutes = 0
    if found["side"]:
        distance = 15 if found["minutes"] == "kwart" else int(found["minutes"])
        if distance > 29:
            raise UnreadableError(Why.NO_SUCH_TIME, given=found[0])
        minutes = -distance if found["side"] == "voor" else distance
    total = (hour * 60 + minutes - (30 if found["half"] else 0) - 60) % 720 + 60
    return token(total // 60, total % 60)


def _bare(found: re.Match[str]) -> str:
    return token(int(found["hour"]), int(found["minute"] or 0), sure=found["hour"].startswith("0"))


def _dotted_range(found: re.Match[str]) -> str:
    """ "9.30 - 12.00" cannot be dates and "13.10 - 25.10" cannot be times; what can be both stays as it is."""
    first, last = (int(found[1]), int(found[2])), (int(found[4]), int(found[5]))
    could_be_dates = all(1 <= day <= 31 and 1 <= month <= 12 for day, month in (first, last))
    could_be_times = all(hour <= 23 and minute <= 59 for hour, minute in (first, last))
    if could_be_dates and not could_be_times:
        return f"{found[1]}/{found[2]} {found[3]} {found[4]}/{found[5]}"
    if could_be_dates or not could_be_times:
        return found[0]
    return f"{token(*first)} {found[3]} {token(*last)}"


def _hours_of_a_day(found: re.Match[str]) -> str:
    return f"{found['open']} {token(int(found['first']), 0)} tot {token(int(found['last']), 0)}"


def settle(text: str) -> str:
    """Let the part of the day decide about the hours beside it; refuse hours that stay unsure."""
    part = _PART.search(text)
    if part and re.search(_CLOCK, text):
        text = _PART.sub(" ", text)
        text = re.sub(_CLOCK, lambda found: _in_part(found[0], part[1]), text)
    if unsure := re.search(r"V([0-9]{2})([0-9]{2})", text):
        hour, minute = int(unsure[1]), unsure[2] if unsure[2] != "00" else ""
        raise UnreadableError(Why.PART_OF_DAY, given=f"{hour}u{minute}", later=f"{hour + 12}u{minute}")
    return " ".join(text.split())


def _in_part(clock: str, part: str) -> str:
    hours = _HOURS[part]
    if (hour := int(clock[1:3])) not in hours:
        raise UnreadableError(Why.NO_SUCH_TIME, given=f"{hour}u {part}")
    return f"T{hours[hour]:02}{clock[3:]}"
