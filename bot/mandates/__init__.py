"""Who sits where on which day: mandates with their dates, who takes one over for a while, and who for good."""

from bot.mandates.appointing import (
    NEVER_VOTES,
    Succession,
    Wanted,
    amend,
    appoint,
    end,
    fingerprint,
    must_be_as_seen,
    must_leave_support,
    name_substitute,
    succeed,
    votes_by_default,
)
from bot.mandates.places import (
    DAY,
    Forum,
    Mandate,
    Place,
    Replacement,
    in_charge,
    on,
    same_organisation,
    voices,
)
from bot.mandates.replacing import (
    come_back,
    stand_in,
)

__all__ = [
    "DAY",
    "NEVER_VOTES",
    "Forum",
    "Mandate",
    "Place",
    "Replacement",
    "Succession",
    "Wanted",
    "amend",
    "appoint",
    "come_back",
    "end",
    "fingerprint",
    "in_charge",
    "must_be_as_seen",
    "must_leave_support",
    "name_substitute",
    "on",
    "same_organisation",
    "stand_in",
    "succeed",
    "voices",
    "votes_by_default",
]
