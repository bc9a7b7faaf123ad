"""Series: "elke eerste dinsdag van de maand", "om de twee weken op donderdag", "jaarlijks in juni"."""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from bot.moments.borders import last_days
from bot.moments.compounds import spans
from bot.moments.readings import Every, Prefer, Recurrence, UnreadableError, Why
from bot.moments.several import stretch
from bot.moments.spans import Here

_DAYS = r"(?P<days>W[1-7](?: , W[1-7])*)"
_RANKS = r"(?P<ranks>#-?[0-9](?: , #-?[0-9])*)"
_STEP = r"(?:#?(?P<step>[0-9]{1,2}) )?"
_NO_LEAP_YEAR = 2027

_WEEKLY = re.compile(rf"(?:{_STEP}week(?: {_DAYS})?|{_DAYS.replace('days', 'days_')})")
_RANKED = re.compile(rf"{_RANKS} (?P<days>W[1-7])(?P<monthly> van maand)?")
_MONTHLY = re.compile(rf"{_STEP}maand(?: (?:{_RANKS} (?P<days>W[1-7])|#(?P<day>[0-9]{{1,2}})))?")
_MONTH_DAY = re.compile(r"#(?P<day>[0-9]{1,2})(?: van maand)?")
_YEARLY = re.compile(rf"{_STEP}jaar(?: (?:in )?(?:(?P<day>#?[0-9]{{1,2}}) )?M(?P<month>[0-9]+))?")
_OF_EVERY = re.compile(r"(?P<what>#-?[0-9]+(?: W[1-7])?)(?: van)? elke (?:1 )?maand(?P<tail>.*)")
_WHOLE = re.compile(
    r"elke (?P<what>.+?)"
    r"(?: (?P<from>vanaf .+?|van (?!maand).+? (?:tot|tem|-) .+?|tussen .+? , .+?|in .+?))?"
    r"(?: (?P<border>tot|tem|uiterlijk) (?P<last>.+?))?"
    r"(?:(?: ,)? behalve (?:in )?(?P<months>M[0-9]+(?: , M[0-9]+)*))?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bounds:
    first: date | None = None
    last: date | None = None


def is_series(text: str) -> bool:
    """Whether a text of tokens says "elke"."""
    return "elke" in text.split()


def series(text: str, here: Here) -> tuple[Recurrence, ...]:
    """The series that a text can mean; none when it is not one. Bounds are looked for from today on."""
    here = here.looking(Prefer.FUTURE, here.today)
    text = text.replace("elke kwartaal", "elke 3 maand")
    if found := _OF_EVERY.fullmatch(text):
        text = f"elke {found['what']} van maand{found['tail']}"
    whole = _WHOLE.fullmatch(text)
    if whole is None:
        return ()
    months = _months_but(whole["months"])
    return tuple(
        replace(rule, months=rule.months or months, first=bounds.first, last=bounds.last)
        for what, bounds in _readings(whole, here)
        for rule in _rules(what)
    )


def _readings(whole: re.Match[str], here: Here) -> Iterator[tuple[str, _Bounds]]:
    """The rule apart from its bounds; "jaarlijks in juni" keeps its month as part of the rule."""
    what, start = whole["what"], whole["from"] or ""
    if start.startswith("in ") and " jaar" in f" {what}":
        what, start = f"{what} {start}", ""
    firsts = _start(start, here) if start else [_Bounds()]
    for bounds in firsts:
        if whole["last"] is None:
            yield what, bounds
            continue
        beyond = here.looking(Prefer.FUTURE, bounds.first) if bounds.first else here
        for span in spans(whole["last"], beyond):
            for last in last_days(whole["border"], span):
                yield what, replace(bounds, last=last)


def _start(text: str, here: Here) -> list[_Bounds]:
    if text.startswith("vanaf "):
        return [_Bounds(first=span.first) for span in spans(text.removeprefix("vanaf "), here)]
    inside = stretch(text, here) or spans(text, here)
    return [_Bounds(first=span.first, last=span.last) for span in inside]


def _months_but(text: str | None) -> tuple[int, ...]:
    left_out = set(re.findall("[0-9]+", text or ""))
    return tuple(month for month in range(1, 13) if str(month) not in left_out) if left_out else ()


def _rules(what: str) -> list[Recurrence]:
    if found := _WEEKLY.fullmatch(what):
        named = _weekdays(found["days"] or found["days_"])
        return [Recurrence(every=Every.WEEK, interval=_step(found), weekdays=named)]
    if found := _RANKED.fullmatch(what):
        return _ranked(found)
    if found := _MONTHLY.fullmatch(what):
        weekdays, days = _ranked_days(found), _month_days(found["day"])
        return [Recurrence(every=Every.MONTH, interval=_step(found), weekdays=weekdays, days=days)]
    if found := _MONTH_DAY.fullmatch(what):
        return [Recurrence(every=Every.MONTH, days=_month_days(found["day"]))]
    if found := _YEARLY.fullmatch(what):
        months = (int(found["month"]),) if found["month"] else ()
        days = _month_days(found["day"], *months)
        return [Recurrence(every=Every.YEAR, interval=_step(found), months=months, days=days)]
    return _plain(what)


def _plain(what: str) -> list[Recurrence]:
    match what:
        case "werkdag":
            return [Recurrence(every=Every.WEEK, weekdays=tuple((0, weekday) for weekday in range(1, 6)))]
        case "dag" | "1 dag":
            return [Recurrence(every=Every.DAY)]
        case _:
            return []


def _step(found: re.Match[str]) -> int:
    step = int(found["step"] or 1)
    if step < 1:
        raise UnreadableError(Why.NOT_A_DATE)
    return step


def _weekdays(text: str | None) -> tuple[tuple[int, int], ...]:
    return tuple((0, int(weekday)) for weekday in re.findall("W([1-7])", text or ""))


def _ranked_days(found: re.Match[str]) -> tuple[tuple[int, int], ...]:
    if not found["ranks"]:
        return ()
    ranks = [int(rank) for rank in re.findall(r"-?[0-9]+", found["ranks"])]
    if not all(rank in {-2, -1, 1, 2, 3, 4, 5} for rank in ranks):
        raise UnreadableError(Why.NOT_A_DATE)
    return tuple((rank, int(found["days"][1])) for rank in ranks)


def _month_days(text: str | None, month: int = 2) -> tuple[int, ...]:
    """Days past the 28th do not come every month (nor 29 February every year): a series would silently skip some."""
    if not text:
        return ()
    day = int(text.removeprefix("#"))
    if not 1 <= day <= calendar.monthrange(_NO_LEAP_YEAR, month)[1]:
        raise UnreadableError(Why.NO_SUCH_DAY, given=f"{day}")
    return (day,)


def _ranked(found: re.Match[str]) -> list[Recurrence]:
    """ "elke tweede dinsdag" without a month is the second of the month, or every other Tuesday."""
    weekdays = _ranked_days(found)
    monthly = Recurrence(every=Every.MONTH, weekdays=weekdays)
    rank, weekday = weekdays[0]
    if found["monthly"] or len(weekdays) > 1 or rank < 2:
        return [monthly]
    return [monthly, Recurrence(every=Every.WEEK, interval=rank, weekdays=((0, weekday),))]
