"""Rules for single days: "vrijdag 24 april", "de 15e", "volgende vrijdag", "over 2 weken", "Pinkstermaandag"."""

import calendar
import re
from datetime import date

from dateutil.relativedelta import relativedelta

from bot.moments import holidays
from bot.moments.readings import UnreadableError, Why
from bot.moments.spans import DAY, WEEK, WHICH, Grain, Here, Rules, Span, Spans, different, one_day
from bot.moments.vocabulary import MONTHS, WEEKDAYS

UNIT = "(?P<unit>dag|werkdag|week|maand|kwartaal|jaar)"
COUNT = "(?P<count>[0-9]{1,3})"
_NUMBER = "#?(?P<day>[0-9]{1,2})"
_MAYBE_WEEKDAY = "(?:W(?P<weekday>[1-7]) )?"
_MAYBE_YEAR = "(?: (?:van |in )?Y(?P<year>[0-9]{4}))?"

_A_LEAP_YEAR = 2028

rules = Rules()


def shifted(day: date, count: int, unit: str) -> date:
    """A day moved by a number of days, weeks, months ..., back when negative; months keep within the month."""
    if unit == "werkdag":
        walk = holidays.working_days_after if count > 0 else holidays.working_days_before
        return walk(day, abs(count)) if count else day
    days = {"dag": 1, "week": 7}.get(unit, 0)
    months = {"maand": 1, "kwartaal": 3, "jaar": 12}.get(unit, 0)
    return day + relativedelta(months=months * count, days=days * count)


def weekday_from(day: date, weekday: int) -> date:
    """The first such ISO weekday strictly after a day."""
    return day + ((weekday - day.isoweekday() - 1) % 7 + 1) * DAY


def weekday_before(day: date, weekday: int) -> date:
    """The last such ISO weekday strictly before a day."""
    return day - ((day.isoweekday() - weekday - 1) % 7 + 1) * DAY


def _day(year: int, month: int, day: int) -> date:
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        raise UnreadableError(Why.NO_SUCH_DAY, given=f"{day} {MONTHS[month - 1]} {year}")
    return date(year, month, day)


def on_weekday(day: date, weekday: str | None) -> Spans:
    """The day, when it is the weekday that was typed beside it: a mismatch betrays a slip in one of both."""
    if weekday and day.isoweekday() != int(weekday):
        raise UnreadableError(
            Why.WEEKDAY,
            date=f"{day.day} {MONTHS[day.month - 1]} {day.year}",
            weekday=WEEKDAYS[day.weekday()],
            given=WEEKDAYS[int(weekday) - 1],
            other=_nearest(day, int(weekday)),
        )
    return (one_day(day),)


def _nearest(day: date, weekday: int) -> str:
    other = min(weekday_from(day, weekday), weekday_before(day, weekday), key=lambda near: abs(near - day))
    return f"{other.day} {MONTHS[other.month - 1]} {other.year}"


@rules.on(rf"{_MAYBE_WEEKDAY}{_NUMBER} (?:van |in )?M(?P<month>[0-9]+){_MAYBE_YEAR}")
def _day_of_month(found: re.Match[str], here: Here) -> Spans:
    number, month = int(found["day"]), int(found["month"])
    if found["year"]:
        return on_weekday(_day(here.year(found["year"]), month, number), found["weekday"])
    if not 1 <= number <= calendar.monthrange(_A_LEAP_YEAR, month)[1]:
        raise UnreadableError(Why.NO_SUCH_DAY, given=f"{number} {MONTHS[month - 1]}")
    if (number, month) == (29, 2):
        return on_weekday(_leap_day(here), found["weekday"])
    day = here.occurrence(lambda year: one_day(_day(year, month, number))).first
    return on_weekday(day, found["weekday"])


def _leap_day(here: Here) -> date:
    end_of_february = here.occurrence(lambda year: one_day(date(year, 3, 1) - DAY)).first
    if end_of_february.day != 29:
        leap_year = next(year for year in range(here.today.year, here.today.year + 9) if calendar.isleap(year))
        raise UnreadableError(Why.LEAP_DAY, year=str(end_of_february.year), leap_year=str(leap_year))
    return end_of_february


