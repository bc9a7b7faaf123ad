"""What can be chosen from: selects, radio buttons, checkboxes, and the choices in them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from handlers.kit.text import Label, Piece, piece, plain, plain_or_none, short


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose in a select, radio group or checkbox list. `value` comes back when chosen."""

    value: str | int
    label: Label
    description: Label | None = None


def select(
    choices: Iterable[Choice],
    *,
    initial: str | int | None = None,
    action_id: str | None = None,
    placeholder: Label | None = None,
) -> Piece:
    """Choose one of at most 100. `initial` is the value of one of the choices."""
    options = _options(choices)
    return piece(
        type="static_select",
        action_id=action_id,
        options=options,
        initial_option=_chosen(options, [initial])[0] if initial is not None else None,
        placeholder=plain_or_none(placeholder),
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
    return piece(
        type="multi_static_select",
        action_id=action_id,
        options=options,
        initial_options=_chosen(options, initial) or None,
        placeholder=plain_or_none(placeholder),
        max_selected_items=most,
    )


def radio_buttons(
    choices: Iterable[Choice], *, initial: str | int | None = None, action_id: str | None = None
) -> Piece:
    """Choose one of at most ten, all in sight."""
    options = _options(choices)
    return piece(
        type="radio_buttons",
        action_id=action_id,
        options=options,
        initial_option=_chosen(options, [initial])[0] if initial is not None else None,
    )


def checkboxes(choices: Iterable[Choice], *, initial: Iterable[str | int] = (), action_id: str | None = None) -> Piece:
    """Tick some of at most ten."""
    options = _options(choices)
    return piece(
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
    return piece(
        type="external_select",
        action_id=action_id,
        initial_option=None if initial is None else option(initial),
        placeholder=plain_or_none(placeholder),
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
    return piece(
        type="multi_external_select",
        action_id=action_id,
        initial_options=[option(choice) for choice in initial] or None,
        placeholder=plain_or_none(placeholder),
        min_query_length=from_letters,
        max_selected_items=most,
    )


def users_select(
    *, initial: str | None = None, action_id: str | None = None, placeholder: Label | None = None
) -> Piece:
    """Choose somebody of the workspace."""
    return piece(
        type="users_select",
        action_id=action_id,
        initial_user=initial or None,
        placeholder=plain_or_none(placeholder),
    )


def multi_users_select(
    *, initial: Iterable[str] = (), action_id: str | None = None, placeholder: Label | None = None
) -> Piece:
    """Choose some people of the workspace."""
    return piece(
        type="multi_users_select",
        action_id=action_id,
        initial_users=list(initial) or None,
        placeholder=plain_or_none(placeholder),
    )


def channels_select(
    *,
    initial: str | None = None,
    kinds: Sequence[str] = ("public", "private"),
    action_id: str | None = None,
    placeholder: Label | None = None,
) -> Piece:
    """Choose a channel, of the kinds public and private, that is not shared with outsiders."""
    return piece(
        type="conversations_select",
        action_id=action_id,
        initial_conversation=initial or None,
        placeholder=plain_or_none(placeholder),
        filter={"include": list(kinds), "exclude_bot_users": True},
    )


def option(choice: Choice) -> Piece:
    """One option object; the same choice always gives the same object, as Slack wants of an initial option."""
    return piece(
        text=plain(short(choice.label)),
        value=str(choice.value),
        description=None if choice.description is None else plain(short(choice.description)),
    )


def _options(choices: Iterable[Choice]) -> list[Piece]:
    options = [option(choice) for choice in choices]
    if not options:
        raise TypeError("Slack refuses a select without options: leave it out")
    return options


def _chosen(options: list[Piece], values: Iterable[str | int | None]) -> list[Piece]:
    by_value = {option["value"]: option for option in options}
    return [by_value[str(value)] for value in values]
