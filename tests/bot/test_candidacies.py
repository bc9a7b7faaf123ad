"""Calls and candidacies: coming forward, being nominated, in time or late, and what vote and plenary make of it."""

from dataclasses import replace
from datetime import date

import pytest

from bot import calls, candidacies
from bot.bodies import Method, RuleSheet
from bot.calls import Call, Wanted
from bot.candidacies import Candidacy, State
from bot.errors import Refusal
from bot.groups import Group
from bot.groups import Kind as GroupKind
from bot.mandates import Mandate
from bot.meetings import Kind, Meeting
from bot.meetings import State as MeetingState
from bot.people import Person, Role
from bot.votes import Box, Poll
from bot.votes.counting import count
from tests.bot.people import BODY, CHAIR, COMMITTEE, MEMBER, OBSERVER, OFFICER, STRANGER, somebody
from tests.bot.polls import NOW, RULES, box_of, election

TODAY = date(2026, 4, 8)
CLOSES = date(2026, 4, 30)
AFTER = date(2026, 5, 1)
CALL = Call(
    id=3,
    body=BODY,
    title="Bijkomend lid comité",
    least=1,
    most=2,
    closes_on=CLOSES,
    opened_by=4,
    opened_at=NOW,
    role=Role.COMMITTEE_MEMBER,
)


def candidacy(state: State = State.SUBMITTED, *, id_: int = 1, member: int = 1, **changes: object) -> Candidacy:
    plain = Candidacy(
        id=id_, call=3, body=BODY, member=member, state=state, created_at=NOW, entered_by=member, motivation="Graag"
    )
    return replace(plain, **changes)  # type: ignore[arg-type]  # Each test names fields of a candidacy.


# Calls.


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1", (1, 1)),
        ("1-2", (1, 2)),
        (" 1 – 2 ", (1, 2)),
        ("1 of 2", (1, 2)),
        ("2 tot en met 4", (2, 4)),
        ("20", (20, 20)),
    ],
)
def test_places_are_a_number_or_a_range(text: str, expected: tuple[int, int]) -> None:
    assert calls.places(text) == expected


