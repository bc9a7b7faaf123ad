"""The steps of a dossier, pasted as text with one step a line: "13/10 tot 25/10: schrijfgroep werkt voorstel uit"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot import moments, texts
from bot.errors import N_, Refusal
from bot.meetings import Kind, Meeting, State
from bot.moments import AtNextMeeting, Dates, DateTimeRange, From, NotADate, Point, Prefer, Range, Reading, Until, Why

MOST_STEPS = 40
STEP_LENGTH = 300
LONGEST_PASTE = 3000

_BULLET = re.compile(r"^\s*(?:[•·▪◦*–-]|\d{1,2}[.)])\s+")
_MONTH = "jan|feb|maa|mrt|apr|mei|jun|jul|aug|sep|okt|nov|dec"
_CALENDAR = re.compile(rf"\b\d{{1,2}}\s*[/.-]\s*\d{{1,2}}\b|\b(?:{_MONTH})[a-z]*\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_ALL_DAY_LONG = re.compile(r"(?<!\d)24/7(?![\d/])")
_SHORT_YEAR = re.compile(r"\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2}\b")
_ABOUT_A_MEETING = re.compile(r"\b(?:iroj|overleg|vergadering)\b", re.IGNORECASE)

_FORWARD = 330
"""Steps stand in order: one that seems to go back is of the next year, unless that is nearly a year away."""

_ANYWHERE = ZoneInfo("UTC")

_MEANT_AS_A_DATE = frozenset(
    {Why.WEEKDAY, Why.LEAP_DAY, Why.NO_SUCH_DAY, Why.NO_SUCH_MONTH, Why.BACKWARDS, Why.TOO_FAR}
)
"""Why a date is refused that may be one in the year of the dossier, or whose writer must hear what is wrong with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step: the phrase as typed, the days it was read as (both included), and what happens.

    `meeting`: it happens at this meeting, and moves along with it. `id` is 0 until it is stored.
    """

    phrase: str
    first: date
    last: date
    text: str
    meeting: int | None = None
    is_done: bool = False
    id: int = 0


def current(step: Step, meetings: Sequence[Meeting]) -> Step:
    """The step on the days where it is now: with its meeting, when that has a day."""
    found = next((meeting for meeting in meetings if meeting.id == step.meeting), None)
    if found is None or found.state is State.CANCELLED or found.day is None:
        return step
    return replace(step, first=found.day, last=found.day)


def written(steps: Sequence[Step]) -> str:
    """The steps as they can be pasted again, with their years."""
    return "\n".join(
        f"{step.first:%d/%m/%Y}: {step.text}"
        if step.first == step.last
        else f"{step.first:%d/%m/%Y} tot {step.last:%d/%m/%Y}: {step.text}"
        for step in steps
    )


def read_steps(
    text: str,
    *,
    title: str,
    deadline: date | None,
    year: int | None,
    now: datetime,
    zone: ZoneInfo,
    meetings: Sequence[Meeting],
) -> tuple[Step, ...]:
    """The steps of a pasted list, in the order typed.

    A line without a date goes on with the step before it; one that ends with a colon is a heading. A step without a
    year gets it from `year`, from another step with one, from `deadline`, or from the title; raises `Refusal` about
    `year` when none of them says it, and about `steps` for a date that cannot be read or may be two days.
    """
    lines = list(_lines(texts.paragraphs(text), now=now, zone=zone, meetings=meetings))
    if not lines:
        raise Refusal(
            N_("Zet één stap per lijn, met de datum vooraan. Bijvoorbeeld «20/7: verspreiding oproep»."), about="steps"
        )
    if len(lines) > MOST_STEPS:
        raise Refusal(N_("Hoogstens {most} stappen in één dossier."), about="steps", most=MOST_STEPS)
    days = _dated(lines, year=year, deadline=deadline, title=title, now=now, zone=zone, meetings=meetings)
    return tuple(_step(line, reading, meetings=meetings) for line, reading in zip(lines, days, strict=True))


@dataclass(slots=True)
class _Line:
    phrase: str
    text: str

    @property
    def is_yearless(self) -> bool:
        """Whether its date is one of the calendar, without saying of which year."""
        return bool(_CALENDAR.search(self.phrase)) and not (
            _YEAR.search(self.phrase) or _SHORT_YEAR.search(self.phrase)
        )


def _lines(text: str, *, now: datetime, zone: ZoneInfo, meetings: Sequence[Meeting]) -> Iterator[_Line]:
    pending: _Line | None = None
    for row in text.splitlines():
        row = _BULLET.sub("", row).strip()
        if not row or row.endswith(":"):
            continue
        found = _split(row, now=now, zone=zone, meetings=meetings)
        if found is not None:
            if pending is not None:
                yield pending
            pending = found
        elif pending is not None and not _begins_like_a_date(row):
            pending.text = f"{pending.text} {row}"
        else:
            raise Refusal(
                N_("Ik vind geen datum in «{line}». Zet de datum vooraan, met een dubbelpunt erachter."),
                about="steps",
                line=row[:60],
            )
    if pending is not None:
        yield pending


def _begins_like_a_date(row: str) -> bool:
    """Whether a line means to be a step of its own, though its date cannot be read: it is not to be swallowed."""
    head = row.partition(":")[0]
    return ":" in row and len(head) <= _LONGEST_HEAD and any(character.isdigit() for character in head)


_LONGEST_HEAD = 40


def _split(row: str, *, now: datetime, zone: ZoneInfo, meetings: Sequence[Meeting]) -> _Line | None:
    """The date and the rest: split at the first colon whose left side is a date. A colon may stand in an hour too."""
    for place in (found.start() for found in re.finditer(":", row)):
        phrase, rest = row[:place].strip(), row[place + 1 :].strip()
        reading = _read(phrase, at=now, zone=zone, meetings=meetings)
        if rest and (not isinstance(reading, NotADate) or reading.why in _MEANT_AS_A_DATE):
            return _Line(phrase, rest)
    return None


def _read(phrase: str, *, at: datetime, zone: ZoneInfo, meetings: Sequence[Meeting]) -> Reading:
    # Before a colon, in a list of days, it is the 24th of July and not "all day long".
    phrase = _ALL_DAY_LONG.sub("24/07", phrase)
    return moments.read(phrase, now=at, zone=zone, prefer=Prefer.FUTURE, meetings=tuple(meetings))


def _in_year(phrase: str, year: int) -> Reading:
    """A date of the calendar without a year, read as one of `year`."""
    new_year = datetime(year, 1, 1, tzinfo=UTC)
    reading = _read(phrase, at=new_year, zone=_ANYWHERE, meetings=())
    if isinstance(reading, Range) and reading.first < new_year.date():
        # A period that is still running at New Year began the year before.
        after = datetime.combine(reading.last + timedelta(days=1), time.min, UTC)
        reading = _read(phrase, at=after, zone=_ANYWHERE, meetings=())
    return reading


def _dated(
    lines: Sequence[_Line],
    *,
    year: int | None,
    deadline: date | None,
    title: str,
    now: datetime,
    zone: ZoneInfo,
    meetings: Sequence[Meeting],
) -> list[Reading]:
    """A reading for each line: those with a year of their own first, the others by what stands before them."""
    known = [None if line.is_yearless else _read(line.phrase, at=now, zone=zone, meetings=meetings) for line in lines]
    first = next((place for place, reading in enumerate(known) if reading is None), None)
    if first is None:
        return [_sure(line, reading) for line, reading in zip(lines, known, strict=True) if reading is not None]
    start = _year_of_first(lines, known, first, year=year, deadline=deadline, title=title)
    found: list[Reading] = []
    last: date | None = None
    for line, reading in zip(lines, known, strict=True):
        sure = _sure(line, reading or _next(line.phrase, last, start))
        found.append(sure)
        last = _days(line, sure)[0]
    return found


def _year_of_first(
    lines: Sequence[_Line],
    known: Sequence[Reading | None],
    first: int,
    *,
    year: int | None,
    deadline: date | None,
    title: str,
) -> int:
    """The year of the first step without one. Raises `Refusal` about `year` when nothing says it."""
    if year is not None:
        return year
    ahead = next((place for place, reading in enumerate(known) if reading is not None and place > first), None)
    if ahead is not None:
        # Of the years before a step that says its own, the one in which the steps between lead up to it.
        return _leading_up_to(lines[first:ahead], _days(lines[ahead], _sure(lines[ahead], known[ahead]))[0])
    if deadline is not None:
        return _leading_up_to(lines[first:], deadline)
    named = _YEAR.findall(title)
    if len(set(named)) == 1:
        return int(named[0])
    if first > 0:
        return 0
    raise Refusal(N_("Van welk jaar zijn deze stappen? Vul het jaar in waarin de eerste stap valt."), about="year")


def _leading_up_to(lines: Sequence[_Line], end: date) -> int:
    """The year of the first line for which the last one is nearest to `end`."""

    def distance(start: int) -> int:
        last: date | None = None
        try:
            for line in lines:
                last = _days(line, _sure(line, _next(line.phrase, last, start)))[1]
        except Refusal:
            # A weekday that does not match, say: it is another year, or wrong in every one.
            return date.max.toordinal()
        return abs((end - last).days) if last is not None else 0

    return min(range(end.year - 3, end.year + 1), key=lambda start: (distance(start), -start))


def _next(phrase: str, last: date | None, start: int) -> Reading:
    """The date in the year where it follows `last`; in `start` for the first one."""
    if last is None:
        return _in_year(phrase, start)
    forward, back = (_in_year(phrase, year) for year in (last.year + 1, last.year))
    here = _first_day(back)
    if here is None or here >= last:
        return back
    there = _first_day(forward)
    return forward if there is not None and (there - last).days <= _FORWARD else back


def _first_day(reading: Reading) -> date | None:
    match reading:
        case Point(day=day):
            return day
        case Range(first=first) | DateTimeRange(first=first) | From(first=first):
            return first
        case Until(last=last):
            return last
        case Dates(days=days):
            return min(days)
        case AtNextMeeting(meeting=meeting):
            return meeting.day or meeting.month
    return None


def _sure(line: _Line, reading: Reading | None) -> Reading:
    """The reading, when it is one. Raises `Refusal` about `steps` for what is none, or may be two days."""
    if isinstance(reading, NotADate):
        raise moments.refusal(replace(reading, phrase=line.phrase), about="steps")
    if reading is None or _first_day(reading) is None:
        raise Refusal(
            N_("«{phrase}» is geen dag of periode, of kan er twee zijn. Typ de datum voluit."),
            about="steps",
            phrase=line.phrase[:60],
        )
    return reading


def _days(line: _Line, reading: Reading) -> tuple[date, date]:
    match reading:
        case Range(first=first, last=last) | DateTimeRange(first=first, last=last):
            return first, last
        case Dates(days=days):
            return min(days), max(days)
    day = _first_day(reading)
    assert day is not None, line.phrase  # noqa: S101 - `_sure` has refused everything else.
    return day, day


def _step(line: _Line, reading: Reading, *, meetings: Sequence[Meeting]) -> Step:
    first, last = _days(line, reading)
    return Step(
        phrase=line.phrase,
        first=first,
        last=last,
        text=texts.short_enough(texts.line(line.text), most=STEP_LENGTH, about="steps"),
        meeting=_meeting(line, reading, first, last, meetings=meetings),
    )


def _meeting(line: _Line, reading: Reading, first: date, last: date, *, meetings: Sequence[Meeting]) -> int | None:
    """The meeting a step happens at: the one its phrase names, or the plenary one of that day if it speaks of one."""
    named = getattr(reading, "meeting", None)
    if isinstance(named, Meeting):
        return named.id
    if first != last or not _ABOUT_A_MEETING.search(line.text):
        return None
    plenary = (each for each in meetings if each.kind is Kind.PLENARY and each.state is not State.CANCELLED)
    return next((each.id for each in plenary if each.day == first), None)
