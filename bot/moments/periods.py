"""Rules for periods: months, weeks, quarters, years, seasons, school holidays, and "volgende maand"."""

import re
from collections.abc import Callable
from datetime import date

from dateutil.relativedelta import relativedelta

from bot.moments import holidays
from bot.moments.days import shifted
from bot.moments.readings import UnreadableError, Why
from bot.moments.spans import DAY, WEEK, WHICH, Grain, Here, Rules, Span, Spans, different
from bot.moments.vocabulary import MONTHS

QUARTERS = ("eerste", "tweede", "derde", "vierde")
_SEASON_STARTS = {"lente": 3, "voorjaar": 3, "zomer": 6, "herfst": 9, "najaar": 9, "winter": 12}
_YEAR = "Y(?P<year>[0-9]{4})"
_MAYBE_YEAR = f"(?: (?:van |in )?{_YEAR})?"
_YEARLY = "(?P<kind>[MSK])(?P<name>[a-z0-9]+)"

rules = Rules()


def month_of(year: int, month: int, *, months: int = 1) -> tuple[date, date]:
    """First day of a month, and the last day of that month or of a later one."""
    first = date(year, month, 1)
    return first, first + relativedelta(months=months) - DAY


def the_month(year: int, month: int) -> Span:
    first, last = month_of(year, month)
    return Span(first=first, last=last, grain=Grain.CALENDAR, name=f"{MONTHS[month - 1]} {year}")


def the_week(day: date) -> Span:
    """The ISO week, Monday to Sunday, with a day in it."""
    monday = day - day.weekday() * DAY
    year, number, _ = day.isocalendar()
    name = f"week {number} van {year}"
    return Span(first=monday, last=monday + 6 * DAY, grain=Grain.CALENDAR, name=name)


def the_quarter(year: int, number: int) -> Span:
    first, last = month_of(year, 3 * number - 2, months=3)
    name = f"het {QUARTERS[number - 1]} kwartaal van {year}"
    return Span(first=first, last=last, grain=Grain.CALENDAR, name=name)


def the_year(year: int) -> Span:
    return Span(first=date(year, 1, 1), last=date(year, 12, 31), grain=Grain.CALENDAR, name=str(year))


def the_school_year(year: int) -> Span:
    first, last = month_of(year, holidays.SCHOOL_YEAR_STARTS, months=12)
    return Span(first=first, last=last, grain=Grain.SEASON, name=f"schooljaar {year}-{year + 1}")


def the_weekend(day: date) -> Span:
    """Saturday and Sunday of the ISO week with a day in it."""
    monday = day - day.weekday() * DAY
    return Span(first=monday + 5 * DAY, last=monday + 6 * DAY, grain=Grain.BREAK)


def the_season(name: str, year: int) -> Span:
    """Three whole months, under the year in which they start; nobody means the days of the sun."""
    first, last = month_of(year, _SEASON_STARTS[name], months=3)
    years = str(year) if first.year == last.year else f"{first.year}-{last.year}"
    return Span(first=first, last=last, grain=Grain.SEASON, fuzzy=True, name=f"{name} {years}")


def the_break(name: str, year: int) -> Span:
    first, last = holidays.school_break(name, year)
    years = str(year) if first.year == last.year else f"{first.year}-{last.year}"
    return Span(first=first, last=last, grain=Grain.BREAK, name=f"{name} {years}")