@pytest.mark.parametrize("text", ["", "0", "0-1", "2-1", "21", "veel", "1-2-3", "-1"])
def test_what_are_no_places_is_refused_at_the_field(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        calls.places(text)
    assert refused.value.about == "places"


def opened(*, by: Person = CHAIR, title: str = "Bijkomend lid comité", closes_on: date = CLOSES) -> Call:
    wanted = Wanted(title=title, places="1-2", closes_on=closes_on)
    return calls.open_call(wanted, body=BODY, by=by, now=NOW, today=TODAY)


@pytest.mark.parametrize("by", [CHAIR, OFFICER])
def test_chair_and_officer_call_for_candidates(by: Person) -> None:
    assert (opened(by=by).least, opened(by=by).most) == (1, 2)


@pytest.mark.parametrize("by", [MEMBER, COMMITTEE, OBSERVER, STRANGER])
def test_nobody_else_calls_for_candidates(by: Person) -> None:
    with pytest.raises(Refusal):
        opened(by=by)


@pytest.mark.parametrize("closes_on", [date(2026, 4, 7), date(2027, 4, 9)])
def test_a_call_closes_on_a_day_that_can_be_meant(closes_on: date) -> None:
    with pytest.raises(Refusal) as refused:
        opened(closes_on=closes_on)
    assert refused.value.about == "closes_on"


def test_a_call_is_prolonged_also_after_it_closed_but_never_shortened() -> None:
    longer = calls.prolong(CALL, date(2026, 5, 15), by=CHAIR, today=AFTER)
    assert calls.is_open(longer, today=AFTER)
    with pytest.raises(Refusal, match="latere dag"):
        calls.prolong(CALL, CLOSES, by=CHAIR, today=TODAY)


def test_a_call_that_was_taken_back_takes_nobody() -> None:
    gone = calls.call_off(CALL, by=OFFICER)
    assert not calls.is_open(gone, today=TODAY)
    with pytest.raises(Refusal, match="ingetrokken"):
        stand(gone)


def test_members_are_reminded_on_working_days_before_a_call_closes() -> None:
    # Thursday 30 April: a week before, and the day before. Monday 4 May: not on Sunday but on Thursday, after 1 May.
    assert calls.reminders(CALL) == [date(2026, 4, 23), date(2026, 4, 29)]
    assert calls.reminders(replace(CALL, closes_on=date(2026, 5, 4))) == [date(2026, 4, 27), date(2026, 4, 30)]


def meeting(day: date | None, *, kind: Kind = Kind.PLENARY, month: date = date(2026, 6, 1)) -> Meeting:
    return Meeting(id=1, body=BODY, kind=kind, state=MeetingState.AGENDA_OPEN, month=month, day=day)


@pytest.mark.parametrize(
    ("meetings", "ends_on", "expected"),
    [
        ([], None, date(2026, 4, 27)),
        ([meeting(date(2026, 6, 5))], date(2026, 6, 30), date(2026, 4, 27)),
        ([meeting(date(2026, 4, 24))], date(2026, 6, 30), date(2026, 4, 8)),
        ([meeting(date(2026, 4, 24)), meeting(date(2026, 6, 5))], date(2026, 6, 30), date(2026, 4, 27)),
        ([meeting(date(2026, 4, 24)), meeting(date(2026, 6, 5))], date(2026, 5, 31), date(2026, 4, 8)),
        ([meeting(date(2026, 4, 24), kind=Kind.COMMITTEE)], date(2026, 6, 30), date(2026, 4, 27)),
        ([meeting(None, month=date(2026, 5, 1))], date(2026, 6, 30), date(2026, 4, 15)),
    ],
)
def test_the_officer_hears_that_nobody_stands_before_the_last_meeting_that_can_decide(
    meetings: list[Meeting], ends_on: date | None, expected: date
) -> None:
    assert calls.warn_on(replace(CALL, ends_on=ends_on), meetings, RULES) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Bijkomend lid comité", (Role.COMMITTEE_MEMBER, None)),
        ("twee leden Comite", (Role.COMMITTEE_MEMBER, None)),
        ("Voorzitter", (Role.CHAIR, None)),
        ("voorzitter IROJ", (Role.CHAIR, None)),
        ("Lid stuurgroep Crisis", (Role.GROUP_MEMBER, 5)),
        ("Lid comité stuurgroep crisis West", (Role.GROUP_MEMBER, 6)),
        ("Voorzitter netwerkstuurgroep crisis", (None, None)),
        ("Vertegenwoordiger IRPC", (None, None)),
        ("Ondervoorzitter", (None, None)),
        ("Comitologie", (None, None)),
    ],
)
def test_a_title_says_which_mandate_is_meant(title: str, expected: tuple[Role | None, int | None]) -> None:
    groups = [
        Group(id=id_, body=BODY, kind=GroupKind.STEERING_GROUP, name=name)
        for id_, name in ((5, "Stuurgroep crisis"), (6, "Stuurgroep crisis West"))
    ]
    assert calls.meant_by(title, groups) == expected


# Standing.


def stand(
    call: Call = CALL,
    *,
    by: Person = MEMBER,
    today: date = TODAY,
    known: tuple[Candidacy, ...] = (),
    on_behalf_of: int | None = None,
) -> Candidacy:
    return candidacies.stand(
        call, motivation=" Graag ", by=by, now=NOW, today=today, known=known, on_behalf_of=on_behalf_of
    )


def test_a_member_stands_for_a_call() -> None:
    made = stand()
    assert (made.member, made.state, made.motivation, made.late) == (1, State.SUBMITTED, "Graag", False)


