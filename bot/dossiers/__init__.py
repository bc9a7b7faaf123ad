"""Dossiers: a call or trajectory of an agency, with its steps, applications, decision and deadline (domain.md 6)."""

from bot.dossiers.applying import Application, Balance, balance, read_applications
from bot.dossiers.deeds import KEEPS, agendize, apply, confirm, decide, draft, drop, on_agenda, send, tick
from bot.dossiers.points import read_points
from bot.dossiers.steps import MOST_STEPS, STEP_LENGTH, Step, current, read_steps
from bot.dossiers.values import AGENCY_LENGTH, Dossier, State, Wanted

__all__ = [
    "AGENCY_LENGTH",
    "KEEPS",
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
]
