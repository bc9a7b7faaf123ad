"""Phrases that point at a meeting of the body: "volgende vergadering", "het IROJ van april"."""

from dataclasses import replace

from bot.moments.periods import month_of
from bot.moments.readings import Meeting, UnreadableError, Why
from bot.moments.spans import Grain, Here, Span, Spans

ANY = "any"
PLENARY = "plenary"


def upcoming(kind: str, here: Here) -> Span:
    """The next meeting of a kind, today's included; it moves along when the meeting does.

    Raises `UnreadableError` when there is none, or no body to look in.
    """
    coming = [span for span in _spans(kind, here) if span.last >= here.today]
    if not coming:
        raise UnreadableError(Why.NO_MEETING)
    return replace(min(coming, key=lambda span: span.first), moves=True)


def previous(kind: str, here: Here) -> Span:
    """The last meeting of a kind before today."""
    over = [span for span in _spans(kind, here) if span.last < here.today]
    if not over:
        raise UnreadableError(Why.NO_MEETING)
    return max(over, key=lambda span: span.first)


def within(kind: str, spans: Spans, here: Here) -> Spans:
    """The meetings of a kind that touch one of the spans, in their order."""
    found = (
        meeting
        for meeting in _spans(kind, here)
        if any(span.first <= meeting.last and meeting.first <= span.last for span in spans)
    )
    return tuple(sorted(found, key=lambda span: span.first))


def _spans(kind: str, here: Here) -> list[Span]:
    if not here.meetings:
        raise UnreadableError(Why.NEEDS_MEETINGS)
    return [_span(meeting) for meeting in _of_kind(kind, here.meetings)]


def _of_kind(kind: str, meetings: tuple[Meeting, ...]) -> list[Meeting]:
    """A "vergadering" without more is the plenary one, in a body that has those."""
    if kind == ANY:
        plenary = [meeting for meeting in meetings if meeting.kind == PLENARY]
        return plenary or list(meetings)
    return [meeting for meeting in meetings if meeting.kind == kind]


def _span(meeting: Meeting) -> Span:
    if meeting.day is not None:
        return Span(first=meeting.day, last=meeting.day, grain=Grain.DAY, meeting=meeting)
    first, last = month_of(meeting.month.year, meeting.month.month)
    return Span(first=first, last=last, grain=Grain.CALENDAR, meeting=meeting)
