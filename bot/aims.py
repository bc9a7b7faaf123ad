"""From a phrase about time to where a point wants to be: a meeting, the next one, a period or nothing yet."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from functools import singledispatch
from zoneinfo import ZoneInfo

from bot import moments
from bot.errors import N_, Refusal
from bot.items import Aim, When
from bot.meetings import Kind, Meeting, coming

NEXT = frozenset(
    {"volgende vergadering", "de volgende vergadering", "eerstvolgende vergadering", "de eerstvolgende vergadering"}
    | {"op de volgende vergadering", "volgende keer", "de volgende keer"}
)
"""Said of a meeting that need not be planned yet; other words for it are read by `moments`, once there is one."""

UNDATED = frozenset({"zonder datum", "geen datum", "ooit", "later", "nog te bepalen"})

PHRASE_LENGTH = 150

_NOTHING_LIKE_A_DATE = frozenset({moments.Why.EMPTY, moments.Why.NOT_A_DATE, moments.Why.NEEDS_MEETINGS})


def aim(phrase: str, *, now: datetime, zone: ZoneInfo, meetings: Sequence[Meeting], about: str = "period") -> Aim:
    """Where `phrase` points: "24 april", "volgende vergadering", "juni", "najaar 2026", "zonder datum".

    `meetings` are the body's. A day must be one of a coming meeting; a month with just one meeting is that meeting.
    Raises `Refusal`, or `moments.Doubt` when it can mean two days, about the field `about`.
    """
    clean = " ".join(phrase.split())
    if clean.casefold() in UNDATED:
        return Aim(when=When.UNDATED)
    if clean.casefold() in NEXT:
        return Aim(when=When.NEXT)
    open_ones = coming(meetings, today=now.astimezone(zone).date())
    return _aim(moments.read(clean, now=now, zone=zone, meetings=open_ones), open_ones, about)


def before(phrase: str, *, now: datetime, zone: ZoneInfo, meetings: Sequence[Meeting] = ()) -> date | None:
    """The day *vóór* which a point must be treated, when `phrase` is such a limit ("voor 20 april")."""
    reading = moments.read(" ".join(phrase.split()), now=now, zone=zone, meetings=tuple(meetings))
    return reading.last + timedelta(days=1) if isinstance(reading, moments.Until) else None


@singledispatch
def _aim(reading: object, meetings: Sequence[Meeting], about: str) -> Aim:
    raise Refusal(
        N_(
            "Ik weet niet voor wanneer dit is. Typ een dag, een maand of een periode: "
            "bijvoorbeeld «24 april», «juni», «najaar 2026» of «volgende vergadering»."
        ),
        about=about,
    )


@_aim.register
def _(reading: moments.AtNextMeeting, meetings: Sequence[Meeting], about: str) -> Aim:
    return Aim(when=When.NEXT)


@_aim.register
def _(reading: moments.Point, meetings: Sequence[Meeting], about: str) -> Aim:
    return _on(_one(meetings, lambda meeting: meeting.day == reading.day), reading.day, meetings, about)


@_aim.register
def _(reading: moments.Range, meetings: Sequence[Meeting], about: str) -> Aim:
    if (reading.first.year, reading.first.month) == (reading.last.year, reading.last.month):
        within = _one(meetings, lambda meeting: meeting.month == reading.first.replace(day=1))
        if within is not None and _whole_month(reading):
            return Aim(when=When.MEETING, meeting=within.id)
    return Aim(when=When.PERIOD, phrase=reading.phrase[:PHRASE_LENGTH], start=reading.first, end=reading.last)


@_aim.register
def _(reading: moments.From, meetings: Sequence[Meeting], about: str) -> Aim:
    return Aim(when=When.PERIOD, phrase=reading.phrase[:PHRASE_LENGTH], start=reading.first)


@_aim.register
def _(reading: moments.Ambiguous, meetings: Sequence[Meeting], about: str) -> Aim:
    days = tuple(candidate.day for candidate in reading.candidates if isinstance(candidate, moments.Point))
    if len(days) < len(reading.candidates):
        return _aim(None, meetings, about)
    raise moments.Doubt(
        N_("«{phrase}» kan {days} zijn. Kies of typ de juiste dag."),
        candidates=days,
        about=about,
        phrase=reading.phrase,
        days=moments.spoken(reading),
    )


@_aim.register
def _(reading: moments.NotADate, meetings: Sequence[Meeting], about: str) -> Aim:
    if reading.why in _NOTHING_LIKE_A_DATE:
        return _aim(None, meetings, about)
    raise moments.refusal(reading, about=about)


@_aim.register
def _(reading: moments.Dates, meetings: Sequence[Meeting], about: str) -> Aim:
    raise Refusal(
        N_("Ik lees meer dan één dag in «{phrase}». Kies één vergadering."), about=about, phrase=reading.phrase
    )


def _whole_month(reading: moments.Range) -> bool:
    return reading.first.day == 1 and (reading.last + timedelta(days=1)).day == 1


def _one(meetings: Iterable[Meeting], fits: Callable[[Meeting], bool]) -> Meeting | None:
    """The only meeting that fits, plenary ones first; None when there is none or it is not clear which."""
    found = [meeting for meeting in meetings if fits(meeting)]
    plenary = [meeting for meeting in found if meeting.kind is Kind.PLENARY]
    best = plenary or found
    return best[0] if len(best) == 1 else None


def _on(meeting: Meeting | None, day: date, meetings: Sequence[Meeting], about: str) -> Aim:
    if meeting is not None:
        return Aim(when=When.MEETING, meeting=meeting.id)
    dated = [each.day for each in meetings if each.day is not None]
    if not dated:
        raise Refusal(
            N_("Op {day} is er geen vergadering, en er is nog geen enkele gepland. Typ een maand of «zonder datum»."),
            about=about,
            day=day,
        )
    raise Refusal(
        N_("Op {day} is er geen vergadering. De eerstvolgende is op {next}."), about=about, day=day, next=dated[0]
    )
