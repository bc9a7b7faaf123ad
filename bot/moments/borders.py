"""Borders in time: "voor", "tegen", "uiterlijk", "tot", "vanaf", "na", "sinds", "binnen"."""

import re
from dataclasses import dataclass
from datetime import date

from bot.moments import lookups
from bot.moments.compounds import spans
from bot.moments.days import COUNT, UNIT, shifted
from bot.moments.readings import Meeting, Prefer, UnreadableError, Why
from bot.moments.spans import DAY, Grain, Here, Span, Spans

_BORDER = re.compile(r"(?P<border>voor|tegen|uiterlijk|tot|tem|vanaf|per|na|sinds) (?:(?:in|van) )?(?P<rest>.+)")
_DOUBLE = re.compile(r"(?:uiterlijk|tegen) (?=(?:voor|tegen|uiterlijk|tem|binnen) )")
_WITHIN = re.compile(rf"binnen {COUNT} {UNIT}")
_STARTS = frozenset({"vanaf", "per", "na", "sinds"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Border:
    """A deadline (the last day in time) or a start (the first day). `next_meeting`: it moves with that one."""

    day: date
    is_start: bool = False
    next_meeting: Meeting | None = None


def borders(text: str, here: Here, *, timed: bool) -> tuple[Border, ...]:
    """The borders that a text can mean; none when it is no border. `timed`: an hour follows, so the day counts."""
    text = _DOUBLE.sub("", text)
    if found := _WITHIN.fullmatch(text):
        return (Border(day=shifted(here.today, int(found["count"]), found["unit"])),)
    if not (found := _BORDER.fullmatch(text)):
        return ()
    border, rest = found["border"], found["rest"]
    if border == "sinds":
        here = here.looking(Prefer.PAST, here.today)
    anchors = [_still_ahead(border, rest, span, here) for span in _anchors(rest, here)]
    return tuple(one for span in anchors for one in _from_span(border, span, timed))


def _anchors(text: str, here: Here) -> Spans:
    if text.startswith("G") and " " not in text:
        return (lookups.upcoming(text[1:], here),)
    return spans(text, here)


def _still_ahead(border: str, text: str, span: Span, here: Here) -> Span:
    """ "voor maart", said in March, is about the next one."""
    begun = here.forward and border in {"voor", "tegen", "tot"} and span.first <= here.today
    if begun and span.grain in {Grain.CALENDAR, Grain.BREAK}:
        later = spans(text, here.looking(Prefer.FUTURE, span.last + DAY))
        return later[0] if len(later) == 1 else span
    return span


def _from_span(border: str, span: Span, timed: bool) -> tuple[Border, ...]:
    if border in _STARTS:
        return (Border(day=_start(border, span, timed), is_start=True),)
    moving = span.meeting if span.moves else None
    return tuple(Border(day=day, next_meeting=moving) for day in last_days(border, span, timed=timed))


def last_days(border: str, span: Span, *, timed: bool = False) -> tuple[date, ...]:
    """The last day that is in time. "tegen april" has two: the eve and the end, so ask.

    "voor" is strictly before, save "voor eind juni"; a holiday must be met on its eve.
    """
    grain = span.grain
    if grain is Grain.SEASON or (grain is Grain.MIDDLE and border == "voor"):
        raise UnreadableError(Why.VAGUE)
    if timed and span.is_day:
        return (span.last,)
    if border == "voor":
        return (span.last if grain is Grain.END else span.first - DAY,)
    if border == "tegen" and grain is Grain.FEAST:
        return (span.first - DAY,)
    if border in {"tegen", "tot"} and grain is Grain.BREAK:
        return (span.first - DAY,)
    if border in {"tegen", "tot"} and grain is Grain.CALENDAR:
        return span.first - DAY, span.last
    return (span.last,)


def _start(border: str, span: Span, timed: bool) -> date:
    if border == "na":
        if span.grain in {Grain.SEASON, Grain.MIDDLE}:
            raise UnreadableError(Why.VAGUE)
        return span.last if timed and span.is_day else span.last + DAY
    return span.first
