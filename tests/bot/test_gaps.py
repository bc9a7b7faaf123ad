"""What is missing among the people of a body, and when it is not missing any more."""

from dataclasses import replace
from datetime import date

import pytest

from bot import gaps
from bot.bodies import RuleSheet
from bot.gaps import Gap, Kind
from bot.mandates import Mandate, Replacement, on
from bot.people import Role
from tests.bot.people import BODY

TODAY = date(2026, 3, 4)
NEXT = date(2026, 4, 24)
SEAT = Mandate(id=10, body=BODY, member=1, role=Role.EFFECTIVE_MEMBER, has_vote=True, organisation=5, substitute=9)
CHAIR = Mandate(id=11, body=BODY, member=2, role=Role.CHAIR, has_vote=False, valid_from=date(2023, 4, 1))


def kinds(
    *mandates: Mandate, replaced: tuple[Replacement, ...] = (), day: date = TODAY, meeting: date | None = NEXT
) -> list[Kind]:
    found = gaps.find(day, mandates, replaced, rules=RuleSheet(), next_meeting=meeting)
    return [gap.kind for gap in found]


def test_a_seat_with_everything_has_no_gap() -> None:
    assert kinds(SEAT) == []


@pytest.mark.parametrize(
    ("mandate", "missing"),
    [
        (replace(SEAT, substitute=None), True),
        (replace(SEAT, role=Role.CLIENT_REPRESENTATIVE, substitute=None), True),
        (replace(SEAT, role=Role.CLIENT_REPRESENTATIVE, substitute=None, tandem=8), False),
        (replace(SEAT, role=Role.OBSERVER, substitute=None), False),
        (replace(SEAT, role=Role.COMMITTEE_MEMBER, substitute=None), False),
        (replace(SEAT, group=3, substitute=None), False),
        (replace(SEAT, substitute=None, valid_until=TODAY), False),
        (replace(SEAT, substitute=None, valid_from=date(2026, 9, 1)), False),
    ],
)
def test_whose_substitute_is_missing(mandate: Mandate, missing: bool) -> None:
    assert (Kind.SUBSTITUTE in kinds(mandate)) is missing


def test_an_open_place_is_a_gap_until_somebody_succeeds() -> None:
    left = replace(SEAT, valid_until=date(2026, 2, 28), awaits_successor=True)
    assert kinds(left) == [Kind.SUCCESSOR]
    assert kinds(left, replace(SEAT, id=12, member=3, succeeds=10, valid_from=date(2026, 9, 1))) == []


def test_an_open_place_is_known_before_it_opens() -> None:
    [gap] = gaps.find(
        TODAY,
        [replace(SEAT, valid_until=date(2026, 8, 31), awaits_successor=True)],
        (),
        rules=RuleSheet(),
        next_meeting=NEXT,
    )
    assert (gap.kind, gap.day) == (Kind.SUCCESSOR, date(2026, 9, 1))


def test_a_replacement_without_a_name_is_a_gap_until_it_is_over() -> None:
    nobody = Replacement(id=1, mandate=10, member=None, valid_from=date(2026, 4, 1), valid_until=date(2026, 8, 31))
    assert kinds(SEAT, replaced=(nobody,)) == [Kind.REPLACEMENT]
    assert kinds(SEAT, replaced=(replace(nobody, member=3),)) == []
    assert kinds(SEAT, replaced=(nobody,), day=date(2026, 9, 1), meeting=None) == []


@pytest.mark.parametrize(
    ("last", "meeting", "missing"),
    [
        (date(2026, 4, 23), NEXT, True),
        (date(2026, 4, 24), NEXT, False),
        (date(2026, 4, 23), None, False),
        (None, NEXT, False),
    ],
)
def test_a_mandate_that_ends_before_the_next_meeting(last: date | None, meeting: date | None, missing: bool) -> None:
    assert (Kind.ENDING in kinds(replace(SEAT, valid_until=last), meeting=meeting)) is missing


def test_an_ending_with_a_successor_is_no_gap() -> None:
    ending = replace(SEAT, valid_until=date(2026, 3, 31))
    assert kinds(ending, replace(SEAT, id=12, member=3, succeeds=10, valid_from=date(2026, 4, 1))) == []


@pytest.mark.parametrize(
    ("chair", "due"),
    [
        (CHAIR, True),
        (replace(CHAIR, valid_from=date(2023, 6, 1)), False),
        (replace(CHAIR, valid_from=None), False),
        (replace(CHAIR, valid_until=date(2027, 1, 1)), False),
    ],
)
def test_the_chairs_term_is_announced_two_months_ahead(chair: Mandate, due: bool) -> None:
    assert (Kind.CHAIR_TERM in kinds(chair)) is due


def test_the_most_urgent_comes_first() -> None:
    left = replace(SEAT, id=13, valid_until=date(2026, 2, 28), awaits_successor=True)
    assert kinds(replace(SEAT, substitute=None), CHAIR, left) == [Kind.SUCCESSOR, Kind.CHAIR_TERM, Kind.SUBSTITUTE]


def test_the_organisation_is_asked_also_through_its_other_member() -> None:
    colleague = replace(SEAT, id=14, member=4)
    stranger = replace(SEAT, id=15, member=6, organisation=7)
    left = replace(SEAT, valid_until=date(2026, 2, 28), awaits_successor=True)
    gap = Gap(kind=Kind.SUCCESSOR, mandate=left, day=date(2026, 3, 1))
    assert gaps.owners(gap, on(TODAY, [left, colleague, stranger])) == [4]


def test_without_an_organisation_the_member_is_asked() -> None:
    alone = replace(SEAT, organisation=None, substitute=None)
    other = replace(SEAT, id=14, member=4, organisation=None)
    assert gaps.owners(Gap(kind=Kind.SUBSTITUTE, mandate=alone), on(TODAY, [alone, other])) == [1]


def test_the_chair_is_asked_about_the_chair() -> None:
    assert gaps.owners(Gap(kind=Kind.CHAIR_TERM, mandate=CHAIR), []) == [2]
