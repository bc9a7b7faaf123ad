"""The fields of a form: what is typed or picked."""

from collections.abc import Sequence
from datetime import date, datetime, time

from handlers.kit.text import Label, Piece, piece, plain, plain_or_none


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
    return piece(
        type="input",
        block_id=block_id,
        label=plain(label),
        element=element,
        optional=optional,
        hint=plain_or_none(hint),
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
    return piece(
        type="plain_text_input",
        initial_value=initial or None,
        max_length=most,
        multiline=multiline or None,
        placeholder=plain_or_none(placeholder),
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
    return piece(
        type="number_input",
        is_decimal_allowed=False,
        initial_value=None if initial is None else str(initial),
        min_value=None if least is None else str(least),
        max_value=None if most is None else str(most),
        placeholder=plain_or_none(placeholder),
    )


def email_input(*, initial: str | None = None, placeholder: Label | None = None) -> Piece:
    """An e-mail address."""
    return piece(type="email_text_input", initial_value=initial or None, placeholder=plain_or_none(placeholder))


def url_input(*, initial: str | None = None, placeholder: Label | None = None) -> Piece:
    """A web address."""
    return piece(type="url_text_input", initial_value=initial or None, placeholder=plain_or_none(placeholder))


def file_input(*, most: int = 10, kinds: Sequence[str] = ()) -> Piece:
    """Files; `kinds` are extensions without a dot."""
    return piece(type="file_input", max_files=most, filetypes=list(kinds) or None)


def datepicker(*, initial: date | None = None, action_id: str | None = None, placeholder: Label | None = None) -> Piece:
    """A day."""
    return piece(
        type="datepicker",
        action_id=action_id,
        initial_date=None if initial is None else initial.isoformat(),
        placeholder=plain_or_none(placeholder),
    )


def timepicker(*, initial: time | None = None, action_id: str | None = None, placeholder: Label | None = None) -> Piece:
    """A wall time."""
    return piece(
        type="timepicker",
        action_id=action_id,
        initial_time=None if initial is None else f"{initial:%H:%M}",
        placeholder=plain_or_none(placeholder),
    )


def datetimepicker(*, initial: datetime | None = None, action_id: str | None = None) -> Piece:
    """A moment; `initial` is aware."""
    return piece(
        type="datetimepicker",
        action_id=action_id,
        initial_date_time=None if initial is None else int(initial.timestamp()),
    )
