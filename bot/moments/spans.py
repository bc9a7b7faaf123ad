"""A stretch of days as the rules build it, where the speaker stands, and the table that tries rules in order."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum, auto
from functools import cached_property

from bot.moments.readings import YEARS_AROUND, Meeting, Prefer, UnreadableError, Why

DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)
DEEPEST = 4
WHICH = "(?P<which>deze|komende|volgende|vorige|afgelopen)"


class Grain(Enum):
    """What sort of stretch it is; the borders of a deadline ("tegen", "tot") treat them differently."""

    DAY = auto()
    FEAST = auto()
    CALENDAR = auto()
    BREAK = auto()
    BEGIN = auto()
    MIDDLE = auto()
    END = auto()
    SEASON = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """First to last day, both included. `name` is how the period is called aloud, with its year.

    `meeting` is the one that the words point at; `moves` when they mean whichever meeting comes next.
    """

    first: date
    last: date
    grain: Grain
    fuzzy: bool = False
    name: str = ""
    meeting: Meeting | None = None
    moves: bool = False

    @property
    def is_day(self) -> bool:
        return self.grain in {Grain.DAY, Grain.FEAST}


Spans = tuple[Span, ...]
"""The readings of a text: none when no rule fits, several when it honestly has several meanings."""


def one_day(day: date, grain: Grain = Grain.DAY) -> Span:
    return Span(first=day, last=day, grain=grain)


def different(*spans: Span) -> Spans:
    """The readings that remain when two of them turn out to be the same days."""
    return tuple({(span.first, span.last): span for span in reversed(spans)}.values())[::-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """Where the speaker stands. `pivot` is the day from which a date without a year is looked for.

    It is today, except for the second half of a range or list, which is looked for from the first.
    """

    today: date
    pivot: date
    prefer: Prefer
    meetings: tuple[Meeting, ...] = ()
    depth: int = 0

    @property
    def forward(self) -> bool:
        return self.prefer is Prefer.FUTURE

    def looking(self, prefer: Prefer, pivot: date) -> "Here":
        """The same speaker, looking forward or back from another day."""
        return replace(self, prefer=prefer, pivot=pivot)

    def deeper(self) -> "Here":
        """For a phrase within a phrase ("de vrijdag na" ...). Nobody nests five of them."""
        if self.depth == DEEPEST:
            raise UnreadableError(Why.NOT_A_DATE)
        return replace(self, depth=self.depth + 1)

    def year(self, typed: str) -> int:
        """A typed year. Raises `UnreadableError` when it is more than ten years away."""
        if abs(int(typed) - self.today.year) > YEARS_AROUND:
            raise UnreadableError(Why.TOO_FAR, given=typed)
        return int(typed)

    def occurrence(self, in_year: Callable[[int], Span]) -> Span:
        """Of what comes every year: the next one that is not over yet, or the last one that has begun."""
        spans = [in_year(year) for year in range(self.pivot.year - 2, self.pivot.year + 3)]
        if self.forward:
            return next(span for span in spans if span.last >= self.pivot)
        return next(span for span in reversed(spans) if span.first <= self.pivot)

    def in_year_or_next(self, in_year: Callable[[int], Span], typed: str | None) -> Span:
        """Of what comes every year: that of the typed year, else its occurrence from here."""
        return in_year(self.year(typed)) if typed else self.occurrence(in_year)

    def which(self, word: str, in_year: Callable[[int], Span]) -> Spans:
        """Of what comes every year: "deze", "komende", "volgende", "vorige" or "afgelopen", seen from today.

        "volgende zomer", said in spring, is this year's to some and next year's to others. "deze zomer" is this
        year's, also when it is over; "deze winter" must have begun or come soon, else raises `UnreadableError`.
        """
        coming = self.looking(Prefer.FUTURE, self.today).occurrence(in_year)
        after = self.looking(Prefer.FUTURE, coming.last + DAY).occurrence(in_year)
        under_way = coming.first <= self.today
        if word == "komende":
            return (after if under_way else coming,)
        if word == "volgende":
            return (after,) if under_way else (coming, after)
        if word != "deze":
            return (in_year(coming.first.year - 1),)
        this_year = in_year(self.today.year)
        if coming.first.year != coming.last.year and not under_way and self.today.month <= 6:
            raise UnreadableError(Why.VAGUE)
        return (coming if under_way else this_year,)


Rule = Callable[[re.Match[str], Here], Spans]


class Rules:
    """Rules in the order in which they are tried; each matches a whole text or not at all.

    Patterns are compiled at the first reading, so that importing the bot stays quick.
    """

    def __init__(self) -> None:
        self._rules: list[tuple[str, Rule]] = []

    def on(self, pattern: str) -> Callable[[Rule], Rule]:
        """Add a rule for texts of this form. A rule that gives nothing passes the text on to the next."""

        def add(rule: Rule) -> Rule:
            self._rules.append((pattern, rule))
            return rule

        return add

    @cached_property
    def _compiled(self) -> tuple[tuple[re.Pattern[str], Rule], ...]:
        return tuple((re.compile(pattern), rule) for pattern, rule in self._rules)

    def read(self, text: str, here: Here) -> Spans:
        """The spans of the first rule that fits. Raises `UnreadableError` for a date that cannot be."""
        for pattern, rule in self._compiled:
            if (found := pattern.fullmatch(text)) and (spans := rule(found, here)):
                return spans
        return ()
