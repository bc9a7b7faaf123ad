"""From what somebody typed about time to a due, with the phrase kept beside the reading. Nothing is guessed."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from functools import singledispatch
from zoneinfo import ZoneInfo

from bot import moments, texts
from bot.errors import N_, Refusal
from bot.followups.values import Due, DueKind
from bot.meetings import Meeting, coming

PHRASE_LENGTH = 150

UNDATED = frozenset({"zonder datum", "geen datum", "ooit", "nog te bepalen"})

_WHEN_IT_HAPPENS = re.compile(
    r"(?:(?:van )?zodra|wanneer|als|indien|nadat|eens|pas|na|bij|in afwachting van|afhankelijk van) ", re.IGNORECASE
)
_LIMIT = re.compile(
    r"(?:tegen|voor|vóór|uiterlijk|ten laatste|tot) (?:(?:en met|op|voor|bij|aan) )*(?P<rest>.+)", re.IGNORECASE
)
_NO_DATE_IN_IT = frozenset(
    {moments.Why.NOT_A_DATE, moments.Why.VAGUE, moments.Why.FREQUENCY, moments.Why.NEEDS_MEETINGS}
)
_NO_SUCH_MEETING = frozenset({moments.Why.NO_MEETING, moments.Why.NEEDS_MEETINGS})


class NoTermError(Refusal):
    """There is nothing like a term in the phrase at all: it may be something else."""


def read(phrase: str, *, now: datetime, zone: ZoneInfo, meetings: Sequence[Meeting], about: str = "due") -> Due:
    """By when, in "20 april", "tegen eind mei", "september/oktober", "volgende vergadering", "zodra het besluit er is".

    `meetings` are the body's. What is too vague for a day ("zo snel mogelijk") has none, and keeps its words.
    Raises `Refusal` about the field for what is not understood, and `moments.Doubt` for what can be two days.
    """
    clean = texts.short_enough(texts.line(phrase), most=PHRASE_LENGTH, about=about)
    if not clean:
        return Due()
    today = now.astimezone(zone).date()
    known = coming(meetings, today=today)
    if clean.casefold() in UNDATED:
        return Due(phrase=clean)
    at_meeting = _at_meeting(clean, now=now, zone=zone, known=known)
    if at_meeting is not None:
        return at_meeting
    reading = moments.read(clean, now=now, zone=zone, meetings=known)
    if isinstance(reading, moments.NotADate):
        return _without_day(reading, clean, today=today, about=about)
    return _due(reading, clean, about)


def on_day(day: date, *, phrase: str = "") -> Due:
    """The due of a date that was picked; `phrase` is what was typed beside it."""
    return Due(kind=DueKind.DAY, phrase=texts.line(phrase)[:PHRASE_LENGTH], last=day)


def _at_meeting(phrase: str, *, now: datetime, zone: ZoneInfo, known: Sequence[Meeting]) -> Due | None:
    """A due at a meeting, so that it moves along; "tegen het IROJ van februari" is one too."""
    found = _LIMIT.fullmatch(phrase)
    for text in (phrase, found["rest"] if found else ""):
        reading = moments.read(text, now=now, zone=zone, meetings=known)
        if isinstance(reading, moments.AtNextMeeting | moments.Point | moments.Range) and reading.meeting is not None:
            meeting = next(each for each in known if each is reading.meeting)
            return Due(kind=DueKind.MEETING, phrase=phrase, meeting=meeting.id)
    return None


def _without_day(reading: moments.NotADate, phrase: str, *, today: date, about: str) -> Due:
    """What is no day: the next meeting that nobody planned yet, something that must happen first, or just vague."""
    if reading.why in _NO_SUCH_MEETING and "volgend" in phrase.casefold():
        return Due(kind=DueKind.MEETING, phrase=phrase, first=today)
    if reading.why in _NO_DATE_IN_IT and _WHEN_IT_HAPPENS.match(phrase):
        return Due(kind=DueKind.EVENT, phrase=phrase)
    if reading.why is moments.Why.VAGUE:
        return Due(phrase=phrase)
    if reading.why is moments.Why.NOT_A_DATE:
        raise NoTermError(
            N_(
                "Ik weet niet tegen wanneer «{phrase}» is. Typ bijvoorbeeld «20 april», «tegen eind mei», "
                "«september/oktober», «volgende vergadering» of «zodra het besluit er is»."
            ),
            about=about,
            phrase=phrase,
        )
    raise moments.refusal(reading, about=about)


@singledispatch
def _due(reading: moments.Reading, phrase: str, about: str) -> Due:
    raise Refusal(
        N_("Een opvolgpunt heeft één dag of periode nodig, en «{phrase}» is {meaning}."),
        about=about,
        phrase=phrase,
        meaning=moments.spoken(reading),
    )


@_due.register
def _(reading: moments.Point, phrase: str, about: str) -> Due:
    return Due(kind=DueKind.DAY, phrase=phrase, last=reading.day)


@_due.register
def _(reading: moments.Until, phrase: str, about: str) -> Due:
    return Due(kind=DueKind.BEFORE, phrase=phrase, last=reading.last)


@_due.register
def _(reading: moments.Range, phrase: str, about: str) -> Due:
    return Due(kind=DueKind.PERIOD, phrase=phrase, first=reading.first, last=reading.last)


@_due.register
def _(reading: moments.From, phrase: str, about: str) -> Due:
    return Due(kind=DueKind.NOT_BEFORE, phrase=phrase, first=reading.first)


@_due.register
def _(reading: moments.DateTimeRange, phrase: str, about: str) -> Due:
    if reading.first == reading.last:
        return Due(kind=DueKind.DAY, phrase=phrase, last=reading.last)
    return Due(kind=DueKind.PERIOD, phrase=phrase, first=reading.first, last=reading.last)


@_due.register
def _(reading: moments.Ambiguous, phrase: str, about: str) -> Due:
    days = tuple(candidate.day for candidate in reading.candidates if isinstance(candidate, moments.Point))
    if len(days) < len(reading.candidates):
        raise Refusal(
            N_("«{phrase}» kan {days} zijn. Typ welke je bedoelt."),
            about=about,
            phrase=phrase,
            days=moments.spoken(reading),
        )
    raise moments.Doubt(
        N_("«{phrase}» kan {days} zijn. Kies of typ de juiste dag."),
        candidates=days,
        about=about,
        phrase=phrase,
        days=moments.spoken(reading),
    )
