"""Dossiers: a call or trajectory of an agency, with its steps, applications, decision and deadline (domain.md 6)."""

from bot.dossiers.applying import Application, Balance, balance, read_applications
from bot.dossiers.deeds import KEEPS, agendize, apply, change, confirm, decide, draft, drop, on_agenda, send, tick
from bot.dossiers.points import read_points
from bot.dossiers.steps import LONGEST_PASTE, MOST_STEPS, STEP_LENGTH, Step, current, read_steps, written
from bot.dossiers.values import AGENCY_LENGTH, Dossier, State, Wanted

__all__ = [
    "AGENCY_LENGTH",
    "KEEPS",
    "LONGEST_PASTE",
    "MOST_STEPS",
    "STEP_LENGTH",
    "Application",
    "Balance",
    "Dossier",
    "State",
    "Step",
    "Wanted",
    "agendize",
    "apply",
    "balance",
    "change",
    "confirm",
    "current",
    "decide",
    "draft",
    "drop",
    "on_agenda",
    "read_applications",
    "read_points",
    "read_steps",
    "send",
    "tick",
    "written",
]
