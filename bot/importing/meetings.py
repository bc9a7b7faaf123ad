"""A list of meetings held against those that are planned: what is new, what moves, and what cannot be read."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot import meetings, moments
from bot.errors import N_, Refusal
from bot.groups import Group
from bot.importing import cells
from bot.importing.sheet import Column, Row, Sheet
from bot.importing.verdicts import Outcome, Verdict
from bot.meetings import TAKES_POINTS, Kind, Meeting, State, Wanted
from bot.names import fold
from bot.people import May, Person

_KINDS = {
    "": Kind.PLENARY,
    "plenair": Kind.PLENARY,
    "plenaire vergadering": Kind.PLENARY,
    "comite": Kind.COMMITTEE,
    "werkgroep": Kind.WORKING_GROUP,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A planned meeting before and after the list."""

    before: Meeting
    after: Meeting


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingsPlan:
    """What a list of meetings would change."""

    verdicts: tuple[Verdict, ...]
    new: tuple[Meeting, ...]
    moves: tuple[Move, ...]

    def count(self, outcome: Outcome) -> int:
        """How many lines have this outcome."""
        return sum(verdict.outcome is outcome for verdict in self.verdicts)

    @property
    def changes_something(self) -> bool:
        """Whether there is anything to store."""
        return bool(self.new or self.moves)


def plan(
    sheet: Sheet,
    known: Sequence[Meeting],
    *,
    body: int,
    by: Person,
    now: datetime,
    zone: ZoneInfo,
    groups: Sequence[Group] = (),
) -> MeetingsPlan:
    """What the list would change. A meeting is known by its kind and day, or by its month while it has no day.

    The kind may be the name of one of the body's `groups`. Raises `Refusal` for somebody who does not plan meetings.
    """
    by.must_be_allowed(May.PLAN_MEETINGS, in_=body)
    draft = _Draft(known, body=body, by=by, now=now, zone=zone, groups=groups)
    verdicts = tuple(draft.take(row) for row in sheet.rows)
    return MeetingsPlan(verdicts=verdicts, new=tuple(draft.new), moves=tuple(draft.moves))


class _Draft:
    def __init__(
        self,
        known: Sequence[Meeting],
        *,
        body: int,
        by: Person,
        now: datetime,
        zone: ZoneInfo,
        groups: Sequence[Group],
    ) -> None:
        self._groups = groups
        self._known = [each for each in known if each.state is not State.CANCELLED]
        self._body, self._by, self._now, self._zone = body, by, now, zone
        self._today = now.astimezone(zone).date()
        self.new: list[Meeting] = []
        self.moves: list[Move] = []

    def take(self, row: Row) -> Verdict:
        what = row[Column.DAY] or row[Column.MONTH] or "–"
        try:
            outcome, meeting = self._take(row)
        except Refusal as why:
            return Verdict(line=row.line, what=what, outcome=Outcome.UNREADABLE, why=why)
        return Verdict(line=row.line, what=what, outcome=outcome, news=(("meeting", meeting),))

    def _take(self, row: Row) -> tuple[Outcome, Meeting]:
        kind, group = self._kind(row)
        wanted = replace(self._wanted(row), group=group)
        was = self._matching(kind, wanted)
        if was is None:
            made = meetings.plan(
                wanted, body=self._body, kind=kind, by=self._by, today=self._today, groups=self._groups
            )
            self.new.append(made)
            self._known.append(made)
            return Outcome.ADDED, made
        wanted = replace(
            wanted,
            month=None if wanted.day or was.day else was.month,
            day=wanted.day or was.day,
            starts=wanted.starts or was.starts,
            ends=wanted.ends or was.ends,
            place=wanted.place or was.place,
            mirror=was.mirror,
            group=was.group,
        )
        if _same(was, wanted):
            return Outcome.UNCHANGED, was
        if was.state is State.AGENDA_PUBLISHED:
            raise Refusal(N_("De agenda van die vergadering is al gepubliceerd. Wijzig ze met /vergadering."))
        after = meetings.change(was, wanted, by=self._by, today=self._today)
        self._known[self._known.index(was)] = after
        if was.id == 0:
            self.new[self.new.index(was)] = after
        else:
            self.moves = [each for each in self.moves if each.after != was]
            self.moves.append(Move(before=was, after=after))
        return Outcome.CHANGED, after

    def _kind(self, row: Row) -> tuple[Kind, Group | None]:
        """The kind of a cell, or the group of that name."""
        named = fold(row[Column.SORT])
        group = next((each for each in self._groups if fold(each.name) == named), None)
        found = Kind.WORKING_GROUP if group is not None else _KINDS.get(named)
        if found is None:
            raise Refusal(
                N_("De soort «{text}» ken ik niet: plenair, comité of werkgroep."), text=row[Column.SORT][:50]
            )
        return found, group

    def _wanted(self, row: Row) -> Wanted:
        day = cells.day(row[Column.DAY], now=self._now, zone=self._zone, about="day") if row[Column.DAY] else None
        month = None if day else _month(row[Column.MONTH], now=self._now, zone=self._zone)
        starts, ends = self._hours(row)
        return Wanted(day=day, month=month, starts=starts, ends=ends, place=row[Column.PLACE])

    @staticmethod
    def _hours(row: Row) -> tuple[time | None, time | None]:
        if row[Column.HOURS]:
            return moments.meeting_times(row[Column.HOURS], about="starts")
        return _hour(row[Column.FROM], about="starts"), _hour(row[Column.UNTIL], about="ends")

    def _matching(self, kind: Kind, wanted: Wanted) -> Meeting | None:
        """The meeting of that kind on that day; or the one of that month that has no day yet."""
        mine = [each for each in self._known if each.kind is kind and wanted.group in {None, each.group}]
        if wanted.day is not None:
            on_day = [each for each in mine if each.day == wanted.day]
            if on_day:
                return on_day[0]
        month = (wanted.day or wanted.month or self._today).replace(day=1)
        undated = [each for each in mine if each.day is None and each.month == month and each.state in TAKES_POINTS]
        return undated[0] if undated else None


def _hour(text: str, *, about: str) -> time | None:
    """One hour, None for an empty cell; a spreadsheet writes seconds that nobody means."""
    if not text:
        return None
    return moments.meeting_times(text.removesuffix(":00") if text.count(":") == 2 else text, about=about)[0]


def _month(text: str, *, now: datetime, zone: ZoneInfo) -> date | None:
    """The month of a cell, None when it is empty. Raises `Refusal` for anything else."""
    if not text:
        return None
    reading = moments.read(text, now=now, zone=zone)
    if isinstance(reading, moments.Range) and reading.first.day == 1:
        next_month = (reading.first + timedelta(days=31)).replace(day=1)
        if reading.last == next_month - timedelta(days=1):
            return reading.first
    raise Refusal(N_("«{text}» is geen maand, zoals «juni 2026»."), about="month", text=text[:50])


def _same(meeting: Meeting, wanted: Wanted) -> bool:
    return (meeting.day, meeting.starts, meeting.ends, meeting.place) == (
        wanted.day,
        wanted.starts,
        wanted.ends,
        wanted.place,
    )
