"""Rich text: paragraphs, lists and quotes in which nothing a member typed has a meaning."""

from collections.abc import Iterable
from typing import Any

from handlers.kit.text import Label, Piece, bare
from handlers.words import ChannelLink, Mention


def bold(text: Label) -> Piece:
    """A bold leaf of rich text."""
    return Piece(type="text", text=_leaf_text(text), style={"bold": True})


def italic(text: Label) -> Piece:
    """A slanted leaf of rich text."""
    return Piece(type="text", text=_leaf_text(text), style={"italic": True})


def link(url: str, text: Label) -> Piece:
    """A link leaf of rich text; without an address it is its bare text."""
    if not url:
        return Piece(type="text", text=_leaf_text(text))
    return Piece(type="link", url=url, text=_leaf_text(text))


def rich(*parts: Label | Mention | ChannelLink | Piece) -> Piece:
    """A paragraph of rich text: every part is shown as it is, members' words included."""
    return Piece(type="rich_text", elements=[_rich_section(parts)])


def bullets(lines: Iterable[Any], *, ordered: bool = False) -> Piece:
    """A list; each line is one part or a sequence of parts as in `rich`. Never empty."""
    items = [_rich_section(line if isinstance(line, list | tuple) else (line,)) for line in lines]
    if not items:
        raise TypeError("Slack refuses a list without lines: leave it out")
    return Piece(
        type="rich_text",
        elements=[Piece(type="rich_text_list", style="ordered" if ordered else "bullet", elements=items)],
    )


def quote(text: str) -> Piece:
    """A member's own words, set apart, with nothing lost: line breaks included."""
    leaf = Piece(type="text", text=_leaf_text(text))
    return Piece(type="rich_text", elements=[Piece(type="rich_text_quote", elements=[leaf])])


def _leaf_text(text: Label) -> str:
    # Slack refuses an empty leaf; a dash says that nothing was written.
    return bare(text) or "–"


def _rich_section(parts: Iterable[Label | Mention | ChannelLink | Piece]) -> Piece:
    return Piece(type="rich_text_section", elements=[_leaf(part) for part in parts])


def _leaf(part: Label | Mention | ChannelLink | Piece) -> Piece:
    match part:
        case Piece():
            return part
        case Mention(user=user):
            return Piece(type="user", user_id=user)
        case ChannelLink(channel=channel):
            return Piece(type="channel", channel_id=channel)
    return Piece(type="text", text=_leaf_text(part))
