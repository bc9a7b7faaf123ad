"""The standing points of a body as text in a form: one a line, with its kind and minutes behind it."""

from collections.abc import Iterable
from dataclasses import replace

from bot import texts
from bot.agenda.standing import MOST_STANDING, StandingPoint
from bot.errors import N_, Refusal
from bot.items import LONGEST_MINUTES, Kind
from bot.lines import duration, kind_of

_WORDS = {
    Kind.INFORMATION: "informatie",
    Kind.DISCUSSION: "bespreking",
    Kind.DECISION: "beslissing",
    Kind.ADVICE: "advies",
    Kind.APPROVAL: "goedkeuring",
}


def written(points: Iterable[StandingPoint]) -> str:
    """One line a point, "Titel | informatie | 5 min", as `read` reads it back."""
    return "\n".join(_written(point) for point in points)


def _written(point: StandingPoint) -> str:
    parts = [point.title, _WORDS[point.kind]]
    if point.minutes is not None:
        parts.append(f"{point.minutes} min")
    return " | ".join(parts)


def read(text: str, *, closing: bool, about: str) -> list[StandingPoint]:
    """The points written in a field, one a line; empty lines are skipped. Raises `Refusal` about the field."""
    rows = [row for row in text.splitlines() if row.strip()]
    if len(rows) > MOST_STANDING:
        raise Refusal(N_("Zet hier hoogstens {most} vaste punten."), about=about, most=MOST_STANDING)
    return [_read(row, closing=closing, about=about) for row in rows]


def _read(row: str, *, closing: bool, about: str) -> StandingPoint:
    title, *parts = (" ".join(part.split()) for part in row.split("|"))
    point = StandingPoint(title=texts.title(title, about=about), closing=closing)
    for part in filter(None, parts):
        kind, minutes = kind_of(part), duration(part)
        if kind is not None:
            point = replace(point, kind=kind)
        elif minutes is not None and 1 <= minutes <= LONGEST_MINUTES:
            point = replace(point, minutes=minutes)
        else:
            raise Refusal(
                N_("Ik begrijp «{piece}» niet bij «{title}». Schrijf bijvoorbeeld: {title} | bespreking | 15 min"),
                about=about,
                piece=part,
                title=point.title,
            )
    return point
