"""Candidacies, from the first word to the mandate: who stands for a call, and what the vote makes of it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from dateutil.relativedelta import relativedelta

from bot import texts
from bot.bodies import RuleSheet
from bot.calls import Call, is_open, must_be_going
from bot.errors import N_, Refusal
from bot.mandates import Mandate, votes_by_default
from bot.people import RIGHTS, May, Person, Role
from bot.votes import Line, Poll, Result, Verdict

DAY = timedelta(days=1)


class State(StrEnum):
    """Where a candidacy stands (domain.md 5). `nominated` and `declined`: the nominee answers first."""

    NOMINATED = "nominated"
    DECLINED = "declined"
    SUBMITTED = "submitted"
    ADMITTED = "admitted"
    IN_VOTE = "in_vote"
    PROPOSED = "proposed"
    RATIFIED = "ratified"
    RESERVE = "reserve"
    NOT_ELECTED = "not_elected"
    WITHDRAWN = "withdrawn"


BEFORE_THE_VOTE = frozenset({State.NOMINATED, State.SUBMITTED, State.ADMITTED})
GONE = frozenset({State.DECLINED, State.WITHDRAWN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidacy:
    """One member for one call. `motivation` is for the electorate only; `nominated_by` and `entered_by` are members."""

    id: int
    call: int
    body: int
    member: int
    state: State
    created_at: datetime
    entered_by: int
    nominated_by: int | None = None
    motivation: str = ""
    late: bool = False


def stand(
    call: Call,
    *,
    motivation: str,
    by: Person,
    now: datetime,
    today: date,
    known: Iterable[Candidacy],
    on_behalf_of: int | None = None,
) -> Candidacy:
    """A candidacy, not stored yet (id 0); or the nomination that this person had, accepted by standing.

    `known` are the candidacies for this call. After the last day only the support officer enters one, which is then
    late. Raises `Refusal` about `motivation`, or for somebody who stands already.
    """
    by.must_be_allowed(May.STAND, in_=call.body)
    me = by.member_in(call.body)
    member = on_behalf_of or me
    if member != me:
        by.must_be_allowed(May.ACT_FOR_OTHERS, in_=call.body)
    present = _present(known, member)
    late = is_late(call, by=by, today=today)
    clean = _motivation(motivation)
    if present is not None and present.state is State.NOMINATED:
        return replace(
            present, state=State.SUBMITTED, motivation=clean or present.motivation, late=present.late or late
        )
    if present is not None:
        raise Refusal(N_("Deze kandidatuur is er al. Je kunt ze wijzigen of intrekken."), about="candidate")
    return Candidacy(
        id=0,
        call=call.id,
        body=call.body,
        member=member,
        state=State.SUBMITTED,
        created_at=now,
        entered_by=me,
        motivation=clean,
        late=late,
    )


def nominate(
    call: Call,
    nominee: int,
    *,
    motivation: str,
    by: Person,
    now: datetime,
    today: date,
    known: Iterable[Candidacy],
) -> Candidacy:
    """Somebody else put forward, not stored yet (id 0); it waits for their answer. Raises `Refusal` about `candidate`.

    Whoever declined or withdrew for this call is not asked again: they can still come forward themselves.
    """
    by.must_be_allowed(May.NOMINATE, in_=call.body)
    me = by.member_in(call.body)
    if nominee == me:
        raise Refusal(N_("Jezelf draag je niet voor: kies «Ik stel mij kandidaat»."), about="candidate")
    if any(other.member == nominee for other in known):
        raise Refusal(N_("Voor dit lid is er al een kandidatuur of een antwoord."), about="candidate")
    return Candidacy(
        id=0,
        call=call.id,
        body=call.body,
        member=nominee,
        state=State.NOMINATED,
        created_at=now,
        entered_by=me,
        nominated_by=me,
        motivation=_motivation(motivation),
        late=is_late(call, by=by, today=today),
    )


def is_eligible(roles: Iterable[Role]) -> bool:
    """Whether somebody with these roles in the body can stand: observers only read (decisions.md)."""
    return any(May.STAND in RIGHTS[role] for role in roles)


def must_be_eligible(roles: Iterable[Role], *, about: str) -> None:
    """Raise `Refusal` about the field unless somebody with these roles can stand, whoever named them."""
    if not is_eligible(roles):
        raise Refusal(
            N_("Alleen wie nu lid is van dit overlegorgaan kan zich kandidaat stellen, en een waarnemer niet."),
            about=about,
        )


def _present(known: Iterable[Candidacy], member: int) -> Candidacy | None:
    """The candidacy that a member has, those that ended before any vote left out."""
    return next((other for other in known if other.member == member and other.state not in GONE), None)


def is_late(call: Call, *, by: Person, today: date) -> bool:
    """Whether who comes forward now is late, which only the support officer can still let happen.

    Raises `Refusal` for everybody else after the last day, and for a call that was taken back.
    """
    must_be_going(call)
    if is_open(call, today=today):
        return False
    if not by.may(May.ACT_FOR_OTHERS, in_=call.body):
        raise Refusal(
            N_("Kandidaat stellen kon tot en met {closes}. Vraag de ondersteuner of het nog kan."),
            closes=call.closes_on,
        )
    return True


def _motivation(text: str) -> str:
    return texts.short_enough(texts.paragraphs(text), most=texts.EXPLANATION_LENGTH, about="motivation")


def answer(candidacy: Candidacy, call: Call, *, accepts: bool, by: Person, today: date) -> Candidacy:
    """What the nominee says: I accept, or I decline. The support officer can note it for them.

    Whoever was nominated in time and accepts after the last day is late; what was written about who declines is gone.
    """
    must_be_own(candidacy, by=by)
    if candidacy.state is not State.NOMINATED:
        raise Refusal(N_("Op deze voordracht is al geantwoord."))
    if not accepts:
        return replace(candidacy, state=State.DECLINED, motivation="")
    must_be_going(call)
    return replace(candidacy, state=State.SUBMITTED, late=candidacy.late or not is_open(call, today=today))


def reword(candidacy: Candidacy, motivation: str, *, by: Person) -> Candidacy:
    """The candidacy with another motivation, until the vote opens. Raises `Refusal` about `motivation`."""
    must_be_own(candidacy, by=by)
    _must_be_before_the_vote(candidacy)
    return replace(candidacy, motivation=_motivation(motivation))


def withdraw(candidacy: Candidacy, *, by: Person) -> Candidacy:
    """The candidacy taken back by the candidate, until the vote opens; its motivation goes with it."""
    must_be_own(candidacy, by=by)
    _must_be_before_the_vote(candidacy)
    return replace(candidacy, state=State.WITHDRAWN, motivation="")


def must_be_own(candidacy: Candidacy, *, by: Person) -> None:
    """Raise `Refusal` unless `by` is the candidate, or the support officer in their name."""
    by.must_be_allowed(May.STAND, in_=candidacy.body)
    if by.member_in(candidacy.body) != candidacy.member and not by.may(May.ACT_FOR_OTHERS, in_=candidacy.body):
        raise Refusal(N_("Dit is niet jouw kandidatuur."))


def _must_be_before_the_vote(candidacy: Candidacy) -> None:
    if candidacy.state in GONE:
        raise Refusal(N_("Deze kandidatuur is al ingetrokken."))
    if candidacy.state not in BEFORE_THE_VOTE:
        raise Refusal(N_("De stemming over deze kandidatuur is al geopend. Spreek de ondersteuner aan."))


def taken_back(candidacies: Iterable[Candidacy]) -> list[Candidacy]:
    """The candidacies that end because their call is taken back; their motivations go with them.

    Raises `Refusal` while a vote on them runs, or its outcome waits for the plenary.
    """
    known = list(candidacies)
    if any(each.state in {State.IN_VOTE, State.PROPOSED} for each in known):
        raise Refusal(N_("Over deze oproep loopt een stemming, of er ligt een voordracht klaar. Rond dat eerst af."))
    return [replace(each, state=State.WITHDRAWN, motivation="") for each in known if each.state in BEFORE_THE_VOTE]


def admit(candidacy: Candidacy, *, by: Person) -> Candidacy:
    """The candidacy admitted to a vote, by somebody else than the candidate."""
    by.must_be_allowed(May.ADMIT_CANDIDACY, in_=candidacy.body)
    if by.member_in(candidacy.body) == candidacy.member:
        raise Refusal(N_("Over je eigen kandidatuur beslist iemand anders."))
    if candidacy.state is State.NOMINATED:
        raise Refusal(N_("Deze voordracht is nog niet aanvaard door de kandidaat."))
    if candidacy.state is not State.SUBMITTED:
        raise Refusal(N_("Over deze kandidatuur is al beslist, of ze is ingetrokken."))
    return replace(candidacy, state=State.ADMITTED)


def lines(candidacies: Iterable[Candidacy], *, names: Mapping[int, str]) -> tuple[Line, ...]:
    """The ballot of the admitted candidates, by the name of the member so that nobody comes first by chance of entry.

    The lines have id 0 until they are stored. Raises `Refusal` when there are none.
    """
    admitted = [candidacy for candidacy in candidacies if candidacy.state is State.ADMITTED]
    if not admitted:
        raise Refusal(N_("Er zijn nog geen toegelaten kandidaten. Laat eerst kandidaten toe."), about="lines")
    admitted.sort(key=lambda candidacy: names[candidacy.member].casefold())
    return tuple(
        Line(id=0, text=names[candidacy.member], member=candidacy.member, candidacy=candidacy.id)
        for candidacy in admitted
    )


def into_vote(candidacy: Candidacy) -> Candidacy:
    """The candidacy at the opening of its vote. Raises `Refusal` when it was withdrawn meanwhile."""
    if candidacy.state is not State.ADMITTED:
        raise Refusal(N_("Een kandidaat is intussen niet meer beschikbaar. Begin de stemming opnieuw."))
    return replace(candidacy, state=State.IN_VOTE)


def out_of_vote(candidacy: Candidacy) -> Candidacy:
    """The candidacy after its vote was cancelled: as it was before."""
    return replace(candidacy, state=State.ADMITTED) if candidacy.state is State.IN_VOTE else candidacy


_AFTER_VOTE = {
    Verdict.ACCEPTED: State.PROPOSED,
    Verdict.RESERVE: State.RESERVE,
    Verdict.REJECTED: State.NOT_ELECTED,
}
"""Equal, invalid or objected to: the candidacy stays in the vote, for what comes next."""


def after_vote(candidacies: Iterable[Candidacy], poll: Poll, result: Result) -> list[Candidacy]:
    """What the result makes of the candidacies on this ballot: proposed, reserve, not elected, or still undecided."""
    verdicts = {line.candidacy: result.verdict(line.id) for line in poll.lines}
    return [
        replace(candidacy, state=_AFTER_VOTE.get(verdicts[candidacy.id], State.IN_VOTE))
        for candidacy in candidacies
        if candidacy.id in verdicts and candidacy.state is State.IN_VOTE
    ]


def ratify(candidacies: Iterable[Candidacy], *, agreed: bool, body: int, by: Person) -> list[Candidacy]:
    """What the plenary makes of a *voordracht*: who was proposed is ratified, or not elected when it did not agree.

    The motivations of those not elected are gone with it (domain.md 9).
    """
    by.must_be_allowed(May.RATIFY, in_=body)
    return _settled(candidacies, proposed=State.RATIFIED if agreed else State.NOT_ELECTED)


def take_effect(candidacies: Iterable[Candidacy]) -> list[Candidacy]:
    """The same where the vote itself decides by the rule sheet."""
    return _settled(candidacies, proposed=State.RATIFIED)


def choose(candidacies: Iterable[Candidacy], chosen: Collection[int], *, body: int, by: Person) -> list[Candidacy]:
    """What a meeting decides itself: after a vote that was not valid or objected to, or with no vote at all.

    `chosen` are candidacy ids; all others that were admitted or in the vote are not elected.
    """
    by.must_be_allowed(May.RATIFY, in_=body)
    waiting = [each for each in candidacies if each.state in {State.ADMITTED, State.IN_VOTE}]
    if not set(chosen) <= {each.id for each in waiting}:
        raise Refusal(N_("Kies tussen de toegelaten kandidaten."), about="chosen")
    decided = [replace(each, state=State.PROPOSED if each.id in chosen else State.NOT_ELECTED) for each in waiting]
    return _settled(decided, proposed=State.RATIFIED)


def _settled(candidacies: Iterable[Candidacy], *, proposed: State) -> list[Candidacy]:
    settled = []
    for candidacy in candidacies:
        state = proposed if candidacy.state is State.PROPOSED else candidacy.state
        motivation = "" if state in {State.RESERVE, State.NOT_ELECTED} else candidacy.motivation
        settled.append(replace(candidacy, state=state, motivation=motivation))
    return settled


def mandate(
    call: Call, candidacy: Candidacy, *, from_: date, rules: RuleSheet, known: Iterable[Mandate]
) -> Mandate | None:
    """The mandate of somebody who was ratified, not stored yet (id 0); None for a place outside the body.

    `known` are the member's mandates in the body: one who has this very mandate on that day already gets no second.
    A chair sits for the term of the rule sheet.
    """
    if candidacy.state is not State.RATIFIED or call.role is None:
        return None
    if any(each.role is call.role and each.group == call.group and each.runs_on(from_) for each in known):
        return None
    term = relativedelta(years=rules.chair_term_years)
    return Mandate(
        id=0,
        body=call.body,
        member=candidacy.member,
        role=call.role,
        has_vote=votes_by_default(call.role, rules),
        group=call.group,
        valid_from=from_,
        valid_until=from_ + term - DAY if call.role is Role.CHAIR else None,
    )


def may_read_motivation(candidacy: Candidacy, *, by: Person, electorate: Collection[int]) -> bool:
    """Whether somebody may read why: the candidate, those who vote on it, chair and support officer.

    What a nominee did not answer yet is nobody else's business but of chair and support officer.
    """
    seat = by.seat_in(candidacy.body)
    if seat is None:
        return False
    readers = {candidacy.member} if candidacy.state is State.NOMINATED else {candidacy.member, *electorate}
    return seat.member in readers or by.may(May.RUN_VOTES, in_=candidacy.body)
