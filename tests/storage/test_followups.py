"""Follow-ups in the database: with owners, snoozes and log, one for each origin, and never somebody else's."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.bodies import Body
from bot.errors import Refusal
from bot.followups import Deed, Due, DueKind, Entry, FollowUp, Origin, Owner, Snooze, Source, State, Whose
from bot.meetings import Kind as MeetingKind
from bot.meetings import Meeting
from bot.meetings import State as MeetingState
from bot.people import Person, Role, Seat
from storage import bodies, followups, meetings, people
from storage.database import Database, Session, table_of
from storage.followups import FollowUpRow

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
MINE = Owner(whose=Whose.MEMBER, id=1)
GROUP = Owner(whose=Whose.GROUP, id=5)


@pytest.fixture
def db(database: Database, body: int) -> Iterator[Session]:
    with database.begin() as db:
        yield db


@pytest.fixture
def member(db: Session, body: int) -> int:
    return people.add_member(db, body=body, name="Lena ’t Kindt", slack_user="U1", now=NOW)


def new(body: int, member: int, **more: object) -> FollowUp:
    made = FollowUp(id=0, body=body, text="Zaal", state=State.OPEN, made_by=member, made_at=NOW)
    return replace(made, **more)  # type: ignore[arg-type]  # Each test names fields of a follow-up.


def kept(db: Session, follow_up: FollowUp) -> FollowUp:
    made = followups.add(db, follow_up)
    assert made is not None
    return made


def somebody(workspace: int, body: int) -> Person:
    seat = Seat(
        body=body,
        member=1,
        body_name="",
        plenary_channel="",
        committee_channel="",
        roles=frozenset({Role.SUPPORT_OFFICER}),
    )
    return Person(workspace=workspace, user="U1", name="Lena", seats=(seat,))


def test_everything_that_is_known_of_one_comes_back(db: Session, workspace: int, body: int, member: int) -> None:
    made = kept(
        db,
        new(
            body,
            member,
            owners=(GROUP, MINE),
            due=Due(kind=DueKind.PERIOD, phrase="september/oktober", first=date(2026, 9, 1), last=date(2026, 10, 31)),
            source=Source(link="https://x.be/1"),
            waiting_for="antwoord",
            state=State.WAITING,
        ),
    )
    snoozed = replace(made, snoozes=(Snooze(member=member, until=date(2026, 3, 9)),))
    saved = followups.save(db, snoozed, was=made)
    assert followups.load(db, made.id, workspace=workspace) == saved
    assert saved.version == made.version + 1


def test_a_change_of_something_older_is_refused(db: Session, body: int, member: int) -> None:
    made = kept(db, new(body, member))
    followups.save(db, replace(made, text="Zaal en lunch"), was=made)
    with pytest.raises(Refusal, match="net voor"):
        followups.save(db, replace(made, text="Iets anders"), was=made)


def test_an_origin_makes_one(db: Session, body: int, member: int) -> None:
    made = kept(db, new(body, member, origin="excuse:12"))
    assert followups.add(db, new(body, member, origin="excuse:12")) is None
    assert followups.by_origin(db, body, "excuse:12") == made
    assert followups.add(db, new(body, member)) is not None
    assert followups.add(db, new(body, member)) is not None


def test_nobody_reaches_into_another_body(db: Session, workspace: int, body: int, member: int) -> None:
    other = bodies.add(
        db,
        Body(id=0, workspace=workspace, name="Ander", plenary_channel="C8", committee_channel="C9"),
        now=NOW,
    )
    made = kept(db, new(body, member))
    with pytest.raises(Refusal, match="geen lid"):
        followups.get(db, made.id, within=somebody(workspace, other))
    with pytest.raises(Refusal, match="bestaat niet"):
        followups.load(db, made.id, workspace=workspace + 1)
    assert followups.live(db, other) == []
    assert followups.many(db, [made.id], body=other) == []
    assert followups.by_origin(db, other, "") is None


def test_the_log_grows_and_shows_the_last_first(db: Session, body: int, member: int) -> None:
    made = kept(db, new(body, member))
    for n in range(3):
        at = NOW + timedelta(days=n)
        followups.note(db, [Entry(follow_up=made.id, deed=Deed.UPDATE, by=member, at=at, text=f"Stand {n}")])
    followups.note(db, [Entry(follow_up=made.id, deed=Deed.SNOOZED, by=member, at=NOW, text="2026-03-09")])
    log = followups.log(db, made.id)
    assert [entry.deed for entry in log] == [Deed.SNOOZED, Deed.UPDATE, Deed.UPDATE, Deed.UPDATE, Deed.MADE]
    assert followups.last_updates(db, [made.id, made.id + 1]) == {made.id: "Stand 2"}


def test_what_is_closed_is_no_longer_live(db: Session, body: int, member: int) -> None:
    first, second = (kept(db, new(body, member, text=text)) for text in ("Eerst", "Dan"))
    followups.save(db, replace(first, state=State.DONE, closed_at=NOW), was=first)
    assert [each.text for each in followups.live(db, body)] == ["Dan"]
    assert [each.text for each in followups.closed(db, body, most=5)] == ["Eerst"]
    followups.save(db, replace(second, state=State.DROPPED, closed_at=NOW + timedelta(days=1)), was=second)
    assert [each.text for each in followups.closed(db, body, most=1)] == ["Dan"]
    assert [each.text for each in followups.closed(db, body, skip=1, most=1)] == ["Eerst"]


def test_more_than_one_batch_of_owners_comes_back(db: Session, body: int, member: int) -> None:
    many = followups.MOST_AT_ONCE + 3
    for n in range(many):
        kept(db, new(body, member, text=str(n), owners=(Owner(whose=Whose.MEMBER, id=n + 1),)))
    found = followups.live(db, body)
    assert [each.owners[0].id for each in found] == [n + 1 for n in range(many)]


def test_the_live_ones_are_found_through_an_index() -> None:
    indexes = {tuple(column.name for column in index.columns) for index in table_of(FollowUpRow).indexes}
    assert ("body_id", "state", "due_last") in indexes
    assert ("body_id", "closed_at") in indexes


def test_what_a_part_of_the_bot_wants_by_a_meeting_is_found(db: Session, body: int, member: int) -> None:
    at = meetings.add(
        db,
        Meeting(
            id=0,
            body=body,
            kind=MeetingKind.PLENARY,
            state=MeetingState.AGENDA_OPEN,
            month=date(2026, 4, 1),
            day=date(2026, 4, 24),
        ),
        now=NOW,
    )
    due = Due(kind=DueKind.MEETING, meeting=at)
    gap = kept(db, new(body, member, due=due, origin="excuse:1.2"))
    kept(db, new(body, member, due=due, origin="budget:3"))
    kept(db, new(body, member, due=due))
    kept(db, new(body, member, origin="excuse:1.3"))
    closed = kept(db, new(body, member, due=due, origin="excuse:1.4"))
    followups.save(db, replace(closed, state=State.DONE, closed_at=NOW), was=closed)
    assert followups.live_at(db, at, Origin.EXCUSE) == [gap]
