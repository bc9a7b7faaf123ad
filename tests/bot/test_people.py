"""Who may do what: the table of rulings, deed by role, and default deny."""

import pytest

from bot.errors import Refusal
from bot.people import RIGHTS, May, Role, clock, operator
from tests.bot.people import BODY, CHAIR, ELSEWHERE, MEMBER, OBSERVER, OFFICER, STRANGER, somebody

M, K, C, V, S, W = (
    Role.EFFECTIVE_MEMBER,
    Role.CLIENT_REPRESENTATIVE,
    Role.COMMITTEE_MEMBER,
    Role.CHAIR,
    Role.SUPPORT_OFFICER,
    Role.OBSERVER,
)
ALL_BUT_OBSERVERS = {M, K, Role.CLIENT_SUPPORTER, C, V, S}
MATRIX: dict[May, set[Role]] = {
    May.READ: {*ALL_BUT_OBSERVERS, W, Role.GROUP_MEMBER, Role.CLOCK},
    May.PROPOSE_POINT: ALL_BUT_OBSERVERS,
    May.ASK_BUDGET: ALL_BUT_OBSERVERS,
    May.STAND: ALL_BUT_OBSERVERS,
    May.NOMINATE: ALL_BUT_OBSERVERS,
    May.EXCUSE_ONESELF: {*ALL_BUT_OBSERVERS, Role.GROUP_MEMBER},
    May.EDIT_OWN: ALL_BUT_OBSERVERS,
    May.CREATE_FOLLOW_UP: ALL_BUT_OBSERVERS,
    May.JUDGE_PROPOSALS: {C, V, S},
    May.JUDGE_OWN_PROPOSAL: {S},
    May.ORDER_AGENDA: {S},
    May.PUBLISH_AGENDA: {V, S},
    May.PLAN_MEETINGS: {S},
    May.EDIT_STANDING_POINTS: {S},
    May.NOTE_PRESENCE: {S},
    May.NOTE_OUTCOMES: {S},
    May.ADD_AFTER_SENDING: {S},
    May.MANAGE_MEMBERS: {S},
    May.ACT_FOR_OTHERS: {S},
    May.SET_UP_BODY: {S},
    May.SEE_TROUBLE: {S},
    May.RUN_VOTES: {V, S},
    May.CALL_CANDIDATES: {V, S},
    May.ADMIT_CANDIDACY: {V, S},
    May.RATIFY: {V, S},
    May.TEND_ANY_FOLLOW_UP: {V, S},
    May.DECIDE_BUDGET: {V, S},
    May.CHANGE_RULES: {V, S},
}


@pytest.mark.parametrize("deed", May)
@pytest.mark.parametrize("role", Role)
def test_each_role_may_do_exactly_its_deeds(role: Role, deed: May) -> None:
    assert (deed in RIGHTS[role]) is (role in MATRIX[deed])


def test_a_role_without_the_right_is_refused_with_a_sentence() -> None:
    with pytest.raises(Refusal, match="comité"):
        MEMBER.must_be_allowed(May.JUDGE_PROPOSALS, in_=BODY)


def test_rights_do_not_reach_into_another_body() -> None:
    with pytest.raises(Refusal, match="geen lid"):
        OFFICER.must_be_allowed(May.READ, in_=ELSEWHERE)


def test_somebody_without_a_seat_may_not_even_read() -> None:
    with pytest.raises(Refusal, match="geen lid"):
        STRANGER.must_be_allowed(May.READ, in_=BODY)


def test_two_hats_add_up() -> None:
    assert somebody(M, C).may(May.JUDGE_PROPOSALS, in_=BODY)


def test_an_observer_reads_along_and_is_told_so() -> None:
    assert OBSERVER.may(May.READ, in_=BODY)
    with pytest.raises(Refusal, match="meelezen"):
        OBSERVER.must_be_allowed(May.PROPOSE_POINT, in_=BODY)


def test_the_clock_decides_nothing() -> None:
    ticker = clock(workspace=1, body=BODY)
    assert [deed for deed in May if ticker.may(deed, in_=BODY)] == [May.READ]


def test_the_chair_publishes_but_does_not_order() -> None:
    assert CHAIR.may(May.PUBLISH_AGENDA, in_=BODY)
    assert not CHAIR.may(May.ORDER_AGENDA, in_=BODY)


def test_whoever_works_on_the_machine_manages_members_there_only() -> None:
    assert operator(workspace=1, body=BODY).may(May.MANAGE_MEMBERS, in_=BODY)
    assert not operator(workspace=1, body=BODY).may(May.MANAGE_MEMBERS, in_=ELSEWHERE)
