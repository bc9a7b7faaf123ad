"""The end of a vote: last calls, more time, closing, cancelling, ratification, and the votes that follow from one."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot import votes
from bot.bodies import Method, Tie
from bot.errors import Refusal
from bot.people import BRUSSELS, Person, Role
from bot.votes import Authority, Box, Closed, Invalid, Poll, Result, State, TieBreak, Verdict
from bot.votes.counting import count
from tests.bot.people import CHAIR, COMMITTEE, MEMBER, OBSERVER, OFFICER, STRANGER, somebody
from tests.bot.polls import CLOSES, LATER, NOW, OPENED, RULES, box_of, candidates, election, poll, roll_of

SECOND = timedelta(seconds=1)
SECRET = poll(method=Method.SECRET)
CONSENT = poll(method=Method.CONSENT)
WITHOUT_RIGHT = [MEMBER, COMMITTEE, OBSERVER, STRANGER]


# Last calls.


def test_who_did_not_vote_is_called_halfway_a_day_before_and_two_hours_before() -> None:
    expected = [OPENED + (CLOSES - OPENED) / 2, CLOSES - timedelta(days=1), CLOSES - timedelta(hours=2)]
    assert votes.calls(poll()) == expected


def test_a_short_vote_has_only_the_calls_that_fit() -> None:
    short = poll(closes_at=OPENED + timedelta(hours=4))
    assert votes.calls(short) == [OPENED + timedelta(hours=2)]


def test_nobody_is_called_for_a_consent() -> None:
    assert votes.calls(CONSENT) == []


@pytest.mark.parametrize(
    ("closes", "called"),
    [
        ("2026-04-14 17:00", "2026-04-14 15:00"),
        ("2026-04-14 21:30", "2026-04-14 19:30"),
        ("2026-04-14 23:00", "2026-04-14 19:30"),
        ("2026-04-15 02:30", "2026-04-14 19:30"),
        ("2026-04-15 09:00", "2026-04-14 19:30"),
        ("2026-04-13 09:00", "2026-04-10 17:00"),
        ("2026-04-12 17:00", "2026-04-10 17:00"),
        ("2026-05-01 17:00", "2026-04-30 17:00"),
    ],
)
def test_the_last_call_moves_before_the_quiet_hours_and_the_weekend(closes: str, called: str) -> None:
    moment = datetime.fromisoformat(closes).replace(tzinfo=BRUSSELS)
    found = votes.last_call(poll(closes_at=moment), RULES)
    assert found is not None
    assert f"{found.astimezone(BRUSSELS):%Y-%m-%d %H:%M}" == called


def test_there_is_no_last_call_before_a_vote_opened_nor_for_a_consent() -> None:
    assert votes.last_call(poll(closes_at=OPENED + timedelta(hours=1)), RULES) is None
    assert votes.last_call(CONSENT, RULES) is None


# More time.


def test_a_vote_is_extended_once_and_never_twice() -> None:
    longer = votes.extend(poll(), LATER, by=CHAIR, now=NOW)
    assert (longer.closes_at, longer.extended, longer.is_open(CLOSES)) == (LATER, True, True)
    with pytest.raises(Refusal, match="al één keer"):
        votes.extend(longer, LATER + SECOND, by=CHAIR, now=NOW)


@pytest.mark.parametrize("until", [CLOSES, CLOSES - SECOND, NOW])
def test_the_closing_time_is_never_shortened(until: datetime) -> None:
    with pytest.raises(Refusal, match="inkorten") as refused:
        votes.extend(poll(), until, by=CHAIR, now=NOW)
    assert refused.value.about == "closes_at"


def test_a_vote_is_not_extended_without_end() -> None:
    with pytest.raises(Refusal, match="hoogstens"):
        votes.extend(poll(), NOW + timedelta(days=91), by=CHAIR, now=NOW)


@pytest.mark.parametrize("by", WITHOUT_RIGHT)
def test_only_chair_and_officer_extend(by: Person) -> None:
    with pytest.raises(Refusal):
        votes.extend(poll(), LATER, by=by, now=NOW)


@pytest.mark.parametrize("invalid", [Invalid.NO_QUORUM, Invalid.NO_BALLOTS])
def test_a_vote_that_too_few_took_part_in_can_go_on(invalid: Invalid) -> None:
    closed = poll(state=State.CLOSED, closed_at=CLOSES, invalid=invalid)
    again = votes.extend(closed, LATER, by=OFFICER, now=CLOSES + SECOND)
    assert (again.state, again.invalid, again.closed_at, again.is_open(CLOSES + SECOND)) == (
        State.OPEN,
        None,
        None,
        True,
    )


def test_a_vote_that_went_on_once_does_not_go_on_again() -> None:
    closed = poll(state=State.CLOSED, closed_at=CLOSES, invalid=Invalid.NO_QUORUM, extended=True)
    with pytest.raises(Refusal, match="al één keer"):
        votes.extend(closed, LATER, by=OFFICER, now=CLOSES + SECOND)


@pytest.mark.parametrize(
    "known",
    [
        poll(state=State.CLOSED, closed_at=NOW),
        poll(state=State.CLOSED, closed_at=NOW, invalid=Invalid.NO_BASE),
        poll(state=State.CANCELLED),
        poll(state=State.DRAFT),
        poll(closes_at=NOW),
    ],
)
def test_a_vote_that_is_over_is_not_extended(known: Poll) -> None:
    with pytest.raises(Refusal, match="niet open"):
        votes.extend(known, LATER, by=OFFICER, now=NOW)


# Closing by itself.


@pytest.mark.parametrize(
    ("known", "box", "now", "over"),
    [
        (poll(), box_of((3, 1, 0)), CLOSES - SECOND, False),
        (poll(), box_of((3, 1, 0)), CLOSES, True),
        (poll(), Box(), CLOSES, True),
        (poll(), box_of((4, 2, 1)), NOW, True),
        (SECRET, box_of((4, 2, 1)), NOW, True),
        (election(2, 1), replace(box_of((4, 2, 1), (0, 6, 0)), voted=7, complete=6), NOW, False),
        (CONSENT, Box(), CLOSES - SECOND, False),
        (CONSENT, Box(objections=1), NOW, True),
        (poll(state=State.CLOSED), box_of((4, 2, 1)), CLOSES, False),
        (poll(state=State.DRAFT, entitled=0), Box(), CLOSES, False),
    ],
)
def test_a_vote_is_over_at_its_time_when_all_voted_or_at_an_objection(
    known: Poll, box: Box, now: datetime, over: bool
) -> None:
    assert votes.is_over(known, box, now=now) is over


def test_closing_gives_the_result_and_the_time_it_was_over() -> None:
    closed = votes.close(poll(), box_of((3, 1, 0)), now=CLOSES + timedelta(hours=5))
    assert (closed.poll.state, closed.poll.closed_at) == (State.CLOSED, CLOSES)
    assert closed.result.accepted == (1,)


def test_when_all_voted_the_vote_closes_at_that_moment() -> None:
    assert votes.close(poll(), box_of((4, 2, 1)), now=NOW).poll.closed_at == NOW


def test_a_vote_that_still_runs_is_not_closed_by_itself() -> None:
    with pytest.raises(Refusal, match="loopt nog"):
        votes.close(poll(), box_of((3, 1, 0)), now=NOW)


def test_a_vote_closes_once() -> None:
    closed = votes.close(poll(), box_of((3, 1, 0)), now=CLOSES)
    with pytest.raises(Refusal, match="niet \\(meer\\) open"):
        votes.close(closed.poll, box_of((3, 1, 0)), now=CLOSES)


def test_a_vote_keeps_why_it_was_not_valid() -> None:
    closed = votes.close(poll(quorum=4), box_of((3, 0, 0)), now=CLOSES)
    assert closed.poll.invalid is Invalid.NO_QUORUM


# Closing by hand.


def early(
    known: Poll | None = None, box: Box | None = None, *, by: Person = CHAIR, reason: str = "Iedereen gesproken"
) -> Closed:
    return votes.close_early(known or poll(), box or box_of((3, 1, 0)), by=by, reason=reason, now=NOW)


def test_a_named_vote_is_closed_early_with_a_reason() -> None:
    closed = early(reason=" Iedereen  gesproken ")
    assert (closed.poll.state, closed.poll.closed_at, closed.poll.note) == (State.CLOSED, NOW, "Iedereen gesproken")


@pytest.mark.parametrize("reason", ["", "  ", "!!", "x" * 501])
def test_closing_early_asks_a_reason_that_fits(reason: str) -> None:
    with pytest.raises(Refusal) as refused:
        early(reason=reason)
    assert refused.value.about == "reason"


@pytest.mark.parametrize("by", WITHOUT_RIGHT)
def test_only_chair_and_officer_close_early(by: Person) -> None:
    with pytest.raises(Refusal):
        early(by=by)


@pytest.mark.parametrize("ballots", [(0, 0, 0), (1, 0, 0), (3, 1, 0)])
def test_a_secret_vote_is_not_closed_early_while_its_outcome_would_tell_who_voted_what(
    ballots: tuple[int, int, int],
) -> None:
    with pytest.raises(Refusal, match="verraden"):
        early(SECRET, box_of(ballots))


@pytest.mark.parametrize("ballots", [(4, 1, 0), (5, 0, 0)])
def test_whether_a_secret_vote_may_be_closed_early_depends_on_how_many_voted_only(
    ballots: tuple[int, int, int],
) -> None:
    assert early(SECRET, box_of(ballots)).poll.state is State.CLOSED


def test_a_consent_gives_everybody_the_whole_time() -> None:
    with pytest.raises(Refusal, match="zwijgen"):
        early(CONSENT, Box())


def test_closing_by_hand_what_is_over_needs_no_reason() -> None:
    assert early(box=box_of((4, 2, 1)), reason="").poll.note == ""


@pytest.mark.parametrize("state", sorted(set(State) - {State.OPEN}))
def test_only_an_open_vote_is_closed_early(state: State) -> None:
    with pytest.raises(Refusal):
        early(poll(state=state))


# Cancelling.


def test_a_cancelled_vote_keeps_its_reason_and_its_electorate() -> None:
    gone = votes.cancel(poll(outside=(101,)), by=CHAIR, reason="Verkeerde vraag", now=NOW)
    assert (gone.state, gone.note, gone.entitled, gone.outside) == (State.CANCELLED, "Verkeerde vraag", 7, (101,))


def test_cancelling_an_open_vote_asks_a_reason() -> None:
    with pytest.raises(Refusal) as refused:
        votes.cancel(poll(), by=CHAIR, reason=" ", now=NOW)
    assert refused.value.about == "reason"


def test_a_draft_is_cancelled_without_a_reason() -> None:
    assert votes.cancel(poll(state=State.DRAFT), by=CHAIR, reason="", now=NOW).state is State.CANCELLED


def test_nobody_cancels_a_vote_whose_time_has_come() -> None:
    with pytest.raises(Refusal):
        votes.cancel(poll(), by=CHAIR, reason="Verkeerde vraag", now=CLOSES)


@pytest.mark.parametrize("by", WITHOUT_RIGHT)
def test_only_chair_and_officer_cancel(by: Person) -> None:
    with pytest.raises(Refusal):
        votes.cancel(poll(), by=by, reason="Verkeerde vraag", now=NOW)


# Ratification.


def closed_election(**changes: object) -> tuple[Poll, Result]:
    known = election(2, 1, state=State.CLOSED, closed_at=CLOSES, **changes)
    return known, count(known, box_of((4, 1, 0), (3, 1, 1)))


@pytest.mark.parametrize(("agreed", "state"), [(True, State.RATIFIED), (False, State.NOT_RATIFIED)])
def test_the_plenary_ratifies_a_proposal_or_does_not(agreed: bool, state: State) -> None:
    assert votes.ratify(*closed_election(), agreed=agreed, by=CHAIR).state is state


@pytest.mark.parametrize("by", WITHOUT_RIGHT)
def test_only_chair_and_officer_note_a_ratification(by: Person) -> None:
    with pytest.raises(Refusal):
        votes.ratify(*closed_election(), agreed=True, by=by)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"decides": True}, "beslist zelf"),
        ({"state": State.RATIFIED}, "al over beslist"),
        ({"state": State.NOT_RATIFIED}, "al over beslist"),
        ({"state": State.OPEN}, "nog niet gesloten"),
        ({"state": State.CANCELLED}, "nog niet gesloten"),
    ],
)
def test_what_cannot_be_ratified_says_why(changes: dict[str, object], sentence: str) -> None:
    known, result = closed_election()
    with pytest.raises(Refusal, match=sentence):
        votes.ratify(replace(known, **changes), result, agreed=True, by=CHAIR)  # type: ignore[arg-type]  # Named above.


@pytest.mark.parametrize(
    ("ballots", "sentence"),
    [([(3, 1, 0), (3, 1, 0)], "staken"), ([(1, 3, 0), (1, 3, 0)], "niemand voorgedragen"), ([], "niemand")],
)
def test_without_a_proposal_there_is_nothing_to_ratify(ballots: list[tuple[int, int, int]], sentence: str) -> None:
    known, _ = closed_election()
    with pytest.raises(Refusal, match=sentence):
        votes.ratify(known, count(known, box_of(*ballots)), agreed=True, by=CHAIR)


# Ties.


def tied(*ballots: tuple[int, int, int], tie: Tie = Tie.CHAIR_DECIDES, **changes: object) -> tuple[Poll, Result]:
    known = election(len(ballots), 1, tie=tie, state=State.CLOSED, closed_at=CLOSES, **changes)
    return known, count(known, box_of(*ballots))


LEVEL = ((3, 1, 0), (3, 1, 0))


def test_the_chair_breaks_a_tie_in_an_act_of_its_own() -> None:
    act = votes.break_tie(*tied(*LEVEL), {2}, by=CHAIR, now=LATER)
    assert act == TieBreak(poll=5, accepted=(2,), authority=Authority.CHAIR, noted_by=3, noted_at=LATER)


def test_after_a_tie_is_broken_the_other_is_a_reserve() -> None:
    known, result = tied(*LEVEL)
    after = votes.resolved(result, votes.break_tie(known, result, {2}, by=CHAIR, now=LATER))
    assert (after.verdict(1), after.verdict(2), after.deadlock) == (Verdict.RESERVE, Verdict.ACCEPTED, None)


def test_who_is_not_chosen_at_equal_for_and_against_is_rejected() -> None:
    known, result = tied((2, 2, 0))
    after = votes.resolved(result, votes.break_tie(known, result, (), by=CHAIR, now=LATER))
    assert after.verdict(1) is Verdict.REJECTED


def test_a_broken_tie_of_a_masked_vote_stays_masked() -> None:
    known, result = tied(*LEVEL, method=Method.SECRET)
    after = votes.resolved(result, votes.break_tie(known, result, {2}, by=CHAIR, now=LATER))
    assert (after.masked, after.verdict(1)) == (True, Verdict.REJECTED)
    assert {outcome.tally for outcome in after.outcomes} == {None}


@pytest.mark.parametrize("by", [MEMBER, COMMITTEE, OFFICER, OBSERVER, STRANGER])
def test_only_the_chair_has_a_casting_vote(by: Person) -> None:
    with pytest.raises(Refusal):
        votes.break_tie(*tied(*LEVEL), {1}, by=by, now=LATER)


def test_a_chair_who_is_level_with_another_does_not_decide() -> None:
    with pytest.raises(Refusal, match="zelf gelijk"):
        votes.break_tie(*tied(*LEVEL), {1}, by=somebody(Role.CHAIR, member=101), now=LATER)


@pytest.mark.parametrize("by", [CHAIR, OFFICER])
def test_a_tie_that_goes_to_the_meeting_is_noted_from_there(by: Person) -> None:
    act = votes.break_tie(*tied(*LEVEL, tie=Tie.TO_MEETING), {1}, by=by, now=LATER)
    assert act.authority is Authority.MEETING


@pytest.mark.parametrize("by", [MEMBER, COMMITTEE])
def test_a_member_does_not_note_what_the_meeting_decided(by: Person) -> None:
    with pytest.raises(Refusal):
        votes.break_tie(*tied(*LEVEL, tie=Tie.TO_MEETING), {1}, by=by, now=LATER)


@pytest.mark.parametrize(
    ("ballots", "accepted"), [(LEVEL, {3}), (LEVEL, {1, 2}), (LEVEL, set()), ([*LEVEL, (1, 3, 0)], {3})]
)
def test_a_tie_is_broken_between_those_who_are_level_and_for_the_places_there_are(
    ballots: list[tuple[int, int, int]], accepted: set[int]
) -> None:
    with pytest.raises(Refusal) as refused:
        votes.break_tie(*tied(*ballots), accepted, by=CHAIR, now=LATER)
    assert refused.value.about == "accepted"


def test_without_a_tie_there_is_nothing_to_break() -> None:
    with pytest.raises(Refusal, match="geen gelijke stand"):
        votes.break_tie(*tied((3, 1, 0), (2, 1, 0)), {1}, by=CHAIR, now=LATER)


# A second round.


def test_a_second_round_is_a_linked_draft_between_those_who_are_level() -> None:
    known, result = tied((2, 1, 1), (3, 1, 0), (3, 1, 0), tie=Tie.SECOND_ROUND, extended=True)
    again = votes.second_round(known, result, closes_at=LATER, by=CHAIR, now=CLOSES)
    assert [line.member for line in again.lines] == [102, 103]
    assert (again.id, again.follows, again.state, again.places) == (0, 5, State.DRAFT, 1)
    assert (again.closes_at, again.extended, again.entitled) == (LATER, False, 0)


def test_a_second_round_for_the_last_place_is_for_that_place_only() -> None:
    known = election(3, 2, tie=Tie.SECOND_ROUND, state=State.CLOSED)
    result = count(known, box_of((5, 0, 0), (3, 1, 1), (3, 1, 1)))
    assert votes.second_round(known, result, closes_at=LATER, by=CHAIR, now=CLOSES).places == 1


def test_a_second_tie_goes_to_the_meeting() -> None:
    known, result = tied(*LEVEL, tie=Tie.SECOND_ROUND)
    assert votes.second_round(known, result, closes_at=LATER, by=CHAIR, now=CLOSES).tie is Tie.TO_MEETING


@pytest.mark.parametrize("tie", [Tie.TO_MEETING, Tie.CHAIR_DECIDES])
def test_a_second_round_needs_a_rule_sheet_that_has_one(tie: Tie) -> None:
    with pytest.raises(Refusal, match="geen tweede ronde"):
        votes.second_round(*tied(*LEVEL, tie=tie), closes_at=LATER, by=CHAIR, now=CLOSES)


def test_where_a_second_round_follows_nobody_breaks_the_tie() -> None:
    with pytest.raises(Refusal, match="tweede ronde"):
        votes.break_tie(*tied(*LEVEL, tie=Tie.SECOND_ROUND), {1}, by=CHAIR, now=LATER)


def test_a_second_round_opens_with_an_electorate_of_its_own() -> None:
    again = votes.second_round(*tied(*LEVEL, tie=Tie.SECOND_ROUND), closes_at=LATER, by=CHAIR, now=CLOSES)
    assert votes.open_up(again, roll_of(4), now=CLOSES).entitled == 4


# After an objection.


def objected() -> tuple[Poll, Result]:
    known = poll(method=Method.CONSENT, lines=candidates(2), places=2, state=State.CLOSED, closed_at=NOW)
    return known, count(known, Box(objections=1))


def instead(method: Method = Method.SECRET, *, by: Person = CHAIR) -> Poll:
    return votes.vote_instead(*objected(), method=method, quorum=4, closes_at=LATER, by=by, now=CLOSES)


def test_after_an_objection_a_linked_vote_can_follow() -> None:
    again = instead()
    assert (again.follows, again.method, again.quorum, again.state) == (5, Method.SECRET, 4, State.DRAFT)


def test_after_an_objection_no_second_consent_follows() -> None:
    with pytest.raises(Refusal) as refused:
        instead(Method.CONSENT)
    assert refused.value.about == "method"


@pytest.mark.parametrize("by", WITHOUT_RIGHT)
def test_only_chair_and_officer_turn_an_objection_into_a_vote(by: Person) -> None:
    with pytest.raises(Refusal):
        instead(by=by)


def test_without_an_objection_no_vote_comes_instead() -> None:
    known, _ = objected()
    with pytest.raises(Refusal, match="geen bezwaar"):
        votes.vote_instead(
            known, count(known, Box()), method=Method.SECRET, quorum=None, closes_at=LATER, by=CHAIR, now=CLOSES
        )
