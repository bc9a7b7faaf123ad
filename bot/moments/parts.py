"""Parts of a span, and days beside it: its begin, its first half, its second Friday, the Monday after it."""

from datetime import date

from bot.moments import holidays, periods
from bot.moments.readings import UnreadableError, Why
from bot.moments.spans import DAY, WEEK, Grain, Span, Spans, different, one_day

_SHORTEST_TO_NAME_A_DAY_OF = 7
_LONGEST_TO_NAME_A_DAY_OF = 21
_PLACES = (Grain.BEGIN, Grain.MIDDLE, Grain.END)
_THIRDS = {"begin": Grain.BEGIN, "midden": Grain.MIDDLE, "half": Grain.MIDDLE, "eind": Grain.END}


def crisp(span: Span) -> Span:
    """A span whose edges can be counted from. Raises `UnreadableError` for "2 weken na de zomer"."""
    if span.fuzzy or span.grain is Grain.SEASON:
        raise UnreadableError(Why.VAGUE)
    return span


def third(base: Span, part: str, *, relative: bool) -> Spans:
    """Begin, midden or eind of a period: 1-10, 11-20 and 21-end of a month, Monday-Tuesday and so on of a week.

    `relative`: the year was called "dit jaar" or the like, and its eind is then its last ten days.
    """
    whole = base.name and not base.is_day and (base.grain is Grain.SEASON) == base.fuzzy
    if not whole:
        return ()
    grain = _THIRDS[part]
    first, last = _edges(base, _PLACES.index(grain), relative=relative)
    part = "midden" if part == "half" else part
    name = f"{part} van {base.name}" if base.name.startswith("het ") else f"{part} {base.name}"
    return (Span(first=first, last=last, grain=grain, fuzzy=True, name=name),)


def _edges(base: Span, place: int, *, relative: bool) -> tuple[date, date]:
    """First and last day of a third; a year has months at its edges, a quarter and a season one month each."""
    length = (base.last - base.first).days + 1
    year, month = base.first.year, base.first.month
    if base.grain is Grain.CALENDAR and length > 360:
        last_days = relative and place == 2
        return (date(year, 12, 21), base.last) if last_days else periods.month_of(year, (1, 6, 11)[place], months=2)
    if base.first.day == 1 and 89 <= length <= 92:
        return periods.month_of(year + (month + place > 12), (month + place - 1) % 12 + 1)
    if length == 7:
        middle, end = 2, 3
    elif base.first.day == 1 and length <= 31:
        middle, end = 10, 20
    else:
        middle, end = length // 3, length - length // 3
    starts = (0, middle, end, length)
    return base.first + starts[place] * DAY, base.first + (starts[place + 1] - 1) * DAY


def halved(base: Span, *, first: bool) -> Spans:
    """The halves of a month part after the 15th, those of a year after June; others have no known half."""
    if base.grain is not Grain.CALENDAR or base.first.day != 1:
        return ()
    months = base.last.month - base.first.month + 1
    if months not in {1, 12}:
        return ()
    middle = base.first.replace(day=15) if months == 1 else base.first.replace(month=6, day=30)
    edges = (base.first, middle) if first else (middle + DAY, base.last)
    name = f"{'eerste' if first else 'tweede'} helft van {base.name}"
    return (Span(first=edges[0], last=edges[1], grain=Grain.CALENDAR, name=name),)


def ranked_in(base: Span, rank: int, thing: str) -> Spans:
    if base.is_day:
        return ()
    crisp(base)
    if thing == "week":
        return _ranked_week(base, rank)
    length = (base.last - base.first).days + 1
    inside = [base.first + i * DAY for i in range(length)]
    fitting = [day for day in inside if _is(day, thing)]
    place = rank - 1 if rank > 0 else rank
    if not -len(fitting) <= place < len(fitting):
        raise UnreadableError(Why.NO_SUCH_DAY, given=base.name)
    day = fitting[place]
    return (periods.the_weekend(day),) if thing == "weekend" else (one_day(day),)


def _is(day: date, thing: str) -> bool:
    match thing:
        case "dag":
            return True
        case "werkdag":
            return holidays.is_working_day(day)
        case "weekend":
            return day.isoweekday() == 6
        case _:
            return day.isoweekday() == int(thing[1])


def _ranked_week(base: Span, rank: int) -> Spans:
    """The week with the first day in it, or the first whole week: one and the same when that is a Monday."""
    if rank > 0:
        partly = periods.the_week(base.first + (rank - 1) * WEEK)
        whole = periods.the_week(base.first + 6 * DAY + (rank - 1) * WEEK)
    else:
        partly = periods.the_week(base.last + (rank + 1) * WEEK)
        whole = periods.the_week(base.last - 6 * DAY + (rank + 1) * WEEK)
    return different(partly, whole)


def counted(base: Span, rank: int, thing: str, side: str) -> Spans:
    if thing == "week":
        return _week_beside(base, rank, side)
    step = -DAY if side == "voor" else DAY
    day = {"voor": base.first, "na": base.last, "vanaf": base.first - DAY}[side]
    while rank:
        day += step
        rank -= _is(day, thing)
    return (periods.the_weekend(day),) if thing == "weekend" else (one_day(day),)


def _week_beside(base: Span, rank: int, side: str) -> Spans:
    """The week after a Sunday, or before a Monday. Beside other days "de week na" may begin at once or later."""
    if side == "na" and base.last.isoweekday() == 7:
        return (periods.the_week(base.last + rank * WEEK),)
    if side == "voor" and base.first.isoweekday() == 1:
        return (periods.the_week(base.first - rank * WEEK),)
    raise UnreadableError(Why.VAGUE)


def weekdays(base: Span, weekday: int) -> Spans:
    """The ISO weekday in a week; in a holiday of two weeks there are two of them. None in a longer period."""
    length = (base.last - base.first).days + 1
    if base.fuzzy or not _SHORTEST_TO_NAME_A_DAY_OF <= length <= _LONGEST_TO_NAME_A_DAY_OF:
        return ()
    inside = (base.first + i * DAY for i in range(length))
    return tuple(one_day(day) for day in inside if day.isoweekday() == weekday)
