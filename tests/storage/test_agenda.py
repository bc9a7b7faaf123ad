"""Agenda versions, standing points, own templates and the count of calendar files, in a real database."""

from dataclasses import replace
from datetime import date, time

import pytest
from sqlalchemy.exc import IntegrityError

from bot.agenda import Line, Occasion, StandingPoint, Version
from bot.items import Attachment, Kind, Sort
from bot.meetings import Kind as MeetingKind
from bot.meetings import Meeting, State
from storage import agenda, bodies, documents, meetings, people
from storage.database import Database
from storage.documents import State as TemplateState
from tests.storage.conftest import Clocks

LINE = Line(
    item=3,
    number="4.1",
    title="’t Zand: <&> “advies”",
    kind=Kind.ADVICE,
    sort=Sort.POINT,
    minutes=None,
    presenter="Els D’Haene",
    starts=time(9, 30),
    fixed_at=time(10, 0),
    guest=True,
    late=True,
    under=2,
    attachments=(Attachment(url="https://voorbeeld.be/nota", title="nota", file="F1"),),
)
PAUSE = Line(
    item=4, number="", title="Pauze", kind=Kind.INFORMATION, sort=Sort.BREAK, minutes=15, presenter="", starts=None
)


@pytest.fixture
def meeting(database: Database, body: int, clocks: Clocks) -> int:
    new = Meeting(
        id=0,
        body=body,
        kind=MeetingKind.PLENARY,
        state=State.AGENDA_OPEN,
        month=date(2026, 4, 1),
        day=date(2026, 4, 24),
    )
    with database.begin() as db:
        return meetings.add(db, new, now=clocks.now())


@pytest.fixture
def member(database: Database, body: int, clocks: Clocks) -> int:
    with database.begin() as db:
        return people.add_member(db, body=body, name="Els Maes", slack_user="U1", now=clocks.now())


@pytest.fixture
def first(meeting: int, member: int, clocks: Clocks) -> Version:
    return Version(
        meeting=meeting,
        letter="A",
        published_at=clocks.now(),
        published_by=member,
        occasion=Occasion(day=date(2026, 4, 24), starts=time(9, 30), ends=None, place="Brugge"),
        lines=(LINE, PAUSE),
        used=frozenset({"4", "4.1"}),
    )


def test_a_version_comes_back_as_it_was_published(database: Database, first: Version) -> None:
    with database.begin() as db:
        agenda.add_version(db, first)
    with database.read() as db:
        assert agenda.last_version(db, first.meeting) == first


def test_an_agenda_that_was_never_published_has_no_last_version(database: Database, meeting: int) -> None:
    with database.read() as db:
        assert agenda.last_version(db, meeting) is None


def test_the_last_version_is_the_newest_also_behind_z(database: Database, first: Version) -> None:
    with database.begin() as db:
        for letter in ("A", "Z", "AA"):
            agenda.add_version(db, replace(first, letter=letter))
    with database.read() as db:
        last = agenda.last_version(db, first.meeting)
    assert last is not None
    assert last.letter == "AA"


def test_a_version_comes_with_the_one_before_it(database: Database, first: Version) -> None:
    with database.begin() as db:
        for letter in ("A", "B", "C"):
            agenda.add_version(db, replace(first, letter=letter))
    with database.read() as db:
        version, before = agenda.version(db, first.meeting, "B")
    assert before is not None
    assert (version.letter, before.letter) == ("B", "A")


def test_the_first_version_has_none_before_it(database: Database, first: Version) -> None:
    with database.begin() as db:
        agenda.add_version(db, first)
    with database.read() as db:
        assert agenda.version(db, first.meeting, "A") == (first, None)


def test_a_version_that_was_never_published_is_not_found(database: Database, meeting: int) -> None:
    with database.read() as db, pytest.raises(LookupError):
        agenda.version(db, meeting, "A")


def test_a_letter_is_given_once(database: Database, first: Version) -> None:
    with database.begin() as db:
        agenda.add_version(db, first)
    with pytest.raises(IntegrityError), database.begin() as db:
        agenda.add_version(db, first)


