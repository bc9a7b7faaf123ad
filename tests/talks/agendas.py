"""Points put straight on an agenda, for conversations about what happens next."""

from typing import Any

from bot.items import Aim, Item, State, When
from storage import items
from tests.talks.scene import Scene


def put(scene: Scene, meeting: int | None, title: str, **more: Any) -> int:
    """An accepted point at the end of a meeting's agenda (or in the pool); its id. It is Lena's."""
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
