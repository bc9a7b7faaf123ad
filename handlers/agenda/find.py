"""Which meeting somebody means with what they typed behind `/agenda`."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime

from bot import moments
from bot.meetings import Kind, Meeting, State, coming
from bot.moments import Prefer, Reading
from handlers.items.board import Board


def next_one(board: Board) -> list[Meeting]:
    """The first coming plenary meeting, or else the first one of another kind; empty when none is planned."""
    ahead = coming(board.meetings, today=board.today)
    plenary = [meeting for meeting in ahead if meeting.kind is Kind.PLENARY]
    return (plenary or ahead)[:1]


def meant(text: str, board: Board, *, now: datetime, known: Sequence[Meeting]) -> list[Meeting]:
    """The `known` meetings that `text` can mean: one, several when that is not clear, or none.

    A day without a year is looked for ahead first, then back.
    """
    for prefer in (Prefer.FUTURE, Prefer.PAST):
        reading = moments.read(text, now=now, zone=board.body.zone, prefer=prefer, meetings=tuple(board.meetings))
        found = {meeting.id: meeting for fits in _tests(reading) for meeting in known if fits(meeting)}
        if found:
            return [meeting for meeting in found.values() if meeting.state is not State.CANCELLED] or [*found.values()]
    return []


def _tests(reading: Reading) -> Iterator[Callable[[Meeting], bool]]:
    match reading:
        case moments.Ambiguous(candidates=candidates):
            for candidate in candidates:
                yield from _tests(candidate)
        case moments.AtNextMeeting(meeting=meeting) | moments.Point(meeting=meeting) if meeting is not None:
            yield lambda each: each == meeting
        case moments.Point(day=day):
            yield lambda each: each.day == day
        case moments.Range(first=first, last=last):
            yield lambda each: _lies_in(each, first, last)


def _lies_in(meeting: Meeting, first: date, last: date) -> bool:
    if meeting.day is not None:
        return first <= meeting.day <= last
    return meeting.earliest <= last and meeting.latest >= first
