"""Results: quorum, majority, ranking, ties and masking by tables of cases, and beside an independent count."""

import random
from collections import Counter
from dataclasses import replace
from fractions import Fraction

import pytest

from bot.bodies import MajorityBase, Method, Tie
from bot.votes import Box, Choice, Invalid, Majority, Poll, Result, Tally, Verdict, box
from bot.votes.counting import count
from tests.bot.polls import box_of, election, poll

FOR, AGAINST, ABSTAIN = Choice.FOR, Choice.AGAINST, Choice.ABSTAIN
WITHOUT, CAST, ENTITLED = MajorityBase.CAST_WITHOUT_ABSTENTIONS, MajorityBase.CAST, MajorityBase.ENTITLED
ACCEPTED, REJECTED, TIED, RESERVE = Verdict.ACCEPTED, Verdict.REJECTED, Verdict.TIED, Verdict.RESERVE


def verdicts(result: Result) -> list[Verdict]:
    """The verdicts in the order of the ballot."""
    return [outcome.verdict for outcome in sorted(result.outcomes, key=lambda outcome: outcome.line)]


# Majority of one proposal or one candidate.


@pytest.mark.parametrize(
    ("base", "ballots", "expected", "of", "needed"),
    [
        (WITHOUT, (1, 0, 0), ACCEPTED, 1, 1),
        (WITHOUT, (3, 2, 0), ACCEPTED, 5, 3),
        (WITHOUT, (2, 3, 0), REJECTED, 5, 3),
        (WITHOUT, (1, 0, 6), ACCEPTED, 1, 1),
        (WITHOUT, (2, 2, 3), TIED, 4, 3),
        (WITHOUT, (0, 1, 6), REJECTED, 1, 1),
        (CAST, (3, 2, 0), ACCEPTED, 5, 3),
        (CAST, (3, 1, 2), REJECTED, 6, 4),  # Exactly half of what was cast is not a majority.
        (CAST, (4, 1, 2), ACCEPTED, 7, 4),
        (CAST, (2, 2, 1), TIED, 5, 3),
        (CAST, (0, 0, 5), REJECTED, 5, 3),
        (ENTITLED, (3, 0, 0), REJECTED, 7, 4),
        (ENTITLED, (4, 0, 0), ACCEPTED, 7, 4),
        (ENTITLED, (4, 3, 0), ACCEPTED, 7, 4),
        (ENTITLED, (3, 3, 0), TIED, 7, 4),
    ],
)
def test_a_majority_is_strictly_more_than_half_of_the_base(
    base: MajorityBase, ballots: tuple[int, int, int], expected: Verdict, of: int, needed: int
) -> None:
    (outcome,) = count(poll(base=base), box_of(ballots)).outcomes
    assert (outcome.verdict, outcome.base, outcome.needed) == (expected, of, needed)


def test_half_of_an_even_electorate_is_no_majority() -> None:
    (outcome,) = count(poll(base=ENTITLED, entitled=6), box_of((3, 0, 0))).outcomes
    assert (outcome.verdict, outcome.needed) == (REJECTED, 4)


def test_a_result_says_what_anybody_needs_to_check_it() -> None:
    result = count(poll(quorum=4), box_of((3, 1, 1)))
    assert (result.entitled, result.voted, result.not_voted, result.quorum) == (7, 5, 2, 4)
    assert (result.majority, result.base) == (Majority.OF_BASE, WITHOUT)
    assert (result.outcomes[0].tally, result.accepted) == (Tally(for_=3, against=1, abstain=1), (1,))


def test_the_result_says_who_was_outside_and_which_conflicts_there_were() -> None:
    result = count(poll(outside=(101,)), box_of((3, 1, 1)))
    assert result.outside == (101,)


# Quorum.


@pytest.mark.parametrize(
    ("quorum", "ballots", "why"),
    [
        (None, (0, 0, 0), Invalid.NO_BALLOTS),
        (1, (0, 0, 0), Invalid.NO_BALLOTS),
        (4, (3, 0, 0), Invalid.NO_QUORUM),
        (4, (1, 0, 2), Invalid.NO_QUORUM),
        (4, (1, 0, 3), None),  # Abstentions count for the quorum.
        (4, (4, 0, 0), None),
        (None, (0, 0, 3), Invalid.NO_BASE),
    ],
)
def test_a_vote_without_quorum_or_base_is_not_valid_and_not_rejected(
    quorum: int | None, ballots: tuple[int, int, int], why: Invalid | None
) -> None:
    result = count(poll(quorum=quorum), box_of(ballots))
    assert result.invalid is why
    assert (verdicts(result) == [Verdict.INVALID]) is (why is not None)


