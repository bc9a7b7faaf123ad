"""One line of `/verontschuldigd`: which meetings and who comes instead; every other word is dropped, never kept."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import takewhile
from zoneinfo import ZoneInfo

from bot import moments, texts
from bot.attendance.gathering import Part
from bot.attendance.hours import Spoken, spoken
from bot.attendance.named import Outsider, Register, Somebody
from bot.errors import N_, Refusal
from bot.meetings import Kind, Meeting, coming
from bot.moments import Reading
from bot.names import fold

MOST_WORDS = 20
"""Words of a line that are looked at; what comes behind them is dropped unread."""

LONGEST_DATE = 9
"""Words in a date: "vanaf woensdag 1 april 2026 tot eind juni 2026"."""

_MENTION = re.compile(r"<@[UW][A-Z0-9]+>")
_DEADLINE = re.compile(r"(?:v[oó]{2}r|tegen)\b", re.IGNORECASE)

_VAGUE = frozenset(
    (
        *("na", "de", "het", "einde", "eind", "begin", "zomer", "winter", "herfst", "lente"),
        *("vakantie", "zomervakantie", "grote", "jaar", "verder"),
    )
)
"""Words of an end of a period that is no day ("tot na de zomer")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What was understood: meeting ids, and a member's id or somebody new as the substitute.

    `behalf` is the member in whose name it is. `unclear`: the period has no clear end, so it is asked back. `dropped`:
    more was typed, and is gone.
    """

    meetings: tuple[int, ...]
    part: Part = Part.WHOLE
    hour: time | None = None
    member: int | None = None
    outsider: Outsider | None = None
    behalf: int | None = None
    unclear: bool = False
    dropped: bool = False


class Doubt(Refusal):
    """A date that can be two meetings; `candidates` are their ids."""

    def __init__(self, candidates: Sequence[Meeting]) -> None:
        super().__init__(N_("Dat kan meer dan één vergadering zijn. Kies in het formulier welke je bedoelt."))
        self.candidates = tuple(meeting.id for meeting in candidates)


def read(text: str, *, now: datetime, zone: ZoneInfo, meetings: Sequence[Meeting], people: Sequence[Somebody]) -> Line:
    """The meetings and the substitute in `text`; mentions in it are the caller's to look up.

    `meetings` are the body's, `people` its members. Raises `Doubt`, and `Refusal` when no meeting can be read;
    neither repeats what was typed, since that may be a reason.
    """
    typed = texts.line(_MENTION.sub(" ", text)).split()
    said, words = spoken(typed[:MOST_WORDS], now=now, zone=zone)
    register = Register(people)
    behalf, words = register.behalf(words)
    window = _window(words, now=now, zone=zone, meetings=meetings)
    ahead = coming(meetings, today=now.astimezone(zone).date())
    found = _meant(window.reading, window.limit, ahead)
    part, hour = _within_hours(said, found)
    member, outsider, rest = register.named([words[: window.start], words[window.end :]])
    return Line(
        meetings=tuple(each.id for each in found),
        part=part,
        hour=hour,
        member=member,
        outsider=outsider,
        behalf=behalf,
        unclear=window.unclear,
        dropped=rest > 0 or len(typed) > MOST_WORDS,
    )


def _within_hours(said: Spoken, found: Sequence[Meeting]) -> tuple[Part, time | None]:
    """The part that is missed of these meetings: who is away until its end or from its start on misses all of it."""
    hour = said.hour
    if hour is None:
        return said.part, None
    comes_too_late = said.part is Part.LATE and all(each.ends is not None and hour >= each.ends for each in found)
    leaves_too_soon = said.part is Part.EARLY and all(each.starts is not None and hour <= each.starts for each in found)
    if comes_too_late or leaves_too_soon:
        return (said.part if said.is_plain else Part.WHOLE), None
    return said.part, hour


@dataclass(frozen=True, slots=True, kw_only=True)
class _Window:
    """The run of words that is a date: from `start` up to `end`. `limit` is the end of an unclear period, if any."""

    start: int
    end: int
    reading: Reading
    unclear: bool = False
    limit: date | None = None


def _window(words: list[str], *, now: datetime, zone: ZoneInfo, meetings: Sequence[Meeting]) -> _Window:
    """The longest run of words that reads as a date. Raises `Refusal` when there is none."""

    def understood(start: int, end: int) -> Reading | None:
        reading = moments.read(" ".join(words[start:end]), now=now, zone=zone, meetings=tuple(meetings))
        is_deadline = isinstance(reading, moments.Until) and _DEADLINE.match(words[start])
        return reading if isinstance(reading, _USABLE) and not is_deadline else None

    for start, end in _runs(len(words)):
        reading = understood(start, end)
        if reading is None:
            continue
        if not isinstance(reading, moments.From) and [fold(word) for word in words[end : end + 1]] != ["tot"]:
            return _Window(start=start, end=end, reading=reading)
        vague = [*takewhile(lambda word: fold(word) in _VAGUE | {"tot"}, words[end:])]
        last = end + len(vague)
        ends = (understood(first, last) for first in range(end + 1, last))
        limit = next((each.last for each in ends if isinstance(each, moments.Range)), None)
        return _Window(start=start, end=last, reading=reading, unclear=True, limit=limit)
    raise Refusal(
        N_(
            "Ik lees hier geen vergadering in. Typ alleen de datum, bijvoorbeeld «24 april», of kies in het "
            "formulier. Wat je verder typte, is niet bewaard."
        )
    )


_USABLE = (
    moments.Point,
    moments.Range,
    moments.From,
    moments.Until,
    moments.Dates,
    moments.DateTimeRange,
    moments.AtNextMeeting,
    moments.Ambiguous,
)


def _runs(length: int) -> Iterator[tuple[int, int]]:
    """Every run of words that a date may have, the longest first, and of those the earliest."""
    for size in range(min(length, LONGEST_DATE), 0, -1):
        for start in range(length - size + 1):
            yield start, start + size


def _meant(reading: Reading, limit: date | None, ahead: Sequence[Meeting]) -> list[Meeting]:
    """The meetings of a reading. Raises `Doubt` and `Refusal`."""
    match reading:
        case moments.AtNextMeeting():
            plenary = [each for each in ahead if each.kind is Kind.PLENARY]
            return _some((plenary or list(ahead))[:1])
        case moments.Point(day=day) if limit is None:
            return _one([each for each in ahead if each.day == day], ahead)
        case moments.DateTimeRange(first=day):
            return _one([each for each in ahead if each.day == day], ahead)
        case moments.Ambiguous(candidates=candidates):
            days = {each.day for each in candidates if isinstance(each, moments.Point)}
            return _one([each for each in ahead if each.day in days], ahead)
        case moments.Dates(days=days):
            return _some([each for each in ahead if each.day in days])
        case moments.Range(first=first, last=last):
            return _within(ahead, first, max(last, limit or last))
        case moments.Until(last=last):
            return _within(ahead, date.min, last)
        case moments.From(first=first) | moments.Point(day=first):
            return _within(ahead, first, limit or date.max)
    return _some([])


def _within(ahead: Sequence[Meeting], first: date, last: date) -> list[Meeting]:
    return _some([each for each in ahead if each.latest >= first and each.earliest <= last])


def _one(found: list[Meeting], ahead: Sequence[Meeting]) -> list[Meeting]:
    """The only meeting of a day; two on one day are told apart in the form."""
    if len(found) > 1:
        raise Doubt(found)
    dated = [each.day for each in ahead if each.day is not None]
    if not found and dated:
        raise Refusal(N_("Op die dag is er geen vergadering. De eerstvolgende is op {next}."), next=dated[0])
    return _some(found)


def _some(found: list[Meeting]) -> list[Meeting]:
    if not found:
        raise Refusal(N_("Dan is er geen vergadering gepland."))
    return found
