"""Before a vote: which method and closing time make sense, what has to be refused, and what is then fixed."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot import texts
from bot.bodies import SHORTEST_SECRET, Electorate, Method, PersonMethod, RuleSheet, Tie
from bot.errors import N_, Refusal
from bot.moments import is_working_day
from bot.people import May, Person
from bot.votes.polls import Line, Poll, State
from bot.votes.results import MASKED_UNDER
from bot.votes.rolls import Roll

MOST_SECRET = 60
"""Seats in a secret vote: each ballot rewrites all of them (decisions 4)."""

MOST_LINES = 20
"""Candidates on one ballot: a form has to hold them."""

LONGEST = timedelta(days=90)
USUAL_DAYS = 3
CLOSING_HOUR = time(17)
DAY = timedelta(days=1)


def method_for(rules: RuleSheet, *, candidates: int, places: int) -> Method:
    """The method to propose; `candidates` is 0 for a question that is not about people.

    Consent cannot choose between more candidates than there are places, so that becomes a secret vote.
    """
    if not candidates:
        return rules.decision_method
    match rules.person_vote_method:
        case PersonMethod.NAMED:
            return Method.NAMED
        case PersonMethod.SECRET:
            return Method.SECRET
        case PersonMethod.CONSENT | PersonMethod.CONSENT_ELSE_SECRET:
            return Method.CONSENT if candidates <= places else Method.SECRET


def closing_for(now: datetime, *, zone: ZoneInfo) -> datetime:
    """The closing time to propose, in UTC: in the late afternoon, at least three working days from now.

    On a working day that does not touch a weekend, so that the last calls reach people at work.
    """
    day = now.astimezone(zone).date()
    working_days = 0
    while working_days < USUAL_DAYS or not _is_midweek(day):
        day += DAY
        working_days += is_working_day(day)
    return datetime.combine(day, CLOSING_HOUR, zone).astimezone(UTC)


def _is_midweek(day: date) -> bool:
    """A working day with no weekend within 24 hours."""
    return is_working_day(day) and 2 <= day.isoweekday() <= 4


class Notice(StrEnum):
    """What to mention before a vote opens; none of it is a reason to refuse."""

    NEAR_WEEKEND = "near_weekend"
    NO_WORKING_DAY = "no_working_day"
    SHORT = "short"
    LIKELY_MASKED = "likely_masked"
    NO_SLACK = "no_slack"
    CONFLICTS = "conflicts"


def notices(
    poll: Poll, roll: Roll, *, now: datetime, zone: ZoneInfo, without_slack: Collection[int] = ()
) -> list[Notice]:
    """What to mention in the last summary. `without_slack` are members who cannot vote here themselves."""
    day = poll.closes_at.astimezone(zone).date()
    secret = poll.method is Method.SECRET
    found = {
        Notice.NO_WORKING_DAY: not is_working_day(day),
        Notice.NEAR_WEEKEND: is_working_day(day) and not _is_midweek(day),
        Notice.SHORT: poll.closes_at - now < DAY,
        Notice.LIKELY_MASKED: secret and len(roll.seats) < MASKED_UNDER,
        Notice.NO_SLACK: any(seat.member in without_slack for seat in roll.seats),
        Notice.CONFLICTS: bool(roll.conflicts),
    }
    return [notice for notice, holds in found.items() if holds]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the form Stemming openen asks. `lines` have id 0 until they are stored; `closes_at` is aware."""

    title: str
    lines: tuple[Line, ...]
    method: Method
    closes_at: datetime
    tie: Tie
    quorum: int | None = None
    places: int = 1


def draft(wanted: Wanted, *, body: int, roll: Roll, by: Person, now: datetime, rules: RuleSheet) -> Poll:
    """A vote that is not open yet, not stored yet (id 0), with the rules of the sheet as they are now.

    Raises `Refusal` about `title`, `lines`, `method`, `closes_at`, `quorum` or `tie`.
    """
    by.must_be_allowed(May.RUN_VOTES, in_=body)
    poll = Poll(
        id=0,
        body=body,
        title=texts.title(wanted.title),
        lines=wanted.lines,
        method=wanted.method,
        places=wanted.places,
        state=State.DRAFT,
        closes_at=wanted.closes_at,
        opened_by=by.member_in(body),
        electorate=rules.electorate,
        base=rules.majority_base,
        tie=wanted.tie,
        # Nobody votes in a consent, so there is no turnout that could meet a quorum.
        quorum=None if wanted.method is Method.CONSENT else wanted.quorum,
        candidate_votes=rules.candidate_votes,
        decides=rules.vote_decides or rules.electorate is Electorate.PLENARY,
    )
    must_be_possible(poll, roll, now=now)
    return poll