def with_day(unit: str, day: date) -> Span:
    """The week, month, quarter ... with a day in it."""
    match unit:
        case "week":
            return the_week(day)
        case "weekend":
            return the_weekend(day)
        case "maand":
            return the_month(day.year, day.month)
        case "kwartaal":
            return the_quarter(day.year, (day.month + 2) // 3)
        case "schooljaar":
            return the_school_year(day.year if day.month >= holidays.SCHOOL_YEAR_STARTS else day.year - 1)
        case _:
            return the_year(day.year)


def _yearly(kind: str, name: str) -> Callable[[int], Span]:
    if kind == "M":
        return lambda year: the_month(year, int(name))
    if kind == "S":
        return lambda year: the_season(name, year)
    return lambda year: the_break(name, year)


@rules.on(f"(?:jaar )?{_YEAR}")
def _a_year(found: re.Match[str], here: Here) -> Spans:
    return (the_year(here.year(found["year"])),)


@rules.on(f"{_YEARLY}{_MAYBE_YEAR}")
def _once_a_year(found: re.Match[str], here: Here) -> Spans:
    in_year = _yearly(found["kind"], found["name"])
    if found["name"] == "winter" and found["year"]:
        year = here.year(found["year"])
        return in_year(year - 1), in_year(year)
    return (here.in_year_or_next(in_year, found["year"]),)


@rules.on(r"(?P<kind>[SK])(?P<name>winter|kerstvakantie) Y(?P<year>[0-9]{4}) - Y(?P<next>[0-9]{4})")
def _over_new_year(found: re.Match[str], here: Here) -> Spans:
    year = here.year(found["year"])
    return (_yearly(found["kind"], found["name"])(year),) if int(found["next"]) == year + 1 else ()


@rules.on(f"{WHICH} {_YEARLY}")
def _which_once_a_year(found: re.Match[str], here: Here) -> Spans:
    return here.which(found["which"], _yearly(found["kind"], found["name"]))


@rules.on(rf"week (?P<number>[0-9]{{1,2}}){_MAYBE_YEAR}")
def _numbered_week(found: re.Match[str], here: Here) -> Spans:
    """The ISO week; the year is that of its Thursday."""
    number = int(found["number"])
    if found["year"] or number > 52:
        return (_week(here.year(found["year"] or str(here.today.year)), number),)
    return (here.occurrence(lambda year: _week(year, number)),)


def _week(year: int, number: int) -> Span:
    try:
        return the_week(date.fromisocalendar(year, number, 1))
    except ValueError:
        raise UnreadableError(Why.NO_SUCH_WEEK, given=str(number), year=str(year)) from None


@rules.on(rf"Q (?P<number>[1-4]){_MAYBE_YEAR}")
@rules.on(rf"#(?P<number>[1-4]) (?:kwartaal|Q){_MAYBE_YEAR}")
def _quarter(found: re.Match[str], here: Here) -> Spans:
    number = int(found["number"])
    return (here.in_year_or_next(lambda year: the_quarter(year, number), found["year"]),)


@rules.on(r"schooljaar Y(?P<year>[0-9]{4}) - Y(?P<next>[0-9]{4})")
def _school_year(found: re.Match[str], here: Here) -> Spans:
    year = here.year(found["year"])
    return (the_school_year(year),) if int(found["next"]) == year + 1 else ()


@rules.on(r"(?P<which>deze|volgende|vorige) (?P<unit>week|maand|kwartaal|jaar|schooljaar)")
def _which_unit(found: re.Match[str], here: Here) -> Spans:
    now = with_day(found["unit"], here.today)
    anchors = {"deze": here.today, "volgende": now.last + DAY, "vorige": now.first - DAY}
    return (with_day(found["unit"], anchors[found["which"]]),)


@rules.on(r"(?P<which>komende|afgelopen) (?P<unit>week|maand|kwartaal|jaar)")
def _rolling_unit(found: re.Match[str], here: Here) -> Spans:
    """ "komende week" is next week to some, and the seven days from tomorrow to others."""
    unit, now = found["unit"], with_day(found["unit"], here.today)
    if found["which"] == "komende":
        first, last = here.today + DAY, shifted(here.today, 1, unit)
        calendar = with_day(unit, now.last + DAY)
    else:
        first, last = shifted(here.today, -1, unit), here.today - DAY
        calendar = with_day(unit, now.first - DAY)
    return different(calendar, Span(first=first, last=last, grain=Grain.CALENDAR))


@rules.on(r"(?:(?P<which>deze|komende|volgende|vorige|afgelopen) )?weekend")
def _which_weekend(found: re.Match[str], here: Here) -> Spans:
    this, following = the_weekend(here.today), the_weekend(here.today + WEEK)
    under_way = this.first <= here.today
    match found["which"]:
        case "vorige" | "afgelopen":
            return (the_weekend(here.today - WEEK),)
        case "komende":
            return (following if under_way else this,)
        case "volgende":
            return (following,) if under_way else (this, following)
        case _:
            return (this,)
