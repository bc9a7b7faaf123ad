"""Action sheets, decisions and their money, oddities, deadlines and the line, case by case."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import budget
from bot.bodies import RuleSheet
from bot.budget import Ask, Cofunding, Oddity, Overspent, Place, Sort, State, Terms, deadlines, lines
from bot.errors import Refusal
from bot.meetings import State as MeetingState
from bot.money import Amount
from bot.people import BRUSSELS
from tests.bot.budgets import NOW, TODAY, House, meeting, sums
from tests.bot.people import CHAIR, COMMITTEE, MEMBER, OBSERVER, OFFICER

EUROS = Ask(sort=Sort.EXACT, cents=1_000_00)
RULES = RuleSheet()


@pytest.fixture
def house() -> House:
    """A body with 3.000 euro this year and one ask of 1.000 euro."""
    house = House()
    house.give(2026, 3_000_00)
    house.ask(ask=EUROS, event=date(2026, 10, 22))
    return house


# Who may.


def test_an_observer_asks_no_budget(house: House) -> None:
    with pytest.raises(Refusal):
        house.ask(by=OBSERVER)


@pytest.mark.parametrize("by", [MEMBER, COMMITTEE, OBSERVER])
def test_only_officer_and_chair_decide(house: House, by: Any) -> None:
    with pytest.raises(Refusal, match="ondersteuner"):
        house.decide(budget.approve, 1, by=by)


def test_asking_in_the_name_of_another_member_is_for_the_officer(house: House) -> None:
    with pytest.raises(Refusal):
        house.ask(requester=2)
    assert house.sheets[house.ask(requester=2, by=OFFICER)].requester == 2


def test_asking_for_somebody_outside_is_for_everybody(house: House) -> None:
    sheet = house.sheets[house.ask(requester_name="Jan Aerts")]
    assert (sheet.requester, sheet.requester_name, sheet.entered_by) == (None, "Jan Aerts", 1)


def test_another_member_does_not_edit_somebody_elses_sheet(house: House) -> None:
    with pytest.raises(Refusal, match="niet jouw fiche"):
        house.edit(1, by=COMMITTEE)


# What is filled in.


@pytest.mark.parametrize(
    ("wanted", "about"),
    [
        ({"title": " "}, "title"),
        ({"plan_year": 26}, "plan_year"),
        ({"heads": 0}, "heads"),
        ({"ask": Ask(sort=Sort.EXACT)}, "amount"),
        ({"ask": Ask(sort=Sort.UNKNOWN, cents=5)}, "amount"),
        ({"ask": Ask(sort=Sort.EXACT, cents=0)}, "amount"),
        ({"support": tuple(budget.Support(text="Zaal") for _ in range(11))}, "support"),
        ({"support": (budget.Support(text="x" * 151),)}, "support"),
        ({"requester_name": "x" * 101}, "requester"),
    ],
)
def test_what_cannot_be_meant_is_refused_at_its_field(house: House, wanted: dict[str, Any], about: str) -> None:
    with pytest.raises(Refusal) as refused:
        house.ask(**wanted)
    assert refused.value.about == about


@pytest.mark.parametrize(
    ("amount", "sort", "expected"),
    [
        (None, None, budget.NOT_KNOWN),
        (None, Sort.UNKNOWN, budget.NOT_KNOWN),
        (Amount(cents=5), None, Ask(sort=Sort.EXACT, cents=5)),
        (Amount(cents=5), Sort.CAP, Ask(sort=Sort.CAP, cents=5)),
        (Amount(cents=5, per="participant"), Sort.ESTIMATE, Ask(sort=Sort.ESTIMATE, cents=5, per_head=True)),
    ],
)
def test_amount_and_kind_of_amount_belong_together(amount: Amount | None, sort: Sort | None, expected: Ask) -> None:
    assert budget.asked(amount, sort) == expected


@pytest.mark.parametrize(("amount", "sort"), [(None, Sort.EXACT), (Amount(cents=5), Sort.UNKNOWN)])
def test_amount_and_kind_that_disagree_are_asked_about(amount: Amount | None, sort: Sort) -> None:
    with pytest.raises(Refusal):
        budget.asked(amount, sort)


def test_an_amount_per_head_counts_once_the_heads_are_known() -> None:
    assert Ask(sort=Sort.EXACT, cents=10_00, per_head=True).total(None) is None
    assert Ask(sort=Sort.EXACT, cents=10_00, per_head=True).total(12) == 120_00


# Decisions and money.


def test_principle_reserves_and_does_not_commit(house: House) -> None:
    house.decide(budget.agree_in_principle, 1)
    assert sums(house, 2026) == (3_000_00, 2_000_00, 1_000_00, 0, 0)


def test_approval_commits_what_was_reserved(house: House) -> None:
    house.decide(budget.agree_in_principle, 1)
    house.decide(budget.approve, 1, cents=800_00)
    assert sums(house, 2026) == (3_000_00, 2_200_00, 0, 800_00, 0)


def test_approving_more_than_was_reserved_takes_the_rest_from_what_is_free(house: House) -> None:
    house.decide(budget.agree_in_principle, 1)
    house.decide(budget.approve, 1, cents=1_200_00, by=CHAIR)
    assert sums(house, 2026) == (3_000_00, 1_800_00, 0, 1_200_00, 0)


def test_a_second_approval_changes_the_commitment(house: House) -> None:
    house.decide(budget.approve, 1)
    house.decide(budget.approve, 1, cents=700_00)
    assert sums(house, 2026) == (3_000_00, 2_300_00, 0, 700_00, 0)


@pytest.mark.parametrize("deed", [budget.release, budget.refuse])
def test_what_is_given_back_is_free(house: House, deed: Any) -> None:
    house.decide(budget.agree_in_principle, 1)
    house.decide(deed, 1, reason="Gaat niet door.")
    assert sums(house, 2026) == (3_000_00, 3_000_00, 0, 0, 0)


def test_approved_money_is_released_not_refused_or_withdrawn(house: House) -> None:
    house.decide(budget.approve, 1)
    with pytest.raises(Refusal):
        house.decide(budget.refuse, 1, reason="Nee")
    with pytest.raises(Refusal, match="vrij te geven"):
        house.decide(budget.withdraw, 1, by=MEMBER)
    house.decide(budget.release, 1, reason="")
    assert sums(house, 2026) == (3_000_00, 3_000_00, 0, 0, 0)


@pytest.mark.parametrize(
    ("cost", "paid", "settled"),
    [(900_00, None, 900_00), (1_100_00, None, 1_000_00), (1_100_00, 1_100_00, 1_100_00), (None, 0, 0)],
)
def test_settling_closes_with_the_real_cost(house: House, cost: int | None, paid: int | None, settled: int) -> None:
    house.decide(budget.approve, 1)
    house.decide(budget.settle, 1, cost=cost, paid=paid, heads=None)
    assert sums(house, 2026) == (3_000_00, 3_000_00 - settled, 0, 0, settled)


def test_settling_needs_the_heads_when_a_contribution_was_asked(house: House) -> None:
    house.decide(budget.approve, 1, terms=Terms(fee=10_00))
    with pytest.raises(Refusal) as refused:
        house.decide(budget.settle, 1, cost=900_00, paid=None, heads=None)
    assert refused.value.about == "heads"


@pytest.mark.parametrize(
    ("cost", "terms", "heads", "others", "left"),
    [
        (300_00, Terms(fee=10_00), 12, (), 180_00),
        (300_00, Terms(fee=10_00), 40, (), 0),
        (300_00, Terms(cap=250_00), None, (), 250_00),
        (300_00, Terms(fee=5_00, cap=250_00), 4, (Cofunding(cents=50_00, source="Stad"),), 230_00),
    ],
)
def test_conditions_that_are_numbers_are_computed(
    cost: int, terms: Terms, heads: int | None, others: tuple[Cofunding, ...], left: int
) -> None:
    assert budget.payable(cost, terms=terms, heads=heads, cofunding=others) == left


def test_an_approval_without_amount_takes_the_ask_with_its_conditions(house: House) -> None:
    sheet = house.ask(ask=Ask(sort=Sort.ESTIMATE, cents=300_00), heads=12)
    house.decide(budget.approve, sheet, terms=Terms(condition="mits 10 euro per deelnemer", fee=10_00))
    assert house.of_sheet(sheet).committed == 180_00


def test_an_approval_of_nobody_knows_how_much_is_refused(house: House) -> None:
    sheet = house.ask()
    with pytest.raises(Refusal) as refused:
        house.decide(budget.approve, sheet)
    assert refused.value.about == "amount"


def test_principle_without_amount_says_when_the_concrete_ask_comes(house: House) -> None:
    sheet = house.ask()
    with pytest.raises(Refusal) as refused:
        house.decide(budget.agree_in_principle, sheet)
    assert refused.value.about == "due"


def test_the_concrete_ask_changes_no_money_by_itself(house: House) -> None:
    house.decide(budget.agree_in_principle, 1)
    house.edit(1, concrete=True, ask=Ask(sort=Sort.EXACT, cents=1_400_00))
    assert house.of_sheet(1).reserved == 1_000_00
    assert house.sheets[1].concrete_at == NOW


def test_an_edit_is_logged_with_the_fields_that_say_something_else(house: House) -> None:
    sheet = house.ask(support=(budget.Support(id=7, text="Zaal", follow_up=3),))
    house.edit(sheet, heads=12, support=(budget.Support(text="Zaal"),))
    assert house.entries[-1].changed == ("heads",)
    house.edit(sheet, heads=12, support=(budget.Support(text="Zaal"), budget.Support(text="Uitnodigingen")))
    assert house.entries[-1].changed == ("support",)


def test_what_must_be_worked_out_is_asked_again_by_its_requester(house: House) -> None:
    house.decide(budget.elaborate, 1, reason="Hoeveel deelnemers?")
    assert house.sheets[1].state is State.TO_ELABORATE
    house.edit(1, heads=30)
    assert house.sheets[1].state is State.ASKED


def test_after_a_decision_the_requester_asks_the_officer_to_change(house: House) -> None:
    house.decide(budget.agree_in_principle, 1)
    with pytest.raises(Refusal, match="ondersteuner"):
        house.edit(1)
    house.edit(1, by=OFFICER, heads=30)


def test_the_year_of_reserved_money_changes_by_moving_only(house: House) -> None:
    house.decide(budget.agree_in_principle, 1)
    with pytest.raises(Refusal, match="Verschuiven"):
        house.edit(1, by=OFFICER, plan_year=2027)


def test_moving_a_year_keeps_the_money_and_the_link(house: House) -> None:
    house.give(2027, 1_000_00)
    house.decide(budget.approve, 1)
    house.decide(budget.move, 1, to=2027, reason="")
    assert house.sheets[2].origin == 1
    assert house.sheets[2].event is None
    assert sums(house, 2026) == (3_000_00, 3_000_00, 0, 0, 0)
    assert sums(house, 2027) == (1_000_00, 0, 0, 1_000_00, 0)


def test_moving_into_a_year_without_enough_money_is_warned_about_first(house: House) -> None:
    house.decide(budget.approve, 1)
    with pytest.raises(Overspent, match="2027") as short:
        house.decide(budget.move, 1, to=2027, reason="")
    assert house.sheets[1].state is State.APPROVED
    house.decide(budget.move, 1, to=2027, reason="", confirmed=short.value.shortage)
    assert house.of_year(2027).free == -1_000_00


def test_spending_more_than_there_is_needs_a_confirmation_of_that_much(house: House) -> None:
    with pytest.raises(Overspent) as short:
        house.decide(budget.approve, 1, cents=3_500_00)
    assert short.value.shortage == 500_00
    with pytest.raises(Overspent):
        house.decide(budget.approve, 1, cents=3_500_00, confirmed=499_99)
    house.decide(budget.approve, 1, cents=3_500_00, confirmed=500_00)
    assert house.entries[-1].shortage == 500_00


def test_a_smaller_budget_than_what_was_spent_is_warned_about(house: House) -> None:
    house.decide(budget.approve, 1)
    with pytest.raises(Overspent):
        house.give(2026, 900_00)


def test_giving_money_back_is_never_held_up(house: House) -> None:
    house.decide(budget.approve, 1, cents=3_500_00, confirmed=500_00)
    house.decide(budget.approve, 1, cents=3_200_00)
    assert house.of_year(2026).free == -200_00


def test_a_correction_counters_the_lines_and_gives_the_state_back(house: House) -> None:
    house.decide(budget.agree_in_principle, 1, terms=Terms(condition="Mits offerte."))
    house.decide(budget.approve, 1, cents=800_00, terms=Terms(cap=800_00))
    house.decide(budget.correct, 1, reason="Het was een principieel akkoord.")
    assert house.sheets[1].state is State.AGREED_IN_PRINCIPLE
    assert house.sheets[1].terms.condition == "Mits offerte."
    assert sums(house, 2026) == (3_000_00, 2_000_00, 1_000_00, 0, 0)
    assert house.entries[-1].undoes == 3


def test_a_correction_is_not_corrected_itself(house: House) -> None:
    house.decide(budget.approve, 1)
    house.decide(budget.correct, 1, reason="Verkeerde fiche.")
    with pytest.raises(Refusal, match="Beslis gewoon opnieuw"):
        house.decide(budget.correct, 1, reason="Toch niet.")


def test_a_settled_sheet_can_still_be_corrected(house: House) -> None:
    house.decide(budget.approve, 1)
    house.decide(budget.settle, 1, cost=10_00, paid=None, heads=None)
    house.decide(budget.correct, 1, reason="Nul te weinig.")
    assert sums(house, 2026) == (3_000_00, 2_000_00, 0, 1_000_00, 0)


# Where it was decided.


@pytest.mark.parametrize(
    "place",
    [
        Place(),
        Place(meeting=meeting(1, TODAY + timedelta(days=1))),
        Place(meeting=meeting(1, None)),
        Place(meeting=meeting(1, TODAY, state=MeetingState.CANCELLED)),
        Place(meeting=replace(meeting(1, TODAY), body=99)),
    ],
    ids=["nowhere", "still to come", "no day", "cancelled", "another body"],
)
def test_a_decision_has_its_meeting(house: House, place: Place) -> None:
    with pytest.raises(Refusal) as refused:
        house.decide(budget.approve, 1, place=place)
    assert refused.value.about == "meeting"


def test_a_written_round_decides_too_when_it_is_said(house: House) -> None:
    house.decide(budget.approve, 1, place=Place(reason="Schriftelijke ronde van 2 maart."))
    assert house.entries[-1].reason == "Schriftelijke ronde van 2 maart."


# Oddities.


def test_an_event_in_another_year_is_asked_about_and_not_corrected(house: House) -> None:
    sheet = house.ask(plan_year=2025, event=date(2026, 10, 22))
    assert budget.oddities(house.sheets[sheet]) == [Oddity.OTHER_YEAR]
    assert house.sheets[sheet].plan_year == 2025


def test_a_fee_per_head_without_heads_is_asked_about(house: House) -> None:
    assert budget.oddities(house.sheets[house.ask(fee=10_00)]) == [Oddity.NO_HEADS]
    assert budget.oddities(house.sheets[house.ask(fee=10_00, heads=5)]) == []


def test_the_same_title_a_year_later_may_be_the_shifted_one(house: House) -> None:
    old = replace(house.sheets[1], plan_year=2025)
    again = house.sheets[house.ask("STUDIEDAG")]
    assert budget.oddities(again, [old]) == [Oddity.SAME_TITLE]
    assert budget.oddities(replace(again, origin=old.id), [old]) == []


def test_an_oddity_that_is_right_is_not_asked_again(house: House) -> None:
    sheet = house.sheets[house.ask(ask=Ask(sort=Sort.ESTIMATE, cents=5))]
    assert budget.oddities(budget.be_sure(sheet, "estimate", by=MEMBER)) == []


# Deadlines.


def due(house: House, sheet: int, today: date, *days: date) -> dict[deadlines.Sort, deadlines.Deadline]:
    planned = [replace(meeting(n, day), state=MeetingState.AGENDA_OPEN) for n, day in enumerate(days, 10)]
    found = budget.due(house.sheets[sheet], meetings=planned, rules=RULES, today=today)
    return {each.sort: each for each in found}


def test_without_a_useful_meeting_the_event_is_the_deadline_and_none_is_left(house: House) -> None:
    found = due(house, 1, TODAY, date(2026, 10, 30))[deadlines.Sort.DECIDE]
    assert found.useful is not None
    assert found.useful.meeting is None


def test_principle_without_concrete_ask_and_a_past_event_is_perhaps_lapsed(house: House) -> None:
    house.decide(budget.agree_in_principle, 1)
    after = date(2026, 10, 23)
    assert deadlines.Sort.LAPSED in due(house, 1, after)
    assert budget.is_lapsed(house.sheets[1], today=after)
    assert house.of_sheet(1).reserved == 1_000_00


def test_the_settlement_is_due_a_month_after_the_event(house: House) -> None:
    house.decide(budget.approve, 1)
    assert due(house, 1, date(2026, 10, 22)) == {}
    assert due(house, 1, date(2026, 10, 23))[deadlines.Sort.SETTLE].day == date(2026, 11, 21)


def test_in_december_what_holds_money_is_brought_up(house: House) -> None:
    house.decide(budget.approve, 1)
    assert deadlines.Sort.YEAR_END in due(house, 1, date(2026, 12, 1))


def test_a_moved_sheet_comes_up_in_its_new_year(house: House) -> None:
    house.give(2027, 1_000_00)
    house.decide(budget.agree_in_principle, 1)
    house.decide(budget.move, 1, to=2027, reason="")
    assert due(house, 2, date(2026, 12, 31)) == {}
    found = due(house, 2, date(2027, 1, 4))[deadlines.Sort.NEW_YEAR]
    # New Year's Day is a holiday and a Friday: the next working day is Monday the fourth.
    assert budget.is_told_on(found, rules=RULES, today=date(2027, 1, 4))
    assert not budget.is_told_on(found, rules=RULES, today=date(2027, 1, 5))


@pytest.mark.parametrize(
    ("today", "told"),
    [
        (date(2026, 10, 16), True),  # 14 days before 30 October, a Friday.
        (date(2026, 10, 17), False),
        (date(2026, 10, 23), True),
        (date(2026, 10, 29), True),
        (date(2026, 10, 30), True),
        (date(2026, 10, 31), False),
        (date(2026, 11, 6), True),  # A week late, and every week after it.
        (date(2026, 11, 13), True),
        (date(2026, 11, 12), False),
    ],
)
def test_a_deadline_is_told_on_the_days_of_the_rule_sheet_and_then_weekly(
    house: House, today: date, told: bool
) -> None:
    deadline = deadlines.Deadline(sort=deadlines.Sort.CONCRETE, sheet=house.sheets[1], day=date(2026, 10, 30))
    assert budget.is_told_on(deadline, rules=RULES, today=today) is told


def test_a_notice_on_a_sunday_comes_on_the_friday_before_and_one_after_it_on_monday(house: House) -> None:
    deadline = deadlines.Deadline(sort=deadlines.Sort.CONCRETE, sheet=house.sheets[1], day=date(2026, 10, 18))
    assert budget.is_told_on(deadline, rules=RULES, today=date(2026, 10, 16))
    assert budget.is_told_on(deadline, rules=RULES, today=date(2026, 10, 26))


# The line.


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Studiedag jonge kind | € 1.250 | 22 oktober 2026",
            lines.Line(title="Studiedag jonge kind", amount=Amount(cents=1_250_00), event=date(2026, 10, 22)),
        ),
        ("X | raming 300€", lines.Line(title="X", amount=Amount(cents=300_00), sort=Sort.ESTIMATE)),
        ("X | max. 500 euro", lines.Line(title="X", amount=Amount(cents=500_00), sort=Sort.CAP)),
        ("X | nog niet gekend", lines.Line(title="X", sort=Sort.UNKNOWN)),
        ("X | 10 euro per deelnemer | 30 deelnemers", lines.Line(title="X", fee=10_00, heads=30)),
        ("X | regioplan 2025", lines.Line(title="X", plan_year=2025)),
        ("X | 2027", lines.Line(title="X", plan_year=2027)),
        ("X | namens Jan Aerts", lines.Line(title="X", requester="Jan Aerts")),
        ("X | ondersteuning: zalen reserveren", lines.Line(title="X", support="zalen reserveren")),
        ("X | €1440 | 5 december", lines.Line(title="X", amount=Amount(cents=1_440_00), event=date(2026, 12, 5))),
    ],
)
def test_a_line_is_understood_part_by_part(text: str, expected: lines.Line) -> None:
    assert lines.read(text, now=NOW, zone=BRUSSELS) == expected


@pytest.mark.parametrize("text", ["X | blabla", "X | 1250.00 euro", "X | € 5 | € 6", "X | najaar"])
def test_what_is_not_understood_is_not_guessed(text: str) -> None:
    with pytest.raises(Refusal):
        lines.read(text, now=NOW, zone=BRUSSELS)


@pytest.mark.parametrize("typed", ["1.250 €", "€1250", "€ 1250", "1250€", "1250 euro", "1.250,00 EUR"])
def test_money_is_read_in_all_ways_it_is_written(typed: str) -> None:
    assert lines.read(f"X | {typed}", now=NOW, zone=BRUSSELS).amount == Amount(cents=1_250_00)


@given(
    st.lists(st.text(max_size=40) | st.sampled_from(["€ 5", "22 oktober", "2026", "max 3 euro", "namens"]), max_size=5)
)
def test_any_line_is_read_or_refused_and_loses_no_title(parts: list[str]) -> None:
    text = "|".join(["Studiedag", *parts])
    line, trouble = lines.sort_out(text, now=NOW, zone=BRUSSELS)
    assert line.title == "Studiedag"
    assert trouble is None or str(trouble)


@pytest.mark.parametrize(
    ("line", "year"),
    [
        (lines.Line(title="X"), 2026),
        (lines.Line(title="X", event=date(2027, 1, 5)), 2027),
        (lines.Line(title="X", event=date(2027, 1, 5), plan_year=2026), 2026),
    ],
)
def test_the_plan_year_follows_the_event_unless_it_is_said(line: lines.Line, year: int) -> None:
    assert lines.plan_year(line, today=TODAY) == year


def test_the_first_of_january_asks_in_the_new_year() -> None:
    house = House(now=datetime(2027, 1, 1, 9, 0, tzinfo=UTC))
    assert house.sheets[house.ask()].plan_year == 2027
