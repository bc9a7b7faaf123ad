"""Ordering an agenda: moving, sub-points, breaks, fixed times, and taking lines off."""

from contextlib import suppress
from dataclasses import replace
from datetime import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import agenda
from bot.errors import Refusal
from bot.items import Aim, Item, Kind, Sort, State, When
from bot.meetings import Meeting
from bot.meetings import State as MeetingState
from bot.people import Person
from tests.bot.agendas import MEETING, NOW, line, order, with_changes
from tests.bot.people import CHAIR, MEMBER, OBSERVER, OFFICER, STRANGER

THREE = [line(1), line(2), line(3)]
FAMILY = [line(1), line(2), line(3, place=1, parent=2), line(4, place=2, parent=2), line(5)]
LATER = Aim(when=When.PERIOD, phrase="najaar")


def test_a_point_moves_to_a_position() -> None:
    assert order(agenda.move(MEETING, THREE, 3, to=1, by=OFFICER)) == [3, 1, 2]


@pytest.mark.parametrize("to", [0, 4, -1])
def test_a_place_that_is_not_there_is_refused(to: int) -> None:
    with pytest.raises(Refusal) as refused:
        agenda.move(MEETING, THREE, 1, to=to, by=OFFICER)
    assert refused.value.about == "position"


@pytest.mark.parametrize(("places", "after"), [(-1, [2, 1, 3]), (1, [1, 3, 2])])
def test_a_point_goes_one_place_up_or_down(places: int, after: list[int]) -> None:
    assert order(agenda.shift(MEETING, THREE, 2, places=places, by=OFFICER)) == after


def test_a_point_passes_another_with_all_its_sub_points() -> None:
    moved = agenda.shift(MEETING, FAMILY, 5, places=-1, by=OFFICER)
    assert order(with_changes(FAMILY, moved)) == [1, 5, 2, 3, 4]


def test_a_sub_point_moves_among_the_sub_points_of_its_point() -> None:
    moved = agenda.shift(MEETING, FAMILY, 4, places=-1, by=OFFICER)
    assert order(with_changes(FAMILY, moved)) == [1, 2, 4, 3, 5]


@pytest.mark.parametrize(("item", "places", "edge"), [(1, -1, "bovenaan"), (5, 1, "onderaan"), (3, -1, "bovenaan")])
def test_at_the_edge_nothing_moves(item: int, places: int, edge: str) -> None:
    with pytest.raises(Refusal, match=edge):
        agenda.shift(MEETING, FAMILY, item, places=places, by=OFFICER)


def test_a_point_becomes_the_last_sub_point_of_another() -> None:
    changed = with_changes(FAMILY, agenda.nest(MEETING, FAMILY, 5, under=2, by=OFFICER))
    assert order(changed) == [1, 2, 3, 4, 5]
    assert next(each for each in changed if each.id == 5).parent == 2


@pytest.mark.parametrize(
    ("item", "under"),
    [(1, 1), (1, 3), (2, 1), (1, 9), (9, 1)],
    ids=["under itself", "under a sub-point", "with sub-points", "under a break", "a break"],
)
def test_what_cannot_be_a_sub_point_is_refused(item: int, under: int) -> None:
    with pytest.raises(Refusal) as refused:
        agenda.nest(MEETING, [*FAMILY, line(9, sort=Sort.BREAK)], item, under=under, by=OFFICER)
    assert refused.value.about == "under"


def test_a_sub_point_becomes_a_point_behind_its_old_one() -> None:
    changed = with_changes(FAMILY, agenda.lift(MEETING, FAMILY, 3, by=OFFICER))
    assert order(changed) == [1, 2, 4, 3, 5]
    assert [each.parent for each in agenda.in_order(changed)] == [None, None, 2, None, None]


def test_a_point_of_its_own_cannot_be_lifted_further() -> None:
    assert agenda.lift(MEETING, FAMILY, 1, by=OFFICER) == []


def test_a_point_taken_off_goes_to_the_pool_without_its_number() -> None:
    done = agenda.take_off(MEETING, [line(1, number="4"), line(2)], 1, aim=LATER, by=OFFICER)
    assert done.item == replace(line(1), state=State.POSTPONED, meeting=None, position=0, aim=LATER)


def test_its_sub_points_stay_in_its_place() -> None:
    done = agenda.take_off(MEETING, FAMILY, 2, aim=LATER, by=OFFICER)
    assert [(each.id, each.position, each.parent) for each in done.stay] == [
        (1, 1, None),
        (3, 2, None),
        (4, 3, None),
        (5, 4, None),
    ]


