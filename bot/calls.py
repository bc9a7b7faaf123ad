"""Calls for candidates: for how many places, until when, and when to worry that nobody stands."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot import texts
from bot.bodies import RuleSheet
from bot.errors import N_, Refusal
from bot.groups import Group
from bot.meetings import TAKES_POINTS, Kind, Meeting, deadlines
from bot.moments import is_working_day, working_days_before
from bot.names import fold
from bot.people import May, Person, Role

MOST_PLACES = 20
LONGEST_CALL = timedelta(days=365)
DAY = timedelta(days=1)
REMIND_AHEAD = (7, 1)
WARN_AHEAD = 3
"""Working days that the support officer has left when nobody stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A call for `least` to `most` candidates, who can come forward up to and including the wall day `closes_on`.

    `role` and `group` say which mandate it gives; `role` is None for a place outside the body. `ends_on` is the last
    day of the mandate that it fills, where there is one.
    """

    id: int
    body: int
    title: str
    least: int
    most: int
    closes_on: date
    opened_by: int
    opened_at: datetime
    role: Role | None = None
    group: int | None = None
    explanation: str = ""
    ends_on: date | None = None
    called_off: bool = False


_PLACES = re.compile(r"(?P<least>\d{1,3})(?:\s*(?:-|–|of|à|a|tot|tot en met|t/m)\s*(?P<most>\d{1,3}))?", re.IGNORECASE)


def places(text: str) -> tuple[int, int]:
    """The least and most places in "2", "1-2" or "1 of 2". Raises `Refusal` about `places`."""
    found = _PLACES.fullmatch(text.strip())
    least, most = (int(found["least"]), int(found["most"] or found["least"])) if found else (0, 0)
    if not 1 <= least <= most <= MOST_PLACES:
        raise Refusal(
            N_("Hoeveel plaatsen zijn er? Typ een getal tot {most}, of een bereik zoals 1-2."),
            about="places",
            most=MOST_PLACES,
        )
    return least, most


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the form Oproep tot kandidaten asks; `places` as typed."""

    title: str
    places: str
    closes_on: date
    role: Role | None = None
    group: int | None = None
    explanation: str = ""
    ends_on: date | None = None


def meant_by(title: str, groups: Iterable[Group]) -> tuple[Role | None, int | None]:
    """The mandate that a title names, as a role and perhaps a group: what holds when nothing else was chosen.

    A group named in full goes before the comité, and "voorzitter" stands alone: "voorzitter netwerkstuurgroep" chairs
    something else. Nothing that is known: a place outside the body.
    """
    folded = fold(title)
    named = [group for group in groups if f" {fold(group.name)} " in f" {folded} "]
    if named:
        return Role.GROUP_MEMBER, max(named, key=lambda group: len(group.name)).id
    if folded in {"voorzitter", "voorzitter iroj", "voorzitterschap", "nieuwe voorzitter"}:
        return Role.CHAIR, None
    if "comite" in folded.split():
        return Role.COMMITTEE_MEMBER, None
    return None, None


def open_call(wanted: Wanted, *, body: int, by: Person, now: datetime, today: date) -> Call:
    """A call, not stored yet (id 0). Raises `Refusal` about `title`, `places`, `closes_on` or `explanation`."""
    by.must_be_allowed(May.CALL_CANDIDATES, in_=body)
    least, most = places(wanted.places)
    _must_be_sensible(wanted.closes_on, today=today)
    return Call(
        id=0,
        body=body,
        title=texts.title(wanted.title),
        least=least,
        most=most,
        closes_on=wanted.closes_on,
        opened_by=by.member_in(body),
        opened_at=now,
        role=wanted.role,
        group=wanted.group,
        explanation=texts.short_enough(
            texts.paragraphs(wanted.explanation), most=texts.EXPLANATION_LENGTH, about="explanation"
        ),
        ends_on=wanted.ends_on,
    )


def prolong(call: Call, until: date, *, by: Person, today: date) -> Call:
    """The call with a later last day, also after it closed. Raises `Refusal` about `closes_on`."""
    by.must_be_allowed(May.CALL_CANDIDATES, in_=call.body)
    must_be_going(call)
    if until <= call.closes_on:
        raise Refusal(
            N_("De oproep loopt al tot en met {closes}. Kies een latere dag."), about="closes_on", closes=call.closes_on
        )
    _must_be_sensible(until, today=today)
    return replace(call, closes_on=until)


def call_off(call: Call, *, by: Person) -> Call:
    """The call taken back."""
    by.must_be_allowed(May.CALL_CANDIDATES, in_=call.body)
    must_be_going(call)
    return replace(call, called_off=True)


def is_open(call: Call, *, today: date) -> bool:
    """Whether members can still come forward; the last day counts."""
    return not call.called_off and today <= call.closes_on


def _must_be_sensible(closes_on: date, *, today: date) -> None:
    if closes_on < today:
        raise Refusal(N_("Die dag is al voorbij. Kies een dag vanaf vandaag."), about="closes_on")
    if closes_on - today > LONGEST_CALL:
        raise Refusal(N_("Een oproep loopt hoogstens een jaar."), about="closes_on")


def must_be_going(call: Call) -> None:
    """Raise `Refusal` for a call that was taken back."""
    if call.called_off:
        raise Refusal(N_("Deze oproep is ingetrokken."))


def reminders(call: Call) -> list[date]:
    """The working days on which members are told that the call closes soon, soonest first."""
    ahead = (call.closes_on - days * DAY for days in REMIND_AHEAD)
    return sorted({day if is_working_day(day) else working_days_before(day, 1) for day in ahead})


def warn_on(call: Call, meetings: Iterable[Meeting], rules: RuleSheet) -> date:
    """The working day to tell the support officer that nobody stands yet, while something can be done about it.

    Before the call closes, and before a point can no longer come on the last plenary meeting before the mandate ends.
    """
    limits = [call.closes_on]
    useful = [
        meeting
        for meeting in meetings
        if meeting.kind is Kind.PLENARY
        and meeting.state in TAKES_POINTS
        and call.ends_on is not None
        and meeting.latest <= call.ends_on
    ]
    if useful:
        last = max(useful, key=lambda meeting: meeting.latest)
        known = deadlines(last, rules)
        limits.append(known.submission if known else last.earliest - (rules.send_days + rules.submit_days) * DAY)
    return working_days_before(min(limits), WARN_AHEAD)