def test_standing_points_keep_their_order(database: Database, body: int) -> None:
    points = [
        StandingPoint(title="Z"),
        StandingPoint(title="A", kind=Kind.APPROVAL, minutes=5),
        StandingPoint(title="M", closing=True),
    ]
    with database.begin() as db:
        agenda.keep_standing_points(db, body, [StandingPoint(title="oud")])
        agenda.keep_standing_points(db, body, points)
    with database.read() as db:
        assert agenda.standing_points(db, body) == points


def test_calendar_files_are_counted_under_one_identity(database: Database, meeting: int) -> None:
    with database.begin() as db:
        counts = [documents.next_sequence(db, meeting) for _ in range(3)]
        uid = documents.calendar_uid(db, meeting)
    with database.begin() as db:
        assert counts == [0, 1, 2]
        assert documents.next_sequence(db, meeting) == 3
        assert documents.calendar_uid(db, meeting) == uid


def test_a_meeting_without_calendar_file_has_no_identity_yet(database: Database, meeting: int) -> None:
    with database.read() as db, pytest.raises(LookupError):
        documents.calendar_uid(db, meeting)


@pytest.fixture
def upload(database: Database, body: int, member: int, clocks: Clocks) -> int:
    with database.begin() as db:
        return documents.add_template(db, body=body, file="F1", by=member, now=clocks.now())


def test_a_template_is_not_used_before_it_was_checked(database: Database, body: int, upload: int) -> None:
    with database.read() as db:
        found = documents.template(db, upload, body=body)
        assert documents.in_use(db, body) is None
    assert found is not None
    assert found.state is TemplateState.CHECKING


def test_a_template_in_use_makes_place_for_the_next(
    database: Database, body: int, member: int, upload: int, clocks: Clocks
) -> None:
    with database.begin() as db:
        documents.take_into_use(db, upload, body=body, name="oud.docx", content=b"oud")
        later = documents.add_template(db, body=body, file="F2", by=member, now=clocks.now())
        documents.take_into_use(db, later, body=body, name="nieuw.docx", content=b"nieuw")
    with database.read() as db:
        before = documents.template(db, upload, body=body)
        assert documents.in_use(db, body) == b"nieuw"
    assert before is not None
    assert before.state is TemplateState.RETIRED


def test_a_refused_template_keeps_why_and_leaves_the_one_in_use(
    database: Database, body: int, member: int, upload: int, clocks: Clocks
) -> None:
    with database.begin() as db:
        documents.take_into_use(db, upload, body=body, name="goed.docx", content=b"goed")
        later = documents.add_template(db, body=body, file="F2", by=member, now=clocks.now())
        documents.refuse(db, later, body=body, name="slecht.docx", found={"sentence": "nee", "facts": {}})
    with database.read() as db:
        refused = documents.template(db, later, body=body)
        assert documents.in_use(db, body) == b"goed"
    assert refused is not None
    assert (refused.state, refused.found) == (TemplateState.REFUSED, {"sentence": "nee", "facts": {}})


def test_going_back_to_the_shipped_template(database: Database, body: int, upload: int) -> None:
    with database.begin() as db:
        documents.take_into_use(db, upload, body=body, name="x.docx", content=b"x")
        assert documents.retire(db, body)
        assert not documents.retire(db, body)
        assert documents.in_use(db, body) is None


def test_another_body_does_not_reach_a_template(
    database: Database, workspace: int, body: int, upload: int, clocks: Clocks
) -> None:
    with database.begin() as db:
        mine = bodies.load(db, body, workspace=workspace)
        other = bodies.add(db, replace(mine, name="Ander overleg"), now=clocks.now())
        documents.take_into_use(db, upload, body=other, name="x.docx", content=b"x")
        assert documents.template(db, upload, body=other) is None
        assert documents.in_use(db, body) is None
        assert documents.in_use(db, other) is None
