"""Uploaded Word templates: what is refused, and what may be in them."""

import random
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from bot.errors import Refusal
from bot.people import BRUSSELS
from handlers.agenda import paper
from handlers.documents import parts
from handlers.words import words_of
from tests.handlers.documents.docx_files import BODY, part, with_field, with_parts, with_relation, word

NL = words_of("nl", BRUSSELS)
GOOD = word("{{ orgaan }}, {{ datum }}")


def why(content: bytes) -> str:
    """The sentence with which a template is refused."""
    with pytest.raises(Refusal) as refused:
        paper.must_be_fillable(content, words=NL)
    return str(refused.value)


@pytest.mark.parametrize(
    "template",
    [
        paper.shipped(),
        GOOD,
        word("niets in te vullen"),
        word("{%p for p in punten %}", "{{ p.nr }} {{ p.titel | upper }}", "{%p endfor %}"),
        word("{%p for p in punten %}", "{%p for b in p.bijlagen %}", "{{r b.link }}", "{%p endfor %}", "{%p endfor %}"),
        word("{% if plaats and not spiegel %}{{ plaats }}{% else %}-{% endif %}"),
        word(
            "{{ punten | length }} punten", "{%p for p in punten if not p.pauze %}", "{{ loop.index }}", "{%p endfor %}"
        ),
        word("{{ spiegel | default('niemand') }}", footer="{{ versie }}", title="Agenda {{ datum }}"),
        with_relation(GOOD, "hyperlink", "https://voorbeeld.be"),
        with_relation(GOOD, "hyperlink", "mailto:iemand@voorbeeld.be"),
        with_field(GOOD, " PAGE "),
        with_field(GOOD, " NUM", "PAGES "),
    ],
)
def test_an_ordinary_template_is_taken(template: bytes) -> None:
    paper.must_be_fillable(template, words=NL)


@pytest.mark.parametrize(
    ("template", "named"),
    [
        (word("{{ voorziter }}"), "voorziter"),
        (word("{{ orgaan }}", footer="{{ versi }}"), "versi"),
        (word("x", title="{{ dag }}"), "dag"),
        (word("{%p for p in punten %}", "{{ p.tittel }} {{ p.items }}", "{%p endfor %}"), "p.tittel, p.items"),
        (word("{%p for p in agendapunten %}", "{{ p.titel }}", "{%p endfor %}"), "agendapunten"),
        (word("{{ p.titel }}"), "p.titel"),
        (word("{{ orgaan.__class__ }}"), "orgaan.__class__"),
        (word("{% if beslissing %}x{% endif %}"), "beslissing"),
        (word("{{ ''.__class__.__mro__ }}"), "….__class__.__mro__"),
        (word("{{ self }} {{ config }}"), "self, config"),
        (word("{{ a }} {{ b }} {{ a }}"), "a, b"),
    ],
)
def test_fields_that_do_not_exist_are_named(template: bytes, named: str) -> None:
    assert why(template) == f"Deze velden ken ik niet: {named}."


@pytest.mark.parametrize(
    "jinja",
    [
        "{{ orgaan.upper() }}",
        "{{ range(9) }}",
        "{{ [orgaan] }}",
        "{{ orgaan * 9 }}",
        "{{ 2 ** 9 }}",
        "{{ orgaan[0] }}",
        "{{ orgaan | map('upper') }}",
        "{{ orgaan | attr('x') }}",
        "{% set x = 1 %}",
        "{% macro m() %}{% endmacro %}",
        "{% include 'x' %}",
        "{% import 'x' as y %}",
        "{% extends 'x' %}",
        "{% filter upper %}x{% endfilter %}",
        "{% with %}x{% endwith %}",
        "{% if orgaan is defined %}x{% endif %}",
    ],
)
def test_a_template_does_nothing_but_fields_loops_and_conditions(jinja: str) -> None:
    assert why(word(jinja)).startswith(("In een sjabloon mogen alleen", "Dit sjabloon kan ik niet invullen"))


@pytest.mark.parametrize("jinja", ["{{ orgaan", "{% for p in %}", "{% if %}", "{{ 'x }}", "{% endfor %}", "{% boe %}"])
def test_a_field_that_is_not_well_written_is_said_to_be(jinja: str) -> None:
    assert why(word(jinja)).startswith("Een veld is niet goed geschreven")


def test_a_list_is_not_printed_as_it_is() -> None:
    assert why(word("{{ punten }}")) == "«punten» is een lijst: herhaal er een rij over."


@pytest.mark.parametrize(
    "loops",
    [
        ["{%p for p in punten %}", "{%p for q in punten %}", "x", "{%p endfor %}", "{%p endfor %}"],
        ["{%p for letter in orgaan %}", "x", "{%p endfor %}"],
        ["{%p for p in punten recursive %}", "x", "{%p endfor %}"],
        ["{%p for a, b in punten %}", "x", "{%p endfor %}"],
    ],
)
def test_a_loop_over_anything_else_or_in_itself_is_refused(loops: list[str]) -> None:
    assert "kun je hier niet herhalen" in why(word(*loops))


def test_many_loops_are_refused() -> None:
    assert "hoogstens 20 lussen" in why(word(*["{%p for p in punten %}", "x", "{%p endfor %}"] * 21))


def test_a_template_that_grows_too_much_is_refused() -> None:
    grown = "".join(random.Random(1).choices("abcdefghijklmnopqrstuvwxyz0123456789", k=300_000))
    assert "te groot" in why(word("{%p for p in punten %}", grown, "{%p endfor %}"))


# Files that could do more than look good.


@pytest.mark.parametrize("content", [b"", b"geen zip", b"PK\x03\x04kapot", GOOD[:200], GOOD[:-30]])
def test_what_is_no_word_file_is_refused(content: bytes) -> None:
    assert "geen gewoon Word-bestand" in why(content)


