"""Lists from Excel and LibreOffice: what is read, what would change, and that the same list changes nothing twice."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from bot import importing
from bot.bodies import RuleSheet
from bot.cards import Known
from bot.errors import Refusal
from bot.groups import Group
from bot.groups import Kind as GroupKind
from bot.importing import Column, Kind, Outcome, Plan, Roll, Sheet
from bot.mandates import Mandate
from bot.meetings import Kind as MeetingKind
from bot.meetings import Meeting, State
from bot.people import BRUSSELS, Role
from tests.bot.people import BODY, MEMBER, OFFICER

NOW = datetime(2026, 3, 4, 9, tzinfo=UTC)
LIST = "Naam;E-mail;Organisatie;Sector;Rol;Stemrecht;Vanaf;Tot;Plaatsvervanger"
EMPTY = Roll(body=BODY, rules=RuleSheet(), people=(), mandates=(), organisations={}, sectors={})


def read(*lines: str, kind: Kind | None = None) -> Sheet:
    return importing.read("\r\n".join(lines).encode(), kind=kind)


def plan(*lines: str, roll: Roll = EMPTY) -> Plan:
    return importing.plan_people(read(LIST, *lines), roll, by=OFFICER, now=NOW, zone=BRUSSELS)


def stored(done: Plan, roll: Roll = EMPTY) -> Roll:
    """The body after a plan was taken over: what was new has an id."""

    def id_(given: int | None) -> int | None:
        return given if given is None or given > 0 else 1000 - given

    def kept(known: Mapping[int, str], new: Mapping[int, str]) -> dict[int, str]:
        return {**known, **{1000 - number: name for number, name in new.items()}}

    people = {each.id: each for each in roll.people}
    people |= {id_(each.id) or 0: replace(each, id=id_(each.id) or 0) for each in done.people}
    held = {each.id: each for each in roll.mandates}
    for each in done.mandates:
        held[id_(each.id) or 0] = replace(
            each,
            id=id_(each.id) or 0,
            member=id_(each.member) or 0,
            organisation=id_(each.organisation),
            sector=id_(each.sector),
            substitute=id_(each.substitute),
        )
    organisations = kept(roll.organisations, done.organisations)
    sits_for: dict[int, set[str]] = {}
    for each in held.values():
        if each.organisation is not None:
            sits_for.setdefault(each.member, set()).add(organisations[each.organisation].casefold())
    known = [replace(each, organisations=frozenset(sits_for.get(each.id, ()))) for each in people.values()]
    return replace(
        roll,
        people=known,
        mandates=list(held.values()),
        organisations=organisations,
        sectors=kept(roll.sectors, done.sectors),
    )


def outcomes(done: Plan) -> list[Outcome]:
    return [verdict.outcome for verdict in done.verdicts]


# Reading.


@pytest.mark.parametrize(
    "content",
    [
        "Naam;Organisatie\r\nRenée D’Haene;CLB\r\n".encode("utf-8-sig"),
        "Naam;Organisatie\nRenée D’Haene;CLB".encode(),
        "Naam,Organisatie\r\nRenée D’Haene,CLB\r\n".encode(),
        "Naam;Organisatie\r\nRenée D’Haene;CLB\r\n".encode("cp1252"),
        "Naam\tOrganisatie\r\nRenée D’Haene\tCLB\r\n".encode("utf-16"),
        "sep=,\r\nNaam,Organisatie\r\nRenée D’Haene,CLB".encode(),
        '"Naam";"Organisatie"\r\n"Renée D’Haene";"CLB"\r\n'.encode(),
        "\r\n;\r\nNaam;Organisatie\r\n;\r\nRenée D’Haene;CLB\r\n;\r\n".encode(),
        "NAAM :;organisatie;Opmerking\r\nRenée D’Haene;CLB;x\r\n".encode(),
    ],
)
def test_encoding_separator_and_headers_are_found_out(content: bytes) -> None:
    [row] = importing.read(content).rows
    assert (row[Column.NAME], row[Column.ORGANISATION]) == ("Renée D’Haene", "CLB")


def test_a_comma_in_a_cell_is_not_a_separator() -> None:
    [row] = read("Naam;Organisatie", "Jan Peeters;Kind, Gezin en Co").rows
    assert row[Column.ORGANISATION] == "Kind, Gezin en Co"


def test_a_line_break_in_a_cell_keeps_the_count_of_lines() -> None:
    rows = read("Naam;Organisatie", '"Jan Peeters";"CLB', 'Anker"', "Fatma Yildiz;CAW").rows
    assert [(row.line, row[Column.NAME]) for row in rows] == [(3, "Jan Peeters"), (4, "Fatma Yildiz")]
    assert rows[0][Column.ORGANISATION] == "CLB Anker"


def test_a_header_that_means_nothing_is_told() -> None:
    assert read("Naam;Schoenmaat", "Jan;43").ignored == ("Schoenmaat",)


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (("Voornaam;Achternaam;Vanaf", "Jan;Peeters;"), Kind.MEMBERS),
        (("Datum;Van;Tot;Plaats", "24 april;9u;12u;Brugge"), Kind.MEETINGS),
    ],
)
def test_the_headers_tell_what_a_list_is_about(lines: tuple[str, ...], kind: Kind) -> None:
    assert read(*lines).kind is kind


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "herken de kolommen niet"),
        (b"Jan;Peeters\r\n", "herken de kolommen niet"),
        (b"Naam;Organisatie\r\n;\r\n", "geen lijnen"),
        (b"PK\x03\x04\x00\x00", "geen CSV"),
        (b"Naam\r\n" + b"x\r\n" * 20_001, "te veel lijnen"),
        (b"x" * (importing.LARGEST + 1), "te groot"),
    ],
)
def test_what_is_no_list_is_refused_with_what_to_do(content: bytes, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        importing.read(content)


# Members.


def test_a_full_line_becomes_a_member_with_all_of_it() -> None:
    done = plan("Renée D’Haene;Renee@CLB.be;CLB Anker;CLB;effectief lid;ja;1/9/2012;31/12/2027;Joris Maes")
    assert outcomes(done) == [Outcome.ADDED]
    person, substitute = done.people
    [mandate] = done.mandates
    assert (person.name, person.email) == ("Renée D’Haene", "renee@clb.be")
    assert (mandate.role, mandate.has_vote) == (Role.EFFECTIVE_MEMBER, True)
    assert (mandate.valid_from, mandate.valid_until) == (date(2012, 9, 1), date(2027, 12, 31))
    assert done.organisations[mandate.organisation or 0] == "CLB Anker"
    assert done.sectors[mandate.sector or 0] == "CLB"
    assert (substitute.id, substitute.name) == (mandate.substitute, "Joris Maes")


FULL = (
    "Renée D’Haene;renee@clb.be;CLB Anker;CLB;effectief lid;ja;1/9/2012;31/12/2027;Joris Maes",
    "Maes, Joris;;CLB Anker;CLB;;;;;",
    "Jan Peeters;;CAW;CAW;Cliëntvertegenwoordiger;;;;",
    "Jan Peeters;;GGZ;GGZ;;nee;1 september 2025;;renee@clb.be",
    "Fatma Yildiz;;;;voorzitter;;;;",
    "Fatma Yildiz;;;;comitélid;;;;",
)


def test_the_same_list_again_changes_nothing() -> None:
    once = plan(*FULL)
    assert set(outcomes(once)) == {Outcome.ADDED}
    again = plan(*FULL, roll=stored(once))
    assert set(outcomes(again)) == {Outcome.UNCHANGED}
    assert not again.changes_something


def test_somebody_named_as_substitute_first_is_the_same_person_later() -> None:
    assert len(plan(*FULL).people) == 5


def test_a_change_is_seen_and_changes_nothing_twice() -> None:
    roll = stored(plan("Jan Peeters;;CAW;CAW;;ja;;;"))
    line = "Jan Peeters;jan@caw.be;CAW;Welzijn;;nee;;;"
    done = plan(line, roll=roll)
    assert outcomes(done) == [Outcome.CHANGED]
    assert outcomes(plan(line, roll=stored(done, roll))) == [Outcome.UNCHANGED]


def test_a_line_tells_what_was_understood_of_somebody_new() -> None:
    [verdict] = plan("Jan Peeters;;CAW;Welzijn;waarnemer;;vrijdag;;Joris Maes").verdicts
    assert dict(verdict.news) == {
        "role": Role.OBSERVER,
        "organisation": "CAW",
        "sector": "Welzijn",
        "has_vote": False,
        "valid_from": date(2026, 3, 6),
        "substitute": "Joris Maes",
    }


def test_a_line_tells_only_what_differs_from_what_is_known() -> None:
    roll = stored(plan("Jan Peeters;;CAW;CAW;;ja;;;"))
    [verdict] = plan("Jan Peeters;jan@caw.be;CAW;Welzijn;;;;;", roll=roll).verdicts
    assert dict(verdict.news) == {"sector": "Welzijn", "email": "jan@caw.be"}


def test_what_changes_from_a_day_on_leaves_what_was() -> None:
    roll = stored(plan("Jan Peeters;jan@x.be;CAW;;;ja;1/1/2020;;"))
    line = "Jan Peeters;jan@x.be;GGZ;;;ja;1/9/2026;;"
    done = plan(line, roll=roll)
    before, after = done.mandates
    assert (before.valid_until, after.valid_from) == (date(2026, 8, 31), date(2026, 9, 1))
    assert outcomes(plan(line, roll=stored(done, roll))) == [Outcome.UNCHANGED]


def test_an_empty_cell_takes_nothing_away() -> None:
    roll = stored(plan("Jan Peeters;jan@caw.be;CAW;CAW;;nee;1/1/2020;;Joris Maes"))
    assert outcomes(plan("Jan Peeters;;;;;;;;", roll=roll)) == [Outcome.UNCHANGED]


def test_a_member_taken_over_from_the_channel_is_completed() -> None:
    lena = Known(id=1, name="Lena ’t Kindt", slack_user="U0LENA")
    seat = Mandate(id=5, body=BODY, member=1, role=Role.EFFECTIVE_MEMBER, has_vote=True)
    roll = replace(EMPTY, people=[lena], mandates=[seat])
    done = plan("LENA 'T KINDT;lena@clb.be;CLB;CLB;Cliëntvertegenwoordiger;;;;", roll=roll)
    assert outcomes(done) == [Outcome.CHANGED]
    [person], [mandate] = done.people, done.mandates
    assert (person.id, person.name, person.slack_user) == (1, "Lena ’t Kindt", "U0LENA")
    assert (mandate.id, mandate.role) == (5, Role.CLIENT_REPRESENTATIVE)


def test_a_list_without_roles_gives_the_chair_no_second_seat() -> None:
    chair = Mandate(id=5, body=BODY, member=1, role=Role.CHAIR, has_vote=False)
    roll = replace(EMPTY, people=[Known(id=1, name="Jan Peeters")], mandates=[chair])
    done = plan("Jan Peeters;;CAW;;;;;;", roll=roll)
    assert [each.id for each in done.mandates] == [5]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (";x@y.be;;;;;;;", "naam"),
        ("Jan;geen-adres;;;;;;;", "geen e-mailadres"),
        ("Jan;;;;penningmeester;;;;", "ken ik niet"),
        ("Jan;;;;;misschien;;;", "geen ja of nee"),
        ("Jan;;;;;;31/2/2026;;", "geen bestaande dag"),
        ("Jan;;;;;;september;;", "één dag"),
        ("Jan;;;;;;1/9/2026;1/1/2026;", "vóór de eerste"),
        ("Jan;;;;waarnemer;ja;;;", "geen stemrecht"),
        ("Jan;;;;;;;;Jan", "ken ik niet"),
        ("Jan;;;;;;;;onbekend@x.be", "ken ik niet"),
        (f"{'x' * 51};;;;;;;;", "te lang"),
        (f"Jan;;{'x' * 101};;;;;;", "te lang"),
    ],
)
def test_a_line_that_cannot_be_read_changes_nothing_and_says_why(line: str, said: str) -> None:
    done = plan("Fatma Yildiz;;;;;;;;", line)
    assert [(each.line, each.outcome) for each in done.verdicts] == [
        (2, Outcome.ADDED),
        (3, Outcome.UNREADABLE),
    ]
    assert said in str(done.verdicts[1].why)
    assert len(done.people) == len(done.mandates) == 1


def test_a_name_that_two_people_have_needs_more() -> None:
    roll = stored(plan("Jan Peeters;;CAW;;;;;;", "Jan Peeters;;GGZ;;;;;;"))
    assert outcomes(plan("Jan Peeters;;;;;;;;", roll=roll)) == [Outcome.UNREADABLE]


def test_a_slack_id_is_known_and_a_slack_name_is_not() -> None:
    sheet = read("Naam;Slack", "Lena;U0LENA1", "Jan;<@U0JAN22|jan>", "Wout;@wout")
    done = importing.plan_people(sheet, EMPTY, by=OFFICER, now=NOW, zone=BRUSSELS)
    assert [person.slack_user for person in done.people] == ["U0LENA1", "U0JAN22"]
    assert outcomes(done)[-1] is Outcome.UNREADABLE


def test_only_who_manages_members_plans_an_import() -> None:
    with pytest.raises(Refusal):
        importing.plan_people(read(LIST, "Jan;;;;;;;;"), EMPTY, by=MEMBER, now=NOW, zone=BRUSSELS)


def test_ten_thousand_lines_are_planned_at_once() -> None:
    lines = [f"Lid {n:05} Peeters;lid{n}@x.be;Organisatie {n % 300};CLB;;;;;" for n in range(10_000)]
    done = plan(*lines)
    assert done.count(Outcome.ADDED) == 10_000
    assert len(done.organisations) == 300


# Meetings.


def meetings(*lines: str, known: tuple[Meeting, ...] = (), groups: tuple[Group, ...] = ()) -> importing.MeetingsPlan:
    sheet = read("Soort;Datum;Maand;Van;Tot;Plaats", *lines)
    return importing.plan_meetings(sheet, known, body=BODY, by=OFFICER, now=NOW, zone=BRUSSELS, groups=groups)


def test_a_line_becomes_a_meeting() -> None:
    done = meetings("Plenair;24/04/2026;;9u30;12u;Brugge", "comité;;juni 2026;;;")
    first, second = done.new
    assert (first.day, first.starts, first.ends, first.place) == (date(2026, 4, 24), time(9, 30), time(12), "Brugge")
    assert (second.kind, second.day, second.month) == (MeetingKind.COMMITTEE, None, date(2026, 6, 1))


def test_a_line_of_a_working_group_names_it() -> None:
    crisis, youth = (
        Group(id=id_, body=BODY, kind=GroupKind.WORKING_GROUP, name=name) for id_, name in ((1, "Crisis"), (2, "Jeugd"))
    )
    lines = ("crisis;24/4/2026;;;;", "jeugd;24/4/2026;;;;", "werkgroep;25/4/2026;;;;")
    done = meetings(*lines, groups=(crisis, youth))
    assert [each.group for each in done.new] == [crisis, youth]
    assert "Kies welke" in str(done.verdicts[2].why)
    known = tuple(replace(each, id=number) for number, each in enumerate(done.new, start=1))
    assert meetings(*lines, groups=(crisis, youth), known=known).new == ()


def test_the_same_meetings_again_change_nothing() -> None:
    lines = ("Plenair;24/04/2026;;9u30;12u;Brugge", "comité;;juni 2026;;;")
    known = tuple(replace(each, id=number) for number, each in enumerate(meetings(*lines).new, start=1))
    again = meetings(*lines, known=known)
    assert {verdict.outcome for verdict in again.verdicts} == {Outcome.UNCHANGED}


def test_a_meeting_of_a_month_gets_its_day() -> None:
    june = Meeting(id=3, body=BODY, kind=MeetingKind.PLENARY, state=State.PLANNED, month=date(2026, 6, 1))
    [move] = meetings(";19/6/2026;;09:30:00;;", known=(june,)).moves
    assert (move.after.id, move.after.day, move.after.starts) == (3, date(2026, 6, 19), time(9, 30))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (";24/4/2020;;;;", "voorbij"),
        (";;;9u;;", "Kies een datum"),
        (";24/4/2026;;12u;9u;", "later eindigen"),
        ("feest;24/4/2026;;;;", "ken ik niet"),
        (";;volgende week;;;", "geen maand"),
    ],
)
def test_a_meeting_that_cannot_be_read(line: str, said: str) -> None:
    [verdict] = meetings(line).verdicts
    assert verdict.outcome is Outcome.UNREADABLE
    assert said in str(verdict.why)


def test_a_published_meeting_is_not_moved_by_a_list() -> None:
    published = Meeting(
        id=3,
        body=BODY,
        kind=MeetingKind.PLENARY,
        state=State.AGENDA_PUBLISHED,
        month=date(2026, 4, 1),
        day=date(2026, 4, 24),
    )
    [verdict] = meetings(";24/4/2026;;;;Gent", known=(published,)).verdicts
    assert verdict.outcome is Outcome.UNREADABLE