@pytest.mark.parametrize("by", [OBSERVER, STRANGER])
def test_an_observer_or_a_stranger_does_not_stand(by: Person) -> None:
    with pytest.raises(Refusal):
        stand(by=by)


def test_on_the_last_day_a_candidacy_is_in_time() -> None:
    assert not stand(today=CLOSES).late


def test_after_the_last_day_a_member_is_too_late() -> None:
    with pytest.raises(Refusal, match="ondersteuner") as refused:
        stand(today=AFTER)
    assert refused.value.facts == {"closes": CLOSES}


def test_after_the_last_day_the_officer_can_still_enter_one_which_is_late() -> None:
    assert stand(by=OFFICER, today=AFTER, on_behalf_of=1).late


def test_the_officer_enters_somebody_without_slack() -> None:
    made = stand(by=OFFICER, on_behalf_of=1)
    assert (made.member, made.entered_by) == (1, 4)


def test_a_member_does_not_enter_another() -> None:
    with pytest.raises(Refusal):
        stand(by=MEMBER, on_behalf_of=2)


@pytest.mark.parametrize("state", sorted(set(State) - {State.NOMINATED, State.WITHDRAWN, State.DECLINED}))
def test_nobody_stands_twice_for_one_call(state: State) -> None:
    with pytest.raises(Refusal, match="is er al"):
        stand(known=(candidacy(state),))


@pytest.mark.parametrize("state", [State.WITHDRAWN, State.DECLINED])
def test_who_withdrew_or_declined_can_still_come_forward(state: State) -> None:
    assert stand(known=(candidacy(state),)).id == 0


def test_the_officer_who_lets_a_nominee_stand_after_the_last_day_makes_it_late() -> None:
    nominated = candidacy(State.NOMINATED, nominated_by=2)
    assert stand(by=OFFICER, today=AFTER, on_behalf_of=1, known=(nominated,)).late


@pytest.mark.parametrize("roles", [[], [Role.OBSERVER], [Role.GROUP_MEMBER]])
def test_who_only_reads_along_is_no_candidate(roles: list[Role]) -> None:
    with pytest.raises(Refusal, match="waarnemer") as refused:
        candidacies.must_be_eligible(roles, about="candidate")
    assert refused.value.about == "candidate"


@pytest.mark.parametrize("role", [Role.EFFECTIVE_MEMBER, Role.CLIENT_REPRESENTATIVE, Role.CHAIR])
def test_who_may_stand_can_be_put_forward(role: Role) -> None:
    candidacies.must_be_eligible([Role.OBSERVER, role], about="candidate")


def test_who_was_nominated_accepts_by_standing() -> None:
    nominated = candidacy(State.NOMINATED, nominated_by=2)
    assert stand(known=(nominated,)) == replace(nominated, state=State.SUBMITTED, motivation="Graag")


# Nominating.


def nominate(nominee: int = 1, *, by: Person = COMMITTEE, known: tuple[Candidacy, ...] = ()) -> Candidacy:
    return candidacies.nominate(CALL, nominee, motivation="", by=by, now=NOW, today=TODAY, known=known)


def answer(
    nominated: Candidacy, *, call: Call = CALL, accepts: bool = True, by: Person = MEMBER, today: date = TODAY
) -> Candidacy:
    return candidacies.answer(nominated, call, accepts=accepts, by=by, today=today)


def test_a_nominee_answers_first() -> None:
    made = nominate()
    assert (made.state, made.member, made.nominated_by) == (State.NOMINATED, 1, 2)
    with pytest.raises(Refusal, match="nog niet aanvaard"):
        candidacies.admit(made, by=CHAIR)


@pytest.mark.parametrize(("accepts", "state"), [(True, State.SUBMITTED), (False, State.DECLINED)])
@pytest.mark.parametrize("by", [MEMBER, OFFICER])
def test_the_nominee_accepts_or_declines(by: Person, accepts: bool, state: State) -> None:
    assert answer(nominate(), accepts=accepts, by=by).state is state


