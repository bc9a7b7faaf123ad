"""Everything the bot says later or elsewhere: told with the decision, said by the ticker, kept until it is said."""

from storage.outbox.claims import claim, idle, is_held
from storage.outbox.outcomes import bury, hold, hold_edits, keep_files, nothing_to_say, postpone, sent
from storage.outbox.rows import DeadLetter, Lane, LaneRow, Letter, OutboxRow, Parent, channel, errand, user
from storage.outbox.telling import cancel, dead, refresh, retry, tell

__all__ = [
    "DeadLetter",
    "Lane",
    "LaneRow",
    "Letter",
    "OutboxRow",
    "Parent",
    "bury",
    "cancel",
    "channel",
    "claim",
    "dead",
    "errand",
    "hold",
    "hold_edits",
    "idle",
    "is_held",
    "keep_files",
    "nothing_to_say",
    "postpone",
    "refresh",
    "retry",
    "sent",
    "tell",
    "user",
]
