"""Taking a mandate over for a while, and giving it back."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from bot.errors import N_, Refusal
from bot.mandates.places import DAY, Mandate, Place, Replacement
from bot.people import May, Person


def stand_in(
    mandate: Mandate,
    *,
    member: int | None,
    first: date,
    last: date | None,
    by: Person,
    known: Collection[Replacement],
    busy: Collection[Place],
) -> list[Replacement]:
    """`member` takes the mandate over from `first` to `last` (open when None); None: still to be named.

    `known` are the replacements of this mandate, `busy` the places of `member` in the same period. Gives all
    replacements that change: one that began earlier ends, one without a name or from the same day is corrected, and
    a new one has id 0. Raises `Refusal` about `member`, `first` or `last`.
    """
    by.must_be_allowed(May.MANAGE_MEMBERS, in_=mandate.body)
    if last is not None and last < first:
        raise Refusal(N_("De laatste dag ligt vóór de eerste."), about="last")
    if not mandate.overlaps(first, last):
        raise Refusal(N_("Dit mandaat loopt niet in die periode."), about="first")
    _must_be_free_for(mandate, member, busy)
    changed: list[Replacement] = []
    taken: Replacement | None = None
    for other in known:
        if not other.overlaps(first, last):
            continue
        if other.valid_from == first or (other.member is None and other.valid_from > first and taken is None):
            taken = other
        elif other.valid_from < first:
            changed.append(replace(other, valid_until=first - DAY))
        else:
            raise Refusal(
                N_("Vanaf {day} is al een vervanging genoteerd. Kies een vroegere laatste dag, of wijzig die eerst."),
                about="last",
                day=other.valid_from,
            )
    new = Replacement(
        id=taken.id if taken else 0, mandate=mandate.id, member=member, valid_from=first, valid_until=last
    )
    return [*changed, new]


def come_back(replacement: Replacement, *, back: date, by: Person, body: int) -> Replacement:
    """The replaced member sits again from day `back` on; on or before the first day the replacement never held.

    Raises `Refusal` about `back` when it ends before that already.
    """
    by.must_be_allowed(May.MANAGE_MEMBERS, in_=body)
    if replacement.valid_until is not None and replacement.valid_until < back - DAY:
        raise Refusal(
            N_("De vervanging eindigt al op {day}. Kies die dag of een vroegere."),
            about="back",
            day=replacement.valid_until,
        )
    return replace(replacement, valid_until=max(back, replacement.valid_from) - DAY)


def _must_be_free_for(mandate: Mandate, member: int | None, busy: Collection[Place]) -> None:
    """No chain and no second voice: who stands in has no seat of their own there, and stands in nowhere else."""
    if member is None:
        return
    if member == mandate.member:
        raise Refusal(N_("Kies iemand anders: niemand vervangt zichzelf."), about="member")
    for place in busy:
        if place.mandate.id == mandate.id or place.mandate.forum is not mandate.forum:
            continue
        if place.mandate.group == mandate.group and place.mandate.has_vote and mandate.has_vote:
            raise Refusal(N_("Die persoon heeft in die periode zelf al een stem. Kies iemand anders."), about="member")
