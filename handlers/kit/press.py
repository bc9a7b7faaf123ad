"""What can be pressed: buttons, with the question before them."""

from handlers.kit.text import Label, Piece, bare, piece, plain


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
    return piece(
        type="button",
        action_id=action_id,
        text=plain(label),
        value=None if value is None else str(value),
        style=style,
        confirm=confirm,
        accessibility_label=None if accessibility is None else bare(accessibility),
        url=url,
    )


def confirm(title: Label, text: Label, yes: Label, no: Label, *, danger: bool = False) -> Piece:
    """The question before a button does its work."""
    style = "danger" if danger else None
    return piece(title=plain(title), text=plain(text), confirm=plain(yes), deny=plain(no), style=style)
