"""The budget facts of two real reports, entered as they stand there (people and organisations are invented).

The balances were calculated by hand; the budgets of the years are not in the reports and are round numbers here.
"""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot import budget, moments
from bot.bodies import RuleSheet
from bot.budget import Ask, Oddity, Overspent, Place, Sort, State, Support
from bot.people import BRUSSELS
from tests.bot.budgets import House, meeting, sums

JUNE = date(2024, 6, 21)
MEETINGS = [
    meeting(2, date(2024, 9, 20)),
    meeting(3, date(2024, 10, 18)),
    meeting(4, date(2024, 12, 6)),
]
MEETINGS = [replace(each, state=each.state.AGENDA_OPEN) for each in MEETINGS]
RULES = RuleSheet()


@pytest.fixture
def east() -> House:
    """The body of the first report on the day of its meeting; the fair had its 1.500 euro in principle before."""
    house = House(now=datetime(2024, 6, 21, 9, 0, tzinfo=UTC))
    house.give(2024, 5_000_00)
    house.give(2025, 5_000_00)
    house.ask("Inspiratiebeurs dak- en thuisloosheid bij jongvolwassenen", ask=Ask(sort=Sort.EXACT, cents=1_500_00))
    house.decide(budget.agree_in_principle, 1, place=_there())
    return house


def _there() -> Place:
    return Place(meeting=meeting(1, JUNE))


def _network_day(house: House) -> int:
    sheet = house.ask(
        "Netwerkdag voor onderwijsambassadeurs",
        event=date(2024, 12, 5),
        heads=200,
        support=(Support(text="Locatie voor 200 personen met 3 zalen"), Support(text="Uitnodiging verspreiden")),
    )
    period = moments.read("in de loop van september/oktober", now=house.now, zone=BRUSSELS)
    assert isinstance(period, moments.Range)
    terms = replace(budget.NO_TERMS, due=period.last, due_from=period.first, due_phrase=period.phrase)
    house.decide(budget.agree_in_principle, sheet, terms=terms, place=_there())
    return sheet


def _training(house: House) -> int:
    sheet = house.ask(
        "Belevingsvorming aan jeugdhulporganisaties", plan_year=2025, ask=Ask(sort=Sort.ESTIMATE, cents=300_00)
    )
    terms = replace(budget.NO_TERMS, condition="mits 10 euro per deelnemer; het overleg past de rest bij", fee=10_00)
    house.decide(budget.agree_in_principle, sheet, terms=terms, place=_there())
    return sheet


def test_before_the_meeting_the_fair_is_reserved_in_its_year(east: House) -> None:
    assert sums(east, 2024) == (5_000_00, 3_500_00, 1_500_00, 0, 0)


def test_practical_and_financial_support_in_principle_reserves_nothing_without_an_amount(east: House) -> None:
    sheet = _network_day(east)
    assert east.of_sheet(sheet).reserved == 0
    assert east.sheets[sheet].state is State.AGREED_IN_PRINCIPLE


def test_september_october_ends_on_the_submission_day_of_the_last_useful_meeting(east: House) -> None:
    sheet = east.sheets[_network_day(east)]
    assert sheet.terms.due == date(2024, 10, 31)
    found = {each.sort: each for each in budget.due(sheet, meetings=MEETINGS, rules=RULES, today=JUNE)}
    decide = found[budget.deadlines.Sort.DECIDE]
    assert decide.useful is not None
    assert decide.useful.meeting is not None
    assert decide.useful.meeting.day == date(2024, 10, 18)
    # Sent 8 days before 18 October, submitted 5 days before that.
    assert found[budget.deadlines.Sort.CONCRETE].day == date(2024, 10, 5)


def test_the_estimate_with_a_fee_per_participant_reserves_what_it_may_cost_at_most(east: House) -> None:
    sheet = _training(east)
    assert east.of_sheet(sheet).reserved == 300_00
    assert budget.oddities(east.sheets[sheet]) == [Oddity.ESTIMATE, Oddity.NO_HEADS]


def test_the_fair_moves_to_next_year_and_its_money_is_free_again(east: House) -> None:
    east.decide(budget.move, 1, to=2025, reason="Verschoven naar 2025.", place=_there())
    assert sums(east, 2024) == (5_000_00, 5_000_00, 0, 0, 0)
    assert sums(east, 2025) == (5_000_00, 3_500_00, 1_500_00, 0, 0)


def test_the_whole_first_report_adds_up_by_hand(east: House) -> None:
    _network_day(east)
    _training(east)
    east.decide(budget.move, 1, to=2025, reason="", place=_there())
    east.ask("Hernemen van geslaagde acties crisis", plan_year=2025)
    east.ask("Casustafels in het najaar", plan_year=2024)
    # 2024: the network day without an amount, the fair released. 2025: 1.500 for the fair and 300 estimated.
    assert sums(east, 2024) == (5_000_00, 5_000_00, 0, 0, 0)
    assert sums(east, 2025) == (5_000_00, 3_200_00, 1_800_00, 0, 0)
    shown = _overview(east, 2025)
    assert (shown.asked, shown.unknown, shown.left_if_all) == (0, 1, 3_200_00)
    assert _overview(east, 2024).unknown == 2


def test_twelve_participants_of_ten_euro_leave_one_hundred_and_eighty(east: House) -> None:
    sheet = _training(east)
    east.now = datetime(2025, 3, 1, 9, 0, tzinfo=UTC)
    place = Place(meeting=meeting(5, date(2025, 2, 14)))
    east.decide(budget.approve, sheet, terms=east.sheets[sheet].terms, place=place)
    east.decide(budget.settle, sheet, cost=300_00, paid=None, heads=12)
    assert sums(east, 2025) == (5_000_00, 4_820_00, 0, 0, 180_00)


def test_the_second_report_agrees_to_1250_euro_in_the_plan_of_the_year_before() -> None:
    house = House(now=datetime(2026, 1, 23, 9, 0, tzinfo=UTC))
    place = Place(meeting=meeting(1, date(2026, 1, 23)))
    sheet = house.ask(
        "Van kwetsbaar naar krachtig: hoe geven we heel jonge kinderen een stem?",
        plan_year=2025,
        event=date(2026, 10, 22),
        ask=Ask(sort=Sort.EXACT, cents=1_250_00),
        support=(Support(text="Reservatie van de zalen"),),
    )
    assert budget.oddities(house.sheets[sheet]) == [Oddity.OTHER_YEAR]
    with pytest.raises(Overspent) as short:
        house.decide(budget.approve, sheet, place=place)
    assert (short.value.year, short.value.shortage) == (2025, 1_250_00)
    house.decide(budget.approve, sheet, place=place, confirmed=1_250_00)
    assert sums(house, 2025) == (0, -1_250_00, 0, 1_250_00, 0)
    house.give(2025, 8_000_00)
    assert sums(house, 2025) == (8_000_00, 6_750_00, 0, 1_250_00, 0)
    assert sums(house, 2026) == (0, 0, 0, 0, 0)


def _overview(house: House, year: int) -> budget.Overview:
    mine = [sheet for sheet in house.sheets.values() if sheet.plan_year == year]
    held = {sheet.id: house.of_sheet(sheet.id) for sheet in mine}
    return budget.overview(year, mine, balances=house.of_year(year), held=held)
