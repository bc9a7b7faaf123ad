"""Who is expected at a meeting, case by case; then any sequence of deeds keeps one voice for one seat."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import attendance
from bot.attendance import Instead, Part, Quorum, State, Wish
from bot.errors import Refusal
from bot.groups import Group
from bot.groups import Kind as GroupKind
from bot.items import Aim, Item, Kind, When
from bot.items import State as ItemState
from bot.mandates import Replacement
from bot.meetings import Kind as MeetingKind
from bot.meetings import State as MeetingState
from bot.people import Person, Role
from tests.bot.attendances import (
    APRIL,
    CHAIR_,
    CLB,
    FATMA,
    JO,
    JORIS,
    MEETING,
    NADIA,
    NOW,
    OFFICER_,
    PIET,
    SEATS,
    TODAY,
    VAPH,
    Room,
    person,
    seat,
)
from tests.bot.people import BODY, COMMITTEE, OBSERVER, OFFICER, STRANGER, somebody

# The four lists.


def test_without_news_everybody_but_the_support_officer_is_without_news() -> None:
    assert Room().lists() == {
        "coming": [OFFICER_],
        "excused": [],
        "replaced": [],
        "no_news": [CHAIR_, NADIA, JORIS, PIET],
    }


def test_each_answer_has_its_list() -> None:
    room = Room()
    room.come(JORIS)
    room.excuse(PIET)
    room.excuse_for(NADIA, FATMA)
    room.accept(FATMA)
    assert room.lists() == {
        "coming": [OFFICER_, JORIS],
        "excused": [PIET],
        "replaced": [NADIA],
        "no_news": [CHAIR_],
    }


def test_who_was_asked_but_did_not_answer_replaces_nobody_yet() -> None:
    room = Room()
    room.excuse_for(NADIA, FATMA)
    assert room.lists()["excused"] == [NADIA]


@pytest.mark.parametrize("part", [Part.LATE, Part.EARLY])
def test_who_is_there_for_a_part_comes_and_is_not_replaced(part: Part) -> None:
    room = Room()
    room.excuse(NADIA, Wish(part=part, instead=Instead.FIXED))
    assert (room.lists()["coming"], room.substitutions) == ([OFFICER_, NADIA], {})


def test_an_observer_is_not_missed() -> None:
    room = Room(*SEATS, seat(106, JO, role=Role.OBSERVER, has_vote=False))
    assert JO not in room.lists()["no_news"]


def test_who_has_two_hats_stands_once_in_a_list_and_is_excused_in_both() -> None:
    room = Room(*SEATS, seat(106, CHAIR_))
    room.excuse(CHAIR_)
    assert room.lists()["excused"] == [CHAIR_]
    assert len(room.answers) == 2


@pytest.mark.parametrize(
    ("kind", "who"),
    [
        (MeetingKind.PLENARY, [CHAIR_, OFFICER_, NADIA, JORIS, PIET]),
        (MeetingKind.COMMITTEE, [CHAIR_, OFFICER_, PIET]),
    ],
)
def test_each_kind_of_meeting_invites_its_own_places(kind: MeetingKind, who: list[int]) -> None:
    seats = (
        *SEATS,
        seat(106, PIET, role=Role.COMMITTEE_MEMBER),
        seat(107, JO, role=Role.GROUP_MEMBER, group=1),
    )
    places = attendance.invited(replace(MEETING, kind=kind), seats)
    assert sorted({place.member or 0 for place in places}) == who


CRISIS = Group(id=1, body=BODY, kind=GroupKind.STEERING_GROUP, name="Crisis")
GROUPS = (
    seat(107, JO, role=Role.GROUP_MEMBER, group=1),
    seat(108, FATMA, role=Role.GROUP_MEMBER, group=2),
)


@pytest.mark.parametrize(("group", "who"), [(CRISIS, [OFFICER_, JO]), (None, [OFFICER_])])
def test_a_group_that_meets_invites_its_own_members_only(group: Group | None, who: list[int]) -> None:
    met = replace(MEETING, kind=MeetingKind.WORKING_GROUP, group=group)
    places = attendance.invited(met, (*SEATS, *GROUPS))
    assert sorted({place.member or 0 for place in places}) == who


def test_a_member_of_a_group_without_a_seat_is_excused_for_its_meeting() -> None:
    room = Room(*SEATS, *GROUPS, meeting=replace(MEETING, kind=MeetingKind.WORKING_GROUP, group=CRISIS))
    room.excuse(JO, by=somebody(Role.GROUP_MEMBER, member=JO))
    assert room.lists()["excused"] == [JO]


def test_a_member_of_a_group_is_not_excused_for_a_meeting_of_others() -> None:
    room = Room(*SEATS, *GROUPS)
    with pytest.raises(Refusal, match="geen plaats"):
        room.excuse(JO, by=somebody(Role.GROUP_MEMBER, member=JO))


# Excusing oneself.


def test_the_fixed_substitute_is_asked_first() -> None:
    room = Room()
    room.excuse(NADIA, Wish(instead=Instead.FIXED))
    assert room.asked(FATMA).state is State.PROPOSED


def test_without_a_fixed_substitute_that_choice_is_refused() -> None:
    with pytest.raises(Refusal, match="geen vaste plaatsvervanger") as refused:
        Room().excuse(JORIS, Wish(instead=Instead.FIXED))
    assert refused.value.about == "substitute"


@pytest.mark.parametrize(
    ("instead", "seeks"), [(Instead.UNKNOWN, True), (Instead.NOBODY, False), (Instead.FIXED, False)]
)
def test_not_known_yet_is_remembered_as_something_to_find(instead: Instead, seeks: bool) -> None:
    room = Room()
    room.excuse(NADIA, Wish(instead=instead))
    assert any(each.seeks for each in room.now.invitees) is seeks


def test_a_declined_substitution_is_something_to_find_again() -> None:
    room = Room()
    room.excuse_for(NADIA, FATMA)
    room.decline(FATMA)
    assert [each.member for each in room.now.invitees if each.seeks] == [NADIA]


def test_another_excuse_replaces_the_first_and_its_substitute() -> None:
    room = Room()
    room.excuse_for(NADIA, FATMA)
    room.excuse_for(NADIA, JO)
    assert (room.asked(FATMA).state, room.asked(JO).state) == (State.LAPSED, State.PROPOSED)


def test_the_same_excuse_twice_keeps_who_accepted() -> None:
    room = Room()
    room.excuse_for(NADIA, FATMA)
    room.accept(FATMA)
    room.excuse_for(NADIA, FATMA)
    assert room.lists()["replaced"] == [NADIA]


def test_coming_after_all_withdraws_the_substitute() -> None:
    room = Room()
    room.excuse_for(NADIA, FATMA)
    room.accept(FATMA)
    room.come(NADIA)
    assert (room.asked(FATMA).state, NADIA in room.lists()["coming"]) == (State.LAPSED, True)


def test_a_substitute_who_falls_ill_in_turn_leaves_the_seat_to_be_filled() -> None:
    room = Room()
    room.excuse_for(NADIA, FATMA)
    room.accept(FATMA)
    room.decline(FATMA)
    assert room.lists()["excused"] == [NADIA]


def test_a_substitute_who_is_excused_as_a_member_does_not_come_for_somebody_else_either() -> None:
    room = Room()
    room.excuse_for(NADIA, CHAIR_)
    room.accept(CHAIR_)
    room.excuse(CHAIR_)
    assert room.asked(CHAIR_).state is State.DECLINED


def test_who_has_no_place_that_day_cannot_be_excused() -> None:
    with pytest.raises(Refusal, match="geen plaats"):
        Room().excuse(JO)


def test_a_member_does_not_excuse_somebody_else() -> None:
    with pytest.raises(Refusal):
        Room().excuse(JORIS, by=person(NADIA))


def test_the_support_officer_excuses_in_somebodys_name() -> None:
    room = Room()
    room.excuse(JORIS, by=OFFICER)
    assert room.answers[102].entered_by == 4


@pytest.mark.parametrize("by", [OBSERVER, STRANGER])
def test_who_may_not_excuse_themselves_is_told_so(by) -> None:  # type: ignore[no-untyped-def]  # A person.
    with pytest.raises(Refusal):
        Room().excuse(5, by=by)


# When.


@pytest.mark.parametrize(
    ("state", "today", "member", "officer"),
    [
        (MeetingState.PLANNED, TODAY, True, True),
        (MeetingState.AGENDA_PUBLISHED, APRIL, True, True),
        (MeetingState.AGENDA_PUBLISHED, date(2026, 4, 25), False, True),
        (MeetingState.HELD, APRIL, False, True),
        (MeetingState.REPORTED, date(2026, 6, 20), False, False),
        (MeetingState.CLOSED, date(2026, 6, 20), False, False),
        (MeetingState.CANCELLED, TODAY, False, False),
    ],
)
def test_a_member_is_excused_until_the_day_itself_and_the_officer_until_the_report(
    state: MeetingState, today: date, member: bool, officer: bool
) -> None:
    for by, may in ((person(NADIA), member), (OFFICER, officer)):
        room = Room(meeting=replace(MEETING, state=state))
        if may:
            room.excuse(NADIA, by=by, today=today)
            assert room.lists()["excused"] == [NADIA]
        else:
            with pytest.raises(Refusal):
                room.excuse(NADIA, by=by, today=today)


def test_when_the_meeting_moves_everybody_is_asked_anew() -> None:
    room = Room()
    room.excuse_for(NADIA, FATMA)
    room.meeting = replace(MEETING, day=date(2026, 5, 8))
    assert room.lists()["excused"] == []
    assert [each.substitute for each in room.now.stale] == [FATMA]


def test_another_hour_on_the_same_day_keeps_the_answers() -> None:
    room = Room()
    room.excuse(NADIA)
    room.meeting = replace(MEETING, place="online")
    assert room.lists()["excused"] == [NADIA]


# Who may come instead.


def test_nobody_comes_instead_of_themselves() -> None:
    with pytest.raises(Refusal, match="Niemand vervangt zichzelf"):
        Room().excuse_for(NADIA, NADIA)


def test_who_is_excused_does_not_substitute() -> None:
    room = Room()
    room.excuse(CHAIR_)
    with pytest.raises(Refusal, match="zelf verontschuldigd"):
        room.excuse_for(NADIA, CHAIR_)


def test_who_substitutes_one_does_not_substitute_another_at_the_same_meeting() -> None:
    room = Room()
    room.excuse_for(NADIA, FATMA)
    with pytest.raises(Refusal, match="vervangt op deze vergadering al iemand"):
        room.excuse_for(JORIS, FATMA)


def test_at_another_meeting_the_same_person_substitutes_another() -> None:
    room, june = Room(), Room(meeting=replace(MEETING, id=6, day=date(2026, 6, 19)))
    room.excuse_for(NADIA, FATMA)
    june.excuse_for(JORIS, FATMA)
    assert june.asked(FATMA).state is State.PROPOSED


def test_who_has_a_vote_does_not_get_a_second_one() -> None:
    with pytest.raises(Refusal, match="niemand heeft er twee"):
        Room().excuse_for(NADIA, JORIS)


def test_who_has_a_seat_without_a_vote_may_substitute() -> None:
    room = Room()
    room.excuse_for(NADIA, CHAIR_)
    room.accept(CHAIR_)
    assert room.heard() == [CHAIR_]


def test_the_supporter_of_a_tandem_comes_for_the_client_with_one_voice() -> None:
    client = seat(110, NADIA, role=Role.CLIENT_REPRESENTATIVE)
    supporter = seat(111, JO, role=Role.CLIENT_SUPPORTER, has_vote=False, tandem=110)
    room = Room(client, supporter)
    room.come(JO)
    room.excuse_for(NADIA, JO)
    room.accept(JO)
    assert room.heard() == [JO]


@pytest.mark.parametrize(
    ("sectors", "consent"),
    [
        ({}, False),
        ({FATMA: frozenset({CLB})}, False),
        ({FATMA: frozenset({VAPH})}, True),
        ({FATMA: frozenset()}, False),
    ],
)
def test_another_sector_needs_the_officers_consent(sectors: dict[int, frozenset[int]], consent: bool) -> None:
    room = Room(sectors=sectors)
    room.excuse_for(NADIA, FATMA)
    assert room.asked(FATMA).needs_consent is consent


def test_before_the_consent_the_substitute_waits() -> None:
    room = Room(sectors={FATMA: frozenset({VAPH})})
    room.excuse_for(NADIA, FATMA)
    with pytest.raises(Refusal, match="andere sector"):
        room.accept(FATMA)
    room.consent(FATMA)
    room.accept(FATMA)
    assert room.lists()["replaced"] == [NADIA]


def test_without_consent_somebody_else_is_looked_for() -> None:
    room = Room(sectors={FATMA: frozenset({VAPH})})
    room.excuse_for(NADIA, FATMA)
    room.consent(FATMA, agreed=False)
    assert [each.member for each in room.now.invitees if each.seeks] == [NADIA]


def test_what_the_officer_enters_needs_no_consent() -> None:
    room = Room(sectors={FATMA: frozenset({VAPH})})
    room.excuse_for(NADIA, FATMA, by=OFFICER)
    assert not room.asked(FATMA).needs_consent


@pytest.mark.parametrize("by", [COMMITTEE, person(JORIS)])
def test_only_the_officer_consents(by) -> None:  # type: ignore[no-untyped-def]  # A person.
    room = Room(sectors={FATMA: frozenset({VAPH})})
    room.excuse_for(NADIA, FATMA)
    with pytest.raises(Refusal):
        room.consent(FATMA, by=by)


def test_the_member_vouches_for_somebody_without_slack() -> None:
    room = Room()
    room.excuse_for(NADIA, FATMA)
    room.vouch(FATMA, by=person(NADIA))
    assert room.lists()["replaced"] == [NADIA]


@pytest.mark.parametrize(("warned", "state"), [(True, State.ACCEPTED), (False, State.PROPOSED)])
def test_somebody_without_slack_comes_once_the_member_told_them(warned: bool, state: State) -> None:
    room = Room(offline=(FATMA,))
    room.excuse(NADIA, Wish(instead=Instead.FIXED, warned=warned))
    assert room.asked(FATMA).state is state


def test_somebody_without_slack_of_another_sector_still_needs_consent() -> None:
    room = Room(offline=(FATMA,), sectors={FATMA: frozenset({VAPH})})
    room.excuse_for(NADIA, FATMA)
    assert room.asked(FATMA).state is State.PROPOSED


def test_nobody_vouches_for_the_substitute_of_another() -> None:
    room = Room()
    room.excuse_for(NADIA, FATMA)
    with pytest.raises(Refusal):
        room.vouch(FATMA, by=person(JORIS))


# The substitute's answer.


def test_accepting_twice_is_harmless() -> None:
    room = Room()
    room.excuse_for(NADIA, FATMA)
    room.accept(FATMA)
    room.accept(FATMA)
    assert room.lists()["replaced"] == [NADIA]


def test_an_answer_after_the_withdrawal_is_refused_with_why() -> None:
    room = Room()
    room.excuse_for(NADIA, FATMA)
    room.come(NADIA)
    for answer in (room.accept, room.decline):
        with pytest.raises(Refusal, match="niet meer nodig"):
            answer(FATMA)


def test_nobody_else_answers_for_the_substitute() -> None:
    room = Room()
    room.excuse_for(NADIA, FATMA)
    with pytest.raises(Refusal, match="iemand anders"):
        attendance.accept(room.now, room.asked(FATMA), member=JO, today=TODAY)


def test_after_the_meeting_a_substitute_answers_nothing() -> None:
    room = Room()
    room.excuse_for(NADIA, FATMA)
    with pytest.raises(Refusal, match="voorbij"):
        room.accept(FATMA, today=date(2026, 4, 25))


# The odd cases of real reports.


def away(mandate: int, member: int | None, first: date, last: date | None = None) -> Replacement:
    return Replacement(id=1, mandate=mandate, member=member, valid_from=first, valid_until=last)


def test_a_substitute_is_named_by_the_organisation_later() -> None:
    room = Room()
    room.excuse(NADIA, Wish(instead=Instead.UNKNOWN))
    room.excuse_for(NADIA, JO, by=OFFICER)
    room.accept(JO)
    assert room.lists()["replaced"] == [NADIA]


def test_who_is_replaced_from_a_date_was_already_excused_and_the_new_one_is_asked() -> None:
    room = Room()
    room.excuse_for(NADIA, FATMA)
    room.replacements = [away(101, JO, date(2026, 4, 1))]
    assert JO in room.lists()["no_news"]
    assert [each.substitute for each in room.now.stale] == [FATMA]


def test_the_one_who_was_to_substitute_replaces_the_member_for_a_while_instead() -> None:
    room = Room()
    room.excuse_for(NADIA, FATMA)
    room.accept(FATMA)
    room.replacements = [away(101, FATMA, date(2026, 4, 1))]
    room.come(FATMA)
    assert room.heard() == [FATMA]


def test_after_a_return_from_leave_the_member_answers_again() -> None:
    room = Room(replacements=(away(101, JO, date(2026, 3, 1), date(2026, 8, 31)),))
    room.excuse(JO)
    room.replacements = [away(101, JO, date(2026, 3, 1), date(2026, 4, 1))]
    room.come(NADIA)
    assert NADIA in room.lists()["coming"]


def test_a_replacement_without_a_name_leaves_a_place_without_news() -> None:
    room = Room(replacements=(away(101, None, date(2026, 4, 1)),))
    assert 0 in room.lists()["no_news"]
    assert room.heard() == []


def test_two_representatives_of_one_partner_have_each_their_own_substitute() -> None:
    room = Room(seat(101, NADIA, organisation=9), seat(102, JORIS, organisation=9))
    room.excuse_for(NADIA, FATMA)
    room.excuse_for(JORIS, JO)
    room.accept(FATMA)
    room.accept(JO)
    assert room.heard() == [FATMA, JO]


def test_who_retires_before_the_meeting_is_not_invited_and_the_successor_is() -> None:
    before = seat(101, NADIA, valid_until=date(2026, 3, 31))
    room = Room(before, seat(102, JO, valid_from=date(2026, 4, 1), succeeds=101))
    assert room.lists()["no_news"] == [JO]


# The forecast.


def test_a_sector_of_which_nobody_comes_is_silent() -> None:
    room = Room()
    room.excuse(NADIA)
    assert attendance.forecast(room.now, quorum=None).silent == [CLB]


def test_a_sector_is_not_silent_while_somebody_of_it_may_come() -> None:
    room = Room()
    room.excuse(JORIS)
    assert attendance.forecast(room.now, quorum=None).silent == []


def test_an_asked_substitute_may_still_speak_for_the_sector() -> None:
    room = Room()
    room.excuse_for(NADIA, FATMA)
    assert attendance.forecast(room.now, quorum=None).silent == []


@pytest.mark.parametrize(
    ("quorum", "outlook"), [(None, None), (1, Quorum.REACHED), (2, Quorum.UNSURE), (3, Quorum.MISSED)]
)
def test_the_quorum_is_reached_unsure_or_missed(quorum: int | None, outlook: Quorum | None) -> None:
    room = Room()
    room.come(JORIS)
    room.excuse(PIET)
    assert attendance.forecast(room.now, quorum=quorum).quorum is outlook


def item(title: str, **changes: object) -> Item:
    plain = Item(
        id=1,
        body=BODY,
        title=title,
        state=ItemState.ACCEPTED,
        aim=Aim(when=When.MEETING, meeting=5),
        proposer=JORIS,
        entered_by=JORIS,
        created_at=NOW,
        kind=Kind.DISCUSSION,
        meeting=5,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]  # Each test names fields of an item.


def test_an_excuse_says_which_points_lose_their_presenter_and_which_sector_falls_silent() -> None:
    room = Room()
    decided = attendance.excuse(room.now, NADIA, Wish(), by=person(NADIA), today=TODAY, now=NOW, sectors={})
    found = attendance.consequences(
        room.now,
        decided,
        member=NADIA,
        name="Nadia D’Haene",
        places=room.places,
        items=[item("Overkop", presenter="nadia d'haene"), item("Eigen punt", proposer=NADIA), item("Ander punt")],
        quorum=3,
    )
    assert found == attendance.Consequences(points=("Overkop", "Eigen punt"), silent=(CLB,), quorum=Quorum.MISSED)


# Any sequence of deeds.


DEED = st.tuples(
    st.sampled_from(["excuse", "fixed", "unknown", "come", "accept", "decline", "replace", "back", "end", "move"]),
    st.sampled_from([NADIA, JORIS, PIET, CHAIR_, FATMA, JO]),
    st.sampled_from([NADIA, JORIS, PIET, CHAIR_, FATMA, JO]),
)


def do(room: Room, deed: str, one: int, other: int) -> None:
    """One deed, as somebody would do it in Slack; a refused one changes nothing."""
    match deed:
        case "excuse":
            room.excuse_for(one, other, by=OFFICER)
        case "fixed":
            room.excuse(one, Wish(instead=Instead.FIXED), by=OFFICER)
        case "unknown":
            room.excuse(one, Wish(instead=Instead.UNKNOWN), by=OFFICER)
        case "come":
            room.come(one, by=OFFICER)
        case "accept" if any(each.substitute == one for each in room.substitutions.values()):
            room.accept(one)
        case "decline" if any(each.substitute == one for each in room.substitutions.values()):
            room.decline(one)
        case "replace":
            room.replacements = [replace(away(101, one, date(2026, 4, 1)), id=one)]
        case "back":
            room.replacements = []
        case "end":
            room.seats = [*SEATS] if len(room.seats) < len(SEATS) else [each for each in SEATS if each.member != one]
        case "move":
            day = APRIL if room.meeting.day != APRIL else date(2026, 5, 8)
            room.meeting = replace(room.meeting, day=day)


ANCHOR = (
    seat(101, NADIA, organisation=7),
    seat(102, JORIS, organisation=7),
    seat(103, PIET, organisation=8),
    seat(105, OFFICER_, role=Role.SUPPORT_OFFICER, has_vote=False),
)
SEEKING = Wish(instead=Instead.UNKNOWN)


def test_while_nobody_is_known_the_colleagues_of_the_organisation_are_asked() -> None:
    room = Room(*ANCHOR)
    room.excuse(NADIA, SEEKING)
    [sought] = attendance.sought(room.now)
    assert (sought.member, attendance.colleagues(room.now, sought)) == (NADIA, [JORIS])


def test_without_colleagues_nobody_of_the_organisation_is_asked() -> None:
    room = Room(*ANCHOR)
    room.excuse(PIET, SEEKING)
    assert [attendance.colleagues(room.now, each) for each in attendance.sought(room.now)] == [[]]


@pytest.mark.parametrize("wish", [Wish(), Wish(part=Part.LATE), Wish(instead=Instead.OTHER, substitute=FATMA)])
def test_nobody_is_sought_when_nobody_was_asked_for_or_somebody_is_known(wish: Wish) -> None:
    room = Room(*ANCHOR)
    room.excuse(NADIA, wish)
    assert attendance.sought(room.now) == []


@pytest.mark.parametrize(("by", "may"), [(person(JORIS), True), (OFFICER, True), (person(PIET), False)])
def test_a_colleague_or_the_officer_names_somebody_and_nobody_else_does(by: Person, may: bool) -> None:
    room = Room(*ANCHOR)
    room.excuse(NADIA, SEEKING)
    if may:
        assert attendance.must_be_named_by(by, room.now, 101).member == NADIA
    else:
        with pytest.raises(Refusal, match="organisatie zelf"):
            attendance.must_be_named_by(by, room.now, 101)


def test_who_comes_is_not_named_twice() -> None:
    with pytest.raises(Refusal, match="geregeld"):
        attendance.must_be_named_by(OFFICER, Room(*ANCHOR).now, 101)


def test_where_the_rule_sheet_allows_it_one_person_comes_instead_of_two_with_one_voice() -> None:
    room = Room(two_seats=True)
    for member in (NADIA, JORIS):
        room.excuse_for(member, JO)
    for each in list(room.substitutions.values()):
        room.substitutions[each.id] = attendance.accept(room.now, each, member=JO, today=TODAY)
    assert room.lists()["replaced"] == [NADIA, JORIS]
    assert room.heard().count(JO) == 1


def test_who_came_instead_of_two_still_does_when_the_rule_changes_and_nobody_new_does() -> None:
    room = Room(two_seats=True)
    for member in (NADIA, JORIS):
        room.excuse_for(member, JO)
    room.two_seats = False
    assert len([each for each in room.now.invitees if each.substitution]) == 2
    with pytest.raises(Refusal, match="al iemand"):
        room.excuse_for(PIET, JO)


@given(st.lists(DEED, max_size=25), st.booleans())
def test_no_sequence_of_deeds_gives_a_seat_two_voices_or_makes_a_chain(
    deeds: list[tuple[str, int, int]], two_seats: bool
) -> None:
    room = Room(two_seats=two_seats)
    for deed in deeds:
        try:
            do(room, *deed)
        except Refusal:
            continue
        now = room.now
        live = [each.substitution for each in now.invitees if each.substitution is not None]
        substitutes = [each.substitute for each in live]
        voices = [place.mandate.voice for place in now.voices]
        absent = {each.member for each in now.invitees if each.answer is not None and each.answer.is_away}
        assert two_seats or len(substitutes) == len(set(substitutes))
        assert len(voices) == len(set(voices))
        assert len(room.heard()) == len(set(room.heard()))
        assert not absent & set(substitutes)
