"""Meetings: planning, deadlines that follow the date, and which one a point can still reach."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot import groups, meetings
from bot.bodies import RuleSheet
from bot.errors import Refusal
from bot.groups import Group
from bot.meetings import Kind, Meeting, State, Wanted
from tests.bot.people import BODY, CHAIR, MEMBER, OFFICER

TODAY = date(2026, 3, 4)


def planned(day: date | None = None, month: date | None = None, **more: object) -> Meeting:
    wanted = Wanted(day=day, month=month, **more)  # type: ignore[arg-type]  # Keyword facts of the case.
    return meetings.plan(wanted, body=BODY, kind=Kind.PLENARY, by=OFFICER, today=TODAY)


def meeting(day: date | None, *, id_: int = 1, state: State = State.AGENDA_OPEN, month: date | None = None) -> Meeting:
    first = (day or month or TODAY).replace(day=1)
    return Meeting(id=id_, body=BODY, kind=Kind.PLENARY, state=state, month=first, day=day)


def test_a_meeting_with_a_day_opens_its_agenda() -> None:
    assert planned(date(2026, 4, 24)).state is State.AGENDA_OPEN


def test_a_meeting_known_by_month_only_is_planned() -> None:
    new = planned(month=date(2026, 6, 1))
    assert (new.state, new.month, new.day) == (State.PLANNED, date(2026, 6, 1), None)


def test_dating_a_month_meeting_opens_its_agenda() -> None:
    dated = meetings.change(planned(month=date(2026, 6, 1)), Wanted(day=date(2026, 6, 19)), by=OFFICER, today=TODAY)
    assert (dated.state, dated.month) == (State.AGENDA_OPEN, date(2026, 6, 1))


@pytest.mark.parametrize(
    ("about", "facts"),
    [
        ("day", {}),
        ("day", {"day": date(2026, 3, 3)}),
        ("month", {"month": date(2026, 2, 1)}),
        ("ends", {"day": date(2026, 4, 24), "starts": time(12), "ends": time(9, 30)}),
        ("starts", {"day": date(2026, 4, 24), "ends": time(9, 30)}),
        ("place", {"day": date(2026, 4, 24), "place": "x" * 151}),
    ],
)
def test_an_impossible_meeting_is_refused_at_its_field(about: str, facts: dict[str, object]) -> None:
    with pytest.raises(Refusal) as refused:
        planned(**facts)  # type: ignore[arg-type]  # Keyword facts of the case.
    assert refused.value.about == about


CRISIS, YOUTH = (
    Group(id=id_, body=BODY, kind=groups.Kind.WORKING_GROUP, name=name)
    for id_, name in ((1, "Crisis"), (2, "Jongeren"))
)


@pytest.mark.parametrize(
    ("kind", "chosen", "known", "whose"),
    [
        (Kind.WORKING_GROUP, None, (), None),
        (Kind.WORKING_GROUP, None, (CRISIS,), CRISIS),
        (Kind.WORKING_GROUP, YOUTH, (CRISIS, YOUTH), YOUTH),
        (Kind.PLENARY, None, (CRISIS,), None),
    ],
)
def test_a_working_group_meets_as_the_one_chosen_or_the_only_one(
    kind: Kind, chosen: Group | None, known: tuple[Group, ...], whose: Group | None
) -> None:
    wanted = Wanted(day=date(2026, 4, 24), group=chosen)
    assert meetings.plan(wanted, body=BODY, kind=kind, by=OFFICER, today=TODAY, groups=known).group == whose


@pytest.mark.parametrize(
    ("kind", "chosen", "known"), [(Kind.WORKING_GROUP, None, (CRISIS, YOUTH)), (Kind.PLENARY, CRISIS, (CRISIS,))]
)
def test_which_group_meets_must_be_clear(kind: Kind, chosen: Group | None, known: tuple[Group, ...]) -> None:
    with pytest.raises(Refusal) as refused:
        meetings.plan(
            Wanted(day=date(2026, 4, 24), group=chosen), body=BODY, kind=kind, by=OFFICER, today=TODAY, groups=known
        )
    assert refused.value.about == "group"


def test_another_group_makes_it_another_meeting_than_was_seen() -> None:
    met = planned(date(2026, 4, 24))
    seen = meetings.fingerprint(replace(met, group=CRISIS))
    with pytest.raises(Refusal, match="intussen gewijzigd"):
        meetings.must_be_as_seen(replace(met, group=YOUTH), seen)


def test_a_meeting_today_can_still_be_planned() -> None:
    assert planned(TODAY).day == TODAY


@pytest.mark.parametrize("who", [MEMBER, CHAIR])
def test_only_the_support_officer_plans(who: object) -> None:
    with pytest.raises(Refusal):
        meetings.plan(Wanted(day=date(2026, 4, 24)), body=BODY, kind=Kind.PLENARY, by=who, today=TODAY)  # type: ignore[arg-type]  # Parametrised persons.


def test_both_deadlines_follow_from_the_date() -> None:
    limits = meetings.deadlines(meeting(date(2026, 4, 24)), RuleSheet())
    assert limits == meetings.Deadlines(submission=date(2026, 4, 11), sending=date(2026, 4, 16))


def test_the_deadlines_move_with_the_meeting() -> None:
    moved = meetings.change(meeting(date(2026, 4, 24)), Wanted(day=date(2026, 5, 8)), by=OFFICER, today=TODAY)
    limits = meetings.deadlines(moved, RuleSheet())
    assert limits is not None
    assert limits.sending == date(2026, 4, 30)


def test_a_month_has_no_deadlines_yet() -> None:
    assert meetings.deadlines(meeting(None, month=date(2026, 6, 1)), RuleSheet()) is None


def test_a_meeting_with_points_cannot_be_cancelled() -> None:
    with pytest.raises(Refusal, match="3 punten"):
        meetings.cancel(meeting(date(2026, 4, 24)), by=OFFICER, points=3)


def test_an_empty_meeting_can_be_cancelled() -> None:
    assert meetings.cancel(meeting(date(2026, 4, 24)), by=OFFICER, points=0).state is State.CANCELLED


def test_a_cancelled_meeting_cannot_be_moved() -> None:
    with pytest.raises(Refusal):
        meetings.change(
            meeting(date(2026, 4, 24), state=State.CANCELLED), Wanted(day=date(2026, 5, 8)), by=OFFICER, today=TODAY
        )


def test_moving_a_published_meeting_keeps_it_published() -> None:
    moved = meetings.change(
        meeting(date(2026, 4, 24), state=State.AGENDA_PUBLISHED), Wanted(day=date(2026, 5, 8)), by=OFFICER, today=TODAY
    )
    assert moved.state is State.AGENDA_PUBLISHED


def test_coming_meetings_are_sorted_and_leave_out_the_past_and_the_cancelled() -> None:
    june = meeting(None, id_=4, month=date(2026, 6, 1), state=State.PLANNED)
    april = meeting(date(2026, 4, 24), id_=3)
    past = meeting(date(2026, 3, 3), id_=1)
    gone = meeting(date(2026, 5, 1), id_=2, state=State.CANCELLED)
    this_month = meeting(None, id_=5, month=date(2026, 3, 1), state=State.PLANNED)
    assert [m.id for m in meetings.coming([june, past, gone, april, this_month], today=TODAY)] == [5, 3, 4]


def test_the_next_meeting_for_a_point_is_one_whose_agenda_is_not_out_yet() -> None:
    soon = meeting(date(2026, 3, 6), id_=1)
    later = meeting(date(2026, 4, 24), id_=2)
    assert meetings.next_for_points([soon, later], RuleSheet(), today=TODAY) == later


def test_a_wall_time_becomes_utc_by_the_zone_of_its_day() -> None:
    brussels = ZoneInfo("Europe/Brussels")
    winter = planned(date(2026, 3, 27), starts=time(9, 30), ends=time(12))
    summer = planned(date(2026, 4, 24), starts=time(9, 30), ends=time(12))
    assert winter.starts_at(brussels) == datetime(2026, 3, 27, 8, 30, tzinfo=UTC)
    assert summer.starts_at(brussels) == datetime(2026, 4, 24, 7, 30, tzinfo=UTC)
    assert summer.minutes == 150


@pytest.mark.parametrize(
    ("facts", "moved"),
    [
        ({"day": date(2026, 5, 8)}, True),
        ({"starts": time(10), "ends": time(12)}, True),
        ({"place": "Gent"}, True),
        ({"mirror": 3}, False),
        ({}, False),
    ],
)
def test_people_hear_of_a_change_of_day_time_or_place(facts: dict[str, object], moved: bool) -> None:
    before = planned(date(2026, 4, 24), starts=time(9, 30), ends=time(12), place="Brugge")
    same = {"day": before.day, "starts": before.starts, "ends": before.ends, "place": before.place}
    after = meetings.change(before, Wanted(**(same | facts)), by=OFFICER, today=TODAY)  # type: ignore[arg-type]  # Facts of the case.
    assert meetings.is_moved(before, after) is moved


def test_a_month_can_last_till_its_end() -> None:
    assert meeting(None, month=date(2026, 2, 1)).latest == date(2026, 2, 28)


def test_a_form_that_was_opened_before_another_change_is_refused() -> None:
    seen = meetings.fingerprint(meeting(date(2026, 4, 24)))
    with pytest.raises(Refusal, match="intussen gewijzigd"):
        meetings.must_be_as_seen(meeting(date(2026, 5, 8)), seen)


def test_a_form_on_the_meeting_as_it_is_now_is_accepted() -> None:
    seen = meetings.fingerprint(meeting(date(2026, 4, 24)))
    meetings.must_be_as_seen(meeting(date(2026, 4, 24)), seen)


def test_a_published_meeting_keeps_a_day() -> None:
    published = meeting(date(2026, 4, 24), state=State.AGENDA_PUBLISHED)
    with pytest.raises(Refusal) as refused:
        meetings.change(published, Wanted(month=date(2026, 6, 1)), by=OFFICER, today=TODAY)
    assert refused.value.about == "day"
