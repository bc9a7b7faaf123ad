"""The picture of a year: one stacked bar, and the year before for comparison; legible on a phone, on light and dark."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from threading import Lock
from typing import Any

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from bot.budget import Overview
from bot.errors import N_
from handlers.words import Sentence, Words

WIDTH, HEIGHT, DPI = 6.0, 5.8, 180
"""Inches and dots: 1080 by about 1040 points, the width of a phone."""

PAPER, INK, GREY, RED = "#ffffff", "#1a1d21", "#5b6066", "#b3261e"

PARTS = (
    ("settled", N_("Afgerekend"), "#1f3a5f", ""),
    ("committed", N_("Goedgekeurd"), "#2f6fb3", "//"),
    ("reserved", N_("Principieel gereserveerd"), "#7fb0dc", ".."),
    ("asked", N_("Gevraagd"), "#f2b84b", "xx"),
    ("left", N_("Vrij als alles doorgaat"), "#e3e7ec", ""),
)
"""Of each part its colour and its pattern: nobody has to tell the parts apart by colour alone."""

_DRAWING = Lock()
"""matplotlib's fonts are shared by all threads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One year, in cents. `left` is never below zero; what is short shows as a bar that passes the budget."""

    year: int
    budget: int
    settled: int
    committed: int
    reserved: int
    asked: int
    left: int

    @property
    def length(self) -> int:
        """How far the bar reaches."""
        return max(self.budget, self.settled + self.committed + self.reserved + self.asked)


def bar(overview: Overview) -> Bar:
    """The parts of a year, as the picture shows them."""
    shown, asked = overview.balances, overview.asked + overview.more
    return Bar(
        year=overview.year,
        budget=shown.budget,
        settled=shown.settled,
        committed=shown.committed,
        reserved=shown.reserved,
        asked=asked,
        left=max(0, shown.free - asked),
    )


def draw(words: Words, overviews: Sequence[Overview], *, title: str) -> bytes:
    """A PNG of these years, the first one in full below the bars."""
    bars = [bar(each) for each in overviews]
    with _DRAWING:
        figure = Figure(figsize=(WIDTH, HEIGHT), dpi=DPI, facecolor=PAPER)
        FigureCanvasAgg(figure)
        _bars(figure.add_axes((0.13, 0.61, 0.82, 0.27)), bars, words)
        figure.text(0.05, 0.935, _shortened(title), fontsize=15, fontweight="bold", color=INK, va="center")
        _legend(figure, bars[0], words)
        made = BytesIO()
        figure.savefig(made, format="png", facecolor=PAPER, metadata={"Software": "irojbot"})
    return made.getvalue()


def _bars(axes: Any, bars: Sequence[Bar], words: Words) -> None:
    longest = max((each.length for each in bars), default=0)
    if not longest:
        axes.set_axis_off()
        told = words.say("Nog geen budget en nog geen vragen in {year}.", year=str(bars[0].year))
        axes.text(0.42, 0.5, told.plain, fontsize=14, color=GREY, ha="center", va="center", transform=axes.transAxes)
        return
    for place, each in enumerate(bars):
        start = 0
        for name, _, color, hatch in PARTS:
            cents = getattr(each, name)
            if cents:
                axes.barh(place, cents, left=start, height=0.62, color=color, hatch=hatch, edgecolor=INK, linewidth=0.6)
            start += cents
        if each.budget:
            axes.plot([each.budget] * 2, [place - 0.42, place + 0.42], color=RED, linewidth=2.5, solid_capstyle="butt")
    axes.set_xlim(0, longest * 1.02)
    axes.set_ylim(len(bars) - 0.45, -0.55)
    axes.set_yticks(range(len(bars)), [str(each.year) for each in bars], fontsize=15, color=INK, fontweight="bold")
    # Few and round marks, so that they never run into each other on a phone.
    axes.set_xticks([0, longest / 2, longest], [words.money(round(mark)) for mark in (0, longest / 2, longest)])
    for label, side in zip(axes.get_xticklabels(), ("left", "center", "right"), strict=True):
        label.set(fontsize=11, color=GREY, ha=side)
    axes.tick_params(length=0)
    for side in axes.spines.values():
        side.set_visible(False)
    axes.set_facecolor(PAPER)


def _legend(figure: Any, first: Bar, words: Words) -> None:
    """Every part with its amount: the numbers are what people look for."""
    top, step = 0.46, 0.066
    heading = words.say("Jaarbudget {year}", year=str(first.year))
    figure.add_artist(Line2D([0.075, 0.075], [top - 0.018, top + 0.028], color=RED, linewidth=2.5))
    _row(figure, top + 0.005, heading, first.budget, words, bold=True)
    figure.add_artist(_line(0.05, 0.95, top - 0.035))
    for row, (name, label, color, hatch) in enumerate(PARTS, start=1):
        height = top - 0.012 - row * step
        figure.add_artist(_swatch(0.05, height - 0.02, color, hatch))
        _row(figure, height, words.say(label), getattr(first, name), words)
    short = first.settled + first.committed + first.reserved + first.asked - first.budget
    if short > 0:
        height = top - 0.012 - (len(PARTS) + 1) * step
        _row(figure, height, words.say("Te kort als alles doorgaat"), short, words, bold=True, color=RED)


def _row(
    figure: Any,
    height: float,
    label: Sentence,
    cents: int,
    words: Words,
    *,
    bold: bool = False,
    color: str = INK,
) -> None:
    look = {"fontsize": 14, "fontweight": "bold" if bold else "normal", "color": color, "va": "center"}
    figure.text(0.12, height, label.plain, **look)
    figure.text(0.95, height, words.money(cents), ha="right", **look)


def _line(left: float, right: float, height: float) -> Any:
    return Line2D([left, right], [height, height], color=GREY, linewidth=0.8)


def _swatch(left: float, bottom: float, color: str, hatch: str) -> Any:
    return Rectangle((left, bottom), 0.05, 0.04, facecolor=color, hatch=hatch, edgecolor=INK, linewidth=0.6)


def _shortened(title: str) -> str:
    """The title on one line of the picture; a body's name can be long."""
    return title if len(title) <= 44 else title[:43].rstrip() + "…"
