"""The lines of an agenda as rows on screen, page by page."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.agenda import Line
from bot.items import Sort
from handlers import kit
from handlers.items import speech
from handlers.words import Sentence, Words, harmless

PAGE_ROWS = 35
"""Rows on one page: each is a block, and a message has fifty."""
PAGE_CHARACTERS = 9_000
"""Characters on one page, addresses of links included: Slack refuses a message whose blocks are much longer."""
_ROW_CHARACTERS = 80
_INDENT, _GAP = "    ", "  "


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line for a template: as parts of rich text with its attachments, and as one sentence."""

    item: int
    parts: list[kit.Piece | str | Sentence]
    sentence: Sentence


def rows(words: Words, lines: Sequence[Line]) -> list[Row]:
    """A row for each line."""
    return [row(words, line) for line in lines]


def page(lines: Sequence[Line], *, start: int) -> tuple[Sequence[Line], int | None]:
    """The lines from place `start` (0 is first) that fit on one page, and where the next page starts, if any."""
    start = max(0, min(start, len(lines)))
    end = start
    characters = 0
    while end < len(lines) and end - start < PAGE_ROWS:
        characters += _cost(lines[end])
        if characters > PAGE_CHARACTERS and end > start:
            break
        end += 1
    return lines[start:end], end if end < len(lines) else None


def details(words: Words, line: Line) -> Sentence | None:
    """ "ter bespreking, 20 min, door Lena Verhulst"; None when there is nothing to add."""
    parts = [] if line.sort is Sort.BREAK else [words.say(speech.KINDS[line.kind])]
    if line.minutes is not None:
        parts.append(words.say("{minutes} min", minutes=line.minutes))
    if line.presenter:
        parts.append(words.say("door {presenter}", presenter=line.presenter))
    if line.guest and line.fixed_at:
        parts.append(words.say("externe gast, om {fixed_at}", fixed_at=line.fixed_at))
    elif line.guest:
        parts.append(words.say("externe gast"))
    elif line.fixed_at:
        parts.append(words.say("vast om {fixed_at}", fixed_at=line.fixed_at))
    if line.late:
        parts.append(words.say("laattijdig"))
    return dotted(parts) if parts else None


def dotted(parts: Sequence[Sentence]) -> Sentence:
    """ "a · b · c"."""
    return _joined(" · ", parts)


def attachments(words: Words, line: Line) -> list[kit.Piece]:
    """The attachments as links with a name."""
    return [
        kit.link(_address(each.url), each.title or words.say("bijlage {n}", n=n))
        for n, each in enumerate(line.attachments, start=1)
    ]


def row(words: Words, line: Line) -> Row:
    """One line, as readers see it: "9u30 · 4.1  Titel  (ter bespreking · 20 min)"."""
    label = " · ".join(filter(None, (words.hour(line.starts) if line.starts else "", line.number)))
    more = details(words, line)
    return Row(item=line.item, parts=_parts(words, line, label, more), sentence=_sentence(line, label, more))


def _parts(words: Words, line: Line, label: str, more: Sentence | None) -> list[kit.Piece | str | Sentence]:
    parts: list[kit.Piece | str | Sentence] = [_INDENT] if line.under is not None else []
    if label:
        parts += [kit.bold(label), _GAP]
    parts.append(kit.italic(line.title) if line.sort is Sort.BREAK else line.title)
    if more is not None:
        parts += [_GAP, "(", more, ")"]
    for leaf in attachments(words, line):
        parts += [_GAP, leaf]
    return parts


def _sentence(line: Line, label: str, more: Sentence | None) -> Sentence:
    parts = [_verbatim(line.title)]
    if label:
        parts.insert(0, Sentence(plain=label, marked=f"*{label}*"))
    if line.under is not None:
        parts.insert(0, _verbatim("↳"))
    if more is not None:
        parts.append(Sentence(plain=f"({more.plain})", marked=f"({more.marked})"))
    return _joined(_GAP, parts)


def _verbatim(text: str) -> Sentence:
    return Sentence(plain=text, marked=harmless(text))


def _joined(between: str, parts: Sequence[Sentence]) -> Sentence:
    return Sentence(
        plain=between.join(each.plain for each in parts), marked=between.join(each.marked for each in parts)
    )


def _address(url: str) -> str:
    """An address that Slack takes as a link; anything else is shown by its name only."""
    return url if url.startswith(("https://", "http://")) else ""


def _cost(line: Line) -> int:
    links = sum(len(each.url) + len(each.title) for each in line.attachments)
    return _ROW_CHARACTERS + len(line.title) + len(line.presenter) + links
