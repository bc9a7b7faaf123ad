"""Every table of the bot in one place, so that `Base.metadata` is complete for migrations."""

from storage import (
    agenda,
    audit,
    bodies,
    channels,
    documents,
    importing,
    inbox,
    items,
    mandates,
    meetings,
    outbox,
    people,
)
from storage.database import Base

__all__ = [
    "Base",
    "agenda",
    "audit",
    "bodies",
    "channels",
    "documents",
    "importing",
    "inbox",
    "items",
    "mandates",
    "meetings",
    "outbox",
    "people",
]