def test_a_vote_that_may_go_on_shows_no_numbers() -> None:
    result = count(poll(quorum=4), box_of((3, 0, 0)))
    assert (result.outcomes[0].tally, result.voted, result.masked) == (None, 3, False)


# Several candidates.


@pytest.mark.parametrize(
    ("places", "ballots", "expected"),
    [
        (1, [(4, 1, 0), (2, 3, 0)], [ACCEPTED, REJECTED]),
        (2, [(4, 1, 0), (3, 2, 0)], [ACCEPTED, ACCEPTED]),
        (2, [(4, 1, 0), (2, 3, 0)], [ACCEPTED, REJECTED]),
        (1, [(3, 1, 1), (4, 0, 1)], [RESERVE, ACCEPTED]),
        (1, [(2, 3, 0), (2, 3, 0)], [REJECTED, REJECTED]),  # The most votes are not enough: more for than against.
        (2, [(4, 1, 0), (2, 0, 3), (3, 0, 2)], [ACCEPTED, RESERVE, ACCEPTED]),
        (1, [(3, 2, 0), (3, 1, 1)], [TIED, TIED]),  # Ranked by votes for only.
        (2, [(5, 0, 0), (3, 1, 1), (3, 2, 0)], [ACCEPTED, TIED, TIED]),
        (2, [(3, 1, 1), (3, 1, 1), (3, 1, 1)], [TIED, TIED, TIED]),
        (2, [(4, 1, 0), (4, 1, 0), (3, 1, 1)], [ACCEPTED, ACCEPTED, RESERVE]),
        (2, [(5, 0, 0), (3, 1, 1), (3, 2, 0), (2, 0, 3)], [ACCEPTED, TIED, TIED, RESERVE]),
        (2, [(4, 1, 0), (2, 2, 1)], [ACCEPTED, TIED]),  # Equal for and against, with a place left.
        (1, [(4, 1, 0), (2, 2, 1)], [ACCEPTED, REJECTED]),  # The same without a place left.
        (2, [(4, 1, 0), (0, 0, 5)], [ACCEPTED, REJECTED]),
        (3, [(1, 1, 3), (2, 2, 1), (0, 5, 0)], [TIED, TIED, REJECTED]),
    ],
)
def test_candidates_are_ranked_by_votes_for_and_need_more_for_than_against(
    places: int, ballots: list[tuple[int, int, int]], expected: list[Verdict]
) -> None:
    assert verdicts(count(election(len(ballots), places), box_of(*ballots))) == expected


def test_the_ranking_of_the_result_is_that_of_the_votes() -> None:
    result = count(election(3, 1), box_of((2, 0, 3), (4, 0, 1), (3, 0, 2)))
    assert [outcome.line for outcome in result.outcomes] == [2, 3, 1]


def test_among_several_the_rule_is_for_over_against_whatever_the_base() -> None:
    result = count(election(2, 2, base=ENTITLED), box_of((2, 1, 0), (1, 2, 0)))
    assert (result.majority, result.base) == (Majority.FOR_OVER_AGAINST, None)
    assert verdicts(result) == [ACCEPTED, REJECTED]
    assert [(outcome.base, outcome.needed) for outcome in result.outcomes] == [(3, 2), (3, 3)]


def test_one_line_with_only_abstentions_does_not_spoil_the_others() -> None:
    result = count(election(2, 2), box_of((2, 1, 0), (0, 0, 3)))
    assert (result.invalid, verdicts(result)) == (None, [ACCEPTED, REJECTED])


# Ties.


@pytest.mark.parametrize("tie", [Tie.TO_MEETING, Tie.SECOND_ROUND, Tie.CHAIR_DECIDES])
def test_a_tie_picks_nobody_and_says_how_it_is_resolved(tie: Tie) -> None:
    result = count(poll(tie=tie), box_of((2, 2, 0)))
    assert (verdicts(result), result.accepted, result.tie) == ([TIED], (), tie)
    assert result.deadlock is not None
    assert (result.deadlock.lines, result.deadlock.places, result.deadlock.rule) == ((1,), 1, tie)


