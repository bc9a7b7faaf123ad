"""Readings for fields that need one thing: a day, or the hours of a meeting. Anything else is refused helpfully."""

from collections.abc import Sequence
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from bot.errors import N_, Refusal
from bot.moments.reader import read
from bot.moments.readings import (
    Ambiguous,
    AtNextMeeting,
    Meeting,
    NotADate,
    Point,
    Prefer,
    Reading,
    Time,
    TimeRange,
)
from bot.moments.speech import quoted, refusal, spoken

_ANY_ZONE = ZoneInfo("UTC")
_ANY_MOMENT = datetime(2026, 1, 1, tzinfo=_ANY_ZONE)


class Doubt(Refusal):
    """A phrase with more than one honest day. `candidates` are those days, to offer as buttons."""

    def __init__(
        self, sentence: str, *, candidates: tuple[date, ...], about: str | None, phrase: str, days: str
    ) -> None:
        super().__init__(sentence, about=about, phrase=phrase, days=days)
        self.candidates = candidates


def date_of(
    text: str,
    *,
    now: datetime,
    zone: ZoneInfo,
    prefer: Prefer = Prefer.FUTURE,
    meetings: Sequence[Meeting] = (),
    about: str | None = None,
) -> date:
    """The one day that a text means; an hour beside it is let go.

    Raises `Doubt` when it may be two days, and `Refusal` (about the field `about`) for a period, a deadline, a
    series, an hour, or what is not read.
    """
    reading = read(text, now=now, zone=zone, prefer=prefer, meetings=meetings)
    match reading:
        case Point(day=day):
            return day
        case AtNextMeeting(meeting=meeting) if meeting.day is not None:
            return meeting.day
        case NotADate():
            raise refusal(reading, about=about)
        case Ambiguous(candidates=candidates) if days := _days(candidates):
            raise Doubt(
                N_("“{phrase}” kan {days} zijn. Kies welke dag je bedoelt."),
                candidates=days,
                about=about,
                phrase=quoted(text),
                days=spoken(reading),
            )
        case _:
            raise Refusal(
                N_("Hier is één dag nodig, en “{phrase}” is {meaning}. Schrijf bijvoorbeeld “24 april” of “24/4”."),
                about=about,
                phrase=quoted(text),
                meaning=spoken(reading),
            )


def _days(candidates: tuple[Reading, ...]) -> tuple[date, ...]:
    """The days of candidates that are all single days, else none."""
    days = tuple(candidate.day for candidate in candidates if isinstance(candidate, Point))
    return days if len(days) == len(candidates) else ()


def meeting_times(text: str, *, about: str | None = None) -> tuple[time, time | None]:
    """Start and end of a meeting as wall times ("9u30-12u"); the end is None for a single hour.

    Raises `Refusal` for anything that is not only hours.
    """
    # Hours are the same on any day, so it does not matter which day the reading stands on.
    reading = read(text, now=_ANY_MOMENT, zone=_ANY_ZONE)
    match reading:
        case TimeRange(start=start, end=end):
            return start, end
        case Time(time=at):
            return at, None
        case NotADate():
            raise refusal(reading, about=about)
        case _:
            raise Refusal(
                N_("Hier zijn alleen uren nodig, niet “{phrase}”. Schrijf bijvoorbeeld “9u30-12u” of “14u”."),
                about=about,
                phrase=quoted(text),
            )
