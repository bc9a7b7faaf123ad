"""Meetings and channels in a real database: pages, what belongs to another workspace, and who comes first."""

from dataclasses import replace
from datetime import date, time

import pytest

from bot.bodies import Body
from bot.channels import Channel
from bot.errors import Refusal
from bot.meetings import Kind, Meeting, State
from bot.people import Person, Role, Seat
from storage import bodies, channels, meetings
from storage.database import Database
from tests.storage.conftest import Clocks

TODAY = date(2026, 3, 4)


def meeting(body: int, day: date | None = None, *, month: date | None = None, starts: time | None = None) -> Meeting:
    first = (day or month or TODAY).replace(day=1)
    state = State.AGENDA_OPEN if day else State.PLANNED
    return Meeting(id=0, body=body, kind=Kind.PLENARY, state=state, month=first, day=day, starts=starts)


@pytest.fixture
def planned(database: Database, body: int, clocks: Clocks) -> int:
    """Seven meetings around today, stored in no order; the body."""
    with database.begin() as db:
        for new in (
            meeting(body, date(2026, 6, 19)),
            meeting(body, date(2026, 3, 3)),
            meeting(body, month=date(2026, 3, 1)),
            meeting(body, date(2026, 3, 4), starts=time(14)),
            meeting(body, date(2026, 3, 4), starts=time(9)),
            meeting(body, date(2025, 12, 5)),
            meeting(body, month=date(2026, 2, 1)),
        ):
            meetings.add(db, new, now=clocks.now())
    return body


def officer(workspace: int, body: int) -> Person:
    seat = Seat(
        body=body,
        member=1,
        body_name="Overleg",
        plenary_channel="C1",
        committee_channel="C2",
        roles=frozenset({Role.SUPPORT_OFFICER}),
    )
    return Person(workspace=workspace, user="U1", name="Els Maes", seats=(seat,))


def test_what_comes_is_sorted_from_today_on_with_this_month_still_open(database: Database, planned: int) -> None:
    with database.read() as db:
        found = meetings.coming(db, planned, today=TODAY, most=10)
    assert [(m.day, m.starts) for m in found] == [
        (None, None),
        (date(2026, 3, 4), time(9)),
        (date(2026, 3, 4), time(14)),
        (date(2026, 6, 19), None),
    ]


def test_what_was_is_sorted_backwards(database: Database, planned: int) -> None:
    with database.read() as db:
        found = meetings.past(db, planned, today=TODAY, most=10)
    assert [m.day or m.month for m in found] == [date(2026, 3, 3), date(2026, 2, 1), date(2025, 12, 5)]


def test_a_page_goes_on_where_the_one_before_it_ended(database: Database, planned: int) -> None:
    with database.read() as db:
        whole = meetings.coming(db, planned, today=TODAY, most=10)
        pages = [meetings.coming(db, planned, today=TODAY, skip=skip, most=2) for skip in (0, 2, 4)]
    assert [m.id for page in pages for m in page] == [m.id for m in whole]


def test_a_meeting_of_another_workspace_is_unknown(database: Database, planned: int, clocks: Clocks) -> None:
    with database.begin() as db:
        elsewhere = bodies.open_workspace(db, "T2", now=clocks.now())
    with database.read() as db:
        id_ = meetings.coming(db, planned, today=TODAY, most=1)[0].id
        with pytest.raises(Refusal):
            meetings.get(db, id_, within=officer(elsewhere, planned))


def test_a_meeting_of_another_body_is_refused(database: Database, workspace: int, planned: int) -> None:
    with database.begin() as db:
        id_ = meetings.coming(db, planned, today=TODAY, most=1)[0].id
        for ask in (meetings.get, meetings.hold):
            with pytest.raises(Refusal):
                ask(db, id_, within=officer(workspace, planned + 1))


def test_a_meeting_that_moved_on_meanwhile_is_not_written_over(database: Database, planned: int) -> None:
    with database.begin() as db:
        found = meetings.coming(db, planned, today=TODAY, most=2)[1]
        meetings.save(db, replace(found, state=State.CANCELLED), was=found.state)
        with pytest.raises(Refusal):
            meetings.save(db, replace(found, place="Gent"), was=found.state)


def test_a_workspace_is_opened_once(database: Database, workspace: int, clocks: Clocks) -> None:
    with database.begin() as db:
        assert bodies.open_workspace(db, "T1", now=clocks.now()) == workspace


def test_two_bodies_of_a_workspace_have_different_names(
    database: Database, workspace: int, body: int, clocks: Clocks
) -> None:
    other = Body(id=0, workspace=workspace, name="Overleg Kust", plenary_channel="C3", committee_channel="C4")
    with database.begin() as db:
        other = replace(other, id=bodies.add(db, other, now=clocks.now()))
        for taken in (bodies.add, lambda db, body, **_: bodies.save(db, body)):
            with pytest.raises(Refusal) as refused:
                taken(db, replace(other, name="Overleg Demerland"), now=clocks.now())
            assert refused.value.about == "name"


def test_a_channel_that_was_never_looked_at_is_not_seen(database: Database, workspace: int) -> None:
    with database.begin() as db:
        channels.want_people(db, "C1", workspace=workspace)
    with database.read() as db:
        assert channels.seen(db, ["C1", "C2"], workspace=workspace) == {}
        assert channels.wants_people(db, "C1", workspace=workspace)
        assert not channels.wants_people(db, "C2", workspace=workspace)


def test_a_channel_is_remembered_as_it_was_last_seen(database: Database, workspace: int, clocks: Clocks) -> None:
    with database.begin() as db:
        channels.want_people(db, "C1", workspace=workspace)
        channels.keep(db, Channel(id="C1", visible=False), workspace=workspace, now=clocks.now())
        channels.keep(db, Channel(id="C1", name="comite", private=True), workspace=workspace, now=clocks.now())
        channels.guest_seen(db, "C1", workspace=workspace)
    with database.read() as db:
        expected = Channel(id="C1", name="comite", private=True, guests=True)
        assert channels.seen(db, ["C1"], workspace=workspace) == {"C1": expected}
        assert channels.wants_people(db, "C1", workspace=workspace)


def test_people_that_were_read_are_not_wanted_again(database: Database, workspace: int) -> None:
    with database.begin() as db:
        channels.want_people(db, "C1", workspace=workspace)
        channels.people_read(db, "C1", workspace=workspace)
    with database.read() as db:
        assert not channels.wants_people(db, "C1", workspace=workspace)
