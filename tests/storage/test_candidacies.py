"""Calls and candidacies in the database: one living candidacy per member and call, and nobody overtaken unseen."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import text

from bot.bodies import Body
from bot.calls import Call
from bot.candidacies import Candidacy, State
from bot.errors import Refusal
from bot.people import Person, Role, Seat
from storage import bodies, calls, candidacies, people
from storage.database import Database, Session

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
CLOSES = date(2026, 4, 30)


@pytest.fixture
def db(database: Database, body: int) -> Iterator[Session]:
    with database.begin() as db:
        yield db


@pytest.fixture
def nadia(db: Session, body: int) -> int:
    return people.add_member(db, body=body, name="Nadia", slack_user="U1", now=NOW)


@pytest.fixture
def call(db: Session, body: int, nadia: int) -> Call:
    return a_call(db, body, nadia)


def a_call(db: Session, body: int, by: int, **changes: object) -> Call:
    plain = Call(
        id=0,
        body=body,
        title="Bijkomend lid comité",
        least=1,
        most=2,
        closes_on=CLOSES,
        opened_by=by,
        opened_at=NOW,
        role=Role.COMMITTEE_MEMBER,
        explanation="Wie?",
        ends_on=date(2026, 12, 31),
    )
    return calls.add(db, replace(plain, **changes))  # type: ignore[arg-type]  # Fields of a call.


def stands(call: Call, member: int, state: State = State.SUBMITTED, **changes: object) -> Candidacy:
    plain = Candidacy(
        id=0,
        call=call.id,
        body=call.body,
        member=member,
        state=state,
        created_at=NOW,
        entered_by=member,
        motivation="Graag",
    )
    return replace(plain, **changes)  # type: ignore[arg-type]  # Fields of a candidacy.


def somebody(workspace: int, *in_bodies: int) -> Person:
    seats = tuple(
        Seat(body=each, member=1, body_name="", plenary_channel="", committee_channel="", roles=frozenset())
        for each in in_bodies
    )
    return Person(workspace=workspace, user="U1", name="Nadia", seats=seats)


def test_a_call_comes_back_as_it_was(db: Session, workspace: int, call: Call) -> None:
    assert calls.load(db, call.id, workspace=workspace) == call
    assert calls.by_ids(db, [call.id], body=call.body) == {call.id: call}


def test_only_somebody_with_a_seat_gets_a_call(db: Session, workspace: int, call: Call) -> None:
    assert calls.get(db, call.id, within=somebody(workspace, call.body)) == call
    with pytest.raises(Refusal, match="geen lid"):
        calls.get(db, call.id, within=somebody(workspace))


def test_another_workspace_does_not_reach_a_call_or_a_candidacy(
    db: Session, workspace: int, call: Call, nadia: int
) -> None:
    one = candidacies.add(db, stands(call, nadia))
    elsewhere = bodies.open_workspace(db, "T-elsewhere", now=NOW)
    with pytest.raises(Refusal, match="bestaat niet"):
        calls.load(db, call.id, workspace=elsewhere)
    with pytest.raises(Refusal, match="bestaat niet"):
        candidacies.load(db, one.id, workspace=elsewhere)
    assert candidacies.load(db, one.id, workspace=workspace) == one


def test_another_body_of_the_workspace_does_not_reach_them_either(
    db: Session, workspace: int, call: Call, nadia: int
) -> None:
    one = candidacies.add(db, stands(call, nadia))
    other = bodies.add(
        db, Body(id=0, workspace=workspace, name="Elders", plenary_channel="C8", committee_channel="G8"), now=NOW
    )
    assert calls.by_ids(db, [call.id], body=other) == {}
    assert candidacies.by_ids(db, [one.id], body=other) == []
    assert candidacies.of_call(db, call.id, body=other) == []
    assert candidacies.in_states(db, other, State) == []
    with pytest.raises(Refusal, match="geen lid"):
        candidacies.get(db, one.id, within=somebody(workspace, other))


def test_calls_that_are_going_close_first_things_first(db: Session, body: int, nadia: int) -> None:
    late, soon, today, _, _ = (
        a_call(db, body, nadia, title=title, closes_on=day, called_off=off)
        for title, day, off in (
            ("later", date(2026, 6, 1), False),
            ("binnenkort", date(2026, 4, 2), False),
            ("vandaag", date(2026, 4, 1), False),
            ("gesloten", date(2026, 3, 31), False),
            ("ingetrokken", date(2026, 5, 1), True),
        )
    )
    assert calls.going(db, body, since=date(2026, 4, 1)) == [today, soon, late]


def test_a_call_is_saved_only_as_it_was_seen(db: Session, workspace: int, call: Call) -> None:
    longer = replace(call, closes_on=date(2026, 5, 15))
    calls.save(db, longer, was=call)
    with pytest.raises(Refusal, match="net voor"):
        calls.save(db, replace(call, called_off=True), was=call)
    assert calls.load(db, call.id, workspace=workspace) == longer


def test_a_candidacy_comes_back_as_it_was(db: Session, call: Call, nadia: int) -> None:
    one = candidacies.add(db, stands(call, nadia, State.NOMINATED, nominated_by=nadia, late=True))
    assert candidacies.of_call(db, call.id, body=call.body) == [one]
    assert candidacies.by_ids(db, [one.id], body=call.body) == [one]
    assert candidacies.of_member(db, call.body, nadia, [State.NOMINATED]) == [one]
    assert candidacies.of_member(db, call.body, nadia, [State.SUBMITTED]) == []


@pytest.mark.parametrize("state", sorted(set(State) - {State.WITHDRAWN, State.DECLINED}))
def test_a_member_has_one_living_candidacy_for_a_call(db: Session, call: Call, nadia: int, state: State) -> None:
    candidacies.add(db, stands(call, nadia, state))
    with pytest.raises(Refusal, match="is er al"):
        candidacies.add(db, stands(call, nadia))


@pytest.mark.parametrize("state", [State.WITHDRAWN, State.DECLINED])
def test_what_ended_before_the_vote_stands_in_nobodys_way(db: Session, call: Call, nadia: int, state: State) -> None:
    candidacies.add(db, stands(call, nadia, state))
    candidacies.add(db, stands(call, nadia, state))
    assert candidacies.add(db, stands(call, nadia)).id


def test_a_member_stands_for_two_calls(db: Session, body: int, call: Call, nadia: int) -> None:
    other = a_call(db, body, nadia, title="Voorzitter")
    for each in (call, other):
        candidacies.add(db, stands(each, nadia))
    assert {one.call for one in candidacies.of_calls(db, [call.id, other.id], body=body)} == {call.id, other.id}


def test_whoever_moves_a_candidacy_on_second_hears_it(db: Session, call: Call, nadia: int) -> None:
    one = candidacies.add(db, stands(call, nadia))
    candidacies.save(db, replace(one, state=State.ADMITTED), was=State.SUBMITTED)
    with pytest.raises(Refusal, match="net voor"):
        candidacies.save(db, replace(one, state=State.WITHDRAWN), was=State.SUBMITTED)
    assert [each.state for each in candidacies.of_call(db, call.id, body=call.body)] == [State.ADMITTED]


def test_a_motivation_that_is_emptied_is_gone(db: Session, call: Call, nadia: int) -> None:
    one = candidacies.add(db, stands(call, nadia))
    candidacies.save(db, replace(one, state=State.NOT_ELECTED, motivation=""), was=State.SUBMITTED)
    assert db.scalar(text("SELECT count(*) FROM candidacies WHERE motivation <> ''")) == 0


def test_what_waits_is_found_by_state_with_the_oldest_first(db: Session, body: int, nadia: int) -> None:
    kept = [
        candidacies.add(db, stands(a_call(db, body, nadia, title=f"Oproep {n}"), nadia, state))
        for n, state in enumerate((State.SUBMITTED, State.ADMITTED, State.SUBMITTED))
    ]
    assert candidacies.in_states(db, body, [State.SUBMITTED]) == [kept[0], kept[2]]
    assert candidacies.in_states(db, body, [State.SUBMITTED], most=1) == [kept[0]]