@rules.on(rf"{_MAYBE_WEEKDAY}#(?P<day>[0-9]{{1,2}})|W(?P<weekday_>[1-7]) (?P<day_>[0-9]{{1,2}})")
def _day_number(found: re.Match[str], here: Here) -> Spans:
    number, weekday = int(found["day"] or found["day_"]), found["weekday"] or found["weekday_"]
    over = number < here.pivot.day if here.forward else number > here.pivot.day
    step = (1 if here.forward else -1) if over else 0
    month = here.pivot + relativedelta(months=step)
    return on_weekday(_day(month.year, month.month, number), weekday)


@rules.on(rf"{_MAYBE_WEEKDAY}{_NUMBER} (?:van |in )?(?P<which>deze|volgende|vorige) maand")
def _day_of_named_month(found: re.Match[str], here: Here) -> Spans:
    step = {"deze": 0, "volgende": 1, "vorige": -1}[found["which"]]
    month = here.today + relativedelta(months=step)
    return on_weekday(_day(month.year, month.month, int(found["day"])), found["weekday"])


@rules.on(rf"{_MAYBE_WEEKDAY}{_NUMBER} deze")
def _day_of_this_month(found: re.Match[str], here: Here) -> Spans:
    return on_weekday(_day(here.today.year, here.today.month, int(found["day"])), found["weekday"])


@rules.on(rf"{_MAYBE_WEEKDAY}#(?P<day>[0-9]{{1,2}}) van maand")
def _day_of_the_month(found: re.Match[str], here: Here) -> Spans:
    return rules.read(found[0].removesuffix(" van maand"), here)


@rules.on(r"R(?P<days>-?[0-2])")
def _relative_day(found: re.Match[str], here: Here) -> Spans:
    return (one_day(here.today + int(found["days"]) * DAY),)


@rules.on(r"W([1-7])")
def _weekday(found: re.Match[str], here: Here) -> Spans:
    weekday = int(found[1])
    other = weekday_from(here.pivot, weekday) if here.forward else weekday_before(here.pivot, weekday)
    if here.pivot == here.today and here.today.isoweekday() == weekday:
        return one_day(here.today), one_day(other)
    return (one_day(other),)


@rules.on(rf"{WHICH} W(?P<weekday>[1-7])")
@rules.on(r"W(?P<weekday>[1-7]) (?P<which>komende|afgelopen)")
def _which_weekday(found: re.Match[str], here: Here) -> Spans:
    """ "volgende vrijdag" is the coming one to some and that of next week to others (taaladvies.net)."""
    weekday, today = int(found["weekday"]), here.today
    coming, last = weekday_from(today, weekday), weekday_before(today, weekday)
    of_this_week = today + (weekday - today.isoweekday()) * DAY
    match found["which"]:
        case "komende":
            return (one_day(coming),)
        case "afgelopen":
            return (one_day(last),)
        case "volgende":
            return different(one_day(coming), one_day(of_this_week + WEEK))
        case "vorige":
            return one_day(last), one_day(last - WEEK)
        case _:
            return different(one_day(of_this_week), one_day(of_this_week if of_this_week > today else coming))


@rules.on(r"(?P<which>komende|volgende|vorige|afgelopen) werkdag")
def _which_working_day(found: re.Match[str], here: Here) -> Spans:
    count = 1 if found["which"] in {"komende", "volgende"} else -1
    return (one_day(shifted(here.today, count, "werkdag")),)


@rules.on(rf"over {COUNT} {UNIT}")
def _in_some_time(found: re.Match[str], here: Here) -> Spans:
    return (one_day(shifted(here.today, int(found["count"]), found["unit"])),)


@rules.on(rf"{COUNT} {UNIT} geleden")
def _some_time_ago(found: re.Match[str], here: Here) -> Spans:
    return (one_day(shifted(here.today, -int(found["count"]), found["unit"])),)


@rules.on(rf"(?:{WHICH} )?H(?P<name>\S+){_MAYBE_YEAR}")
def _feast(found: re.Match[str], here: Here) -> Spans:
    name = found["name"].replace("_", " ")

    def in_year(year: int) -> Span:
        return one_day(holidays.feast(name, year), Grain.FEAST)

    if found["which"]:
        return here.which(found["which"], in_year) if not found["year"] else ()
    return (here.in_year_or_next(in_year, found["year"]),)
