"""When meetings are wanted: lines, months and series, and what to watch out for."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot import groups, schedules
from bot.errors import Refusal
from bot.groups import Group
from bot.meetings import Kind, Meeting, State, Wanted
from bot.schedules import Concern, Doubt, Reason, Series
from tests.bot.people import BODY, MEMBER, OFFICER

BRUSSELS = ZoneInfo("Europe/Brussels")
NOW = datetime(2026, 3, 4, 10, tzinfo=BRUSSELS)
TODAY = NOW.date()


def read(phrase: str, now: datetime = NOW) -> Wanted | Series:
    return schedules.read(phrase, now=now, zone=BRUSSELS)


@pytest.mark.parametrize(
    ("phrase", "wanted"),
    [
        ("24 april 2026", Wanted(day=date(2026, 4, 24))),
        ("24 april 2026 9u30-12u", Wanted(day=date(2026, 4, 24), starts=time(9, 30), ends=time(12))),
        ("vrijdag 24 april om 9u30", Wanted(day=date(2026, 4, 24), starts=time(9, 30))),
        ("24/4 13u - 16u30", Wanted(day=date(2026, 4, 24), starts=time(13), ends=time(16, 30))),
        ("juni 2026", Wanted(month=date(2026, 6, 1))),
        ("februari 2027", Wanted(month=date(2027, 2, 1))),
    ],
)
def test_one_meeting_is_a_day_or_a_month(phrase: str, wanted: Wanted) -> None:
    assert read(phrase) == wanted


def test_a_series_is_read_as_its_days_from_the_next_one_on() -> None:
    series = read("elke eerste dinsdag 10u-12u van september tot december")
    assert series == Series(
        days=(date(2026, 9, 1), date(2026, 10, 6), date(2026, 11, 3), date(2026, 12, 1)), starts=time(10), ends=time(12)
    )


def test_a_series_that_began_goes_on_from_today() -> None:
    series = read("elke eerste dinsdag 10u-12u van januari tot juni")
    assert isinstance(series, Series)
    assert series.days[0] >= TODAY


def test_separate_days_are_a_series_too() -> None:
    series = read("24 april, 8 mei en 19 juni")
    assert isinstance(series, Series)
    assert series.days == (date(2026, 4, 24), date(2026, 5, 8), date(2026, 6, 19))


@pytest.mark.parametrize(
    "phrase",
    ["", "zo snel mogelijk", "32 mei", "elke eerste dinsdag", "najaar 2026", "begin juni", "9u30-12u", "x" * 500],
)
def test_what_names_no_day_or_month_is_refused_about_the_date(phrase: str) -> None:
    with pytest.raises(Refusal) as refused:
        read(phrase)
    assert refused.value.about == "when"


def test_more_than_sixty_meetings_are_refused() -> None:
    with pytest.raises(Refusal, match="60"):
        read("elke werkdag 9u-10u van april tot december")


def test_a_series_of_sixty_meetings_is_planned() -> None:
    assert (
        len(
            schedules.plan(
                Series(days=tuple(date(2026, 5, 1).replace(day=1 + n % 28, month=5 + n // 28) for n in range(60))),
                body=BODY,
                kind=Kind.PLENARY,
                by=OFFICER,
                today=TODAY,
                place="",
                known=[],
            )
        )
        == 60
    )


def test_a_phrase_with_two_meanings_is_asked_never_guessed() -> None:
    with pytest.raises(Doubt) as doubt:
        read("volgende vrijdag 9u30-12u")
    assert {wanted.day for wanted in doubt.value.candidates} == {date(2026, 3, 6), date(2026, 3, 13)}
    assert {wanted.starts for wanted in doubt.value.candidates} == {time(9, 30)}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("24 april", schedules.Line(phrase="24 april")),
        ("24 april | Brugge", schedules.Line(phrase="24 april", place="Brugge", at_once=True)),
        ("24 april |", schedules.Line(phrase="24 april", at_once=True)),
        (
            "24 april | comité | Huis  van het Kind",
            schedules.Line(phrase="24 april", kind=Kind.COMMITTEE, place="Huis van het Kind", at_once=True),
        ),
        ("24 april | Werkgroep", schedules.Line(phrase="24 april", kind=Kind.WORKING_GROUP, at_once=True)),
    ],
)
def test_behind_the_date_come_a_place_and_a_kind_in_any_order(text: str, line: schedules.Line) -> None:
    assert schedules.line(text) == line


CRISIS = Group(id=4, body=BODY, kind=groups.Kind.WORKING_GROUP, name="Crisis Zuid")


@pytest.mark.parametrize("text", ["24 april | werkgroep crisis zuid", "24 april | CRISIS ZUID"])
def test_a_group_is_meant_by_its_name(text: str) -> None:
    meant = schedules.Line(phrase="24 april", kind=Kind.WORKING_GROUP, at_once=True, group=CRISIS)
    assert schedules.line(text, groups=[CRISIS]) == meant


@pytest.mark.parametrize(
    "text", ["24 april | Brugge | Gent", "24 april | comité | plenair", "24 april | comité | crisis zuid"]
)
def test_two_places_or_kinds_are_refused(text: str) -> None:
    with pytest.raises(Refusal):
        schedules.line(text, groups=[CRISIS])


def meeting(day: date, *, id_: int = 1, state: State = State.AGENDA_OPEN, starts: time | None = time(10)) -> Meeting:
    return Meeting(
        id=id_,
        body=BODY,
        kind=Kind.PLENARY,
        state=state,
        month=day.replace(day=1),
        day=day,
        starts=starts,
        ends=time(12),
    )


def planned(series: Series, known: list[Meeting], by: object = OFFICER) -> list[date | None]:
    new = schedules.plan(
        series,
        body=BODY,
        kind=Kind.PLENARY,
        by=by,
        today=TODAY,
        place="online",
        known=known,  # type: ignore[arg-type]  # A person of the case.
    )
    return [each.day for each in new]


TUESDAYS = Series(days=(date(2026, 9, 1), date(2026, 10, 6)), starts=time(10), ends=time(12))


def test_a_series_is_planned_as_meetings() -> None:
    assert planned(TUESDAYS, []) == [date(2026, 9, 1), date(2026, 10, 6)]


def test_what_is_planned_already_is_not_planned_again() -> None:
    assert planned(TUESDAYS, [meeting(date(2026, 9, 1))]) == [date(2026, 10, 6)]


@pytest.mark.parametrize(
    "other",
    [
        meeting(date(2026, 9, 1), state=State.CANCELLED),
        meeting(date(2026, 9, 1), starts=time(14)),
    ],
)
def test_a_cancelled_meeting_or_another_hour_does_not_stand_in_the_way(other: Meeting) -> None:
    assert planned(TUESDAYS, [other]) == list(TUESDAYS.days)


def test_only_the_support_officer_plans_a_series() -> None:
    with pytest.raises(Refusal):
        planned(TUESDAYS, [], by=MEMBER)


def test_a_day_that_passed_since_the_preview_is_refused() -> None:
    with pytest.raises(Refusal):
        planned(Series(days=(date(2026, 3, 3),)), [])


@pytest.mark.parametrize(
    ("day", "reasons"),
    [
        (date(2026, 4, 24), []),
        (date(2026, 4, 6), [Reason.PUBLIC_HOLIDAY, Reason.SCHOOL_HOLIDAY]),
        (date(2026, 5, 1), [Reason.PUBLIC_HOLIDAY]),
        (date(2026, 11, 3), [Reason.SCHOOL_HOLIDAY]),
    ],
)
def test_holidays_are_warned_about(day: date, reasons: list[Reason]) -> None:
    assert [concern.reason for concern in schedules.concerns(day, known=[])] == reasons


def test_a_second_meeting_on_a_day_is_warned_about() -> None:
    found = schedules.concerns(date(2026, 4, 24), known=[meeting(date(2026, 4, 24))])
    assert found == (Concern(reason=Reason.TAKEN, kind=Kind.PLENARY),)


@pytest.mark.parametrize(
    "other", [meeting(date(2026, 4, 24)), meeting(date(2026, 4, 24), id_=2, state=State.CANCELLED)]
)
def test_itself_and_a_cancelled_one_are_no_second_meeting(other: Meeting) -> None:
    assert schedules.concerns(date(2026, 4, 24), known=[other], but=1) == ()
