"""Follow-ups: who may do what with one, how it moves from state to state, and on which lists it stands."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot import followups
from bot.errors import Refusal
from bot.followups import (
    Circle,
    Deed,
    Due,
    DueKind,
    Entry,
    FollowUp,
    Origin,
    Owner,
    Snooze,
    Source,
    State,
    Wanted,
    Whose,
    lists,
)
from bot.followups.calendar import Calendar
from bot.followups.lists import Filter
from bot.meetings import Kind, Meeting
from bot.meetings import State as MeetingState
from bot.people import Person, Role, clock
from tests.bot.people import BODY, CHAIR, COMMITTEE, MEMBER, OBSERVER, OFFICER, STRANGER, somebody

NOW = datetime(2026, 3, 4, 9, tzinfo=UTC)
TODAY = date(2026, 3, 4)
MAKER = somebody(Role.EFFECTIVE_MEMBER, member=6)
GROUP_MEMBER = somebody(Role.GROUP_MEMBER, member=7)
CIRCLE = Circle(
    members={1, 2, 3, 4, 5, 6, 7},
    organisations={10: {1}},
    groups={20: {7}},
)
MINE = Owner(whose=Whose.MEMBER, id=1)
EVERYBODY = Owner(whose=Whose.EVERYBODY)


def one(*owners: Owner, state: State = State.OPEN, due: Due | None = None, **more: object) -> FollowUp:
    """A follow-up made by member 6."""
    made = FollowUp(
        id=9,
        body=BODY,
        text="Zaal reserveren",
        state=state,
        made_by=6,
        made_at=NOW,
        owners=owners,
        due=due or Due(),
    )
    return replace(made, **more)  # type: ignore[arg-type]  # The tests name the fields.


def finish(follow_up: FollowUp, by: Person) -> tuple[FollowUp, Entry]:
    return followups.finish(follow_up, "Geregeld.", by=by, circle=CIRCLE, now=NOW)


def update(follow_up: FollowUp, by: Person) -> tuple[FollowUp, Entry]:
    return followups.tell_how_it_stands(follow_up, "Bezig.", waiting_for="", by=by, circle=CIRCLE, now=NOW)


def defer(follow_up: FollowUp, by: Person) -> tuple[FollowUp, Entry]:
    due = Due(kind=DueKind.DAY, last=date(2026, 9, 1))
    return followups.defer(follow_up, due, "", by=by, circle=CIRCLE, now=NOW)


def snooze(follow_up: FollowUp, by: Person) -> tuple[FollowUp, Entry]:
    return followups.snooze(follow_up, date(2026, 3, 9), by=by, circle=CIRCLE, now=NOW, today=TODAY)


def edit(follow_up: FollowUp, by: Person) -> tuple[FollowUp, Entry]:
    return followups.edit(follow_up, Wanted(text="Anders", owners=(MINE,)), by=by, circle=CIRCLE, now=NOW)


def drop(follow_up: FollowUp, by: Person) -> tuple[FollowUp, Entry]:
    return followups.drop(follow_up, "Niet meer nodig.", by=by, circle=CIRCLE, now=NOW)


Do = Callable[[FollowUp, Person], tuple[FollowUp, Entry]]
TENDING: tuple[Do, ...] = (finish, update, defer, snooze)
CHANGING: tuple[Do, ...] = (edit, drop)


# Rights.


@pytest.mark.parametrize("by", [MEMBER, COMMITTEE, CHAIR, OFFICER])
def test_every_member_makes_follow_ups(by: Person) -> None:
    made = followups.make(Wanted(text=" Zaal  reserveren "), body=BODY, by=by, now=NOW)
    assert (made.text, made.state, made.made_by) == ("Zaal reserveren", State.OPEN, by.member_in(BODY))


@pytest.mark.parametrize("by", [OBSERVER, GROUP_MEMBER, STRANGER, clock(workspace=1, body=BODY)])
def test_who_only_reads_makes_none(by: Person) -> None:
    with pytest.raises(Refusal):
        followups.make(Wanted(text="Zaal"), body=BODY, by=by, now=NOW)


def test_the_clock_makes_one_for_another_part_of_the_bot() -> None:
    wanted = Wanted(text="Plaatsvervanger", origin=Origin.EXCUSE, origin_id=3)
    made = followups.make(wanted, body=BODY, by=clock(workspace=1, body=BODY), now=NOW)
    assert (made.origin, made.made_by) == ("excuse:3", None)


@pytest.mark.parametrize("do", TENDING)
@pytest.mark.parametrize(
    ("by", "owner"),
    [
        (MEMBER, MINE),
        (MEMBER, Owner(whose=Whose.ORGANISATION, id=10)),
        (GROUP_MEMBER, Owner(whose=Whose.GROUP, id=20)),
        (CHAIR, MINE),
        (OFFICER, MINE),
    ],
)
def test_owners_chair_and_officer_tend(do: Do, by: Person, owner: Owner) -> None:
    after, entry = do(one(owner), by)
    assert (entry.by, entry.follow_up, entry.at) == (by.member_in(BODY), after.id, NOW)


@pytest.mark.parametrize("do", TENDING)
@pytest.mark.parametrize("by", [COMMITTEE, MAKER, OBSERVER, GROUP_MEMBER, STRANGER])
def test_nobody_else_says_how_it_stands(do: Do, by: Person) -> None:
    with pytest.raises(Refusal):
        do(one(MINE), by)


@pytest.mark.parametrize("do", CHANGING)
@pytest.mark.parametrize("by", [MEMBER, MAKER, CHAIR, OFFICER])
def test_whoever_made_it_changes_it_too(do: Do, by: Person) -> None:
    assert do(one(MINE), by)[1].by == by.member_in(BODY)


@pytest.mark.parametrize("do", CHANGING)
@pytest.mark.parametrize("by", [COMMITTEE, OBSERVER, GROUP_MEMBER, STRANGER])
def test_nobody_else_changes_it(do: Do, by: Person) -> None:
    with pytest.raises(Refusal):
        do(one(MINE), by)


def test_a_follow_up_of_all_members_is_not_an_observers() -> None:
    with pytest.raises(Refusal, match="niet jouw"):
        update(one(EVERYBODY), OBSERVER)


@pytest.mark.parametrize("by", [MEMBER, COMMITTEE, CHAIR, OFFICER])
def test_each_member_is_an_owner_of_what_is_everybodys(by: Person) -> None:
    assert update(one(EVERYBODY), by)[1].text == "Bezig."
    assert finish(one(EVERYBODY), by)[0].state is State.DONE


def test_only_chair_and_officer_hand_over() -> None:
    with pytest.raises(Refusal):
        followups.hand_over(one(MINE), from_=MINE, to=(Owner(whose=Whose.MEMBER, id=2),), by=COMMITTEE, now=NOW)


# States.


@pytest.mark.parametrize("do", [update, defer, snooze, edit, drop])
@pytest.mark.parametrize("state", [State.DONE, State.DROPPED])
def test_what_is_closed_does_not_move(do: Do, state: State) -> None:
    with pytest.raises(Refusal):
        do(one(MINE, state=state), OFFICER)


def test_done_keeps_its_note_and_ends_snoozes() -> None:
    done, entry = finish(one(MINE, snoozes=(Snooze(member=1, until=date(2026, 3, 9)),)), MEMBER)
    assert (done.state, done.reason, done.closed_at, done.snoozes) == (State.DONE, "Geregeld.", NOW, ())
    assert (entry.deed, entry.text) == (Deed.DONE, "Geregeld.")


def test_done_twice_is_said_and_a_note_can_follow() -> None:
    done = one(MINE, state=State.DONE)
    with pytest.raises(Refusal, match="al als klaar"):
        followups.finish(done, by=MEMBER, circle=CIRCLE, now=NOW)
    assert finish(done, MEMBER)[0].reason == "Geregeld."


def test_done_by_mistake_opens_again() -> None:
    closed = one(MINE, state=State.DONE, closed_at=NOW, reason="x", waiting_for="de gemeente")
    opened, _ = followups.reopen(closed, by=MEMBER, circle=CIRCLE, now=NOW)
    assert (opened.state, opened.closed_at, opened.reason) == (State.WAITING, None, "")
    with pytest.raises(Refusal, match="al open"):
        followups.reopen(opened, by=MEMBER, circle=CIRCLE, now=NOW)


def test_waiting_comes_and_goes_with_what_it_waits_for() -> None:
    waiting, entry = followups.tell_how_it_stands(
        one(MINE), "", waiting_for="antwoord", by=MEMBER, circle=CIRCLE, now=NOW
    )
    assert (waiting.state, entry.deed) == (State.WAITING, Deed.WAITING)
    going_on, _ = followups.tell_how_it_stands(
        waiting, "Antwoord is er.", waiting_for="", by=MEMBER, circle=CIRCLE, now=NOW
    )
    assert going_on.state is State.OPEN


def test_an_update_that_says_nothing_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        followups.tell_how_it_stands(one(MINE), " ", waiting_for="", by=MEMBER, circle=CIRCLE, now=NOW)
    assert refused.value.about == "note"


def test_an_update_leaves_what_was_put_off_put_off() -> None:
    assert update(one(MINE, state=State.DEFERRED), MEMBER)[0].state is State.DEFERRED


def test_putting_off_ends_the_snoozes_of_the_old_term() -> None:
    later, _ = defer(one(MINE, snoozes=(Snooze(member=1, until=date(2026, 3, 9)),)), MEMBER)
    assert (later.state, later.snoozes, later.due.last) == (State.DEFERRED, (), date(2026, 9, 1))


def test_a_second_snooze_takes_the_place_of_the_first_and_leaves_those_of_others() -> None:
    before = one(MINE, snoozes=(Snooze(member=1, until=date(2026, 3, 6)), Snooze(member=4, until=date(2026, 3, 7))))
    after, _ = snooze(before, MEMBER)
    assert after.snoozed_until(1) == date(2026, 3, 9)
    assert after.snoozed_until(4) == date(2026, 3, 7)
    assert after.snoozed_until(2) is None


@pytest.mark.parametrize("until", [TODAY, TODAY - timedelta(days=1), TODAY + timedelta(days=367)])
def test_a_snooze_ends_after_today_and_within_a_year(until: date) -> None:
    with pytest.raises(Refusal) as refused:
        followups.snooze(one(MINE), until, by=MEMBER, circle=CIRCLE, now=NOW, today=TODAY)
    assert refused.value.about == "until"


def test_dropping_needs_a_reason() -> None:
    with pytest.raises(Refusal) as refused:
        followups.drop(one(MINE), " … ", by=MEMBER, circle=CIRCLE, now=NOW)
    assert refused.value.about == "reason"


def test_handing_over_leaves_the_other_owners() -> None:
    other, next_ = Owner(whose=Whose.GROUP, id=20), Owner(whose=Whose.MEMBER, id=2)
    before = one(MINE, other, snoozes=(Snooze(member=1, until=date(2026, 3, 9)),))
    after, entry = followups.hand_over(before, from_=MINE, to=(next_,), by=OFFICER, now=NOW)
    assert (after.owners, after.snoozes, entry.deed) == ((other, next_), (), Deed.HANDED_OVER)
    with pytest.raises(Refusal) as refused:
        followups.hand_over(before, from_=MINE, to=(), by=OFFICER, now=NOW)
    assert refused.value.about == "who"


@pytest.mark.parametrize(
    ("wanted", "about"),
    [
        (Wanted(text=" … "), "text"),
        (Wanted(text="a" * 301), "text"),
        (Wanted(text="a", owners=tuple(Owner(whose=Whose.MEMBER, id=n) for n in range(11))), "who"),
        (Wanted(text="a", waiting_for="b" * 151), "waiting_for"),
    ],
)
def test_what_cannot_be_kept_is_refused_about_its_field(wanted: Wanted, about: str) -> None:
    with pytest.raises(Refusal) as refused:
        followups.make(wanted, body=BODY, by=MEMBER, now=NOW)
    assert refused.value.about == about


def test_what_another_part_of_the_bot_made_is_settled_and_needed_again_by_nobody() -> None:
    done, entry = followups.settle(one(MINE, origin="excuse:1.2"), now=NOW)
    assert (done.state, done.closed_at, entry.by, entry.deed) == (State.DONE, NOW, None, Deed.DONE)
    again, entry = followups.resume(done, now=NOW)
    assert (again.state, again.closed_at, entry.by, entry.deed) == (State.OPEN, None, None, Deed.REOPENED)


# Owners who left.


def test_somebody_who_left_is_no_owner_any_more() -> None:
    left = one(Owner(whose=Whose.MEMBER, id=99))
    assert CIRCLE.has_nobody(left)
    assert CIRCLE.has_nobody(one())
    assert not CIRCLE.has_nobody(one(MINE))
    assert lists.left_alone([left, one(MINE)], 99) == [left]


# Terms and lists.


def meeting(id_: int, day: date | None, *, month: date | None = None, **more: object) -> Meeting:
    made = Meeting(id=id_, body=BODY, kind=Kind.PLENARY, state=MeetingState.AGENDA_OPEN, month=month or TODAY, day=day)
    return replace(made, **more)  # type: ignore[arg-type]  # The tests name the fields.


FEBRUARY = meeting(1, date(2026, 2, 6), state=MeetingState.HELD)
APRIL = meeting(2, date(2026, 4, 24))
JUNE = meeting(3, None, month=date(2026, 6, 1))
CALENDAR = Calendar(today=TODAY, meetings=(FEBRUARY, APRIL, JUNE))

DAY = Due(kind=DueKind.DAY, last=date(2026, 4, 20))
PERIOD = Due(kind=DueKind.PERIOD, first=date(2026, 3, 1), last=date(2026, 3, 31))
AT_APRIL = Due(kind=DueKind.MEETING, meeting=2)
AT_JUNE = Due(kind=DueKind.MEETING, meeting=3)
NOT_BEFORE = Due(kind=DueKind.NOT_BEFORE, first=date(2026, 9, 1))
PAST = Due(kind=DueKind.BEFORE, last=date(2026, 3, 3))


@pytest.mark.parametrize(
    ("due", "first", "last"),
    [
        (DAY, date(2026, 4, 20), date(2026, 4, 20)),
        (PERIOD, date(2026, 3, 1), date(2026, 3, 31)),
        (AT_APRIL, date(2026, 4, 24), date(2026, 4, 24)),
        (AT_JUNE, date(2026, 6, 1), date(2026, 6, 30)),
        (NOT_BEFORE, date(2026, 9, 1), None),
        (Due(kind=DueKind.EVENT, phrase="zodra"), None, None),
        (Due(), None, None),
        (Due(kind=DueKind.MEETING, first=date(2026, 3, 1)), date(2026, 4, 24), date(2026, 4, 24)),
    ],
)
def test_a_term_has_a_first_and_a_last_day(due: Due, first: date | None, last: date | None) -> None:
    assert (CALENDAR.first_day(due), CALENDAR.last_day(due)) == (first, last)


def test_a_term_moves_along_with_its_meeting() -> None:
    moved = replace(CALENDAR, meetings=(FEBRUARY, replace(APRIL, day=date(2026, 5, 8)), JUNE))
    assert moved.last_day(AT_APRIL) == date(2026, 5, 8)


def test_a_term_at_a_cancelled_meeting_goes_to_the_one_after_it() -> None:
    cancelled = replace(CALENDAR, meetings=(FEBRUARY, replace(APRIL, state=MeetingState.CANCELLED), JUNE))
    assert cancelled.meeting_of(AT_APRIL) == JUNE


def test_a_next_meeting_that_nobody_planned_has_no_day_yet() -> None:
    due = Due(kind=DueKind.MEETING, first=date(2026, 3, 1))
    assert Calendar(today=TODAY, meetings=(FEBRUARY,)).last_day(due) is None


def test_a_meeting_of_the_committee_is_not_the_next_meeting() -> None:
    comite = meeting(8, date(2026, 3, 10), kind=Kind.COMMITTEE)
    assert replace(CALENDAR, meetings=(comite, APRIL)).next_meeting == APRIL


@pytest.mark.parametrize(
    ("wanted", "there"),
    [
        (Filter.LATE, {"past"}),
        (Filter.THIS_MONTH, {"past", "period"}),
        (Filter.NEXT_MEETING, {"day", "april", "period"}),
        (Filter.NOBODY, {"nobody"}),
        (Filter.WAITING, {"waiting"}),
        (Filter.CLOSED, {"done"}),
        (Filter.ALL, {"past", "period", "day", "april", "june", "later", "nobody", "waiting"}),
    ],
)
def test_each_filter_shows_exactly_what_fits(wanted: Filter, there: set[str]) -> None:
    known = {
        "past": one(MINE, due=PAST),
        "period": one(MINE, due=PERIOD),
        "day": one(MINE, due=DAY),
        "april": one(MINE, due=AT_APRIL),
        "june": one(MINE, due=AT_JUNE),
        "later": one(MINE, due=NOT_BEFORE),
        "nobody": one(),
        "waiting": one(MINE, state=State.WAITING, waiting_for="x"),
        "done": one(MINE, state=State.DONE, due=PAST),
    }
    assert {name for name, each in known.items() if lists.fits(each, wanted, calendar=CALENDAR, circle=CIRCLE)} == there


def test_the_first_to_be_done_comes_first_and_what_has_no_date_last() -> None:
    dues = [Due(), NOT_BEFORE, AT_JUNE, DAY, PAST]
    found = lists.in_turn([one(due=due, id=n) for n, due in enumerate(dues)], calendar=CALENDAR)
    assert [each.due for each in found] == [PAST, DAY, AT_JUNE, NOT_BEFORE, Due()]


OF_FEBRUARY = Source(meeting=1)


@pytest.mark.parametrize(
    ("follow_up", "is_asked"),
    [
        (one(source=OF_FEBRUARY), True),
        (one(source=OF_FEBRUARY, due=Due(kind=DueKind.DAY, last=date(2026, 10, 1))), True),
        (one(source=OF_FEBRUARY, due=AT_JUNE), False),
        (one(source=OF_FEBRUARY, due=NOT_BEFORE), False),
        (one(source=OF_FEBRUARY, state=State.DEFERRED, due=NOT_BEFORE), False),
        (one(source=OF_FEBRUARY, state=State.DONE), False),
        (one(source=Source(meeting=77)), False),
        (one(source=Source(meeting=77), due=DAY), True),
        (one(due=AT_APRIL), True),
        (one(due=PAST), True),
        (one(due=AT_JUNE), False),
        (one(), False),
        (one(source=Source(meeting=2), due=PAST), False),
    ],
)
def test_the_next_agenda_asks_about_the_last_report_and_about_what_is_due(follow_up: FollowUp, is_asked: bool) -> None:
    assert (lists.for_agenda([follow_up], APRIL, calendar=CALENDAR) == [follow_up]) is is_asked


def test_a_meeting_of_the_committee_asks_about_nothing() -> None:
    comite = meeting(8, date(2026, 3, 10), kind=Kind.COMMITTEE)
    assert lists.for_agenda([one(due=PAST)], comite, calendar=CALENDAR) == []
