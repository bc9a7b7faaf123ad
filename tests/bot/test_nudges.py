"""On which days who is reminded of a follow-up, case by case; and what a support officer has to prepare."""

from collections.abc import Set
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from bot.bodies import RuleSheet
from bot.followups import Circle, Due, DueKind, FollowUp, Owner, Snooze, State, Whose
from bot.followups.calendar import Calendar
from bot.meetings import Kind, Meeting
from bot.meetings import State as MeetingState
from bot.reminders import hours, nudges, preparing
from bot.reminders.nudges import As, Readers, Why
from bot.reminders.preparing import Task

LENA, JO, KATRIJN, VEERLE = 1, 2, 3, 4
"""Jo has no Slack; Veerle is the support officer."""

MADE = datetime(2026, 2, 2, 12, tzinfo=UTC)
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
DAY = Due(kind=DueKind.DAY, last=date(2026, 4, 24))
APRIL = Meeting(
    id=7,
    body=1,
    kind=Kind.PLENARY,
    state=MeetingState.AGENDA_OPEN,
    month=date(2026, 4, 1),
    day=date(2026, 4, 24),
)


def follow_up(due: Due = DAY, *members: int, **more: Any) -> FollowUp:
    owners = tuple(Owner(whose=Whose.MEMBER, id=member) for member in members or (LENA,))
    given = {"id": 1, "body": 1, "text": "Zaal", "state": State.OPEN, "made_by": VEERLE, "made_at": MADE}
    return FollowUp(**(given | {"owners": owners, "due": due} | more))


def told(
    it: FollowUp,
    *,
    until: date = date(2026, 4, 30),
    meetings: tuple[Meeting, ...] = (APRIL,),
    rules: RuleSheet | None = None,
    members: Set[int] = frozenset({LENA, JO, KATRIJN, VEERLE}),
) -> dict[int, list[tuple[date, Why]]]:
    """By reader, each day by itself, what a follow-up is told for."""
    found: dict[int, list[tuple[date, Why]]] = {}
    readers = Readers(
        circle=Circle(members=members), reached=frozenset({LENA, KATRIJN, VEERLE}) & members, officers=[VEERLE]
    )
    for ordinal in range(YEAR[0].toordinal(), until.toordinal() + 1):
        day = date.fromordinal(ordinal)
        for each in nudges.nudges(
            [it],
            calendar=Calendar(today=day, meetings=meetings),
            readers=readers,
            rules=rules or RuleSheet(),
            since=day,
            until=day,
        ):
            assert each.day == day
            found.setdefault(each.member, []).append((day, each.why))
    return found


def days(found: dict[int, list[tuple[date, Why]]], member: int = LENA) -> list[str]:
    return [f"{day.day}/{day.month}" for day, _ in found.get(member, [])]


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        (DAY, ["10/4", "17/4", "23/4", "24/4"]),
        (Due(kind=DueKind.BEFORE, last=date(2026, 4, 20)), ["3/4", "13/4", "17/4", "20/4", "27/4"]),
        (Due(kind=DueKind.MEETING, meeting=7), ["10/4", "17/4", "23/4", "24/4"]),
        (
            Due(kind=DueKind.PERIOD, first=date(2026, 3, 1), last=date(2026, 3, 31)),
            ["2/3", "17/3", "24/3", "30/3", "31/3", "7/4", "14/4", "21/4", "28/4"],
        ),
        (Due(kind=DueKind.PERIOD, first=date(2026, 4, 25), last=date(2026, 4, 26)), ["24/4"]),
        (Due(kind=DueKind.NOT_BEFORE, first=date(2026, 3, 1)), ["2/3"]),
        (Due(kind=DueKind.MEETING, first=date(2026, 5, 1)), []),
        (Due(kind=DueKind.EVENT, phrase="zodra het kan"), []),
        (Due(), []),
    ],
)
def test_when_the_owner_is_reminded(due: Due, expected: list[str]) -> None:
    assert days(told(follow_up(due))) == expected


