"""Agenda points: proposed by a member, judged by the comité, then on a meeting or in the pool."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum

from bot import texts
from bot.bodies import RuleSheet
from bot.errors import N_, Refusal
from bot.meetings import TAKES_POINTS, Meeting, deadlines
from bot.meetings import Kind as MeetingKind
from bot.people import May, Person


class Kind(StrEnum):
    """Soort of a point (interface.md, modal Agendapunt voorstellen)."""

    INFORMATION = "information"
    DISCUSSION = "discussion"
    DECISION = "decision"
    ADVICE = "advice"
    APPROVAL = "approval"


class Sort(StrEnum):
    """What a line of the agenda is: somebody's point, a standing point of the body, or a break."""

    POINT = "point"
    STANDING = "standing"
    BREAK = "break"


class State(StrEnum):
    """Where a proposal stands (domain.md 3)."""

    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    SENT_BACK = "sent_back"
    POSTPONED = "postponed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class When(StrEnum):
    """What a point aims at: one meeting, the next one, a period in the pool, or nothing yet."""

    MEETING = "meeting"
    NEXT = "next"
    PERIOD = "period"
    UNDATED = "undated"


EDITABLE = frozenset({State.SUBMITTED, State.SENT_BACK})
LONGEST_MINUTES = 480
MOST_ATTACHMENTS = 10
PRESENTER_LENGTH = 150


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """Where a point wants to be. `start` and `end` (inclusive) read the `phrase` of a period."""

    when: When
    meeting: int | None = None
    phrase: str = ""
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A link, or a file in Slack (`file` is its id); "vooraf bezorgd"."""

    url: str
    title: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One line of an agenda, now or perhaps later. `proposer`, `entered_by` and `judged_by` are member ids.

    `before` is an external deadline: the point must have been treated strictly before that day.
    `number` is given at publication and never re-used; `position` orders the lines of one meeting. `closing` marks
    a standing point that ends the meeting, so that new points land before it.
    """

    id: int
    body: int
    title: str
    state: State
    aim: Aim
    proposer: int | None
    entered_by: int | None
    created_at: datetime
    sort: Sort = Sort.POINT
    kind: Kind = Kind.DISCUSSION
    meeting: int | None = None
    parent: int | None = None
    position: int = 0
    number: str = ""
    minutes: int | None = None
    fixed_at: time | None = None
    presenter: str = ""
    guest: bool = False
    closing: bool = False
    explanation: str = ""
    before: date | None = None
    late: bool = False
    judged_by: int | None = None
    judged_at: datetime | None = None
    reason: str = ""
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What somebody filled in for a point, cleaned: the same for the form, the line and the edit."""

    title: str
    aim: Aim
    kind: Kind = Kind.DISCUSSION
    minutes: int | None = None
    presenter: str = ""
    guest: bool = False
    explanation: str = ""
    before: date | None = None
    attachments: tuple[Attachment, ...] = ()


def draft(
    *,
    title: str,
    aim: Aim,
    today: date,
    kind: Kind = Kind.DISCUSSION,
    minutes: int | None = None,
    presenter: str = "",
    guest: bool = False,
    explanation: str = "",
    before: date | None = None,
    attachments: tuple[Attachment, ...] = (),
) -> Draft:
    """A clean draft. Raises `Refusal` about the field: title, minutes, presenter, explanation, before, attachments."""
    if minutes is not None and not 1 <= minutes <= LONGEST_MINUTES:
        raise Refusal(
            N_("Schat de duur in minuten, van 1 tot {most}. Bijvoorbeeld 20."), about="minutes", most=LONGEST_MINUTES
        )
    if before is not None and before <= today:
        raise Refusal(
            N_("Die uiterste datum is al voorbij. Kies een dag na vandaag, of laat het veld leeg."), about="before"
        )
    if len(attachments) > MOST_ATTACHMENTS:
        raise Refusal(N_("Voeg hoogstens {most} bijlagen toe."), about="attachments", most=MOST_ATTACHMENTS)
    return Draft(
        title=texts.title(title),
        aim=aim,
        kind=kind,
        minutes=minutes,
        presenter=texts.short_enough(texts.line(presenter), most=PRESENTER_LENGTH, about="presenter"),
        guest=guest,
        explanation=texts.short_enough(
            texts.paragraphs(explanation), most=texts.EXPLANATION_LENGTH, about="explanation"
        ),
        before=before,
        attachments=attachments,
    )


def propose(
    wanted: Draft,
    *,
    body: int,
    by: Person,
    now: datetime,
    today: date,
    rules: RuleSheet,
    meeting: Meeting | None,
    on_behalf_of: int | None = None,
) -> Item:
    """A submitted point, not stored yet (id 0).

    `meeting` is the one the aim names, `today` the body's wall day. Raises `Refusal` when the meeting takes no
    points any more, or when its agenda must already be out and `by` is not the support officer (domain.md 3).
    """
    by.must_be_allowed(May.PROPOSE_POINT, in_=body)
    me = by.member_in(body)
    if on_behalf_of is not None and on_behalf_of != me:
        by.must_be_allowed(May.ACT_FOR_OTHERS, in_=body)
    return Item(
        id=0,
        body=body,
        title=wanted.title,
        state=State.SUBMITTED,
        aim=wanted.aim,
        proposer=on_behalf_of or me,
        entered_by=me,
        created_at=now,
        kind=wanted.kind,
        minutes=wanted.minutes,
        presenter=wanted.presenter,
        guest=wanted.guest,
        explanation=wanted.explanation,
        before=wanted.before,
        late=_late(meeting, body=body, by=by, today=today, rules=rules),
        attachments=wanted.attachments,
    )


def _late(meeting: Meeting | None, *, body: int, by: Person, today: date, rules: RuleSheet) -> bool:
    """Whether a point from today is past the submission deadline of `meeting`."""
    if meeting is None:
        return False
    if meeting.state not in TAKES_POINTS or (meeting.day is not None and meeting.day < today):
        raise Refusal(N_("Die vergadering is voorbij of geannuleerd. Kies een andere."), about="when")
    limits = deadlines(meeting, rules)
    if limits is None:
        return False
    if today > limits.sending and not by.may(May.ADD_AFTER_SENDING, in_=body):
        raise Refusal(
            N_(
                "De agenda van {meeting} moest tegen {sending} de deur uit. "
                "Vraag de ondersteuner om je punt nog toe te voegen, of kies een latere vergadering."
            ),
            about="when",
            meeting=meeting.day,
            sending=limits.sending,
        )
    return today > limits.submission


def edit(item: Item, wanted: Draft, *, by: Person, today: date, rules: RuleSheet, meeting: Meeting | None) -> Item:
    """The point with what its proposer changed; a point that was sent back is submitted again.

    The proposer edits only while submitted or sent back; the support officer also later (domain.md 3).
    """
    must_be_editable_by(by, item=item)
    return replace(
        item,
        state=State.SUBMITTED if item.state is State.SENT_BACK else item.state,
        title=wanted.title,
        aim=wanted.aim if item.state in EDITABLE else item.aim,
        kind=wanted.kind,
        minutes=wanted.minutes,
        presenter=wanted.presenter,
        guest=wanted.guest,
        explanation=wanted.explanation,
        before=wanted.before,
        attachments=wanted.attachments,
        late=_late(meeting, body=item.body, by=by, today=today, rules=rules) if item.state in EDITABLE else item.late,
    )


def must_be_editable_by(by: Person, *, item: Item) -> None:
    """Raise `Refusal` unless `by` may edit: the proposer while nothing was decided, the support officer also later."""
    _must_be_own(item, by=by)
    if item.state not in EDITABLE and not by.may(May.ACT_FOR_OTHERS, in_=item.body):
        raise Refusal(N_("Over dit punt is al beslist. Vraag de ondersteuner om het nog te wijzigen."))
    if item.state in {State.WITHDRAWN, State.REFUSED}:
        raise Refusal(N_("Dit punt is ingetrokken of geweigerd. Stel een nieuw punt voor."))


def withdraw(item: Item, *, by: Person) -> Item:
    """The point taken back by its proposer, while nothing was decided."""
    _must_be_own(item, by=by)
    if item.state not in EDITABLE:
        raise Refusal(N_("Over dit punt is al beslist. Vraag de ondersteuner om het van de agenda te halen."))
    return replace(item, state=State.WITHDRAWN)


def _must_be_own(item: Item, *, by: Person) -> None:
    by.must_be_allowed(May.EDIT_OWN, in_=item.body)
    if by.member_in(item.body) not in {item.proposer, item.entered_by} and not by.may(
        May.ACT_FOR_OTHERS, in_=item.body
    ):
        raise Refusal(N_("Dit is niet jouw punt. Alleen de indiener en de ondersteuner wijzigen het."))


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


def in_pool(item: Item) -> bool:
    """Whether the point waits in the pool: accepted or postponed, on no meeting (domain.md 3)."""
    return item.meeting is None and item.state in {State.ACCEPTED, State.POSTPONED}


def is_overdue(item: Item, *, today: date) -> bool:
    """Whether a point of the pool waited longer than it should: its period is over."""
    return in_pool(item) and item.aim.end is not None and item.aim.end < today


def points_at(item: Item, meeting: Meeting) -> bool:
    """Whether a point of the pool is to be offered for `meeting` (domain.md 3).

    It is when it waits for the next meeting, when it was postponed without a day, and when its period has begun by
    then: a period that passed without a meeting would otherwise be forgotten.
    """
    if not in_pool(item) or item.body != meeting.body or meeting.state not in TAKES_POINTS:
        return False
    match item.aim.when:
        case When.MEETING:
            return item.aim.meeting == meeting.id
        case When.NEXT:
            return meeting.kind is MeetingKind.PLENARY
        case When.PERIOD:
            return item.aim.start is None or item.aim.start <= meeting.latest
        case When.UNDATED:
            return item.state is State.POSTPONED


def comes_too_late(item: Item, *, first_chance: Meeting | None) -> bool:
    """Whether *Te behandelen vóór* falls on or before the first meeting the point could be on.

    With no meeting planned at all it cannot be treated in time either, so that counts as too late.
    """
    if item.before is None:
        return False
    return first_chance is None or first_chance.earliest >= item.before
