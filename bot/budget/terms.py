"""Conditions that are numbers, computed: a contribution per participant, a cap, money from others."""

from collections.abc import Iterable

from bot.budget.sheets import Cofunding, Terms


def payable(cost: int, *, terms: Terms, heads: int | None, cofunding: Iterable[Cofunding]) -> int:
    """What is left for the body to pay of `cost` (all in cents, never below zero), at most the cap.

    "Mits een bijdrage van 10 euro per deelnemer; het IROJ past het resterende bedrag bij": the contributions of
    `heads` participants and the money of others come off first.
    """
    left = cost - (terms.fee or 0) * (heads or 0) - sum(each.cents for each in cofunding)
    return max(0, left if terms.cap is None else min(left, terms.cap))
