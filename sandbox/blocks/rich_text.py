"""Rich text: sections, lists, quotes and preformatted text, and the leaves in them. Text leaves need no escaping."""

from sandbox.blocks.shape import Check, anything, boolean, by_type, integer, list_of, one_of, string, thing

_STYLE = thing({}, {name: boolean for name in ("bold", "italic", "strike", "code", "underline", "highlight", "unlink")})


def _leaf(required: dict[str, Check], optional: dict[str, Check] | None = None) -> Check:
    return thing({"type": anything, **required}, {"style": _STYLE, **(optional or {})})


_LEAF = by_type(
    {
        "text": _leaf({"text": string(least=1)}),
        "link": _leaf({"url": string(least=1, most=3000)}, {"text": string(), "unsafe": boolean}),
        "user": _leaf({"user_id": string(least=1)}),
        "usergroup": _leaf({"usergroup_id": string(least=1)}),
        "channel": _leaf({"channel_id": string(least=1)}),
        "team": _leaf({"team_id": string(least=1)}),
        "emoji": _leaf({"name": string(least=1)}, {"unicode": string(), "skin_tone": integer(least=1, most=6)}),
        "broadcast": _leaf({"range": one_of("here", "channel", "everyone")}),
        "color": _leaf({"value": string(least=1)}),
        "date": _leaf(
            {"timestamp": integer(least=0, most=99_999_999_999), "format": string(least=1)},
            {"url": string(least=1, most=3000), "fallback": string(least=1)},
        ),
    },
    called="rich text leaf",
)
_LEAVES = list_of(_LEAF, least=0, most=10_000)
_BORDER = integer(least=0, most=1)
_SECTION = thing({"type": anything, "elements": _LEAVES})

_PART = by_type(
    {
        "rich_text_section": _SECTION,
        "rich_text_list": thing(
            {
                "type": anything,
                "style": one_of("bullet", "ordered"),
                "elements": list_of(by_type({"rich_text_section": _SECTION}, called="item of a list"), most=10_000),
            },
            {"indent": integer(least=0, most=8), "offset": integer(least=0, most=100_000), "border": _BORDER},
        ),
        "rich_text_quote": thing({"type": anything, "elements": _LEAVES}, {"border": _BORDER}),
        "rich_text_preformatted": thing(
            {"type": anything, "elements": _LEAVES}, {"border": _BORDER, "language": string(least=1)}
        ),
    },
    called="rich text element",
)

ELEMENTS = list_of(_PART, most=10_000)
BLOCK = by_type(
    {"rich_text": thing({"type": anything, "elements": ELEMENTS}, {"block_id": string(most=255, least=1)})},
    called="block",
)
