"""Follow-ups as they are typed: terms with the phrase kept, and whole lines."""

from datetime import UTC, date, datetime

import pytest

from bot import moments
from bot.errors import Refusal
from bot.followups import Due, DueKind, Owner, Whose, dues, lines
from bot.followups.lines import Known
from bot.meetings import Kind, Meeting, State
from bot.people import BRUSSELS

NOW = datetime(2026, 1, 23, 13, tzinfo=UTC)
FEBRUARY = Meeting(
    id=1, body=7, kind=Kind.PLENARY, state=State.AGENDA_OPEN, month=date(2026, 2, 1), day=date(2026, 2, 27)
)
JUNE = Meeting(id=2, body=7, kind=Kind.PLENARY, state=State.PLANNED, month=date(2026, 6, 1))
MEETINGS = (FEBRUARY, JUNE)


def who(whose: Whose, id_: int, name: str) -> Known:
    return Known(owner=Owner(whose=whose, id=id_), name=name)


KNOWN = (
    who(Whose.MEMBER, 1, "Lena ’t Kindt"),
    who(Whose.MEMBER, 2, "Jo Claes"),
    who(Whose.MEMBER, 3, "Jo Maes"),
    who(Whose.MEMBER, 4, "April Peeters"),
    who(Whose.ORGANISATION, 5, "CAW Noord en Zuid"),
    who(Whose.GROUP, 6, "Advisering"),
)


def due(phrase: str, meetings: tuple[Meeting, ...] = MEETINGS) -> Due:
    return dues.read(phrase, now=NOW, zone=BRUSSELS, meetings=meetings)


def line(text: str) -> lines.Line:
    return lines.read(text, known=KNOWN, now=NOW, zone=BRUSSELS, meetings=MEETINGS)


@pytest.mark.parametrize(
    ("phrase", "kind", "first", "last", "meeting"),
    [
        ("15 oktober", DueKind.DAY, None, date(2026, 10, 15), None),
        ("22 oktober 2026 om 9u", DueKind.DAY, None, date(2026, 10, 22), None),
        ("ten laatste op 20 april", DueKind.BEFORE, None, date(2026, 4, 20), None),
        ("voor 20 april", DueKind.BEFORE, None, date(2026, 4, 19), None),
        ("tegen de paasvakantie", DueKind.BEFORE, None, date(2026, 4, 5), None),
        ("in de loop van september/oktober", DueKind.PERIOD, date(2026, 9, 1), date(2026, 10, 31), None),
        ("eind dit jaar", DueKind.PERIOD, date(2026, 12, 21), date(2026, 12, 31), None),
        ("vanaf 2027", DueKind.NOT_BEFORE, date(2027, 1, 1), None, None),
        ("niet voor 1 september", DueKind.NOT_BEFORE, date(2026, 9, 1), None, None),
        ("volgende vergadering", DueKind.MEETING, None, None, 1),
        ("tegen het IROJ van februari", DueKind.MEETING, None, None, 1),
        ("IROJ van juni", DueKind.MEETING, None, None, 2),
        ("27 februari", DueKind.DAY, None, date(2026, 2, 27), None),
        ("zodra het besluit er is", DueKind.EVENT, None, None, None),
        ("na het advies van het agentschap", DueKind.EVENT, None, None, None),
        ("na de zomer", DueKind.EVENT, None, None, None),
        ("zo snel mogelijk", DueKind.NONE, None, None, None),
        ("zonder datum", DueKind.NONE, None, None, None),
        ("", DueKind.NONE, None, None, None),
    ],
)
def test_a_term_is_read_and_its_phrase_kept(
    phrase: str, kind: DueKind, first: date | None, last: date | None, meeting: int | None
) -> None:
    assert due(phrase) == Due(kind=kind, phrase=phrase, first=first, last=last, meeting=meeting)


def test_the_next_meeting_is_waited_for_when_none_is_planned() -> None:
    read = due("volgende vergadering", ())
    assert read == Due(kind=DueKind.MEETING, phrase="volgende vergadering", first=date(2026, 1, 23))


