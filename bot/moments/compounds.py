"""Rules for days and periods made from others: "eerste vrijdag van juni", "5 werkdagen voor Pasen", "eind mei"."""

import re
from collections.abc import Callable
from dataclasses import replace

from bot.moments import days, lookups, parts, periods
from bot.moments.days import COUNT, UNIT, shifted
from bot.moments.readings import Prefer, UnreadableError, Why
from bot.moments.spans import DAY, Here, Rules, Span, Spans, one_day

_BARE_UNITS = ("week", "weekend", "maand", "kwartaal", "jaar")
_RANK = "#(?P<rank>-[12]|[1-9][0-9]?)"
_THING = "(?P<thing>W[1-7]|dag|werkdag|week|weekend)"

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
    relative = found["rest"].endswith("jaar")
    return _of(found["rest"], here, lambda base: parts.third(base, found["part"], relative=relative))


@rules.on(r"#(?P<half>1|2|-1) helft (?:van |in )?(?P<rest>.+)")
def _half(found: re.Match[str], here: Here) -> Spans:
    return _of(found["rest"], here, lambda base: parts.halved(base, first=found["half"] == "1"))


@rules.on(rf"{_RANK} {_THING}(?: (?:van|in))? (?P<rest>.+)")
def _ranked(found: re.Match[str], here: Here) -> Spans:
    if found["rest"].split()[0] in {"na", "voor", "vanaf"}:
        return ()
    rank, thing = int(found["rank"]), found["thing"]
    return _of(found["rest"], here, lambda base: parts.ranked_in(base, rank, thing))


@rules.on(rf"(?:{_RANK} )?{_THING} (?P<side>na|voor|vanaf) (?P<rest>.+)")
def _beside(found: re.Match[str], here: Here) -> Spans:
    rank, thing = int(found["rank"] or 1), found["thing"]
    backward = found["side"] == "voor"
    if rank < 0 and not (backward and rank == -1):
        return ()
    return _of(found["rest"], here, lambda base: parts.counted(parts.crisp(base), abs(rank), thing, found["side"]))


@rules.on(rf"{COUNT} {UNIT} (?P<side>na|voor|vanaf) (?P<rest>.+)")
def _at_a_distance(found: re.Match[str], here: Here) -> Spans:
    count, unit = int(found["count"]), found["unit"]
    bases = [parts.crisp(base) for base in _inner(found["rest"], here)]
    if found["side"] == "voor":
        return tuple(one_day(shifted(base.first, -count, unit)) for base in bases)
    return tuple(one_day(shifted(base.last, count, unit)) for base in bases)


@rules.on(rf"(?P<rest>.+) (?:over|binnen) {COUNT} {UNIT}")
def _later(found: re.Match[str], here: Here) -> Spans:
    """ "vrijdag over een week". To many "vandaag over acht dagen" is a week from now, to others it is eight days."""
    count, unit = int(found["count"]), found["unit"]
    counts = (count - 1, count) if unit == "dag" and count in {8, 15} else (count,)
    bases = [base for base in spans(found["rest"], here.deeper()) if base.is_day]
    return tuple(one_day(shifted(base.first, count, unit)) for base in bases for count in counts)


@rules.on(r"W(?P<weekday>[1-7])(?: van| in)? (?P<rest>.+)")
def _weekday_of(found: re.Match[str], here: Here) -> Spans:
    inside = spans(found["rest"], here.deeper())
    return tuple(day for base in inside for day in parts.weekdays(base, int(found["weekday"])))


@rules.on(r"(?P<rest>.+) W(?P<weekday>[1-7])")
def _weekday_behind(found: re.Match[str], here: Here) -> Spans:
    """ "volgende week vrijdag"; behind a single day, as in "24/4 (vrijdag)", it confirms that day."""
    before = spans(found["rest"], here.deeper())
    if all(base.is_day for base in before):
        return tuple(day for base in before for day in days.on_weekday(base.first, found["weekday"]))
    return tuple(day for base in before for day in parts.weekdays(base, int(found["weekday"])))


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
    other = here.looking(Prefer.PAST if here.forward else Prefer.FUTURE, here.today)
    meant = lookups.within(kind, when, here) or lookups.within(kind, spans(rest, other.deeper()), here)
    if not meant:
        raise UnreadableError(Why.NO_MEETING)
    return meant