def test_the_reason_goes_along() -> None:
    done = agenda.take_off(MEETING, THREE, 1, aim=LATER, reason=" de gast is ziek ", by=OFFICER)
    assert done.item is not None
    assert done.item.reason == "de gast is ziek"


@pytest.mark.parametrize("sort", [Sort.BREAK, Sort.STANDING])
def test_a_break_or_standing_point_taken_off_is_gone(sort: Sort) -> None:
    done = agenda.take_off(MEETING, [line(1, sort=sort), line(2)], 1, aim=LATER, by=OFFICER)
    assert (done.item, [each.id for each in done.stay]) == (None, [2])


def adjusted(item: Item, *, by: Person = OFFICER, meeting: Meeting = MEETING, **more: object) -> Item:
    facts: dict[str, object] = {
        "title": item.title,
        "kind": item.kind,
        "minutes": item.minutes,
        "presenter": item.presenter,
        "guest": item.guest,
        "fixed_at": item.fixed_at,
    }
    return agenda.adjust(item, by=by, meeting=meeting, **(facts | more))  # type: ignore[arg-type]  # Facts of the case.


def test_a_line_says_something_else() -> None:
    changed = adjusted(line(1), title=" Nieuwe  titel ", kind=Kind.ADVICE, minutes=5, presenter=" Els ", guest=True)
    assert changed == replace(line(1), title="Nieuwe titel", kind=Kind.ADVICE, minutes=5, presenter="Els", guest=True)


def test_a_fixed_time_can_be_taken_away() -> None:
    assert adjusted(line(1, fixed_at=time(10)), fixed_at=None).fixed_at is None


@pytest.mark.parametrize(
    ("about", "wrong"),
    [
        ("title", {"title": " "}),
        ("minutes", {"minutes": 0}),
        ("minutes", {"minutes": 481}),
        ("presenter", {"presenter": "x" * 151}),
        ("fixed_at", {"fixed_at": time(9, 29)}),
        ("fixed_at", {"fixed_at": time(12)}),
    ],
)
def test_what_a_line_cannot_say_is_refused_at_its_field(about: str, wrong: dict[str, object]) -> None:
    with pytest.raises(Refusal) as refused:
        adjusted(line(1), **wrong)
    assert refused.value.about == about


def test_a_fixed_time_needs_a_meeting_that_starts_somewhere() -> None:
    with pytest.raises(Refusal, match="begint"):
        adjusted(line(1), meeting=replace(MEETING, starts=None, ends=None), fixed_at=time(10))


def test_a_break_takes_minutes_and_a_title() -> None:
    made = agenda.add_break(MEETING, title="", minutes=15, by=OFFICER, now=NOW)
    assert (made.sort, made.title, made.minutes, made.state, made.meeting) == (
        Sort.BREAK,
        "Pauze",
        15,
        State.ACCEPTED,
        MEETING.id,
    )


@pytest.mark.parametrize("minutes", [None, 0, 481])
def test_a_break_without_a_length_is_refused(minutes: int | None) -> None:
    with pytest.raises(Refusal) as refused:
        agenda.add_break(MEETING, title="Pauze", minutes=minutes, by=OFFICER, now=NOW)
    assert refused.value.about == "minutes"


@pytest.mark.parametrize(
    ("behind", "place", "after"),
    [(None, 2, [1, 3, 4]), (1, 2, [1, 3, 4]), (3, 4, [1, 2, 3]), (9, 2, [1, 3, 4])],
    ids=["before the closing points", "behind a line", "behind the last", "behind a sub-point"],
)
def test_room_is_made_for_a_new_line(behind: int | None, place: int, after: list[int]) -> None:
    items = [line(1), line(2, closing=True), line(3, closing=True), line(9, parent=1, place=1)]
    found, moved = agenda.room_behind(MEETING, items, behind, by=OFFICER)
    assert (found, [each.position for each in moved]) == (place, after)


def test_a_new_point_lands_before_the_closing_points() -> None:
    opening = line(1, sort=Sort.STANDING)
    closing = [line(2, sort=Sort.STANDING, closing=True), line(3, sort=Sort.STANDING, closing=True)]
    assert agenda.place_for_new([opening, *closing]) == 2
    assert agenda.place_for_new([opening]) == 2
    assert agenda.place_for_new([]) == 1


