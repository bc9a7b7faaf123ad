"""The Word file of an agenda, read back part by part."""

from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import Any

import pytest
from docx import Document

from bot.agenda import Line, Occasion, Version
from bot.bodies import Body
from bot.items import Attachment, Kind, Sort
from bot.meetings import Kind as MeetingKind
from bot.meetings import Meeting, State
from bot.people import BRUSSELS
from handlers.agenda import paper
from handlers.documents import word
from handlers.words import words_of
from scripts import agenda_template
from tests.handlers.documents import docx_files
from tests.handlers.documents.docx_files import part, parts_of, text_of

NL = words_of("nl", BRUSSELS)
MEETING = Meeting(
    id=1, body=1, kind=MeetingKind.PLENARY, state=State.AGENDA_PUBLISHED, month=date(2026, 4, 1), day=date(2026, 4, 24)
)
BODY = Body(id=1, workspace=1, name="IROJ Leiedal & Mandel", plenary_channel="", committee_channel="")


def line(number: str, title: str, **more: Any) -> Line:
    facts: dict[str, Any] = {
        "item": 1,
        "number": number,
        "title": title,
        "kind": Kind.DISCUSSION,
        "sort": Sort.POINT,
        "minutes": 20,
        "presenter": "",
        "starts": time(9, 30),
    }
    return Line(**facts | more)


def filled(*lines: Line, own: bytes | None = None, mirror: str = "", **more: Any) -> bytes:
    version = Version(
        meeting=1,
        letter="B",
        published_at=datetime(2026, 4, 16, 9, tzinfo=UTC),
        published_by=1,
        occasion=Occasion(day=date(2026, 4, 24), starts=time(9, 30), ends=time(12), place="’t Zand 3, Brugge"),
        lines=lines,
    )
    facts = paper.facts(NL, version, meeting=MEETING, body=BODY, chair="Bart D’Hoore", mirror=mirror)
    return paper.fill(own, facts | more)


def test_the_head_says_which_meeting_when_and_where() -> None:
    text = text_of(filled(line("1", "Verwelkoming")))
    assert text[:2] == ["IROJ Leiedal & Mandel", "Agenda plenair overleg, versie B"]
    for row in ("Datum\tvrijdag 24 april 2026", "Uur\t9u30 tot 12u", "Plaats\t’t Zand 3, Brugge"):
        assert row in text


def test_what_is_not_known_has_no_row() -> None:
    assert not any(row.startswith("Spiegel") for row in text_of(filled(line("1", "Verwelkoming"))))
    assert "Spiegel\tAn Peeters" in text_of(filled(line("1", "Verwelkoming"), mirror="An Peeters"))


def test_a_line_has_number_time_title_kind_presenter_and_minutes() -> None:
    text = text_of(filled(line("4", "Regioplan", presenter="Els D’Haene")))
    assert text[-6:] == ["4", "9u30", "Regioplan", "Ter bespreking", "Els D’Haene", "20"]


@pytest.mark.parametrize(
    "title", ["<b>&amp;{{ 7*7 }}{% endfor %}", "“Aanhaling” ’s & zo", "א שלום", "a\x00b\ufffec", "{_{ x }_}"]
)
def test_a_title_is_only_text(title: str) -> None:
    shown = "\n".join(text_of(filled(line("1", title))))
    expected = {"a\x00b\ufffec": "a b c", "{_{ x }_}": "{{ x }}"}.get(title, title)
    assert expected in shown


def test_a_break_has_no_number_or_kind() -> None:
    text = text_of(filled(line("1", "Welkom"), line("", "Pauze", sort=Sort.BREAK, minutes=15)))
    assert text[-6:] == ["", "9u30", "Pauze", "", "", "15"]


def test_a_sub_point_guest_and_late_point_are_named_in_words() -> None:
    text = text_of(filled(line("4.1", "Advies", under=1, guest=True, late=True)))
    assert "– Advies (externe gast) (laattijdig)" in text


def test_attachments_are_links_and_what_has_no_address_is_only_named() -> None:
    attached = (Attachment(url="https://voorbeeld.be/?a=1&b=2", title="nota"), Attachment(url="F1", title="cijfers"))
    content = filled(line("1", "Plan", attachments=attached))
    assert {"Bijlage: nota", "Bijlage: cijfers"} <= set(text_of(content))
    relations = part(content, docx_files.RELATIONS)
    assert 'Target="https://voorbeeld.be/?a=1&amp;b=2"' in relations
    assert "F1" not in relations


def test_nobody_excused_means_no_heading_for_it() -> None:
    assert "Verontschuldigd" not in text_of(filled(line("1", "Welkom")))
    excused = [{"naam": "Els Maes", "sector": "CLB", "vervanger": "Jo Claes"}]
    text = text_of(filled(line("1", "Welkom"), verontschuldigd=excused))
    assert "Els Maes (CLB), vervangen door Jo Claes" in text


def test_what_is_to_be_followed_up_stands_under_its_own_heading() -> None:
    assert "Opvolging verslag" not in text_of(filled(line("1", "Welkom")))
    asked = [{"wat": "Antwoord op de brief", "wie": "Els Maes", "tegen": "maandag 20 april 2026"}]
    text = text_of(filled(line("1", "Welkom"), opvolging=asked))
    assert "Opvolging verslag" in text
    assert "Antwoord op de brief (Els Maes, maandag 20 april 2026)" in text


def test_an_empty_agenda_is_only_a_heading() -> None:
    assert text_of(filled())[-6:] == ["Nr.", "Uur", "Punt", "Soort", "Door", "Min."]


@pytest.mark.parametrize("count", [1, 14, 45, 200])
def test_every_line_is_in_the_table(count: int) -> None:
    table = Document(BytesIO(filled(*(line(str(n), f"Punt {n}") for n in range(1, count + 1))))).tables[0]
    assert len(table.rows) == count + 1


def test_the_file_is_in_dutch_and_calls_itself_what_it_is() -> None:
    properties = Document(BytesIO(filled(line("1", "Welkom")))).core_properties
    assert (properties.title, properties.language) == ("IROJ Leiedal & Mandel: agenda vrijdag 24 april 2026", "nl-BE")


def test_a_screen_reader_finds_headings_a_caption_and_a_repeated_header_row() -> None:
    content = filled(line("1", "Welkom"))
    document = Document(BytesIO(content))
    assert [p.text for p in document.paragraphs if p.style.name == "Heading 1"] == ["Agendapunten"]
    xml = part(content, docx_files.BODY)
    assert xml.count("<w:tblHeader/>") == 1
    assert "w:tblCaption" in xml
    assert 'w:lang w:val="nl-BE"' in part(content, "word/styles.xml")


def test_the_footer_counts_the_pages() -> None:
    footer = part(filled(line("1", "Welkom")), "word/footer1.xml")
    assert " PAGE " in footer
    assert " NUMPAGES " in footer
    assert "versie B" in footer


def test_a_field_that_is_not_there_is_an_error_and_never_empty() -> None:
    with pytest.raises(Exception, match="onbekend"):
        word.fill(docx_files.word("{{ onbekend }}"), {}, title="")


def test_the_shipped_template_is_what_the_script_makes() -> None:
    assert parts_of(agenda_template.made()) == parts_of(paper.SHIPPED.read_bytes())
