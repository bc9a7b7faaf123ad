"""While a vote is open: named and secret ballots, ballots in somebody's name, objections, and being late."""

from datetime import timedelta

import pytest

from bot import votes
from bot.bodies import Method
from bot.errors import Refusal
from bot.people import Person, Role
from bot.votes import Ballot, Choice, Entry, Poll, State
from tests.bot.people import CHAIR, COMMITTEE, MEMBER, OFFICER, STRANGER, somebody
from tests.bot.polls import CLOSES, NOW, candidates, election, poll, seat

FOR, AGAINST, ABSTAIN = Choice.FOR, Choice.AGAINST, Choice.ABSTAIN
SECOND = timedelta(seconds=1)
SECRET = poll(method=Method.SECRET)
CONSENT = poll(method=Method.CONSENT)


def cast(
    known: Poll | None = None, choice: Choice = FOR, *, line: int = 1, mine: dict[int, Choice] | None = None
) -> Ballot | None:
    return votes.cast(known or poll(), seat(2), line, choice, by=COMMITTEE, mine=mine or {}, now=NOW)


# Named.


def test_a_named_ballot_says_who_and_what() -> None:
    assert cast() == Ballot(line=1, mandate=12, choice=FOR, cast_at=NOW)


def test_a_named_vote_can_change_until_closing() -> None:
    changed = cast(choice=AGAINST, mine={1: FOR})
    assert changed is not None
    assert changed.choice is AGAINST


def test_the_same_ballot_twice_is_fine_and_counts_once() -> None:
    assert cast(mine={1: FOR}) is None


def test_somebody_outside_the_electorate_does_not_vote() -> None:
    with pytest.raises(Refusal, match="stemgerechtigden"):
        votes.cast(poll(), None, 1, FOR, by=MEMBER, mine={}, now=NOW)


def test_nobody_votes_with_the_seat_of_another() -> None:
    with pytest.raises(Refusal, match="stemgerechtigden"):
        votes.cast(poll(), seat(3), 1, FOR, by=COMMITTEE, mine={}, now=NOW)


def test_a_candidate_hears_why_they_do_not_vote() -> None:
    standing = poll(lines=candidates(1))
    with pytest.raises(Refusal, match="zelf kandidaat"):
        votes.cast(standing, None, 1, FOR, by=somebody(Role.COMMITTEE_MEMBER, member=101), mine={}, now=NOW)


def test_a_candidate_in_the_electorate_votes() -> None:
    standing = poll(lines=candidates(1), candidate_votes=True)
    me = somebody(Role.COMMITTEE_MEMBER, member=101)
    assert votes.cast(standing, seat(101), 1, FOR, by=me, mine={}, now=NOW) is not None


def test_somebody_whose_mandate_ended_meanwhile_keeps_the_voice_of_the_opening() -> None:
    assert votes.cast(poll(), seat(2), 1, FOR, by=STRANGER, mine={}, now=NOW) is not None


def test_a_ballot_for_a_line_of_another_vote_is_refused() -> None:
    with pytest.raises(Refusal, match="hoort niet bij"):
        cast(line=9)


@pytest.mark.parametrize(
    ("mine", "line", "choice", "fits"),
    [
        ({}, 1, FOR, True),
        ({1: FOR}, 2, FOR, True),
        ({1: FOR, 2: FOR}, 3, FOR, False),
        ({1: FOR, 2: FOR}, 3, AGAINST, True),
        ({1: FOR, 2: FOR}, 3, ABSTAIN, True),
        ({1: FOR, 2: FOR}, 2, AGAINST, True),
        ({1: FOR, 2: FOR}, 2, FOR, True),
        ({1: FOR, 2: AGAINST}, 3, FOR, True),
    ],
)
def test_one_is_for_as_many_candidates_as_there_are_places(
    mine: dict[int, Choice], line: int, choice: Choice, fits: bool
) -> None:
    known = election(3, 2)
    if fits:
        cast(known, choice, line=line, mine=mine)
    else:
        with pytest.raises(Refusal, match="hoogstens 2 keer"):
            cast(known, choice, line=line, mine=mine)


