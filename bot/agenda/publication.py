"""Publishing an agenda: version A, B, ... and what stands between the last one and the agenda as it is now."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.agenda.timetable import Slot, Timetable, in_order, timetable
from bot.agenda.versions import Difference, Line, Occasion, Version, difference, next_letter
from bot.errors import N_, Refusal
from bot.items import Item, Sort
from bot.meetings import Meeting
from bot.meetings import State as MeetingState
from bot.people import May, Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How an agenda stands beside what was last published; `moved` when day, time or place changed since."""

    table: Timetable
    lines: tuple[Line, ...]
    last: Version | None
    differences: tuple[Difference, ...]
    moved: bool

    @property
    def is_news(self) -> bool:
        """Whether readers do not have this agenda yet."""
        return self.last is None or self.moved or bool(self.differences)


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """One publication: the meeting, its new version, the numbered lines, and what differs from the last version."""

    meeting: Meeting
    version: Version
    items: tuple[Item, ...]
    differences: tuple[Difference, ...]


def as_it_stands(meeting: Meeting, items: Iterable[Item], *, last: Version | None) -> Standing:
    """The agenda as it is now, beside the `last` published version."""
    table = timetable(items, meeting, last=last)
    lines = tuple(_line(slot) for slot in table.slots)
    return Standing(
        table=table,
        lines=lines,
        last=last,
        differences=difference(last.lines, lines) if last else (),
        moved=last is not None and _occasion(meeting) != last.occasion,
    )


def publish(meeting: Meeting, items: Iterable[Item], *, by: Person, now: datetime, last: Version | None) -> Publication:
    """The next version of the agenda.

    Raises `Refusal` while there is no day, nothing on it, or nothing changed since `last`.
    """
    by.must_be_allowed(May.PUBLISH_AGENDA, in_=meeting.body)
    occasion = _occasion(meeting)
    if occasion is None:
        raise Refusal(N_("Leg eerst de dag van de vergadering vast, dan kun je de agenda publiceren."))
    if meeting.state not in {MeetingState.AGENDA_OPEN, MeetingState.AGENDA_PUBLISHED}:
        raise Refusal(N_("De agenda van deze vergadering kan niet meer gepubliceerd worden."))
    ordered = in_order(items)
    if not any(item.sort is not Sort.BREAK for item in ordered):
        raise Refusal(N_("Er staat nog niets op de agenda. Aanvaard een punt of voeg er een toe."))
    now_standing = as_it_stands(meeting, ordered, last=last)
    if last is not None and not now_standing.is_news:
        raise Refusal(N_("Er is niets gewijzigd sinds versie {letter}."), letter=last.letter)
    slots = now_standing.table.slots
    version = Version(
        meeting=meeting.id,
        letter=next_letter(last.letter if last else ""),
        published_at=now,
        published_by=by.member_in(meeting.body),
        occasion=occasion,
        lines=now_standing.lines,
        used=(last.used if last else frozenset()) | {slot.number for slot in slots if slot.number},
    )
    return Publication(
        meeting=replace(meeting, state=MeetingState.AGENDA_PUBLISHED, version=version.letter),
        version=version,
        items=tuple(replace(slot.item, number=slot.number) for slot in slots),
        differences=now_standing.differences,
    )


def _occasion(meeting: Meeting) -> Occasion | None:
    if meeting.day is None:
        return None
    return Occasion(day=meeting.day, starts=meeting.starts, ends=meeting.ends, place=meeting.place)


def _line(slot: Slot) -> Line:
    item = slot.item
    return Line(
        item=item.id,
        number=slot.number,
        title=item.title,
        kind=item.kind,
        sort=item.sort,
        minutes=item.minutes,
        presenter=item.presenter,
        starts=slot.starts,
        fixed_at=item.fixed_at,
        guest=item.guest,
        late=item.late,
        under=item.parent,
        attachments=item.attachments,
    )
