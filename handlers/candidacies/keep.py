"""Writing down what happens to candidacies, with all that follows: the trail, the mandates, and who must hear of it.

The vote on candidates uses `into_vote`, `out_of_vote`, `proposed`, `ratified` and `chosen`; what goes in and out are
the candidacies named by the lines of its ballot (`poll.lines[].candidacy`).
"""

from collections.abc import Callable, Collection, Iterable
from datetime import date, datetime

from bot import candidacies as rules
from bot.candidacies import Candidacy, State
from bot.mandates import DAY
from bot.people import Person, clock
from bot.votes import Poll, Result
from handlers.candidacies import tell
from handlers.candidacies.slate import Slate, several
from handlers.people import ask
from handlers.people import circle as circles
from handlers.people import keep as people_keep
from storage import audit, bodies
from storage import calls as stored_calls
from storage import candidacies as stored
from storage import mandates as stored_mandates
from storage.database import Session


def add(db: Session, here: Slate, candidacy: Candidacy, *, deed: str, by: Person, now: datetime) -> Candidacy:
    """Store somebody who stands or is nominated (`Refusal` when they do already), and tell who must know."""
    new = stored.add(db, candidacy)
    _note(db, deed, new, by=by, now=now)
    tell.changed(db, here, new)
    return new


def save(
    db: Session, here: Slate, candidacy: Candidacy, *, was: Candidacy, deed: str, by: Person, now: datetime
) -> None:
    """Store how a candidacy stands now, unless somebody moved it on meanwhile (`Refusal`), and tell who must know."""
    stored.save(db, candidacy, was=was.state)
    _note(db, deed, candidacy, by=by, now=now, was=was.state.value)
    tell.changed(db, here, candidacy)
    if was.state is State.NOMINATED and candidacy.state in {State.SUBMITTED, State.DECLINED}:
        tell.answered(db, here, candidacy)


def into_vote(db: Session, ids: Collection[int], *, body: int, by: Person, now: datetime) -> None:
    """The vote on these candidacies opens. Raises `Refusal` when one was withdrawn meanwhile."""

    def opened(found: list[Candidacy]) -> list[Candidacy]:
        return [rules.into_vote(each) for each in found]

    _move(db, ids, opened, body=body, deed="candidacies.into_vote", by=by, now=now)


def out_of_vote(db: Session, ids: Collection[int], *, body: int, by: Person, now: datetime) -> None:
    """The vote on these candidacies was cancelled: they are as they were before."""

    def as_before(found: list[Candidacy]) -> list[Candidacy]:
        return [rules.out_of_vote(each) for each in found]

    _move(db, ids, as_before, body=body, deed="candidacies.out_of_vote", by=by, now=now)


def proposed(db: Session, poll: Poll, result: Result, *, workspace: int, now: datetime) -> list[Candidacy]:
    """What the result of a vote makes of its candidates, each of whom hears it; the candidacies as they are then.

    Where the vote itself decides their mandates begin. When nobody is put forward there is nothing to ratify, so that
    the motivations of those not elected are gone at once.
    """
    by = clock(workspace=workspace, body=poll.body)
    ids = [line.candidacy for line in poll.lines if line.candidacy is not None]

    def after(found: list[Candidacy]) -> list[Candidacy]:
        voted = rules.after_vote(found, poll, result)
        is_over = not any(each.state in {State.PROPOSED, State.IN_VOTE} for each in voted)
        return rules.take_effect(voted) if poll.decides or is_over else voted

    _move(db, ids, after, body=poll.body, deed="candidacies.voted", by=by, now=now)
    return _elect(db, ids, body=poll.body, by=by, now=now)


def ratified(
    db: Session, ids: Collection[int], *, body: int, agreed: bool, by: Person, now: datetime, from_: date | None = None
) -> list[Candidacy]:
    """What the plenary makes of a *voordracht*: mandates begin, motivations of those not elected are gone, all hear it.

    `ids` are all candidacies of the vote; `from_` is the first day of the mandates, else today, or the day after the
    mandate that they follow. Raises `Refusal` for somebody who may not ratify.
    """

    def settled(found: list[Candidacy]) -> list[Candidacy]:
        return rules.ratify(found, agreed=agreed, body=body, by=by)

    _move(db, ids, settled, body=body, deed="candidacies.ratified", by=by, now=now)
    return _elect(db, ids, body=body, by=by, now=now, from_=from_)


