"""The points of agendas that follow-ups come from, by title only."""

from collections.abc import Collection

from sqlalchemy import select

from bot.items import Sort, State
from storage.database import Session
from storage.items import ItemRow


def points(db: Session, ids: Collection[int | None], *, body: int) -> dict[int, str]:
    """The titles of the points that follow-ups come from; points of other bodies are left out."""
    wanted = {id_ for id_ in ids if id_ is not None}
    if not wanted:
        return {}
    rows = db.execute(select(ItemRow.id, ItemRow.title).where(ItemRow.body_id == body, ItemRow.id.in_(wanted)))
    return {row.id: row.title for row in rows}


def points_of_meetings(db: Session, meetings: Collection[int], *, body: int, most: int) -> list[tuple[int, int, str]]:
    """Meeting, id and title of the proposed points on these meetings, the latest meeting first, in their order."""
    rows = db.execute(
        select(ItemRow.meeting_id, ItemRow.id, ItemRow.title)
        .where(
            ItemRow.body_id == body,
            ItemRow.meeting_id.in_(list(meetings)),
            ItemRow.state == State.ACCEPTED,
            ItemRow.sort == Sort.POINT,
        )
        .order_by(ItemRow.meeting_id.desc(), ItemRow.position, ItemRow.id)
        .limit(most)
    )
    return [(row.meeting_id, row.id, row.title) for row in rows]
