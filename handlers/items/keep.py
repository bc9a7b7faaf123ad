"""Writing a decided point back, with all that follows from any change: the trail, the card, its external deadline."""

from datetime import datetime

from bot.items import Item
from bot.people import Person
from handlers import deadlines
from handlers.items import tell
from storage import audit
from storage import items as stored
from storage.database import Session


def keep(db: Session, item: Item, *, was: Item, deed: str, by: Person, now: datetime) -> None:
    """Save `item` unless somebody moved it on meanwhile (`Refusal`), note the deed, and have the card show it."""
    stored.save(db, item, was=was.state)
    audit.note(db, deed, by=by, body=item.body, noun="item", id_=item.id, now=now, was=was.state.value)
    tell.card_changed(db, item, workspace=by.workspace)
    if item.before is not None:
        deadlines.changed(db, item.body, workspace=by.workspace)