@pytest.mark.parametrize(
    "phrase", ["32 mei", "24/4/2062", "elke maand", "24 en 25 april", "9u", "abracadabra", "blauw", "a" * 151]
)
def test_what_is_no_term_is_refused_about_its_field(phrase: str) -> None:
    with pytest.raises(Refusal) as refused:
        due(phrase)
    assert refused.value.about == "due"


def test_two_days_are_asked_never_guessed() -> None:
    with pytest.raises(moments.Doubt) as doubt:
        dues.read("volgende vrijdag", now=datetime(2026, 3, 4, 9, tzinfo=UTC), zone=BRUSSELS, meetings=MEETINGS)
    assert doubt.value.candidates == (date(2026, 3, 6), date(2026, 3, 13))


def test_a_picked_day_keeps_the_words_beside_it() -> None:
    read = dues.on_day(date(2026, 5, 12), phrase=" ergens  in mei ")
    assert read == Due(kind=DueKind.DAY, phrase="ergens in mei", last=date(2026, 5, 12))


@pytest.mark.parametrize(
    ("part", "owners"),
    [
        ("Lena ’t Kindt", [1]),
        ("lena 't kindt", [1]),
        ("@Lena ’t Kindt", [1]),
        ("Lena", [1]),
        ("Lena ’t Kindt en Jo Claes", [1, 2]),
        ("Lena ’t Kindt, Jo Claes", [1, 2]),
        ("CAW Noord en Zuid", [5]),
        ("organisatie CAW Noord en Zuid", [5]),
        ("caw", [5]),
        ("werkgroep Advisering", [6]),
        ("Advisering", [6]),
        ("alle leden", [0]),
        ("niemand", []),
        ("nog niemand", []),
    ],
)
def test_owners_are_found_by_name(part: str, owners: list[int]) -> None:
    assert [owner.id for owner in line(f"Zaal reserveren | {part}").owners] == owners


def test_a_month_is_a_month_before_it_is_somebodys_name() -> None:
    read = line("Zaal | april")
    assert (read.owners, read.due.kind) == ((), DueKind.PERIOD)
    assert line("Zaal | April Peeters").owners[0].id == 4


def test_parts_come_in_any_order() -> None:
    one = line("Brief | wacht op de cijfers | ten laatste 20 april | Jo Claes | werkgroep Advisering")
    assert (one.text, one.waiting_for, one.due.last) == ("Brief", "de cijfers", date(2026, 4, 20))
    assert [owner.id for owner in one.owners] == [2, 6]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Zaal | Jo", "Jo Claes, Jo Maes"),
        ("Zaal | 20 april | 21 april", "21 april"),
        ("Zaal | wacht op A | wacht op B", "wacht op B"),
        ("Zaal | abracadabra", "abracadabra"),
        ("Zaal | Lena en Piet", "Lena en Piet"),
        ("Zaal | 32 mei", "32 mei"),
    ],
)
def test_what_is_not_clear_is_refused_with_what_it_is_about(text: str, named: str) -> None:
    with pytest.raises(Refusal, match=named):
        line(text)


def test_a_line_that_fails_keeps_what_could_be_read() -> None:
    read, trouble = lines.sort_out(
        "Zaal | Lena | abracadabra | mei", known=KNOWN, now=NOW, zone=BRUSSELS, meetings=MEETINGS
    )
    assert trouble is not None
    assert (read.text, [owner.id for owner in read.owners], read.due.phrase) == ("Zaal", [1], "mei")


def test_a_pasted_text_loses_its_bullets_and_empty_lines() -> None:
    assert lines.split("- Zaal | Lena\n\n  2. Brief - kort\n•\n13/10 is de dag\n") == [
        "Zaal | Lena",
        "Brief - kort",
        "13/10 is de dag",
    ]


def test_more_lines_than_a_report_holds_are_refused() -> None:
    assert len(lines.split("a\n" * lines.MOST_LINES)) == lines.MOST_LINES
    with pytest.raises(Refusal) as refused:
        lines.split("a\n" * (lines.MOST_LINES + 1))
    assert refused.value.about == "text"
