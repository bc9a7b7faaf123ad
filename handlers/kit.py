"""The pieces of Block Kit as functions for the templates: small, composable, and safe for members' words.

A label is a `Sentence`, a `str` or an `int`. Where Slack reads mrkdwn a bare `str` is made harmless; in `plain_text`
and `rich_text`, where nothing has a meaning, it stays as it was typed. Lists skip `None`, so that
`button(...) if mine else None` leaves a piece out.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, TypeAlias

from markupsafe import Markup

from handlers.words import ChannelLink, Mention, Sentence, harmless

OPTION_LENGTH = 75
"""Characters Slack shows of an option of a select."""

Label: TypeAlias = str | int | Sentence
Caller: TypeAlias = Callable[[], Markup]


class Piece(dict[str, Any]):
    """A part of Block Kit that a template may print as JSON; plain dicts are refused there."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose in a select, radio group or checkbox list. `value` comes back when chosen."""

    value: str | int
    label: Label
    description: Label | None = None


# Text


def plain(text: Label) -> Piece:
    """A plain_text object."""
    return Piece(type="plain_text", text=_bare(text), emoji=False)


def mrkdwn(text: Label) -> Piece:
    """A mrkdwn object; `verbatim` keeps Slack from turning `#name`, `@here` and addresses into links."""
    return Piece(type="mrkdwn", text=_marked(text), verbatim=True)


def short(text: Label) -> str:
    """A label for an option, on one line and cut to what Slack takes. The one place where text is cut."""
    line = " ".join(_bare(text).split())
    return line if len(line) <= OPTION_LENGTH else line[: OPTION_LENGTH - 1].rstrip() + "…"


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


# Blocks


def section(
    text: Label, *, accessory: Piece | None = None, fields: Sequence[Label] = (), block_id: str | None = None
) -> Piece:
    """A paragraph, with an element beside it or short fields below it. `block_id` lets the focus follow a row."""
    return _without_none(
        type="section",
        block_id=block_id,
        text=mrkdwn(text),
        accessory=accessory,
        fields=[mrkdwn(field) for field in fields] or None,
    )


def header(text: Label) -> Piece:
    """A large title."""
    return Piece(type="header", text=plain(text))


def context(*texts: Label | None) -> Piece:
    """Small grey text."""
    return Piece(type="context", elements=[mrkdwn(text) for text in texts if text is not None])


def divider() -> Piece:
    """A line."""
    return Piece(type="divider")


def image(url: str, alt: Label, *, title: Label | None = None) -> Piece:
    """A picture, always with its meaning in words."""
    return _without_none(type="image", image_url=url, alt_text=_bare(alt), title=_plain_or_none(title))


def alert(text: Label, level: str = "warning") -> Piece:
    """A coloured notice; modals only, at most 200 characters. Levels: info, warning, error, success."""
    return Piece(type="alert", text=mrkdwn(text), level=level)


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


def actions(
    elements: Sequence[Piece | None] = (), *, block_id: str | None = None, caller: Caller | None = None
) -> Piece | Markup:
    """A row of buttons and selects, given as a list or as the body of `{% call actions() %}`.

    Slack wants every action_id in one row to be different: a name that comes back gets `:2`, `:3`, … behind it,
    which the listener table takes off again.
    """
    row = [element for element in elements if element is not None]
    row += [Piece(element) for element in json.loads(f"[{tidy(caller())}]")] if caller else []
    seen: dict[str, int] = {}
    for element in row:
        name = element["action_id"]
        seen[name] = seen.get(name, 0) + 1
        if seen[name] > 1:
            element["action_id"] = f"{name}:{seen[name]}"
    piece = _without_none(type="actions", block_id=block_id, elements=row)
    return printed(piece) if caller else piece


# Things to press and choose


def button(
    action_id: str,
    label: Label,
    value: str | int | None = None,
    *,
    style: str | None = None,
    confirm: Piece | None = None,
    accessibility: Label | None = None,
    url: str | None = None,
) -> Piece:
    """A button. `value` holds an id only; `style` is primary or danger; `accessibility` when the label needs more."""
    return _without_none(
        type="button",
        action_id=action_id,
        text=plain(label),
        value=None if value is None else str(value),
        style=style,
        confirm=confirm,
        accessibility_label=None if accessibility is None else _bare(accessibility),
        url=url,
    )


def confirm(title: Label, text: Label, yes: Label, no: Label, *, danger: bool = False) -> Piece:
    """The question before a button does its work."""
    style = "danger" if danger else None
    return _without_none(title=plain(title), text=plain(text), confirm=plain(yes), deny=plain(no), style=style)


def select(
    choices: Iterable[Choice],
    *,
    initial: str | int | None = None,
    action_id: str | None = None,
    placeholder: Label | None = None,
) -> Piece:
    """Choose one of at most 100. `initial` is the value of one of the choices."""
    options = _options(choices)
    return _without_none(
        type="static_select",
        action_id=action_id,
        options=options,
        initial_option=_chosen(options, [initial])[0] if initial is not None else None,
        placeholder=_plain_or_none(placeholder),
    )


