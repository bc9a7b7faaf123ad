"""The composition objects of Block Kit: texts, options, option groups, confirmation dialogs, filters."""

from collections.abc import Iterator, Mapping
from typing import Any

from sandbox.blocks.shape import Check, Place, Problem, anything, boolean, by_type, list_of, one_of, string, thing

ID = string(most=255, least=1)
URL = string(most=3000, least=1, pattern=r"[a-z][a-z0-9+.-]*:.+", like="a URL")
WEB_URL = string(most=3000, least=1, pattern=r"https?://.+", like="a web address")


def plain(most: int, *, least: int = 1) -> Check:
    return by_type({"plain_text": _plain(most, least)}, called="text type (only plain_text is allowed here)")


def text(most: int, *, least: int = 1) -> Check:
    """Plain text or mrkdwn."""
    return by_type({"plain_text": _plain(most, least), "mrkdwn": _mrkdwn(most, least)}, called="text type")


def _plain(most: int, least: int) -> Check:
    return thing({"type": anything, "text": string(most=most, least=least)}, {"emoji": boolean})


def _mrkdwn(most: int, least: int) -> Check:
    return thing({"type": anything, "text": string(most=most, least=least)}, {"verbatim": boolean})


CONFIRM = thing(
    {"title": plain(100), "text": text(300), "confirm": plain(30), "deny": plain(30)},
    {"style": one_of("primary", "danger")},
)

OPTION = thing({"text": plain(75), "value": string(most=150, least=1)}, {"description": plain(75)})
OVERFLOW_OPTION = thing({"text": plain(75), "value": string(most=150, least=1)}, {"description": plain(75), "url": URL})
LISTED_OPTION = thing({"text": text(75), "value": string(most=150, least=1)}, {"description": text(75)})
OPTION_GROUP = thing({"label": plain(75), "options": list_of(OPTION, most=100)})

FILTER = thing(
    {},
    {
        "include": list_of(one_of("im", "mpim", "private", "public"), most=4),
        "exclude_external_shared_channels": boolean,
        "exclude_bot_users": boolean,
    },
)

DISPATCH_CONFIG = thing({}, {"trigger_actions_on": list_of(one_of("on_enter_pressed", "on_character_entered"), most=2)})


def offered(element: Mapping[str, Any]) -> list[Any]:
    """Every option of an element, those in groups included."""
    groups = element.get("option_groups", [])
    return [*element.get("options", []), *(option for group in groups for option in group["options"])]


def initial_is_offered(element: Any, place: Place) -> Iterator[Problem]:
    """Slack compares text, value and description: a first choice that differs in any of them is refused."""
    options = [_bare(option) for option in offered(element)]
    if "initial_option" in element and _bare(element["initial_option"]) not in options:
        yield place.at("initial_option").problem("must be exactly one of the options")
    for index, option in enumerate(element.get("initial_options", [])):
        if _bare(option) not in options:
            yield place.at("initial_options").at(index).problem("must be exactly one of the options")


def _bare(option: Mapping[str, Any]) -> dict[str, Any]:
    """The option without what makes no difference: an `emoji` that is left out is true."""
    return {
        key: {"emoji": True} | inner if isinstance(inner, dict) and inner.get("type") == "plain_text" else inner
        for key, inner in option.items()
    }
