"""Public holidays of Belgium, Flemish school holidays, and the working days that remain."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType

from dateutil.easter import easter

SCHOOL_YEAR_STARTS = 9
DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)

_FROM_EASTER = {
    "aswoensdag": -46,
    "palmzondag": -7,
    "witte donderdag": -3,
    "goede vrijdag": -2,
    "Pasen": 0,
    "paasmaandag": 1,
    "Hemelvaart": 39,
    "Pinksteren": 49,
    "pinkstermaandag": 50,
}
_FIXED = {
    "Nieuwjaar": (1, 1),
    "Driekoningen": (1, 6),
    "Valentijn": (2, 14),
    "Dag van de Arbeid": (5, 1),
    "feestdag van de Vlaamse Gemeenschap": (7, 11),
    "nationale feestdag": (7, 21),
    "Onze-Lieve-Vrouw-Hemelvaart": (8, 15),
    "Allerheiligen": (11, 1),
    "Allerzielen": (11, 2),
    "Wapenstilstand": (11, 11),
    "Sinterklaas": (12, 6),
    "kerstavond": (12, 24),
    "Kerstmis": (12, 25),
    "tweede kerstdag": (12, 26),
    "oudejaar": (12, 31),
}
_PUBLIC = (
    "Nieuwjaar",
    "Pasen",
    "paasmaandag",
    "Dag van de Arbeid",
    "Hemelvaart",
    "Pinksteren",
    "pinkstermaandag",
    "nationale feestdag",
    "Onze-Lieve-Vrouw-Hemelvaart",
    "Allerheiligen",
    "Wapenstilstand",
    "Kerstmis",
)
FEASTS = (*_FROM_EASTER, *_FIXED)
"""Days with a name that people mention, public holiday or not."""


def feast(name: str, year: int) -> date:
    """The day of a named feast (one of `FEASTS`) in a year."""
    if name in _FROM_EASTER:
        return easter(year) + _FROM_EASTER[name] * DAY
    month, day = _FIXED[name]
    return date(year, month, day)


@cache
def public_holidays(year: int) -> Mapping[date, str]:
    """The public holidays of a year by day, Easter and Pentecost Sunday included (wet van 4 januari 1974).

    Two may fall on one day (1 May 2008 was Hemelvaart as well); the later one in the list gives its name.
    """
    return MappingProxyType({feast(name, year): name for name in _PUBLIC})


def public_holiday(day: date) -> str | None:
    """The name of the public holiday on a day, or None."""
    return public_holidays(day.year).get(day)


def _monday_of(day: date) -> date:
    return day - day.weekday() * DAY


def _autumn(year: int) -> tuple[date, date]:
    all_saints = date(year, 11, 1)
    first = all_saints + DAY if all_saints.isoweekday() == 7 else _monday_of(all_saints)
    return first, first + 6 * DAY


def _christmas(year: int) -> tuple[date, date]:
    christmas = date(year, 12, 25)
    in_weekend = christmas.isoweekday() > 5
    first = _monday_of(christmas) + (WEEK if in_weekend else 0 * WEEK)
    return first, first + 13 * DAY


def _carnival(year: int) -> tuple[date, date]:
    first = _monday_of(easter(year)) - 6 * WEEK
    return first, first + 6 * DAY


def _easter(year: int) -> tuple[date, date]:
    sunday = easter(year)
    if sunday.month == 3:
        first = sunday + DAY
    elif sunday > date(year, 4, 15):
        first = sunday - 13 * DAY
    else:
        first = _monday_of(date(year, 4, 7))
    # Easter Monday closes the holiday when Easter is its last Sunday.
    last = max(first + 13 * DAY, sunday + DAY)
    return first, last


def _summer(year: int) -> tuple[date, date]:
    return date(year, 7, 1), date(year, 8, 31)


_SCHOOL: Mapping[str, Callable[[int], tuple[date, date]]] = {
    "krokusvakantie": _carnival,
    "paasvakantie": _easter,
    "zomervakantie": _summer,
    "herfstvakantie": _autumn,
    "kerstvakantie": _christmas,
}
BREAKS = tuple(_SCHOOL)
"""The school holidays by name."""


@cache
def school_break(name: str, year: int) -> tuple[date, date]:
    """First and last day of the school holiday that starts in a year (Vlaamse Regering, 17 april 1991)."""
    return _SCHOOL[name](year)


def school_holiday(day: date) -> str | None:
    """The name of the Flemish school holiday on a day, or None. Loose free days of a school are not known."""
    for name in BREAKS:
        for year in (day.year - 1, day.year):
            first, last = school_break(name, year)
            if first <= day <= last:
                return name
    return None


def is_working_day(day: date) -> bool:
    """Monday to Friday, and no public holiday."""
    return day.isoweekday() <= 5 and public_holiday(day) is None


def working_days_after(day: date, count: int) -> date:
    """The `count`-th working day after a day, which does not count itself. `count` is at least 1."""
    return _walk(day, count, DAY)


def working_days_before(day: date, count: int) -> date:
    """The `count`-th working day before a day, which does not count itself. `count` is at least 1."""
    return _walk(day, count, -DAY)


def _walk(day: date, count: int, step: timedelta) -> date:
    if count < 1:
        raise ValueError("Count working days from 1.")
    while count:
        day += step
        count -= is_working_day(day)
    return day
