"""A small household in memory: sheets, their history and the ledger, as storage keeps them."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any

from bot import budget
from bot.budget import Account, Balances, Entry, Line, Moved, Place, Scales, Sheet, Step, Year
from bot.meetings import Kind, Meeting, State
from bot.people import Person
from tests.bot.people import BODY, MEMBER, OFFICER

NOW = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
TODAY = date(2026, 3, 4)


def meeting(id_: int, day: date | None, *, month: date | None = None, state: State = State.HELD) -> Meeting:
    """A plenary meeting on a day, or only in a month."""
    first = (day or month or TODAY).replace(day=1)
    return Meeting(id=id_, body=BODY, kind=Kind.PLENARY, state=state, month=first, day=day)


HELD_TODAY = Place(meeting=meeting(1, TODAY))


@dataclass
class House:
    """Everything about the money of one body, in memory."""

    now: datetime = NOW
    sheets: dict[int, Sheet] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    years: dict[int, Year] = field(default_factory=dict)

    @property
    def today(self) -> date:
        return self.now.date()

    @property
    def lines(self) -> list[Line]:
        """The whole ledger."""
        return [line for entry in self.entries for line in entry.lines]

    def of_year(self, year: int) -> Balances:
        """What the lines of a year add up to."""
        return budget.balances(line for line in self.lines if line.year == year)

    def of_sheet(self, sheet: int) -> Balances:
        """What the lines of a sheet add up to."""
        return budget.balances(line for line in self.lines if line.sheet == sheet)

    def history(self, sheet: int) -> list[Entry]:
        """The entries of a sheet, oldest first."""
        return [entry for entry in self.entries if entry.sheet == sheet]

    def give(self, year: int, cents: int, *, confirmed: int | None = None, by: Person = OFFICER) -> None:
        """**Jaarbudget**."""
        known = self.years.get(year, Year(body=BODY, year=year))
        entry = budget.set_budget(
            known, cents=cents, before=self.of_year(year), confirmed=confirmed, by=by, now=self.now
        )
        self.years[year] = replace(known, turn=entry.turn)
        self.entries.append(entry)

    def ask(self, title: str = "Studiedag", *, by: Person = MEMBER, **wanted: Any) -> int:
        """A new sheet; its id."""
        made = budget.draft(**{"title": title, "plan_year": self.today.year} | wanted)
        return self._store(budget.first(budget.propose(made, body=BODY, by=by, now=self.now), by=by))

    def edit(self, sheet: int, *, by: Person = MEMBER, concrete: bool = False, **wanted: Any) -> None:
        """Another draft for a sheet."""
        before = self.sheets[sheet]
        said = {"title": before.title, "plan_year": before.plan_year, "event": before.event, "ask": before.ask}
        made = budget.draft(**said | wanted)
        after = budget.concretise(before, made, by=by, now=self.now) if concrete else budget.edit(before, made, by=by)
        deed = budget.Deed.CONCRETE if concrete else budget.Deed.EDITED
        self._keep(budget.step(before, after, deed, by=by, now=self.now, changed=budget.changes(before, after)))

    def decide(
        self, deed: Any, sheet: int, *, confirmed: int | None = None, by: Person = OFFICER, **facts: Any
    ) -> None:
        """One of the rules that decide, with what the sheet and its year stand at."""
        before = self.sheets[sheet]
        scales = Scales(held=self.of_sheet(sheet), year=self.of_year(before.plan_year), confirmed=confirmed)
        if deed is budget.correct:
            facts["history"] = self.history(sheet)
        elif deed not in {budget.withdraw, budget.settle}:
            facts = {"place": HELD_TODAY, "today": self.today} | facts
        if deed in {budget.agree_in_principle, budget.approve}:
            facts = {"cents": None, "terms": before.terms} | facts
        if deed is budget.move:
            facts["there"] = self.of_year(facts["to"])
        done = deed(before, scales=scales, by=by, now=self.now, **facts)
        if isinstance(done, Moved):
            self._keep(done.left)
            self._store(done.arrived)
        else:
            self._keep(done)

    def _store(self, made: Step) -> int:
        id_ = len(self.sheets) + 1
        self.sheets[id_] = replace(made.sheet, id=id_)
        lines = tuple(replace(line, sheet=id_) for line in made.entry.lines)
        self.entries.append(replace(made.entry, sheet=id_, lines=lines))
        return id_

    def _keep(self, made: Step) -> None:
        assert made.entry.turn == self.sheets[made.sheet.id].turn + 1
        self.sheets[made.sheet.id] = made.sheet
        self.entries.append(made.entry)


def sums(house: House, year: int) -> tuple[int, int, int, int, int]:
    """Budget, free, reserved, committed and settled of a year, added up by hand from the lines, in euro cents."""
    totals = dict.fromkeys(Account, 0)
    for line in house.lines:
        if line.year == year:
            totals[line.source] -= line.cents
            totals[line.target] += line.cents
    return (
        -totals[Account.OUTSIDE],
        totals[Account.FREE],
        totals[Account.RESERVED],
        totals[Account.COMMITTED],
        totals[Account.SETTLED],
    )
