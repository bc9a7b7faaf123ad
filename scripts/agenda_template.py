"""Makes handlers/documents/agenda.docx, the Word template that comes with the bot: the same bytes every time.

What it looks like is written here, so that a change of it can be reviewed; the fields are those of
`handlers/agenda/paper.py`. A body that wants its own house style uploads its own template.
"""

from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

TARGET = Path(__file__).parent.parent / "handlers" / "documents" / "agenda.docx"

FONT = "Calibri"
INK = RGBColor(0x1F, 0x3A, 0x5F)
GREY = RGBColor(0x44, 0x44, 0x44)
LIGHT = "E8EDF3"
COLUMNS = (("Nr.", 1.2), ("Uur", 1.6), ("Punt", 7.6), ("Soort", 2.7), ("Door", 2.6), ("Min.", 1.3))
TEXT_WIDTH = 17.0
"""Centimetres between the margins of an A4 page."""
LONG_AGO = (2026, 1, 1, 0, 0, 0)
"""Every part of the file has this date, so that the file is the same every time it is made."""


def main() -> None:
    TARGET.write_bytes(made())


def made() -> bytes:
    """The file."""
    document = Document()
    _page(document)
    _styles(document)
    _heading(document)
    _points(document)
    _follow_ups(document)
    _excused(document)
    _footer(document)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = "Agenda", "", ""
    properties.language = "nl-BE"
    return _packed(document)


def _page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin, section.bottom_margin = Cm(2), Cm(2)


def _styles(document: Any) -> None:
    styles = document.styles
    defaults = styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    language = defaults.find(qn("w:lang"))
    for script in ("val", "eastAsia", "bidi"):
        language.set(qn(f"w:{script}"), "nl-BE")
    for name, size, color, before, after in (
        ("Normal", 10.5, None, 0, 2),
        ("Title", 22, INK, 0, 2),
        ("Subtitle", 12, GREY, 0, 8),
        ("Heading 1", 13, INK, 14, 4),
    ):
        style = styles[name]
        style.font.name, style.font.size, style.font.bold, style.font.italic = FONT, Pt(size), name[0] == "H", False
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        fonts = style.element.rPr.rFonts
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        for script in ("hAnsi", "eastAsia", "cs"):
            fonts.set(qn(f"w:{script}"), FONT)
        if color is not None:
            style.font.color.rgb = color
    line = styles["Title"].element.pPr.find(qn("w:pBdr"))
    if line is not None:
        styles["Title"].element.pPr.remove(line)
    link = styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb, link.font.underline = RGBColor(0x05, 0x4F, 0xB9), True


def _heading(document: Any) -> None:
    document.add_paragraph("{{ orgaan }}", style="Title")
    document.add_paragraph("Agenda {{ soort | lower }} overleg, versie {{ versie }}", style="Subtitle")
    for condition, label, value in (
        ("", "Datum", "{{ datum }}"),
        ("van", "Uur", "{{ van }}{% if tot %} tot {{ tot }}{% endif %}"),
        ("plaats", "Plaats", "{{ plaats }}"),
        ("voorzitter", "Voorzitter", "{{ voorzitter }}"),
        ("spiegel", "Spiegel", "{{ spiegel }}"),
    ):
        if condition:
            document.add_paragraph(f"{{%p if {condition} %}}")
        row = document.add_paragraph()
        row.paragraph_format.tab_stops.add_tab_stop(Cm(2.6))
        row.paragraph_format.left_indent, row.paragraph_format.first_line_indent = Cm(2.6), Cm(-2.6)
        row.add_run(label).bold = True
        row.add_run(f"\t{value}")
        if condition:
            document.add_paragraph("{%p endif %}")


