"""Rules for days and periods made from others: "eerste vrijdag van juni", "5 werkdagen voor Pasen", "eind mei"."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from bot.moments import days, holidays, lookups, periods
from bot.moments.days import COUNT, UNIT, shifted
from bot.moments.readings import Prefer, UnreadableError, Why
from bot.moments.spans import DAY, WEEK, Grain, Here, Rules, Span, Spans, different, one_day

_BARE_UNITS = ("week", "weekend", "maand", "kwartaal", "jaar")
_RANK = "#(?P<rank>-?[0-9]{1,2})"
_THING = "(?P<thing>W[1-7]|dag|werkdag|week|weekend)"
_SHORTEST_TO_COUNT_IN = 7
_LONGEST_WITH_ONE_WEEKDAY = 21

rules = Rules()


def spans(text: str, here: Here) -> Spans:
    """What a text of tokens means as one day or one period. Raises `UnreadableError` for what cannot be."""
    return days.rules.read(text, here) or periods.rules.read(text, here) or rules.read(text, here)


def _inner(text: str, here: Here) -> Spans:
    """A text within another, where "de maand" and "de vergadering" are enough."""
    if text in _BARE_UNITS:
        return (periods.with_day(text, here.pivot),)
    if text.startswith("G") and " " not in text:
        return (lookups.upcoming(text[1:], here),)
    return spans(text, here.deeper())


def _of(text: str, here: Here, pick: Callable[[Span], Spans]) -> Spans:
    """What `pick` takes from the period; from its next occurrence, when what it took is over already."""
    found: list[Span] = []
    for base in _inner(text, here):
        picked = pick(base)
        if here.forward and any(span.last < here.pivot for span in picked):
            later = _inner(text, here.looking(Prefer.FUTURE, base.last + DAY))
            picked = pick(later[0]) if len(later) == 1 else picked
        elif not here.forward and any(span.first > here.pivot for span in picked):
            earlier = _inner(text, here.looking(Prefer.PAST, base.first - DAY))
            picked = pick(earlier[0]) if len(earlier) == 1 else picked
        found.extend(picked)
    return tuple(found)


def _crisp(span: Span) -> Span:
    """A span whose edges can be counted from. Raises `UnreadableError` for "2 weken na de zomer"."""
    if span.fuzzy or span.grain is Grain.SEASON:
        raise UnreadableError(Why.VAGUE)
    return span


@rules.on(r"in (?P<rest>.+)")
def _within(found: re.Match[str], here: Here) -> Spans:
    return spans(found["rest"], here.deeper())


@rules.on(r"(?P<year>Y[0-9]{4}) (?:in )?(?P<rest>[^Y]+)")
def _in_year(found: re.Match[str], here: Here) -> Spans:
    return spans(f"{found['rest']} {found['year']}", here.deeper())


@rules.on(r"ergens (?P<rest>.+)")
def _somewhere_in(found: re.Match[str], here: Here) -> Spans:
    inside = spans(found["rest"], here.deeper())
    return tuple(span if span.is_day else replace(span, fuzzy=True) for span in inside)


@rules.on(r"(?P<part>begin|midden|half|eind)(?: van| in)? (?P<rest>.+)")
def _part(found: re.Match[str], here: Here) -> Spans:
    part = "midden" if found["part"] == "half" else found["part"]
    relative = found["rest"].endswith("jaar")
    return _of(found["rest"], here, lambda base: _third(base, part, relative=relative))


def _third(base: Span, part: str, *, relative: bool) -> Spans:
    """Begin, midden or eind of a period, by the choices of dutch-dates: 1-10, 11-20 and 21-end of a month."""
    whole = base.name and not base.is_day and (base.grain is Grain.SEASON) == base.fuzzy
    if not whole:
        return ()
    place = ("begin", "midden", "eind").index(part)
    first, last = _edges(base, place, relative=relative)
    grain = (Grain.BEGIN, Grain.MIDDLE, Grain.END)[place]
    name = f"{part} van {base.name}" if base.name.startswith("het ") else f"{part} {base.name}"
    return (Span(first=first, last=last, grain=grain, fuzzy=True, name=name),)


def _edges(base: Span, place: int, *, relative: bool) -> tuple[date, date]:
    length = (base.last - base.first).days + 1
    year, month = base.first.year, base.first.month
    if length == 7:
        return [(base.first, base.first + DAY), (base.first + 2 * DAY,) * 2, (base.first + 3 * DAY, base.last)][place]
    if length <= 31 and base.first.day == 1:
        tenth, twentieth = base.first + 9 * DAY, base.first + 19 * DAY
        return [(base.first, tenth), (tenth + DAY, twentieth), (twentieth + DAY, base.last)][place]
    if base.grain is Grain.CALENDAR and length > 360:
        if relative and place == 2:
            return date(year, 12, 21), base.last
        return periods.month_of(year, (1, 6, 11)[place], months=2)
    if base.first.day == 1 and 89 <= length <= 92:
        return periods.month_of(year + (month + place > 12), (month + place - 1) % 12 + 1)
    third = length // 3
    starts = [base.first, base.first + third * DAY, base.last - (third - 1) * DAY, base.last + DAY]
    return starts[place], starts[place + 1] - DAY


@rules.on(r"#(?P<half>1|2|-1) helft (?:van |in )?(?P<rest>.+)")
def _half(found: re.Match[str], here: Here) -> Spans:
    return _of(found["rest"], here, lambda base: _halved(base, first=found["half"] == "1"))


def _halved(base: Span, *, first: bool) -> Spans:
    """The halves of a month part after the 15th, those of a year after June; others have no known half."""
    if base.grain is not Grain.CALENDAR or base.first.day != 1:
        return ()
    middle = {1: date(base.first.year, base.first.month, 15), 12: date(base.first.year, 6, 30)}.get(
        base.last.month - base.first.month + 1
    )
    if middle is None:
        return ()
    edges = (base.first, middle) if first else (middle + DAY, base.last)
    name = f"{'eerste' if first else 'tweede'} helft van {base.name}"
    return (Span(first=edges[0], last=edges[1], grain=Grain.CALENDAR, name=name),)


@rules.on(rf"{_RANK} {_THING}(?: (?:van|in))? (?P<rest>.+)")
def _ranked(found: re.Match[str], here: Here) -> Spans:
    if found["rest"].split()[0] in {"na", "voor", "vanaf"}:
        return ()
    rank, thing = int(found["rank"]), found["thing"]
    return _of(found["rest"], here, lambda base: _ranked_in(base, rank, thing))


def _ranked_in(base: Span, rank: int, thing: str) -> Spans:
    if base.is_day:
        return ()
    _crisp(base)
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


@rules.on(rf"(?:{_RANK} )?{_THING} (?P<side>na|voor|vanaf) (?P<rest>.+)")
def _beside(found: re.Match[str], here: Here) -> Spans:
    rank, thing = int(found["rank"] or 1), found["thing"]
    backward = found["side"] == "voor"
    if rank < 0 and not (backward and rank == -1):
        return ()
    return _of(found["rest"], here, lambda base: _counted(_crisp(base), abs(rank), thing, found["side"]))


def _counted(base: Span, rank: int, thing: str, side: str) -> Spans:
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


@rules.on(rf"{COUNT} {UNIT} (?P<side>na|voor|vanaf) (?P<rest>.+)")
def _at_a_distance(found: re.Match[str], here: Here) -> Spans:
    count, unit = int(found["count"]), found["unit"]

    def away(base: Span) -> Spans:
        _crisp(base)
        if found["side"] == "voor":
            return (one_day(shifted(base.first, -count, unit)),)
        return (one_day(shifted(base.last, count, unit)),)

    return tuple(day for base in _inner(found["rest"], here) for day in away(base))


@rules.on(rf"(?P<rest>.+) (?:over|binnen) {COUNT} {UNIT}")
def _later(found: re.Match[str], here: Here) -> Spans:
    """ "vrijdag over een week". To many "vandaag over acht dagen" is a week from now, to others it is eight days."""
    count, unit = int(found["count"]), found["unit"]
    counts = (count - 1, count) if unit == "dag" and count in {8, 15} else (count,)
    bases = [base for base in spans(found["rest"], here.deeper()) if base.is_day]
    return tuple(one_day(shifted(base.first, count, unit)) for base in bases for count in counts)


@rules.on(r"W(?P<weekday>[1-7])(?: van| in)? (?P<rest>.+)")
@rules.on(r"(?P<rest>.+) W(?P<weekday>[1-7])")
def _weekday_of(found: re.Match[str], here: Here) -> Spans:
    """The weekday in a week; in a holiday of two weeks there are two of them."""
    weekday = int(found["weekday"])
    chosen: list[Span] = []
    for base in spans(found["rest"], here.deeper()):
        if base.is_day and found.string.startswith(found["rest"]):
            # "24/4 (vrijdag)": the weekday confirms the day.
            chosen.extend(days.on_weekday(base.first, found["weekday"]))
            continue
        length = (base.last - base.first).days + 1
        if base.fuzzy or not _SHORTEST_TO_COUNT_IN <= length <= _LONGEST_WITH_ONE_WEEKDAY:
            return ()
        inside = (base.first + i * DAY for i in range(length))
        chosen.extend(one_day(day) for day in inside if day.isoweekday() == weekday)
    return tuple(chosen)


@rules.on(r"week (?:van|met|in) (?P<rest>.+)")
def _week_of(found: re.Match[str], here: Here) -> Spans:
    inside = _inner(found["rest"], here)
    return tuple(periods.the_week(span.first) for span in inside) if all(span.is_day for span in inside) else ()


@rules.on(r"weekend van (?P<rest>.+)")
def _weekend_of(found: re.Match[str], here: Here) -> Spans:
    inside = spans(found["rest"], here.deeper())
    if not all(span.is_day and span.first.isoweekday() >= 6 for span in inside):
        return ()
    return tuple(periods.the_weekend(span.first) for span in inside)


@rules.on(r"(?P<which>komende|volgende|vorige|afgelopen) G(?P<kind>\w+)")
def _which_meeting(found: re.Match[str], here: Here) -> Spans:
    if found["which"] in {"komende", "volgende"}:
        return (lookups.upcoming(found["kind"], here),)
    return (lookups.previous(found["kind"], here),)


@rules.on(r"G(?P<kind>\w+)(?: van| in)? (?P<rest>.+)")
def _meeting_of(found: re.Match[str], here: Here) -> Spans:
    """The meeting on that day or in that period: the coming one, else the last one.

    Without meetings to look in, "het IROJ van april" still says when: in April.
    """
    kind, rest = found["kind"], found["rest"]
    when = spans(rest, here.deeper())
    if not when:
        return ()
    if not here.meetings and re.fullmatch(r"M[0-9]+(?: Y[0-9]{4})?", rest):
        return when
    try:
        return lookups.within(kind, when, here)
    except UnreadableError:
        if not here.meetings:
            raise
    other = here.looking(Prefer.PAST if here.forward else Prefer.FUTURE, here.today)
    return lookups.within(kind, spans(rest, other.deeper()), here)
