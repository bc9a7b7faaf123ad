"""More than one day: ranges ("13 t/m 25 oktober"), lists ("24 en 25 april en 8 mei"), choices ("24 of 25 april")."""

import re
from dataclasses import replace
from datetime import date, timedelta

from bot.moments.compounds import spans
from bot.moments.readings import Prefer, UnreadableError, Why
from bot.moments.spans import DAY, Grain, Here, Span, Spans

_SURELY_UNDER_WAY = timedelta(days=92)
_NEARLY_A_YEAR = timedelta(days=330)
_THIRDS = frozenset({Grain.BEGIN, Grain.MIDDLE, Grain.END})
_TO = re.compile(r" (?:tot|tem|-) ")
_DAY_ONLY = re.compile(r"(?:W[1-7] )?#?[0-9]{1,2}")
_DATED = re.compile(r".*?(M[0-9]+(?: Y[0-9]{4})?)")
_DAY_AND_MONTH = re.compile(r"(?:W[1-7] )?#?[0-9]{1,2} M[0-9]+")
_WEEKDAY = re.compile(r"W[1-7]")
_WEEKDAY_FIRST = re.compile(r"W[1-7] ((?![#0-9]).+)")
_WEEKDAY_LAST = re.compile(r"(.+) W[1-7]")
_WEEK_NUMBER = re.compile(r"week [0-9]{1,2}(?: Y[0-9]{4})?")
_FROM_TO = re.compile(
    r"(?P<fuzzy>ergens )?(?:in )?(?:(?P<frame>week|weekend) van )?(?:(?:van|vanaf|tussen) )?"
    r"(?P<first>.+?) (?:tot|tem|-) (?P<last>.+)"
)
_BETWEEN = re.compile(r"(?P<fuzzy>ergens )?(?P<frame>)tussen (?P<first>.+?) , (?P<last>.+)")
_JOINED = re.compile(r"(?P<fuzzy>ergens )?(?:in )?(?P<first>.+?) (?P<mark>[/,]) (?P<last>.+)")


def stretch(text: str, here: Here) -> Spans:
    """A range as one span; none when the text is not a range."""
    if joined := _FROM_TO.fullmatch(text) or _BETWEEN.fullmatch(text):
        found = _range(joined["first"], joined["last"], joined["frame"], here)
    elif joined := _JOINED.fullmatch(text):
        found = _adjoining(*filled([joined["first"], joined["last"]]), here=here, fuzzy=joined["mark"] == "/")
    else:
        return ()
    return tuple(replace(span, fuzzy=span.fuzzy or bool(joined["fuzzy"])) for span in found)


def _range(first: str, last: str, frame: str | None, here: Here) -> Spans:
    start, end = filled([first, last])
    found = _from_to(start, end, here)
    return found if all(_fits(span, frame) for span in found) else ()


def _fits(span: Span, frame: str | None) -> bool:
    """Whether "de week van 15 tot 19 april" lies within a week, and the weekend of two days is one."""
    if not frame:
        return True
    within_a_week = span.last - span.first == (span.last.isoweekday() - span.first.isoweekday()) * DAY
    return within_a_week and span.first.isoweekday() >= (6 if frame == "weekend" else 1)


def filled(parts: list[str]) -> list[str]:
    """Give every part what it shares with its neighbours.

    The month ("24 , 25 M4"), the week ("W1 , W2 volgende week", "volgende week W1 , W2"), "week" ("week 17 , 18").
    """
    return _with_what_precedes(_with_what_follows(parts))


def _with_what_follows(parts: list[str]) -> list[str]:
    month = week = ""
    full: list[str] = []
    for part in reversed(parts):
        if found := _DATED.fullmatch(part):
            month = f" {found[1]}"
        elif found := _WEEKDAY_FIRST.fullmatch(part):
            week = f" {found[1]}"
        full.append(part + (month if _DAY_ONLY.fullmatch(part) else week if _WEEKDAY.fullmatch(part) else ""))
    return full[::-1]


def _with_what_precedes(parts: list[str]) -> list[str]:
    week = number = ""
    full: list[str] = []
    for part in parts:
        if found := _WEEKDAY_LAST.fullmatch(part):
            week = f"{found[1]} "
        elif _WEEK_NUMBER.fullmatch(part):
            number = "week "
        full.append((week if _WEEKDAY.fullmatch(part) else number if part.isdigit() else "") + part)
    return full


def _from_to(first: str, last: str, here: Here) -> Spans:
    if not _reads_from_its_end(first, last, here):
        return _onward(first, last, here)
    found = _back(first, last, here)
    untyped = " Y" not in f" {last}" and _DAY_AND_MONTH.fullmatch(first)
    if untyped and any(span.first < here.today and span.last - span.first > _SURELY_UNDER_WAY for span in found):
        return (*found, *_onward(first, last, here))
    return found


