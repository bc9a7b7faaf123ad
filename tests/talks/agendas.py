"""Agendas with points on them, straight in the database, for conversations about what happens next."""

from typing import Any

from bot import agenda
from bot.items import Aim, Item, Sort, State, When
from sandbox.seen import Screen
from storage import items, meetings
from storage.database import Database
from tests.talks.scene import Scene


def put(scene: Scene, meeting: int | None, title: str, **more: Any) -> int:
    """An accepted point at the end of a meeting's agenda, or in the pool; its id."""
    with scene.database.begin() as db:
        facts: dict[str, Any] = {
            "id": 0,
            "body": scene.body,
            "title": title,
            "state": State.ACCEPTED,
            "aim": Aim(when=When.MEETING, meeting=meeting) if meeting else Aim(when=When.UNDATED),
            "proposer": None,
            "entered_by": None,
            "created_at": scene.now(),
            "meeting": meeting,
            "position": len(items.of_meeting(db, meeting)) + 1 if meeting else 0,
        }
        return items.add(db, Item(**facts | more)).id


def fill(scene: Scene, meeting: int, many: int) -> None:
    """Many points on an agenda, a standing one last."""
    with scene.database.begin() as db:
        items.add_lines(
            db,
            [
                Item(
                    id=0,
                    body=scene.body,
                    title=f"Punt {n} over de regionale werking",
                    state=State.ACCEPTED,
                    aim=Aim(when=When.MEETING, meeting=meeting),
                    proposer=None,
                    entered_by=None,
                    created_at=scene.now(),
                    sort=Sort.STANDING if n == many else Sort.POINT,
                    closing=n == many,
                    meeting=meeting,
                    position=n,
                    minutes=3,
                )
                for n in range(1, many + 1)
            ],
        )


def titles(database: Database, meeting: int) -> list[str]:
    """The titles on an agenda in order, a sub-point behind two dashes."""
    with database.read() as db:
        return [("-- " if line.parent else "") + line.title for line in agenda.in_order(items.of_meeting(db, meeting))]


def letter(database: Database, meeting: int, *, workspace: int) -> str:
    """The published letter of a meeting."""
    with database.read() as db:
        return meetings.load(db, meeting, workspace=workspace).version


def rows(screen: Screen | None) -> list[str]:
    """The lines in the modal **Ordenen**, as they are read."""
    assert screen is not None
    return [block["text"]["text"] for block in screen.blocks if block.get("accessory", {}).get("type") == "overflow"]
