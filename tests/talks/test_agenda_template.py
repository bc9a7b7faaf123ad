"""**Eigen sjabloon**: a body's own Word template, uploaded in Slack."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document

import handlers.documents
from sandbox.slackers import Slacker
from tests.talks.agendas import put
from tests.talks.scene import APRIL, Scene

SHIPPED = (Path(handlers.documents.__file__).parent / "agenda.docx").read_bytes()


def word(*paragraphs: str) -> bytes:
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


@pytest.fixture(autouse=True)
def april(scene: Scene) -> int:
    meeting = scene.meeting(APRIL)
    put(scene, meeting, "Gezinshuizen & <co>", minutes=45)
    return meeting


def upload(officer: Slacker, content: bytes, name: str = "huisstijl.docx") -> str:
    """Upload a template; the message about it."""
    officer.close_all()
    officer.command("/iroj instellen")
    officer.click("Eigen sjabloon")
    officer.submit({"Word-bestand": (name, content)})
    officer.close_all()
    return officer.dm()[-1].all_text


def published(officer: Slacker, lena: Slacker) -> str:
    """The XML of the Word file of the next agenda that is published."""
    officer.close_all()
    officer.command("/agenda")
    officer.click("Publiceer agenda")
    assert officer.submit() == {}
    (message, *_) = lena.thread(lena.read("#iroj-plenair")[0])
    content = lena.download(next(file for file in message.files if file["name"].endswith(".docx")))
    return ZipFile(BytesIO(content)).read("word/document.xml").decode()


def test_the_form_names_every_field(officer: Slacker) -> None:
    officer.command("/iroj instellen")
    officer.click("Eigen sjabloon")
    said = officer.modal.all_text
    for field in ("datum", "punten: nr, uur, titel", "bijlagen: naam, adres, link", "verontschuldigd: naam"):
        assert field in said


def test_a_good_template_is_used_from_then_on(officer: Slacker, lena: Slacker) -> None:
    said = upload(officer, word("Huisstijl {{ orgaan }}", "{%p for p in punten %}", "{{ p.titel }}", "{%p endfor %}"))
    assert "Je sjabloon «huisstijl.docx» is in orde" in said
    assert "Huisstijl IROJ Leiedal" in published(officer, lena)


def test_the_shipped_template_can_be_uploaded_again(officer: Slacker) -> None:
    assert "is in orde" in upload(officer, SHIPPED)


def test_unknown_fields_are_named_with_those_that_exist(officer: Slacker, lena: Slacker) -> None:
    said = upload(officer, word("{{ voorziter }}", "{%p for p in punten %}", "{{ p.tittel }}", "{%p endfor %}"))
    assert "Deze velden ken ik niet: voorziter, p.tittel." in said
    assert "punten: nr, uur, titel" in said
    assert "Agendapunten" in published(officer, lena)


def test_what_is_no_word_file_is_refused(officer: Slacker) -> None:
    assert "Dit is geen gewoon Word-bestand" in upload(officer, b"%PDF-1.7 niets")


def test_a_refused_template_leaves_the_one_in_use(officer: Slacker, lena: Slacker) -> None:
    upload(officer, word("Huisstijl {{ orgaan }}"))
    upload(officer, word("{{ onbekend }}"))
    assert "Huisstijl IROJ Leiedal" in published(officer, lena)


def test_the_usual_template_comes_back(officer: Slacker, lena: Slacker) -> None:
    upload(officer, word("Huisstijl {{ orgaan }}"))
    officer.command("/iroj instellen")
    officer.click("Eigen sjabloon")
    officer.submit({"Gewoon sjabloon": ["Gebruik weer het gewone sjabloon"]})
    assert "Huisstijl" not in published(officer, lena)


def test_nothing_chosen_is_asked_again(officer: Slacker) -> None:
    officer.command("/iroj instellen")
    officer.click("Eigen sjabloon")
    assert list(officer.submit()) == ["Word-bestand"]


def test_a_download_that_fails_is_tried_again(scene: Scene, officer: Slacker) -> None:
    scene.team.fail("files.info", with_="internal_error", times=2)
    assert "is in orde" in upload(officer, word("{{ orgaan }}"))
