"""Many points that wait, straight in the database."""

from bot.items import Aim, Item, State, When
from storage import items as stored
from tests.talks.scene import Scene


def fill_pool(scene: Scene, many: int) -> None:
    """Accepted points for the next meeting."""
    with scene.database.begin() as db:
        stored.add_lines(
            db,
            [
                Item(
                    id=0,
                    body=scene.body,
                    title=f"Punt {n} over de regionale werking",
                    state=State.ACCEPTED,
                    aim=Aim(when=When.NEXT),
                    proposer=None,
                    entered_by=None,
                    created_at=scene.now(),
                )
                for n in range(1, many + 1)
            ],
        )
