"""What is missing among the people of a body: derived from dates each time, so that it vanishes when it is filled."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from dateutil.relativedelta import relativedelta

from bot.bodies import RuleSheet
from bot.errors import N_, Refusal
from bot.mandates import DAY, Forum, Mandate, Place, Replacement, on
from bot.people import May, Person, Role

TERM_NOTICE = timedelta(days=60)
"""How long before the end of the chair's term somebody should think of the next one."""

HAS_SUBSTITUTE = frozenset({Role.EFFECTIVE_MEMBER, Role.CLIENT_REPRESENTATIVE})
"""Roles with a fixed substitute (domain.md 2)."""


class Kind(StrEnum):
    """What is missing, the most urgent first."""

    SUCCESSOR = "successor"
    REPLACEMENT = "replacement"
    ENDING = "ending"
    CHAIR_TERM = "chair_term"
    SUBSTITUTE = "substitute"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """One thing that is missing for one mandate; `day` is when it starts to hurt, None for at any time.

    A gap without a successor hurts from the first day without holder, a term or mandate on its last day.
    """

    kind: Kind
    mandate: Mandate
    day: date | None = None

    @property
    def key(self) -> str:
        """What tells it from other gaps, and from a later one of the same kind."""
        return f"{self.kind}:{self.mandate.id}:{self.day.isoformat() if self.day else ''}"


def find(
    day: date,
    mandates: Sequence[Mandate],
    replacements: Iterable[Replacement],
    *,
    rules: RuleSheet,
    next_meeting: date | None,
) -> list[Gap]:
    """What is missing on `day`, the most urgent first. `next_meeting` is the day of the next plenary meeting."""
    replacements = list(replacements)
    succeeded = {mandate.succeeds for mandate in mandates}
    by_id = {mandate.id: mandate for mandate in mandates}
    found = [
        Gap(kind=Kind.SUCCESSOR, mandate=each, day=each.valid_until + DAY)
        for each in mandates
        if each.awaits_successor and each.valid_until is not None and each.id not in succeeded
    ]
    found += [
        Gap(kind=Kind.REPLACEMENT, mandate=by_id[each.mandate], day=each.valid_from)
        for each in replacements
        if each.member is None and each.mandate in by_id and each.overlaps(day, None)
    ]
    for place in on(day, mandates, replacements):
        found += _of_place(place, day, rules=rules, next_meeting=next_meeting, succeeded=succeeded)
    order = list(Kind)
    return sorted(found, key=lambda gap: (order.index(gap.kind), gap.day or date.max, gap.mandate.id))


def _of_place(
    place: Place, day: date, *, rules: RuleSheet, next_meeting: date | None, succeeded: set[int | None]
) -> list[Gap]:
    mandate, found = place.mandate, []
    last = mandate.valid_until
    ends_in_time = last is not None and next_meeting is not None and last < next_meeting
    if ends_in_time and not mandate.awaits_successor and mandate.id not in succeeded:
        found.append(Gap(kind=Kind.ENDING, mandate=mandate, day=last))
    found += [
        gap
        for gap in ahead(mandate, rules=rules)
        if gap.kind is Kind.CHAIR_TERM and gap.day is not None and gap.day - TERM_NOTICE <= day
    ]
    stays = last is None or last > day + TERM_NOTICE
    if needs_substitute(mandate) and mandate.substitute is None and stays:
        found.append(Gap(kind=Kind.SUBSTITUTE, mandate=mandate))
    return found


def ahead(mandate: Mandate, *, rules: RuleSheet) -> list[Gap]:
    """The gaps that time will bring, unless somebody thinks of them: a mandate's own end, and the chair's term."""
    last = mandate.valid_until
    if last is not None:
        return [] if mandate.awaits_successor else [Gap(kind=Kind.ENDING, mandate=mandate, day=last)]
    if mandate.role is Role.CHAIR and mandate.valid_from is not None:
        term = mandate.valid_from + relativedelta(years=rules.chair_term_years) - DAY
        return [Gap(kind=Kind.CHAIR_TERM, mandate=mandate, day=term)]
    return []


def needs_substitute(mandate: Mandate) -> bool:
    """Whether somebody should be named who comes instead; in a tandem the other one does."""
    return mandate.forum is Forum.PLENARY and mandate.role in HAS_SUBSTITUTE and mandate.tandem is None


def owners(gap: Gap, places: Iterable[Place]) -> list[int]:
    """The members to ask about a gap: those who sit for the organisation, since the organisation names people.

    For the chair's term it is the chair. Perhaps nobody: then it is the support officer's.
    """
    if gap.kind is Kind.CHAIR_TERM:
        return [gap.mandate.member]
    asked = {
        place.mandate.member: None
        for place in places
        if place.mandate.id == gap.mandate.id
        or (gap.mandate.organisation is not None and place.mandate.organisation == gap.mandate.organisation)
    }
    return list(asked)


def must_be_answerable_by(by: Person, gap: Gap, places: Iterable[Place]) -> None:
    """Raise `Refusal` unless `by` is asked about the gap, or manages the members."""
    member = by.member_in(gap.mandate.body)
    if member not in owners(gap, places) and not by.may(May.MANAGE_MEMBERS, in_=gap.mandate.body):
        raise Refusal(N_("Dit vraag ik aan iemand van de organisatie zelf, of aan de ondersteuner."))
