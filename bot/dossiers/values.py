"""What a dossier is: frozen values and states."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.dossiers.applying import Application
from bot.dossiers.steps import Step

AGENCY_LENGTH = 100


class State(StrEnum):
    """A draft is only a preview; decided is not sent yet."""

    DRAFT = "draft"
    OPEN = "open"
    DECIDED = "decided"
    SENT = "sent"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the form of a dossier asks; `steps` is the pasted text."""

    title: str
    agency: str
    deadline: date | None
    steps: str
    year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """One dossier. It must be decided before `deadline`. `available` is in hundredths of points.

    `item` is its agenda point. `is_ordered`: whether its applications are a list of priorities in order.
    `made_by` is a member id.
    """

    id: int
    body: int
    title: str
    agency: str
    state: State
    made_by: int
    made_at: datetime
    deadline: date | None = None
    available: int | None = None
    is_ordered: bool = False
    outcome: str = ""
    sent_on: date | None = None
    item: int | None = None
    steps: tuple[Step, ...] = ()
    applications: tuple[Application, ...] = ()
