"""The pieces of Block Kit as functions for the templates: small, composable, and safe for members' words.

A label is a `Sentence`, a `str` or an `int`. Where Slack reads mrkdwn a bare `str` is made harmless; in `plain_text`
and `rich_text`, where nothing has a meaning, it stays as it was typed. Lists skip `None`, so that
`button(...) if mine else None` leaves a piece out.
"""

from handlers.kit.choose import (
    Choice,
    channels_select,
    checkboxes,
    external_select,
    multi_external_select,
    multi_select,
    multi_users_select,
    option,
    overflow,
    radio_buttons,
    select,
    users_select,
)
from handlers.kit.fields import (
    datepicker,
    datetimepicker,
    email_input,
    file_input,
    input,
    number_input,
    text_input,
    timepicker,
    url_input,
)
from handlers.kit.layout import Caller, actions, alert, context, divider, header, image, section, tidy
from handlers.kit.press import button, confirm
from handlers.kit.rich import bold, bullets, italic, link, quote, rich
from handlers.kit.surfaces import home, message, modal
from handlers.kit.text import OPTION_LENGTH, Label, Piece, mrkdwn, plain, printed, short

__all__ = [
    "OPTION_LENGTH",
    "Caller",
    "Choice",
    "Label",
    "Piece",
    "actions",
    "alert",
    "bold",
    "bullets",
    "button",
    "channels_select",
    "checkboxes",
    "confirm",
    "context",
    "datepicker",
    "datetimepicker",
    "divider",
    "email_input",
    "external_select",
    "file_input",
    "header",
    "home",
    "image",
    "input",
    "italic",
    "link",
    "message",
    "modal",
    "mrkdwn",
    "multi_external_select",
    "multi_select",
    "multi_users_select",
    "number_input",
    "option",
    "overflow",
    "plain",
    "printed",
    "quote",
    "radio_buttons",
    "rich",
    "section",
    "select",
    "short",
    "text_input",
    "tidy",
    "timepicker",
    "url_input",
    "users_select",
]
