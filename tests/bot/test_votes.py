"""Before a vote: who is in the electorate, what is proposed, what is refused, and what is fixed at opening."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot import votes
from bot.bodies import Electorate, MajorityBase, Method, PersonMethod, RuleSheet, Tie
from bot.errors import Refusal
from bot.mandates import Place
from bot.people import BRUSSELS, Person, Role
from bot.votes import Conflict, Line, Notice, Poll, Roll, State, Wanted
from tests.bot.people import BODY, CHAIR, COMMITTEE, MEMBER, OBSERVER, OFFICER, STRANGER
from tests.bot.polls import CLOSES, NOW, QUESTION, RULES, candidates, place, poll, roll_of

COMMITTEE_OF_THREE = [place(1), place(2), place(3)]


def voters(places: list[Place], electorate: Electorate = Electorate.COMMITTEE, **more: object) -> list[int]:
    found = votes.roll(places, electorate=electorate, **more)  # type: ignore[arg-type]  # Each test names its own.
    return [seat.member for seat in found.seats]


# The electorate.


def test_the_committee_votes_with_one_voice_each() -> None:
    assert voters([*COMMITTEE_OF_THREE, place(1, id=90), place(8, Role.EFFECTIVE_MEMBER)]) == [1, 2, 3]


def test_the_plenary_votes_when_the_rule_sheet_says_so() -> None:
    seated = [place(1), place(8, Role.EFFECTIVE_MEMBER), place(9, Role.CLIENT_REPRESENTATIVE)]
    assert voters(seated, Electorate.PLENARY) == [8, 9]


def test_a_mandate_without_a_vote_is_no_voice() -> None:
    assert voters([place(1), place(2, has_vote=False)]) == [1]


@pytest.mark.parametrize("role", [Role.CHAIR, Role.SUPPORT_OFFICER])
@pytest.mark.parametrize(("has_vote", "expected"), [(True, [1, 3]), (False, [1])])
def test_chair_and_officer_vote_with_the_committee_when_their_mandate_says_so(
    role: Role, has_vote: bool, expected: list[int]
) -> None:
    assert voters([place(1), place(3, role, has_vote=has_vote)]) == expected


def test_a_chair_with_a_place_in_the_committee_still_has_one_voice() -> None:
    assert voters([place(3), place(3, Role.CHAIR, id=99)]) == [3]


def test_a_temporary_replacement_takes_the_seat() -> None:
    assert voters([place(1, replaced_by=6), place(2)]) == [6, 2]


def test_a_tandem_has_one_voice() -> None:
    assert voters([place(1), place(2, tandem=11)]) == [1]


def test_a_candidate_does_not_vote_on_their_own_candidacy() -> None:
    found = votes.roll(COMMITTEE_OF_THREE, electorate=Electorate.COMMITTEE, candidates={2})
    assert ([seat.member for seat in found.seats], found.outside) == ([1, 3], (2,))


def test_on_a_shared_ballot_all_candidates_are_outside() -> None:
    assert voters(COMMITTEE_OF_THREE, candidates={1, 2, 77}) == [3]


def test_candidates_vote_where_the_rule_sheet_lets_them() -> None:
    assert voters(COMMITTEE_OF_THREE, candidates={2}, candidate_votes=True) == [1, 2, 3]


def test_a_candidate_who_replaces_somebody_is_outside_with_that_seat() -> None:
    assert voters([place(1, replaced_by=6), place(2)], candidates={6}) == [2]


def test_the_replacement_of_a_candidate_votes() -> None:
    assert voters([place(1, replaced_by=6), place(2)], candidates={1}) == [6, 2]


def test_the_same_organisation_as_a_candidate_is_noted_and_still_votes() -> None:
    # The place in the comité names no organisation; the seat in the plenary of the same member does.
    seated = [*COMMITTEE_OF_THREE, place(1, Role.EFFECTIVE_MEMBER, id=91, organisation=40), place(101, organisation=40)]
    found = votes.roll(seated, electorate=Electorate.COMMITTEE, candidates={101})
    assert found.conflicts == (Conflict(member=1, candidate=101, organisation=40),)
    assert 1 in [seat.member for seat in found.seats]


def test_a_voter_hears_with_which_candidates_they_share_an_organisation() -> None:
    known = poll(lines=candidates(2), conflicts=(Conflict(member=1, candidate=102, organisation=40),))
    assert votes.conflicts_of(known, votes.Seat(mandate=11, member=1)) == (known.lines[1],)
    assert votes.conflicts_of(known, votes.Seat(mandate=12, member=2)) == ()


def test_a_chair_who_has_a_vote_is_known_for_ties() -> None:
    seated = [*COMMITTEE_OF_THREE, place(7, Role.CHAIR)]
    assert votes.roll(seated, electorate=Electorate.COMMITTEE).chair == 7
    assert votes.roll(COMMITTEE_OF_THREE, electorate=Electorate.COMMITTEE).chair is None


# What is proposed.


@pytest.mark.parametrize(
    ("rule", "candidates_", "places", "expected"),
    [
        (PersonMethod.CONSENT_ELSE_SECRET, 0, 1, Method.NAMED),
        (PersonMethod.CONSENT_ELSE_SECRET, 1, 2, Method.CONSENT),
        (PersonMethod.CONSENT_ELSE_SECRET, 2, 2, Method.CONSENT),
        (PersonMethod.CONSENT_ELSE_SECRET, 3, 2, Method.SECRET),
        (PersonMethod.CONSENT, 2, 2, Method.CONSENT),
        (PersonMethod.CONSENT, 3, 2, Method.SECRET),
        (PersonMethod.NAMED, 3, 2, Method.NAMED),
        (PersonMethod.SECRET, 1, 1, Method.SECRET),
    ],
)
def test_the_method_follows_from_the_rule_sheet_and_the_candidates(
    rule: PersonMethod, candidates_: int, places: int, expected: Method
) -> None:
    rules = RuleSheet(person_vote_method=rule, decision_method=Method.NAMED)
    assert votes.method_for(rules, candidates=candidates_, places=places) is expected


@pytest.mark.parametrize(
    ("now", "closing"),
    [
        ("2026-04-07", "2026-04-14"),  # Tuesday after Easter: Friday and Monday touch a weekend.
        ("2026-04-10", "2026-04-15"),  # Friday: three working days are Monday to Wednesday.
        ("2026-04-11", "2026-04-15"),
        ("2026-04-12", "2026-04-15"),
        ("2026-05-11", "2026-05-19"),  # Ascension on Thursday the 14th counts for nothing.
        ("2026-12-22", "2026-12-29"),  # Christmas on Friday.
    ],
)
def test_the_closing_time_leaves_three_working_days_and_touches_no_weekend(now: str, closing: str) -> None:
    start = datetime.fromisoformat(f"{now}T09:00").replace(tzinfo=BRUSSELS).astimezone(UTC)
    proposed = votes.closing_for(start, zone=BRUSSELS)
    assert (proposed.tzinfo, proposed.astimezone(BRUSSELS).isoformat()[:16]) == (UTC, f"{closing}T17:00")


def test_a_proposed_closing_time_calls_for_no_notice() -> None:
    for days in range(366):
        now = NOW + timedelta(days=days)
        known = poll(closes_at=votes.closing_for(now, zone=BRUSSELS))
        assert votes.notices(known, roll_of(7), now=now, zone=BRUSSELS) == []


@pytest.mark.parametrize(
    ("closes", "expected"),
    [
        (datetime(2026, 4, 10, 15, tzinfo=UTC), [Notice.NEAR_WEEKEND]),
        (datetime(2026, 4, 13, 15, tzinfo=UTC), [Notice.NEAR_WEEKEND]),
        (datetime(2026, 4, 12, 15, tzinfo=UTC), [Notice.NO_WORKING_DAY]),
        (datetime(2026, 5, 14, 15, tzinfo=UTC), [Notice.NO_WORKING_DAY]),
        (datetime(2026, 4, 8, 15, tzinfo=UTC), [Notice.SHORT]),
        (CLOSES, []),
    ],
)
def test_an_unhappy_closing_time_is_mentioned_and_not_refused(closes: datetime, expected: list[Notice]) -> None:
    assert votes.notices(poll(closes_at=closes), roll_of(7), now=NOW, zone=BRUSSELS) == expected


def test_few_voters_without_slack_and_conflicts_are_mentioned() -> None:
    roll = replace(roll_of(4), conflicts=(Conflict(member=1, candidate=101, organisation=40),))
    found = votes.notices(poll(method=Method.SECRET), roll, now=NOW, zone=BRUSSELS, without_slack={2})
    assert found == [Notice.LIKELY_MASKED, Notice.NO_SLACK, Notice.CONFLICTS]


# What is refused.


def wanted(**changes: object) -> Wanted:
    plain = Wanted(title="Voorstel", lines=QUESTION, method=Method.NAMED, closes_at=CLOSES, tie=Tie.TO_MEETING)
    return replace(plain, **changes)  # type: ignore[arg-type]  # Each test names fields of the form.


def draft(
    asked: Wanted | None = None, *, by: Person = OFFICER, roll: Roll | None = None, rules: RuleSheet = RULES
) -> Poll:
    return votes.draft(asked or wanted(), body=BODY, roll=roll or roll_of(7), by=by, now=NOW, rules=rules)


@pytest.mark.parametrize("by", [CHAIR, OFFICER])
def test_chair_and_officer_open_votes(by: Person) -> None:
    assert draft(by=by).state is State.DRAFT


@pytest.mark.parametrize("by", [MEMBER, COMMITTEE, OBSERVER, STRANGER])
def test_nobody_else_opens_votes(by: Person) -> None:
    with pytest.raises(Refusal):
        draft(by=by)


def test_the_rules_of_the_sheet_are_fixed_in_the_draft() -> None:
    rules = RuleSheet(majority_base=MajorityBase.CAST, electorate=Electorate.PLENARY, candidate_votes=True)
    fixed = draft(rules=rules)
    assert (fixed.base, fixed.electorate, fixed.candidate_votes) == (
        MajorityBase.CAST,
        Electorate.PLENARY,
        True,
    )


@pytest.mark.parametrize(
    ("rules", "decides"),
    [
        (RuleSheet(), False),
        (RuleSheet(vote_decides=True), True),
        (RuleSheet(electorate=Electorate.PLENARY), True),
    ],
)
def test_a_vote_of_the_committee_about_people_is_a_proposal_to_the_plenary(rules: RuleSheet, decides: bool) -> None:
    about_people = draft(wanted(lines=candidates(1)), rules=rules)
    assert about_people.needs_ratification is not decides


def test_a_question_needs_no_ratification() -> None:
    assert not draft().needs_ratification


@pytest.mark.parametrize(
    ("changes", "voters_", "about"),
    [
        ({"title": " "}, 7, "title"),
        ({"lines": ()}, 7, "lines"),
        ({"lines": candidates(21), "places": 2}, 7, "lines"),
        ({"lines": candidates(2), "places": 0}, 7, "lines"),
        ({"lines": (*QUESTION, *candidates(1))}, 7, "lines"),
        ({"lines": (candidates(1)[0], Line(id=2, text="Nog eens", member=101))}, 7, "lines"),
        ({"lines": candidates(3), "places": 2, "method": Method.CONSENT}, 7, "method"),
        ({"closes_at": NOW}, 7, "closes_at"),
        ({"closes_at": NOW + timedelta(days=91)}, 7, "closes_at"),
        ({}, 0, "method"),
        ({"method": Method.SECRET}, 2, "method"),
        ({"method": Method.SECRET}, 61, "method"),
        ({"quorum": 0}, 7, "quorum"),
        ({"quorum": 8}, 7, "quorum"),
        ({"tie": Tie.CHAIR_DECIDES}, 7, "tie"),
    ],
)
def test_what_cannot_be_held_is_refused_at_its_field(changes: dict[str, object], voters_: int, about: str) -> None:
    with pytest.raises(Refusal) as refused:
        draft(wanted(**changes), roll=roll_of(voters_))
    assert refused.value.about == about


@pytest.mark.parametrize(
    ("changes", "voters_"),
    [
        ({"method": Method.SECRET}, 3),
        ({"method": Method.SECRET}, 60),
        ({"method": Method.NAMED}, 200),
        ({"quorum": 7}, 7),
        ({"lines": candidates(2), "places": 2, "method": Method.CONSENT}, 7),
        ({"closes_at": NOW + timedelta(days=90)}, 7),
        ({"tie": Tie.CHAIR_DECIDES, "method": Method.CONSENT}, 7),
    ],
)
def test_what_is_just_possible_is_not_refused(changes: dict[str, object], voters_: int) -> None:
    assert draft(wanted(**changes), roll=roll_of(voters_)).state is State.DRAFT


def test_a_chair_who_stands_cannot_be_the_one_who_breaks_ties() -> None:
    asked = wanted(lines=candidates(1), tie=Tie.CHAIR_DECIDES)
    with pytest.raises(Refusal, match="zelf kandidaat"):
        draft(asked, roll=roll_of(7, chair=101))
    assert draft(asked, roll=roll_of(7, chair=3)).tie is Tie.CHAIR_DECIDES


def test_a_consent_has_no_quorum() -> None:
    assert draft(wanted(method=Method.CONSENT, quorum=4)).quorum is None


# Opening.


def test_opening_takes_the_electorate_as_it_is_then() -> None:
    roll = Roll(seats=roll_of(5).seats, outside=(101,), conflicts=(Conflict(member=1, candidate=101, organisation=4),))
    opened = votes.open_up(draft(), roll, now=NOW)
    assert (opened.state, opened.opened_at, opened.entitled) == (State.OPEN, NOW, 5)
    assert (opened.outside, opened.conflicts) == (roll.outside, roll.conflicts)


def test_opening_asks_again_whether_there_are_enough_voters() -> None:
    secret = draft(wanted(method=Method.SECRET))
    with pytest.raises(Refusal, match="agenda van de vergadering"):
        votes.open_up(secret, roll_of(2), now=NOW)


def test_a_draft_that_waited_past_its_closing_time_does_not_open() -> None:
    with pytest.raises(Refusal, match="voorbij"):
        votes.open_up(draft(), roll_of(7), now=CLOSES)


@pytest.mark.parametrize("state", sorted(set(State) - {State.DRAFT}))
def test_only_a_draft_is_opened(state: State) -> None:
    with pytest.raises(Refusal, match="al geopend"):
        votes.open_up(poll(state=state), roll_of(7), now=NOW)
