"""While a vote is open: ballots, named or secret, ballots in somebody's name, and objections."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot import texts
from bot.bodies import Method
from bot.errors import N_, Refusal
from bot.people import May, Person
from bot.votes.polls import Choice, Line, Poll, Seat, must_be_open


@dataclass(frozen=True, slots=True, kw_only=True)
class Ballot:
    """A named ballot for one line. The member ids say who entered and confirmed one in somebody else's name."""

    line: int
    mandate: int
    choice: Choice
    cast_at: datetime
    entered_by: int | None = None
    confirmed_by: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A ballot that the support officer wrote down for a member without Slack; it does not count yet."""

    line: int
    mandate: int
    choice: Choice
    entered_by: int
    entered_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretBallot:
    """A secret ballot for one line: nobody, no time, no order."""

    line: int
    choice: Choice


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """Why a consent did not pass. `entered_by` is the member who wrote it down in somebody else's name."""

    mandate: int
    reason: str
    made_at: datetime
    entered_by: int | None = None


Mine = Mapping[int, Choice]
"""The choices that one seat has in the box of a named vote, by line id."""


def must_be_voter(poll: Poll, seat: Seat | None, *, by: Person) -> Seat:
    """The seat of whoever acts, as storage found it in the electorate of this vote. Raises `Refusal` for none.

    A seat stays a voter until the vote closes, whatever happens to the mandate meanwhile.
    """
    present = by.seat_in(poll.body)
    if present is not None and present.member in poll.candidates and (seat is None or seat.member != present.member):
        raise Refusal(N_("Je bent zelf kandidaat: over je eigen kandidatuur stem je niet mee."))
    if seat is None or (present is not None and present.member != seat.member):
        raise Refusal(
            N_("Je hoort niet bij de stemgerechtigden van deze stemming, zoals die bij de opening vastlagen.")
        )
    return seat


def cast(
    poll: Poll, seat: Seat | None, line: int, choice: Choice, *, by: Person, mine: Mine, now: datetime
) -> Ballot | None:
    """A named ballot, new or changed; None when it says what is in the box already, so that twice counts once.

    Until closing the last one counts. Raises `Refusal` for somebody outside the electorate, too late, or more votes
    for than there are places.
    """
    voter = must_be_voter(poll, seat, by=by)
    _must_be_named(poll, now=now)
    return _ballot(poll, voter, line, choice, mine=mine, now=now)


def _ballot(poll: Poll, seat: Seat, line: int, choice: Choice, *, mine: Mine, now: datetime) -> Ballot | None:
    poll.line(line)
    if mine.get(line) is choice:
        return None
    _must_fit(poll, {**mine, line: choice})
    return Ballot(line=line, mandate=seat.mandate, choice=choice, cast_at=now)


def _must_be_named(poll: Poll, *, now: datetime) -> None:
    must_be_open(poll, now=now)
    if poll.method is not Method.NAMED:
        raise Refusal(N_("Dit is geen openbare stemming. Gebruik de knop bij deze stemming."))


def _must_fit(poll: Poll, choices: Mine) -> None:
    """At most as many votes for as there are places (decisions 2)."""
    if sum(choice is Choice.FOR for choice in choices.values()) > poll.places:
        raise Refusal(
            N_("Je kunt hoogstens {places} keer voor stemmen: er zijn niet meer plaatsen."),
            about="choices",
            places=poll.places,
        )


def must_not_have_voted(poll: Poll, seat: Seat | None, *, by: Person, now: datetime) -> Seat:
    """The seat of somebody who may still vote in secret; asked before the form opens and again when it comes in."""
    voter = must_be_voter(poll, seat, by=by)
    must_be_open(poll, now=now)
    if poll.method is not Method.SECRET:
        raise Refusal(N_("Dit is geen geheime stemming. Gebruik de knoppen bij deze stemming."))
    if voter.has_voted:
        raise Refusal(N_("Je stem zit al in de stembus. Een geheime stem kan niet meer wijzigen."))
    return voter


