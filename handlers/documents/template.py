"""Whether a Word template can be filled in: only known fields, only loops and conditions, tried on a sample."""

from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import TypeAlias, Union

from docxtpl import DocxTemplate
from jinja2 import TemplateError, TemplateSyntaxError, nodes

from bot.errors import N_, Refusal
from handlers.documents import parts, word

Schema: TypeAlias = Mapping[str, Union[str, "Schema"]]
"""Every field by name: what it is in words, or for a list the fields of one of its elements."""

LARGEST_RESULT = 5 * 1024 * 1024
"""Bytes of the sample, filled in."""
MOST_LOOPS = 20
_FILTERS = frozenset({"upper", "lower", "capitalize", "default", "length"})
_LOOP: Schema = dict.fromkeys(("first", "last", "index", "length"), "")
_SIMPLE = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.Const, nodes.If, nodes.CondExpr),
    *(nodes.Not, nodes.And, nodes.Or, nodes.Compare, nodes.Operand, nodes.Concat),
)
Scope: TypeAlias = Mapping[str, str | Schema]


class UnknownFields(Refusal):
    """A template that asks for fields that do not exist; `fields` are their names as the template writes them."""

    def __init__(self, fields: list[str]) -> None:
        super().__init__(N_("Deze velden ken ik niet: {unknown}."), unknown=", ".join(fields))
        self.fields = fields


def must_be_fillable(content: bytes, *, schema: Schema, sample: word.Context) -> None:
    """Raise `Refusal` for a template that is not safe, asks for unknown fields, or cannot be filled in."""
    parts.must_be_harmless(content)
    try:
        unknown = [name for source in _sources(content) for name in _unknown(source, schema)]
        if unknown:
            raise UnknownFields(list(dict.fromkeys(unknown)))
        made = word.fill(content, sample, title="")
    except TemplateSyntaxError as error:
        raise Refusal(N_("Een veld is niet goed geschreven: {message}."), message=str(error.message)[:200]) from error
    except TemplateError as error:
        raise Refusal(N_("Dit sjabloon kan ik niet invullen: {message}."), message=str(error)[:200]) from error
    except (KeyError, ValueError, SyntaxError, AttributeError) as error:
        # docxtpl and the Word library below it stumble in many ways over a document with parts in the wrong place.
        raise Refusal(N_("Dit Word-bestand is beschadigd of te ingewikkeld. Begin van het meegeleverde.")) from error
    _must_stay_small(made)


def _must_stay_small(made: bytes) -> None:
    if len(made) > LARGEST_RESULT:
        raise Refusal(N_("Met dit sjabloon wordt de agenda te groot. Zet minder tekst in de herhaalde rijen."))


def _sources(content: bytes) -> Iterator[str]:
    """The Jinja text of every part that is filled in."""
    document = DocxTemplate(BytesIO(content))
    document.render_init()
    yield document.patch_xml(document.get_xml())
    for kind in (document.HEADER_URI, document.FOOTER_URI):
        for _, part in document.get_headers_footers(kind):
            yield document.patch_xml(document.get_part_xml(part))
    properties = document.core_properties
    yield from (properties.author, properties.comments, properties.identifier, properties.language)
    yield from (properties.subject, properties.title)
    for part in document.part.package.parts:
        if part.content_type.endswith("wordprocessingml.footnotes+xml"):
            yield document.patch_xml(part.blob.decode("utf-8"))


def _unknown(source: str, schema: Schema) -> Iterator[str]:
    tree = word.environment().parse(source)
    if sum(1 for _ in tree.find_all(nodes.For)) > MOST_LOOPS:
        raise Refusal(N_("Dit sjabloon herhaalt te veel: hoogstens {most} lussen."), most=MOST_LOOPS)
    yield from _walk(tree, schema, looping=False)


def _walk(node: nodes.Node, scope: Scope, *, looping: bool) -> Iterator[str]:
    match node:
        case nodes.For():
            yield from _walk_loop(node, scope, looping=looping)
            return
        case nodes.Name() | nodes.Getattr():
            name, known = _field(node, scope)
            if known is None:
                yield name
            return
        case nodes.Output():
            _must_print_values(node, scope)
        case nodes.Filter(name=name) if name in _FILTERS and node.node is not None:
            pass
        case _ if not isinstance(node, _SIMPLE):
            raise Refusal(
                N_("In een sjabloon mogen alleen velden, lussen en voorwaarden staan, geen «{construct}»."),
                construct=type(node).__name__,
            )
    for child in node.iter_child_nodes():
        yield from _walk(child, scope, looping=looping)


def _must_print_values(node: nodes.Output, scope: Scope) -> None:
    for printed in node.nodes:
        if isinstance(printed, nodes.Name | nodes.Getattr):
            name, known = _field(printed, scope)
            if isinstance(known, Mapping):
                raise Refusal(N_("«{field}» is een lijst: herhaal er een rij over."), field=name)


def _walk_loop(node: nodes.For, scope: Scope, *, looping: bool) -> Iterator[str]:
    name, known = _field(node.iter, scope)
    if known is None:
        yield name
        return
    nested_again = looping and isinstance(node.iter, nodes.Name)
    if isinstance(known, str) or nested_again or node.recursive or not isinstance(node.target, nodes.Name):
        raise Refusal(N_("Over «{field}» kun je hier niet herhalen."), field=name)
    inner = {**scope, node.target.name: known, "loop": _LOOP}
    for child in (*node.body, *([node.test] if node.test else []), *node.else_):
        yield from _walk(child, inner, looping=True)


def _field(node: nodes.Node, scope: Scope) -> tuple[str, str | Schema | None]:
    """The name of a field as the template writes it, and what it is; None when there is no such field."""
    match node:
        case nodes.Name(name=name):
            return name, scope.get(name)
        case nodes.Getattr(node=of, attr=attr):
            name, known = _field(of, scope)
            found = known.get(attr) if isinstance(known, Mapping) else None
            return f"{name}.{attr}", found
    return "…", None