ORDERING = {
    "move": lambda meeting, by: agenda.move(meeting, THREE, 1, to=2, by=by),
    "shift": lambda meeting, by: agenda.shift(meeting, THREE, 1, places=1, by=by),
    "nest": lambda meeting, by: agenda.nest(meeting, THREE, 1, under=2, by=by),
    "lift": lambda meeting, by: agenda.lift(meeting, FAMILY, 3, by=by),
    "take off": lambda meeting, by: agenda.take_off(meeting, THREE, 1, aim=LATER, by=by),
    "adjust": lambda meeting, by: adjusted(line(1), by=by, meeting=meeting),
    "fix": lambda meeting, by: agenda.fix(line(1), at=time(10), by=by, meeting=meeting),
    "break": lambda meeting, by: agenda.add_break(meeting, title="", minutes=5, by=by, now=NOW),
    "room": lambda meeting, by: agenda.room_behind(meeting, THREE, None, by=by),
}


@pytest.mark.parametrize("by", [MEMBER, CHAIR, OBSERVER, STRANGER], ids=["member", "chair", "observer", "stranger"])
@pytest.mark.parametrize("deed", ORDERING)
def test_only_the_support_officer_orders(deed: str, by: Person) -> None:
    with pytest.raises(Refusal):
        ORDERING[deed](MEETING, by)


@pytest.mark.parametrize("state", [MeetingState.HELD, MeetingState.CLOSED, MeetingState.CANCELLED])
@pytest.mark.parametrize("deed", ORDERING)
def test_the_agenda_of_a_meeting_that_is_over_stays_as_it_is(deed: str, state: MeetingState) -> None:
    with pytest.raises(Refusal, match="voorbij"):
        ORDERING[deed](replace(MEETING, state=state), OFFICER)


@pytest.mark.parametrize("deed", ["move", "shift", "nest", "lift", "take off"])
def test_a_line_that_left_meanwhile_is_refused(deed: str) -> None:
    deeds = {
        "move": lambda: agenda.move(MEETING, THREE, 9, to=1, by=OFFICER),
        "shift": lambda: agenda.shift(MEETING, THREE, 9, places=1, by=OFFICER),
        "nest": lambda: agenda.nest(MEETING, THREE, 1, under=9, by=OFFICER),
        "lift": lambda: agenda.lift(MEETING, THREE, 9, by=OFFICER),
        "take off": lambda: agenda.take_off(MEETING, THREE, 9, aim=LATER, by=OFFICER),
    }
    with pytest.raises(Refusal, match="niet meer"):
        deeds[deed]()


@pytest.mark.parametrize(
    "other",
    [
        [line(2), line(1), line(3)],
        [line(1, title="Anders"), line(2), line(3)],
        [line(1, minutes=21), line(2), line(3)],
        [line(1, guest=True), line(2), line(3)],
        [line(1), line(2, parent=1), line(3)],
        [line(1), line(2)],
    ],
)
def test_a_fingerprint_changes_with_what_a_reader_sees(other: list[Item]) -> None:
    placed = [replace(item, position=place) for place, item in enumerate(other, start=1)]
    assert agenda.fingerprint(MEETING, placed) != agenda.fingerprint(MEETING, THREE)


def test_a_fingerprint_does_not_change_when_nothing_is_seen_to_change() -> None:
    elsewhere = [replace(item, position=item.position * 10, number=str(item.id)) for item in THREE]
    assert agenda.fingerprint(MEETING, elsewhere) == agenda.fingerprint(MEETING, THREE)


STEPS = st.tuples(st.sampled_from(["up", "down", "nest", "lift", "off", "first"]), st.integers(1, 8), st.integers(1, 8))


def stepped(items: list[Item], deed: str, item: int, other: int) -> list[Item]:
    """The lines after one deed."""
    match deed:
        case "up":
            return with_changes(items, agenda.shift(MEETING, items, item, places=-1, by=OFFICER))
        case "down":
            return with_changes(items, agenda.shift(MEETING, items, item, places=1, by=OFFICER))
        case "nest":
            return with_changes(items, agenda.nest(MEETING, items, item, under=other, by=OFFICER))
        case "lift":
            return with_changes(items, agenda.lift(MEETING, items, item, by=OFFICER))
        case "first":
            return with_changes(items, agenda.move(MEETING, items, item, to=1, by=OFFICER))
    done = agenda.take_off(MEETING, items, item, aim=LATER, by=OFFICER)
    return [each for each in with_changes(items, [*done.stay]) if each.id != item]


@settings(deadline=None)
@given(st.lists(STEPS, max_size=25))
def test_however_an_agenda_is_ordered_no_line_is_lost_or_doubled(steps: list[tuple[str, int, int]]) -> None:
    items = [line(n) for n in range(1, 9)]
    for deed, item, other in steps:
        with suppress(Refusal):
            items = stepped(items, deed, item, other)
        assert sorted(order(items)) == sorted(each.id for each in items)
        for level in {each.parent for each in items}:
            places = [each.position for each in items if each.parent == level]
            assert len(set(places)) == len(places)
