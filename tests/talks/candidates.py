"""What conversations about calls and candidacies set up and look at beside what people see."""

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from bot.calls import Call
from bot.candidacies import Candidacy, State
from bot.channels import Channel
from sandbox.seen import Message
from sandbox.slackers import Slacker
from storage import calls, candidacies, channels
from tests.talks.scene import BRUSSELS, Scene

TITLE = "Bijkomend lid comité"
CLOSES = date(2026, 3, 31)
"""A Tuesday, four weeks after every conversation begins."""

WHY = "Ik wil de stem van cliënten laten horen"


def look_at_committee(scene: Scene, **changes: Any) -> None:
    """Remember the comité channel as it is: private, with the bot, without guests; or otherwise."""
    seen = Channel(id=scene.committee.id, name="comite", has_bot=True, private=True)
    with scene.database.begin() as db:
        channels.keep(db, replace(seen, **changes), workspace=scene.workspace, now=scene.now())


def call(who: Slacker, title: str = TITLE, **fields: object) -> dict[str, str]:
    """Call for candidates by the form; the errors by label."""
    who.command("/kandidaat oproep")
    filled = {"Mandaat": title, "Aantal plaatsen": "1-2", "Kandidaten tot": CLOSES}
    errors = who.submit(filled | {name.replace("_", " "): value for name, value in fields.items()})
    if not errors:
        who.close_all()
    return errors


def stand(who: Slacker, why: str = WHY, **fields: object) -> dict[str, str]:
    """Stand for the newest call by the announcement in the plenary channel; the errors by label."""
    who.click(announcement(who), "Ik stel mij kandidaat")
    errors = who.submit({"Motivatie": why} | fields)
    if not errors:
        who.close_all()
    return errors


def nominate(who: Slacker, whom: str, why: str = "") -> dict[str, str]:
    """Put somebody forward likewise."""
    who.click(announcement(who), "Ik draag iemand voor")
    errors = who.submit({"Kandidaat": whom, "Motivatie": why})
    if not errors:
        who.close_all()
    return errors


def announcement(who: Slacker) -> Message:
    """The newest announcement in the plenary channel."""
    return next(each for each in reversed(who.read("#iroj-plenair")) if "Oproep" in each.text)


def cards(who: Slacker) -> list[Message]:
    """The cards of candidacies in the comité channel."""
    return [each for each in who.read("#comite") if "Kandidaat voor" in each.text]


def everyone(scene: Scene) -> list[Candidacy]:
    """Every candidacy there ever was, in the order in which they came."""
    with scene.database.read() as db:
        return candidacies.in_states(db, scene.body, State)


def going(scene: Scene) -> list[Call]:
    """Every call that was not taken back."""
    with scene.database.read() as db:
        return calls.going(db, scene.body, since=date.min)


def at(day: date, hour: int = 10) -> datetime:
    """An hour of a day in Brussels."""
    return datetime.combine(day, time(hour), BRUSSELS)


def modal(who: Slacker) -> str:
    """What the open modal says; nothing without one."""
    return who.modal.text if who.modal is not None else ""
