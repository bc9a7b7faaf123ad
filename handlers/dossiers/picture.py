"""The timeline of a dossier as a picture: one row a step, from top to bottom, legible on a phone.

It has a background of its own, so that it reads the same on a light and on a dark screen, and says nothing by colour
alone. Drawn with the Agg canvas, without any window or shared state, so that a thread may do it.
"""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, get_font

WIDTH = 1080
"""Pixels across: three for each point of a phone's screen."""

_DPI = 100
_LINE = 44
_PADDING = 26
_HEAD = 60
_CHARACTERS = 38
_MOST_LINES = 3
_MANY = 20
"""With more rows than this each has a line less: the picture stays one that can be scrolled through."""
_RAIL = 330

_PAPER, _INK, _GREY, _ACCENT, _ALERT = "#fdfcf8", "#1d1c1d", "#55534f", "#1264a3", "#b3261e"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One step as it is drawn: when in one or two short lines, what, and how it stands."""

    when: Sequence[str]
    text: str
    note: str = ""
    is_done: bool = False
    is_range: bool = False
    is_deadline: bool = False


def draw(title: str, subtitle: str, rows: Sequence[Row], *, today: str, today_before: int | None) -> bytes:
    """The PNG. `today` stands as a line above row number `today_before`; None leaves it out."""
    heads = textwrap.wrap(_legible(title), 40)[:3]
    most = _MOST_LINES if len(rows) <= _MANY else _MOST_LINES - 1
    texts = [_lines(row, most) for row in rows]
    heights = [max(len(row.when), len(text)) * _LINE + _PADDING for row, text in zip(rows, texts, strict=True)]
    marker = _LINE + 16 if today_before is not None else 0
    head = len(heads) * _HEAD + _LINE + 70
    height = head + sum(heights) + marker + 40
    figure = Figure(figsize=(WIDTH / _DPI, height / _DPI), dpi=_DPI, facecolor=_PAPER)
    pen = _Pen(figure, height)
    for place, each in enumerate(heads):
        pen.write(40, 50 + place * _HEAD, each, size=32, bold=True)
    pen.write(40, 50 + len(heads) * _HEAD, _legible(subtitle), size=21, colour=_GREY)
    y = head
    pen.rail(_RAIL, head, height - 40)
    for place, (row, text, room) in enumerate(zip(rows, texts, heights, strict=True)):
        if place == today_before:
            pen.today(y, _legible(today))
            y += marker
        pen.row(row, text, y)
        y += room
    if today_before == len(rows):
        pen.today(y, _legible(today))
    out = BytesIO()
    FigureCanvasAgg(figure)
    figure.savefig(out, format="png", dpi=_DPI)
    return out.getvalue()


class _Pen:
    """Draws in pixels from the top left."""

    def __init__(self, figure: Figure, height: int) -> None:
        self._axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
        self._axes.set_xlim(0, WIDTH)
        self._axes.set_ylim(height, 0)
        self._axes.set_axis_off()

    def write(self, x: float, y: float, text: str, *, size: float = 23, bold: bool = False, colour: str = _INK) -> None:
        # Nothing that a member typed is a formula.
        self._axes.text(
            x,
            y,
            text,
            fontsize=size * 0.72,
            color=colour,
            va="center",
            parse_math=False,
            fontweight="bold" if bold else "normal",
        )

    def rail(self, x: float, top: float, bottom: float) -> None:
        self._axes.plot([x, x], [top, bottom], color="#c9c5bb", linewidth=3, solid_capstyle="round", zorder=1)

    def row(self, row: Row, text: Sequence[str], y: float) -> None:
        colour = _ALERT if row.is_deadline else _ACCENT
        for place, each in enumerate(row.when):
            self.write(
                40, y + 22 + place * _LINE, each, size=25, bold=place == 0, colour=_ALERT if row.is_deadline else _INK
            )
        low = y + 22 + (len(row.when) - 1) * _LINE if row.is_range else y + 22
        if row.is_range:
            self._axes.plot([_RAIL, _RAIL], [y + 22, low], color=colour, linewidth=11, solid_capstyle="round", zorder=2)
        face = colour if row.is_done or row.is_deadline else _PAPER
        shape = "D" if row.is_deadline else "o"
        self._axes.plot(
            [_RAIL], [y + 22], shape, markersize=16, color=colour, markerfacecolor=face, markeredgewidth=3.5, zorder=3
        )
        for place, each in enumerate(text):
            is_note = bool(row.note) and place == len(text) - 1
            self.write(
                _RAIL + 40,
                y + 22 + place * _LINE,
                each,
                size=25,
                bold=row.is_deadline,
                colour=_GREY if is_note else _INK,
            )

    def today(self, y: float, text: str) -> None:
        self._axes.plot([40, WIDTH - 40], [y + 12, y + 12], color=_INK, linewidth=2, linestyle=(0, (4, 3)), zorder=0)
        self._axes.text(
            WIDTH - 40,
            y + 12,
            text,
            fontsize=16,
            color=_PAPER,
            ha="right",
            va="center",
            parse_math=False,
            bbox={"boxstyle": "round,pad=0.35", "facecolor": _INK, "edgecolor": _INK},
        )


def _lines(row: Row, most: int) -> list[str]:
    """What happens, in at most so many lines: the whole of it stands in the text beside the picture."""
    text = textwrap.wrap(_legible(row.text), _CHARACTERS, max_lines=most, placeholder=" …") or [""]
    return [*text, _legible(row.note)] if row.note else text


def _legible(text: str) -> str:
    """The text without what the font has no shape for: an emoji, say."""
    return " ".join("".join(character for character in text if _has_shape(character)).split())


@lru_cache(maxsize=4096)
def _has_shape(character: str) -> bool:
    return character == " " or get_font(findfont(FontProperties())).get_char_index(ord(character)) != 0
