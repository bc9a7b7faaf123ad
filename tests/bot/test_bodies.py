"""The rule sheet: impossible combinations are refused when set."""

from dataclasses import replace

import pytest

from bot import bodies
from bot.bodies import Arrangement, Body, Method, PersonMethod, RuleSheet, Tie
from bot.errors import Refusal
from bot.people import Role
from tests.bot.people import BODY, CHAIR, COMMITTEE, OFFICER, STRANGER

IROJ = Body(id=BODY, workspace=1, name="IROJ Demo", plenary_channel="C1", committee_channel="G1")


def change(wanted: RuleSheet, *, voters: int = 7, officers: tuple[Role, ...] = ()) -> RuleSheet:
    return bodies.change_rules(IROJ, wanted, by=CHAIR, voters=voters, officers_with_vote=officers).rules


def test_the_defaults_are_those_of_the_rule_sheet() -> None:
    rules = RuleSheet()
    assert (rules.send_days, rules.submit_days, rules.reminder_days) == (8, 5, (14, 7, 1, 0))


@pytest.mark.parametrize(
    ("about", "wanted", "voters"),
    [
        ("tie", RuleSheet(tie=Tie.CHAIR_DECIDES), 7),
        ("quorum", RuleSheet(quorum=8), 7),
        ("quorum", RuleSheet(quorum=0), 7),
        ("decision_method", RuleSheet(decision_method=Method.SECRET), 2),
        ("person_vote_method", RuleSheet(person_vote_method=PersonMethod.SECRET), 2),
        ("send_days", RuleSheet(send_days=-1), 7),
        ("submit_days", RuleSheet(submit_days=61), 7),
        ("reminder_days", RuleSheet(reminder_days=(14, -1)), 7),
        ("chair_term_years", RuleSheet(chair_term_years=0), 7),
    ],
)
def test_an_impossible_rule_is_refused_at_its_field(about: str, wanted: RuleSheet, voters: int) -> None:
    with pytest.raises(Refusal) as refused:
        change(wanted, voters=voters)
    assert refused.value.about == about


def test_a_chair_with_a_vote_may_break_ties() -> None:
    assert change(RuleSheet(tie=Tie.CHAIR_DECIDES), officers=(Role.CHAIR,)).tie is Tie.CHAIR_DECIDES


def test_the_quorum_may_be_everybody() -> None:
    assert change(RuleSheet(quorum=7)).quorum == 7


def test_a_committee_member_does_not_change_the_rules() -> None:
    with pytest.raises(Refusal):
        bodies.change_rules(IROJ, RuleSheet(), by=COMMITTEE, voters=7, officers_with_vote=())


def test_the_support_officer_does() -> None:
    changed = bodies.change_rules(IROJ, RuleSheet(send_days=10), by=OFFICER, voters=7, officers_with_vote=())
    assert changed == replace(IROJ, rules=RuleSheet(send_days=10))


@pytest.mark.parametrize("name", ["", "   ", "x" * 51])
def test_a_name_is_needed_and_fits(name: str) -> None:
    with pytest.raises(Refusal):
        bodies.must_be_a_name(name)


WANTED = Arrangement(name="IROJ Demo", plenary_channel="C2", committee_channel="G2", officers=("U4",), chair="U3")


def test_an_administrator_founds_a_body() -> None:
    new = bodies.found(replace(WANTED, name="  IROJ   Kust "), by=STRANGER, is_admin=True, others=[IROJ])
    assert (new.id, new.name, new.committee_channel) == (0, "IROJ Kust", "G2")


def test_nobody_else_founds_one() -> None:
    with pytest.raises(Refusal, match="beheerder"):
        bodies.found(WANTED, by=OFFICER, is_admin=False, others=[])


@pytest.mark.parametrize(
    ("about", "wanted"),
    [
        ("committee_channel", replace(WANTED, committee_channel="C2")),
        ("officers", replace(WANTED, officers=())),
        ("plenary_channel", replace(WANTED, plenary_channel="G1")),
        ("committee_channel", replace(WANTED, committee_channel="C1")),
        ("name", replace(WANTED, name=" ")),
    ],
)
def test_an_unsound_arrangement_is_refused_at_its_field(about: str, wanted: Arrangement) -> None:
    with pytest.raises(Refusal) as refused:
        bodies.found(wanted, by=STRANGER, is_admin=True, others=[IROJ])
    assert refused.value.about == about


def test_a_body_keeps_its_own_channels_when_it_is_rearranged() -> None:
    again = replace(WANTED, plenary_channel="C1", committee_channel="G1", name="IROJ Kust")
    assert bodies.rearrange(IROJ, again, by=OFFICER, others=[IROJ]) == replace(IROJ, name="IROJ Kust")


@pytest.mark.parametrize("who", [CHAIR, COMMITTEE, STRANGER])
def test_only_its_support_officer_rearranges_a_body(who: object) -> None:
    with pytest.raises(Refusal):
        bodies.rearrange(IROJ, WANTED, by=who, others=[])  # type: ignore[arg-type]  # Parametrised persons.
