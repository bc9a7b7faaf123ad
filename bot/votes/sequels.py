"""What can come after a vote without an outcome: a tie that is broken, a second round, a vote after an objection."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.bodies import Method, Tie
from bot.errors import N_, Refusal
from bot.people import May, Person, Role
from bot.votes.opening import must_be_sensible
from bot.votes.polls import Poll, State
from bot.votes.results import Deadlock, Outcome, Result, Verdict


class Authority(StrEnum):
    """Who breaks a tie: the chair with a casting vote, or the meeting."""

    CHAIR = "chair"
    MEETING = "meeting"


@dataclass(frozen=True, slots=True, kw_only=True)
class TieBreak:
    """An act of its own beside the vote, which stays as it was: the lines that are accepted after all.

    `noted_by` is the member who cast the deciding vote, or wrote down what the meeting decided.
    """

    poll: int
    accepted: tuple[int, ...]
    authority: Authority
    noted_by: int
    noted_at: datetime


def break_tie(poll: Poll, result: Result, accepted: Collection[int], *, by: Person, now: datetime) -> TieBreak:
    """The casting vote of the chair, or the decision of the meeting, by the rule of this vote.

    Candidates that all had a majority fill all the places; equal for and against leave the choice open, none
    included. Raises `Refusal` about `accepted`.
    """
    deadlock = _deadlock(poll, result)
    authority = _authority(poll, deadlock, by=by)
    wanted = tuple(line for line in deadlock.lines if line in accepted)
    if len(wanted) != len(set(accepted)):
        raise Refusal(N_("Kies alleen tussen wie gelijk staat."), about="accepted")
    if len(wanted) > deadlock.places or (deadlock.with_majority and len(wanted) < deadlock.places):
        raise Refusal(
            N_("Aantal plaatsen te verdelen tussen wie gelijk staat: {places}."),
            about="accepted",
            places=deadlock.places,
        )
    me = by.member_in(poll.body)
    return TieBreak(poll=poll.id, accepted=wanted, authority=authority, noted_by=me, noted_at=now)


def _authority(poll: Poll, deadlock: Deadlock, *, by: Person) -> Authority:
    """By the tie rule: the chair in person, who is not one of those who are equal; or whoever notes the meeting."""
    if deadlock.rule is Tie.SECOND_ROUND:
        raise Refusal(N_("Bij gelijke stand volgt hier een tweede ronde."))
    if deadlock.rule is Tie.TO_MEETING:
        by.must_be_allowed(May.RATIFY, in_=poll.body)
        return Authority.MEETING
    me = by.member_in(poll.body)
    seat = by.seat_in(poll.body)
    if seat is None or Role.CHAIR not in seat.roles:
        raise Refusal(N_("Alleen de voorzitter beslist bij gelijke stand."))
    if me in {poll.line(line).member for line in deadlock.lines}:
        raise Refusal(N_("Je staat zelf gelijk met een ander: daarover beslis je niet. Breng het op de vergadering."))
    return Authority.CHAIR


def resolved(result: Result, act: TieBreak) -> Result:
    """The result after a tie was broken; numbers that were hidden stay hidden."""
    if result.deadlock is None:
        return result
    level = set(result.deadlock.lines)
    behind = Verdict.RESERVE if result.deadlock.with_majority and not result.masked else Verdict.REJECTED

    def after(outcome: Outcome) -> Outcome:
        if outcome.line not in level:
            return outcome
        return replace(outcome, verdict=Verdict.ACCEPTED if outcome.line in act.accepted else behind)

    return replace(result, outcomes=tuple(map(after, result.outcomes)), deadlock=None)


def second_round(poll: Poll, result: Result, *, closes_at: datetime, by: Person, now: datetime) -> Poll:
    """A new vote between those who are equal, linked to this one, not stored yet (id 0) and not open yet.

    A second tie goes to the meeting: there is no third round.
    """
    by.must_be_allowed(May.RUN_VOTES, in_=poll.body)
    deadlock = _deadlock(poll, result)
    if deadlock.rule is not Tie.SECOND_ROUND:
        raise Refusal(N_("Bij gelijke stand is hier geen tweede ronde voorzien."))
    tied = [poll.line(line) for line in deadlock.lines]
    again = replace(poll, lines=tuple(tied), places=deadlock.places, tie=Tie.TO_MEETING)
    return _anew(again, follows=poll, closes_at=closes_at, by=by, now=now)


def vote_instead(
    poll: Poll,
    result: Result,
    *,
    method: Method,
    quorum: int | None,
    closes_at: datetime,
    by: Person,
    now: datetime,
) -> Poll:
    """A vote on what was objected to in consent, linked to it, not stored yet (id 0) and not open yet.

    The consent had no use for a quorum, so that one is asked for again. Raises `Refusal` about `method`.
    """
    by.must_be_allowed(May.RUN_VOTES, in_=poll.body)
    if poll.state is not State.CLOSED or not result.objections:
        raise Refusal(N_("Er is geen bezwaar dat een stemming vraagt."))
    if method is Method.CONSENT:
        raise Refusal(N_("Na een bezwaar volgt een stemming: kies openbaar of geheim."), about="method")
    return _anew(replace(poll, method=method, quorum=quorum), follows=poll, closes_at=closes_at, by=by, now=now)


def _anew(poll: Poll, *, follows: Poll, closes_at: datetime, by: Person, now: datetime) -> Poll:
    """A draft with the same rules, as a vote of its own: its electorate is taken anew when it opens."""
    must_be_sensible(closes_at, now=now)
    return replace(
        poll,
        id=0,
        lines=tuple(replace(line, id=0) for line in poll.lines),
        state=State.DRAFT,
        closes_at=closes_at,
        opened_by=by.member_in(poll.body),
        entitled=0,
        outside=(),
        conflicts=(),
        opened_at=None,
        closed_at=None,
        extended=False,
        invalid=None,
        note="",
        follows=follows.id,
    )


def _deadlock(poll: Poll, result: Result) -> Deadlock:
    if poll.state is not State.CLOSED or result.deadlock is None:
        raise Refusal(N_("Er is geen gelijke stand waarover nog beslist moet worden."))
    return result.deadlock