def test_a_tie_is_a_rejection_where_the_rule_sheet_says_so() -> None:
    result = count(poll(tie=Tie.REJECTED), box_of((2, 2, 0)))
    assert (verdicts(result), result.deadlock, result.tie) == ([REJECTED], None, Tie.REJECTED)


def test_without_a_tie_no_tie_rule_was_applied() -> None:
    assert count(poll(tie=Tie.REJECTED), box_of((3, 2, 0))).tie is None


@pytest.mark.parametrize(
    ("places", "ballots", "lines", "left", "with_majority"),
    [
        (1, [(3, 1, 1), (3, 1, 1)], (1, 2), 1, True),
        (2, [(5, 0, 0), (3, 1, 1), (3, 1, 1)], (2, 3), 1, True),
        (2, [(3, 1, 1), (3, 1, 1), (3, 1, 1)], (1, 2, 3), 2, True),
        (2, [(4, 1, 0), (2, 2, 1)], (2,), 1, False),
        (3, [(4, 1, 0), (2, 2, 1)], (2,), 1, False),
    ],
)
def test_a_tie_says_between_whom_and_for_how_many_places(
    places: int, ballots: list[tuple[int, int, int]], lines: tuple[int, ...], left: int, with_majority: bool
) -> None:
    deadlock = count(election(len(ballots), places), box_of(*ballots)).deadlock
    assert deadlock is not None
    assert (deadlock.lines, deadlock.places, deadlock.with_majority) == (lines, left, with_majority)


# Consent.


def test_a_consent_passes_when_nobody_objects() -> None:
    result = count(election(2, 2, method=Method.CONSENT), Box())
    assert (result.majority, result.accepted, result.invalid) == (Majority.NO_OBJECTION, (1, 2), None)


def test_one_objection_is_enough() -> None:
    result = count(poll(method=Method.CONSENT), Box(objections=1))
    assert (verdicts(result), result.objections) == ([Verdict.OBJECTED], 1)


# Masking.


@pytest.mark.parametrize(
    ("ballots", "masked"),
    [
        ((3, 1, 0), True),
        ((2, 1, 1), True),
        ((3, 1, 1), False),
        ((4, 1, 0), False),
        ((5, 0, 0), True),
        ((0, 5, 0), True),
        ((0, 0, 5), True),
        ((5, 0, 1), False),
    ],
)
def test_a_secret_result_shows_no_numbers_when_few_voted_or_all_alike(
    ballots: tuple[int, int, int], masked: bool
) -> None:
    result = count(poll(method=Method.SECRET), box_of(ballots))
    assert result.masked is masked
    assert (result.outcomes[0].tally is None) is masked


def test_a_named_result_is_never_masked() -> None:
    result = count(poll(), box_of((2, 0, 0)))
    assert (result.masked, result.outcomes[0].tally) == (False, Tally(for_=2))


def test_a_masked_result_holds_no_number_that_tells_the_ballots() -> None:
    (outcome,) = count(poll(method=Method.SECRET), box_of((3, 1, 0))).outcomes
    assert (outcome.verdict, outcome.tally, outcome.base, outcome.needed) == (ACCEPTED, None, None, None)


def test_different_ballots_with_one_outcome_give_one_masked_result() -> None:
    known = poll(method=Method.SECRET)
    assert count(known, box_of((3, 1, 0))) == count(known, box_of((2, 1, 1))) == count(known, box_of((4, 0, 0)))


def test_a_rejection_by_tie_is_masked_like_any_rejection() -> None:
    known = poll(method=Method.SECRET, tie=Tie.REJECTED)
    assert count(known, box_of((2, 2, 0))) == count(known, box_of((1, 3, 0)))


def test_only_abstentions_in_secret_say_no_more_than_that_the_vote_is_not_valid() -> None:
    result = count(poll(method=Method.SECRET), box_of((0, 0, 6)))
    assert (result.masked, result.invalid, verdicts(result)) == (True, None, [Verdict.INVALID])


@pytest.mark.parametrize("ballots", [[(6, 0, 0), (3, 2, 1)], [(3, 2, 1), (6, 0, 0)]])
def test_one_unanimous_line_hides_the_numbers_of_all(ballots: list[tuple[int, int, int]]) -> None:
    result = count(election(2, 2, method=Method.SECRET), box_of(*ballots))
    assert [outcome.tally for outcome in result.outcomes] == [None, None]


