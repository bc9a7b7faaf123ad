"""Alarms, dossiers and signals in a real database: raised once, kept within their workspace, the first one wins."""

from dataclasses import replace
from datetime import date

import pytest

from bot.alarms import Finding, Subject, Useful, Watched, Way
from bot.dossiers import Application, Dossier, State, Step
from bot.errors import Refusal
from bot.meetings import Kind, Meeting
from bot.meetings import State as MeetingState
from bot.people import Person, Role, Seat
from bot.signals import Addressee, Signal
from bot.signals import State as SignalState
from storage import alarms, dossiers, meetings, people, signals
from storage.database import Database
from tests.storage.conftest import Clocks

TODAY = date(2026, 3, 2)
DEADLINE = date(2026, 4, 20)


@pytest.fixture
def member(database: Database, body: int, clocks: Clocks) -> int:
    with database.begin() as db:
        return people.add_member(db, body=body, name="Veerle Ostyn", slack_user="U1", now=clocks.now())


def seated(workspace: int, body: int, member: int) -> Person:
    seat = Seat(
        body=body,
        member=member,
        body_name="",
        plenary_channel="C1",
        committee_channel="C2",
        roles=frozenset({Role.SUPPORT_OFFICER}),
    )
    return Person(workspace=workspace, user="U1", name="Veerle Ostyn", seats=(seat,))


def finding(chance: Meeting | None = None, *, deadline: date = DEADLINE) -> Finding:
    watched = Watched(subject=Subject.DOSSIER, id=7, title="Advies", deadline=deadline)
    return Finding(watched=watched, useful=Useful(meeting=chance), due=TODAY)


def planned(database: Database, body: int, clocks: Clocks) -> Meeting:
    day = date(2026, 3, 20)
    new = Meeting(id=0, body=body, kind=Kind.PLENARY, state=MeetingState.AGENDA_OPEN, month=day.replace(day=1), day=day)
    with database.begin() as db:
        return replace(new, id=meetings.add(db, new, now=clocks.now()))


def test_an_alarm_is_raised_once_for_each_deadline_and_last_meeting(
    database: Database, body: int, clocks: Clocks
) -> None:
    march = planned(database, body, clocks)
    with database.begin() as db:
        raised = [
            alarms.raise_(db, each, body=body, now=clocks.now())
            for each in (finding(), finding(), finding(march), finding(march), finding(deadline=date(2026, 5, 1)))
        ]
    assert [alarm is not None for alarm in raised] == [True, False, True, False, True]


def test_of_two_who_take_a_way_out_the_second_is_told(
    database: Database, workspace: int, body: int, member: int, clocks: Clocks
) -> None:
    with database.begin() as db:
        id_ = alarms.raise_(db, finding(), body=body, now=clocks.now())
        alarm = alarms.load(db, id_ or 0, workspace=workspace)
        taken = replace(alarm, way=Way.MANDATE, taken_by=member, taken_at=clocks.now())
        alarms.save(db, taken, was=None)
    with database.begin() as db, pytest.raises(Refusal, match="net voor"):
        alarms.save(db, replace(taken, way=Way.EXTRA_MEETING), was=None)
    with database.read() as db:
        assert alarms.load(db, alarm.id, workspace=workspace) == taken
        assert alarms.answered(db, body, today=TODAY) == {(Subject.DOSSIER, 7, DEADLINE)}
        assert alarms.answered(db, body, today=DEADLINE) == set()


def test_seen_is_no_answer_yet(database: Database, workspace: int, body: int, member: int, clocks: Clocks) -> None:
    with database.begin() as db:
        id_ = alarms.raise_(db, finding(), body=body, now=clocks.now())
        alarm = alarms.load(db, id_ or 0, workspace=workspace)
        alarms.save(db, replace(alarm, way=Way.SEEN, taken_by=member, taken_at=clocks.now()), was=None)
    with database.read() as db:
        assert alarms.answered(db, body, today=TODAY) == set()


def dossier(body: int, member: int, clocks: Clocks, **more: object) -> Dossier:
    step = Step(phrase="20/3", first=date(2026, 3, 20), last=date(2026, 3, 20), text="verspreiding oproep")
    new = Dossier(
        id=0,
        body=body,
        title="Uitbreiding",
        agency="VAPH",
        state=State.OPEN,
        made_by=member,
        made_at=clocks.now(),
        deadline=DEADLINE,
        steps=(step, replace(step, phrase="13/4 tot 16/4", first=date(2026, 4, 13), last=date(2026, 4, 16))),
    )
    return replace(new, **more)  # type: ignore[arg-type]  # Keyword facts of the case.


