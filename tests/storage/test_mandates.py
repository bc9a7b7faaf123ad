"""Members and mandates in the database: who acts, who is found, and what is loaded."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.errors import Refusal
from bot.groups import Group, Kind
from bot.mandates import Mandate, Replacement
from bot.people import Role
from storage import mandates, people
from storage.database import Database, Session

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TODAY = date(2026, 3, 2)
APRIL = date(2026, 4, 1)


@pytest.fixture
def db(database: Database, body: int) -> Iterator[Session]:
    with database.begin() as db:
        yield db


def member(db: Session, body: int, name: str, user: str | None = None, *, email: str = "") -> int:
    return people.add_member(db, body=body, name=name, slack_user=user, email=email, now=NOW)


def seat(body: int, holder: int, **changes: object) -> Mandate:
    plain = Mandate(id=0, body=body, member=holder, role=Role.EFFECTIVE_MEMBER, has_vote=True)
    return replace(plain, **changes)  # type: ignore[arg-type]  # Each test names fields of a mandate.


def roles_on(db: Session, user: str, day: date) -> set[Role]:
    person = people.person(db, team="T1", user=user, today=day)
    return set().union(*(seat.roles for seat in person.seats))


def test_who_stands_in_acts_with_the_role_for_as_long_as_that_lasts(db: Session, body: int) -> None:
    chair = mandates.add(db, seat(body, member(db, body, "Nadia"), role=Role.CHAIR))
    joris = member(db, body, "Joris", "U2")
    mandates.put_replacements(
        db, [Replacement(id=0, mandate=chair, member=joris, valid_from=APRIL, valid_until=date(2026, 8, 31))]
    )
    assert roles_on(db, "U2", date(2026, 3, 31)) == set()
    assert roles_on(db, "U2", APRIL) == {Role.CHAIR}
    assert people.roles_of(db, "U2", body=body, today=APRIL) == {Role.CHAIR}
    assert [found.name for found in people.with_roles(db, body, Role.CHAIR, today=APRIL)] == ["Joris", "Nadia"]
    assert roles_on(db, "U2", date(2026, 9, 1)) == set()


def test_who_stands_in_for_a_support_officer_is_one(db: Session, body: int, workspace: int) -> None:
    officer = mandates.add(db, seat(body, member(db, body, "Nadia", "U1"), role=Role.SUPPORT_OFFICER))
    joris = member(db, body, "Joris", "U2")
    mandates.put_replacements(db, [Replacement(id=0, mandate=officer, member=joris, valid_from=TODAY)])
    assert [one.name for one in people.officers(db, workspace, today=TODAY)[body]] == ["Joris", "Nadia"]


def test_a_mandate_comes_back_as_it_was_kept(db: Session, body: int) -> None:
    holder, other = member(db, body, "Nadia"), member(db, body, "Joris")
    first = mandates.add(db, seat(body, other))
    full = seat(
        body,
        holder,
        organisation=mandates.organisation(db, "CLB Anker", body=body),
        sector=mandates.sector(db, "CLB", body=body),
        group=mandates.add_group(db, Group(id=0, body=body, kind=Kind.STEERING_GROUP, name="Crisis")),
        valid_from=TODAY,
        valid_until=APRIL,
        substitute=other,
        tandem=first,
        succeeds=first,
        awaits_successor=True,
    )
    id_ = mandates.add(db, full)
    assert mandates.get(db, id_, body=body) == replace(full, id=id_)
    assert mandates.successors(db, first, body=body) == [replace(full, id=id_)]


def test_what_is_over_is_not_loaded_but_stays_known(db: Session, body: int) -> None:
    holder = member(db, body, "Nadia")
    past = mandates.add(db, seat(body, holder, valid_until=date(2026, 3, 1)))
    waiting = mandates.add(db, seat(body, holder, valid_until=date(2026, 3, 1), awaits_successor=True))
    coming = mandates.add(db, seat(body, holder, valid_from=APRIL))
    assert [each.id for each in mandates.of_body(db, body, since=TODAY)] == [waiting, coming]
    assert [each.id for each in mandates.of_members(db, [holder], body=body)] == [past, waiting, coming]


def test_a_mandate_of_another_body_is_not_given(db: Session, body: int) -> None:
    id_ = mandates.add(db, seat(body, member(db, body, "Nadia")))
    with pytest.raises(Refusal):
        mandates.get(db, id_, body=body + 1)


def test_an_organisation_is_one_however_it_is_typed(db: Session, body: int) -> None:
    known = mandates.organisation(db, "’t Spoor", body=body)
    assert mandates.organisation(db, "'T SPOOR", body=body) == known
    assert [label.name for label in mandates.organisations(db, body).values()] == ["’t Spoor"]


def test_two_groups_of_one_name_are_refused(db: Session, body: int) -> None:
    group = Group(id=0, body=body, kind=Kind.WORKING_GROUP, name="Advies")
    mandates.add_group(db, group)
    with pytest.raises(Refusal, match="al een groep"):
        mandates.add_group(db, group)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", ["Bart D’Hoore", "Lena ’t Kindt"]),
        ("kindt lena", ["Lena ’t Kindt"]),
        ("d'hoo", ["Bart D’Hoore"]),
        ("bart@", ["Bart D’Hoore"]),
        ("%", []),
        ("_", []),
    ],
)
def test_people_are_found_by_a_part_of_their_name(db: Session, body: int, typed: str, found: list[str]) -> None:
    member(db, body, "Lena ’t Kindt")
    member(db, body, "Bart D’Hoore", email="Bart@een.be")
    member(db, body, "Zoë")
    assert [one.name for one in people.search(db, body, typed, most=2)] == found


def test_a_name_that_a_person_wrote_is_not_replaced_by_slacks(db: Session, body: int, workspace: int) -> None:
    id_ = member(db, body, "nadia.b", "U1")
    people.save(db, replace(people.get(db, id_, body=body), name="Nadia Bruyneel"))
    people.rename(db, workspace=workspace, slack_user="U1", name="Nadia B.", language="en", zone="Europe/London")
    found = people.get(db, id_, body=body)
    assert (found.name, found.language) == ("Nadia Bruyneel", "en")


def test_one_slack_user_is_one_member(db: Session, body: int) -> None:
    member(db, body, "Nadia", "U1")
    other = people.get(db, member(db, body, "Joris"), body=body)
    with pytest.raises(Refusal, match="al genoteerd als Nadia"):
        people.save(db, replace(other, slack_user="U1"))


def test_a_closed_account_is_noticed_once(db: Session, body: int, workspace: int) -> None:
    member(db, body, "Nadia", "U1")
    assert [one.name for one in people.set_deactivated(db, "U1", workspace=workspace, deactivated=True)] == ["Nadia"]
    assert people.set_deactivated(db, "U1", workspace=workspace, deactivated=True) == []


def test_a_name_with_letters_that_fold_into_many_is_kept(db: Session, body: int) -> None:
    name = "ﷺ" * 50
    assert people.get(db, member(db, body, name), body=body).name == name
