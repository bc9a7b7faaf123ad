"""From the ballot box to the result: quorum, majority, ranking, ties, and masking (domain.md 5)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.bodies import MajorityBase, Method, Tie
from bot.votes.polls import Invalid, Line, Poll
from bot.votes.results import MASKED_UNDER, Box, Deadlock, Majority, Outcome, Result, Tally, Verdict


def count(poll: Poll, box: Box) -> Result:
    """The result of a vote with these ballots, by the rules that were fixed at its opening."""
    if poll.method is Method.CONSENT:
        verdict = Verdict.OBJECTED if box.objections else Verdict.ACCEPTED
        return _result(poll, box, majority=Majority.NO_OBJECTION, verdicts=_all(poll, verdict))
    majority = Majority.FOR_OVER_AGAINST if poll.is_shared else Majority.OF_BASE
    invalid = invalidity(poll, box)
    if invalid is not None:
        result = _result(poll, box, majority=majority, verdicts=_all(poll, Verdict.INVALID))
        return _masked(poll, box, replace(result, invalid=invalid))
    ranking = _rank(poll, box)
    return _masked(poll, box, _decided(poll, box, ranking, majority))


def invalidity(poll: Poll, box: Box) -> Invalid | None:
    """Why a vote with these ballots would not be valid, or None when it would. Abstentions count for the quorum."""
    if poll.method is Method.CONSENT:
        return None
    if box.voted == 0:
        return Invalid.NO_BALLOTS
    if poll.quorum is not None and box.voted < poll.quorum:
        return Invalid.NO_QUORUM
    if all(box.tally(line.id).base(poll.base, entitled=poll.entitled) == 0 for line in poll.lines):
        return Invalid.NO_BASE
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ranking:
    """Lines by what the ballots made of them, each group in the order of votes for."""

    chosen: Sequence[Line]
    reserve: Sequence[Line]
    tied: Sequence[Line]
    places_left: int


def _rank(poll: Poll, box: Box) -> _Ranking:
    """Who is chosen, who is equal to whom, and who had a majority without a place."""
    by_votes = sorted(poll.lines, key=lambda line: -box.tally(line.id).for_)
    winners = [line for line in by_votes if _has_majority(poll, box.tally(line.id))]
    if len(winners) <= poll.places:
        left = poll.places - len(winners)
        equal = [line for line in by_votes if _is_equal(box.tally(line.id))] if left else []
        return _Ranking(chosen=winners, reserve=(), tied=equal, places_left=left)
    last = box.tally(winners[poll.places - 1].id).for_
    safe = [line for line in winners if box.tally(line.id).for_ > last]
    level = [line for line in winners if box.tally(line.id).for_ == last]
    below = [line for line in winners if box.tally(line.id).for_ < last]
    left = poll.places - len(safe)
    if len(level) == left:
        return _Ranking(chosen=[*safe, *level], reserve=below, tied=(), places_left=0)
    return _Ranking(chosen=safe, reserve=below, tied=level, places_left=left)


def _has_majority(poll: Poll, tally: Tally) -> bool:
    """Strictly more than half of the base; among several candidates more for than against (decisions 2)."""
    if poll.is_shared:
        return tally.for_ > tally.against
    return 2 * tally.for_ > tally.base(poll.base, entitled=poll.entitled)


def _is_equal(tally: Tally) -> bool:
    """A *staking van stemmen*: as many for as against, and not none."""
    return tally.for_ == tally.against > 0


def _decided(poll: Poll, box: Box, ranking: _Ranking, majority: Majority) -> Result:
    verdicts = _all(poll, Verdict.REJECTED)
    verdicts |= dict.fromkeys((line.id for line in ranking.chosen), Verdict.ACCEPTED)
    verdicts |= dict.fromkeys((line.id for line in ranking.reserve), Verdict.RESERVE)
    if not ranking.tied:
        return _result(poll, box, majority=majority, verdicts=verdicts)
    if poll.tie is Tie.REJECTED:
        return replace(_result(poll, box, majority=majority, verdicts=verdicts), tie=poll.tie)
    tied = tuple(line.id for line in ranking.tied)
    result = _result(poll, box, majority=majority, verdicts=verdicts | dict.fromkeys(tied, Verdict.TIED))
    deadlock = Deadlock(
        lines=tied,
        places=min(ranking.places_left, len(tied)),
        with_majority=_has_majority(poll, box.tally(tied[0])),
        rule=poll.tie,
    )
    return replace(result, tie=poll.tie, deadlock=deadlock)


def _all(poll: Poll, verdict: Verdict) -> dict[int, Verdict]:
    return {line.id: verdict for line in poll.lines}


def _result(poll: Poll, box: Box, *, majority: Majority, verdicts: Mapping[int, Verdict]) -> Result:
    ranked = sorted(poll.lines, key=lambda line: (_RANK[verdicts[line.id]], -box.tally(line.id).for_))
    return Result(
        outcomes=tuple(_outcome(poll, box.tally(line.id), line.id, verdicts[line.id], majority) for line in ranked),
        entitled=poll.entitled,
        voted=box.voted,
        majority=majority,
        base=poll.base if majority is Majority.OF_BASE else None,
        quorum=poll.quorum,
        objections=box.objections,
        outside=poll.outside,
        conflicts=poll.conflicts,
    )


_RANK = {
    Verdict.ACCEPTED: 0,
    Verdict.TIED: 1,
    Verdict.RESERVE: 2,
    Verdict.REJECTED: 3,
    Verdict.INVALID: 3,
    Verdict.OBJECTED: 3,
}


def _outcome(poll: Poll, tally: Tally, line: int, verdict: Verdict, majority: Majority) -> Outcome:
    match majority:
        case Majority.NO_OBJECTION:
            return Outcome(line=line, verdict=verdict)
        case Majority.FOR_OVER_AGAINST:
            base, needed = tally.base(MajorityBase.CAST_WITHOUT_ABSTENTIONS, entitled=poll.entitled), tally.against + 1
        case Majority.OF_BASE:
            base = tally.base(poll.base, entitled=poll.entitled)
            needed = base // 2 + 1
    return Outcome(line=line, verdict=verdict, tally=tally, base=base, needed=needed)


def _masked(poll: Poll, box: Box, result: Result) -> Result:
    """The result without what must not be known.

    A vote that too few took part in may go on, so its numbers stay hidden. A secret one shows only accepted or not
    when the numbers would tell who voted what; for all its lines at once, since one hidden line would give itself
    away. That there is a tie has to be said, or nobody could resolve it.
    """
    if result.invalid in (Invalid.NO_BALLOTS, Invalid.NO_QUORUM):
        return _without_numbers(poll, result)
    if poll.method is not Method.SECRET:
        return result
    if box.voted >= MASKED_UNDER and not any(box.tally(line.id).is_unanimous for line in poll.lines):
        return result
    hidden = replace(_without_numbers(poll, result), masked=True, invalid=None)
    return hidden if hidden.deadlock else replace(hidden, tie=None)


def _without_numbers(poll: Poll, result: Result) -> Result:
    verdicts = {outcome.line: outcome.verdict for outcome in result.outcomes}
    return replace(
        result,
        outcomes=tuple(Outcome(line=line.id, verdict=_plain(verdicts[line.id])) for line in poll.lines),
    )


def _plain(verdict: Verdict) -> Verdict:
    """Accepted or not accepted; a place among the reserves would tell that more were for than against."""
    return Verdict.REJECTED if verdict is Verdict.RESERVE else verdict
