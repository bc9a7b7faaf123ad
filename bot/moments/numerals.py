"""Dates in digits, spelled out for the rules: `24/4/26` becomes `24 M4 Y2026`. Always day first."""

import re

from bot.moments import clocks
from bot.moments.readings import UnreadableError, Why

_IN_DIGITS = re.compile(r"[0-9]+(?:[-/.][0-9]+)+")
_YEAR = re.compile(r"(?:19|20|21)[0-9]{2}")
_YEAR_FIRST = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})")
_DAY_FIRST = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})")
_DAY_AND_MONTH = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})")
_MONTH_AND_YEAR = re.compile(r"([0-9]{1,2})[-/]([0-9]{4})")
_YEAR_AND_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")
_SCHOOL_YEAR = re.compile(r"(?:20)?([0-9]{2})[-/](?:20)?([0-9]{2})")
_A_WEEKDAY = re.compile(r"\bW[1-7]")
_AN_HOUR = re.compile(r"\bT[0-9]")
_A_WHOLE_DATE = re.compile(r"\bM[0-9]|\bR-?[0-9]|[0-9]/[0-9]|[0-9]-[0-9]{1,2}-|\.[0-9]{1,2}\.")


def spelled_dates(text: str) -> str:
    """Replace every date in digits. Raises `UnreadableError` for a month 24 and for digits that are no date."""
    pieces = text.split()
    return " ".join(_spelled(piece, pieces[:i], pieces[i + 1 :]) for i, piece in enumerate(pieces))


def _spelled(piece: str, before: list[str], after: list[str]) -> str:
    if _YEAR.fullmatch(piece):
        return f"Y{piece}"
    if not _IN_DIGITS.fullmatch(piece):
        return piece
    if before[-1:] == ["schooljaar"] and (found := _SCHOOL_YEAR.fullmatch(piece)):
        return f"Y20{found[1]} - Y20{found[2]}"
    if found := _YEAR_FIRST.fullmatch(piece):
        return f"{_day_and_month(found[4], found[3])} Y{found[1]}"
    if found := _DAY_FIRST.fullmatch(piece):
        return f"{_day_and_month(found[1], found[3])} Y{found[4] if len(found[4]) == 4 else 2000 + int(found[4])}"
    if found := _DAY_AND_MONTH.fullmatch(piece):
        return _two_numbers(found, before, after)
    if found := _MONTH_AND_YEAR.fullmatch(piece):
        return f"{_month(found[1])} Y{found[2]}"
    if found := _YEAR_AND_MONTH.fullmatch(piece):
        return f"{_month(found[2])} Y{found[1]}"
    if piece.count("-") == 1:
        return " - ".join(_spelled(side, before, after) for side in piece.split("-"))
    raise UnreadableError(Why.NOT_A_DATE)


def _two_numbers(found: re.Match[str], before: list[str], after: list[str]) -> str:
    """ "13-25 oktober" is a range of days; "24-4", "24/4" and "24.4" are dates, unless the last is a time."""
    first, mark, last = found.groups()
    around = " ".join((*before, *after))
    before_a_month = bool(after) and after[0].startswith("M")
    if mark == "-" and (before_a_month or before[-1:] == ["week"]):
        return f"{first} - {last}"
    if mark == "-" and 7 <= int(first) < int(last) <= 12 and not _AN_HOUR.search(around):
        raise UnreadableError(Why.TIME_OR_DATE, given=found[0], hour=f"{first}u-{last}u")
    if mark == "/" and before_a_month:
        raise UnreadableError(Why.NOT_A_DATE)
    if mark == ".":
        return _with_a_dot(first, last, around)
    return _day_and_month(first, last)


def _with_a_dot(first: str, last: str, around: str) -> str:
    """ "24.4" in a field for dates; what may as well be an hour or a decimal is asked about."""
    could_be_date = 1 <= int(first) <= 31 and 1 <= int(last) <= 12
    could_be_time = len(last) == 2 and int(first) <= 23 and int(last) <= 59
    on_weekday = _A_WEEKDAY.search(around) is not None
    if could_be_time and (_A_WHOLE_DATE.search(around) or (on_weekday and not could_be_date)):
        return clocks.token(int(first), int(last), sure=first.startswith("0"))
    # Nobody meets at 20.11, but 10.05 and 10.10 are as likely hours as they are days.
    likely_time = could_be_time and int(last) % 5 == 0
    likely_decimal = len(first) + len(last) == 2 and not on_weekday
    if could_be_date and not likely_time and not likely_decimal:
        return _day_and_month(first, last)
    if could_be_time or could_be_date:
        meant = f"{int(first)}u{last}" if could_be_time else f"{first}/{last}"
        raise UnreadableError(Why.TIME_OR_DATE, given=f"{first}.{last}", hour=meant)
    raise UnreadableError(Why.NO_SUCH_DAY, given=f"{first}.{last}")


def _day_and_month(day: str, month: str) -> str:
    return f"{int(day)} {_month(month)}"


def _month(month: str) -> str:
    if not 1 <= int(month) <= 12:
        raise UnreadableError(Why.NO_SUCH_MONTH, given=str(int(month)))
    return f"M{int(month)}"