def test_a_masked_result_tells_neither_rank_nor_reserve() -> None:
    result = count(election(3, 1, method=Method.SECRET), box_of((0, 3, 1), (1, 0, 3), (3, 1, 0)))
    assert [(outcome.line, outcome.verdict) for outcome in result.outcomes] == [
        (1, REJECTED),
        (2, REJECTED),
        (3, ACCEPTED),
    ]


def test_a_masked_tie_is_said_or_nobody_could_resolve_it() -> None:
    result = count(poll(method=Method.SECRET), box_of((2, 2, 0)))
    assert (result.masked, verdicts(result), result.deadlock is not None) == (True, [TIED], True)


# The box.


def test_the_box_counts_each_ballot_and_each_seat_once() -> None:
    found = box([(11, 1, FOR), (11, 2, AGAINST), (12, 1, FOR)], lines=2)
    assert found == Box(tallies={1: Tally(for_=2), 2: Tally(against=1)}, voted=2, complete=1)


# Beside a count that knows nothing of the one in the house.


def test_ten_thousand_votes_come_out_as_in_an_independent_count() -> None:
    dice = random.Random(1961)
    for _ in range(10_000):
        known, ballots = _any_vote(dice)
        open_result = count(replace(known, method=Method.NAMED), box(ballots, lines=len(known.lines)))
        assert verdicts(open_result) == _by_hand(known, ballots), (known, ballots)


def _any_vote(dice: random.Random) -> tuple[Poll, list[tuple[int, int, Choice]]]:
    lines, entitled = dice.choice([1, 1, 2, 3, 5]), dice.randint(1, 12)
    known = election(
        lines,
        dice.randint(1, lines),
        entitled=entitled,
        base=dice.choice(list(MajorityBase)),
        tie=dice.choice(list(Tie)),
        quorum=dice.choice([None, None, 1, entitled // 2 + 1, entitled]),
    )
    ballots = []
    for mandate in range(dice.randint(0, entitled)):
        left = known.places
        for line in dice.sample(range(1, lines + 1), dice.randint(1, lines)):
            choice = dice.choice([FOR, FOR, AGAINST, ABSTAIN] if left else [AGAINST, ABSTAIN])
            left -= choice is FOR
            ballots.append((mandate, line, choice))
    return known, ballots


def _by_hand(known: Poll, ballots: list[tuple[int, int, Choice]]) -> list[Verdict]:
    """Each line by itself: who is surely better, who is at least as good, and how many places that leaves."""
    given = Counter((line, choice) for _, line, choice in ballots)
    lines = [line.id for line in known.lines]
    voters = {mandate for mandate, _, _ in ballots}
    bases = {line: _base(known, line, given) for line in lines}
    if not voters or len(voters) < (known.quorum or 0) or not any(bases.values()):
        return [Verdict.INVALID] * len(lines)
    if len(lines) == 1:
        share = Fraction(given[1, FOR], bases[1])
        return [ACCEPTED if share > Fraction(1, 2) else _equal(known, given, 1)]
    good = [line for line in lines if given[line, FOR] > given[line, AGAINST]]
    found = []
    for line in lines:
        better = sum(given[other, FOR] > given[line, FOR] for other in good)
        as_good = sum(given[other, FOR] >= given[line, FOR] for other in good if other != line)
        if line not in good:
            found.append(_equal(known, given, line) if len(good) < known.places else REJECTED)
        elif as_good < known.places:
            found.append(ACCEPTED)
        elif better >= known.places:
            found.append(RESERVE)
        else:
            found.append(REJECTED if known.tie is Tie.REJECTED else TIED)
    return found


def _base(known: Poll, line: int, given: Counter[tuple[int, Choice]]) -> int:
    if known.base is ENTITLED:
        return known.entitled
    counted = [FOR, AGAINST] if known.base is WITHOUT else [FOR, AGAINST, ABSTAIN]
    return sum(given[line, choice] for choice in counted)


def _equal(known: Poll, given: Counter[tuple[int, Choice]], line: int) -> Verdict:
    level = given[line, FOR] == given[line, AGAINST] > 0
    return TIED if level and known.tie is not Tie.REJECTED else REJECTED