def test_the_rule_sheet_says_how_many_days_ahead() -> None:
    assert days(told(follow_up(), rules=RuleSheet(reminder_days=(30, 2)))) == ["25/3", "22/4"]


def test_a_period_asks_for_the_day_and_is_then_a_term_like_any_other() -> None:
    period = follow_up(Due(kind=DueKind.PERIOD, first=date(2026, 4, 1), last=date(2026, 4, 20)))
    assert [why for _, why in told(period)[LENA]][:2] == [Why.SHARPEN, Why.AHEAD]


def test_the_officer_hears_after_two_and_after_five_working_days() -> None:
    late = follow_up(Due(kind=DueKind.DAY, last=date(2026, 4, 3)))
    assert told(late, until=date(2026, 4, 15))[VEERLE] == [
        (date(2026, 4, 8), Why.ESCALATED),
        (date(2026, 4, 13), Why.PROPOSED),
    ]


@pytest.mark.parametrize("state", [State.DONE, State.DROPPED])
def test_what_is_closed_is_told_to_nobody(state: State) -> None:
    assert told(follow_up(state=state)) == {}


@pytest.mark.parametrize("state", [State.WAITING, State.DEFERRED])
def test_what_waits_or_was_put_off_is_told_all_the_same(state: State) -> None:
    assert days(told(follow_up(state=state))) == ["10/4", "17/4", "23/4", "24/4"]


def test_on_the_day_it_was_made_nobody_is_reminded() -> None:
    made = follow_up(made_at=datetime(2026, 4, 10, 6, tzinfo=UTC))
    assert days(told(made)) == ["17/4", "23/4", "24/4"]


def test_a_meeting_that_moves_takes_its_reminders_along() -> None:
    moved = replace(APRIL, day=date(2026, 4, 28))
    assert days(told(follow_up(Due(kind=DueKind.MEETING, meeting=7)), meetings=(moved,))) == [
        "14/4",
        "21/4",
        "27/4",
        "28/4",
    ]


def test_a_meeting_of_which_only_the_month_is_known_reminds_nobody() -> None:
    undated = replace(APRIL, day=None, state=MeetingState.PLANNED)
    assert told(follow_up(Due(kind=DueKind.MEETING, meeting=7)), meetings=(undated,)) == {}


# Who.


def one(it: FollowUp, **more: Any) -> dict[int, As]:
    readers = Readers(
        circle=Circle(members=frozenset({LENA, JO, KATRIJN, VEERLE})),
        reached=frozenset({LENA, KATRIJN, VEERLE}),
        officers=[VEERLE],
    )
    found = nudges.nudges(
        [it],
        calendar=Calendar(today=date(2026, 4, 24)),
        readers=replace(readers, **more),
        rules=RuleSheet(),
        since=date(2026, 4, 24),
        until=date(2026, 4, 24),
    )
    return {each.member: each.as_ for each in found}


@pytest.mark.parametrize(
    ("members", "readers"),
    [
        ((LENA,), {LENA: As.OWNER}),
        ((LENA, KATRIJN), {LENA: As.OWNER, KATRIJN: As.OWNER}),
        ((JO,), {VEERLE: As.VIA}),
        ((LENA, JO), {LENA: As.OWNER, VEERLE: As.VIA}),
        ((JO, VEERLE), {VEERLE: As.OWNER}),
        ((99,), {VEERLE: As.NOBODY}),
    ],
)
def test_the_owners_are_reminded_or_the_officer_for_them(members: tuple[int, ...], readers: dict[int, As]) -> None:
    assert one(follow_up(DAY, *members)) == readers


def test_nobody_yet_is_asked_of_the_officer() -> None:
    assert one(follow_up(owners=())) == {VEERLE: As.NOBODY}


def test_everybody_is_everybody_with_the_officer_for_those_without_slack() -> None:
    all_ = follow_up(owners=(Owner(whose=Whose.EVERYBODY),))
    assert one(all_) == {LENA: As.OWNER, KATRIJN: As.OWNER, VEERLE: As.OWNER}


# Snoozes, and days that were missed.


