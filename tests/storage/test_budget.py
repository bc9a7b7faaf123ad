"""The budget in a real database: sums, who comes first, what belongs to another workspace, and lines that stay."""

import ast
import threading
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from bot import budget
from bot.budget import Account, Ask, Cofunding, Entry, Line, Sheet, Sort, Support, Terms
from bot.errors import Refusal
from bot.items import Attachment
from bot.people import Person, Role, Seat
from storage import budget as stored
from storage import people
from storage.database import Database, Session
from tests.storage.conftest import Clocks


@pytest.fixture
def officer(database: Database, workspace: int, body: int, clocks: Clocks) -> Person:
    with database.begin() as db:
        member = people.add_member(db, body=body, name="Els Maes", slack_user="U1", now=clocks.now())
    roles = frozenset({Role.SUPPORT_OFFICER})
    seat = Seat(body=body, member=member, body_name="", plenary_channel="C1", committee_channel="C2", roles=roles)
    return Person(workspace=workspace, user="U1", name="Els Maes", seats=(seat,))


def wanted(**more: object) -> budget.Draft:
    facts: dict[str, object] = {"title": "Studiedag", "plan_year": 2026, "ask": Ask(sort=Sort.EXACT, cents=125_000)}
    return budget.draft(**facts | more)


def asked(db: Session, officer: Person, body: int, clocks: Clocks, **more: object) -> Sheet:
    made = budget.first(budget.propose(wanted(**more), body=body, by=officer, now=clocks.now()), by=officer)
    sheet = stored.add(db, made.sheet)
    stored.enter(db, made.entry, body=body, sheet=sheet.id)
    return sheet


def reserve(db: Session, sheet: Sheet, officer: Person, clocks: Clocks, cents: int = 125_000) -> Sheet:
    scales = budget.Scales(
        held=stored.held_by(db, [sheet.id])[sheet.id],
        year=stored.balances_of(db, sheet.body, sheet.plan_year)[sheet.plan_year],
        confirmed=10**9,
    )
    made = budget.agree_in_principle(
        sheet,
        cents=cents,
        terms=Terms(condition="Mits offerte.", fee=1_000, due=date(2026, 10, 31), due_phrase="september/oktober"),
        place=budget.Place(reason="Schriftelijke ronde."),
        scales=scales,
        by=officer,
        now=clocks.now(),
        today=clocks.now().date(),
    )
    after = stored.save(db, made.sheet, was=sheet)
    stored.enter(db, made.entry, body=sheet.body, sheet=sheet.id)
    return after


def test_a_sheet_comes_back_as_it_was_kept(database: Database, officer: Person, body: int, clocks: Clocks) -> None:
    with database.begin() as db:
        sheet = asked(
            db,
            officer,
            body,
            clocks,
            event=date(2026, 10, 22),
            fee=1_000,
            heads=40,
            cofunding=(Cofunding(cents=50_000, source="Stad"),),
            support=(Support(text="Zalen"), Support(text="Uitnodigingen")),
            attachments=(Attachment(url="https://a.example", title="Nota"),),
        )
        after = reserve(db, sheet, officer, clocks)
    with database.read() as db:
        assert stored.get(db, sheet.id, within=officer) == after
        last = stored.history(db, sheet.id)[-1]
    assert [each.text for each in after.support] == ["Zalen", "Uitnodigingen"]
    assert last.terms.due == date(2026, 10, 31)
    assert last.lines == (Line(year=2026, source=Account.FREE, target=Account.RESERVED, cents=125_000, sheet=sheet.id),)


def test_the_balances_are_the_sums_of_the_lines(database: Database, officer: Person, body: int, clocks: Clocks) -> None:
    with database.begin() as db:
        year = stored.hold_year(db, body, 2026)
        entry = budget.set_budget(
            year, cents=500_000, before=budget.NOTHING, confirmed=None, by=officer, now=clocks.now()
        )
        stored.turn_year(db, year)
        stored.enter(db, entry, body=body, sheet=None)
        one, two = (asked(db, officer, body, clocks) for _ in range(2))
        reserve(db, one, officer, clocks)
        reserve(db, two, officer, clocks, cents=10_001)
    with database.read() as db:
        shown = stored.balances_of(db, body, 2025, 2026)
        held = stored.held_by(db, [one.id, two.id])
    assert shown[2025] == budget.NOTHING
    assert (shown[2026].budget, shown[2026].free, shown[2026].reserved) == (500_000, 364_999, 135_001)
    assert (held[one.id].reserved, held[two.id].reserved) == (125_000, 10_001)


def test_a_sheet_of_another_workspace_is_not_there(
    database: Database, officer: Person, body: int, clocks: Clocks
) -> None:
    with database.begin() as db:
        sheet = asked(db, officer, body, clocks)
    with database.read() as db, pytest.raises(Refusal):
        stored.get(db, sheet.id, within=replace(officer, workspace=officer.workspace + 1))
    with database.read() as db, pytest.raises(Refusal, match="geen lid"):
        stored.get(db, sheet.id, within=replace(officer, seats=()))