def test_nobody_answers_for_the_nominee() -> None:
    with pytest.raises(Refusal, match="niet jouw"):
        answer(nominate(), by=COMMITTEE)


def test_a_nomination_is_answered_once() -> None:
    accepted = answer(nominate())
    with pytest.raises(Refusal, match="al geantwoord"):
        answer(accepted, accepts=False)


def test_who_was_nominated_in_time_and_accepts_after_the_last_day_is_late() -> None:
    assert not answer(nominate(), today=CLOSES).late
    assert answer(nominate(), today=AFTER).late


def test_a_nomination_for_a_call_that_was_taken_back_can_only_be_declined() -> None:
    gone = replace(CALL, called_off=True)
    with pytest.raises(Refusal, match="ingetrokken"):
        answer(nominate(), call=gone)
    assert answer(nominate(), call=gone, accepts=False).state is State.DECLINED


def test_what_somebody_else_wrote_about_who_declines_is_gone() -> None:
    assert answer(replace(nominate(), motivation="Kan dit goed"), accepts=False).motivation == ""


def test_nobody_nominates_themselves_for_a_call() -> None:
    with pytest.raises(Refusal, match="Ik stel mij kandidaat"):
        nominate(2)


@pytest.mark.parametrize("state", State)
def test_who_is_candidate_or_said_no_is_not_nominated_again(state: State) -> None:
    with pytest.raises(Refusal, match="al een kandidatuur"):
        nominate(known=(candidacy(state),))


def test_an_observer_does_not_nominate() -> None:
    with pytest.raises(Refusal):
        nominate(by=OBSERVER)


# Before the vote.


@pytest.mark.parametrize("state", [State.NOMINATED, State.SUBMITTED, State.ADMITTED])
def test_a_candidacy_is_withdrawn_until_the_vote_opens_and_its_motivation_goes_with_it(state: State) -> None:
    gone = candidacies.withdraw(candidacy(state), by=MEMBER)
    assert (gone.state, gone.motivation) == (State.WITHDRAWN, "")


@pytest.mark.parametrize("state", sorted(set(State) - {State.NOMINATED, State.SUBMITTED, State.ADMITTED}))
def test_from_the_vote_on_a_candidacy_is_neither_withdrawn_nor_reworded(state: State) -> None:
    with pytest.raises(Refusal):
        candidacies.withdraw(candidacy(state), by=MEMBER)
    with pytest.raises(Refusal):
        candidacies.reword(candidacy(state), "Anders", by=MEMBER)


def test_only_the_candidate_and_the_officer_touch_a_candidacy() -> None:
    assert candidacies.reword(candidacy(), "Anders", by=OFFICER).motivation == "Anders"
    with pytest.raises(Refusal, match="niet jouw"):
        candidacies.withdraw(candidacy(), by=CHAIR)


@pytest.mark.parametrize("by", [CHAIR, OFFICER])
def test_chair_and_officer_admit(by: Person) -> None:
    assert candidacies.admit(candidacy(), by=by).state is State.ADMITTED


@pytest.mark.parametrize("by", [MEMBER, COMMITTEE])
def test_a_member_does_not_admit(by: Person) -> None:
    with pytest.raises(Refusal):
        candidacies.admit(candidacy(member=9), by=by)


@pytest.mark.parametrize("role", [Role.CHAIR, Role.SUPPORT_OFFICER])
def test_nobody_admits_themselves_to_a_vote(role: Role) -> None:
    with pytest.raises(Refusal, match="eigen kandidatuur"):
        candidacies.admit(candidacy(member=9), by=somebody(role, member=9))


@pytest.mark.parametrize("state", sorted(set(State) - {State.SUBMITTED}))
def test_only_a_submitted_candidacy_is_admitted(state: State) -> None:
    with pytest.raises(Refusal):
        candidacies.admit(candidacy(state), by=CHAIR)


