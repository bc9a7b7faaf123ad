"""Votes, their electorates, ballot boxes and results."""

from storage.votes import boxes, polls, ties

__all__ = ["boxes", "polls", "ties"]