def test_of_two_who_decide_on_the_same_view_one_comes_first(
    database: Database, officer: Person, body: int, clocks: Clocks
) -> None:
    with database.begin() as db:
        sheet = asked(db, officer, body, clocks)
        reserve(db, sheet, officer, clocks)
    with pytest.raises(Refusal, match="net voor"), database.begin() as db:
        reserve(db, sheet, officer, clocks)
    with database.read() as db:
        assert stored.held_by(db, [sheet.id])[sheet.id].reserved == 125_000
        assert len(stored.history(db, sheet.id)) == 2


def test_of_two_at_the_same_moment_who_spend_the_last_money_one_waits_and_sees(
    database: Database, officer: Person, body: int, clocks: Clocks
) -> None:
    with database.begin() as db:
        sheets = [asked(db, officer, body, clocks) for _ in range(2)]
    ready, seen = threading.Barrier(2), []

    def decide(sheet: Sheet) -> None:
        ready.wait()
        with database.begin() as db:
            stored.hold_year(db, body, 2026)
            seen.append(stored.balances_of(db, body, 2026)[2026].reserved)
            reserve(db, sheet, officer, clocks)

    threads = [threading.Thread(target=decide, args=(sheet,)) for sheet in sheets]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(seen) == [0, 125_000]


def test_a_sheet_is_moved_once(database: Database, officer: Person, body: int, clocks: Clocks) -> None:
    with database.begin() as db:
        sheet = asked(db, officer, body, clocks)
        stored.add(db, replace(sheet, id=0, plan_year=2027, origin=sheet.id))
    with pytest.raises(Refusal, match="net voor"), database.begin() as db:
        stored.add(db, replace(sheet, id=0, plan_year=2027, origin=sheet.id))


def test_the_amount_of_a_year_changes_once_per_view(database: Database, body: int) -> None:
    with database.begin() as db:
        year = stored.hold_year(db, body, 2026)
        stored.turn_year(db, year)
    with pytest.raises(Refusal, match="net voor"), database.begin() as db:
        stored.turn_year(db, year)


def test_what_is_asked_beside_money_becomes_a_follow_up_once(
    database: Database, officer: Person, body: int, clocks: Clocks
) -> None:
    with database.begin() as db:
        sheet = asked(db, officer, body, clocks, support=(Support(text="Zalen"),))
        stored.take_up(db, sheet.support[0].id, sheet=sheet.id, follow_up=7)
    with pytest.raises(Refusal, match="al een opvolgpunt"), database.begin() as db:
        stored.take_up(db, sheet.support[0].id, sheet=sheet.id, follow_up=8)
    with database.begin() as db:
        before = stored.get(db, sheet.id, within=officer)
        after = budget.edit(before, wanted(support=(Support(text="Uitnodigingen"), Support(text="Zalen"))), by=officer)
        kept = stored.save(db, after, was=before)
    assert [(each.text, each.follow_up) for each in kept.support] == [("Uitnodigingen", None), ("Zalen", 7)]


def test_sheets_are_found_by_state_title_and_event(
    database: Database, officer: Person, body: int, clocks: Clocks
) -> None:
    with database.begin() as db:
        one = asked(db, officer, body, clocks, event=date(2026, 10, 22))
        two = asked(db, officer, body, clocks, title="STUDIEDAG", plan_year=2025)
        three = asked(db, officer, body, clocks, title="Beurs", event=date(2026, 4, 1))
        gone = budget.withdraw(three, scales=budget.Scales(), by=officer, now=clocks.now())
        stored.save(db, gone.sheet, was=three)
    with database.read() as db:
        assert [each.id for each in stored.titled(db, body, ["studiedag"])] == [one.id, two.id]
        assert [each.id for each in stored.still_open(db, body)] == [one.id, two.id]
        assert [each.id for each in stored.sheets_of(db, body, 2026)] == [one.id, three.id]
        watched = stored.watched(db, body, today=date(2026, 3, 2), next_meeting=None)
        assert [(each.id, each.deadline, each.on) for each in watched] == [(one.id, date(2026, 10, 22), None)]
        assert stored.watched_one(db, one.id, None) == watched[0]
        assert stored.watched_one(db, three.id, None) is None
        assert stored.watched(db, body, today=date(2026, 10, 22), next_meeting=None) == []


def test_the_ledger_is_only_ever_added_to() -> None:
    folder = Path(stored.__file__).parent
    calls = {
        (node.func.id, argument.id)
        for file in folder.glob("*.py")
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"update", "delete"}
        for argument in node.args
        if isinstance(argument, ast.Name)
    }
    assert ("update", "BudgetYearRow") in calls
    assert {row for _, row in calls}.isdisjoint({"BudgetEntryRow", "BudgetLineRow"})


def test_an_entry_of_one_turn_is_there_once(database: Database, officer: Person, body: int, clocks: Clocks) -> None:
    with database.begin() as db:
        sheet = asked(db, officer, body, clocks)
    entry = Entry(deed=budget.Deed.EDITED, turn=1, year=2026, by=None, at=clocks.now())
    with pytest.raises(IntegrityError), database.begin() as db:
        stored.enter(db, entry, body=body, sheet=sheet.id)


def test_rows_of_lines_hold_their_body(database: Database, officer: Person, body: int, clocks: Clocks) -> None:
    with database.begin() as db:
        reserve(db, asked(db, officer, body, clocks), officer, clocks)
        assert set(db.scalars(select(stored.BudgetLineRow.body_id))) == {body}
