"""Makes handlers/documents/sheet.docx, the Word template of an action sheet: the same bytes every time.

The page, the styles and the packing are those of the agenda; the fields are those of `handlers/budget/paper.py`.
"""

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

from docx import Document
from docx.shared import Cm

TARGET = Path(__file__).parent.parent / "handlers" / "documents" / "sheet.docx"


def main() -> None:
    TARGET.write_bytes(made())


def made() -> bytes:
    """The file."""
    agenda = _agenda()
    document = Document()
    agenda._page(document)
    agenda._styles(document)
    document.add_paragraph("{{ titel }}", style="Title")
    document.add_paragraph("Actiefiche · regioplan {{ planjaar }} · {{ orgaan }}", style="Subtitle")
    document.add_paragraph("{%p for r in rijen %}")
    row = document.add_paragraph()
    row.paragraph_format.tab_stops.add_tab_stop(Cm(4.6))
    row.paragraph_format.left_indent, row.paragraph_format.first_line_indent = Cm(4.6), Cm(-4.6)
    row.add_run("{{ r.naam }}").bold = True
    row.add_run("\t{{ r.waarde }}")
    document.add_paragraph("{%p endfor %}")
    _part(document, "Toelichting", "toelichting")
    for heading, field in (("Andere ondersteuning", "ondersteuning"), ("Nog na te kijken", "vragen")):
        _part(document, heading, field)
    document.add_paragraph("{%p if bijlagen %}")
    document.add_paragraph("Bijlagen", style="Heading 1")
    document.add_paragraph("{%p for b in bijlagen %}")
    document.add_paragraph(style="List Bullet").add_run("{{r b.link }}")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p endif %}")
    _part(document, "Geschiedenis", "geschiedenis")
    footer = document.sections[0].footer.paragraphs[0]
    footer.add_run("{{ orgaan }} · {{ titel }}")
    properties = document.core_properties
    properties.title, properties.author, properties.comments = "Actiefiche", "", ""
    properties.language = "nl-BE"
    packed: bytes = agenda._packed(document)
    return packed


def _part(document: Any, heading: str, field: str) -> None:
    """A heading with its lines, left out when there are none."""
    style = "Normal" if field == "toelichting" else "List Bullet"
    document.add_paragraph(f"{{%p if {field} %}}")
    document.add_paragraph(heading, style="Heading 1")
    document.add_paragraph(f"{{%p for each in {field} %}}")
    document.add_paragraph("{{ each }}", style=style)
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p endif %}")


def _agenda() -> ModuleType:
    """The script beside this one; scripts are no package."""
    spec = importlib.util.spec_from_file_location("agenda_template", Path(__file__).with_name("agenda_template.py"))
    if spec is None or spec.loader is None:
        raise FileNotFoundError("agenda_template.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main()
