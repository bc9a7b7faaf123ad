"""What the budget asks of the database does not grow with the number of sheets, years and decisions."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from bot import budget
from bot.budget import Ask, Scales, Sort
from bot.people import Person, Role, Seat
from sandbox.slackers import Slacker
from storage import budget as stored
from storage import people
from tests.talks.budgets import give, hold_meeting
from tests.talks.scene import APRIL, JUNE, Scene
from tests.talks.test_statements import statements


def many_sheets(scene: Scene, many: int) -> None:
    """So many sheets of this year and the one before, straight in the database, half of them agreed in principle."""
    with scene.database.begin() as db:
        member = people.by_slack_user(db, scene.officer.id, body=scene.body)
        assert member is not None
        roles = frozenset({Role.SUPPORT_OFFICER})
        seat = Seat(
            body=scene.body, member=member.id, body_name="", plenary_channel="", committee_channel="", roles=roles
        )
        by = Person(workspace=scene.workspace, user=scene.officer.id, name="", seats=(seat,))
        for n in range(many):
            made = budget.draft(
                title=f"Studiedag {n % 3}",
                plan_year=2026 - n % 2,
                ask=Ask(sort=Sort.EXACT, cents=100 + n),
                event=APRIL - timedelta(days=n),
                support=(budget.Support(text="Zaal"),),
            )
            first = budget.first(budget.propose(made, body=scene.body, by=by, now=scene.now()), by=by)
            sheet = stored.add(db, first.sheet)
            stored.enter(db, first.entry, body=scene.body, sheet=sheet.id)
            if n % 2:
                step = budget.agree_in_principle(
                    sheet,
                    cents=50,
                    terms=budget.NO_TERMS,
                    place=budget.Place(reason="Schriftelijk."),
                    scales=Scales(confirmed=10**9),
                    by=by,
                    now=scene.now(),
                    today=APRIL,
                )
                stored.save(db, step.sheet, was=sheet)
                stored.enter(db, step.entry, body=scene.body, sheet=sheet.id)


def look(officer: Slacker) -> None:
    card = next(each for each in officer.read("#comite") if "Netwerkdag" in each.text)
    officer.click(card, "Bekijk")


def agree(officer: Slacker) -> None:
    look(officer)
    officer.click(officer.ephemerals("#comite")[-1], "Principieel akkoord")
    assert officer.submit(Bedrag="5 euro") == {}
    officer.close_all()


@pytest.mark.parametrize(
    "do",
    [
        lambda officer: officer.command("/budget"),
        lambda officer: officer.command("/budget vraag Beurs | € 20 | 22 oktober 2026"),
        lambda officer: officer.command("/budget export"),
        look,
        agree,
        lambda officer: officer.home(),
    ],
    ids=["year", "ask", "export", "sheet", "decide", "home"],
)
def test_a_command_asks_as_much_with_two_hundred_sheets_as_with_one(
    officer: Slacker, scene: Scene, do: Callable[[Slacker], object]
) -> None:
    hold_meeting(scene, APRIL)
    scene.meeting(JUNE)
    give(officer, "€ 5.000")
    officer.close_all()
    officer.command("/budget vraag Netwerkdag | € 5 | 22 april 2026")
    many_sheets(scene, 4)
    counts = []
    for many in (0, 200):
        many_sheets(scene, many)
        scene.team.ground.settle()
        do(officer)
        scene.team.ground.settle()
        with statements() as asked:
            do(officer)
        counts.append(len(asked))
    assert counts[0] == counts[1]
