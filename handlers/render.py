"""From a template and its facts to the Block Kit JSON of one message, modal or home tab."""

import json
import re
from collections.abc import Callable, MutableMapping
from functools import lru_cache
from pathlib import Path
from types import FunctionType, MethodType
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, Undefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from handlers import kit
from handlers.words import ChannelLink, Mention, Sentence, Words, escape

TEMPLATES = Path(__file__).parent / "templates"

_SUFFIX = ".json.j2"
_FUNCTIONS = frozenset({FunctionType, MethodType})
_KIT: dict[str, Callable[..., Any]] = {
    piece.__name__: piece
    for piece in (
        *(kit.plain, kit.mrkdwn, kit.short, kit.bold, kit.italic, kit.link),
        *(kit.section, kit.header, kit.context, kit.divider, kit.image, kit.alert),
        *(kit.rich, kit.bullets, kit.quote, kit.actions),
        *(kit.button, kit.confirm, kit.overflow),
        *(kit.select, kit.multi_select, kit.radio_buttons, kit.checkboxes),
        *(kit.external_select, kit.multi_external_select),
        *(kit.users_select, kit.multi_users_select, kit.channels_select),
        *(kit.input, kit.text_input, kit.number_input, kit.email_input, kit.url_input, kit.file_input),
        *(kit.datepicker, kit.timepicker, kit.datetimepicker),
        *(kit.message,),
    )
}

# A string is matched first and kept, so that only a comma outside the strings can be the one too many.
_COMMA_TOO_MANY = re.compile(r'("(?:[^"\\]|\\.)*")|,(?=\s*[\]}])')


def render(template: str, /, *, words: Words, **facts: Any) -> dict[str, Any]:
    """The JSON of `template` ("agenda/card") for one reader.

    A message has `text` and `blocks`; a modal or home tab is the view. Raises `TypeError` for a fact that is no
    scalar where one is printed, and for a fact that hides a word of the templates.
    """
    hidden = facts.keys() & _reserved()
    if hidden:
        raise TypeError(f"{template}: {', '.join(sorted(hidden))} is a word of the templates, not a fact")
    try:
        printed = _template(template).render(facts, **_spoken(words))
    except TypeError as error:
        error.add_note(f"in the template {template}")
        raise
    try:
        view: dict[str, Any] = json.loads(printed)
    except json.JSONDecodeError:
        view = json.loads(_COMMA_TOO_MANY.sub(r"\1", printed))
    return view


def names() -> list[str]:
    """Every template that can be rendered, as "agenda/card"; what starts with `_` in a folder is a part of others."""
    found = (path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob(f"*{_SUFFIX}"))
    return sorted(path.removesuffix(_SUFFIX) for path in found if not path.rpartition("/")[2].startswith("_"))


def check(name: str) -> None:
    """Raise `jinja2.TemplateError` when a template cannot be read."""
    _template(name)


class _Environment(Environment):
    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        # One dictionary: every render copies it, and a chain of two copies much more slowly.
        return {**self.globals, **(d or {})}


class _Context(Context):
    def call(self, called: Callable[..., Any], /, *given: Any, **named: Any) -> Any:
        """Call a function that asks nothing of the template at once; Jinja looks four times whether it does."""
        if type(called) not in _FUNCTIONS or hasattr(called, "jinja_pass_arg"):
            return super().call(called, *given, **named)
        named.pop("_block_vars", None)
        named.pop("_loop_vars", None)
        return called(*given, **named)


@lru_cache(maxsize=512)
def _template(name: str) -> Template:
    return _environment().get_template(name + _SUFFIX)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = _Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_printed,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.context_class = _Context
    environment.globals.update(_KIT, modal=_modal, home=_home, choice=kit.Choice, mention=Mention, channel=ChannelLink)
    return environment


@lru_cache(maxsize=256)
def _spoken(words: Words) -> dict[str, Callable[..., Any]]:
    return {
        "say": words.say,
        "count": words.count,
        "when": words.when,
        "hour": words.hour,
        "money": words.money,
        "join": words.join,
    }


@lru_cache(maxsize=1)
def _reserved() -> frozenset[str]:
    return frozenset(_environment().globals) | {"say", "count", "when", "hour", "money", "join"}


def _printed(value: Any) -> Markup:
    """One JSON value for `{{ value }}`. Text is escaped for mrkdwn; anything without a clear meaning is refused."""
    match value:
        case Markup():
            return value
        case kit.Piece():
            return kit.printed(value)
        case Sentence():
            return kit.printed(value.marked)
        case str():
            return kit.printed(escape(value))
        case None | bool() | int():
            return kit.printed(value)
        case Undefined():
            return Markup(value)  # noqa: S704 - raises, with the name of the fact that is missing.
    raise TypeError(f"{type(value).__name__} is not one JSON value")


@pass_context
def _modal(template: Context, title: kit.Label, **rest: Any) -> Markup:
    return kit.modal(_dotted(template), title, **rest)


@pass_context
def _home(template: Context, **rest: Any) -> Markup:
    return kit.home(_dotted(template), **rest)


def _dotted(template: Context) -> str:
    return (template.name or "").removesuffix(_SUFFIX).replace("/", ".")