def test_a_snooze_is_silent_until_its_day_and_only_for_who_asked() -> None:
    snoozed = follow_up(DAY, LENA, KATRIJN, snoozes=(Snooze(member=LENA, until=date(2026, 4, 18)),))
    found = told(snoozed)
    assert days(found) == ["20/4", "23/4", "24/4"]
    assert days(found, KATRIJN) == ["10/4", "17/4", "23/4", "24/4"]


def test_days_that_were_missed_are_told_once_with_the_highest_reason() -> None:
    found = nudges.nudges(
        [follow_up(Due(kind=DueKind.DAY, last=date(2026, 4, 3)))],
        calendar=Calendar(today=date(2026, 4, 30)),
        readers=Readers(
            circle=Circle(members=frozenset({LENA, VEERLE})), reached=frozenset({LENA, VEERLE}), officers=[VEERLE]
        ),
        rules=RuleSheet(),
        since=date(2026, 3, 1),
        until=date(2026, 4, 30),
    )
    assert [(each.member, each.why) for each in found] == [(LENA, Why.OVERDUE), (VEERLE, Why.PROPOSED)]


# What there is to prepare.


def chores(
    *known: Meeting, since: date = YEAR[0], until: date = YEAR[1], today: date | None = None
) -> list[tuple[Task, str]]:
    found = []
    for ordinal in range(since.toordinal(), until.toordinal() + 1):
        day = date.fromordinal(ordinal)
        found += [
            (each.task, f"{day.day}/{day.month}")
            for each in preparing.chores(known, RuleSheet(), today=today or day, since=day, until=day)
        ]
    return found


def test_around_a_meeting_there_is_something_to_prepare() -> None:
    assert chores(
        APRIL, replace(APRIL, id=8, month=date(2026, 6, 1), day=date(2026, 6, 19)), until=date(2026, 5, 20)
    ) == [
        (Task.DOCUMENTS, "10/4"),
        (Task.AGENDA, "13/4"),
        (Task.AGENDA, "16/4"),
        (Task.AGENDA, "17/4"),
        (Task.REPORT, "27/4"),
        (Task.REPORT, "30/4"),
        (Task.REPORT, "8/5"),
    ]


def test_once_the_agenda_is_out_it_is_not_asked_for() -> None:
    out = replace(APRIL, state=MeetingState.AGENDA_PUBLISHED)
    assert [task for task, _ in chores(out, until=APRIL.earliest)] == [Task.DATES]


def test_once_the_report_was_approved_it_is_not_asked_for() -> None:
    reported = replace(APRIL, state=MeetingState.REPORTED)
    assert {task for task, _ in chores(reported)} == {Task.DATES}


def test_after_the_last_meeting_new_dates_are_asked_for() -> None:
    reported = replace(APRIL, state=MeetingState.REPORTED)
    assert chores(reported) == [(Task.DATES, "10/4"), (Task.DATES, "27/4"), (Task.DATES, "22/5")]


def test_a_meeting_of_which_only_the_month_is_known_asks_for_its_day() -> None:
    undated = replace(APRIL, day=None, month=date(2026, 9, 1), state=MeetingState.PLANNED)
    assert chores(undated, until=date(2026, 8, 31)) == [(Task.DAY, "20/7")]


@pytest.mark.parametrize("kind", [Kind.COMMITTEE, Kind.WORKING_GROUP])
def test_other_meetings_than_plenary_ones_ask_for_nothing(kind: Kind) -> None:
    assert chores(replace(APRIL, kind=kind)) == []


# The days of the digest.


def test_the_digest_is_on_monday_or_the_next_working_day() -> None:
    found = hours.digest_days(RuleSheet(), since=date(2026, 3, 30), until=date(2026, 4, 13))
    assert found == [date(2026, 3, 30), date(2026, 4, 7), date(2026, 4, 13)]


def test_the_rule_sheet_says_on_which_day() -> None:
    assert hours.digest_days(RuleSheet(digest_weekday=4), since=date(2026, 4, 27), until=date(2026, 5, 8)) == [
        date(2026, 5, 4),
        date(2026, 5, 8),
    ]
