"""Working groups: who has a place from today, and who had one before."""

from dataclasses import replace
from datetime import date

import pytest

from bot import groups
from bot.errors import Refusal
from bot.groups import Group, Kind
from bot.mandates import Mandate, on
from bot.people import Role
from tests.bot.people import BODY, MEMBER, OFFICER

TODAY = date(2026, 3, 4)
GROUP = Group(id=3, body=BODY, kind=Kind.STEERING_GROUP, name="Crisis")
PLACE = Mandate(id=10, body=BODY, member=1, role=Role.GROUP_MEMBER, has_vote=True, group=3)


def populate(*members: int, known: tuple[Mandate, ...] = ()) -> list[Mandate]:
    return groups.populate(GROUP, members, by=OFFICER, today=TODAY, known=known)


def test_new_members_have_a_place_from_today() -> None:
    [place] = populate(4)
    assert (place.member, place.group, place.valid_from, place.role) == (4, 3, TODAY, Role.GROUP_MEMBER)


def test_who_stays_is_left_alone_and_who_goes_keeps_a_history() -> None:
    other = replace(PLACE, id=11, member=2)
    [ended] = populate(1, known=(PLACE, other))
    assert (ended.id, ended.valid_until) == (11, date(2026, 3, 3))
    assert on(date(2026, 3, 3), [ended])


def test_a_seat_in_the_plenary_is_no_place_in_the_group() -> None:
    seat = replace(PLACE, group=None, role=Role.EFFECTIVE_MEMBER)
    assert len(populate(1, known=(seat,))) == 1


def test_somebody_chosen_twice_has_one_place() -> None:
    assert len(populate(4, 4)) == 1


@pytest.mark.parametrize("name", ["", "   ", "x" * 101])
def test_a_group_needs_a_name_that_fits(name: str) -> None:
    with pytest.raises(Refusal) as refused:
        groups.found(name, Kind.CORE_GROUP, body=BODY, by=OFFICER)
    assert refused.value.about == "name"


def test_a_member_makes_no_groups() -> None:
    with pytest.raises(Refusal):
        groups.found("Crisis", Kind.CORE_GROUP, body=BODY, by=MEMBER)