def test_an_empty_zip_or_another_office_file_is_refused() -> None:
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert "geen gewoon Word-bestand" in why(packed.getvalue())


@pytest.mark.parametrize("name", ["word/vbaProject.bin", "word/vbaData.xml"])
def test_a_file_with_macros_is_refused(name: str) -> None:
    assert "macro" in why(with_parts(GOOD, {name: "x"}))


def test_a_document_that_says_it_has_macros_is_refused() -> None:
    kinds = part(GOOD, "[Content_Types].xml").replace(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        "application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    assert "macro" in why(with_parts(GOOD, {"[Content_Types].xml": kinds}))


@pytest.mark.parametrize(
    "name", ["word/embeddings/oleObject1.bin", "word/activeX/activeX1.xml", "word/afchunk1.docx", "word/media/x.exe"]
)
def test_a_file_inside_the_file_is_refused(name: str) -> None:
    assert "ander bestand" in why(with_parts(GOOD, {name: "x"}))


def test_a_chunk_of_another_format_is_refused() -> None:
    body = part(GOOD, BODY).replace("<w:sectPr", '<w:altChunk r:id="rId9"/><w:sectPr', 1)
    assert "ander bestand" in why(with_parts(GOOD, {BODY: body}))


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("attachedTemplate", "https://evil.example/x.dotm"),
        ("image", "https://evil.example/pixel.png"),
        ("oleObject", "file:///etc/passwd"),
        ("frame", "https://evil.example"),
        ("hyperlink", "javascript:alert(1)"),
        ("hyperlink", "file:///c:/x.exe"),
        ("hyperlink", "smb://evil.example/x"),
    ],
)
def test_what_is_fetched_from_outside_is_refused(kind: str, target: str) -> None:
    assert f"van buitenaf: {target}" in why(with_relation(GOOD, kind, target))


@pytest.mark.parametrize(
    "pieces",
    [
        (" DDEAUTO c:\\\\windows cmd ",),
        (" DD", "E x y "),
        (" INCLUDETEXT ", '"https://evil.example" '),
        (' includepicture "x" ',),
        (" MACROBUTTON x y ",),
        (" LINK Excel.Sheet ",),
    ],
)
def test_a_field_that_fetches_or_runs_is_refused(pieces: tuple[str, ...]) -> None:
    assert "Word-veld" in why(with_field(GOOD, *pieces))


def test_a_simple_field_is_looked_at_too() -> None:
    body = part(GOOD, BODY).replace("<w:sectPr", '<w:fldSimple w:instr="DDE x"/><w:sectPr', 1)
    assert "Word-veld DDE" in why(with_parts(GOOD, {BODY: body}))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused_in_any_encoding(encoding: str) -> None:
    bomb = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'
    assert "geen gewoon Word-bestand" in why(with_parts(GOOD, {"word/styles.xml": bomb.encode(encoding)}))


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        archive.writestr(BODY, "<x/>")
        archive.writestr("word/media/image.png", b"\0" * (parts.LARGEST_UNPACKED + 1))
    assert "te groot" in why(packed.getvalue())


@pytest.mark.parametrize(
    "content",
    [
        b"x" * (parts.LARGEST_FILE + 1),
        with_parts(GOOD, {BODY: "<x>" + "a" * parts.LARGEST_XML + "</x>"}),
        with_parts(GOOD, {f"word/media/{n}.png": b"" for n in range(parts.MOST_PARTS)}),
        word("{" * (parts.MOST_BRACES + 1)),
    ],
    ids=["file", "part", "parts", "braces"],
)
def test_what_is_too_large_is_refused(content: bytes) -> None:
    assert "te groot" in why(content)


def test_an_encrypted_part_is_refused() -> None:
    content = bytearray(GOOD)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = 0
        while (start := content.find(mark, start)) >= 0:
            content[start + offset] |= 1
            start += 4
    assert "wachtwoord" in why(bytes(content))


def test_a_part_that_is_not_xml_is_refused() -> None:
    assert "geen gewoon Word-bestand" in why(with_parts(GOOD, {BODY: "<w:document>"}))


@pytest.mark.parametrize(
    "name", ["[Content_Types].xml", "_rels/.rels", "word/styles.xml", "word/_rels/document.xml.rels"]
)
def test_a_missing_part_is_never_a_crash(name: str) -> None:
    content = with_parts(GOOD, {name: None})
    with suppress(Refusal):
        paper.must_be_fillable(content, words=NL)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_file_is_refused_or_filled_in_never_a_crash(seed: int) -> None:
    chance = random.Random(seed)
    damaged = {}
    for name in (
        "word/document.xml",
        "word/styles.xml",
        "word/footer1.xml",
        "[Content_Types].xml",
        "docProps/core.xml",
    ):
        text = bytearray(part(paper.shipped(), name).encode())
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(text))
            text[at : at + chance.randint(0, 30)] = bytes(chance.choices(b"<>{}%/ abw:", k=chance.randint(0, 10)))
        damaged[name] = bytes(text)
    chosen = chance.sample(sorted(damaged), k=2)
    content = with_parts(paper.shipped(), {name: damaged[name] for name in chosen})
    with suppress(Refusal):
        paper.must_be_fillable(content, words=NL)


def test_every_field_is_explained_in_the_guide() -> None:
    guide = (Path(__file__).parents[3] / "docs" / "gids" / "agenda.md").read_text(encoding="utf-8")
    names = [*paper.FIELDS, *paper.FIELDS["punten"], *paper.FIELDS["verontschuldigd"], *paper.FIELDS["opvolging"]]  # type: ignore[misc]  # Lists of fields.
    assert [name for name in names if f"`{name}`" not in guide] == []
