"""What conversations about the budget have in common."""

from datetime import date, datetime, time

from sandbox.seen import Message
from sandbox.slackers import Slacker
from tests.talks.scene import BRUSSELS, Scene


def give(officer: Slacker, amount: str, year: int = 2026, **more: object) -> dict[str, str]:
    """**Jaarbudget** of a year."""
    year_of(officer, year)
    officer.click("Jaarbudget")
    return officer.submit({"Bedrag": amount, **more})


def year_of(who: Slacker, year: int = 2026) -> Message:
    """`/budget` of a year, as it is answered."""
    return who.command(f"/budget {year}").messages[-1]


def sheet_of(who: Slacker, title: str, year: int = 2026) -> Message:
    """One sheet in full."""
    who.click(year_of(who, year), "Bekijk", beside=title)
    return who.ephemerals()[-1]


def decide(who: Slacker, title: str, button: str, /, year: int = 2026, **fields: object) -> dict[str, str]:
    """Press a decision and send its modal; the errors by label."""
    who.click(sheet_of(who, title, year), button)
    return who.submit(fields)


def done(who: Slacker) -> str:
    """What the modal says, which is closed then."""
    modal = who.modal
    assert modal is not None
    text = modal.all_text
    who.close_all()
    return text


def hold_meeting(scene: Scene, day: date) -> None:
    """A meeting on that day, and it is noon then."""
    scene.meeting(day)
    scene.move_to(datetime.combine(day, time(12), BRUSSELS))