def _points(document: Any) -> None:
    document.add_paragraph("Agendapunten", style="Heading 1")
    table = document.add_table(rows=1, cols=len(COLUMNS), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    _describe(
        table, "Agendapunten", "Per punt het nummer, het beginuur, de titel met bijlagen, de soort, wie en hoelang"
    )
    for cell, (title, _) in zip(table.rows[0].cells, COLUMNS, strict=True):
        run = cell.paragraphs[0].add_run(title)
        run.bold, run.font.color.rgb = True, INK
        _shade(cell, LIGHT)
    _mark(table.rows[0], "w:tblHeader")
    _tag(table, "{%tr for p in punten %}")
    _tag(table, "{%tr if p.pauze %}")
    _break(table)
    _tag(table, "{%tr else %}")
    _line(table)
    _tag(table, "{%tr endif %}")
    _tag(table, "{%tr endfor %}")
    for column, (_, width) in zip(table.columns, COLUMNS, strict=True):
        column.width = Cm(width)
    for row in table.rows:
        _mark(row, "w:cantSplit")
        for cell, (_, width) in zip(row.cells, COLUMNS, strict=True):
            cell.width = Cm(width)


def _line(table: Any) -> None:
    number, hour, point, kind, by, minutes = table.add_row().cells
    number.paragraphs[0].add_run("{{ p.nr }}")
    hour.paragraphs[0].add_run("{{ p.uur }}")
    title = point.paragraphs[0]
    title.add_run("{% if p.subpunt %}– {% endif %}")
    title.add_run("{{ p.titel }}").bold = True
    title.add_run("{% if p.gast %} (externe gast){% endif %}{% if p.laattijdig %} (laattijdig){% endif %}")
    point.add_paragraph("{%p for b in p.bijlagen %}")
    attached = point.add_paragraph("Bijlage: ")
    attached.paragraph_format.left_indent = Cm(0.4)
    attached.add_run("{{r b.link }}")
    point.add_paragraph("{%p endfor %}")
    kind.paragraphs[0].add_run("{{ p.soort }}")
    by.paragraphs[0].add_run("{{ p.door }}")
    minutes.paragraphs[0].add_run("{{ p.minuten }}")


def _break(table: Any) -> None:
    number, hour, point, kind, by, minutes = table.add_row().cells
    hour.paragraphs[0].add_run("{{ p.uur }}")
    point.paragraphs[0].add_run("{{ p.titel }}").italic = True
    minutes.paragraphs[0].add_run("{{ p.minuten }}")
    for cell in (number, hour, point, kind, by, minutes):
        _shade(cell, "F5F5F5")


def _follow_ups(document: Any) -> None:
    document.add_paragraph("{%p if opvolging %}")
    document.add_paragraph("Opvolging verslag", style="Heading 1")
    document.add_paragraph("{%p for o in opvolging %}")
    document.add_paragraph("{{ o.wat }} ({{ o.wie }}, {{ o.tegen }})", style="List Bullet")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p endif %}")


def _excused(document: Any) -> None:
    document.add_paragraph("{%p if verontschuldigd %}")
    document.add_paragraph("Verontschuldigd", style="Heading 1")
    document.add_paragraph("{%p for v in verontschuldigd %}")
    document.add_paragraph(
        "{{ v.naam }}{% if v.sector %} ({{ v.sector }}){% endif %}"
        "{% if v.vervanger %}, vervangen door {{ v.vervanger }}{% endif %}",
        style="List Bullet",
    )
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p endif %}")


def _footer(document: Any) -> None:
    style = document.styles["Footer"]
    style.font.size, style.font.color.rgb = Pt(9), GREY
    style.paragraph_format.tab_stops.clear_all()
    style.paragraph_format.tab_stops.add_tab_stop(Cm(TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    row = document.sections[0].footer.paragraphs[0]
    row.add_run("{{ orgaan }} · {{ datum }} · versie {{ versie }}\tPagina ")
    _field(row, "PAGE")
    row.add_run(" van ")
    _field(row, "NUMPAGES")


def _field(row: Any, code: str) -> None:
    """A field of Word, each of its marks in a run of its own, and "1" until Word counts."""
    for kind, name, text in (
        ("begin", None, None),
        (None, "w:instrText", f" {code} "),
        ("separate", None, None),
        (None, "w:t", "1"),
        ("end", None, None),
    ):
        element = OxmlElement(name or "w:fldChar")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.set(qn("xml:space"), "preserve")
            element.text = text
        row.add_run()._r.append(element)


def _tag(table: Any, tag: str) -> None:
    table.add_row().cells[0].paragraphs[0].add_run(tag)


def _mark(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _describe(table: Any, caption: str, description: str) -> None:
    """What a screen reader says of the table."""
    for name, text in (("w:tblCaption", caption), ("w:tblDescription", description)):
        element = OxmlElement(name)
        element.set(qn("w:val"), text)
        table._tbl.tblPr.append(element)


def _shade(cell: Any, fill: str) -> None:
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:color"), "auto")
    shade.set(qn("w:fill"), fill)
    cell._tc.get_or_add_tcPr().append(shade)


def _packed(document: Any) -> bytes:
    """The file with every part dated the same."""
    saved, packed = BytesIO(), BytesIO()
    document.save(saved)
    with ZipFile(saved) as old, ZipFile(packed, "w") as new:
        for part in old.infolist():
            new.writestr(ZipInfo(part.filename, LONG_AGO), old.read(part), ZIP_DEFLATED)
    return packed.getvalue()


if __name__ == "__main__":
    main()
