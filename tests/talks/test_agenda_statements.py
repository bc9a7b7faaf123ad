"""What the deeds with an agenda ask of the database does not grow with the agenda."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.meetings import State
from sandbox.slackers import Slacker
from storage import meetings
from tests.talks.agendas import fill, put
from tests.talks.scene import APRIL, Scene
from tests.talks.test_statements import statements


def order(officer: Slacker) -> None:
    officer.command("/agenda")
    officer.click("Ordenen")
    officer.choose("Omlaag", nth=0)
    officer.close_all()


def add(officer: Slacker) -> None:
    officer.command("/agenda")
    officer.click("Punt toevoegen")
    officer.submit({"Titel": "Regioplan", "Na": "1 Eerste punt"})
    officer.close_all()


def publish(officer: Slacker) -> None:
    officer.command("/agenda")
    officer.click("Publiceer agenda")
    officer.submit()
    officer.close_all()


@pytest.mark.parametrize(
    "do", [lambda officer: officer.command("/agenda"), order, add, publish], ids=["show", "order", "add", "publish"]
)
def test_a_deed_asks_as_much_with_sixty_points_as_with_two(
    scene: Scene, officer: Slacker, do: Callable[[Slacker], object]
) -> None:
    counts = []
    for many in (1, 60):
        meeting = scene.meeting(APRIL.replace(day=20 + len(counts)))
        put(scene, meeting, "Eerste punt", minutes=5)
        fill(scene, meeting, many)
        scene.team.ground.settle()
        with statements() as asked:
            do(officer)
        counts.append(len(asked))
        scene.team.ground.settle()
        cancel(scene, meeting)
    assert counts[0] == counts[1]


def cancel(scene: Scene, meeting: int) -> None:
    """Take the meeting out of sight, so that the next one is the coming one."""
    with scene.database.begin() as db:
        found = meetings.load(db, meeting, workspace=scene.workspace)
        meetings.save(db, replace(found, state=State.CANCELLED), was=found.state)