def cast_secretly(
    poll: Poll, seat: Seat | None, choices: Mine, *, by: Person, now: datetime
) -> tuple[Seat, tuple[SecretBallot, ...]]:
    """The seat that voted, and its ballots: two things to be stored with nothing that joins them.

    A ballot says something of every line. Raises `Refusal` about `choices`, or when the seat has voted already.
    """
    voter = must_not_have_voted(poll, seat, by=by, now=now)
    if choices.keys() != {line.id for line in poll.lines}:
        raise Refusal(N_("Kies bij elke kandidaat: voor, tegen of onthouding."), about="choices")
    _must_fit(poll, choices)
    ballots = tuple(SecretBallot(line=line, choice=choice) for line, choice in choices.items())
    return replace(voter, has_voted=True), ballots


def enter(
    poll: Poll, seat: Seat, line: int, choice: Choice, *, by: Person, has_slack: bool, mine: Mine, now: datetime
) -> Entry | None:
    """A named ballot for a member without Slack, to be confirmed by somebody else; None when it is in the box already.

    Never in a secret vote: nobody can vote in secret through another.
    """
    by.must_be_allowed(May.ACT_FOR_OTHERS, in_=poll.body)
    if poll.method is Method.SECRET:
        raise Refusal(N_("In een geheime stemming kan niemand namens een ander stemmen."))
    if has_slack:
        raise Refusal(N_("Dit lid kan zelf stemmen in Slack."), about="member")
    _must_be_named(poll, now=now)
    if _ballot(poll, seat, line, choice, mine=mine, now=now) is None:
        return None
    me = by.member_in(poll.body)
    return Entry(line=line, mandate=seat.mandate, choice=choice, entered_by=me, entered_at=now)


def confirm(poll: Poll, entry: Entry, *, by: Person, mine: Mine, now: datetime) -> Ballot:
    """The ballot in the name of somebody, confirmed by another officer or the chair: from now on it counts."""
    by.must_be_allowed(May.RUN_VOTES, in_=poll.body)
    me = by.member_in(poll.body)
    if me == entry.entered_by:
        raise Refusal(N_("Iemand anders bevestigt deze stem: een tweede ondersteuner of de voorzitter."))
    _must_be_named(poll, now=now)
    _must_fit(poll, {**mine, entry.line: entry.choice})
    return Ballot(
        line=entry.line,
        mandate=entry.mandate,
        choice=entry.choice,
        cast_at=now,
        entered_by=entry.entered_by,
        confirmed_by=me,
    )


def object_to(
    poll: Poll, seat: Seat | None, reason: str, *, by: Person, now: datetime, on_behalf: bool = False
) -> Objection:
    """A reasoned objection; one is enough to stop a consent. `on_behalf`: `by` writes it down for that seat.

    Raises `Refusal` about `reason`.
    """
    if on_behalf:
        by.must_be_allowed(May.ACT_FOR_OTHERS, in_=poll.body)
    voter = seat if on_behalf and seat is not None else must_be_voter(poll, seat, by=by)
    must_be_open(poll, now=now)
    if poll.method is not Method.CONSENT:
        raise Refusal(N_("Bezwaar maken kan alleen bij consent. Stem hier tegen."))
    clean = texts.paragraphs(reason)
    if not any(character.isalnum() for character in clean):
        raise Refusal(N_("Zeg kort wat je bezwaar is: zonder reden telt het niet."), about="reason")
    return Objection(
        mandate=voter.mandate,
        reason=texts.short_enough(clean, most=texts.REASON_LENGTH, about="reason"),
        made_at=now,
        entered_by=by.member_in(poll.body) if on_behalf else None,
    )


def conflicts_of(poll: Poll, seat: Seat) -> tuple[Line, ...]:
    """The candidates with whom this voter shares an organisation: abstaining is proposed, voting is allowed."""
    shared = {conflict.candidate for conflict in poll.conflicts if conflict.member == seat.member}
    return tuple(line for line in poll.lines if line.member in shared)