def open_up(poll: Poll, roll: Roll, *, now: datetime) -> Poll:
    """The vote opened, with its electorate as it is at this moment; from here on that never changes.

    The seats of `roll` are to be stored with it. Raises `Refusal` like `draft`, since mandates may have changed.
    """
    if poll.state is not State.DRAFT:
        raise Refusal(N_("Deze stemming is al geopend of geannuleerd."))
    must_be_possible(poll, roll, now=now)
    return replace(
        poll,
        state=State.OPEN,
        opened_at=now,
        entitled=len(roll.seats),
        outside=roll.outside,
        conflicts=roll.conflicts,
    )


def must_be_possible(poll: Poll, roll: Roll, *, now: datetime) -> None:
    """Raise `Refusal` about the field for a vote that could not be held, or could only end in nothing."""
    _must_have_lines(poll)
    must_be_sensible(poll.closes_at, now=now)
    _must_have_voters(poll, voters=len(roll.seats))
    if poll.tie is not Tie.CHAIR_DECIDES or poll.method is Method.CONSENT:
        return
    if roll.chair is None:
        raise Refusal(
            N_("De voorzitter heeft geen stem en kan dus niet beslissen bij gelijke stand. Kies een andere regel."),
            about="tie",
        )
    if roll.chair in poll.candidates and not poll.candidate_votes:
        raise Refusal(
            N_("De voorzitter is zelf kandidaat en kan niet beslissen bij gelijke stand. Kies een andere regel."),
            about="tie",
        )


def must_be_sensible(closes_at: datetime, *, now: datetime) -> None:
    """Raise `Refusal` about `closes_at` unless it lies ahead, and not too far."""
    if closes_at <= now:
        raise Refusal(N_("Dat tijdstip is al voorbij. Kies een later tijdstip."), about="closes_at")
    if closes_at - now > LONGEST:
        raise Refusal(N_("Een stemming duurt hoogstens {days} dagen."), about="closes_at", days=LONGEST.days)


def _must_have_lines(poll: Poll) -> None:
    if not poll.lines:
        raise Refusal(N_("Kies waarover er gestemd wordt."), about="lines")
    if len(poll.lines) > MOST_LINES:
        raise Refusal(N_("Zet hoogstens {most} kandidaten op één stembrief."), about="lines", most=MOST_LINES)
    if poll.places < 1:
        raise Refusal(N_("Er is minstens één plaats te verdelen."), about="lines")
    if poll.is_shared and len(poll.candidates) < len(poll.lines):
        raise Refusal(N_("Iedere kandidaat staat één keer op de stembrief."), about="lines")
    if poll.method is Method.CONSENT and len(poll.lines) > poll.places:
        raise Refusal(
            N_("Er zijn meer kandidaten dan plaatsen: met consent kun je niet kiezen. Stem geheim of openbaar."),
            about="method",
        )


def _must_have_voters(poll: Poll, *, voters: int) -> None:
    if not voters:
        raise Refusal(N_("Er is niemand die mag stemmen. Kijk de mandaten na."), about="method")
    if poll.method is Method.SECRET and voters < SHORTEST_SECRET:
        raise Refusal(
            N_(
                "Geheim stemmen kan pas vanaf 3 stemgerechtigden; nu is het aantal {voters}. "
                "Zet het op de agenda van de vergadering, of kies een andere methode."
            ),
            about="method",
            voters=voters,
        )
    if poll.method is Method.SECRET and voters > MOST_SECRET:
        raise Refusal(
            N_("Geheim stemmen kan hier tot {most} stemgerechtigden; er zijn er {voters}. Stem op de vergadering."),
            about="method",
            most=MOST_SECRET,
            voters=voters,
        )
    if poll.quorum is not None and poll.quorum < 1:
        raise Refusal(N_("Een quorum is minstens 1 stem; laat het veld leeg voor geen quorum."), about="quorum")
    if poll.quorum is not None and poll.quorum > voters:
        raise Refusal(
            N_("Een quorum van {quorum} kan niet: er zijn maar {voters} stemgerechtigden."),
            about="quorum",
            quorum=poll.quorum,
            voters=voters,
        )
