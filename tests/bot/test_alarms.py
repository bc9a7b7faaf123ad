"""The key alarm: which meeting is the last that can still decide, and when that is known."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot import alarms
from bot.alarms import Alarm, Finding, Subject, Useful, Watched, Way
from bot.bodies import RuleSheet
from bot.errors import Refusal
from bot.items import Kind as ItemKind
from bot.items import State as ItemState
from bot.meetings import Kind, Meeting, State
from bot.moments import is_working_day, school_holiday
from bot.people import Person
from tests.bot.people import BODY, CHAIR, COMMITTEE, MEMBER, OBSERVER, OFFICER

SENDING = 8


def day(text: str) -> date:
    return date.fromisoformat(text)


def on(text: str, *, state: State = State.AGENDA_OPEN, kind: Kind = Kind.PLENARY) -> Meeting:
    """ "2026-03-06" a meeting with a day, "2026-03" one of which only the month is known."""
    known = day(text) if len(text) == 10 else None
    first = known.replace(day=1) if known else day(f"{text}-01")
    return Meeting(id=first.toordinal(), body=BODY, kind=kind, state=state, month=first, day=known)


def useful(deadline: str, *meetings: str | Meeting, today: str, sending_days: int = SENDING) -> Useful:
    given = [each if isinstance(each, Meeting) else on(each) for each in meetings]
    return alarms.last_useful(day(deadline), meetings=given, today=day(today), sending_days=sending_days)


ADVICE = "2026-04-20"
YEAR = ("2026-01-23", "2026-03-06", "2026-04-24", "2026-06-19")
BUDGET_YEAR = ("2026-09-20", "2026-10-18", "2026-12-06")


@pytest.mark.parametrize(
    ("deadline", "meetings", "today", "last", "is_next"),
    [
        # The real case: advice due Monday 20 April, next meeting Friday 24 April, a meeting on 6 March.
        (ADVICE, YEAR, "2026-01-05", "2026-03-06", False),
        (ADVICE, YEAR, "2026-01-23", "2026-03-06", False),
        (ADVICE, YEAR, "2026-01-24", "2026-03-06", True),
        (ADVICE, YEAR, "2026-03-06", "2026-03-06", True),
        (ADVICE, YEAR, "2026-03-07", None, False),
        # The event of a budget request on 5 December.
        ("2026-12-05", BUDGET_YEAR, "2026-09-01", "2026-10-18", False),
        ("2026-12-05", BUDGET_YEAR, "2026-09-21", "2026-10-18", True),
        ("2026-12-05", BUDGET_YEAR, "2026-10-19", None, False),
        # Exactly the sending time before the deadline is early enough, one day less is not.
        ("2026-04-20", ("2026-04-12",), "2026-03-01", "2026-04-12", True),
        ("2026-04-20", ("2026-04-13",), "2026-03-01", None, False),
        # No meeting at all.
        ("2026-04-20", (), "2026-03-01", None, False),
        # A deadline that has passed leaves nothing.
        ("2026-02-20", YEAR, "2026-03-01", None, False),
    ],
)
def test_the_last_useful_meeting(
    deadline: str, meetings: Sequence[str], today: str, last: str | None, is_next: bool
) -> None:
    found = useful(deadline, *meetings, today=today)
    assert (found.meeting.day if found.meeting else None) == (day(last) if last else None)
    assert found.is_next is is_next


@pytest.mark.parametrize(("meeting", "is_in_time"), [("2026-04-19", True), ("2026-04-20", False)])
def test_without_sending_time_the_day_before_is_the_last(meeting: str, is_in_time: bool) -> None:
    assert bool(useful(ADVICE, meeting, today="2026-03-01", sending_days=0).meeting) is is_in_time


@pytest.mark.parametrize("state", [State.HELD, State.REPORTED, State.CLOSED, State.CANCELLED])
def test_a_meeting_that_is_over_or_cancelled_decides_nothing(state: State) -> None:
    assert useful(ADVICE, on("2026-03-06", state=state), today="2026-03-06").meeting is None


def test_a_published_agenda_can_still_take_what_the_support_officer_adds() -> None:
    assert useful(ADVICE, on("2026-03-06", state=State.AGENDA_PUBLISHED), today="2026-03-01").is_next


@pytest.mark.parametrize("kind", [Kind.COMMITTEE, Kind.WORKING_GROUP])
def test_only_the_plenary_decides(kind: Kind) -> None:
    assert useful(ADVICE, on("2026-03-06", kind=kind), today="2026-03-01").meeting is None


def test_a_meeting_without_a_day_is_mentioned_but_not_relied_upon() -> None:
    found = useful(ADVICE, "2026-03-06", "2026-04", "2026-04-24", today="2026-03-01")
    assert (found.meeting, found.is_next) == (on("2026-03-06"), True)
    assert found.undated == on("2026-04")


def test_a_month_that_begins_too_late_is_no_hope() -> None:
    assert useful(ADVICE, "2026-05", today="2026-03-01").undated is None


def test_a_month_of_which_only_the_end_is_left_is_no_hope() -> None:
    assert useful(ADVICE, "2026-04", today="2026-04-13").undated is None


def test_a_meeting_within_the_sending_time_is_told_as_tight() -> None:
    found = useful(ADVICE, "2026-03-06", "2026-04-17", "2026-04-24", today="2026-03-01")
    assert (found.meeting, found.tight) == (on("2026-03-06"), on("2026-04-17"))


@pytest.mark.parametrize(
    ("today", "is_alarming", "alarms_on"),
    [
        ("2026-01-05", False, "2026-01-24"),
        ("2026-01-24", True, None),
        ("2026-03-06", True, None),
        ("2026-03-07", True, None),
    ],
)
def test_the_alarm_is_due_from_the_day_after_the_meeting_before_the_last(
    today: str, is_alarming: bool, alarms_on: str | None
) -> None:
    found = useful(ADVICE, *YEAR, today=today)
    assert found.is_alarming is is_alarming
    assert found.alarms_on == (day(alarms_on) if alarms_on else None)


def test_the_alarm_comes_before_the_last_useful_meeting_whatever_the_dates() -> None:
    start = day("2026-01-01")
    for gap in (7, 20, 45):
        year = [(start + timedelta(days=gap * n)).isoformat() for n in range(1, 7)]
        for ahead in range(5, 300, 11):
            found = useful((start + timedelta(days=ahead)).isoformat(), *year, today=start.isoformat())
            if found.alarms_on is not None and found.meeting is not None and found.meeting.day is not None:
                assert start < found.alarms_on <= found.meeting.day


# The extra meeting.


def extra(deadline: str, *meetings: str, today: str) -> date | None:
    return alarms.extra_day(day(deadline), meetings=[on(m) for m in meetings], today=day(today), sending_days=SENDING)


@pytest.mark.parametrize(
    ("deadline", "today", "proposed"),
    [
        # Time enough: the agenda can be sent, and the advice too.
        (ADVICE, "2026-03-09", "2026-03-17"),
        # Too short for both: the last working day before the Easter holiday.
        (ADVICE, "2026-03-30", "2026-04-03"),
        # The whole time left is Easter holiday.
        (ADVICE, "2026-04-07", None),
        ("2026-04-20", "2026-04-20", None),
        ("2026-04-20", "2026-05-20", None),
    ],
)
def test_an_extra_meeting_is_proposed_outside_the_holidays(deadline: str, today: str, proposed: str | None) -> None:
    assert extra(deadline, today=today) == (day(proposed) if proposed else None)


def test_an_extra_meeting_is_no_double_of_another() -> None:
    assert extra(ADVICE, "2026-03-17", today="2026-03-09") == day("2026-03-18")


def test_an_extra_meeting_is_always_on_a_working_day_before_the_deadline() -> None:
    for ahead in range(400):
        today = day("2026-01-01") + timedelta(days=ahead)
        for left in (3, 10, 25, 60):
            found = extra((today + timedelta(days=left)).isoformat(), today=today.isoformat())
            if found is not None:
                assert today < found < today + timedelta(days=left)
                assert is_working_day(found)
                assert school_holiday(found) is None


# When it is told.

MARCH_6, APRIL_24 = on("2026-03-06"), on("2026-04-24")


def judged(watched: Watched, *, today: str, meetings: Sequence[Meeting] = (MARCH_6, APRIL_24)) -> Finding | None:
    return alarms.judge(watched, meetings=meetings, rules=RuleSheet(), today=day(today))


def due(watched: Watched, *, today: str, meetings: Sequence[Meeting] = (MARCH_6, APRIL_24)) -> date | None:
    found = judged(watched, today=today, meetings=meetings)
    return found.due if found else None


POOLED = Watched(subject=Subject.ITEM, id=5, title="Advies", deadline=day(ADVICE))


@pytest.mark.parametrize(
    ("watched", "today", "told"),
    [
        # In the pool: as soon as the last chance is the next meeting.
        (POOLED, "2026-02-01", "2026-02-01"),
        (POOLED, "2026-03-07", "2026-03-07"),
        # The deadline itself is no day to warn any more.
        (POOLED, "2026-04-20", None),
        # On an agenda in time it is safe.
        (replace(POOLED, on=MARCH_6.id), "2026-02-01", None),
        # On one that comes too late it is told at once.
        (replace(POOLED, on=APRIL_24.id), "2026-02-01", "2026-02-01"),
        (replace(POOLED, aimed=APRIL_24.id), "2026-02-01", "2026-02-01"),
        # Aiming at one in time it has until its points must be in, 13 days before: a Saturday, so the Friday.
        (replace(POOLED, aimed=MARCH_6.id), "2026-02-01", "2026-02-20"),
        (replace(POOLED, aimed=MARCH_6.id), "2026-03-01", "2026-03-01"),
        # On a meeting from before what is looked at it was treated.
        (replace(POOLED, on=99), "2026-03-20", None),
    ],
)
def test_when_the_alarm_is_told(watched: Watched, today: str, told: str | None) -> None:
    assert due(watched, today=today) == (day(told) if told else None)


def test_a_point_on_a_meeting_that_is_held_was_treated() -> None:
    held = replace(MARCH_6, state=State.HELD)
    assert due(replace(POOLED, on=held.id), today="2026-03-07", meetings=(held, APRIL_24)) is None


def test_a_point_on_a_cancelled_meeting_is_in_the_pool_again() -> None:
    gone = replace(MARCH_6, state=State.CANCELLED)
    assert due(replace(POOLED, on=gone.id), today="2026-02-01", meetings=(gone, APRIL_24)) == day("2026-02-01")


def test_a_point_on_a_meeting_that_may_still_fall_too_late_is_not_safe() -> None:
    april = on("2026-04")
    assert due(replace(POOLED, on=april.id), today="2026-02-01", meetings=(april,)) == day("2026-02-01")


def test_a_point_that_aims_at_a_month_in_time_waits_for_its_last_chance() -> None:
    march = on("2026-03")
    meetings = (march, on("2026-02-20"), on("2026-04-10"))
    assert due(replace(POOLED, aimed=march.id), today="2026-02-01", meetings=meetings) == day("2026-02-23")


def test_aiming_at_an_early_meeting_it_still_waits_for_the_last_chance() -> None:
    meetings = (on("2026-02-20"), MARCH_6)
    assert due(replace(POOLED, aimed=meetings[0].id), today="2026-02-01", meetings=meetings) == day("2026-02-23")


@pytest.mark.parametrize(
    ("last", "told"),
    [
        # The meeting before is on a Friday: the alarm waits for Monday, unless Monday is the last chance itself.
        ("2026-03-06", "2026-02-23"),
        ("2026-02-24", "2026-02-23"),
        ("2026-02-23", "2026-02-21"),
    ],
)
def test_the_alarm_is_told_on_a_working_day_before_the_last_chance(last: str, told: str) -> None:
    assert due(POOLED, today="2026-02-01", meetings=(on("2026-02-20"), replace(on(last), id=2))) == day(told)


# What is done about it.

NOW = datetime(2026, 2, 20, 10, tzinfo=UTC)
ALARM = Alarm(id=1, body=BODY, subject=Subject.ITEM, subject_id=5, deadline=day(ADVICE), chance=MARCH_6.id)


@pytest.mark.parametrize("by", [OFFICER, CHAIR])
@pytest.mark.parametrize("way", Way)
def test_support_officer_and_chair_take_a_way_out(by: Person, way: Way) -> None:
    taken = alarms.take(ALARM, way, by=by, now=NOW)
    assert (taken.way, taken.taken_by, taken.taken_at) == (way, by.member_in(BODY), NOW)


@pytest.mark.parametrize("by", [MEMBER, COMMITTEE, OBSERVER])
def test_nobody_else_takes_a_way_out(by: Person) -> None:
    with pytest.raises(Refusal, match="geen rechten"):
        alarms.take(ALARM, Way.SEEN, by=by, now=NOW)


def test_seen_leaves_the_ways_open_and_a_way_closes_them() -> None:
    seen = alarms.take(ALARM, Way.SEEN, by=CHAIR, now=NOW)
    taken = alarms.take(seen, Way.MANDATE, by=OFFICER, now=NOW)
    with pytest.raises(Refusal, match="al een weg gekozen"):
        alarms.take(taken, Way.EXTRA_MEETING, by=CHAIR, now=NOW)


def mandate(on_: Meeting, *, by: Person = CHAIR, title: str = "Mandaat aan werkgroep: Advies") -> object:
    return alarms.mandate(POOLED, title=title, explanation="Waarom", on=on_, position=3, by=by, now=NOW, body=BODY)


def test_a_mandate_is_an_accepted_decision_point_on_the_last_meeting_in_time() -> None:
    point = alarms.mandate(
        POOLED, title="M" * 200, explanation="Waarom", on=MARCH_6, position=3, by=CHAIR, now=NOW, body=BODY
    )
    assert (point.kind, point.state, point.meeting, point.position) == (
        ItemKind.DECISION,
        ItemState.ACCEPTED,
        MARCH_6.id,
        3,
    )
    assert (point.before, len(point.title)) == (day(ADVICE), 150)


@pytest.mark.parametrize("late", [APRIL_24, replace(MARCH_6, state=State.HELD)])
def test_a_mandate_after_the_deadline_or_on_a_meeting_that_is_over_is_refused(late: Meeting) -> None:
    with pytest.raises(Refusal, match="te laat"):
        mandate(late)


def test_a_member_gives_no_mandate() -> None:
    with pytest.raises(Refusal, match="geen rechten"):
        mandate(MARCH_6, by=MEMBER)
