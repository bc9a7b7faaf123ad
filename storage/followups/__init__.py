"""Follow-ups in the database: what is to be done by whom and by when, and the log of each."""

from storage.followups.kept import (
    MOST_AT_ONCE,
    add,
    by_origin,
    closed,
    get,
    last_updates,
    live,
    live_at,
    load,
    log,
    many,
    note,
    save,
)
from storage.followups.points import points, points_of_meetings
from storage.followups.rows import FollowUpRow

__all__ = [
    "MOST_AT_ONCE",
    "FollowUpRow",
    "add",
    "by_origin",
    "closed",
    "get",
    "last_updates",
    "live",
    "live_at",
    "load",
    "log",
    "many",
    "note",
    "points",
    "points_of_meetings",
    "save",
]
