"""An agenda point in one line, and where a phrase points: nothing is guessed, nothing is lost."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import aims, lines, moments
from bot.errors import Refusal
from bot.items import Aim, Kind, When
from bot.meetings import Kind as MeetingKind
from bot.meetings import Meeting, State
from tests.bot.people import BODY

BRUSSELS = ZoneInfo("Europe/Brussels")
NOW = datetime(2026, 3, 4, 10, 0, tzinfo=BRUSSELS)


def meeting(
    id_: int, day: date | None = None, *, month: date | None = None, kind: MeetingKind = MeetingKind.PLENARY
) -> Meeting:
    first = (day or month or date(2026, 1, 1)).replace(day=1)
    return Meeting(id=id_, body=BODY, kind=kind, state=State.AGENDA_OPEN, month=first, day=day)


MEETINGS = (
    meeting(1, date(2026, 4, 24)),
    meeting(2, date(2026, 4, 24), kind=MeetingKind.COMMITTEE),
    meeting(3, month=date(2026, 6, 1)),
    meeting(4, date(2026, 9, 4)),
    meeting(5, date(2026, 9, 25)),
)


def read(text: str) -> lines.Line:
    return lines.read(text, now=NOW, zone=BRUSSELS, meetings=MEETINGS)


def aimed(phrase: str) -> Aim:
    return aims.aim(phrase, now=NOW, zone=BRUSSELS, meetings=MEETINGS)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("20 min", 20),
        ("20min.", 20),
        ("20 minuten", 20),
        ("1 minuut", 1),
        ("20'", 20),
        ("20’", 20),
        ("20m", 20),
        ("een kwartier", 15),
        ("half uur", 30),
        ("1 uur", 60),
        ("1u30", 90),
        ("1 u 15", 75),
        ("anderhalf uur", 90),
        ("-5 min", -5),
        ("0 min", 0),
        ("999999 min", 999999),
        ("20", None),
        ("min", None),
        ("24 april", None),
        ("", None),
    ],
)
def test_a_duration_is_read_or_it_is_none(text: str, minutes: int | None) -> None:
    assert lines.duration(text) == minutes


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("bespreking", Kind.DISCUSSION),
        ("ter bespreking", Kind.DISCUSSION),
        ("Ter Info", Kind.INFORMATION),
        ("informatie", Kind.INFORMATION),
        ("ter kennisname", Kind.INFORMATION),
        ("besluit", Kind.DECISION),
        ("ter beslissing", Kind.DECISION),
        ("advies", Kind.ADVICE),
        ("ter goedkeuring", Kind.APPROVAL),
    ],
)
def test_a_kind_is_read_as_people_say_it(text: str, kind: Kind) -> None:
    assert read(f"Overkop | {text}").kind is kind


def test_every_part_of_a_line_is_read() -> None:
    line = read("Gezinshuizen: stand | 20 min | bespreking | 24 april | voor 1 mei | door Greet en Wim | namens Lena")
    assert line == lines.Line(
        title="Gezinshuizen: stand",
        kind=Kind.DISCUSSION,
        minutes=20,
        aim=Aim(when=When.MEETING, meeting=1),
        before=date(2026, 5, 1),
        presenter="Greet en Wim",
        on_behalf_of="Lena",
    )


@given(st.permutations(["20 min", "bespreking", "24 april", "voor 1 mei", "door Greet", ""]))
def test_the_order_of_the_parts_does_not_matter(parts: list[str]) -> None:
    assert read("T | " + " | ".join(parts)) == read("T | 20 min | bespreking | 24 april | voor 1 mei | door Greet")


@pytest.mark.parametrize(
    "text",
    [
        "T | 20 min | 30 min",
        "T | info | advies",
        "T | 24 april | juni",
        "T | voor 1 mei | voor 2 mei",
        "T | door A | door B",
    ],
)
def test_two_parts_of_one_kind_are_asked_back(text: str) -> None:
    with pytest.raises(Refusal, match="twee keer"):
        read(text)


def test_a_part_that_is_nothing_is_named() -> None:
    with pytest.raises(Refusal, match="«blabla»"):
        read("T | 20 min | blabla")


def test_what_can_be_read_of_a_bad_line_is_kept_for_the_form() -> None:
    line, trouble = lines.sort_out("T | blabla | 20 min | 24 april", now=NOW, zone=BRUSSELS, meetings=MEETINGS)
    assert (line.title, line.minutes, line.aim) == ("T", 20, Aim(when=When.MEETING, meeting=1))
    assert trouble is not None


@given(st.text(max_size=300))
def test_no_text_breaks_the_reader(text: str) -> None:
    line, _ = lines.sort_out(text, now=NOW, zone=BRUSSELS, meetings=MEETINGS)
    assert "|" not in line.title


@pytest.mark.parametrize(
    ("phrase", "aim"),
    [
        ("24 april", Aim(when=When.MEETING, meeting=1)),
        ("24/4", Aim(when=When.MEETING, meeting=1)),
        ("vrijdag 24 april 2026", Aim(when=When.MEETING, meeting=1)),
        ("april", Aim(when=When.MEETING, meeting=1)),
        ("juni", Aim(when=When.MEETING, meeting=3)),
        ("IROJ van april", Aim(when=When.MEETING, meeting=1)),
        ("volgende vergadering", Aim(when=When.NEXT)),
        ("zonder datum", Aim(when=When.UNDATED)),
        ("Zonder  Datum", Aim(when=When.UNDATED)),
        ("september", Aim(when=When.PERIOD, phrase="september", start=date(2026, 9, 1), end=date(2026, 9, 30))),
        ("oktober 2026", Aim(when=When.PERIOD, phrase="oktober 2026", start=date(2026, 10, 1), end=date(2026, 10, 31))),
        ("najaar 2026", Aim(when=When.PERIOD, phrase="najaar 2026", start=date(2026, 9, 1), end=date(2026, 11, 30))),
        ("eind april", Aim(when=When.PERIOD, phrase="eind april", start=date(2026, 4, 21), end=date(2026, 4, 30))),
        ("vanaf 1 mei", Aim(when=When.PERIOD, phrase="vanaf 1 mei", start=date(2026, 5, 1))),
    ],
)
def test_a_phrase_points_at_a_meeting_a_period_or_nothing_yet(phrase: str, aim: Aim) -> None:
    assert aimed(phrase) == aim


@pytest.mark.parametrize(
    "phrase",
    ["25 april", "24 april 2027", "1 maart", "32 mei", "blabla", "", "zo snel mogelijk", "24 en 25 april", "9u30"],
)
def test_a_phrase_that_points_at_no_meeting_is_refused_at_its_field(phrase: str) -> None:
    with pytest.raises(Refusal) as refused:
        aimed(phrase)
    assert refused.value.about == "period"


@pytest.mark.parametrize("phrase", ["volgende vergadering", "Eerstvolgende  vergadering", "de volgende keer"])
def test_the_next_meeting_need_not_be_planned_yet(phrase: str) -> None:
    assert aims.aim(phrase, now=NOW, zone=BRUSSELS, meetings=()) == Aim(when=When.NEXT)


def test_the_refusal_of_a_day_without_a_meeting_names_the_next_one() -> None:
    with pytest.raises(Refusal, match="eerstvolgende is op 2026-04-24"):
        aimed("25 april")


def test_a_day_that_can_be_two_days_is_a_doubt_with_both() -> None:
    with pytest.raises(moments.Doubt) as doubt:
        aimed("volgende vrijdag")
    assert doubt.value.candidates == (date(2026, 3, 6), date(2026, 3, 13))


@pytest.mark.parametrize(
    ("phrase", "limit"),
    [
        ("voor 20 april", date(2026, 4, 20)),
        ("vóór 20 april", date(2026, 4, 20)),
        ("tegen 20 april", date(2026, 4, 21)),
        ("ten laatste 20 april", date(2026, 4, 21)),
        ("24 april", None),
        ("juni", None),
    ],
)
def test_a_limit_is_the_first_day_that_is_too_late(phrase: str, limit: date | None) -> None:
    assert aims.before(phrase, now=NOW, zone=BRUSSELS) == limit