def multi_select(
    choices: Iterable[Choice],
    *,
    initial: Iterable[str | int] = (),
    action_id: str | None = None,
    placeholder: Label | None = None,
    most: int | None = None,
) -> Piece:
    """Choose some of at most 100."""
    options = _options(choices)
    return _without_none(
        type="multi_static_select",
        action_id=action_id,
        options=options,
        initial_options=_chosen(options, initial) or None,
        placeholder=_plain_or_none(placeholder),
        max_selected_items=most,
    )


def radio_buttons(
    choices: Iterable[Choice], *, initial: str | int | None = None, action_id: str | None = None
) -> Piece:
    """Choose one of at most ten, all in sight."""
    options = _options(choices)
    return _without_none(
        type="radio_buttons",
        action_id=action_id,
        options=options,
        initial_option=_chosen(options, [initial])[0] if initial is not None else None,
    )


def checkboxes(choices: Iterable[Choice], *, initial: Iterable[str | int] = (), action_id: str | None = None) -> Piece:
    """Tick some of at most ten."""
    options = _options(choices)
    return _without_none(
        type="checkboxes",
        action_id=action_id,
        options=options,
        initial_options=_chosen(options, initial) or None,
    )


def overflow(action_id: str, choices: Iterable[Choice]) -> Piece:
    """The menu behind three dots, for at most five seldom used deeds."""
    return Piece(type="overflow", action_id=action_id, options=_options(choices))


def external_select(
    action_id: str,
    *,
    initial: Choice | None = None,
    placeholder: Label | None = None,
    from_letters: int = 0,
) -> Piece:
    """Choose one of any number: the options come from `on.options(action_id, ...)` while typing."""
    return _without_none(
        type="external_select",
        action_id=action_id,
        initial_option=None if initial is None else option(initial),
        placeholder=_plain_or_none(placeholder),
        min_query_length=from_letters,
    )


def multi_external_select(
    action_id: str,
    *,
    initial: Iterable[Choice] = (),
    placeholder: Label | None = None,
    from_letters: int = 0,
    most: int | None = None,
) -> Piece:
    """Choose some of any number."""
    return _without_none(
        type="multi_external_select",
        action_id=action_id,
        initial_options=[option(choice) for choice in initial] or None,
        placeholder=_plain_or_none(placeholder),
        min_query_length=from_letters,
        max_selected_items=most,
    )


def users_select(
    *, initial: str | None = None, action_id: str | None = None, placeholder: Label | None = None
) -> Piece:
    """Choose somebody of the workspace."""
    return _without_none(
        type="users_select",
        action_id=action_id,
        initial_user=initial or None,
        placeholder=_plain_or_none(placeholder),
    )


def multi_users_select(
    *, initial: Iterable[str] = (), action_id: str | None = None, placeholder: Label | None = None
) -> Piece:
    """Choose some people of the workspace."""
    return _without_none(
        type="multi_users_select",
        action_id=action_id,
        initial_users=list(initial) or None,
        placeholder=_plain_or_none(placeholder),
    )


def channels_select(
    *,
    initial: str | None = None,
    kinds: Sequence[str] = ("public", "private"),
    action_id: str | None = None,
    placeholder: Label | None = None,
) -> Piece:
    """Choose a channel, of the kinds public and private, that is not shared with outsiders."""
    return _without_none(
        type="conversations_select",
        action_id=action_id,
        initial_conversation=initial or None,
        placeholder=_plain_or_none(placeholder),
        filter={"include": list(kinds), "exclude_bot_users": True},
    )


# Inputs


def input(
    block_id: str,
    label: Label,
    element: Piece,
    *,
    optional: bool = False,
    hint: Label | None = None,
    dispatch: bool = False,
) -> Piece:
    """A field of a form. `block_id` names it in the submission, `name:2` when its old content must not be kept.

    With `dispatch` every change is told to `on.action(block_id, ...)` at once.
    """
    element.setdefault("action_id", block_id.partition(":")[0])
    return _without_none(
        type="input",
        block_id=block_id,
        label=plain(label),
        element=element,
        optional=optional,
        hint=_plain_or_none(hint),
        dispatch_action=dispatch or None,
    )


def text_input(
    *,
    initial: str | None = None,
    most: int | None = None,
    multiline: bool = False,
    placeholder: Label | None = None,
    focus: bool = False,
) -> Piece:
    """Free text of at most `most` characters."""
    return _without_none(
        type="plain_text_input",
        initial_value=initial or None,
        max_length=most,
        multiline=multiline or None,
        placeholder=_plain_or_none(placeholder),
        focus_on_load=focus or None,
    )


def number_input(
    *,
    initial: int | None = None,
    least: int | None = None,
    most: int | None = None,
    placeholder: Label | None = None,
) -> Piece:
    """A whole number."""
    return _without_none(
        type="number_input",
        is_decimal_allowed=False,
        initial_value=None if initial is None else str(initial),
        min_value=None if least is None else str(least),
        max_value=None if most is None else str(most),
        placeholder=_plain_or_none(placeholder),
    )


