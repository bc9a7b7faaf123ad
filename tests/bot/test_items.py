"""Agenda points: what a proposal may become, by whom, and when it is late."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import items
from bot.bodies import RuleSheet
from bot.errors import Refusal
from bot.items import Aim, Attachment, Draft, Item, Sort, State, When
from bot.meetings import Kind, Meeting
from bot.meetings import State as MeetingState
from bot.people import Person, Role
from tests.bot.people import BODY, CHAIR, COMMITTEE, MEMBER, OBSERVER, OFFICER, STRANGER, somebody

NOW = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
TODAY = date(2026, 3, 4)
APRIL = Meeting(
    id=11, body=BODY, kind=Kind.PLENARY, state=MeetingState.AGENDA_OPEN, month=date(2026, 4, 1), day=date(2026, 4, 24)
)
ON_APRIL = Aim(when=When.MEETING, meeting=11)
AUTUMN = Aim(when=When.PERIOD, phrase="najaar 2026", start=date(2026, 9, 1), end=date(2026, 11, 30))


def point(state: State = State.SUBMITTED, *, proposer: int = 1, meeting: int | None = None) -> Item:
    return Item(
        id=5,
        body=BODY,
        title="Gezinshuizen",
        state=state,
        aim=ON_APRIL,
        proposer=proposer,
        entered_by=proposer,
        created_at=NOW,
        meeting=meeting,
    )


def drafted(**facts: object) -> Draft:
    return items.draft(**({"title": "Gezinshuizen", "aim": ON_APRIL, "today": TODAY} | facts))  # type: ignore[arg-type]  # Facts of the case.


def proposed(by: Person = MEMBER, *, today: date = TODAY, on_behalf_of: int | None = None) -> Item:
    return items.propose(
        drafted(),
        body=BODY,
        by=by,
        now=NOW,
        today=today,
        rules=RuleSheet(),
        meeting=APRIL,
        on_behalf_of=on_behalf_of,
    )


@pytest.mark.parametrize(
    ("about", "facts"),
    [
        ("title", {"title": ""}),
        ("title", {"title": "   \n "}),
        ("title", {"title": "😀😀"}),
        ("title", {"title": ":tada: :+1:"}),
        ("title", {"title": "x" * 151}),
        ("title", {"title": "x" * 10_000}),
        ("minutes", {"minutes": 0}),
        ("minutes", {"minutes": -5}),
        ("minutes", {"minutes": 481}),
        ("before", {"before": TODAY}),
        ("before", {"before": date(2025, 1, 1)}),
        ("presenter", {"presenter": "x" * 151}),
        ("explanation", {"explanation": "x" * 3001}),
        ("attachments", {"attachments": tuple(Attachment(url=f"https://x.be/{n}") for n in range(11))}),
    ],
)
def test_what_cannot_be_meant_is_refused_at_its_field(about: str, facts: dict[str, object]) -> None:
    with pytest.raises(Refusal) as refused:
        drafted(**facts)
    assert refused.value.about == about


@pytest.mark.parametrize(
    "title",
    ["<!channel> help", "*vet* _schuin_ ~weg~ `code`", '"aanhalingstekens" & co', "مرحبا بكم", "CAW’s: 24+ (’t Spoor)"],
)
def test_a_title_keeps_what_a_member_typed(title: str) -> None:
    assert drafted(title=title).title == title


def test_newlines_and_direction_tricks_leave_a_title() -> None:
    assert drafted(title="Gezins\nhuizen\t \u202eterts").title == "Gezins huizen terts"


def test_an_explanation_keeps_its_lines() -> None:
    assert drafted(explanation=" een \n\n\n\n twee\r\ndrie ").explanation == "een\n\ntwee\ndrie"


def test_a_proposal_is_submitted_by_its_member() -> None:
    new = proposed()
    assert (new.state, new.proposer, new.entered_by, new.late) == (State.SUBMITTED, 1, 1, False)


def test_a_proposal_after_the_submission_deadline_is_late() -> None:
    assert not proposed(today=date(2026, 4, 11)).late
    assert proposed(today=date(2026, 4, 12)).late


def test_after_sending_only_the_support_officer_adds() -> None:
    with pytest.raises(Refusal, match="de deur uit") as refused:
        proposed(today=date(2026, 4, 17))
    assert refused.value.about == "when"
    assert proposed(OFFICER, today=date(2026, 4, 17)).late


def test_on_the_day_of_sending_a_member_still_adds() -> None:
    assert proposed(today=date(2026, 4, 16)).late


@pytest.mark.parametrize("who", [OBSERVER, STRANGER])
def test_who_only_reads_proposes_nothing(who: Person) -> None:
    with pytest.raises(Refusal):
        proposed(who)


def test_only_the_support_officer_proposes_in_somebodys_name() -> None:
    assert proposed(OFFICER, on_behalf_of=1).proposer == 1
    assert proposed(OFFICER, on_behalf_of=1).entered_by == 4
    with pytest.raises(Refusal):
        proposed(COMMITTEE, on_behalf_of=1)


def test_a_past_meeting_takes_no_points() -> None:
    with pytest.raises(Refusal, match="voorbij"):
        proposed(OFFICER, today=date(2026, 4, 25))


@pytest.mark.parametrize("judge", [COMMITTEE, CHAIR, OFFICER])
def test_any_one_of_the_committee_accepts(judge: Person) -> None:
    accepted = items.accept(point(), by=judge, now=NOW, meeting=APRIL, position=3)
    assert (accepted.state, accepted.meeting, accepted.position) == (State.ACCEPTED, 11, 3)


def test_accepting_without_a_meeting_puts_it_in_the_pool() -> None:
    assert items.in_pool(items.accept(point(), by=CHAIR, now=NOW, meeting=None))


def test_a_member_judges_nothing() -> None:
    with pytest.raises(Refusal, match="comité"):
        items.accept(point(), by=MEMBER, now=NOW, meeting=APRIL)


def test_nobody_judges_their_own_point_but_the_support_officer() -> None:
    with pytest.raises(Refusal, match="eigen punt"):
        items.accept(point(proposer=2), by=COMMITTEE, now=NOW, meeting=APRIL)
    assert items.accept(point(proposer=4), by=OFFICER, now=NOW, meeting=APRIL).state is State.ACCEPTED


@pytest.mark.parametrize("state", [state for state in State if state is not State.SUBMITTED])
def test_what_was_decided_is_not_decided_again(state: State) -> None:
    with pytest.raises(Refusal, match="al beslist"):
        items.accept(point(state), by=CHAIR, now=NOW, meeting=APRIL)


def test_sending_back_needs_a_reason() -> None:
    with pytest.raises(Refusal) as refused:
        items.send_back(point(), by=CHAIR, now=NOW, reason="  ")
    assert refused.value.about == "reason"


def test_a_refused_point_keeps_who_when_and_why() -> None:
    refused = items.refuse(point(), by=CHAIR, now=NOW, reason="Hoort thuis bij de werkgroep.")
    assert (refused.state, refused.judged_by, refused.judged_at, refused.reason) == (
        State.REFUSED,
        3,
        NOW,
        "Hoort thuis bij de werkgroep.",
    )


def test_postponing_keeps_the_point_in_the_pool_with_its_period() -> None:
    later = items.postpone(point(), by=CHAIR, now=NOW, reason="Volle agenda.", aim=AUTUMN)
    assert items.in_pool(later)
    assert later.aim == AUTUMN


def test_a_sent_back_point_is_submitted_again_by_editing() -> None:
    again = items.edit(
        point(State.SENT_BACK), drafted(minutes=20), by=MEMBER, today=TODAY, rules=RuleSheet(), meeting=APRIL
    )
    assert (again.state, again.minutes) == (State.SUBMITTED, 20)


def test_an_accepted_point_is_edited_by_the_support_officer_only() -> None:
    accepted = point(State.ACCEPTED, meeting=11)
    with pytest.raises(Refusal, match="al beslist"):
        items.edit(accepted, drafted(), by=MEMBER, today=TODAY, rules=RuleSheet(), meeting=APRIL)
    edited = items.edit(accepted, drafted(title="Anders"), by=OFFICER, today=TODAY, rules=RuleSheet(), meeting=APRIL)
    assert (edited.title, edited.state, edited.meeting) == ("Anders", State.ACCEPTED, 11)


def test_somebody_elses_point_is_not_edited() -> None:
    with pytest.raises(Refusal, match="niet jouw punt"):
        items.edit(point(), drafted(), by=COMMITTEE, today=TODAY, rules=RuleSheet(), meeting=APRIL)


def test_a_proposer_withdraws_while_nothing_was_decided() -> None:
    assert items.withdraw(point(), by=MEMBER).state is State.WITHDRAWN
    with pytest.raises(Refusal):
        items.withdraw(point(State.ACCEPTED), by=MEMBER)


def test_the_support_officer_schedules_from_the_pool_once() -> None:
    waiting = point(State.POSTPONED)
    on_it = items.schedule(waiting, by=OFFICER, meeting=APRIL, position=4)
    assert (on_it.state, on_it.meeting) == (State.ACCEPTED, 11)
    with pytest.raises(Refusal, match="reserve"):
        items.schedule(on_it, by=OFFICER, meeting=APRIL, position=4)


def test_a_point_taken_off_its_meeting_goes_back_to_the_pool_without_its_number() -> None:
    off = items.unschedule(replace(point(State.ACCEPTED, meeting=11), number="5"), by=OFFICER, aim=AUTUMN)
    assert items.in_pool(off)
    assert off.number == ""


@pytest.mark.parametrize(
    ("before", "chance", "late"),
    [
        (None, APRIL, False),
        (date(2026, 4, 25), APRIL, False),
        (date(2026, 4, 24), APRIL, True),
        (date(2026, 4, 20), APRIL, True),
        (date(2026, 4, 20), None, True),
    ],
)
def test_a_deadline_before_the_next_meeting_raises_the_alarm(
    before: date | None, chance: Meeting | None, late: bool
) -> None:
    assert items.comes_too_late(replace(point(), before=before), first_chance=chance) is late


DEEDS = ("accept", "send_back", "refuse", "postpone", "edit", "withdraw", "schedule", "unschedule")
LEGAL = {
    (State.SUBMITTED, State.ACCEPTED),
    (State.SUBMITTED, State.SENT_BACK),
    (State.SUBMITTED, State.REFUSED),
    (State.SUBMITTED, State.POSTPONED),
    (State.SUBMITTED, State.WITHDRAWN),
    (State.SENT_BACK, State.SUBMITTED),
    (State.SENT_BACK, State.WITHDRAWN),
    (State.POSTPONED, State.ACCEPTED),
    (State.ACCEPTED, State.POSTPONED),
}


def after(deed: str, item: Item, by: Person) -> Item:
    match deed:
        case "accept":
            return items.accept(item, by=by, now=NOW, meeting=APRIL)
        case "send_back":
            return items.send_back(item, by=by, now=NOW, reason="Graag een nota.")
        case "refuse":
            return items.refuse(item, by=by, now=NOW, reason="Dubbel.")
        case "postpone":
            return items.postpone(item, by=by, now=NOW, reason="Vol.", aim=AUTUMN)
        case "edit":
            return items.edit(item, drafted(), by=by, today=TODAY, rules=RuleSheet(), meeting=APRIL)
        case "withdraw":
            return items.withdraw(item, by=by)
        case "schedule":
            return items.schedule(item, by=by, meeting=APRIL, position=1)
        case _:
            return items.unschedule(item, by=by, aim=AUTUMN)


@given(
    deeds=st.lists(
        st.tuples(st.sampled_from(DEEDS), st.sampled_from([MEMBER, COMMITTEE, CHAIR, OFFICER, OBSERVER, STRANGER])),
        max_size=12,
    )
)
def test_no_row_of_deeds_takes_a_point_along_an_unknown_road(deeds: list[tuple[str, Person]]) -> None:
    item = proposed()
    for deed, by in deeds:
        try:
            moved = after(deed, item, by)
        except Refusal:
            continue
        assert moved.state is item.state or (item.state, moved.state) in LEGAL
        assert moved.sort is Sort.POINT
        assert (moved.meeting is None) or moved.state is State.ACCEPTED
        assert by not in (OBSERVER, STRANGER)
        item = moved


def test_a_person_with_two_hats_still_does_not_judge_their_own_point() -> None:
    both = somebody(Role.EFFECTIVE_MEMBER, Role.COMMITTEE_MEMBER, member=1)
    with pytest.raises(Refusal, match="eigen punt"):
        items.refuse(point(), by=both, now=NOW, reason="Toch niet.")


JUNE = Meeting(id=12, body=BODY, kind=Kind.PLENARY, state=MeetingState.PLANNED, month=date(2026, 6, 1))
MAY = Aim(when=When.PERIOD, phrase="mei", start=date(2026, 5, 1), end=date(2026, 5, 31))
SUMMER = Aim(when=When.PERIOD, phrase="zomer", start=date(2026, 6, 30), end=date(2026, 8, 31))


@pytest.mark.parametrize(
    ("aim", "state", "offered"),
    [
        (SUMMER, State.ACCEPTED, True),
        (MAY, State.ACCEPTED, True),
        (AUTUMN, State.ACCEPTED, False),
        (Aim(when=When.NEXT), State.ACCEPTED, True),
        (Aim(when=When.MEETING, meeting=12), State.POSTPONED, True),
        (Aim(when=When.MEETING, meeting=11), State.POSTPONED, False),
        (Aim(when=When.UNDATED), State.POSTPONED, True),
        (Aim(when=When.UNDATED), State.ACCEPTED, False),
        (Aim(when=When.NEXT), State.SUBMITTED, False),
        (Aim(when=When.NEXT), State.REFUSED, False),
    ],
)
def test_a_new_meeting_is_offered_what_points_at_it(aim: Aim, state: State, offered: bool) -> None:
    assert items.points_at(replace(point(state), aim=aim), JUNE) is offered


def test_the_day_of_a_dated_meeting_decides_whether_a_period_has_begun() -> None:
    dated = replace(JUNE, day=date(2026, 6, 19))
    assert not items.points_at(replace(point(State.ACCEPTED), aim=SUMMER), dated)


def test_the_next_meeting_is_a_plenary_one() -> None:
    committee = replace(JUNE, kind=Kind.COMMITTEE)
    assert not items.points_at(replace(point(State.ACCEPTED), aim=Aim(when=When.NEXT)), committee)


def test_a_point_on_a_meeting_points_at_no_other() -> None:
    on_april = replace(point(State.ACCEPTED, meeting=11), aim=Aim(when=When.NEXT))
    assert not items.points_at(on_april, JUNE)


def test_a_point_of_another_body_is_never_offered() -> None:
    assert not items.points_at(replace(point(State.ACCEPTED), aim=Aim(when=When.NEXT), body=99), JUNE)
