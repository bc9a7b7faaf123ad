"""Reminders: on which days who is reminded of what, and at which hours people may be disturbed (domain.md 6)."""