def _onward(first: str, last: str, here: Here) -> Spans:
    """The end is the next one after the start."""
    return tuple(
        _between(start, end, typed=" Y" in f" {first}" and " Y" in f" {last}")
        for start in spans(first, here)
        for end in spans(last, here.looking(Prefer.FUTURE, start.first))
    )


def _back(first: str, last: str, here: Here) -> Spans:
    """The start is the last one before the end."""
    return tuple(
        _between(start, end, typed=False)
        for end in spans(last, here)
        for start in spans(first, here.looking(Prefer.PAST, end.first))
    )


def _reads_from_its_end(first: str, last: str, here: Here) -> bool:
    """Whether the end fixes the year (or week) of the start, as in "van maandag tot woensdag 8 april"."""
    if _WEEKDAY.fullmatch(first):
        return last.startswith("W") and len(last) > 2
    if " Y" in f" {first}":
        return False
    both_days = _DAY_AND_MONTH.fullmatch(first) and _DAY_AND_MONTH.fullmatch(last)
    return " Y" in f" {last}" or (here.forward and both_days is not None)


def _between(start: Span, end: Span, *, typed: bool) -> Span:
    """From one to the other. Without both years nearly a year betrays an end before its start ("26/4 - 24/4")."""
    first, last = start.first, end.last
    whole_months = first.day == 1 and (last + DAY).day == 1
    if last < first or (last - first > _NEARLY_A_YEAR and not typed and not whole_months):
        raise UnreadableError(Why.BACKWARDS)
    return Span(first=first, last=last, grain=Grain.CALENDAR, fuzzy=start.fuzzy or end.fuzzy)


def _adjoining(first: str, last: str, *, here: Here, fuzzy: bool) -> Spans:
    """ "september/oktober" or "september en oktober": two periods that follow one another, as one."""
    joined = []
    for span in _from_to(first, last, here):
        start = spans(first, here.looking(Prefer.FUTURE, span.first))
        end = spans(last, here.looking(Prefer.PAST, span.last))
        if any(one.is_day for one in (*start, *end)) or start[0].last + DAY != end[0].first:
            return ()
        joined.append(replace(span, fuzzy=span.fuzzy or fuzzy))
    return tuple(joined)


def choice(text: str, here: Here) -> Spans:
    """The alternatives of "24 of 25 april"; none when the text offers no choice."""
    parts = filled(text.split(" of "))
    if len(parts) == 1:
        return ()
    found = _with_years(parts, here)
    offered = tuple(span for one in found for span in one)
    # In "eerste vrijdag van mei of juni" the second half is not what it says by itself.
    alike = len({(span.is_day, span.grain in _THIRDS, span.meeting is None) for span in offered}) == 1
    return offered if all(found) and alike else ()


def days(text: str, here: Here) -> tuple[date, ...]:
    """The days of a list, in the order typed; none when the text is not a list of days."""
    parts = filled(text.split(" , "))
    if len(parts) == 1:
        return ()
    found = _with_years(parts, here)
    if not all(len(one) == 1 and one[0].is_day for one in found):
        return ()
    listed = tuple(one[0].first for one in found)
    by_weekday = any(_WEEKDAY.fullmatch(part) for part in parts)
    over_years = len({day.year for day in listed}) > 1
    out_of_order = list(listed) != sorted(listed)
    if len(set(listed)) < len(listed) or ((by_weekday or over_years) and out_of_order):
        raise UnreadableError(Why.VAGUE)
    return listed


def _with_years(parts: list[str], here: Here) -> list[Spans]:
    """Read every part; a year that is typed once also places the parts beside it."""
    dated = [place for place, part in enumerate(parts) if " Y" in part]
    if not dated:
        return [spans(part, here) for part in parts]
    found = {place: spans(parts[place], here) for place in dated}
    for place in reversed(range(dated[-1])):
        if place not in found and found[place + 1]:
            found[place] = _before(parts[place], found[place + 1][0].first, here)
    for place in range(dated[-1] + 1, len(parts)):
        before = found[place - 1]
        found[place] = spans(parts[place], here.looking(Prefer.FUTURE, before[0].first)) if before else ()
    return [found.get(place, ()) for place in range(len(parts))]


def _before(part: str, following: date, here: Here) -> Spans:
    """The last such day before the following one; in the same year, when that would be over already."""
    found = spans(part, here.looking(Prefer.PAST, following))
    if here.forward and any(span.first < here.today for span in found):
        return spans(f"{part} Y{following.year}", here)
    return found
