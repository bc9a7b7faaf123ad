"""The work of a command does not grow with the history of a body: its statements are counted."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, event

from sandbox.slackers import Slacker
from tests.talks.pool import fill_pool
from tests.talks.scene import APRIL, Scene


@contextmanager
def statements() -> Iterator[list[str]]:
    """What is asked of the database, save by the ticker."""
    asked: list[str] = []

    def note(connection: Any, cursor: Any, statement: str, *_: Any) -> None:
        if threading.current_thread().name != "ticker":
            asked.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def many_meetings(scene: Scene, many: int) -> None:
    """So many meetings more, every other day, half of them past."""
    for number in range(many):
        scene.meeting(date(2026, 3, 4) + timedelta(days=2 * number - many))


@pytest.mark.parametrize(
    "do",
    [
        lambda officer: officer.command("/vergadering"),
        lambda officer: officer.command("/vergadering 8 mei 2026 10u-12u | online"),
        lambda officer: officer.command("/verontschuldigd 24 april"),
        lambda officer: officer.command("/verontschuldigd lijst 24 april"),
        lambda officer: officer.command("/iroj"),
        lambda officer: officer.command("/iroj regels"),
        lambda officer: officer.home(),
        lambda officer: officer.command("/agendapunt Overkop | 20 min | 24 april"),
        lambda officer: officer.command("/agendapunt mijn"),
    ],
    ids=["list", "plan", "excuse", "attendance", "overview", "rules", "home", "point", "mine"],
)
def test_a_command_asks_as_much_with_two_hundred_meetings_as_with_one(
    officer: Slacker, scene: Scene, do: Callable[[Slacker], object]
) -> None:
    scene.meeting(APRIL)
    fill_pool(scene, 1)
    counts = []
    for many in (0, 200):
        many_meetings(scene, many)
        fill_pool(scene, many)
        scene.team.ground.settle()
        with statements() as asked:
            do(officer)
        counts.append(len(asked))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("line", "most"),
    [("/agendapunt Overkop | 20 min | bespreking", 8), ("/agenda", 8)],
    ids=["point", "agenda"],
)
def test_what_is_asked_most_asks_little(lena: Slacker, scene: Scene, line: str, most: int) -> None:
    """Who asks, whether it is new, the body, its meetings; then the point, the trail, the lane and the outbox."""
    scene.meeting(APRIL)
    scene.team.ground.settle()
    with statements() as asked:
        lena.command(line)
    assert len(asked) <= most
