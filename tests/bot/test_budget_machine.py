"""Any sequence of decisions: the lines are the balances, nothing gets lost, nothing sinks without a warning."""

from collections import defaultdict
from dataclasses import replace
from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from bot import budget
from bot.budget import Ask, Cofunding, Overspent, Sort, State
from bot.errors import Refusal
from tests.bot.budgets import House, sums
from tests.bot.people import CHAIR, MEMBER, OFFICER

YEARS = (2025, 2026, 2027)
CENTS = st.integers(1, 500_000)
MAYBE = st.none() | CENTS
SORTS = st.sampled_from([Sort.EXACT, Sort.ESTIMATE, Sort.CAP])
DECIDERS = st.sampled_from([OFFICER, CHAIR])
MONEY_OF = {
    State.AGREED_IN_PRINCIPLE: {"reserved"},
    State.APPROVED: {"committed"},
    State.SETTLED: {"settled"},
}


class Budget(RuleBasedStateMachine):
    """Officer and chair decide as they like on up to a handful of sheets in three years."""

    def __init__(self) -> None:
        super().__init__()
        self.house = House()
        self.given: dict[int, int] = defaultdict(int)
        self.confirmed: dict[int, int] = defaultdict(int)
        self.moved: list[tuple[int, int]] = []

    def _try(self, deed, *facts, year: int | None = None, sure: bool, **more) -> bool:
        """Do it; when there is not enough, only after a confirmation of exactly that. Whether it was done."""
        was = len(self.house.entries)
        try:
            deed(*facts, **more)
        except Overspent as short:
            assert len(self.house.entries) == was
            if not sure:
                return False
            deed(*facts, confirmed=short.shortage, **more)
            self.confirmed[short.year] = max(self.confirmed[short.year], short.shortage)
        except Refusal:
            assert len(self.house.entries) == was
            return False
        return True

    def _sheet(self, pick: int) -> int | None:
        return sorted(self.house.sheets)[pick % len(self.house.sheets)] if self.house.sheets else None

    @rule(year=st.sampled_from(YEARS), cents=st.integers(0, 1_000_000), sure=st.booleans())
    def give(self, year: int, cents: int, sure: bool) -> None:
        if self._try(self.house.give, year, cents, sure=sure):
            self.given[year] = cents

    @rule(
        year=st.sampled_from(YEARS), cents=MAYBE, sort=SORTS, head=st.booleans(), heads=st.none() | st.integers(1, 50)
    )
    def ask(self, year: int, cents: int | None, sort: Sort, head: bool, heads: int | None) -> None:
        if len(self.house.sheets) < 6:
            ask = budget.NOT_KNOWN if cents is None else Ask(sort=sort, cents=cents, per_head=head)
            self.house.ask(plan_year=year, ask=ask, heads=heads, cofunding=(Cofunding(cents=100, source="Stad"),))

    @rule(pick=st.integers(0, 9), cents=CENTS, concrete=st.booleans())
    def edit(self, pick: int, cents: int, concrete: bool) -> None:
        sheet = self._sheet(pick)
        if sheet is not None:
            ask = Ask(sort=Sort.EXACT, cents=cents)
            self._try(self.house.edit, sheet, by=MEMBER, concrete=concrete, ask=ask, sure=False)

    @rule(
        pick=st.integers(0, 9),
        deed=st.sampled_from([budget.agree_in_principle, budget.approve]),
        cents=MAYBE,
        fee=st.none() | st.integers(0, 5_000),
        cap=MAYBE,
        by=DECIDERS,
        sure=st.booleans(),
    )
    def agree(self, pick, deed, cents, fee, cap, by, sure) -> None:
        sheet = self._sheet(pick)
        if sheet is not None:
            terms = replace(budget.NO_TERMS, fee=fee, cap=cap, due=self.house.today + timedelta(days=9))
            self._try(self.house.decide, deed, sheet, cents=cents, terms=terms, by=by, sure=sure)

    @rule(pick=st.integers(0, 9), deed=st.sampled_from([budget.elaborate, budget.refuse, budget.release]), by=DECIDERS)
    def turn_down(self, pick, deed, by) -> None:
        sheet = self._sheet(pick)
        if sheet is not None:
            self._try(self.house.decide, deed, sheet, reason="Past niet.", by=by, sure=False)

    @rule(pick=st.integers(0, 9))
    def withdraw(self, pick: int) -> None:
        sheet = self._sheet(pick)
        if sheet is not None:
            self._try(self.house.decide, budget.withdraw, sheet, by=MEMBER, sure=False)

    @rule(pick=st.integers(0, 9), to=st.sampled_from(YEARS), sure=st.booleans(), by=DECIDERS)
    def move(self, pick: int, to: int, sure: bool, by) -> None:
        sheet = self._sheet(pick)
        if sheet is None or len(self.house.sheets) >= 9:
            return
        before = self.house.of_sheet(sheet)
        if self._try(self.house.decide, budget.move, sheet, to=to, reason="", by=by, sure=sure):
            arrived = max(self.house.sheets)
            assert self.house.sheets[arrived].origin == sheet
            there = self.house.of_sheet(arrived)
            assert (there.reserved, there.committed) == (before.reserved, before.committed)
            self.moved.append((sheet, arrived))

    @rule(pick=st.integers(0, 9), cost=MAYBE, paid=MAYBE, heads=st.none() | st.integers(0, 60), sure=st.booleans())
    def settle(self, pick, cost, paid, heads, sure) -> None:
        sheet = self._sheet(pick)
        if sheet is not None:
            self._try(self.house.decide, budget.settle, sheet, cost=cost, paid=paid, heads=heads, sure=sure)

    @rule(pick=st.integers(0, 9), sure=st.booleans())
    def correct(self, pick: int, sure: bool) -> None:
        sheet = self._sheet(pick)
        if sheet is not None:
            self._try(self.house.decide, budget.correct, sheet, reason="Verkeerd genoteerd.", sure=sure)

    @invariant()
    def the_balances_are_the_sums_of_the_lines(self) -> None:
        for year in YEARS:
            shown = self.house.of_year(year)
            assert sums(self.house, year) == (
                shown.budget,
                shown.free,
                shown.reserved,
                shown.committed,
                shown.settled,
            )

    @invariant()
    def what_is_free_and_what_is_held_is_the_budget(self) -> None:
        for year in YEARS:
            shown = self.house.of_year(year)
            assert shown.budget == self.given[year]
            assert shown.free + shown.reserved + shown.committed + shown.settled == self.given[year]

    @invariant()
    def a_year_holds_what_its_sheets_hold(self) -> None:
        for year in YEARS:
            held = [self.house.of_sheet(id_) for id_, sheet in self.house.sheets.items() if sheet.plan_year == year]
            shown = self.house.of_year(year)
            assert shown.reserved == sum(each.reserved for each in held)
            assert shown.committed == sum(each.committed for each in held)
            assert shown.settled == sum(each.settled for each in held)

    @invariant()
    def nothing_is_below_zero_without_a_confirmed_warning(self) -> None:
        for year in YEARS:
            shown = self.house.of_year(year)
            assert min(shown.reserved, shown.committed, shown.settled) >= 0
            if shown.free < 0:
                assert -shown.free <= self.confirmed[year]
                assert any(entry.year == year and entry.shortage >= -shown.free for entry in self.house.entries)

    @invariant()
    def a_sheet_holds_only_the_money_of_its_state(self) -> None:
        for id_, sheet in self.house.sheets.items():
            held = self.house.of_sheet(id_)
            full = {name for name in ("reserved", "committed", "settled") if getattr(held, name)}
            assert full <= MONEY_OF.get(sheet.state, set())

    @invariant()
    def a_moved_sheet_keeps_nothing_and_is_moved_once(self) -> None:
        assert len({old for old, _ in self.moved}) == len(self.moved)
        for old, _ in self.moved:
            assert self.house.of_sheet(old).held == 0
            assert self.house.sheets[old].state is State.MOVED_TO_YEAR

    @invariant()
    def the_turns_of_a_sheet_count_up(self) -> None:
        for id_, sheet in self.house.sheets.items():
            turns = [entry.turn for entry in self.house.history(id_)]
            assert turns == list(range(1, sheet.turn + 1))


TestBudget = Budget.TestCase
TestBudget.settings = settings(max_examples=60, stateful_step_count=40, deadline=None, database=None)
