"""Where something was decided, and what it is weighed on."""

from dataclasses import dataclass
from datetime import date

from bot.budget.ledger import NOTHING, Balances
from bot.budget.sheets import Sheet
from bot.errors import N_, Refusal
from bot.meetings import Meeting
from bot.meetings import State as MeetingState


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something was decided: a meeting with perhaps the sheet's point on it, or outside any (`reason` says how).

    `meeting` is None outside a meeting.
    """

    meeting: Meeting | None = None
    item: int | None = None
    reason: str = ""


OUTSIDE = Place()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scales:
    """What a decision is weighed on: the money that the sheet holds, and the balances of its year.

    `confirmed` is the shortage in cents that somebody saw and accepted, None when nobody was asked yet.
    """

    held: Balances = NOTHING
    year: Balances = NOTHING
    confirmed: int | None = None


def must_be_decided_there(place: Place, sheet: Sheet, *, today: date, needed: bool = True) -> None:
    """Each decision has its meeting (domain.md 7), or says how else the body decided."""
    meeting = place.meeting
    if meeting is None:
        if needed and not place.reason.strip():
            raise Refusal(
                N_("Kies de vergadering die dit besliste, of noteer hieronder hoe er anders over beslist is."),
                about="meeting",
            )
        return
    if meeting.body != sheet.body or meeting.state is MeetingState.CANCELLED:
        raise Refusal(N_("Die vergadering ken ik niet meer. Kies een andere."), about="meeting")
    if meeting.day is None or meeting.day > today:
        raise Refusal(N_("Die vergadering moet nog komen: noteer de beslissing als ze genomen is."), about="meeting")