@pytest.mark.parametrize("state", [State.NOMINATED, State.SUBMITTED, State.ADMITTED])
def test_candidacies_end_with_their_call_and_nothing_of_them_is_kept(state: State) -> None:
    ended = candidacies.taken_back([candidacy(state), candidacy(State.DECLINED, id_=2)])
    assert [(each.id, each.state, each.motivation) for each in ended] == [(1, State.WITHDRAWN, "")]


@pytest.mark.parametrize("state", [State.IN_VOTE, State.PROPOSED])
def test_a_call_is_not_taken_back_under_a_vote(state: State) -> None:
    with pytest.raises(Refusal, match="stemming"):
        candidacies.taken_back([candidacy(), candidacy(state, id_=2)])


def test_the_ballot_holds_the_admitted_by_name() -> None:
    known = [
        candidacy(State.ADMITTED, id_=1, member=11),
        candidacy(State.SUBMITTED, id_=2, member=12),
        candidacy(State.ADMITTED, id_=3, member=13),
    ]
    found = candidacies.lines(known, names={11: "Zoë", 12: "Jan", 13: "anke"})
    assert [(line.text, line.member, line.candidacy) for line in found] == [("anke", 13, 3), ("Zoë", 11, 1)]


def test_a_ballot_without_admitted_candidates_is_refused() -> None:
    with pytest.raises(Refusal, match="Laat eerst"):
        candidacies.lines([candidacy()], names={1: "Jan"})


def test_a_vote_does_not_open_on_somebody_who_withdrew_meanwhile() -> None:
    assert candidacies.into_vote(candidacy(State.ADMITTED)).state is State.IN_VOTE
    with pytest.raises(Refusal, match="niet meer beschikbaar"):
        candidacies.into_vote(candidacy(State.WITHDRAWN))


def test_a_cancelled_vote_gives_the_candidates_back() -> None:
    assert candidacies.out_of_vote(candidacy(State.IN_VOTE)).state is State.ADMITTED
    assert candidacies.out_of_vote(candidacy(State.RESERVE)).state is State.RESERVE


# After the vote.


def after(known: Poll, box: Box) -> list[State]:
    inside = [candidacy(State.IN_VOTE, id_=line.id, member=100 + line.id) for line in known.lines]
    return [each.state for each in candidacies.after_vote(inside, known, count(known, box))]


@pytest.mark.parametrize(
    ("ballots", "expected"),
    [
        ([(4, 1, 0), (3, 1, 1), (1, 4, 0)], [State.PROPOSED, State.RESERVE, State.NOT_ELECTED]),
        ([(3, 1, 1), (3, 1, 1), (1, 4, 0)], [State.IN_VOTE, State.IN_VOTE, State.NOT_ELECTED]),
        ([], [State.IN_VOTE, State.IN_VOTE, State.IN_VOTE]),
    ],
)
def test_the_result_makes_candidates_proposed_reserve_not_elected_or_still_undecided(
    ballots: list[tuple[int, int, int]], expected: list[State]
) -> None:
    assert after(election(3, 1), box_of(*ballots)) == expected


def test_after_an_objection_candidates_wait_for_what_comes_next() -> None:
    assert after(election(2, 2, method=Method.CONSENT), Box(objections=1)) == [State.IN_VOTE, State.IN_VOTE]


def test_a_second_round_leaves_those_of_the_first_alone() -> None:
    known = election(2, 1)
    others = [candidacy(State.PROPOSED, id_=9), candidacy(State.NOT_ELECTED, id_=1)]
    assert candidacies.after_vote(others, known, count(known, box_of((4, 1, 0), (1, 4, 0)))) == []


# After the plenary.

VOTED = [
    candidacy(State.PROPOSED, id_=1),
    candidacy(State.RESERVE, id_=2),
    candidacy(State.NOT_ELECTED, id_=3),
]


