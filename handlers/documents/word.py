"""Filling in Word templates: sandboxed, escaped, and never with half the fields."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any, TypeAlias
from unicodedata import category

from docxtpl import DocxTemplate, RichText
from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

LANGUAGE = "nl-BE"
LINK_STYLE = "Hyperlink"

Context: TypeAlias = Mapping[str, Any]


class Link:
    """A link to fill in where a template says `{{r link }}`: its address is known to the document only then."""

    def __init__(self, address: str, text: str) -> None:
        self.address = address
        self.text = text


def fill(template: bytes, context: Context, *, title: str) -> bytes:
    """The Word file of a template and its facts; `title` is what the document calls itself.

    Raises `jinja2.TemplateError` for a template that asks for more than there is.
    """
    document = DocxTemplate(BytesIO(template))
    document.render_init()
    document.render(_ready(dict(context), document), environment(), autoescape=True)
    document.core_properties.title = clean(title)
    document.core_properties.language = LANGUAGE
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def environment() -> ImmutableSandboxedEnvironment:
    """Where templates are read and filled in: a field that is not there is an error, a value is only text."""
    return ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)


def clean(text: str) -> str:
    """`text` without the characters that XML has no place for, on one line."""
    return " ".join("".join(" " if _is_unfit(character) else character for character in text).split())


def _is_unfit(character: str) -> bool:
    return category(character) in {"Cc", "Cs"} or character in "\ufffe\uffff"


def _ready(value: Any, document: DocxTemplate) -> Any:
    """The facts with clean text, and links that this document knows the address of."""
    if isinstance(value, Link):
        if not value.address:
            return RichText(clean(value.text))
        return RichText(clean(value.text), url_id=document.build_url_id(value.address), style=LINK_STYLE)
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Mapping):
        return {name: _ready(each, document) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_ready(each, document) for each in value]
    return value
