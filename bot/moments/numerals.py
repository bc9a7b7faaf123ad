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
    if mark == "-" and (before[-1:] == ["week"] or (after and after[0].startswith("M"))):
        return f"{first} - {last}"
    if mark == "/" and after and after[0].startswith("M"):
        raise UnreadableError(Why.NOT_A_DATE)
    if mark == ".":
        return _with_a_dot(first, last, " ".join((*before, *after)))
    return _day_and_month(first, last)


def _with_a_dot(first: str, last: str, around: str) -> str:
    could_be_date = 1 <= int(first) <= 31 and 1 <= int(last) <= 12
    could_be_time = len(last) == 2 and int(first) <= 23 and int(last) <= 59
    if could_be_time and _A_WHOLE_DATE.search(around):
        return clocks.token(int(first), int(last), sure=first.startswith("0"))
    if could_be_time and not could_be_date and re.search(r"\bW[1-7]", around):
        return clocks.token(int(first), int(last))
    # Nobody meets at 20.11, but 10.05 and 10.10 are as likely hours as they are days.
    if could_be_date and not (could_be_time and int(last) % 5 == 0):
        return _day_and_month(first, last)
    if could_be_time:
        raise UnreadableError(Why.TIME_OR_DATE, given=f"{first}.{last}", hour=f"{int(first)}u{last}")
    raise UnreadableError(Why.NO_SUCH_DAY, given=f"{first}.{last}")


def _day_and_month(day: str, month: str) -> str:
    return f"{int(day)} {_month(month)}"


def _month(month: str) -> str:
    if not 1 <= int(month) <= 12:
        raise UnreadableError(Why.NO_SUCH_MONTH, given=str(int(month)))
    return f"M{int(month)}"
