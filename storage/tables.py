"""Every table of the bot in one place, so that `Base.metadata` is complete for migrations."""

from storage import (
    agenda,
    attendance,
    audit,
    bodies,
    calls,
    candidacies,
    channels,
    documents,
    importing,
    inbox,
    items,
    mandates,
    meetings,
    outbox,
    outcomes,
    people,
)
from storage.database import Base

__all__ = [
    "Base",
    "agenda",
    "attendance",
    "audit",
    "bodies",
    "calls",
    "candidacies",
    "channels",
    "documents",
    "importing",
    "inbox",
    "items",
    "mandates",
    "meetings",
    "outbox",
    "outcomes",
    "people",
]
