"""The agenda: order, times, numbers that are never re-used, versions and what changed between them."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import agenda
from bot.agenda import Change, Version
from bot.errors import Refusal
from bot.items import Aim, Attachment, Item, Sort, State, When
from bot.meetings import Kind, Meeting
from bot.meetings import State as MeetingState
from tests.bot.people import BODY, CHAIR, MEMBER, OFFICER

NOW = datetime(2026, 4, 10, 9, 0, tzinfo=UTC)
MEETING = Meeting(
    id=11,
    body=BODY,
    kind=Kind.PLENARY,
    state=MeetingState.AGENDA_OPEN,
    month=date(2026, 4, 1),
    day=date(2026, 4, 24),
    starts=time(9, 30),
    ends=time(12),
)


def line(
    id_: int, *, place: int | None = None, minutes: int | None = 20, sort: Sort = Sort.POINT, **more: object
) -> Item:
    facts: dict[str, object] = {
        "id": id_,
        "body": BODY,
        "title": f"Punt {id_}",
        "state": State.ACCEPTED,
        "aim": Aim(when=When.MEETING, meeting=11),
        "proposer": 1,
        "entered_by": 1,
        "created_at": NOW,
        "meeting": 11,
        "position": place if place is not None else id_,
        "minutes": minutes,
        "sort": sort,
    }
    return Item(**(facts | more))  # type: ignore[arg-type]  # Facts of the case.


def published(items: list[Item], last: Version | None = None) -> Version:
    return agenda.publish(MEETING, items, by=OFFICER, now=NOW, last=last).version


def numbers(version: Version) -> list[tuple[int, str]]:
    return [(each.item, each.number) for each in version.lines]


def test_start_times_follow_from_minutes() -> None:
    table = agenda.timetable([line(1), line(2, minutes=45), line(3)], MEETING)
    assert [slot.starts for slot in table.slots] == [time(9, 30), time(9, 50), time(10, 35)]


def test_a_break_takes_time_but_no_number() -> None:
    table = agenda.timetable([line(1), line(2, minutes=15, sort=Sort.BREAK), line(3)], MEETING)
    assert [(slot.starts, slot.number) for slot in table.slots] == [
        (time(9, 30), "1"),
        (time(9, 50), ""),
        (time(10, 5), "2"),
    ]


def test_a_guest_with_a_fixed_time_is_waited_for() -> None:
    table = agenda.timetable([line(1), line(2, fixed_at=time(10, 30)), line(3)], MEETING)
    assert [slot.starts for slot in table.slots] == [time(9, 30), time(10, 30), time(10, 50)]


def test_an_overrun_is_counted_not_refused() -> None:
    table = agenda.timetable([line(1, minutes=100), line(2, minutes=80)], MEETING)
    assert table.overrun == 30


def test_an_agenda_that_just_fits_has_no_overrun() -> None:
    assert agenda.timetable([line(1, minutes=150)], MEETING).overrun == 0


def test_lines_without_minutes_are_guessed_and_counted_as_such() -> None:
    table = agenda.timetable([line(1, minutes=None), line(2)], MEETING)
    assert (table.guessed, table.slots[1].starts) == (1, time(9, 40))


def test_without_a_start_there_are_no_times() -> None:
    table = agenda.timetable([line(1)], replace(MEETING, starts=None, ends=None))
    assert (table.slots[0].starts, table.minutes, table.overrun) == (None, 20, 0)


def test_a_line_past_midnight_shows_no_time() -> None:
    evening = replace(MEETING, starts=time(23), ends=time(23, 30))
    assert agenda.timetable([line(1, minutes=90), line(2)], evening).slots[1].starts is None


def test_sub_points_stand_behind_their_point_with_a_number_of_their_own() -> None:
    items = [line(1), line(2), line(3, place=1, parent=1), line(4, place=2, parent=1)]
    assert numbers(published(items)) == [(1, "1"), (3, "1.1"), (4, "1.2"), (2, "2")]


def test_publishing_numbers_the_lines_and_makes_version_a() -> None:
    out = agenda.publish(MEETING, [line(1), line(2)], by=CHAIR, now=NOW, last=None)
    assert (out.meeting.state, out.meeting.version) == (MeetingState.AGENDA_PUBLISHED, "A")
    assert numbers(out.version) == [(1, "1"), (2, "2")]
    assert out.differences == ()


def test_a_moved_point_keeps_its_number() -> None:
    first = published([line(1), line(2), line(3)])
    moved = [line(1, number="1"), line(2, number="2", place=3), line(3, number="3", place=2)]
    assert numbers(published(moved, first)) == [(1, "1"), (3, "3"), (2, "2")]


def test_the_number_of_a_dropped_point_is_never_used_again() -> None:
    first = published([line(1), line(2)])
    second = published([line(1, number="1")], first)
    third = published([line(1, number="1"), line(9)], second)
    assert numbers(third) == [(1, "1"), (9, "3")]


def test_nothing_changed_is_not_published_again() -> None:
    first = published([line(1)])
    with pytest.raises(Refusal, match="niets gewijzigd"):
        published([line(1, number="1")], first)


@pytest.mark.parametrize(
    ("meeting", "items"),
    [
        (replace(MEETING, day=None, state=MeetingState.PLANNED), [line(1)]),
        (MEETING, []),
        (MEETING, [line(1, sort=Sort.BREAK)]),
        (replace(MEETING, state=MeetingState.CANCELLED), [line(1)]),
        (replace(MEETING, state=MeetingState.HELD), [line(1)]),
    ],
)
def test_an_agenda_that_cannot_go_out_is_refused(meeting: Meeting, items: list[Item]) -> None:
    with pytest.raises(Refusal):
        agenda.publish(meeting, items, by=OFFICER, now=NOW, last=None)


def test_a_member_publishes_nothing() -> None:
    with pytest.raises(Refusal, match="publiceren"):
        agenda.publish(MEETING, [line(1)], by=MEMBER, now=NOW, last=None)


def test_letters_go_on_behind_z() -> None:
    assert [agenda.next_letter(letter) for letter in ("", "A", "Y", "Z", "AZ", "ZZ")] == [
        "A",
        "B",
        "Z",
        "AA",
        "BA",
        "AAA",
    ]


def test_the_difference_tells_new_changed_dropped_moved_and_attached() -> None:
    first = published([line(1), line(2), line(3), line(4), line(5)])
    after = [
        line(1, number="1", title="Andere titel"),
        line(4, number="4", place=2),
        line(2, number="2", place=3),
        line(5, number="5", attachments=(Attachment(url="https://voorbeeld.be/nota"),)),
        line(6),
    ]
    out = agenda.publish(MEETING, after, by=OFFICER, now=NOW, last=first)
    assert [(each.change, each.line.item) for each in out.differences] == [
        (Change.CHANGED, 1),
        (Change.MOVED, 4),
        (Change.ATTACHED, 5),
        (Change.NEW, 6),
        (Change.DROPPED, 3),
    ]


def test_sliding_start_times_alone_are_not_told() -> None:
    first = published([line(1), line(2)])
    out = agenda.publish(
        MEETING, [line(1, number="1", minutes=40), line(2, number="2")], by=OFFICER, now=NOW, last=first
    )
    assert [each.line.item for each in out.differences] == [1]


def test_a_point_moves_to_a_position() -> None:
    moved = agenda.move(MEETING, [line(1), line(2), line(3)], 3, to=1, by=OFFICER)
    assert [item.id for item in agenda.in_order(moved)] == [3, 1, 2]


@pytest.mark.parametrize("to", [0, 4, -1])
def test_a_place_that_is_not_there_is_refused(to: int) -> None:
    with pytest.raises(Refusal) as refused:
        agenda.move(MEETING, [line(1), line(2), line(3)], 1, to=to, by=OFFICER)
    assert refused.value.about == "position"


def test_the_chair_does_not_order() -> None:
    with pytest.raises(Refusal):
        agenda.move(MEETING, [line(1), line(2)], 1, to=2, by=CHAIR)


def test_a_new_point_lands_before_the_closing_points() -> None:
    opening = line(1, sort=Sort.STANDING)
    closing = [line(2, sort=Sort.STANDING, closing=True), line(3, sort=Sort.STANDING, closing=True)]
    assert agenda.place_for_new([opening, *closing]) == 2
    assert agenda.place_for_new([opening]) == 2
    assert agenda.place_for_new([]) == 1


@settings(deadline=None)
@given(st.permutations(range(1, 9)), st.integers(min_value=0, max_value=8))
def test_the_told_moves_are_enough_and_no_more_than_needed(order: list[int], kept: int) -> None:
    first = published([line(n) for n in range(1, 9)])
    shuffled = [line(item, place=place, number=str(item)) for place, item in enumerate(order, start=1)]
    changes = agenda.difference(first.lines, published([*shuffled, line(99)], first).lines)
    moved = {each.line.item for each in changes if each.change is Change.MOVED}
    still = [item for item in order if item not in moved]
    assert still == sorted(still)
    assert len(moved) <= 7


@settings(deadline=None)
@given(st.lists(st.sampled_from(["add", "drop", "swap", "publish"]), max_size=20))
def test_a_number_means_one_point_for_ever(steps: list[str]) -> None:
    items = [line(1), line(2)]
    last: Version | None = None
    given: dict[str, int] = {}
    fresh = 3
    for step in steps:
        if step == "add":
            items.append(line(fresh))
            fresh += 1
        elif step == "drop" and items:
            items.pop()
        elif step == "swap" and len(items) > 1:
            items[0], items[1] = (
                replace(items[1], position=items[0].position),
                replace(items[0], position=items[1].position),
            )
        elif step == "publish":
            try:
                last = published(items, last)
            except Refusal:
                continue
            kept = {each.item: each.number for each in last.lines}
            items = [replace(item, number=kept[item.id]) for item in items]
            for each in last.lines:
                assert given.setdefault(each.number, each.item) == each.item


def test_standing_points_open_and_close_the_agenda_of_a_new_plenary_meeting() -> None:
    lines = agenda.stand(agenda.STANDING_POINTS, on=MEETING, now=NOW)
    assert [(each.position, each.sort, each.state, each.meeting) for each in lines] == [
        (place, Sort.STANDING, State.ACCEPTED, MEETING.id) for place in range(1, len(agenda.STANDING_POINTS) + 1)
    ]
    assert [each.closing for each in lines] == [point.closing for point in agenda.STANDING_POINTS]


def test_a_committee_meeting_has_no_standing_points_of_the_plenary() -> None:
    assert agenda.stand(agenda.STANDING_POINTS, on=replace(MEETING, kind=Kind.COMMITTEE), now=NOW) == []
