"""One line of /verontschuldigd, case by case: what is understood, and that everything else is gone."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot import attendance
from bot.attendance import Line, Outsider, Part
from bot.errors import Refusal
from bot.meetings import Kind, Meeting, State
from tests.bot.people import BODY

BRUSSELS = ZoneInfo("Europe/Brussels")
NOW = datetime(2026, 3, 4, 10, tzinfo=BRUSSELS)


@dataclass(frozen=True)
class Somebody:
    id: int
    name: str
    email: str = ""


PEOPLE = [
    Somebody(1, "Nadia D’Haene"),
    Somebody(2, "Wim Van den Berghe", "wim@voorbeeld.be"),
    Somebody(3, "Wim Maes"),
    Somebody(4, "Lena ’t Kindt"),
    Somebody(5, "An Peeters"),
]


def meeting(id_: int, day: date | None, *, month: date | None = None, kind: Kind = Kind.PLENARY) -> Meeting:
    first = (day or month or NOW.date()).replace(day=1)
    state = State.AGENDA_OPEN if day else State.PLANNED
    return Meeting(id=id_, body=BODY, kind=kind, state=state, month=first, day=day)


MEETINGS = [
    meeting(1, date(2026, 4, 24)),
    meeting(2, date(2026, 6, 19)),
    meeting(3, date(2026, 9, 18)),
    meeting(4, None, month=date(2026, 12, 1)),
]


def read(text: str, meetings: list[Meeting] = MEETINGS) -> Line:
    return attendance.read(text, now=NOW, zone=BRUSSELS, meetings=meetings, people=PEOPLE)


@pytest.mark.parametrize(
    ("text", "meetings"),
    [
        ("24 april", (1,)),
        ("24/4", (1,)),
        ("vrijdag 24 april 2026", (1,)),
        ("voor 24 april", (1,)),
        ("voor de vergadering van 24 april", (1,)),
        ("24 april 9u30", (1,)),
        ("volgende vergadering", (1,)),
        ("24 april en 19 juni", (1, 2)),
        ("juni", (2,)),
        ("december", (4,)),
        ("van 1 april tot 30 juni", (1, 2)),
        ("april tot september", (1, 2, 3)),
        ("tot eind juni", (1, 2)),
    ],
)
def test_a_date_or_a_period_names_its_meetings(text: str, meetings: tuple[int, ...]) -> None:
    assert read(text) == Line(meetings=meetings)


@pytest.mark.parametrize(
    ("text", "meetings"),
    [
        ("vanaf 1 april", (1, 2, 3, 4)),
        ("vanaf 1 april tot na de zomer", (1, 2)),
        ("vanaf 1 mei tot verder", (2, 3, 4)),
    ],
)
def test_a_period_without_a_clear_end_is_asked_back(text: str, meetings: tuple[int, ...]) -> None:
    assert read(text) == Line(meetings=meetings, unclear=True)


@pytest.mark.parametrize(
    ("text", "member"),
    [
        ("24 april Nadia D'Haene", 1),
        ("24 april nadia d’haene", 1),
        ("24 april Kindt, Lena", 4),
        ("24 april vervangen door Wim Van den Berghe", 2),
        ("24 april wim@voorbeeld.be", 2),
        ("24 april Wim Maes.", 3),
        ("Nadia D’Haene 24 april", 1),
        ("24 april Nadia", 1),
        ("24 april | Lena ’t Kindt", 4),
    ],
)
def test_a_member_is_found_by_name(text: str, member: int) -> None:
    assert read(text) == Line(meetings=(1,), member=member)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("24 april namens Lena ’t Kindt", Line(meetings=(1,), behalf=4)),
        ("namens Lena ’t Kindt 24 april Wim Maes", Line(meetings=(1,), behalf=4, member=3)),
        ("24 april Jo Claes namens Nadia", Line(meetings=(1,), behalf=1, outsider=Outsider(name="Jo Claes"))),
    ],
)
def test_in_whose_name_it_is_stands_behind_namens(text: str, line: Line) -> None:
    assert read(text) == line


@pytest.mark.parametrize("text", ["24 april namens", "24 april namens iedereen", "24 april namens Wim"])
def test_in_the_name_of_nobody_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match="in wiens naam"):
        read(text)


def test_a_first_name_of_two_members_is_nobody() -> None:
    line = read("24 april Wim")
    assert (line.member, line.dropped) == (None, True)


@pytest.mark.parametrize(
    ("text", "outsider"),
    [
        ("24 april Jo Claes", Outsider(name="Jo Claes")),
        ("24 april Jo Claes jo@voorbeeld.be", Outsider(name="Jo Claes", email="jo@voorbeeld.be")),
        ("24 april Els van der Smissen", Outsider(name="Els van der Smissen")),
        ("24 april met D’Artagnan Peters", Outsider(name="D’Artagnan Peters")),
    ],
)
def test_the_name_of_somebody_new_is_taken_as_it_is_written(text: str, outsider: Outsider) -> None:
    assert read(text) == Line(meetings=(1,), outsider=outsider)


@pytest.mark.parametrize(("word", "part"), [("later", Part.LATE), ("vroeger weg", Part.EARLY), ("te laat", Part.LATE)])
def test_a_part_of_a_meeting_is_understood(word: str, part: Part) -> None:
    assert read(f"24 april {word}") == Line(meetings=(1,), part=part)


@pytest.mark.parametrize(
    ("text", "part", "hour"),
    [
        ("24 april vanaf 10u30", Part.EARLY, time(10, 30)),
        ("24 april vanaf 11 uur", Part.EARLY, time(11)),
        ("vanaf 10u30 op 24 april", Part.EARLY, time(10, 30)),
        ("24 april na 11u", Part.EARLY, time(11)),
        ("24 april tot 11u", Part.LATE, time(11)),
        ("24 april tot half elf", Part.LATE, time(10, 30)),
        ("24 april tot kwart voor elf.", Part.LATE, time(10, 45)),
        ("volgende vergadering tot 11u", Part.LATE, time(11)),
        ("24 april later, vanaf 10u30", Part.LATE, time(10, 30)),
        ("24 april, later vanaf 10u30", Part.LATE, time(10, 30)),
        ("24 april later , 10u30", Part.LATE, time(10, 30)),
        ("24 april later 10:30", Part.LATE, time(10, 30)),
        ("later op 24 april, tegen 10u30", Part.LATE, time(10, 30)),
        ("24 april vroeger weg om 11u", Part.EARLY, time(11)),
        ("24 april eerder weg, 11u", Part.EARLY, time(11)),
        ("om 11u vroeger weg 24 april", Part.EARLY, time(11)),
        ("vanaf 11u 24 april", Part.EARLY, time(11)),
        ("24 april vanaf 10 u 30", Part.EARLY, time(10, 30)),
        ("24 april aanwezig vanaf 10u30", Part.LATE, time(10, 30)),
        ("24 april ik kom pas om 10u30", Part.LATE, time(10, 30)),
        ("24 april aanwezig tot 11u", Part.EARLY, time(11)),
    ],
)
def test_an_hour_is_the_part_that_is_missed(text: str, part: Part, hour: time) -> None:
    line = read(text)
    assert (line.meetings, line.part, line.hour) == ((1,), part, hour)
    assert (line.member, line.outsider) == (None, None)


def test_an_hour_and_a_name_are_told_apart_and_a_reason_beside_them_is_dropped() -> None:
    assert read("24 april vanaf 10u30 Nadia D’Haene") == Line(
        meetings=(1,), part=Part.EARLY, hour=time(10, 30), member=1
    )
    assert read("24 april tot 11u tandarts") == Line(meetings=(1,), part=Part.LATE, hour=time(11), dropped=True)


@pytest.mark.parametrize("text", ["24 april om 9u30", "24 april van 9u tot 11u", "24 april vanaf 10u tot 11u"])
def test_the_hour_of_the_meeting_and_a_stretch_in_the_middle_are_no_part(text: str) -> None:
    assert (read(text).part, read(text).hour) == (Part.WHOLE, None)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("24 april vanaf 9u30", Part.WHOLE),
        ("24 april tot 12u", Part.WHOLE),
        ("24 april vroeger weg om 9u", Part.EARLY),
        ("24 april later, om 13u", Part.LATE),
    ],
)
def test_an_hour_outside_the_meeting_is_none(text: str, part: Part) -> None:
    hours = [replace(each, starts=time(9, 30), ends=time(12)) for each in MEETINGS]
    assert read(text, hours) == Line(meetings=(1,), part=part)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("24 april griep", Line(meetings=(1,), dropped=True)),
        ("24 april wegens ziekte", Line(meetings=(1,), dropped=True)),
        ("24 april Hoge Koorts", Line(meetings=(1,), dropped=True)),
        ("24 april ik ben zwanger", Line(meetings=(1,), dropped=True)),
        ("ik heb een operatie op 24 april", Line(meetings=(1,), dropped=True)),
        ("24 april want mijn An is ziek", Line(meetings=(1,), dropped=True)),
        ("24 april Jo Claes want griep", Line(meetings=(1,), outsider=Outsider(name="Jo Claes"), dropped=True)),
        ("24 april Nadia D’Haene, moederschapsrust", Line(meetings=(1,), member=1, dropped=True)),
        ("vanaf 1 april tot na de zomer zwangerschap", Line(meetings=(1, 2), unclear=True, dropped=True)),
        ("24 april " + "a " * 40, Line(meetings=(1,), dropped=True)),
        ("24 april <script> ; DROP", Line(meetings=(1,), dropped=True)),
    ],
)
def test_what_is_no_date_and_no_name_is_dropped_and_that_is_known(text: str, kept: Line) -> None:
    assert read(text) == kept


@pytest.mark.parametrize("text", ["griep", "ziek tot verder", "", "24", "zo snel mogelijk", "kanker"])
def test_without_a_meeting_the_answer_does_not_repeat_what_was_typed(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        read(text)
    assert refused.value.facts == {}


def test_a_day_without_a_meeting_is_refused_with_the_next_one() -> None:
    with pytest.raises(Refusal) as refused:
        read("25 april")
    assert refused.value.facts == {"next": date(2026, 4, 24)}


def test_two_meetings_on_one_day_are_asked() -> None:
    both = [*MEETINGS, meeting(9, date(2026, 4, 24), kind=Kind.COMMITTEE)]
    with pytest.raises(attendance.Doubt) as doubt:
        read("24 april", both)
    assert set(doubt.value.candidates) == {1, 9}


def test_the_longest_line_is_read_among_a_thousand_members() -> None:
    people = [Somebody(n, f"Lid {n} Van den Berghe") for n in range(1000)]
    text = "24 april " + "Van den Berghe " * 100
    line = attendance.read(text, now=NOW, zone=BRUSSELS, meetings=MEETINGS, people=people)
    assert (line.meetings, line.dropped) == ((1,), True)


@pytest.mark.parametrize(
    ("text", "outsider"),
    [
        ("Jo Claes", Outsider(name="Jo Claes")),
        ("Jo Claes <Jo@Voorbeeld.be>", Outsider(name="Jo Claes", email="jo@voorbeeld.be")),
        ("jo@voorbeeld.be, Jo Claes", Outsider(name="Jo Claes", email="jo@voorbeeld.be")),
        ("Jo Claes want ik ben ziek", Outsider(name="Jo Claes")),
    ],
)
def test_a_field_with_name_and_address_is_told_apart(text: str, outsider: Outsider) -> None:
    assert attendance.outsider(text) == outsider


@pytest.mark.parametrize("text", ["", "jo@voorbeeld.be", "Jo a@b.be c@d.be", "123", "Jo @x", "J" * 51])
def test_a_field_without_a_name_is_refused(text: str) -> None:
    with pytest.raises(Refusal):
        attendance.outsider(text)
