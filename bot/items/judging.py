"""What the comité makes of a proposal, and how an accepted point gets on a meeting or waits in the pool."""

from dataclasses import replace
from datetime import datetime

from bot import texts
from bot.errors import N_, Refusal
from bot.items.points import Aim, Item, State
from bot.meetings import TAKES_POINTS, Meeting
from bot.people import May, Person


def accept(item: Item, *, by: Person, now: datetime, meeting: Meeting | None, position: int = 0) -> Item:
    """The point accepted: on `meeting` at `position`, or in the pool when `meeting` is None."""
    must_be_judged_by(by, item=item)
    if meeting is not None and meeting.state not in TAKES_POINTS:
        raise Refusal(N_("Die vergadering neemt geen punten meer aan. Stel het punt uit naar een latere vergadering."))
    return replace(
        item,
        state=State.ACCEPTED,
        meeting=meeting.id if meeting else None,
        position=position if meeting else 0,
        judged_by=by.member_in(item.body),
        judged_at=now,
        reason="",
    )


def send_back(item: Item, *, by: Person, now: datetime, reason: str) -> Item:
    """The point back with its proposer, who may improve it and submit it again."""
    return _judged(item, State.SENT_BACK, by=by, now=now, reason=reason)


def refuse(item: Item, *, by: Person, now: datetime, reason: str) -> Item:
    """The point refused, for good."""
    return _judged(item, State.REFUSED, by=by, now=now, reason=reason)


def postpone(item: Item, *, by: Person, now: datetime, reason: str, aim: Aim) -> Item:
    """The point kept for later: it moves to the pool (decisions.md 7). The new aim may be reason enough."""
    must_be_judged_by(by, item=item)
    why = texts.reason(reason) if reason.strip() else ""
    return replace(_decided(item, State.POSTPONED, by=by, now=now, reason=why), aim=aim)


def _judged(item: Item, state: State, *, by: Person, now: datetime, reason: str) -> Item:
    must_be_judged_by(by, item=item)
    return _decided(item, state, by=by, now=now, reason=texts.reason(reason))


def _decided(item: Item, state: State, *, by: Person, now: datetime, reason: str) -> Item:
    return replace(item, state=state, judged_by=by.member_in(item.body), judged_at=now, reason=reason)


def must_be_judged_by(by: Person, *, item: Item) -> None:
    """Raise `Refusal` unless `by` may judge: any one of the comité, not one's own point unless support officer."""
    by.must_be_allowed(May.JUDGE_PROPOSALS, in_=item.body)
    if item.state is not State.SUBMITTED:
        raise Refusal(N_("Over dit agendapunt is al beslist."))
    if by.member_in(item.body) == item.proposer and not by.may(May.JUDGE_OWN_PROPOSAL, in_=item.body):
        raise Refusal(N_("Over je eigen punt beslist iemand anders van het comité."))


def schedule(item: Item, *, by: Person, meeting: Meeting, position: int) -> Item:
    """A point of the pool put on a meeting's agenda by the support officer."""
    by.must_be_allowed(May.ORDER_AGENDA, in_=item.body)
    if item.state not in {State.ACCEPTED, State.POSTPONED} or item.meeting is not None:
        raise Refusal(N_("Dit punt zit niet in de reserve."))
    if meeting.state not in TAKES_POINTS:
        raise Refusal(N_("Die vergadering neemt geen punten meer aan. Kies een andere."), about="meeting")
    return replace(item, state=State.ACCEPTED, meeting=meeting.id, position=position)


def unschedule(item: Item, *, by: Person, aim: Aim) -> Item:
    """A point taken off its meeting, back to the pool; its number is not given to another."""
    by.must_be_allowed(May.ORDER_AGENDA, in_=item.body)
    if item.meeting is None:
        raise Refusal(N_("Dit punt staat niet op een agenda."))
    return replace(item, state=State.POSTPONED, meeting=None, parent=None, position=0, number="", aim=aim)
