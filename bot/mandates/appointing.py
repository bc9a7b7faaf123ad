"""What makes, corrects, hands over for good and ends a mandate; what held before is never overwritten."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from bot.bodies import RuleSheet
from bot.errors import N_, Refusal
from bot.mandates.places import DAY, Mandate
from bot.people import May, Person, Role

NEVER_VOTES = frozenset({Role.OBSERVER, Role.CLIENT_SUPPORTER})
"""Roles that cannot be given a vote (decisions: observers and supporters have none)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a mandate should be. `has_vote` None: what the role brings along by the rule sheet."""

    member: int
    role: Role
    has_vote: bool | None = None
    organisation: int | None = None
    sector: int | None = None
    group: int | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    substitute: int | None = None
    tandem: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Succession:
    """A mandate that ends, and the one that follows; None while the successor is still to be named."""

    before: Mandate
    after: Mandate | None


def votes_by_default(role: Role, rules: RuleSheet) -> bool:
    """Whether a mandate in this role carries a vote unless said otherwise (domain.md 2)."""
    return role not in NEVER_VOTES and role not in rules.non_voting_roles


def appoint(wanted: Wanted, *, body: int, by: Person, rules: RuleSheet, known: Sequence[Mandate]) -> Mandate:
    """A new mandate, not stored yet (id 0). `known` are the member's other mandates in the body.

    Raises `Refusal` about `role`, `has_vote`, `valid_until`, `substitute` or `tandem`.
    """
    by.must_be_allowed(May.MANAGE_MEMBERS, in_=body)
    return _made(Mandate(id=0, body=body, member=wanted.member, role=wanted.role, has_vote=False), wanted, rules, known)


def amend(
    mandate: Mandate, wanted: Wanted, *, by: Person, rules: RuleSheet, today: date, known: Sequence[Mandate]
) -> list[Mandate]:
    """The mandate corrected; or, when something else holds from a later day on, the old one ended and a new one.

    What held before that day is never overwritten: a mandate that runs, with a later `valid_from` and another role,
    vote, organisation or sector, becomes two. The new one has id 0. Raises `Refusal` like `appoint`.
    """
    by.must_be_allowed(May.MANAGE_MEMBERS, in_=mandate.body)
    others = [other for other in known if other.id != mandate.id]
    changed = _made(mandate, wanted, rules, others)
    is_other = _gist(changed) != _gist(mandate)
    from_ = wanted.valid_from
    if not (is_other and from_ and _has_begun(mandate, today) and mandate.runs_on(from_ - DAY)):
        return [changed]
    before = replace(mandate, valid_until=from_ - DAY, awaits_successor=False)
    return [before, replace(changed, id=0, succeeds=mandate.id)]


def succeed(mandate: Mandate, *, member: int | None, from_: date, by: Person, known: Collection[Mandate]) -> Succession:
    """`member` takes the mandate over for good on day `from_`; None: still to be named.

    `known` are the mandates of the successor and those that succeed this one. A successor serves the rest of a term
    that had an end. Raises `Refusal` about `member` or `valid_from`.
    """
    by.must_be_allowed(May.MANAGE_MEMBERS, in_=mandate.body)
    if any(other.succeeds == mandate.id for other in known):
        raise Refusal(N_("Voor dit mandaat is er al een opvolger. Wijzig het mandaat van de opvolger."), about="member")
    if member == mandate.member:
        raise Refusal(N_("Kies iemand anders: niemand volgt zichzelf op."), about="member")
    if mandate.valid_from is not None and from_ <= mandate.valid_from:
        raise Refusal(
            N_("Dit mandaat begint pas op {day}. Kies een latere dag."), about="valid_from", day=mandate.valid_from
        )
    over = mandate.valid_until is not None and mandate.valid_until < from_
    before = replace(mandate, valid_until=mandate.valid_until if over else from_ - DAY, awaits_successor=member is None)
    if member is None:
        return Succession(before=before, after=None)
    after = replace(
        mandate,
        id=0,
        member=member,
        valid_from=from_,
        valid_until=None if over else mandate.valid_until,
        substitute=None if mandate.substitute == member else mandate.substitute,
        succeeds=mandate.id,
        awaits_successor=False,
    )
    _must_be_new(after, known, about="member")
    return Succession(before=before, after=after)


def name_substitute(mandate: Mandate, member: int, *, by: Person) -> Mandate:
    """The mandate with its fixed substitute. Raises `Refusal` when that is the member."""
    by.must_be_allowed(May.MANAGE_MEMBERS, in_=mandate.body)
    if member == mandate.member:
        raise Refusal(N_("Niemand vervangt zichzelf: kies iemand anders als plaatsvervanger."), about="substitute")
    return replace(mandate, substitute=member)


def end(mandate: Mandate, *, last: date, by: Person) -> Mandate:
    """The mandate with its last day, and nobody to follow. Raises `Refusal` about `last`.

    The day before it begins is allowed as well: then it never held. One that ended and waits for a successor keeps
    its last day, and waits no more.
    """
    by.must_be_allowed(May.MANAGE_MEMBERS, in_=mandate.body)
    if mandate.valid_until is not None and mandate.valid_until < last:
        if mandate.awaits_successor:
            return replace(mandate, awaits_successor=False)
        raise Refusal(
            N_("Dit mandaat eindigt al op {day}. Verlengen doe je met Wijzig."), about="last", day=mandate.valid_until
        )
    if mandate.valid_from is not None and last < mandate.valid_from - DAY:
        raise Refusal(N_("Dit mandaat begint pas op {day}. Kies een latere dag."), about="last", day=mandate.valid_from)
    return replace(mandate, valid_until=last, awaits_successor=False)


def fingerprint(mandate: Mandate) -> str:
    """16 hexadecimal digits that change with the mandate: whether somebody saw it as it is now."""
    return sha256(repr(mandate).encode()).hexdigest()[:16]


def must_be_as_seen(mandate: Mandate, seen: str, *, about: str) -> None:
    """Raise `Refusal` about the field when somebody else changed the mandate since its `fingerprint` was `seen`."""
    if fingerprint(mandate) != seen:
        raise Refusal(
            N_("Iemand heeft dit mandaat intussen gewijzigd. Sluit dit venster en open het opnieuw."), about=about
        )


def must_leave_support(before: Mandate, after: Sequence[Mandate], others: Iterable[Mandate], *, today: date) -> None:
    """Raise `Refusal` when a change of `before` into `after` leaves the body without a support officer some day.

    Only a support officer adds another one, so the last one does not go before there is a next.
    """
    if before.role is not Role.SUPPORT_OFFICER:
        return
    kept = [each for each in after if each.role is Role.SUPPORT_OFFICER]
    ends = [each.valid_until + DAY for each in kept if each.valid_until is not None]
    known = kept + [each for each in others if each.role is Role.SUPPORT_OFFICER and each.id != before.id]
    for day in [today, *ends]:
        if day >= today and not any(each.runs_on(day) for each in known):
            raise Refusal(
                N_("Dan is er vanaf {day} geen ondersteuner meer. Voeg eerst een andere ondersteuner toe."), day=day
            )


def _made(mandate: Mandate, wanted: Wanted, rules: RuleSheet, others: Sequence[Mandate]) -> Mandate:
    """The mandate as it is wanted, if it can be."""
    has_vote = votes_by_default(wanted.role, rules) if wanted.has_vote is None else wanted.has_vote
    if has_vote and wanted.role in NEVER_VOTES:
        raise Refusal(N_("Deze rol heeft geen stemrecht. Kies «Nee»."), about="has_vote")
    if wanted.valid_from and wanted.valid_until and wanted.valid_until < wanted.valid_from:
        raise Refusal(N_("De laatste dag ligt vóór de eerste."), about="valid_until")
    if wanted.substitute == wanted.member:
        raise Refusal(N_("Niemand vervangt zichzelf: kies iemand anders als plaatsvervanger."), about="substitute")
    made = replace(
        mandate,
        member=wanted.member,
        role=wanted.role,
        has_vote=has_vote,
        organisation=wanted.organisation,
        sector=wanted.sector,
        group=wanted.group,
        valid_from=wanted.valid_from,
        valid_until=wanted.valid_until,
        substitute=wanted.substitute,
        tandem=wanted.tandem,
        awaits_successor=mandate.awaits_successor and wanted.valid_until is not None,
    )
    _must_be_new(made, others, about="role")
    return made


def _must_be_new(mandate: Mandate, others: Iterable[Mandate], *, about: str) -> None:
    """One mandate at a time of one kind for one member and one organisation."""
    for other in others:
        if (
            other.member == mandate.member
            and (other.role, other.group, other.organisation) == (mandate.role, mandate.group, mandate.organisation)
            and other.overlaps(mandate.valid_from, mandate.valid_until)
        ):
            raise Refusal(N_("Dit lid heeft dit mandaat al in die periode. Wijzig dat mandaat."), about=about)


def _gist(mandate: Mandate) -> tuple[object, ...]:
    """What a mandate is, apart from its days and who comes instead."""
    what = (mandate.role, mandate.has_vote, mandate.organisation, mandate.sector)
    return (*what, mandate.group, mandate.tandem)


def _has_begun(mandate: Mandate, today: date) -> bool:
    return mandate.valid_from is None or mandate.valid_from <= today
