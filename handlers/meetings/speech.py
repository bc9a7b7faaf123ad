"""How meetings, their states and what to watch out for are said."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from bot.bodies import Body
from bot.errors import N_
from bot.meetings import TAKES_POINTS, Meeting, State, deadlines
from bot.people import May, Person
from bot.schedules import Concern, Reason
from handlers.items import speech
from handlers.words import Sentence, Words

KINDS = speech.MEETING_KINDS

STATES = {
    State.PLANNED: N_("De dag ligt nog niet vast"),
    State.AGENDA_OPEN: N_("De agenda staat open"),
    State.AGENDA_PUBLISHED: N_("Agenda gepubliceerd, versie {letter}"),
    State.HELD: N_("Gehouden"),
    State.REPORTED: N_("Verslag goedgekeurd"),
    State.CLOSED: N_("Afgesloten"),
    State.CANCELLED: N_("Geannuleerd"),
}

_CONCERNS = {
    Reason.PUBLIC_HOLIDAY: N_("Dit is een feestdag: {name}."),
    Reason.SCHOOL_HOLIDAY: N_("Dit valt in de {name}."),
    Reason.TAKEN: N_("Op die dag is er al een vergadering ({kind})."),
}

_DECIDED = frozenset({State.HELD, State.REPORTED, State.CLOSED})

meeting = speech.meeting
hours = speech.hours


def state(words: Words, meeting: Meeting) -> Sentence:
    """How far the meeting is."""
    return words.say(STATES[meeting.state], letter=meeting.version)


def concerns(words: Words, found: Iterable[Concern]) -> list[Sentence]:
    """The warnings about a day, each a sentence."""
    return [
        words.say(
            _CONCERNS[concern.reason],
            name=concern.name,
            kind=words.say(KINDS[concern.kind]) if concern.kind else "",
        )
        for concern in found
    ]


def facts(words: Words, meeting: Meeting, *, body: Body, me: Person, today: date) -> dict[str, Any]:
    """What a list or card says of one meeting, with the buttons that this person may press."""
    limits = deadlines(meeting, body.rules)
    open_ = meeting.state in TAKES_POINTS
    may_plan = me.may(May.PLAN_MEETINGS, in_=body.id) and open_
    may_note = me.may(May.NOTE_OUTCOMES, in_=body.id)
    return {
        "id": meeting.id,
        "name": speech.meeting(words, meeting),
        "hours": hours(words, meeting.starts, meeting.ends),
        "place": meeting.place,
        "state": state(words, meeting),
        "submission": limits.submission if limits and open_ else None,
        "sending": limits.sending if limits and open_ else None,
        "may_change": may_plan,
        "may_publish": me.may(May.PUBLISH_AGENDA, in_=body.id) and open_ and meeting.day is not None,
        "goes_on": meeting.state is not State.CANCELLED,
        "may_hold": may_note and open_ and meeting.day is not None and meeting.day <= today,
        "has_outcomes": meeting.state in _DECIDED,
        "may_approve": may_note and meeting.state is State.HELD,
        "may_close": may_note and meeting.state in {State.HELD, State.REPORTED},
    }
