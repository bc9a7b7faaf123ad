"""Noting who was there, the roles of the day, and when people without news are asked."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import attendance
from bot.attendance import DayRole, DayRoles, Noted, Part, Presence, Wish, asking
from bot.errors import Refusal
from bot.mandates import Replacement
from bot.meetings import State as MeetingState
from bot.people import Person
from tests.bot.attendances import (
    APRIL,
    CHAIR_,
    FATMA,
    JO,
    JORIS,
    MEETING,
    NADIA,
    OFFICER_,
    PIET,
    SEATS,
    TODAY,
    Room,
    person,
    seat,
)
from tests.bot.people import CHAIR, MEMBER, OFFICER

BRUSSELS = ZoneInfo("Europe/Brussels")


@dataclass(frozen=True)
class Somebody:
    id: int
    name: str
    email: str = ""


PEOPLE = {
    each.id: each
    for each in (
        Somebody(NADIA, "Nadia D’Haene"),
        Somebody(JORIS, "Joris Maes"),
        Somebody(PIET, "Piet Claes"),
        Somebody(FATMA, "Fatma Yilmaz"),
        Somebody(JO, "Jo Peeters"),
        Somebody(CHAIR_, "Bart D’Hoore"),
        Somebody(OFFICER_, "Veerle Ostyn"),
    )
}


def note(room: Room, *ticked: str, by: Person = OFFICER, today: date = APRIL, **fields: str) -> Noted:
    return attendance.note(
        room.now,
        set(ticked),
        by=by,
        today=today,
        people=PEOPLE,
        zone=BRUSSELS,
        now=datetime(2026, 4, 24, 8, tzinfo=UTC),
        **fields,
    )


# Noting presence.


def test_the_boxes_are_ticked_for_everybody_who_is_not_excused() -> None:
    room = Room()
    room.come(JORIS)
    room.excuse(PIET)
    room.excuse_for(NADIA, FATMA)
    room.accept(FATMA)
    ticked = attendance.ticked_before(room.now, None)
    assert ticked == {f"101:{FATMA}", f"102:{JORIS}", f"104:{CHAIR_}", f"105:{OFFICER_}"}


def test_the_boxes_are_ticked_as_they_were_noted() -> None:
    noted = Noted(places=(Presence(mandate=101, member=NADIA), Presence(mandate=102, member=None)))
    assert attendance.ticked_before(Room().now, noted) == {f"101:{NADIA}"}


def test_every_place_is_present_or_absent() -> None:
    noted = note(Room(), f"101:{NADIA}")
    assert {each.mandate: each.member for each in noted.places} == {
        101: NADIA,
        102: None,
        103: None,
        104: None,
        105: None,
    }


def test_a_member_who_comes_along_with_the_substitute_is_a_guest() -> None:
    room = Room()
    room.excuse_for(NADIA, FATMA)
    noted = note(room, f"101:{NADIA}", f"101:{FATMA}")
    assert noted.places[0].member == FATMA
    assert noted.beside == (NADIA,)
    assert {f"101:{NADIA}", f"101:{FATMA}"} <= attendance.ticked_before(room.now, noted)


REPLACED = Room(replacements=(Replacement(id=1, mandate=101, member=FATMA, valid_from=TODAY),))


@pytest.mark.parametrize(
    ("ticked", "sits", "beside"),
    [((FATMA,), FATMA, ()), ((NADIA,), NADIA, ()), ((NADIA, FATMA), FATMA, (NADIA,)), ((), None, ())],
)
def test_who_is_replaced_for_a_while_can_be_there_and_the_place_has_one_voice(
    ticked: tuple[int, ...], sits: int | None, beside: tuple[int, ...]
) -> None:
    noted = note(REPLACED, *(f"101:{member}" for member in ticked))
    assert (noted.places[0].member, noted.beside) == (sits, beside)


def test_who_is_replaced_is_not_expected() -> None:
    assert f"101:{NADIA}" not in attendance.ticked_before(REPLACED.now, None)


def test_who_has_two_hats_keeps_the_one_that_nobody_took() -> None:
    room = Room(*SEATS, seat(106, CHAIR_))
    room.excuse_for(CHAIR_, JO)
    noted = note(room, f"106:{CHAIR_}", f"106:{JO}")
    sat = {each.mandate: each.member for each in noted.places}
    assert (sat[106], sat[104], noted.beside) == (JO, CHAIR_, ())


@given(st.sets(st.sampled_from(["a", "b", "c", "d"])), st.booleans())
def test_whoever_is_ticked_sits_on_one_place_or_is_a_guest(boxes: set[str], lent: bool) -> None:
    replacements = (Replacement(id=1, mandate=102, member=JO, valid_from=TODAY),) if lent else ()
    room = Room(replacements=replacements)
    room.excuse_for(NADIA, FATMA)
    offered = attendance.chairs(room.now)
    chosen = [chair for place, chair in enumerate(offered) if "abcd"[place % 4] in boxes]
    noted = note(room, *(chair.key for chair in chosen))
    sitting = [each.member for each in noted.places if each.member is not None]
    assert len(sitting) == len(set(sitting))
    assert {chair.member for chair in chosen} == {*sitting, *noted.beside}
    assert not set(sitting) & set(noted.beside)


def test_who_came_later_or_left_early_is_noted_with_the_hour_if_it_is_known() -> None:
    noted = note(Room(), f"101:{NADIA}", f"102:{JORIS}", later="Nadia D'Haene 10u15\n\n", earlier="joris")
    assert noted.places[0] == Presence(mandate=101, member=NADIA, came_later=True, arrived=time(10, 15))
    assert noted.places[1] == Presence(mandate=102, member=JORIS, left_early=True)


@pytest.mark.parametrize("line", ["Piet Claes 10u", "Nadia 10u dokter", "10u15", "Wim"])
def test_a_line_about_somebody_who_is_not_there_is_refused(line: str) -> None:
    with pytest.raises(Refusal) as refused:
        note(Room(), f"101:{NADIA}", later=line)
    assert refused.value.about == "later"


def test_guests_are_noted_once_each() -> None:
    noted = note(Room(), guests="Hanne Peeters, Opgroeien\n\nHanne Peeters, Opgroeien\nWim")
    assert noted.guests == ("Hanne Peeters, Opgroeien", "Wim")


@pytest.mark.parametrize("guests", ["x" * 101, "\n".join(f"Gast {n}" for n in range(21))])
def test_too_many_or_too_long_guests_are_refused(guests: str) -> None:
    with pytest.raises(Refusal) as refused:
        note(Room(), guests=guests)
    assert refused.value.about == "guests"


@pytest.mark.parametrize(
    ("state", "today", "may"),
    [
        (MeetingState.AGENDA_PUBLISHED, APRIL, True),
        (MeetingState.AGENDA_PUBLISHED, date(2026, 4, 23), False),
        (MeetingState.HELD, date(2026, 4, 30), True),
        (MeetingState.REPORTED, date(2026, 6, 20), False),
        (MeetingState.CLOSED, date(2026, 6, 20), False),
        (MeetingState.CANCELLED, APRIL, False),
    ],
)
def test_presence_is_noted_from_the_day_until_the_report_is_approved(
    state: MeetingState, today: date, may: bool
) -> None:
    room = Room(meeting=replace(MEETING, state=state))
    if may:
        assert note(room, today=today)
    else:
        with pytest.raises(Refusal):
            note(room, today=today)


@pytest.mark.parametrize("by", [MEMBER, CHAIR])
def test_only_the_officer_notes_presence(by: Person) -> None:
    with pytest.raises(Refusal):
        note(Room(), by=by)


def test_who_said_to_come_later_is_proposed_as_such() -> None:
    room = Room()
    room.excuse(NADIA, Wish(part=Part.LATE))
    assert attendance.partly(room.now, Part.LATE) == {NADIA: None}
    assert attendance.partly(room.now, Part.EARLY) == {}


def test_the_hour_that_was_announced_is_proposed_too() -> None:
    room = Room()
    room.excuse(NADIA, Wish(part=Part.EARLY, hour=time(11)))
    assert attendance.partly(room.now, Part.EARLY) == {NADIA: time(11)}


def test_who_misses_the_whole_meeting_has_no_hour() -> None:
    room = Room()
    room.excuse(NADIA, Wish(hour=time(11)))
    assert {each.answer.hour for each in room.now.invitees if each.answer is not None} == {None}


# Roles of the day.


def test_the_body_s_chair_presides_unless_excused() -> None:
    room = Room()
    assert attendance.presiding(room.now, DayRoles()) == CHAIR_
    room.excuse(CHAIR_)
    assert attendance.presiding(room.now, DayRoles()) is None
    assert attendance.presiding(room.now, DayRoles(chair=NADIA)) == NADIA


def test_the_mirror_goes_to_who_never_had_it_then_to_who_had_it_longest_ago() -> None:
    last_time = {NADIA: date(2026, 1, 23), JORIS: date(2025, 6, 20)}
    assert attendance.fairest_mirror(Room().now, last_time) == [PIET, JORIS, NADIA]


def test_the_mirror_does_not_go_to_who_is_away_presides_or_supports() -> None:
    room = Room()
    room.excuse(PIET)
    assert set(attendance.fairest_mirror(room.now, {})) == {NADIA, JORIS}


def test_among_equals_the_mirror_goes_to_who_said_to_come() -> None:
    room = Room()
    room.come(PIET)
    assert attendance.fairest_mirror(room.now, {})[0] == PIET


def test_who_presides_does_not_hold_the_mirror_too() -> None:
    with pytest.raises(Refusal) as refused:
        attendance.appoint(Room().now, DayRoles(chair=NADIA, mirror=NADIA), by=OFFICER, today=TODAY)
    assert refused.value.about == "mirror"


@pytest.mark.parametrize("by", [MEMBER, CHAIR])
def test_only_the_officer_gives_the_roles_of_the_day(by: Person) -> None:
    with pytest.raises(Refusal):
        attendance.appoint(Room().now, DayRoles(), by=by, today=TODAY)


def test_a_role_of_who_is_excused_is_vacant() -> None:
    room = Room()
    assert attendance.vacant(room.now, DayRoles(mirror=NADIA, reporter=JORIS)) == []
    room.excuse(NADIA, by=person(NADIA))
    room.excuse(CHAIR_)
    assert attendance.vacant(room.now, DayRoles(mirror=NADIA, reporter=JORIS)) == [DayRole.CHAIR, DayRole.MIRROR]


# When to ask.


@pytest.mark.parametrize(
    ("day", "asked"),
    [
        (date(2026, 4, 24), [date(2026, 4, 14), date(2026, 4, 21)]),
        (date(2026, 4, 28), [date(2026, 4, 17), date(2026, 4, 24)]),  # Back over two weekends.
        (date(2026, 5, 4), [date(2026, 4, 24), date(2026, 4, 30)]),  # 1 May is a holiday.
        (date(2026, 4, 16), [date(2026, 4, 3), date(2026, 4, 13)]),  # Easter Monday is the 6th.
    ],
)
def test_people_are_asked_ten_and_three_days_ahead_on_working_days(day: date, asked: list[date]) -> None:
    assert asking.days(replace(MEETING, day=day)) == asked


def test_nobody_is_asked_about_a_month() -> None:
    assert asking.days(replace(MEETING, day=None, state=MeetingState.PLANNED)) == []
