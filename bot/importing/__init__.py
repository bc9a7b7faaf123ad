"""Lists from a spreadsheet: what a file says, and what would change if it were taken over. Nothing is stored here."""

from bot.importing.meetings import MeetingsPlan
from bot.importing.meetings import plan as plan_meetings
from bot.importing.people import Plan, Roll
from bot.importing.people import plan as plan_people
from bot.importing.sheet import LARGEST, Column, Kind, Row, Sheet, read
from bot.importing.verdicts import Outcome, Value, Verdict

__all__ = [
    "LARGEST",
    "Column",
    "Kind",
    "MeetingsPlan",
    "Outcome",
    "Plan",
    "Roll",
    "Row",
    "Sheet",
    "Value",
    "Verdict",
    "plan_meetings",
    "plan_people",
    "read",
]