def chosen(
    db: Session,
    ids: Collection[int],
    elected: Collection[int],
    *,
    body: int,
    by: Person,
    now: datetime,
    from_: date | None = None,
) -> list[Candidacy]:
    """What a meeting decides itself between these candidacies, after a vote without outcome or without any vote.

    Raises `Refusal` about `chosen`.
    """

    def decided(found: list[Candidacy]) -> list[Candidacy]:
        return rules.choose(found, elected, body=body, by=by)

    _move(db, ids, decided, body=body, deed="candidacies.chosen", by=by, now=now)
    return _elect(db, ids, body=body, by=by, now=now, from_=from_)


def end(db: Session, here: Slate, *, by: Person, now: datetime) -> None:
    """The call was taken back: its candidacies end, and each candidate hears it. Raises `Refusal` under a vote.

    Whoever did not answer a nomination yet sees it where that was asked.
    """
    for ended in rules.taken_back(here.candidacies):
        was = here.find(ended.id)
        save(db, here, ended, was=was, deed="candidacies.taken_back", by=by, now=now)
        if was.state is not State.NOMINATED:
            tell.outcome(db, here, ended)


def _move(
    db: Session,
    ids: Collection[int],
    decide: Callable[[list[Candidacy]], Iterable[Candidacy]],
    *,
    body: int,
    deed: str,
    by: Person,
    now: datetime,
) -> None:
    """Store what was decided of these candidacies, and tell it; what did not change is not told again."""
    found = stored.by_ids(db, ids, body=body)
    before = {each.id: each for each in found}
    slates = {here.call.id: here for here in _slates(db, found, body=body, by=by, now=now)}
    for after in decide(found):
        was = before[after.id]
        if after == was:
            continue
        here = slates[after.call]
        save(db, here, after, was=was, deed=deed, by=by, now=now)
        if after.state in _DECIDED and after.state is not was.state:
            tell.outcome(db, here, after)


_DECIDED = frozenset({State.PROPOSED, State.RATIFIED, State.RESERVE, State.NOT_ELECTED})


def _elect(
    db: Session, ids: Collection[int], *, body: int, by: Person, now: datetime, from_: date | None = None
) -> list[Candidacy]:
    """Give those who are ratified their mandates; all of these candidacies as they are now."""
    found = stored.by_ids(db, ids, body=body)
    winners = [each for each in found if each.state is State.RATIFIED]
    if not winners:
        return found
    bodies.hold(db, body)
    for here in _slates(db, winners, body=body, by=by, now=now):
        first = from_ or _first_day(here)
        mine = [each for each in winners if each.call == here.call.id]
        held = stored_mandates.of_members(db, [each.member for each in mine], body=body)
        new = [
            mandate
            for each in mine
            if (
                mandate := rules.mandate(
                    here.call,
                    each,
                    from_=first,
                    rules=here.body.rules,
                    known=[other for other in held if other.member == each.member],
                )
            )
        ]
        made = people_keep.put(db, new, deed="candidacies.mandate", by=by, now=now)
        ask.plan(db, circles.for_clock(db, body, workspace=by.workspace, now=now), made, now=now)
        tell.elected(db, here, [each.id for each in mine])
    return found


def _first_day(here: Slate) -> date:
    """Today, or the day after the last one of the mandate that is filled."""
    ends = here.call.ends_on
    return here.today if ends is None else max(here.today, ends + DAY)


def _slates(db: Session, found: Iterable[Candidacy], *, body: int, by: Person, now: datetime) -> list[Slate]:
    calls = stored_calls.by_ids(db, {each.call for each in found}, body=body)
    if not calls:
        return []
    return several(db, list(calls.values()), circles.for_clock(db, body, workspace=by.workspace, now=now))


def _note(db: Session, deed: str, candidacy: Candidacy, *, by: Person, now: datetime, **detail: str) -> None:
    audit.note(
        db,
        deed,
        by=by,
        body=candidacy.body,
        noun="candidacy",
        id_=candidacy.id,
        now=now,
        state=candidacy.state.value,
        **detail,
    )
