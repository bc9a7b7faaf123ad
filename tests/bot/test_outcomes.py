"""What a meeting decided, case by case."""

from dataclasses import replace
from datetime import date

import pytest

from bot import outcomes
from bot.errors import Refusal
from bot.items import Aim, Item, Sort, When
from bot.items import State as ItemState
from bot.meetings import Meeting, State
from bot.outcomes import Kind, Outcome, Wanted
from bot.people import Person
from tests.bot.attendances import APRIL, MEETING, NOW, TODAY
from tests.bot.people import BODY, CHAIR, MEMBER, OFFICER

HELD = replace(MEETING, state=State.HELD)
ITEM = Item(
    id=1,
    body=BODY,
    title="Gezinshuizen",
    state=ItemState.ACCEPTED,
    aim=Aim(when=When.MEETING, meeting=MEETING.id),
    proposer=1,
    entered_by=1,
    created_at=NOW,
    meeting=MEETING.id,
    position=3,
    number="5",
)


def note(
    *kinds: Kind,
    text: str = "",
    remarks: str = "",
    item: Item = ITEM,
    meeting: Meeting = HELD,
    by: Person = OFFICER,
    before: Outcome | None = None,
) -> Outcome:
    wanted = Wanted(kinds=kinds, text=text, remarks=remarks)
    return outcomes.note(item, wanted, meeting=meeting, by=by, now=NOW, before=before)


# Held.


@pytest.mark.parametrize("state", [State.AGENDA_OPEN, State.AGENDA_PUBLISHED])
def test_a_meeting_is_held_from_its_day_on(state: State) -> None:
    assert outcomes.hold(replace(MEETING, state=state), by=OFFICER, today=APRIL).state is State.HELD


@pytest.mark.parametrize(
    ("meeting", "today", "why"),
    [
        (MEETING, TODAY, "is pas op"),
        (replace(MEETING, day=None, state=State.PLANNED), APRIL, "Leg eerst de dag"),
        (replace(MEETING, state=State.CANCELLED), APRIL, "geannuleerd"),
        (HELD, APRIL, "al als gehouden"),
        (replace(MEETING, state=State.CLOSED), APRIL, "al als gehouden"),
    ],
)
def test_a_meeting_that_was_not_or_was_already_held_says_so(meeting: Meeting, today: date, why: str) -> None:
    with pytest.raises(Refusal, match=why):
        outcomes.hold(meeting, by=OFFICER, today=today)


# An outcome for each point.


@pytest.mark.parametrize("kind", Kind)
def test_every_outcome_keeps_its_exact_strength(kind: Kind) -> None:
    assert note(kind, text="mits 10 euro per deelnemer", remarks="timing").kinds == (kind,)


def test_one_point_carries_an_outcome_on_content_and_one_on_money() -> None:
    assert note(Kind.AGREED, Kind.AGREED_IN_PRINCIPLE).kinds == (Kind.AGREED, Kind.AGREED_IN_PRINCIPLE)


@pytest.mark.parametrize(
    ("kinds", "about"),
    [
        ((), "kinds"),
        ((Kind.AGREED, Kind.NOTED, Kind.POSTPONED), "kinds"),
        ((Kind.ADVICE_CONDITIONAL,), "text"),
        ((Kind.AGREED_WITH_REMARKS,), "remarks"),
    ],
)
def test_an_outcome_that_says_too_little_or_too_much_is_refused(kinds: tuple[Kind, ...], about: str) -> None:
    with pytest.raises(Refusal) as refused:
        note(*kinds)
    assert refused.value.about == about


@pytest.mark.parametrize(
    ("field", "text"), [("text", "x" * (outcomes.TEXT_LENGTH + 1)), ("remarks", "x" * (outcomes.REMARKS_LENGTH + 1))]
)
def test_a_text_that_is_too_long_is_refused_at_its_field(field: str, text: str) -> None:
    with pytest.raises(Refusal) as refused:
        note(Kind.AGREED, **{field: text})  # type: ignore[arg-type]  # Both fields are texts.
    assert refused.value.about == field


