"""How points, their kinds, states and aims are said."""

from collections.abc import Mapping
from datetime import time

from bot.errors import N_
from bot.items import Aim, Item, Kind, State, When
from bot.meetings import Kind as MeetingKind
from bot.meetings import Meeting
from handlers.words import Sentence, Words

KINDS = {
    Kind.INFORMATION: N_("Ter informatie"),
    Kind.DISCUSSION: N_("Ter bespreking"),
    Kind.DECISION: N_("Ter beslissing"),
    Kind.ADVICE: N_("Advies"),
    Kind.APPROVAL: N_("Goedkeuring"),
}

STATES = {
    State.SUBMITTED: N_("Ingediend, het comité beslist nog"),
    State.ACCEPTED: N_("Aanvaard"),
    State.SENT_BACK: N_("Teruggestuurd, jij kunt het aanvullen"),
    State.POSTPONED: N_("Uitgesteld"),
    State.REFUSED: N_("Geweigerd"),
    State.WITHDRAWN: N_("Ingetrokken"),
}

MEETING_KINDS = {
    MeetingKind.PLENARY: N_("Plenair"),
    MeetingKind.COMMITTEE: N_("Comité"),
    MeetingKind.WORKING_GROUP: N_("Werkgroep"),
}


def meeting(words: Words, meeting: Meeting) -> Sentence:
    """ "vrijdag 24 april 2026", or "juni 2026" while the day is not known; other kinds than plenary are named.

    A working group is named by its own name.
    """
    when = words.when(meeting.day) if meeting.day else words.month(meeting.month)
    if meeting.kind is MeetingKind.PLENARY:
        return words.say("{when}", when=when)
    if meeting.group is not None:
        return words.say("{when} ({group})", when=when, group=meeting.group.name)
    return words.say("{when} ({kind})", when=when, kind=words.say(MEETING_KINDS[meeting.kind]))


def hours(words: Words, starts: time | None, ends: time | None) -> Sentence | None:
    """ "9u30–12u", or "vanaf 9u30"; None while the start is not known."""
    if starts is None:
        return None
    if ends is None:
        return words.say("vanaf {starts}", starts=starts)
    return words.say("{starts}–{ends}", starts=starts, ends=ends)


def aim(words: Words, aim: Aim, meetings: Mapping[int, Meeting]) -> Sentence:
    """Where a point wants to be: a day, "de eerstvolgende vergadering", "juni 2026", "later, zonder datum"."""
    named = meetings.get(aim.meeting or 0)
    if aim.when is When.MEETING and named is not None:
        return meeting(words, named)
    if aim.when is When.NEXT:
        return words.say("de eerstvolgende vergadering")
    if aim.when is When.PERIOD:
        return words.say("{phrase}", phrase=aim.phrase)
    return words.say("later, zonder datum")


def place(words: Words, item: Item, meetings: Mapping[int, Meeting]) -> Sentence:
    """Where a point is now: its meeting, or else what it aims at."""
    if item.meeting is not None and item.meeting in meetings:
        return meeting(words, meetings[item.meeting])
    return aim(words, item.aim, meetings)
