"""Who sits where on which day, case by case; then any sequence of deeds keeps one voice for one seat."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import mandates
from bot.bodies import RuleSheet
from bot.errors import Refusal
from bot.mandates import Forum, Mandate, Place, Replacement, Wanted, in_charge, on, voices
from bot.people import Role
from tests.bot.people import BODY, MEMBER, OFFICER

RULES = RuleSheet()
NADIA, JORIS, PIET, FATMA = 1, 2, 3, 4
MARCH = date(2026, 3, 4)
APRIL = date(2026, 4, 1)
SEPTEMBER = date(2026, 9, 1)


def seat(member: int = NADIA, *, id_: int = 10, **changes: object) -> Mandate:
    plain = Mandate(id=id_, body=BODY, member=member, role=Role.EFFECTIVE_MEMBER, has_vote=True)
    return replace(plain, **changes)  # type: ignore[arg-type]  # Each test names fields of a mandate.


def absent(
    mandate: int = 10, *, member: int | None = JORIS, first: date = APRIL, last: date | None = None
) -> Replacement:
    return Replacement(id=20, mandate=mandate, member=member, valid_from=first, valid_until=last)


def who(day: date, *held: Mandate, replaced: tuple[Replacement, ...] = ()) -> list[int | None]:
    return [place.member for place in on(day, held, replaced)]


# What holds on a day.


@pytest.mark.parametrize(
    ("first", "last", "day", "holds"),
    [
        (None, None, MARCH, True),
        (MARCH, MARCH, MARCH, True),
        (APRIL, None, MARCH, False),
        (None, date(2026, 3, 3), MARCH, False),
        (date(2026, 3, 5), date(2026, 3, 4), MARCH, False),
    ],
)
def test_a_mandate_holds_from_its_first_to_its_last_day(
    first: date | None, last: date | None, day: date, holds: bool
) -> None:
    assert bool(on(day, [seat(valid_from=first, valid_until=last)])) is holds


def test_a_replacement_is_in_charge_from_its_first_to_its_last_day() -> None:
    away = absent(first=APRIL, last=date(2026, 8, 31))
    assert who(date(2026, 3, 31), seat(), replaced=(away,)) == [NADIA]
    assert who(APRIL, seat(), replaced=(away,)) == [JORIS]
    assert who(date(2026, 8, 31), seat(), replaced=(away,)) == [JORIS]
    assert who(SEPTEMBER, seat(), replaced=(away,)) == [NADIA]


def test_a_replacement_ends_with_the_mandate() -> None:
    assert who(SEPTEMBER, seat(valid_until=date(2026, 8, 31)), replaced=(absent(),)) == []


def test_while_a_replacement_is_not_named_nobody_is_in_charge() -> None:
    assert who(APRIL, seat(), replaced=(absent(member=None),)) == [None]


# Voices.


def test_a_seat_and_a_place_in_the_committee_are_two_mandates_with_each_one_voice() -> None:
    places = on(MARCH, [seat(), seat(id_=11, role=Role.COMMITTEE_MEMBER)])
    assert len(voices(places, Forum.PLENARY)) == 1
    assert len(voices(places, Forum.COMMITTEE)) == 1


def test_a_mandate_without_vote_has_no_voice() -> None:
    assert voices(on(MARCH, [seat(has_vote=False)]), Forum.PLENARY) == []


def test_a_tandem_has_one_voice_and_its_leader_has_it() -> None:
    places = on(MARCH, [seat(JORIS, id_=9, tandem=10), seat(NADIA, id_=10)])
    assert [place.member for place in voices(places, Forum.PLENARY)] == [NADIA]


def test_in_a_tandem_the_other_speaks_while_the_leader_has_nobody() -> None:
    places = on(APRIL, [seat(NADIA), seat(PIET, id_=11, tandem=10)], [absent(member=None)])
    assert [place.member for place in voices(places, Forum.PLENARY)] == [PIET]


def test_somebody_with_two_seats_has_one_voice() -> None:
    places = on(MARCH, [seat(organisation=1), seat(id_=11, organisation=2)])
    assert len(voices(places, Forum.PLENARY)) == 1


def test_a_replacement_has_the_voice_of_the_seat() -> None:
    places = on(APRIL, [seat()], [absent()])
    assert [place.member for place in voices(places, Forum.PLENARY)] == [JORIS]


def test_the_voices_of_one_group_are_not_those_of_another() -> None:
    places = on(MARCH, [seat(group=1), seat(JORIS, id_=11, group=2)])
    assert [place.member for place in voices(places, Forum.GROUP, group=2)] == [JORIS]


# Appointing.


def appoint(wanted: Wanted, *, known: tuple[Mandate, ...] = ()) -> Mandate:
    return mandates.appoint(wanted, body=BODY, by=OFFICER, rules=RULES, known=known)


@pytest.mark.parametrize(
    ("role", "votes"),
    [
        (Role.EFFECTIVE_MEMBER, True),
        (Role.CLIENT_REPRESENTATIVE, True),
        (Role.COMMITTEE_MEMBER, True),
        (Role.CHAIR, False),
        (Role.SUPPORT_OFFICER, False),
        (Role.CLIENT_SUPPORTER, False),
        (Role.OBSERVER, False),
    ],
)
def test_a_role_brings_its_vote_along(role: Role, votes: bool) -> None:
    assert appoint(Wanted(member=NADIA, role=role)).has_vote is votes


def test_a_chair_may_be_given_a_vote() -> None:
    assert appoint(Wanted(member=NADIA, role=Role.CHAIR, has_vote=True)).has_vote


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.CLIENT_SUPPORTER])
def test_some_roles_never_get_a_vote(role: Role) -> None:
    with pytest.raises(Refusal, match="geen stemrecht") as refused:
        appoint(Wanted(member=NADIA, role=role, has_vote=True))
    assert refused.value.about == "has_vote"


def test_nobody_is_their_own_substitute() -> None:
    with pytest.raises(Refusal, match="zichzelf"):
        appoint(Wanted(member=NADIA, role=Role.EFFECTIVE_MEMBER, substitute=NADIA))


def test_the_last_day_is_not_before_the_first() -> None:
    with pytest.raises(Refusal) as refused:
        appoint(Wanted(member=NADIA, role=Role.CHAIR, valid_from=APRIL, valid_until=MARCH))
    assert refused.value.about == "valid_until"


def test_one_member_does_not_have_the_same_mandate_twice_at_a_time() -> None:
    with pytest.raises(Refusal, match="al in die periode"):
        appoint(Wanted(member=NADIA, role=Role.EFFECTIVE_MEMBER), known=(seat(),))


def test_a_mandate_that_ended_may_come_again() -> None:
    ended = seat(valid_until=date(2026, 3, 31))
    assert appoint(Wanted(member=NADIA, role=Role.EFFECTIVE_MEMBER, valid_from=APRIL), known=(ended,)).id == 0


def test_somebody_may_sit_for_two_organisations() -> None:
    wanted = Wanted(member=NADIA, role=Role.EFFECTIVE_MEMBER, organisation=2)
    assert appoint(wanted, known=(seat(organisation=1),)).organisation == 2


def test_a_member_does_not_appoint() -> None:
    with pytest.raises(Refusal):
        mandates.appoint(Wanted(member=NADIA, role=Role.CHAIR), body=BODY, by=MEMBER, rules=RULES, known=())


def test_two_of_one_organisation_are_noticed() -> None:
    places = on(MARCH, [seat(JORIS, id_=11, organisation=5), seat(PIET, id_=12, organisation=6)])
    assert [place.member for place in mandates.same_organisation(seat(organisation=5), places)] == [JORIS]


# Changing.


def amend(mandate: Mandate, **changes: object) -> list[Mandate]:
    same = Wanted(
        member=mandate.member,
        role=mandate.role,
        has_vote=mandate.has_vote,
        organisation=mandate.organisation,
        valid_from=mandate.valid_from,
    )
    wanted = replace(same, **changes)  # type: ignore[arg-type]  # Each test names fields of what is wanted.
    return mandates.amend(mandate, wanted, by=OFFICER, rules=RULES, today=MARCH, known=[mandate])


def test_a_correction_stays_one_mandate() -> None:
    [changed] = amend(seat(valid_from=date(2025, 1, 1)), organisation=3)
    assert (changed.id, changed.organisation) == (10, 3)


def test_what_changes_from_a_later_day_leaves_what_was() -> None:
    before, after = amend(seat(valid_from=date(2025, 1, 1), organisation=1), organisation=2, valid_from=APRIL)
    assert who(date(2026, 3, 31), before, replace(after, id=99)) == [NADIA]
    assert (before.organisation, before.valid_until) == (1, date(2026, 3, 31))
    assert (after.organisation, after.valid_from, after.succeeds) == (2, APRIL, 10)


def test_a_first_day_that_was_wrong_is_corrected() -> None:
    [changed] = amend(seat(valid_from=date(2025, 1, 1)), valid_from=date(2025, 2, 1))
    assert (changed.id, changed.valid_from) == (10, date(2025, 2, 1))


# Succession.


def succeed(mandate: Mandate, member: int | None, from_: date = SEPTEMBER, *known: Mandate) -> mandates.Succession:
    return mandates.succeed(mandate, member=member, from_=from_, by=OFFICER, known=known)


def test_a_known_successor_takes_over_on_the_day() -> None:
    done = succeed(seat(organisation=4), JORIS)
    assert done.after is not None
    both = (done.before, replace(done.after, id=11))
    assert who(date(2026, 8, 31), *both) == [NADIA]
    assert who(SEPTEMBER, *both) == [JORIS]
    assert done.after.organisation == 4


def test_a_successor_still_to_be_named_leaves_an_open_place() -> None:
    done = succeed(seat(), None)
    assert done.after is None
    assert done.before.awaits_successor
    assert who(SEPTEMBER, done.before) == []


def test_an_open_place_is_filled_later() -> None:
    opened = succeed(seat(), None).before
    filled = succeed(opened, JORIS, date(2026, 11, 1))
    assert filled.before.valid_until == date(2026, 8, 31)
    assert not filled.before.awaits_successor
    assert filled.after is not None
    assert filled.after.valid_from == date(2026, 11, 1)


def test_a_successor_serves_the_rest_of_the_term() -> None:
    done = succeed(seat(valid_until=date(2027, 12, 31)), JORIS)
    assert done.after is not None
    assert done.after.valid_until == date(2027, 12, 31)


def test_a_substitute_who_succeeds_is_no_substitute_any_more() -> None:
    done = succeed(seat(substitute=JORIS), JORIS)
    assert done.after is not None
    assert done.after.substitute is None


@pytest.mark.parametrize(
    ("mandate", "member", "from_", "known", "about"),
    [
        (seat(), NADIA, SEPTEMBER, (), "member"),
        (seat(), JORIS, SEPTEMBER, (seat(PIET, id_=12, succeeds=10),), "member"),
        (seat(valid_from=SEPTEMBER), JORIS, SEPTEMBER, (), "valid_from"),
        (seat(), JORIS, SEPTEMBER, (seat(JORIS, id_=12),), "member"),
    ],
)
def test_a_succession_that_cannot_be(
    mandate: Mandate, member: int, from_: date, known: tuple[Mandate, ...], about: str
) -> None:
    with pytest.raises(Refusal) as refused:
        succeed(mandate, member, from_, *known)
    assert refused.value.about == about


# Ending.


def test_a_mandate_ends_after_its_last_day() -> None:
    ended = mandates.end(seat(), last=APRIL, by=OFFICER)
    assert who(APRIL, ended) == [NADIA]
    assert who(date(2026, 4, 2), ended) == []


def test_a_mandate_that_was_a_mistake_never_held() -> None:
    never = mandates.end(seat(valid_from=APRIL), last=date(2026, 3, 31), by=OFFICER)
    assert who(APRIL, never) == []


def test_a_mandate_does_not_end_long_before_it_begins() -> None:
    with pytest.raises(Refusal, match="begint pas"):
        mandates.end(seat(valid_from=APRIL), last=MARCH, by=OFFICER)


def test_ending_does_not_lengthen_a_mandate() -> None:
    with pytest.raises(Refusal, match="eindigt al"):
        mandates.end(seat(valid_until=MARCH), last=APRIL, by=OFFICER)


def test_an_open_place_may_be_left_open_for_good() -> None:
    closed = mandates.end(succeed(seat(), None).before, last=date(2026, 12, 1), by=OFFICER)
    assert (closed.valid_until, closed.awaits_successor) == (date(2026, 8, 31), False)


def test_ending_for_good_asks_for_no_successor() -> None:
    assert not mandates.end(succeed(seat(), None).before, last=APRIL, by=OFFICER).awaits_successor


# The last support officer.

VEERLE = seat(7, id_=30, role=Role.SUPPORT_OFFICER, has_vote=False)


@pytest.mark.parametrize(
    ("after", "others"),
    [
        ([replace(VEERLE, valid_until=MARCH)], []),
        ([replace(VEERLE, valid_until=SEPTEMBER)], [replace(VEERLE, id=31, valid_until=APRIL)]),
        ([replace(VEERLE, valid_until=APRIL)], [replace(VEERLE, id=31, valid_from=SEPTEMBER)]),
        ([replace(VEERLE, role=Role.OBSERVER)], []),
    ],
)
def test_the_last_support_officer_does_not_go(after: list[Mandate], others: list[Mandate]) -> None:
    with pytest.raises(Refusal, match="geen ondersteuner meer"):
        mandates.must_leave_support(VEERLE, after, [VEERLE, *others], today=MARCH)


@pytest.mark.parametrize(
    ("before", "after", "others"),
    [
        (VEERLE, [VEERLE], []),
        (VEERLE, [replace(VEERLE, valid_until=APRIL)], [replace(VEERLE, id=31)]),
        (VEERLE, [replace(VEERLE, valid_until=MARCH), replace(VEERLE, id=0, valid_from=date(2026, 3, 5))], []),
        (seat(), [seat(valid_until=MARCH)], []),
    ],
)
def test_a_support_officer_who_is_followed_may_go(before: Mandate, after: list[Mandate], others: list[Mandate]) -> None:
    mandates.must_leave_support(before, after, [before, *others], today=MARCH)


# Standing in.


def stand_in(
    member: int | None,
    first: date = APRIL,
    last: date | None = None,
    *,
    known: tuple[Replacement, ...] = (),
    busy: tuple[Place, ...] = (),
) -> list[Replacement]:
    return mandates.stand_in(seat(), member=member, first=first, last=last, by=OFFICER, known=known, busy=busy)


def test_a_replacement_is_noted_with_its_days() -> None:
    [new] = stand_in(JORIS, APRIL, date(2026, 8, 31))
    assert (new.id, new.member, new.valid_from, new.valid_until) == (0, JORIS, APRIL, date(2026, 8, 31))


def test_naming_somebody_later_fills_the_same_replacement() -> None:
    [named] = stand_in(JORIS, known=(absent(member=None),))
    assert (named.id, named.member) == (20, JORIS)


def test_somebody_else_from_a_later_day_ends_the_first() -> None:
    ended, new = stand_in(PIET, SEPTEMBER, known=(absent(),))
    assert (ended.id, ended.valid_until) == (20, date(2026, 8, 31))
    assert (new.id, new.valid_from) == (0, SEPTEMBER)


def test_the_days_without_a_name_stay_when_somebody_is_named_from_later_on() -> None:
    ended, new = stand_in(PIET, SEPTEMBER, known=(absent(member=None),))
    assert (ended.member, ended.valid_until) == (None, date(2026, 8, 31))
    assert new.member == PIET


@pytest.mark.parametrize(
    ("member", "first", "last", "known", "busy", "about"),
    [
        (NADIA, APRIL, None, (), (), "member"),
        (JORIS, APRIL, MARCH, (), (), "last"),
        (JORIS, APRIL, None, (absent(first=SEPTEMBER),), (), "last"),
        (JORIS, APRIL, None, (), (Place(mandate=seat(JORIS, id_=11)),), "member"),
        (JORIS, APRIL, None, (), (Place(mandate=seat(PIET, id_=12), replacement=absent(12)),), "member"),
    ],
)
def test_a_replacement_that_cannot_be(
    member: int,
    first: date,
    last: date | None,
    known: tuple[Replacement, ...],
    busy: tuple[Place, ...],
    about: str,
) -> None:
    with pytest.raises(Refusal) as refused:
        stand_in(member, first, last, known=known, busy=busy)
    assert refused.value.about == about


def test_a_committee_member_may_stand_in_for_a_seat() -> None:
    elsewhere = Place(mandate=seat(JORIS, id_=11, role=Role.COMMITTEE_MEMBER))
    assert stand_in(JORIS, busy=(elsewhere,))


def test_an_observer_may_stand_in() -> None:
    watching = Place(mandate=seat(JORIS, id_=11, role=Role.OBSERVER, has_vote=False))
    assert stand_in(JORIS, busy=(watching,))


def test_a_mandate_that_does_not_run_then_is_not_replaced() -> None:
    with pytest.raises(Refusal, match="loopt niet"):
        mandates.stand_in(seat(valid_until=MARCH), member=JORIS, first=APRIL, last=None, by=OFFICER, known=(), busy=())


def test_who_returns_sits_again_that_day() -> None:
    back = mandates.come_back(absent(), back=SEPTEMBER, by=OFFICER, body=BODY)
    assert who(date(2026, 8, 31), seat(), replaced=(back,)) == [JORIS]
    assert who(SEPTEMBER, seat(), replaced=(back,)) == [NADIA]


def test_who_is_back_already_does_not_come_back_later() -> None:
    with pytest.raises(Refusal, match="eindigt al"):
        mandates.come_back(absent(last=date(2026, 4, 30)), back=SEPTEMBER, by=OFFICER, body=BODY)


def test_who_returns_before_the_first_day_was_never_away() -> None:
    back = mandates.come_back(absent(), back=MARCH, by=OFFICER, body=BODY)
    assert who(APRIL, seat(), replaced=(back,)) == [NADIA]


# Any sequence of deeds.

PEOPLE = st.sampled_from([NADIA, JORIS, PIET, FATMA])
DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))
DEEDS = st.one_of(
    st.tuples(st.just("appoint"), PEOPLE, DAYS, st.none() | DAYS),
    st.tuples(st.just("succeed"), st.none() | PEOPLE, DAYS, st.none()),
    st.tuples(st.just("stand_in"), st.none() | PEOPLE, DAYS, st.none() | DAYS),
    st.tuples(st.just("come_back"), PEOPLE, DAYS, st.none()),
    st.tuples(st.just("end"), PEOPLE, DAYS, st.none()),
)


class History:
    """The mandates and replacements of a body while deeds are done; a deed that is refused changes nothing."""

    def __init__(self) -> None:
        self.mandates: dict[int, Mandate] = {}
        self.replacements: dict[int, Replacement] = {}

    def do(self, deed: str, member: int | None, first: date, last: date | None, pick: int) -> None:
        mandate = list(self.mandates.values())[pick % len(self.mandates)] if self.mandates else None
        match deed:
            case "appoint":
                assert member is not None
                wanted = Wanted(member=member, role=Role.EFFECTIVE_MEMBER, valid_from=first, valid_until=last)
                self.keep(appoint(wanted, known=tuple(self.mandates.values())))
            case "succeed" if mandate:
                done = mandates.succeed(
                    mandate, member=member, from_=first, by=OFFICER, known=list(self.mandates.values())
                )
                self.keep(done.before, *([done.after] if done.after else []))
            case "end" if mandate:
                self.keep(mandates.end(mandate, last=first, by=OFFICER))
            case "stand_in" if mandate:
                everybody = (self.mandates.values(), self.replacements.values())
                busy = (
                    in_charge(member, first=first, last=last, mandates=everybody[0], replacements=everybody[1])
                    if member
                    else []
                )
                known = [each for each in self.replacements.values() if each.mandate == mandate.id]
                changed = mandates.stand_in(
                    mandate, member=member, first=first, last=last, by=OFFICER, known=known, busy=busy
                )
                for each in changed:
                    kept = replace(each, id=each.id or 1000 + len(self.replacements))
                    self.replacements[kept.id] = kept
            case "come_back" if self.replacements:
                one = list(self.replacements.values())[pick % len(self.replacements)]
                self.replacements[one.id] = mandates.come_back(one, back=first, by=OFFICER, body=BODY)

    def keep(self, *changed: Mandate) -> None:
        for each in changed:
            kept = replace(each, id=each.id or 1 + len(self.mandates))
            self.mandates[kept.id] = kept


@given(st.lists(st.tuples(DEEDS, st.integers(0, 9)), max_size=12), DAYS)
def test_no_sequence_of_deeds_gives_two_voices_for_one_seat_or_one_person(
    deeds: list[tuple[tuple[str, int | None, date, date | None], int]], day: date
) -> None:
    history = History()
    for (deed, member, first, last), pick in deeds:
        try:
            history.do(deed, member, first, last, pick)
        except Refusal:
            continue
    running = [each for each in history.replacements.values() if each.runs_on(day)]
    assert len({each.mandate for each in running}) == len(running)
    heard = voices(on(day, history.mandates.values(), history.replacements.values()), Forum.PLENARY)
    assert len({place.mandate.id for place in heard}) == len(heard)
    assert len({place.member for place in heard}) == len(heard)


@given(st.lists(st.tuples(DEEDS, st.integers(0, 9)), max_size=12))
def test_what_held_on_a_day_that_is_over_stays(
    deeds: list[tuple[tuple[str, int | None, date, date | None], int]],
) -> None:
    """Deeds that begin after a day do not change who sat on it."""
    day = date(2026, 6, 30)
    history = History()
    history.keep(seat(id_=0, valid_from=date(2026, 1, 1)))
    for (deed, member, first, last), pick in deeds:
        before = who(day, *history.mandates.values(), replaced=tuple(history.replacements.values()))
        try:
            history.do(deed, member, first, last, pick)
        except Refusal:
            continue
        after = who(day, *history.mandates.values(), replaced=tuple(history.replacements.values()))
        assert first <= day or after == before
