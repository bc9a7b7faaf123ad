"""Standing points: on a new agenda, written in a form, and applied to agendas that exist."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import agenda, texts
from bot.agenda import StandingPoint, writing
from bot.errors import Refusal
from bot.items import Item, Kind, Sort, State
from bot.meetings import Kind as MeetingKind
from bot.people import Person
from tests.bot.agendas import MEETING, NOW, line
from tests.bot.people import BODY, CHAIR, MEMBER, OFFICER

WELCOME = StandingPoint(title="Verwelkoming", minutes=5)
REPORT = StandingPoint(title="Vorig verslag", kind=Kind.APPROVAL)
VARIA = StandingPoint(title="Varia", minutes=10, closing=True)


def standing(id_: int, point: StandingPoint, *, place: int | None = None, **more: object) -> Item:
    return replace(
        line(id_, place=place, minutes=point.minutes, sort=Sort.STANDING, **more),
        title=point.title,
        kind=point.kind,
        closing=point.closing,
    )


def test_standing_points_open_and_close_the_agenda_of_a_new_plenary_meeting() -> None:
    lines = agenda.stand(agenda.STANDING_POINTS, on=MEETING, now=NOW)
    assert [(each.position, each.sort, each.state, each.meeting) for each in lines] == [
        (place, Sort.STANDING, State.ACCEPTED, MEETING.id) for place in range(1, len(agenda.STANDING_POINTS) + 1)
    ]
    assert [each.closing for each in lines] == [point.closing for point in agenda.STANDING_POINTS]


def test_a_committee_meeting_has_no_standing_points_of_the_plenary() -> None:
    committee = replace(MEETING, kind=MeetingKind.COMMITTEE)
    assert agenda.stand(agenda.STANDING_POINTS, on=committee, now=NOW) == []


def test_standing_points_are_written_one_a_line() -> None:
    assert writing.written([WELCOME, REPORT]) == "Verwelkoming | informatie | 5 min\nVorig verslag | goedkeuring"


@pytest.mark.parametrize(
    ("row", "point"),
    [
        ("Verwelkoming", StandingPoint(title="Verwelkoming")),
        ("  Verwelkoming |5 min| ter informatie ", WELCOME),
        ("Varia | een half uur | bespreking", StandingPoint(title="Varia", kind=Kind.DISCUSSION, minutes=30)),
        ("Varia | |", StandingPoint(title="Varia")),
    ],
)
def test_a_line_is_read_with_its_parts_in_any_order(row: str, point: StandingPoint) -> None:
    assert writing.read(f"\n{row}\n\n", closing=False, about="opening") == [point]


@pytest.mark.parametrize(
    "text", ["| 5 min", "Varia | morgen", "Varia | 0 min", "Varia | 999 min", "V" * 151, "\n".join(["Varia"] * 16)]
)
def test_what_cannot_be_read_is_refused_at_its_field(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        writing.read(text, closing=True, about="closing")
    assert refused.value.about == "closing"


def test_the_longest_standing_points_fit_in_their_field() -> None:
    longest = StandingPoint(title="x" * texts.TITLE_LENGTH, kind=Kind.APPROVAL, minutes=480)
    assert len(writing.written([longest] * agenda.MOST_STANDING)) <= 3000


WORDS = st.text(st.characters(codec="utf-8", exclude_characters="|"), max_size=60)


@settings(deadline=None)
@given(
    st.lists(st.tuples(WORDS, st.sampled_from(Kind), st.none() | st.integers(1, 480)), max_size=agenda.MOST_STANDING)
)
def test_what_is_written_is_read_back_the_same(points: list[tuple[str, Kind, int | None]]) -> None:
    made = []
    for title, kind, minutes in points:
        try:
            made.append(StandingPoint(title=texts.title(title), kind=kind, minutes=minutes, closing=True))
        except Refusal:
            continue
    assert writing.read(writing.written(made), closing=True, about="closing") == made


def test_the_same_title_twice_is_refused() -> None:
    with pytest.raises(Refusal, match="twee keer"):
        agenda.change_standing([WELCOME, replace(VARIA, title="VERWELKOMING")], body=BODY, by=OFFICER)


@pytest.mark.parametrize("by", [MEMBER, CHAIR])
def test_only_the_support_officer_changes_the_standing_points(by: Person) -> None:
    with pytest.raises(Refusal):
        agenda.change_standing([WELCOME], body=BODY, by=by)
    with pytest.raises(Refusal):
        agenda.apply([WELCOME], [], on=MEETING, by=by, now=NOW)


def applied(points: list[StandingPoint], items: list[Item]) -> list[tuple[str, int]]:
    done = agenda.apply(points, items, on=MEETING, by=OFFICER, now=NOW)
    return [(each.title, each.position) for each in sorted((*done.new, *done.stay), key=lambda each: each.position)]


def test_missing_points_come_behind_the_opening_ones_and_at_the_end() -> None:
    items = [standing(1, WELCOME), line(2)]
    assert applied([WELCOME, REPORT, VARIA], items) == [
        ("Verwelkoming", 1),
        ("Vorig verslag", 2),
        ("Punt 2", 3),
        ("Varia", 4),
    ]


def test_a_standing_point_that_stays_takes_kind_and_minutes_over_and_keeps_its_place_and_number() -> None:
    there = standing(1, WELCOME, place=2, number="7")
    done = agenda.apply(
        [replace(WELCOME, minutes=15, kind=Kind.DISCUSSION)], [line(2, place=1), there], on=MEETING, by=OFFICER, now=NOW
    )
    assert done.new == ()
    assert [(each.id, each.minutes, each.kind, each.position, each.number) for each in done.changed] == [
        (1, 15, Kind.DISCUSSION, 2, "7")
    ]


def test_a_standing_point_nobody_wants_any_more_goes_and_its_sub_points_stay() -> None:
    items = [standing(1, WELCOME), line(2, place=1, parent=1), line(3, place=2)]
    done = agenda.apply([], items, on=MEETING, by=OFFICER, now=NOW)
    assert [each.id for each in done.gone] == [1]
    assert [(each.id, each.parent, each.position) for each in done.stay] == [(2, None, 1), (3, None, 2)]


def test_proposed_points_and_breaks_are_left_as_they_are() -> None:
    items = [line(1), line(2, sort=Sort.BREAK)]
    done = agenda.apply([], items, on=MEETING, by=OFFICER, now=NOW)
    assert (done.gone, [*done.stay], done.changed) == ((), items, ())


def test_applying_twice_changes_nothing_more() -> None:
    first = agenda.apply([WELCOME, VARIA], [line(9)], on=MEETING, by=OFFICER, now=NOW)
    lines = [
        replace(each, id=20 + place) if each.id == 0 else each for place, each in enumerate((*first.new, *first.stay))
    ]
    again = agenda.apply([WELCOME, VARIA], lines, on=MEETING, by=OFFICER, now=NOW)
    assert (again.new, again.gone, again.changed) == ((), (), ())