@pytest.mark.parametrize("state", [State.AGENDA_OPEN, State.AGENDA_PUBLISHED, State.CLOSED, State.CANCELLED])
def test_outcomes_are_noted_after_the_meeting_was_held_until_it_is_closed(state: State) -> None:
    with pytest.raises(Refusal):
        note(Kind.AGREED, meeting=replace(MEETING, state=state))


@pytest.mark.parametrize("by", [MEMBER, CHAIR])
def test_only_the_officer_notes_outcomes(by: Person) -> None:
    with pytest.raises(Refusal):
        note(Kind.AGREED, by=by)


@pytest.mark.parametrize("item", [replace(ITEM, meeting=99), replace(ITEM, sort=Sort.BREAK)])
def test_what_is_no_point_of_this_agenda_has_no_outcome(item: Item) -> None:
    with pytest.raises(Refusal, match="niet meer op deze agenda"):
        note(Kind.AGREED, item=item)


# Postponed.


def test_a_postponed_point_comes_back_as_a_new_one_and_the_old_one_keeps_its_number() -> None:
    new = outcomes.again(ITEM, aim=None, now=NOW)
    assert (new.id, new.number, new.meeting, new.state) == (0, "", None, ItemState.POSTPONED)
    assert new.aim == Aim(when=When.NEXT)
    assert (new.title, new.proposer) == (ITEM.title, ITEM.proposer)


def test_a_standing_point_that_is_postponed_comes_back_as_a_point() -> None:
    assert outcomes.again(replace(ITEM, sort=Sort.STANDING, closing=True), aim=None, now=NOW).sort is Sort.POINT


@pytest.mark.parametrize(("kind", "again"), [(Kind.POSTPONED, 7), (Kind.AGREED, None)])
def test_a_correction_keeps_the_new_point_only_while_it_is_postponed(kind: Kind, again: int | None) -> None:
    before = replace(note(Kind.POSTPONED), again=7)
    assert note(kind, before=before).again == again


# The report, and closing.


def test_the_report_of_a_held_meeting_is_approved_once() -> None:
    reported = outcomes.approve_report(HELD, by=OFFICER)
    assert reported.state is State.REPORTED
    with pytest.raises(Refusal, match="al goedgekeurd"):
        outcomes.approve_report(reported, by=OFFICER)


def test_the_report_of_a_meeting_to_come_is_not_approved() -> None:
    with pytest.raises(Refusal, match="nog niet gehouden"):
        outcomes.approve_report(MEETING, by=OFFICER)


def test_only_points_need_an_outcome() -> None:
    lines = [ITEM, replace(ITEM, id=2, sort=Sort.STANDING), replace(ITEM, id=3, sort=Sort.BREAK), replace(ITEM, id=4)]
    assert [item.id for item in outcomes.without(lines, {4})] == [1]


@pytest.mark.parametrize("meeting", [HELD, replace(MEETING, state=State.REPORTED)])
def test_a_meeting_with_an_outcome_for_every_point_is_closed(meeting: Meeting) -> None:
    assert outcomes.close(meeting, by=OFFICER, open_points=[]).state is State.CLOSED


def test_a_meeting_with_open_points_names_them_and_stays_open() -> None:
    points = [replace(ITEM, id=n, title=f"Punt {n}") for n in range(5)]
    with pytest.raises(Refusal) as refused:
        outcomes.close(HELD, by=OFFICER, open_points=points)
    assert refused.value.facts["titles"] == "«Punt 0», «Punt 1», «Punt 2» (+2)"


@pytest.mark.parametrize("by", [MEMBER, CHAIR])
def test_only_the_officer_moves_a_meeting_on(by: Person) -> None:
    for deed in (
        lambda: outcomes.hold(MEETING, by=by, today=APRIL),
        lambda: outcomes.approve_report(HELD, by=by),
        lambda: outcomes.close(HELD, by=by, open_points=[]),
    ):
        with pytest.raises(Refusal):
            deed()
