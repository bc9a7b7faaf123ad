"""What is inside an uploaded Word file: opened with care, and refused when it could do more than look good."""

import re
from collections.abc import Iterator
from io import BytesIO
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile, ZipInfo

from bot.errors import N_, Refusal

LARGEST_FILE = 2 * 1024 * 1024
"""Bytes of an uploaded template."""
LARGEST_UNPACKED = 20 * 1024 * 1024
"""Bytes of all its parts together, unpacked."""
LARGEST_XML = 1024 * 1024
"""Bytes of one part of XML: templates are short, and reading them costs more than their size."""
MOST_PARTS = 500
MOST_BRACES = 2000
"""Opening braces in one part: every field and loop has two."""

BODY = "word/document.xml"
_MACROS = re.compile(r"vba", re.IGNORECASE)
_EMBEDDED = re.compile(r"^word/(embeddings|activeX|afchunk|ole)|\.(docm|dotm|exe|js|vbs|html?|mht|rtf)$", re.IGNORECASE)
_HARMLESS_LINK = re.compile(r"^(https?://|mailto:)", re.IGNORECASE)
_FIELDS = frozenset(
    {
        *("PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "PAGEREF", "STYLEREF", "REF", "NOTEREF", "SEQ", "TOC", "TC"),
        *("DATE", "TIME", "CREATEDATE", "SAVEDATE", "PRINTDATE", "TITLE", "SUBJECT", "AUTHOR", "KEYWORDS", "COMMENTS"),
        *("FILENAME", "DOCPROPERTY", "NUMWORDS", "NUMCHARS", "HYPERLINK", "SYMBOL", "QUOTE", "IF", "=", "LISTNUM"),
    }
)
"""Fields of Word that calculate from the document itself. Others fetch, run or ask something."""

_NOT_WORD = N_("Dit is geen gewoon Word-bestand (.docx). Bewaar het in Word als «Word-document» en probeer opnieuw.")
_TOO_LARGE = N_("Dit bestand is te groot. Een sjabloon is hoogstens 2 MB; verklein de afbeeldingen.")


def must_be_harmless(content: bytes) -> None:
    """Raise `Refusal` for what is no plain Word document, is too large, or reaches outside itself."""
    if len(content) > LARGEST_FILE:
        raise Refusal(_TOO_LARGE)
    try:
        with ZipFile(BytesIO(content)) as archive:
            _must_be_sound(archive.infolist())
            for part in archive.infolist():
                _check(part.filename, archive)
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise Refusal(_NOT_WORD) from error


def _must_be_sound(parts: list[ZipInfo]) -> None:
    names = [part.filename for part in parts]
    if BODY not in names or len(set(names)) != len(names):
        raise Refusal(_NOT_WORD)
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise Refusal(_TOO_LARGE)
    for part in parts:
        if _is_xml(part.filename) and part.file_size > LARGEST_XML:
            raise Refusal(_TOO_LARGE)
        if part.flag_bits & 0x1:
            raise Refusal(N_("Dit bestand is met een wachtwoord beveiligd. Verwijder het wachtwoord."))
        if _MACROS.search(part.filename):
            raise Refusal(N_("Er zitten macro’s in dit bestand. Bewaar het zonder macro’s, als «Word-document»."))
        if _EMBEDDED.search(part.filename):
            raise Refusal(N_("Er zit een ander bestand in dit sjabloon. Verwijder ingevoegde objecten."))


def _check(name: str, archive: ZipFile) -> None:
    if not _is_xml(name):
        return
    content = archive.read(name)
    if len(content.split(b"{")) > MOST_BRACES:
        raise Refusal(_TOO_LARGE)
    reader = _Reader()
    reader.read(content)
    if name == "[Content_Types].xml" and any("macro" in kind.lower() for kind in reader.kinds):
        raise Refusal(N_("Er zitten macro’s in dit bestand. Bewaar het zonder macro’s, als «Word-document»."))
    for target in reader.outside:
        raise Refusal(N_("Dit sjabloon haalt iets van buitenaf: {target}. Verwijder dat."), target=target[:200])
    for field in reader.fields():
        if field not in _FIELDS:
            raise Refusal(N_("Dit sjabloon gebruikt het Word-veld {field}. Dat mag niet."), field=field[:50])


def _is_xml(name: str) -> bool:
    return name.endswith((".xml", ".rels"))


class _Reader:
    """What one part of XML asks of Word: what it fetches, which fields it calculates, which kinds it declares."""

    def __init__(self) -> None:
        self.outside: list[str] = []
        self.kinds: list[str] = []
        self._instructions: list[str] = []
        self._in_instruction = False

    def read(self, content: bytes) -> None:
        """Raises `Refusal` for what is not XML, or has a DOCTYPE."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartDoctypeDeclHandler = self._refuse
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        try:
            parser.Parse(content, True)
        except expat.ExpatError as error:
            raise Refusal(_NOT_WORD) from error

    def fields(self) -> Iterator[str]:
        """The first word of every field."""
        for instruction in self._instructions:
            words = instruction.split()
            if words:
                yield words[0].upper() if words[0][0] != "=" else "="

    def _refuse(self, *_: object) -> None:
        raise Refusal(_NOT_WORD)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(" ")[2]
        plain = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        if local == "Relationship" and plain.get("TargetMode", "").lower() == "external":
            link = plain.get("Type", "").endswith("/hyperlink") and _HARMLESS_LINK.match(plain.get("Target", ""))
            if not link:
                self.outside.append(plain.get("Target", ""))
        elif local in {"Default", "Override"}:
            self.kinds.append(plain.get("ContentType", ""))
        elif local == "fldSimple":
            self._instructions.append(plain.get("instr", ""))
        elif local == "fldChar" and plain.get("fldCharType") == "begin":
            self._instructions.append("")
        elif local == "instrText":
            self._in_instruction = True
        elif local in {"altChunk", "object", "control"}:
            raise Refusal(N_("Er zit een ander bestand in dit sjabloon. Verwijder ingevoegde objecten."))

    def _end(self, name: str) -> None:
        if name.endswith(" instrText"):
            self._in_instruction = False

    def _text(self, text: str) -> None:
        if self._in_instruction:
            if not self._instructions:
                self._instructions.append("")
            self._instructions[-1] += text