@pytest.mark.parametrize(("agreed", "first"), [(True, State.RATIFIED), (False, State.NOT_ELECTED)])
def test_the_plenary_ratifies_who_was_proposed_or_does_not(agreed: bool, first: State) -> None:
    settled = candidacies.ratify(VOTED, agreed=agreed, body=BODY, by=CHAIR)
    assert [each.state for each in settled] == [first, State.RESERVE, State.NOT_ELECTED]


def test_the_motivations_of_those_not_elected_are_gone_with_the_ratification() -> None:
    settled = candidacies.ratify(VOTED, agreed=True, body=BODY, by=OFFICER)
    assert [each.motivation for each in settled] == ["Graag", "", ""]


@pytest.mark.parametrize("by", [MEMBER, COMMITTEE, OBSERVER])
def test_only_chair_and_officer_note_what_the_plenary_decided(by: Person) -> None:
    with pytest.raises(Refusal):
        candidacies.ratify(VOTED, agreed=True, body=BODY, by=by)
    with pytest.raises(Refusal):
        candidacies.choose(VOTED, (), body=BODY, by=by)


def test_where_the_vote_decides_its_outcome_takes_effect_at_once() -> None:
    assert candidacies.take_effect(VOTED)[0].state is State.RATIFIED


def test_a_meeting_can_choose_itself_when_no_vote_did() -> None:
    waiting = [candidacy(State.IN_VOTE, id_=1), candidacy(State.ADMITTED, id_=2), candidacy(State.WITHDRAWN, id_=3)]
    chosen = candidacies.choose(waiting, {2}, body=BODY, by=CHAIR)
    assert [(each.id, each.state) for each in chosen] == [(1, State.NOT_ELECTED), (2, State.RATIFIED)]
    with pytest.raises(Refusal, match="toegelaten"):
        candidacies.choose(waiting, {3}, body=BODY, by=CHAIR)


# The mandate.

FIRST_DAY = date(2026, 6, 5)


def seated(
    call: Call = CALL,
    state: State = State.RATIFIED,
    *,
    known: tuple[Mandate, ...] = (),
    rules: RuleSheet = RULES,
) -> Mandate | None:
    return candidacies.mandate(call, candidacy(state), from_=FIRST_DAY, rules=rules, known=known)


def test_who_was_ratified_gets_the_mandate_of_the_call() -> None:
    assert seated() == Mandate(
        id=0, body=BODY, member=1, role=Role.COMMITTEE_MEMBER, has_vote=True, valid_from=FIRST_DAY
    )


def test_a_chair_sits_for_the_term_of_the_rule_sheet() -> None:
    made = seated(replace(CALL, role=Role.CHAIR), rules=RuleSheet(chair_term_years=4))
    assert made is not None
    assert (made.valid_until, made.has_vote) == (date(2030, 6, 4), False)


@pytest.mark.parametrize("state", sorted(set(State) - {State.RATIFIED}))
def test_nobody_else_gets_a_mandate(state: State) -> None:
    assert seated(state=state) is None


def test_a_place_outside_the_body_gives_no_mandate_here() -> None:
    assert seated(replace(CALL, role=None)) is None


def test_who_has_the_mandate_already_gets_no_second() -> None:
    first = seated()
    assert first is not None
    assert seated(known=(first,)) is None
    assert seated(known=(replace(first, valid_until=date(2026, 6, 4)),)) is not None


# Who reads why.


@pytest.mark.parametrize(
    ("by", "may"),
    [(MEMBER, True), (COMMITTEE, True), (CHAIR, True), (OFFICER, True), (OBSERVER, False), (STRANGER, False)],
)
def test_a_motivation_is_for_the_candidate_the_electorate_and_those_who_run_the_vote(by: Person, may: bool) -> None:
    assert candidacies.may_read_motivation(candidacy(), by=by, electorate={2}) is may
