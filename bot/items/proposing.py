"""What members do with their own points: propose, edit and withdraw."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from bot import texts
from bot.bodies import RuleSheet
from bot.errors import N_, Refusal
from bot.items.points import EDITABLE, Aim, Attachment, Item, Kind, State
from bot.meetings import TAKES_POINTS, Meeting, deadlines
from bot.people import May, Person

LONGEST_MINUTES = 480
MOST_ATTACHMENTS = 10
PRESENTER_LENGTH = 150


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