# In time or late.


def test_a_ballot_in_the_last_second_counts() -> None:
    assert votes.cast(poll(), seat(2), 1, FOR, by=COMMITTEE, mine={}, now=CLOSES - SECOND) is not None


def test_a_ballot_at_closing_time_is_late_although_no_job_ran() -> None:
    with pytest.raises(Refusal, match="Te laat") as refused:
        votes.cast(poll(), seat(2), 1, FOR, by=COMMITTEE, mine={}, now=CLOSES)
    assert refused.value.facts == {"closes": CLOSES}


def test_the_same_ballot_again_after_closing_is_late_too() -> None:
    with pytest.raises(Refusal, match="Te laat"):
        votes.cast(poll(), seat(2), 1, FOR, by=COMMITTEE, mine={1: FOR}, now=CLOSES)


def test_who_is_late_hears_when_a_vote_was_closed_early() -> None:
    closed = poll(state=State.CLOSED, closed_at=NOW - SECOND)
    with pytest.raises(Refusal, match="Te laat") as refused:
        cast(closed)
    assert refused.value.facts == {"closes": NOW - SECOND}


@pytest.mark.parametrize("state", sorted(set(State) - {State.OPEN}))
def test_only_an_open_vote_takes_ballots(state: State) -> None:
    with pytest.raises(Refusal):
        cast(poll(state=state))


@pytest.mark.parametrize("known", [SECRET, CONSENT])
def test_a_named_ballot_is_for_a_named_vote(known: Poll) -> None:
    with pytest.raises(Refusal, match="geen openbare"):
        cast(known)


# Secret.


def secretly(known: Poll = SECRET, choices: dict[int, Choice] | None = None, *, has_voted: bool = False) -> object:
    return votes.cast_secretly(known, seat(2, has_voted=has_voted), choices or {1: FOR}, by=COMMITTEE, now=NOW)


def test_a_secret_ballot_knows_neither_voter_nor_time() -> None:
    voter, ballots = votes.cast_secretly(SECRET, seat(2), {1: FOR}, by=COMMITTEE, now=NOW)
    assert (voter.has_voted, ballots) == (True, (votes.SecretBallot(line=1, choice=FOR),))
    assert set(votes.SecretBallot.__dataclass_fields__) == {"line", "choice"}


@pytest.mark.parametrize("again", [FOR, AGAINST])
def test_a_secret_vote_never_changes_whatever_is_chosen(again: Choice) -> None:
    with pytest.raises(Refusal, match="kan niet meer wijzigen"):
        secretly(choices={1: again}, has_voted=True)


def test_that_a_secret_vote_is_final_is_known_before_the_form_opens() -> None:
    with pytest.raises(Refusal, match="al in de stembus"):
        votes.must_not_have_voted(SECRET, seat(2, has_voted=True), by=COMMITTEE, now=NOW)


@pytest.mark.parametrize("choices", [{1: FOR}, {1: FOR, 2: FOR, 3: FOR}, {1: FOR, 9: FOR}])
def test_a_secret_ballot_says_something_of_every_candidate(choices: dict[int, Choice]) -> None:
    with pytest.raises(Refusal) as refused:
        secretly(election(2, 2, method=Method.SECRET), choices)
    assert refused.value.about == "choices"


def test_a_secret_ballot_is_for_no_more_candidates_than_places() -> None:
    with pytest.raises(Refusal, match="hoogstens 1 keer"):
        secretly(election(2, 1, method=Method.SECRET), {1: FOR, 2: FOR})


def test_a_secret_ballot_after_closing_time_is_late() -> None:
    with pytest.raises(Refusal, match="Te laat"):
        votes.cast_secretly(SECRET, seat(2), {1: FOR}, by=COMMITTEE, now=CLOSES)


@pytest.mark.parametrize("known", [poll(), CONSENT])
def test_a_secret_ballot_is_for_a_secret_vote(known: Poll) -> None:
    with pytest.raises(Refusal, match="geen geheime"):
        secretly(known)


# In somebody's name.