def test_a_dossier_comes_back_as_it_was_stored(
    database: Database, workspace: int, body: int, member: int, clocks: Clocks
) -> None:
    with database.begin() as db:
        kept = dossiers.add(db, dossier(body, member, clocks))
        ticked = replace(kept, steps=(replace(kept.steps[0], is_done=True), kept.steps[1]))
        dossiers.tick(db, ticked)
        applied = replace(ticked, available=53700, applications=(Application(name="B"), Application(name="A", asked=5)))
        dossiers.save(db, applied, was=State.OPEN)
        dossiers.apply(db, applied)
    with database.read() as db:
        assert dossiers.load(db, kept.id, workspace=workspace) == applied
        assert dossiers.of_body(db, body, most=5) == [applied]
        assert dossiers.running(db, body) == [applied]


def test_a_draft_is_seen_nowhere_and_the_next_one_takes_its_place(
    database: Database, workspace: int, body: int, member: int, clocks: Clocks
) -> None:
    with database.begin() as db:
        first = dossiers.add(db, dossier(body, member, clocks, state=State.DRAFT))
        second = dossiers.add(db, dossier(body, member, clocks, state=State.DRAFT))
        assert dossiers.of_body(db, body, most=5) == []
        assert dossiers.watched(db, body, today=TODAY, next_meeting=None) == []
        assert dossiers.load(db, second.id, workspace=workspace).state is State.DRAFT
        with pytest.raises(Refusal, match="bestaat niet"):
            dossiers.load(db, first.id, workspace=workspace)


def test_only_undecided_dossiers_with_a_deadline_ahead_are_watched(
    database: Database, body: int, member: int, clocks: Clocks
) -> None:
    with database.begin() as db:
        watched = dossiers.add(db, dossier(body, member, clocks))
        for other in ({"state": State.DECIDED}, {"deadline": None}, {"deadline": TODAY}, {"state": State.DROPPED}):
            dossiers.add(db, dossier(body, member, clocks, **other))
        found = dossiers.watched(db, body, today=TODAY, next_meeting=None)
        assert [each.id for each in found] == [watched.id]
        assert dossiers.watched_one(db, watched.id, None) == found[0]


def test_of_two_who_decide_on_a_dossier_the_second_is_told(
    database: Database, body: int, member: int, clocks: Clocks
) -> None:
    with database.begin() as db:
        kept = dossiers.add(db, dossier(body, member, clocks))
        dossiers.save(db, replace(kept, state=State.DROPPED), was=State.OPEN)
    with database.begin() as db, pytest.raises(Refusal, match="net voor"):
        dossiers.save(db, replace(kept, state=State.DECIDED), was=State.OPEN)


def test_a_signal_comes_back_with_its_answers(
    database: Database, workspace: int, body: int, member: int, clocks: Clocks
) -> None:
    new = Signal(
        id=0,
        body=body,
        title="Conceptnota",
        sent_on=date(2025, 12, 15),
        made_by=member,
        made_at=clocks.now(),
        addressees=(Addressee(name="Kabinet"), Addressee(name="VAPH")),
    )
    me = seated(workspace, body, member)
    with database.begin() as db:
        id_ = signals.add(db, new).id
        kept = signals.get(db, id_, within=me, hold=True)
        first = replace(kept.addressees[0], answered_on=TODAY, answer="Ontvangen.")
        answered = replace(kept, addressees=(first, kept.addressees[1]))
        signals.save(db, answered, was=SignalState.OPEN)
    with database.read() as db:
        assert signals.open_ones(db, body) == [answered]
        assert signals.of_body(db, body, most=5) == [answered]
        assert signals.of_body(db, body, skip=1, most=5) == []
    with database.begin() as db:
        signals.save(db, replace(answered, state=SignalState.CLOSED), was=SignalState.OPEN)
        assert signals.open_ones(db, body) == []
        with pytest.raises(Refusal, match="net voor"):
            signals.save(db, answered, was=SignalState.OPEN)


def test_nothing_is_found_from_another_workspace_or_without_a_seat(
    database: Database, workspace: int, body: int, member: int, clocks: Clocks
) -> None:
    with database.begin() as db:
        alarm = alarms.raise_(db, finding(), body=body, now=clocks.now()) or 0
        kept = dossiers.add(db, dossier(body, member, clocks))
        letter = signals.add(
            db,
            Signal(
                id=0,
                body=body,
                title="Brief",
                sent_on=TODAY,
                made_by=member,
                made_at=clocks.now(),
                addressees=(Addressee(name="VAPH"),),
            ),
        )
        for stranger in (seated(workspace + 1, body, member), seated(workspace, body + 1, member)):
            with pytest.raises(Refusal):
                alarms.get(db, alarm, within=stranger)
            with pytest.raises(Refusal):
                dossiers.get(db, kept.id, within=stranger)
            with pytest.raises(Refusal):
                signals.get(db, letter.id, within=stranger)
