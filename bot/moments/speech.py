"""Readings said aloud in Dutch: always with weekday and year, and for what was not read why, with two examples."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.errors import N_, Refusal
from bot.moments.readings import (
    Ambiguous,
    AtNextMeeting,
    Dates,
    DateTimeRange,
    Every,
    From,
    Meeting,
    NotADate,
    Point,
    Range,
    Reading,
    Recurrence,
    Time,
    TimeRange,
    TimeUntil,
    Until,
    Why,
)
from bot.moments.vocabulary import MONTHS, WEEKDAYS

_SENTENCES = {
    Why.EMPTY: N_("Er staat geen datum. Schrijf bijvoorbeeld “24 april” of “volgende week dinsdag”."),
    Why.TOO_LONG: N_("Dat is te lang voor een datum. Schrijf bijvoorbeeld “24 april” of “eind mei”."),
    Why.NOT_A_DATE: N_(
        "“{phrase}” begrijp ik niet als datum. Schrijf bijvoorbeeld “24 april” of “eerste vrijdag van juni”."
    ),
    Why.VAGUE: N_("“{phrase}” is te vaag. Schrijf bijvoorbeeld “24 april” of “tegen eind mei”."),
    Why.BARE_NUMBER: N_("“{phrase}” is alleen een getal. Schrijf bijvoorbeeld “de 12e” of “12 april”."),
    Why.IDIOM: N_("“{phrase}” kan ook “altijd” zijn. Schrijf “24 juli” of “24/07” als je die dag bedoelt."),
    Why.TIME_OR_DATE: N_(
        "“{given}” kan een uur, een getal of een datum zijn. Schrijf bijvoorbeeld “{hour}” of “24 april”."
    ),
    Why.NO_SUCH_DAY: N_("Die dag bestaat niet: {given}. Schrijf bijvoorbeeld “24 april” of “eind mei”."),
    Why.NO_SUCH_MONTH: N_("Maand {given} bestaat niet: de dag komt eerst. Schrijf bijvoorbeeld “24/4” of “24 april”."),
    Why.NO_SUCH_TIME: N_("Dat uur bestaat niet: {given}. Schrijf bijvoorbeeld “9u30” of “14u”."),
    Why.NO_SUCH_WEEK: N_("Week {given} bestaat niet in {year}. Schrijf bijvoorbeeld “week 17” of “week van 20 april”."),
    Why.LEAP_DAY: N_("In {year} is er geen 29 februari. Schrijf “29 februari {leap_year}” of “28 februari”."),
    Why.WEEKDAY: N_(
        "{date} is een {weekday}, geen {given}. Schrijf “{weekday} {date}”, of “{given} {other}” als je die bedoelt."
    ),
    Why.TOO_FAR: N_("{given} ligt meer dan tien jaar weg. Klopt het jaar? Schrijf bijvoorbeeld “24 april” of “24/4”."),
    Why.BACKWARDS: N_(
        "Het einde van “{phrase}” ligt voor het begin. Schrijf bijvoorbeeld “13 tot 25 oktober” of “9u30-12u”."
    ),
    Why.PART_OF_DAY: N_("Is {given} ’s nachts of ’s namiddags? Schrijf bijvoorbeeld “{later}” of “{given} ’s nachts”."),
    Why.SKIPPED_HOUR: N_(
        "Dat uur bestaat die nacht niet: de klok springt vooruit. Schrijf bijvoorbeeld “01:30” of “03:30”."
    ),
    Why.DOUBLED_HOUR: N_(
        "Dat uur komt die nacht twee keer: de klok gaat terug. Schrijf bijvoorbeeld “01:30” of “03:30”."
    ),
    Why.FREQUENCY: N_(
        "“{phrase}” zegt niet welke dagen. "
        "Schrijf bijvoorbeeld “elke eerste dinsdag van de maand” of “om de twee weken op donderdag”."
    ),
    Why.NEEDS_MEETINGS: N_(
        "“{phrase}” kan ik hier niet opzoeken. Schrijf de datum, bijvoorbeeld “24 april” of “in juni”."
    ),
    Why.NO_MEETING: N_(
        "Ik vind geen vergadering voor “{phrase}”. Schrijf de datum, bijvoorbeeld “24 april” of “in juni”."
    ),
}
_RANKS = {1: "eerste", 2: "tweede", 3: "derde", 4: "vierde", 5: "vijfde", -1: "laatste", -2: "voorlaatste"}
_STEPS = {
    Every.DAY: ("elke dag", "om de {} dagen"),
    Every.WEEK: ("elke week", "om de {} weken"),
    Every.MONTH: ("elke maand", "om de {} maanden"),
    Every.YEAR: ("elk jaar", "om de {} jaar"),
}
_WORKING_DAYS = tuple((0, weekday) for weekday in range(1, 6))
_LONGEST_QUOTE = 60


def refusal(reading: NotADate, *, about: str | None = None) -> Refusal:
    """Why a phrase was not read, as a sentence with two examples of what would be."""
    return Refusal(_SENTENCES[reading.why], about=about, phrase=quoted(reading.phrase), **reading.facts)


def quoted(phrase: str) -> str:
    """A phrase short enough to stand in a sentence."""
    flat = " ".join(phrase.split())
    return flat if len(flat) <= _LONGEST_QUOTE else f"{flat[: _LONGEST_QUOTE - 1]}…"


def spoken(moment: Reading | date, *, zone: ZoneInfo | None = None) -> str:
    """A reading, a day or an instant in Dutch: "vrijdag 24 april 2026 om 9u30".

    An instant is said as wall time in `zone`; raises `ValueError` without one.
    """
    match moment:
        case datetime():
            if zone is None:
                raise ValueError("An instant is said in a zone.")
            wall = moment.astimezone(zone)
            return f"{_day(wall.date())} om {hour(wall.time())}"
        case date():
            return _day(moment)
        case NotADate():
            return str(refusal(moment))
        case Ambiguous(candidates=candidates):
            return _enumerated([spoken(one) for one in candidates], "of")
        case Recurrence():
            return _series(moment)
        case Range():
            return _range(moment)
        case Dates(days=days):
            return _enumerated([_day(day) for day in days], "en") + _hours(moment.time, moment.end)
        case AtNextMeeting(meeting=meeting):
            return f"op de volgende vergadering ({_meeting(meeting)})"
        case _:
            return _edge(moment)


def _edge(moment: Reading) -> str:
    match moment:
        case Point(day=day, time=at, part=part):
            return _day(day) + _hours(at, None) + (f" ({part})" if part else "")
        case DateTimeRange(first=first, start=start, last=last, end=end):
            if first == last:
                return _day(first) + _hours(start, end)
            return f"van {_day(first)} om {hour(start)} tot {_day(last)} om {hour(end)}"
        case Until(last=last, time=at):
            return f"tot en met {_day(last)}" if at is None else f"uiterlijk {_day(last)} om {hour(at)}"
        case From(first=first, time=at):
            return f"vanaf {_day(first)}{_hours(at, None)}"
        case Time(time=at):
            return hour(at)
        case TimeUntil(time=at):
            return f"tot {hour(at)}"
        case TimeRange(start=start, end=end):
            return _hours(start, end).strip()
        case _:
            raise TypeError(f"Nothing to say about {type(moment).__name__}.")


def hour(at: time) -> str:
    """A wall time as it is written in Flanders: "9u30", "14u"."""
    return f"{at.hour}u{at.minute:02}" if at.minute else f"{at.hour}u"


def _day(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def _hours(at: time | None, end: time | None) -> str:
    if at is None:
        return ""
    return f" om {hour(at)}" if end is None else f" van {hour(at)} tot {hour(end)}"


def _enumerated(parts: Iterable[str], word: str) -> str:
    *others, last = parts
    return f"{', '.join(others)} {word} {last}" if others else last


def _meeting(meeting: Meeting) -> str:
    return _day(meeting.day) if meeting.day else f"{MONTHS[meeting.month.month - 1]} {meeting.month.year}"


def _range(span: Range) -> str:
    """A whole month, quarter or year by its name; other named periods with their edges behind it."""
    if not span.name:
        return _from_to(span.first, span.last)
    whole_months = span.first.day == 1 and (span.last + timedelta(days=1)).day == 1
    if whole_months and not span.fuzzy:
        return span.name
    return f"{span.name} ({_months(span) if whole_months else _from_to(span.first, span.last)})"


def _months(span: Range) -> str:
    """The year stands in the name already, unless the period runs into the next one."""
    first, last = (MONTHS[day.month - 1] for day in (span.first, span.last))
    if span.first.year != span.last.year:
        return f"{first} {span.first.year}–{last} {span.last.year}"
    return first if first == last else f"{first}–{last}"


def _from_to(first: date, last: date) -> str:
    return _day(first) if first == last else f"van {_day(first)} tot en met {_day(last)}"


def _series(series: Recurrence) -> str:
    return _rule(series) + _but(series) + _hours(series.time, series.end) + _bounds(series)


def _rule(series: Recurrence) -> str:
    one, more = _STEPS[series.every]
    step = one if series.interval == 1 else more.format(series.interval)
    names = [WEEKDAYS[weekday - 1] for _, weekday in series.weekdays]
    ranks = [_RANKS[rank] for rank, _ in series.weekdays if rank]
    if series.weekdays == _WORKING_DAYS and series.interval == 1:
        return "elke weekdag"
    if ranks:
        ranked = f"{_enumerated(ranks, 'en')} {names[0]}"
        return f"elke {ranked} van de maand" if series.interval == 1 else f"{step} op de {ranked}"
    if names:
        return f"elke {_enumerated(names, 'en')}" if series.interval == 1 else f"{step} op {_enumerated(names, 'en')}"
    if series.every is Every.YEAR and series.months:
        month = MONTHS[series.months[0] - 1]
        return f"{step} op {series.days[0]} {month}" if series.days else f"{step} in {month}"
    return f"{step} op de {series.days[0]}e" if series.days else step


def _but(series: Recurrence) -> str:
    if series.every is Every.YEAR or not series.months:
        return ""
    left_out = [name for number, name in enumerate(MONTHS, 1) if number not in series.months]
    return f" (behalve in {_enumerated(left_out, 'en')})"


def _bounds(series: Recurrence) -> str:
    if series.first and series.last:
        return f", {_from_to(series.first, series.last)}"
    if series.first:
        return f", vanaf {_day(series.first)}"
    return f", tot en met {_day(series.last)}" if series.last else ""
