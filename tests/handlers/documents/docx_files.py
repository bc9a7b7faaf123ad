"""Word files for the tests, good ones and bad ones, made part by part."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document

BODY = "word/document.xml"
RELATIONS = "word/_rels/document.xml.rels"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def word(*paragraphs: str, footer: str = "", title: str = "") -> bytes:
    """A plain Word file with these paragraphs."""
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if footer:
        document.sections[0].footer.paragraphs[0].text = footer
    document.core_properties.title = title
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def text_of(content: bytes) -> list[str]:
    """The paragraphs of a Word file, those in tables too, as they are read."""
    document = Document(BytesIO(content))
    cells = [
        paragraph.text
        for table in document.tables
        for row in table.rows
        for cell in row.cells
        for paragraph in cell.paragraphs
    ]
    return [paragraph.text for paragraph in document.paragraphs] + cells


def with_parts(content: bytes, parts: Mapping[str, bytes | str | None]) -> bytes:
    """The file with some parts replaced, added, or (None) left out."""
    packed = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(packed, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, part in parts.items():
            if part is not None:
                new.writestr(name, part)
    return packed.getvalue()


def part(content: bytes, name: str) -> str:
    """One part as text."""
    with ZipFile(BytesIO(content)) as archive:
        return archive.read(name).decode()


def parts_of(content: bytes) -> dict[str, bytes]:
    """Every part by its name."""
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_relation(content: bytes, kind: str, target: str) -> bytes:
    """The file with a relationship to something outside it."""
    relation = f'<Relationship Id="rId99" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="External"/>'
    relations = part(content, RELATIONS).replace("</Relationships>", f"{relation}</Relationships>")
    return with_parts(content, {RELATIONS: relations})


def with_field(content: bytes, *pieces: str) -> bytes:
    """The file with a field of Word, its instruction in these pieces."""
    runs = "".join(f'<w:r><w:instrText xml:space="preserve">{piece}</w:instrText></w:r>' for piece in pieces)
    field = f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{runs}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    return with_parts(content, {BODY: part(content, BODY).replace("<w:sectPr", f"{field}<w:sectPr", 1)})