def email_input(*, initial: str | None = None, placeholder: Label | None = None) -> Piece:
    """An e-mail address."""
    return _without_none(
        type="email_text_input", initial_value=initial or None, placeholder=_plain_or_none(placeholder)
    )


def url_input(*, initial: str | None = None, placeholder: Label | None = None) -> Piece:
    """A web address."""
    return _without_none(type="url_text_input", initial_value=initial or None, placeholder=_plain_or_none(placeholder))


def file_input(*, most: int = 10, kinds: Sequence[str] = ()) -> Piece:
    """Files; `kinds` are extensions without a dot."""
    return _without_none(type="file_input", max_files=most, filetypes=list(kinds) or None)


def datepicker(*, initial: date | None = None, action_id: str | None = None, placeholder: Label | None = None) -> Piece:
    """A day."""
    return _without_none(
        type="datepicker",
        action_id=action_id,
        initial_date=None if initial is None else initial.isoformat(),
        placeholder=_plain_or_none(placeholder),
    )


def timepicker(*, initial: time | None = None, action_id: str | None = None, placeholder: Label | None = None) -> Piece:
    """A wall time."""
    return _without_none(
        type="timepicker",
        action_id=action_id,
        initial_time=None if initial is None else f"{initial:%H:%M}",
        placeholder=_plain_or_none(placeholder),
    )


def datetimepicker(*, initial: datetime | None = None, action_id: str | None = None) -> Piece:
    """A moment; `initial` is aware."""
    return _without_none(
        type="datetimepicker",
        action_id=action_id,
        initial_date_time=None if initial is None else int(initial.timestamp()),
    )


def option(choice: Choice) -> Piece:
    """One option object; the same choice always gives the same object, as Slack wants of an initial option."""
    return _without_none(
        text=plain(short(choice.label)),
        value=str(choice.value),
        description=None if choice.description is None else plain(short(choice.description)),
    )


# Surfaces


def message(text: Label, caller: Caller, *, broadcast: bool = False) -> Markup:
    """A message around the blocks of `{% call message(say("...")) %}`; `text` is what a screen reader says.

    `broadcast` shows a reply in a thread in the channel too.
    """
    return _around({"text": _marked(text)} | ({"reply_broadcast": True} if broadcast else {}), caller)


def modal(
    name: str,
    title: Label,
    caller: Caller,
    *,
    submit: Label | None = None,
    close: Label | None = None,
    metadata: Mapping[str, str | int | None] | None = None,
    notify_on_close: bool = False,
) -> Markup:
    """A modal around the blocks of `{% call modal(...) %}`. `metadata` holds ids only; it comes back in the submission.

    `name` is the callback_id: the template's own name, which `render` fills in.
    """
    head = _without_none(
        type="modal",
        callback_id=name,
        title=plain(title),
        submit=_plain_or_none(submit),
        close=_plain_or_none(close),
        private_metadata=json.dumps(metadata, separators=(",", ":")) if metadata else None,
        notify_on_close=notify_on_close or None,
    )
    return _around(head, caller)


def home(name: str, caller: Caller) -> Markup:
    """A home tab around the blocks of `{% call home() %}`."""
    return _around({"type": "home", "callback_id": name}, caller)


def printed(value: Piece | str | int | None) -> Markup:
    """The JSON of one value, as it stands in what a template prints. Text is printed as it is given."""
    return Markup(json.dumps(value, ensure_ascii=False))  # noqa: S704 - JSON, which nothing in it can break out of.


def tidy(blocks: str) -> str:
    """The blocks a template printed, without the comma after the last."""
    return blocks.rstrip().removesuffix(",")


def _around(head: Mapping[str, Any], caller: Caller) -> Markup:
    opened = json.dumps(head, ensure_ascii=False)[:-1]
    return Markup(f'{opened}, "blocks": [{tidy(caller())}]}}')  # noqa: S704 - made of JSON only.


def _bare(text: Label) -> str:
    if isinstance(text, Sentence):
        return text.plain
    if isinstance(text, bool) or not isinstance(text, str | int):
        raise TypeError(f"{text!r} is not a label")
    return str(text)


def _marked(text: Label) -> str:
    return text.marked if isinstance(text, Sentence) else harmless(_bare(text))


def _leaf_text(text: Label) -> str:
    # Slack refuses an empty leaf; a dash says that nothing was written.
    return _bare(text) or "–"


def _plain_or_none(text: Label | None) -> Piece | None:
    return None if text is None else plain(text)


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


def _options(choices: Iterable[Choice]) -> list[Piece]:
    options = [option(choice) for choice in choices]
    if not options:
        raise TypeError("Slack refuses a select without options: leave it out")
    return options


def _chosen(options: list[Piece], values: Iterable[str | int | None]) -> list[Piece]:
    by_value = {option["value"]: option for option in options}
    return [by_value[str(value)] for value in values]


def _without_none(**parts: Any) -> Piece:
    return Piece({name: part for name, part in parts.items() if part is not None})
