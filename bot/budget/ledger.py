"""The ledger of the regional budget: lines in whole cents from one account to another, and balances as their sums."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.errors import N_, Refusal


class Account(StrEnum):
    """Where the money of one year is. `OUTSIDE` is where a year's budget comes from."""

    OUTSIDE = "outside"
    FREE = "free"
    RESERVED = "reserved"
    COMMITTED = "committed"
    SETTLED = "settled"


HELD = (Account.RESERVED, Account.COMMITTED, Account.SETTLED)
"""The accounts that hold money for a sheet, from weak to strong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """So many cents, always more than none, from one account to another within one year.

    `sheet` is the action sheet it is for, None for the budget of the year itself.
    """

    year: int
    source: Account
    target: Account
    cents: int
    sheet: int | None = None

    def __post_init__(self) -> None:
        if self.cents <= 0 or self.source is self.target:
            raise ValueError(f"no line of a ledger: {self}")

    @property
    def counter(self) -> "Line":
        """The line that takes this one back."""
        return replace(self, source=self.target, target=self.source)


@dataclass(frozen=True, slots=True, kw_only=True)
class Balances:
    """What lines add up to, in cents. `is_set` tells whether the budget of the year was ever filled in."""

    free: int = 0
    reserved: int = 0
    committed: int = 0
    settled: int = 0
    budget: int = 0
    is_set: bool = False

    @property
    def held(self) -> int:
        """All that is not free any more."""
        return self.reserved + self.committed + self.settled

    def of(self, account: Account) -> int:
        """One account. The outside has given what the budget is."""
        return -self.budget if account is Account.OUTSIDE else int(getattr(self, account.value))

    def after(self, lines: Iterable[Line]) -> "Balances":
        """The balances with these lines too."""
        sums = {account: self.of(account) for account in Account}
        is_set = self.is_set
        for line in lines:
            sums[line.source] -= line.cents
            sums[line.target] += line.cents
            is_set = is_set or Account.OUTSIDE in (line.source, line.target)
        return Balances(
            free=sums[Account.FREE],
            reserved=sums[Account.RESERVED],
            committed=sums[Account.COMMITTED],
            settled=sums[Account.SETTLED],
            budget=-sums[Account.OUTSIDE],
            is_set=is_set,
        )


NOTHING = Balances()


def balances(lines: Iterable[Line]) -> Balances:
    """What these lines add up to. Give those of one year, or of one sheet."""
    return NOTHING.after(lines)


def transfer(source: Account, target: Account, cents: int, *, year: int, sheet: int | None) -> list[Line]:
    """The line for so many cents, none for nothing; a negative amount goes the other way."""
    if cents == 0:
        return []
    line = Line(year=year, source=source, target=target, cents=abs(cents), sheet=sheet)
    return [line if cents > 0 else line.counter]


def gather(target: Account, cents: int, *, year: int, sheet: int, held: Balances) -> list[Line]:
    """The lines after which a sheet holds exactly `cents`, all in `target`: from what it `held`, and then from free."""
    lines: list[Line] = []
    missing = cents - held.of(target)
    for source in (each for each in HELD if each is not target):
        take = min(held.of(source), max(missing, 0))
        lines += transfer(source, target, take, year=year, sheet=sheet)
        lines += transfer(source, Account.FREE, held.of(source) - take, year=year, sheet=sheet)
        missing -= take
    return lines + transfer(Account.FREE, target, missing, year=year, sheet=sheet)


def give_back(*, year: int, sheet: int, held: Balances) -> list[Line]:
    """The lines that give back all that is reserved or committed; what was settled is spent."""
    return [
        line
        for account in (Account.RESERVED, Account.COMMITTED)
        for line in transfer(account, Account.FREE, held.of(account), year=year, sheet=sheet)
    ]


class Overspent(Refusal):
    """A deed that spends money which is not there; it can be done once that is confirmed.

    `shortage` is how many cents the year would be short.
    """

    def __init__(self, sentence: str, *, year: int, shortage: int) -> None:
        # Years are told as text: a number would be written with a thousands separator elsewhere.
        super().__init__(sentence, about="sure", year=str(year))
        self.year = year
        self.shortage = shortage


def must_fit(lines: Iterable[Line], *, year: int, before: Balances, confirmed: int | None) -> int:
    """How short the year will be, 0 when the money is there or the deed takes none of it.

    Raises `Overspent` unless somebody confirmed a shortage of at least this (`confirmed`, in cents): nothing goes
    below zero without a warning that was seen.
    """
    after = before.after(line for line in lines if line.year == year)
    if after.free >= 0 or after.free >= before.free:
        return 0
    shortage = -after.free
    if confirmed is None or confirmed < shortage:
        sentence = (
            N_("Daarmee komt {year} geld tekort. Vink aan dat je dat weet, of pas het bedrag aan.")
            if before.is_set
            else N_(
                "Het jaarbudget van {year} is nog niet ingevuld. Vink aan dat je toch beslist, of vul het eerst in."
            )
        )
        raise Overspent(sentence, year=year, shortage=shortage)
    return shortage
