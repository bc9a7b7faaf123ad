"""The end of a vote: its last calls, more time, closing, cancelling, and what the plenary makes of it."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot import texts
from bot.bodies import Method, RuleSheet
from bot.errors import N_, Refusal
from bot.moments import is_working_day, working_days_before
from bot.people import May, Person
from bot.reminders import hours
from bot.votes.counting import count
from bot.votes.opening import CLOSING_HOUR, DAY, must_be_sensible
from bot.votes.polls import MAY_GO_ON, Poll, State
from bot.votes.results import MASKED_UNDER, Box, Result

LAST_CALLS = (timedelta(hours=24), timedelta(hours=2))
BEFORE_QUIET = timedelta(minutes=30)


def calls(poll: Poll) -> list[datetime]:
    """When those who have not voted are asked to: halfway, 24 and 2 hours before closing, soonest first."""
    if poll.opened_at is None or poll.method is Method.CONSENT:
        return []
    halfway = poll.opened_at + (poll.closes_at - poll.opened_at) / 2
    moments = {halfway, *(poll.closes_at - ahead for ahead in LAST_CALLS)}
    return sorted(moment for moment in moments if moment > poll.opened_at)


def last_call(poll: Poll, rules: RuleSheet) -> datetime | None:
    """When the last call before closing is made (UTC): two hours ahead, or before the quiet hours and the weekend.

    None when that is before the vote opened, or nobody is called.
    """
    if poll.opened_at is None or poll.method is Method.CONSENT:
        return None
    zone = ZoneInfo(rules.zone)
    moment = poll.closes_at - LAST_CALLS[-1]
    if hours.loud_at(moment, rules) != moment:
        here = moment.astimezone(zone)
        day = here.date() - DAY if here.time() < rules.quiet_until < rules.quiet_from else here.date()
        moment = (datetime.combine(day, rules.quiet_from, zone) - BEFORE_QUIET).astimezone(UTC)
    day = hours.local_day(moment, rules)
    if not is_working_day(day):
        moment = datetime.combine(working_days_before(day, 1), CLOSING_HOUR, zone).astimezone(UTC)
    return moment if moment > poll.opened_at else None


def extend(poll: Poll, until: datetime, *, by: Person, now: datetime) -> Poll:
    """The vote with a later closing time, once. Raises `Refusal` about `closes_at`.

    A vote that closed because too few took part goes on as it was: its ballots were shown to nobody.
    """
    by.must_be_allowed(May.RUN_VOTES, in_=poll.body)
    may_go_on = poll.state is State.CLOSED and poll.invalid in MAY_GO_ON
    if not (poll.is_open(now) or may_go_on):
        raise Refusal(N_("Deze stemming is niet open en kan niet meer verlengd worden."))
    if poll.extended:
        raise Refusal(N_("Deze stemming is al één keer verlengd. Een tweede keer kan niet."))
    if until <= poll.closes_at:
        raise Refusal(
            N_("De stemming loopt al tot {closes}. Kies een later tijdstip; inkorten kan niet."),
            about="closes_at",
            closes=poll.closes_at,
        )
    must_be_sensible(until, now=now)
    return replace(poll, state=State.OPEN, closes_at=until, closed_at=None, extended=True, invalid=None, note="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """A vote that is over, and its result as it may be shown: the only one to be kept of a secret vote."""

    poll: Poll
    result: Result


def is_over(poll: Poll, box: Box, *, now: datetime) -> bool:
    """Whether an open vote is to be closed: its time has come, everybody voted on all lines, or there is an objection.

    No change of a named vote is possible after that.
    """
    if poll.state is not State.OPEN:
        return False
    return now >= poll.closes_at or box.objections > 0 or 0 < poll.entitled <= box.complete


def close(poll: Poll, box: Box, *, now: datetime) -> Closed:
    """The vote closed because it is over. Raises `Refusal` for one that is not, or was closed already."""
    if not is_over(poll, box, now=now):
        raise Refusal(_NOT_OPEN if poll.state is not State.OPEN else N_("Deze stemming loopt nog."))
    return _closed(poll, box, now=now, note="")


def close_early(poll: Poll, box: Box, *, by: Person, reason: str, now: datetime) -> Closed:
    """The vote closed by hand before its time. Raises `Refusal`, about `reason` when that is missing.

    Never a consent, where silence is consent and everybody gets the whole time; and never a secret vote with so few
    ballots that its outcome would tell what those few voted. Whether it may be closed depends on how many voted only:
    a refusal that looked at the ballots would give them away.
    """
    by.must_be_allowed(May.RUN_VOTES, in_=poll.body)
    if poll.state is not State.OPEN:
        raise Refusal(_NOT_OPEN)
    if is_over(poll, box, now=now):
        return close(poll, box, now=now)
    if poll.method is Method.CONSENT:
        raise Refusal(
            N_("Bij consent telt zwijgen als akkoord: iedereen krijgt de tijd tot {closes}."), closes=poll.closes_at
        )
    if poll.method is Method.SECRET and box.voted < MASKED_UNDER:
        raise Refusal(
            N_(
                "Een geheime stemming sluit niet vroeger zolang er minder dan {fewest} stemmen zijn: "
                "de uitslag zou verraden wie wat stemde. Wacht tot {closes}, of annuleer ze."
            ),
            fewest=MASKED_UNDER,
            closes=poll.closes_at,
        )
    return _closed(poll, box, now=now, note=_why(reason))


def _closed(poll: Poll, box: Box, *, now: datetime, note: str) -> Closed:
    result = count(poll, box)
    closed_at = min(now, poll.closes_at)
    return Closed(
        poll=replace(poll, state=State.CLOSED, closed_at=closed_at, invalid=result.invalid, note=note), result=result
    )


def cancel(poll: Poll, *, by: Person, reason: str, now: datetime) -> Poll:
    """The vote cancelled; its ballots are to be destroyed, electorate and reason stay. Raises `Refusal` about `reason`.

    One whose time has come is closed instead: nobody cancels a result.
    """
    by.must_be_allowed(May.RUN_VOTES, in_=poll.body)
    if poll.state is not State.DRAFT:
        if not poll.is_open(now):
            raise Refusal(_NOT_OPEN)
        return replace(poll, state=State.CANCELLED, closed_at=now, note=_why(reason))
    return replace(poll, state=State.CANCELLED, closed_at=now)


def _why(reason: str) -> str:
    clean = texts.paragraphs(reason)
    if not any(character.isalnum() for character in clean):
        raise Refusal(N_("Zeg kort waarom; iedereen ziet de reden bij de stemming."), about="reason")
    return texts.short_enough(clean, most=texts.REASON_LENGTH, about="reason")


_NOT_OPEN = N_("Deze stemming is niet (meer) open.")


def ratify(poll: Poll, result: Result, *, agreed: bool, by: Person) -> Poll:
    """What the plenary decided on a *voordracht*: followed or not. Its ballots are to be deleted, the totals stay."""
    by.must_be_allowed(May.RATIFY, in_=poll.body)
    if not poll.needs_ratification:
        raise Refusal(N_("Deze stemming beslist zelf: er valt niets te bekrachtigen."))
    if poll.state in (State.RATIFIED, State.NOT_RATIFIED):
        raise Refusal(N_("De vergadering heeft hier al over beslist."))
    if poll.state is not State.CLOSED:
        raise Refusal(N_("Deze stemming is nog niet gesloten."))
    if result.deadlock is not None:
        raise Refusal(N_("De stemmen staken nog. Beslis eerst wie voorgedragen wordt."))
    if not result.accepted:
        raise Refusal(N_("Er is niemand voorgedragen om te bekrachtigen."))
    return replace(poll, state=State.RATIFIED if agreed else State.NOT_RATIFIED)
