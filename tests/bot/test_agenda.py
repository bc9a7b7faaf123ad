"""The agenda: order, times, numbers that are never re-used, versions and what changed between them."""

from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import agenda
from bot.agenda import Change, Version
from bot.errors import Refusal
from bot.items import Attachment, Item, Sort
from bot.meetings import Meeting
from bot.meetings import State as MeetingState
from bot.people import Person
from tests.bot.agendas import MEETING, NOW, line, numbers, order, published
from tests.bot.people import CHAIR, MEMBER, OBSERVER, OFFICER


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


def test_a_sub_point_whose_point_left_stands_by_itself() -> None:
    assert numbers(published([line(1), line(2, parent=99)])) == [(1, "1"), (2, "2")]


def test_a_sub_point_of_a_sub_point_is_never_lost() -> None:
    assert sorted(order([line(1), line(2, parent=1), line(3, parent=2)])) == [1, 2, 3]


def test_a_point_with_sub_points_takes_only_its_own_minutes() -> None:
    table = agenda.timetable(
        [line(1, minutes=5), line(2, parent=1, minutes=10), line(3, parent=1, minutes=15)], MEETING
    )
    assert (table.minutes, [slot.starts for slot in table.slots]) == (30, [time(9, 30), time(9, 35), time(9, 45)])


def test_a_point_without_minutes_is_not_guessed_when_its_sub_points_have_them() -> None:
    table = agenda.timetable([line(1, minutes=None), line(2, parent=1), line(3)], MEETING)
    assert (table.guessed, [slot.starts for slot in table.slots]) == (0, [time(9, 30), time(9, 30), time(9, 50)])


def test_sub_points_without_minutes_are_treated_within_those_of_their_point() -> None:
    table = agenda.timetable([line(1, minutes=45), line(2, parent=1, minutes=None), line(3)], MEETING)
    assert (table.guessed, [slot.starts for slot in table.slots]) == (0, [time(9, 30), None, time(10, 15)])


def test_the_minutes_left_open_before_a_guest_are_told() -> None:
    table = agenda.timetable([line(1), line(2, fixed_at=time(10, 30))], MEETING)
    assert ([slot.waits for slot in table.slots], table.used, table.minutes) == ([0, 40], 80, 40)


def test_a_guest_who_has_to_wait_is_told() -> None:
    table = agenda.timetable([line(1, minutes=70), line(2, fixed_at=time(10, 30)), line(3)], MEETING)
    assert [(slot.item.id, slot.delayed) for slot in table.delayed] == [(2, 10)]
    assert [slot.starts for slot in table.slots] == [time(9, 30), time(10, 40), time(11)]


def test_waiting_for_a_guest_counts_in_the_overrun() -> None:
    assert agenda.timetable([line(1, fixed_at=time(11, 50))], MEETING).overrun == 10


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


def test_a_point_that_was_off_the_agenda_between_two_versions_keeps_its_number() -> None:
    first = published([line(1), line(2), line(3)])
    back = [line(1, number="1"), line(3, number="3"), line(2, place=9)]
    assert numbers(published(back, first)) == [(1, "1"), (3, "3"), (2, "2")]


def test_a_sub_point_never_takes_the_number_of_a_dropped_one() -> None:
    first = published([line(1), line(2, parent=1), line(3, parent=1)])
    after = [line(1, number="1"), line(2, number="1.1", parent=1), line(4, parent=1)]
    assert numbers(published(after, first)) == [(1, "1"), (2, "1.1"), (4, "1.3")]


def test_a_point_that_becomes_a_sub_point_keeps_its_number_and_is_told_as_moved() -> None:
    first = published([line(1), line(2), line(3)])
    after = [line(1, number="1"), line(3, number="3"), line(2, number="2", parent=1)]
    out = agenda.publish(MEETING, after, by=OFFICER, now=NOW, last=first)
    assert numbers(out.version) == [(1, "1"), (2, "2"), (3, "3")]
    assert [(each.change, each.line.item) for each in out.differences] == [(Change.MOVED, 2)]


def test_the_agenda_shows_the_numbers_it_would_get_when_published() -> None:
    first = published([line(1), line(2)])
    stands = agenda.as_it_stands(MEETING, [line(1, number="1"), line(9)], last=first)
    assert [slot.number for slot in stands.table.slots] == ["1", "3"]


def test_a_moved_meeting_is_news_although_no_line_changed() -> None:
    first = published([line(1)])
    moved = replace(MEETING, day=date(2026, 5, 8))
    assert agenda.publish(moved, [line(1, number="1")], by=OFFICER, now=NOW, last=first).version.letter == "B"


def test_an_attachment_taken_away_is_told_as_a_change() -> None:
    first = published([line(1, attachments=(Attachment(url="https://voorbeeld.be/nota"),))])
    out = agenda.publish(MEETING, [line(1, number="1")], by=OFFICER, now=NOW, last=first)
    assert [each.change for each in out.differences] == [Change.CHANGED]


def test_another_fixed_time_is_told() -> None:
    first = published([line(1, fixed_at=time(10))])
    out = agenda.publish(MEETING, [line(1, number="1", fixed_at=time(11))], by=OFFICER, now=NOW, last=first)
    assert [each.change for each in out.differences] == [Change.CHANGED]


@pytest.mark.parametrize("by", [MEMBER, OBSERVER])
def test_only_chair_and_support_officer_publish(by: Person) -> None:
    with pytest.raises(Refusal, match="publiceren"):
        agenda.publish(MEETING, [line(1)], by=by, now=NOW, last=None)


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


@settings(deadline=None)
@given(st.permutations(range(1, 9)))
def test_the_told_moves_are_enough_and_no_more_than_needed(shuffle: list[int]) -> None:
    first = published([line(n) for n in range(1, 9)])
    shuffled = [line(item, place=place, number=str(item)) for place, item in enumerate(shuffle, start=1)]
    changes = agenda.difference(first.lines, published([*shuffled, line(99)], first).lines)
    moved = {each.line.item for each in changes if each.change is Change.MOVED}
    still = [item for item in shuffle if item not in moved]
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