def enter(known: Poll | None = None, *, by: Person = OFFICER, has_slack: bool = False) -> Entry | None:
    return votes.enter(known or poll(), seat(6), 1, FOR, by=by, has_slack=has_slack, mine={}, now=NOW)


def entered() -> Entry:
    entry = enter()
    assert entry is not None
    return entry


def test_a_ballot_in_the_name_of_somebody_counts_once_another_confirms() -> None:
    confirmed = votes.confirm(poll(), entered(), by=CHAIR, mine={}, now=NOW)
    assert confirmed == Ballot(line=1, mandate=16, choice=FOR, cast_at=NOW, entered_by=4, confirmed_by=3)


def test_nobody_confirms_their_own_entry() -> None:
    with pytest.raises(Refusal, match="Iemand anders"):
        votes.confirm(poll(), entered(), by=OFFICER, mine={}, now=NOW)


@pytest.mark.parametrize("by", [MEMBER, COMMITTEE])
def test_a_member_neither_enters_nor_confirms(by: Person) -> None:
    with pytest.raises(Refusal):
        enter(by=by)
    with pytest.raises(Refusal):
        votes.confirm(poll(), entered(), by=by, mine={}, now=NOW)


def test_the_chair_confirms_and_does_not_enter() -> None:
    with pytest.raises(Refusal):
        enter(by=CHAIR)


def test_nobody_votes_in_secret_through_another() -> None:
    with pytest.raises(Refusal, match="namens een ander"):
        enter(SECRET)


def test_whoever_has_slack_votes_themselves() -> None:
    with pytest.raises(Refusal, match="zelf stemmen"):
        enter(has_slack=True)


def test_a_confirmation_after_closing_time_is_late() -> None:
    with pytest.raises(Refusal, match="Te laat"):
        votes.confirm(poll(), entered(), by=CHAIR, mine={}, now=CLOSES)


def test_a_confirmation_gives_no_more_votes_for_than_there_are_places() -> None:
    known = election(2, 1)
    with pytest.raises(Refusal, match="hoogstens 1 keer"):
        votes.confirm(known, entered(), by=CHAIR, mine={2: FOR}, now=NOW)


def test_what_is_in_the_box_already_is_not_entered_again() -> None:
    again = votes.enter(poll(), seat(6), 1, FOR, by=OFFICER, has_slack=False, mine={1: FOR}, now=NOW)
    assert again is None


# Objections.


def test_an_objection_says_who_and_why() -> None:
    made = votes.object_to(CONSENT, seat(2), "  Te snel  ", by=COMMITTEE, now=NOW)
    assert (made.mandate, made.reason, made.entered_by) == (12, "Te snel", None)


@pytest.mark.parametrize("reason", ["", "  ", "...", "x" * 501])
def test_an_objection_has_a_reason_that_fits(reason: str) -> None:
    with pytest.raises(Refusal) as refused:
        votes.object_to(CONSENT, seat(2), reason, by=COMMITTEE, now=NOW)
    assert refused.value.about == "reason"


def test_only_the_electorate_objects() -> None:
    with pytest.raises(Refusal, match="stemgerechtigden"):
        votes.object_to(CONSENT, None, "Te snel", by=MEMBER, now=NOW)


def test_an_objection_at_closing_time_is_late() -> None:
    with pytest.raises(Refusal, match="Te laat"):
        votes.object_to(CONSENT, seat(2), "Te snel", by=COMMITTEE, now=CLOSES)


def test_an_objection_is_for_a_consent() -> None:
    with pytest.raises(Refusal, match="Stem hier tegen"):
        votes.object_to(poll(), seat(2), "Te snel", by=COMMITTEE, now=NOW)


def test_the_officer_writes_down_the_objection_of_somebody_without_slack() -> None:
    made = votes.object_to(CONSENT, seat(6), "Te snel", by=OFFICER, now=NOW, on_behalf=True)
    assert (made.mandate, made.entered_by) == (16, 4)
    with pytest.raises(Refusal):
        votes.object_to(CONSENT, seat(6), "Te snel", by=COMMITTEE, now=NOW, on_behalf=True)
