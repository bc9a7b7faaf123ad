"""What a meeting decided: held, an outcome for each point with its exact strength, report approved, closed."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from bot import texts
from bot.errors import N_, Refusal
from bot.items import Aim, Item, Sort, When
from bot.items import State as ItemState
from bot.meetings import Meeting, State
from bot.people import May, Person

MOST_KINDS = 2
"""One point may carry two outcomes: one on the content and one on the money (domain.md 3)."""

TEXT_LENGTH = 2000
REMARKS_LENGTH = 1000
MOST_NAMED = 3
"""Points without an outcome that a refusal names."""


class Kind(StrEnum):
    """Uitkomst, from strong to none (domain.md 3)."""

    APPROVED = "approved"
    AGREED = "agreed"
    AGREED_WITH_REMARKS = "agreed_with_remarks"
    ADVICE_POSITIVE = "advice_positive"
    ADVICE_CONDITIONAL = "advice_conditional"
    ADVICE_NEGATIVE = "advice_negative"
    MANDATE_GIVEN = "mandate_given"
    AGREED_IN_PRINCIPLE = "agreed_in_principle"
    NOTED = "noted"
    POSTPONED = "postponed"
    WITHDRAWN = "withdrawn"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What was decided on one point. `again` is the id of the new point that a postponed one became."""

    item: int
    meeting: int
    kinds: tuple[Kind, ...]
    text: str
    remarks: str
    noted_by: int
    noted_at: datetime
    again: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What was filled in for one point."""

    kinds: tuple[Kind, ...]
    text: str = ""
    remarks: str = ""


def hold(meeting: Meeting, *, by: Person, today: date) -> Meeting:
    """**Vergadering gehouden**: from its day on."""
    by.must_be_allowed(May.NOTE_OUTCOMES, in_=meeting.body)
    if meeting.state is State.CANCELLED:
        raise Refusal(N_("Deze vergadering is geannuleerd."))
    if meeting.state not in {State.AGENDA_OPEN, State.AGENDA_PUBLISHED, State.PLANNED}:
        raise Refusal(N_("Deze vergadering stond al als gehouden genoteerd."))
    if meeting.day is None:
        raise Refusal(N_("Leg eerst de dag van deze vergadering vast, met Wijzig."))
    if meeting.day > today:
        raise Refusal(N_("Deze vergadering is pas op {day}."), day=meeting.day)
    return replace(meeting, state=State.HELD)


def must_take_outcomes(meeting: Meeting, *, by: Person) -> None:
    """Raise `Refusal` unless `by` may note outcomes: after the meeting was held, until it is closed."""
    by.must_be_allowed(May.NOTE_OUTCOMES, in_=meeting.body)
    must_be_held(meeting)


def must_be_held(meeting: Meeting) -> None:
    """Raise `Refusal` for a meeting that cannot decide on a point now: it is not held yet, or closed already."""
    if meeting.state is State.CLOSED:
        raise Refusal(N_("Deze vergadering is afgesloten: haar besluiten liggen vast."))
    if meeting.state not in {State.HELD, State.REPORTED}:
        raise Refusal(N_("Druk eerst op «Vergadering gehouden»; daarna noteer je de uitkomsten."))


def note(item: Item, wanted: Wanted, *, meeting: Meeting, by: Person, now: datetime, before: Outcome | None) -> Outcome:
    """The outcome of one point, or its correction. Raises `Refusal` about `kinds`, `text` or `remarks`.

    What has a condition or remarks says which ones: "akkoord" and "akkoord met opmerkingen" are not the same.
    """
    must_take_outcomes(meeting, by=by)
    if item.meeting != meeting.id or item.sort is Sort.BREAK:
        raise Refusal(N_("Dit punt staat niet meer op deze agenda."))
    kinds = tuple(dict.fromkeys(wanted.kinds))
    if not kinds:
        raise Refusal(N_("Kies minstens één uitkomst."), about="kinds")
    if len(kinds) > MOST_KINDS:
        raise Refusal(N_("Kies hoogstens twee uitkomsten: één over de inhoud, één over het geld."), about="kinds")
    text = texts.short_enough(texts.paragraphs(wanted.text), most=TEXT_LENGTH, about="text")
    remarks = texts.short_enough(texts.paragraphs(wanted.remarks), most=REMARKS_LENGTH, about="remarks")
    if Kind.ADVICE_CONDITIONAL in kinds and not text:
        raise Refusal(N_("Noteer onder welke voorwaarde het advies positief is."), about="text")
    if Kind.AGREED_WITH_REMARKS in kinds and not remarks:
        raise Refusal(N_("Noteer welke opmerkingen erbij horen, zonder namen."), about="remarks")
    return Outcome(
        item=item.id,
        meeting=meeting.id,
        kinds=kinds,
        text=text,
        remarks=remarks,
        noted_by=by.member_in(meeting.body),
        noted_at=now,
        again=before.again if before is not None and Kind.POSTPONED in kinds else None,
    )


def again(item: Item, *, aim: Aim | None, now: datetime) -> Item:
    """The new point that a postponed one becomes, in the pool and not stored yet; the old one keeps its number."""
    return replace(
        item,
        id=0,
        sort=Sort.POINT,
        state=ItemState.POSTPONED,
        aim=aim or Aim(when=When.NEXT),
        meeting=None,
        parent=None,
        position=0,
        number="",
        fixed_at=None,
        closing=False,
        late=False,
        created_at=now,
    )


def may_drop(again: Item) -> bool:
    """Whether the new point of a postponement that was a slip can go: nobody put it on an agenda yet."""
    return again.state is ItemState.POSTPONED and again.meeting is None


def without(items: Iterable[Item], decided: Collection[int]) -> list[Item]:
    """The points that still lack an outcome: proposed ones; a standing point or break needs none."""
    return [item for item in items if item.sort is Sort.POINT and item.id not in decided]


def approve_report(meeting: Meeting, *, by: Person) -> Meeting:
    """**Verslag goedgekeurd**: from now on the attendance is fixed."""
    by.must_be_allowed(May.NOTE_OUTCOMES, in_=meeting.body)
    if meeting.state in {State.REPORTED, State.CLOSED}:
        raise Refusal(N_("Het verslag van deze vergadering was al goedgekeurd."))
    if meeting.state is not State.HELD:
        raise Refusal(N_("Deze vergadering is nog niet gehouden."))
    return replace(meeting, state=State.REPORTED)


def close(meeting: Meeting, *, by: Person, open_points: Sequence[Item]) -> Meeting:
    """**Afsluiten**: only when every point has an outcome (domain.md 3)."""
    must_take_outcomes(meeting, by=by)
    if open_points:
        raise Refusal(
            N_("Deze punten hebben nog geen uitkomst: {titles}. Noteer die eerst, dan kun je afsluiten."),
            titles=_titles(open_points),
        )
    return replace(meeting, state=State.CLOSED)


def _titles(points: Sequence[Item]) -> str:
    named = ", ".join(f"«{point.title}»" for point in points[:MOST_NAMED])
    return named if len(points) <= MOST_NAMED else f"{named} (+{len(points) - MOST_NAMED})"
