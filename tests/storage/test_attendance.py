"""Answers, substitutions, presence and outcomes in the database."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from bot.attendance import Answer, DayRoles, Decided, Noted, Part, Presence, Says, State, Substitution
from bot.errors import Refusal
from bot.items import Aim, Item, When
from bot.items import State as ItemState
from bot.mandates import Mandate
from bot.meetings import Kind, Meeting
from bot.meetings import State as MeetingState
from bot.outcomes import Kind as OutcomeKind
from bot.outcomes import Outcome
from bot.people import Role
from storage import attendance, items, mandates, meetings, outcomes, people
from storage.database import Database, Session

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
APRIL = date(2026, 4, 24)


@pytest.fixture
def db(database: Database, body: int) -> Iterator[Session]:
    with database.begin() as db:
        yield db


@pytest.fixture
def nadia(db: Session, body: int) -> int:
    return people.add_member(db, body=body, name="Nadia", slack_user="U1", now=NOW)


@pytest.fixture
def jo(db: Session, body: int) -> int:
    return people.add_member(db, body=body, name="Jo", slack_user="U2", now=NOW)


def seat(db: Session, body: int, member: int) -> int:
    return mandates.add(db, Mandate(id=0, body=body, member=member, role=Role.EFFECTIVE_MEMBER, has_vote=True))


def meeting(db: Session, body: int, day: date = APRIL, **changes: object) -> int:
    plain = Meeting(
        id=0, body=body, kind=Kind.PLENARY, state=MeetingState.AGENDA_OPEN, month=day.replace(day=1), day=day
    )
    return meetings.add(db, replace(plain, **changes), now=NOW)  # type: ignore[arg-type]  # Fields of a meeting.


def asked(on: int, mandate: int, absent: int, substitute: int, **changes: object) -> Substitution:
    plain = Substitution(
        id=0,
        meeting=on,
        mandate=mandate,
        absent=absent,
        substitute=substitute,
        state=State.PROPOSED,
        day=APRIL,
        asked_by=absent,
        asked_at=NOW,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]  # Each test names fields of a substitution.


def excused(on: int, mandate: int, member: int, **changes: object) -> Answer:
    plain = Answer(
        meeting=on, mandate=mandate, member=member, says=Says.EXCUSED, day=APRIL, entered_by=member, at=NOW, seeks=True
    )
    return replace(plain, **changes)  # type: ignore[arg-type]  # Each test names fields of an answer.


def test_the_last_answer_of_a_place_stands(db: Session, body: int, nadia: int) -> None:
    on, mandate = meeting(db, body), seat(db, body, nadia)
    last = excused(on, mandate, nadia, says=Says.COMING, part=Part.WHOLE, seeks=False)
    for answer in (excused(on, mandate, nadia), last):
        attendance.keep(db, Decided(answers=(answer,)))
    assert attendance.answers(db, [on]) == [last]


def test_the_hour_of_a_part_is_kept_as_wall_time(db: Session, body: int, nadia: int) -> None:
    on, mandate = meeting(db, body), seat(db, body, nadia)
    late = excused(on, mandate, nadia, part=Part.LATE, hour=time(10, 30), seeks=False)
    attendance.keep(db, Decided(answers=(late,)))
    assert attendance.answers(db, [on]) == [late]


@pytest.mark.parametrize("shared", [False, True])
def test_a_person_has_two_places_only_where_that_was_allowed(
    db: Session, body: int, nadia: int, jo: int, shared: bool
) -> None:
    on = meeting(db, body)
    both = tuple(asked(on, seat(db, body, nadia), nadia, jo, shared=shared) for _ in range(2))
    if shared:
        assert len(attendance.keep(db, Decided(substitutions=both))) == 2
    else:
        with pytest.raises(Refusal, match="net voor"):
            attendance.keep(db, Decided(substitutions=both))


def test_declined_substitutes_are_found_by_whom_they_would_have_replaced(
    db: Session, body: int, nadia: int, jo: int
) -> None:
    on, mandate = meeting(db, body), seat(db, body, nadia)
    [kept] = attendance.keep(db, Decided(substitutions=(asked(on, mandate, nadia, jo),)))
    assert attendance.declined(db, on, [nadia]) == []
    attendance.save(db, replace(kept, state=State.DECLINED))
    assert attendance.declined(db, on, [nadia]) == [kept.id]
    assert attendance.declined(db, on, [jo]) == []


def test_what_ends_makes_room_for_what_begins(db: Session, body: int, nadia: int, jo: int) -> None:
    on, mandate = meeting(db, body), seat(db, body, nadia)
    [first] = attendance.keep(db, Decided(substitutions=(asked(on, mandate, nadia, jo),)))
    again = asked(on, mandate, nadia, jo, warned=False)
    changed = attendance.keep(db, Decided(substitutions=(again, replace(first, state=State.LAPSED))))
    assert [each.state for each in changed] == [State.LAPSED, State.PROPOSED]
    assert attendance.live(db, [on]) == [changed[1]]


def test_a_place_has_one_live_substitution(db: Session, body: int, nadia: int, jo: int) -> None:
    on, mandate = meeting(db, body), seat(db, body, nadia)
    els = people.add_member(db, body=body, name="Els", slack_user=None, now=NOW)
    attendance.keep(db, Decided(substitutions=(asked(on, mandate, nadia, jo),)))
    with pytest.raises(Refusal, match="net voor"):
        attendance.keep(db, Decided(substitutions=(asked(on, mandate, nadia, els),)))


def test_a_person_substitutes_once_at_a_meeting_and_also_at_another(
    db: Session, body: int, nadia: int, jo: int
) -> None:
    joris = people.add_member(db, body=body, name="Joris", slack_user=None, now=NOW)
    one, other = seat(db, body, nadia), seat(db, body, joris)
    april, june = meeting(db, body), meeting(db, body, date(2026, 6, 19))
    attendance.keep(db, Decided(substitutions=(asked(april, one, nadia, jo), asked(june, other, joris, jo))))
    with pytest.raises(Refusal, match="net voor"):
        attendance.keep(db, Decided(substitutions=(asked(april, other, joris, jo),)))


def test_what_a_user_was_asked_is_found_without_a_seat_in_their_own_workspace_only(
    db: Session, body: int, workspace: int, nadia: int, jo: int
) -> None:
    on, mandate = meeting(db, body), seat(db, body, nadia)
    [kept] = attendance.keep(db, Decided(substitutions=(asked(on, mandate, nadia, jo),)))
    today = date(2026, 3, 2)
    assert attendance.of_user(db, "U2", workspace=workspace, today=today, most=5) == [kept]
    assert attendance.of_user(db, "U2", workspace=workspace + 1, today=today, most=5) == []
    assert attendance.of_user(db, "U2", workspace=workspace, today=date(2026, 4, 25), most=5) == []
    with pytest.raises(Refusal):
        attendance.substitution(db, kept.id, workspace=workspace + 1)


def test_presence_is_kept_whole_and_replaced_whole(db: Session, body: int, nadia: int) -> None:
    on, mandate = meeting(db, body), seat(db, body, nadia)
    assert attendance.noted(db, on) is None
    first = Noted(places=(Presence(mandate=mandate, member=None),), guests=("Hanne Peeters", "Wim"))
    last = Noted(
        places=(Presence(mandate=mandate, member=nadia, came_later=True, arrived=time(10, 15)),),
        guests=("Wim",),
        beside=(nadia,),
    )
    for noted in (first, last):
        attendance.keep_presence(db, on, noted)
        assert attendance.noted(db, on) == noted


def test_roles_of_the_day_are_kept_with_the_mirror_on_the_meeting(
    db: Session, body: int, workspace: int, nadia: int, jo: int
) -> None:
    on = meeting(db, body)
    for roles in (DayRoles(chair=nadia, reporter=jo, mirror=jo), DayRoles(mirror=nadia)):
        attendance.keep_roles(db, on, roles)
        mirror = meetings.load(db, on, workspace=workspace).mirror
        assert attendance.roles(db, on, mirror=mirror) == roles


def test_the_last_mirror_counts_held_meetings_before_the_day_and_no_cancelled_ones(
    db: Session, body: int, nadia: int, jo: int
) -> None:
    meeting(db, body, date(2026, 1, 23), mirror=nadia)
    meeting(db, body, date(2026, 2, 20), mirror=nadia)
    meeting(db, body, date(2026, 2, 27), mirror=jo, state=MeetingState.CANCELLED)
    meeting(db, body, APRIL, mirror=jo)
    assert attendance.last_mirrors(db, body, before=APRIL) == {nadia: date(2026, 2, 20)}


def test_an_outcome_is_corrected_in_place(db: Session, body: int, nadia: int) -> None:
    on = meeting(db, body)
    point = Item(
        id=0,
        body=body,
        title="Overkop",
        state=ItemState.ACCEPTED,
        aim=Aim(when=When.MEETING, meeting=on),
        proposer=nadia,
        entered_by=nadia,
        created_at=NOW,
        meeting=on,
    )
    item = items.add(db, point).id
    first = Outcome(
        item=item,
        meeting=on,
        kinds=(OutcomeKind.AGREED, OutcomeKind.AGREED_IN_PRINCIPLE),
        text="Mits offerte.",
        remarks="",
        noted_by=nadia,
        noted_at=NOW,
    )
    for outcome in (first, replace(first, kinds=(OutcomeKind.NOTED,), text="")):
        outcomes.keep(db, outcome)
        assert outcomes.of_meeting(db, on) == {item: outcome}
